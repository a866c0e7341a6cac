"""The end of a battle: a human's score is measured against the opponent he had, and the same luck is played beside the window."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from game.client.app import App
from game.client.battle.grading import Grading
from game.client.battle.last_page.leaf import Leaf
from game.client.battle.last_page.screen import LastPage
from game.client.battle.screen import BattleScreen
from game.client.battle.sitting import Sitting, seats_for
from game.files.battle import standing
from tests.client.drive import wait_for


def words(app: App) -> str:
    page = app.screen
    assert isinstance(page, LastPage)
    return "\n".join(getattr(p, "words", "") for leaf in page.ui.widgets if isinstance(leaf, Leaf) for p in leaf.pieces)


@pytest.fixture
def ended(app: App, battle: Callable[..., BattleScreen]) -> BattleScreen:
    """Japan's night against the staff, in which nobody ordered anything, at its end."""
    screen = battle("japan")
    while not screen.sitting.match.over:
        screen.sitting.seal()
        screen.sitting.resolve_now()
        screen.sitting.begin_turn()
    return screen


def test_the_verdict_has_place_same_luck_and_standing(app: App, ended: BattleScreen):
    ended.turning.verdict()
    assert "Place: better than 0 of 100 games of our staff in this seat against this opponent" in words(app)
    wait_for(app, lambda: "The same luck: our staff in this seat" in words(app))
    assert "an army given no order 0" in words(app), "the game was just that"
    assert "Standing: after 4 more games against the computer" in words(app)
    assert [g.against for g in standing.finished()] == ["plain"]


def test_a_game_is_kept_for_the_standing_once(app: App, ended: BattleScreen):
    for _ in range(2):
        grading = Grading(ended.sitting)
        grading.start()
        wait_for(app, lambda grading=grading: grading.is_ready)
    assert len(standing.finished()) == 1


def test_two_at_one_table_are_not_measured_against_a_computer(app: App, battle: Callable[..., BattleScreen]):
    sitting = battle("both").sitting
    assert isinstance(sitting, Sitting)
    grading = Grading(Sitting(sitting.match, seats_for("both", sitting.sides)))
    grading.start()
    assert grading.is_ready
    assert [line for line in grading.lines("japan") if "Place" in line or "Standing" in line] == []


def test_a_game_in_which_a_turn_was_taken_back_does_not_count(app: App, battle: Callable[..., BattleScreen]):
    screen = battle("japan")
    for _ in range(2):
        screen.sitting.seal()
        screen.sitting.resolve_now()
        screen.sitting.begin_turn()
    screen.sitting.go_back()
    while not screen.sitting.match.over:
        screen.sitting.seal()
        screen.sitting.resolve_now()
        screen.sitting.begin_turn()
    screen.turning.verdict()
    assert "This game is a branch, whose luck may be known: it does not count for the standing." in words(app)
    assert standing.finished() == ()
