"""What the task in force of a counter does: the columns of the table of verbs (rule 7.2)."""

import numpy as np

from game.core.rule import rule
from game.model.battle.verbs import BY_CODE
from game.rules.battle.state import State, TASK, Tables

COLUMNS = (
    "stays", "marches", "assaults", "ferries", "halts", "digs", "waits", "retires", "fires", "hushes", "may_be_quiet",
)  # fmt: skip
STAYS, MARCHES, ASSAULTS, FERRIES, HALTS, DIGS, WAITS, RETIRES, FIRES, HUSHES, MAY_BE_QUIET = range(len(COLUMNS))
ENDS, ENDS_BEYOND, UNLAWFUL = len(COLUMNS), len(COLUMNS) + 1, len(COLUMNS) + 2  # what a truce leaves of it


def verb_table() -> np.ndarray:
    """What each task does, row = its number; shape (tasks, columns), 1 = yes."""
    table = np.zeros((1 + max(BY_CODE), len(COLUMNS) + 3), "i4")
    for code, verb in BY_CODE.items():
        table[code, : len(COLUMNS)] = [getattr(verb, column) for column in COLUMNS]
        table[code, ENDS], table[code, ENDS_BEYOND] = verb.laid_down == "always", verb.laid_down == "over the line"
        table[code, UNLAWFUL] = verb.truce == "never"
    return table


@rule
def does(s: State, t: Tables, u: int, what: int) -> bool:
    """The task in force of a counter does this. Rule 7.2."""
    return t.verb[s.units[u, TASK], what] > 0
