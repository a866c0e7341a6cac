"""One end of a game by file: what was sent, what came, what is due, what is waited for; journal and orders are the table's.

A step is a turn, counted from 1; step 0 is the opening, in which each seat commits to a nonce and reveals it. What is to be sent
stands in the private file first. Of what others say twice the first that was taken counts; the second is a dispute that is told.
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from msgspec.structs import replace

from game.core.words import _, counted
from game.files.errors import BadFile
from game.files.mail import packets as P
from game.files.mail.exchange import Exchange, file_name, read_packet
from game.files.mail.private import Private, Sealed, write_private
from game.files.mail.signing import commitment, fingerprint, mixed_luck, new_secret
from game.files.owner import Hold, hold
from game.match.sealed_game import AWAY
from game.players.mailing.claims import Claims
from game.players.mailing.taking import Taking
from game.players.mailing.waiting import Looked, Waiting, awaited, differences

MOST_TOLD = 50  # disputes that are kept


class Post:
    """A game by file as one house sees it. `names`: of the seats, as they are read; `clock`: seconds since 1970.

    `watches`: it only looks, and writes nothing anywhere: for who lists the games beside a program that plays them.
    """

    def __init__(
        self,
        journal: Path,
        private: Private,
        names: Mapping[str, str],
        *,
        clock: Callable[[], float] = time.time,
        watches: bool = False,
    ) -> None:
        self.watches = watches
        self.journal, self.private, self.names, self.clock = journal, private, dict(names), clock
        self.exchange = Exchange(Path(private.folder))
        self.step, self.position, self.over = 0, "", False
        self.trouble = ""  # what is wrong with the folder
        self._news: list[str] = []
        self._hold: Hold | None = None
        self._is_due = True  # something of one's own changed since the last look
        self.taking, self.claims = Taking(self), Claims(self)

    # ------------------------------------------------------------ what is played, and by whom
    @property
    def invite(self) -> P.Invite:
        """What was agreed."""
        return self.private.invite

    @property
    def game(self) -> str:
        """Id of the game."""
        return self.private.game

    @property
    def own(self) -> tuple[str, ...]:
        """Seats held in this house, in their order."""
        return tuple(seat for seat in self.invite.seats if seat in self._secrets)

    @property
    def seats(self) -> tuple[str, ...]:
        """Seats held by people, here and elsewhere, in their order."""
        return tuple(seat for seat, who in self.invite.seats.items() if who == AWAY)

    @property
    def others(self) -> tuple[str, ...]:
        """Seats held by people elsewhere."""
        return tuple(seat for seat in self.seats if seat not in self.own)

    @property
    def _secrets(self) -> dict[str, str]:
        return {own.seat: own.secret for own in self.private.own}

    @property
    def fingerprints(self) -> dict[str, str]:
        """Of the keys of all seats that have joined, to be compared by telephone."""
        found = {seat: self._content(P.JOIN, seat, 0) for seat in self.seats}
        return {seat: fingerprint(join.key) for seat, join in found.items() if isinstance(join, P.Join)}

    def find(self, kind: str, seat: str, step: int, more: str = "") -> P.Packet | None:
        """A packet that was sent, or was taken as the first of its kind."""
        return next((p for p in self.packets if p.key == (kind, seat, step, more)), None)

    @property
    def packets(self) -> tuple[P.Packet, ...]:
        """All that was sent and taken, as far as it is still needed."""
        return (*self.private.sent, *self.private.came)

    def _content(self, kind: str, seat: str, step: int, more: str = "") -> P.Content | None:
        found = self.find(kind, seat, step, more)
        return None if found is None else found.content

    def committed(self, seat: str, step: int) -> str:
        """The commitment of a seat for a step, "" while there is none."""
        found = self._content(P.SEAL if step else P.JOIN, seat, step)
        return found.commitment if isinstance(found, P.Seal | P.Join) else ""

    def position_of(self, seat: str, step: int) -> str:
        """The position for which a seat has sealed, "" while it has not, or in the opening."""
        found = self._content(P.SEAL, seat, step)
        return found.position if isinstance(found, P.Seal) else ""

    # ------------------------------------------------------------ where it stands
    @property
    def is_open(self) -> bool:
        """Every seat has joined and its nonce of the opening is known: the game can be sat down to."""
        return all(self.find(P.REVEAL, seat, 0) for seat in self.seats)

    @property
    def seed(self) -> int:
        """The luck of the whole game; the opening must be done."""
        return self._mixed(0)

    @property
    def luck(self) -> int:
        """The luck of the present turn; every reveal must be in, or taken as silent."""
        return self._mixed(self.step)

    @property
    def is_sealed(self) -> bool:
        """What is ordered here for the present turn is sealed."""
        return self.step > 0 and not self.over and all(self.find(P.SEAL, seat, self.step) for seat in self.own)

    @property
    def is_ready(self) -> bool:
        """The present turn can be played; in the opening: the game can be sat down to."""
        if not self.step:
            return self.is_open
        return not self.over and self.is_agreed and not any(map(self.is_missing, self.seats))

    def written(self, seat: str) -> str | None:
        """What a seat has revealed for the present turn; None where its turn was taken as silent."""
        found = self._content(P.REVEAL, seat, self.step)
        return found.written if isinstance(found, P.Reveal) and not self.is_claimed(seat) else None

    def is_claimed(self, seat: str) -> bool:
        """The present turn of a seat was taken as silent."""
        return f"{self.step} {seat}" in self.private.claimed

    @property
    def is_agreed(self) -> bool:
        """All have sealed the present turn for the same position."""
        return all(self.position_of(seat, self.step) == self.position for seat in self.seats)

    def is_missing(self, seat: str) -> bool:
        """The reveal of a seat for the present turn is not in, and the turn not taken as silent."""
        return not self.is_claimed(seat) and self.find(P.REVEAL, seat, self.step) is None

    def _mixed(self, step: int) -> int:
        parts = []
        for seat in self.seats:
            found = None if step and self.is_claimed(seat) else self._content(P.REVEAL, seat, step)
            nonce = found.nonce if isinstance(found, P.Reveal) else ""
            parts.append((seat, self.committed(seat, step), nonce))
        return mixed_luck(game=self.game, step=step, parts=parts)

    def stand(self, step: int, position: str, *, over: bool = False) -> None:
        """The journal stands before this turn, in this position; `over`: it has ended there.

        Raises:
            BadFile: the private file cannot be written.
        """
        self.step, self.position, self.over, self._is_due = step, position, over, True
        old = self.private

        def is_kept(p: P.Packet) -> bool:
            return p.step >= step - 1 or not p.step

        self.keep(
            replace(
                old,
                turns=step - 1,
                is_over=over,
                sealed=tuple(s for s in old.sealed if s.step >= step - 1),
                sent=tuple(filter(is_kept, old.sent)),
                came=tuple(filter(is_kept, old.came)),
            )
        )

    # ------------------------------------------------------------ acts
    def hold(self) -> None:
        """Takes the right to play this end of the game; `let_go` gives it back.

        Raises:
            BadFile: another program plays it.
        """
        self._hold = hold(self.journal)
        if self._hold is None:
            raise BadFile.of(self.journal, _("is being played in another program"))

    def let_go(self) -> None:
        """The game is left."""
        if self._hold is not None:
            self._hold.let_go()

    def seal(self, written: Mapping[str, str]) -> None:
        """Commits the own seats to their orders for the present turn, once. What is sealed is kept before it is told.

        Raises:
            ValueError: it is sealed already, or the game is over or still opening.
            BadFile: the private file cannot be written: nothing is sealed then.
        """
        if not self.step or self.over or self.is_sealed:
            raise ValueError(_("nothing can be sealed now"))
        self.look()  # a commitment of one's own that this file has forgotten stands
        sealed, sent = list(self.private.sealed), list(self.private.sent)
        for seat in self.own:
            if self.find(P.SEAL, seat, self.step) is not None:
                continue
            nonce, text = new_secret(), written[seat]
            made = commitment(
                game=self.game, seat=seat, step=self.step, position=self.position, nonce=nonce, written=text
            )
            sealed.append(Sealed(seat, self.step, self.position, nonce, text))
            sent.append(self.signed(seat, P.Seal(position=self.position, commitment=made)))
        self.keep(replace(self.private, sealed=tuple(sealed), sent=tuple(sent), since=self._since()))
        self._is_due = True

    def look(self) -> Looked:
        """Reads what has come, sends what is due, writes again what is missing; cheap while nothing has changed."""
        try:
            changed = self.exchange.look()
            if changed or self._is_due or self.trouble:
                self.trouble, self._is_due = "", False
                while self.taking.take() or self._send_due():
                    pass
                if not self.watches:
                    self._write_missing()
                    self._is_due = self.exchange.look()  # beside what was written something may have come
        except BadFile as e:
            self.trouble, self._is_due = str(e).splitlines()[0], True
        news, self._news = tuple(dict.fromkeys(self._news)), []
        return Looked(news, self.is_ready)

    def look_anew(self) -> Looked:
        """As `look`, for who has just added to what is sent."""
        self._is_due = True
        return self.look()

    def take(self, paths: Iterable[Path]) -> list[str]:
        """Puts packets that came by mail into the exchange folder; a line for each.

        Raises:
            BadFile: a file holds no packet, or one of another game; those before it were taken.
        """
        said = []
        self._is_due = self.exchange.look() or self._is_due
        for path in paths:
            packet = read_packet(path)
            if packet.game != self.game:
                raise BadFile.of(path, _("is a packet of another game"))
            name = self.exchange.put(packet)
            said.append(_("{file} taken as {name}").format(file=path.name, name=name))
        return said

    @property
    def claimable(self) -> tuple[str, ...]:
        """Seats whose reveal has not come for so long that it may be asked for, or their turn be taken as silent."""
        return self.claims.claimable

    @property
    def agreeable(self) -> bool:
        """Another has taken an own turn as silent before anything of it was revealed: that can be agreed to."""
        return bool(self.claims.agreeable)

    def claim(self, seat: str) -> str:
        """Asks for a reveal that has not come for the days agreed, after as many again takes the turn as silent; what was done.

        Raises:
            ValueError: it may not be claimed now; says when.
            BadFile: the private file cannot be written.
        """
        said, self._is_due = self.claims.claim(seat), True
        return said

    def agree(self) -> str:
        """Agrees that the own turn, which the other side took as silent, is so. What was done.

        Raises:
            ValueError: there is nothing to agree to.
            BadFile: the private file cannot be written.
        """
        said, self._is_due = self.claims.agree(), True
        return said

    # ------------------------------------------------------------ what is told
    @property
    def disputes(self) -> tuple[str, ...]:
        """Where the houses do not agree, or somebody has said two things; a line each."""
        return (*self.private.told, *differences(self))

    @property
    def ignored(self) -> tuple[str, ...]:
        """Files of the folder that are no packet of this game, or are not believed; a line each."""
        others = {p.game for p in self.exchange.packets.values()} - {self.game}
        foreign = [counted("{n} other game lies in the folder", "{n} other games lie in the folder", len(others))]
        return (*self.exchange.ignored, *self.taking.refused, *(foreign if others else ()))

    @property
    def waiting(self) -> Waiting:
        """What is waited for now."""
        since = max(self.private.since.values(), default=None)
        when = dt.datetime.fromtimestamp(since) if since is not None else None
        files = (self.exchange.files.get(p.name, file_name(p)) for p in self._to_be_there)
        return Waiting((*filter(None, (self.trouble,)), *awaited(self)), when, self.exchange.folder, tuple(files))

    def tell(self, line: str, *, is_dispute: bool = False) -> None:
        """Keeps a line to be said; a dispute is kept for good."""
        if is_dispute and line in self.private.told:
            return
        self._news.append(line)
        if is_dispute:
            self.keep(replace(self.private, told=(*self.private.told, line)[:MOST_TOLD]))

    def named(self, seat: str) -> str:
        """A seat as it is read."""
        return self.names.get(seat, seat)

    # ------------------------------------------------------------ sending
    def _send_due(self) -> bool:
        """Adds to what is sent all that may be said now; whether there was something."""
        due = [p for p in self._due() if self.find(*p.key) is None]
        silent = tuple(f"{self.step} {s}" for s in self.seats if self.claims.is_agreed(s) and self.is_missing(s))
        if not due and not silent:
            return False
        since = self._since(f"reveal {self.step}") if any(p.kind == P.REVEAL for p in due) else self.private.since
        private, sent = self.private, (*self.private.sent, *due)
        self.keep(replace(private, sent=sent, since=since, claimed=(*private.claimed, *silent)))
        return True

    def _due(self) -> list[P.Packet]:
        if self.invite.is_umpired:
            return []
        if self.over:
            return [self.signed(seat, P.End(position=self.position)) for seat in self.own]
        if not self.step:
            if not all(self.find(P.JOIN, seat, 0) for seat in self.seats):
                return []
            return [self.signed(o.seat, P.Reveal(nonce=o.nonce, written="")) for o in self.private.own]
        if not self.is_agreed or self.claims.agreeable:
            return []
        kept = [
            s
            for s in self.private.sealed
            if s.step == self.step and not self.is_claimed(s.seat) and not self.claims.is_agreed(s.seat)
        ]
        return [self.signed(s.seat, P.Reveal(nonce=s.nonce, written=s.written)) for s in kept]

    def _write_missing(self) -> None:
        for packet in self._to_be_there:
            self.exchange.put(packet)

    @property
    def _to_be_there(self) -> list[P.Packet]:
        """What of one's own must lie in the folder: somebody may be a turn behind."""
        return [p for p in self.private.sent if p.step >= self.step - 1]

    def signed(self, seat: str, content: P.Content) -> P.Packet:
        """A packet of an own seat for the present step, signed."""
        packet = P.Packet(ckf=P.FORMAT, game=self.game, seat=seat, step=self.step, content=content)
        return P.sign(packet, self._secrets[seat])

    def _since(self, what: str = "") -> dict[str, float]:
        """When the present wait began, beside those of this step."""
        what = what or f"seal {self.step}"
        now = {k: v for k, v in self.private.since.items() if k.endswith(f" {self.step}")}
        return {**now, what: now.get(what, self.clock())}

    def keep(self, private: Private) -> None:
        """Takes up what the private file holds from now on, and writes it.

        Raises:
            BadFile: it cannot be written: all stays as it was.
        """
        if private != self.private:
            if not self.watches:
                write_private(self.journal, private)
            self.private = private

    def keep_came(self, packet: P.Packet) -> None:
        """A packet of another house is taken as the first of its kind; one of the own seats, as forgotten here."""
        is_own = packet.seat in self._secrets
        private = self.private
        self.keep(
            replace(private, sent=(*private.sent, packet)) if is_own else replace(private, came=(*private.came, packet))
        )
