"""Names of hills and villages that the map's own lettering cannot show: under a counter, under the veil, in fog or at night.

A name under the veil or in the dark is lettered again where it stands, and so are the names of places that count. One that
counters cover moves to the line between two rows of hexes or beside them, where it hides least of them and no strength.
"""

from __future__ import annotations

from collections.abc import Sequence

import pygame

from game.client.map.camera import Camera
from game.client.map.counters import counter_size
from game.client.map.picture import Layout
from game.client.map.picture.lettering import PlaceName
from game.client.map.position import Hex, Position

ROW = 0.866  # from row to row, in widths of a hex
Spot = tuple[pygame.Surface, tuple[int, int]]

STRENGTH = 30  # a pixel of a strength counts as so many of a counter
KEPT = 4  # positions at once: the two boards of a replay, each with a neighbour
_placed: list[tuple[object, tuple[Spot, ...]]] = []


def draw(
    surface: pygame.Surface, camera: Camera, names: Sequence[PlaceName], position: Position, goals: Sequence[Hex] = ()
) -> None:
    """Letters what cannot be read, and the names of the hexes in `goals`, over the counters."""
    cx, cy = camera.corner
    for picture, (x, y) in spots(camera.layout, names, position, goals):
        if camera.view.colliderect((x + cx, y + cy, *picture.get_size())):
            surface.blit(picture, (x + cx, y + cy))


def spots(
    layout: Layout, names: Sequence[PlaceName], position: Position, goals: Sequence[Hex] = ()
) -> tuple[Spot, ...]:
    """Pictures of names with the pixels of the map they are to be drawn at; kept for as long as the position stands."""
    key = (layout, id(names), position.pieces, position.seen, position.light, position.sky, tuple(goals))
    found = next((spots for known, spots in _placed if known == key), None)
    if found is None:
        found = _spots(layout, names, position, goals)
        _placed[:] = [(key, found), *_placed[: KEPT - 1]]
    return found


def _spots(layout: Layout, names: Sequence[PlaceName], position: Position, goals: Sequence[Hex]) -> tuple[Spot, ...]:
    is_dim = position.light == "night" or position.sky == "fog"
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
        elif is_dim or name.hex in goals or (position.seen is not None and name.hex not in position.seen):
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
    beside = w / 2 + counter_size(layout.hex_px)[0] / 2 + 4
    rows = (y + layout.hex_px * ROW / 2, y - layout.hex_px * ROW / 2)
    width, height = layout.size
    middles = [(x + side, row) for row in rows for side in (0.0, half, -half)] + [(x + beside, y), (x - beside, y)]
    return [name.at] + [
        (round(max(0, min(a - w / 2, width - w))), round(max(0, min(b - h / 2, height - h)))) for a, b in middles
    ]


def _cost(
    layout: Layout, name: PlaceName, at: tuple[int, int], boxes: Sequence[pygame.Rect], taken: Sequence[pygame.Rect]
) -> float:
    """Pixels of counters that a name hides there, names already set counting double and strengths more than all; a little for
    standing aside. One that moves leaves behind what the counters do not cover of the printed one.
    """
    box = core(name.first, at)
    hidden = float(
        _shared(box, boxes) + 2 * _shared(box, taken) + STRENGTH * _shared(box, [strength(b) for b in boxes])
    )
    if at != name.at:
        printed = core(name.first, name.at)
        hidden += printed.w * printed.h - _shared(printed, boxes)
    return hidden + 0.2 * abs(box.centerx - layout.centre(name.hex)[0])


def strength(counter: pygame.Rect) -> pygame.Rect:
    """The part of a counter's rectangle in which its strength stands: at the left below the symbol."""
    tall = round(counter.h * 0.38)
    return pygame.Rect(counter.x, counter.bottom - tall, round(counter.w * 0.8), tall)


def _shared(box: pygame.Rect, others: Sequence[pygame.Rect]) -> int:
    """Pixels that a box has in common with others."""
    return sum(box.clip(b).w * box.clip(b).h for b in others)
