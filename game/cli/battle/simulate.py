"""`changkufeng simulate`: plays many games of one variant."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from game.cli import theatre
from game.cli.battle import games
from game.cli.output import print_json, say, table
from game.cli.scenario import load, what_if

if TYPE_CHECKING:
    from game.whatif.battle.runs import Runs


def run(options: argparse.Namespace) -> int:
    """Plays and prints the outcomes; 130 if it was stopped and the result is partial."""
    if theatre.is_theatre(options.scenario):
        return theatre.room("simulate", options)
    theatre.refuse_seats(options)
    from game.whatif.battle.runs import Setting

    scenario = load(options.scenario)
    seats = games.commanders(scenario, options)
    name = options.what_if or "history"
    if name != "history":
        from game.files.battle.variants import apply

        scenario = apply(scenario, what_if(scenario, name))
    setting = Setting(scenario=scenario, name=name, commanders=seats)
    runs = games.play([setting], options, "games")
    if options.json:
        print_json(facts(runs[0]))
    else:
        _print(runs[0])
    return games.exit_code(runs)


def facts(runs: Runs) -> dict[str, object]:
    """The facts that scripts rely on."""
    found = runs.outcomes
    shown = {
        "scenario": runs.setting.scenario.id,
        "what_if": runs.setting.name,
        "commanders": list(runs.setting.commanders),
        "games": len(runs.games),
        "seed": runs.seed,
        "wall_s": round(runs.wall_s, 3),
        "games_per_s": round(len(runs.games) / max(runs.wall_s, 1e-9), 3),
        "digests": runs.digests,
        "outcomes": found,
    }
    return {**shown, "partial": True, "asked": runs.asked, "notice": runs.notice} if runs.is_partial else shown


def _print(runs: Runs) -> None:
    from game.whatif.battle import comparison
    from game.whatif.battle.outcomes import is_share
    from game.whatif.charts import figure

    rows = []
    for outcome in runs.setting.scenario.outcomes:
        s = comparison.summary(outcome, runs.outcomes[outcome.id])
        scale, unit = (100, "% of games") if is_share(outcome) else (1, outcome.unit)
        cells = [figure(None if v is None else scale * v) for v in (s.mean, s.lo, s.hi)]
        spread = ["", "", ""] if is_share(outcome) else [figure(v) for v in (s.q05, s.q50, s.q95)]
        rows.append(
            [
                outcome.name,
                unit,
                cells[0],
                f"{cells[1]} to {cells[2]}",
                *spread,
                str(s.happened),
                figure(None if outcome.record is None else scale * outcome.record),
            ]
        )
    table(
        f"{runs.setting.name}: {' against '.join(runs.setting.commanders)}",
        ["outcome", "unit", "mean", "95 % interval", "5 %", "median", "95 %", "n", "record"],
        rows,
        left=2,
    )
    say(games.line_of(runs))
