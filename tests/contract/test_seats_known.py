"""What a seat of the strategic game may know is declared once; all else is drawn anew and changes nothing that it is told."""

import numpy as np
import pytest

from game.match.theatre import TheatreMatch, columns, sealing
from game.match.theatre.columns import ARRAYS, knows, undeclared
from game.match.theatre.sealing import seal
from game.players.theatre.seats import computer_seat
from game.rules.theatre import state as T
from tests.contract import seats
from tests.contract.hidden import luck_of
from tests.contract.seats import differences, drawn_anew, with_everything_hidden_drawn_anew
from tests.kept import theatre

THEATRE = theatre()
SEATS = THEATRE.seat_ids


def game(seed: int) -> TheatreMatch:
    """A game of three random seats, played to its end."""
    match = TheatreMatch.new(THEATRE, seed=seed)
    players = {seat: computer_seat("random", seat, THEATRE, seed=seed) for seat in SEATS}
    while not match.over:
        match.resolve(**{seat: player.sheet(match.view(seat)) for seat, player in players.items() if player})
    return match


@pytest.fixture(scope="module")
def match() -> TheatreMatch:
    """A whole game of the strategic choice."""
    return game(4)


def test_every_column_of_the_strategic_game_is_declared(match: TheatreMatch):
    assert undeclared(match.opening) == []


@pytest.mark.parametrize("array", [name for name in T.Position._fields if name != "seen"])
def test_a_column_that_nobody_declared_is_found(match: TheatreMatch, array: str):
    old = getattr(match.opening, array)
    wider = np.concatenate([old, np.zeros((*old.shape[:-1], 1), old.dtype)], axis=-1)
    assert undeclared(match.opening._replace(**{array: wider})) == [f"{array} column {old.shape[-1]}"]


def test_every_way_to_tell_a_part_is_worked_out_once_and_drawn_anew_here():
    named = {c.known for array in ARRAYS.values() for c in array.values()}
    assert {*sealing.WAYS} == {*seats.WAYS} == named - {"all", "nobody", "side 0", "side 1", "first seat", "own row"}


def test_a_seat_is_handed_nothing_that_it_is_not_told(match: TheatreMatch):
    for record in match.records:
        for seat in SEATS:
            changed = drawn_anew(match.engine, record.position, seat, luck_of(seat, record.turn.number))
            known, again = (seal(match.engine, p, seat) for p in (record.position, changed))
            for field, a, b in zip(T.Position._fields, known, again, strict=True):
                assert a.tobytes() == b.tobytes(), (record.turn.number, seat, field)


def test_a_column_shown_to_a_seat_for_which_it_is_not_declared_is_found(
    match: TheatreMatch, monkeypatch: pytest.MonkeyPatch
):
    position, shown = match.records[2].position, 0
    for seat in SEATS:
        changed = drawn_anew(match.engine, position, seat, luck_of("leak", seat))
        for name, array in ARRAYS.items():
            for k, column in array.items():
                if column.known in sealing.WAYS or knows(match.engine, seat, column.known):
                    continue
                with monkeypatch.context() as patch:
                    patch.setitem(ARRAYS, name, {**array, k: columns.ALL})
                    known, again = (seal(match.engine, p, seat) for p in (position, changed))
                assert (getattr(known, name) != getattr(again, name)).any(), (seat, name, k)
                shown += 1
    assert shown > 30


@pytest.mark.slow
@pytest.mark.parametrize("seat", SEATS)
@pytest.mark.parametrize("turn", [1, 2, 3, 8])
def test_what_is_hidden_changes_nothing_that_a_seat_is_told_and_no_order_of_any_computer(
    match: TheatreMatch, seat: str, turn: int
):
    at = match.branch(turn)
    other = with_everything_hidden_drawn_anew(at, seat, luck_of("seat", seat, turn))
    levels = ("empty", "staff", "plain", "random", *(("general",) if turn == 2 else ()))
    told, differ = differences(at, other, seat, turn, levels)
    assert differ == []
    assert told > 20
