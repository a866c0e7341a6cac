"""The table of a game by file: any table of its scale, at which some seats are held in other houses (`AWAY`).

Sealing commits; a turn is played once all reveals are in, with what they hold and with the luck that they mix. What of a reveal
the rules forbid is left out in every house alike.
"""

from __future__ import annotations

from abc import abstractmethod
from typing import Any, ClassVar, TypeVar

import msgspec

from game.core.words import _, counted, titled
from game.files.battle.journal import MOST_ORDERS
from game.files.canonical import canonical
from game.files.journal import LARGEST_LINE, refuse_hostile
from game.files.theatre.journal import LONGEST, MOST_ENTRIES
from game.match.battle.order_book import Written
from game.match.draft import Draft
from game.match.sealed_game import AWAY, SealedGame
from game.match.theatre import Sheet
from game.model.battle.decisions import Decision
from game.model.battle.orders import Order
from game.players.battle.table import Table
from game.players.mailing.post import Post
from game.players.mailing.waiting import Looked, Waiting
from game.players.table import HUMAN, SealedTable
from game.players.theatre.table import TheatreTable

G = TypeVar("G", bound=SealedGame[Any, Any, Any])
D = TypeVar("D", bound=Draft[Any])
V = TypeVar("V")
Sheet_ = tuple[Order | Decision, ...]


class ByMail(SealedTable[G, D, V]):
    """What a table of either scale does otherwise in a game by file; it stands before the table in a class's list of bases."""

    is_by_file: ClassVar[bool] = True

    def __init__(self, post: Post, *args: Any, **options: Any) -> None:
        self.post = post
        super().__init__(*args, **options)
        self.keeping.is_wanted = True

    @abstractmethod
    def _revealed(self, seat: str, text: str | None) -> Any:
        """What a seat gives by its reveal, as far as the rules allow it; None: it is silent."""

    # ------------------------------------------------------------ what the post says
    @property
    def is_sealed(self) -> bool:
        """What is ordered here for this turn is sealed: nothing more is written until it is played."""
        return self.post.is_sealed

    @property
    def waiting(self) -> Waiting:
        """What is waited for."""
        return self.post.waiting

    @property
    def disputes(self) -> tuple[str, ...]:
        """Where the houses do not agree, a line each."""
        return self.post.disputes

    @property
    def claimable(self) -> tuple[str, ...]:
        """Seats whose reveal may be claimed now."""
        return self.post.claimable

    @property
    def agreeable(self) -> bool:
        """An own turn was taken as silent, which can be agreed to."""
        return self.post.agreeable

    @property
    def fingerprints(self) -> dict[str, str]:
        """Of the keys of the seats."""
        return self.post.fingerprints

    def claim(self, seat: str) -> str:
        """Claims a reveal that does not come; raises as `Post.claim`."""
        return self.post.claim(seat)

    def agree(self) -> str:
        """Agrees that an own turn is silent; raises as `Post.agree`."""
        return self.post.agree()

    def look(self) -> Looked:
        """Reads what has come, sends what is due. Where it is `ready` the turn can be resolved."""
        return self.post.look()

    def advance(self) -> list[str]:
        """Looks, and where all is in plays the turn, saves, and begins the next one; lines that are new."""
        if not self._is_in_step:
            self.begin_turn()  # it was stopped between the turn and the next
        looked = self.look()
        news = list(looked.news)
        if looked.ready:
            self.play_turn()
            wrong = self.save()
            self.begin_turn()
            news += [_("Not saved: {why}").format(why=wrong)] if wrong else []
            news += self.look().news
        return news

    # ------------------------------------------------------------ the turn
    def hand_on(self) -> str:
        """As at any table; where all seats of this house have sealed, their commitments are made and sent.

        Raises:
            BadFile: the private file cannot be written: nothing is sealed then.
        """
        if self.is_sealed:
            return ""
        following = super().hand_on()
        if not following:
            self.post.seal({seat: canonical(self.draft_of(seat).now).decode() for seat in self.humans})
            self.post.look()
        return following

    def gather(self) -> dict[str, Any]:
        """What every seat gives for the turn, out of the reveals; the turn gets its luck.

        Raises:
            ValueError: not all reveals are in.
        """
        if not self.post.is_ready or not self._is_in_step:
            raise ValueError(_("not all reveals of the turn are in"))
        self.match.luck = self.post.luck
        return super().gather()

    @property
    def _is_in_step(self) -> bool:
        """The post stands before the turn that the match is to play."""
        return self.post.step == len(self.match.records) + 1

    def _given(self, seat: str) -> Any:
        if self.seats.get(seat) in (HUMAN, AWAY):
            return self._revealed(seat, self.post.written(seat))
        return super()._given(seat)

    def begin_turn(self) -> None:
        """The next turn of writing begins."""
        super().begin_turn()
        self.commanders.clear()  # a computer remembers nothing from turn to turn: the same in every house
        self.post.stand(len(self.match.records) + 1, self.match.digest, over=self.over)

    def carry_on(self) -> None:
        """A game by file has no branches while it is played.

        Raises:
            ValueError: always, until it is over.
        """
        self.match.carry_on()

    def _save_own(self) -> None:
        """As at any table; but never in a branch: the other houses have none."""
        if self.match.is_read_only:
            return
        self.keeping.claim()
        self.keeping.begin()
        self.match.save(self.path)
        self._write_beside(self.path)

    @property
    def claims_told(self) -> list[str]:
        """Turns that were played with a seat silent because its reveal did not come, a line each; told at the end."""
        said = _("Turn {n}: the reveal of {seat} did not come, its seat was silent")
        taken = (at.partition(" ") for at in self.post.private.claimed)
        return [said.format(n=step, seat=self.post.named(seat)) for step, _space, seat in taken]

    def put_away(self) -> str:
        """The table is left: what is written is saved, the file let go; "" or why that could not be done."""
        wrong = super().put_away()
        self.post.let_go()
        return wrong

    def _left_out(self, seat: str, number: int) -> None:
        if number:
            line = counted(
                "{n} entry of the sheet is not allowed by the rules and was left out",
                "{n} entries of the sheet are not allowed by the rules and were left out",
                number,
            )
            self.news.append(titled(self.post.named(seat), line))


class BattleManner(ByMail[Any, Any, Any], Table):
    """A battle by file, to be put before a table of battles."""

    def seal(self, *, run: bool = False) -> str:
        """Seals; each turn of a game by file is sealed alone, so that Run is an ordinary seal."""
        return Table.seal(self, run=False)

    def _revealed(self, seat: str, text: str | None) -> Sheet_:
        written = None if text is None else _battle_sheet(text)
        if written is None:
            self._left_out(seat, 0 if text is None else 1)
            return ()
        # What is decided counts for the orders beside it.
        asked: tuple[Order | Decision, ...] = (
            *written.decisions,
            *written.orders,
        )
        stood: list[Order | Decision] = []
        for one in asked:
            if not _is_hostile(one) and self.match.refusal(one, stood, side=seat) is None:
                stood.append(one)
        self._left_out(seat, len(asked) - len(stood))
        return tuple(stood)


class TheatreManner(ByMail[Any, Any, Any], TheatreTable):
    """A strategic game by file, to be put before a table of strategic games."""

    @property
    def battle(self) -> str:
        """How the battle of the turn is settled: as was agreed, in its turn."""
        theatre = self.match.theatre
        is_now = theatre.join is not None and self.match.turn.number == theatre.battle.turn
        return self.post.invite.battle if is_now else ""

    @battle.setter
    def battle(self, choice: str) -> None:
        """It was agreed in the invitation and stays."""

    @property
    def is_written(self) -> bool:
        """Somebody here has written, or sealed, what no turn has resolved yet."""
        return SealedTable.is_written.fget(self)  # type: ignore[attr-defined, no-any-return]

    def _revealed(self, seat: str, text: str | None) -> Sheet:
        sheet = None if text is None else _theatre_sheet(text)
        if sheet is not None and (sheet == Sheet() or self.match.refusal(seat, sheet) is None):
            return sheet
        self._left_out(seat, 0 if text is None else 1)
        blank: Sheet = self._blank(seat).now
        return blank


class BattleByMail(BattleManner):
    """A battle by file at the plain table."""


class TheatreByMail(TheatreManner):
    """A strategic game by file at the plain table."""


def _battle_sheet(text: str) -> Written | None:
    """The sheet of a reveal; None of one that cannot be read, or is longer than any journal's."""
    try:
        found = msgspec.json.decode(text, type=Written)
    except (ValueError, RecursionError):
        return None
    return found if max(len(found.orders), len(found.decisions)) <= MOST_ORDERS else None


def _theatre_sheet(text: str) -> Sheet | None:
    try:
        found = msgspec.json.decode(text, type=Sheet)
        refuse_hostile(msgspec.to_builtins(found), longest=LONGEST, most=MOST_ENTRIES)
    except (ValueError, RecursionError):
        return None
    return found


def _is_hostile(one: Order | Decision) -> bool:
    """No journal would take it: it holds control characters, or endless words."""
    try:
        refuse_hostile(msgspec.to_builtins(one), longest=LARGEST_LINE, most=MOST_ORDERS, spaces="\n\t")
    except ValueError:
        return True
    return False
