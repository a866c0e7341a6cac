"""From the wings of a scenario to arrays: what a flight is, how many there are each day, who has leave (rule 6.12)."""

import numpy as np

from game.model.battle.scenario import Scenario
from game.rules.battle import codes as C
from game.rules.battle import state as S

LEAVES = {"none": C.LEAVE_NONE, "line": C.LEAVE_LINE, "beyond": C.LEAVE_BEYOND}


def wing_table(scenario: Scenario) -> np.ndarray:
    """What never changes about each wing that may fly. Shape (wings, W_*)."""
    values = {p.name: p.value for p in scenario.parameters}
    rows = []
    for wing in scenario.flying:
        cep_m = values[wing.cep_m] if isinstance(wing.cep_m, str) else float(wing.cep_m)
        side = scenario.sides.index(wing.side)
        rows.append((side, wing.aircraft, wing.bombs, wing.bomb_kg, cep_m, wing.level, wing.level_beyond))
    return np.array(rows, "f8").reshape(len(rows), 7)


def flights_table(scenario: Scenario) -> np.ndarray:
    """Flights of each wing on each day from the first of the light table on. Shape (wings * days,)."""
    calendar = scenario.calendar
    dates = list(dict.fromkeys(t.date for t in calendar.turns[calendar.turn(calendar.first).number :]))
    return np.array([wing.flights_on(date) for wing in scenario.flying for date in dates], "i4")


def wings_at_start(scenario: Scenario) -> np.ndarray:
    """The wings before they have flown. Shape (wings that may fly, WING_COLS)."""
    wings = np.zeros((len(scenario.flying), S.WING_COLS), "i4")
    wings[:, S.V_DAY] = -1
    wings[:, S.V_LEAVE] = [LEAVES[wing.leave] for wing in scenario.flying]
    return wings


def strikes_at_start(scenario: Scenario) -> np.ndarray:
    """Room for strikes, none where nobody flies: such a position stays what it was. Shape (0 or MAX_STRIKES, STRIKE_COLS)."""
    return np.zeros((S.MAX_STRIKES if scenario.flying else 0, S.STRIKE_COLS), "i4")
