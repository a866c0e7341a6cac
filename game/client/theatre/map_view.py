"""The strategic map in a window of the screen: picture, railways of later years, sectors, boxes, counters and moves."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

import pygame

from game.client.kit import palette
from game.client.kit.paint import Brush
from game.client.kit.theme import Theme
from game.client.map.camera import Camera
from game.client.map.counters.marks import HALO, assault_arrow, march_arrow, reach_outline, ring
from game.client.map.overlaying import hex_tile
from game.client.map.picture.strategic_lines import FIRST_YEAR
from game.client.theatre.counters import Stand, stand_picture, stand_size
from game.client.theatre.pictures import BoardPictures
from game.core.words import spoken
from game.model.base import HexAt
from game.model.theatre.board import Board, Place

BOX_HEXES = (3.9, 1.5)  # width and height of a box on the map
LETTERS = Brush(Theme())  # names in boxes keep to the map, whose scale is not that of the interface


@dataclass(frozen=True)
class Shown:
    """A counter on the map, and what the pointer reads on it."""

    place: str
    stand: Stand
    tip: str = ""


@dataclass(frozen=True)
class SectorMark:
    """A border sector: how far the other side is stronger there (log2 against the record), and the words on its flag."""

    place: str
    threat: float
    words: str
    is_open: bool = True


@dataclass(frozen=True)
class MoveMark:
    """A move from place to place; `is_late`: it arrives a turn later."""

    side: int
    colour: palette.Colour
    source: str
    target: str
    words: str
    is_late: bool = False


@dataclass
class MapMarks:
    """What lies on the map."""

    shown: tuple[Shown, ...] = ()
    sectors: tuple[SectorMark, ...] = ()
    moves: tuple[MoveMark, ...] = ()
    selected: str = ""
    targets: frozenset[str] = frozenset()
    hover: HexAt | None = None
    year: int = FIRST_YEAR
    forts: dict[str, int] = field(default_factory=dict)
    depots: dict[str, tuple[int, int]] = field(default_factory=dict)
    fallen: bool = False  # Wuhan


class MapView:
    """Draws the board through a camera and tells which place lies under a point."""

    def __init__(self, brush: Brush, board: Board, pictures: BoardPictures, camera: Camera) -> None:
        self.brush, self.board, self.pictures, self.camera = brush, board, pictures, camera

    # ------------------------------------------------------------ pointing
    def place_at(self, at: tuple[int, int], marks: MapMarks) -> str:
        """Id of the place under a screen pixel: of a counter, a box, else of the hex; empty for none."""
        if not self.camera.view.collidepoint(at):
            return ""
        for shown, rect in reversed(self.counters(marks)):
            if rect.collidepoint(at):
                return shown.place
        for place in self.board.places:
            if place.edge and self.box(place).collidepoint(at):
                return place.id
        here = self.camera.hex_at(at)
        found = self.board.place_at(here) if here is not None else None
        return found.id if found is not None else ""

    def counters(self, marks: MapMarks) -> list[tuple[Shown, pygame.Rect]]:
        """Every counter with its rectangle on the screen, in the order of drawing."""
        w, h = stand_size(self.camera.level)
        found = []
        for shown in marks.shown:
            x, y = self.spot(shown.place, shown.stand.side)
            found.append((shown, pygame.Rect(x - w // 2, y - h // 2, w, h)))
        return found

    def spot(self, name: str, side: int) -> tuple[int, int]:
        """Screen pixel at which a side's counter of a place stands."""
        place = self.board.place(name)
        if place.edge:
            box = self.box(place)
            return box.right - stand_size(self.camera.level)[0] // 2 - 6, box.centery
        stand = place.stands[side] or place.stands[1 - side]
        assert stand is not None
        return self.camera.to_screen(stand)

    def box(self, place: Place) -> pygame.Rect:
        """Screen rectangle of a box beside the map."""
        stand = next(s for s in place.stands if s is not None)
        px = self.camera.level
        rect = pygame.Rect(0, 0, round(BOX_HEXES[0] * px), round(BOX_HEXES[1] * px))
        rect.center = self.camera.to_screen(stand)
        return rect

    # ------------------------------------------------------------ drawing
    def draw(self, surface: pygame.Surface, marks: MapMarks) -> None:
        """Everything inside the camera's window."""
        old = surface.get_clip()
        surface.set_clip(self.camera.view.clip(old))
        self._ground(surface)
        self._late_rails(surface, marks.year)
        for sector in marks.sectors:
            self._sector(surface, sector)
        for name in sorted(marks.targets):
            self._outline(surface, name, assault=False)
        if marks.selected:
            self._outline(surface, marks.selected, assault=True)
        for place in self.board.places:
            if place.edge:
                self._box(surface, place, marks)
        if marks.hover is not None:
            self._blit(surface, ring(self.camera.level, "hover"), *self.camera.to_screen(marks.hover))
        if marks.fallen:
            self._fallen(surface)
        for shown, rect in self.counters(marks):
            self._blit(surface, stand_picture(shown.stand, self.camera.level), *rect.center)
            self._works(surface, shown, rect, marks)
        for move in marks.moves:
            self._move(surface, move)
        for sector in marks.sectors:
            self._flag(surface, sector)
        surface.set_clip(old)

    def _ground(self, surface: pygame.Surface) -> None:
        camera = self.camera
        picture = self.pictures.picture(camera.level, camera.layout.size)
        w, h = camera.layout.size
        if picture is None or w < camera.view.w or h < camera.view.h:
            surface.fill(palette.DESK if picture is not None else palette.PAPER, camera.view)
        if picture is not None:
            surface.blit(picture, camera.corner)

    def _late_rails(self, surface: pygame.Surface, year: int) -> None:
        """Lines that were not open in 1938: full once they are, dashed while they are built."""
        for line in self.board.railways:
            if line.is_open(FIRST_YEAR):
                continue
            points = [self._at(p) for p in line.points]
            if line.is_open(year):
                pygame.draw.lines(surface, palette.INK, False, points, 3)
                _dashes(surface, points, palette.PAPER, 6, 6, 1)
            else:
                _dashes(surface, points, palette.INK, 3, 5, 2)

    def _at(self, lonlat: tuple[float, float]) -> tuple[int, int]:
        """Screen pixel of degrees east and north."""
        grid, layout = self.board.grid, self.camera.layout
        x, y = grid.project(*lonlat)
        east, south = (x - grid.first_km[0]) / grid.hex_km, (grid.first_km[1] - y) / grid.hex_km
        ox, oy = layout.centre((0, 0))
        cx, cy = self.camera.corner
        return round(ox + east * layout.hex_px + cx), round(oy + south * layout.hex_px + cy)

    def _sector(self, surface: pygame.Surface, mark: SectorMark) -> None:
        """The hexes of a sector, hatched, the darker the more the other side is stronger."""
        place = self.board.place(mark.place)
        colour = palette.WARN if mark.threat > 0.15 else palette.MARCH_REACH if mark.threat < -0.15 else (150, 120, 70)
        tile = hex_tile(self.camera.level, colour, "hatched" if mark.is_open else "dotted", 62)
        view = self.camera.view.inflate(120, 120)
        for here in (*place.hexes[0], *place.hexes[1]):
            at = self.camera.to_screen(here)
            if view.collidepoint(at):
                self._blit(surface, tile, *at)

    def _flag(self, surface: pygame.Surface, mark: SectorMark) -> None:
        place = self.board.place(mark.place)
        spots = [self.camera.to_screen(s) for s in place.stands if s is not None]
        if not mark.words or not spots:
            return
        x = sum(s[0] for s in spots) / len(spots)
        y = max(s[1] for s in spots) + stand_size(self.camera.level)[1] * 0.5 + self.brush.px(9)
        fill = palette.WARN if mark.threat > 0.15 else palette.DESK
        self.brush.flag(
            surface, mark.words, (x, y), fill, palette.TEXT if fill == palette.DESK else palette.INK, style="key"
        )

    def _outline(self, surface: pygame.Surface, name: str, *, assault: bool) -> None:
        place = self.board.place(name)
        if place.edge:
            self.brush.box(surface, self.box(place).inflate(8, 8), None, palette.ASSAULT_REACH, radius=4, width=3)
            return
        picture, (x, y) = reach_outline(
            frozenset((*place.hexes[0], *place.hexes[1])), self.camera.layout, assault=assault
        )
        cx, cy = self.camera.corner
        surface.blit(picture, (x + cx, y + cy), special_flags=pygame.BLEND_PREMULTIPLIED)

    def _box(self, surface: pygame.Surface, place: Place, marks: MapMarks) -> None:
        b, rect = LETTERS, self.box(place)
        b.shadow(surface, rect)
        b.box(surface, rect, palette.PAPER, palette.INK)
        b.box(surface, rect.inflate(-6, -6), None, palette.PAPER_LINE)
        room = pygame.Rect(rect.x + 8, rect.y + 6, rect.w - stand_size(self.camera.level)[0] - 22, rect.h - 10)
        style = "strong" if self.camera.level >= 40 else "small"
        height = b.height(spoken(place.names), style, room.w, lines=2)
        room.y = rect.centery - height // 2
        b.paragraph(surface, spoken(place.names), room, style, palette.INK, lines=2)

    def _works(self, surface: pygame.Surface, shown: Shown, rect: pygame.Rect, marks: MapMarks) -> None:
        """Forts as bars under a counter of the first side, depots as barrels at the side of each."""
        side = shown.stand.side
        forts = marks.forts.get(shown.place, 0) if side == 0 else 0
        for k in range(forts):
            pygame.draw.rect(surface, palette.INK, (rect.x, rect.bottom + 1 + 4 * k, rect.w, 3))
            pygame.draw.rect(surface, shown.stand.colours.face, (rect.x + 1, rect.bottom + 2 + 4 * k, rect.w - 2, 1))
        for k in range(marks.depots.get(shown.place, (0, 0))[side]):
            barrel = pygame.Rect(rect.right + 1, rect.bottom - 8 - 9 * k, 6, 8)
            pygame.draw.rect(surface, palette.BRASS, barrel)
            pygame.draw.rect(surface, palette.INK, barrel, 1)

    def _move(self, surface: pygame.Surface, move: MoveMark) -> None:
        ends = [self.spot(name, move.side) for name in (move.source, move.target)]
        cx, cy = self.camera.corner
        points = tuple((float(x - cx), float(y - cy)) for x, y in ends)
        draw = march_arrow if move.is_late else assault_arrow
        picture, (x, y) = draw(points, self.camera.level, move.colour)
        surface.blit(picture, (x + cx, y + cy), special_flags=pygame.BLEND_PREMULTIPLIED)
        middle = ((ends[0][0] + ends[1][0]) / 2, (ends[0][1] + ends[1][1]) / 2)
        self.brush.flag(surface, move.words, middle, move.colour, HALO)

    def _fallen(self, surface: pygame.Surface) -> None:
        """A flag over Wuhan once it has fallen."""
        city = next((c for c in self.board.cities if c.id == "wuhan"), None)
        if city is not None:
            x, y = self._at((city.lon, city.lat))
            r = max(6, self.camera.level // 4)
            pygame.draw.line(surface, palette.INK, (x, y), (x, y - 3 * r), 2)
            pygame.draw.rect(surface, palette.JAPAN, (x, y - 3 * r, 2 * r, round(1.4 * r)))
            pygame.draw.circle(surface, palette.SOVIET, (x + r, y - 3 * r + round(0.7 * r)), round(0.42 * r))
            pygame.draw.rect(surface, palette.INK, (x, y - 3 * r, 2 * r, round(1.4 * r)), 1)

    @staticmethod
    def _blit(surface: pygame.Surface, picture: pygame.Surface, x: float, y: float) -> None:
        surface.blit(picture, picture.get_rect(center=(round(x), round(y))), special_flags=pygame.BLEND_PREMULTIPLIED)


def _dashes(
    surface: pygame.Surface, points: list[tuple[int, int]], colour: palette.Colour, on: int, off: int, width: int
) -> None:
    left, drawing = float(on), True
    for a, b in pairwise(points):
        start, end = pygame.Vector2(a), pygame.Vector2(b)
        length, done = (end - start).length(), 0.0
        while length and done < length:
            step = min(left, length - done)
            if drawing:
                p, q = start.lerp(end, done / length), start.lerp(end, (done + step) / length)
                pygame.draw.line(surface, colour, p, q, width)
            done, left = done + step, left - step
            if left <= 0:
                drawing = not drawing
                left = float(on if drawing else off)
