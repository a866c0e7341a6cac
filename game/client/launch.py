"""Doors into the window for the command line: `menu`, `play`, `replay`; each returns an exit code."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from game.core.words import _

if TYPE_CHECKING:
    from game.client.app import App
    from game.model.battle.scenario import Scenario

USUAL_SEED = 1938


def menu() -> int:
    """Opens the game at its menu."""
    from game.client.pages.menu import MenuScreen

    return _with_window(lambda app: app.push(MenuScreen(app)))


def play(
    scenario_id: str,
    side: str = "japan",
    seed: int = USUAL_SEED,
    load: str | Path | None = None,
    computer: str = "computer",
) -> int:
    """Opens a battle: a scenario for a side ("japan", "soviet" or "both") against a computer commander, or a saved journal."""
    from game.client.app import complain
    from game.files.errors import BadFile

    try:
        found = None if load is not None else _scenario(scenario_id)
    except BadFile as e:
        return complain(str(e).splitlines()[0])

    def enter(app: App) -> None:
        from game.client.pages.menu import MenuScreen

        app.push(MenuScreen(app))
        if found is not None:
            begin(app, found, side, seed=seed, computer=computer)
        elif load is not None:
            line = open_game(app, Path(load))
            if line:
                app.tell(_("This game cannot be opened"), line)

    return _with_window(enter)


def play_theatre(
    theatre_id: str,
    seats: dict[str, str],
    *,
    dial: str = "default",
    seed: int = USUAL_SEED,
    first: int = 1,
    last: int = 0,
    load: str | Path | None = None,
) -> int:
    """Opens a strategic game: a new one with human, computer ("plain", "plain:tsuji") or nobody in each seat, or a saved one."""

    def enter(app: App) -> None:
        from game.client.pages.menu import MenuScreen
        from game.client.theatre import doors
        from game.client.theatre.table import Sitter

        app.push(MenuScreen(app))
        if load is not None:
            line = open_game(app, Path(load))
            if line:
                app.tell(_("This game cannot be opened"), line)
            return
        sitters = {seat: Sitter(*who.split(":")[:2]) for seat, who in seats.items()}
        doors.begin(app, sitters, dial=dial, seed=seed, first=first, last=last, name=theatre_id)

    return _with_window(enter)


def replay(scenario_id: str, seed: int = USUAL_SEED) -> int:
    """Opens the replay of a scenario's history, re-enacted with a seed."""
    from game.client.app import complain
    from game.files.errors import BadFile

    try:
        found = _scenario(scenario_id)
    except BadFile as e:
        return complain(str(e).splitlines()[0])

    def enter(app: App) -> None:
        from game.client.pages.menu import MenuScreen

        app.push(MenuScreen(app))
        open_replay(app, found, seed=seed)

    return _with_window(enter)


def _scenario(scenario_id: str) -> Scenario:
    from game.client.library import scenario

    return scenario(scenario_id)


def _with_window(enter: Callable[[App], None]) -> int:
    """Opens the window, enters a screen, runs the loop; no display is one line and 2."""
    os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
    from game.files import kept_rules

    kept_rules.choose_cache()
    from game.client.app import App, NoDisplay, complain, open_window
    from game.client.kit.settings import Settings
    from game.client.kit.sound import Speaker

    settings = Settings.load()
    try:
        surface = open_window(full=settings.full_screen)
    except NoDisplay as e:
        return complain(str(e))
    speaker = Speaker(settings.volume, settings.effects, settings.ambience)
    speaker.begin()  # the device is asked for before the first frame: it holds the program while it answers
    app = App(surface, settings=settings, speaker=speaker)
    enter(app)
    return app.run()


# ---------------------------------------------------------------- from screen to screen
def begin(app: App, scenario: Scenario, side: str, *, seed: int = USUAL_SEED, computer: str = "computer") -> None:
    """A new battle for a side of the menu's choice, against a computer commander, as soon as the rules are ready."""
    from game.client.pages.waiting import when_ready

    def go_on() -> None:
        from game.client.battle.screen import BattleScreen
        from game.client.battle.sitting import Sitting, seats_for
        from game.match.battle import Match

        app.push(BattleScreen(app, Sitting(Match.new(scenario, seed=seed), seats_for(side, scenario.sides, computer))))

    when_ready(app, go_on)


def open_game(app: App, path: Path) -> str:
    """Goes on with a saved game; "" or the line that says why it cannot be opened."""
    from game.client.pages.waiting import WaitingScreen, when_ready
    from game.client.warm import start
    from game.files.theatre.journal import is_theatre_journal

    if is_theatre_journal(path):
        from game.client.theatre.doors import open_saved

        return open_saved(app, path)

    if not start().is_over and not isinstance(app.screen, WaitingScreen):
        when_ready(app, lambda: _told(app, open_game(app, path)))
        return ""
    from game.client.battle.screen import BattleScreen
    from game.client.battle.sitting import open_game as read

    try:
        sitting = read(path)
    except Exception as e:  # whatever the bytes were, the user reads one line and loses nothing
        words = str(e).splitlines()
        line = words[0] if words else type(e).__name__
        return line if path.name in line else f"{path.name}: {line}"
    app.screen.show(None)
    if isinstance(app.screen, BattleScreen):
        app.replace(BattleScreen(app, sitting))
    else:
        app.push(BattleScreen(app, sitting))
    if sitting.match.notice:
        app.tell(_("Opened, with a notice"), sitting.match.notice)
    return ""


def _told(app: App, line: str) -> None:
    if line:
        app.tell(_("This game cannot be opened"), line)


def open_replay(app: App, scenario: Scenario, *, seed: int = USUAL_SEED) -> None:
    """The replay of a scenario, as soon as the rules are ready."""
    from game.client.pages.waiting import when_ready

    def go_on() -> None:
        from game.client.battle.replay.screen import ReplayScreen

        app.push(ReplayScreen(app, scenario, seed=seed))

    when_ready(app, go_on)
