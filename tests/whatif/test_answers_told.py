"""Answers in words at both scales: what moves most, how sure it is; and nothing of them is left in English elsewhere."""

import pytest

from game.client.pages.laboratory import question, strategic
from game.files import language
from game.files.battle.scenarios import load_scenario
from game.files.theatre.theatres import load_theatre, theatre_folder
from game.files.theatre.whatifs import load_theatre_whatifs
from game.whatif import statistics
from game.whatif.battle.detail import CAUSES, ELSEWHERE
from game.whatif.battle.naming import part_words
from game.whatif.battle.who import unjudged
from game.whatif.theatre.answer import answer
from game.whatif.theatre.compare import Column, Comparison, Figures
from tests.english import LANGUAGES, left_over


@pytest.fixture
def english_again():
    yield
    language.use_language("en")


@pytest.fixture(scope="module")
def theatre():
    return load_theatre("north-or-south")


@pytest.fixture(scope="module")
def asked(theatre):
    return {w.id: w for w in load_theatre_whatifs(theatre_folder("north-or-south"), theatre)}


def column(name, old, new):
    """An outcome that comes about in so many of 100 games of both worlds."""
    before, after = ([1.0] * n + [0.0] * (100 - n) for n in (old, new))
    figures = (Figures(n / 100, None, None, 0.0, 0.0, 1.0) for n in (old, new))
    return Column(name, True, *figures, statistics.paired(before, after, shares=True))


def test_the_strategic_answer_is_what_moves_most_with_its_luck_and_its_record(theatre, asked):
    columns = (column("EM=full", 80, 60), column("PH=north_war", 10, 70))
    told = answer(theatre, Comparison(asked["kantokuen"], 100, columns))
    assert told.startswith(
        "At the end of 1941: war in the north in 70 % of the games, against 10 % without it: +60 points ("
    )
    assert told.endswith("; more than luck in 100 pairs of games. In history it did not come about so.")
    likely = answer(theatre, Comparison(asked["kantokuen"], 100, (column("PH=south_war", 64, 18),)))
    assert likely.endswith(" It came about so in 1938-41; without the what-if it does in 64 % of the games.")


def test_nothing_that_moves_and_few_games_are_said_plainly(theatre, asked):
    still = answer(theatre, Comparison(asked["umpire"], 100, (column("EM=full", 80, 80), column("EM=partial", 20, 21))))
    assert still == "No outcome moves by more than luck in 100 pairs of games."
    few = answer(theatre, Comparison(asked["umpire"], 50, ()))
    assert few.endswith(" Few games: 50 pairs say little of what is seldom.")


def test_places_and_causes_are_named_not_spelt_as_in_the_files(english_again):
    scenario = load_scenario("changkufeng")
    assert part_words(scenario, "hill-52") == "Hill 52"
    assert part_words(scenario, "30 Jul Night") == "30 Jul Night"
    assert part_words(scenario, "I/75") == "I/75"
    for code in LANGUAGES:
        language.use_language(code)
        for name in (*(s.place for s in scenario.scored), *CAUSES, ELSEWHERE):
            words = part_words(scenario, name)
            assert name not in words
            assert not [c for c in words if c.isascii() and c.isalpha()], (code, words)


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_question_has_no_english_left_at_either_scale(english_again, theatre, asked, code):
    scenario = load_scenario("changkufeng")
    language.use_language(code)
    told = [block for what in scenario.what_ifs for block in question.about(scenario, what)]
    told += [block for what in asked.values() for block in strategic.about(theatre, what)]
    cited = [line for _kind, words in told for line in left_over(words.rpartition(" (")[0] or words)]
    assert cited == []


def test_it_is_said_where_no_historian_judges():
    scenario = load_scenario("changkufeng")
    silent = {w.id for w in scenario.what_ifs if w.basis and unjudged(w)}
    assert silent == {"no-night-assault", "shells-short", "wait-for-the-corps"}
    assert unjudged(scenario.what_if("32nd-late")) == "", "two readings of the sources are no judgement"
    assert ("body", unjudged(scenario.what_if("shells-short"))) in question.about(
        scenario, scenario.what_if("shells-short")
    )
