"""The public face: what it offers, that its examples run, that wrong input is told in a sentence."""

import ast
import inspect
import json
import pickle
import re
import tomllib
from pathlib import Path

import pytest

import game
from game import (
    Decision,
    Match,
    Order,
    Sheet,
    TheatreMatch,
    compare,
    load_scenario,
    load_theatre,
    outlook,
    play,
    scenarios,
    simulate,
)
from tests.house.sources import CHECKOUT

API = CHECKOUT / ".github/api"
EXAMPLES = sorted((API / "examples").glob("*.py"))
PLAIN = [e for e in EXAMPLES if "import gymnasium" not in e.read_text(encoding="utf-8")]


class Blind:
    """A commander with an order that no rule allows beside one that all do."""

    def __init__(self, side, scenario):
        self.side = side

    def orders(self, view):
        return [Order(unit="nobody", task="hold"), Order(unit=view.own[0].id, task="hold")]


@pytest.fixture(scope="module")
def match():
    return play("silent-assault", seed=5)


@pytest.fixture(scope="module")
def theatre():
    return load_theatre("north-or-south")


def test_the_examples_are_five_at_least_and_shown_on_the_pages():
    assert len(EXAMPLES) >= 5
    shown = (API / "examples.md").read_text(encoding="utf-8")
    assert [e.name for e in EXAMPLES if f"examples/{e.name}" not in shown] == []


@pytest.mark.parametrize("path", PLAIN, ids=lambda p: p.stem)
def test_every_example_runs_and_says_something(path: Path, capsys):
    exec(compile(path.read_text(encoding="utf-8"), str(path), "exec"), {"__name__": "__main__"})
    assert len(capsys.readouterr().out.splitlines()) >= 2


def test_the_notebook_runs_from_its_first_cell_to_its_last():
    cells = json.loads((API / "laboratory.ipynb").read_text(encoding="utf-8"))["cells"]
    code, names = ["".join(c["source"]) for c in cells if c["cell_type"] == "code"], {}
    assert len(code) >= 5
    for source in code:
        exec(compile(source, "laboratory.ipynb", "exec"), names)
    assert len(names["runs"].games) == 5


def test_the_examples_use_what_is_public_and_nothing_else():
    texts = [e.read_text(encoding="utf-8") for e in EXAMPLES]
    texts += ["".join(c["source"]) for c in json.loads((API / "laboratory.ipynb").read_text(encoding="utf-8"))["cells"]]
    rooms = {m for text in texts for m in re.findall(r"^(?:from|import) (game[.\w]*)", text, re.MULTILINE)}
    assert rooms <= {"game", "game.players.learning"}


def test_every_public_name_is_there_said_and_has_a_page():
    page = (API / "reference.md").read_text(encoding="utf-8")
    for name in game.__all__:
        found = getattr(game, name)
        if not name.startswith("__"):
            assert inspect.getdoc(found), name
            assert f"game.{name}" in page or f"::: {found.__module__}.{found.__qualname__}" in page, name
    assert set(game._ROOMS) | {"__version__", "__api__"} == set(game.__all__)
    assert re.fullmatch(r"\d+\.\d+", game.__api__)


def test_what_the_checker_is_told_is_what_is_fetched():
    tree = ast.parse((CHECKOUT / "game/__init__.py").read_text(encoding="utf-8"))
    block = next(n for n in tree.body if isinstance(n, ast.If))
    told = {(a.asname or a.name): n.module for n in block.body for a in n.names}
    assert told == game._ROOMS


def test_scenarios_of_both_scales_are_listed_and_opened():
    found = scenarios()
    assert "silent-assault" in found.battles
    assert found.theatres == ("north-or-south",)
    assert Match.new("silent-assault").id == "silent-assault"
    assert TheatreMatch.new("north-or-south").id == "north-or-south"


def test_a_game_by_name_is_the_game_by_hand(match):
    by_hand = Match.new(load_scenario("silent-assault"), seed=5)
    while not by_hand.over:
        sheets = {
            s: [
                *by_hand.scenario.orders_of(by_hand.turn.number, s),
                *by_hand.scenario.decisions_of(by_hand.turn.number, s),
            ]
            for s in by_hand.scenario.sides
        }
        legal = {s: [o for o in given if by_hand.refusal(o, side=s) is None] for s, given in sheets.items()}
        by_hand.resolve(**legal)
    assert by_hand.digest == match.digest


def test_simulate_plays_what_play_plays(match):
    runs = simulate("silent-assault", 2, seed=5)
    assert runs.digests[0] == match.digest


def test_copies_and_pickles_go_their_own_ways(match):
    before = match.branch(1)
    one, other = before.copy(), pickle.loads(pickle.dumps(before))
    assert one.digest == other.digest == before.digest
    one.resolve()
    other.resolve()
    assert one.digest == other.digest
    assert len(before.records) == 1


def test_a_copy_has_no_file_and_takes_none(match, tmp_path):
    before = match.branch(2)
    before.save(tmp_path / "one.journal")
    twin = before.copy()
    before.resolve()
    twin.save(tmp_path / "two.journal")
    assert (before.game, len(Match.load(tmp_path / "two.journal").records)) != (twin.game, 3)


def test_a_strategic_game_is_copied_and_pickled(theatre):
    match = TheatreMatch.new(theatre, seed=2)
    match.resolve(tokyo=Sheet())
    twin = pickle.loads(pickle.dumps(match.copy()))
    for one in (match, twin):
        one.resolve(moscow=Sheet())
    assert twin.digest == match.digest


def test_what_a_commander_of_ones_own_gets_wrong_is_a_warning():
    with pytest.warns(UserWarning, match=r"an order of own:japan:Blind was dropped: .*rule 7\.1.*one of"):
        play("silent-assault", japan=Blind)


def test_identical_worlds_differ_by_nothing():
    found = compare("silent-assault", "history", games=2, seed=9)
    assert all(e.diff in (0.0, None) for e in found.variants[1].effects.values())


def test_the_odds_are_probabilities_and_a_choice_moves_them(theatre):
    free, chosen = outlook(scenario=theatre), outlook({"S": "withdraw"}, scenario=theatre)
    assert all(sum(states.values()) == pytest.approx(1.0) for states in (*free.values(), *chosen.values()))
    assert chosen["S"]["withdraw"] == 1.0
    assert chosen["W"] != free["W"]


def test_what_is_printed_is_short(match, theatre):
    scenario = match.scenario
    shown = [match, scenario, match.view("japan"), match.events(match.records[0])[0], scenario.history[0].orders[0]]
    shown += [match.explain(match.events(match.records[0])[0]), TheatreMatch.new(theatre), Decision(kind="talk")]
    assert [text for text in map(repr, shown) if len(text) > 300] == []


WRONG = {
    "scenario": lambda m, t: play("silent-asault"),
    "side": lambda m, t: play("silent-assault", japn="plain"),
    "commander": lambda m, t: play("silent-assault", japan="plian"),
    "no commander": lambda m, t: play("silent-assault", japan=3),
    "seat": lambda m, t: play(t, toyko="plain"),
    "at a seat": lambda m, t: play(t, tokyo=7),
    "act": lambda m, t: play(t, act=9),
    "dial of a battle": lambda m, t: play("silent-assault", dial="thesis"),
    "variant": lambda m, t: play("silent-assault", variant="preparation-fier"),
    "what-if": lambda m, t: compare("silent-assault", "preparation-fier"),
    "no what-if": lambda m, t: compare("silent-assault"),
    "theatre's what-if": lambda m, t: compare(t, "order-1488"),
    "games": lambda m, t: simulate("silent-assault", 0),
    "no battle": lambda m, t: simulate(t),
    "card": lambda m, t: outlook({"SS": "withdraw"}, scenario=t),
    "state": lambda m, t: outlook({"S": "withdrew"}, scenario=t),
    "both": lambda m, t: outlook({"S": "withdraw"}, seen={"S": "withdraw"}, scenario=t),
    "dial": lambda m, t: outlook(dial="thesys", scenario=t),
    "odds of a battle": lambda m, t: outlook(scenario="silent-assault"),
    "score": lambda m, t: m.score("japn"),
    "view": lambda m, t: m.view("japn"),
    "share": lambda m, t: m.share_pm("japan", "nowhere"),
    "orders": lambda m, t: m.branch(0).legal_orders("I/57"),
    "table": lambda m, t: m.to_frame("unit"),
    "table of a view": lambda m, t: m.view("japan").to_frame("losses"),
    "branch": lambda m, t: m.branch(99),
    "over": lambda m, t: m.copy().resolve(),
    "order": lambda m, t: m.refusal("hold"),
    "event": lambda m, t: m.explain(3),
    "new": lambda m, t: Match.new(3),
    "new theatre": lambda m, t: TheatreMatch.new(load_scenario("silent-assault")),
}


@pytest.mark.parametrize("what", WRONG)
def test_every_error_is_a_sentence(match, theatre, what):
    with pytest.raises((ValueError, TypeError, game.BadFile)) as caught:
        WRONG[what](match, theatre)
    said = str(caught.value)
    assert re.search(r"needed|nearest|at hand|were played|is over|read|are ", said), said
    assert len(said.split()) >= 4, said


def test_the_extras_of_the_face_are_declared():
    extras = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["project"][
        "optional-dependencies"
    ]
    assert {"docs", "rl"} <= set(extras)
