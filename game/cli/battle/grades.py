"""`changkufeng grades`: re-enacts the record many times and keeps the scores that a game is graded by."""

from __future__ import annotations

import argparse
from pathlib import Path

from game.cli.battle import games
from game.cli.output import check_folder, note, print_json, say, table
from game.cli.scenario import load
from game.cli.troubles import Trouble


def run(options: argparse.Namespace) -> int:
    """Plays the re-enactments, prints how their scores lie, writes the file if one is named."""
    check_folder(options.out)
    from game.files.battle.grades import write_grades
    from game.whatif.battle.grading import grades_of
    from game.whatif.battle.runs import Setting

    scenario = load(options.scenario)
    runs = games.play([Setting(scenario=scenario)], options, "re-enactments")
    try:
        found = grades_of(runs[0])
    except ValueError as e:
        raise Trouble(str(e)) from None
    if options.json:
        from msgspec import to_builtins

        print_json(to_builtins(found))
    else:
        rows = [
            [scenario.side_names.get(s.side, s.side), *(f"{s.quantiles[k]:.1f}" for k in (5, 25, 50, 75, 95))]
            for s in found.scores
        ]
        table("Final scores of the record's re-enactments", ["side", "5 %", "25 %", "50 %", "75 %", "95 %"], rows)
        say(games.line_of(runs[0]))
    if options.out and runs[0].is_partial:
        note(f"{options.out} is not written: grades want every game that was asked for")
    elif options.out:
        write_grades(Path(options.out), found)
        note(f"wrote {options.out}")
    return games.exit_code(runs)
