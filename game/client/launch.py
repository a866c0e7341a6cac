"""Doors into the window for the command line: `menu`, `play`, `replay`; each returns an exit code."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from game.client import doors
from game.client.doors import USUAL_SEED
from game.core.words import _

if TYPE_CHECKING:
    from game.client.app import App
    from game.files.lessons import Found
    from game.model.battle.scenario import Scenario
    from game.model.battle.whatif import WhatIf


def menu() -> int:
    """Opens the game at its menu."""
    return _with_window(doors.menu)


def play(
    scenario_id: str,
    side: str,
    seed: int = USUAL_SEED,
    load: str | Path | None = None,
    computer: str = "computer",
    changed: Scenario | None = None,
) -> int:
    """Opens a battle: a scenario for a side ("japan", "soviet" or "both") against a computer commander, or a saved journal.

    `changed`: the scenario under a what-if, which is played in its place.
    """
    from game.client.app import complain
    from game.files.errors import BadFile

    try:
        found = None if load is not None else changed or _scenario(scenario_id)
    except BadFile as e:
        return complain(str(e).splitlines()[0])

    def enter(app: App) -> None:
        doors.menu(app)
        if found is not None:
            doors.battle(app, found, side, seed=seed, computer=computer)
        elif load is not None:
            doors.go_on(app, Path(load))

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
        doors.menu(app)
        if load is not None:
            doors.go_on(app, Path(load))
            return
        doors.strategic(app, seats, dial=dial, seed=seed, first=first, last=last, name=theatre_id)

    return _with_window(enter)


def lesson(found: Found) -> int:
    """Opens a lesson over the menu."""

    def enter(app: App) -> None:
        from game.client import doors

        doors.menu(app)
        if line := doors.lesson(app, found):
            app.tell(_("This lesson cannot be opened"), line)

    return _with_window(enter)


def mail(path: str | Path | None = None) -> int:
    """Opens a game by file: the one whose journal this is, or the page with the invitation of an exchange folder."""

    def enter(app: App) -> None:
        from game.files.mail.private import is_private

        doors.menu(app)
        if path is not None and is_private(Path(path)):
            doors.go_on(app, Path(path))
        else:
            doors.mail(app, str(Path(path).absolute()) if path is not None else "")

    return _with_window(enter)


def record(scenario_id: str, at: str = "", side: str = "") -> int:
    """Opens the record of a scenario, page by page. `at`: name of a page; `side`: as which it is seen, "" whole."""
    return _over_the_menu(scenario_id, lambda app, found: doors.record(app, found, at, side=side))


def replay(scenario_id: str, seed: int = USUAL_SEED, *, what_if: WhatIf | None = None, at: int | None = None) -> int:
    """Opens the replay of a scenario's history, re-enacted with a seed, or of a what-if's world. `at`: number of a turn."""
    return _over_the_menu(scenario_id, lambda app, found: doors.replay(app, found, seed=seed, what_if=what_if, at=at))


def theatre_record(turn: int = 0) -> int:
    """Opens the record of the strategic game. `turn`: the one that is looked at, 0 the first."""

    def enter(app: App) -> None:
        doors.menu(app)
        doors.strategic_record(app, turn)

    return _with_window(enter)


def _over_the_menu(scenario_id: str, enter: Callable[[App, Scenario], None]) -> int:
    """Opens the window with a page of a scenario over the menu; one line and 2 if its files are bad."""
    from game.client.app import complain
    from game.files.errors import BadFile

    try:
        found = _scenario(scenario_id)
    except BadFile as e:
        return complain(str(e).splitlines()[0])

    def both(app: App) -> None:
        doors.menu(app)
        enter(app, found)

    return _with_window(both)


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
    _hear_signals()
    enter(app)
    app.watch(lambda: doors.tell_what_was_mended(app))
    return app.run()


def _hear_signals() -> None:
    """A hang-up or a logout closes the window as its own button does."""
    import signal

    import pygame

    for name in ("SIGHUP", "SIGTERM", "SIGBREAK"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), lambda _n, _f: pygame.event.post(pygame.Event(pygame.QUIT)))
