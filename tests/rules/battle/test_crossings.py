"""Rulings on crossings, lots and boats (6.10, 7.17, 9.1-9.3)."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.rules.battle import codes as C
from game.rules.battle import crossings as X
from game.rules.battle import state as S
from tests.rules.battle.field import BOATS, EAST_BANK, FIRST, GUNS, INFANTRY, RIVER, TANK, WEST_BANK, Field, J, K, river


def test_a_crossing_is_known_by_its_river_hex():
    field = river()
    assert [field.call(X.crossing_at, here) for here in (RIVER, RIVER + 14, WEST_BANK, -1)] == [K, J, -1, -1]


@pytest.mark.parametrize(
    ("kind", "works", "boards"),
    [(BOATS, True, False), (INFANTRY, False, True), (TANK, False, False), (GUNS, False, True)],
)
def test_boats_carry_neither_tanks_nor_those_who_work_them(kind, works, boards):
    field = river()
    u = field.unit(0, 22, kind)
    assert (field.call(X.works_boats, u), field.call(X.may_board, u)) == (works, boards)
    field.change(u, HEX=-1)
    assert field.call(X.works_boats, u) is False


@pytest.mark.parametrize(
    ("here", "near", "far", "ready"),
    [
        (22, WEST_BANK, EAST_BANK, True),
        (23, WEST_BANK, EAST_BANK, True),
        (21, WEST_BANK, EAST_BANK, False),
        (26, EAST_BANK, WEST_BANK, True),
        (27, EAST_BANK, WEST_BANK, False),
        (RIVER, -1, WEST_BANK, False),
    ],
)
def test_a_counter_boards_within_a_hex_of_its_own_banks_landing(here, near, far, ready):
    field = river()
    u = field.unit(0, here)
    assert field.call(X.near_landing, u, K) == near
    assert field.call(X.far_landing, u, K) == far
    assert field.call(X.is_at_landing, u, K) is ready


# 9.2: a lot is 50 men, or two guns with their crews; infantry takes its guns along
@pytest.mark.parametrize(
    ("kind", "men", "crew", "guns", "at", "lots"),
    [
        (INFANTRY, 100, 0, 0, 0, 2),
        (INFANTRY, 100, 1, 0, 0, 3),
        (INFANTRY, 1, 0, 4, 2, 1),
        (GUNS, 0, 50, 4, 0, 3),
        (GUNS, 0, 51, 4, 1, 5),
        (GUNS, 0, 50, 3, 1, 3),
    ],
)
def test_a_lot_is_fifty_men_or_two_guns(kind, men, crew, guns, at, lots):
    field = river()
    u = field.unit(0, 22, kind, MEN=men, CREW=crew, GUNS=guns, AT=at)
    assert field.call(X.lots_of, u) == lots
    field.change(u, LOTS_OVER=1)
    assert field.call(X.lots_wanted, u) == lots - 1
    field.change(u, LOTS_OVER=9)
    assert field.call(X.lots_wanted, u) == 0


@pytest.mark.parametrize(
    ("columns", "due"),
    [
        ({}, 3),
        ({"LOTS_OVER": 2}, 1),
        ({"LOTS_OVER": 4}, 0),
        ({"TASK": C.MOVE}, 0),
        ({"BROKEN": 1}, 0),
        ({"HEX": -1}, 0),
        ({"U_TYPE": BOATS}, 7),
    ],
)
def test_who_ferries_wants_what_is_not_over_and_boatmen_their_supply(columns, due):
    field = river()
    u = field.unit(0, 22, MEN=150, TASK=C.FERRY, LOTS=7)
    field.change(u, **columns)
    assert field.call(X.lots_due, u) == field.call(X.lots_booked, u) == due


def test_a_turn_is_dark_by_its_middle():
    field = river()
    field.t.light[8:, S.L_NIGHT] = 1
    assert [field.call(X.is_dark, FIRST, pulses) for pulses in (15, 16)] == [False, True]
    assert [field.call(X.is_dark, FIRST + at, 16) for at in (-9, -1, 0, 900)] == [False, False, True, True]


@pytest.mark.parametrize(
    ("seen_ago", "night", "share"), [(None, 0, 1.0), (32, 0, 0.25), (33, 0, 1.0), (0, 1, 1.0), (0, 0, 0.25)]
)
def test_observed_fire_of_the_last_eight_hours_leaves_a_quarter_by_day(seen_ago, night, share):
    field = river()
    field.s.clock[S.NOW] += 40
    field.light(L_NIGHT=night)
    if seen_ago is not None:
        field.s.crossings[K, S.X_SEEN_AT] = FIRST + 40 - seen_ago
    assert field.call(X.seen_share, K, FIRST, 16) == share
    field.s.crossings[K, S.X_SEEN_AT] = 0
    field.s.clock[S.NOW] = 0
    field.light(L_NIGHT=0)
    assert field.call(X.seen_share, K, FIRST, 16) == 0.25


def closed(field: Field, how: str) -> None:
    if how.startswith("enemy"):
        field.unit(1, {"west": WEST_BANK, "east": EAST_BANK, "beside": 22}[how.split()[1]])
    elif how.startswith("zone"):
        field.t.hex[{"west": WEST_BANK, "east": EAST_BANK, "beside": 22}[how.split()[1]], S.H_ZONE] = C.ZONE_KOREA
        field.t.allowed[0, C.ZONE_KOREA] = 0
    elif how == "no landing":
        field.t.crossing[K, S.C_BANK_B] = -1


@pytest.mark.parametrize(
    ("how", "is_open"),
    [
        ("", True),
        ("enemy west", False),
        ("enemy east", False),
        ("enemy beside", True),
        ("zone west", False),
        ("zone east", False),
        ("zone beside", True),
        ("no landing", False),
    ],
)
def test_both_landings_must_be_open_to_the_side(how, is_open):
    field = river()
    closed(field, how)
    assert field.call(X.is_open, 0, K) is is_open
    assert (field.call(X.crossing_lots, 0, K, FIRST, 16) > 0) is is_open
    field.unit(0, 22, BOATS)
    # the boats are shared out by fire, not by who stands on a bank
    assert field.call(X.river_lots, 0, FIRST, 32) == 20


def test_boats_are_those_of_the_side_that_are_on_the_map():
    field = river()
    field.unit(1, 22, BOATS)
    field.unit(0, 22)
    off = field.unit(0, -1, BOATS)
    assert [field.call(X.has_boats, side) for side in (0, 1)] == [False, True]
    field.change(off, HEX=22)
    assert field.call(X.has_boats, 0) is True


# 9.3: 10 lots x share seen x exp(-n / 60), whole lots
@pytest.mark.parametrize(
    ("rounds", "seen", "lots"),
    [(0, False, 10), (6, False, 9), (60, False, 3), (0, True, 2), (30, True, 1), (200, False, 0)],
)
def test_a_crossing_passes_ten_lots_less_what_shells_keep_away(rounds, seen, lots):
    field = river()
    field.s.crossings[K, S.X_ROUNDS] = rounds
    field.s.crossings[K, S.X_SEEN_AT] = FIRST if seen else -1
    assert lots == int(10 * (0.25 if seen else 1) * math.exp(-rounds / 60))
    assert field.call(X.crossing_lots, 0, K, FIRST, 16) == lots
    assert field.call(X.crossing_lots, 0, -1, FIRST, 16) == field.call(X.crossing_lots, 0, 0, FIRST, 16) == 0


# 9.3: 20 a Night of 32 pulses, the mean of the shares of the crossings there are; 2 lots less for ten boatmen lost
@pytest.mark.parametrize(
    ("pulses", "lost", "seen", "lots"),
    [
        (32, 0, 0, 20),
        (16, 0, 0, 10),
        (32, 9, 0, 20),
        (32, 10, 0, 18),
        (16, 10, 0, 9),
        (32, 29, 0, 16),
        (32, 200, 0, 0),
        (32, 0, 1, 12),
        (32, 0, 2, 5),
    ],  # (0.25 + 1) / 2 x 20 = 12.5
)
def test_the_boats_carry_twenty_lots_a_night_in_all(pulses, lost, seen, lots):
    field = river()
    field.unit(0, 22, BOATS, LOST=lost)
    field.unit(0, 22, INFANTRY, LOST=500)
    field.unit(1, 26, BOATS, LOST=500)
    for k in (K, J)[:seen]:
        field.s.crossings[k, S.X_SEEN_AT] = FIRST
    assert field.call(X.river_lots, 0, FIRST, pulses) == lots


def test_without_boats_nothing_is_carried_and_a_river_without_crossings_carries_nothing():
    field = river()
    assert field.call(X.river_lots, 0, FIRST, 32) == 0
    field.unit(0, 22, BOATS)
    field.t.crossing[:] = -1
    assert field.call(X.river_lots, 0, FIRST, 32) == 0


def test_lots_are_parts_of_eight_hours_of_32_pulses():
    field = river()
    field.param(FERRY_TURN=1000)
    field.unit(0, 22, BOATS)
    assert [field.call(X.river_lots, 0, FIRST, pulses) for pulses in (8, 16, 32)] == [250, 500, 1000]
    field.t.crossing[0] = -1, WEST_BANK, EAST_BANK  # landings without a river hex are no crossing
    field.s.crossings[0, S.X_SEEN_AT] = FIRST
    assert field.call(X.river_lots, 0, FIRST, 32) == 1000


def test_the_boats_wholly_lost_count_too_while_others_are_there():
    field = river()
    field.unit(0, 22, BOATS)
    field.unit(0, -1, BOATS, MEN=0, LOST=40)
    assert field.call(X.river_lots, 0, FIRST, 32) == 20 - 4 * 2


@pytest.mark.parametrize(("before", "over"), [(RIVER, 2), (RIVER + 14, 0), (-1, 0)])
def test_who_turns_to_another_crossing_begins_anew(before, over):
    field = river()
    u = field.unit(0, 22, GOAL=RIVER, LOTS_OVER=2)
    assert field.call(X.book_lots, u, 6, before) == 6
    assert field.has(u, "LOTS", "LOTS_OVER") == (6, over)


@pytest.mark.parametrize(
    ("target", "hit"), [(RIVER, True), (WEST_BANK, True), (EAST_BANK, True), (22, False), (RIVER + 14, False)]
)
@pytest.mark.parametrize(("seen", "night"), [(True, 0), (True, 1), (False, 0)])
def test_rounds_on_a_crossing_or_its_landings_count_and_those_seen_by_day_are_remembered(target, hit, seen, night):
    field = river()
    field.light(L_NIGHT=night)
    field.s.crossings[K, S.X_ROUNDS] = 5
    field.call(X.interdict, target, 30, seen)
    assert field.s.crossings[K, S.X_ROUNDS] == (35 if hit else 5)
    assert field.s.crossings[K, S.X_SEEN_AT] == (FIRST if hit and seen and not night else -1)
    assert field.s.crossings[0, S.X_ROUNDS] == 0


def test_rounds_on_nothing_fall_on_no_crossing():
    field = river()
    field.call(X.interdict, -1, 30, True)
    assert not field.s.crossings[:, S.X_ROUNDS].any()


def test_the_first_crossing_is_one_like_the_others():
    field = river()
    field.t.crossing[0], field.t.crossing[K] = field.t.crossing[K], -1
    assert field.call(X.crossing_lots, 0, 0, FIRST, 16) == 10
    assert field.call(X.crossing_at, RIVER) == 0


FIELD = river()


@settings(max_examples=30)
@given(st.integers(0, 400), st.integers(0, 400), st.booleans())
def test_more_shells_never_let_more_lots_pass(a, b, seen):
    FIELD.s.crossings[K, S.X_SEEN_AT] = FIRST if seen else -1
    lots = []
    for rounds in (min(a, b), max(a, b)):
        FIELD.s.crossings[K, S.X_ROUNDS] = rounds
        lots.append(FIELD.call(X.crossing_lots, 0, K, FIRST, 16))
    assert lots[1] <= lots[0]
