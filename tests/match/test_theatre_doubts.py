"""What a sheet leaves to the odds is told before it is sealed: cards in part, cards without an answer, incidents (4.2, 13.2)."""

import pytest

from game.match.theatre import Sheet, TheatreMatch
from game.match.theatre.doubts import doubts
from tests.kept import theatre

THEATRE = theatre()


def at_turn(turn, seed=5):
    match = TheatreMatch.new(THEATRE, seed=seed)
    while match.turn.number < turn:
        match.resolve(tokyo=Sheet(), field=Sheet(), moscow=Sheet(), trace=False)
    return match.view("tokyo")


def test_a_card_answered_in_part_is_doubted_with_its_count():
    view = at_turn(3)
    card = next(c for c in view.cards if c.id == "J")
    sheet = Sheet(answers={"J": {card.cases[0].key: "restrain"}})
    found = next(d for d in doubts(view, sheet) if d.card == "J")
    assert found.is_part
    assert f"answered in 1 of {len(card.cases)} cases" in found.text


def test_an_answer_that_fits_every_case_leaves_no_doubt():
    view = at_turn(3)
    said = {c.id: {case.key: "restrain" for case in c.cases} for c in view.cards if c.id == "J"}
    said["TT"] = {"": "accept"}
    assert [d.card for d in doubts(view, Sheet(answers=said))] == []


def test_a_card_without_an_answer_is_doubted_after_those_in_part():
    view = at_turn(3)
    first = next(c for c in view.cards if c.id == "J").cases[0].key
    found = doubts(view, Sheet(answers={"J": {first: "restrain"}}))
    assert [(d.card, d.is_part) for d in found] == [("J", True), ("TT", False)]


def test_a_turn_without_cards_leaves_no_doubt():
    assert doubts(at_turn(1), Sheet()) == ()


@pytest.mark.parametrize("state", ["stand", "yield"])
def test_an_incident_that_is_met_leaves_no_doubt_and_one_that_is_not_does(state):
    match = TheatreMatch.new(THEATRE, seed=2)
    while match.view("field").incident is None:
        match.resolve(tokyo=Sheet(), field=Sheet(), moscow=Sheet(), trace=False)
    view = match.view("field")
    assert "incident" in [d.card for d in doubts(view, Sheet())]
    assert "incident" not in [d.card for d in doubts(view, Sheet(answers={"incident": {"": state}}))]
    assert "incident" not in [d.card for d in doubts(match.view("tokyo"), Sheet())]  # it is not Tokyo's to answer
