"""Why a card went as it did: its row, and each thing that moved it, with rule and source (rules 6.2 to 6.4)."""

from typing import NamedTuple

from game.core.words import _, enumerated
from game.match.theatre.engine import TheatreEngine
from game.match.theatre.events import TheatreEvent
from game.rules.theatre import state as T
from game.rules.theatre.codes import FACTORS

RULES = {"TF_ROW": "6.2", "TF_SHIFT": "6.2", "TF_PULL": "6.3", "TF_TILT": "6.4"}


class TheatreFactor(NamedTuple):
    """A factor of the odds of a state: a row's probability, or log-odds that something added to it."""

    kind: str
    what: str
    state: str
    value: float
    text: str
    rule: str
    source: str


class TheatreExplanation(NamedTuple):
    """The factors of an event, the odds they make, and the state that came about with its odds."""

    factors: tuple[TheatreFactor, ...]
    card: str
    state: str
    p: float

    def __repr__(self) -> str:
        rows = enumerated(f"{f.text or f.what} {f.value:.3g} ({f.rule})" for f in self.factors)
        return f"TheatreExplanation({self.card or '-'}={self.state or '-'}, p {self.p:.3f}: {rows or 'no odds'})"


def explain(engine: TheatreEngine, event: TheatreEvent) -> TheatreExplanation:
    """The factors of an event as the rules added them up; empty for events without odds."""
    return TheatreExplanation(
        factors_of(engine, event.factors), event.what if event.kind == "TE_CARD" else "", event.state, event.p
    )


def factors_of(engine: TheatreEngine, raw: tuple[tuple[int, int, int, float], ...]) -> tuple[TheatreFactor, ...]:
    """Factors with names."""
    found, states, source = [], ("",) * T.MOST_STATES, ""
    for kind, what, state, value in raw:
        name = FACTORS[kind]
        text = ""
        if name == "TF_ROW":
            node = engine.index.nodes[what]
            states = (*node.states, *states)[: T.MOST_STATES]
            card = engine.theatre.cards.get(node.id)
            source = (
                card.source
                if card
                else next(engine.theatre.cards[c].source for c, d in engine.index.drawn.items() if d == node.id)
            )
            shown, text = node.id, _("row of the card")
        elif name == "TF_SHIFT":
            shown = engine.shift_variable(what)
            text = _("what play did to {variable}").format(variable=shown)
        elif name == "TF_PULL":
            pull = engine.theatre.pulls[engine.pull_number(what)]
            shown = pull.where or "+".join(pull.places)
            text = _("force ratio: {where}").format(where=shown)
        else:
            tilt = engine.theatre.tilts[engine.tilt_number(what)]
            shown = tilt.mark or ("depots" if tilt.depots else " ".join(f"{n}={s}" for n, s in tilt.given.items()))
            text = shown
        whence = source if name == "TF_ROW" else "design"
        found.append(TheatreFactor(name, shown, states[state], value, text, RULES[name], whence))
    return tuple(found)
