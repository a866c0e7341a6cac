"""The desk of a computer commander: petitions, what he does alone, the form for a talk, stay or leave (chapters 10 and 11).

He reads his own view only. A petition costs nothing until the act is done, so he asks for whatever is cheap; he acts alone only
where the hills themselves are at stake and leave was refused; at a talk he signs what his own government would.
"""

from game.match.battle.views import View
from game.model.battle.decisions import Decision
from game.model.battle.plans import Plan
from game.model.battle.politics import Act


def decide(view: View, plan: Plan) -> tuple[Decision, ...]:
    """Decisions for the turn of the view by the prices and odds of a plan, every one of them legal."""
    wanted = [*_petitions(view, plan), *_alone(view, plan), *_form(view, plan), *_after(view, plan)]
    return tuple(d for d in wanted if view.refusal(d) is None)


def _petitions(view: View, plan: Plan) -> list[Decision]:
    return [
        Decision(kind="ask", act=act.id)
        for act, status in view.acts
        if act.price <= plan.cheap and status in ("open", "refused")
    ]


def _alone(view: View, plan: Plan) -> list[Decision]:
    """Acts that open an assault on a scored place which is not his, once leave for them was refused."""
    return [
        Decision(kind="alone", act=act.id)
        for act, status in view.acts
        if act.may_alone and status == "refused" and act.price_alone <= plan.dear and _is_worth(view, act)
    ]


def _is_worth(view: View, act: Act) -> bool:
    ground, zones = view.scenario.ground, {z for reach in act.assault for z in reach.zones}
    return any(
        view.shares.get(p.place, 0) < 1000 and ground.zone(view.scenario.place(p.place).hex) in zones
        for p in view.scenario.scored
    )


def _form(view: View, plan: Plan) -> list[Decision]:
    talk = view.talk if view.talks_today else None
    if talk is None:
        return []
    signed = [t for t in talk.terms if t.own_yes >= plan.signs]
    best = max(signed, key=lambda t: (t.own_yes, t.term), default=None)
    return [Decision(kind="terms", proposal=best.term if best else "", accept=tuple(t.term for t in signed))]


def _after(view: View, plan: Plan) -> list[Decision]:
    choices = view.choices
    if "follow" in choices:
        return [Decision(kind="after", choice="follow")]
    if "leave" not in choices:
        return []
    share = sum(p.weight * view.shares.get(p.place, 0) / 1000.0 for p in view.scenario.scored)
    return [Decision(kind="after", choice="stay" if share >= plan.stays else "leave")]
