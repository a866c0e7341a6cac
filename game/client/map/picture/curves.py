"""Lettering along a line: where on it a name fits, the axis of a lake, and the letters themselves, each turned."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pygame

from game.client.kit import text
from game.client.kit.palette import Colour
from game.client.map.picture.lines import Points


def lengths(line: Points) -> np.ndarray:
    """How far each point lies along the line."""
    return np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(line, axis=0).T))])


def at_length(line: Points, where: np.ndarray, s: float) -> np.ndarray:
    """The point at length `s`."""
    return np.array([np.interp(s, where, line[:, 0]), np.interp(s, where, line[:, 1])])


def readable(line: Points) -> Points:
    """The line turned round, if need be, so that letters on it stand upright or read downward."""
    dx, dy = line[-1] - line[0]
    backward = dy < 0 if abs(dx) < 0.6 * abs(dy) else dx < 0
    return line[::-1] if backward else line


def axis(outline: Points) -> Points:
    """The line down the middle of a long area."""
    middle = outline.mean(0)
    spread = outline - middle
    _, _, (main, across) = np.linalg.svd(spread, full_matrices=False)
    t, off = spread @ main, spread @ across
    edges = np.linspace(t.min(), t.max(), 25)
    ts, mids = [], []
    for low, high in pairwise(edges):
        part = off[(t >= low) & (t <= high)]
        if len(part) > 1:
            ts.append((low + high) / 2)
            mids.append((part.min() + part.max()) / 2)
    curve = np.polynomial.Polynomial.fit(ts, mids, 4)
    at = np.linspace(ts[0], ts[-1], 60)
    return readable(middle + at[:, None] * main + curve(at)[:, None] * across)


def straightest(
    line: Points, length: float, inside: pygame.Rect, taken: list[pygame.Rect], apart: list[np.ndarray]
) -> float | None:
    """Middle of the straightest stretch of `length` within `inside`, clear of `taken` and far from points `apart`."""
    where = lengths(line)
    best, found = 0.90, None
    for s in np.arange(length / 2, where[-1] - length / 2, max(8.0, length / 12)):
        stops = [at_length(line, where, s + f * length) for f in (-0.5, -0.25, 0.0, 0.25, 0.5)]
        if not all(inside.collidepoint(*p) for p in stops):
            continue
        straight = float(np.hypot(*(stops[-1] - stops[0]))) / length
        straight -= 0.02 * sum(pygame.Rect(p[0] - 8, p[1] - 8, 16, 16).collidelist(taken) >= 0 for p in stops)
        if straight > best and all(np.hypot(*(stops[2] - p)) > 4 * length for p in apart):
            best, found = straight, float(s)
    return found


def width(words: str, family: str, px: float, gap: float) -> float:
    """Length of the words on a line, with `gap` between letters."""
    return sum(text.measure(c, family, px)[0] + gap for c in words)


@dataclass(frozen=True)
class Spot:
    """One letter on a line: its middle and how far it is turned, in radians."""

    letter: str
    x: float
    y: float
    turn: float

    def box(self, px: float) -> pygame.Rect:
        """What a letter of this size covers, nearly."""
        return pygame.Rect(self.x - px * 0.4, self.y - px * 0.4, px * 0.8, px * 0.8)


def spots(
    words: str, family: str, px: float, line: Points, middle: float, *, gap: float, side: float = 0.0
) -> list[Spot]:
    """Where the letters of words stand along a line about length `middle`, `side` pixels off it; spaces left out."""
    where, found = lengths(line), []
    t = middle - width(words, family, px, gap) / 2
    for c in words:
        w = text.measure(c, family, px)[0] + gap
        here, ahead = at_length(line, where, t + w / 2 - 2), at_length(line, where, t + w / 2 + 2)
        turn = float(np.arctan2(*(ahead - here)[::-1]))
        x, y = (here + ahead) / 2 + side * np.array([-np.sin(turn), np.cos(turn)])
        t += w
        if c != " ":
            found.append(Spot(c, float(x), float(y), turn))
    return found


def letters(
    surface: pygame.Surface,
    words: str,
    family: str,
    px: float,
    colour: Colour,
    line: Points,
    middle: float,
    *,
    gap: float,
    side: float = 0.0,
    halo: Colour | None = None,
) -> list[pygame.Rect]:
    """Sets words along a line about length `middle`, `side` pixels off it; returns where the letters stand."""
    placed = spots(words, family, px, line, middle, gap=gap, side=side)
    for spot in placed:
        for ink, moves in ((halo, ((-1, 0), (1, 0), (0, -1), (0, 1))), (colour, ((0, 0),))):
            if ink is not None:
                glyph = pygame.transform.rotozoom(
                    text.write(spot.letter, family, px, ink), -float(np.degrees(spot.turn)), 1
                )
                for dx, dy in moves:
                    surface.blit(glyph, glyph.get_rect(center=(spot.x + dx, spot.y + dy)))
    return [spot.box(px) for spot in placed]
