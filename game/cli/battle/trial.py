"""`changkufeng trial`: two commanders in pairs of games with the same luck, every plan of a side against one, or the ladder."""

from __future__ import annotations

import argparse
import statistics
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from game.cli.battle.games import complaints
from game.cli.output import note, print_json, progress, say, table
from game.cli.scenario import check_commanders, load, warm_rules
from game.cli.troubles import STOPPED, Trouble
from game.core.words import _, written

if TYPE_CHECKING:
    from game.model.battle.scenario import Scenario

T = TypeVar("T")
GAMES = 400


def run(options: argparse.Namespace) -> int:
    """Plays and prints; 130 if it was stopped and the result is partial."""
    if options.one is None and options.plans is None:
        from game.cli.battle import ladder

        return ladder.run(options)
    options.games, options.one = options.games or GAMES, options.one or "plain"
    scenario = load(options.scenario)
    return _plans(scenario, options) if options.plans else _pairs(scenario, options)


def _pairs(scenario: Scenario, options: argparse.Namespace) -> int:
    other = options.other or "nearest"
    check_commanders(scenario, options.one, other)
    check_commanders(scenario, other, options.one)
    warm_rules(quiet=options.json)
    from game.whatif.battle.trials import trial

    with progress("games") as report:
        found = _scored(
            lambda: trial(
                scenario,
                options.one,
                other,
                pairs=options.games,
                seed=options.seed,
                workers=options.workers,
                progress=report,
            )
        )
    share, margin = found.share, statistics.fmean(found.margins) if found.margins else None
    facts = {
        "scenario": found.scenario,
        "one": found.one,
        "other": found.other,
        "pairs": len(found.margins),
        "seed": found.seed,
        "won": found.wins,
        "share": share.value if share else None,
        "lo": share.low if share else None,
        "hi": share.high if share else None,
        "margin": margin,
        "wall_s": round(found.wall_s, 3),
    }
    for line in complaints(found.told):
        note(line)
    if options.json:
        print_json({**facts, "partial": True} if found.is_partial else facts)
    elif share:
        say(
            _(
                "{scenario}: {one} beats {other} in {value:.1%} of {n} pairs ({low:.1%} to {high:.1%}), by "
                "{margin:+.1f} points a pair; seed {seed}, {wall_s:.0f} s"
            ).format(
                scenario=found.scenario,
                one=found.one,
                other=found.other,
                value=share.value,
                n=len(found.margins),
                low=share.low,
                high=share.high,
                margin=margin,
                seed=found.seed,
                wall_s=found.wall_s,
            )
        )
    return STOPPED if found.is_partial else 0


def _plans(scenario: Scenario, options: argparse.Namespace) -> int:
    against = options.one
    names = [f"plan:{plan.id}" for plan in scenario.plans_of(options.plans)]
    if not names:
        raise Trouble(_("{id} has no plans for {plans}").format(id=scenario.id, plans=options.plans))
    seats = (names[0], against) if options.plans == scenario.sides[0] else (against, names[0])
    check_commanders(scenario, *seats)
    warm_rules(quiet=options.json)
    from game.whatif.battle.trials import spread

    with progress("games") as report:
        found = _scored(
            lambda: spread(
                scenario,
                options.plans,
                names,
                games=options.games,
                against=against,
                seed=options.seed,
                workers=options.workers,
                progress=report,
            )
        )
    means = found.means()
    if options.json:
        print_json(
            {
                "scenario": found.scenario,
                "side": found.side,
                "against": found.against,
                "games": options.games,
                "seed": found.seed,
                "means": means,
                "deviation": found.deviation,
                "in_deviations": found.in_deviations,
            }
        )
        return 0
    rows = [
        [name, written(mean, ".1f"), written(statistics.pstdev(found.scores[name]), ".1f")]
        for name, mean in means.items()
    ]
    table(
        _("{scenario}, {side} against {against}: own score").format(
            scenario=found.scenario, side=found.side, against=against
        ),
        [_("plan"), _("mean"), _("sd")],
        rows,
        left=1,
    )
    say(
        _(
            "best and worst are {in_deviation:.2f} standard deviations of one plan apart; {games} games "
            "each, seed {seed}"
        ).format(in_deviation=found.in_deviations, games=options.games, seed=found.seed)
    )
    return 0


def _scored(play: Callable[[], T]) -> T:
    try:
        return play()
    except ValueError as e:
        raise Trouble(str(e)) from None
