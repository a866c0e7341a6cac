"""The board: the map under its veil, arrows, counters with stacks, engagements, contacts and rings, seen through a camera.

`draw` shows any `Position`; it is the same for the battle, the film, both halves of the replay and a picture on disk.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pygame

from game.client.kit import palette
from game.client.kit.paint import Brush
from game.client.map import fires, naming, overlaying, tokens
from game.client.map.camera import Camera
from game.client.map.counters import counter_size
from game.client.map.counters.marks import assault_arrow, fire_ellipse, march_arrow, ring, silent_arrow
from game.client.map.overlaying import Tint
from game.client.map.pictures import MapPictures
from game.client.map.position import Clash, Hex, Piece, Position
from game.client.map.sides import colours

if TYPE_CHECKING:
    from game.model.battle.scenario import Scenario


@dataclass(frozen=True)
class Arrow:
    """An order on the map: points from hex to hex; `flag` stands on its middle."""

    hexes: tuple[Hex, ...]
    side: str
    look: str
    flag: str = ""
    is_lit: bool = False


@dataclass
class Marks:
    """What lies on the board beside the position."""

    arrows: list[Arrow] = field(default_factory=list)
    selected: Hex | None = None
    hover: Hex | None = None
    cursor: Hex | None = None
    targets: list[tuple[Hex, str]] = field(default_factory=list)  # fire: hex and label
    bursts: list[tuple[Hex, float]] = field(default_factory=list)  # shells: hex and age 0-1
    flashes: list[tuple[Hex, float]] = field(default_factory=list)  # rifle fire: hex hit and age 0-1
    aircraft: list[tuple[Hex, float]] = field(default_factory=list)  # over their target: hex and age 0-1
    notes: list[tuple[Hex, str]] = field(default_factory=list)  # short words over a hex
    tasked: frozenset[str] = frozenset()  # counters with an order of this turn
    top_unit: str = ""  # this counter lies on top of its stack
    pinged: Hex | None = None  # hex an event points to
    tints: list[Tint] = field(default_factory=list)  # washes over hexes, the first undermost
    outlines: list[tuple[frozenset[Hex], bool]] = field(default_factory=list)  # reach: hexes, may they be assaulted
    sight_line: tuple[Hex, Hex, Hex | None] | None = None  # from, to, the hex that hides it
    ferries: tuple[Hex, ...] = ()
    numbered: bool = False  # hex numbers on the map
    fan: Hex | None = None  # this stack is spread out
    goals: tuple[Hex, ...] = ()  # hexes of the scored places, ringed


class Board:
    """A map in a window of the screen."""

    def __init__(self, brush: Brush, scenario: Scenario, pictures: MapPictures, camera: Camera) -> None:
        self.brush, self.scenario, self.pictures, self.camera = brush, scenario, pictures, camera

    def draw(self, surface: pygame.Surface, position: Position, marks: Marks | None = None) -> None:
        """Draws everything inside the camera's window."""
        marks = marks or Marks()
        old = surface.get_clip()
        surface.set_clip(self.camera.view.clip(old))
        self.pictures.lay(surface, self.camera, position)
        overlaying.under(self.camera, surface, marks, self.brush)
        self._targets(surface, marks)
        for item in marks.arrows:
            self._arrow(surface, item)
        self._rings_under(surface, marks)
        self._pieces(surface, position, marks)
        for clash in position.clashes:
            self._clash(surface, clash)
        naming.draw(surface, self.camera, self.pictures.names(self.camera.level), position, marks.goals)
        overlaying.over(self.camera, surface, marks, self.brush)
        self._rings(surface, marks)
        for here, age in marks.flashes:
            fires.flash(self.camera, surface, here, age)
        for here, age in marks.bursts:
            fires.burst(self.camera, surface, here, age)
        for here, age in marks.aircraft:
            fires.aircraft(self.camera, surface, here, age)
        self._target_flags(surface, marks)
        for item in marks.arrows:
            self._flag(surface, item)
        for here, words in marks.notes:
            x, y = self.camera.to_screen(here)
            self.brush.flag(
                surface, words, (x, y - self.camera.level * 0.62), palette.DESK, palette.TEXT, line=palette.LINE
            )
        if marks.fan is not None:
            self._fan(surface, position, marks)
        surface.set_clip(old)

    # ------------------------------------------------------------ the fan
    def fan_boxes(self, position: Position, here: Hex) -> list[tuple[Piece, pygame.Rect]]:
        """Where the counters of a spread stack lie: in a row over their hex, the top one last."""
        stack, (w, h) = position.at(here), counter_size(self.camera.level)
        x, y = self.camera.to_screen(here)
        step = w + self.brush.px(8)
        left = x - step * (len(stack) - 1) // 2
        left = max(self.camera.view.x + w, min(left, self.camera.view.right - w - step * (len(stack) - 1)))
        y = y - round(self.camera.level * 1.15)
        y = y if y - h > self.camera.view.y else y + round(self.camera.level * 2.3)
        return [(p, pygame.Rect(left + step * k - w // 2, y - h // 2, w, h)) for k, p in enumerate(stack)]

    def _fan(self, surface: pygame.Surface, position: Position, marks: Marks) -> None:
        assert marks.fan is not None
        boxes = self.fan_boxes(position, marks.fan)
        if not boxes:
            return
        tray = boxes[0][1].unionall([b for _p, b in boxes]).inflate(self.brush.px(20), self.brush.px(20))
        self.brush.shadow(surface, tray)
        self.brush.box(surface, tray, palette.PANEL, palette.BRASS, radius=5)
        for piece, box in boxes:
            lit = bool(marks.top_unit) and piece.unit == marks.top_unit
            picture = tokens.picture(
                self.scenario, piece, self.camera.level, selected=lit, tasked=piece.unit in marks.tasked
            )
            self._blit(surface, picture, *box.center)

    # ------------------------------------------------------------ pieces
    def _pieces(self, surface: pygame.Surface, position: Position, marks: Marks) -> None:
        px, view = self.camera.level, self.camera.view.inflate(2 * self.camera.level, 2 * self.camera.level)
        stacks: dict[Hex, list[Piece]] = {}
        for piece in position.pieces:
            stacks.setdefault(piece.hex, []).append(piece)
        for here in sorted(stacks, key=lambda h: (h[1], h[0])):
            at = self.camera.to_screen(here)
            if not view.collidepoint(at):
                continue
            stack = stacks[here]
            top = next((p for p in stack if marks.top_unit and p.unit == marks.top_unit), stack[-1])
            picture = tokens.picture(
                self.scenario,
                top,
                px,
                selected=bool(marks.top_unit) and top.unit == marks.top_unit,
                stack=len(stack),
                tasked=top.unit in marks.tasked,
            )
            self._blit(surface, picture, *at)
            if not top.is_certain:
                self._doubt(surface, top, *at)

    def _doubt(self, surface: pygame.Surface, piece: Piece, x: int, y: int) -> None:
        """A dashed ring round a counter whose place or strength the record does not know."""
        colour, r = colours(self.scenario, piece.side).dark, self.camera.level * 0.56
        box = pygame.Rect(round(x - r), round(y - r), round(2 * r), round(2 * r))
        for k in range(12):
            pygame.draw.arc(surface, colour, box, math.radians(30 * k), math.radians(30 * k + 17), 2)

    @staticmethod
    def _blit(surface: pygame.Surface, picture: pygame.Surface, x: float, y: float) -> None:
        surface.blit(picture, picture.get_rect(center=(round(x), round(y))), special_flags=pygame.BLEND_PREMULTIPLIED)

    def _clash(self, surface: pygame.Surface, clash: Clash) -> None:
        (xa, ya), (xb, yb) = self.camera.to_screen(clash.start), self.camera.to_screen(clash.target)
        if self.camera.level >= 40:
            picture = tokens.badge(clash, self.camera.level)
            self._blit(surface, picture, (xa + xb) / 2, (ya + yb) / 2)
        else:
            pygame.draw.circle(surface, palette.DESK, ((xa + xb) // 2, (ya + yb) // 2), 4)
            pygame.draw.circle(surface, palette.WARN, ((xa + xb) // 2, (ya + yb) // 2), 3)

    # ------------------------------------------------------------ orders
    def _arrow(self, surface: pygame.Surface, item: Arrow) -> None:
        points = tuple(self.camera.layout.centre(h) for h in item.hexes)
        if len(points) < 2:
            return
        draw = {"assault": assault_arrow, "silent": silent_arrow}.get(item.look, march_arrow)
        picture, (x, y) = draw(points, self.camera.level, colours(self.scenario, item.side).orders)
        cx, cy = self.camera.corner
        surface.blit(picture, (x + cx, y + cy), special_flags=pygame.BLEND_PREMULTIPLIED)

    def _flag(self, surface: pygame.Surface, item: Arrow) -> None:
        if not item.flag or len(item.hexes) < 2 or self.camera.level < 40:
            return
        (xa, ya), (xb, yb) = (self.camera.to_screen(h) for h in item.hexes[-2:])
        fill = colours(self.scenario, item.side).dark
        at = (xa + (xb - xa) * 0.45, ya + (yb - ya) * 0.45)
        self.brush.flag(
            surface, item.flag, at, fill, palette.PAPER, line=palette.BRASS if item.is_lit else palette.PAPER
        )

    def _targets(self, surface: pygame.Surface, marks: Marks) -> None:
        px = self.camera.level
        for here, _words in marks.targets:
            picture = fire_ellipse(round(px * 1.5), round(px * 1.2), palette.FIRE)
            self._blit(surface, picture, *self.camera.to_screen(here))

    def _target_flags(self, surface: pygame.Surface, marks: Marks) -> None:
        """Hours and rounds of what is fired at a hex, over the counters."""
        for here, words in marks.targets:
            if words and self.camera.level >= 40:
                x, y = self.camera.to_screen(here)
                self.brush.flag(surface, words, (x, y + self.camera.level * 0.72), (112, 30, 26), palette.PAPER)

    # ------------------------------------------------------------ rings
    def _rings_under(self, surface: pygame.Surface, marks: Marks) -> None:
        for here in marks.goals:
            self._ring(surface, here, "goal")
        self._ring(surface, marks.hover, "hover")

    def _rings(self, surface: pygame.Surface, marks: Marks) -> None:
        self._ring(surface, marks.selected, "selected")
        self._ring(surface, marks.cursor, "focus")
        if marks.pinged is not None:
            x, y = self.camera.to_screen(marks.pinged)
            pygame.draw.circle(surface, palette.WARN, (x, y), round(self.camera.level * 0.62), 3)

    def _ring(self, surface: pygame.Surface, here: Hex | None, kind: str) -> None:
        if here is not None:
            self._blit(surface, ring(self.camera.level, kind), *self.camera.to_screen(here))
