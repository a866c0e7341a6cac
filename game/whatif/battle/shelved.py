"""How the games of a run of battles are put away: packed beside one another, their outcomes at hand; one setting's among them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, overload

import msgspec

from game.whatif.shelf import Row

if TYPE_CHECKING:
    from game.whatif.battle.runs import Game, Setting

Beside = list["Game"]  # a game of every setting with the same luck


class Pairs:
    """The packing of games beside one another. `outcomes`: the ids of each setting's own."""

    def __init__(self, outcomes: Sequence[tuple[str, ...]]) -> None:
        from game.whatif.battle.runs import Game

        self.outcomes, self._kind = outcomes, list[Game]
        self.width = sum(map(len, self.outcomes))

    @classmethod
    def of(cls, settings: Sequence[Setting]) -> Pairs:
        """The packing of games of these settings."""
        return cls([tuple(o.id for o in s.scenario.outcomes) for s in settings])

    def figures(self, game: Beside) -> Iterator[float | None]:
        """The outcomes of all settings, one after the other."""
        for ids, one in zip(self.outcomes, game, strict=True):
            yield from (one.outcomes.get(id_) for id_ in ids)

    def pack(self, game: Beside) -> bytes:
        """The games beside one another, whole."""
        return msgspec.msgpack.encode(game)

    def unpack(self, data: bytes) -> Beside:
        """The same again."""
        return msgspec.msgpack.decode(data, type=self._kind)

    def column(self, setting: int, outcome: str) -> int:
        """The place of a setting's outcome among the figures."""
        return sum(map(len, self.outcomes[:setting])) + self.outcomes[setting].index(outcome)


class Games(Sequence["Game"]):
    """The games of one setting, unpacked when they are looked at."""

    def __init__(self, pairs: Row[Beside], packing: Pairs, setting: int) -> None:
        self._pairs, self._packing, self._setting = pairs, packing, setting

    def __len__(self) -> int:
        return len(self._pairs)

    @overload
    def __getitem__(self, k: int) -> Game: ...
    @overload
    def __getitem__(self, k: slice) -> Games: ...
    def __getitem__(self, k: int | slice) -> Game | Games:
        if isinstance(k, slice):
            return Games(self._pairs[k], self._packing, self._setting)
        return self._pairs[k][self._setting]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    __hash__ = None  # type: ignore[assignment]

    def outcome(self, outcome: str) -> list[float | None]:
        """An outcome in each game; none is unpacked for it."""
        return self._pairs.shelf.figures(self._packing.column(self._setting, outcome), self._pairs.places)


class Outcomes(Mapping[str, list[float | None]]):
    """Each outcome in each game, put together when it is asked for."""

    def __init__(self, ids: Sequence[str], games: Sequence[Game]) -> None:
        self._ids, self._games = dict.fromkeys(ids), games

    def __len__(self) -> int:
        return len(self._ids)

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids)

    def __getitem__(self, outcome: str) -> list[float | None]:
        if outcome not in self._ids:
            raise KeyError(outcome)
        if isinstance(self._games, Games):
            return self._games.outcome(outcome)
        return [g.outcomes[outcome] for g in self._games]
