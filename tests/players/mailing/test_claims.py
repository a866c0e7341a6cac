"""A reveal that does not come: recorded after the days agreed, taken as silent after as many again, the same in every house."""

from __future__ import annotations

import pytest

from game.match.battle import Match
from game.model.battle.orders import Order
from game.players.mailing import games
from tests.players.mailing.houses import House, files, look_round

DIG = Order(unit="Tereshkin", task="dig")


@pytest.fixture
def owing(seated: tuple[House, House]) -> tuple[House, House]:
    """All have sealed, Japan has revealed, the Soviets do not."""
    one, two = seated
    two.order(DIG)
    one.seal()
    two.seal()
    two.end()
    files(one.exchange, "soviet t01 reveal")[0].unlink()  # sealing it saw all seals; the file is lost on the way
    one.look()
    return one, two


@pytest.fixture
def late(seated: tuple[House, House]) -> tuple[House, House]:
    """All have sealed; the Soviet program has not looked since."""
    one, two = seated
    two.order(DIG)
    two.seal()
    two.end()
    one.seal()
    one.look()
    return one, two


def taken(house: House) -> None:
    """Asks, and takes after both waits."""
    house.days += 7
    house.table.claim("soviet")
    house.days += 7
    house.table.claim("soviet")
    house.look()


def moscow_is_claimed(tmp_path) -> tuple[House, House, House]:
    """Act I: all have sealed, Moscow's program has ended before its reveal, and Tokyo has taken its turn as silent."""
    drive = tmp_path / "drive"
    a, b, c = (House(tmp_path / name, drive) for name in "abc")
    a.begin(games.Plan("north-or-south", {"tokyo": "human", "field": "mail", "moscow": "mail"}, last=6))
    b.join("field")
    c.join("moscow")
    look_round(a, b, c)
    c.seal()
    c.end()
    a.seal()
    b.seal()
    look_round(a, b)
    for _wait in range(2):
        a.days += 7
        a.table.claim("moscow")
    return a, b, c


def test_before_the_days_are_over_nothing_can_be_claimed(late):
    one, _two = late
    one.days += 6.9
    assert one.table.claimable == ()
    with pytest.raises(ValueError, match="has time until"):
        one.table.claim("soviet")
    one.days += 0.2
    assert one.table.claimable == ("soviet",)


def test_a_claim_is_recorded_in_both_houses(late, drive):
    one, two = late
    one.days += 7
    assert one.table.claim("soviet").startswith("Recorded: USSR owes the reveal of turn 1")
    one.look()
    assert files(drive, "japan t01 claim")
    two.start()
    assert any("Japan has waited long" in p for p in two.look() + two.told()) or two.private.came


def test_a_reveal_answers_the_claim(late):
    one, two = late
    one.days += 7
    one.table.claim("soviet")
    one.look()
    two.start()
    look_round(one, two)
    assert one.match.records[0].orders["soviet"] == (DIG,)
    assert one.match.digest == two.match.digest
    with pytest.raises(ValueError, match="nothing of USSR can be claimed"):
        one.table.claim("soviet")


def test_after_both_waits_the_turn_is_played_with_the_seat_silent(late):
    one, _two = late
    taken(one)
    (record,) = one.match.records
    assert record.orders["soviet"] == ()
    assert one.private.claimed == ("1 soviet",)
    assert Match.load(one.path, at_table=True).digest == one.match.digest


def test_the_second_wait_is_as_long_as_the_first(late):
    one, _two = late
    one.days += 20
    one.table.claim("soviet")
    with pytest.raises(ValueError, match="has time until"):
        one.table.claim("soviet")


def test_who_was_away_agrees_and_both_go_on_in_the_same_position(late):
    one, two = late
    taken(one)
    two.start()
    look_round(two)
    assert two.match.records == ()
    assert not files(two.exchange, "soviet t01 reveal")
    assert two.table.agreeable
    assert any("agree to it" in line for line in two.table.waiting.lines)
    two.table.agree()
    look_round(two, one)
    assert one.match.digest == two.match.digest
    assert two.match.records[0].orders["soviet"] == ()
    assert not one.table.disputes


def test_a_claim_alone_takes_nobodys_turn(late, drive):
    one, two = late
    one.clock = lambda: 1e10  # whose clock runs ahead
    one.post.clock = one.clock
    one.table.claim("soviet")
    one.post.private.asked["1 soviet"] = 0.0
    one.table.claim("soviet")
    one.look()
    two.start()
    look_round(two)
    assert two.match.records == ()
    with pytest.raises(ValueError, match="nothing of Japan can be claimed"):
        two.table.claim("japan")


def test_a_reveal_after_the_turn_was_taken_is_told(owing):
    one, two = owing
    taken(one)
    assert len(one.match.records) == 1
    two.start()
    look_round(two, one)
    assert any("came after its turn was taken" in line for line in one.table.disputes)


@pytest.mark.long
def test_three_houses_follow_the_word_of_the_silent_seat(tmp_path):
    houses = a, b, c = moscow_is_claimed(tmp_path)
    a.look()
    b.look()
    assert b.match.records == ()
    c.start()
    c.look()
    c.table.agree()
    look_round(c, b, a)
    assert len({h.match.digest for h in houses}) == 1
    assert [len(h.match.records) for h in houses] == [1, 1, 1]


@pytest.mark.long
def test_a_third_house_takes_the_turn_by_its_own_clock_and_word(tmp_path):
    a, b, _c = moscow_is_claimed(tmp_path)
    look_round(a, b)
    with pytest.raises(ValueError, match="has time until"):
        b.table.claim("moscow")
    b.days += 7
    b.table.claim("moscow")
    look_round(b)
    assert a.match.digest == b.match.digest
