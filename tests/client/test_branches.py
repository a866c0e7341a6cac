"""The tree in the window: leaving the record and a replay, the page of all branches, where a battle left history."""

from __future__ import annotations

import time

import pytest

from game.client.app import App
from game.client.battle.branches.graph import GROUND, LOST, Graph
from game.client.battle.branches.leaving import LeaveDialog
from game.client.battle.branches.screen import TreeScreen
from game.client.battle.last_page.beside import Beside
from game.client.battle.last_page.leaving import Leaving, left_pieces
from game.client.battle.replay.book import RecordScreen
from game.client.battle.screen import BattleScreen
from game.client.kit.widgets import Button, Listing
from game.client.library import scenario
from game.client.pages.branching import WordsDialog
from game.files import saves
from game.files.battle.scenarios import scenario_folder
from game.files.trees import grafting
from game.files.trees.tree import read_tree, tree_path
from game.match.battle import Match
from game.match.battle.bands import bands_for
from game.players.battle.table import seats_for
from game.players.planting import plant
from tests.client.drive import frame, key, press, wait_for, write
from tests.client.walking import walk

NAME = "silent-assault"


@pytest.fixture(autouse=True)
def _own_folder(tmp_path, monkeypatch):
    monkeypatch.setattr(saves, "folder", lambda: tmp_path / "games")


@pytest.fixture(scope="module")
def night() -> Match:
    """The shipped re-enactment."""
    return Match.load(scenario_folder(NAME) / "history.journal")


@pytest.fixture
def tree(app: App, night: Match) -> TreeScreen:
    """The page of a tree with a whole battle, and a branch of it that goes on."""
    whole = night.branch(3)
    first = plant(whole, "whole", seats_for("both", whole.scenario.sides))
    other = night.branch(1)
    grafting.begin(first.tree, first.branch, 3, "later", {})
    plant(other, "dawn", seats_for("japan", whole.scenario.sides))
    screen = TreeScreen(app, scenario(NAME))
    app.push(screen)
    wait_for(app, lambda: len(screen.lines) == 4)
    return screen


def graph(screen: TreeScreen) -> Graph:
    return next(w for w in screen.ui.widgets if isinstance(w, Graph))


def branches():
    return {b.name: b for b in read_tree(tree_path(NAME), NAME).standing}


# ---------------------------------------------------------------- leaving
def test_a_page_of_the_record_is_left_with_its_own_positions(app: App):
    found = scenario(NAME)
    screen = RecordScreen(app, found, "31 Jul Morning")
    app.push(screen)
    frame(app)
    key(app, "Ctrl b")
    assert isinstance(screen.modal, LeaveDialog)
    press(app, "USSR")
    assert isinstance(app.screen, BattleScreen)
    match = app.screen.sitting.match
    assert (match.turn.name, match.variant, match.seats["soviet"]) == (
        "31 Jul Morning",
        "record-31-jul-morning",
        "human",
    )
    assert app.screen.sitting.keeping.is_mine
    (branch,) = branches().values()
    assert branch.game == match.game
    assert app.screen.sitting.path.is_file()


def test_before_the_fighting_there_is_nothing_to_leave(app: App):
    screen = RecordScreen(app, scenario("changkufeng"), "13 Jul")
    app.push(screen)
    frame(app)
    key(app, "Ctrl b")
    assert not isinstance(app.screen.modal, LeaveDialog)
    assert app.screen.modal is not None


def test_a_branch_that_is_played_is_in_the_tree_with_its_turns(app: App, tree: TreeScreen):
    choose(app, tree, "dawn")
    press(app, "Play on")
    assert isinstance(app.screen, BattleScreen)
    app.screen.sitting.resolve_now()
    app.pop()
    frame(app)
    assert app.screen is tree
    found = read_tree(tree.path)
    assert len(found.digests(branches()["dawn"])) == 2


# ---------------------------------------------------------------- the page
def choose(app: App, screen: TreeScreen, name: str) -> None:
    listing = next(w for w in screen.ui.widgets if isinstance(w, Listing))
    listing.choose([row.text for row in listing.rows].index(name))
    frame(app)


def test_the_page_lists_history_first_and_every_branch_under_what_it_left(tree: TreeScreen):
    listing = next(w for w in tree.ui.widgets if isinstance(w, Listing))
    assert [row.text for row in listing.rows] == ["The record", "whole", "later", "dawn"]
    assert [one.depth for one in tree.found] == [0, 1, 0]


def test_the_graph_has_the_record_and_each_line_that_may_be_known(app: App, tree: TreeScreen, night: Match):
    tree._measure(LOST)
    drawn = graph(tree)
    assert drawn.measure == LOST
    record, whole, _later, dawn = drawn.lines
    assert record.is_record
    assert len(drawn.path(record)) == 3
    assert [drawn.value(p) for p in whole.points] == [
        sum(u.lost for u in night.view_at("japan", r.state, night.turn).own) for r in night.records
    ]
    assert len(drawn.path(dawn)) == 1
    tree._side(1)
    assert len(graph(tree).path(dawn)) == 0, "it goes on, and its player is not told the other side's losses"
    assert len(graph(tree).path(whole)) == 3


def test_losses_stand_in_the_band_of_the_re_enactments_that_are_kept(tree: TreeScreen):
    tree._measure(LOST)
    drawn = graph(tree)
    bands = bands_for(tree.scenario)
    last = tree.scenario.calendar.played()[-1]
    assert bands is not None
    low, *_rest, high = bands.at(last.name)["lost", tree.side, ""]
    assert drawn.model[last.number] == (low, high)
    assert drawn.top >= high
    tree._measure(GROUND)
    assert graph(tree).model == {}


def test_a_turn_is_chosen_on_the_graph_and_a_branch_begun_there(app: App, tree: TreeScreen):
    choose(app, tree, "whole")
    tree.ui.focus = graph(tree)
    key(app, "Right", "Right")
    assert tree.turn == tree.scenario.calendar.turn("31 Jul Morning").number
    assert "31 Jul Morning" in tree._told()
    press(app, "Branch from the turn")
    press(app, "Japan")
    assert isinstance(app.screen, BattleScreen)
    assert app.screen.sitting.match.turn.name == "31 Jul Morning"
    made = branches()["From 31 Jul Morning"]
    assert (made.of, made.left) == (branches()["whole"].of or "", 1)


def test_names_notes_and_marks_are_written(app: App, tree: TreeScreen):
    choose(app, tree, "dawn")
    press(app, "Rename")
    assert isinstance(tree.modal, WordsDialog)
    write(app, "first light")
    key(app, "Return")
    assert tree.modal is None
    press(app, "Note")
    write(app, "why not earlier")
    key(app, "Return")
    assert branches()["first light"].note == "why not earlier"
    assert "why not earlier" in tree._told()


def test_what_is_pruned_is_off_the_page_and_what_left_it_stays(app: App, tree: TreeScreen):
    choose(app, tree, "whole")
    press(app, "Prune")
    key(app, "Escape")
    assert [one.branch.name for one in tree.found] == ["later", "dawn"]
    assert tree.one is None


def test_what_was_pruned_stands_at_the_end_and_is_brought_back_to_where_it_stood(app: App, tree: TreeScreen):
    choose(app, tree, "whole")
    press(app, "Prune")
    key(app, "Escape")
    listing = next(w for w in tree.ui.widgets if isinstance(w, Listing))
    assert [row.text for row in listing.rows] == ["The record", "later", "dawn", "whole"]
    choose(app, tree, "whole")
    assert tree.gone is not None
    shut = {w.label: w.why_not for w in tree.ui.widgets if isinstance(w, Button) and not w.enabled}
    assert {"Play on", "Rename", "Note", "Mail", "Branch from the turn"} <= set(shut)
    assert set(shut.values()) == {"It is pruned: bring it back first."}
    tree._enter(3)
    assert app.screen is tree
    press(app, "Bring back")
    assert [one.branch.name for one in tree.found] == ["whole", "later", "dawn"]
    assert [one.depth for one in tree.found] == [0, 1, 0]
    assert tree.one is not None
    assert tree.one.branch.name == "whole"
    assert tree.gone is None


def test_a_pruned_branch_whose_name_was_taken_since_comes_back_under_another(app: App, tree: TreeScreen):
    choose(app, tree, "dawn")
    press(app, "Prune")
    key(app, "Escape")
    choose(app, tree, "later")
    press(app, "Rename")
    write(app, "dawn")
    key(app, "Return")
    tree._choose(3)
    press(app, "Bring back")
    assert sorted(one.branch.name for one in tree.found) == ["dawn", "dawn 2", "whole"]


def test_a_branch_is_mailed_and_a_file_taken_in(app: App, tree: TreeScreen, tmp_path, monkeypatch):
    choose(app, tree, "dawn")
    press(app, "Mail")
    (sent,) = saves.reports_folder().glob("*.tree")
    key(app, "Escape")
    monkeypatch.setattr(saves, "folder", lambda: tmp_path / "there/games")
    there = TreeScreen(app, scenario(NAME))
    app.push(there)
    frame(app)
    press(app, "Take in")
    write(app, str(sent))
    key(app, "Return")
    assert there.modal is None
    assert [one.branch.name for one in there.found] == ["dawn"]


# ---------------------------------------------------------------- where it left history
def test_the_last_page_tells_where_history_was_left(night: Match, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(Leaving, "start", Beside.start)
    leaving = Leaving(night, ("japan",))
    leaving.look(True)
    end = time.monotonic() + 60
    while leaving.is_running and time.monotonic() < end:
        leaving.tick()
        time.sleep(0.01)
    words = [piece.words for piece in left_pieces(leaving) if hasattr(piece, "words")]
    assert words == ["Where history was left", "Every order is the record's: history was never left."]
    assert leaving.following == 0


def test_every_figure_of_the_tree_answers_a_resting_pointer(
    app: App, tree: TreeScreen, monkeypatch: pytest.MonkeyPatch
):
    for measure in (GROUND, LOST):
        tree._measure(measure)
        assert walk(app, monkeypatch) == []
