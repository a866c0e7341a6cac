"""The answer to a what-if in one sentence that says how sure it is, and what a reader must be warned of before he believes it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from game.core.words import N_, _, aside, enumerated
from game.files.battle.variants import changed_sides
from game.match.dates import named
from game.whatif.battle import reading
from game.whatif.battle.comparison import Summary, Variant
from game.whatif.battle.outcomes import is_share
from game.whatif.battle.series import Split
from game.whatif.battle.who import mark_words
from game.whatif.battle.why import CARRIED, HALF, Why, carriers, firmness, share_of
from game.whatif.charts import figure

if TYPE_CHECKING:
    from game.model.battle.measures import Outcome
    from game.model.battle.orders import Order
    from game.model.battle.scenario import Scenario
    from game.model.battle.whatif import WhatIf

FEW = 100  # pairs under which a report says that they are few (design choice)
WITHIN = (10.0, 90.0)  # percentiles between which the record is no surprise to the rules
TRIGGERED = {
    "hex_lost": N_("the loss of a hex"),
    "hex_contested": N_("an enemy in a hex"),
    "tanks_near": N_("tanks that come near"),
}


def answer(history: Variant, variant: Variant, found: Why) -> str:
    """What differs most, by how much, how sure that is against luck and against the record; or that nothing does."""
    scenario = found.beside.new.scenario
    if found.lead is None:
        bounds = reading.bounds(scenario.outcomes, variant)
        return _("No outcome differs by more than luck in {n:,} pairs of games.{bounds}{few}").format(
            n=variant.n, bounds=bounds, few=_few(variant)
        )
    lead, old = found.lead, history.outcomes[found.lead.id]
    return _("{told}; {luck}, and {record}.{few}").format(
        told=reading.told(lead, old, variant), luck=_luck(lead, variant), record=_record(lead, old), few=_few(variant)
    )


def warnings(what_if: WhatIf, scenario: Scenario, variant: Variant, found: Why) -> list[str]:
    """What carries the effect where one thing does: a counter's order that nothing answers, its trigger, or one turn."""
    lines: list[str] = []
    whole = found.beside.whole("lost", found.side)
    if found.lead is None or whole.low is None or not (whole.low > 0 or (whole.high or 0.0) < 0):
        return lines
    name = _(scenario.side_names[found.side])
    most = next(iter(carriers(found)), None)
    if most is not None and share_of(most, whole) >= HALF:
        script = _script(scenario, what_if, variant, most.name)
        lines.append(
            _("{part} the difference in losses of {name} is {name2}’s alone.{script}").format(
                part=_part(most, whole), name=name, name2=most.name, script=script
            )
        )
    turns = found.beside.by_turn("lost", found.side)
    top = max(turns, key=lambda turn: share_of(turn, whole))
    if share_of(top, whole) >= CARRIED:
        scripted = _scripted_in(scenario, what_if, top.name, [s.name for s in carriers(found)[:3]])
        lines.append(
            _("{part} the difference in losses of {name} falls in one turn, {name2}.{scripted}").format(
                part=_part(top, whole), name=name, name2=named(top.name), scripted=scripted
            )
        )
    return lines


# ------------------------------------------------------------------ private
def _part(part: Split, whole: Split) -> str:
    """How much of a whole is a part, in words."""
    share = round(100 * share_of(part, whole))
    return _("{share} % of").format(share=share) if share < 100 else _("All of")


def _luck(lead: Outcome, variant: Variant) -> str:
    """How sure against luck: the interval leaves out no difference, and whether others in command say the same."""
    mark = mark_words(variant.mark(lead.id))
    sure = _("more than luck in {n:,} pairs of games").format(n=variant.effects[lead.id].n)
    if mark:
        return _("{sure}, but it {mark}").format(sure=sure, mark=mark)
    tried = len(variant.arms)
    return (
        _("{sure}, whoever of the {tried} tried commands").format(sure=sure, tried=tried)
        if tried > 1 and firmness(lead, variant) == 0
        else sure
    )


def _record(lead: Outcome, old: Summary) -> str:
    """How sure against the record: whether the rules find the record likely in this measure."""
    low, high = lead.record_low, lead.record_high
    if old.percentile is None and low is not None and high is not None and old.q10 is not None and old.q90 is not None:
        meets = _("meets") if old.q10 <= high and old.q90 >= low else _("lies outside")
        return _("the record’s band, {low} to {high}, {meets} the middle 80 of 100 games as in history").format(
            low=figure(low), high=figure(high), meets=meets
        )
    if old.percentile is None:
        return _("the record has no figure to try the rules by in this")
    at = figure(round(old.percentile))
    if is_share(lead):
        return _("the record happens so in {share_like} of 100 games as in history").format(
            share_like=_share_like(lead, old)
        )
    if WITHIN[0] <= old.percentile <= WITHIN[1]:
        return _("the record lies among what the rules give (percentile {at})").format(at=at)
    return _(
        "the rules find the record itself surprising here (percentile {at}): trust the direction before the size"
    ).format(at=at)


def _share_like(lead: Outcome, old: Summary) -> str:
    mean = old.mean or 0.0
    return figure(round(100 * (mean if lead.record else 1 - mean)))


def _few(variant: Variant) -> str:
    return _(" Few games: {n} pairs say little of what is seldom.").format(n=variant.n) if variant.n < FEW else ""


def _script(scenario: Scenario, what_if: WhatIf, variant: Variant, unit: str) -> str:
    """Whether what that counter does is written beforehand, and for which trigger it waits."""
    side = scenario.counter(unit).side
    share = next((s.share for s in variant.command.staffed if s.unit == unit), 0.0) if variant.command else 0.0
    orders = [(turn, o) for turn, o in _orders(scenario, side) if _is_for(scenario, o, unit)]
    if share >= HALF or not orders:
        return _(" The staff commanded it in {a} % of the games.").format(a=round(100 * share)) if share else ""
    kept = _("whatever happens") if side in changed_sides(scenario, what_if) else _("as long as they fit")
    trigger = next((o.trigger for _, o in reversed(orders) if o.trigger), "")
    waits = (
        _(" One of them waits for {triggered}: the effect may hang on that trigger.").format(
            triggered=_(TRIGGERED[trigger])
        )
        if trigger
        else ""
    )
    return _(" It has written orders, {kept}: the effect may hang on one that answers nothing.{waits}").format(
        kept=kept, waits=waits
    )


def _scripted_in(scenario: Scenario, what_if: WhatIf, turn: str, units: Sequence[str]) -> str:
    """The written orders of that turn to the counters in which the effect lies."""
    from game.whatif.battle.departures.telling import order_words

    number = scenario.calendar.turn(turn).number
    named = []
    for side in scenario.sides:
        for order in scenario.orders_of(number, side):
            if order.verb.enters and any(_is_for(scenario, order, unit) for unit in units):
                named.append(order.unit + aside(order_words(scenario, order)))
    return _(" Written orders of that turn: {join}.").format(join=enumerated(dict.fromkeys(named))) if named else ""


def _orders(scenario: Scenario, side: str) -> list[tuple[int, Order]]:
    return [(t.turn, o) for t in scenario.history if t.side == side for o in t.orders]


def _is_for(scenario: Scenario, order: Order, unit: str) -> bool:
    return order.unit in (unit, scenario.counter(unit).formation)
