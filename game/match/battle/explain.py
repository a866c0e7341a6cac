"""Why: the rows of an event as the rules multiplied or added them, with names, rules and sources (annex D of the rulebook)."""

import math
from typing import NamedTuple

from game.core.words import N_, _, enumerated
from game.match.battle.events import Event, reason_of
from game.match.battle.knowledge import Factor
from game.model.battle.scenario import Scenario

# What brought about an event whose list is empty, where it was not an order.
SAID = {
    "EV_CONTACT": "",  # what the line of the event gives as its reason
    "EV_STOPPED": "",
    "EV_STRIKE_WAITS": "",
    "EV_STRIKE_OFF": "",
    "EV_HEX_TAKEN": N_("nobody held it when men came into it"),
    "EV_TRIGGERED": N_("what it waited for has happened"),
    "EV_LANDED": N_("the lots booked, as far as boats and crossing carried them"),
    "EV_RESUPPLIED": N_("enough of what it lacked has come"),
    "EV_PROPOSAL": N_("it stood in the sealed form"),
    "EV_TALK": N_("what both sealed forms agree to"),
    "EV_TRUCE": N_("the hour that was agreed has come"),
    "EV_AFTER": N_("what both sides have chosen"),
}
DEAD = "EV_KILLED"  # the kind of event that tells who dies of those hit


class FactorLine(NamedTuple):
    """One row. `low`, `high`: the band of `value`, both the same where it is known; `log`: its length on a scale where rows
    add up, the natural logarithm where they multiply; `is_luck`: drawn, not made."""

    code: str
    name: str
    value: float
    low: float
    high: float
    log: float
    rule: str
    rule_title: str
    source: str
    is_luck: bool


class Explanation(NamedTuple):
    """The rows of an event and what they come to. `least`, `most`: without chance, both the same where all is known; `with_luck`:
    the middle of it, with chance; `whole`: nothing that decided it is missing; `follows`: from orders, no numbers decided it;
    `killed`: of a hit, the list of its dead; `said`: where there are no rows and it was
    no order, what brought it about."""

    lines: tuple[FactorLine, ...]
    least: float
    most: float
    with_luck: float
    multiplies: bool
    whole: bool
    follows: bool
    killed: "Explanation | None" = None
    said: str = ""

    def __repr__(self) -> str:
        rows = enumerated(f"{line.name} {line.value:.3g} ({line.rule})" for line in self.lines)
        return f"Explanation({rows or self.said or 'as ordered'})"

    @property
    def expected(self) -> float:
        """What was to be expected before chance, the middle of what is known."""
        return (self.least + self.most) / 2


def explain(scenario: Scenario, event: Event) -> Explanation:
    """Every row of an event: the product of those of fire is the hits expected, the sum of those of a contest is its score.

    Rows that change nothing are left out.
    """
    found = _explained(scenario, event.kind, event.factors, event.whole)
    if found.follows and event.kind in SAID:
        words = SAID[event.kind]
        return found._replace(follows=False, said=_(words) if words else reason_of(event))
    if event.killed is None:
        return found
    return found._replace(killed=_explained(scenario, DEAD, event.killed.factors, event.killed.whole))


def _explained(scenario: Scenario, kind: str, factors: tuple[Factor, ...], whole: bool) -> Explanation:
    multiplies = next(e.form for e in scenario.events if e.code == kind) == "product"
    idle = 1.0 if multiplies else 0.0
    kept = [f for k, f in enumerate(factors) if not (k and f.low == f.high == idle)]
    lines = tuple(_line(scenario, factor, multiplies) for factor in kept)
    made = [line for line in lines if not line.is_luck]
    come_to = math.prod if multiplies else math.fsum
    follows = whole and not lines
    return Explanation(
        lines,
        come_to(line.low for line in made) if made else 0.0,
        come_to(line.high for line in made) if made else 0.0,
        come_to(line.value for line in lines) if lines else 0.0,
        multiplies,
        whole,
        follows,
    )


def _line(scenario: Scenario, factor: Factor, multiplies: bool) -> FactorLine:
    known = next(f for f in scenario.factors if f.code == factor.code)
    rule = scenario.rule(known.rule)
    log = factor.value if not multiplies else math.log(factor.value) if factor.value > 0 else 0.0
    return FactorLine(
        known.code,
        _(known.name),
        factor.value,
        factor.low,
        factor.high,
        log,
        rule.number if rule else "",
        _(rule.title) if rule else "",
        rule.source if rule else "",
        known.drawn,
    )
