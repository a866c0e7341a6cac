"""A game in the terminal, at either scale: a line in, lines out, until the end of the input; nothing that was sealed is lost."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from game.cli.output import check_folder, is_terminal, note
from game.cli.outside import Outside, listening
from game.cli.picking import Unclear, pick, words_of
from game.cli.troubles import Trouble
from game.core.words import N_, _, counted
from game.files import saves
from game.files.errors import BadFile

LONGEST_LINE = 2000
BLANK_LINES = 50  # at least, when the screen passes from hand to hand
Ask = Callable[[str], "str | None"]
Say = Callable[[str], None]


@dataclass(frozen=True)
class Manner:
    """What the terminal of one scale says and does in its own way; each is asked with a table of that scale.

    `seat`: name of the seat that writes; `standing`: where the game stands for it; `written`: how many orders of it are not
    sealed; `hand_on`: it has sealed, and with True turns may pass by themselves: the next to write, "" if the turn may be played;
    `play`: plays the turn or turns, a line for each that nothing came up in, each then saved; `doubts`: told before sealing.
    """

    commands: tuple[Command, ...]
    aliases: Mapping[str, str]
    seat: Callable[[Any], str]
    prompt: Callable[[Any], str]
    standing: Callable[[Any], Iterable[str]]
    report: Callable[[Any], Iterable[str]]
    verdict: Callable[[Any], Iterable[str]]
    written: Callable[[Any], int]
    hand_on: Callable[[Any, bool], str]
    play: Callable[[Any], Iterable[str]]
    open: Callable[[Path, Ask], Any]
    doubts: Callable[[Any], list[str]] = lambda _table: []


class Session:
    """One table at one terminal. `ask` gives the next line, None at the end; `say` prints one."""

    def __init__(self, manner: Manner, table: Any, ask: Ask, say: Say) -> None:
        self.manner, self.table, self.ask, self._say = manner, table, ask, say
        self.is_over = False
        self.replaced: Path | None = None  # a name over another game was typed: once more, and that game is put aside
        self._waiting: str | None = None
        self._doubted: list[str] = []  # what was told when the seal was last asked for
        self.is_asked = is_terminal(sys.stdin)  # a person is there who can answer a doubt
        self._outside = Outside()

    def hear(self, outside: Outside) -> None:
        """Ends as at the end of the input when it is asked to from outside."""
        ask, self._outside = self.ask, outside
        self.ask = lambda prompt: outside.read(lambda: ask(prompt))

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
                    self._tell_news()
        except KeyboardInterrupt:
            self.tell(self.kept())
            raise

    def _tell_news(self) -> None:
        self.tell(self.table.news)
        self.table.news.clear()

    def answer(self, line: str) -> None:
        """Answers one line; what is wrong with it is said in one line, and all stays as it was."""
        try:
            if len(line) > LONGEST_LINE:
                raise Trouble(_("a line of {n} letters; needed {most} at most").format(n=len(line), most=LONGEST_LINE))
            words = words_of("".join(c if c.isprintable() else " " for c in line))
            if words:
                self.tell(self.find(words[0]).act(self, words[1:]))
        except Trouble as e:
            self.tell([_("Not done: {why}").format(why=e)])
        except BadFile as e:
            self.tell([_("Not done: {why}").format(why=str(e).splitlines()[0])])
        except Exception as e:
            if os.environ.get("CHANGKUFENG_DEBUG"):
                raise
            what = f"{type(e).__name__}: {e}"[:300]
            self.tell([_("Not done: a fault in the program, not in what you typed ({what})").format(what=what)])

    @property
    def commands(self) -> tuple[Command, ...]:
        """The commands that are known here."""
        return self.manner.commands

    @property
    def is_stopped(self) -> bool:
        """Somebody outside has asked the program to end."""
        return bool(self._outside.code)

    def find(self, word: str) -> Command:
        """The command of a name, a short form, or the beginning of a name.

        Raises:
            Trouble: there is none, or several begin so.
        """
        said = self.manner.aliases.get(word.lower(), word.lower())
        commands = self.commands
        begin = [c for c in commands if said in (c.name, c.short)] or [c for c in commands if c.name.startswith(said)]
        if begin and all(c.name.startswith(begin[0].name) for c in begin):  # "ord" is order, not orders
            return begin[0]
        try:
            return pick(word, {c.name: c for c in commands}, _("command"))
        except Unclear:
            raise
        except Trouble as e:
            raise Trouble(_("{why}; help lists the commands").format(why=e)) from None

    def sit_down(self) -> None:
        """Says where the game stands to the seat that writes; with several people at the table, after the hand-over."""
        if len(self.table.humans) > 1 and not self.table.over:
            self._hand_over()
            if self.is_over:
                return
        if self.table.match.records:
            self.tell(self.manner.report(self.table))
        self.tell(self.manner.verdict(self.table) if self.table.over else self.manner.standing(self.table))
        self._tell_news()

    def _hand_over(self) -> None:
        """A screen of blank lines, so that nobody reads what was meant for the other."""
        for _line in range(max(BLANK_LINES, shutil.get_terminal_size().lines)):
            self._say("")
        self.tell([_("Pass to {side}, Enter").format(side=self.manner.seat(self.table))])
        line = self.ask("")
        if line is None:
            self.leave()
        elif line.strip():
            self._waiting = line  # a script that says no Enter loses nothing

    def _next(self) -> str | None:
        line, self._waiting = self._waiting, None
        return self.ask(self.manner.prompt(self.table)) if line is None else line

    def seal(self, *, run: bool = False) -> None:
        """Seals, at a person's second word where doubts are told; passes the table on, or plays turns."""
        check_open(self.table)
        told, self._doubted = self._doubted, self.manner.doubts(self.table)
        self.tell(self._doubted)
        if self._doubted and self._doubted != told and self.is_asked:
            return self.tell([_("Not sealed yet: the same line again seals it all the same")])
        self._doubted = []
        if self.manner.hand_on(self.table, run):
            self.save_quietly()
        else:
            for line in self.manner.play(self.table):
                self.save_quietly()
                self.tell(filter(None, [line]))
                if self._outside.code:
                    break
        self.sit_down()

    # ------------------------------------------------------------ files
    def save_quietly(self) -> None:
        """Saves after a turn; only a failure is said."""
        if wrong := self.table.save():
            self.tell([_("Not saved: {why}").format(why=wrong)])
        self._tell_news()

    def kept(self) -> list[str]:
        """Saves what there is; the line that says where."""
        table = self.table
        if table.match.is_read_only:
            return []
        if not table.match.records and not table.is_written and len(table.humans) < 2:
            table.put_away()
            return [_("No turn was played and no order written, so there is nothing to save")]
        if wrong := table.save():
            return [_("Not saved: {why}").format(why=wrong)]
        written = self.manner.written(table)  # what the others at the table wrote is not told
        self._tell_news()
        orders = counted(
            "; {n} order not yet sealed is kept with it", "; {n} orders not yet sealed are kept with it", written
        )
        return [
            _("Saved: {path}{orders}").format(path=table.path, orders=orders if written else ""),
            _('To go on: changkufeng play {id} --text --load "{path}"').format(id=table.match.id, path=table.path),
        ]

    def leave(self) -> None:
        """Saves and ends the sitting."""
        self.tell(self.kept())
        self.table.keeping.let_go()
        self.is_over = True

    def take_table(self, table: Any) -> None:
        """Goes on with another game; this one is put away."""
        if wrong := self.table.put_away():
            self.tell([_("Not saved: {why}").format(why=wrong)])
        self.table = table
        self.sit_down()


# ---------------------------------------------------------------- commands
Act = Callable[[Session, list[str]], Iterable[str]]


@dataclass(frozen=True)
class Command:
    """A command: `usage` as it is typed, `about` in a line, `more` the lines that help adds."""

    name: str
    short: str
    usage: str
    about: str
    act: Act
    more: Callable[[Session], Iterable[str]] = lambda _session: ()


def check_open(table: Any) -> None:
    """Refuses to write or seal where nothing more is played.

    Raises:
        Trouble: the game is over, is only looked at, or the turn is sealed and waits for other houses.
    """
    if table.over:
        raise Trouble(_("the game is over; report, score and the lists still answer, load begins another"))
    if table.is_sealed:
        raise Trouble(_("your orders of this turn are sealed and sent; look and wait look for the others'"))
    if table.match.is_closed and not table.is_by_file:
        raise Trouble(_("this game by file has lost its private file, or is a copy: it can only be read"))
    if table.match.is_read_only:
        raise Trouble(
            _(
                "this journal is of another version of the rules and can only be read; branch plays on under the present ones"
            )
        )


def turns_line(table: Any) -> str:
    """How many turns were played."""
    played = len(table.match.records)
    return counted("{n} turn played", "{n} turns played", played) if played else _("No turn has been played yet")


def needed(words: list[str], usage: str) -> list[str]:
    """The words after a command that needs some.

    Raises:
        Trouble: there are none.
    """
    if not words:
        raise Trouble(_("needed: {usage}").format(usage=usage))
    return words


def _help(session: Session, words: list[str]) -> list[str]:
    if words:
        found = session.find(words[0])
        head = _("{usage} (short: {short}): {about}")
        return [head.format(usage=found.usage, short=found.short, about=_(found.about)), *found.more(session)]
    lines = [
        _("{name}, short {short}: {about}").format(name=c.name, short=c.short, about=_(c.about))
        for c in session.commands
    ]
    lines.append(_("Names may be cut short while they are unique; help COMMAND tells more; # begins a remark"))
    return lines


def _save(session: Session, words: list[str]) -> list[str]:
    table, name = session.table, " ".join(words)
    is_file = name.endswith(saves.SUFFIX)
    path = table.path if not name else Path(name) if is_file else saves.path_for(name)
    check_folder(str(path) if is_file else None)
    in_the_way = table.keeping.in_the_way(path)
    is_meant, session.replaced = bool(in_the_way) and session.replaced == path, path
    if in_the_way and not is_meant:
        again = _("{why}. Nothing was saved; the same line again saves over it and keeps that game under another name")
        raise Trouble(again.format(why=in_the_way))
    if wrong := table.save(path, over=is_meant):
        raise Trouble(wrong)
    return [_("Saved: {path}").format(path=table.path if not name else path)]


def _load(session: Session, words: list[str]) -> list[str]:
    name = " ".join(words)
    games = saves.saved_games()
    if not name:
        return [_listed(k, g) for k, g in enumerate(games, 1)] or [_("No game is saved")]
    path = Path(name)
    if not name.endswith(saves.SUFFIX):
        numbers = {str(k): g.path for k, g in enumerate(games, 1)}
        path = numbers.get(name) or pick(name, {g.name: g.path for g in games}, _("saved game"))
    table = session.manner.open(path, session.ask)
    session.tell([opened_line(table), *filter(None, (table.match.notice,))])
    session.take_table(table)
    return []


def _branch(session: Session, words: list[str]) -> list[str]:
    table = session.table
    if table.over:
        check_open(table)
    if not table.match.is_read_only:
        raise Trouble(_("this game is of the present rules and goes on as it is"))
    try:
        table.carry_on()
    except ValueError as e:
        raise Trouble(str(e)) from None
    session.tell([_("This goes on as a branch under the present rules: {path}").format(path=table.path)])
    session.take_table(table)
    return []


def _listed(number: int, game: saves.Saved) -> str:
    """A saved game in a line: its name, when it was written, what it is of, how far it came."""
    line = _("Saved game {name}, {day}").format(name=game.name, day=game.day)
    seen = game.seen
    more = (
        _("cannot be read")
        if seen is None
        else _("{played}, turns played: {n}").format(played=seen.played, n=seen.turns)
    )
    return _("{line}; {more}; load {k} goes on with it").format(line=line, more=more, k=number)


def opened_line(table: Any) -> str:
    """The file that a game was opened from; there it goes on, unless the table's news say otherwise."""
    return _("Opened: {path}; {turns}").format(path=table.keeping.opened, turns=turns_line(table))


def _seal(session: Session, words: list[str]) -> list[str]:
    session.seal()
    return []


def _quit(session: Session, words: list[str]) -> list[str]:
    session.leave()
    return []


HELP = Command("help", "h", "help [COMMAND]", N_("the commands, or one of them in full"), _help)
RESOLVE = Command("resolve", "r", "resolve", N_("seals your orders and plays the turn"), _seal)
FILES = (
    Command("save", "sv", "save [NAME]", N_("saves under a name, or to a file that ends in .journal"), _save),
    Command("load", "ld", "load [NAME]", N_("lists the saved games, or goes on with one"), _load),
    Command("branch", "bra", "branch", N_("plays on under the present rules from a journal of older ones"), _branch),
    Command("quit", "q", "quit", N_("saves and ends"), _quit),
)
ALIASES = {"seal": "resolve", "end": "resolve", "exit": "quit", "?": "help", "continue": "load"}


# ---------------------------------------------------------------- the terminal
def begin(session: Session, title: str, hint: str) -> int:
    """Plays at the terminal until the input ends or the user leaves; returns the exit code."""
    table = session.table
    if table.match.notice:
        note(table.match.notice)
    session.tell([title, hint])
    if table.keeping.opened is not None:
        session.tell([opened_line(table)])
    with listening() as outside:
        session.hear(outside)
        session.run()
    return outside.code
