"""A page of the record: what the sources have of one turn or one day, whole or as one side knew it."""

from typing import NamedTuple, TypeVar

import msgspec
from msgspec.structs import replace

from game.core.words import _
from game.model.base import HexAt
from game.model.battle.decisions import Decision
from game.model.battle.record import CrestHeld, Keyframe, Kind, LossBand, Told, TurnLoss

N = TypeVar("N", bound=msgspec.Struct)


class Standing(NamedTuple):
    """Where a counter stands by the record: the last place that a source gives, `since` when and how many turns ago.

    `men`, `tanks`: as the record last counted them, at `men_since`; 0 where it never does. `between`: on the way, no source has
    it there.
    """

    unit: str
    side: str
    hex: HexAt
    men: int
    tanks: int
    state: str
    is_certain: bool
    between: bool
    since: str
    age_turns: int
    men_since: str
    source: str
    confidence: str
    note: str


class Sky(NamedTuple):
    """Weather of a turn: as a source has it, or `is_inferred`, carried on from an earlier hour or reckoned."""

    clock: str
    text: str
    source: str
    confidence: str
    is_inferred: bool
    side: str = ""


class SkyMark(NamedTuple):
    """What sun or moon does in the turn, and at which moment."""

    what: str
    at: str
    source: str
    confidence: str


class Decided(NamedTuple):
    """A decision of a side's command in a turn: what it asked for, did alone or sealed."""

    side: str
    decision: Decision


class Page(NamedTuple):
    """What the record has of one turn, or of one day outside the turns. `at`: "3 Aug Night", "13 Jul".

    `losses`: of this turn; `lost`: since the scenario's start, by the keyframe of `lost_at`, the last by the end of the turn.
    `positions`: by its end.
    """

    at: str
    begins: str
    ends: str
    is_day: bool
    headline: str
    sides: dict[str, str]
    told: tuple[Told, ...]
    weather: tuple[Sky, ...] = ()
    light: tuple[SkyMark, ...] = ()
    moon_lit: float | None = None
    crest: tuple[CrestHeld, ...] = ()
    losses: tuple[TurnLoss, ...] = ()
    lost: tuple[LossBand, ...] = ()
    lost_at: str = ""
    decided: tuple[Decided, ...] = ()
    positions: tuple[Standing, ...] = ()
    keyframes: tuple[Keyframe, ...] = ()
    seen_by: str = ""

    def accounts(self, side: str) -> tuple[Told, ...]:
        """What an army recorded of these hours."""
        return tuple(t for t in self.told if t.kind == "account" and t.side == side)

    def of(self, *kinds: Kind) -> tuple[Told, ...]:
        """The statements of some kinds."""
        return tuple(t for t in self.told if t.kind in kinds)

    @property
    def is_silent(self) -> bool:
        """Neither army and no witness tells of the front."""
        return not self.of("account", "witness")

    def opening(self, side: str) -> tuple[str, ...]:
        """What the page opens with for a side: the sentences of its accounts, or the words that there are none."""
        told = tuple(t.text for t in self.accounts(side))
        return told or (_("{side}: no account of these hours was found.").format(side=_(self.sides[side])),)

    @property
    def silence(self) -> str:
        """The words for hours of which no source tells, empty where one does."""
        if not self.is_silent:
            return ""
        if self.is_day:
            return _("No source that was read tells of the front on this day.")
        return _("No source that was read tells of the front in these hours.")

    def to(self, side: str) -> "Page":
        """The page of one side: its own account, as it wrote it then or later, its acts, losses and counters, and what it knew.

        What only those know who read both sides is left out: headline, what the other disputes, notes, the enemy's claims.
        """
        told = tuple(_bare(t) for t in self.told if side == t.side or side in t.known_to)
        return self._replace(
            headline="",
            told=told,
            weather=tuple(w for w in self.weather if w.side in ("", side)),
            crest=tuple(_bare(c) for c in self.crest if side in c.holders),
            losses=tuple(_bare(x) for x in self.losses if x.by == side or (x.side == side and not x.by)),
            lost=tuple(_bare(b) for b in self.lost if b.side == side),
            decided=tuple(d._replace(decision=_bare(d.decision)) for d in self.decided if d.side == side),
            positions=tuple(p._replace(note="") for p in self.positions if p.side == side),
            keyframes=(),
            seen_by=side,
        )


def _bare(entry: N) -> N:
    """An entry without what only those know who read both sides: the other's denial, our notes."""
    late = {"disputed": "", "note": ""}
    return replace(entry, **{key: none for key, none in late.items() if getattr(entry, key, none) != none})
