"""Many games of a scenario, in processes, with luck shared between variants.

Game k of every variant has the seed `seed + k`, and a draw is named by where and what for: so two variants differ only
by what was changed, and neither the number of processes nor their pace changes a result. Stopped early, what is left is
the games 0 to n-1 of every variant: exactly what asking for n games would have given.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from game.files import kept_rules
from game.whatif.pool import SEEDS, Progress, play_all

if TYPE_CHECKING:
    from game.match.battle import Match
    from game.model.battle.scenario import Scenario

MOST_GAMES = 1_000_000
CHUNK = 10  # games handed to a process at once: a second or two of work


@dataclass(frozen=True, kw_only=True)
class Setting:
    """One variant to be played: a scenario and who commands each side by name, in the order of `scenario.sides`."""

    scenario: Scenario
    name: str = "history"
    commanders: tuple[str, str] = ("history", "history")


class Game(NamedTuple):
    """One game played: the digest of its last position and its outcomes by id."""

    digest: str
    outcomes: dict[str, float | None]


@dataclass(frozen=True, kw_only=True)
class Runs:
    """The games of one variant, in the order of their seeds."""

    setting: Setting
    seed: int
    asked: int
    wall_s: float
    games: tuple[Game, ...] = field(repr=False)
    notice: str = ""  # why there are fewer games than asked for

    @property
    def is_partial(self) -> bool:
        """Fewer games were played than asked for."""
        return len(self.games) < self.asked

    @property
    def digests(self) -> list[str]:
        """The digest of the last position of each game."""
        return [g.digest for g in self.games]

    @property
    def outcomes(self) -> dict[str, list[float | None]]:
        """Each outcome in each game."""
        return {o.id: [g.outcomes[o.id] for g in self.games] for o in self.setting.scenario.outcomes}


def play(
    settings: Sequence[Setting],
    games: int,
    *,
    seed: int = 1938,
    workers: int | None = None,
    progress: Progress | None = None,
) -> tuple[Runs, ...]:
    """Plays `games` games of every setting; all have the same number of games, fewer if it was interrupted.

    `workers`: processes, by default one for each core; 1 plays in this process. Ctrl-C ends the runs and returns what
    is done, with a notice.
    """
    if not kept_rules.is_warm():
        kept_rules.warm_up()
    begun = time.perf_counter()  # compiling is once for a version and no part of the pace
    found = play_all(_Work(tuple(settings), seed), games, chunk=CHUNK, workers=workers, progress=progress)
    wall_s = time.perf_counter() - begun
    return tuple(
        Runs(setting=setting, seed=seed, asked=games, wall_s=wall_s, notice=found.notice, games=part)
        for setting, part in zip(settings, found.parts, strict=True)
    )


def play_one(setting: Setting, seed: int) -> Game:
    """One game from the first turn to the end, by the setting's commanders."""
    from game.whatif.battle.outcomes import measure

    match = played(setting, seed)
    return Game(match.digest, measure(match))


def played(setting: Setting, seed: int, *, before: int | None = None, trace: bool = False) -> Match:
    """A game by the setting's commanders to its end, or up to the turn of number `before`.

    `trace`: keep events and their factors; the digests are the same.
    """
    from game.match.battle import Match
    from game.players.battle.staffs import commander

    match = Match.new(setting.scenario, seed=seed % SEEDS, variant=setting.name)
    pairs = zip(setting.commanders, setting.scenario.sides, strict=True)
    seats = {side: commander(name, side, setting.scenario, seed) for name, side in pairs}
    while not match.over and (before is None or match.turn.number < before):
        given: dict[str, Any] = {side: seat.orders(match.view(side)) for side, seat in seats.items()}
        match.resolve(trace=trace, **given)
    return match


@dataclass(frozen=True)
class _Work:
    """Games of settings, for a process of its own."""

    settings: tuple[Setting, ...]
    seed: int

    @property
    def parts(self) -> int:
        """A part for each setting."""
        return len(self.settings)

    def load(self) -> None:
        """The rules of the battle."""
        kept_rules.load()

    def play(self, part: int, k: int) -> Game:
        """Game `k` of a setting."""
        return play_one(self.settings[part], self.seed + k)
