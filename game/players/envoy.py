"""The desk of a computer commander: petitions, what he does alone, the form for a talk, stay or leave (chapters 10 and 11).

He reads his own view only. A petition costs nothing until the act is done, so he asks for whatever is cheap; he acts alone only
where the hills themselves are at stake and leave was refused; at a talk he signs what his own government would.
"""

from game.match.views import View
from game.model.decisions import Decision
from game.model.politics import Act

CHEAP = 3  # points of the limits that he is ready to pay for an act by leave
DEAR = 6  # and for one done alone, where the scored places are at stake
SIGNS = 0.5  # odds of his government's yes from which he signs terms
HOLDS = 0.5  # share of the scored places with which he stays on the hill


def decide(view: View) -> tuple[Decision, ...]:
    """Decisions for the turn of the view, every one of them legal."""
    wanted = [*_petitions(view), *_alone(view), *_form(view), *_after(view)]
    return tuple(d for d in wanted if view.refusal(d) is None)


def _petitions(view: View) -> list[Decision]:
    return [
        Decision(kind="ask", act=act.id)
        for act, status in view.acts
        if act.price <= CHEAP and status in ("open", "refused")
    ]


def _alone(view: View) -> list[Decision]:
    """Acts that open an assault on a scored place which is not his, once leave for them was refused."""
    return [
        Decision(kind="alone", act=act.id)
        for act, status in view.acts
        if act.may_alone and status == "refused" and act.price_alone <= DEAR and _is_worth(view, act)
    ]


def _is_worth(view: View, act: Act) -> bool:
    ground, zones = view.scenario.ground, {z for reach in act.assault for z in reach.zones}
    return any(
        view.shares.get(p.place, 0) < 1000 and ground.zone(view.scenario.place(p.place).hex) in zones
        for p in view.scenario.scored
    )


def _form(view: View) -> list[Decision]:
    talk = view.talk if view.talks_today else None
    if talk is None:
        return []
    signed = [t for t in talk.terms if t.own_yes >= SIGNS]
    best = max(signed, key=lambda t: (t.own_yes, t.term), default=None)
    return [Decision(kind="terms", proposal=best.term if best else "", accept=tuple(t.term for t in signed))]


def _after(view: View) -> list[Decision]:
    choices = view.choices
    if "follow" in choices:
        return [Decision(kind="after", choice="follow")]
    if "leave" not in choices:
        return []
    share = sum(p.weight * view.shares.get(p.place, 0) / 1000.0 for p in view.scenario.scored)
    return [Decision(kind="after", choice="stay" if share >= HOLDS else "leave")]
