"""The rulebook's text, the parameters, and the names of factors and events."""

from game.model.base import Cited, Entry


class Parameter(Cited, frozen=True, kw_only=True):
    """A number that a rule reads. `free`: it was tuned; `rule`: the first rule that reads it."""

    name: str
    value: float
    low: float
    high: float
    unit: str
    meaning: str
    rule: str
    free: bool = False


class Rule(Entry, frozen=True, kw_only=True):
    """A numbered rule as the game shows it."""

    number: str
    title: str
    text: str
    parameters: tuple[str, ...] = ()
    source: str = ""


class FactorText(Entry, frozen=True, kw_only=True):
    """What a factor is called, and the rule that makes it. `code`: its constant, F_RANGE."""

    code: str
    name: str
    rule: str


class EventText(Entry, frozen=True, kw_only=True):
    """How an event reads. `code`: its constant, EV_FIRE; the text may name {actor} {target} {hex} {a} {b} {c}."""

    code: str
    text: str
    rule: str = ""
