"""`changkufeng bank`: plays what the shipped what-ifs ask, so that they are answered at once afterwards."""

from __future__ import annotations

import argparse
import time
from typing import TYPE_CHECKING, Any

from game.cli import theatre
from game.cli.output import note, print_json, progress, table
from game.cli.scenario import load, warm_rules
from game.cli.troubles import STOPPED
from game.core.words import _, written

if TYPE_CHECKING:
    from game.model.battle.scenario import Scenario


LEAST = 1000  # pairs of games of a what-if of the strategic game: it plays thousands a second


def run(options: argparse.Namespace) -> int:
    """Makes or brings up to date the banks of the scenarios, or lists what they hold; 130 where the time was up before."""
    until = time.monotonic() + 60 * options.minutes if options.minutes else None
    rows: list[list[Any]] = []
    for name in options.scenarios or _all():
        rows += _theatre(name, options) if theatre.is_theatre(name) else _battle(load(name), options, until)
    if options.json:
        print_json([dict(zip(("scenario", "what_if", "games"), row, strict=True)) for row in rows])
    else:
        table("", [_("scenario"), _("what-if"), _("games")], [[*row[:2], written(row[2], ",")] for row in rows], left=2)
    lacking = [row for row in rows if row[2] < options.games]
    if lacking and not options.list:
        note(
            _("{n} of {n2} what-ifs have fewer games than asked for: the same command goes on").format(
                n=len(lacking), n2=len(rows)
            )
        )
    return STOPPED if lacking and not options.list else 0


def _all() -> list[str]:
    """Every scenario at hand, the shortest battle first."""
    from game.files.battle.scenarios import find_scenarios

    battles = sorted((load(name) for name in find_scenarios()), key=lambda s: len(s.calendar.played()))
    return [*(s.id for s in battles), *theatre.find_theatres()]


def _battle(scenario: Scenario, options: argparse.Namespace, until: float | None) -> list[list[Any]]:
    from game.files.battle.scenarios import scenario_folder
    from game.whatif.battle import bank

    folder = scenario_folder(scenario.id)
    if options.list:
        found = bank.Found(scenario, folder)
        if found.why:
            note(found.why)
    else:
        warm_rules()
        with progress(_("what-ifs of {id}").format(id=scenario.id)) as report:
            found = bank.make(
                scenario,
                folder,
                options.games,
                seed=options.seed,
                workers=options.workers,
                progress=report,
                until=until,
                anew=options.anew,
            )
    return [[scenario.id, w.id, found.games_of(w)] for w in bank.questions(scenario)]


def _theatre(name: str, options: argparse.Namespace) -> list[list[Any]]:
    from game.files.theatre.theatres import theatre_folder

    there = theatre.load(name)
    folder, chosen = theatre_folder(name), theatre.what_ifs(there, name)
    if not options.list:
        warm_rules(group="theatre")
    from game.whatif.theatre import answers

    if options.list:
        found = answers.Found(there, folder)
    else:
        games = max(options.games, LEAST)
        with progress(_("what-ifs of {id}").format(id=there.id)) as report:
            found = answers.make(
                there,
                chosen,
                folder,
                games,
                seed=options.seed,
                workers=options.workers,
                progress=report,
                anew=options.anew,
            )
    if found.why:
        note(found.why)
    return [[there.id, w.id, found.games_of(w)] for w in chosen]
