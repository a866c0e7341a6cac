"""A battle that nobody plays: one of the bank, of the same answers and the same end (rule 11.3)."""

from collections.abc import Mapping

from msgspec.structs import replace

from game.match.battle.result import read_battle
from game.model.battle_result import Bank, BattleResult, Join

ENOUGH = 20  # runs of the same S, R, J and T; under that the end alone is asked to be the same
CARDS = ("S", "R", "J", "T")


class BattleBank:
    """The bank, sorted by what its battles were in the cards' states."""

    def __init__(self, bank: Bank, join: Join) -> None:
        self.bank = bank
        self._whole: dict[tuple[str, ...], list[BattleResult]] = {}
        self._ends: dict[str, list[BattleResult]] = {}
        for run in bank.runs:
            states = read_battle(run.result, join, run.given.throne).states
            if "T" in states:  # a battle without truce has no end of its own: the theatre draws it
                self._whole.setdefault(tuple(states[c] for c in CARDS), []).append(run.result)
                self._ends.setdefault(states["T"], []).append(run.result)

    def counts(self) -> dict[tuple[str, ...], int]:
        """Battles by (S, R, J, T)."""
        return {key: len(runs) for key, runs in sorted(self._whole.items())}

    def runs(self, states: Mapping[str, str]) -> tuple[BattleResult, ...]:
        """Battles of the same S, R, J and T, or of the same T where there are under 20; none if no battle ended so."""
        same = self._whole.get(tuple(states[c] for c in CARDS), [])
        return tuple(same if len(same) >= ENOUGH else self._ends.get(states["T"], []))

    def sample(self, states: Mapping[str, str], luck: float) -> BattleResult | None:
        """One of them by a number from 0 to 1; None if no battle of the bank ended so. It moves no odds: T is drawn before."""
        runs = self.runs(states)
        return replace(runs[min(int(luck * len(runs)), len(runs) - 1)], source="sample") if runs else None
