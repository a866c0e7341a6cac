"""Many games of a scenario, in processes, with luck shared between variants.

Game k of every variant has the seed `seed + k`, and a draw is named by where and what for: so two variants differ only
by what was changed, and neither the number of processes nor their pace changes a result. Stopped early, what is left is
the games 0 to n-1 of every variant: exactly what asking for n games would have given.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from game.files import kept_rules
from game.whatif.battle.twins import FOLLOWER, Course, Twin, course, seat
from game.whatif.pool import SEEDS, Progress, play_all

if TYPE_CHECKING:
    from game.match.battle import Match
    from game.model.battle.scenario import Scenario
    from game.players.battle.staffs import Commander

MOST_GAMES = 1_000_000
CHUNK = 10  # games handed to a process at once: a second or two of work


@dataclass(frozen=True, kw_only=True)
class Setting:
    """One variant to be played: a scenario and who commands each side by name, in the order of `scenario.sides`.

    `against`: the place among the settings of the unchanged one, played before it, that it is measured against and whose game a
    `follower` follows; its own place, or none, if it is unchanged itself. `arm`: who commands in a word; `is_extra`: it is
    played beside the main question, to see what hangs on who commands. `every`: it is played in each pair that this number
    divides, the first of them included.
    """

    scenario: Scenario
    name: str = "history"
    commanders: tuple[str, str] = ("history", "history")
    against: int | None = None
    arm: str = ""
    is_extra: bool = False
    every: int = 1


class Game(NamedTuple):
    """One game played: the digest of its last position, its outcomes by id, its course beside an unchanged one."""

    digest: str
    outcomes: dict[str, float | None]
    course: Course | None = None


NOT_PLAYED = Game("", {})


@dataclass(frozen=True, kw_only=True)
class Runs:
    """The games of one variant, in the order of their seeds, which are `setting.every` apart from `seed` on."""

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
    """Plays `games` games of every setting, of one that is played seldom its part of them; fewer if it was interrupted.

    `workers`: processes, by default one for each core; 1 plays in this process. Ctrl-C ends the runs and returns what
    is done, with a notice.
    """
    if not kept_rules.is_warm():
        kept_rules.warm_up()
    begun = time.perf_counter()  # compiling is once for a version and no part of the pace
    each = sum(s.every == 1 for s in settings)
    told = None if progress is None else lambda done, of: progress(each * done, each * of)
    found = play_all(_Work(tuple(settings), seed), games, chunk=-(-CHUNK // each), workers=workers, progress=told)
    wall_s = time.perf_counter() - begun
    return tuple(
        Runs(
            setting=setting,
            seed=seed,
            asked=-(-games // setting.every),
            wall_s=wall_s,
            notice=found.notice,
            games=tuple(beside[k] for beside in found.parts[0][:: setting.every]),
        )
        for k, setting in enumerate(settings)
    )


def side_by_side(settings: Sequence[Setting], seed: int, k: int = 0) -> Iterator[Game]:
    """Pair `k`: one game of every setting with the same luck, in their order; the unchanged are kept for those that follow them.

    A setting whose turn it is not has a game without outcomes in its place.
    """
    followed = {s.against for s in settings if FOLLOWER in s.commanders}
    twins: dict[int | None, Twin] = {k: Twin(k in followed) for k in {s.against for s in settings} - {None}}
    for j, setting in enumerate(settings):
        due = k % setting.every == 0
        yield play_one(setting, seed + k, twins.get(setting.against), twins.get(j)) if due else NOT_PLAYED


def play_one(setting: Setting, seed: int, beside: Twin | None = None, kept: Twin | None = None) -> Game:
    """One game from the first turn to the end, by the setting's commanders.

    `beside`: the unchanged game it is measured against; `kept`: where this one is kept for others.
    """
    from game.whatif.battle.outcomes import measure

    match, seats = _new(setting, seed), _seats(setting, seed, beside)
    _play_on(match, seats, kept=kept)
    if kept is not None:
        kept.end(match)
    found = course(match, seats, beside) if beside is not None and beside is not kept else None
    return Game(match.digest, measure(match), found)


def played(setting: Setting, seed: int, *, before: int | None = None, trace: bool = False) -> Match:
    """A game by the setting's commanders to its end, or up to the turn of number `before`.

    `trace`: keep events and their factors; the digests are the same.
    """
    match = _new(setting, seed)
    _play_on(match, _seats(setting, seed, None), before=before, trace=trace)
    return match


def in_world(
    settings: Sequence[Setting], k: int, seed: int, *, before: int | None = None, trace: bool = False
) -> Match:
    """A game of setting `k` beside the unchanged one, to its end or up to the turn of number `before`."""
    match = _new(settings[k], seed)
    _play_on(match, seats_in_world(settings, k, seed), before=before, trace=trace)
    return match


def seats_in_world(settings: Sequence[Setting], k: int, seed: int) -> dict[str, Commander]:
    """Who commands each side in setting `k`; where somebody follows, the unchanged game of that luck has been played."""
    twin: Twin | None = None
    if FOLLOWER in settings[k].commanders:
        twin = Twin(wants_views=True)
        play_one(settings[settings[k].against or 0], seed, kept=twin)
    return _seats(settings[k], seed, twin)


def _new(setting: Setting, seed: int) -> Match:
    from game.match.battle import Match

    return Match.new(setting.scenario, seed=seed % SEEDS)


def _seats(setting: Setting, seed: int, beside: Twin | None) -> dict[str, Commander]:
    pairs = zip(setting.commanders, setting.scenario.sides, strict=True)
    return {side: seat(name, side, setting.scenario, seed, beside) for name, side in pairs}


def _play_on(
    match: Match,
    seats: dict[str, Commander],
    *,
    kept: Twin | None = None,
    before: int | None = None,
    trace: bool = False,
) -> None:
    while not match.over and (before is None or match.turn.number < before):
        views = {side: match.view(side) for side in seats}
        if kept is not None:
            kept.keep(match, views)
        given: dict[str, Any] = {side: seats[side].orders(view) for side, view in views.items()}
        match.resolve(trace=trace, **given)


@dataclass(frozen=True)
class _Work:
    """Games of all settings side by side, for a process of its own."""

    settings: tuple[Setting, ...]
    seed: int

    @property
    def parts(self) -> int:
        """One: a game of all settings is played by one process, since they look at one another."""
        return 1

    def load(self) -> None:
        """The rules of the battle."""
        kept_rules.load()

    def play(self, part: int, k: int) -> list[Game]:
        """Game `k` of every setting."""
        return list(side_by_side(self.settings, self.seed, k))
