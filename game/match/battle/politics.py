"""Permissions, talks and the truce as one side knows them (chapters 10 and 11).

Everything is read from the position sealed for the side: its own petitions and the answers it has, the terms that were spoken
aloud, never a form of the other government.
"""

from collections.abc import Iterable
from functools import cached_property
from typing import NamedTuple

from game.core.words import _
from game.match.battle.engine import Engine
from game.model.battle.calendar import Turn
from game.model.battle.politics import Act, Politics
from game.rules.battle import codes as C
from game.rules.battle import state as S
from game.rules.battle.setup_politics import CHOICES
from game.rules.battle.state import State

FIRST_CHOICES, SECOND_CHOICES = ("leave", "stay", "stay-back"), ("follow", "stand")
BY_LEAVE = 1


class Permission(NamedTuple):
    """An act of the side's scale and how its leave stands.

    `status`: "free", "held", "alone", "asked", "refused" or "open". `odds`: of a petition sent now; `answer`: turn for which
    the answer will be there, `again`: first turn in which it may be asked for, empty where there is nothing to wait for.
    `price`, `price_alone`: points of the limits; `is_done`: it has been done.
    """

    act: str
    level: int
    name: str
    text: str
    asked_of: str
    odds: float
    price: int
    price_alone: int
    may_alone: bool
    status: str
    answer: str
    again: str
    is_done: bool
    source: str
    confidence: str

    @property
    def costs(self) -> int:
        """Points that doing it would cost as its leave stands now; 0 once it is done."""
        return 0 if self.is_done else self.price_alone if self.status == "alone" else self.price


class TermOdds(NamedTuple):
    """Terms of a truce, and the odds that the own government would say yes to them, left to itself, by what the side knows."""

    term: str
    name: str
    text: str
    own_yes: float


class Talk(NamedTuple):
    """What a side knows of the talks.

    `is_today`: governments talk in this turn; `days`: turns of talks to come; `said`: what each side proposed at the last
    talk; `refused_alone`: talks that a side refused alone; `may_ask`: talks that it may still ask for; `agreed`: terms signed,
    empty before; `stops`: moment at which fire stops; `in_force`: it has stopped; `choices`: what the side is to decide in
    this turn; `after`: what each side has chosen.
    """

    is_today: bool
    days: tuple[str, ...]
    terms: tuple[TermOdds, ...]
    said: dict[str, str]
    refused_alone: dict[str, int]
    may_ask: int
    agreed: str
    commission: bool
    stops: str
    in_force: bool
    choices: tuple[str, ...]
    after: dict[str, str]


class Diplomacy:
    """Chapters 10 and 11 for one side in one position that was sealed for it."""

    def __init__(self, engine: Engine, sealed: State, side: str, turn: Turn) -> None:
        self.engine, self.sealed, self.side, self.turn = engine, sealed, side, turn
        self.scenario = engine.scenario
        self.index = self.scenario.sides.index(side)

    @property
    def politics(self) -> Politics | None:
        """The data of chapters 10 and 11, None where they are not in play."""
        return self.scenario.politics

    @cached_property
    def _leaves(self) -> list[list[int]]:
        rows: list[list[int]] = self.sealed.leaves.tolist()
        return rows

    # ------------------------------------------------------------ what is known
    def permissions(self) -> tuple[Permission, ...]:
        """The side's scale from its lowest level."""
        return tuple(self.permission(a) for a in self.politics.acts_of(self.side)) if self.politics else ()

    def standing(self) -> tuple[tuple[Act, str], ...]:
        """The side's scale from its lowest level, each act with how its leave stands: `Permission.status` in short."""
        rows = self._leaves
        return tuple([(act, _status(act, rows[k])) for act, k in self.engine.scales[self.index]])

    def talk(self) -> Talk | None:
        """The talks as the side knows them, None where there are none."""
        politics = self.politics
        if politics is None:
            return None
        accord, sides = [int(v) for v in self.sealed.accord[0]], self.scenario.sides
        forms = [[int(v) for v in row] for row in self.sealed.forms]
        terms = tuple(
            TermOdds(t.id, t.name, t.text, self.engine.will_pm(self.sealed, self.index, k) / 1000.0)
            for k, t in enumerate(politics.terms)
        )
        signed = accord[S.TRUCE_TERM]
        return Talk(
            self.is_talk(self.turn.number),
            tuple(t.name for t in self.turns_ahead() if self.is_talk(t.number)),
            terms,
            {s: politics.terms[f[S.FORM_SAID] - 1].id for s, f in zip(sides, forms, strict=True) if f[S.FORM_SAID] > 0},
            {s: f[S.FORM_ALONE] for s, f in zip(sides, forms, strict=True)},
            max(0, politics.talks.requests - forms[self.index][S.FORM_REQUESTS]),
            politics.terms[signed].id if signed >= 0 else "",
            bool(accord[S.COMMISSION]),
            self.scenario.calendar.moment_of(accord[S.TRUCE_AT]) if accord[S.TRUCE_AT] >= 0 else "",
            self.in_truce,
            self.choices(),
            {s: _choice(f[S.FORM_CHOICE]) for s, f in zip(sides, forms, strict=True) if f[S.FORM_CHOICE]},
        )

    @cached_property
    def in_truce(self) -> bool:
        """The truce is in force when the turn begins."""
        accord = self.sealed.accord
        return len(accord) > 0 and 0 <= int(accord[0, S.TRUCE_AT]) <= self.turn.first_pulse

    def is_talk(self, turn: int) -> bool:
        """Governments talk in a turn, by what is agreed now (rule 11.1)."""
        if self.politics is None or int(self.sealed.accord[0, S.SIGNED_TURN]) >= 0:
            return False
        days = [self.scenario.calendar.turn(d).number for d in self.politics.talks.days]
        return turn in days or turn == int(self.sealed.accord[0, S.TALK_EXTRA])

    def choices(self) -> tuple[str, ...]:
        """What the side is to decide in this turn after the truce (rule 11.8)."""
        politics = self.politics
        if politics is None or not self.in_truce:
            return ()
        decided = int(self.sealed.accord[0, S.DECIDED])
        if decided == 0 and self.side == politics.talks.stays:
            return FIRST_CHOICES
        if decided == 1 and self.side == politics.talks.follows:
            stays = self.scenario.sides.index(politics.talks.stays)
            left = int(self.sealed.forms[stays, S.FORM_CHOICE]) in (C.AFTER_LEAVE, C.AFTER_BACK)
            return SECOND_CHOICES if left else ("stand",)
        return ()

    def permission(self, act: Act) -> Permission:
        """How the leave for one act stands."""
        politics = self.politics
        assert politics is not None
        k = politics.act_index(act.id)
        row = self._leaves[k]
        return Permission(
            act.id,
            act.level,
            act.name,
            act.text,
            act.asked_of,
            self.engine.ask_odds_pm(self.sealed, k) / 1000.0,
            act.price,
            act.price_alone,
            act.may_alone,
            _status(act, row),
            self.turn_name(row[S.LEAVE_DUE] + 1) if row[S.LEAVE_DUE] >= 0 else "",
            self.turn_name(row[S.LEAVE_ASKED] + act.every) if self._too_soon(act, row) else "",
            row[S.LEAVE_DONE] >= 0,
            act.source,
            act.confidence,
        )

    def _too_soon(self, act: Act, row: list[int]) -> bool:
        return row[S.LEAVE_ASKED] >= 0 and self.turn.number < row[S.LEAVE_ASKED] + act.every

    def turns_ahead(self) -> Iterable[Turn]:
        """The turns still to be ordered, this one first."""
        return [t for t in self.scenario.calendar.played() if t.number >= self.turn.number]

    def turn_name(self, number: int) -> str:
        """A turn of the campaign by its number."""
        turns = self.scenario.calendar.turns
        return turns[number].name if 0 <= number < len(turns) else _("never")


def _choice(code: int) -> str:
    return next((name for name, number in CHOICES.items() if number == code), "")


def _status(act: Act, row: list[int]) -> str:
    if not act.asked_of:
        return "free"
    if row[S.LEAVE_HELD]:
        return "held" if row[S.LEAVE_HELD] == BY_LEAVE else "alone"
    if row[S.LEAVE_DUE] >= 0:
        return "asked"
    return "refused" if row[S.LEAVE_REFUSED] else "open"
