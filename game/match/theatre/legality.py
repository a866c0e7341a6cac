"""What a seat may order, judged by what it knows; every refusal names a rule of the strategic rulebook."""

from functools import cached_property

from game.core.words import _, enumerated, quoted
from game.files.errors import nearest
from game.match.refusals import Refusal, misfit, refuse
from game.match.theatre.due_cards import DueCards
from game.match.theatre.engine import INCIDENT
from game.match.theatre.marches import Marches
from game.match.theatre.seat import MOST_NAMES, SeatPosition
from game.match.theatre.sheets import Policy, Sheet, chosen
from game.model.theatre.game import StaffLine
from game.model.theatre.policies import PolicyCard
from game.rules.theatre import resolve as R
from game.rules.theatre import state as T


class SheetRefused(ValueError):
    """A sheet that cannot stand. `refusal` says why."""

    def __init__(self, seat: str, refusal: Refusal) -> None:
        super().__init__(f"{seat}: {refusal}")
        self.seat, self.refusal = seat, refusal


class TheatreLegality(SeatPosition):
    """What one seat may order this turn: its moves, its cards, its policies, lines of the staff plan, closed sectors."""

    @cached_property
    def marches(self) -> Marches:
        """Own moves."""
        return Marches(self.engine, self.sealed, self.seat)

    @cached_property
    def cards(self) -> DueCards:
        """Cards to answer."""
        return DueCards(self.engine, self.sealed, self.seat)

    # ------------------------------------------------------------ the whole sheet
    def refusal(self, sheet: Sheet) -> Refusal | None:
        """None, or the first rule that forbids a sheet."""
        if problem := misfit(sheet):
            return refuse("4.2", "{unit}: {problem}", unit=self.seat, problem=problem)
        found = self.marches.refusal(sheet.moves) or self._policy(sheet.policy) or self._lines(sheet.struck)
        found = found or self._closed(sheet.closed) or self.cards.refusal(sheet.answers)
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
        total = sum(self.marches.closed_price(m.target) for m in sheet.moves if m.target in self.engine.index.place)
        half = False
        if sheet.policy is not None:
            policy = self._known_policy(sheet.policy.id)
            total += policy.price if policy else 0
            half = bool(policy and policy.halves_prices)
        for card in self.cards.due:
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
            spans = enumerated(f"T{w.first}-T{w.last}" for w in policy.windows)
            return refuse(
                "7",
                "{policy} may be chosen in {needed}; this is T{found}",
                policy=_called(policy),
                needed=spans,
                found=self.turn,
            )
        if policy.price > self.standing:
            return refuse(
                "4.4",
                "{policy} costs {needed} standing; there are {found}",
                policy=_called(policy),
                needed=policy.price,
                found=self.standing,
            )
        if policy.most and used >= policy.most:
            return refuse(
                "7",
                "{policy} was chosen {found} times; needed fewer than {needed}",
                policy=_called(policy),
                found=used,
                needed=policy.most,
            )
        act = e.theatre.turn(self.turn).act
        if policy.once_an_act and last and e.theatre.turn(last).act == act:
            return refuse("7", "{policy} was chosen in this act already", policy=_called(policy))
        if policy.not_twice_running and last == self.turn - 1 and last:
            return refuse("7", "{policy} was chosen last turn; not twice running", policy=_called(policy))
        if policy.standing_below and self.standing >= policy.standing_below:
            return refuse(
                "7",
                "{policy} needs a standing below {needed}; it is {found}",
                policy=_called(policy),
                needed=policy.standing_below,
                found=self.standing,
            )
        if policy.needs_oil and self.sealed.rest[T.OIL] < policy.needs_oil:
            return refuse(
                "12.2",
                "{policy} needs {needed:g} months of oil; there are {found:.1f}",
                policy=_called(policy),
                needed=policy.needs_oil,
                found=float(self.sealed.rest[T.OIL]),
            )
        if policy.within_of_offence:
            since = self.turn - int(self.sealed.rest[T.OFFENCE_AT])
            if not self.sealed.rest[T.OFFENCE_AT] or since > policy.within_of_offence:
                return refuse(
                    "7",
                    "{policy} needs an offence within {needed} turns",
                    policy=_called(policy),
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
                policy=_called(policy),
                needed=enumerated(sectors),
                found=chosen_.target[:MOST_NAMES],
            )
        if not policy.sector and chosen_.target:
            return refuse(
                "7",
                "{policy} takes no target; found {found!r}",
                policy=_called(policy),
                found=chosen_.target[:MOST_NAMES],
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
                    known=enumerated(known) or "-",
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


def _called(policy: PolicyCard) -> str:
    """A policy as its card calls it."""
    return quoted(_(policy.title))
