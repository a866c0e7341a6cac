"""A study: scenario, what-ifs, games and seed; the runs beside the window, and what they found. No pygame."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from game.client.kit.worker import Job
from game.core.words import _
from game.files import saves

if TYPE_CHECKING:
    from game.model.battle.measures import Outcome
    from game.model.battle.scenario import Scenario
    from game.model.battle.whatif import WhatIf
    from game.whatif.battle.comparison import Variant
    from game.whatif.battle.runs import Runs

GAMES = (50, 250, 1000)
ARMS = ("follower", "frozen", "plain", "all")  # who commands the side that nothing was changed for
MOST_CHOSEN = 6
MOST_SEED = (1 << 63) - 1


class Result:
    """What was played: the runs, history first, and the comparison of them."""

    def __init__(self, scenario: Scenario, chosen: Sequence[WhatIf], runs: Sequence[Runs]) -> None:
        from game.whatif.battle.comparison import compare

        self.scenario, self.chosen, self.runs = scenario, tuple(chosen), tuple(runs)
        self.variants: tuple[Variant, ...] = compare(runs)

    @property
    def games(self) -> int:
        """Games of each variant."""
        return len(self.runs[0].games)

    def outcomes(self, k: int, *, by_effect: bool) -> tuple[Outcome, ...]:
        """The outcomes as the scenario lists them, or those first that what-if `k` moves most by their own spread."""
        from game.whatif.battle.comparison import size

        found = list(self.scenario.outcomes)
        if by_effect:
            history, variant = self.variants[0], self.variants[k + 1]
            found.sort(key=lambda o: -size(o, history.outcomes[o.id], variant.effects[o.id]))
        return tuple(found)

    def parting(self, k: int) -> tuple[int, int] | None:
        """Seed of the first game and number of the turn in which the worlds of what-if `k` and of history first part."""
        found = self.variants[k + 1].command
        if found is None or found.seed is None or found.parted is None:
            return None
        return found.seed, self.scenario.calendar.turn(found.parted).number

    def html(self) -> str:
        """The report, one file that needs nothing else."""
        from game.whatif.battle.report import report

        return report(self.runs, self.chosen)

    def json(self) -> str:
        """The figures, as `compare --json` prints them."""
        from game.whatif.battle.comparison import facts

        return json.dumps(facts(self.runs, self.variants), indent=1, allow_nan=False) + "\n"

    def save(self, kind: str, folder: Path | None = None) -> tuple[Path | None, str]:
        """Writes "html" or "json" under a name of its own; where to, or why that could not be done."""
        from game.whatif.page import write_whole

        place = folder or reports_folder()
        names = "-".join([self.scenario.id, *(w.id for w in self.chosen)])
        path = place / f"{re.sub('[^a-z0-9-]+', '-', names)[:90]}-{self.runs[0].seed}-{self.games}.{kind}"
        try:
            place.mkdir(parents=True, exist_ok=True)
            write_whole(path, self.html() if kind == "html" else self.json())
        except OSError as e:
            return None, _("{name} could not be written: {why}").format(name=path.name, why=e.strerror or e)
        return path, ""


class Study:
    """What is asked, and the games while they are played."""

    def __init__(self) -> None:
        self.done, self.all = 0, 0
        self.result: Result | None = None
        self._job: Job[tuple[Runs, ...]] | None = None
        self._asked: tuple[Scenario, tuple[WhatIf, ...]] | None = None
        self._is_stopped = False

    @property
    def is_running(self) -> bool:
        """Games are being played."""
        return self._job is not None

    @property
    def is_stopping(self) -> bool:
        """Stop was pressed and the games at hand are being given up."""
        return self._job is not None and self._is_stopped

    def start(
        self,
        scenario: Scenario,
        chosen: Sequence[WhatIf],
        games: int,
        seed: int,
        *,
        arm: str = ARMS[0],
        workers: int = 0,
    ) -> str:
        """Begins to play in processes beside the window; "" or why it cannot be begun. `arm`: who commands."""
        from game.whatif.battle.commanding import settings
        from game.whatif.battle.runs import play
        from game.whatif.pool import cores

        if self.is_running:
            return _("games are being played already")
        if not chosen:
            return _("choose a what-if first")
        try:
            plan = settings(scenario, chosen, arm=arm, games=games)
        except ValueError as e:
            return str(e).splitlines()[0]
        self.done, self.all, self._is_stopped = 0, games * sum(s.every == 1 for s in plan), False
        self._asked = (scenario, tuple(chosen))
        count = workers or max(2, cores())
        self._job = Job(lambda: play(plan, games, seed=seed, workers=count, progress=self._progress))
        return ""

    def stop(self) -> None:
        """Ends the games; those that all variants have finished are kept."""
        self._is_stopped = True

    def _progress(self, done: int, games: int) -> None:
        self.done, self.all = done, games
        if self._is_stopped:
            raise KeyboardInterrupt  # as Ctrl-C at the command line: what is done is kept

    def look(self) -> str | None:
        """None while nothing has ended; then "" or the one line of what went wrong."""
        if self._job is None or not self._job.is_done or self._asked is None:
            return None
        job, self._job = self._job, None
        if job.error is not None:
            words = str(job.error).splitlines() or [type(job.error).__name__]
            return _("The games were not played: {why}").format(why=words[0])
        runs = job.result
        if not runs[0].games:
            return _("Stopped before the first game of every variant was over: there is nothing to show")
        self.result = Result(*self._asked, runs)
        return ""


def reports_folder() -> Path:
    """Where reports and figures are saved."""
    return saves.folder().parent / "reports"


def questions(scenario: Scenario, search: str = "") -> tuple[WhatIf, ...]:
    """The what-ifs of a scenario that change something, those that have every word of the search about them."""
    from game.files.battle.variants import is_unchanged

    words = search.casefold().split()
    return tuple(
        w
        for w in scenario.what_ifs
        if not is_unchanged(w)
        and all(word in " ".join((w.id, _(w.title), _(w.question), _(w.summary))).casefold() for word in words)
    )


def differences(what_if: WhatIf) -> list[str]:
    """What a what-if changes, a line for each kind of thing."""
    units = list(dict.fromkeys(u.id for u in what_if.units))
    given = list(dict.fromkeys(f"{o.unit} ({o.turn})" for o in what_if.orders))
    dropped = list(dict.fromkeys(f"{d.unit} ({d.turn})" for d in what_if.drop))
    lines = [
        (_("Other counters: {what}"), units),
        (_("Other orders: {what}"), given),
        (_("Orders not given: {what}"), dropped),
        (_("Other parameters: {what}"), [f"{k} = {v:g}" for k, v in what_if.parameters.items()]),
        (_("Other shells: {what}"), [f"{k} {v:,}" for k, v in what_if.shells.items()]),
        (_("Other arrivals: {what}"), [f"{k}: {_(v)}" for k, v in what_if.arrivals.items()]),
        (_("Other weather: {what}"), [f"{w.start}: {_(w.sky)}" for w in what_if.weather]),
    ]
    return [words.format(what=", ".join(found)) for words, found in lines if found]


def seed_of(text: str) -> int | None:
    """The seed that is written, None if it is none."""
    text = text.strip()
    return int(text) if text.isascii() and text.isdigit() and int(text) <= MOST_SEED else None
