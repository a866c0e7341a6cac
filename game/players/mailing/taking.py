"""What of the packets in the folder is believed: signed by the key of its seat, the first of its kind, true to its commitment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.core.words import _
from game.files.mail import packets as P
from game.files.mail.signing import commitment, public_key

if TYPE_CHECKING:
    from game.players.mailing.post import Post

ORDER = (P.INVITE, P.JOIN, P.SEAL, P.REVEAL, P.ORDERS, P.REPORT, P.CLAIM, P.END)


class Taking:
    """Looks at each packet of the folder once, and again while it cannot be judged yet."""

    def __init__(self, post: Post) -> None:
        self._post = post
        self._done: set[str] = set()
        self.refused: list[str] = []  # packets that are not believed, a line each

    def take(self) -> bool:
        """Takes what can be judged now; whether anything was believed that was not known."""
        post = self._post
        here = [p for p in post.exchange.packets.values() if p.game == post.game and p.name not in self._done]
        before = post.private
        for packet in sorted(here, key=lambda p: (p.step, ORDER.index(p.kind), p.name)):
            if self._judge(packet):
                self._done.add(packet.name)
        return (post.private.sent, post.private.came) != (before.sent, before.came)

    def _judge(self, packet: P.Packet) -> bool:
        """Takes or refuses a packet; False where it cannot be judged yet."""
        post = self._post
        if packet.kind == P.INVITE:
            return True  # there can be but one of this game
        if packet.seat not in post.seats and not (post.invite.is_umpired and packet.seat == post.invite.host):
            self._refuse(packet, _("nobody plays that seat by file"))
            return True
        known = post.find(*packet.key)
        if known is not None and known.content == packet.content:
            return True
        key = self._key_of(packet)
        if not key:
            return False
        if not P.is_by(packet, key):
            if isinstance(packet.content, P.Join) and P.is_by(packet, packet.content.key):
                self._dispute(packet, _("two programs have joined as {seat}; the first one stands"))
            else:
                self._refuse(packet, _("its signature is not that of the seat"))
            return True
        if known is not None:
            self._dispute(packet, _("{seat} has said two things of turn {n}; the first one stands"))
            return True
        return self._judge_in_time(packet)

    def _judge_in_time(self, packet: P.Packet) -> bool:
        post, content = self._post, packet.content
        if packet.step < post.step and packet.kind != P.JOIN:
            if f"{packet.step} {packet.seat}" in post.private.claimed and packet.kind == P.REVEAL:
                self._dispute(packet, _("the reveal of {seat} for turn {n} came after its turn was taken as silent"))
            return True
        if packet.step > post.step + 1:
            return False
        if isinstance(content, P.Reveal):
            committed = post.committed(packet.seat, packet.step)
            if not committed:
                return False
            if self._made_of(packet, content) != committed:
                self._dispute(packet, _("the reveal of {seat} for turn {n} is not what was sealed, and is ignored"))
                return True
        post.keep_came(packet)
        self._say(packet)
        return True

    def _made_of(self, packet: P.Packet, content: P.Reveal) -> str:
        position = self._post.position_of(packet.seat, packet.step)
        return commitment(
            game=packet.game, seat=packet.seat, step=packet.step, position=position, nonce=content.nonce, written=content.written
        )  # fmt: skip

    def _key_of(self, packet: P.Packet) -> str:
        """The key that a packet must be signed with; "" where it is not known yet."""
        post = self._post
        own = next((o for o in post.private.own if o.seat == packet.seat), None)
        if own is not None:
            return public_key(own.secret)
        if packet.seat == post.invite.host:
            return post.invite.key
        joined = post.find(P.JOIN, packet.seat, 0)
        content = packet.content if joined is None else joined.content
        return content.key if isinstance(content, P.Join) else ""

    def _say(self, packet: P.Packet) -> None:
        post, content = self._post, packet.content
        said = {
            P.JOIN: _("{seat} has joined"),
            P.SEAL: _("{seat} has sealed turn {n}"),
            P.ORDERS: _("{seat} has sent its orders of turn {n}"),
            P.END: _("{seat} has ended in the position {position}"),
        }.get(packet.kind, "")
        if isinstance(content, P.Claim):
            said = {
                "asked": _("{seat} has waited long for the reveal of turn {n} and records that"),
                "agreed": _("{seat} agrees that turn {n} is played with it silent"),
                "taken": _("{seat} has taken a turn that was not revealed as silent: turn {n}"),
            }[content.stage]
        position = content.position if isinstance(content, P.End) else ""
        if said and packet.seat not in post.own:
            post.tell(said.format(seat=post.named(packet.seat), n=packet.step, position=position))

    def _refuse(self, packet: P.Packet, why: str) -> None:
        post = self._post
        file = post.exchange.files.get(packet.name, packet.name)
        self.refused.append(_("{file} is ignored: {why}").format(file=file, why=why))
        post.tell(self.refused[-1])

    def _dispute(self, packet: P.Packet, said: str) -> None:
        post = self._post
        line = said.format(seat=post.named(packet.seat), n=packet.step)
        post.tell(line, is_dispute=True)
