"""The record: what the sources say of moments of the battle, with both sides' accounts. Shown, never resolved."""

from game.model.base import Cited, Entry, HexAt


class RecordPosition(Cited, frozen=True, kw_only=True):
    """Where a counter stood by the record. `men` is our estimate unless the source gives it."""

    unit: str
    hex: HexAt
    men: int = 0
    tanks: int = 0
    state: str = ""
    certain: bool = False


class Account(Cited, frozen=True, kw_only=True):
    """What a side says of the moment, in our own words."""

    side: str
    text: str


class LossBand(Cited, frozen=True, kw_only=True):
    """Losses of a side since the scenario's start, as a band. `low` and `high` in men, killed and wounded.

    `since`: the start for which they are counted, where several scenarios share a keyframe; empty for the scenario's own.
    """

    side: str
    since: str = ""
    low: int
    high: int
    killed_low: int = 0
    killed_high: int = 0


class Keyframe(Entry, frozen=True, kw_only=True):
    """A moment of the record. `at`: "31 Jul 05:15"."""

    at: str
    title: str
    text: str
    weather: str = ""
    crest: str = ""
    positions: tuple[RecordPosition, ...] = ()
    accounts: tuple[Account, ...] = ()
    losses: tuple[LossBand, ...] = ()
