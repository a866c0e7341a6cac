"""`changkufeng calibrate`: the targets of a scenario against many re-enactments; misses in bold."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import Any

from game.cli import games
from game.cli.output import check_folder, note, print_json, progress, save, say, table
from game.cli.scenario import load

SHAPE = (
    "name",
    "record",
    "low",
    "high",
    "median",
    "p05",
    "p95",
    "share",
    "percentile",
    "hit",
    "tuned",
    "kind",
    "statistic",
)


def run(options: argparse.Namespace) -> int:
    """Plays re-enactments and prints the table; a miss is a finding and not an error: exit code 0."""
    check_folder(options.out)
    from game.whatif import calibration
    from game.whatif.runs import Setting

    scenario = load(options.scenario)
    runs = games.play([Setting(scenario=scenario)], options, "re-enactments")
    found = calibration.calibrate(runs[0])
    swings: Sequence[Any] = ()
    if options.sensitivity and not runs[0].is_partial:
        with progress("sensitivity", quiet=options.json) as report:
            swings = calibration.sensitivity(
                scenario, games=options.games, seed=options.seed, workers=options.workers, progress=report
            )
    if options.out:
        from game.whatif.calibration_report import report as page

        save(options.out, page(runs[0], found, swings))
    if options.json:
        print_json(_facts(runs[0], found, swings))
    else:
        _print(runs[0], found, swings)
        if options.out:
            note(f"wrote {options.out}")
    return games.exit_code(runs)


def _facts(runs, found, swings) -> dict[str, object]:  # type: ignore[no-untyped-def]
    facts: dict[str, object] = {
        "scenario": runs.setting.scenario.id,
        "games": len(runs.games),
        "seed": runs.seed,
        "digest": runs.setting.scenario.digest,
        "targets": [{key: getattr(f, key) for key in SHAPE} for f in found],
    }
    if swings:
        names = [f.name for f in found]
        facts["sensitivity"] = [
            {
                "parameter": s.parameter,
                "low": s.low,
                "high": s.high,
                "at_low": dict(zip(names, s.at_low, strict=True)),
                "at_high": dict(zip(names, s.at_high, strict=True)),
            }
            for s in swings
        ]
    return {**facts, "partial": True, "asked": runs.asked} if runs.is_partial else facts


def _print(runs, found, swings) -> None:  # type: ignore[no-untyped-def]
    from game.whatif.calibration import band_of, kind_of
    from game.whatif.charts import figure, interval

    rows = []
    for f in found:
        scale, unit = (100, " %") if f.statistic == "share" else (1, "")
        record, value = (None if v is None else scale * v for v in (f.record, f.value))
        spread = "" if f.p05 is None or f.p95 is None else interval(f.p05, f.p95)
        percentile = "" if f.percentile is None else f"{f.percentile:.0f}"
        verdict = "inside" if f.hit else "OUTSIDE"
        shown = [
            figure(record) + unit * (record is not None),
            band_of(f, unit),
            figure(value) + unit * (value is not None),
        ]
        rows.append([f.name, kind_of(f), *shown, spread, percentile, verdict])
    table(
        "Targets",
        ["target", "kind", "record", "target band", "result", "5 to 95 %", "record at percentile", ""],
        rows,
        bold=[not f.hit for f in found],
        left=2,
    )
    say(
        f"{sum(f.hit for f in found)} of {len(found)} targets inside; {sum(f.hit for f in found if not f.tuned)} of "
        f"{sum(not f.tuned for f in found)} that were never tuned"
    )
    if swings:
        heads = ["parameter", "range", *(f.name for f in found)]
        table(
            "Sensitivity: each free parameter from its low to its high end",
            heads,
            [
                [
                    s.parameter,
                    f"{figure(s.low)} to {figure(s.high)}",
                    *(f"{figure(a)} to {figure(b)}" for a, b in zip(s.at_low, s.at_high, strict=True)),
                ]
                for s in swings
            ],
        )
    say(games.line_of(runs))
