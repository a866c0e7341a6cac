"""A what-if: a question put to history, and the changes that ask it."""

from typing import Annotated, Literal

from msgspec import Meta, field

from game.model.base import Cited, Entry, HexAt, Prose
from game.model.battle.calendar import Weather
from game.model.battle.decisions import DecisionAt, DecisionKind
from game.model.battle.orders import Order


class UnitChange(Entry, frozen=True, kw_only=True):
    """Changes to one counter; what is not named stays. `leave`: the act whose leave it waits for, empty for none.

    `reason`: why it may come outside the bounds that the sources leave, needed where it does.
    """

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
    reason: Prose = ""


class OrderChange(Order, frozen=True, kw_only=True):
    """An order that takes the place of history's order for the same counter in that turn."""

    turn: str
    side: str


class DroppedOrder(Entry, frozen=True, kw_only=True):
    """An order of history that is not given."""

    turn: str
    unit: str


class Arrival(Entry, frozen=True, kw_only=True):
    """Counters that come at another time: at the moment `at`, or `shift_h` hours later than they did (earlier below 0).

    `who`: a counter or a formation, of which those that arrive are meant. `hex`: where they come onto the map, unset: where they
    did. `reason`: why they may come outside the bounds that the sources leave, needed where they do.
    """

    who: str
    at: str = ""
    shift_h: Annotated[int, Meta(ge=-400, le=400)] = 0
    hex: HexAt | None = None
    reason: Prose = ""


class OtherFlights(Entry, frozen=True, kw_only=True):
    """How many flights a wing has on a date such as "6 Aug" (rule 6.12)."""

    wing: str
    date: str
    flights: Annotated[int, Meta(ge=0, le=100)]


class DroppedDecision(Entry, frozen=True, kw_only=True):
    """A decision of history that is not made. `kind`, `act`: which, where it is not every one of the side in that turn."""

    turn: str
    side: str
    kind: DecisionKind | None = None
    act: str = ""


class Permission(Entry, frozen=True, kw_only=True):
    """Another answer to who asks for leave to do an act (rules 10.2, 10.3). What is not named stays.

    `answer`: "held" = the leave is there from the start; "given" = every petition is granted; "withheld" = none is, and leave
    that was there is taken back. `since`: the moment from which that is so, until then the usual; not with "held". `odds`:
    instead of an answer, of one petition, 0 to 1. `delay`: turns until the answer. `alone`: a commander may do it without.
    """

    act: str
    answer: Literal["", "held", "given", "withheld"] = ""
    since: str = ""
    odds: Annotated[float, Meta(ge=0, le=1)] | None = None
    delay: Annotated[int, Meta(ge=1, le=40)] | None = None
    alone: bool | None = None


class OtherTalks(Entry, frozen=True, kw_only=True):
    """When the governments talk; what is not named stays. `stop_hour`: hour of the day at which the fire of a truce stops."""

    days: tuple[str, ...] | None = None
    requests: Annotated[int, Meta(ge=0, le=20)] | None = None
    stop_hour: Annotated[int, Meta(ge=0, le=23)] | None = None


class Evidence(Cited, frozen=True, kw_only=True):
    """A reason to think the question open, or closed. `for_it`: it speaks for the what-if. `by`: whose judgement it is."""

    for_it: bool
    text: Prose
    by: str = ""


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

    found: Prose
    pairs: int
    rules: str
    claims: tuple[Claim, ...] = ()


class WhatIf(Entry, frozen=True, kw_only=True):
    """A question and its changes. `shells`: rounds on hand by side; `parameters`: new values by name.

    `scenario`: for which one it is written, empty for the one in whose folder it stands. `basis`: why it was open in 1938.

    `arrivals`: counters or formations that come at the early or the late bound that the sources leave; `arrive`: at any other
    time. `flights`: of wings. `decisions`: made, each in the place of history's of the same turn, side and kind (and act);
    `undecided`: not made. `permissions`, `talks`: what governments answer, and when they talk. `commanders`: who commands a side,
    by name as on the command line. `rules_off`: rules that do not hold, by the names of `switches.toml`. `begin`: the turn in
    which the games begin, with every counter where the record has it then; `horizon`: the last turn that is played. Both hold
    for the unchanged games, too.

    `sources_differ`: what the sources disagree about, if that is the question: the what-if is then the other reading, and its
    evidence names who has it so and whom the order of battle follows. `review`: what was found when its games were looked into.
    """

    format: int
    id: str
    title: Prose
    question: Prose
    summary: Prose
    scenario: str = ""
    basis: Prose = ""
    units: tuple[UnitChange, ...] = ()
    orders: tuple[OrderChange, ...] = ()
    drop: tuple[DroppedOrder, ...] = ()
    parameters: dict[str, float] = field(default_factory=dict)
    shells: dict[str, int] = field(default_factory=dict)
    arrivals: dict[str, Literal["early", "late"]] = field(default_factory=dict)
    arrive: tuple[Arrival, ...] = ()
    weather: tuple[Weather, ...] = ()
    flights: tuple[OtherFlights, ...] = ()
    decisions: tuple[DecisionAt, ...] = ()
    undecided: tuple[DroppedDecision, ...] = ()
    permissions: tuple[Permission, ...] = ()
    talks: OtherTalks | None = None
    commanders: dict[str, str] = field(default_factory=dict)
    rules_off: tuple[str, ...] = ()
    begin: str = ""
    horizon: str = ""
    evidence: tuple[Evidence, ...] = ()
    sources_differ: Prose = ""
    review: Review | None = None
