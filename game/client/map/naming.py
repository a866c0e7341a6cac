"""Names of hills and villages that the map's own lettering cannot show: under a counter, under the veil, or at night.

A name under the veil or in the dark is lettered again where it stands. One that counters cover moves to the line
between two rows of hexes, where it hides least of them.
"""

from __future__ import annotations

from collections.abc import Sequence

import pygame

from game.client.map.camera import Camera
from game.client.map.counters import counter_size
from game.client.map.picture import Layout
from game.client.map.picture.lettering import PlaceName
from game.client.map.position import Position

ROW = 0.866  # from row to row, in widths of a hex
Spot = tuple[pygame.Surface, tuple[int, int]]

KEPT = 4  # positions at once: the two boards of a replay, each with a neighbour
_placed: list[tuple[object, tuple[Spot, ...]]] = []


def draw(surface: pygame.Surface, camera: Camera, names: Sequence[PlaceName], position: Position) -> None:
    """Letters what cannot be read, over the counters."""
    cx, cy = camera.corner
    for picture, (x, y) in spots(camera.layout, names, position):
        if camera.view.colliderect((x + cx, y + cy, *picture.get_size())):
            surface.blit(picture, (x + cx, y + cy))


def spots(layout: Layout, names: Sequence[PlaceName], position: Position) -> tuple[Spot, ...]:
    """Pictures of names with the pixels of the map they are to be drawn at; kept for as long as the position stands."""
    key = (layout, id(names), position.pieces, position.seen, position.light)
    found = next((spots for known, spots in _placed if known == key), None)
    if found is None:
        found = _spots(layout, names, position)
        _placed[:] = [(key, found), *_placed[: KEPT - 1]]
    return found


def _spots(layout: Layout, names: Sequence[PlaceName], position: Position) -> tuple[Spot, ...]:
    w, h = counter_size(layout.hex_px)
    boxes = []
    for here in {p.hex for p in position.pieces}:
        x, y = layout.centre(here)
        boxes.append(pygame.Rect(round(x - w / 2), round(y - h / 2), w, h))
    out: list[Spot] = []
    taken: list[pygame.Rect] = []
    for name in names:
        printed = core(name.first, name.at)
        if printed.collidelist(boxes) >= 0:
            at = min(_places(layout, name), key=lambda place: _cost(layout, name, place, boxes, taken))
            out.append((name.first, at))
            taken.append(core(name.first, at))
        elif position.light == "night" or (position.seen is not None and name.hex not in position.seen):
            whole = core(name.whole, name.at)
            out.append((name.whole if whole.collidelist(boxes) < 0 else name.first, name.at))
            taken.append(printed)
    return tuple(out)


def core(picture: pygame.Surface, at: tuple[int, int]) -> pygame.Rect:
    """The part of a name's picture that its letters fill."""
    w, h = picture.get_size()
    return pygame.Rect(at, (w, h)).inflate(-4, -h // 3)


def _places(layout: Layout, name: PlaceName) -> list[tuple[int, int]]:
    """Corners that a name may have: as printed, or on the lines below and above its hex, in the middle, right, left."""
    (x, y), (w, h) = layout.centre(name.hex), name.first.get_size()
    half = max(0.0, w / 2 - counter_size(layout.hex_px)[0] / 2)
    rows = (y + layout.hex_px * ROW / 2, y - layout.hex_px * ROW / 2)
    width, height = layout.size
    return [name.at] + [
        (round(max(0, min(x + side - w / 2, width - w))), round(max(0, min(row - h / 2, height - h))))
        for row in rows
        for side in (0.0, half, -half)
    ]


def _cost(
    layout: Layout, name: PlaceName, at: tuple[int, int], boxes: Sequence[pygame.Rect], taken: Sequence[pygame.Rect]
) -> float:
    """Pixels of counters that a name hides there, names already set counting double; a little for standing aside. One that
    moves leaves behind what the counters do not cover of the printed one.
    """
    box = core(name.first, at)
    hidden = float(_shared(box, boxes) + 2 * _shared(box, taken))
    if at != name.at:
        printed = core(name.first, name.at)
        hidden += printed.w * printed.h - _shared(printed, boxes)
    return hidden + 0.2 * abs(box.centerx - layout.centre(name.hex)[0])


def _shared(box: pygame.Rect, others: Sequence[pygame.Rect]) -> int:
    """Pixels that a box has in common with others."""
    return sum(box.clip(b).w * box.clip(b).h for b in others)
