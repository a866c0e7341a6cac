"""Makes the grades, computer games that a score is held against: `python -m game.whatif.theatre.grades --help`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from game.files.errors import BadFile
from game.files.theatre.decks import deck_folder
from game.files.theatre.grades import GRADES, save_grades
from game.files.theatre.theatres import load_theatre
from game.model.theatre.grades import WHOLE, Grades
from game.whatif.theatre.seated import Played, Table, play_table

THEATRE, SEED = "north-or-south", 1938
LEVEL = "plain"
QUANTILES = 101


def grades_of(played: Sequence[Played], acts: int, made: str, rules: str) -> Grades:
    """The quantiles of games that were played, by seat and act."""
    quantiles: dict[str, dict[str, tuple[float, ...]]] = {}
    for seat in played[0].scores:
        rows = {
            str(act + 1): [p.scores[seat][act] for p in played if p.scores[seat][act] >= 0.0] for act in range(acts)
        }
        rows[WHOLE] = [p.score(seat) for p in played]
        quantiles[seat] = {name: _row(values) for name, values in rows.items()}
    return Grades(format=1, rules=rules, made=made, games=len(played), quantiles=quantiles)


def _row(values: Sequence[float]) -> tuple[float, ...]:
    return tuple(round(float(v), 2) for v in np.quantile(values, np.linspace(0.0, 1.0, QUANTILES)))


def main(argv: Sequence[str] | None = None) -> int:
    """Plays the games and writes the grades into the folder of the strategic game; prints where the record stands."""
    says = "Plays computer games and keeps the quantiles of their scores."
    parser = argparse.ArgumentParser(prog="python -m game.whatif.theatre.grades", description=says)
    parser.add_argument("--theatre", default=THEATRE, metavar="NAME", help=f"whose grades (default {THEATRE})")
    parser.add_argument("--games", type=int, default=2000, metavar="N", help="games (default 2000)")
    parser.add_argument("--seed", type=int, default=SEED, metavar="N", help=f"seed of the first game (default {SEED})")
    parser.add_argument(
        "--workers", type=int, default=1, metavar="N", help="processes (default 1); no result depends on it"
    )
    parser.add_argument("--out", metavar="FILE", help=f"where to (default {GRADES} of the folder)")
    options = parser.parse_args(argv)
    if options.games < QUANTILES or options.workers < 1:
        parser.error(f"needed at least {QUANTILES} games and one process")
    from game.rules.theatre.resolve import THEATRE_RULES_VERSION

    try:
        theatre = load_theatre(options.theatre)
        table = Table(options.theatre, dict.fromkeys(theatre.seat_ids, LEVEL))
        played = play_table(table, options.games, seed=options.seed, workers=options.workers).parts[0]
        made = f"python -m game.whatif.theatre.grades --games {options.games} --seed {options.seed}"
        grades = grades_of(played, len(theatre.acts), made, THEATRE_RULES_VERSION)
        save_grades(Path(options.out) if options.out else deck_folder(options.theatre) / GRADES, grades)
    except BadFile as e:
        print(f"grades: {e.problems[0]}", file=sys.stderr)
        return 2
    for record in theatre.record:
        print(
            f"{record.seat}: the record's {record.score:g} is at percentile {grades.percentile(record.seat, record.score):.0f}"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
