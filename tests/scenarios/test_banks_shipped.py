"""The banks of results that come with the game: they hold by the rules at hand, and what they say happens when it is played."""

import random

import pytest

from game.files.battle.scenarios import find_scenarios, load_scenario, scenario_folder
from game.files.theatre.theatres import find_theatres, load_theatre, theatre_folder
from game.files.theatre.whatifs import load_theatre_whatifs
from game.match.theatre.engine import theatre_engine
from game.whatif.battle.bank import Found, questions
from game.whatif.battle.runs import side_by_side
from game.whatif.theatre import answers
from game.whatif.theatre.compare import outcomes
from game.whatif.theatre.running import play_one, variants_of

LEAST = 10  # pairs: with fewer no interval is told
REMEDY = "`changkufeng bank {name}` makes it anew"


@pytest.mark.parametrize("name", find_scenarios())
def test_every_what_if_of_a_battle_has_an_answer_and_a_game_of_it_comes_out_so(name):
    scenario = load_scenario(name)
    found = Found(scenario, scenario_folder(name))
    assert found.why == "", REMEDY.format(name=name)
    assert [w.id for w in questions(scenario) if found.games_of(w) < LEAST] == [], REMEDY.format(name=name)
    runs = found.runs([random.choice(questions(scenario))])
    k = random.randrange(len(runs[0].games))
    again = list(side_by_side([r.setting for r in runs], runs[0].seed, k))
    assert [r.games[k] for r in runs] == again, REMEDY.format(name=name)


@pytest.mark.parametrize("name", find_theatres())
def test_every_what_if_of_the_strategic_game_has_an_answer_that_some_of_its_games_bear_out(name):
    theatre, folder = load_theatre(name), theatre_folder(name)
    found, chosen = answers.Found(theatre, folder), load_theatre_whatifs(folder, theatre)
    assert found.why == "", REMEDY.format(name=name)
    assert [w.id for w in chosen if found.games_of(w) < 1000] == [], REMEDY.format(name=name)
    what = random.choice(chosen)
    engine, answer = theatre_engine(theatre, answers.DIAL), found.answer(what)
    games = [play_one(engine, variants_of(theatre, what)[1], found.seed + k) for k in range(40)]
    for outcome, values in outcomes(engine, games).items():
        if "=" in outcome and sum(values) in (0.0, 40.0):  # forty games of forty: far from half of the thousand
            assert abs(answer.column(outcome).here.mean - values[0]) < 0.35, outcome
