"""A battle at the terminal: what its text loop says and does in its own way."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from game.cli import text_loop
from game.cli.battle.terminal import course, telling, writing
from game.cli.battle.terminal.commands import COMMANDS
from game.cli.battle.terminal.names import side_name
from game.cli.battle.terminal.opening import open_table
from game.cli.by_file import FileSession
from game.core.words import _
from game.match.dates import turn_words

if TYPE_CHECKING:
    from game.players.battle.table import Table


def battle_session(table: Table, ask: text_loop.Ask, say: text_loop.Say) -> FileSession:
    """A battle's table at a terminal."""
    return FileSession(BATTLES, table, ask, say)


def _prompt(table: Table) -> str:
    if table.over:
        return _("{side}, the battle is over: ").format(side=side_name(table))
    return _("{side}, {turn}: ").format(side=side_name(table), turn=turn_words(table.match.turn))


def _report(table: Table) -> list[str]:
    stops = [_("Run stopped: {why}").format(why=line) for line in table.stop_lines(table.side)]
    return [*stops, *course.report_lines(table)]


def _play(table: Table) -> Iterator[str]:
    goes_on = True
    while goes_on:
        table.play_turn()
        goes_on = table.goes_on()
        table.begin_turn()
        passed = _("Nothing to stop for in {turn}").format(turn=turn_words(table.match.records[-1].turn))
        yield passed if goes_on else ""


BATTLES = text_loop.Manner(
    commands=COMMANDS,
    aliases={**text_loop.ALIASES, "go": "run", "info": "unit"},
    seat=side_name,
    prompt=_prompt,
    standing=telling.state_lines,
    report=_report,
    verdict=course.verdict_lines,
    written=lambda table: len(table.book.orders) + len(table.book.decisions),
    hand_on=lambda table, run: table.seal(run=run),
    play=_play,
    open=lambda path, ask: open_table(path, ask=ask),
    doubts=writing.doubt_lines,
)
