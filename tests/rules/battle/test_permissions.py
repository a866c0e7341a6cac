"""Rulings of chapter 10: what a side may do where, whom it asks, what an act costs. A scale of the test's own is drawn."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.core.dice import uniform
from game.rules.battle import codes as C
from game.rules.battle import permissions
from game.rules.battle import state as S
from tests.rules.battle.position import SUMMIT, WEST, Position

JAPAN, SOVIET = 0, 1
HERE = (20, 20)
NO, BY_LEAVE, ALONE = 0, 1, 2
# Acts of the drawn scale: number = row. Levels and prices are told apart in each.
LOW, HIGH, FOE, LATE = range(4)


@pytest.fixture
def scale(war: Position) -> Position:
    """Four acts: two of Japan (levels 3 and 5), one Soviet (4), one of Japan that opens nothing (7)."""
    act = np.zeros((len(war.tables.act), 10))
    act[:, S.ACT_LEVEL] = 99
    #           side  level free odds every delay price alone price_alone control
    act[LOW] = (JAPAN, 3, 0, 0.4, 4, 1, 2, 1, 6, -6)
    act[HIGH] = (JAPAN, 5, 0, 0.15, 8, 3, 4, 1, 5, -7)
    act[FOE] = (SOVIET, 4, 0, 0.8, 4, 1, 1, 0, 0, 0)
    act[LATE] = (JAPAN, 7, 0, 0.0, 4, 2, 8, 0, 0, 0)
    reach = [
        (LOW, C.ASSAULT_AT, C.ZONE_DISPUTED, 0, 2),
        (HIGH, C.ASSAULT_AT, C.ZONE_DISPUTED, 2, 5),
        (HIGH, C.MOVE_TO, C.ZONE_SOVIET, 1, 1),
        (FOE, C.ASSAULT_AT, C.ZONE_MANCHUKUO, 0, 99),
        (FOE, C.FIRE_FROM, C.ZONE_SOVIET, 0, 99),
        (FOE, C.FIRE_AT, C.ZONE_DISPUTED, 0, 99),
        (LATE, C.TANKS_ON, C.ZONE_DISPUTED, 0, 99),
    ]
    when = [(LOW, C.WHEN_ATTACKED, 0, 0.9), (LOW, C.WHEN_LOSSES, 500, 0.95), (HIGH, C.WHEN_FROM, 1500, 0.5)]
    war.tables = war.tables._replace(
        act=act, reach=np.array(reach, "i4"), when=np.array(when), needs=np.full(len(war.tables.needs), -1, "i4")
    )
    war.state.leaves[:] = 0
    war.state.leaves[:, [S.LEAVE_ASKED, S.LEAVE_DUE, S.LEAVE_DONE]] = -1
    war.state.sides[:, [S.LEVEL, S.PRICE]] = 0
    war.state.forms[:, [S.FORM_CONTROL]] = 0
    war.state.forms[:, S.FORM_ATTACKED] = -1
    ground(war, C.ZONE_DISPUTED, 1)
    return war


def ground(position: Position, zone: int, depth: int, here: tuple[int, int] = HERE) -> int:
    """Gives a hex its zone and its distance from the ground that either side may always enter."""
    position.tables.hex[position.hex(here), S.H_ZONE] = zone
    position.tables.depth[:, position.hex(here)] = depth
    return position.hex(here)


def hold(position: Position, act: int, how: int = BY_LEAVE) -> None:
    position.state.leaves[act, S.LEAVE_HELD] = how


# ------------------------------------------------------------------ ground
@pytest.mark.parametrize(
    ("line", "side", "what", "zone", "depth", "held"),
    [
        (1, JAPAN, C.ASSAULT_AT, C.ZONE_DISPUTED, 2, True),
        (1, JAPAN, C.ASSAULT_AT, C.ZONE_DISPUTED, 5, True),
        (1, JAPAN, C.ASSAULT_AT, C.ZONE_DISPUTED, 1, False),
        (1, JAPAN, C.ASSAULT_AT, C.ZONE_DISPUTED, 6, False),
        (1, SOVIET, C.ASSAULT_AT, C.ZONE_DISPUTED, 2, False),
        (1, JAPAN, C.MOVE_TO, C.ZONE_DISPUTED, 2, False),
        (1, JAPAN, C.ASSAULT_AT, C.ZONE_SOVIET, 2, False),
        (3, SOVIET, C.ASSAULT_AT, C.ZONE_MANCHUKUO, 0, True),
    ],
)
def test_an_opening_is_for_its_side_its_kind_its_zone_and_its_distance(scale, line, side, what, zone, depth, held):
    here = ground(scale, zone, depth)
    assert scale.call(permissions.covers, line, side, what, here) == held


def test_distance_is_counted_from_the_side_s_own_ground(scale):
    here = ground(scale, C.ZONE_DISPUTED, 3)
    scale.tables.depth[JAPAN, here] = 0
    assert not scale.call(permissions.covers, 1, JAPAN, C.ASSAULT_AT, here)


@pytest.mark.parametrize(
    ("depth", "held", "open_"),
    [
        (9, (), True),
        (1, (), False),
        (1, (LOW,), True),
        (1, (HIGH,), False),
        (2, (HIGH,), True),
        (2, (FOE, LATE), False),
    ],
)
def test_ground_that_an_act_names_is_open_when_one_that_names_it_is_held(scale, depth, held, open_):
    here = ground(scale, C.ZONE_DISPUTED, depth)
    for act in held:
        hold(scale, act, ALONE if act == HIGH else BY_LEAVE)
    assert scale.call(permissions.act_is_open, JAPAN, C.ASSAULT_AT, here) == open_


@pytest.mark.parametrize(
    ("zone", "depth", "held", "allowed", "stands"),
    [
        (C.ZONE_SOVIET, 1, NO, 1, True),
        (C.ZONE_SOVIET, 1, NO, 0, False),
        (C.ZONE_SOVIET, 1, BY_LEAVE, 0, True),
        (C.ZONE_SOVIET, 1, ALONE, 0, True),
        (C.ZONE_SOVIET, 2, BY_LEAVE, 0, False),
    ],
)
def test_men_stand_on_their_own_ground_and_on_what_a_held_act_opens(scale, zone, depth, held, allowed, stands):
    here = ground(scale, zone, depth)
    scale.tables.allowed[:] = 0
    scale.tables.allowed[JAPAN, zone] = allowed
    scale.tables.hex[here, [S.H_ROAD, S.H_TRACK]] = 1 - allowed
    hold(scale, HIGH, held)
    assert scale.call(permissions.may_stand, JAPAN, here) == stands


def test_leave_to_assault_is_no_leave_to_march(scale):
    here = ground(scale, C.ZONE_DISPUTED, 1)
    scale.tables.allowed[:] = 0
    hold(scale, LOW)
    assert not scale.call(permissions.may_stand, JAPAN, here)


def test_a_counter_of_higher_command_is_released_by_its_act(scale):
    released = lambda: bool(scale.call(permissions.is_released, 3))  # noqa: E731
    assert released()
    scale.tables.needs[3] = LOW
    assert not released()
    hold(scale, HIGH)
    assert not released()
    hold(scale, LOW, ALONE)
    assert released()


def test_without_politics_everybody_is_released(position):
    position.tables.needs[3] = 0
    assert position.call(permissions.is_released, 3)


# ------------------------------------------------------------------ petitions
def test_men_gone_are_those_of_one_side(scale):
    scale.state.units[:, S.LOST] = 0
    for unit, lost in (("I/75", 120), ("II/75", 30), ("Tereshkin", 7)):
        scale.row(unit)[S.LOST] = lost
    assert [scale.call(permissions.men_gone, side) for side in (JAPAN, SOVIET)] == [150, 7]


@pytest.mark.parametrize(("attacked", "holds"), [(-1, False), (0, True), (1500, True)])
def test_attacked_is_who_has_been_assaulted(scale, attacked, holds):
    scale.state.forms[JAPAN, S.FORM_ATTACKED] = attacked
    scale.state.forms[SOVIET, S.FORM_ATTACKED] = -1 if holds else 9
    assert scale.call(permissions.holds_when, 0) == holds


@pytest.mark.parametrize(("lost", "holds"), [(499, False), (500, True)])
def test_losses_move_a_government_from_their_number_on(scale, lost, holds):
    scale.state.units[:, S.LOST] = 0
    scale.row("Tereshkin")[S.LOST] = 999
    scale.row("I/75")[S.LOST] = lost
    assert scale.call(permissions.holds_when, 1) == holds


@pytest.mark.parametrize(("now", "holds"), [(1499, False), (1500, True)])
def test_a_date_moves_a_government_from_its_hour_on(scale, now, holds):
    scale.state.clock[S.NOW] = now
    assert scale.call(permissions.holds_when, 2) == holds


def test_an_unknown_circumstance_never_holds(scale):
    scale.tables.when[0, S.WHEN_WHAT] = 9
    scale.state.forms[JAPAN, S.FORM_ATTACKED] = 0
    assert not scale.call(permissions.holds_when, 0)


@pytest.mark.parametrize(("attacked", "lost", "odds"), [(-1, 0, 400), (0, 0, 900), (-1, 500, 950), (0, 500, 950)])
def test_the_odds_are_the_usual_or_those_of_the_last_circumstance_that_holds(scale, attacked, lost, odds):
    scale.state.clock[S.NOW] = 1600  # HIGH's circumstance holds and is nothing to LOW
    scale.state.units[:, S.LOST] = 0
    scale.state.forms[JAPAN, S.FORM_ATTACKED] = attacked
    scale.row("I/75")[S.LOST] = lost
    assert scale.call(permissions.ask_odds_pm, LOW) == odds


def test_odds_are_rounded_to_the_nearest_in_a_thousand(scale):
    scale.tables.act[HIGH, S.ACT_ODDS] = 0.0137
    scale.state.clock[S.NOW] = 0
    assert scale.call(permissions.ask_odds_pm, HIGH) == 14
    scale.tables.act[HIGH, S.ACT_ODDS] = 0.0133
    assert scale.call(permissions.ask_odds_pm, HIGH) == 13


def test_a_petition_is_answered_after_the_delay_of_its_government(scale):
    scale.state.clock[S.NOW] = 0
    assert scale.call(permissions.ask_leave, HIGH, 40) == 150
    assert scale.call(permissions.ask_leave, HIGH, 50) == 150
    # a delay of 3 turns: asked in turn 50, answered at the end of 52
    names = (S.LEAVE_ASKED, S.LEAVE_DUE, S.LEAVE_ODDS_PM, S.LEAVE_ASKS, S.LEAVE_HELD)
    assert [int(scale.state.leaves[HIGH, k]) for k in names] == [50, 52, 150, 2, 0]


def test_who_acts_alone_holds_his_act_and_leave_that_is_held_stays_leave(scale):
    assert scale.call(permissions.act_alone, LOW) == ALONE
    hold(scale, HIGH, BY_LEAVE)
    assert scale.call(permissions.act_alone, HIGH) == BY_LEAVE
    assert scale.state.leaves[:3, S.LEAVE_HELD].tolist() == [ALONE, BY_LEAVE, NO]


@settings(max_examples=25)
@given(seed=st.integers(0, 9999), pulse=st.integers(0, 31))
def test_a_draw_of_the_turn_is_that_of_its_first_pulse(night_engine, seed, pulse):
    position = Position(night_engine, seed)
    position.state.clock[S.PULSE] = 0
    drawn = uniform(position.dice(), 1, 6, C.D_ASK)
    position.state.clock[S.PULSE] = pulse
    assert position.call(permissions.first_pulse_die, 1, 6, C.D_ASK) == drawn
    assert position.state.clock[S.PULSE] == pulse


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize(("act", "side", "level"), [(LOW, JAPAN, 3), (FOE, SOVIET, 4)])
def test_the_odds_shown_are_the_odds_drawn(scale, seed, act, side, level):
    scale.state.clock[S.SEED0], scale.state.clock[S.PULSE] = seed, 0
    granted = uniform(scale.dice(), side, level, C.D_ASK) < 0.5
    scale.state.leaves[act, [S.LEAVE_DUE, S.LEAVE_ODDS_PM]] = 3, 500
    scale.call(permissions.hear_answer, act)
    names = (S.LEAVE_HELD, S.LEAVE_REFUSED, S.LEAVE_DUE)
    assert [int(scale.state.leaves[act, k]) for k in names] == [int(granted), int(not granted), -1]
    told = [(e["ACTOR"], e["HEX"], e["A"], e["B"], e["C"], e["SEEN"]) for e in scale.told(C.EV_ANSWER)]
    assert told == [(-1, -1, act, int(granted), 500, 1 + side)]


@pytest.mark.parametrize(("odds", "granted"), [(0, 0), (1000, 1)])
def test_what_cannot_be_is_refused_and_what_is_sure_is_granted(scale, odds, granted):
    for seed in range(30):
        scale.state.clock[S.SEED0] = seed
        scale.state.leaves[LOW, [S.LEAVE_HELD, S.LEAVE_ODDS_PM]] = NO, odds
        scale.call(permissions.hear_answer, LOW)
        assert int(scale.state.leaves[LOW, S.LEAVE_HELD]) == granted


@pytest.mark.parametrize(("odds", "by_circumstance"), [(400, 1.0), (900, 2.25)])
def test_an_answer_is_explained_by_the_usual_odds_and_the_circumstances(scale, odds, by_circumstance):
    scale.state.leaves[LOW, S.LEAVE_ODDS_PM] = odds
    scale.call(permissions.hear_answer, LOW)
    rows = scale.factors(C.EV_ANSWER)
    assert rows[C.F_ODDS] == pytest.approx(0.4)
    assert rows[C.F_CIRCUMSTANCE] == pytest.approx(by_circumstance)  # 0.9 / 0.4


@pytest.mark.parametrize(
    ("usual", "odds", "chance"), [(0.4, 900, 0.9), (0.4, 400, 0.4), (0.0, 250, 0.25), (0.0, 0, 0.0)]
)
def test_the_chance_of_a_petition_is_that_of_its_asking(scale, usual, odds, chance):
    scale.tables.act[LOW, S.ACT_ODDS] = usual
    scale.state.leaves[LOW, S.LEAVE_ODDS_PM] = odds
    assert scale.call(permissions.list_odds, LOW) == pytest.approx(chance)


def end_of_turn(position: Position) -> int:
    """Sets the clock to just after the last pulse of a turn; its number."""
    turn = position.scenario.calendar.turn("11 Aug Morning")
    position.state.clock[S.NOW], position.state.clock[S.TURN] = turn.first_pulse, turn.number - 1
    return turn.number - 1


def test_petitions_are_noted_in_their_turn_and_answered_in_the_one_in_which_they_are_due(scale):
    turn = end_of_turn(scale)
    leaves = scale.state.leaves
    leaves[:4, S.LEAVE_ODDS_PM] = 1000
    leaves[LOW, [S.LEAVE_ASKED, S.LEAVE_DUE]] = turn, turn
    leaves[HIGH, [S.LEAVE_ASKED, S.LEAVE_DUE]] = turn, turn + 1
    leaves[FOE, [S.LEAVE_ASKED, S.LEAVE_DUE]] = turn - 1, turn
    leaves[LATE, [S.LEAVE_ASKED, S.LEAVE_DUE]] = turn, -1
    scale.call(permissions.answers)
    asked = [(e["ACTOR"], e["A"], e["B"], e["SEEN"]) for e in scale.told(C.EV_ASKED)]
    assert asked == [(-1, LOW, 1000, 1), (-1, HIGH, 1000, 1)]
    assert leaves[:4, S.LEAVE_HELD].tolist() == [1, 0, 1, 0]


def test_an_answer_to_an_act_of_turn_0_is_due_like_another(scale):
    turn = end_of_turn(scale)
    scale.state.leaves[LOW, [S.LEAVE_ASKED, S.LEAVE_DUE, S.LEAVE_ODDS_PM]] = 0, 0, 1000
    scale.call(permissions.answers)
    assert scale.state.leaves[LOW, S.LEAVE_HELD] == BY_LEAVE
    assert turn > 0


def test_nothing_is_answered_in_the_middle_of_a_turn(scale):
    turn = end_of_turn(scale)
    scale.state.clock[S.NOW] += 1
    scale.state.leaves[LOW, [S.LEAVE_ASKED, S.LEAVE_DUE, S.LEAVE_ODDS_PM]] = turn, turn, 1000
    scale.call(permissions.answers)
    assert scale.state.leaves[LOW, S.LEAVE_HELD] == NO
    assert not scale.told(C.EV_ASKED)


# ------------------------------------------------------------------ acts done
@pytest.mark.parametrize(
    ("how", "level", "after", "price", "control"),
    [(BY_LEAVE, 1, 3, 2, 0), (ALONE, 1, 3, 6, -6), (BY_LEAVE, 3, 3, 2, 0), (ALONE, 8, 8, 6, -6)],
)
def test_an_act_done_raises_the_level_to_its_own_and_costs_what_it_is_done_by(scale, how, level, after, price, control):
    hold(scale, LOW, how)
    scale.state.clock[S.TURN] = 40
    scale.state.sides[:, S.LEVEL], scale.state.sides[:, S.PRICE] = level, 10
    scale.state.forms[:, S.FORM_CONTROL] = 1
    scale.call(permissions.do_act, LOW)
    assert scale.state.sides[:, S.LEVEL].tolist() == [after, level]
    assert scale.state.sides[:, S.PRICE].tolist() == [10 + price, 10]
    assert scale.state.forms[:, S.FORM_CONTROL].tolist() == [1 + control, 1]
    assert int(scale.state.leaves[LOW, S.LEAVE_DONE]) == 40
    told = [(e["ACTOR"], e["HEX"], e["A"], e["B"], e["C"], e["SEEN"]) for e in scale.told(C.EV_ACT)]
    assert told == [(-1, -1, LOW, 3, price, 1)]


def done(position: Position) -> list[int]:
    return [k for k in range(4) if position.state.leaves[k, S.LEAVE_DONE] >= 0]


def test_what_is_done_counts_as_the_lowest_held_act_that_opens_it(scale):
    here = ground(scale, C.ZONE_DISPUTED, 2)  # both LOW and HIGH name it
    note = lambda: scale.call(permissions.note_act, JAPAN, C.ASSAULT_AT, here)  # noqa: E731
    note()
    assert done(scale) == []
    hold(scale, HIGH)
    hold(scale, FOE)
    note()
    assert done(scale) == [HIGH]
    hold(scale, LOW)
    note()
    assert done(scale) == [LOW, HIGH]
    price = int(scale.state.sides[JAPAN, S.PRICE])
    note()
    assert int(scale.state.sides[JAPAN, S.PRICE]) == price == 2 + 4  # paid once


def assault_by(position: Position, r: int = 31, **more: int) -> None:
    position.place("I/75", WEST, MEN=100)
    position.place("Tereshkin", SUMMIT)
    position.open(r, "I/75", SUMMIT, **more)
    ground(position, C.ZONE_DISPUTED, 1, SUMMIT)


@pytest.mark.parametrize(("press", "did"), [(1, [LOW]), (0, [])])
def test_an_assault_that_presses_is_the_act(scale, press, did):
    assault_by(scale, PRESS=press)
    hold(scale, LOW)
    scale.call(permissions.note_acts)
    assert done(scale) == did


@pytest.mark.parametrize(("needs", "held", "did"), [(LATE, 1, [LOW, LATE]), (LATE, 0, [LOW]), (-1, 1, [LOW])])
def test_who_needed_leave_to_join_does_his_act_by_joining(scale, needs, held, did):
    assault_by(scale)
    hold(scale, LOW)
    hold(scale, LATE, held)
    scale.tables.needs[0] = needs
    scale.state.clock[S.TURN] = 0  # an act of turn 0 is done like another
    for _ in range(2):
        scale.call(permissions.note_row, 31)
    assert done(scale) == did
    assert int(scale.state.sides[JAPAN, S.PRICE]) == 2 + (8 if LATE in did else 0)


@pytest.mark.parametrize(
    ("stage", "before", "after"), [(C.HEARD, -1, 1234), (C.APPROACH, -1, -1), (C.WIRE_STAGE, 9, 9), (C.HEARD, 0, 0)]
)
def test_the_attacked_remember_the_first_assault_that_they_heard(scale, stage, before, after):
    assault_by(scale, STAGE=stage)
    scale.state.clock[S.NOW] = 1234
    scale.state.forms[:, S.FORM_ATTACKED] = before
    scale.call(permissions.note_acts)
    assert scale.state.forms[:, S.FORM_ATTACKED].tolist() == [before, after]


@pytest.mark.parametrize(
    ("act", "held", "was_done", "whose"),
    [(LOW, 1, -1, JAPAN), (LOW, 1, 0, None), (LOW, 0, -1, None), (FOE, 2, -1, SOVIET)],
)
def test_a_side_has_an_act_ahead_that_it_holds_and_has_not_done(scale, act, held, was_done, whose):
    hold(scale, act, held)
    scale.state.leaves[act, S.LEAVE_DONE] = was_done
    kinds = {r[S.REACH_WHAT] for r in np.asarray(scale.tables.reach).tolist() if r[S.REACH_ACT] == act}
    assert kinds
    for side in (JAPAN, SOVIET):
        found = scale.call(permissions.acts_ahead, side)
        assert {what for what in range(8) if found >> what & 1} == (kinds if side == whose else set())


@pytest.mark.parametrize(("zone", "depth", "present", "did"), [
    (C.ZONE_SOVIET, 1, True, [HIGH]), (C.ZONE_SOVIET, 2, True, []), (C.ZONE_SOVIET, 1, False, [])
])  # fmt: skip
def test_stepping_on_ground_that_an_act_opens_is_the_act(scale, zone, depth, present, did):
    hold(scale, HIGH)
    ground(scale, zone, depth)
    scale.place("I/75", HERE, MEN=100 if present else 0, CREW=0)
    scale.call(permissions.note_acts)
    assert done(scale) == did


@pytest.mark.parametrize(("tanks", "did"), [(1, [LATE]), (0, [])])
def test_tanks_where_they_needed_leave_are_the_act(scale, tanks, did):
    hold(scale, LATE)
    scale.place("I/75", HERE, TANKS=tanks)
    scale.call(permissions.note_acts)
    assert done(scale) == did


@pytest.mark.parametrize(("guns", "fired", "did"), [(4, 1, [FOE]), (4, 0, []), (0, 1, [])])
def test_guns_that_fire_from_ground_that_needed_leave_are_the_act(scale, guns, fired, did):
    hold(scale, FOE)
    ground(scale, C.ZONE_SOVIET, 0)
    scale.place("40AR/1", HERE, GUNS=guns, FIRED=fired)
    scale.call(permissions.note_acts)
    assert done(scale) == did


@pytest.mark.parametrize(
    ("changes", "did"),
    [({}, [FOE]), ({"M_USED": 0}, []), ({"M_FIRED": 0}, []), ({"M_FROM": 1}, []), ({"M_FROM": 0, "M_TO": 0}, []),
     ({"M_TO": 1}, [FOE]), ({"silent": 1}, [])],
)  # fmt: skip
def test_shells_on_ground_that_needed_leave_are_the_act_in_the_hours_of_their_mission(scale, changes, did):
    hold(scale, FOE)
    now = int(scale.state.clock[S.NOW])
    target = ground(scale, C.ZONE_DISPUTED, 0)
    group = scale.unit("40AR/1")
    scale.place("40AR/1", (30, 5), GUNS=4, FIRED=0 if "silent" in changes else 1)
    scale.tables.hex[scale.hex((30, 5)), S.H_ZONE] = C.ZONE_RIVER
    given_ = {"M_USED": 1, "M_FIRED": 20, "M_FROM": 0, "M_TO": 4, **changes}
    row = scale.state.missions[47]
    row[[S.M_GROUP, S.M_TARGET]] = group, target
    for name, value in given_.items():
        if name != "silent":
            row[getattr(S, name)] = value + (now if name in ("M_FROM", "M_TO") else 0)
    scale.call(permissions.note_acts)
    assert done(scale) == did


def test_acts_of_one_side_do_not_wait_for_the_other_s(scale):
    hold(scale, FOE)
    hold(scale, HIGH)
    scale.state.leaves[HIGH, S.LEAVE_DONE] = 1
    ground(scale, C.ZONE_SOVIET, 1)
    scale.place("40AR/1", HERE, GUNS=4, FIRED=1)
    scale.call(permissions.note_acts)
    assert done(scale) == [HIGH, FOE]
