"""`changkufeng trial` without a commander: the ladder of all of them, of one scenario or of all battles together."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from game.cli.battle.games import complaints
from game.cli.output import check_folder, note, print_json, progress, save, say, stopped_after, table
from game.cli.scenario import load, warm_rules
from game.cli.troubles import Trouble
from game.core.words import N_, _, enumerated, written

if TYPE_CHECKING:
    from game.whatif.battle.ladder import Ladder, Rung
    from game.whatif.statistics import Interval

ALL, GAMES = "all", 10
HEADS = (N_("commander"), N_("rating"), "95 %", N_("pairs won"), N_("own score"), N_("margin of a pair"), N_("pairs"))


def run(options: argparse.Namespace) -> int:
    """Plays all against all and prints the ladder; 130 if it was stopped and the result is partial.

    Raises:
        Trouble: stopped before one pair of each two was done, or a commander cannot take part.
    """
    check_folder(options.out)
    from game.files.battle.scenarios import find_scenarios

    scenarios = [load(name) for name in (find_scenarios() if options.scenario == ALL else [options.scenario])]
    warm_rules(quiet=options.json)
    from game.whatif.battle.ladder import ladder

    with progress("pairs") as report:
        try:
            found = ladder(
                scenarios,
                games=options.games or GAMES,
                more=options.more,
                without=options.without,
                seed=options.seed,
                workers=options.workers,
                progress=report,
            )
        except ValueError as e:
            raise Trouble(str(e)) from None
    code = stopped_after(found.games, found.asked, found.notice)
    for line in complaints(found.told):
        note(line)
    if options.json:
        print_json(facts(found))
    else:
        table(
            _("{join}: the ladder").format(join=enumerated(found.scenarios)),
            HEADS,
            [_cells(rung) for rung in found.rungs],
        )
        say(line_of(found))
    if options.out:
        save(options.out, "\n".join([*markdown(found), "", line_of(found), ""]))
        note(_("wrote {out}").format(out=options.out))
    return code


def facts(found: Ladder) -> dict[str, Any]:
    """The facts that scripts rely on."""
    return {
        "scenarios": list(found.scenarios),
        "games": found.games,
        "seed": found.seed,
        "wall_s": round(found.wall_s, 3),
        "ladder": [
            {
                "commander": rung.commander,
                "rating": rung.rating.value,
                "lo": rung.rating.low,
                "hi": rung.rating.high,
                "share": rung.share,
                "own": rung.own,
                "margin": rung.margin,
                "pairs": rung.pairs,
            }
            for rung in found.rungs
        ],
        **({"partial": True, "asked": found.asked, "notice": found.notice} if found.is_partial else {}),
    }


def markdown(found: Ladder) -> list[str]:
    """Lines of the table for a page."""
    rows = [HEADS, *(_cells(rung) for rung in found.rungs)]
    lines = [f"| {' | '.join(row)} |" for row in rows]
    return [lines[0], "|---|" + "---:|" * (len(HEADS) - 1), *lines[1:]]


def line_of(found: Ladder) -> str:
    """What was played, in a line, and what the scale is."""
    from game.rules.battle.resolve import RULES_VERSION

    partial = _(" (PARTIAL: {asked:,} asked for)").format(asked=found.asked) if found.is_partial else ""
    return _(
        "{join}: {games:,} pairs of each two{partial}, seeds {seed} to {a}, rules {rules}, "
        "{wall_s:.0f} s; 1000 is the staff, 100 points more win 64 pairs of 100"
    ).format(
        join=enumerated(found.scenarios),
        games=found.games,
        partial=partial,
        seed=found.seed,
        a=found.seed + found.games - 1,
        rules=RULES_VERSION,
        wall_s=found.wall_s,
    )


def _cells(rung: Rung) -> tuple[str, ...]:
    return (
        rung.commander,
        f"{rung.rating.value:.0f}",
        _span(rung.rating),
        written(rung.share, ".0%"),
        written(rung.own, ".1f"),
        written(rung.margin, "+.1f"),
        written(rung.pairs, ","),
    )


def _span(rating: Interval) -> str:
    if rating.low is None or rating.high is None or rating.low == rating.high:
        return ""
    return _("{low:.0f} to {high:.0f}").format(low=rating.low, high=rating.high)
