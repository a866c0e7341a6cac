"""A study: scenario, what-ifs, games and seed; the runs beside the window, and what they found. No pygame."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from game.client.kit.worker import Job
from game.client.pages.laboratory.lines import Block, Line, Side, Told
from game.client.pages.laboratory.question import about
from game.client.pages.laboratory.saving import save_answer
from game.core.words import _, written
from game.match.dates import named

if TYPE_CHECKING:
    from game.client.pages.laboratory.strategic import StrategicResult, StrategicSubject
    from game.model.battle.measures import Outcome
    from game.model.battle.scenario import Scenario
    from game.model.battle.whatif import WhatIf
    from game.whatif.battle.comparison import Summary, Variant
    from game.whatif.battle.runs import Runs
    from game.whatif.battle.starting import Start
    from game.whatif.pool import Progress

GAMES = (50, 250, 1000)
ARMS = ("follower", "frozen", "plain", "all")  # who commands the side that nothing was changed for
MOST_CHOSEN = 6
MOST_SEED = (1 << 63) - 1


class Result:
    """What was played or lay in the bank: the runs, history first, and the comparison of them."""

    def __init__(self, scenario: Scenario, chosen: Sequence[WhatIf], runs: Sequence[Runs]) -> None:
        from game.whatif.battle.comparison import compare

        self.scenario, self.chosen, self.runs = scenario, tuple(chosen), tuple(runs)
        self.variants: tuple[Variant, ...] = compare(runs)
        self._told: dict[int, Told] = {}

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

    def lines(self, k: int, *, by_effect: bool) -> tuple[Line, ...]:
        """The outcomes as they are drawn."""
        return tuple(self._line(k, o) for o in self.outcomes(k, by_effect=by_effect))

    def _line(self, k: int, o: Outcome) -> Line:
        from game.whatif.battle.outcomes import is_share
        from game.whatif.battle.who import mark_words

        variant, shares = self.variants[k + 1], is_share(o)
        old, new = (_side(v.outcomes[o.id]) for v in (self.variants[0], variant))
        unit = _("% of the games") if shares else _(o.unit)
        mark = mark_words(variant.mark(o.id))
        curves = None if shares else partial(self._curves, k, o)
        return Line(o.id, _(o.name), unit, shares, old, new, variant.effects[o.id], mark, o.record, curves)

    def _curves(self, k: int, o: Outcome) -> dict[str, Any] | None:
        """The curves of an outcome in history and in what-if `k`; None if it came about in no game of history."""
        from game.whatif.charts import panel

        old, new = self.runs[0].outcomes[o.id], self.runs[k + 1].outcomes[o.id]
        return panel(o.id, old, new, name=o.name, unit=o.unit, record=o.record, low=o.record_low, high=o.record_high)

    def told(self, k: int) -> Told:
        """What-if `k` in words: the answer, what to beware of, whose orders it rests on and where the difference lies."""
        if k not in self._told:
            from game.whatif.battle.telling import lines, tell
            from game.whatif.battle.who import lines as whose

            found = tell(self.runs, self.variants, k + 1, self.chosen[k])
            warnings = tuple(_("Beware: {line}").format(line=line) for line in found.warnings)
            who = " ".join(whose(self.runs[k + 1].setting, self.variants[k + 1]))
            asked = tuple(about(self.scenario, self.chosen[k]))
            self._told[k] = Told(found.answer, warnings, (who, *lines(found)), asked)
        return self._told[k]

    def footer(self) -> str:
        """How many games, which seeds, how long: what a reader needs to get the same figures again."""
        from game.rules.battle.resolve import RULES_VERSION

        runs = self.runs[0]
        last, start = runs.seed + self.games - 1, runs.setting.start
        if runs.source:
            words = _("n = {n}, seeds {a} to {b}, scenario {id}, rules {rules}, intervals 95 %")
            told = words.format(
                n=written(self.games, ","), a=runs.seed, b=last, id=self.scenario.id, rules=RULES_VERSION
            )
            return f"{told} · {_('from the bank of results')}"
        words = _("n = {n}, seeds {a} to {b}, {s:.0f} s, scenario {id}, rules {rules}").format(
            n=written(self.games, ","), a=runs.seed, b=last, s=runs.wall_s, id=self.scenario.id, rules=RULES_VERSION
        )
        if start is not None:
            words += " · " + _("from {turn} of a game that was played").format(turn=named(start.turn))
        if runs.is_partial:
            words += " · " + _("stopped: {n} of {all} games").format(
                n=written(self.games, ","), all=written(runs.asked, ",")
            )
        return words

    def parting(self, k: int) -> tuple[int, int] | None:
        """Seed of the first game and number of the turn in which the worlds of what-if `k` and of history first part."""
        found = self.variants[k + 1].command
        if self.runs[k + 1].setting.start is not None or found is None or found.seed is None or found.parted is None:
            return None
        return found.seed, self.scenario.calendar.turn(found.parted).number

    @property
    def why_no_turn(self) -> str:
        """Why there is no turn in which the worlds part."""
        if self.runs[0].setting.start is not None:
            return _("the games begin in the middle of one that was played: there is no replay of them")
        return _("the two worlds never part")

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
        names = "-".join([self.scenario.id, *(w.id for w in self.chosen)])
        return save_answer(self, kind, f"{names[:90]}-{self.runs[0].seed}-{self.games}", folder)


def _side(s: Summary) -> Side:
    return Side(s.mean, s.lo, s.hi, s.q05, s.q50, s.q95, s.happened)


class Study:
    """What is asked, and the games while they are played."""

    def __init__(self) -> None:
        self.done, self.all = 0, 0
        self.result: Result | StrategicResult | None = None
        self._job: Job[Result | StrategicResult | None] | None = None
        self._is_stopped = False

    @property
    def is_running(self) -> bool:
        """Games are being played."""
        return self._job is not None

    @property
    def is_stopping(self) -> bool:
        """Stop was pressed and the games at hand are being given up."""
        return self._job is not None and self._is_stopped

    def begin(self, games: int, play: Callable[[Progress], Result | StrategicResult | None]) -> str:
        """Begins to play in processes beside the window; "" or why it cannot be begun. `games`: in all, as they are told."""
        if self.is_running:
            return _("games are being played already")
        self.done, self.all, self._is_stopped = 0, games, False
        self._job = Job(lambda: play(self._progress))
        return ""

    def start(
        self,
        scenario: Scenario,
        chosen: Sequence[WhatIf],
        games: int,
        seed: int,
        *,
        arm: str = ARMS[0],
        workers: int = 0,
        begun: Start | None = None,
    ) -> str:
        """Begins to play what-ifs of a battle; "" or why it cannot be begun. `arm`: who commands; `begun`: where from."""
        from game.whatif.battle.commanding import settings
        from game.whatif.battle.runs import play
        from game.whatif.pool import cores

        if not chosen and not self.is_running:
            return _("choose a what-if first")
        try:
            plan = settings(scenario, chosen, arm=arm, games=games, start=begun) if chosen else ()
        except ValueError as e:
            return str(e).splitlines()[0]
        count = workers or max(2, cores())

        def played(progress: Progress) -> Result | None:
            runs = play(plan, games, seed=seed, workers=count, progress=progress)
            return Result(scenario, chosen, runs) if runs[0].games else None

        return self.begin(games * sum(s.every == 1 for s in plan), played)

    def stop(self) -> None:
        """Ends the games; those that all variants have finished are kept."""
        self._is_stopped = True

    def _progress(self, done: int, games: int) -> None:
        self.done, self.all = done, games
        if self._is_stopped:
            raise KeyboardInterrupt  # as Ctrl-C at the command line: what is done is kept

    def look(self) -> str | None:
        """None while nothing has ended; then "" or the one line of what went wrong."""
        if self._job is None or not self._job.is_done:
            return None
        job, self._job = self._job, None
        if job.error is not None:
            words = str(job.error).splitlines() or [type(job.error).__name__]
            return _("The games were not played: {why}").format(why=words[0])
        if job.result is None:
            return _("Stopped before the first game of every variant was over: there is nothing to show")
        self.result = job.result
        return ""


class BattleSubject:
    """A battle as something that may be asked."""

    why_no_commanders = ""  # why it is not to be chosen who commands

    def __init__(self, scenario: Scenario) -> None:
        self.scenario, self.title = scenario, scenario.title

    def questions(self, search: str = "") -> tuple[WhatIf, ...]:
        """Its what-ifs that have every word of the search about them."""
        return questions(self.scenario, search)

    def about(self, what: WhatIf) -> list[Block]:
        """What it changes and what is said of it."""
        return about(self.scenario, what)

    def start(self, study: Study, chosen: Sequence[WhatIf], games: int, seed: int, arm: str) -> str:
        """Begins to play; "" or why it cannot be begun."""
        return study.start(self.scenario, chosen, games, seed, arm=arm)

    def banked(self, what: WhatIf) -> int:
        """Pairs of games by which the bank answers it, 0 where it does not."""
        from game.client.library import bank

        found = bank(self.scenario.id)
        return found.games_of(what) if found is not None else 0

    def known(self, chosen: Sequence[WhatIf]) -> Result | None:
        """What the bank answers; None where one of them has no answer that holds."""
        from game.client.library import bank

        found = bank(self.scenario.id)
        runs = found.runs(chosen) if found is not None and chosen else ()
        return Result(self.scenario, chosen, runs) if runs else None


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


def seed_of(text: str) -> int | None:
    """The seed that is written, None if it is none."""
    text = text.strip()
    return int(text) if text.isascii() and text.isdigit() and int(text) <= MOST_SEED else None


def subjects() -> list[BattleSubject | StrategicSubject]:
    """What may be asked about: battles, the shortest first, and strategic games, those that have what-ifs and are whole."""
    from game.client.library import scenario, scenario_ids, strategic, theatre_ids
    from game.client.pages.laboratory.strategic import StrategicSubject
    from game.files.errors import BadFile
    from game.files.theatre.theatres import theatre_folder

    makers: list[Callable[[], BattleSubject | StrategicSubject]] = [
        *(lambda i=i: BattleSubject(scenario(i)) for i in scenario_ids()),
        *(lambda i=i: StrategicSubject(strategic(i), theatre_folder(i)) for i in theatre_ids()),
    ]
    found = []
    for make in makers:
        try:
            one = make()
        except BadFile:
            continue
        found += [one] if one.questions() else []
    return found
