"""Rulings of 3.1 to 3.7: a row opens, is heard, closes in and ends."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.core.dice import lognormal
from game.match.battle.engine import engine_of
from game.rules.battle import codes as C
from game.rules.battle import engagement
from game.rules.battle import state as S
from tests.campaign import campaign
from tests.rules.battle.position import NORTH, SOUTH, SUMMIT, WEST, Position

LAST = S.MAX_ROWS - 1
JAPAN, SOVIET = 0, 1


def columns(row, *names: str) -> list[int]:
    return [int(row[getattr(S, name)]) for name in names]


def before_the_summit(position: Position, **more: int) -> None:
    """Tereshkin's 80 men in works of 350 on the summit, I/75 beside it with an assault under way."""
    position.at_hour("31 Jul 02:00")
    position.place("Tereshkin", SUMMIT, MEN=80, WORKS_PM=350, QUIET=99)
    given = dict(MEN=375, TASK=C.ASSAULT, ACTIVE=2, GOAL=position.hex(SUMMIT), MANNER=C.OPEN)
    position.place("I/75", WEST, **{**given, **more})


# ------------------------------------------------------------------ hearing
def heard(position: Position, median: float = 150.0, sd: float = 0.5, floor: float = 40.0, **factors: float) -> int:
    position.given(HEAR_MEDIAN=median, HEAR_SD=sd, HEAR_FLOOR=floor, HEAR_RAIN=0.7, HEAR_OUTPOST=1.5, HEAR_EMPTY=0.5)
    position.given(**factors)
    position.trace()
    return position.call(engagement.hearing_m, position.unit("I/75"), position.hex(SUMMIT))


@pytest.mark.parametrize(
    ("rain", "fog", "night", "alert", "crest", "share"),
    [
        (0, 0, 1, 0, 3, 1.0),
        (1, 0, 1, 0, 3, 0.7),
        (0, 0, 1, 1, 3, 1.5),
        (1, 0, 1, 1, 1, 1.05),
        (0, 0, 1, 0, 0, 0.5),  # 6.3: nobody on the crest by night
        (0, 1, 0, 0, 0, 0.5),  # or in fog
        (0, 0, 0, 0, 0, 1.0),  # by day they are seen all the same
        (0, 1, 0, 0, 1, 1.0),
    ],
)
def test_hearing_is_the_median_times_rain_outposts_and_an_empty_crest(position, rain, fog, night, alert, crest, share):
    before_the_summit(position)
    position.place("59R", SUMMIT, CREST=0)  # the second counter there neither posts nor mans
    position.row("Tereshkin")[S.CREST] = crest
    position.tables.unit[position.unit("Tereshkin"), S.U_ALERT] = alert
    position.tables.unit[position.unit("1/119"), S.U_ALERT] = 1  # elsewhere
    position.place("1/119", SOUTH, CREST=3)
    position.sky(RAIN=rain, FOG=fog, NIGHT=night)
    assert heard(position, sd=0.0) == int(150 * share + 1e-9)
    told = position.told(C.EV_ROW_OPENS)[0]
    assert (told["ACTOR"], told["TARGET"], told["HEX"], told["SEEN"]) == (0, -1, position.hex(SUMMIT), 1)
    assert told["A"] == int(150 * share + 1e-9)


def test_nothing_is_heard_nearer_than_the_floor(position):
    before_the_summit(position)
    assert heard(position, median=10.0, sd=0.0) == 40
    assert heard(position, median=10.0, sd=0.0, floor=7.0) == 10


@settings(max_examples=25)
@given(seed=st.integers(0, 10_000))
def test_the_draw_spreads_hearing_about_its_median(night_engine, seed):
    position = Position(night_engine, seed)
    before_the_summit(position)
    # lognormal() has mean 1 and so a median of exp(-0.5^2 / 2); rule 3.6 gives the median
    draw = lognormal(position.dice(), 0, 2000 + position.hex(SUMMIT), C.D_HEAR, 0.5)
    # never under the floor, never farther than where the row opens
    assert heard(position) == int(min(300.0, max(40.0, 150.0 * (1 + 0.5 * 0.5 * 0.5) * draw)) + 1e-6)


def test_the_rows_that_explain_hearing_give_the_distance(position):
    before_the_summit(position)
    position.sky(RAIN=1, NIGHT=1)
    position.row("Tereshkin")[S.CREST] = 0
    metres = heard(position)
    rows = position.factors(C.EV_ROW_OPENS)
    product = 1.0
    for value in rows.values():
        product *= value
    assert product == pytest.approx(metres, abs=1.0)
    assert (rows[C.F_MEDIAN], rows[C.F_RAIN], rows[C.F_EMPTY]) == (150.0, 0.7, 0.5)


# ------------------------------------------------------------------ opening
def test_a_row_opens_at_300_metres_with_both_sides_at_the_start_of_an_effort(position):
    before_the_summit(position)
    position.state.rows[0, :] = 77  # what an old row left there
    position.state.rows[0, S.USED] = 0
    now = int(position.state.clock[S.NOW])
    position.call(engagement.open_rows)
    row = position.state.rows[0]
    east_of = position.tables.near[position.hex(WEST)].tolist().index(position.hex(SUMMIT))
    names = ("USED", "ATTACKER", "ATTACKER_2", "FROM", "TARGET", "EDGE", "ROW_SIDE", "GAP_M", "STAGE", "SHARE_PM")
    assert columns(row, *names) == [1, 0, -1, position.hex(WEST), position.hex(SUMMIT), east_of, 0, 300, C.APPROACH, 0]
    names = ("PRESS", "REFORM_AT", "COUNTER_AT", "LODGED", "HEAR_M", "ROW_QUIET", "OPENED", "PREPARED")
    assert columns(row, *names) == [1, 0, -1, 0, 300, 0, now, 0]
    assert position.row("I/75")[S.EFFORT_MEN] == 375
    assert position.row("Tereshkin")[S.EFFORT_MEN] == 80
    assert [e["A"] for e in position.told(C.EV_ROW_OPENS)] == []  # not silent: nothing is drawn


@pytest.mark.parametrize(
    ("manner", "night", "fog", "drawn"),
    [(C.SILENT, 1, 0, True), (C.SILENT, 0, 1, True), (C.SILENT, 0, 0, False), (C.OPEN, 1, 1, False)],
)
def test_only_a_silent_attack_by_night_or_in_fog_comes_on_unheard(position, manner, night, fog, drawn):
    before_the_summit(position, MANNER=manner)
    position.sky(NIGHT=night, FOG=fog)
    position.given(HEAR_MEDIAN=100, HEAR_SD=0)
    position.call(engagement.open_rows)
    assert int(position.state.rows[0, S.HEAR_M]) == (100 if drawn else 300)


def test_nobody_is_heard_farther_than_where_the_row_opens(position):
    before_the_summit(position, MANNER=C.SILENT)
    position.sky(NIGHT=1)
    position.given(HEAR_MEDIAN=900, HEAR_SD=0)
    position.call(engagement.open_rows)
    assert int(position.state.rows[0, S.HEAR_M]) == 300


@pytest.mark.parametrize(
    ("columns_", "opens"),
    [
        ({}, True),
        ({"TASK": C.MOVE}, False),
        ({"ACTIVE": 1}, False),
        ({"BROKEN": 1}, False),
        ({"MEN": 0}, False),
        ({"HEX": 30 * 36 + 16}, False),  # not beside it
    ],
)
def test_a_row_opens_for_an_assault_under_way_beside_a_hex_that_the_enemy_holds(position, columns_, opens):
    before_the_summit(position, PATH_LEN=1, STEP_M=200, **columns_)
    position.call(engagement.open_rows)
    assert bool(position.state.rows[:, S.USED].any()) == opens
    assert columns(position.row("I/75"), "PATH_LEN", "STEP_M") == ([0, 0] if opens else [1, 200])
    position.call(engagement.open_rows)  # and it opens once
    assert position.state.rows[:, S.USED].sum() == opens


def test_soviet_rows_open_as_japanese_do_and_one_that_cannot_open_holds_up_no_other(position):
    before_the_summit(position)
    position.row("Tereshkin")[S.HEX] = -1
    position.place("II/75", SUMMIT, MEN=50)
    given_ = dict(TASK=C.ASSAULT, ACTIVE=2, GOAL=position.hex(SUMMIT), MANNER=C.OPEN)
    position.place("1/119", (20, 27), **given_)  # not there yet
    position.place("III/118", NORTH, **given_)
    position.call(engagement.open_rows)
    row = position.state.rows[0]
    assert columns(row, "ATTACKER", "ATTACKER_2", "ROW_SIDE", "FROM") == [19, -1, SOVIET, position.hex(NORTH)]
    assert position.state.rows[:, S.USED].sum() == 1


def test_the_last_row_of_the_table_opens_and_a_full_table_takes_no_more(position):
    before_the_summit(position)
    position.state.rows[:LAST, [S.USED, S.ATTACKER, S.ATTACKER_2]] = 1, 5, -1
    position.row("RG/75")[[S.HEX, S.TASK]] = position.hex(WEST), C.HOLD
    position.state.rows[:LAST, S.FROM] = position.hex(WEST)
    position.call(engagement.open_row, 0, position.hex(SUMMIT))
    assert columns(position.state.rows[LAST], "USED", "ATTACKER") == [1, 0]
    position.call(engagement.open_row, 1, position.hex(SOUTH))
    assert position.call(engagement.row_between, JAPAN, position.hex(WEST), position.hex(SOUTH)) == -1


def test_no_row_opens_against_an_empty_hex(position):
    before_the_summit(position)
    position.row("Tereshkin")[S.HEX] = -1
    position.call(engagement.open_rows)
    assert not position.state.rows[:, S.USED].any()


def test_defenders_under_fire_of_late_keep_the_effort_they_are_in(position):
    before_the_summit(position)
    position.given(SLACK_PULSES=8)
    for quiet, men in ((8, 0), (9, 80)):
        position.state.rows[:, S.USED] = 0
        position.row("Tereshkin")[[S.QUIET, S.EFFORT_MEN]] = quiet, 0
        position.call(engagement.open_rows)
        assert int(position.row("Tereshkin")[S.EFFORT_MEN]) == men


def test_a_second_counter_from_the_same_hex_joins_the_row_and_a_third_finds_it_full(position):
    before_the_summit(position)
    for unit in ("6/75", "10/75"):
        position.place(unit, WEST, MEN=100, TASK=C.ASSAULT, ACTIVE=2, GOAL=position.hex(SUMMIT))
    position.call(engagement.open_rows)
    assert position.state.rows[:, S.USED].sum() == 1
    assert columns(position.state.rows[0], "ATTACKER", "ATTACKER_2") == [0, 1]
    assert [int(position.row(u)[S.EFFORT_MEN]) for u in ("6/75", "10/75")] == [100, 0]


def test_rows_are_told_apart_by_side_hex_and_target(position):
    position.place("I/75", WEST)
    position.open(LAST, "I/75", SUMMIT)
    a, b, c = (position.hex(h) for h in (WEST, SUMMIT, SOUTH))
    between = lambda *given: position.call(engagement.row_between, *given)  # noqa: E731
    assert [between(0, a, b), between(1, a, b), between(0, c, b), between(0, a, c)] == [LAST, -1, -1, -1]
    position.state.rows[LAST, S.USED] = 0
    assert between(0, a, b) == -1


@pytest.mark.parametrize(
    ("first", "second", "press"), [("I/75", "40TB/1", 0), ("40TB/1", "40TB/1", 1), ("I/75", "6/75", 1)]
)
def test_tanks_do_not_drive_on_infantry_that_has_stopped(position, first, second, press):
    position.place("Tereshkin", SUMMIT)
    for unit in {first, second}:
        position.place(unit, WEST)
    row = position.open(LAST, first, SUMMIT, PRESS=0)
    assert position.call(engagement.join_row, LAST, position.unit(second))
    assert columns(row, "ATTACKER_2", "PRESS") == [position.unit(second), press]
    assert not position.call(engagement.join_row, LAST, position.unit("10/75"))


@pytest.mark.parametrize(
    ("zone", "level", "now", "price"),
    [(C.ZONE_DISPUTED, 0, 3, 6), (C.ZONE_DISPUTED, 2, 3, 6), (C.ZONE_DISPUTED, 3, 3, 0), (C.ZONE_SOVIET, 0, 0, 0)],
)
def test_the_first_assault_on_disputed_ground_is_an_act_of_level_3_for_6_points(position, zone, level, now, price):
    position.tables.hex[position.hex(SUMMIT), S.H_ZONE] = zone
    position.state.sides[:, S.LEVEL] = level
    position.state.sides[:, S.PRICE] = 1
    position.call(engagement.climb_escalation, JAPAN, position.hex(SUMMIT))
    assert columns(position.state.sides[0], "LEVEL", "PRICE") == [now, price + 1]
    assert columns(position.state.sides[1], "LEVEL", "PRICE") == [level, 1]


def test_where_chapter_10_is_played_its_scale_keeps_the_account():
    position = Position(engine_of(campaign("10 Aug Night")))
    position.state.sides[:, [S.LEVEL, S.PRICE]] = 0
    position.call(engagement.climb_escalation, JAPAN, position.hex(SUMMIT))
    assert not position.state.sides[:, [S.LEVEL, S.PRICE]].any()


# ------------------------------------------------------------------ who stays in a row
def two_in_a_row(position: Position) -> S.np.ndarray:
    before_the_summit(position)
    given = dict(TASK=C.ASSAULT, ACTIVE=2, GOAL=position.hex(SUMMIT))
    position.place("6/75", WEST, **given)
    return position.open(LAST, "I/75", SUMMIT, second="6/75")


def test_when_the_first_attacker_leaves_the_second_takes_his_place(position):
    row = two_in_a_row(position)
    position.call(engagement.leave_row, 0)
    assert columns(row, "USED", "ATTACKER", "ATTACKER_2") == [1, 1, -1]
    position.call(engagement.leave_row, position.unit("10/75"))  # in no row
    assert columns(row, "USED", "ATTACKER", "ATTACKER_2") == [1, 1, -1]
    position.call(engagement.leave_row, 1)
    assert columns(row, "USED") == [0]


def test_when_the_second_attacker_leaves_the_first_stays(position):
    row = two_in_a_row(position)
    position.call(engagement.leave_row, 1)
    assert columns(row, "USED", "ATTACKER", "ATTACKER_2") == [1, 0, -1]


@pytest.mark.parametrize(
    ("changes", "stays"),
    [
        ({}, True),
        ({"BROKEN": 1}, False),
        ({"MEN": 0}, False),
        ({"HEX": 30 * 36 + 16}, False),
        ({"GOAL": 27 * 36 + 18}, False),  # another hex
        ({"TASK": C.WITHDRAW}, False),
        ({"TASK": C.WITHDRAW, "ACTIVE": 0}, True),  # an order that has not reached it yet
        ({"TASK": C.MOVE, "ACTIVE": 1}, False),
        ({"TASK": C.HOLD, "ACTIVE": 1}, True),
        ({"TASK": C.DIG, "ACTIVE": 1}, True),
        ({"TASK": C.RESERVE, "ACTIVE": 1}, True),
    ],
)
@pytest.mark.parametrize("who", [0, 1])
def test_the_gone_the_broken_and_those_sent_elsewhere_leave_their_row(position, changes, stays, who):
    row = two_in_a_row(position)
    for name, value in changes.items():
        position.state.units[who, getattr(S, name)] = value
    position.call(engagement.open_rows)
    assert [u for u in columns(row, "ATTACKER", "ATTACKER_2") if u >= 0] == ([0, 1] if stays else [1 - who])


@pytest.mark.parametrize(
    ("first", "second", "press"),
    [
        ((C.ASSAULT, 2), (C.ASSAULT, 2), 1),
        ((C.HOLD, 1), (C.ASSAULT, 2), 1),
        ((C.ASSAULT, 2), (C.HOLD, 1), 1),
        ((C.HOLD, 1), (C.DIG, 1), 0),
        ((C.HOLD, 0), (C.DIG, 1), 1),  # the order to hold has not reached the first
        ((C.ASSAULT, 1), (C.RESERVE, 1), 0),  # its new assault waits for a later hour
    ],
)
def test_a_row_is_pressed_while_one_of_its_attackers_carries_on(position, first, second, press):
    row = two_in_a_row(position)
    for unit, (task, active) in (("I/75", first), ("6/75", second)):
        position.row(unit)[[S.TASK, S.ACTIVE]] = task, active
    position.call(engagement.open_rows)
    assert columns(row, "PRESS", "USED") == [press, 1]


def test_a_counter_that_is_not_there_presses_nothing(position):
    row = two_in_a_row(position)
    position.row("6/75")[S.HEX] = -1
    position.state.units[-1, S.ACTIVE] = 0
    row[S.ATTACKER_2] = -1
    position.row("I/75")[[S.TASK, S.ACTIVE]] = C.HOLD, 1
    position.call(engagement.open_rows)
    assert columns(row, "PRESS") == [0]


def test_a_row_that_has_stopped_is_not_pressed_by_being_tidied(position):
    row = two_in_a_row(position)
    row[S.PRESS] = 0
    position.call(engagement.tidy_row, LAST)
    assert columns(row, "PRESS") == [0]


def test_pressing_again_is_a_fresh_effort_of_both_sides(position):
    row = two_in_a_row(position)
    row[S.PRESS] = 0
    position.row("I/75")[S.EFFORT_MEN] = 3
    position.call(engagement.press_again, LAST, 0)
    assert columns(row, "PRESS") == [1]
    assert [int(position.row(u)[S.EFFORT_MEN]) for u in ("I/75", "Tereshkin", "6/75")] == [375, 80, 0]


# ------------------------------------------------------------------ the last 300 metres
def test_the_suppression_of_a_row_is_the_mean_over_its_men(position):
    row = two_in_a_row(position)
    position.row("I/75")[[S.MEN, S.SUP_PM]] = 300, 200
    position.row("6/75")[[S.MEN, S.SUP_PM]] = 100, 600
    position.row("Tereshkin")[S.SUP_PM] = 450
    # (300 x 0.2 + 100 x 0.6) / 400
    assert position.call(engagement.row_suppression, LAST, True) == pytest.approx(0.3)
    assert position.call(engagement.row_suppression, LAST, False) == pytest.approx(0.45)
    position.row("Tereshkin")[S.HEX] = -1
    assert position.call(engagement.row_suppression, LAST, False) == 0.0
    assert columns(row, "USED") == [1]


def night_row(position: Position, gap: int, **more: int) -> None:
    """A row from the west over no slope and no works, by day, against a calm defender, unless said otherwise."""
    before_the_summit(position)
    position.sky(LIGHT=1.0, NIGHT=0)
    position.row("Tereshkin")[S.WORKS_PM] = 0
    position.open(LAST, "I/75", SUMMIT, GAP_M=gap, **more)
    position.tables.hex[[position.hex(WEST), position.hex(SUMMIT)], S.H_ELEVATION_M] = 100
    position.given(SILENT=420, BOUND_DAY=450, BOUND_NIGHT=400, RUSH=320, SLOPE_M=30, SLOPE_DAY=0.5, SLOPE_NIGHT=0.75)
    position.given(WIRE=0.4, WIRE_WORKS=350, GAP_RUSH=120, GAP_WIRE=90, GAP_CREST=40, GAP_MIN=30)
    position.given(RUSH_SD=0.25, RUSH_LIGHT=0.4)


def step(position: Position) -> int:
    return position.call(engagement.advance_m, LAST)


@pytest.mark.parametrize(
    ("gap", "hear", "sup_a", "sup_d", "light", "night", "works", "climb", "metres"),
    [
        # 3.7, metres a pulse of a quarter of an hour
        (200, 199, 900, 0, 1.0, 0, 0, 90, 105),  # unheard: 420 / 4 whatever else
        (200, 200, 0, 300, 1.0, 0, 0, 0, 112),  # bounding 450 / 4 towards a suppressed defender
        (200, 300, 400, 300, 1.0, 0, 0, 0, 67),  # x (1 - 0.4)
        (200, 300, 0, 300, 1.0, 0, 0, 30, 112),  # a slope is more than 30 m
        (200, 300, 0, 300, 1.0, 0, 0, 31, 56),  # x 0.5
        (200, 300, 0, 0, 0.1, 1, 0, 0, 100),  # by night 400 / 4
        (200, 300, 0, 0, 0.1, 1, 0, 31, 75),  # x 0.75
        (200, 300, 0, 0, 1.0, 0, 0, 0, 80),  # by day no nearer than 120 m to men who are not suppressed
        (200, 300, 0, 250, 1.0, 0, 0, 0, 80),  # 0.25 is not enough
        (121, 300, 0, 0, 1.0, 0, 0, 0, 1),
        (120, 300, 0, 0, 1.0, 0, 0, 0, 0),
        (120, 300, 0, 251, 1.0, 0, 0, 0, 80),  # the rush: 320 / 4
        (120, 300, 500, 251, 1.0, 0, 0, 0, 60),  # x (1 - 0.5 x 0.5)
        (120, 300, 0, 0, 0.39, 0, 0, 0, 80),  # poor light lets them rush
        (120, 300, 0, 0, 0.4, 0, 0, 0, 0),
        (100, 300, 0, 0, 0.1, 1, 350, 0, 100),  # wire: no rush, they feel their way
        (90, 300, 0, 0, 0.1, 1, 350, 0, 40),  # x 0.4 inside 90 m
        (90, 300, 0, 0, 0.1, 1, 349, 0, 80),  # no wire: the rush
        (91, 300, 500, 0, 0.1, 1, 350, 31, 37),  # 400 x 0.75 x 0.5 / 4
        (90, 300, 0, 0, 0.4, 1, 350, 0, 0),  # in the light the wire is seen, and so are they
    ],
)
def test_metres_a_pulse(position, gap, hear, sup_a, sup_d, light, night, works, climb, metres):
    night_row(position, gap, HEAR_M=hear)
    position.army(SOVIET, FLARES=0)
    position.sky(LIGHT=light, NIGHT=night)
    position.row("I/75")[S.SUP_PM] = sup_a
    position.row("Tereshkin")[[S.SUP_PM, S.WORKS_PM]] = sup_d, works
    position.tables.hex[position.hex(SUMMIT), S.H_ELEVATION_M] += climb
    assert step(position) == metres


@settings(max_examples=40)
@given(sup=st.integers(0, 999), more=st.integers(1, 1000), gap=st.integers(41, 300), light=st.floats(0.03, 1.0))
def test_more_suppression_never_carries_attackers_farther(night_engine, sup, more, gap, light):
    position = Position(night_engine)
    night_row(position, gap)
    position.sky(LIGHT=light, NIGHT=light < 0.2)
    position.row("I/75")[S.SUP_PM] = sup
    before = step(position)
    position.row("I/75")[S.SUP_PM] = min(1000, sup + more)
    assert step(position) <= before


@pytest.mark.parametrize(("gap", "metres"), [(300, 240), (100, 40), (60, 0), (50, 0)])
def test_tanks_without_infantry_drive_to_60_metres(position, gap, metres):
    position.place("Tereshkin", SUMMIT)
    position.place("40TB/1", NORTH, TANKS=10, BOGGED=0, CREW=60)
    position.given(TANK_GAP_M=60, BOUND_DAY=450)  # 4 x 450 / 4 metres a pulse at most
    position.tables.pace[:] = 5000.0
    position.open(LAST, "40TB/1", SUMMIT, GAP_M=gap)
    assert step(position) == metres
    position.given(BOUND_DAY=20)
    assert step(position) == min(metres, 20)
    position.row("40TB/1")[S.BOGGED] = 10
    assert step(position) == 0


def test_the_first_counter_of_the_table_may_be_tanks(position):
    position.place("Tereshkin", SUMMIT)
    position.tables.unit[0, S.U_TYPE] = position.tables.unit[position.unit("40TB/1"), S.U_TYPE]
    position.place("I/75", WEST, MEN=0, TANKS=10, BOGGED=0, CREW=60)
    position.tables.pace[:] = 5000.0
    position.open(LAST, "I/75", SUMMIT, GAP_M=100)
    assert step(position) == 40


def test_tanks_stay_at_the_foot_of_a_climb_that_bars_them(position):
    position.place("Tereshkin", SUMMIT)
    position.place("40TB/1", NORTH, TANKS=10, CREW=60)  # the summit rises more than 50 m over 18,25
    position.open(LAST, "40TB/1", SUMMIT, GAP_M=300)
    assert step(position) == 0
    position.state.rows[LAST, S.ATTACKER] = -1
    assert step(position) == 0


@pytest.mark.parametrize(
    ("gap", "share", "was", "hear", "stage"),
    [
        (150, 0, C.APPROACH, 150, C.HEARD),
        (200, 0, C.HEARD, 150, C.HEARD),  # what was heard once is not unheard
        (91, 0, C.HEARD, 300, C.HEARD),
        (90, 0, C.HEARD, 300, C.WIRE_STAGE),
        (41, 0, C.WIRE_STAGE, 300, C.WIRE_STAGE),
        (40, 0, C.WIRE_STAGE, 300, C.CREST_STAGE),
        (40, 1, C.CREST_STAGE, 300, C.CONTESTED),
        (200, 999, C.CREST_STAGE, 300, C.CONTESTED),
        (40, 1000, C.CONTESTED, 300, C.CREST_STAGE),
    ],
)
def test_the_stage_of_a_row_follows_from_its_gap_hearing_and_share(position, gap, share, was, hear, stage):
    night_row(position, gap, SHARE_PM=share, STAGE=was, HEAR_M=hear)
    assert position.call(engagement.stage_of, LAST) == stage


@pytest.mark.parametrize(("stage", "target", "used", "told"), [
    (C.HEARD, SUMMIT, 1, True), (C.APPROACH, SUMMIT, 1, False), (C.HEARD, SOUTH, 1, False), (C.HEARD, SUMMIT, 0, False)
])  # fmt: skip
def test_heard_on_one_row_is_heard_on_all_of_a_hex(position, stage, target, used, told):
    night_row(position, 250, STAGE=C.APPROACH)
    position.place("6/75", SOUTH)
    position.open(0, "6/75", target, STAGE=stage, USED=used)
    assert position.call(engagement.is_betrayed, LAST) == told


def test_a_row_does_not_betray_itself_but_each_attacker_who_is_seen_does(position):
    night_row(position, 250, STAGE=C.HEARD)
    assert not position.call(engagement.is_betrayed, LAST)
    position.place("10/75", WEST)
    position.state.rows[LAST, S.ATTACKER_2] = position.unit("10/75")
    for unit in ("I/75", "10/75"):
        position.state.seen[:, S.SEEN_NOW] = 0
        position.see(1, unit)
        assert position.call(engagement.is_betrayed, LAST)
    position.state.seen[:, S.SEEN_NOW] = 0
    position.see(0, "Tereshkin")  # that the attackers see is no betrayal
    assert not position.call(engagement.is_betrayed, LAST)


def close(position: Position) -> S.np.ndarray:
    position.trace()
    position.call(engagement.close_in)
    return position.state.rows[LAST]


@pytest.mark.parametrize(
    ("gap", "least", "after"), [(300, 30, 195), (110, 30, 30), (41, 30, 30), (40, 30, 40), (110, 20, 20)]
)
def test_a_pressed_row_closes_to_the_least_gap_and_halts_at_the_crest(position, gap, least, after):
    night_row(position, gap, HEAR_M=0, STAGE=C.APPROACH)
    position.given(GAP_MIN=least)  # unheard: 105 m a pulse
    assert int(close(position)[S.GAP_M]) == after


@pytest.mark.parametrize(("press", "reform", "moves", "quiet"), [(1, 0, True, 0), (0, 0, False, 6), (1, 1, False, 6)])
def test_a_row_that_rests_keeps_its_gap_and_counts_its_quiet(position, press, reform, moves, quiet):
    night_row(position, 200, HEAR_M=0, PRESS=press, ROW_QUIET=5, PREPARED=1)
    position.state.rows[LAST, S.REFORM_AT] = reform and position.state.clock[S.NOW] + reform
    row = close(position)
    assert columns(row, "GAP_M", "ROW_QUIET", "PREPARED") == [95 if moves else 200, quiet, 0]


def test_a_row_comes_into_hearing_once_and_both_sides_learn_of_it(position):
    night_row(position, 200, HEAR_M=95, STAGE=C.APPROACH)
    row = close(position)
    assert columns(row, "GAP_M", "STAGE") == [95, C.HEARD]
    heard_ = [(e["ACTOR"], e["TARGET"], e["HEX"], e["A"], e["B"], e["C"], e["SEEN"]) for e in position.told(C.EV_HEARD)]
    assert heard_ == [(0, -1, position.hex(SUMMIT), 95, LAST, 0, 3)]
    close(position)
    assert not position.told(C.EV_HEARD)


def test_an_attack_that_is_seen_is_heard_wherever_it_is(position):
    night_row(position, 290, HEAR_M=10, STAGE=C.APPROACH)
    assert columns(close(position), "STAGE") == [C.APPROACH]
    position.see(1, "I/75")
    row = close(position)
    assert columns(row, "STAGE", "HEAR_M") == [C.WIRE_STAGE, 300]


@pytest.mark.parametrize(
    ("hear", "gap", "stage"), [(95, 95, C.HEARD), (94, 95, C.APPROACH), (20, 30, C.APPROACH), (30, 30, C.CREST_STAGE)]
)
def test_a_row_is_heard_when_it_has_come_as_near_as_that(position, hear, gap, stage):
    night_row(position, gap, HEAR_M=hear, STAGE=C.APPROACH, PRESS=0)
    assert position.call(engagement.heard_by, LAST) == hear - gap
    assert columns(close(position), "STAGE") == [stage]


def test_a_closed_row_stands_still(position):
    night_row(position, 200, USED=0, ROW_QUIET=3)
    assert columns(close(position), "GAP_M", "ROW_QUIET") == [200, 3]


# ------------------------------------------------------------------ whole pulses
def rows(battle):
    return [r for r in battle.state.rows if r[S.USED]]


def set_up(battle, moment="31 Jul 02:00", manner=C.SILENT, men=80):
    battle.state.rows[:, S.USED] = 0
    battle.state.seen[:, S.SEEN_NOW] = 0
    battle.clock(moment)
    battle.place("Tereshkin", SUMMIT, MEN=men, WORKS_PM=350)
    battle.place("I/75", WEST, MEN=375)
    battle.assault("I/75", SUMMIT, manner)


def test_a_row_opens_at_300_metres_and_begins_an_effort_on_both_sides(battle):
    set_up(battle, manner=C.OPEN)
    battle.play(1)
    assert len(rows(battle)) == 1
    assert battle.row("I/75")[S.EFFORT_MEN] == 375
    assert battle.row("Tereshkin")[S.EFFORT_MEN] == 80


def test_a_silent_attack_by_night_meets_no_fire_until_it_is_heard(battle):
    silent = 0
    for seed in range(12):
        battle.state.clock[S.SEED0] = seed
        set_up(battle)
        battle.play(1)
        row = rows(battle)[0]
        assert 40 <= row[S.HEAR_M] <= 300
        if row[S.STAGE] == C.APPROACH:
            silent += 1
            assert not battle.events(C.EV_FIRE)
    assert silent >= 3


def test_by_day_an_attack_is_heard_at_once(battle):
    set_up(battle, moment="31 Jul 05:30", manner=C.OPEN)
    battle.play(1)
    assert rows(battle)[0][S.STAGE] >= C.HEARD


def test_alert_outposts_hear_farther(battle):
    import numpy as np

    table = np.asarray(battle.engine.tables.unit)
    index = battle.scenario.unit_index("Tereshkin")
    heard = {}
    for alert in (0, 1):
        table[index, S.U_ALERT] = alert
        heard[alert] = 0
        for seed in range(12):
            battle.state.clock[S.SEED0] = seed
            set_up(battle)
            battle.play(1)
            heard[alert] += int(rows(battle)[0][S.HEAR_M])
    table[index, S.U_ALERT] = 0
    assert heard[1] > heard[0]


def test_a_weak_garrison_is_swept_off_and_the_winners_move_in(battle):
    set_up(battle, men=12)
    battle.play(24)
    assert battle.at("I/75") == SUMMIT
    assert battle.at("Tereshkin") != SUMMIT
    assert not rows(battle)


def test_a_strong_garrison_stops_a_weak_attack(battle):
    battle.clock("31 Jul 05:30")
    battle.place("III/118", SUMMIT, MEN=550, WORKS_PM=500)
    battle.place("6/75", WEST, MEN=115)
    battle.assault("6/75", SUMMIT)
    battle.play(20)
    assert battle.at("III/118") == SUMMIT
    assert battle.at("6/75") != SUMMIT
    assert battle.row("6/75")[S.LOST] > 20


def test_two_rows_divide_the_front_of_a_hex(battle):
    from game.rules.battle.fronts import front_m

    set_up(battle, manner=C.OPEN)
    battle.place("6/75", SOUTH, MEN=115)
    battle.assault("6/75", SUMMIT)
    battle.play(1)
    assert len(rows(battle)) == 2
    from game.core.rule import entry, host

    assert entry(front_m)(host(battle.state), battle.engine.tables, 0) == pytest.approx(225.0)


def test_a_counter_driven_out_falls_back_towards_home_and_never_into_water(battle):
    set_up(battle, men=12)
    battle.play(24)
    here = battle.at("Tereshkin")
    if here is not None:
        assert battle.scenario.ground.symbol(here) not in "L~"
        assert battle.scenario.ground.zone(here) in "SD"


@pytest.mark.digest
def test_a_turn_end_in_mid_assault_changes_nothing(battle):
    set_up(battle)
    whole = S.copy_state(battle.state)
    battle.play(12)
    at_once = S.digest(battle.state)
    battle.state = S.State(*(a.copy() for a in whole))
    battle.play(5)
    battle.state = S.State(*(a.astype(a.dtype).copy() for a in battle.state))
    # The second part is played as pulses 5 to 11 of the same turn.
    from game.core.rule import entry, host
    from game.rules.battle.resolve import fight_pulse

    for pulse in range(5, 12):
        battle.state.clock[S.PULSE] = pulse
        entry(fight_pulse)(host(battle.state), battle.engine.tables, battle.engine.work)
    assert S.digest(battle.state) == at_once


def lodged(battle, task):
    """The attackers hold a third of the summit and are told something new."""
    set_up(battle, moment="31 Jul 05:30", manner=C.OPEN, men=200)
    battle.play(1)
    row = rows(battle)[0]
    row[S.GAP_M], row[S.SHARE_PM], row[S.STAGE] = 30, 333, C.CONTESTED
    battle.row("I/75")[S.TASK], battle.row("I/75")[S.ACTIVE] = task, 1


@pytest.mark.parametrize("task", [C.HOLD, C.DIG, C.RESERVE])
def test_men_told_to_hold_keep_their_lodgement_and_press_no_more(battle, task):
    lodged(battle, task)
    battle.play(1)
    row = rows(battle)[0]
    assert (row[S.SHARE_PM], row[S.PRESS]) == (333, 0)


def test_men_sent_elsewhere_give_their_lodgement_up(battle):
    lodged(battle, C.WITHDRAW)
    battle.play(1)
    assert not rows(battle)


def test_an_assault_ordered_again_presses_from_where_the_men_lie(battle):
    lodged(battle, C.HOLD)
    battle.play(1)
    rows(battle)[0][S.SHARE_PM], rows(battle)[0][S.GAP_M] = 0, 200
    battle.row("Tereshkin")[S.MEN], battle.row("I/75")[S.COH_PM] = 20, 1000
    battle.row("I/75")[S.DISRUPTED] = battle.row("I/75")[S.SUP_PM] = 0
    battle.assault("I/75", SUMMIT)
    began = int(battle.state.clock[S.NOW])
    battle.play(1)
    row = rows(battle)[0]
    assert row[S.PRESS] == 1
    assert row[S.GAP_M] <= 200
    assert battle.row("I/75")[S.EFFORT_AT] == began
