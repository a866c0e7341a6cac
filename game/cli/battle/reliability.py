"""`changkufeng calibrate --forecast`: shares that forecasts showed against shares that happened, in games nobody chose."""

from __future__ import annotations

import argparse
import secrets
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from game.cli.output import note, print_json, progress, save, say, table
from game.cli.scenario import warm_rules
from game.cli.troubles import STOPPED, Trouble
from game.core.words import _

if TYPE_CHECKING:
    from game.model.battle.scenario import Scenario
    from game.whatif.battle.reliability import Group
    from game.whatif.battle.reliability_report import Told

WIDE = 0.10  # a mean gap of a side beyond which it is named first


def run(scenarios: Sequence[Scenario], options: argparse.Namespace) -> int:
    """Plays `--games` games of each scenario and side for their forecasts and prints what they were worth."""
    from game.rules.battle.resolve import RULES_VERSION
    from game.whatif.battle import reliability
    from game.whatif.battle.reliability_report import Told

    warm_rules(quiet=options.json)
    seed = options.seed if options.seed is not None else secrets.randbits(32)
    jobs = reliability.jobs(scenarios, options.games, seed)
    with progress(_("games for their forecasts")) as report:
        found, stopped = reliability.play(scenarios, jobs, workers=options.workers, progress=report)
    if not found:
        raise Trouble(_("no game was played to its end; nothing to show"), STOPPED)
    groups, told = reliability.groups(found), Told(seed, options.games, RULES_VERSION)
    if options.json:
        print_json({"seed": seed, "games": options.games, "partial": stopped, **_facts(groups)})
    else:
        _print(groups)
        say(told.words())
    _save(options, groups, told)
    if stopped and not options.json:
        note(_("stopped by hand: a valid result of the games that were done"))
    return STOPPED if stopped else 0


def _save(options: argparse.Namespace, groups: dict[str, list[Group]], told: Told) -> None:
    from game.whatif.battle.reliability_report import markdown, report

    if options.out:
        save(options.out, markdown(groups, told) if str(options.out).endswith(".md") else report(groups, told))
        if not options.json:
            note(_("wrote {out}").format(out=options.out))


def _facts(groups: dict[str, list[Group]]) -> dict[str, Any]:
    return {
        name: [{k: None if v != v else v for k, v in g._asdict().items()} for g in found if g.n]
        for name, found in groups.items()
    }


def _print(groups: dict[str, list[Group]]) -> None:
    from game.whatif.battle.reliability_report import HEADS, parts, row

    for title, found in parts(groups).items():
        rows = [[*row(g), drawn(g)] for g in found]
        table(title, [*HEADS, _("0 to 100 %")], rows, left=1, bold=[abs(g.gap) > WIDE for g in found])


def drawn(g: Group) -> str:
    """The group on a line of 21 places, 5 % each: o shown, x happened, * both."""
    line = ["."] * 21
    for share, mark in ((g.shown, "o"), (g.happened, "x")):
        k = round(20 * share)
        line[k] = "*" if line[k] == "o" else mark
    return "".join(line)
