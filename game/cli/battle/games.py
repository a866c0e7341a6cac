"""What the commands that play many games share: settings from the options, the runs with a bar, the facts of a run."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from concurrent.futures import Executor
from contextlib import AbstractContextManager, nullcontext
from types import MappingProxyType
from typing import TYPE_CHECKING

from game.cli import into
from game.cli.output import note, progress, stopped_after
from game.cli.scenario import check_commanders, warm_rules
from game.cli.troubles import STOPPED, Trouble, unknown
from game.core.words import _

if TYPE_CHECKING:
    from game.model.battle.scenario import Scenario
    from game.whatif.battle.runs import Runs, Setting

MOST_TOLD = 3  # lines of what was wrong with orders


def play(settings: Sequence[Setting], options: argparse.Namespace, title: str) -> tuple[Runs, ...]:
    """Plays the settings as the options say, or has them from the bank of results where that is asked for.

    Raises:
        Trouble: stopped before one game was done.
    """
    from game.whatif.battle import runs

    if getattr(options, "bank", False) and (known := _answered(settings, options)):
        return known
    until = getattr(options, "until", None)
    warm_rules(quiet=options.json)
    with into.kept(options, settings) as kept, _who(options) as (executor, workers), progress(title) as report:
        try:
            found = runs.play(
                settings,
                options.games,
                seed=options.seed,
                workers=workers,
                progress=report,
                executor=executor,
                kept=kept,
                until=until,
            )
        except ValueError as e:
            raise Trouble(str(e)) from None
    if found[0].is_enough and until is not None:
        note(
            _("{outcome}: the interval asked for was reached after {n:,} games").format(
                outcome=until.outcome, n=len(found[0].games)
            )
        )
    stopped_after(len(found[0].games), found[0].asked, found[0].notice)
    for line in complaints([line for r in found for line in r.told]):
        note(line)
    return found


def _answered(settings: Sequence[Setting], options: argparse.Namespace) -> tuple[Runs, ...]:
    """What the shipped bank of results has for the main question; nothing, and a note that says why, where it must be played.

    Raises:
        Trouble: an option is beside it that only games to be played can have.
    """
    from game.files.battle.scenarios import find_scenarios, scenario_folder
    from game.whatif.battle.bank import Found

    scenario = settings[0].scenario
    if beside := [o for o in ("into", "cluster", "until") if getattr(options, o) is not None]:
        raise Trouble(_("--bank answers without playing: needed no --{a} beside it").format(a=beside[0]))
    if scenario.id not in find_scenarios():
        note(_("{id} is not a shipped scenario and has no bank of results: it is played").format(id=scenario.id))
        return ()
    found = Found(scenario, scenario_folder(scenario.id))
    runs = found.answer(settings)
    if not runs:
        note(_("{a}: it is played").format(a=found.why or _("the bank has no answer that holds for what is asked")))
    return runs


def _who(options: argparse.Namespace) -> AbstractContextManager[tuple[Executor | None, int | None]]:
    """Who plays: a cluster where the command can name one, else processes."""
    return into.executor(options) if hasattr(options, "cluster") else nullcontext((None, options.workers))


def commanders(
    scenario: Scenario, options: argparse.Namespace, given: Mapping[str, str] = MappingProxyType({})
) -> tuple[str, str]:
    """Who commands each side; where nothing is said who is `given`, else the record's orders.

    Raises:
        Trouble: a commander is named for a side of another scenario, or one that its side does not have.
    """
    for side in options.sides:
        if getattr(options, side) is not None and side not in scenario.sides:
            raise unknown("side", side, scenario.sides, where=scenario.id)
    pairs = zip(scenario.sides, named(scenario, options), strict=True)
    one, other = (name or given.get(side, "history") for side, name in pairs)
    check_commanders(scenario, one, other)
    return one, other


def named(scenario: Scenario, options: argparse.Namespace) -> tuple[str | None, str | None]:
    """The commander that was typed for each side, None where nothing was."""
    one, other = (getattr(options, side, None) for side in scenario.sides)
    return one, other


def complaints(told: Sequence[str]) -> list[str]:
    """What was wrong with the orders of commanders of one's own: the first of it, and how much more there is."""
    first = list(dict.fromkeys(told))[:MOST_TOLD]
    return (
        [*first, _("in all {n:,} times: the games went on without those orders").format(n=len(told))] if first else []
    )


def exit_code(runs: Sequence[Runs]) -> int:
    """0, or 130 for a partial result."""
    return STOPPED if runs[0].is_partial else 0


def line_of(runs: Runs, beside: Sequence[Runs] = ()) -> str:
    """What was played, in a line; `beside`: all that was, if that was more."""
    scenario = runs.setting.scenario
    played = len(runs.games)
    all_games = sum(len(r.games) for r in beside) or played
    if runs.source:
        last = runs.seed + played - 1
        from game.rules.battle.resolve import RULES_VERSION

        return _(
            "{title} ({id}, digest {digest}): from the bank of results, not played now: {played:,} games of "
            "each, seeds {seed} to {last}, rules {rules}, intervals 95 %"
        ).format(
            title=_(scenario.title),
            id=scenario.id,
            digest=scenario.digest,
            played=played,
            seed=runs.seed,
            last=last,
            rules=RULES_VERSION,
        )
    rate = _(", {a:.1f} games/s").format(a=all_games / runs.wall_s) if runs.wall_s > 0 else ""
    variants = sum(r.setting.every == 1 for r in beside)
    times = f"{variants} x " if variants > 1 else ""
    seldom = all_games - variants * played if variants else 0
    more = _(" and {seldom:,} by other commanders").format(seldom=seldom) if seldom else ""
    partial = _(" (PARTIAL: {asked:,} asked for)").format(asked=runs.asked) if runs.is_partial else ""
    return _(
        "{title} ({id}, digest {digest}): {times}{played:,} games{more}{partial}, seeds {seed} to {a}, "
        "{wall_s:.1f} s{rate}"
    ).format(
        title=_(scenario.title),
        id=scenario.id,
        digest=scenario.digest,
        times=times,
        played=played,
        more=more,
        partial=partial,
        seed=runs.seed,
        a=runs.seed + played - 1,
        wall_s=runs.wall_s,
        rate=rate,
    )
