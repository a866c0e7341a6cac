"""`changkufeng simulate`: plays many games of one variant."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from game.cli import into, theatre
from game.cli.battle import games
from game.cli.output import print_json, say, table
from game.cli.scenario import load, put_in
from game.core.words import _

if TYPE_CHECKING:
    from game.whatif.battle.runs import Runs


def run(options: argparse.Namespace) -> int:
    """Plays and prints the outcomes; 130 if it was stopped and the result is partial."""
    if theatre.is_theatre(options.scenario):
        return theatre.room("simulate", options)
    theatre.refuse_seats(options)
    from game.whatif.battle.runs import Setting

    scenario, given = put_in(load(options.scenario), options.what_if, options.scenario)
    seats = games.commanders(scenario, options, given)
    setting = Setting(scenario=scenario, name=scenario.variant, commanders=seats)
    runs = games.play([setting], options, _("games"))
    if options.into:
        from game.whatif.battle.comparison import compare

        into.write(options, runs, compare(runs))
    if options.json:
        print_json(facts(runs[0]))
    else:
        _print(runs[0])
    return games.exit_code(runs)


def facts(runs: Runs) -> dict[str, object]:
    """The facts that scripts rely on."""
    found = dict(runs.outcomes)
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
        scale, unit = (100, _("% of games")) if is_share(outcome) else (1, _(outcome.unit))
        cells = [figure(None if v is None else scale * v) for v in (s.mean, s.lo, s.hi)]
        spread = ["", "", ""] if is_share(outcome) else [figure(v) for v in (s.q05, s.q50, s.q95)]
        rows.append(
            [
                _(outcome.name),
                unit,
                cells[0],
                _("{a} to {b}").format(a=cells[1], b=cells[2]),
                *spread,
                str(s.happened),
                figure(None if outcome.record is None else scale * outcome.record),
            ]
        )
    table(
        f"{runs.setting.name}: {_(' against ').join(runs.setting.commanders)}",
        [_("outcome"), _("unit"), _("mean"), _("95 % interval"), "5 %", _("median"), "95 %", "n", _("record")],
        rows,
        left=2,
    )
    say(games.line_of(runs))
