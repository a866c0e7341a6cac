"""A game by file under an umpire: his program alone holds it; orders go to him and reports come back, each for one reader.

What is ordered is lines as they are typed in the text mode, what comes back is what the text mode says to that seat: so nothing
lies on a player's disk that his seat may not know.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec
from msgspec.structs import replace

from game.core.words import _
from game.files.mail import packets as P
from game.files.mail.signing import boxed, unboxed
from game.players.mailing.post import Post

MOST_LINES = 500  # of orders
LONGEST_LINE = 2000
LONGEST_REPORT = 300_000  # bytes


class Umpired:
    """One end of such a game, the umpire's or a player's, upon its post."""

    def __init__(self, post: Post) -> None:
        self.post = post

    @property
    def is_umpire(self) -> bool:
        """This is the umpire's end."""
        return self.post.private.own[0].seat == self.post.invite.host

    @property
    def missing(self) -> tuple[str, ...]:
        """Seats that nobody has joined yet."""
        return tuple(seat for seat in self.post.seats if self.post.find(P.JOIN, seat, 0) is None)

    # ------------------------------------------------------------ the umpire's end
    def orders_of(self, seat: str) -> tuple[str, ...] | None:
        """The lines that a seat has sent for the present turn; None while it has not; none where they cannot be read."""
        found = self.post.find(P.ORDERS, seat, self.post.step)
        if found is None or not isinstance(found.content, P.Orders):
            return None
        try:
            lines = msgspec.json.decode(unboxed(self.post.private.own[0].secret, found.content.box), type=list[str])
        except (ValueError, RecursionError):
            return ()
        return tuple(line[:LONGEST_LINE] for line in lines[:MOST_LINES])

    @property
    def awaited(self) -> tuple[str, ...]:
        """Seats whose orders of the present turn have not come."""
        return tuple(seat for seat in self.post.seats if self.post.find(P.ORDERS, seat, self.post.step) is None)

    @property
    def unreported(self) -> tuple[str, ...]:
        """Seats that were not told yet how the present turn begins."""
        post = self.post
        return tuple(seat for seat in post.seats if post.find(P.REPORT, post.invite.host, post.step, seat) is None)

    def keep_answers(self, answers: Mapping[str, str]) -> None:
        """Keeps what was said to the lines of each seat, until it is reported.

        Raises:
            BadFile: the private file cannot be written.
        """
        at = {f"{self.post.step + 1} {seat}": text for seat, text in answers.items()}
        self.post.keep(replace(self.post.private, answers=at))

    def answers_to(self, seat: str) -> str:
        """What was said to the lines of a seat by which the present turn came about."""
        return self.post.private.answers.get(f"{self.post.step} {seat}", "")

    def report(self, texts: Mapping[str, str]) -> None:
        """Sends each seat what it is told before the present turn.

        Raises:
            BadFile: the private file cannot be written.
        """
        post, made = self.post, []
        for seat, text in texts.items():
            join = post.find(P.JOIN, seat, 0)
            if join is not None and isinstance(join.content, P.Join):
                box = boxed(join.content.key, text.encode()[:LONGEST_REPORT])
                made.append(post.signed(post.invite.host, P.Report(to=seat, box=box)))
        post.keep(replace(post.private, sent=(*post.private.sent, *made)))
        post.look_anew()

    # ------------------------------------------------------------ a player's end
    def reports(self) -> dict[str, tuple[int, str]]:
        """The last report to each own seat: before which turn, and what it says."""
        post, found = self.post, dict[str, tuple[int, str]]()
        for own in post.private.own:
            told = [p for p in post.packets if p.kind == P.REPORT and p.key[3] == own.seat]
            for packet in sorted(told, key=lambda p: p.step)[-1:]:
                assert isinstance(packet.content, P.Report)
                try:
                    text = unboxed(own.secret, packet.content.box).decode("utf-8", "replace")
                except ValueError:
                    continue
                found[own.seat] = packet.step, text
        return found

    def catch_up(self) -> bool:
        """Looks; whether a report of a later turn has come."""
        post, before = self.post, self.post.step
        while True:
            post.look()
            step = max((step for step, _text in self.reports().values()), default=0)
            if step <= post.step:
                return post.step > before
            post.stand(step, "")

    @property
    def has_sent(self) -> bool:
        """The orders of the present turn are sent, and stay."""
        return self.post.step > 0 and all(self.post.find(P.ORDERS, s, self.post.step) for s in self.post.own)

    def write(self, lines: Sequence[str]) -> None:
        """Keeps the lines that are written for the present turn.

        Raises:
            BadFile: the private file cannot be written.
        """
        self.post.keep(replace(self.post.private, lines=tuple(lines)))

    def send(self) -> None:
        """Sends the lines that are written to the umpire, once.

        Raises:
            ValueError: no report of the turn has come yet, or they are sent already.
            BadFile: the private file cannot be written.
        """
        post = self.post
        if not post.step or self.has_sent:
            raise ValueError(_("nothing can be sent now"))
        data = msgspec.json.encode(list(post.private.lines))
        made = tuple(post.signed(seat, P.Orders(box=boxed(post.invite.key, data))) for seat in post.own)
        post.keep(replace(post.private, sent=(*post.private.sent, *made), lines=()))
        post.look_anew()
