"""What a finished game is measured by: the outcomes that its scenario names, read from the last position."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np

from game.match.battle.score import shares_now
from game.rules.battle.state import (
    KILLED,
    LOST,
    PLACE_FIRST_ASSAULT,
    PLACE_TAKEN_AT,
    SHELLS_FIRED,
    TANKS_LOST,
    U_SIDE,
    State,
)

if TYPE_CHECKING:
    from game.match.battle import Match
    from game.model.battle.measures import Outcome

PULSES_AN_HOUR = 4
PER_MILLE_A_PERCENT = 10
WHOLE_PM = 1000


def measure(match: Match) -> dict[str, float | None]:
    """Every outcome of the scenario in this game, by its id; None for what did not happen."""
    return {outcome.id: MEASURES[outcome.measure](match, outcome) for outcome in match.scenario.outcomes}


def is_share(outcome: Outcome) -> bool:
    """Whether the outcome is 0 or 1 in each game, so that many games give a share."""
    return outcome.measure in ("place_taken", "held_at_end", "contested_at_end")


def _state(match: Match, outcome: Outcome) -> State:
    """The position in which the outcome is taken: after its turn, at the end if that was not played."""
    if outcome.at:
        for record in match.records:
            if record.turn.name == outcome.at:
                return record.state
    return match.state


def _units(match: Match, outcome: Outcome, column: int) -> float:
    """Sum of a column over the counters of the outcome's side, or of both."""
    values, sides = np.asarray(_state(match, outcome).units)[:, column], np.asarray(match.tables.unit)[:, U_SIDE]
    if outcome.side:
        values = values[sides == match.scenario.sides.index(outcome.side)]
    return float(values.sum())


def _place(match: Match, outcome: Outcome) -> Any:
    number = [scored.place for scored in match.scenario.scored].index(outcome.place)
    return _state(match, outcome).places[number]


def _place_taken(match: Match, outcome: Outcome) -> float:
    return 1.0 if _place(match, outcome)[PLACE_TAKEN_AT] >= 0 else 0.0


def _share_pm(match: Match, outcome: Outcome) -> dict[str, int]:
    side = match.scenario.sides.index(outcome.side)
    return shares_now(match.scenario, _state(match, outcome), match.tables, side)


def _share_at_end(match: Match, outcome: Outcome) -> float:
    """Share of the place that the side holds, in per cent; of all scored places without a place."""
    shares = _share_pm(match, outcome)
    if outcome.place:
        return shares[outcome.place] / PER_MILLE_A_PERCENT
    return sum(s.weight * shares[s.place] for s in match.scenario.scored) / PER_MILLE_A_PERCENT


def _held(match: Match, outcome: Outcome) -> float:
    """1 if the side holds the whole place, or every one of the places, or without any every scored one."""
    asked, shares = outcome.places or (outcome.place,), _share_pm(match, outcome)
    return 1.0 if all(pm == WHOLE_PM for place, pm in shares.items() if place in asked or asked == ("",)) else 0.0


def _contested(match: Match, outcome: Outcome) -> float:
    """1 if both sides hold a part of the place."""
    return 1.0 if 0 < _share_pm(match, outcome)[outcome.place] < WHOLE_PM else 0.0


def _killed_share(match: Match, outcome: Outcome) -> float | None:
    lost = _units(match, outcome, LOST)
    return _units(match, outcome, KILLED) / lost if lost else None


def _shells(match: Match, outcome: Outcome) -> float:
    return float(_state(match, outcome).sides[match.scenario.sides.index(outcome.side)][SHELLS_FIRED])


def _hours_to_take(match: Match, outcome: Outcome) -> float | None:
    """From the first assault on the place to the end of the pulse in which it was wholly taken."""
    row = _place(match, outcome)
    taken, assaulted = int(row[PLACE_TAKEN_AT]), int(row[PLACE_FIRST_ASSAULT])
    if taken < 0 or assaulted < 0:
        return None
    return max(0, taken + 1 - assaulted) / PULSES_AN_HOUR


MEASURES: dict[str, Callable[[Match, Outcome], float | None]] = {
    "men_lost": lambda match, outcome: _units(match, outcome, LOST),
    "men_killed": lambda match, outcome: _units(match, outcome, KILLED),
    "tanks_out": lambda match, outcome: _units(match, outcome, TANKS_LOST),
    "score": lambda match, outcome: float(match.score(outcome.side).total),
    "shells": _shells,
    "place_taken": _place_taken,
    "share_at_end": _share_at_end,
    "held_at_end": _held,
    "contested_at_end": _contested,
    "killed_share": _killed_share,
    "hours_to_take": _hours_to_take,
}
