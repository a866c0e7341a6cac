"""`changkufeng bench`: what the rules cost on this machine; medians in milliseconds, rates a second."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from game.cli import theatre
from game.cli.battle import paces
from game.cli.figures import WHAT, rows
from game.cli.output import print_json, say, table
from game.cli.scenario import load, warm_rules
from game.core.words import N_, _

REPEATS = 15


def run(options: argparse.Namespace) -> int:
    """Measures and prints; the same figures as JSON for a log."""
    if theatre.is_theatre(options.scenario):
        return theatre.room("bench", options)
    warm_rules(quiet=options.json)
    found = measure(options.scenario, seed=options.seed, games=options.games, cold=options.cold)
    if options.json:
        print_json({"scenario": options.scenario, "python": sys.version.split()[0], "cores": os.cpu_count(), **found})
    else:
        python, turns = sys.version.split()[0], [t.name for t in load(options.scenario).calendar.turns]
        title = _("{scenario}, Python {python}, {n} cores")
        table(
            title.format(scenario=options.scenario, python=python, n=os.cpu_count()),
            [N_("what"), N_("measured")],
            rows(found, turns),
        )
        say(_("a turn is one of the record's own; a re-enactment is a whole game by the record's orders"))
        say(
            _(
                "from {a} on: of the campaign, by processor time; loops are turns of a fixed piece of plain Python"
            ).format(a=_(WHAT[paces.NAMES[0]]))
        )
        say(_("measured beside it, and may be compared between machines"))
    return 0


def measure(name: str, *, seed: int, games: int, cold: bool) -> dict[str, float]:
    """Every figure by name; units in the names."""
    from game.whatif.battle.runs import Setting, play

    scenario = load(name)

    found = {
        "help_s": median(lambda: _python("-m", "game", "--help"), 5),
        "load_scenario_ms": 1e3 * median(lambda: load(name)),
    }
    found |= {"start_cached_s": median(lambda: _python("-c", paces.START), 3)}
    if cold:
        found["start_cold_s"] = cold_start()
    found |= _turns(scenario, seed)
    for name, seats in (("re_enactments", ("history", "history")), ("plain_against_plain", ("plain", "plain"))):
        runs = play([Setting(scenario=scenario, commanders=seats)], games, seed=seed, workers=1)[0]
        found[f"{name}_per_s_one_core"] = len(runs.games) / runs.wall_s
    found |= _journal(scenario, seed)
    for what, cost in paces.paces().items():
        found |= {f"{what}_cpu_ms": 1e3 * cost.cpu_s, f"{what}_loops": cost.loops}
    return found


def median(action: Callable[[], Any], repeats: int = REPEATS) -> float:
    """Median seconds of an action."""
    times = []
    for _k in range(repeats):
        begun = time.perf_counter()
        action()
        times.append(time.perf_counter() - begun)
    return sorted(times)[len(times) // 2]


def cold_start() -> float:
    """Seconds to compile all rules into an empty folder."""
    from game.core.compiled import FOLDER
    from game.files import kept_rules

    with tempfile.TemporaryDirectory() as folder:
        kept = os.environ.get(FOLDER)
        os.environ[FOLDER] = folder
        try:
            return kept_rules.warm_up()
        finally:
            os.environ.pop(FOLDER)
            if kept is not None:
                os.environ[FOLDER] = kept


def _turns(scenario: Any, seed: int) -> dict[str, float]:
    from game.whatif.battle.runs import Setting, played

    match = played(Setting(scenario=scenario), seed)
    found = {}
    for k, record in enumerate(match.records):
        orders = record.orders

        def turn(k: int = k, orders: Any = orders) -> None:
            match.branch(k).resolve(**orders)

        found[f"{record.turn.name.replace(' ', '_').lower()}_ms"] = 1e3 * median(turn, 5)
    return found


def _journal(scenario: Any, seed: int) -> dict[str, float]:
    from game.files.battle.journal import load_journal
    from game.match.battle import Match
    from game.whatif.battle.runs import Setting, played

    match = played(Setting(scenario=scenario), seed)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.journal"
        match.save(path)
        return {
            "journal_read_ms": 1e3 * median(lambda: load_journal(path), 5),
            "journal_verify_ms": 1e3 * median(lambda: Match.load(path, scenario), 5),
        }


def _python(*arguments: str) -> None:
    from game.files.kept_rules import GAME

    subprocess.run([sys.executable, *arguments], check=True, capture_output=True, cwd=GAME.parent)
