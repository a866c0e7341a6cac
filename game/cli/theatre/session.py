"""A strategic game at the terminal: what its text loop says and does in its own way."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from game.cli import text_loop
from game.cli.by_file import FileSession, table_of
from game.cli.seating import seats_or_ask
from game.cli.theatre import telling
from game.cli.theatre.asked import load
from game.cli.theatre.commands import COMMANDS
from game.files.mail.private import is_private
from game.files.theatre import journal
from game.match.theatre import TheatreMatch
from game.match.theatre.doubts import doubts
from game.match.theatre.headline import headline
from game.players.table import HUMAN, SeatsMissing
from game.players.theatre.table import USUAL, TheatreTable, seats_of
from game.whatif.theatre.chosen_battle import chosen_battle

if TYPE_CHECKING:
    from collections.abc import Mapping

    from game.model.theatre.game import Theatre


def open_table(
    path: Path, name: str = "", seats: Mapping[str, str] | None = None, *, ask: text_loop.Ask
) -> TheatreTable:
    """A saved game with its seats and the sheets kept beside it. `name`: of which it must be; `seats`: those changed.

    `ask`: answers who sits where, as far as that is not written with the game.

    Raises:
        Trouble: the strategic game is not at hand.
        BadFile: the journal is damaged, or of another game.
    """
    if is_private(path):
        found: TheatreTable = table_of(path)
        return found
    match = open_match(path, name)
    match.is_read_only |= match.is_closed  # a game by file without its private file
    held = _held(path, match.theatre, {} if match.is_closed else seats or {}, ask)
    table = TheatreTable(match, held, fight=chosen_battle, path=match.goes_on_in(path))
    table.recall(path)
    return table


def open_match(path: Path, name: str = "") -> TheatreMatch:
    """A saved game; where it is damaged, a branch of its good turns. Raises what `open_table` raises."""
    theatre = load(name or journal.THEATRES.read_header(path).theatre)
    return TheatreMatch.load(path, theatre, rescue=True, at_table=True)


def _held(path: Path, theatre: Theatre, given: Mapping[str, str], ask: text_loop.Ask) -> dict[str, str]:
    """The seats as given, else as saved; who names his own seat is not asked for it."""

    def find() -> dict[str, str]:
        try:
            return seats_of(path, theatre)
        except SeatsMissing:
            if HUMAN not in given.values():
                raise
            return dict.fromkeys(theatre.seat_ids, USUAL)

    return {**seats_or_ask(find, ask), **given}


def new_table(match: TheatreMatch, seats: Mapping[str, str]) -> TheatreTable:
    """A new game with its seats."""
    return TheatreTable(match, seats, fight=chosen_battle)


def theatre_session(table: TheatreTable, ask: text_loop.Ask, say: text_loop.Say) -> FileSession:
    """A strategic game's table at a terminal."""
    return FileSession(THEATRES, table, ask, say)


def _seat(table: TheatreTable) -> str:
    return telling.seat_name(table.match.theatre, table.seat)


def _report(table: TheatreTable) -> list[str]:
    """The headline of the last turn, its events, the news of this one left out, and what the hill cost."""
    news = set() if table.over else {e.text for e in table.match.view(table.seat).news}
    told = [e for e in table.match.events(table.seat) if e.text not in news]
    head = " ".join(headline(told))
    return [*([head] if head else []), *(e.text for e in told), *telling.battle(table.match)]


def _written(table: TheatreTable) -> int:
    sheet, blank = table.draft.now, table.draft.blank
    given = sum(map(len, sheet.answers.values())) + len(sheet.moves) + len(sheet.struck) + bool(sheet.policy)
    return given + (sheet.closed != blank.closed)


def _doubts(table: TheatreTable) -> list[str]:
    """Cards that are answered in part; a card left alone is drawn, as the text of an empty sheet says."""
    return [d.text for d in doubts(table.view, table.draft.now) if d.is_part and table.seat in table.humans]


def _play(table: TheatreTable) -> Iterator[str]:
    table.play_turn()
    table.begin_turn()
    yield ""


THEATRES = text_loop.Manner(
    commands=COMMANDS,
    aliases=text_loop.ALIASES,
    seat=_seat,
    prompt=lambda table: f"{_seat(table)} T{table.match.turn.number}> ",
    standing=lambda table: telling.opening(table.match.theatre, table.view),
    report=_report,
    verdict=lambda table: telling.verdict(table.match),
    written=_written,
    hand_on=lambda table, _run: table.hand_on(),
    play=_play,
    open=lambda path, ask: open_table(path, ask=ask),
    doubts=_doubts,
)
