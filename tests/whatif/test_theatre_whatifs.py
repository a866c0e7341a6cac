"""Many games of the strategic game: what-ifs of the dossier, the historical path, grades, fitted values."""

import shutil

import pytest

from game.files.errors import BadFile
from game.files.theatre.decks import deck_folder
from game.files.theatre.grades import load_grades
from game.files.theatre.values import load_values
from game.files.theatre.whatifs import load_theatre_whatifs, read_theatre_whatifs
from game.match.theatre import TheatreMatch
from game.match.theatre.engine import theatre_engine
from game.model.theatre.network import network
from game.rules.theatre.resolve import THEATRE_RULES_VERSION
from game.whatif.theatre.compare import compare
from game.whatif.theatre.grades import grades_of
from game.whatif.theatre.history import is_history
from game.whatif.theatre.outlook.exact import marginals
from game.whatif.theatre.outlook.sampling import standard_error
from game.whatif.theatre.running import Variant, play_many, play_one, variants_of
from game.whatif.theatre.seated import Played
from tests.kept import theatre

THEATRE = theatre()
FOLDER = deck_folder("north-or-south")
WHAT_IFS = {w.id: w for w in load_theatre_whatifs(FOLDER, THEATRE)}
ENGINE = theatre_engine(THEATRE, "default")


def test_the_dossiers_what_ifs_are_all_there():
    assert len(WHAT_IFS) >= 21
    assert {"emperor-consents", "suetaka-obeys", "order-1488-vetoed", "kantokuen"} <= WHAT_IFS.keys()
    assert all(w.near and w.judged and w.question.endswith("?") for w in WHAT_IFS.values())


@pytest.mark.parametrize("name", ["suetaka-obeys", "wuhan-dropped", "order-1488-vetoed", "no-german-soviet-pact"])
def test_a_choice_that_is_fixed_agrees_with_the_exact_network(name):
    what_if = WHAT_IFS[name]
    variant = variants_of(THEATRE, what_if)[1]
    games = play_many(ENGINE, [variant], 1500, seed=5).parts[0]
    net = network(THEATRE.deck, strength=ENGINE.dial.strength)
    exact = marginals(net, dict(variant.fixed))
    for node in net.nodes:
        for state, p in exact[node.id].items():
            share = sum(g.states[node.id] == state for g in games) / len(games)
            assert abs(share - p) <= 4.0 * standard_error(min(max(p, 1e-9), 1.0), len(games)) + 1e-9, (node.id, state)


def test_a_card_that_is_fixed_comes_out_so_in_every_game_and_shares_the_luck_of_the_rest():
    history, obeys = variants_of(THEATRE, WHAT_IFS["suetaka-obeys"])
    a, b = play_many(ENGINE, (history, obeys), 30, seed=9).parts
    assert {g.states["S"] for g in b} == {"withdraw"}
    assert {g.states["E"] for g in (*a, *b)} == {"refuse"}
    assert a == play_many(ENGINE, [history], 30, seed=9, workers=2).parts[0]
    same = [x.digest == y.digest for x, y in zip(a, b, strict=True) if x.states["S"] == "withdraw"]
    assert same
    assert all(x.states == y.states for x, y in zip(a, b, strict=True) if x.states["S"] == "withdraw")


def test_two_divisions_withheld_delay_wuhan():
    found = compare(ENGINE, WHAT_IFS["two-divisions-withheld"], 300, seed=1)
    assert found.column("W=on_time").effect.diff <= -0.10


def test_freezing_every_counter_moves_more_than_wuhan():
    found = compare(ENGINE, WHAT_IFS["frozen"], 300, seed=1)
    moved = {c.name.partition("=")[0] for c in found.columns if c.is_share and abs(c.effect.diff) >= 0.05} & {
        n.id for n in network(THEATRE.deck, strength=0.5).nodes
    }
    assert len(moved) >= 5


def test_a_what_if_that_changes_nothing_differs_by_exactly_nothing():
    blank = Variant("history")
    assert play_one(ENGINE, blank, 4) == play_one(ENGINE, Variant("other"), 4)


def test_a_slip_in_a_what_if_is_told_with_its_line(tmp_path):
    shutil.copytree(FOLDER / "what-if", tmp_path / "what-if")
    path = tmp_path / "what-if" / "kantokuen.toml"
    path.write_text(path.read_text(encoding="utf-8").replace('N41 = "attack"', 'N41 = "attak"'), encoding="utf-8")
    problems = read_theatre_whatifs(tmp_path, THEATRE)[1]
    assert [(p.line, "nearest is attack" in p.message) for p in problems] == [(9, True)]
    with pytest.raises(BadFile, match=r"kantokuen\.toml:9"):
        load_theatre_whatifs(tmp_path, THEATRE)


# ------------------------------------------------------------------------------------------------ shipped files
def test_the_historical_path_replays_to_the_record_and_its_scores():
    match = TheatreMatch.load(FOLDER / "history.journal")
    assert not match.is_read_only
    assert match.over
    assert is_history(THEATRE, match.states())
    for record in THEATRE.record:
        assert match.score(record.seat).total == pytest.approx(record.score, abs=0.51)


def test_fitted_values_are_of_these_rules_and_know_what_is_dear():
    values = load_values("north-or-south")
    assert values.rules == THEATRE_RULES_VERSION
    assert values.answer("tokyo", "W", "P=no", "dropped") < values.answer("tokyo", "W", "P=no", "on_time")
    assert values.answer("moscow", "R", "S=own_attack", "wide") < values.answer("moscow", "R", "S=own_attack", "local")
    assert values.answer("tokyo", "W", "P=never", "dropped") < 0.0  # a case never met: the mean of the others
    assert values.policy("tokyo", 1, "flying") == 0.0


def test_grades_are_of_these_rules_and_place_the_record():
    grades = load_grades("north-or-south")
    assert (grades.rules, grades.games >= 2000) == (THEATRE_RULES_VERSION, True)
    for record in THEATRE.record:
        assert 0.0 <= grades.percentile(record.seat, record.score) <= 100.0
    assert grades.percentile("tokyo", 0.0) == 0.0
    assert grades.percentile("tokyo", 100.0) == 100.0
    assert grades.percentile("tokyo", 60.0) <= grades.percentile("tokyo", 70.0)


def test_a_percentile_counts_those_that_scored_less_and_half_of_the_same():
    played = [Played(str(k), {}, {"tokyo": (float(k),)}, False, {}, {}) for k in range(101)]
    grades = grades_of(played, 1, "here", "0")
    assert grades.percentile("tokyo", 30.5) == pytest.approx(30.5)
    assert grades.percentile("tokyo", 30.0, 1) == pytest.approx(30.0)
    assert grades.percentile("tokyo", -1.0) == 0.0
