"""The names of the map: waters along their axes, claims along their lines, heights, then hills and villages.

A straight name takes the first of ten places round its mark where it covers no other; a name without a free place is left out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pygame
from numpy.typing import NDArray

from game.client.kit import palette, text
from game.client.kit.palette import Colour
from game.client.map.picture import curves, waters
from game.client.map.picture.borders import claim_of
from game.client.map.picture.canvas import Canvas, Feature
from game.client.map.picture.layout import Hex
from game.client.map.picture.lines import smooth
from game.client.map.picture.names import first_name, is_called_by_height, is_known, other_names, plain, spot_height

Part = tuple[str, float, str, Colour]  # family, pixels, words, colour
FAINT: Colour = (92, 70, 56)
HEIGHT_INK: Colour = (112, 62, 28)
# Steps from the mark, in half widths and half heights of the name: right, left, then the corners, above, below, farther off.
PLACES = ((1, 0), (-1, 0), (1, -0.9), (-1, -0.9), (1, 0.9), (-1, 0.9), (0, -1), (0, 1), (1, -1.8), (-1, -1.8))
HAN_GROWS = 1.2  # there is no bold Han face: such names stand out by their size
KEY_GAP = 30  # pixels of a hex of 64 from the middle of a hill's hex to its name: beyond a counter on it
DETAIL_PX = 36  # hexes narrower than this show no second names of lesser places, no ferries and fewer heights


def lettered(canvas: Canvas, picture: NDArray[np.uint8], language: str) -> NDArray[np.uint8]:
    """The picture with its names."""
    h, w = picture.shape[:2]
    surface = pygame.image.frombytes(picture.tobytes(), (w, h), "RGB")
    _Letterer(canvas, surface, language).all()
    return np.frombuffer(pygame.image.tobytes(surface, "RGB"), np.uint8).reshape(h, w, 3)


@dataclass(frozen=True)
class PlaceName:
    """The name of a hill or village as lettered: its hex, the picture with every name and where it stands on the map, and
    the first name alone.
    """

    hex: Hex
    whole: pygame.Surface
    at: tuple[int, int]
    first: pygame.Surface


def place_names(features: dict[str, Any], hex_px: int, *, names: str = "en") -> tuple[PlaceName, ...]:
    """Names of the known hills and of the villages as they stand on the map: to be read above counters and under the veil.

    Takes some tenths of a second: ask once for each zoom, beside the window.
    """
    canvas = Canvas(features, hex_px)
    waters.shores(canvas)
    paper = pygame.Surface(canvas.layout.size, depth=8)
    paper.set_clip((0, 0, 0, 0))  # places are wanted, no picture: it would be thirty megabytes
    letterer = _Letterer(canvas, paper, names)
    letterer.all()
    return tuple(letterer.places)


class _Letterer:
    def __init__(self, canvas: Canvas, surface: pygame.Surface, language: str) -> None:
        self.canvas, self.surface, self.language = canvas, surface, language
        self.u = max(0.62, canvas.u)
        self.is_detailed = canvas.hex_px >= DETAIL_PX
        self.taken: list[pygame.Rect] = []
        self.last = (0, 0)
        self.places: list[PlaceName] = []  # names of known hills and of villages

    def all(self) -> None:
        """Every name, the most important first."""
        hills = self.canvas.of("hill")
        for f in hills:
            self._summit(f)
        for f in hills:
            if is_known(f) and not is_called_by_height(f):
                self._name(f, "title_bold", 18, KEY_GAP, is_key=True)
        for f, shore in self.canvas.shores:
            self._water(f, shore)
        for f in self.canvas.of("river"):
            self._river(f)
        for f in self.canvas.of("settlement"):
            self._name(f, "title", 18, 34 if self.is_detailed else 26)
        for f in hills:
            if self.is_detailed or is_known(f):
                self._height(f)
        if self.is_detailed:
            for f in hills:
                if not is_known(f) and not is_called_by_height(f):
                    self._name(f, "title_italic", 14, 14)
            for f in self.canvas.of("ferry"):
                self._name(f, "title_italic", 13, 12, others=0)
            for f in self.canvas.of("reference point"):
                if f["properties"].get("hex"):
                    self._name(f, "title_italic", 13, 9, others=0)
        for f in self.canvas.of("border"):
            self._claim(f)

    # ------------------------------------------------------------ along lines
    def _water(self, f: Feature, shore: np.ndarray) -> None:
        axis = curves.axis(shore)
        room, name = float(curves.lengths(axis)[-1]), first_name(f, self.language)
        u, ink = self.u, palette.SHORE
        if f["properties"]["kind"] == "lake":
            words = name.upper() if name.isascii() else name
            spare = 0.62 * room - curves.width(words, "title_italic", 27 * u, 0)
            wide = min(14 * u, max(3 * u, spare / max(1, len(words) - 1)))
            gaps = tuple(max(3 * u, wide * share) for share in (1.0, 0.85, 0.7))
            self._along(words, 27 * u, axis, 0.47, gaps, (0.0,))
            beside = "  ·  ".join(other_names(f, self.language))
            if beside and self.is_detailed:
                self._along(beside, 14 * u, axis, 0.42, (2 * u,), (25 * u, -25 * u))
        elif self.is_detailed:
            x, y = shore.mean(0)
            picture = self._halo([("title_italic", 12 * u, name, ink)], colour=palette.WATER)
            self._put(picture, float(x), float(y), 0, ((0, 0),))

    def _along(
        self, words: str, px: float, axis: np.ndarray, wish: float, gaps: tuple[float, ...], sides: tuple[float, ...]
    ) -> None:
        """Sets the name of a lake where its letters hit the fewest names, near the share `wish` of its axis."""
        room, family = float(curves.lengths(axis)[-1]), "title_italic"
        best, found = float("inf"), (wish, gaps[0], sides[0])
        for share in wish + np.arange(-6, 7) * 0.03:
            for gap in gaps:
                if curves.width(words, family, px, gap) > 2 * room * min(share, 1 - share):
                    continue  # it would run off the end
                for side in sides:
                    placed = curves.spots(words, family, px, axis, room * share, gap=gap, side=side)
                    hits = sum(spot.box(px).collidelist(self.taken) >= 0 for spot in placed)
                    cost = hits + 2 * abs(share - wish) + 2 * (1 - gap / gaps[0]) + 0.1 * (side != sides[0])
                    if cost < best:
                        best, found = cost, (float(share), gap, side)
        share, gap, side = found
        self.taken += curves.letters(
            self.surface, words, family, px, palette.SHORE, axis, room * share, gap=gap, side=side, halo=palette.WATER
        )

    def _river(self, f: Feature) -> None:
        line = smooth(self.canvas.px(f["geometry"]["coordinates"]), 3)
        u, inner = self.u, self.surface.get_rect().inflate(-60 * self.u, -60 * self.u)
        apart: list[np.ndarray] = []
        for words in [first_name(f, self.language), *other_names(f, self.language)]:
            words = words.upper() if words.isascii() else words
            gap = (9 if words.isascii() else 5) * u
            long = curves.width(words, "title_italic", 17 * u, gap)
            middle = curves.straightest(line, long * 1.1, inner, self.taken, apart)
            if middle is None:
                continue
            where = curves.lengths(line)
            apart.append(curves.at_length(line, where, middle))
            part = line[(where > middle - long) & (where < middle + long)]
            turned = curves.readable(part)
            s = middle - float(where[where > middle - long][0])
            s = s if turned is part else float(curves.lengths(part)[-1]) - s
            self.taken += curves.letters(
                self.surface, words, "title_italic", 17 * u, palette.SHORE, turned, s, gap=gap, halo=palette.WATER
            )

    def _claim(self, f: Feature) -> None:
        claim, said = claim_of(f), f["properties"]
        words = first_name(f, self.language) if said.get("names") else plain(said["name"])
        words = words.upper() if claim.owner else words
        line = smooth(self.canvas.px(f["geometry"]["coordinates"]), 3)
        u, gap = self.u, 1.4 * self.u
        px = (12.5 if claim.owner else 12) * u
        long = curves.width(words, "title_italic", px, gap)
        turned = curves.readable(line)
        middle = curves.straightest(turned, long, self.surface.get_rect().inflate(-40, -40), self.taken, [])
        if middle is not None:
            self.taken += curves.letters(
                self.surface,
                words,
                "title_italic",
                px,
                claim.colour,
                turned,
                middle,
                gap=gap,
                side=12 * u,
                halo=palette.PAPER,
            )

    # ------------------------------------------------------------ beside marks
    def _summit(self, f: Feature) -> None:
        (x, y), u = self.canvas.at(f), self.u
        corners = [(x, y - 5 * u), (x + 5 * u, y + 4 * u), (x - 5 * u, y + 4 * u)]
        if self.canvas.is_on_map(x, y, 8):
            pygame.draw.polygon(self.surface, palette.PAPER, corners)
            pygame.draw.polygon(self.surface, palette.INK, corners, max(1, round(1.6 * u)))
            pygame.draw.circle(self.surface, palette.INK, (x, y + u), max(1, round(0.9 * u)))
            self.taken.append(pygame.Rect(x - 7 * u, y - 7 * u, 14 * u, 14 * u))

    def _height(self, f: Feature) -> None:
        picture = self._halo([("figure", 14 * self.u, spot_height(f, self.language), HEIGHT_INK)])
        self._put(picture, *self.canvas.at(f), 6 * self.u, ((-1, 0), (1, 0), (0, 1), (0, -1), (1, 0.9), (-1, 0.9)))

    def _name(self, f: Feature, family: str, px: float, gap: float, others: int = 2, is_key: bool = False) -> None:
        u, name = self.u, first_name(f, self.language)
        px *= 1.0 if name[:1] < "\u3000" else HAN_GROWS
        parts: list[Part] = [(family, px * u, name, palette.INK)]
        beside = other_names(f, self.language, others if self.is_detailed else 0)
        for other in beside:
            parts.append(("title_italic", min(px, 14) * u, "  " + other, FAINT))
        x, y = self.canvas.at(f)
        here = self.canvas.layout.hex_at(x, y)
        if is_key and here is not None:  # clear of a counter, which stands in the middle of the summit's hex
            x = self.canvas.layout.centre(here)[0]
        # To the right with fewer names rather than elsewhere with all of them.
        shown = [self._halo(parts[:n]) for n in range(len(parts), 0, -1)]
        for places in (PLACES[:1], PLACES[2:5:2], PLACES):
            for picture in shown:
                if self._put(picture, x, y, max(gap * u, 12), places):
                    if here is not None and (is_key or family == "title"):
                        self.places.append(PlaceName(here, picture, self.last, shown[-1]))
                    return

    def _put(
        self, picture: pygame.Surface, x: float, y: float, gap: float, places: tuple[tuple[float, float], ...]
    ) -> bool:
        w, h = picture.get_size()
        for cx, cy in places:
            box = pygame.Rect(int(x + cx * (w / 2 + gap) - w / 2), int(y + cy * (h / 2 + gap / 2) - h / 2), w, h)
            core = box.inflate(-4, -h // 3)
            if core.collidelist(self.taken) < 0 and self.surface.get_rect().contains(box):
                self.taken.append(core)
                self.last = box.topleft
                self.surface.blit(picture, box)
                return True
        return False

    def _halo(self, parts: list[Part], *, colour: Colour = palette.PAPER, alpha: int = 205) -> pygame.Surface:
        """Words on one base line with the paper showing round each letter."""
        ring = 2 if self.u > 0.8 else 1
        above = max(text.ascent(family, px) for family, px, _, _ in parts)
        sizes = [text.measure(words, family, px) for family, px, words, _ in parts]
        below = max(size[1] - text.ascent(p[0], p[1]) for size, p in zip(sizes, parts, strict=True))
        core = pygame.Surface((sum(s[0] for s in sizes) + 2 * ring, above + below + 2 * ring), pygame.SRCALPHA)
        back, x = core.copy(), ring
        for (family, px, words, paint), (w, _) in zip(parts, sizes, strict=True):
            at = (x, ring + above - text.ascent(family, px))
            core.blit(text.write(words, family, px, paint), at)
            back.blit(text.write(words, family, px, colour), at)
            x += w
        out = pygame.Surface(core.get_size(), pygame.SRCALPHA)
        for dx in range(-ring, ring + 1):
            for dy in range(-ring, ring + 1):
                if dx * dx + dy * dy <= ring * ring + 1:
                    out.blit(back, (dx, dy))
        out.fill((255, 255, 255, alpha), special_flags=pygame.BLEND_RGBA_MULT)
        out.blit(core, (0, 0))
        return out
