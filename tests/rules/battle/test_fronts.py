"""Rulings of 3.2 and 3.3: how the rows of a hex share its front and its defenders, and who learns what."""

import pytest

from game.rules.battle import codes as C
from game.rules.battle import fronts
from game.rules.battle import state as S
from tests.rules.battle.field import Field
from tests.rules.battle.position import NORTH, SOUTH, SUMMIT, WEST, Position

LAST = S.MAX_ROWS - 1  # rows are drawn from the last one down
JAPANESE = ("I/75", "III/75", "II/75", "I/76", "Noguchi", "Kanda")


def attacked(position: Position, hexsides: int, **columns: int) -> None:
    """The summit, held by Tereshkin, with so many rows against it and one against another hex."""
    position.place("Tereshkin", SUMMIT, MEN=80)
    position.place("6/75", WEST)
    position.open(9, "6/75", SOUTH)
    for r in range(hexsides):
        position.place(JAPANESE[r], WEST, MEN=100)
        position.open(LAST - r, JAPANESE[r], SUMMIT, **columns)


@pytest.mark.parametrize(("hexsides", "metres"), [(1, 300.0), (2, 225.0), (3, 200.0), (4, 150.0), (6, 100.0)])
def test_a_row_has_its_part_of_the_front_of_its_hex(position, hexsides, metres):
    # 3.2: F = min(600, 150 + 150 k), each row F / k: 300/1, 450/2, 600/3, 600 (not 750) / 4, 600/6
    attacked(position, hexsides)
    position.given(FRONT_BASE=150, FRONT_SIDE=150, FRONT_MAX=600)
    assert position.call(fronts.rows_on, position.hex(SUMMIT)) == hexsides
    assert position.call(fronts.front_m, LAST) == pytest.approx(metres)


@pytest.mark.parametrize(
    ("one", "other", "both"), [(3, -1, (-1, 3)), (3, 1, (1, 3)), (1, 3, (1, 3)), (-1, -1, (-1, -1))]
)
def test_the_attackers_of_a_row_come_in_the_order_of_the_counters(one, other, both):
    field = Field()
    field.row(2, one, 25, 0, ATTACKER_2=other)
    assert (field.call(fronts.attacker, 2, 0), field.call(fronts.attacker, 2, 1)) == both


def test_base_and_hexsides_of_a_front_are_told_apart(position):
    attacked(position, 2)
    position.given(FRONT_BASE=100, FRONT_SIDE=40, FRONT_MAX=999)  # (100 + 2 x 40) / 2
    assert position.call(fronts.front_m, LAST) == pytest.approx(90.0)


def test_a_row_that_is_closed_counts_no_more(position):
    attacked(position, 3)
    position.state.rows[LAST - 1, S.USED] = 0
    assert position.call(fronts.rows_on, position.hex(SUMMIT)) == 2
    assert position.call(fronts.front_m, LAST) == pytest.approx(225.0)
    position.state.rows[:, S.USED] = 0
    assert position.call(fronts.front_m, LAST) == pytest.approx(300.0)  # as if it were the one row


@pytest.mark.parametrize(
    ("columns", "goes"),
    [
        ({}, True),
        ({"PRESS": 0}, False),
        ({"REFORM_AT": 1}, False),
        ({"REFORM_AT": 0}, True),
        ({"REFORM_AT": -1}, True),
        ({"SHARE_PM": 999}, True),
        ({"SHARE_PM": 1000}, False),
    ],
)
def test_attackers_go_forward_who_press_have_reformed_and_have_not_taken_all(position, columns, goes):
    attacked(position, 1)
    row = position.state.rows[LAST]
    for name, value in columns.items():
        row[getattr(S, name)] = value + (position.state.clock[S.NOW] if name == "REFORM_AT" else 0)
    assert position.call(fronts.presses, LAST) == goes


def test_a_pressed_row_draws_two_defenders_for_one_of_a_quiet_row(position):
    attacked(position, 3)
    position.state.rows[LAST - 1, S.PRESS] = 0
    # 3.3: weights 2, 1, 2 of 5
    assert [position.call(fronts.defenders_part, LAST - r) for r in range(3)] == pytest.approx([0.4, 0.2, 0.4])
    assert position.call(fronts.defenders_part, 9) == 1.0
    position.state.rows[LAST - 2, S.USED] = 0
    assert [position.call(fronts.defenders_part, LAST - r) for r in range(2)] == pytest.approx([2 / 3, 1 / 3])


def test_both_counters_of_a_row_attack_in_it_and_nobody_else(position):
    attacked(position, 2)
    position.state.rows[LAST, S.ATTACKER_2] = position.unit("10/75")
    assert [position.call(fronts.attacks_in, LAST, position.unit(u)) for u in ("I/75", "10/75", "III/75")] == [1, 1, 0]
    of = [position.call(fronts.row_of_attacker, position.unit(u)) for u in ("I/75", "10/75", "III/75", "6/75", "II/75")]
    assert of == [LAST, LAST, LAST - 1, 9, -1]
    position.state.rows[LAST, S.USED] = 0
    assert position.call(fronts.row_of_attacker, position.unit("I/75")) == -1


def test_defenders_are_those_of_the_other_side_who_stand_in_the_hex(position):
    attacked(position, 1)
    defends = lambda name: position.call(fronts.defends_in, LAST, position.unit(name))  # noqa: E731
    position.place("1/119", SOUTH)
    assert [defends(u) for u in ("Tereshkin", "1/119", "I/75")] == [True, False, False]
    position.place("I/75", SUMMIT)
    assert not defends("I/75")
    position.row("Tereshkin")[S.MEN] = 0
    assert not defends("Tereshkin")


@pytest.mark.parametrize(("stage", "engaged"), [(C.APPROACH, False), (C.HEARD, True), (C.CONTESTED, True)])
def test_a_row_engages_both_its_sides_once_it_is_heard(position, stage, engaged):
    attacked(position, 1, STAGE=stage)
    position.place("59R", NORTH)
    both, gap = (
        [position.call(rule, position.unit(u)) for u in ("I/75", "Tereshkin")]
        for rule in (fronts.is_engaged, fronts.nearest_gap_m)
    )
    assert both == [engaged, engaged]
    assert gap == [9999, 200 if engaged else 9999]
    assert not position.call(fronts.is_engaged, position.unit("59R"))
    position.state.rows[LAST, S.USED] = 0
    assert not position.call(fronts.is_engaged, position.unit("Tereshkin"))
    assert position.call(fronts.nearest_gap_m, position.unit("Tereshkin")) == 9999


def test_the_nearest_of_several_rows_is_what_counts(position):
    attacked(position, 3)
    position.state.rows[LAST - 2 :, S.GAP_M] = 240, 90, 180
    assert position.call(fronts.nearest_gap_m, position.unit("Tereshkin")) == 90
    position.state.rows[LAST - 1, S.USED] = 0
    assert position.call(fronts.nearest_gap_m, position.unit("Tereshkin")) == 180


def test_what_befalls_a_counter_is_known_to_its_side_and_to_the_enemy_who_sees_or_meets_it(position):
    attacked(position, 1, STAGE=C.APPROACH)
    knows = lambda name: position.call(fronts.who_knows, position.unit(name))  # noqa: E731
    assert (knows("I/75"), knows("Tereshkin")) == (1, 2)
    position.see(0, "Tereshkin")
    assert (knows("I/75"), knows("Tereshkin")) == (1, 3)
    position.see(1, "I/75")
    assert knows("I/75") == 3
    position.state.seen[:, S.SEEN_NOW] = 0
    position.state.rows[LAST, S.STAGE] = C.HEARD
    assert (knows("I/75"), knows("Tereshkin")) == (3, 3)


def test_the_first_counter_of_the_table_is_infantry_as_any_other(position):
    attacked(position, 1)
    assert position.unit("I/75") == position.state.rows[LAST, S.ATTACKER] == 0
    assert position.call(fronts.has_infantry, LAST)


def test_in_a_soviet_attack_the_japanese_defend(position):
    position.place("II/75", SUMMIT)
    position.place("III/118", NORTH)
    position.place("Tereshkin", SUMMIT)
    position.open(0, "III/118", SUMMIT)
    assert [position.call(fronts.defends_in, 0, position.unit(u)) for u in ("II/75", "Tereshkin")] == [True, False]


def test_tanks_alone_are_no_infantry(position):
    position.place("40TB/1", NORTH, TANKS=10, CREW=60)
    position.place("III/118", NORTH, MEN=550)
    position.open(0, "40TB/1", SUMMIT)
    assert not position.call(fronts.has_infantry, 0)
    position.state.rows[0, S.ATTACKER_2] = position.unit("III/118")
    assert position.call(fronts.has_infantry, 0)
    position.state.rows[0, [S.ATTACKER, S.ATTACKER_2]] = position.unit("III/118"), -1
    assert position.call(fronts.has_infantry, 0)
    position.row("III/118")[[S.MEN, S.CREW]] = 0
    assert not position.call(fronts.has_infantry, 0)


@pytest.mark.parametrize(("shares", "whole"), [((333, 0), 166), ((1000, 1000, 0), 666), ((500,), 500), ((), 0)])
def test_the_share_of_a_hex_is_the_mean_of_its_rows(position, shares, whole):
    attacked(position, len(shares))
    for r, share in enumerate(shares):
        position.state.rows[LAST - r, S.SHARE_PM] = share
    position.state.rows[20] = position.state.rows[LAST] if shares else 0
    position.state.rows[20, [S.USED, S.SHARE_PM]] = 0, 1000  # closed
    assert position.call(fronts.hex_share_pm, position.hex(SUMMIT)) == whole
