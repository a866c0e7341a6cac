"""What holds in every position: men and tanks conserved, nothing negative, nobody in water, no hex too full."""

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import pytest

from game.core.hexes import distance
from game.core.ranges import outside
from game.rules.battle import parameters as P
from game.rules.battle import state as S
from game.rules.battle.state import State
from game.rules.battle.state_ranges import RANGES
from tests.contract.conftest import POSITIONS, Games

pytestmark = pytest.mark.slow

COUNTS = [
    S.MEN, S.CREW, S.LMG, S.HMG, S.MORTAR, S.GUNS, S.AT, S.TANKS, S.BOGGED, S.STEP_M, S.PATH_AT, S.PATH_LEN, S.AT_SHOTS,
    S.LOST, S.KILLED, S.LOST_FIRE, S.LOST_SHELL, S.LOST_CLOSE, S.TANKS_LOST, S.CAPTURED, S.LOTS, S.LOTS_OVER, S.CUT, S.STRAYED,
    S.WORKSHOP, S.TANKS_COUNTED, S.TANKS_BACK, S.EFFORT_MEN, S.LIMIT_PM,
]  # fmt: skip
SHARES = [S.SUP_PM, S.COH_PM, S.WORKS_PM, S.LINE_PM, S.LOCATED_PM]


def moments(games: Games) -> Iterator[tuple[str, State, State]]:
    """Where to look, the opening, and a position: those between turns, and every pulse of one game in ten."""
    for position in games.positions:
        yield position.name, position.match.opening, position.state
    for match in games.matches:
        for record in match.records:
            for pulse, frame in enumerate(record.frames):
                yield f"seed {match.seed}, {record.turn.name}, pulse {pulse}", match.opening, frame


def people(units: np.ndarray) -> np.ndarray:
    """Men and crews of each counter."""
    return units[:, S.MEN] + units[:, S.CREW]


def named(games: Games, wrong: np.ndarray) -> list[str]:
    """The counters of a mask."""
    return [games.scenario.counters[k].id for k in np.nonzero(wrong)[0]]


def test_there_are_two_hundred_positions_over_all_turns(games: Games):
    assert len(games.positions) == POSITIONS
    assert len({S.digest(p.state) for p in games.positions}) > POSITIONS * 0.9
    reached = {p.turns for p in games.positions}
    assert reached == set(range(max(reached) + 1))
    assert max(reached) >= min(20, len(games.scenario.calendar.played()) - 1)


def test_men_are_conserved(games: Games):
    """Present, hit by fire, shells or in close combat, and strayed or taken: as many as there were, arrivals included."""
    for where, opening, state in moments(games):
        u = state.units
        gone = u[:, [S.LOST_FIRE, S.LOST_SHELL, S.LOST_CLOSE, S.CAPTURED]].sum(axis=1)
        assert not named(games, people(u) + gone != people(opening.units)), where


def test_every_column_stays_in_its_range(games: Games):
    """So that a journal of any honest game passes the gate for foreign positions."""
    sizes = games.matches[0]._engine.sizes
    for where, _, state in moments(games):
        assert outside(state, RANGES, sizes) == "", where


def test_a_loss_is_a_hit_or_a_man_taken_or_strayed(games: Games):
    for where, _opening, state in moments(games):
        u = state.units
        taken = u[:, S.LOST] - u[:, [S.LOST_FIRE, S.LOST_SHELL, S.LOST_CLOSE]].sum(axis=1)
        assert not named(games, (taken < 0) | (taken > u[:, S.CAPTURED])), where
        assert not named(games, (u[:, S.KILLED] > u[:, S.LOST]) | (u[:, S.STRAYED] > u[:, S.CAPTURED])), where


def test_tanks_are_conserved(games: Games):
    for where, opening, state in moments(games):
        u = state.units
        there = u[:, S.TANKS] + u[:, S.TANKS_LOST] - u[:, S.TANKS_BACK]
        assert not named(games, there != opening.units[:, S.TANKS]), where
        assert not named(games, u[:, S.BOGGED] > u[:, S.TANKS]), where
        assert not named(games, u[:, S.WORKSHOP] + u[:, S.TANKS_BACK] > u[:, S.TANKS_LOST]), where


def test_no_count_is_negative_and_no_share_is_over_the_whole(games: Games):
    for where, opening, state in moments(games):
        u = state.units
        assert not named(games, (u[:, COUNTS] < 0).any(axis=1)), where
        assert not named(games, ((u[:, SHARES] < 0) | (u[:, SHARES] > 1000)).any(axis=1)), where
        guns = [S.GUNS, S.AT, S.LMG, S.HMG, S.MORTAR]
        assert not named(games, (u[:, guns] > opening.units[:, guns]).any(axis=1)), where
        assert (state.sides >= 0).all(), where
        assert (state.missions[:, [S.M_ROUNDS, S.M_FIRED]] >= 0).all(), where


def test_an_engagement_is_between_two_who_are_there(games: Games):
    for where, _, state in moments(games):
        for row in state.rows[state.rows[:, S.USED] != 0]:
            first = state.units[row[S.ATTACKER]]
            assert 0 <= row[S.GAP_M] <= 300, where
            assert 0 <= row[S.SHARE_PM] <= 1000, where
            assert distance(*(divmod(int(row[k]), 36)[::-1] for k in (S.FROM, S.TARGET))) == 1, where
            assert row[S.TARGET] != first[S.HEX] or not defended(games, state, row), where
            assert games.whose[row[S.ATTACKER]] == row[S.ROW_SIDE], where


def defended(games: Games, state: State, row: np.ndarray) -> bool:
    """Whether anybody of the other side stands where an engagement aims."""
    there = (state.units[:, S.HEX] == row[S.TARGET]) & (people(state.units) > 0)
    return bool((there & (games.whose != row[S.ROW_SIDE])).any())


def test_an_engagement_whose_attacker_stepped_into_the_emptied_hex_ends_with_the_next_pulse(games: Games):
    for match in games.matches:
        frames = [frame for record in match.records for frame in record.frames]
        for now, then in pairwise(frames):
            entered = (now.rows[:, S.USED] != 0) & (now.rows[:, S.TARGET] == now.units[now.rows[:, S.ATTACKER], S.HEX])
            same = (then.rows[:, S.ATTACKER] == now.rows[:, S.ATTACKER]) & (then.rows[:, S.USED] != 0)
            assert not (entered & same & (then.rows[:, S.TARGET] == now.rows[:, S.TARGET])).any(), match.seed


def test_nobody_stands_in_water_or_in_a_hex_of_the_enemy(games: Games):
    terrain = np.asarray(games.tables.hex)[:, S.H_TERRAIN]
    water = np.asarray(games.tables.terrain)[terrain, S.R_WATER] > 0
    assert water.any()
    for where, _, state in moments(games):
        here = state.units[:, S.HEX]
        assert not named(games, (here >= 0) & water[here]), where
        of = [set(here[(here >= 0) & (games.whose == side)].tolist()) for side in (0, 1)]
        assert not of[0] & of[1], where


def test_a_counter_without_men_is_off_the_map_and_one_with_men_leaves_it_only_once(games: Games):
    for match in games.matches:
        was = match.opening.units[:, S.HEX] >= 0
        for record in match.records:
            u = record.state.units
            there = u[:, S.HEX] >= 0
            assert not named(games, there & (people(u) == 0)), (match.seed, record.turn.name)
            assert not named(games, was & ~there & (people(u) > 0)), (match.seed, record.turn.name)
            was = there


def test_no_hex_is_fuller_than_the_rules_allow(games: Games):
    """At most 900 men and 24 vehicles of a side (rule 8.5); a hex that begins with more takes nobody in."""
    param = np.asarray(games.tables.param)
    for where, opening, state in moments(games):
        begun, now = crowds(games, opening), crowds(games, state)
        assert (now[0] <= np.maximum(begun[0], param[P.STACK_MEN])).all(), where
        assert (now[1] <= np.maximum(begun[1], param[P.STACK_VEHICLES])).all(), where


def crowds(games: Games, state: State) -> tuple[np.ndarray, np.ndarray]:
    """Men and vehicles of each side in each hex."""
    u, size = state.units, 2 * len(state.hexes)
    there = u[:, S.HEX] >= 0
    key = (games.whose * len(state.hexes) + u[:, S.HEX])[there]
    return np.bincount(key, people(u)[there], size), np.bincount(key, u[there, S.TANKS], size)
