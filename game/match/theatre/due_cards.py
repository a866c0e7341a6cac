"""Cards that a seat answers this turn: cases, options, odds, prices, and what forbids an answer (rules 4.2, 4.4, 8, 13.2)."""

from functools import cached_property
from typing import NamedTuple

import numpy as np

from game.core.words import enumerated
from game.files.errors import nearest
from game.match.refusals import Refusal, refuse
from game.match.theatre.engine import INCIDENT
from game.match.theatre.seat import MOST_NAMES, SeatPosition
from game.match.theatre.sheets import chosen, key_of, states_of
from game.rules.theatre import state as T


class OptionView(NamedTuple):
    """An option of a case: odds as the seat sees them, price in standing, and why it is refused (None if it is not)."""

    state: str
    words: str
    p: float
    price: int
    refusal: Refusal | None


class CaseView(NamedTuple):
    """A case of a due card: the states of cards of the same turn that it is for, and what may be answered."""

    key: str
    given: dict[str, str]
    options: tuple[OptionView, ...]


class CardView(NamedTuple):
    """A card that the seat answers this turn."""

    id: str
    title: str
    question: str
    owners: tuple[str, ...]
    cases: tuple[CaseView, ...]


class DueCards(SeatPosition):
    """The cards of a seat this turn."""

    @cached_property
    def due(self) -> tuple[CardView, ...]:
        """Cards that the seat answers this turn, with odds and prices in each case."""
        e = self.engine
        nodes = np.asarray(e.book.node)
        found = []
        for k, node in enumerate(e.index.nodes):
            if (
                nodes[k, T.N_DUE] == self.turn
                and nodes[k, T.N_OWNERS] >> self.number & 1
                and self.sealed.cards[k, T.CARD_STATE] < 0
            ):
                cases = tuple(
                    self._case(k, number, case) for number, case in enumerate(e.cases(self.sealed, k)[: T.MOST_CASES])
                )
                cases = tuple(c for c in cases if max((o.p for o in c.options), default=1.0) < 1.0)
                if cases:
                    card = e.theatre.cards[node.id]
                    found.append(CardView(node.id, card.title, card.question, card.seats, cases))
        return tuple(found)

    def _case(self, node: int, number: int, given: dict[str, str]) -> CaseView:
        e = self.engine
        card, least = e.theatre.cards[e.index.nodes[node].id], e.theatre.value("ODDS_LEAST")
        options = []
        for option, (p, price) in zip(card.options, e.prices(self.sealed, node, number, self.number), strict=True):
            if p <= 0.0:
                continue
            refusal = None
            if p < least:
                refusal = refuse(
                    "4.4",
                    "{card}={state} has odds of {found:.2%}; needed {needed:.2%}",
                    card=card.id,
                    state=option.state,
                    found=p,
                    needed=least,
                )
            elif price > self.standing:
                refusal = refuse(
                    "4.4",
                    "{card}={state} costs {needed} standing; there are {found}",
                    card=card.id,
                    state=option.state,
                    needed=price,
                    found=self.standing,
                )
            options.append(OptionView(option.state, option.words, p, price, refusal))
        return CaseView(key_of(given), given, tuple(options))

    def refusal(self, answers: dict[str, dict[str, str]]) -> Refusal | None:
        """None, or the first rule that forbids the answers of a sheet."""
        due = {card.id: card for card in self.due}
        for name, given in answers.items():
            if name == INCIDENT:
                found = self._incident(given)
            elif name not in due:
                found = refuse(
                    "4.2",
                    "{seat} has no card {card!r} to answer this turn; due: {due}",
                    seat=self.seat,
                    card=name[:MOST_NAMES],
                    due=enumerated(due) or "-",
                )
            else:
                found = self._answer(due[name], given)
            if found:
                return found
        return None

    def _answer(self, card: CardView, given: dict[str, str]) -> Refusal | None:
        states = self.engine.theatre.cards[card.id].states
        parents = self.engine.index.nodes[self.engine.index.node[card.id]].parents
        for key, option in given.items():
            if option not in states:
                return refuse(
                    "4.2",
                    "{card} has no option {option!r}{nearest}",
                    card=card.id,
                    option=option[:MOST_NAMES],
                    nearest=nearest(option, states),
                )
            try:
                wanted = states_of(key)
            except ValueError as e:
                return refuse("4.2", "{card}: {text}", card=card.id, text=str(e))
            for name, state in wanted.items():
                node = self.engine.index.node.get(name, -1)
                if name not in parents or state not in self.engine.index.nodes[node].states:
                    return refuse(
                        "4.2",
                        "{card} has no case {case!r}; its cases are of {parents}",
                        card=card.id,
                        case="=".join((name, state))[:MOST_NAMES],
                        parents=enumerated(parents) or "-",
                    )
        for case in card.cases:
            option = chosen(given, case.given)
            found = next((o for o in case.options if o.state == option), None)
            if option and found is None:
                return refuse(
                    "4.4",
                    "{card}={state} cannot be answered where {case}",
                    card=card.id,
                    state=option,
                    case=case.key or "it is asked",
                )
            if found and found.refusal:
                return found.refusal
        return None

    def _incident(self, given: dict[str, str]) -> Refusal | None:
        if self.sealed.rest[T.INCIDENT] < 0 or self.number == 0:
            return refuse("13.2", "{seat} has no incident to answer this turn", seat=self.seat)
        if set(given) != {""} or given[""] not in ("stand", "yield"):
            return refuse(
                "13.2",
                "an incident is answered with stand or yield; found {found!r}",
                found=str(next(iter(given.values()), ""))[:MOST_NAMES],
            )
        return None
