"""The plan as a graph: a phase with aims, forces, hour and fire, and the ways that lead out of it; it lives across turns."""

from __future__ import annotations

from game.match.battle.views import View
from game.model.battle.options import SPENT, Branch
from game.model.battle.orders import Order
from game.model.battle.thoughts import Ahead, Phase
from game.players.battle.general.choices import WHOLE, Choice, Sheet


def begun(view: View, choice: Choice, sheet: Sheet) -> Phase:
    """The phase that begins with a choice and what is ordered for it."""
    orders = [one for one in sheet if isinstance(one, Order)]
    return Phase(
        key=choice.key,
        since=view.turn.number,
        aims=choice.aims,
        men=sum(u.men for u in view.own if u.hex is not None),
        lost=sum(u.lost for u in view.own),
        held=held(view),
        start=min(
            (o.start for o in orders if o.verb.assaults and o.start), key=view.scenario.calendar.pulse_of, default=""
        ),
        rounds=sum(o.rounds or 0 for o in orders if o.verb.fires),
        ahead=tuple(Ahead(b.when, b.to) for b in choice.option.branches),
    )


def held(view: View) -> tuple[str, ...]:
    """The scored places that the side holds whole, as far as it knows."""
    return tuple(p.place for p in view.scenario.scored if view.shares.get(p.place, 0) >= WHOLE)


def leads_to(view: View, phase: Phase, choice: Choice) -> str:
    """The option to which a phase leads now, by the first of its conditions that is met; "" while none is."""
    return next((b.to for b in choice.option.branches if _is_met(view, phase, b)), "")


def _is_met(view: View, phase: Phase, branch: Branch) -> bool:
    now = held(view)
    if branch.when == "held":
        return set(phase.aims) <= set(now) and not set(phase.aims) <= set(phase.held)
    if branch.when == "lost":
        return not set(phase.held) <= set(now)
    if branch.when == "spent":
        lost: int = sum(u.lost for u in view.own) - phase.lost
        return lost > SPENT * phase.men
    is_dark = bool(view.light) and bool(view.light[len(view.light) // 2].night)
    return is_dark is (branch.when == "dark")
