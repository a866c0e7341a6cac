"""The cards of the strategic choice: who decides what, with which odds, on which evidence, and what the thesis says of it."""

from typing import Literal

import msgspec

from game.model.base import Cited, Confidence, Entry, Prose, Source

Ledger = Literal["card", "seat"]


class Said(Entry, frozen=True, kw_only=True):
    """One statement with its source: a piece of evidence, or one party's reading of a text."""

    says: Prose
    source: str
    confidence: Confidence
    who: Prose = ""


class Option(Entry, frozen=True, kw_only=True):
    """A state of a card in plain words."""

    state: str
    words: Prose


class Argument(Entry, frozen=True, kw_only=True):
    """Who spoke for an option, and how."""

    who: Prose
    option: str
    says: Prose
    source: str
    confidence: Confidence


class Row(Entry, frozen=True, kw_only=True):
    """Odds of a card's states, in their order, where every named parent is in the named state; without names always.

    Of a card's rows the first whose conditions all hold applies.
    """

    p: tuple[float, ...]
    given: dict[str, str] = msgspec.field(default_factory=dict)


class Effect(Entry, frozen=True, kw_only=True):
    """What a state changes in the variables, in points of 100.

    `ledger`: "card" where the state is off the record, "seat" where a seat answered it instead of drawing.
    """

    state: str
    ledger: Ledger
    changes: dict[str, float]
    note: Prose = ""


class Shift(Entry, frozen=True, kw_only=True):
    """Log-odds added to a state for each 10 points by which play moved a variable off the record."""

    state: str
    variable: str
    per_10: float


class Card(Cited, frozen=True, kw_only=True):
    """A choice or a turn of events, one node of the network.

    `contested`: parents whose pull the dial sets; `pinned`: held at history, since no seat can reach it; `added`: only
    in the network of filled seats; `turn`: of the theatre game; `seats`: who answers, nobody where it is drawn;
    `outcome`: what happened; `source` and `confidence` speak of the odds.
    """

    id: str
    title: Prose
    question: Prose
    when: Prose
    turn: int
    who: Prose
    options: tuple[Option, ...]
    historical: str
    outcome: Prose
    rows: tuple[Row, ...]
    seats: tuple[str, ...] = ()
    parents: tuple[str, ...] = ()
    contested: tuple[str, ...] = ()
    pinned: bool = False
    added: bool = False
    arguments: tuple[Argument, ...] = ()
    effects: tuple[Effect, ...] = ()
    shifts: tuple[Shift, ...] = ()

    @property
    def states(self) -> tuple[str, ...]:
        """The states in the order of the odds."""
        return tuple(option.state for option in self.options)


class Amendment(Entry, frozen=True, kw_only=True):
    """How filled seats change a card's odds.

    With `drawn`, the card's own table is kept under that name and the rows here, on the parents here, make the card;
    without, the rows stand before the card's own and the parents join them.
    """

    card: str
    parents: tuple[str, ...]
    rows: tuple[Row, ...]
    drawn: str = ""


class Link(Cited, frozen=True, kw_only=True):
    """An arrow of the network: why the cause should move the effect, and what speaks for and against it.

    `weight`: how far the evidence carries it, 0 to 1, where the dossier judged it; `thesis`: its number there.
    """

    cause: str
    effect: str
    mechanism: Prose
    supports: tuple[Said, ...]
    limits: tuple[Said, ...]
    weight: float | None = None
    thesis: str = ""


class Variable(Cited, frozen=True, kw_only=True):
    """A track of the theatre, 0 to 100. `start`: its value on 1 July 1938 by the record."""

    id: str
    meaning: Prose
    start: float


class Dial(Entry, frozen=True, kw_only=True):
    """A strength of the contested links, 0 to 1; the historical rows are the same at every strength."""

    id: str
    strength: float
    meaning: Prose


class Measure(Entry, frozen=True, kw_only=True):
    """A link strength: chance of `outcome` with the choices `given`, less the chance with those of `instead`.

    Choices are made, not observed; those of `held` are made in both worlds. Without `instead` it is the plain chance.
    """

    what: Prose
    outcome: str
    given: dict[str, str] = msgspec.field(default_factory=dict)
    instead: dict[str, str] = msgspec.field(default_factory=dict)
    held: dict[str, str] = msgspec.field(default_factory=dict)


class Sentence(Cited, frozen=True, kw_only=True):
    """A sentence of the thesis, what it claims, how the network measures that, and the evidence either way.

    The first measure is the claim itself; `finding`: our verdict in words; `weight`: as of a link.
    """

    id: str
    quote: Prose
    claim: Prose
    finding: Prose
    measures: tuple[Measure, ...] = ()
    supports: tuple[Said, ...] = ()
    limits: tuple[Said, ...] = ()
    weight: float | None = None


class ReadingCard(Cited, frozen=True, kw_only=True):
    """A card of the prologue: something that happened before July 1938, and how each party read it."""

    id: str
    when: Prose
    title: Prose
    text: Prose
    readings: tuple[Said, ...] = ()


class Deck(Entry, frozen=True, kw_only=True):
    """All cards of a theatre with what they rest on."""

    id: str
    variables: tuple[Variable, ...]
    cards: tuple[Card, ...]
    amendments: tuple[Amendment, ...]
    links: tuple[Link, ...]
    dials: tuple[Dial, ...]
    sentences: tuple[Sentence, ...]
    prologue: tuple[ReadingCard, ...]
    sources: tuple[Source, ...]

    def card(self, name: str) -> Card:
        """The card of that id."""
        return next(c for c in self.cards if c.id == name)

    def dial(self, name: str) -> Dial:
        """The dial of that id."""
        return next(d for d in self.dials if d.id == name)
