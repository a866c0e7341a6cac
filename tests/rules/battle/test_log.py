"""Rulings on what is left behind: events, who learns of them, the factors of each (2.1, 4.1, 8.3)."""

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
