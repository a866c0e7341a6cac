"""The strategic game as a small picture: land and sea, the hexes of each place darker the more divisions stand there."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from game.match.theatre.views import TheatreView
from game.model.base import HexAt
from game.model.theatre.board import Board
from game.model.theatre.game import Theatre
from game.players.learning.table import Picture

CELL = 8  # pixels of a hex
MOST = 12.0  # divisions that are drawn in full
LAND, WATER = (214, 206, 182), (150, 178, 196)


def picture_of(board: Board, theatre: Theatre, views: Mapping[str, TheatreView]) -> Picture:
    """Own divisions of the views' sides; from one view those of the enemy as they are seen, too."""
    rows, columns = board.grid.rows, board.grid.columns
    found = np.full((rows * CELL, columns * CELL + CELL // 2, 3), 255, np.uint8)
    for here in board.all_hexes():
        _cell(found, here)[:] = WATER if board.kind(here).water else LAND
    paints = [theatre.look.sides[k].deep if k < len(theatre.look.sides) else "404040" for k in range(2)]
    strengths: dict[tuple[str, int], float] = {}
    for seat, view in views.items():
        side = theatre.side_of(seat)
        for known in view.places:
            strengths[known.id, side] = float(known.divisions)
            if len(views) == 1:
                strengths[known.id, 1 - side] = known.enemy
    for place in board.places:
        for side in (0, 1):
            share = min(1.0, strengths.get((place.id, side), 0.0) / MOST)
            for here in place.hexes[side] if share else ():
                cell, colour = _cell(found, here), np.array([int(paints[side][k : k + 2], 16) for k in (0, 2, 4)])
                cell[1:-1, 1:-1] = (share * colour + (1.0 - share) * cell[1:-1, 1:-1]).astype(np.uint8)
    return found


def _cell(picture: Picture, here: HexAt) -> Picture:
    y, x = here[1] * CELL, here[0] * CELL + (CELL // 2 if here[1] % 2 else 0)
    return picture[y : y + CELL, x : x + CELL]
