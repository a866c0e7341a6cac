"""The seat that orders anything at all, as long as it is allowed: the measure of every other."""

from collections.abc import Sequence
from typing import TypeVar

import numpy as np

from game.core.dice import new_dice, uniforms
from game.match.theatre.sheets import Move, Policy, Sheet
from game.match.theatre.views import TheatreView

T = TypeVar("T")
RANDOM_SEAT = 15  # the purpose of these draws
TRIES = 4  # moves it thinks of
SILENT = 0.25  # chance of leaving a card or a policy alone
MOST = 2  # divisions of a move
DRAWS = 128
EVERYWHERE = "ALL"


class RandomSeat:
    """Legal orders at random: policy, moves, answers; the same seed and turn give the same sheet."""

    def __init__(self, seat: str, seed: int) -> None:
        self.seat, self.seed = seat, seed

    def sheet(self, view: TheatreView) -> Sheet:
        """A sheet that the rules allow."""
        luck = iter(_luck(self.seed, view.turn.number, view.seat))
        sheet = self._policy(view, luck)
        for _ in range(TRIES):
            found = self._move(view, luck)
            if found is not None:
                wider = Sheet(moves=(*sheet.moves, found), policy=sheet.policy)
                sheet = wider if view.refusal(wider) is None else sheet
        return self._answers(view, sheet, luck)

    def _policy(self, view: TheatreView, luck: "Luck") -> Sheet:
        sectors = tuple(s.id for s in view.sectors if s.id != EVERYWHERE)
        options = [
            Policy(p.id, t) for p in view.policies if p.refusal is None for t in (sectors if p.sector else ("",))
        ]
        if not options or next(luck) < SILENT:
            return Sheet()
        sheet = Sheet(policy=_pick(options, next(luck)))
        return sheet if view.refusal(sheet) is None else Sheet()

    def _move(self, view: TheatreView, luck: "Luck") -> Move | None:
        if not view.moves:
            return None
        start = _pick(view.moves, next(luck))
        target, _ = _pick(start.targets, next(luck))
        return Move(start.source, target, 1 + int(next(luck) * min(MOST, start.divisions)))

    def _answers(self, view: TheatreView, sheet: Sheet, luck: "Luck") -> Sheet:
        for card in view.cards:
            for case in card.cases:
                allowed = [o for o in case.options if o.refusal is None]
                u, v = next(luck), next(luck)
                if not allowed or u < SILENT:
                    continue
                given = {**sheet.answers.get(card.id, {}), case.key: _pick(allowed, v).state}
                wider = Sheet(moves=sheet.moves, policy=sheet.policy, answers={**sheet.answers, card.id: given})
                sheet = wider if view.refusal(wider) is None else sheet
        return sheet


class Luck:
    """Numbers from 0 to 1, as many as are asked for."""

    def __init__(self, seed: int, turn: int, seat: str) -> None:
        self._dice, self._who, self._at = new_dice(seed, turn=turn), int.from_bytes(seat.encode()[:3], "big"), 0
        self._found: list[float] = []

    def __iter__(self) -> "Luck":
        return self

    def __next__(self) -> float:
        if self._at == len(self._found):
            drawn = uniforms(self._dice, np.arange(self._at, self._at + DRAWS), self._who, RANDOM_SEAT)
            self._found += [float(u) for u in drawn]
        self._at += 1
        return self._found[self._at - 1]


def _luck(seed: int, turn: int, seat: str) -> Luck:
    return Luck(seed, turn, seat)


def _pick(options: Sequence[T], u: float) -> T:
    return options[min(int(u * len(options)), len(options) - 1)]
