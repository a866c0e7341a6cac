"""The order sheet while it is written: moves, a policy, answers, struck lines, closed sectors; every step can be taken back."""

from __future__ import annotations

import copy
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from game.client.theatre.facts import Facts
    from game.match.theatre import Sheet


@dataclass
class MoveDraft:
    """Divisions on their way from one place to another."""

    source: str
    target: str
    divisions: int = 1


@dataclass
class _Pages:
    moves: list[MoveDraft] = field(default_factory=list)
    policy: str = ""
    sector: str = ""
    answers: dict[str, dict[str, str]] = field(default_factory=dict)
    struck: set[str] = field(default_factory=set)
    closed: set[str] = field(default_factory=set)


class Draft:
    """A sheet in the making."""

    def __init__(self, closed: tuple[str, ...] = ()) -> None:
        self._now = _Pages(closed=set(closed))
        self._past: list[_Pages] = []
        self._undone: list[_Pages] = []

    # ------------------------------------------------------------ reading
    @property
    def moves(self) -> list[MoveDraft]:
        """The moves so far."""
        return self._now.moves

    @property
    def policy(self) -> str:
        """Id of the policy, empty for none."""
        return self._now.policy

    @property
    def sector(self) -> str:
        """Sector of the policy."""
        return self._now.sector

    @property
    def struck(self) -> set[str]:
        """Lines of the staff plan that are struck."""
        return self._now.struck

    @property
    def closed(self) -> set[str]:
        """Sectors that stay or become closed."""
        return self._now.closed

    def answer(self, card: str, case: str) -> str:
        """The answer to a case, empty while there is none: then it is drawn from its odds."""
        return self._now.answers.get(card, {}).get(case, "")

    def answered(self, facts: Facts) -> tuple[int, int]:
        """How many cases of the seat's cards are answered, of how many."""
        cases = [(c.id, case.key) for c in facts.cards if c.is_mine for case in c.cases]
        return sum(1 for card, key in cases if self.answer(card, key)), len(cases)

    # ------------------------------------------------------------ writing
    def move(self, source: str, target: str, divisions: int) -> None:
        """Sets how many divisions go; none takes the move out."""
        self._keep()
        found = next((m for m in self.moves if (m.source, m.target) == (source, target)), None)
        if divisions <= 0:
            self._now.moves = [m for m in self.moves if m is not found]
        elif found is not None:
            found.divisions = divisions
        else:
            self.moves.append(MoveDraft(source, target, divisions))

    def choose_policy(self, policy: str, sector: str = "") -> None:
        """One policy, or none."""
        self._keep()
        self._now.policy, self._now.sector = policy, sector

    def say(self, card: str, case: str, state: str) -> None:
        """An answer to a case; the same again takes it back."""
        self._keep()
        cases = self._now.answers.setdefault(card, {})
        if cases.get(case) == state:
            del cases[case]
        else:
            cases[case] = state

    def strike(self, line: str) -> None:
        """Strikes a staff line, or restores it."""
        self._keep()
        self._now.struck ^= {line}

    def close(self, sector: str) -> None:
        """Closes a sector to the field army, or opens it."""
        self._keep()
        self._now.closed ^= {sector}

    def undo(self) -> bool:
        """Takes the last step back."""
        if self._past:
            self._undone.append(self._now)
            self._now = self._past.pop()
            return True
        return False

    def redo(self) -> bool:
        """Takes it again."""
        if self._undone:
            self._past.append(self._now)
            self._now = self._undone.pop()
            return True
        return False

    def sheet(self) -> Sheet:
        """The sheet as the match reads it."""
        from game.match.theatre import Move, Policy, Sheet

        return Sheet(
            moves=tuple(Move(source=m.source, target=m.target, divisions=m.divisions) for m in self.moves),
            policy=Policy(id=self.policy, target=self.sector) if self.policy else None,
            answers={card: dict(cases) for card, cases in self._now.answers.items() if cases},
            struck=tuple(sorted(self.struck)),
            closed=tuple(sorted(self.closed)),
        )

    def _keep(self) -> None:
        self._past.append(copy.deepcopy(self._now))
        self._undone.clear()
