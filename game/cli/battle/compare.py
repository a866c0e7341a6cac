"""`changkufeng compare`: history against what-ifs with the same luck, as a table, JSON or a report to read."""

from __future__ import annotations

import argparse
from typing import Any

from game.cli import theatre
from game.cli.battle import games
from game.cli.output import check_folder, note, print_json, save, say, table
from game.cli.scenario import load, what_if


def run(options: argparse.Namespace) -> int:
    """Plays all variants and reports; 130 if it was stopped and the result is partial."""
    if theatre.is_theatre(options.scenario):
        return theatre.room("compare", options)
    theatre.refuse_seats(options)
    check_folder(options.out)
    from game.whatif.battle.comparison import compare, facts
    from game.whatif.battle.runs import Setting
    from game.whatif.battle.variants import apply

    scenario = load(options.scenario)
    seats = games.commanders(scenario, options)
    names = list(dict.fromkeys(options.what_if))
    chosen = [what_if(scenario, name) for name in names]
    settings = [
        Setting(scenario=scenario, commanders=seats),
        *(Setting(scenario=apply(scenario, w), name=w.id, commanders=seats) for w in chosen),
    ]
    runs = games.play(settings, options, "games of all variants")
    variants = compare(runs)
    if options.out:
        from game.whatif.battle.report import report

        save(options.out, report(runs, chosen))
    if options.json:
        print_json(facts(runs, variants))
    else:
        for k, variant in enumerate(variants[1:]):
            _print(runs[0], chosen[k], variants[0], variant)
        say(games.line_of(runs[0], len(runs)))
        if options.out:
            note(f"wrote {options.out}")
    return games.exit_code(runs)


def _print(runs: Any, what: Any, history: Any, variant: Any) -> None:
    from game.whatif.battle.outcomes import is_share
    from game.whatif.battle.reading import by_chance
    from game.whatif.wording import amount, difference

    rows, clear = [], []
    outcomes = runs.setting.scenario.outcomes
    for outcome in outcomes:
        old, new, effect = history.outcomes[outcome.id], variant.outcomes[outcome.id], variant.effects[outcome.id]
        shares = is_share(outcome)
        unit = "% of games" if shares else outcome.unit
        known = amount(outcome.record, 1, shares=shares)
        figures = [amount(s.mean, s.happened, shares=shares) for s in (old, new)]
        rows.append([outcome.name, unit, known, *figures, *difference(effect, shares=shares)])
        clear.append(effect.is_clear)
    heads = ["outcome", "unit", "record", "history", what.id, "difference", "95 % interval"]
    table(what.title, heads, rows, bold=clear, left=2)
    say(by_chance(len(outcomes)))
