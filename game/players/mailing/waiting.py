"""What one end of a game by file waits for, and where it stands otherwise than another; sentences."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from game.core.words import _
from game.files.mail import packets as P

if TYPE_CHECKING:
    from game.players.mailing.post import Post


class Looked(NamedTuple):
    """What a look at the folder has brought: lines that are new; whether the turn can be played, or the game be sat down to."""

    news: tuple[str, ...]
    ready: bool


class Waiting(NamedTuple):
    """What is waited for, a sentence each, since when; the exchange folder and one's own files in it for this step."""

    lines: tuple[str, ...]
    since: dt.datetime | None
    folder: Path
    files: tuple[str, ...]


def awaited(post: Post) -> list[str]:
    """What is waited for, a sentence each; none where the turn can be played, or the game is over."""
    step = post.step
    if post.over or post.is_ready:
        return []
    if not step:
        joined = [s for s in post.others if post.find(P.JOIN, s, 0) is None]
        lines = [_("Waiting for {seat} to join").format(seat=post.named(s)) for s in joined]
        rest = [s for s in post.others if s not in joined and not post.find(P.REVEAL, s, 0)]
        return lines + [_("Waiting for {seat} to open the game").format(seat=post.named(s)) for s in rest]
    if not post.is_sealed:
        return [_("Your orders of turn {n} are not sealed yet").format(n=step)]
    lines = _of_others(post, _("Waiting for {seat} to seal turn {n}"), P.SEAL)
    if not lines and post.is_agreed:
        lines = _of_others(post, _("Waiting for {seat} to reveal turn {n}"), P.REVEAL)
    if post.agreeable:
        taken = _("The other side has taken your turn {n} as silent: agree to it, or settle it between you")
        lines.append(taken.format(n=step))
    return lines


def differences(post: Post) -> list[str]:
    """Seats whose program stands in another position, and what to do; own orders that are sealed and lost."""
    said = _(
        "{seat} holds another position in turn {n}: {theirs}, here {ours}. Nothing more is revealed. Compare the versions of "
        "the game, then both journals with `changkufeng validate`; if both are good, begin a new game"
    )
    lines = []
    for seat in post.others:
        end = post.find(P.END, seat, post.step)
        theirs = post.position_of(seat, post.step)
        if post.over and end is not None and isinstance(end.content, P.End):
            theirs = end.content.position
        if post.position and theirs and theirs != post.position:
            lines.append(said.format(seat=post.named(seat), n=post.step, theirs=theirs, ours=post.position))
    if post.is_sealed and post.is_agreed and not post.agreeable and any(map(post.is_missing, post.own)):
        lines.append(
            _("Your sealed orders of turn {n} are lost: the private file is older than the folder").format(n=post.step)
        )
    return lines


def _of_others(post: Post, said: str, kind: str) -> list[str]:
    missing = [s for s in post.others if post.find(kind, s, post.step) is None and not post.is_claimed(s)]
    return [said.format(seat=post.named(s), n=post.step) for s in missing]
