"""The fire plan of a turn, line by line: targets with their shelling, strikes and assaults, from what a side knows and orders."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from game.core.words import N_
from game.match.battle import fire_seen
from game.match.battle.orders import strike_window
from game.match.battle.standing_tasks import standing_tasks
from game.match.battle.views import View
from game.model.base import HexAt
from game.model.battle.orders import Order
from game.model.battle.verbs import VERBS

WITHOUT, LISTENING = N_("Guns without a mission"), N_("Counter-battery")


class Line(NamedTuple):
    """A line of the plan, in pulses of the turn. `order` None and `unit` "": the head of a target; `standing`: ordered before.

    `first`, `last`: of fire and strikes from and to, of an assault the hour at which it goes in; `lifts`, `wire`: when an
    assault is so near that own guns lift, and at the wire (rules 3.5, 3.13), -1 where that is not foreseen.
    """

    target: HexAt | None
    unit: str = ""
    order: Order | None = None
    first: int = 0
    last: int = 0
    standing: bool = False
    words: str = WITHOUT  # of a head without a target
    lifts: int = -1
    wire: int = -1

    @property
    def shells(self) -> bool:
        """The line plans fire of guns on its target."""
        return self.order is not None and fire_seen.shells(self.order)


class Lift(NamedTuple):
    """How the last shells on a target meet the first assault on it, in pulses of the turn."""

    fire: int  # the pulse in which no shell is planned any more
    lifts: int  # the pulse in which own men are so near that the guns lift by themselves
    wire: int  # the pulse in which they are at the wire


def plan_lines(view: View, orders: Sequence[Order]) -> list[Line]:
    """Targets with their fire, strikes and assaults, then the guns that have no mission, then those that listen."""
    turn, by_target, listening = view.turn, dict[HexAt, list[Line]](), list[Line]()
    ordered = {o.unit for o in orders}
    tasks = [(o, False) for o in orders] + [(s.order, True) for s in standing_tasks(view, ordered)]
    for order, standing in tasks:
        if not (order.verb.fires or order.verb.strikes or order.verb.assaults):
            continue
        line = _line(view, order, standing)
        if line.last <= 0:
            continue
        listening.append(line) if order.target is None else by_target.setdefault(order.target, []).append(line)
    out: list[Line] = []
    for target in sorted(by_target, key=lambda h: (h[1], h[0])):
        out.append(Line(target))
        out += sorted(by_target[target], key=lambda i: (i.first, i.unit))
    busy = {i.unit for i in (*out, *listening)}
    idle = [u.id for u in view.own if u.id not in busy and any(VERBS[t].fires for t in view.legal_tasks(u.id))]
    if idle:
        out += [Line(None), *(Line(None, unit) for unit in idle)]
    if listening:
        out += [Line(None, words=LISTENING), *listening]
    return [i._replace(last=min(i.last, turn.pulses)) for i in out]


def lift(lines: Iterable[Line], target: HexAt) -> Lift | None:
    """How fire and assault on a target meet; None without both, or where no assault is foreseen to come there."""
    here = [i for i in lines if i.target == target and i.order is not None]
    fire = [i.last for i in here if i.shells]
    near = [i for i in here if i.wire >= 0]
    return Lift(max(fire), min(i.lifts for i in near), min(i.wire for i in near)) if fire and near else None


def hindered(view: View, lines: Iterable[Line], target: HexAt) -> list[str]:
    """What keeps shelling and strikes on a target from their work: nobody sees it, the sky is shut."""
    here = [i for i in lines if i.target == target and i.order is not None]
    shelled = {k for i in here if i.shells for k in range(max(0, i.first), i.last)}
    bombed = {k for i in here if i.order is not None and i.order.verb.strikes for k in range(max(0, i.first), i.last)}
    return fire_seen.said(view, target, sorted(shelled)) + fire_seen.grounded(view, sorted(bombed))


def _line(view: View, order: Order, standing: bool) -> Line:
    turn, pulse_of = view.turn, view.scenario.calendar.pulse_of
    if order.verb.strikes:
        first, last = strike_window(view.scenario, turn, order)
        return Line(order.target, order.unit, order, first - turn.first_pulse, last - turn.first_pulse, standing)
    own = next(u for u in view.own if u.id == order.unit)
    begins = pulse_of(order.start) if order.start else turn.first_pulse + (0 if standing else own.delay)
    ends = pulse_of(order.until) if order.until else turn.first_pulse + turn.pulses
    line = Line(order.target, order.unit, order, begins - turn.first_pulse, ends - turn.first_pulse, standing)
    if not order.verb.assaults:
        return line
    near = view.approach(order.unit, None if standing else order)
    if near is None:
        return line
    return line._replace(lifts=near.lifts - turn.first_pulse, wire=near.wire - turn.first_pulse)
