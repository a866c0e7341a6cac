"""Commands for the strategic game: the same words as for a battle."""

from __future__ import annotations

import argparse
from importlib import import_module
from pathlib import Path
from typing import Any

from game.cli.theatre.asked import is_theatre, load, refuse_options, what_ifs
from game.core.words import _, enumerated

__all__ = ["check", "find_theatres", "is_theatre", "load", "open_saved", "refuse_seats", "room", "what_ifs"]


def room(command: str, options: argparse.Namespace) -> int:
    """Starts the room of a command.

    Raises:
        Trouble: an option was typed that only a battle has.
    """
    seats = enumerated(f"--{seat}" for seat in options.seats)
    sides = tuple(side for side in options.sides if side not in options.seats)
    refuse_options(
        options,
        ("side", "commander", *sides),
        _("the strategic game: it has seats ({seats}), not sides").format(seats=seats),
    )
    of_battles = {"replay": ("what_if",), "show": ("what_if",)}.get(command, ())
    refuse_options(options, of_battles, _("the strategic game: its what-ifs are compared, not replayed"))
    of_boards = ("film", "out", "hex") if command == "replay" else ()
    refuse_options(options, of_boards, _("the strategic game: pictures and films are made of battles"))
    return int(import_module(f"game.cli.theatre.{command}").run(options))


def refuse_seats(options: argparse.Namespace) -> None:
    """Refuses options that only the strategic game has.

    Raises:
        Trouble: one of them was typed.
    """
    seats = tuple(seat for seat in options.seats if seat not in options.sides)
    refuse_options(options, ("seat", "act", "dial", *seats), _("a battle: it has sides, not seats"))


def find_theatres() -> tuple[str, ...]:
    """Ids of the strategic games at hand."""
    from game.files.theatre.theatres import find_theatres as found

    return found()


def check(name: str) -> dict[str, Any]:
    """`{ok, errors}` for a strategic game with all that belongs to it: cards, tables, joined battle, bank, values, what-ifs."""
    from game.files.errors import BadFile, Problem
    from game.files.lessons import known_in_theatre, lesson_problems
    from game.files.theatre.banks import load_bank
    from game.files.theatre.boards import load_board
    from game.files.theatre.joins import read_join
    from game.files.theatre.roads import road_problems
    from game.files.theatre.theatres import read_theatre, theatre_folder
    from game.files.theatre.values import load_values
    from game.files.theatre.whatifs import read_theatre_whatifs

    problems: list[Problem] = []
    try:
        folder = theatre_folder(name)
        theatre, problems = read_theatre(folder)
        problems = [*problems, *read_join(folder)[1]]
        if theatre is not None:
            problems += read_theatre_whatifs(folder, theatre)[1]
            problems += road_problems(folder)
        problems += lesson_problems(folder, known_in_theatre(theatre, load_board(name)) if theatre else None)
        for reader in (load_bank, load_values):
            try:
                reader(folder)
            except BadFile as e:
                problems += e.problems
    except BadFile as e:
        problems += e.problems
    return {"ok": not problems, "errors": [p._asdict() for p in problems]}


def open_saved(path: Path) -> Any:
    """The game of a journal, a battle's or a strategic game's, as `play --load` opens it.

    Raises:
        BadFile: it is damaged.
        Trouble: what it is a game of is not at hand.
    """
    from game.files.theatre.journal import THEATRES

    if THEATRES.is_of(path):
        from game.cli.theatre.session import open_match as open_theatre

        return open_theatre(path)
    from game.cli.battle.terminal.opening import open_match

    return open_match(path)
