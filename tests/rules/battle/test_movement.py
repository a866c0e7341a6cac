"""Rulings of chapter 5 and of zones and stacking."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.rules.battle import codes as C
from game.rules.battle import movement as M
from game.rules.battle import state as S
from game.rules.battle import work as W
from game.rules.battle.retreat import cut_off
from tests.rules.battle.field import FIRST, GUNS, INFANTRY, LAKE, MARSH, TANK, Field

FROM, FAR = (18, 31), (13, 31)


def hours_to(battle, unit, goal, manner=C.OPEN, most=60):
    battle.move(unit, goal, manner)
    for pulse in range(most):
        battle.play(1)
        if battle.at(unit) == goal:
            return (pulse + 1) / 4
    return None


def test_men_walk_a_road_at_three_kilometres_an_hour_by_day(battle):
    battle.clock("31 Jul 05:30")
    battle.place("I/75", (18, 32))
    assert hours_to(battle, "I/75", (22, 32)) == 0.5  # four hexes of road, 1,200 m


def test_a_silent_march_takes_its_own_time(battle):
    battle.clock("30 Jul 21:00")
    battle.place("I/75", (18, 32))
    assert hours_to(battle, "I/75", (20, 32), C.SILENT) == 1.5  # 600 m at 420 m an hour


def test_the_night_slows_men_on_foot(battle):
    battle.clock("31 Jul 05:30")
    battle.place("III/75", FROM)
    by_day = hours_to(battle, "III/75", FAR)
    battle.clock("30 Jul 21:00")
    battle.place("III/75", FROM, PATH_LEN=0, STEP_M=0)
    assert hours_to(battle, "III/75", FAR) > by_day


def test_vehicles_never_cross_a_rise_of_over_fifty_metres_but_by_a_road(battle):
    battle.clock("31 Jul 05:30")
    battle.place("40TB/1", (19, 26))
    battle.move("40TB/1", (18, 26))
    battle.play(16)
    assert battle.at("40TB/1") != (18, 26)


def test_a_march_ends_where_the_enemy_stands(battle):
    battle.clock("31 Jul 05:30")
    battle.place("III/75", (18, 31))
    battle.place("1/119", (16, 31), MEN=30, LMG=0, HMG=0)
    battle.move("III/75", (14, 31))
    battle.play(12)
    assert battle.at("III/75") != (16, 31)
    assert battle.at("1/119") is not None


def test_a_hex_holds_nine_hundred_men_of_a_side(battle):
    battle.clock("31 Jul 05:30")
    battle.place("I/75", (15, 31), MEN=500)
    battle.place("III/75", (16, 31), MEN=500)
    battle.move("III/75", (15, 31))
    battle.play(12)
    assert battle.at("III/75") == (16, 31)


def test_a_strong_line_stops_a_march_that_enters_its_zone_by_day(battle):
    battle.clock("31 Jul 05:30")
    battle.place("10/75", (14, 34 - 3), MEN=115)
    battle.place("III/118", (17, 30), MEN=550)
    battle.move("10/75", (18, 31))
    battle.play(16)
    assert battle.events(C.EV_CONTACT)
    assert battle.at("10/75") != (18, 31)


def test_tanks_in_marsh_bog(battle):
    battle.clock("31 Jul 05:30")
    bogged = 0
    for seed in range(20):
        battle.state.clock[S.SEED0] = seed
        battle.place("40TB/1", (21, 18), TANKS=10, BOGGED=0, CREW=60, PATH_LEN=0, PATH_AT=0, STEP_M=0)
        battle.clock("31 Jul 05:30")
        battle.move("40TB/1", (25, 18))
        battle.play(8)
        bogged += int(battle.row("40TB/1")[S.BOGGED])
    assert 5 < bogged < 80  # 10 tanks, 4 hexes, 1.5 % per tank and 100 m, 20 marches: about 36


def test_ground_lost_far_from_ones_own_men_is_not_reported(battle):
    """Rule 8.3: he who walks in knows it; he who lost it does if he is near, or if it is a scored place."""
    for here, near, told in (((28, 21), (5, 30), 2), ((28, 21), (26, 21), 3), ((18, 26), (5, 30), 3)):
        battle.state.hexes[:, S.OWNER] = -1
        battle.state.units[:, S.HEX] = -1
        battle.place("I/75", near)
        start = (here[0] + 1, here[1])
        battle.place("1/119", start)
        battle.state.hexes[here[1] * battle.engine.columns + here[0], S.OWNER] = 0
        battle.clock("31 Jul Day")
        battle.move("1/119", here)
        battle.play(4)
        taken = battle.events(C.EV_HEX_TAKEN)
        assert [event[W.E_SEEN] for event in taken] == [told], (here, near)


def test_a_counter_lost_whole_leaves_no_bogged_tanks(battle):
    battle.place("40TB/1", (28, 21), TANKS=10, BOGGED=3, CREW=30)
    battle.call(cut_off, battle.scenario.unit_index("40TB/1"))
    row = battle.row("40TB/1")
    assert (row[S.TANKS], row[S.BOGGED], row[S.TANKS_LOST], row[S.CREW]) == (0, 0, 10, 0)


# ------------------------------------------------------------------------------------------------ on a field of a few hexes
def marcher(kind: int = INFANTRY, **columns: int) -> tuple[Field, int]:
    """A counter in the west of the middle row that moves three hexes east: 2,000 m an hour, 500 m a pulse."""
    field = Field()
    field.param(PINNED=600, ZOC_RE=200, RE_RIFLE=1, STACK_MEN=900, STACK_VEHICLES=24)
    u = field.unit(0, 21, kind, TASK=C.MOVE)
    field.path(u, 22, 23, 24)
    field.change(u, **columns)
    return field, u


# 500 m a pulse, less the suppressed share, whole metres; 300 m are a hex
@pytest.mark.parametrize(
    ("before", "sup", "here", "left"),
    [
        (0, 0, 22, 200),
        (100, 0, 23, 0),
        (99, 0, 22, 299),
        (0, 400, 22, 0),
        (0, 401, 21, 299),
        (0, 599, 21, 200),
        (0, 600, 21, 0),
    ],
)
def test_metres_walked_become_hexes_and_suppressed_men_walk_less(before, sup, here, left):
    field, u = marcher(STEP_M=before, SUP_PM=sup)
    field.call(M.march, u)
    assert field.has(u, "HEX", "STEP_M", "MOVED") == (here, left, int(sup < 600))


def test_what_suppression_takes_is_its_share_of_the_way():
    field, u = marcher(SUP_PM=599)
    field.t.edge[21, 0] = 1  # a road: 750 m a pulse, of which 401 in a thousand are 300.75
    field.survey()
    field.call(M.march, u)
    assert field.has(u, "HEX", "STEP_M") == (22, 0)


def test_men_who_leave_their_ground_leave_their_row_and_their_works():
    field, u = marcher(WORKS_PM=400)
    field.row(0, u, 14, 0)
    field.call(M.march, u)
    assert (field.s.rows[0, S.USED], field.has(u, "WORKS_PM")) == (0, (0,))


@pytest.mark.parametrize(
    ("at", "length", "active", "marches"),
    [(0, 3, 1, True), (2, 3, 1, True), (3, 3, 1, False), (0, 0, 1, False), (0, 3, 0, False)],
)
def test_a_counter_marches_while_hexes_lie_before_it_and_its_order_has_come(at, length, active, marches):
    field, u = marcher(PATH_AT=at, PATH_LEN=length, ACTIVE=active)
    assert field.call(M.is_marching, u) is marches


def test_a_move_that_arrives_is_done_and_becomes_hold():
    field, u = marcher(PATH_AT=2, HEX=23)
    field.call(M.march, u)
    assert field.has(u, "HEX", "TASK", "STEP_M", "PATH_LEN", "PATH_AT", "GOAL") == (24, C.DIG, 0, 0, 0, 24)
    assert field.events(C.EV_DONE) == [(u, u, 24, C.MOVE, 0, 0, 1)]


@pytest.mark.parametrize(
    ("task", "goal", "done"),
    [(C.ASSAULT, 25, False), (C.ASSAULT, 24, True), (C.FERRY, 24, False), (C.WITHDRAW, 24, True)],
)
def test_at_a_start_line_or_a_landing_the_task_goes_on(task, goal, done):
    field, u = marcher(TASK=task, GOAL=goal, HEX=24, STEP_M=70, PATH_AT=3)
    field.call(M.arrive, u)
    assert field.has(u, "STEP_M", "PATH_LEN", "PATH_AT") == (0, 0, 0)
    assert field.has(u, "TASK") == (C.DIG if done else task,)
    assert len(field.events(C.EV_DONE)) == done


@pytest.mark.parametrize(
    ("task", "reason", "ahead", "task_after", "active", "length"),
    [
        (C.MOVE, C.STOP_ENEMY, 24, C.DIG, 1, 0),
        (C.FERRY, C.STOP_STACK, 24, C.FERRY, 1, 0),
        (C.FERRY, C.STOP_ENEMY, 24, C.DIG, 1, 0),
        (C.ASSAULT, C.STOP_ENEMY, 24, C.ASSAULT, 1, 0),
        (C.ASSAULT, C.STOP_ENEMY, 23, C.ASSAULT, 0, 0),
        (C.ASSAULT, C.STOP_STACK, 24, C.ASSAULT, 1, 0),
    ],
)
def test_a_march_that_ends_before_its_goal_says_why(task, reason, ahead, task_after, active, length):
    field, u = marcher(TASK=task, STEP_M=299, PATH_AT=1)
    field.call(M.halt, u, reason, ahead)
    assert field.has(u, "TASK", "ACTIVE", "PATH_LEN", "PATH_AT", "STEP_M") == (task_after, active, length, 0, 0)
    assert field.events(C.EV_CONTACT) == [(u, u, ahead, reason, 0, 0, 1)]


@pytest.mark.parametrize(
    ("kind", "others", "found"),
    [
        (INFANTRY, (200, 150), 200),
        (INFANTRY, (800, 0), 225),
        (INFANTRY, (0, 0), 0),
        (TANK, (800, 0), 0),
        (GUNS, (100, 0), 100),
    ],
)
def test_who_joins_friends_finds_room_in_their_works_up_to_a_quarter_of_a_covered_trench(kind, others, found):
    field, u = marcher(kind, WORKS_PM=900)
    field.param(WORKS_TAKEN=225)
    for works in others:
        field.unit(0, 22, WORKS_PM=works)
    field.unit(1, 22, WORKS_PM=220)
    assert field.call(M.works_found, u, 22) == found
    field.change(u, HEX=22)
    assert field.call(M.works_found, u, 22) == found  # not in its own


@pytest.mark.parametrize(("owner", "told"), [(-1, False), (0, False), (1, True)])
def test_ground_that_is_entered_becomes_the_sides(owner, told):
    field, u = marcher()
    field.s.hexes[22, S.OWNER] = owner
    field.call(M.step_into, u, 22)
    assert field.has(u, "HEX", "PATH_AT") == (22, 1)
    assert field.s.hexes[22, S.OWNER] == 0
    assert len(field.events(C.EV_HEX_TAKEN)) == told


def test_tanks_that_enter_marsh_may_bog():
    field, u = marcher(TANK, TANKS=10)
    field.param(P_BOG=10)  # 3 x 10 a tank: certain
    field.t.hex[22, S.H_TERRAIN] = MARSH
    field.call(M.step_into, u, 22)
    assert field.has(u, "BOGGED") == (10,)


def test_a_march_ends_before_an_enemy_seen_or_not_and_before_ground_that_bars():
    field, u = marcher(STEP_M=290)
    field.unit(1, 23, MEN=1)
    field.call(M.march, u)
    assert field.has(u, "HEX", "TASK") == (22, C.DIG)
    assert field.events(C.EV_CONTACT) == [(u, u, 23, C.STOP_ENEMY, 0, 0, 1)]
    field, u = marcher(STEP_M=290)
    field.t.hex[22, S.H_TERRAIN] = LAKE
    field.survey()
    field.call(M.march, u)
    assert field.events(C.EV_CONTACT) == [(u, u, 22, C.STOP_ENEMY, 0, 0, 1)]
    assert field.has(u, "HEX", "STEP_M", "TASK") == (21, 0, C.DIG)


def test_a_column_goes_round_a_full_hex_but_waits_before_a_full_goal():
    field, u = marcher()
    field.unit(0, 22, MEN=900)
    field.call(M.march, u)
    assert field.has(u, "HEX", "STEP_M", "PATH_AT", "PATH_LEN", "TASK") == (21, 300, 0, 4, C.MOVE)
    field.call(M.march, u)
    assert field.has(u, "HEX")[0] not in {21, 22}
    field, u = marcher(PATH_AT=2, HEX=23)
    field.unit(0, 24, MEN=900)
    field.call(M.march, u)
    assert field.has(u, "HEX", "TASK") == (23, C.DIG)
    assert field.events(C.EV_CONTACT) == [(u, u, 24, C.STOP_STACK, 0, 0, 1)]


@pytest.mark.parametrize(
    ("men", "task", "manner", "night", "halts"),
    [
        (200, C.MOVE, C.OPEN, 0, True),
        (199, C.MOVE, C.OPEN, 0, False),
        (200, C.MOVE, C.OPEN, 1, True),
        (200, C.MOVE, C.SILENT, 1, False),
        (200, C.MOVE, C.SILENT, 0, True),
        (200, C.ASSAULT, C.OPEN, 0, False),
        (200, C.WITHDRAW, C.OPEN, 0, False),
    ],
)
def test_a_move_ends_in_an_enemy_zone_but_for_silent_men_by_night(men, task, manner, night, halts):
    field, u = marcher(TASK=task, MANNER=manner, STEP_M=280)
    field.light(L_NIGHT=night)
    field.param(NIGHT_PACE=1, SILENT=420)
    field.unit(1, 15, MEN=men, U_MEN0=men)  # beside 22 and 23
    field.call(M.march, u)
    assert field.has(u, "HEX")[0] >= 22
    assert (field.events(C.EV_CONTACT) == [(u, u, 22, C.STOP_ZOC, 0, 0, 1)]) is halts


def test_the_last_hex_of_a_move_is_reached_in_a_zone_or_not():
    field, u = marcher(PATH_AT=2, HEX=23)
    field.unit(1, 25, MEN=300)
    field.call(M.march, u)
    assert (len(field.events(C.EV_DONE)), field.events(C.EV_CONTACT)) == (1, [])


def test_however_slowly_men_creep_they_are_not_stopped():
    field, u = marcher(MANNER=C.SILENT)
    field.param(SILENT=0.4)
    field.call(M.march, u)
    assert (field.has(u, "HEX", "TASK", "MOVED"), field.events(C.EV_CONTACT)) == ((21, C.MOVE, 1), [])


def test_who_is_pinned_or_bogged_whole_stays_and_keeps_its_way():
    for columns in ({"SUP_PM": 600}, {"TANKS": 3, "BOGGED": 3}):
        field, u = marcher(**columns)
        field.call(M.march, u)
        assert field.has(u, "HEX", "MOVED", "PATH_LEN", "TASK") == (21, 0, 3, C.MOVE)


@pytest.mark.parametrize(
    ("columns", "walks"),
    [
        ({}, True),
        ({"BROKEN": 1}, False),
        ({"BROKEN": 1, "TASK": C.WITHDRAW}, True),
        ({"ACTIVE": 0}, False),
        ({"MEN": 0}, False),
    ],
)
def test_every_counter_in_order_with_a_path_walks_and_broken_men_only_withdraw(columns, walks):
    field, u = marcher(MOVED=1)
    field.change(u, **columns)
    field.run(M.movement)
    assert (field.has(u, "HEX") == (22,)) is walks
    assert field.has(u, "MOVED") == (int(walks),)


def test_attackers_in_a_row_close_in_by_its_gap_and_do_not_march():
    field, u = marcher(TASK=C.ASSAULT)
    assert field.call(M.not_before_assault, u) is True
    field.row(0, u, 25, 0)
    assert field.call(M.not_before_assault, u) is False
    field.run(M.movement)
    assert field.has(u, "HEX", "MOVED") == (21, 0)


@pytest.mark.parametrize(("quiet", "goal", "goes"), [(1, 22, True), (2, 22, False), (0, -1, False), (0, 23, False)])
def test_men_driven_back_go_one_hex_further_towards_home(quiet, goal, goes):
    field, u = marcher(TASK=C.WITHDRAW, PATH_LEN=0, GOAL=goal, QUIET=quiet)
    field.s.paths[u] = 40
    field.run(M.movement)
    assert (field.has(u, "HEX") == (22,)) is goes
    assert field.has(u, "PATH_LEN") == (0,)
    assert field.events(C.EV_CONTACT) == []


def test_a_withdrawal_that_is_home_holds_and_one_under_way_keeps_its_path():
    field, u = marcher(TASK=C.WITHDRAW, PATH_LEN=0, GOAL=21)
    field.call(M.plan_withdrawal, u)
    assert field.has(u, "TASK") == (C.DIG,)
    field, u = marcher(TASK=C.WITHDRAW, GOAL=28)
    field.call(M.plan_withdrawal, u)
    assert (field.has(u, "PATH_LEN"), int(field.s.paths[u, 0])) == ((3,), 22)
    field.change(u, PATH_LEN=0, PATH_AT=2)
    field.call(M.plan_withdrawal, u)
    assert (field.has(u, "PATH_LEN", "PATH_AT", "TASK"), int(field.s.paths[u, 0])) == ((1, 0, C.WITHDRAW), 28)


STEPS = Field()


@settings(max_examples=30)
@given(st.integers(0, 1000), st.integers(0, 1000), st.integers(0, 299))
def test_more_suppression_never_lets_men_walk_farther(a, b, before):
    walked = []
    if STEPS.count == 0:
        STEPS.unit(0, 0)
    for sup in (min(a, b), max(a, b)):
        STEPS.path(0, 22, 23, 24)
        STEPS.change(0, HEX=21, STEP_M=before, SUP_PM=sup, TASK=C.ASSAULT)
        STEPS.call(M.march, 0)
        walked.append((STEPS.has(0, "HEX")[0] - 21) * 300 + STEPS.has(0, "STEP_M")[0])
    assert walked[1] <= walked[0]
    assert STEPS.s.clock[S.NOW] == FIRST
