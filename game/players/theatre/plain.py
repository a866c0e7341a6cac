"""The plain seat: fitted values, an answer net of half a point of its price, the best policy, the two best moves (rule 15)."""

from itertools import islice
from typing import NamedTuple

from game.match.theatre.due_cards import CardView, CaseView
from game.match.theatre.sheets import Move, Policy, Sheet
from game.match.theatre.views import TheatreView
from game.model.theatre.game import Theatre
from game.model.theatre.values import FittedValues
from game.players.theatre.temperament import Leaning

PRICE = 0.5  # points that a point of standing is worth
LEAN = 3.0  # points that a unit of log-odds is worth to a temperament (design choice: about e-fold for a good answer)
LEAST = 0.05  # gains below this are noise of the fit
MOVES, MOST = 2, 2
EVERYWHERE = "ALL"


class Option(NamedTuple):
    """A choice and the points it promises."""

    worth: float
    what: object


class PlainSeat:
    """Reads what choices have been worth and takes the best that the rules allow."""

    def __init__(self, seat: str, theatre: Theatre, values: FittedValues, *, temperament: str = "") -> None:
        self.seat, self.values = seat, values
        self.leaning = Leaning(theatre, temperament)

    def sheet(self, view: TheatreView) -> Sheet:
        """The best sheet by the fitted values."""
        return next(iter(self.sheets(view, 1)))

    def sheets(self, view: TheatreView, most: int) -> tuple[Sheet, ...]:
        """The `most` best sheets: the best one first, then those that differ by one choice, the nearest first."""
        policies = self._policies(view)
        answers = {card.id: self._cases(card) for card in view.cards}
        moves = self._moves(view)
        first = {card: {key: options[0].what for key, options in cases.items()} for card, cases in answers.items()}
        best = _Draft(policies[0].what, _pairs(moves, view), first)
        drafts = [Option(0.0, best)]
        drafts += [Option(policies[0].worth - p.worth, best._replace(policy=p.what)) for p in policies[1:]]
        for card, cases in answers.items():
            for key, options in cases.items():
                for option in options[1:]:
                    changed = {**best.answers, card: {**best.answers[card], key: option.what}}
                    drafts.append(Option(options[0].worth - option.worth, best._replace(answers=changed)))
        gain = sum(self.values.move(self.seat, view.turn.number, m.source, m.target) * m.divisions for m in best.moves)
        if best.moves:
            drafts.append(Option(gain, best._replace(moves=())))
        for k in range(1, min(len(moves), 8)):
            other = _pairs(moves[k:], view)
            if other and other != best.moves:
                worth = sum(
                    self.values.move(self.seat, view.turn.number, m.source, m.target) * m.divisions for m in other
                )
                drafts.append(Option(gain - worth, best._replace(moves=other)))
        drafts += [Option(self._strike_loss(view, x.id), best._replace(struck=(x.id,))) for x in view.staff]
        found: dict[str, Sheet] = {}
        for option in sorted(drafts, key=lambda d: d.worth):
            sheet = _allowed(view, option.what)  # type: ignore[arg-type]
            found.setdefault(repr(sheet), sheet)
            if len(found) == most:
                break
        return tuple(islice(found.values(), most))

    # ------------------------------------------------------------ what each choice promises
    def _policies(self, view: TheatreView) -> list[Option]:
        turn, found = view.turn.number, [Option(0.0, None)]
        for policy in view.policies:
            if policy.refusal is None:
                for target in self._sectors(view) if policy.sector else ("",):
                    worth = self.values.policy(self.seat, turn, f"{policy.id} {target}".strip()) - PRICE * policy.price
                    found.append(Option(worth, Policy(policy.id, target)))
        return sorted(found, key=lambda o: -(o.worth if o.what is None or o.worth > LEAST else -1.0 + 1e-3 * o.worth))

    def _cases(self, card: CardView) -> dict[str, list[Option]]:
        return {case.key: self._answers(card, case) for case in card.cases}

    def _answers(self, card: CardView, case: CaseView) -> list[Option]:
        """Options of a case, the best first; silence (the odds of the row) among them."""
        lean = sum(o.p * LEAN * self.leaning.of(card.id, o.state) for o in case.options)
        found = [Option(lean, "")]
        for option in case.options:
            if option.refusal is None:
                worth = self.values.answer(self.seat, card.id, case.key, option.state) - PRICE * option.price
                found.append(Option(worth + LEAN * self.leaning.of(card.id, option.state), option.state))
        return sorted(found, key=lambda o: -o.worth)

    def _moves(self, view: TheatreView) -> list[Option]:
        turn = view.turn.number
        found = [
            Option(self.values.move(self.seat, turn, m.source, target), Move(m.source, target, min(MOST, m.divisions)))
            for m in view.moves
            for target, _ in m.targets
        ]
        return sorted((o for o in found if o.worth > LEAST), key=lambda o: -o.worth)

    def _sectors(self, view: TheatreView) -> tuple[str, ...]:
        return tuple(s.id for s in view.sectors if s.id != EVERYWHERE)

    def _strike_loss(self, view: TheatreView, line: str) -> float:
        return -self.values.strike(self.seat, view.turn.number, line)


class _Draft(NamedTuple):
    """A sheet before the rules have seen it."""

    policy: object
    moves: tuple[Move, ...]
    answers: dict[str, dict[str, object]]
    struck: tuple[str, ...] = ()


def _pairs(moves: list[Option], view: TheatreView) -> tuple[Move, ...]:
    """The two best moves of different sources, as many divisions as may go."""
    left, found = view.allowance, list[Move]()
    for option in moves:
        move = option.what
        if len(found) == MOVES or left <= 0 or not isinstance(move, Move):
            break
        if all(m.source != move.source for m in found):
            found.append(Move(move.source, move.target, min(move.divisions, left)))
            left -= found[-1].divisions
    return tuple(found)


def _allowed(view: TheatreView, draft: _Draft) -> Sheet:
    """The draft as far as the rules allow it: answers first, then policy, then moves, then struck lines."""
    sheet = Sheet()
    for card, cases in draft.answers.items():
        for key, state in cases.items():
            if state:
                given = {**sheet.answers.get(card, {}), key: str(state)}
                sheet = _wider(view, sheet, Sheet(answers={**sheet.answers, card: given}))
    if isinstance(draft.policy, Policy):
        sheet = _wider(view, sheet, Sheet(answers=sheet.answers, policy=draft.policy))
    for move in draft.moves:
        sheet = _wider(view, sheet, Sheet(answers=sheet.answers, policy=sheet.policy, moves=(*sheet.moves, move)))
    if draft.struck:
        wider = Sheet(answers=sheet.answers, policy=sheet.policy, moves=sheet.moves, struck=draft.struck)
        sheet = _wider(view, sheet, wider)
    return sheet


def _wider(view: TheatreView, sheet: Sheet, wider: Sheet) -> Sheet:
    return wider if view.refusal(wider) is None else sheet
