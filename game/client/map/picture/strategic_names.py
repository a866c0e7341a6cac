"""Names of the strategic map: countries and seas spread over it, towns with their marks, the most important first."""

from __future__ import annotations

import numpy as np
import pygame

from game.client.kit import palette, text
from game.client.kit.palette import Colour, rgb
from game.client.map.picture import curves
from game.client.map.picture.strategic import BoardCanvas
from game.model.theatre.board import City, Lettering

STYLES: dict[str, tuple[str, float, Colour]] = {
    "country": ("title_italic", 23, rgb("8A2E26")),
    "region": ("title_italic", 15, rgb("6A4A3A")),
    "sea": ("title_italic", 21, palette.SHORE),
}
SIZES = {1: ("title_bold", 15.0), 2: ("title", 13.5), 3: ("title", 12.0)}
RANKS_AT = ((48, 3), (36, 2), (0, 2))  # from this width of a hex, towns up to this rank are named
PLACES = ((1, 0), (-1, 0), (1, -1), (-1, -1), (1, 1), (-1, 1), (0, -1), (0, 1))


def letter(canvas: BoardCanvas, surface: pygame.Surface, language: str) -> None:
    """Writes every name on the picture."""
    u, taken = max(0.62, canvas.u), [surface.get_rect().inflate(-4, -4)]
    edge, taken = taken[0], []
    most = next(rank for width, rank in RANKS_AT if canvas.hex_px >= width)
    cities = sorted((c for c in canvas.board.cities if c.rank <= most), key=lambda c: c.rank)
    marks = [(c, *_mark(canvas, surface, c, u)) for c in cities]
    taken += [pygame.Rect(x - 4 * u, y - 4 * u, 8 * u, 8 * u) for _c, x, y in marks]
    for city, x, y in marks:
        _name(surface, city, x, y, u, language, taken, edge)
    for each in canvas.board.letterings:
        _spread(canvas, surface, each, u, language)


def short(name: str) -> str:
    """A town's name without what stands in brackets."""
    return name.partition(" (")[0]


def _mark(canvas: BoardCanvas, surface: pygame.Surface, city: City, u: float) -> tuple[float, float]:
    """A ring where the town lies; returns its pixel."""
    x, y = (float(v) for v in canvas.px((city.lon, city.lat))[0])
    r = (3.6, 2.9, 2.3)[city.rank - 1] * u
    pygame.draw.circle(surface, palette.INK, (x, y), r + 0.8)
    pygame.draw.circle(surface, palette.PAPER, (x, y), max(1.0, r - 0.7))
    if city.rank == 1:
        pygame.draw.circle(surface, palette.INK, (x, y), max(1.0, r - 2.0 * u))
    return x, y


def _name(
    surface: pygame.Surface,
    city: City,
    x: float,
    y: float,
    u: float,
    language: str,
    taken: list[pygame.Rect],
    edge: pygame.Rect,
) -> None:
    family, px = SIZES[city.rank]
    words = short(city.names.get(language))
    size = px * u if words.isascii() else px * u * 1.05
    ink, halo = text.write(words, family, size, palette.INK), text.write(words, family, size, palette.PAPER)
    w, h = ink.get_size()
    for dx, dy in PLACES:
        box = pygame.Rect(0, 0, w, round(h * 0.7))
        box.center = (round(x + dx * (w / 2 + 6 * u)), round(y + dy * (h * 0.45 + (0 if dx else 4 * u))))
        if edge.contains(box) and box.collidelist(taken) < 0:
            break
    else:
        return
    taken.append(box)
    at = ink.get_rect(center=box.center)
    for mx, my in ((-1, 0), (1, 0), (0, -1), (0, 1), (-1, -1), (1, 1)):
        surface.blit(halo, at.move(mx, my))
    surface.blit(ink, at)


def _spread(canvas: BoardCanvas, surface: pygame.Surface, each: Lettering, u: float, language: str) -> None:
    """Letters from one hex to another, as far apart as the way between allows."""
    family, px, colour = STYLES[each.style]
    words = each.names.get(language)
    if each.style != "region" and words.isupper() is False:
        words = words.upper()
    size = px * u
    line = np.array([canvas.layout.centre(each.at), canvas.layout.centre(each.to)], float)
    room = float(np.hypot(*(line[1] - line[0])))
    gap = max(1.5 * u, (room - curves.width(words, family, size, 0)) / max(1, len(words)))
    gap = min(gap, 2.2 * size)
    size = min(size, size * room / max(1.0, curves.width(words, family, size, 1.5 * u)))
    far = np.linspace(line[0] - (line[1] - line[0]) * 0.2, line[1] + (line[1] - line[0]) * 0.2, 40)
    middle = float(curves.lengths(far)[-1]) / 2
    layer = pygame.Surface(surface.get_size(), pygame.SRCALPHA)
    curves.letters(layer, words, family, size, colour, far, middle, gap=gap)
    layer.set_alpha(190 if each.style == "country" else 215)
    surface.blit(layer, (0, 0))
