"""Three maps of the road: Northeast Asia with its incidents, the country round the tri-border point, the hills with the lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, radians
from typing import TYPE_CHECKING, Any

import pygame

from game.client.kit import palette
from game.client.kit.strokes import line, mark
from game.client.map.picture.borders import claim_of
from game.client.map.picture.canvas import stands_in_1938
from game.client.map.picture.names import first_name
from game.core.words import spoken

if TYPE_CHECKING:
    from game.client.kit.paint import Brush
    from game.model.theatre.board import Board, LonLat, Outline
    from game.model.theatre.road import Road, RoadEvent, RoadFrame

ASIA, NEAR, HILLS = "asia", "near", "hills"


@dataclass(frozen=True)
class Spot:
    """Something on a map that can be chosen: its place in the list, where it is drawn, how far a click may miss."""

    key: int
    at: tuple[int, int]


class Sheet:
    """A map in a rectangle: degrees to pixels, equal scale about its middle."""

    def __init__(self, rect: pygame.Rect, frame: RoadFrame) -> None:
        west, south, east, north = frame.west, frame.south, frame.east, frame.north
        self.rect, self.middle = rect, ((west + east) / 2, (south + north) / 2)
        self.narrow = cos(radians(self.middle[1]))
        self.scale = min(rect.w / ((east - west) * self.narrow), rect.h / (north - south))

    def px(self, at: LonLat) -> tuple[int, int]:
        """Pixel of longitude and latitude."""
        x = self.rect.centerx + (at[0] - self.middle[0]) * self.narrow * self.scale
        return round(x), round(self.rect.centery - (at[1] - self.middle[1]) * self.scale)

    def line(self, ring: Sequence[LonLat]) -> list[tuple[int, int]]:
        """Pixels of a line."""
        return [self.px((p[0], p[1])) for p in ring]


def draw_board(b: Brush, surface: pygame.Surface, sheet: Sheet, board: Board, *, names: bool) -> None:
    """Sea, land, lakes, rivers, borders; towns if they are to be named."""
    surface.fill(palette.WATER)
    for outline in board.outlines:
        if outline.kind == "land":
            _area(surface, sheet, outline, palette.LAND_LOW, palette.SHORE)
    for outline in board.outlines:
        if outline.kind == "lake":
            _area(surface, sheet, outline, palette.WATER, palette.SHORE)
        elif outline.kind == "river":
            for ring in outline.rings:
                pygame.draw.aalines(surface, palette.SHORE, False, sheet.line(ring))
        elif outline.kind in ("border", "claim"):
            for ring in outline.rings:
                line(surface, sheet.line(ring), palette.CLAIM_MAPS, b.px(2), dashed=True)
    for city in board.cities if names else ():
        if city.rank == 1:
            x, y = sheet.px((city.lon, city.lat))
            pygame.draw.rect(surface, palette.INK, (x - 2, y - 2, 5, 5))
            b.text(surface, spoken(city.names), (x + b.px(6), y), "small", palette.INK, anchor="midleft")


def _area(surface: pygame.Surface, sheet: Sheet, outline: Outline, fill: Any, edge: Any) -> None:
    for ring in outline.rings:
        points = sheet.line(ring)
        if len(points) > 2:
            pygame.draw.polygon(surface, fill, points)
            pygame.draw.aalines(surface, edge, True, points)


def draw_incidents(
    b: Brush, surface: pygame.Surface, sheet: Sheet, events: Sequence[RoadEvent], chosen: int
) -> list[Spot]:
    """A mark for each incident, open where its place is an estimate; the chosen one ringed. Where each can be clicked."""
    found = []
    for k, event in enumerate(events):
        if event.at is None:
            continue
        at = sheet.px(event.at)
        is_sure = event.spot != "C"
        pygame.draw.circle(surface, palette.PAPER if not is_sure else palette.CLAIM_SOVIET, at, b.px(5))
        pygame.draw.circle(surface, palette.CLAIM_SOVIET, at, b.px(5), b.px(2))
        found.append(Spot(k, at))
    ringed = next((s for s in found if s.key == chosen), None)
    if ringed is not None:
        pygame.draw.circle(surface, palette.INK, ringed.at, b.px(11), b.px(3))
    return found


def draw_places(
    b: Brush, surface: pygame.Surface, sheet: Sheet, road: Road, chosen: int, frame: RoadFrame
) -> list[Spot]:
    """The places round the hill that lie in the frame, each with its name where there is room, the chosen one ringed."""
    found: list[Spot] = []
    taken: list[pygame.Rect] = []
    inset = road.frame(HILLS)
    order = sorted(range(len(road.places)), key=lambda k: (k != chosen, not road.places[k].main, k))
    for k in order:
        place = road.places[k]
        if not frame.holds(place.at):
            continue
        x, y = sheet.px(place.at)
        mark(
            b,
            surface,
            (x, y),
            palette.CLAIM_SOVIET if place.main else palette.INK,
            diamond=place.main,
            r=b.px(5 if place.main else 3),
        )
        if k == chosen:
            pygame.draw.circle(surface, palette.INK, (x, y), b.px(10), b.px(3))
        found.append(Spot(k, (x, y)))
        if frame is inset or k == chosen or not inset.holds(place.at):
            _name(b, surface, spoken(place.names), (x, y), taken)
    return found


def _name(b: Brush, surface: pygame.Surface, words: str, at: tuple[int, int], taken: list[pygame.Rect]) -> None:
    """A name beside a point, on the first side where nothing stands yet; none where all are taken."""
    wide, high = b.size(words, "small")
    x, y = at
    gap = b.px(8)
    beside = ((x + gap, y - high // 2), (x - gap - wide, y - high // 2))
    over = ((x - wide // 2, y - gap - high), (x - wide // 2, y + gap))
    for left, top in (*beside, *over):
        box = pygame.Rect(left, top, wide, high)
        if box.collidelist(taken) < 0 and surface.get_rect().contains(box):
            taken.append(box)
            b.text(surface, words, box.topleft, "small", palette.INK)
            return


def draw_hills(
    b: Brush, surface: pygame.Surface, sheet: Sheet, features: Sequence[dict[str, Any]]
) -> list[tuple[str, list[tuple[int, int]]]]:
    """River, lake, marsh, hills and the three lines; the lines as drawn, each by its name."""
    surface.fill(palette.LAND_LOW)
    shown = [f for f in features if stands_in_1938(f)]
    for kinds, fill in ((("marsh",), palette.LAND_MID), (("lake", "pond"), palette.WATER)):
        for f in shown:
            if f["properties"]["kind"] in kinds:
                points = sheet.line(f["geometry"]["coordinates"][0])
                pygame.draw.polygon(surface, fill, points)
                pygame.draw.aalines(surface, palette.SHORE, True, points)
    for f in shown:
        if f["properties"]["kind"] == "river":
            pygame.draw.lines(surface, palette.WATER, False, sheet.line(f["geometry"]["coordinates"]), b.px(12))
            pygame.draw.aalines(surface, palette.SHORE, False, sheet.line(f["geometry"]["coordinates"]))
        elif f["properties"]["kind"] == "hill" and f["properties"].get("names"):
            x, y = sheet.px(f["geometry"]["coordinates"])
            r = b.px(4)
            pygame.draw.polygon(surface, palette.PAPER_DIM, [(x, y - r), (x + r, y + r), (x - r, y + r)])
    drawn = []
    for f in shown:
        if f["properties"]["kind"] == "border":
            points = sheet.line(f["geometry"]["coordinates"])
            claim = claim_of(f)
            line(surface, points, claim.colour, b.px(4), dashed=claim.owner <= 0)
            drawn.append((first_name(f, "en"), points))
    return drawn
