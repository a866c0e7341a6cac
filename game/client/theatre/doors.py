"""Ways into the strategic game: begin one, go on with a saved one, replay the record, play on from a past turn."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from game.client import warm
from game.client.theatre.sitting import TheatreSitting
from game.core.words import _
from game.files import saves
from game.files.errors import BadFile
from game.match.sealed_game import AWAY
from game.players.table import EMPTY, HUMAN
from game.players.theatre.table import USUAL, seats_of

if TYPE_CHECKING:
    from game.client.app import App
    from game.client.theatre.screen import TheatreScreen
    from game.match.theatre import TheatreMatch
    from game.model.theatre.board import Board
    from game.model.theatre.game import Theatre

THEATRE = "north-or-south"
RULES = "theatre"  # their group in the warm-up


@lru_cache(2)
def theatre(name: str = THEATRE) -> Theatre:
    """The strategic game's tables.

    Raises:
        BadFile: they are damaged; one line per problem.
    """
    from game.files.theatre.theatres import load_theatre

    return load_theatre(name)


@lru_cache(2)
def board(name: str = THEATRE) -> Board:
    """Its board.

    Raises:
        BadFile: it is damaged; one line per problem.
    """
    from game.files.theatre.boards import load_board

    return load_board(name)


def begin(app: App, seats: dict[str, str], *, dial: str, seed: int, first: int, last: int, name: str = THEATRE) -> None:
    """A new game of the menu's choice."""
    warm.start(RULES)
    from game.match.theatre import TheatreMatch

    match = TheatreMatch.new(theatre(name), seed=seed, dial=dial, first=first, last=last)
    show(app, TheatreSitting(match, seats, board(name)))


def show(app: App, table: TheatreSitting, *, replace: bool = False) -> TheatreScreen:
    """Opens the page of a game."""
    from game.client.theatre.screen import TheatreScreen

    screen = TheatreScreen(app, table)
    if replace:
        app.replace(screen)
    else:
        app.push(screen)
    return screen


def open_saved(path: Path, seats: dict[str, str] | None = None) -> TheatreSitting:
    """A saved game with what was being written; raises what `TheatreMatch.load` raises. `seats`: those to sit on, else as saved.

    Raises:
        SeatsMissing: who sits where is not written with it.
    """
    from game.match.theatre import TheatreMatch

    match = TheatreMatch.load(path, theatre(), rescue=True)
    home, held = match.goes_on_in(path), seats or seats_of(path, match.theatre)
    table = TheatreSitting(match, held, board(match.theatre.id), path=home)
    table.recall(path)
    return table


def open_record(app: App, turn: int = 0) -> None:
    """The historical path, turn by turn, to be looked at and played on from anywhere. `turn`: shown first, 0 the earliest."""
    warm.start(RULES)
    from game.match.theatre import TheatreMatch

    try:
        match = TheatreMatch.load(record_path(), theatre())
    except BadFile as e:
        app.tell(_("This game cannot be opened"), str(e).splitlines()[0])
        return
    empty = dict.fromkeys(match.theatre.seat_ids, EMPTY)
    screen = show(app, TheatreSitting(match, empty, board(), path=saves.path_for(_("The record, looked at"))))
    screen.look(turn or match.first)


def open_tree(app: App, name: str = THEATRE) -> None:
    """The page of the tree of its games."""
    warm.start(RULES)
    from game.client.theatre.branches_screen import StrategicTree
    from game.match.theatre import TheatreMatch

    found = theatre(name)
    app.push(StrategicTree(app, found, lambda: TheatreMatch.load(record_path(name), found)))


def record_path(name: str = THEATRE) -> Path:
    """The journal of the historical path, beside the scenario's files."""
    from game.files.theatre.theatres import theatre_folder

    return theatre_folder(name) / "history.journal"


def branch_from(app: App, game: TheatreScreen, turn: int) -> None:
    """Another game that shares the turns before this one; the game it leaves stays as it is saved."""
    old = game.table
    match: TheatreMatch = old.match.branch(turn)
    seats = old.seats if old.humans else {**old.seats, match.theatre.seat_ids[0]: HUMAN}
    seats = {seat: USUAL if who == AWAY else who for seat, who in seats.items()}  # who played by file is not here
    name = _("{title}, branch from {turn}").format(title=game.title, turn=_(match.turn.name))
    app.pop()
    show(app, TheatreSitting(match, seats, old.board, path=saves.path_for(name)), replace=True)
