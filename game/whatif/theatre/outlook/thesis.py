"""Which sentences of the thesis survive under which dial: link strengths measured in the network, beside the evidence."""

from typing import NamedTuple

from game.core.words import N_
from game.model.theatre.cards import Deck, Measure, Sentence
from game.model.theatre.network import network
from game.whatif.theatre.outlook.exact import elimination

# What a link strength, and what a plain chance, must reach for a claim to survive, and to survive in part. Design choice.
LINK = (0.10, 0.03)
CHANCE = (0.50, 0.25)
SURVIVES, IN_PART, FAILS, UNMEASURED = N_("survives"), N_("in part"), N_("does not"), N_("not measured")


class Strength(NamedTuple):
    """A measure under one dial: the chance with the choices given, and with those instead (None for a plain chance)."""

    p: float
    instead: float | None

    @property
    def value(self) -> float:
        """The link strength, or the plain chance."""
        return self.p if self.instead is None else self.p - self.instead

    @property
    def verdict(self) -> str:
        """Whether a claim that rests on it survives."""
        whole, part = CHANCE if self.instead is None else LINK
        return SURVIVES if self.value >= whole else IN_PART if self.value >= part else FAILS


class Judged(NamedTuple):
    """A sentence with its verdict under each dial and each measure under each dial."""

    sentence: Sentence
    verdicts: dict[str, str]
    strengths: list[dict[str, Strength]]


def judge(deck: Deck) -> list[Judged]:
    """Every sentence of the thesis under every dial."""
    found = []
    for sentence in deck.sentences:
        strengths = [{d.id: measured(deck, m, d.strength) for d in deck.dials} for m in sentence.measures]
        verdicts = {d.id: strengths[0][d.id].verdict if strengths else UNMEASURED for d in deck.dials}
        found.append(Judged(sentence, verdicts, strengths))
    return found


def measured(deck: Deck, measure: Measure, strength: float) -> Strength:
    """A measure at a strength of the contested links; choices are made, not observed."""
    plain = {c.id for c in deck.cards if not c.added}
    name, _, state = measure.outcome.partition("=")
    named = {name, *measure.given, *measure.instead, *measure.held}
    net = network(deck, strength=strength, added=not named <= plain)

    def chance(choices: dict[str, str]) -> float:
        return float(elimination(net, {**measure.held, **choices})[0][name][state])

    return Strength(chance(measure.given), chance(measure.instead) if measure.instead else None)
