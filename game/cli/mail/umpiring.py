"""Games by file under an umpire, in the terminal: his program plays what the seats send and reports; theirs reads and sends."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from game.cli.by_file import EVERY_S, FileSession, key_lines
from game.cli.mail.playing import ready_rules_of, session_of
from game.cli.output import say
from game.cli.text_loop import Command
from game.cli.typed import from_stdin, read_loosely
from game.core.words import _, counted
from game.files.errors import printable
from game.players.table import HUMAN

if TYPE_CHECKING:
    from game.players.mailing.post import Post
    from game.players.mailing.umpired import Umpired

FORBIDDEN = frozenset(
    ("resolve", "run", "save", "load", "branch", "quit", "battle")
)  # at the umpire's table, by a line
PER_LINE = 400  # lines of an answer


class Heard(FileSession):
    """A seat's lines at the umpire's table: they write its orders and ask what it may ask; they play and save nothing."""

    @property
    def commands(self) -> tuple[Command, ...]:
        """Those of the scale that write for the seat or tell it something."""
        return tuple(c for c in super().commands if c.name not in FORBIDDEN)


def play(path: Path) -> int:
    """Plays this house's end until the input ends or the user leaves; returns the exit code."""
    from game.players.mailing import games
    from game.players.mailing.umpired import Umpired

    post = games.open_post(path)
    read_loosely()
    try:
        end = Umpired(post)
        post.stand(max(post.private.turns + 1, 0), "", over=post.private.is_over)
        if end.is_umpire:
            ready_rules_of(path)
            _lead(end)
        else:
            _follow(end)
        _tell([_('To go on: changkufeng mail "{name}"').format(name=path.stem)])
        return 0
    finally:
        post.let_go()


# ---------------------------------------------------------------- the umpire
def _lead(end: Umpired) -> None:
    _tell([*key_lines(end.post), *_place(end.post)])
    _loop(lambda: look_as_umpire(end), _("umpire, look, wait or quit: "), {}, lambda _line: False)


def look_as_umpire(end: Umpired) -> tuple[list[str], bool]:
    """Looks, plays the turn where all orders are in, reports; what there is to say, and whether a turn was played.

    Raises:
        BadFile: a file cannot be read or written.
    """
    post = end.post
    lines = list(post.look().news)
    if end.missing:
        return [*lines, *(_("Waiting for {seat} to join").format(seat=post.named(s)) for s in end.missing)], False
    waiting = [_("Waiting for the orders of {seat}").format(seat=post.named(seat)) for seat in end.awaited]
    if post.over:
        return [*lines, _("over")], False
    if post.step and waiting and not end.unreported:
        return [*lines, *waiting], False
    table = _table_of(post)
    _stand(post, table)
    is_played = not end.unreported and not table.over and not end.awaited
    if is_played:
        answers = {seat: "\n".join(_heard(post, table, seat, end.orders_of(seat) or ())) for seat in post.seats}
        end.keep_answers(answers)
        table.play_turn()
        if wrong := table.save():
            return [*lines, _("Not saved: {why}").format(why=wrong)], False
        table.begin_turn()
        _stand(post, table)
    if missing := end.unreported:
        end.report({seat: f"{end.answers_to(seat)}\n{_told(post, table, seat)}".strip() for seat in missing})
        lines.append(counted("{n} report sent", "{n} reports sent", len(missing)))
    return lines, is_played


def _stand(post: Post, table: Any) -> None:
    post.stand(len(table.match.records) + 1, table.match.digest, over=table.over)


def _table_of(post: Post) -> Any:
    """The umpire's table: every seat of a player is written for at it."""
    from game.players.battle.table import Table
    from game.players.mailing.games import match_of
    from game.players.theatre.table import TheatreTable
    from game.whatif.theatre.chosen_battle import chosen_battle, has_battle

    seats = {seat: HUMAN if seat in post.seats else who for seat, who in post.invite.seats.items()}
    match = match_of(post, secrets.randbits(64))
    if post.invite.is_theatre:
        table: Any = TheatreTable(match, seats, fight=chosen_battle, path=post.journal)
        if post.invite.battle and has_battle(match):
            table.battle = post.invite.battle
    else:
        table = Table(match, seats, path=post.journal)
    table.keeping.opened, table.keeping.is_wanted = post.journal, True
    table.save()
    return table


def _heard(post: Post, table: Any, seat: str, lines: Sequence[str]) -> list[str]:
    """What the umpire's table says to the lines of a seat; its draft holds what they wrote."""
    said: list[str] = []
    session = _session(post, table, seat, said)
    for line in lines:
        before = len(said)
        said.append(f"> {line}")
        session.answer(line)
        del said[before + PER_LINE :]
    return said


def _told(post: Post, table: Any, seat: str) -> str:
    """Where the game stands for a seat, with the report of the turn before."""
    said: list[str] = []
    session = _session(post, table, seat, said)
    if table.match.records:
        session.tell(session.manner.report(table))
    session.tell(session.manner.verdict(table) if table.over else session.manner.standing(table))
    for name in ("units", "contacts", "board"):
        if any(c.name == name for c in session.commands):
            session.answer(name)
    return "\n".join(said)


def _session(post: Post, table: Any, seat: str, said: list[str]) -> Heard:
    table.seat = seat
    usual = session_of(post, table)[0]
    return Heard(usual.manner, table, lambda _prompt: None, said.append)


# ---------------------------------------------------------------- a player
def _follow(end: Umpired) -> None:
    end.catch_up()
    _tell([*key_lines(end.post), *_place(end.post), *_news_of(end)])
    acts = {"send": end.send, "resolve": end.send}
    _loop(
        lambda: _look_as_player(end),
        _("orders, send, list, drop N, look, wait or quit: "),
        acts,
        lambda line: _write(end, line),
    )


def _look_as_player(end: Umpired) -> tuple[list[str], bool]:
    has_come = end.catch_up()
    return (_news_of(end) if has_come else _standing(end)), has_come


def _news_of(end: Umpired) -> list[str]:
    told = [line for _step, text in end.reports().values() for line in text.splitlines()]
    return [*told, *_standing(end)]


def _standing(end: Umpired) -> list[str]:
    post = end.post
    if not post.step:
        return [_("Waiting for the umpire's first report")]
    if end.has_sent:
        return [_("Your orders of turn {n} are sent; the umpire's report is waited for").format(n=post.step)]
    return [counted("{n} line written; send sends it", "{n} lines written; send sends them", len(post.private.lines))]


def _write(end: Umpired, line: str) -> bool:
    """Takes a line for the umpire, or lists or drops one; whether it was understood."""
    from game.players.mailing.umpired import LONGEST_LINE, MOST_LINES

    lines, words = list(end.post.private.lines), line.split()
    if words[0] == "list":
        _tell([f"{k} {one}" for k, one in enumerate(lines, 1)] or _standing(end))
    elif words[0] == "drop" and len(words) == 2 and words[1].isdecimal() and 1 <= int(words[1]) <= len(lines):
        del lines[int(words[1]) - 1]
        end.write(lines)
    elif (
        end.has_sent
        or not end.post.step
        or len(line) > LONGEST_LINE
        or len(lines) >= MOST_LINES
        or not line.isprintable()
    ):
        return False
    else:
        end.write([*lines, line])
    return True


# ---------------------------------------------------------------- both
def _loop(
    look: Callable[[], tuple[list[str], bool]],
    prompt: str,
    acts: dict[str, Callable[[], None]],
    write: Callable[[str], bool],
) -> None:
    """Reads and answers until the end of the input. `acts`: by word; `write`: takes every other line, False: not understood."""
    lines, _has_come = look()
    _tell(lines)
    while True:
        said = from_stdin(prompt)
        line = "quit" if said is None else said.strip()
        word = line.lower()
        if word in ("quit", "q"):
            return
        try:
            if word in ("look", "wait"):
                _tell(_awaited(look, is_patient=word == "wait"))
            elif word in acts:
                acts[word]()
                _tell(look()[0])
            elif word and not word.startswith("#") and not write(line):
                _tell([_("Not done: {why}").format(why=_("that cannot be written now; look looks for files"))])
        except ValueError as e:
            _tell([_("Not done: {why}").format(why=e)])


def _awaited(look: Callable[[], tuple[list[str], bool]], *, is_patient: bool) -> list[str]:
    try:
        while True:
            lines, has_come = look()
            if has_come or not is_patient:
                return lines
            time.sleep(EVERY_S)
    except KeyboardInterrupt:
        return [_("Waiting ended; look looks again")]


def _place(post: Post) -> list[str]:
    return [_("Exchange folder: {folder}").format(folder=post.waiting.folder)]


def _tell(lines: Sequence[str]) -> None:
    for line in lines:
        say(printable(" ".join(line.split())))
