"""What a position is worth before the end: the score if the present shares of the places last to the last pulse (rule 12.1)."""

from game.match.battle.score import Score, score_of
from game.model.battle.scenario import Scenario
from game.rules.battle import state as S
from game.rules.battle.state import State, Tables


def carried(scenario: Scenario, state: State, tables: Tables, side: str) -> Score:
    """The score of a side if what it holds now it held until the calendar ends; of a game after the truce its score."""
    if len(state.accord) and int(state.accord[0, S.SIGNED_TURN]) >= 0:
        return score_of(scenario, state, tables, side)  # the clock of the places stands still
    last = scenario.calendar.turn(scenario.calendar.last)
    left = last.first_pulse + last.pulses - int(state.clock[S.NOW])
    return score_of(scenario, state, tables, side, ahead=max(0, left))
