"""Rulings of chapter 12: who holds how much of a scored place, and the count of the pulses."""

import pytest

from game.match.battle.engine import engine_of
from game.rules.battle import state as S
from game.rules.battle import victory
from tests.campaign import campaign
from tests.rules.battle.position import SOUTH, SUMMIT, WEST, Position

JAPAN, SOVIET = 0, 1


def share(position: Position, side: int, here: tuple[int, int] = SUMMIT) -> int:
    return position.call(victory.place_share_pm, side, position.hex(here))


def nobody(position: Position) -> None:
    position.state.hexes[:, S.OWNER] = -1
    position.state.rows[:, S.USED] = 0


@pytest.mark.parametrize(
    ("owner", "stands", "shares"),
    [
        (-1, (), (0, 0)),  # nobody's
        (0, (), (1000, 0)),  # left behind by Japan
        (1, (), (0, 1000)),
        (-1, ("Tereshkin",), (0, 1000)),  # stood on, whoever owned it
        (0, ("Tereshkin",), (0, 1000)),
        (1, ("I/75",), (1000, 0)),
        (1, ("I/75", "Tereshkin"), (0, 0)),  # both stand in it and no row says who has what
    ],
)
def test_an_uncontested_place_is_his_who_stands_in_it_or_held_it_last(position, owner, stands, shares):
    nobody(position)
    position.state.hexes[position.hex(SUMMIT), S.OWNER] = owner
    for unit in stands:
        position.place(unit, SUMMIT, MEN=50)
    assert (share(position, JAPAN), share(position, SOVIET)) == shares


@pytest.mark.parametrize("side", [JAPAN, SOVIET])
def test_a_contested_place_is_divided_by_its_rows(position, side):
    nobody(position)
    attacker, defender = (("I/75", "Tereshkin"), ("III/118", "II/75"))[side]
    position.place(defender, SUMMIT, MEN=50)
    position.place(attacker, WEST, MEN=100)
    position.open(31, attacker, SUMMIT, SHARE_PM=300)
    assert (share(position, side), share(position, 1 - side)) == (300, 700)
    position.open(7, attacker, SOUTH, SHARE_PM=900)  # another hex
    position.state.rows[9] = position.state.rows[31]
    position.state.rows[9, S.USED], position.state.rows[9, S.ROW_SIDE] = 0, 1 - side  # closed
    assert (share(position, side), share(position, 1 - side)) == (300, 700)


def test_a_place_of_two_hexes_counts_the_mean_of_both(position):
    nobody(position)
    # Changkufeng: 18,26 with 18,27 beside it
    position.place("I/75", SUMMIT, MEN=100)
    scored = lambda side: position.call(victory.scored_share_pm, side, 0)  # noqa: E731
    assert scored(JAPAN) == 1000  # the second hex was never anybody's: it counts for nothing
    position.state.hexes[position.hex(SOUTH), S.OWNER] = SOVIET
    assert (scored(JAPAN), scored(SOVIET)) == (500, 500)
    position.state.hexes[position.hex(SOUTH), S.OWNER] = JAPAN
    assert (scored(JAPAN), scored(SOVIET)) == (1000, 0)
    position.state.hexes[position.hex(SOUTH), S.OWNER] = -1
    position.place("Tereshkin", SOUTH, MEN=10)
    assert (scored(JAPAN), scored(SOVIET)) == (500, 500)
    position.row("Tereshkin")[S.HEX] = -1
    position.place("II/75", SOUTH, MEN=10)
    assert (scored(JAPAN), scored(SOVIET)) == (1000, 0)


def test_a_place_of_one_hex_counts_that_hex_alone(position):
    nobody(position)
    position.state.hexes[position.hex((17, 21)), S.OWNER] = SOVIET
    position.state.hexes[0, S.OWNER] = JAPAN
    assert position.call(victory.scored_share_pm, SOVIET, 1) == 1000


def test_the_second_hex_of_a_place_may_be_the_first_of_the_map(position):
    nobody(position)
    position.tables.place[1, 2] = 0
    position.state.hexes[position.hex((17, 21)), S.OWNER] = SOVIET
    position.state.hexes[0, S.OWNER] = JAPAN
    assert position.call(victory.scored_share_pm, SOVIET, 1) == 500


def test_every_pulse_adds_both_shares_and_sets_the_clock_on(position):
    nobody(position)
    now = int(position.state.clock[S.NOW])
    position.place("Tereshkin", SUMMIT, MEN=50)
    position.place("1/119", SOUTH, MEN=50)
    for _ in range(3):
        position.call(victory.keep_score)
    place = position.state.places[0]
    assert place[[S.PLACE_SUM, S.PLACE_SUM_FOE, S.PLACE_PULSES]].tolist() == [0, 3000, 3]
    assert place[S.PLACE_TAKEN_AT] == -1
    assert int(position.state.clock[S.NOW]) == now + 3


def test_the_hour_of_a_capture_is_that_of_the_first_pulse_held_whole(position):
    nobody(position)
    position.place("I/75", SUMMIT, MEN=50)
    position.place("Tereshkin", SOUTH, MEN=50)
    position.place("III/118", (19, 27), MEN=50)
    position.open(0, "III/118", SUMMIT, SHARE_PM=400)
    position.call(victory.keep_score)
    # (600 of the contested hex + 0 of the other) / 2
    assert position.state.places[0, [S.PLACE_SUM, S.PLACE_SUM_FOE]].tolist() == [300, 700]
    assert position.state.places[0, S.PLACE_TAKEN_AT] == -1
    position.state.rows[0, S.USED] = 0
    now = int(position.state.clock[S.NOW])
    position.call(victory.keep_score)
    position.call(victory.keep_score)
    assert int(position.state.places[0, S.PLACE_TAKEN_AT]) == now


def test_nothing_counts_once_the_truce_has_begun():
    position = Position(engine_of(campaign("10 Aug Night")))
    now = int(position.state.clock[S.NOW])
    position.call(victory.keep_score)
    assert position.state.places[0, S.PLACE_PULSES] == 1
    position.state.accord[0, S.TRUCE_BEGUN] = 0
    position.call(victory.keep_score)
    assert position.state.places[0, S.PLACE_PULSES] == 1
    assert int(position.state.clock[S.NOW]) == now + 2
