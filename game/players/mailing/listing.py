"""The games by file that go on here, as far as can be seen without playing."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from game.core.words import _, clauses
from game.files import saves
from game.files.errors import BadFile
from game.files.glance import glance
from game.files.mail.private import ENDING, read_private
from game.players.mailing.at_hand import at_hand
from game.players.mailing.post import Post

Clock = Callable[[], float]


@dataclass(frozen=True)
class MailGame:
    """A game by file in the folder of saved games. `path`: of its journal; `turn`: turns played, -1 in the opening; `when`: it
    last moved; `waiting`: what for, a line; `trouble`: "" or why it cannot be looked at; `folder`: where its packets lie."""

    path: Path
    title: str
    scenario: str
    own: tuple[str, ...]
    turn: int
    waiting: str
    when: dt.datetime
    is_over: bool
    trouble: str = ""
    folder: Path = Path()
    disputes: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """Its name, as `changkufeng mail` takes it."""
        return self.path.stem


def mail_games(*, clock: Clock = time.time) -> list[MailGame]:
    """The games by file in the folder of saved games, newest first. Nothing is written."""
    found = []
    for path in sorted(saves.folder().glob(f"*{ENDING}")):
        journal = path.with_suffix(saves.SUFFIX)
        try:
            when = dt.datetime.fromtimestamp(path.stat().st_mtime)
            found.append(_listed(journal, when, clock))
        except BadFile as e:
            found.append(MailGame(journal, journal.stem, "", (), -1, "", when, False, str(e).splitlines()[0]))
        except OSError:
            continue
    return sorted(found, key=lambda one: one.when, reverse=True)


def _listed(journal: Path, when: dt.datetime, clock: Clock) -> MailGame:
    private = read_private(journal)
    invite = private.invite
    try:
        played = at_hand(invite.scenario, invite.variant)
        names, title = played.names, played.title
    except (BadFile, ValueError):
        names, title = {}, invite.scenario
    post = Post(journal, private, names, clock=clock, watches=True)
    if private.turns >= 0:
        post.stand(private.turns + 1, _position_of(journal), over=private.is_over)
    post.look()
    waiting = clauses(post.waiting.lines) or _("can be played on")
    if invite.is_umpired:
        waiting = _("led by an umpire")
    if private.is_over:
        waiting = _("over")
    return MailGame(
        journal,
        invite.title or title,
        invite.scenario,
        post.own,
        private.turns,
        waiting,
        when,
        private.is_over,
        folder=Path(private.folder),
        disputes=post.disputes,
    )


def _position_of(journal: Path) -> str:
    seen = glance(journal)
    return seen.digests[-1] if seen is not None and seen.digests else ""
