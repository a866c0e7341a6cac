"""Ranges of the strategic game's columns: what a game reaches lies within them."""

import pytest

from game.core.ranges import outside
from game.files.theatre.theatres import load_theatre
from game.match.theatre import TheatreMatch
from game.players.theatre.seats import computer_seat
from game.rules.theatre import state as T
from game.rules.theatre import state_ranges as R

THEATRE = load_theatre("north-or-south")


def test_what_a_column_names_is_counted_in_its_table():
    """24 turns in three acts, 18 places, so sets of them below 2**18; of states each card has its own number."""
    match = TheatreMatch.new(THEATRE)
    sizes = match.engine.sizes
    assert (sizes["turns"], sizes["acts"], sizes["places"], sizes["sets"]) == (24, 3, 18, 262144)
    assert list(sizes["states"]) == [len(n.states) for n in match.engine.index.nodes]
    assert R.REST[T.CLOSED].most == -1


@pytest.mark.parametrize("seed", range(6))
def test_every_column_stays_in_its_range(seed):
    """Seats that choose at random, so that a journal of any honest game passes the gate for foreign positions."""
    match = TheatreMatch.new(THEATRE, seed=seed, dial=THEATRE.deck.dials[seed % 3].id)
    seats = {s: computer_seat(("random", "plain")[seed % 2], s, THEATRE, seed=seed) for s in THEATRE.seat_ids}
    while not match.over:
        match.resolve(trace=False, **{s: c.sheet(match.view(s)) for s, c in seats.items()})
        assert outside(match.position, R.RANGES, match.engine.sizes) == ""
        assert match._forged(match.position, match.records[-1].turn) == ""
