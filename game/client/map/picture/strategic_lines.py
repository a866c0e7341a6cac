"""Lines of the strategic map: international borders, claims, the edges of occupied zones, and the railways of 1938."""

from __future__ import annotations

import numpy as np

from game.client.kit import palette
from game.client.map.picture.lines import Points, along, dash, ink, pen, smooth
from game.client.map.picture.strategic import BoardCanvas

FIRST_YEAR = 1938
FRONT = (38, 64, 128)
INNER = (86, 74, 66)
Edge = tuple[tuple[int, int], tuple[int, int]]


def borders(canvas: BoardCanvas) -> None:
    """Borders in dash and dot, claims in the claimant's stroke, fronts heavy, edges of zones thin."""
    u, img = max(0.6, canvas.u), canvas.img
    for line, is_front in zone_edges(canvas):
        for near in along(canvas.shape, line, 9 * u):
            on = ~canvas.water[near.window]
            if is_front:
                ink(img, near.window, pen(near.d, 4.6 * u) * on * 0.45, palette.PAPER)
                ink(img, near.window, pen(near.d, 2.6 * u) * dash(near.s, 10 * u, 4 * u) * on, FRONT)
            else:
                ink(img, near.window, pen(near.d, 1.5 * u) * dash(near.s, 3 * u, 3 * u) * on * 0.9, INNER)
    for outline in canvas.outlines("border"):
        for near in along(canvas.shape, canvas.px(outline.rings[0]), 9 * u):
            stroke = dash(near.s, 11 * u, 3 * u, 2 * u, 3 * u)
            ink(img, near.window, pen(near.d, 4.4 * u) * 0.5, palette.PAPER)
            ink(img, near.window, pen(near.d, 2.1 * u) * stroke, palette.CLAIM_SOVIET)
    for outline in canvas.outlines("claim"):
        colour = palette.CLAIM_JAPAN if outline.holder == "japan" else palette.CLAIM_SOVIET
        for near in along(canvas.shape, smooth(canvas.px(outline.rings[0]), 2), 9 * u):
            ink(img, near.window, pen(near.d, 3.8 * u) * 0.5, palette.PAPER)
            ink(img, near.window, pen(near.d, 2.0 * u) * dash(near.s, 5 * u, 3 * u), colour)


def railways(canvas: BoardCanvas) -> None:
    """Lines open in 1938; what is built later the screen adds in its year."""
    u, img = max(0.6, canvas.u), canvas.img
    for line in canvas.board.railways:
        if not line.is_open(FIRST_YEAR):
            continue
        for near in along(canvas.shape, canvas.px(line.points), 6 * u):
            ink(img, near.window, pen(near.d, 3.4 * u) * 0.9, palette.INK)
            ink(img, near.window, pen(near.d, 1.5 * u) * dash(near.s, 7 * u, 7 * u), palette.PAPER)


def zone_edges(canvas: BoardCanvas) -> list[tuple[Points, bool]]:
    """Edges between zones of the board that no real border parts, as smooth lines; True where a front runs."""
    board, found = canvas.board, []
    china = {z.symbol for z in board.countries if z.holder == "china"}
    within = {"U", "I", "N", "Y"} | china
    edges: dict[bool, list[Edge]] = {True: [], False: []}
    for here in board.all_hexes():
        zone = board.zones[here[1]][here[0]]
        corners = [(round(x * 8), round(y * 8)) for x, y in canvas.layout.corners(here)]
        for k, there in enumerate(_beside(here)):
            if not board.holds(there):
                continue
            other = board.zones[there[1]][there[0]]
            if zone < other and {zone, other} <= within:
                edges[bool({zone, other} & china)].append((corners[k], corners[(k + 1) % 6]))
    for is_front, parts in edges.items():
        found += [(smooth(np.array(chain, float) / 8, 3), is_front) for chain in chained(parts)]
    return found


def _beside(here: tuple[int, int]) -> list[tuple[int, int]]:
    """Neighbours across the sides between corners 0-1, 1-2 and so on, clockwise from the north."""
    from game.core.hexes import NE, NW, SE, SW, E, W, neighbour

    return [neighbour(here, d) for d in (NE, E, SE, SW, W, NW)]


def chained(edges: list[Edge]) -> list[list[tuple[int, int]]]:
    """Edges joined end to end; ends within a step of each other count as one."""
    names: dict[tuple[int, int], tuple[int, int]] = {}

    def name(p: tuple[int, int]) -> tuple[int, int]:
        for dx in (-1, 0, 1):
            for dy in (-1, 0, 1):
                if (p[0] + dx, p[1] + dy) in names:
                    return names[p[0] + dx, p[1] + dy]
        return names.setdefault(p, p)

    left = [(name(a), name(b)) for a, b in edges]
    chains = []
    while left:
        chain = list(left.pop())
        grown = True
        while grown:
            grown = False
            for k, (a, b) in enumerate(left):
                if chain[-1] in (a, b):
                    chain.append(b if chain[-1] == a else a)
                elif chain[0] in (a, b):
                    chain.insert(0, b if chain[0] == a else a)
                else:
                    continue
                left.pop(k)
                grown = True
                break
        chains.append(chain)
    return chains
