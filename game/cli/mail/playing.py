"""A game by file in the terminal: its opening, then its table."""

from __future__ import annotations

import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from game.cli.by_file import EVERY_S, FileSession, key_lines
from game.cli.output import say
from game.cli.text_loop import begin
from game.cli.typed import from_stdin, read_loosely
from game.core.words import _, titled
from game.files.errors import printable

if TYPE_CHECKING:
    from game.players.mailing.post import Post


def play(path: Path) -> int:
    """Plays until the input ends or the user leaves; returns the exit code."""
    ready_rules_of(path)
    from game.players.mailing import games

    post = games.open_post(path)
    read_loosely()
    try:
        table = opened(post)
        if table is None:
            return 0
        session, title = session_of(post, table)
        hint = _(
            "Play by file: help lists the commands; resolve seals and sends, look and wait look for the others' files"
        )
        return begin(session, title, hint)
    finally:
        post.let_go()


def ready_rules_of(path: Path) -> None:
    """Has the rules at hand that a game needs, before they are imported."""
    from game.files.mail.private import read_private

    invite = read_private(path).invite
    if invite.is_theatre:
        from game.cli.theatre.asked import warm

        warm()
    if not invite.is_theatre or invite.battle == "fought":
        from game.cli.scenario import use_rules

        use_rules()


def laid(post: Post) -> Any:
    """The table of a game at a terminal; None in its opening."""
    from game.players.mailing import games
    from game.players.mailing.table import TheatreByMail
    from game.whatif.theatre.chosen_battle import chosen_battle

    return games.sit_down(post, theatre=partial(TheatreByMail, fight=chosen_battle))


def opened(post: Post) -> Any:
    """The table as soon as the opening is done; None where the user leaves before."""
    table = laid(post)
    if table is not None:
        return table
    for line in (
        *key_lines(post),
        _("Exchange folder: {folder}").format(folder=post.waiting.folder),
        *post.waiting.lines,
    ):
        _tell(line)
    while True:
        said = from_stdin(_("look, wait, keys or quit: "))
        word = "quit" if said is None else said.strip().lower()
        if word in ("quit", "q"):
            _tell(_('To go on: changkufeng mail "{name}"').format(name=post.journal.stem))
            return None
        if word in ("keys", "ks"):
            for key in key_lines(post):
                _tell(key)
        elif word in ("look", "lo", "wait", "wa"):
            table = _awaited(post, is_patient=word in ("wait", "wa"))
            if table is not None:
                return table
            for line in (*post.waiting.lines, *post.ignored):
                _tell(line)
        elif word and not word.startswith("#"):
            _tell(
                _("Not done: {why}").format(why=_("the game is still in its opening; needed look, wait, keys or quit"))
            )


def _awaited(post: Post, *, is_patient: bool) -> Any:
    """Looks once, or until the opening is done; Ctrl-C ends that."""
    try:
        while True:
            for line in post.look().news:
                _tell(line)
            table = laid(post)
            if table is not None or not is_patient:
                return table
            time.sleep(EVERY_S)
    except KeyboardInterrupt:
        return None


def session_of(post: Post, table: Any) -> tuple[FileSession, str]:
    """The text loop of a table of the game's scale, and its title."""
    if post.invite.is_theatre:
        from game.cli.theatre.session import theatre_session

        theatre = table.match.theatre
        return theatre_session(table, from_stdin, say), titled(_(theatre.title), _(theatre.subtitle))
    from game.cli.battle.terminal.session import battle_session

    scenario = table.match.scenario
    return battle_session(table, from_stdin, say), titled(_(scenario.title), _(scenario.subtitle))


def _tell(line: str) -> None:
    say(printable(" ".join(line.split())))
