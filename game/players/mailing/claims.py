"""A reveal that does not come: asked for after the days agreed, and after as many again the turn is taken as silent.

Nobody's turn is taken from him by a packet alone: another house believes a claim only by its own clock and its own player's word,
or by the word of the seat that is silent.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING

from msgspec.structs import replace

from game.core.words import _
from game.files.mail import packets as P

if TYPE_CHECKING:
    from game.players.mailing.post import Post

DAY_S = 86400.0


class Claims:
    """The claims of the present turn in one house."""

    def __init__(self, post: Post) -> None:
        self._post = post

    @property
    def claimable(self) -> tuple[str, ...]:
        """Seats whose reveal has not come for so long that it may be asked for, or their turn be taken as silent."""
        post = self._post
        return tuple(s for s in post.others if self._is_awaited(s) and post.clock() >= self._may_claim_at(s))

    @property
    def agreeable(self) -> tuple[str, ...]:
        """Own seats whose turn another has taken as silent before anything of it was revealed."""
        post = self._post
        if not post.step or post.over:
            return ()
        return tuple(
            seat
            for seat in post.own
            if any(self._about(seat, "taken")) and not self.is_agreed(seat) and post.is_missing(seat)
        )

    def is_agreed(self, seat: str) -> bool:
        """A seat has agreed that it is silent in the present turn."""
        return any(p.seat == seat for p in self._about(seat, "agreed"))

    def claim(self, seat: str) -> str:
        """What was done: the reveal was asked for, or the turn taken as silent. Raises as `Post.claim`."""
        post = self._post
        if not self._is_awaited(seat):
            raise ValueError(_("nothing of {seat} can be claimed now").format(seat=post.named(seat)))
        if (when := self._may_claim_at(seat)) > post.clock():
            until = dt.datetime.fromtimestamp(when).strftime("%Y-%m-%d %H:%M")
            raise ValueError(_("{seat} has time until {when}").format(seat=post.named(seat), when=until))
        at = f"{post.step} {seat}"
        is_second = at in post.private.asked or any(self._about(seat, "taken"))
        packet = post.signed(post.own[0], P.Claim(against=seat, stage="taken" if is_second else "asked"))
        private = replace(post.private, sent=(*post.private.sent, packet))
        if is_second:
            post.keep(replace(private, claimed=(*private.claimed, at)))
            said = _("Taken: {seat} is silent in turn {n}")
        else:
            post.keep(replace(private, asked={**private.asked, at: post.clock()}))
            said = _(
                "Recorded: {seat} owes the reveal of turn {n}; after {days} more days the turn can be taken as silent"
            )
        return said.format(seat=post.named(seat), n=post.step, days=post.invite.days)

    def agree(self) -> str:
        """What was done. Raises as `Post.agree`."""
        post, seats = self._post, self.agreeable
        if not seats:
            raise ValueError(_("nobody has taken a turn of yours as silent"))
        made = tuple(post.signed(seat, P.Claim(against=seat, stage="agreed")) for seat in seats)
        post.keep(replace(post.private, sent=(*post.private.sent, *made)))
        return _("Agreed: turn {n} is played with your seat silent").format(n=post.step)

    def _is_awaited(self, seat: str) -> bool:
        """All have sealed, the own reveals are out, and that of the seat is not in."""
        post = self._post
        mine = all(post.find(P.REVEAL, own, post.step) or post.is_claimed(own) for own in post.own)
        return post.step > 0 and seat in post.others and mine and post.is_agreed and post.is_missing(seat)

    def _may_claim_at(self, seat: str) -> float:
        post = self._post
        out = post.private.since.get(f"reveal {post.step}", post.clock())
        return post.private.asked.get(f"{post.step} {seat}", out) + post.invite.days * DAY_S

    def _about(self, against: str, stage: str) -> Iterable[P.Packet]:
        key = f"{stage} {against}"
        return (p for p in self._post.packets if p.key[0] == P.CLAIM and p.step == self._post.step and p.key[3] == key)
