"""What the commands that play many games share: settings from the options, the runs with a bar, the facts of a run."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING

from game.cli.output import progress, stopped_after
from game.cli.scenario import check_commanders, warm_rules
from game.cli.troubles import STOPPED, unknown

if TYPE_CHECKING:
    from game.model.battle.scenario import Scenario
    from game.whatif.battle.runs import Runs, Setting


def play(settings: Sequence[Setting], options: argparse.Namespace, title: str) -> tuple[Runs, ...]:
    """Plays the settings as the options say.

    Raises:
        Trouble: stopped before one game was done.
    """
    from game.whatif.battle import runs

    warm_rules(quiet=options.json)
    with progress(title, quiet=options.json) as report:
        found = runs.play(settings, options.games, seed=options.seed, workers=options.workers, progress=report)
    stopped_after(len(found[0].games), options.games, found[0].notice)
    return found


def commanders(scenario: Scenario, options: argparse.Namespace) -> tuple[str, str]:
    """Who commands each side; the record's orders where nothing is said.

    Raises:
        Trouble: a commander is named for a side of another scenario, or one that its side does not have.
    """
    for side in options.sides:
        if getattr(options, side) is not None and side not in scenario.sides:
            raise unknown("side", side, scenario.sides, where=scenario.id)
    one, other = (name or "history" for name in named(scenario, options))
    check_commanders(scenario, one, other)
    return one, other


def named(scenario: Scenario, options: argparse.Namespace) -> tuple[str | None, str | None]:
    """The commander that was typed for each side, None where nothing was."""
    one, other = (getattr(options, side, None) for side in scenario.sides)
    return one, other


def exit_code(runs: Sequence[Runs]) -> int:
    """0, or 130 for a partial result."""
    return STOPPED if runs[0].is_partial else 0


def line_of(runs: Runs, beside: Sequence[Runs] = ()) -> str:
    """What was played, in a line; `beside`: all that was, if that was more."""
    scenario = runs.setting.scenario
    played = len(runs.games)
    all_games = sum(len(r.games) for r in beside) or played
    rate = f", {all_games / runs.wall_s:.1f} games/s" if runs.wall_s > 0 else ""
    variants = sum(r.setting.every == 1 for r in beside)
    times = f"{variants} x " if variants > 1 else ""
    seldom = all_games - variants * played if variants else 0
    more = f" and {seldom:,} by other commanders" if seldom else ""
    partial = f" (PARTIAL: {runs.asked:,} asked for)" if runs.is_partial else ""
    return (
        f"{scenario.title} ({scenario.id}, digest {scenario.digest}): {times}{played:,} games{more}{partial}, "
        f"seeds {runs.seed} to {runs.seed + played - 1}, {runs.wall_s:.1f} s{rate}"
    )
