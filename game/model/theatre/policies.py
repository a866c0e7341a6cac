"""Policies of the strategic game and what moves the odds of its cards."""

import msgspec

from game.model.base import Cited, Entry, Prose


class Window(Entry, frozen=True, kw_only=True):
    """Turns in which a policy may be chosen, and the mark that it leaves there."""

    first: int
    last: int
    mark: str = ""


class Shipment(Entry, frozen=True, kw_only=True):
    """Divisions that go from a place to another."""

    source: str
    target: str
    divisions: int


class Grant(Entry, frozen=True, kw_only=True):
    """A mark that is granted for some turns, with the logistic chance of (variable - middle) / spread."""

    mark: str
    turns: int
    variable: str
    middle: float
    spread: float


class PolicyCard(Cited, frozen=True, kw_only=True):
    """A policy: who may choose it, when, at which price in standing, and what it does.

    `changes`: points of P; `standing`: own standing gained, `standing_below`: only below that; `standing_of`: what other
    seats gain; `oil`, `hold`, `drive`, `fort`, `depot`, `aid`, `heat`: added to what they name; `within_of_offence`: only
    so many turns after one; `offends`, `dismisses`, `halves_prices`, `sharpens`: an offence, a dismissal, halves card
    prices, sharpens the sight of enemy places; `public`: everyone knows of it; `most`: times in a game, 0 any;
    `sector`: needs one.
    """

    id: str
    title: Prose
    words: Prose
    seats: tuple[str, ...]
    price: int = 0
    windows: tuple[Window, ...] = ()
    sector: bool = False
    changes: dict[str, float] = msgspec.field(default_factory=dict)
    moves: tuple[Shipment, ...] = ()
    standing: int = 0
    standing_below: int = 0
    standing_of: dict[str, int] = msgspec.field(default_factory=dict)
    oil: float = 0.0
    needs_oil: float = 0.0
    hold: float = 0.0
    drive: float = 0.0
    fort: int = 0
    depot: int = 0
    aid: int = 0
    heat: int = 0
    most: int = 0
    once_an_act: bool = False
    not_twice_running: bool = False
    within_of_offence: int = 0
    offends: bool = False
    dismisses: bool = False
    halves_prices: bool = False
    sharpens: bool = False
    public: bool = False
    grant: Grant | None = None


class Pull(Entry, frozen=True, kw_only=True):
    """Log-odds of a state for each doubling of a force ratio against the record.

    `where`: a sector, "clash" for that of the fight, "all" for the north; Soviet over Japanese there, or with `of` the
    divisions of one side. `places` instead: divisions of `of` in them, one added. `stronger_by`: a mark, each of
    which makes the pull stronger by the share `stronger`. `at_end`: of the card as seats leave it, not of its drawn row.
    """

    card: str
    state: str
    per_doubling: float
    at_end: bool = False
    where: str = ""
    of: str | None = None
    places: tuple[str, ...] = ()
    stronger_by: str = ""
    stronger: float = 0.0


class Tilt(Entry, frozen=True, kw_only=True):
    """Log-odds of a state: for each `mark` (up to `most`, 0 any), for each depot that the Soviets have more, or once.

    `given`: only where these cards are in these states.
    """

    card: str
    state: str
    log_odds: float
    mark: str = ""
    most: int = 0
    depots: bool = False
    given: dict[str, str] = msgspec.field(default_factory=dict)


class Weight(Entry, frozen=True, kw_only=True):
    """A state as likely as another card's state, times a weight."""

    state: str
    of: str
    times: float


class Asked(Entry, frozen=True, kw_only=True):
    """Odds of a card, where it is asked, from those of another card when that was decided."""

    card: str
    source: str = msgspec.field(name="from")
    weights: tuple[Weight, ...]


class Wear(Entry, frozen=True, kw_only=True):
    """Divisions worn on each side by a card's state. `where`: a place, or "clash"."""

    card: str
    state: str
    where: str
    japan: int
    soviet: int


class Offence(Entry, frozen=True, kw_only=True):
    """A state after which heads may roll."""

    card: str
    state: str


class Heats(Entry, frozen=True, kw_only=True):
    """A state that heats a sector."""

    card: str
    state: str
    sector: str
    heat: int


class Marches(Entry, frozen=True, kw_only=True):
    """Divisions that move where a seat answers so."""

    card: str
    state: str
    source: str
    target: str
    divisions: int


class Later(Entry, frozen=True, kw_only=True):
    """A state whose changes by the ledger of the cards come in a later turn."""

    card: str
    state: str
    turn: int
