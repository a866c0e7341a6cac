"""Rulings on what comes back: stragglers in the morning, tanks from the workshop (2.8, 5.8, 8.5)."""

import pytest

from game.core.dice import new_dice, uniform
from game.core.rule import plain
from game.rules.battle import codes as C
from game.rules.battle import recovery as R
from game.rules.battle import state as S
from tests.rules.battle.field import FIRST, TANK, Field

MORNING = FIRST + 16  # 04:00: pulse 16 of the day, with which a turn ends


def morning(pulse: int = MORNING) -> Field:
    field = Field()
    field.s.clock[S.NOW] = pulse
    return field


@pytest.mark.parametrize(
    ("columns", "back"),
    [({}, 6), ({"BROKEN": 1}, 0), ({"CUT": 1}, 0)],  # 11 strayed, half of them: 5.5, rounded 6
)
def test_half_of_those_who_strayed_come_back_and_the_rest_are_missing(columns, back):
    field = morning()
    field.param(STRAY_BACK=0.5, STACK_MEN=900)
    u = field.unit(1, 5, MEN=100, STRAYED=11, CAPTURED=11, LOST=20, KILLED=3, **columns)
    field.call(R.stragglers_return, u)
    expected = (106, 0, 5, 25, 8) if back else (100, 11, 11, 20, 3)
    assert field.has(u, "MEN", "STRAYED", "CAPTURED", "LOST", "KILLED") == expected
    assert not back or field.why(C.EV_STRAY_BACK) == {C.F_STRAYED: 11, C.F_COME_BACK: 0.5}
    assert field.events(C.EV_STRAY_BACK) == ([(u, u, 5, 6, 0, 0, 2)] if back else [])


@pytest.mark.parametrize(("others", "back"), [(794, True), (795, False)])  # 100 + 794 + 6 = 900
def test_they_wait_for_another_morning_while_the_hex_is_full(others, back):
    field = morning()
    field.param(STRAY_BACK=0.5, STACK_MEN=900)
    u = field.unit(0, 5, STRAYED=12, CAPTURED=12)
    field.unit(0, 5, MEN=others)
    field.call(R.stragglers_return, u)
    assert field.has(u, "STRAYED") == (0 if back else 12,)


def test_one_who_strayed_and_does_not_come_back_is_missing_without_a_word():
    field = morning()
    field.param(STRAY_BACK=0.4)
    u = field.unit(0, 5, STRAYED=1, CAPTURED=1)
    field.call(R.stragglers_return, u)
    assert field.has(u, "MEN", "STRAYED", "CAPTURED", "LOST", "KILLED") == (100, 0, 1, 1, 1)
    assert field.events(C.EV_STRAY_BACK) == []


@pytest.mark.parametrize(
    ("pulse", "supply", "comes"),
    [(MORNING, 1, True), (MORNING + 16, 1, False), (MORNING + 1, 1, False), (MORNING, 0, False)],
)
def test_they_come_at_four_in_the_morning_where_chapter_nine_is_in_play(pulse, supply, comes):
    field = morning(pulse)
    field.t.frame[S.SUPPLY] = supply
    u, off = field.unit(0, 5, STRAYED=10), field.unit(0, -1, STRAYED=10)
    field.run(R.recovery)
    assert (field.has(u, "STRAYED") == (0,)) is comes
    assert field.has(off, "STRAYED") == (10,)


def test_each_tank_lost_is_mended_with_its_odds_once():
    field = morning()
    field.param(FIELD_BACK=0.5, REPAIR_PULSES=96)
    field.unit(0, 3)
    u = field.unit(0, 5, TANK, TANKS=4, TANKS_LOST=9, TANKS_COUNTED=3)
    dice = plain(new_dice(0))
    mended = sum(uniform(dice, u, n, C.D_REPAIR) < 0.5 for n in range(3, 9))
    assert 0 < mended < 6
    for _ in range(2):
        field.call(R.workshop, u)
        assert field.has(u, "WORKSHOP", "TANKS_COUNTED", "TANKS", "WORKSHOP_AT") == (mended, 9, 4, MORNING)


def test_a_single_tank_comes_back_too():
    field = morning()
    u = field.unit(0, 5, TANK, TANKS=0, WORKSHOP=1)
    field.run(R.recovery)
    assert field.has(u, "TANKS", "WORKSHOP") == (1, 0)


@pytest.mark.parametrize(("odds", "mended"), [(0.0, 0), (1.0, 6)])
def test_odds_of_nought_and_of_one_are_certain(odds, mended):
    field = morning()
    field.param(FIELD_BACK=odds)
    u = field.unit(0, 5, TANK, TANKS_LOST=6)
    field.run(R.recovery)
    assert field.has(u, "WORKSHOP") == (mended,)


@pytest.mark.parametrize(
    ("since", "others", "engaged", "back"),
    [(96, 20, 0, True), (95, 20, 0, False), (200, 20, 0, True), (96, 21, 0, False), (96, 20, 1, False)],
)  # 2 of its own, 20 of another, 2 mended: 24
def test_mended_tanks_are_back_a_day_later_when_there_is_room_and_no_fight(since, others, engaged, back):
    field = morning()
    field.param(REPAIR_PULSES=96, STACK_VEHICLES=24)
    u = field.unit(1, 5, TANK, TANKS=2, WORKSHOP=2, WORKSHOP_AT=MORNING - since, TANKS_BACK=1)
    field.unit(1, 5, TANK, TANKS=others)
    if engaged:
        field.row(0, u, 6, 1, STAGE=C.HEARD)
    field.run(R.recovery)
    assert field.has(u, "TANKS", "WORKSHOP", "TANKS_BACK") == ((4, 0, 3) if back else (2, 2, 1))
    assert field.events(C.EV_REPAIRED) == ([(u, u, 5, 2, 0, 0, 2)] if back else [])
    assert not back or field.why(C.EV_REPAIRED) == {C.F_HOURS: since / 4, C.F_HOURS_NEEDED: -24}
