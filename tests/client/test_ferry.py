"""Ferry orders at the window: a march to a crossing is a ferry, a refusal teaches, want of supply shows on the counter."""

from game import Match
from game.client.battle import from_match
from game.client.battle.hand import Hand
from game.client.battle.sitting import Sitting
from game.rules.battle import state as S
from tests.rules.battle.conftest import two_regiments

KOJO, MATSUOTSUHO = (9, 22), (10, 28)


def hand_of_japan() -> Hand:
    """The writer's hand on the evening of 29 July."""
    return Hand(Sitting(Match.new(two_regiments()), {"japan": "human", "soviet": "computer"}))


def test_a_march_to_a_crossing_is_a_ferry():
    hand = hand_of_japan()
    hand.select("I/75")
    assert hand.aim("move", MATSUOTSUHO)
    assert [(o.task, o.target) for o in hand.sitting.book.orders] == [("ferry", MATSUOTSUHO)]


def test_the_boats_bring_what_the_men_leave_free():
    hand = hand_of_japan()
    hand.select("I/75")
    hand.aim("move", MATSUOTSUHO)
    hand.select("19E")
    assert hand.aim("move", MATSUOTSUHO)
    assert [o.lots for o in hand.sitting.book.orders] == [0, 2]


def test_orders_in_the_book_take_the_room_of_the_next():
    hand = hand_of_japan()
    for unit in ("I/75", "II/75"):
        hand.select(unit)
        hand.aim("move", MATSUOTSUHO)
    assert hand.refused.startswith(
        "II/75 cannot cross at Matsuotsuho crossing this turn: 8 lots booked of 10, needed 5"
    )
    assert hand.refused.endswith("(rule 9.3)")


def test_a_counter_low_on_ammunition_carries_its_mark():
    match = Match.new(two_regiments())
    match.state.units[match.scenario.unit_index("I/75"), S.LOW] = 1
    pieces = {p.unit: p.lacks_supply for p in from_match.from_view(match.view("japan")).pieces}
    assert (pieces["I/75"], pieces["II/75"]) == (True, False)
