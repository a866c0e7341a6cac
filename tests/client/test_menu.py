"""From the start to a battle and to the replay, by keys and by pointer; doors without a display."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from game.client.app import App
from game.client.battle.screen import BattleScreen
from game.client.laboratory.screen import LaboratoryScreen
from game.client.menu import MenuScreen
from game.client.pick import PickScreen
from game.client.replay.screen import ReplayScreen
from tests.client.drive import click, frame, key, press, wait_for, write


def entry(app: App, label: str) -> tuple[int, int]:
    """Where an entry of the menu stands."""
    return next(w for w in app.screen.ui.widgets if w.label == label).rect.midleft[0] + 30, next(
        w for w in app.screen.ui.widgets if w.label == label
    ).rect.centery


def test_from_the_menu_to_a_battle_by_keys(app: App):
    app.push(MenuScreen(app))
    frame(app)
    while app.screen.ui.focus.label != "New battle":
        key(app, "Down")
    key(app, "Enter")
    assert isinstance(app.screen, PickScreen)
    key(app, "Tab", "Right")
    assert app.screen.seat == 1
    while getattr(app.screen.ui.focus, "label", "") != "Begin":
        key(app, "Tab")
    key(app, "Enter")
    wait_for(app, lambda: isinstance(app.screen, BattleScreen))
    assert app.screen.sitting.humans == ("soviet",)


def test_from_the_menu_to_the_replay_by_pointer(app: App):
    app.push(MenuScreen(app))
    frame(app)
    click(app, entry(app, "Replay history"))
    assert isinstance(app.screen, PickScreen)
    press(app, "Open the replay")
    wait_for(app, lambda: isinstance(app.screen, ReplayScreen))
    key(app, "Esc")
    assert isinstance(app.screen, PickScreen)


def test_the_laboratory_opens_and_leads_back(app: App):
    app.push(MenuScreen(app))
    frame(app)
    click(app, entry(app, "What-if laboratory"))
    assert isinstance(app.screen, LaboratoryScreen)
    key(app, "Esc")
    assert isinstance(app.screen, MenuScreen)


def test_a_game_is_saved_under_a_typed_name_and_continued(app: App, battle: Callable[..., BattleScreen]):
    app.push(MenuScreen(app))
    screen = battle("japan")
    press(app, "")
    press(app, "Save the game")
    sheet = screen.modal
    sheet.ui.focus.value, sheet.ui.focus.caret = "", 0
    write(app, "my night")
    key(app, "Enter")
    assert screen.modal is None
    app.home()
    frame(app)
    click(app, entry(app, "Continue"))
    wait_for(app, lambda: isinstance(app.screen, BattleScreen))


def test_quit_leaves_from_anywhere(app: App, battle: Callable[..., BattleScreen]):
    app.push(MenuScreen(app))
    battle("japan")
    key(app, "Ctrl q")
    assert not app.is_running


@pytest.mark.parametrize("driver", ["x11", None])
def test_without_a_display_there_is_one_line_and_exit_code_2(run_python: Callable[..., str], driver: str | None):
    code = """
import contextlib, io, sys
err = io.StringIO()
with contextlib.redirect_stderr(err):
    from game.client import launch
    code = launch.menu()
print(code, len(err.getvalue().splitlines()), "no display" in err.getvalue())
"""
    assert run_python(code, SDL_VIDEODRIVER=driver, DISPLAY=None, WAYLAND_DISPLAY=None).split() == ["2", "1", "True"]
