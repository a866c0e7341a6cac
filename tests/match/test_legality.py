"""Refusals teach: each names the counter, what was needed and found, and the rule."""

import pytest

from game import Match
from game.model.battle.orders import Order

CASES = [
    ("7.1", Order(unit="I/7", task="hold"), "nearest is I/7"),
    ("5.3", Order(unit="I/75", task="move", target=(20, 24)), "lake or pond"),
    ("7.13", Order(unit="I/75", task="move", target=(99, 3)), "off the map"),
    ("10.3", Order(unit="I/75", task="move", target=(24, 24)), "beyond the line"),
    ("10.3", Order(unit="III/118", task="move", target=(17, 28)), "beyond the line"),
    (
        "10.3",
        Order(unit="I/25MA", task="fire", mission="preparation", target=(18, 26), rounds=20),
        "no leave from Seoul",
    ),
    ("7.14", Order(unit="I/75", task="fire", target=(18, 26), rounds=5), "no guns"),
    ("6.6", Order(unit="15FHA", task="fire", target=(17, 21), rounds=900), "needed 1 to 32"),
    ("7.2", Order(unit="I/75", task="move"), "needs a goal"),
    ("7.2", Order(unit="AT/75", task="assault", target=(18, 26)), "does not assault"),
    ("7.4", Order(unit="40TB/1", task="assault", target=(23, 30), manner="silent"), "tanks cannot"),
    ("7.2", Order(unit="I/75", task="assault", target=(18, 26), start="31 Jul 02:20"), "quarter hours"),
    ("7.2", Order(unit="I/75", task="assault", target=(18, 26), start="30 Jul 12:00"), "before the turn"),
    ("6.1", Order(unit="Tereshkin", task="hold", crest=5), "0 to 3"),
    ("5.1", Order(unit="40AR/1", task="move", target=(22, 18)), "cannot move"),
]


@pytest.mark.parametrize(("rule", "order", "words"), CASES, ids=[f"{r} {o.unit} {o.task}" for r, o, _ in CASES])
def test_a_refusal_names_its_rule_and_says_why(night, rule, order, words):
    refusal = Match.new(night).refusal(order)
    assert refusal is not None
    assert refusal.rule == rule
    assert words in refusal.text
    assert "\n" not in refusal.text


def test_every_order_of_the_record_is_legal_on_its_turn(night):
    match = Match.new(night)
    for side in night.sides:
        for order in night.orders_of(6, side):
            assert match.refusal(order) is None, order


def test_legal_tasks_are_sorted_and_each_can_be_given(night):
    match = Match.new(night)
    for counter in night.counters:
        tasks = match.legal_tasks(counter.id)
        assert list(tasks) == sorted(tasks)
        assert ("fire" in tasks) == (counter.guns > 0 and counter.released and counter.men == 0)
    assert match.legal_tasks("nobody") == ()


def test_every_refusal_is_in_the_rulebook(night):
    assert all(night.rule(rule) is not None for rule, _, _ in CASES)
