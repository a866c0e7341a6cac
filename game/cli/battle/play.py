"""`changkufeng`, `changkufeng play`: opens the window, or plays in the terminal."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import TYPE_CHECKING

from game.cli import theatre
from game.cli.scenario import is_file, load, put_in, side_of
from game.cli.troubles import Trouble, file_trouble
from game.core.words import _

if TYPE_CHECKING:
    from game.model.battle.scenario import Scenario


def run(options: argparse.Namespace) -> int:
    """Opens the menu or a battle; returns when the window is closed or the input ends."""
    command = options.command or ""
    if command and theatre.is_theatre(options.scenario):
        return _theatre(command, options)
    if command:
        theatre.refuse_seats(options)
        scenario = load(options.scenario)  # a name that is not there is answered before a window opens
    if command == "play":
        options.side = side_of(scenario, options.side)
        scenario, given = _changed(scenario, options)
        own = options.side if options.side in scenario.sides else scenario.sides[0]
        options.against = options.against or given.get(scenario.other(own))
        _check_opponent(scenario, options.side or scenario.sides[0], options.against)
        _check_saved(options.load)
        if options.text:
            from game.cli.battle.terminal.start import run as play_in_the_terminal

            return play_in_the_terminal(options, scenario)
    os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
    from game.client import launch

    if command == "play":
        return launch.play(
            options.scenario,
            side=options.side or scenario.sides[0],
            seed=options.seed,
            load=options.load,
            computer=options.against or "computer",
            changed=scenario if options.what_if else None,
        )
    return launch.menu()


def _changed(scenario: Scenario, options: argparse.Namespace) -> tuple[Scenario, dict[str, str]]:
    """The scenario under the what-if that is played, and who commands by it.

    Raises:
        Trouble: there is no such what-if, or a saved game of a named one is opened, which knows it.
    """
    if options.what_if is not None and options.load is not None and not is_file(options.what_if):
        raise Trouble(_("--what-if: a saved game has its own; needed --load alone, or the path of a what-if's file"))
    return put_in(scenario, options.what_if, options.scenario)


def _check_opponent(scenario: Scenario, side: str, name: str | None) -> None:
    """Refuses a commander that the other side does not have."""
    if name is None or side == "both":
        return
    from game.players.battle.staffs import trouble

    if line := trouble(name, scenario, scenario.other(side)):
        raise Trouble(line)


def _theatre(command: str, options: argparse.Namespace) -> int:
    """The strategic game: in the window, or in plain lines where they are asked for."""
    if command == "play":
        _check_saved(options.load)
    return theatre.room(command, options)


def _check_saved(path: str | None) -> None:
    if path is None:
        return
    try:
        with Path(path).open("rb"):
            pass
    except OSError as e:
        raise file_trouble(e, _("cannot open the saved game {path}").format(path=path)) from None
    if not Path(path).is_file():
        raise Trouble(_("cannot open the saved game {path}: it is not a file").format(path=path))
