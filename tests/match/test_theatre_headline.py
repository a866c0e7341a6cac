"""The headline of a turn of the strategic game: what weighs most, of what the seat learns."""

import pytest

from game.match.theatre import Sheet, TheatreMatch
from game.match.theatre.headline import WEIGHTY, headline
from game.rules.theatre.codes import EVENTS
from tests.kept import theatre

THEATRE = theatre()


@pytest.fixture(scope="module")
def played():
    """A whole game of silent seats; the events of each turn by seat."""
    match, turns = TheatreMatch.new(THEATRE, seed=5), []
    while not match.over:
        match.resolve(**{seat: Sheet() for seat in THEATRE.seat_ids})
        turns.append({seat: match.events(seat) for seat in THEATRE.seat_ids})
    return turns


def test_every_kind_that_weighs_is_one_of_the_rules():
    assert set(WEIGHTY) <= set(EVENTS)


def test_a_headline_has_three_sentences_at_most_each_from_an_event_of_the_seat(played):
    seen = 0
    for turn in played:
        for events in turn.values():
            said = headline(events)
            assert len(said) <= 3
            assert {line.rstrip(".") for line in said} <= {e.text.rstrip(".") for e in events}
            seen += len(said)
    assert seen > len(played)


def test_a_war_comes_before_a_card_and_news_are_no_headline(played):
    events = [e for turn in played for e in turn["tokyo"]]
    card = next(e for e in events if e.kind == "TE_CARD")
    war = card._replace(kind="TE_WAR", text="War begins")
    news = card._replace(kind="TE_NEWS", text="It rains")
    assert headline([news, card, war]) == ("War begins.", f"{card.text.rstrip('.')}.")
    assert headline([news]) == ()
