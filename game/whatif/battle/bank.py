"""The bank of results of a battle: what its what-ifs gave when their games were played, read without playing.

An answer holds for a setting and its luck, by these rules: where a what-if, its scenario or the rules have changed since, there
is none, and it is made anew by `changkufeng bank`. What the computer commands has no version: a test plays shipped games again.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from game.core.words import _
from game.files.answers import FORMAT, Answers, Part, load_answers, save_answers
from game.files.battle.variants import is_unchanged
from game.whatif.battle.asked import plain_setting
from game.whatif.battle.commanding import settings
from game.whatif.battle.keeping import otherwise
from game.whatif.battle.runs import NOT_PLAYED, Game, Runs, Setting, play
from game.whatif.pool import Progress

if TYPE_CHECKING:
    from game.model.battle.scenario import Scenario
    from game.model.battle.whatif import WhatIf

SEED = 1938
BANK = "bank"  # where runs say they come from
MADE = "changkufeng bank {scenario} --games {games}"


def questions(scenario: Scenario) -> tuple[WhatIf, ...]:
    """The what-ifs that the bank answers: those that change something."""
    return tuple(w for w in scenario.what_ifs if not is_unchanged(w))


class Found:
    """What the bank of a scenario holds, by these rules; `why`: why it holds nothing, empty where it does."""

    def __init__(self, scenario: Scenario, folder: Path) -> None:
        """Raises BadFile where the bank is damaged."""
        from game.rules.battle.resolve import RULES_VERSION

        self.scenario, self.why = scenario, ""
        self._answers = load_answers(folder)
        self._n: dict[str, tuple[WhatIf, int]] = {}
        if self._answers is None:
            self.why = _("{id} has no bank of results").format(id=scenario.id)
        elif self._answers.rules != RULES_VERSION:
            self.why = _("the bank of {id} was made by rules {rules}, these are {own}").format(
                id=scenario.id, rules=self._answers.rules, own=RULES_VERSION
            )
            self._answers = None

    @property
    def parts(self) -> dict[str, Part]:
        """All that is there and may still be asked for."""
        return self._answers.parts if self._answers is not None else {}

    @property
    def seed(self) -> int:
        """The seed of the first game."""
        return self._answers.seed if self._answers is not None else SEED

    def runs(self, chosen: Sequence[WhatIf]) -> tuple[Runs, ...]:
        """History and these what-ifs, in the order of `settings`; nothing where one of them has no answer."""
        return self.answer(settings(self.scenario, chosen))

    def answer(self, plan: Sequence[Setting]) -> tuple[Runs, ...]:
        """The main question of a plan, without what is played beside it; nothing where a part of it has no answer."""
        main = _main(plan)
        found = [self.parts.get(key_of(main, k, self.seed)) for k in range(len(main))]
        there = [p for p in found if p is not None]
        if len(there) < len(main):
            return ()
        n = min(p.n for p in there)
        return tuple(self._runs(s, p, n) for s, p in zip(main, there, strict=True))

    def games_of(self, what_if: WhatIf) -> int:
        """How many pairs of games answer a what-if, 0 where none do."""
        known = self._n.get(what_if.id)
        if known is None or known[0] != what_if:
            plan = settings(self.scenario, [what_if])
            found = [self.parts.get(key_of(plan, k, self.seed)) for k in range(len(plan))]
            known = self._n[what_if.id] = (what_if, min(p.n if p is not None else 0 for p in found))
        return known[1]

    def _runs(self, setting: Setting, part: Part, n: int) -> Runs:
        games = msgspec.json.decode(part.data, type=tuple[Game, ...])[:n]
        return Runs(setting=setting, seed=self.seed, asked=n, wall_s=0.0, games=games, source=BANK)


def _main(plan: Sequence[Setting]) -> tuple[Setting, ...]:
    """What is not played beside the main question, and what that is measured against."""
    wanted = [k for k, s in enumerate(plan) if not s.is_extra]
    wanted = sorted({*wanted, *(plan[k].against or 0 for k in wanted)})
    places = {k: j for j, k in enumerate(wanted)}
    return tuple(replace(plan[k], against=places[plan[k].against or 0]) for k in wanted)


def key_of(plan: Sequence[Setting], k: int, seed: int) -> str:
    """What stands for everything that decides the games of setting `k` but the rules, which stand in the head."""
    asked = [seed, NOT_PLAYED.version, plain_setting(plan, k)]
    return hashlib.sha256(msgspec.json.encode(asked, order="sorted")).hexdigest()[:32]


def make(
    scenario: Scenario,
    folder: Path,
    games: int,
    *,
    seed: int = SEED,
    workers: int | None = None,
    progress: Progress | None = None,
    until: float | None = None,
    anew: bool = False,
) -> Found:
    """Answers every what-if that has no answer of so many games, and writes the bank; what is there and holds is kept.

    One game of each answer is played again first: where it comes out otherwise now, the answer is made anew. `until`: a moment of
    `time.monotonic` at which the games end, with as many as there are. `anew`: nothing is kept.

    Raises:
        BadFile: the bank cannot be written.
    """
    from game.rules.battle.resolve import RULES_VERSION

    old, everything = Found(scenario, folder), questions(scenario)
    stale = {w.id for w in everything} if anew or old.seed != seed else _stale(old, everything)
    lacking = [w for w in everything if w.id in stale or old.games_of(w) < games]
    parts = _wanted(old, [w for w in everything if w not in lacking])
    groups = [w for w in lacking if w.id in stale], [w for w in lacking if w.id not in stale]
    for group in filter(None, groups):
        plan = settings(scenario, group)
        there = None if group[0].id in stale else _There(old.runs(group))
        runs = play(plan, games, seed=seed, workers=workers, progress=_bounded(progress, until), kept=there)
        for k, found in enumerate(runs):
            data = msgspec.Raw(msgspec.json.encode(tuple(found.games)))
            part = Part(key=key_of(plan, k, seed), name=plan[k].name, n=len(found.games), data=data)
            before = parts.get(part.key)
            if part.n and (before is None or before.n < part.n):
                parts[part.key] = part
    made = MADE.format(scenario=scenario.id, games=games)
    head = Answers(format=FORMAT, scenario=scenario.id, rules=RULES_VERSION, seed=seed, made=made)
    save_answers(folder, head, parts.values())
    return Found(scenario, folder)


def _stale(old: Found, chosen: Sequence[WhatIf]) -> set[str]:
    """The what-ifs without an answer, or whose first game comes out otherwise when it is played again."""
    there = [w for w in chosen if old.games_of(w)]
    runs = old.runs(there) if there else ()
    wrong = {*otherwise(_There(runs), [r.setting for r in runs], old.seed)}
    whole = {w.id for k, w in enumerate(there, 1) if not wrong & {k, runs[k].setting.against}}
    return {w.id for w in chosen} - whole


class _There:
    """Games of a bank, for those that are still to come."""

    def __init__(self, runs: Sequence[Runs]) -> None:
        self._games = {k: list(beside) for k, beside in enumerate(zip(*(r.games for r in runs), strict=True))}

    def games(self, part: int) -> dict[int, Any]:
        """Those that are there, by index."""
        return self._games

    def append(self, part: int, first: int, games: Sequence[Any]) -> None:
        """Nothing: all are written in the end."""


def _wanted(old: Found, chosen: Sequence[WhatIf]) -> dict[str, Part]:
    """The parts that answer these what-ifs; others are of no use any more."""
    plans = [settings(old.scenario, [w]) for w in chosen]
    keys = {key_of(plan, k, old.seed) for plan in plans for k in range(len(plan))}
    return {key: part for key, part in old.parts.items() if key in keys}


def _bounded(progress: Progress | None, until: float | None) -> Progress | None:
    """Ends the games, as Ctrl-C does, when the time is up."""
    if until is None:
        return progress

    def report(done: int, games: int) -> None:
        if progress is not None:
            progress(done, games)
        if time.monotonic() > until:
            raise KeyboardInterrupt

    return report
