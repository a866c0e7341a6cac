"""Strikes by typed lines."""

import pytest

from game.cli.battle.terminal.order_line import order_words
from game.cli.battle.terminal.telling import air_lines
from game.cli.battle.terminal.writing import order_lines
from game.cli.troubles import Trouble
from game.players.battle.table import Table, seats_for
from tests.match.test_strikes import by_day, disputed
from tests.skies import wing

SIDES = ("japan", "soviet")


def test_strikes_are_typed_stand_side_by_side_and_are_read_out():
    match = by_day("fog", wing(flights=4))
    column, row = disputed(match)
    table = Table(match, seats_for("soviet", SIDES))
    for hour in ("10:00", "12:00"):
        order_lines(table, f"soviet-wing strike {column},{row} at {hour} flights 2".split())
    assert [order_words(table, o) for o in table.book.orders] == [
        f"soviet-wing: strike {column},{row}, start 31 Jul {hour}, flights 2" for hour in ("10:00", "12:00")
    ]
    assert air_lines(table) == ["Aircraft soviet-wing: 4 flights left today, 0 booked, 0 aircraft lost in all"]


def test_a_typed_strike_that_is_not_allowed_says_why():
    match = by_day("fog", wing(flights=4))
    column, row = disputed(match)
    table = Table(match, seats_for("soviet", SIDES))
    with pytest.raises(Trouble, match=r"5 flights wanted, 4 left on 31 Jul \(rule 7.16\)"):
        order_lines(table, f"soviet-wing strike {column},{row} flights 5".split())


def test_a_side_whose_aircraft_do_not_fly_hears_nothing_of_them():
    match = by_day("fog", wing(flights=4))
    assert air_lines(Table(match, seats_for("japan", SIDES))) == []
