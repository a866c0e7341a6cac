"""What a commander would be asked before his orders are sealed: one line a doubt, from what his side knows."""

from collections.abc import Sequence
from typing import NamedTuple

from game.core.words import _, enumerated, spoken
from game.match.battle import fire_seen
from game.match.battle.limits import crossings
from game.match.battle.standing_tasks import standing_tasks
from game.match.battle.views import View
from game.model.base import HexAt
from game.model.battle.decisions import Decision
from game.model.battle.orders import Order

HELD_PM = 500  # of a scored place, above which it is held


class Doubt(NamedTuple):
    """A reason to look again. `kind`: emptied, limit, unseen, stack or unanswered; `line`: as it is read; `hex`: where."""

    kind: str
    line: str
    hex: HexAt | None = None


def doubts(view: View, orders: Sequence[Order], decisions: Sequence[Decision] = ()) -> tuple[Doubt, ...]:
    """What is doubtful about a sheet of legal orders and decisions; nothing of it is forbidden."""
    going = {o.unit: o for o in (*(s.order for s in standing_tasks(view, {o.unit for o in orders})), *orders)}
    limits = [Doubt("limit", c.line) for c in crossings(view, orders, decisions)]
    return (
        *_unanswered(view, decisions),
        *_emptied(view, going),
        *_stacks(view, going, {o.unit for o in orders}),
        *_fire(view, orders),
        *limits,
    )


def _unanswered(view: View, decisions: Sequence[Decision]) -> list[Doubt]:
    talk, given = view.talk, {d.kind for d in decisions}
    found = []
    if talk is not None and talk.is_today and not talk.agreed and "terms" not in given:
        found.append(_("The governments talk in this turn, and no form is written"))
    if talk is not None and len(talk.choices) > 1 and "after" not in given:
        found.append(_("Stay or leave: nothing is decided"))
    return [Doubt("unanswered", words) for words in found]


def _emptied(view: View, going: dict[str, Order]) -> list[Doubt]:
    """Scored places held now that all their men leave, and that nobody is sent to."""
    found = []
    coming = {o.target for o in going.values() if _goes(o)}
    for place, share in view.shares.items():
        here = view.scenario.place(place).hex
        men = [u for u in view.own if u.hex == here and u.men + u.crew > 0]
        leave = [u for u in men if u.id in going and _goes(going[u.id]) and going[u.id].target != here]
        if share > HELD_PM and men and len(leave) == len(men) and here not in coming:
            name, units = spoken(view.scenario.place(place).names), enumerated(u.id for u in leave)
            found.append(
                Doubt("emptied", _("{place} is left empty: {units} leave it").format(place=name, units=units), here)
            )
    return found


def _stacks(view: View, going: dict[str, Order], ordered: set[str]) -> list[Doubt]:
    """Hexes to which more are sent than find room, with those who stay there (rule 8.5)."""
    room, wheels = view.scenario.parameter("STACK_MEN"), view.scenario.parameter("STACK_VEHICLES")
    foes = {c.hex for c in view.contacts}
    men: dict[HexAt, int] = {}
    tanks: dict[HexAt, int] = {}
    aims: set[HexAt] = set()
    for u in view.own:
        order = going.get(u.id)
        if u.hex is None:
            continue
        ends = {u.hex}
        if order is not None and (order.verb.marches or order.verb.assaults) and order.target is not None:
            line = order.start_line if u.id in ordered else None  # who goes on has it behind him, or is on it
            ends = {h for h in (line, order.target) if h is not None and h not in foes} or {u.hex}
            aims |= ends - {u.hex}
        for here in ends:
            men[here] = men.get(here, 0) + u.men + u.crew
            tanks[here] = tanks.get(here, 0) + u.tanks
    found = []
    for here in sorted(aims):
        name = view.scenario.hex_name(here)
        if men[here] > room:
            words = _("{hex} has no room for all: {n} men, {m:.0f} at most (8.5)")
            found.append(Doubt("stack", words.format(hex=name, n=men[here], m=room), here))
        elif tanks[here] > wheels:
            words = _("{hex} has no room for all: {n} tanks, {m:.0f} at most (8.5)")
            found.append(Doubt("stack", words.format(hex=name, n=tanks[here], m=wheels), here))
    return found


def _fire(view: View, orders: Sequence[Order]) -> list[Doubt]:
    """Shelling that nobody of the side sees, or that fog will stop; one line for a target."""
    spans: dict[HexAt, set[int]] = {}
    for order in orders:
        if fire_seen.shells(order) and order.target is not None:
            first, last = pulses_of(view, order)
            spans.setdefault(order.target, set()).update(range(first, last))
    found = []
    for target, pulses in sorted(spans.items()):
        name = view.scenario.hex_name(target)
        for words in fire_seen.said(view, target, sorted(pulses)):
            found.append(Doubt("unseen", _("Fire on {hex}: {words}").format(hex=name, words=words), target))
    return found


def pulses_of(view: View, order: Order) -> tuple[int, int]:
    """First pulse of the turn in which guns fire a mission, and the one after its last."""
    turn, pulse_of = view.turn, view.scenario.calendar.pulse_of
    delay = next((u.delay for u in view.own if u.id == order.unit), 0)
    first = pulse_of(order.start) if order.start else turn.first_pulse + delay
    last = pulse_of(order.until) if order.until else turn.last_pulse
    return first - turn.first_pulse, min(last - turn.first_pulse, turn.pulses)


def _goes(order: Order) -> bool:
    return order.verb.marches or order.verb.assaults or order.verb.ferries
