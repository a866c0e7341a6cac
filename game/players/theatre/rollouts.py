"""Sheets played out from what a seat knows, each against the same guesses with the same luck (rule 15)."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from game.match.theatre.sheets import Sheet, lay
from game.match.theatre.views import TheatreView
from game.rules.theatre import state as T


def rollouts(view: TheatreView, sheets: Sequence[Sheet], games: int, seed: int) -> NDArray[np.float64]:
    """Scores of the present act that sheets come to, everybody silent afterwards. Shape (sheets, games); columns are paired."""
    engine, turn = view.engine, view.turn
    number, act = engine.index.seat[view.seat], turn.act - 1
    last = engine.theatre.act(turn.act).last
    found = np.zeros((len(sheets), games))
    guesses = [view.guess(seed + k) for k in range(games)]
    with engine.lock:
        for row, sheet in enumerate(sheets):
            for k, guess in enumerate(guesses):
                position = T.copy_position(guess)
                lay(engine, position, turn.number, {view.seat: sheet})
                engine.play_on(position, last)
                found[row, k] = position.acts[act, T.ACT_SCORE + number]
    return found
