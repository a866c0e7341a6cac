"""`changkufeng calibrate --forecast`: shares that forecasts showed against shares that happened, in games nobody chose."""

from __future__ import annotations

import argparse
import secrets
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from game.cli.output import note, print_json, progress, say, table
from game.cli.scenario import warm_rules
from game.cli.troubles import STOPPED, Trouble

if TYPE_CHECKING:
    from game.model.battle.scenario import Scenario
    from game.whatif.battle.reliability import Group

HEADS = [
    "",
    "forecasts",
    "games",
    "shown",
    "happened",
    "gap",
    "95 % by game",
    "error",
    "Brier",
    "Brier of the base rate",
]
WIDE = 0.10  # a mean gap of a side beyond which it is named first


def run(scenarios: Sequence[Scenario], options: argparse.Namespace) -> int:
    """Plays `--games` games of each scenario and side for their forecasts and prints what they were worth."""
    from game.whatif.battle import reliability

    warm_rules(quiet=options.json)
    seed = options.seed if options.seed is not None else secrets.randbits(32)
    jobs = reliability.jobs(scenarios, options.games, seed)
    with progress("games for their forecasts", quiet=options.json) as report:
        found, stopped = reliability.play(scenarios, jobs, workers=options.workers, progress=report)
    if not found:
        raise Trouble("no game was played to its end; nothing to show", STOPPED)
    groups = reliability.groups(found)
    if options.json:
        print_json({"seed": seed, "games": options.games, "partial": stopped, **_facts(groups)})
    else:
        _print(groups)
        say(
            f"seeds {seed} to {seed + options.games - 1}, {options.games} games of each scenario and side; each forecast from "
            f"2 x {reliability.GAMES_A_PART} games, judged by {reliability.TRUTHS} plays of the true position"
        )
        if stopped:
            note("stopped by hand: a valid result of the games that were done")
    return STOPPED if stopped else 0


def _facts(groups: dict[str, list[Group]]) -> dict[str, Any]:
    return {name: [dict(g._asdict()) for g in found if g.n] for name, found in groups.items()}


def _print(groups: dict[str, list[Group]]) -> None:
    sides = sorted(groups["sides"], key=lambda g: -abs(g.gap))
    parts = (
        ("All forecasts", groups["all"] + groups["shown 10 to 90 %"] + groups["shown 80 % and more"]),
        ("By what was shown", groups["deciles"]),
        ("By scenario and side, the widest gap first", sides),
        ("By who ordered the assault", groups["leaders"]),
    )
    for title, found in parts:
        told = [g for g in found if g.n]
        table(title, HEADS, [_row(g) for g in told], left=1, bold=[abs(g.gap) > WIDE for g in told])


def _row(g: Group) -> list[str]:
    counts = [f"{g.n:,}", f"{g.games:,}"]
    shares = [f"{100 * v:.0f} %" for v in (g.shown, g.happened)]
    gap = [f"{100 * g.gap:+.0f}", f"{100 * g.gap_low:+.0f} to {100 * g.gap_high:+.0f}"]
    return [g.name, *counts, *shares, *gap, f"{100 * g.error:.1f}", f"{g.brier:.3f}", f"{g.base:.3f}"]
