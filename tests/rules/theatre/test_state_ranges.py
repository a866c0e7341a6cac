"""Ranges of the strategic game's columns: what a game reaches lies within them."""

import pytest

from game.core.ranges import outside
from game.match.theatre import TheatreMatch
from game.players.theatre.seats import computer_seat
from game.rules.theatre import state as T
from game.rules.theatre import state_ranges as R
from tests.kept import theatre

THEATRE = theatre()


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
        assert match._forged(match.position, match.records[-1].turn, match._luck_after(len(match.records), None)) == ""


# ---------------------------------------------------------------- column by column, by hand
# 18 places, 24 turns in three acts, 24 policies, 16 incidents; a number in its table begins with 0, -1 is none.
COUNT, TIDE, TURN, LATER, YES_NO = (0, 10_000), (-10_000, 10_000), (0, 24), (0, 1000), (0, 1)
BY_HAND = {
    "places": {TIDE: (0, 1, 11), COUNT: range(2, 11)},  # beyond the record on either side, lost; coming, worn, heat
    "tracks": {(0, 100): [T.RECORD], TIDE: [T.NETWORK, T.PLAY]},
    "cards": {(0, 5): [T.CARD_HOW], (-1, 24): [T.CARD_TURN]},  # open, drawn, answered, fought, by the record, read off
    "seats": {COUNT: [T.STANDING], (-1, 23): [T.LAST_POLICY], LATER: [T.HALF_UNTIL, T.SHARP_IN], YES_NO: [T.SAT]},
    "policies": {COUNT: [T.USED], TURN: [T.USED_IN]},
    "marks": {COUNT: [T.MARK_COUNT], LATER: [T.MARK_UNTIL]},
    "acts": {(-1, 10_000): range(5)},  # scores, dismissals, forts
    "asked": {YES_NO: range(4)},  # odds
    "seen": {COUNT: range(18)},
    "rest": {
        COUNT: [T.OIL, T.DRIVEN, T.AID, T.AID_FELT, T.DEPOTS_J, T.DEPOTS_S, T.BEYOND],
        TIDE: [T.HOLD],
        TURN: [T.FALLEN, T.OFFENCE_AT, T.WAR_AT],
        (0, 2): [T.WAR_ACT],
        (-1, 17): [T.CLASH_AT],
        (0, 2**18 - 1): [T.CLOSED, T.CLOSING],
        (-1, 15): [T.INCIDENT],
        YES_NO: [T.OVER],
    },
}
COLUMNS = {
    "places": 12,
    "tracks": 3,
    "cards": 3,
    "seats": 5,
    "policies": 2,
    "marks": 2,
    "acts": 5,
    "asked": 4,
    "seen": 18,
}
COLUMNS |= {"rest": 17}


def refused(match: TheatreMatch, array: str, at: tuple[int, ...], value: float) -> str:
    """What is said of a position with one number put in."""
    position = T.copy_position(match.opening)
    getattr(position, array)[at] = value
    return outside(position, R.RANGES, match.engine.sizes)


@pytest.mark.parametrize("array", BY_HAND)
def test_a_column_holds_what_lies_between_its_ends_and_nothing_beyond(array: str):
    """Both ends are right, one less and one more are refused, in the first row and in the last."""
    match = TheatreMatch.new(THEATRE)
    by_hand = {column: ends for ends, columns in BY_HAND[array].items() for column in columns}
    assert {*range(COLUMNS[array])} - {*by_hand} == ({T.CARD_STATE} if array == "cards" else set())
    shape = getattr(match.opening, array).shape
    for column, (least, most) in by_hand.items():
        for at in {(0, column), (shape[0] - 1, column)} if len(shape) == 2 else {(column,)}:
            assert (refused(match, array, at, least), refused(match, array, at, most)) == ("", "")
            for value in (least - 1, most + 1):
                where = ", ".join(map(str, at))
                said = f"{array}[{where}] is {value:g}; needed {least:g} to {most:g}"
                assert refused(match, array, at, value) == said


def test_the_state_of_a_card_is_one_of_its_own():
    match = TheatreMatch.new(THEATRE)
    for k, node in enumerate(match.engine.index.nodes):
        at, states = (k, T.CARD_STATE), len(node.states)
        found = [refused(match, "cards", at, value) for value in (-2, -1, states - 1, states)]
        assert [bool(said) for said in found] == [True, False, False, True]
        assert found[3] == f"cards[{k}, 0] is {states}; needed -1 to {states - 1}"
