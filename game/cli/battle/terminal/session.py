"""A battle at the terminal: what its text loop says and does in its own way."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from game.cli import text_loop
from game.cli.battle.terminal import course, telling
from game.cli.battle.terminal.commands import COMMANDS
from game.cli.battle.terminal.names import side_name
from game.cli.battle.terminal.opening import open_table
from game.core.words import _
from game.match.dates import turn_words

if TYPE_CHECKING:
    from game.players.battle.table import Table


class BattleManner:
    """The manner of battles."""

    commands = COMMANDS
    aliases: ClassVar[dict[str, str]] = {**text_loop.ALIASES, "go": "run", "info": "unit"}

    def seat(self, table: Table) -> str:
        """Name of the side that writes."""
        return side_name(table)

    def prompt(self, table: Table) -> str:
        """Side and turn."""
        if table.over:
            return _("{side}, the battle is over: ").format(side=side_name(table))
        return _("{side}, {turn}: ").format(side=side_name(table), turn=turn_words(table.match.turn))

    def standing(self, table: Table) -> list[str]:
        """Date, turn, light, weather, places, score."""
        return telling.state_lines(table)

    def report(self, table: Table) -> list[str]:
        """Why a Run stopped, what the last turn cost and brought."""
        stops = [_("Run stopped: {why}").format(why=line) for line in table.stop_lines(table.side)]
        return [*stops, *course.report_lines(table)]

    def verdict(self, table: Table) -> list[str]:
        """Both scores, the outcomes beside the record."""
        return course.verdict_lines(table)

    def written(self, table: Table) -> int:
        """Orders and decisions of the side that writes."""
        return len(table.book.orders) + len(table.book.decisions)

    def hand_on(self, table: Table, *, run: bool) -> str:
        """`run`: turns pass until something comes up that a side would stop for (rule 7.9), if every side says so."""
        return table.seal(run=run)

    def play(self, table: Table) -> Iterator[str]:
        """Plays one turn, or the turns of a Run."""
        goes_on = True
        while goes_on:
            table.play_turn()
            goes_on = table.goes_on()
            table.begin_turn()
            passed = _("Nothing to stop for in {turn}").format(turn=turn_words(table.match.records[-1].turn))
            yield passed if goes_on else ""

    def open(self, path: Path) -> Table:
        """The table of a saved battle."""
        return open_table(path)


def battle_session(table: Table, ask: text_loop.Ask, say: text_loop.Say) -> text_loop.Session:
    """A battle's table at a terminal."""
    return text_loop.Session(BattleManner(), table, ask, say)
