"""The rulebook's text, the parameters, and the names of factors and events."""

from typing import Literal

import msgspec

from game.model.base import Cited, Entry, Prose

Owner = Literal[
    "both", "actor", "foe", "nobody"
]  # of an event: both sides, the side that acts, the other, no side at all


class Parameter(Cited, frozen=True, kw_only=True):
    """A number that a rule reads. `free`: it was tuned; `rule`: the first rule that reads it."""

    name: str
    value: float
    low: float
    high: float
    unit: Prose
    meaning: Prose
    rule: str
    free: bool = False


class Rule(Entry, frozen=True, kw_only=True):
    """A numbered rule as the game shows it."""

    number: str
    title: Prose
    text: Prose
    parameters: tuple[str, ...] = ()
    source: str = ""


class FactorText(Entry, frozen=True, kw_only=True):
    """What a factor is called, the rule that makes it, and who may know it. `code`: its constant, F_RANGE.

    `of`: the side that knows it exactly; `other`: what who does not know it learns: nothing, its part of a band, or what the
    outcome leaves of it; `drawn`: by chance.
    """

    code: str
    name: Prose
    rule: str
    of: Owner
    other: Literal["nothing", "band", "outcome"] = "nothing"
    drawn: bool = False


class Wording(Entry, frozen=True, kw_only=True):
    """How an event reads. `code`: its constant, EV_FIRE; the text may name {actor} {target} {hex} {a} {b} {c}."""

    code: str
    text: Prose
    rule: str = ""


class EventText(Wording, frozen=True, kw_only=True):
    """How an event of a battle reads and who may know what of it.

    `form`: its rows are multiplied, added, or there are none because it follows from orders; `actor`, `numbers`: who learns the
    actor and a, b, c; `of`: who knows a factor in this event, where it is another than usual; `least`: the least `a` that is
    news; `side_in_b`: b is the number of the side that acts.
    """

    form: Literal["product", "sum", "orders"]
    actor: Owner
    numbers: tuple[Owner, Owner, Owner]
    of: dict[str, Owner] = msgspec.field(default_factory=dict)
    least: int = 0
    side_in_b: bool = False
