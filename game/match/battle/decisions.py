"""Decisions: which a side may make, judged by what it knows, and how they are put into the position (chapters 10 and 11)."""

from collections.abc import Iterable

from game.core.words import _, enumerated
from game.files.errors import nearest
from game.match.battle.engine import Engine
from game.match.battle.politics import Diplomacy
from game.match.dates import named
from game.match.refusals import Refusal, misfit, refuse
from game.model.battle.calendar import Turn
from game.model.battle.decisions import Decision
from game.model.battle.politics import Politics
from game.rules.battle import state as S
from game.rules.battle.setup_politics import CHOICES
from game.rules.battle.state import State


class DecisionChecks:
    """What a side may decide, from what it knows."""

    def __init__(self, known: Diplomacy) -> None:
        self.known = known

    def refusal(self, decision: Decision) -> Refusal | None:
        """None, or the rule that forbids a decision."""
        if self.known.politics is None:
            return refuse("10.1", "{side} has nothing to decide here: this scenario has no politics", side=self._side())
        if problem := misfit(decision):
            return refuse("10.1", "{unit}: {problem}", unit=self._side(), problem=problem)
        checks = {
            "ask": self._ask,
            "alone": self._alone,
            "terms": self._terms,
            "talk": self._talk,
            "urge": self._urge,
            "after": self._after,
        }
        return checks[decision.kind](decision, self.known.politics)

    def _side(self) -> str:
        return _(self.known.scenario.side_names[self.known.side])

    def _known_act(self, decision: Decision, politics: Politics) -> Refusal | None:
        known = [a.id for a in politics.acts_of(self.known.side)]
        if decision.act not in known:
            return refuse(
                "10.1",
                "no act {act!r} on the scale of {side}{hint}",
                act=decision.act,
                side=self._side(),
                hint=nearest(decision.act, known),
            )
        if self.known.in_truce:
            return refuse("11.4", "{act}: the truce is in force", act=_(politics.act(decision.act).name))
        return None

    def _ask(self, decision: Decision, politics: Politics) -> Refusal | None:
        wrong = self._known_act(decision, politics)
        if wrong:
            return wrong
        now = self.known.permission(politics.act(decision.act))
        if now.status == "free":
            return refuse("10.2", "{act} needs no leave", act=_(now.name))
        if now.status == "held":
            return refuse("10.2", "{act}: leave of {who} is held", act=_(now.name), who=_(now.asked_of))
        if now.status == "asked":
            return refuse(
                "10.2",
                "{act}: {who} has been asked; the answer is there for {turn}",
                act=_(now.name),
                who=_(now.asked_of),
                turn=now.answer,
            )
        if now.again:
            return refuse(
                "10.2",
                "{act}: {who} has refused and may be asked again in {turn}",
                act=_(now.name),
                who=_(now.asked_of),
                turn=now.again,
            )
        return None

    def _alone(self, decision: Decision, politics: Politics) -> Refusal | None:
        wrong = self._known_act(decision, politics)
        if wrong:
            return wrong
        now = self.known.permission(politics.act(decision.act))
        if now.status in ("free", "held", "alone"):
            return refuse("10.3", "{act}: nothing stands in the way of it", act=_(now.name))
        if not now.may_alone:
            return refuse(
                "10.3",
                "{act} cannot be done alone: it needs the leave of {who}, odds {odds:.0%} a petition",
                act=_(now.name),
                who=_(now.asked_of),
                odds=now.odds,
            )
        return None

    def _talk_today(self, politics: Politics) -> Refusal | None:
        if int(self.known.sealed.accord[0, S.SIGNED_TURN]) >= 0:
            return refuse(
                "11.3",
                "the truce is signed: {term}",
                term=_(politics.terms[int(self.known.sealed.accord[0, S.TRUCE_TERM])].name),
            )
        if not self.known.is_talk(self.known.turn.number):
            ahead = next((named(t.name) for t in self.known.turns_ahead() if self.known.is_talk(t.number)), _("never"))
            return refuse(
                "11.1", "no talk in {turn}; the next is in {ahead}", turn=named(self.known.turn.name), ahead=ahead
            )
        return None

    def _term(self, name: str, politics: Politics) -> Refusal | None:
        known = [t.id for t in politics.terms]
        if name in known:
            return None
        return refuse("11.1", "no terms {term!r}{hint}", term=name, hint=nearest(name, known))

    def _terms(self, decision: Decision, politics: Politics) -> Refusal | None:
        wrong = self._talk_today(politics)
        for name in (*decision.accept, *([decision.proposal] if decision.proposal else [])):
            wrong = wrong or self._term(name, politics)
        if wrong is None and decision.proposal and decision.proposal not in decision.accept:
            return refuse(
                "11.1",
                "who proposes {term!r} must accept it; accepted: {found}",
                term=decision.proposal,
                found=enumerated(decision.accept) or _("nothing"),
            )
        return wrong

    def _urge(self, decision: Decision, politics: Politics) -> Refusal | None:
        return self._talk_today(politics) or self._term(decision.term, politics)

    def _talk(self, decision: Decision, politics: Politics) -> Refusal | None:
        if int(self.known.sealed.accord[0, S.SIGNED_TURN]) >= 0:
            return self._talk_today(politics)
        most, asked = politics.talks.requests, int(self.known.sealed.forms[self.known.index, S.FORM_REQUESTS])
        if asked >= most:
            return refuse(
                "11.1", "{side} has asked for {asked} of {most} talks", side=self._side(), asked=asked, most=most
            )
        following = self.known.turn.number + 1
        if self.known.is_talk(following):
            return refuse("11.1", "there is a talk in {turn} already", turn=named(self.known.turn_name(following)))
        if following > self.known.scenario.calendar.turn(self.known.scenario.calendar.last).number:
            return refuse("11.1", "there is no turn after {turn}", turn=named(self.known.turn.name))
        return None

    def _after(self, decision: Decision, politics: Politics) -> Refusal | None:
        choices = self.known.choices()
        if not choices:
            return refuse(
                "11.8", "{side} has nothing to decide in {turn}", side=self._side(), turn=named(self.known.turn.name)
            )
        if decision.choice not in choices:
            known = enumerated(choices)
            return refuse(
                "11.8", "{choice!r} cannot be chosen; needed one of {known}", choice=decision.choice, known=known
            )
        return None


def standing_decisions(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """What is left when the last decision on each matter stands, in an order of its own (rule 7.8)."""
    last: dict[tuple[str, str], Decision] = {}
    for one in decisions:
        last[(one.kind, one.act if one.kind in ("ask", "alone") else "")] = one
    return tuple(last[key] for key in sorted(last))


def apply_decisions(engine: Engine, state: State, side: str, turn: Turn, decisions: Iterable[Decision]) -> None:
    """Puts decisions that stand into the state, which is changed in place. They were found legal before."""
    politics = engine.scenario.politics
    if politics is None:
        return
    index = engine.scenario.sides.index(side)
    for one in decisions:
        if one.kind == "ask":
            engine.ask_leave(state, politics.act_index(one.act), turn.number)
        elif one.kind == "alone":
            engine.act_alone(state, politics.act_index(one.act))
        elif one.kind == "terms":
            yes = sum(_bits(one) << 2 * politics.term_index(name) for name in set(one.accept))
            engine.seal_form(state, index, yes, politics.term_index(one.proposal), one.umpire)
        elif one.kind == "urge":
            engine.urge_term(state, index, politics.term_index(one.term))
        elif one.kind == "talk":
            engine.ask_talk(state, index, turn.number)
        else:
            engine.choose_after(state, index, CHOICES[one.choice])


def _bits(decision: Decision) -> int:
    return {"either": 3, "with": 2, "without": 1}[decision.commission]
