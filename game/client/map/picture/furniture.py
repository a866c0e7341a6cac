"""Title cartouche, scale bar, north arrow and legend: pictures that lie over the map, not on its ground."""

from __future__ import annotations

import math
from functools import lru_cache

import pygame

from game.client.kit import palette, text
from game.client.map.picture.borders import JAPANESE, OLD_MAPS, SOVIET, Claim
from game.client.map.picture.layout import HEX_M
from game.core.words import _

FINE = 3  # drawn so many times larger, then made smaller, for smooth lines


@lru_cache(16)
def cartouche(title: str, subtitle: str, note: str, hex_px: int, scale: float = 1.0) -> pygame.Surface:
    """The title of the map on paper, with its scale bar and a line of small print."""
    head = text.render(title.upper(), "heading", palette.INK, scale)
    under = text.render(subtitle, "map", palette.PAPER_DIM, scale)
    bar, small = scale_bar(hex_px, scale), text.render(note, "mapitalic", palette.PAPER_DIM, scale)
    rows = [s for s, words in ((head, title), (under, subtitle), (bar, "bar"), (small, note)) if words]
    pad, gap = round(16 * scale), round(3 * scale)
    w = max(s.get_width() for s in rows) + 2 * pad
    h = sum(s.get_height() + gap for s in rows) - gap + round(1.3 * pad)
    out = pygame.Surface((w, h))
    out.fill(palette.PAPER)
    y = round(0.7 * pad)
    for picture in rows:
        out.blit(picture, ((w - picture.get_width()) // 2, y))
        y += picture.get_height() + gap
    pygame.draw.rect(out, palette.INK, (0, 0, w, h), 1)
    inset = round(4 * scale)
    pygame.draw.rect(out, palette.INK, (inset, inset, w - 2 * inset, h - 2 * inset), max(1, round(1.6 * scale)))
    return out


@lru_cache(16)
def scale_bar(hex_px: int, scale: float = 1.0) -> pygame.Surface:
    """A bar of round metres between 120 and 240 pixels long, in black and white fifths."""
    per_px = HEX_M / hex_px
    metres = next((m for m in (200, 500, 1000, 2000, 5000, 10000) if m / per_px >= 90 * scale), 20000)
    length, thick = round(metres / per_px), max(4, round(5 * scale))
    labels = [text.render(words, "key", palette.INK, scale) for words in ("0", f"{metres // 2}", f"{metres} m")]
    left, top = labels[0].get_width() // 2 + 2, labels[0].get_height()
    out = pygame.Surface((left + length + labels[2].get_width() // 2 + 4, top + thick + 2), pygame.SRCALPHA)
    for n in range(4):
        box = pygame.Rect(left + length * n // 4, top, length * (n + 1) // 4 - length * n // 4 + 1, thick)
        pygame.draw.rect(out, palette.PAPER, box)
        pygame.draw.rect(out, palette.INK, box, 1 if n % 2 else 0)
    for label, share in zip(labels, (0, 0.5, 1), strict=True):
        out.blit(label, (left + round(length * share) - label.get_width() // 2, 0))
    return out


@lru_cache(4)
def north_arrow(scale: float = 1.0) -> pygame.Surface:
    """An arrow to the north, which is up: half of it filled, as on the maps of its time."""
    w, h = round(30 * scale), round(58 * scale)
    big = pygame.Surface((w * FINE, h * FINE), pygame.SRCALPHA)
    letter = text.write("N", "title_bold", 17 * scale * FINE, palette.INK)
    middle, top, foot = w * FINE / 2, letter.get_height() * 0.92, h * FINE - 4
    big.blit(letter, (middle - letter.get_width() / 2, 0))
    half, notch = w * FINE * 0.27, (foot - top) * 0.20
    left = [(middle, top), (middle - half, foot), (middle, foot - notch)]
    right = [(middle, top), (middle + half, foot), (middle, foot - notch)]
    pygame.draw.polygon(big, palette.PAPER, right)
    pygame.draw.polygon(big, palette.INK, left)
    pygame.draw.lines(big, palette.INK, True, [*left[:2], left[2], right[1]], FINE)
    return pygame.transform.smoothscale(big, (w, h))


Sample = tuple[str, str]  # what is drawn, its words


@lru_cache(8)
def legend(title: str, samples: tuple[Sample, ...], scale: float = 1.0) -> pygame.Surface:
    """What the lines mean, on paper. `samples`: pairs of a kind and its words in the user's language.

    Kinds: "claim-soviet", "claim-japan", "claim-maps", "road", "track", "railway", "contour", "marsh", "ferry"; of the counters
    "band", "strength", "pips", "tick", "flag", "drum", "age"; "goal".
    """
    head = text.render(title, "heading", palette.INK, scale)
    rows = [(_sample(kind, scale), text.render(words, "small", palette.INK, scale)) for kind, words in samples]
    pad, gap, step = round(14 * scale), round(10 * scale), round(21 * scale)
    w = max([head.get_width(), *(a.get_width() + gap + b.get_width() for a, b in rows)]) + 2 * pad
    top = pad // 2 + head.get_height() + round(4 * scale)
    out = pygame.Surface((w, top + step * len(rows) + pad // 2))
    out.fill(palette.PAPER)
    pygame.draw.rect(out, palette.INK, out.get_rect(), 1)
    out.blit(head, (pad, pad // 2))
    for n, (sample, words) in enumerate(rows):
        y = top + n * step + step // 2
        out.blit(sample, (pad, y - sample.get_height() // 2))
        out.blit(words, (pad + sample.get_width() + gap, y - words.get_height() // 2))
    return out


_CLAIMS = {"claim-soviet": SOVIET, "claim-japan": JAPANESE, "claim-maps": OLD_MAPS}


def _sample(kind: str, scale: float) -> pygame.Surface:
    w, h = round(54 * scale), round(16 * scale)
    big = pygame.Surface((w * FINE, h * FINE), pygame.SRCALPHA)
    u, y, end = scale * FINE, h * FINE // 2, w * FINE
    if kind in _CLAIMS:
        _claim(big, _CLAIMS[kind], u)
    elif kind == "railway":
        big.fill(palette.INK, (0, y - 2.7 * u, end, 5.4 * u))
        for x in range(0, end, round(20 * u)):
            big.fill(palette.PAPER, (x, y - 1.4 * u, 10 * u, 2.8 * u))
    elif kind == "road":
        big.fill((92, 60, 40), (0, y - 2.5 * u, end, 5 * u))
        big.fill((250, 240, 208), (0, y - 1.5 * u, end, 3 * u))
    elif kind in ("track", "ferry"):
        long, gap = (8, 4) if kind == "track" else (6, 4)
        for x in range(0, end, round((long + gap) * u)):
            big.fill(palette.INK, (x, y - 0.9 * u, long * u, 1.8 * u))
    elif kind == "contour":
        for lift, width in ((-4, 1), (0, 1.8), (4, 1)):
            big.fill(palette.CONTOUR, (0, y + (lift - width / 2) * u, end, width * u))
    elif kind == "marsh":
        big.fill(palette.MARSH_TINT, (0, y - 7 * u, end, 14 * u))
        for lift, shift in ((-4, 0), (0, 9), (4, 3)):
            for x in range(round(shift * u), end, round(20 * u)):
                big.fill(palette.MARSH_RULE, (x, y + lift * u, 12 * u, u))
    elif kind in _SIGNS:
        _SIGNS[kind](big, end // 2, y, u)
    else:
        raise ValueError(f'legend sample "{kind}": no such kind')
    return pygame.transform.smoothscale(big, (w, h))


def _claim(big: pygame.Surface, claim: Claim, u: float) -> None:
    x, n, y = 0.0, 0, big.get_height() / 2
    while x < big.get_width():
        long = claim.pattern[n % len(claim.pattern)] * u
        if n % 2 == 0:
            big.fill(claim.colour, (x, y - claim.width * u / 2, long, claim.width * u))
        x, n = x + long, n + 1


# ------------------------------------------------------------ signs of a counter
def _band(big: pygame.Surface, x: int, y: int, u: float) -> None:
    box = pygame.Rect(x - 9 * u, y - 8 * u, 18 * u, 16 * u)
    big.fill(palette.JAPAN, box)
    big.fill((58, 96, 168), (box.x, box.y, box.w, 6 * u))
    pygame.draw.rect(big, palette.INK, box, round(u))


def _strength(big: pygame.Surface, x: int, y: int, u: float) -> None:
    _band(big, x, y, u)
    figure = text.write("459", "figure", 10 * u, palette.JAPAN_INK)
    big.blit(figure, figure.get_rect(center=(x, y + 3 * u)))


def _pips(big: pygame.Surface, x: int, y: int, u: float) -> None:
    for n in (-1, 0, 1):
        pygame.draw.circle(big, palette.INK, (x + n * 11 * u, y), 4 * u, round(1.2 * u) if n > 0 else 0)


def _tick(big: pygame.Surface, x: int, y: int, u: float) -> None:
    points = [(x - 6 * u, y), (x - 2 * u, y + 5 * u), (x + 7 * u, y - 6 * u)]
    pygame.draw.lines(big, palette.INK, False, points, round(2 * u))


def _flag(big: pygame.Surface, x: int, y: int, u: float) -> None:
    pygame.draw.polygon(big, (255, 255, 255), [(x - 4 * u, y - 7 * u), (x + 8 * u, y - 4 * u), (x - 4 * u, y)])
    pygame.draw.polygon(big, palette.INK, [(x - 4 * u, y - 7 * u), (x + 8 * u, y - 4 * u), (x - 4 * u, y)], round(u))
    pygame.draw.line(big, palette.INK, (x - 4 * u, y - 7 * u), (x - 4 * u, y + 8 * u), round(1.5 * u))


def _drum(big: pygame.Surface, x: int, y: int, u: float) -> None:
    box = pygame.Rect(x - 5 * u, y - 6 * u, 10 * u, 12 * u)
    pygame.draw.rect(big, palette.INK, box, round(1.4 * u), border_radius=round(3 * u))


def _age(big: pygame.Surface, x: int, y: int, u: float) -> None:
    box = pygame.Rect(x - 10 * u, y - 7 * u, 20 * u, 14 * u)
    pygame.draw.rect(big, palette.DESK, box, border_radius=round(2 * u))
    hours = text.write(_("{n} h").format(n=4), "figure", 10 * u, palette.TEXT)
    big.blit(hours, hours.get_rect(center=box.center))


def _goal(big: pygame.Surface, x: int, y: int, u: float) -> None:
    turns = [math.radians(60 * n) for n in range(6)]
    points = [(x + 7.4 * u * math.sin(t), y - 7.4 * u * math.cos(t)) for t in turns]
    pygame.draw.polygon(big, palette.DESK, points, round(3 * u))
    pygame.draw.polygon(big, palette.BRASS, points, round(1.8 * u))


_SIGNS = {
    "band": _band,
    "strength": _strength,
    "pips": _pips,
    "tick": _tick,
    "flag": _flag,
    "drum": _drum,
    "age": _age,
    "goal": _goal,
}
