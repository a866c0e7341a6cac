"""A sitting at the terminal: a line in, lines out, until the end of the input; nothing that was sealed is lost."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from game.cli.battle.terminal import course, names, telling
from game.cli.battle.terminal.names import side_name
from game.cli.troubles import Trouble
from game.core.words import _, counted
from game.files.errors import BadFile
from game.match.battle.stops import USUALLY_MUTED
from game.match.dates import turn_words

if TYPE_CHECKING:
    from game.players.battle.table import Table

LONGEST_LINE = 2000
BLANK_LINES = 50  # at least, when the screen passes from hand to hand
Ask = Callable[[str], "str | None"]
Say = Callable[[str], None]


class Session:
    """One table at one terminal. `ask` gives the next line, None at the end; `say` prints one."""

    def __init__(self, table: Table, ask: Ask, say: Say) -> None:
        self.table: Table = table
        self.ask, self._say = ask, say
        self.is_over = False
        self._waiting: str | None = None
        self.muted = USUALLY_MUTED

    def tell(self, lines: Iterable[str]) -> None:
        """Prints facts, each in a line of its own, whatever the data holds."""
        for line in lines:
            self._say(" ".join(line.split()))

    # ------------------------------------------------------------ the course of a sitting
    def run(self) -> None:
        """Reads and answers until the end of the input or until the user leaves."""
        try:
            self.sit_down()
            while not self.is_over:
                line = self._next()
                if line is None:
                    self.leave()
                else:
                    self.answer(line)
        except KeyboardInterrupt:
            self.tell(self.kept())
            raise

    def answer(self, line: str) -> None:
        """Answers one line; what is wrong with it is said in one line."""
        from game.cli.battle.terminal.commands import find

        try:
            if len(line) > LONGEST_LINE:
                raise Trouble(_("a line of {n} letters; needed {most} at most").format(n=len(line), most=LONGEST_LINE))
            words = names.words_of("".join(c if c.isprintable() else " " for c in line))
            if words:
                self.tell(find(words[0]).act(self, words[1:]))
        except Trouble as e:
            self.tell([_("Not done: {why}").format(why=e)])
        except BadFile as e:
            self.tell([_("Not done: {why}").format(why=str(e).splitlines()[0])])
        except Exception as e:
            if os.environ.get("CHANGKUFENG_DEBUG"):
                raise
            what = f"{type(e).__name__}: {e}"[:300]
            self.tell([_("Not done: a fault in the program, not in what you typed ({what})").format(what=what)])

    def sit_down(self) -> None:
        """Says where the game stands to the side that writes; with two people at the table, after the hand-over."""
        if len(self.table.humans) > 1 and not self.table.match.over:
            self._hand_over()
            if self.is_over:
                return
        table = self.table
        if table.match.records:
            self.tell(_("Run stopped: {why}").format(why=line) for line in table.stop_lines(table.side))
            self.tell(course.report_lines(table))
        if table.match.over:
            self.tell(course.verdict_lines(table))
        else:
            self.tell(telling.state_lines(table))

    def _hand_over(self) -> None:
        """A screen of blank lines, so that nobody reads what was meant for the other."""
        for _line in range(max(BLANK_LINES, shutil.get_terminal_size().lines)):
            self._say("")
        self.tell([_("Pass to {side}, Enter").format(side=side_name(self.table))])
        line = self.ask("")
        if line is None:
            self.leave()
        elif line.strip():
            self._waiting = line  # a script that says no Enter loses nothing

    def _next(self) -> str | None:
        if self._waiting is not None:
            line, self._waiting = self._waiting, None
            return line
        table = self.table
        return self.ask(
            _("{side}, the battle is over: ").format(side=side_name(table))
            if table.match.over
            else _("{side}, {turn}: ").format(side=side_name(table), turn=turn_words(table.match.turn))
        )

    # ------------------------------------------------------------ turns
    def seal(self, *, run: bool = False) -> None:
        """Seals the orders of the side that writes; passes the table on, or plays turns.

        `run`: turns pass without further orders until something comes up that a side would stop for (rule 7.9); with two at the
        table both have to say so.
        """
        table = self.table
        table.muted = self.muted
        if table.seal(run=run):
            self._save_quietly()
            self.sit_down()
            return
        while self._play():
            self.tell([_("Nothing to stop for in {turn}").format(turn=turn_words(table.match.records[-1].turn))])
        self.sit_down()

    def _play(self) -> bool:
        """Plays one turn; True if Run plays another."""
        table = self.table
        table.play_turn()
        goes_on = table.goes_on()
        table.begin_turn()
        self._save_quietly()
        return goes_on

    # ------------------------------------------------------------ files
    def _save_quietly(self) -> None:
        """Saves after a turn; only a failure is said."""
        wrong = self.table.save() or self.table.keep_orders()
        if wrong:
            self.tell([_("Not saved: {why}").format(why=wrong)])

    def kept(self) -> list[str]:
        """Saves what there is; the line that says where."""
        table = self.table
        written = len(table.book.orders)  # what the other side at the table wrote is not told
        if not table.match.records and not written and len(table.humans) < 2:
            return [_("No turn was played and no order written, so there is nothing to save")]
        wrong = table.save() or table.keep_orders()
        if wrong:
            return [_("Not saved: {why}").format(why=wrong)]
        orders = counted(
            "; {n} order not yet sealed is kept with it", "; {n} orders not yet sealed are kept with it", written
        )
        return [
            _("Saved: {path}{orders}").format(path=table.path, orders=orders if written else ""),
            _('To go on: changkufeng play {id} --text --load "{path}"').format(id=table.scenario.id, path=table.path),
        ]

    def leave(self) -> None:
        """Saves and ends the sitting."""
        self.tell(self.kept())
        self.is_over = True

    def take_table(self, table: Table) -> None:
        """Goes on with another game."""
        self.table = table
        self.sit_down()


def from_stdin(prompt: str) -> str | None:
    """The next line that is typed or piped in; None at the end. Only a terminal is shown the prompt."""
    sys.stdout.flush()
    try:
        if sys.stdin.isatty():
            return input(prompt)
        line = sys.stdin.readline()
    except EOFError:
        print()  # what follows stands in a line of its own
        return None
    return line if line else None
