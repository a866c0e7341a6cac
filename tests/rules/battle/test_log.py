"""Rulings on what is left behind: events, who learns of them, the factors of each (2.1, 4.1, 8.3)."""

import pytest

from game.rules.battle import codes as C
from game.rules.battle import log as L
from game.rules.battle import state as S
from game.rules.battle import work as W
from tests.rules.battle.field import Field


def test_an_event_keeps_what_happened_where_and_who_learns_of_it():
    field = Field()
    field.s.clock[S.PULSE] = 9
    field.w.note[W.N_FACTORS] = 4
    field.w.events[0, W.E_COUNT] = 7
    assert field.call(L.event, C.EV_FIRE, 1, 2, 3, 40, 50, 60, 3) == 0
    assert field.events(C.EV_FIRE) == [(1, 2, 3, 40, 50, 60, 3)]
    assert [int(field.w.events[0, c]) for c in (W.E_PULSE, W.E_FIRST, W.E_COUNT)] == [9, 4, 0]
    assert field.call(L.event, C.EV_DONE, 0, 0, 0, 0, 0, 0, 1) == 1


def test_without_a_trace_and_beyond_its_room_nothing_is_noted():
    field = Field()
    field.w.note[W.N_EVENTS] = W.MAX_EVENTS - 1
    assert field.call(L.event, C.EV_DONE, 0, 0, 0, 0, 0, 0, 1) == W.MAX_EVENTS - 1
    assert field.call(L.event, C.EV_DONE, 0, 0, 0, 0, 0, 0, 1) == -1
    field = Field()
    field.w.note[W.N_TRACE] = 0
    assert field.call(L.event, C.EV_DONE, 0, 0, 0, 0, 0, 0, 1) == -1
    assert field.w.note[W.N_EVENTS] == 0


def test_the_set_of_sides_has_a_bit_for_each():
    assert [Field().call(L.side_bit, side) for side in (0, 1)] == [1, 2]
    assert L.BOTH == 1 | 2


def rows(field: Field, *values: float) -> None:
    field.call(L.new_list)
    for code, value in enumerate(values):
        field.call(L.term, code + 5, value)


@pytest.mark.parametrize(
    ("values", "product", "total"), [((), 1.0, 0.0), ((3.0,), 3.0, 3.0), ((2.0, -0.5, 8.0), -8.0, 9.5)]
)
def test_the_rows_of_a_list_are_multiplied_or_added(values, product, total):
    field = Field()
    field.w.list[:] = 77
    rows(field, *values)
    assert field.call(L.rows_written) == len(values)
    assert [tuple(r) for r in field.w.list[: len(values)]] == [(k + 5, v) for k, v in enumerate(values)]
    assert (field.call(L.product), field.call(L.total)) == (product, total)


def test_a_list_has_room_for_so_many_rows_and_no_more():
    field = Field()
    rows(field, *[2.0] * (W.LIST_ROWS - 1))
    for _ in range(3):
        field.call(L.term, 1, 0.5)
    assert field.call(L.rows_written) == W.LIST_ROWS
    assert field.call(L.product) == 2.0 ** (W.LIST_ROWS - 2)


def test_what_several_share_is_written_once():
    field = Field()
    rows(field, 2.0, 3.0, 5.0)
    field.call(L.back_to, 1)
    field.call(L.term, 9, 7.0)
    assert (field.call(L.product), field.call(L.rows_written)) == (14.0, 2)


@pytest.mark.parametrize(
    ("value", "bounded", "more"),
    [(5.0, 5.0, 0), (3.0, 4.0, 1), (4.0, 4.0, 0), (12.0, 10.0, 1), (10.0, 10.0, 0), (0.0, 0.0, 0), (0.5, 4.0, 1)],
)
def test_a_bound_is_a_row_of_its_own_where_it_binds(value, bounded, more):
    field = Field()
    rows(field, value)
    field.call(L.bound, 9, 4.0, 10.0)
    assert field.call(L.product) == pytest.approx(bounded)
    assert field.call(L.rows_written) == 1 + more
    assert not more or field.w.list[1, 0] == 9


@pytest.mark.parametrize(
    ("since", "pulses", "hours"), [(0, 0, 10.0), (8, 4, 7.0), (40, 0, 0.0), (40, 1, -0.25), (36, 4, 0.0)]
)
def test_hours_are_four_pulses_and_due_from_nought_on(since, pulses, hours):
    field = Field()
    field.s.clock[S.NOW] = 40
    rows(field, 1.0, 2.0)
    assert field.call(L.hours_over, since, pulses) == hours
    assert [tuple(r) for r in field.w.list[:2]] == [(C.F_HOURS, (40 - since) / 4), (C.F_HOURS_NEEDED, -pulses / 4)]


def test_an_event_that_the_list_decided_keeps_its_rows():
    field = Field()
    rows(field, 2.0, 3.0)
    assert field.call(L.explained, C.EV_FIRE, 1, 2, 3, 40, 50, 60, 3) == 0
    rows(field, 5.0)
    assert field.call(L.explained, C.EV_DONE, 0, 0, 0, 0, 0, 0, 1) == 1
    assert [tuple(r) for r in field.w.factors[:4]] == [(5, 2.0), (6, 3.0), (5, 5.0), (0, 0.0)]
    assert [[int(v) for v in field.w.events[e, [W.E_FIRST, W.E_COUNT]]] for e in (0, 1)] == [[0, 2], [2, 1]]
    assert field.w.note[W.N_FACTORS] == 3
    assert field.events(C.EV_FIRE) == [(1, 2, 3, 40, 50, 60, 3)]


@pytest.mark.parametrize(("used", "kept"), [(2, True), (1, False)])
def test_rows_without_room_or_trace_are_not_kept_by_halves(used, kept):
    field = Field()
    field.w.note[W.N_FACTORS] = W.MAX_FACTORS - used
    rows(field, 2.0, 3.0)
    field.call(L.explained, C.EV_FIRE, 1, 2, 3, 0, 0, 0, 3)
    assert field.w.events[0, W.E_COUNT] == (2 if kept else 0)
    assert field.w.note[W.N_FACTORS] == W.MAX_FACTORS - (0 if kept else used)
    field = Field()
    field.w.note[W.N_TRACE] = 0
    rows(field, 2.0)
    assert field.call(L.explained, C.EV_FIRE, 1, 2, 3, 0, 0, 0, 3) == -1
    assert field.w.note[W.N_FACTORS] == 0
