"""What a game is measured by: who holds a place, whether it is shared, who fell, at the end or after a turn."""

import numpy as np
import pytest
from msgspec.structs import replace

from game import Match
from game.model.battle.measures import Outcome
from game.rules.battle import state as S
from game.whatif.battle.outcomes import is_share, measure


@pytest.fixture
def match(scenario) -> Match:
    """A night of which nothing has been ordered; its first turn is played."""
    match = Match.new(scenario, seed=1)
    match.resolve(trace=False)
    return match


def value(match: Match, measure_: str, **where: str) -> float | None:
    """One outcome of the game as it stands."""
    outcome = Outcome(id="x", name="x", measure=measure_, unit="", source="estimate", confidence="C", **where)  # type: ignore[arg-type]
    return measure(_with(match, outcome))["x"]


def _with(match: Match, outcome: Outcome) -> Match:
    scenario = replace(match.scenario, outcomes=(outcome,), digest=f"{match.scenario.digest} {outcome!r}")
    other = Match.new(scenario, seed=1)
    other.records = match.records
    return other


def test_a_place_is_held_by_one_side_alone(match):
    assert value(match, "held_at_end", side="soviet", place="changkufeng") == 1.0
    assert value(match, "held_at_end", side="japan", place="changkufeng") == 0.0


def test_without_a_place_every_scored_one_must_be_held(match):
    assert value(match, "held_at_end", side="soviet") == 0.0  # nobody stands on the southern knob


def test_a_crest_is_shared_while_a_row_on_it_has_a_share(match):
    assert value(match, "contested_at_end", side="japan", place="changkufeng") == 0.0
    here = int(np.asarray(match.tables.place)[0, 0])
    row = match.records[-1].state.rows[0]
    row[[S.USED, S.TARGET, S.ROW_SIDE, S.SHARE_PM, S.ATTACKER, S.ATTACKER_2]] = (1, here, 0, 333, 0, -1)
    assert value(match, "contested_at_end", side="japan", place="changkufeng") == 1.0
    assert value(match, "held_at_end", side="soviet", place="changkufeng") == 0.0


def test_the_share_of_the_killed_is_of_all_losses_and_none_without_any(match):
    units = match.records[-1].state.units
    units[:, [S.LOST, S.KILLED]] = 0
    assert value(match, "killed_share", side="japan") is None
    units[0, [S.LOST, S.KILLED]] = (40, 10)
    assert value(match, "killed_share", side="japan") == 0.25


def test_an_outcome_of_a_turn_is_taken_after_that_turn(match):
    first = match.records[0]
    match.resolve(trace=False)
    first.state.units[0, S.LOST], match.records[-1].state.units[0, S.LOST] = 5, 9
    others = int(match.records[-1].state.units[1:, S.LOST][np.asarray(match.tables.unit)[1:, S.U_SIDE] == 0].sum())
    assert value(match, "men_lost", side="japan") == 9 + others
    before = int(first.state.units[1:, S.LOST][np.asarray(match.tables.unit)[1:, S.U_SIDE] == 0].sum())
    assert value(match, "men_lost", side="japan", at=first.turn.name) == 5 + before


def test_outcomes_of_yes_and_no_are_shares_of_games():
    def outcome(measure_: str) -> Outcome:
        return Outcome(id="x", name="x", measure=measure_, unit="", source="estimate", confidence="C")  # type: ignore[arg-type]

    assert [
        m
        for m in ("place_taken", "held_at_end", "contested_at_end", "killed_share", "men_lost")
        if is_share(outcome(m))
    ] == ["place_taken", "held_at_end", "contested_at_end"]
