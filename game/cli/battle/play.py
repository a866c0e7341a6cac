"""`changkufeng`, `changkufeng play`, `changkufeng replay`: opens the window, or plays in the terminal."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import TYPE_CHECKING

from game.cli import theatre
from game.cli.battle.show import turn_at
from game.cli.scenario import check_side, load, what_if
from game.cli.troubles import Trouble, file_trouble

if TYPE_CHECKING:
    from game.model.battle.scenario import Scenario


def run(options: argparse.Namespace) -> int:
    """Opens the menu, a battle or the replay; returns when the window is closed or the input ends."""
    command = options.command or ""
    if command == "play":
        _speak(options)
    if command and theatre.is_theatre(options.scenario):
        return _theatre(command, options)
    if command:
        theatre.refuse_seats(options)
        scenario = load(options.scenario)  # a name that is not there is answered before a window opens
    if command == "play":
        check_side(scenario, options.side)
        _check_opponent(scenario, options.side or scenario.sides[0], options.against)
        _check_saved(options.load)
        if options.text:
            from game.cli.battle.terminal.start import run as play_in_the_terminal

            return play_in_the_terminal(options)
    os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
    from game.client import launch

    if command == "replay":
        asked = what_if(scenario, options.what_if) if options.what_if else None
        at = turn_at(scenario, options.at) if options.at else None
        return launch.replay(options.scenario, options.seed, what_if=asked, at=at)
    if command == "play":
        return launch.play(
            options.scenario,
            side=options.side or scenario.sides[0],
            seed=options.seed,
            load=options.load,
            computer=options.against or "computer",
        )
    return launch.menu()


def _speak(options: argparse.Namespace) -> None:
    """Puts the game into the language that was asked for; the window takes it from the same variable."""
    from game.files import language

    if options.language:
        os.environ[language.ASKED] = options.language
    language.use_language(language.wanted())


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
        raise file_trouble(e, f"cannot open the saved game {path}") from None
    if not Path(path).is_file():
        raise Trouble(f"cannot open the saved game {path}: it is not a file")
