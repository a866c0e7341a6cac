"""Rulings of 1.6: what happens in a pulse, in which order, and what comes after the last one of a turn."""

import pytest

from game.core.rule import host
from game.match.battle.engine import Engine, engine_of
from game.rules.battle import codes as C
from game.rules.battle import resolve
from game.rules.battle import state as S
from tests.campaign import campaign
from tests.rules.battle.position import SUMMIT, WEST, Position


def names(phases) -> list[str]:
    return [phase.__name__ for phase in phases]


FIGHT = [
    "clear_pulse",
    "arrivals",
    "wake_tasks",
    "open_rows",
    "air_strikes",
    "fire_missions",
    "counter_battery",
    "direct_fire",
    "tanks_and_guns",
    "movement",
    "close_in",
    "contests",
    "apply_losses",
    "cohesion",
    "routs",
    "digging",
    "sight",
    "note_acts",
    "midnight",
    "keep_score",
]
TRUCE = [
    "clear_pulse",
    "arrivals",
    "stop_fire",
    "wake_tasks",
    "open_rows",
    "movement",
    "apply_losses",
    "cohesion",
    "routs",
    "digging",
    "sight",
    "keep_score",
]


def test_a_pulse_goes_strikes_missions_fire_tanks_marches_contests_losses_cohesion_sight():
    assert names(resolve.PHASES) == FIGHT


def test_a_pulse_of_the_truce_has_no_fire_in_it():
    assert names(resolve.TRUCE_PHASES) == TRUCE


def test_after_the_last_pulse_come_boats_supply_recovery_answers_and_talks():
    assert names(resolve.ENDS) == ["ferries", "supply", "recovery", "answers", "talks"]


def test_what_python_calls_is_all_compiled_at_the_doors():
    assert set(resolve.ENDS) | set(resolve.CALLS) | {resolve.fight_pulse, resolve.truce_pulse} == set(resolve.STEPS)
    assert {*resolve.PHASES, *resolve.TRUCE_PHASES} == set(resolve.PARTS)


@pytest.mark.parametrize("phase", [p for p in resolve.PARTS if p.__name__ != "stop_fire"], ids=lambda p: p.__name__)
def test_a_step_that_has_nothing_to_do_does_nothing_and_gives_nought(position, phase):
    position.state.hexes[:, S.OWNER] = -1
    before = S.copy_state(position.state)
    assert position.call(phase) == 0
    before.clock[S.NOW] += phase.__name__ == "keep_score"
    before.places[:] = position.state.places
    before.units[:, S.FIRED] = 0
    assert all((a == b).all() for a, b in zip(before, position.state, strict=True))


@pytest.fixture
def fight(position: Position) -> Position:
    """I/75 marches on Tereshkin's summit by day, both in view."""
    position.at_hour("31 Jul 08:00")
    position.place("Tereshkin", SUMMIT, MEN=80)
    position.place("I/75", WEST, MEN=300)
    position.assault("I/75", SUMMIT)
    return position


def test_pulses_are_numbered_from_nought_and_the_clock_goes_on_with_each(fight):
    now, seen = int(fight.state.clock[S.NOW]), []
    state, tables, work = host(fight.state), host(fight.tables), host(fight.work)
    each = lambda k: seen.append((k, int(fight.state.clock[S.PULSE]), int(fight.state.clock[S.NOW]) - now))  # noqa: E731
    resolve.resolve_turn(state, tables, work, 9, 3, each_pulse=each)
    assert seen == [(0, 0, 1), (1, 1, 2), (2, 2, 3)]
    assert int(fight.state.clock[S.TURN]) == 9
    assert fight.told(C.EV_FIRE)


def test_a_turn_without_a_trace_is_the_same_turn_and_tells_nothing(fight):
    silent = Position(fight.engine)
    silent.state = S.copy_state(fight.state)
    fight.play(4)
    assert fight.told(C.EV_FIRE)
    silent.play(4, trace=False)
    assert all((a == b).all() for a, b in zip(fight.state, silent.state, strict=True))
    assert not silent.told(C.EV_FIRE)


def test_the_events_of_a_turn_begin_anew(fight):
    fight.play(2)
    told = len(fight.told(C.EV_FIRE))
    fight.state.units[:, S.HEX] = -1
    fight.play(1)
    assert told > 0
    assert not fight.told(C.EV_FIRE)


@pytest.fixture(scope="module")
def late_engine() -> Engine:
    return engine_of(campaign("10 Aug Night"))


@pytest.mark.parametrize(("ahead", "fire"), [(-1, True), (2, True), (0, False), (1, True)])
def test_the_fight_goes_on_to_the_hour_of_the_truce_and_not_a_pulse_longer(late_engine, ahead, fire):
    position = Position(late_engine)
    now = position.at_hour("11 Aug 08:00")
    position.place("Tereshkin", SUMMIT, MEN=80, HMG=3)
    position.place("I/75", WEST, MEN=300, HMG=4)
    position.open(0, "I/75", SUMMIT)
    position.row("I/75")[[S.TASK, S.ACTIVE, S.GOAL]] = C.ASSAULT, 2, position.hex(SUMMIT)
    position.state.accord[0, [S.TRUCE_TERM, S.TRUCE_AT]] = 0, -1 if ahead < 0 else now + ahead
    position.play(1)
    assert bool(position.told(C.EV_FIRE)) == fire
    assert bool(position.told(C.EV_TRUCE)) != fire


def test_the_last_pulse_of_a_turn_is_followed_by_its_ends(late_engine):
    position = Position(late_engine)
    turn = position.scenario.calendar.turn("10 Aug Night")
    position.state.clock[[S.NOW, S.TURN]] = turn.first_pulse + turn.pulses - 1, turn.number
    position.state.forms[:, [S.FORM_SEALED, S.FORM_YES]] = 1, 1
    position.play(1)
    assert position.state.accord[0, S.SIGNED_TURN] == turn.number
