"""The tree of the strategic game in the window: branches under what they left, their lines beside the record's, dotted."""

from __future__ import annotations

import pytest

from game.client.app import App
from game.client.kit.widgets import Button, Listing
from game.client.theatre import branches_screen, doors
from game.client.theatre.branches_screen import StrategicTree
from game.client.theatre.leave_dialog import LeaveDialog
from game.client.theatre.screen import TheatreScreen
from game.files import saves
from game.files.trees.tree import Branch, read_tree
from game.match.theatre import TheatreMatch
from game.players.planting import plant
from game.whatif.theatre.tree_lines import eyes
from tests.client.drive import frame, key, press, wait_for


@pytest.fixture(scope="module")
def record() -> TheatreMatch:
    """The historical path."""
    return TheatreMatch.load(doors.record_path(), doors.theatre())


@pytest.fixture
def tree(app: App, planted: None, record: TheatreMatch, monkeypatch) -> StrategicTree:
    """The page of that tree, its lines left out."""
    monkeypatch.setattr(branches_screen, "all_lines", lambda _theatre, _tree: ())
    screen = StrategicTree(app, doors.theatre(), lambda: record)
    app.push(screen)
    frame(app)
    return screen


@pytest.fixture
def lined(app: App, planted: None, record: TheatreMatch) -> StrategicTree:
    """The page with its lines."""
    screen = StrategicTree(app, doors.theatre(), lambda: record)
    app.push(screen)
    wait_for(app, lambda: len(screen.lines) == 3)
    return screen


@pytest.fixture
def planted(record: TheatreMatch, tmp_path, monkeypatch) -> None:
    """A tree with the path to its end, and a branch of a single player that goes on."""
    monkeypatch.setattr(saves, "folder", lambda: tmp_path / "games")
    whole = record.branch(record.first + len(record.records))
    plant(whole, "whole", {})
    plant(record.branch(4), "August", {"tokyo": "human", "field": "plain", "moscow": "plain"})


def listing(screen: StrategicTree) -> Listing:
    return next(w for w in screen.ui.widgets if isinstance(w, Listing))


def values(screen: StrategicTree, measure: str, line: int) -> list[float | None]:
    screen._measure([m.name for m in screen.measures].index(measure))
    return list(screen.values(screen.lines[line])[1:])


def test_lines_are_of_scores_and_variables_and_of_a_game_that_goes_on_the_players_own(
    lined: StrategicTree, record: TheatreMatch
):
    tree = lined
    assert [row.text for row in listing(tree).rows] == ["The record", "whole", "August"]
    assert [m.name for m in tree.measures][:3] == ["Score, Tokyo", "Score, Field army", "Score, Moscow"]
    assert len(tree.measures) == 3 + len(tree.theatre.deck.variables)
    series = record.history()
    assert values(tree, "Border escalation", 0) == list(series["ESC"].record)
    assert values(tree, "Border escalation", 1) == list(series["ESC"].values)
    assert values(tree, "Score, Moscow", 1)[-1] == record.score("moscow").total
    assert values(tree, "Score, Moscow", 0) == values(tree, "Score, Moscow", 1), "the whole path is the record's own"
    told = values(tree, "Score, Tokyo", 2)
    assert [v is not None for v in told] == [True] * 3 + [False] * 21
    assert not any(v is not None for v in values(tree, "Score, Moscow", 2))
    assert values(tree, "Border escalation", 2)[2] == values(tree, "Border escalation", 1)[2]
    tree._measure(0)
    tree._to(3)
    assert "29 Jul-11 Aug 1938, Score, Tokyo: 78" in tree._told()


@pytest.mark.parametrize(
    ("seats", "is_over", "told"),
    [
        ({"tokyo": "human", "moscow": "plain"}, False, ("tokyo",)),
        ({"tokyo": "human", "moscow": "human"}, False, ()),
        ({"tokyo": "human", "moscow": "human"}, True, ("tokyo", "field", "moscow")),
        ({}, False, ()),
    ],
)
def test_scores_are_told_of_the_one_player_until_the_end(seats, is_over, told):
    assert eyes(doors.theatre(), Branch("a", "a", "t", seats=seats), is_over=is_over) == told


def test_a_turn_is_chosen_on_the_graph_and_the_record_left_there(app: App, tree: StrategicTree):
    assert {w.why_not for w in tree.ui.widgets if isinstance(w, Button) and w.label == "Branch from the turn"} == {
        "Choose a turn on the graph first."
    }
    key(app, "Right", "Right", "Right")
    assert tree.turn == 3
    press(app, "Branch from the turn")
    assert isinstance(tree.modal, LeaveDialog)
    press(app, "Moscow")
    assert isinstance(app.screen, TheatreScreen)
    assert app.screen.table.match.turn.number == 3
    assert app.screen.table.humans == ("moscow",)
    made = {b.name: b for b in read_tree(tree.path).standing}
    assert made["From 29 Jul-11 Aug 1938"].left == 2


def test_a_branch_of_a_branch_keeps_its_past(app: App, tree: StrategicTree):
    tree._choose(2)
    tree._to(4)
    assert tree._begin({"tokyo": "human", "field": "plain", "moscow": "plain"}, "Halha") == ""
    assert isinstance(app.screen, TheatreScreen)
    assert app.screen.table.match.turn.number == 4
    assert [one.depth for one in tree.found if one.branch.name == "Halha"] == [1]


def test_a_branch_is_pruned_and_brought_back(app: App, tree: StrategicTree):
    tree._choose(2)
    press(app, "Prune")
    key(app, "Escape")
    assert [one.branch.name for one in tree.found] == ["whole"]
    tree._choose(2)
    press(app, "Bring back")
    assert [one.branch.name for one in tree.found] == ["whole", "August"]


def test_the_tree_opens_from_the_record_by_key(app: App, tmp_path, monkeypatch):
    monkeypatch.setattr(saves, "folder", lambda: tmp_path / "games")
    doors.open_record(app, 4)
    frame(app)
    key(app, "b")
    assert isinstance(app.screen, StrategicTree)
    key(app, "Escape")
    assert isinstance(app.screen, TheatreScreen)
