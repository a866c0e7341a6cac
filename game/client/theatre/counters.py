"""Counters of the strategic map: an army of some divisions as a number with pips, exact for one's own, a band for the enemy's."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import pygame

from game.client.kit import palette, text
from game.client.kit.palette import Colour
from game.client.theatre.sides import Colours

FINE = 4
MOST_PIPS = 12
_DARK: Colour = (24, 20, 18)


@dataclass(frozen=True)
class Stand:
    """What a counter says: short name of its place; colours of its side; `band`: that of the seat that moves it.

    `low` and `high` differ for an estimate.
    """

    side: int
    name: str
    colours: Colours
    band: Colour
    low: int
    high: int
    is_selected: bool = False
    worn: int = 0

    @property
    def words(self) -> str:
        """The number as read: "6" or "5-7"."""
        return str(self.low) if self.low == self.high else f"{self.low}-{self.high}"


def stand_size(px: int) -> tuple[int, int]:
    """Width and height of a counter on hexes `px` wide."""
    return max(26, round(px * 0.98)), max(25, round(px * 0.92))


@lru_cache(600)
def stand_picture(stand: Stand, px: int) -> pygame.Surface:
    """The picture of a counter, premultiplied, larger than the counter by its shadow on every side."""
    w, h = stand_size(px)
    pad = max(4, round(px * 0.14))
    big = pygame.Surface(((w + 2 * pad) * FINE, (h + 2 * pad) * FINE), pygame.SRCALPHA)
    body = pygame.Rect(pad * FINE, pad * FINE, w * FINE, h * FINE)
    radius = round(w * FINE * 0.14) if stand.side == 0 else 0
    face, shade, ink = stand.colours.face, stand.colours.shade, stand.colours.ink
    for grow, alpha in ((3, 26), (2, 40), (1, 56), (0, 70)):
        layer = pygame.Surface(big.get_size(), pygame.SRCALPHA)
        box = body.move(FINE, 2 * FINE).inflate(grow * FINE, grow * FINE)
        pygame.draw.rect(layer, (14, 10, 8, alpha), box, border_radius=radius + grow * FINE // 2)
        big.blit(layer, (0, 0))
    pygame.draw.rect(big, face, body, border_radius=radius)
    band = pygame.Rect(body.x, body.y, body.w, round(body.h * 0.33))
    pygame.draw.rect(big, stand.band, band, border_top_left_radius=radius, border_top_right_radius=radius)
    low = pygame.Rect(body.x, body.bottom - round(body.h * 0.22), body.w, round(body.h * 0.22))
    pygame.draw.rect(big, shade, low, border_bottom_left_radius=radius, border_bottom_right_radius=radius)
    _word(big, stand.name, band, _DARK, 0.92)
    number = pygame.Rect(body.x, band.bottom, body.w, low.y - band.bottom)
    _word(big, stand.words, number, ink, 1.18)
    _pips(big, stand, low, ink)
    if stand.is_selected:
        for grow, colour in ((6, palette.SELECTED_IVORY), (3, palette.SELECTED_BLACK)):
            pygame.draw.rect(big, colour, body.inflate(grow * FINE, grow * FINE), 2 * FINE, border_radius=radius)
    pygame.draw.rect(big, _DARK if stand.side == 0 else (44, 12, 10), body, FINE, border_radius=radius)
    return pygame.transform.smoothscale(big.premul_alpha(), (w + 2 * pad, h + 2 * pad))


def _word(big: pygame.Surface, words: str, box: pygame.Rect, ink: Colour, share: float) -> None:
    size = box.h * share
    wide = text.measure(words, "figure", size)[0]
    if wide > box.w * 0.94:
        size *= box.w * 0.94 / wide
    picture = text.write(words, "figure", size, ink)
    big.blit(picture, picture.get_rect(center=box.center))


def _pips(big: pygame.Surface, stand: Stand, box: pygame.Rect, ink: Colour) -> None:
    """A square for each division: filled, hollow where only the high estimate has it, struck where it is worn."""
    count = min(MOST_PIPS, stand.high)
    if not count:
        return
    rows = 1 if count <= 6 else 2
    per_row = (count + rows - 1) // rows
    size = min(box.h / rows * 0.66, box.w / per_row * 0.72)
    for k in range(count):
        row, col = divmod(k, per_row)
        x = box.x + box.w / 2 + (col - (per_row - 1) / 2) * size * 1.32
        y = box.y + box.h * (row + 0.5) / rows
        pip = pygame.Rect(0, 0, round(size), round(size))
        pip.center = round(x), round(y)
        pygame.draw.rect(big, ink, pip, 0 if k < stand.low else max(1, round(size * 0.2)))
        if k < stand.worn:
            pygame.draw.line(big, palette.WARN, pip.bottomleft, pip.topright, max(2, round(size * 0.25)))


def forget() -> None:
    """Draws every counter again when it is next asked for: another palette is in use."""
    stand_picture.cache_clear()
