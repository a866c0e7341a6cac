"""What a side is told of its supply: shells, small arms, boats, who is short and since when, and nothing of the enemy's."""

import pytest

from game import Match, load_scenario
from game.match.battle.supplies import supplies_told
from game.model.battle.orders import Order
from game.model.battle.verbs import VERBS
from game.rules.battle import state as S


@pytest.fixture(scope="module")
def war():
    """The whole incident."""
    return Match.new(load_scenario("changkufeng"), seed=1938)


def view_of(match, side="japan", **columns):
    """The side's view of the opening with columns of its first counter on the map, or of the side, set otherwise."""
    state = S.copy_state(match.state)
    unit = next(u.id for u in match.view(side).own if u.hex)
    for name, value in columns.items():
        rows = (
            state.sides
            if name in ("SIDE_LOW", "GOT_KG", "NEED_KG", "SHELLS", "SHELLS_FIRED", "LOTS_TURN")
            else state.units
        )
        at = match.scenario.sides.index(side) if rows is state.sides else match.scenario.unit_index(unit)
        rows[at, getattr(S, name)] = value
    return match.view_at(side, state, match.turn), unit


def lines(view, *beside: Order):
    return [line for _head, told in supplies_told(view, beside) for line in told]


def test_shells_are_told_with_their_first_stock_and_what_was_fired(war):
    view, _ = view_of(war, SHELLS=1000, SHELLS_FIRED=3500)
    found = view.supplies
    assert (found.shells, found.shells_first, found.shells_fired, found.shells_low) == (1000, 4500, 3500, True)
    assert lines(view)[:2] == [
        "Shells: 1,000 left, 4,500 at the start, 3,500 fired (rule 9.5)",
        "Shells are low: under 1,125 no preparation is fired",
    ]


def test_who_is_cut_off_is_told_with_the_hour_since_when(war):
    view, unit = view_of(war, CUT=6)
    (short,) = view.supplies.short
    assert (short.unit, short.is_cut, short.since) == (unit, True, view.pulse - 6)
    moment = war.scenario.calendar.moment_of(view.pulse - 6)
    assert f"cut off since {moment}" in next(line for line in lines(view) if line.startswith(unit))


def test_small_arms_are_told_by_the_count_of_four_in_the_morning(war):
    view, unit = view_of(war, LOW=1, SIDE_LOW=1, GOT_KG=2500, NEED_KG=8000)
    found = view.supplies
    assert (found.came_t, found.needed_t, found.is_low) == (2.5, 8.0, True)
    assert war.scenario.calendar.moment_of(found.counted) == "29 Jul 04:00"
    assert [(s.unit, s.is_cut, s.since) for s in found.short] == [(unit, False, found.counted)]
    assert "Small arms are low by the count of 29 Jul 04:00: direct fire at 60%" in lines(view)


def test_boats_are_told_with_what_landed_and_with_what_the_sheet_books():
    view, _ = view_of(Match.new(load_scenario("hold-the-crest"), seed=1938), LOTS_TURN=3)
    assert "Supply that landed last turn: 3 lots, 15 t (rule 9.2)" in lines(view)
    crossing = view.ferries()[0]
    works = next(u for u in view.own if u.hex and view.scenario.unit_type(view.scenario.counter(u.id)).boats)
    ferry = next(v.name for v in VERBS.values() if v.ferries)
    order = Order(unit=works.id, task=ferry, target=crossing.hex, lots=4)
    assert any(line.startswith(crossing.name) and "4 booked" in line for line in lines(view, order))


def test_a_side_is_told_nothing_of_the_others_supply(war):
    before = lines(view_of(war, "soviet")[0])
    state = S.copy_state(war.state)
    state.sides[0, [S.SHELLS, S.GOT_KG, S.NEED_KG, S.SIDE_LOW, S.LOTS_TURN]] = 7, 7000, 7000, 1, 7
    state.units[[c.side == "japan" for c in war.scenario.counters], S.CUT] = 5
    assert lines(war.view_at("soviet", state, war.turn)) == before


def test_a_battle_without_chapter_nine_has_shells_alone(night):
    assert [head for head, _lines in supplies_told(Match.new(night).view("japan"))] == ["Shells"]
