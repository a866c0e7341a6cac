"""A whole night by keys alone: from the menu through every turn to the verdict; the focus is always to be seen."""

from __future__ import annotations

import pytest

from game.client.app import App
from game.client.battle.last_page.screen import LastPage
from game.client.battle.pick import PickScreen
from game.client.battle.replay.book import RecordScreen
from game.client.battle.replay.screen import ReplayScreen
from game.client.battle.screen import BattleScreen
from game.client.pages.menu import MenuScreen
from tests.client.drive import frame, key, seal, wait_for
from tests.client.test_battle_screen import point_cursor, some_goal


def focused(app: App) -> str:
    """The label of what has the focus on the dialog or page on top."""
    ui = app.screen.modal.ui if app.screen.modal is not None else app.screen.ui
    return getattr(ui.focus, "label", "")


def go_to(app: App, label: str) -> None:
    """Presses Tab until the focus is on a label; every stop shows its ring."""
    for _ in range(60):
        if focused(app) == label:
            return
        key(app, "Tab")
        ui = app.screen.modal.ui if app.screen.modal is not None else app.screen.ui
        assert ui.focus is not None
        assert ui.ring_shown
    raise AssertionError(f"Tab never reaches {label!r}")


def order_two(app: App, screen: BattleScreen) -> None:
    """A march and a hold, by keys."""
    key(app, "n")
    unit = screen.hand.selected
    if unit and "move" in screen.sitting.legal_tasks(unit):
        goal = some_goal(screen, unit)
        key(app, "m")
        point_cursor(app, screen, goal)
        key(app, "Enter", "Esc")
    key(app, "n", "h")


@pytest.mark.parametrize("side", ["japan", "soviet"])
def test_a_full_night_by_keyboard_alone(app: App, side: str):
    app.push(MenuScreen(app))
    frame(app)
    go_to(app, "New battle")
    key(app, "Enter")
    if side == "soviet":
        key(app, "Tab", "Right")
    go_to(app, "Begin")
    key(app, "Enter")
    wait_for(app, lambda: isinstance(app.screen, BattleScreen))
    screen = app.screen
    assert isinstance(screen, BattleScreen)
    assert screen.sitting.humans == (side,)
    assert focused(app) == "To the map"  # the briefing is read
    key(app, "Enter")
    turns = 0
    while not screen.sitting.match.over:
        order_two(app, screen)
        assert screen.sitting.book.orders
        seal(app)
        wait_for(app, lambda: screen.phase == "film")
        key(app, "Space", "Right", "Left", "Enter")
        assert screen.modal is not None
        if screen.modal.listed:
            key(app, "Down", "e")
            assert screen.modal.title
            key(app, "Esc")
        key(app, "Esc")
        turns += 1
    assert turns == 3
    assert screen.phase == "over"
    assert isinstance(app.screen, LastPage)
    key(app, "Esc", "Esc")
    assert screen.modal is not None, "the game's menu"
    go_to(app, "To the menu")
    key(app, "Enter")
    assert isinstance(app.screen, MenuScreen)


def test_the_replay_by_keyboard_alone(app: App):
    app.push(MenuScreen(app))
    frame(app)
    go_to(app, "Replay history")
    key(app, "Enter")
    go_to(app, "Open the replay")
    key(app, "Enter")
    record = app.screen
    assert isinstance(record, RecordScreen)
    key(app, "Right", "Shift Right", "Home", "r")
    wait_for(app, lambda: isinstance(app.screen, ReplayScreen))
    screen = app.screen
    assert isinstance(screen, ReplayScreen)
    wait_for(app, lambda: len(screen.rerun.turns) > 1)
    key(app, "Right", "Right", "Left", "Shift Right", "Home")
    key(app, "Ctrl b")
    assert screen.modal is not None
    key(app, "Esc", "Esc")
    assert app.screen is record
    key(app, "Esc")
    assert isinstance(app.screen, PickScreen)
