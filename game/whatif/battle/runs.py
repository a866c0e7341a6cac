"""Many games of a scenario, in processes, with luck shared between variants.

Game k of every variant has the seed `seed + k`, and a draw is named by where and what for: so two variants differ only
by what was changed, and neither the number of processes nor their pace changes a result. Stopped early, what is left is
the games 0 to n-1 of every variant: exactly what asking for n games would have given.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import msgspec

from game.files import kept_rules
from game.players.battle.own import OwnCommander, enlist_all, travelling
from game.whatif.battle.asked import Enough, Precision, outcome_of
from game.whatif.battle.detail import Ending
from game.whatif.battle.one_part import OnePart
from game.whatif.battle.shelved import Games, Outcomes, Pairs
from game.whatif.battle.twins import FOLLOWER, Course, Twin, course, seat
from game.whatif.pool import SEEDS, Kept, Progress, play_all

if TYPE_CHECKING:
    from game.match.battle import Match
    from game.model.battle.scenario import Scenario
    from game.players.battle.staffs import Commander
    from game.whatif.battle.starting import Start

MOST_GAMES = 1_000_000
CHUNK = 10  # games handed to a process at once: a second or two of work


@dataclass(frozen=True, kw_only=True)
class Setting:
    """One variant to be played: a scenario and who commands each side by name, in the order of `scenario.sides`.

    `against`: the place among the settings of the unchanged one, played before it, that it is measured against and whose game a
    `follower` follows; its own place, or none, if it is unchanged itself. `arm`: who commands in a word; `is_extra`: it is
    played beside the main question, to see what hangs on who commands or on a rule. `every`: it is played in each pair that this
    number divides, the first of them included. `without`: the rule that is switched off in it, as in the setting it is measured
    against. `typed`: how the what-if was asked for, where that is not by its name. `start`: the position in which its games
    begin, None for the scenario's own.
    """

    scenario: Scenario
    name: str = "history"
    commanders: tuple[str, str] = ("history", "history")
    against: int | None = None
    arm: str = ""
    is_extra: bool = False
    every: int = 1
    without: str = ""
    typed: str = ""
    start: Start | None = field(default=None, compare=False, repr=False)


class Game(msgspec.Struct, frozen=True, omit_defaults=True):
    """One game played: the digest of its last position, its outcomes by id, its course beside an unchanged one.

    `told`: what was wrong with the orders of commanders of one's own, a line each. `turns`, `units`: how it went turn by turn and
    what each counter lost, packed as `game.whatif.battle.detail` reads them. `ending`: truce, acts and parts of the score.
    `version`: of this record.
    """

    digest: str
    outcomes: dict[str, float | None]
    course: Course | None = None
    told: tuple[str, ...] = ()
    turns: bytes = b""
    units: bytes = b""
    ending: Ending | None = None
    version: int = 1


NOT_PLAYED = Game("", {})


@dataclass(frozen=True, kw_only=True)
class Runs:
    """The games of one variant, in the order of their seeds, which are `setting.every` apart from `seed` on."""

    setting: Setting
    seed: int
    asked: int
    wall_s: float
    games: Sequence[Game] = field(repr=False)
    notice: str = ""  # why there are fewer games than asked for
    is_enough: bool = False  # fewer were asked for in the end: the interval was narrow enough
    source: str = ""  # where the games come from if they were not played now

    @property
    def is_partial(self) -> bool:
        """Fewer games were played than asked for."""
        return len(self.games) < self.asked

    @property
    def digests(self) -> list[str]:
        """The digest of the last position of each game."""
        return [g.digest for g in self.games]

    @property
    def told(self) -> list[str]:
        """What was wrong with the orders of commanders of one's own, in all games."""
        return [line for g in self.games for line in g.told]

    @property
    def outcomes(self) -> Mapping[str, list[float | None]]:
        """Each outcome in each game."""
        return Outcomes([o.id for o in self.setting.scenario.outcomes], self.games)


def play(
    settings: Sequence[Setting],
    games: int,
    *,
    seed: int = 1938,
    workers: int | None = None,
    progress: Progress | None = None,
    executor: Executor | None = None,
    kept: Kept | None = None,
    until: Precision | None = None,
) -> tuple[Runs, ...]:
    """Plays `games` games of every setting, of one that is played seldom its part of them; fewer if it was interrupted.

    `workers`: processes, by default one for each core; 1 plays in this process. `executor`: one of one's own that plays instead,
    such as a cluster's. `kept`: where games are kept as they come, and taken from where they are there. `until`: no
    more games than give this interval. Ctrl-C ends the runs and returns what is done, with a notice. Where rules are not
    compiled yet that is waited for: `progress` hears of it first, or a line says so.

    Raises:
        ValueError: there is no outcome of that name.
    """
    enough = None if until is None else Enough(tuple(settings), outcome_of(settings, until), until.half)
    if not kept_rules.is_warm():  # many games are worth the wait
        if progress is None:
            print("changkufeng: the rules are compiled, once: half a minute or so", file=sys.stderr, flush=True)
        kept_rules.warm_up(progress)
    begun = time.perf_counter()  # compiling is once for a version and no part of the pace
    each = sum(s.every == 1 for s in settings)
    told = None if progress is None else lambda done, of: progress(each * done, each * of)
    packing = Pairs.of(settings)
    found = play_all(
        _Work(tuple(settings), seed, travelling(workers)),
        games,
        chunk=-(-CHUNK // each),
        workers=workers,
        progress=told,
        executor=executor,
        kept=kept,
        enough=enough,
        packing=packing,
    )
    wall_s = time.perf_counter() - begun
    pairs: Any = found.parts[0]
    wanted = len(pairs) if found.is_enough else games
    return tuple(
        Runs(
            setting=setting,
            seed=seed,
            asked=-(-wanted // setting.every),
            wall_s=wall_s,
            notice=found.notice,
            is_enough=found.is_enough,
            games=Games(pairs[:: setting.every], packing, k),
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
    from game.whatif.battle import detail
    from game.whatif.battle.outcomes import measure

    match, seats = _new(setting, seed), _seats(setting, seed, beside)
    begun = len(match.records)
    _play_on(match, seats, kept=kept)
    if kept is not None:
        kept.end(match)
    found = course(match, seats, beside) if beside is not None and beside is not kept else None
    told = tuple(line for one in seats.values() if isinstance(one, OwnCommander) for line in one.told)
    turns, units, ending = detail.note(match, begun), detail.losses_of(match), detail.ending_of(match)
    return Game(match.digest, measure(match), found, told, turns, units, ending)


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

    if setting.start is not None:
        from game.whatif.battle.starting import begun

        return begun(setting.scenario, setting.start, seed)
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
        minds = {side: getattr(seat, "thought", None) for side, seat in seats.items()}
        match.thoughts = {side: thought for side, thought in minds.items() if thought is not None}
        match.resolve(trace=trace, **given)


@dataclass(frozen=True)
class _Work(OnePart):
    """Games of all settings side by side, for a process of its own: one part, since they look at one another."""

    settings: tuple[Setting, ...]
    seed: int
    own: dict[str, Any]

    def load(self) -> None:
        """The rules of the battle, and commanders of one's own."""
        super().load()
        enlist_all(self.own)

    def play(self, part: int, k: int) -> list[Game]:
        """Game `k` of every setting."""
        return list(side_by_side(self.settings, self.seed, k))
