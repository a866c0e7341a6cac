"""Rulings of chapter 7: a task comes into force, wakes at its hour, and what a reserve waits for."""

import pytest

from game.rules.battle import codes as C
from game.rules.battle import state as S
from game.rules.battle import tasks
from tests.rules.battle.position import NORTH, SOUTH, SUMMIT, WEST, Position

FAR = (16, 30)


def columns(position: Position, unit: str, *names: str) -> list[int]:
    return [int(position.row(unit)[getattr(S, name)]) for name in names]


def assign(position: Position, unit: str, task: int, goal: int, **more: int) -> None:
    """A task as `tasks.assign` wants it."""
    given = dict(manner=C.OPEN, ready=0, start=0, start_line=-1, limit_pm=0, fallback=-1, crest=-1, line_pm=0)
    given.update(trigger=0, open_m=0)
    given.update(more)
    position.call(tasks.assign, position.unit(unit), task, goal, *given.values())


# ------------------------------------------------------------------ orders
def test_an_order_takes_the_place_of_the_one_before_it(position):
    position.place("I/75", WEST, ACTIVE=1, PATH_AT=3, PATH_LEN=7, CREST=1, LINE_PM=667, OPEN_M=400)
    given = dict(manner=C.SILENT, ready=182, start=190, start_line=55, limit_pm=150, fallback=77, trigger=C.HEX_LOST)
    assign(position, "I/75", C.ASSAULT, 954, **given)
    names = ("TASK", "ACTIVE", "GOAL", "MANNER", "READY", "START", "START_LINE", "LIMIT_PM", "FALLBACK")
    assert columns(position, "I/75", *names) == [C.ASSAULT, 0, 954, C.SILENT, 182, 190, 55, 150, 77]
    assert columns(position, "I/75", "TRIGGER", "TRIGGER_HEX", "PATH_AT", "PATH_LEN") == [C.HEX_LOST, 954, 0, 0]
    assert columns(position, "I/75", "CREST", "LINE_PM", "OPEN_M") == [1, 667, 400]  # not told: left as they are


def test_crest_line_and_range_are_set_where_the_order_names_them(position):
    position.place("I/75", WEST, CREST=3, LINE_PM=1000, OPEN_M=400)
    assign(position, "I/75", C.HOLD, -1, crest=0, line_pm=1, open_m=1)
    assert columns(position, "I/75", "CREST", "LINE_PM", "OPEN_M") == [0, 1, 1]


def missions(position: Position) -> list[list[int]]:
    return [row.tolist() for row in position.state.missions if row[S.M_USED]]


def test_missions_fill_the_plan_and_no_more(position):
    given = (position.unit("40AR/1"), C.INTERDICTION, 954, 180, 184, 20)
    assert [position.call(tasks.add_mission, *given) for _ in range(S.MAX_MISSIONS)] == list(range(S.MAX_MISSIONS))
    assert position.call(tasks.add_mission, *given) == -1
    assert missions(position)[-1] == [1, *given, 0, 0]


def test_a_new_mission_starts_from_nothing(position):
    position.state.missions[0, [S.M_FIRED, S.M_PULSES]] = 99, 9
    position.call(tasks.add_mission, 21, C.PREPARATION, 954, 180, 184, 20)
    assert missions(position)[0] == [1, 21, C.PREPARATION, 954, 180, 184, 20, 0, 0]


def test_a_group_s_missions_are_struck_and_no_others(position):
    for group in (21, 5, 21):
        position.call(tasks.add_mission, group, C.PREPARATION, 954, 180, 184, 20)
    position.state.missions[47] = position.state.missions[0]
    position.call(tasks.clear_missions, 21)
    assert [m[S.M_GROUP] for m in missions(position)] == [5]


def test_a_finished_task_becomes_hold_and_dig_where_one_stands(position):
    position.place("I/75", WEST, TASK=C.ASSAULT, ACTIVE=2, MANNER=C.SILENT, GOAL=3, PATH_AT=1, PATH_LEN=4, STEP_M=120)
    position.call(tasks.hold_here, position.unit("I/75"))
    names = ("TASK", "ACTIVE", "MANNER", "GOAL", "PATH_AT", "PATH_LEN", "STEP_M")
    assert columns(position, "I/75", *names) == [C.DIG, 1, C.OPEN, position.hex(WEST), 0, 0, 0]


# ------------------------------------------------------------------ reserves
def waiting(position: Position, trigger: int, unit: str = "III/118") -> bool:
    """What III/118 waits for at the summit has happened."""
    row = position.row(unit)
    row[S.TASK], row[S.TRIGGER], row[S.TRIGGER_HEX] = C.RESERVE, trigger, position.hex(SUMMIT)
    return bool(position.call(tasks.trigger_pulled, position.unit(unit)))


def test_a_reserve_goes_when_the_enemy_stands_in_its_hex(position):
    position.place("III/118", NORTH)
    position.place("Tereshkin", SUMMIT)
    assert not waiting(position, C.HEX_LOST)
    position.place("I/75", SUMMIT)
    assert waiting(position, C.HEX_LOST)
    assert not waiting(position, C.NO_TRIGGER)
    position.row("III/118")[S.TRIGGER_HEX] = -1
    assert not position.call(tasks.trigger_pulled, position.unit("III/118"))


@pytest.mark.parametrize(
    ("used", "target", "share", "goes"),
    [(1, SUMMIT, 1, True), (1, SUMMIT, 0, False), (0, SUMMIT, 333, False), (1, SOUTH, 333, False)],
)
def test_a_reserve_goes_when_its_hex_is_contested(position, used, target, share, goes):
    position.place("III/118", NORTH)
    position.place("I/75", WEST)
    position.open(31, "I/75", target, SHARE_PM=share, USED=used)
    assert waiting(position, C.HEX_CONTESTED) == goes


@pytest.mark.parametrize(
    ("tanks", "hexes", "seen", "goes"),
    [(1, 2, True, True), (0, 2, True, False), (5, 3, True, False), (5, 1, False, False)],
)
def test_a_reserve_goes_when_tanks_are_seen_within_two_hexes(position, tanks, hexes, seen, goes):
    position.place("II/75", (18, 30))
    position.place("40TB/1", (18 + hexes, 30), TANKS=tanks)
    if seen:
        position.see(0, "40TB/1")
    assert waiting(position, C.TANKS_NEAR, "II/75") == goes


def test_own_tanks_pull_no_trigger(position):
    position.place("III/118", (18, 30))
    position.place("40TB/1", (18, 30), TANKS=9)
    position.state.seen[:, S.SEEN_NOW] = 1
    assert not waiting(position, C.TANKS_NEAR)


def released(position: Position) -> list[int]:
    position.trace()
    position.call(tasks.release, position.unit("III/118"))
    return columns(position, "III/118", "TASK", "GOAL")


def test_a_reserve_released_moves_up_after_its_delay(position):
    now = position.at_hour("31 Jul 05:00")
    position.place("III/118", NORTH, TASK=C.RESERVE, TRIGGER=C.HEX_CONTESTED, ACTIVE=1, START_LINE=7)
    position.row("III/118")[S.TRIGGER_HEX] = position.hex(SUMMIT)
    assert released(position) == [C.MOVE, position.hex(SUMMIT)]
    # 7.6: a Soviet battalion hears of it after 4 pulses
    names = ("TRIGGER", "READY", "START", "START_LINE", "ACTIVE")
    assert columns(position, "III/118", *names) == [0, now + 4, now + 4, -1, 0]
    told = position.told(C.EV_TRIGGERED)
    assert [(e["ACTOR"], e["TARGET"], e["HEX"], e["A"], e["B"], e["C"], e["SEEN"]) for e in told] == [
        (19, 19, position.hex(SUMMIT), C.HEX_CONTESTED, 0, 0, 2)
    ]


def test_a_reserve_released_assaults_what_the_enemy_holds(position):
    position.place("III/118", NORTH, TRIGGER=C.HEX_LOST, TRIGGER_HEX=position.hex(SUMMIT))
    position.place("I/75", SUMMIT)
    assert released(position) == [C.ASSAULT, position.hex(SUMMIT)]


def test_a_reserve_with_nowhere_to_go_holds(position):
    position.place("III/118", NORTH, TRIGGER=C.TANKS_NEAR, TRIGGER_HEX=-1, GOAL=11)
    assert released(position) == [C.HOLD, 11]


def test_a_reserve_may_be_called_to_the_first_hex_of_the_map(position):
    position.place("III/118", NORTH, TRIGGER=C.HEX_CONTESTED, TRIGGER_HEX=0)
    assert released(position) == [C.MOVE, 0]


# ------------------------------------------------------------------ waking
def wake(position: Position) -> None:
    position.trace()
    position.call(tasks.wake_tasks)


@pytest.mark.parametrize("task", [C.HOLD, C.DIG, C.RESERVE, C.FIRE])
def test_standing_tasks_begin_when_the_order_is_there(position, task):
    now = position.at_hour("31 Jul 05:00")
    position.place("I/75", WEST, TASK=task, ACTIVE=0, READY=now + 1, START=now + 9)
    wake(position)
    assert columns(position, "I/75", "ACTIVE") == [0]
    position.row("I/75")[S.READY] = now
    wake(position)
    assert columns(position, "I/75", "ACTIVE", "TASK") == [1, task]


def test_a_broken_counter_and_one_that_is_not_there_begin_nothing(position):
    position.place("I/75", WEST, TASK=C.DIG, ACTIVE=0, READY=0, BROKEN=1)
    position.row("II/75")[[S.TASK, S.ACTIVE, S.READY]] = C.DIG, 0, 0
    wake(position)
    assert columns(position, "I/75", "ACTIVE") == columns(position, "II/75", "ACTIVE") == [0]


@pytest.mark.parametrize("task", [C.MOVE, C.WITHDRAW])
def test_a_march_begins_at_its_hour_with_a_path(position, task):
    now = position.at_hour("31 Jul 05:00")
    goal = position.hex((16, 29))
    position.place("I/75", FAR, TASK=task, ACTIVE=0, READY=now, START=now + 1, GOAL=goal)
    wake(position)
    assert columns(position, "I/75", "ACTIVE", "PATH_LEN") == [0, 0]
    position.row("I/75")[S.START] = now
    wake(position)
    assert columns(position, "I/75", "ACTIVE", "PATH_AT", "PATH_LEN") == [1, 0, 1]
    assert position.state.paths[position.unit("I/75"), 0] == goal


def test_who_finds_no_way_stops_says_so_and_holds(position):
    lake = next(h for h in range(1656) if position.scenario.ground.symbol((h % 36, h // 36)) == "L")
    position.place("I/75", FAR, TASK=C.MOVE, ACTIVE=0, READY=0, START=0, GOAL=lake)
    wake(position)
    assert columns(position, "I/75", "TASK", "GOAL") == [C.DIG, position.hex(FAR)]
    stopped = position.told(C.EV_STOPPED)
    assert [(e["ACTOR"], e["TARGET"], e["HEX"], e["A"], e["B"], e["C"], e["SEEN"]) for e in stopped] == [
        (0, 0, lake, C.STOP_NO_PATH, 0, 0, 1)
    ]


def test_a_triggered_reserve_is_released_and_one_without_a_trigger_waits(position):
    for trigger, task in ((C.HEX_LOST, C.ASSAULT), (C.NO_TRIGGER, C.RESERVE)):
        position.place("III/118", NORTH, TASK=C.RESERVE, ACTIVE=1, READY=0, TRIGGER=trigger)
        position.row("III/118")[S.TRIGGER_HEX] = position.hex(SUMMIT)
        position.place("I/75", SUMMIT)
        wake(position)
        assert columns(position, "III/118", "TASK") == [task]


def assaulting(position: Position, here: tuple[int, int], start_in: int, **more: int) -> int:
    """An assault of I/75 on the summit that goes in so many pulses from now; the present pulse."""
    now = position.at_hour("31 Jul 05:00")
    position.place("Tereshkin", SUMMIT)
    given = dict(TASK=C.ASSAULT, ACTIVE=0, READY=0, START=now + start_in, GOAL=position.hex(SUMMIT), START_LINE=-1)
    position.place("I/75", here, **{**given, **more})
    position.state.places[:, S.PLACE_FIRST_ASSAULT] = -1
    return now


def test_an_assault_goes_in_at_its_hour_from_beside_its_target(position):
    now = assaulting(position, WEST, 0)
    wake(position)
    assert columns(position, "I/75", "ACTIVE", "PATH_AT", "PATH_LEN") == [2, 0, 1]
    assert position.state.paths[0, 0] == position.hex(SUMMIT)
    # the summit is the first scored place
    assert position.state.places[:, S.PLACE_FIRST_ASSAULT].tolist() == [now, -1, -1]
    position.state.clock[S.NOW] += 1
    position.row("I/75")[S.PATH_AT] = 1
    wake(position)  # once under way it is not planned again
    assert columns(position, "I/75", "ACTIVE", "PATH_AT") == [2, 1]
    assert position.state.places[0, S.PLACE_FIRST_ASSAULT] == now


def test_the_hour_of_the_first_assault_on_a_place_stands(position):
    assaulting(position, WEST, 0)
    position.state.places[0, S.PLACE_FIRST_ASSAULT] = 0
    wake(position)
    assert position.state.places[:, S.PLACE_FIRST_ASSAULT].tolist() == [0, -1, -1]


def test_an_assault_from_afar_marches_to_its_target(position):
    assaulting(position, FAR, 0)
    wake(position)
    active, length = columns(position, "I/75", "ACTIVE", "PATH_LEN")
    assert (active, position.state.paths[0, length - 1]) == (2, position.hex(SUMMIT))
    assert length >= 4


def test_an_assault_forms_up_on_its_start_line_until_its_hour(position):
    line = position.hex((17, 28))
    assaulting(position, FAR, 1, START_LINE=line)
    wake(position)
    active, length = columns(position, "I/75", "ACTIVE", "PATH_LEN")
    assert (active, position.state.paths[0, length - 1]) == (1, line)
    assert position.state.places[0, S.PLACE_FIRST_ASSAULT] == -1
    position.row("I/75")[S.PATH_LEN] = 0
    wake(position)  # not planned twice
    assert columns(position, "I/75", "PATH_LEN") == [0]


@pytest.mark.parametrize("line", [-1, "here"])
def test_an_assault_without_a_start_line_or_on_it_waits_where_it_is(position, line):
    assaulting(position, FAR, 1, START_LINE=position.hex(FAR) if line == "here" else -1)
    wake(position)
    assert columns(position, "I/75", "ACTIVE", "PATH_LEN", "TASK") == [1, 0, C.ASSAULT]
    assert not position.told(C.EV_STOPPED)


def test_the_first_hex_of_the_map_may_be_a_start_line(position):
    assaulting(position, FAR, 1, START_LINE=0)
    wake(position)
    assert position.told(C.EV_STOPPED) or columns(position, "I/75", "PATH_LEN") != [0]


def test_an_assault_ordered_again_before_the_same_hex_presses_anew_at_its_hour(position):
    now = assaulting(position, WEST, 1)
    row = position.open(31, "I/75", SUMMIT, PRESS=0)
    wake(position)
    assert (columns(position, "I/75", "ACTIVE"), int(row[S.PRESS])) == ([1], 0)
    position.row("I/75")[S.START] = now
    wake(position)
    assert (columns(position, "I/75", "ACTIVE", "EFFORT_AT"), int(row[S.PRESS])) == ([2, now], 1)
    row[S.PRESS] = 0
    wake(position)  # it was stopped since: nobody presses it again unbidden
    assert int(row[S.PRESS]) == 0


def test_an_assault_on_another_hex_leaves_the_old_row_alone(position):
    now = assaulting(position, WEST, 0)
    row = position.open(31, "I/75", SOUTH, PRESS=0)
    wake(position)
    assert columns(position, "I/75", "ACTIVE") == [2]
    assert int(row[S.PRESS]) == 0
    assert position.state.places[0, S.PLACE_FIRST_ASSAULT] == now


@pytest.mark.parametrize(
    ("manner", "task", "silent"),
    [
        (C.SILENT, C.ASSAULT, True),
        (C.SILENT, C.MOVE, True),
        (C.SILENT, C.WITHDRAW, False),
        (C.OPEN, C.ASSAULT, False),
        (C.PREPARED, C.MOVE, False),
    ],
)
def test_silent_are_moves_and_assaults_ordered_so(position, manner, task, silent):
    position.place("I/75", WEST, MANNER=manner, TASK=task)
    assert position.call(tasks.is_silent, 0) == silent


# ------------------------------------------------------------------ boats
@pytest.fixture
def at_the_river(river) -> Position:
    return Position(river.engine)


def ferrying(position: Position, here: tuple[int, int], start_in: int = 0) -> list[int]:
    now = int(position.state.clock[S.NOW])
    goal = position.hex(position.crossing(position.scenario.crossings[0].id))
    position.place("I/75", here, TASK=C.FERRY, ACTIVE=0, READY=0, START=now + start_in, GOAL=goal, PATH_LEN=0)
    wake(position)
    return columns(position, "I/75", "ACTIVE", "TASK", "PATH_LEN")


def test_men_who_are_to_cross_walk_to_their_landing_at_their_hour(at_the_river):
    bank = at_the_river.scenario.crossings[0].banks[0]
    assert ferrying(at_the_river, bank) == [1, C.FERRY, 0]  # there already: they wait for the boats
    away = next(
        (c, bank[1] + r)
        for r in (2, -2, 1)
        for c in (bank[0] - 2, bank[0] + 2, bank[0])
        if at_the_river.scenario.ground.zone((c, bank[1] + r)) == at_the_river.scenario.ground.zone(bank)
    )
    assert ferrying(at_the_river, away, 1) == [0, C.FERRY, 0]
    active, task, length = ferrying(at_the_river, away)
    assert (active, task) == (1, C.FERRY)
    assert at_the_river.state.paths[0, length - 1] == at_the_river.hex(bank)


def test_men_on_land_that_no_landing_touches_hold(at_the_river):
    at_the_river.tables.hex[at_the_river.hex((30, 10)), S.H_LAND] = 999
    assert ferrying(at_the_river, (30, 10)) == [1, C.DIG, 0]
