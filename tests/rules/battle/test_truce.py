"""Rulings of 11.4 and 11.8: the fire stops, and what is done after it. Terms are those of the data."""

import math

import numpy as np
import pytest

from game.core.dice import uniform
from game.rules.battle import codes as C
from game.rules.battle import state as S
from game.rules.battle import truce
from tests.rules.battle.position import SUMMIT, WEST, Position

JAPAN, SOVIET = 0, 1
HALT, MUTUAL, BACK, FIRST, X = range(5)  # terms of the data, in their order


def accord(position: Position, *names: str) -> list[int]:
    return [int(position.state.accord[0, getattr(S, n)]) for n in names]


def form(position: Position, side: int, *names: str) -> list[int]:
    return [int(position.state.forms[side, getattr(S, "FORM_" + n)]) for n in names]


@pytest.mark.parametrize("side", [JAPAN, SOVIET])
@pytest.mark.parametrize("zone", range(5))
def test_who_leaves_what_follows_from_the_terms(war, side, zone):
    war.tables.hex[0, S.H_ZONE] = zone
    # mutual 1 km: Japan leaves the Soviet side and the disputed hills, the USSR all west of its line
    gone = {JAPAN: (C.ZONE_SOVIET, C.ZONE_DISPUTED), SOVIET: (C.ZONE_DISPUTED, C.ZONE_MANCHUKUO, C.ZONE_KOREA)}
    leaves = [bool(war.call(truce.leaves_zone, term, side, 0)) for term in (HALT, MUTUAL, BACK, X)]
    assert leaves == [
        False,
        zone in gone[side],
        side == JAPAN and zone in gone[JAPAN],
        side == SOVIET and zone in gone[SOVIET],
    ]


# ------------------------------------------------------------------ the fire stops
def way_home(position: Position, *costs: int) -> list[int]:
    """A row of hexes on the disputed side, each so far from the Japanese rear; the rest of the map has no way home."""
    hexes = [position.hex((10 + k, 20)) for k in range(len(costs))]
    position.tables.home[JAPAN] = -1
    position.tables.home[JAPAN, hexes] = costs
    position.tables.hex[:, S.H_ZONE] = C.ZONE_DISPUTED
    return hexes


def test_the_way_out_is_the_first_hex_on_the_way_home_that_may_be_kept(war):
    a, b, c, d = way_home(war, 100, 200, 300, 400)
    war.tables.hex[a, S.H_ZONE] = C.ZONE_MANCHUKUO
    out = lambda here: war.call(truce.way_out, BACK, JAPAN, here)  # noqa: E731
    assert [out(h) for h in (a, b, c, d)] == [a] * 4
    war.tables.hex[b, S.H_ZONE] = C.ZONE_MANCHUKUO
    assert [out(h) for h in (c, d)] == [b, b]
    war.tables.home[JAPAN, c] = 500  # no way nearer home leads out of d
    assert out(d) == d
    assert war.call(truce.way_out, HALT, JAPAN, d) == d


def test_who_stands_where_no_way_home_is_known_goes_to_where_one_is(war):
    a, _, c = way_home(war, 0, 200, -1)
    war.tables.hex[a, S.H_ZONE] = C.ZONE_MANCHUKUO
    assert war.call(truce.way_out, BACK, JAPAN, c) == a


def lay_down(position: Position, term: int = HALT, **columns: int) -> list[int]:
    position.place("I/75", WEST, **columns)
    position.call(truce.lay_down, 0, term)
    return [int(position.row("I/75")[c]) for c in (S.TASK, S.GOAL, S.TRIGGER)]


def test_assaults_and_reserves_become_hold_and_other_tasks_stay(war):
    war.tables.hex[:, S.H_ZONE] = C.ZONE_MANCHUKUO
    here = war.hex(WEST)
    for task in (C.ASSAULT, C.RESERVE):
        assert lay_down(war, TASK=task, GOAL=7, TRIGGER=C.HEX_LOST) == [C.DIG, here, 0]
    for task in (C.HOLD, C.WITHDRAW, C.FERRY):
        assert lay_down(war, TASK=task, GOAL=7, TRIGGER=C.HEX_LOST) == [task, 7, 0]


@pytest.mark.parametrize(
    ("owner", "allowed", "goal", "goes"),
    [(-1, 1, 0, True), (0, 1, 0, True), (1, 1, 0, False), (0, 0, 0, False), (1, 0, -1, True)],
)
def test_marches_go_on_over_own_ground_alone(war, owner, allowed, goal, goes):
    war.tables.hex[:, S.H_ZONE] = C.ZONE_MANCHUKUO
    war.tables.hex[0, S.H_ZONE] = C.ZONE_KOREA
    war.state.hexes[:, S.OWNER] = 1
    war.state.hexes[0, S.OWNER] = owner
    war.tables.allowed[JAPAN] = 1
    war.tables.allowed[JAPAN, C.ZONE_KOREA] = allowed
    assert lay_down(war, TASK=C.MOVE, GOAL=goal)[:2] == ([C.MOVE, goal] if goes else [C.DIG, war.hex(WEST)])


def test_who_stands_on_ground_that_the_terms_clear_goes_back_from_it(war):
    a, b = way_home(war, 100, 200)
    war.tables.hex[a, S.H_ZONE] = C.ZONE_MANCHUKUO
    now = int(war.state.clock[S.NOW])
    given_ = dict(TASK=C.DIG, MANNER=C.SILENT, ACTIVE=1, READY=0, START=0, PATH_AT=1, PATH_LEN=2, STEP_M=9)
    war.place("I/75", (11, 20), **given_)
    war.call(truce.lay_down, 0, BACK)
    names = ("TASK", "GOAL", "READY", "START", "MANNER", "ACTIVE", "PATH_AT", "PATH_LEN", "STEP_M")
    assert [int(war.row("I/75")[getattr(S, n)]) for n in names] == [C.WITHDRAW, a, now, now, C.OPEN, 0, 0, 0, 0]
    war.place("Tereshkin", (11, 20), TASK=C.DIG)
    war.call(truce.lay_down, war.unit("Tereshkin"), BACK)
    assert war.row("Tereshkin")[S.TASK] == C.DIG
    assert b == war.hex((11, 20))


def test_at_the_hour_of_the_truce_rows_missions_and_strikes_end_once(war):
    war.place("I/75", WEST, TASK=C.ASSAULT)
    war.place("Tereshkin", SUMMIT, TASK=C.HOLD)
    war.open(31, "I/75", SUMMIT)
    war.state.rows[0, S.PRESS] = 1
    war.state.missions[[0, 47], S.M_USED] = 1
    war.state.accord[0, [S.TRUCE_TERM, S.TRUCE_BEGUN]] = HALT, -1
    war.state.clock[S.TURN] = 50
    war.row("II/75")[[S.TASK, S.HEX]] = C.ASSAULT, -1
    war.state.accord[0, S.TRUCE_BEGUN] = -1
    assert war.call(truce.stop_fire) == 1
    assert not war.state.rows[:, S.PRESS].any()
    assert not war.state.missions[:, S.M_USED].any()
    assert accord(war, "TRUCE_BEGUN") == [50]
    assert [int(war.row(u)[S.TASK]) for u in ("I/75", "Tereshkin", "II/75")] == [C.DIG, C.HOLD, C.ASSAULT]
    told = [(e["ACTOR"], e["TARGET"], e["HEX"], e["A"], e["B"], e["C"], e["SEEN"]) for e in war.told(C.EV_TRUCE)]
    assert told == [(-1, -1, -1, HALT, 0, 0, 3)]
    war.state.missions[0, S.M_USED] = 1
    assert war.call(truce.stop_fire) == 0
    assert war.state.missions[0, S.M_USED] == 1
    assert len(war.told(C.EV_TRUCE)) == 1


def test_a_truce_of_turn_0_has_begun(war):
    war.state.accord[0, S.TRUCE_BEGUN] = 0
    assert war.call(truce.stop_fire) == 0


def test_strikes_that_wait_are_called_off(war):
    war.state = war.state._replace(strikes=np.zeros((S.MAX_STRIKES, S.STRIKE_COLS), "i4"))
    war.state.strikes[:, S.Y_USED] = 1
    war.state.accord[0, S.TRUCE_TERM] = HALT
    war.call(truce.stop_fire)
    assert not war.state.strikes[:, S.Y_USED].any()


# ------------------------------------------------------------------ stay or leave
@pytest.mark.parametrize(("share", "control"), [(0, 0), (500, 0), (500, -50), (1000, 25)])
def test_the_odds_of_leaving_grow_with_the_other_s_share_and_the_government_s_hold(war, share, control):
    names = (S.TREATY_STAYS, S.TREATY_SHARE_OF, S.TREATY_LEAVE, S.TREATY_LEAVE_SHARE, S.TREATY_LEAVE_CONTROL)
    war.tables.treaty[list(names)] = JAPAN, SOVIET, 0.2, 2.0, 0.6
    war.state.forms[:, S.FORM_LINE_PM] = 77, share
    war.state.forms[:, S.FORM_CONTROL] = control, 33
    score = 0.2 + 2.0 * share / 1000 + 0.6 * control / 50  # 11.8
    assert war.call(truce.leave_pm) == math.floor(1000 / (1 + math.exp(-score)) + 0.5)


def signed(position: Position, begun: int, turn: int, decided: int = 0, last: int = 99) -> None:
    position.tables.treaty[[S.TREATY_STAYS, S.TREATY_FOLLOWS, S.TREATY_LAST_TURN]] = JAPAN, SOVIET, last
    position.tables.treaty[[S.TREATY_LEAVE, S.TREATY_LEAVE_SHARE, S.TREATY_LEAVE_CONTROL]] = 0.0
    position.state.accord[0, [S.SIGNED_TURN, S.TRUCE_BEGUN, S.DECIDED]] = 40, begun, decided
    position.state.clock[S.TURN] = turn
    position.state.forms[:, S.FORM_LINE_PM] = 400, 300


@pytest.mark.parametrize("seed", range(12))
def test_who_decides_nothing_is_decided_for(war, seed):
    signed(war, 41, 42)
    war.state.clock[S.SEED0], war.state.clock[S.PULSE] = seed, 0
    leaves = uniform(war.dice(), JAPAN, 1, C.D_AFTER) < 0.5  # logistic of 0
    war.call(truce.settle)
    assert form(war, JAPAN, "CHOICE") == [C.AFTER_LEAVE if leaves else C.AFTER_STAY]
    assert accord(war, "DECIDED") == [1]
    told = [(e["ACTOR"], e["TARGET"], e["HEX"], e["A"], e["B"], e["C"], e["SEEN"]) for e in war.told(C.EV_AFTER)]
    assert told == [(-1, -1, -1, form(war, JAPAN, "CHOICE")[0], JAPAN, 0, 3)]


def test_a_decision_made_stands(war):
    signed(war, 41, 42)
    war.state.forms[JAPAN, S.FORM_CHOICE] = C.AFTER_BACK
    war.call(truce.settle)
    assert form(war, JAPAN, "CHOICE") == [C.AFTER_BACK]


@pytest.mark.parametrize(
    ("begun", "turn", "decided", "signed_in", "last", "after"),
    [
        (-1, 42, 0, 40, 99, 0),  # the fire has not stopped
        (41, 41, 0, 40, 99, 0),  # nor in the turn in which it stops
        (41, 42, 0, 40, 99, 1),
        (0, 1, 0, 0, 99, 1),
        (41, 43, 1, 40, 99, 2),
        (41, 43, 2, 40, 99, 2),
        (41, 42, 0, -1, 99, 0),  # nothing signed
        (-1, 42, 0, 40, 42, 2),  # the calendar's last turn settles all
        (-1, 42, 0, -1, 42, 0),
        (41, 42, 1, 40, 42, 2),
    ],
)
def test_after_the_truce_there_is_one_decision_a_turn(war, begun, turn, decided, signed_in, last, after):
    signed(war, begun, turn, decided, last)
    war.state.accord[0, S.SIGNED_TURN] = signed_in
    war.call(truce.settle)
    assert accord(war, "DECIDED") == [after]
    assert len(war.told(C.EV_AFTER)) == after - decided


@pytest.mark.parametrize(
    ("first", "second", "choice", "lines"),
    [
        (C.AFTER_LEAVE, C.AFTER_OPEN, C.AFTER_FOLLOW, (0, 1000)),
        (C.AFTER_LEAVE, C.AFTER_STAND, C.AFTER_STAND, (0, 300)),
        (C.AFTER_BACK, C.AFTER_FOLLOW, C.AFTER_FOLLOW, (0, 1000)),
        (C.AFTER_STAY, C.AFTER_OPEN, C.AFTER_STAND, (400, 300)),
        (C.AFTER_STAY, C.AFTER_FOLLOW, C.AFTER_STAND, (400, 300)),
    ],
)
def test_a_hill_that_was_left_is_followed_up_or_not_and_the_lines_are_final(war, first, second, choice, lines):
    signed(war, 41, 43, 1)
    war.state.forms[:, S.FORM_CHOICE] = first, second
    war.call(truce.settle)
    assert form(war, SOVIET, "CHOICE") == [choice]
    assert tuple(form(war, side, "AFTER_PM")[0] for side in (JAPAN, SOVIET)) == lines
    told = [(e["ACTOR"], e["TARGET"], e["HEX"], e["A"], e["B"], e["C"], e["SEEN"]) for e in war.told(C.EV_AFTER)]
    assert told == [(-1, -1, -1, choice, SOVIET, 0, 3)]
