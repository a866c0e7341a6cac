"""A what-if: a question put to history, and the changes that ask it."""

from typing import Literal

from msgspec import field

from game.model.base import Cited, Entry, HexAt
from game.model.battle.calendar import Weather
from game.model.battle.orders import Order


class UnitChange(Entry, frozen=True, kw_only=True):
    """Changes to one counter; what is not named stays. `leave`: the act whose leave it waits for, empty for none."""

    id: str
    hex: HexAt | None = None
    arrives: str | None = None
    arrives_at: HexAt | None = None
    men: int | None = None
    crew: int | None = None
    lmg: int | None = None
    hmg: int | None = None
    guns: int | None = None
    at: int | None = None
    tanks: int | None = None
    works_pm: int | None = None
    alert: bool | None = None
    released: bool | None = None
    crest: int | None = None
    leave: str | None = None


class OrderChange(Order, frozen=True, kw_only=True):
    """An order that takes the place of history's order for the same counter in that turn."""

    turn: str
    side: str


class DroppedOrder(Entry, frozen=True, kw_only=True):
    """An order of history that is not given."""

    turn: str
    unit: str


class Evidence(Cited, frozen=True, kw_only=True):
    """A reason to think the question open, or closed. `for_it`: it speaks for the what-if."""

    for_it: bool
    text: str


class Claim(Entry, frozen=True, kw_only=True):
    """What a review says of an outcome, held by the tests: in the what-if it is on average `more` or `fewer` than in history, or
    no further from it than `at_most`, in its own unit (shares 0 to 1). `under`: the commanders under whom that is so."""

    outcome: str
    change: Literal["more", "fewer", "none"]
    at_most: float = 0.0
    under: tuple[Literal["follower", "frozen", "plain"], ...] = ("follower", "frozen", "plain")


class Review(Entry, frozen=True, kw_only=True):
    """What the games behind a what-if were found to say, and not to say.

    `pairs`: pairs of games looked at; `rules`: the version they were played by.
    """

    found: str
    pairs: int
    rules: str
    claims: tuple[Claim, ...] = ()


class WhatIf(Entry, frozen=True, kw_only=True):
    """A question and its changes. `shells`: rounds on hand by side; `parameters`: new values by name.

    `arrivals`: counters or formations that come at the early or the late bound that the sources leave.
    `sources_differ`: what the sources disagree about, if that is the question: the what-if is then the other reading, and its
    evidence names who has it so and whom the order of battle follows. `review`: what was found when its games were looked into.
    """

    format: int
    id: str
    title: str
    question: str
    summary: str
    units: tuple[UnitChange, ...] = ()
    orders: tuple[OrderChange, ...] = ()
    drop: tuple[DroppedOrder, ...] = ()
    parameters: dict[str, float] = field(default_factory=dict)
    shells: dict[str, int] = field(default_factory=dict)
    arrivals: dict[str, Literal["early", "late"]] = field(default_factory=dict)
    weather: tuple[Weather, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    sources_differ: str = ""
    review: Review | None = None
