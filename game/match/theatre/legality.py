"""What a seat may order, judged by what it knows; every refusal names a rule of the strategic rulebook."""

import math
from functools import cached_property
from typing import NamedTuple

import numpy as np

from game.files.errors import nearest
from game.match.refusals import Refusal, refuse
from game.match.theatre.engine import INCIDENT, TheatreEngine
from game.match.theatre.sheets import Move, Policy, Sheet, chosen, key_of, states_of
from game.model.theatre.forces import SIDES
from game.model.theatre.game import StaffLine
from game.model.theatre.policies import PolicyCard
from game.rules.theatre import resolve as R
from game.rules.theatre import state as T

PRICED_OUT = 99
MOST_NAMES = 60


class SheetRefused(ValueError):
    """A sheet that cannot stand. `refusal` says why."""

    def __init__(self, seat: str, refusal: Refusal) -> None:
        super().__init__(f"{seat}: {refusal}")
        self.seat, self.refusal = seat, refusal


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


class TheatreLegality:
    """What one seat may order this turn. `sealed`: the position as it knows it."""

    def __init__(self, engine: TheatreEngine, sealed: T.Position, seat: str) -> None:
        self.engine, self.sealed, self.seat = engine, sealed, seat
        self.number = engine.index.seat[seat]
        self.side = SIDES.index(engine.theatre.seat(seat).side)
        self.turn = int(sealed.clock[T.TURN])
        self.standing = int(sealed.seats[self.number, T.STANDING])

    # ------------------------------------------------------------ the whole sheet
    def refusal(self, sheet: Sheet) -> Refusal | None:
        """None, or the first rule that forbids a sheet."""
        found = self._moves(sheet.moves) or self._policy(sheet.policy) or self._lines(sheet.struck)
        found = found or self._closed(sheet.closed) or self._answers(sheet)
        if found is None and self.spent(sheet) > self.standing:
            found = refuse(
                "4.4",
                "the sheet costs {needed} standing in its dearest case; there are {found}",
                needed=self.spent(sheet),
                found=self.standing,
            )
        return found

    def spent(self, sheet: Sheet) -> int:
        """Standing that a sheet costs in its dearest case (rule 4.4)."""
        total = sum(self.closed_price(m.target) for m in sheet.moves if self._is_place(m.target))
        half = False
        if sheet.policy is not None:
            policy = self._known_policy(sheet.policy.id)
            total += policy.price if policy else 0
            half = bool(policy and policy.halves_prices)
        for card in self.due:
            given = sheet.answers.get(card.id)
            if given:
                prices = [
                    o.price // 2 if half else o.price
                    for c in card.cases
                    for o in c.options
                    if o.state == chosen(given, c.given)
                ]
                total += max(prices, default=0)
        if sheet.answers.get(INCIDENT, {}).get("", "") == "yield":
            total += int(self.engine.theatre.value("INCIDENT_PRICE"))
        return total

    # ------------------------------------------------------------ moves (4.2, 4.3, 12.1)
    @cached_property
    def allowance(self) -> int:
        """Divisions that the seat moves this turn (rule 4.3)."""
        theatre = self.engine.theatre
        whole = math.floor(theatre.seat(self.seat).divisions_a_month * theatre.turn(self.turn).months + 0.5)
        return int(min(theatre.value("MOVES_MOST"), max(theatre.value("MOVES_LEAST"), whole)))

    def here(self, place: str) -> int:
        """Divisions of the seat's side in a place this turn, the staff plan carried out."""
        return int(self.engine.ask(self.sealed, R.ASK_DIVISIONS, self.engine.index.place[place], self.side))

    def is_late(self, source: str, target: str) -> bool:
        """Whether a move arrives a turn later (rule 4.3)."""
        place = self.engine.index.place
        return bool(self.engine.ask(self.sealed, R.ASK_LATE, place[source], place[target], self.side))

    def closed_price(self, target: str) -> int:
        """Standing that a move into a place costs because headquarters closed it (rule 12.1)."""
        return int(self.engine.ask(self.sealed, R.ASK_CLOSED, self.number, self.engine.index.place[target]))

    def targets(self, source: str) -> tuple[str, ...]:
        """Places to which the seat may move from one."""
        theatre = self.engine.theatre
        if self.seat not in theatre.place(source).seats:
            return ()
        only = theatre.place(source).leads_to
        return tuple(
            p.id
            for p in theatre.places
            if p.id != source and self.seat in p.seats and (not only or p.id in only) and self._open(p.id) is None
        )

    def _open(self, target: str) -> Refusal | None:
        limit = self.engine.theatre.value("CLOSED_AT")
        if self.closed_price(target) > 0:
            control = self.engine.index.variable[self.engine.theatre.roles.control]
            held = self.engine.ask(self.sealed, R.ASK_VALUE, control)
            if held >= limit:
                return refuse(
                    "12.1",
                    "{place} is closed to the field army, and control stands at {found:.0f}; needed below {needed:.0f}",
                    place=target,
                    found=held,
                    needed=limit,
                )
        return None

    def _moves(self, moves: tuple[Move, ...]) -> Refusal | None:
        theatre = self.engine.theatre
        most = int(theatre.value("MOVES"))
        if len(moves) > most:
            return refuse(
                "4.2", "{found} own moves on the sheet; needed {needed} at most", found=len(moves), needed=most
            )
        change: dict[str, int] = {}
        for move in moves:
            found = self._move(move, change)
            if found:
                return found
            change[move.source] = change.get(move.source, 0) - move.divisions
            change[move.target] = change.get(move.target, 0) + move.divisions
        total = sum(m.divisions for m in moves)
        if total > self.allowance:
            return refuse(
                "4.3", "{found} divisions move; needed {needed} at most this turn", found=total, needed=self.allowance
            )
        return None

    def _move(self, move: Move, change: dict[str, int]) -> Refusal | None:
        theatre = self.engine.theatre
        for name in (move.source, move.target):
            if not self._is_place(name):
                return refuse(
                    "1.2",
                    "there is no place {name!r}{nearest}",
                    name=name[:MOST_NAMES],
                    nearest=nearest(name, theatre.place_ids),
                )
            if self.seat not in theatre.place(name).seats:
                return refuse("4.3", "{seat} moves no divisions in {place}", seat=self.seat, place=name)
        if move.source == move.target:
            return refuse("4.3", "a move from {place} to itself", place=move.source)
        most = int(theatre.value("MOVE_MOST"))
        if not 1 <= move.divisions <= most:
            return refuse(
                "4.2", "{found} divisions in one move; needed 1 to {needed}", found=move.divisions, needed=most
            )
        only = theatre.place(move.source).leads_to
        if only and move.target not in only:
            return refuse("4.3", "from {place} divisions go to {only} only", place=move.source, only=", ".join(only))
        here = self.here(move.source) + change.get(move.source, 0)
        if here < move.divisions:
            return refuse(
                "4.3",
                "{place} has {found} divisions to move; needed {needed}",
                place=move.source,
                found=here,
                needed=move.divisions,
            )
        room, there = (
            theatre.place(move.target).most,
            self.here(move.target) + change.get(move.target, 0) + move.divisions,
        )
        if room and there > room:
            return refuse(
                "4.3",
                "{place} holds {needed} divisions; there would be {found}",
                place=move.target,
                needed=room,
                found=there,
            )
        return self._open(move.target)

    def _is_place(self, name: str) -> bool:
        return name in self.engine.index.place

    # ------------------------------------------------------------ policies (7)
    @cached_property
    def policies(self) -> tuple[PolicyCard, ...]:
        """The policies of the seat, whether or not they may be chosen now."""
        return tuple(p for p in self.engine.theatre.policies if self.seat in p.seats)

    def policy_refusal(self, policy: PolicyCard) -> Refusal | None:
        """None, or why a policy may not be chosen this turn; a sector is not looked at."""
        e, number = self.engine, self.engine.policy_number(self.seat, policy.id)
        used, last = (int(x) for x in self.sealed.policies[number])
        if not e.ask(self.sealed, R.ASK_RUNS, number, self.turn):
            spans = ", ".join(f"T{w.first}-T{w.last}" for w in policy.windows)
            return refuse(
                "7",
                "{policy} may be chosen in {needed}; this is T{found}",
                policy=policy.id,
                needed=spans,
                found=self.turn,
            )
        if policy.price > self.standing:
            return refuse(
                "4.4",
                "{policy} costs {needed} standing; there are {found}",
                policy=policy.id,
                needed=policy.price,
                found=self.standing,
            )
        if policy.most and used >= policy.most:
            return refuse(
                "7",
                "{policy} was chosen {found} times; needed fewer than {needed}",
                policy=policy.id,
                found=used,
                needed=policy.most,
            )
        act = e.theatre.turn(self.turn).act
        if policy.once_an_act and last and e.theatre.turn(last).act == act:
            return refuse("7", "{policy} was chosen in this act already", policy=policy.id)
        if policy.not_twice_running and last == self.turn - 1 and last:
            return refuse("7", "{policy} was chosen last turn; not twice running", policy=policy.id)
        if policy.standing_below and self.standing >= policy.standing_below:
            return refuse(
                "7",
                "{policy} needs a standing below {needed}; it is {found}",
                policy=policy.id,
                needed=policy.standing_below,
                found=self.standing,
            )
        if policy.needs_oil and self.sealed.rest[T.OIL] < policy.needs_oil:
            return refuse(
                "12.2",
                "{policy} needs {needed:g} months of oil; there are {found:.1f}",
                policy=policy.id,
                needed=policy.needs_oil,
                found=float(self.sealed.rest[T.OIL]),
            )
        if policy.within_of_offence:
            since = self.turn - int(self.sealed.rest[T.OFFENCE_AT])
            if not self.sealed.rest[T.OFFENCE_AT] or since > policy.within_of_offence:
                return refuse(
                    "7",
                    "{policy} needs an offence within {needed} turns",
                    policy=policy.id,
                    needed=policy.within_of_offence,
                )
        return None

    def _known_policy(self, name: str) -> PolicyCard | None:
        return next((p for p in self.policies if p.id == name), None)

    def _policy(self, chosen_: Policy | None) -> Refusal | None:
        if chosen_ is None:
            return None
        policy = self._known_policy(chosen_.id)
        if policy is None:
            return refuse(
                "7",
                "{seat} has no policy {name!r}{nearest}",
                seat=self.seat,
                name=chosen_.id[:MOST_NAMES],
                nearest=nearest(chosen_.id, [p.id for p in self.policies]),
            )
        found = self.policy_refusal(policy)
        if found:
            return found
        sectors = self.engine.theatre.sectors
        if policy.sector and chosen_.target not in sectors:
            return refuse(
                "7",
                "{policy} needs a sector ({needed}); found {found!r}",
                policy=policy.id,
                needed=", ".join(sectors),
                found=chosen_.target[:MOST_NAMES],
            )
        if not policy.sector and chosen_.target:
            return refuse(
                "7", "{policy} takes no target; found {found!r}", policy=policy.id, found=chosen_.target[:MOST_NAMES]
            )
        return None

    # ------------------------------------------------------------ the staff plan (3.2), closed sectors (12.1)
    @cached_property
    def staff(self) -> tuple[StaffLine, ...]:
        """Lines of the staff plan of this turn that the seat may strike out."""
        keeps = {k.place for k in self.engine.theatre.drive.keeps if k.turn == self.turn}
        stands = self.sealed.rest[T.FALLEN] == 0.0
        return tuple(
            x
            for x in self.engine.lines[self.turn]
            if x.seat == self.seat and x.source and not (stands and {x.source, x.target} & keeps)
        )

    def _lines(self, struck: tuple[str, ...]) -> Refusal | None:
        known = [x.id for x in self.staff]
        for line in struck:
            if line not in known:
                return refuse(
                    "3.2",
                    "there is no line {line!r} of the staff plan to strike out; there are {known}",
                    line=line[:MOST_NAMES],
                    known=", ".join(known) or "-",
                )
        return None

    def _closed(self, closed: tuple[str, ...]) -> Refusal | None:
        if closed and self.number != 0:
            return refuse("12.1", "{seat} closes no sectors", seat=self.seat)
        for name in closed:
            if name not in self.engine.theatre.sectors:
                return refuse(
                    "12.1",
                    "there is no sector {name!r}{nearest}",
                    name=name[:MOST_NAMES],
                    nearest=nearest(name, self.engine.theatre.sectors),
                )
        return None

    # ------------------------------------------------------------ answers (4.2, 4.4, 8, 13.2)
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

    def _answers(self, sheet: Sheet) -> Refusal | None:
        due = {card.id: card for card in self.due}
        for name, given in sheet.answers.items():
            if name == INCIDENT:
                found = self._incident(given)
            elif name not in due:
                found = refuse(
                    "4.2",
                    "{seat} has no card {card!r} to answer this turn; due: {due}",
                    seat=self.seat,
                    card=name[:MOST_NAMES],
                    due=", ".join(due) or "-",
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
                        parents=", ".join(parents) or "-",
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
