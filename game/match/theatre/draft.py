"""The order sheet while it is written: moves, a policy, answers, struck lines, closed sectors; every step can be taken back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from msgspec.structs import replace

from game.match.draft import Draft
from game.model.theatre.sheets import Move, Policy, Sheet


class SheetDraft(Draft[Sheet]):
    """A sheet in the making. `closed`: the sectors that are closed, and stay so if nothing is said."""

    def __init__(self, closed: tuple[str, ...] = (), sheet: Sheet | None = None) -> None:
        super().__init__(Sheet(closed=tuple(sorted(closed))), sheet)

    # ------------------------------------------------------------ reading
    @property
    def policy(self) -> str:
        """Id of the policy, empty for none."""
        return self.now.policy.id if self.now.policy is not None else ""

    @property
    def sector(self) -> str:
        """Sector of the policy."""
        return self.now.policy.target if self.now.policy is not None else ""

    def answer(self, card: str, case: str) -> str:
        """The answer to a case, empty while there is none: then it is drawn from its odds."""
        return self.now.answers.get(card, {}).get(case, "")

    def answered(self, asked: Iterable[tuple[str, str]]) -> int:
        """How many of these cases, each a card and a key, are answered."""
        return sum(1 for card, case in asked if self.answer(card, case))

    # ------------------------------------------------------------ writing
    def move(self, source: str, target: str, divisions: int) -> None:
        """Sets how many divisions go; none takes the move out."""
        new = Move(source=source, target=target, divisions=divisions)
        same = [(m.source, m.target) == (source, target) for m in self.now.moves]
        moves = [new if is_same else m for is_same, m in zip(same, self.now.moves, strict=True)]
        moves += [] if any(same) else [new]
        self.put(moves=tuple(m for m in moves if m.divisions > 0))

    def choose_policy(self, policy: str, sector: str = "") -> None:
        """One policy, or none."""
        self.put(policy=Policy(id=policy, target=sector) if policy else None)

    def say(self, card: str, case: str, state: str) -> None:
        """An answer to a case; the same again takes it back."""
        self.put(answers=with_answer(self.now, card, case, "" if self.answer(card, case) == state else state))

    def strike(self, line: str) -> None:
        """Strikes a staff line, or restores it."""
        self.put(struck=toggled(self.now.struck, line))

    def close(self, sector: str) -> None:
        """Closes a sector to the field army, or opens it."""
        self.put(closed=toggled(self.now.closed, sector))

    def put(self, **changes: Any) -> None:
        """Changes parts of the sheet as one step."""
        self.change(replace(self.now, **changes))


def with_answer(sheet: Sheet, card: str, case: str, state: str) -> dict[str, dict[str, str]]:
    """The answers of a sheet with one more; the state "" takes it out."""
    given = {key: said for key, said in sheet.answers.get(card, {}).items() if key != case}
    given |= {case: state} if state else {}
    others = {name: said for name, said in sheet.answers.items() if name != card}
    return {**others, card: given} if given else others


def toggled(names: tuple[str, ...], name: str) -> tuple[str, ...]:
    """The names, sorted, with one more, or without it if it was among them."""
    return tuple(sorted({*names} ^ {name}))
