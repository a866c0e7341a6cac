"""What the commands that play many games share: settings from the options, the runs with a bar, the facts of a run."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING

from game.cli.output import note, progress
from game.cli.scenario import warm_rules
from game.cli.troubles import STOPPED, Trouble

if TYPE_CHECKING:
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
    if not found[0].games:
        raise Trouble(f"{found[0].notice or 'no game was played'}; nothing to show", STOPPED)
    if found[0].is_partial:
        note(
            f"{found[0].notice}: {len(found[0].games):,} of {options.games:,} games of each variant, "
            "a valid result of that many games"
        )
    return found


def commanders(options: argparse.Namespace) -> tuple[str, str]:
    """Who commands each side; the record's orders where nothing is said."""
    one, other = (name or "history" for name in named(options))
    return one, other


def named(options: argparse.Namespace) -> tuple[str | None, str | None]:
    """The commander that was typed for each side, None where nothing was."""
    return options.japan, options.soviet


def exit_code(runs: Sequence[Runs]) -> int:
    """0, or 130 for a partial result."""
    return STOPPED if runs[0].is_partial else 0


def line_of(runs: Runs, variants: int = 1) -> str:
    """What was played, in a line; `variants`: how many there were in all."""
    scenario = runs.setting.scenario
    played = len(runs.games)
    rate = f", {variants * played / runs.wall_s:.1f} games/s" if runs.wall_s > 0 else ""
    times = f"{variants} x " if variants > 1 else ""
    partial = f" (PARTIAL: {runs.asked:,} asked for)" if runs.is_partial else ""
    return (
        f"{scenario.title} ({scenario.id}, digest {scenario.digest}): {times}{played:,} games{partial}, "
        f"seeds {runs.seed} to {runs.seed + played - 1}, {runs.wall_s:.1f} s{rate}"
    )
