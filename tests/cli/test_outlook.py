"""`changkufeng outlook` and `changkufeng cards`: shapes for scripts, text for people, one line for slips."""

import json

import pytest

from game.cli.main import main
from game.files.theatre.decks import load_deck

DECK = load_deck("north-or-south")
PLAIN = [card for card in DECK.cards if not card.added]


@pytest.fixture
def said(capsys):
    """`said(words...)`: what a command that succeeds prints."""

    def run(*words):
        code = main(list(words))
        out, err = capsys.readouterr()
        assert (code, err) == (0, "")
        return out

    return run


@pytest.fixture
def facts(said):
    """The JSON of a command that succeeds."""
    return lambda *words: json.loads(said(*words, "--json"))


def test_outlook_gives_each_state_of_each_node(facts):
    found = facts("outlook")
    assert {name: tuple(odds) for name, odds in found.items()} == {card.id: card.states for card in PLAIN}
    assert all(sum(odds.values()) == pytest.approx(1.0) for odds in found.values())
    assert found["T"]["sov_hill"] == pytest.approx(0.447, abs=0.0005)


def test_without_a_dial_the_json_is_that_of_the_default_one(facts):
    assert facts("outlook") == facts("outlook", "--dial", "default") != facts("outlook", "--dial", "sceptic")


def test_choices_may_stand_in_one_list_or_several(facts):
    one = facts("outlook", "--given", "S=withdraw, J=restrain")
    assert one == facts("outlook", "--given", "S=withdraw", "--given", "J=restrain")
    assert one["S"]["withdraw"] == 1.0


@pytest.mark.long
def test_naming_a_card_of_filled_seats_brings_them_all(facts):
    assert set(facts("outlook", "--given", "V=stay")) > {"V", "X1", "X2", "GW2"}
    assert set(facts("outlook", "--seats")) == set(facts("outlook", "--given", "X1=stop"))


def test_samples_have_the_same_shape(facts):
    found = facts("outlook", "--sample", "400", "--seed", "3")
    assert {name: tuple(odds) for name, odds in found.items()} == {card.id: card.states for card in PLAIN}
    assert found == facts("outlook", "--sample", "400", "--seed", "3") != facts("outlook", "--sample", "400")


def test_sensitivity(facts):
    found = facts("outlook", "--sensitivity")
    assert set(found) == {"step", "weight", "swings", "shaken"}
    assert {"node", "outcome", "lowered", "raised"} == set(found["swings"][0])


def test_the_lecturers_question_is_answered_by_one_command(said, facts):
    text = said("outlook", "--thesis")
    assert text.startswith("Which sentence survives, under which dial?")
    for sentence in DECK.sentences:
        assert sentence.claim in text
        assert sentence.quote in text
        assert all(s.says in text for s in (*sentence.supports, *sentence.limits))
    found = facts("outlook", "--thesis")
    assert [s["id"] for s in found] == [s.id for s in DECK.sentences]
    assert all(set(s["verdicts"]) == {"thesis", "default", "sceptic"} for s in found)


def test_evidence_shows_what_moves_a_card_and_what_it_moves(said, facts):
    text = said("outlook", "--evidence", "w")
    assert "P -> W (confidence B, weight 0.35 (L2), contested" in text
    assert "W -> C" in text
    assert {(link["cause"], link["effect"]) for link in facts("outlook", "--evidence", "W")} == {("P", "W"), ("W", "C")}


def test_text_shows_every_dial_the_marks_and_the_likeliest_histories(said):
    text = said("outlook", "--given", "S=withdraw")
    assert text.splitlines()[0].split() == ["card", "state", "thesis", "default", "sceptic"]
    assert "1.000 (+0.740)" in text
    assert "The historical line: p = 0.0098, the likeliest of all histories." in said("outlook")


def test_seen_differs_from_given(facts):
    assert facts("outlook", "--seen", "T=widened")["R"] != facts("outlook", "--given", "T=widened")["R"]


@pytest.mark.parametrize("card", [*DECK.cards, *DECK.prologue], ids=lambda card: card.id)
def test_every_card_can_be_read_in_full(said, facts, card):
    text = said("cards", card.id)
    assert card.title in text
    assert facts("cards", card.id)["id"] == card.id
    for said_ in getattr(card, "readings", ()):
        assert said_.says in text
    for argument in getattr(card, "arguments", ()):
        assert argument.says in text


def test_the_list_of_cards_names_them_all(said, facts):
    text = said("cards")
    assert all(card.title in text for card in (*DECK.cards, *DECK.prologue))
    assert [c["id"] for c in facts("cards")] == [c.id for c in (*DECK.prologue, *DECK.cards)]


def test_a_deck_is_validated_by_name(said):
    assert said("validate", "north-or-south") == "north-or-south: no problem found\n"
