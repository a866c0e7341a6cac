"""`changkufeng grades`: plays what a game is graded by, and keeps it; or prints what is kept."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from game.cli.battle import games
from game.cli.output import check_folder, note, print_json, progress, say, table
from game.cli.scenario import load, warm_rules
from game.cli.troubles import Trouble
from game.core.words import _, enumerated, written

if TYPE_CHECKING:
    from game.model.battle.grades import Grades, SeatScores
    from game.model.battle.scenario import Scenario


def run(options: argparse.Namespace) -> int:
    """Plays re-enactments and seats, prints how their scores lie, writes the file if one is named.

    Raises:
        Trouble: no scenario is named and none was asked to be shown, or its scores cannot be had.
    """
    if options.table:
        return _show(options)
    if options.scenario is None:
        raise Trouble(_("grades: no scenario named; needed one, or --table for what is kept of all"))
    check_folder(options.out)
    from game.files.battle.grades import write_grades
    from game.whatif.battle.grading import grades_of
    from game.whatif.battle.runs import Setting

    scenario = load(options.scenario)
    runs = games.play([Setting(scenario=scenario)], options, "re-enactments")
    try:
        seats = () if runs[0].is_partial else _seats(scenario, options)
        found = grades_of(runs[0], seats)
    except ValueError as e:
        raise Trouble(str(e)) from None
    if options.json:
        from msgspec import to_builtins

        print_json(to_builtins(found))
    else:
        _print(scenario, found)
        say(games.line_of(runs[0]))
    if options.out and runs[0].is_partial:
        note(_("{out} is not written: grades want every game that was asked for").format(out=options.out))
    elif options.out:
        write_grades(Path(options.out), found)
        note(_("wrote {out}").format(out=options.out))
    return games.exit_code(runs)


def _seats(scenario: Scenario, options: argparse.Namespace) -> tuple[SeatScores, ...]:
    """The seats of both sides against each opponent that was named.

    Raises:
        ValueError: an opponent is not known, or the games were stopped.
    """
    from game.whatif.battle.grading import STAFF, seat_scores

    warm_rules(quiet=options.json)
    found = []
    for against in dict.fromkeys(options.against or [STAFF]) if options.seats else ():
        for side in scenario.sides:
            with progress(_("{side} against {against}").format(side=side, against=against)) as report:
                found.append(
                    seat_scores(
                        scenario,
                        side,
                        against,
                        games=options.seats,
                        beside_games=options.beside,
                        seed=options.seed,
                        workers=options.workers,
                        progress=report,
                    )
                )
    return tuple(found)


def _print(scenario: Scenario, found: Grades) -> None:
    rows = [
        [scenario.side_names.get(s.side, s.side), *(written(s.quantiles[k], ".1f") for k in (5, 25, 50, 75, 95))]
        for s in found.scores
    ]
    table(_("Final scores of the record's re-enactments"), [_("side"), "5 %", "25 %", "50 %", "75 %", "95 %"], rows)
    for seat in found.seats:
        head = _("{get} against {against}").format(
            get=scenario.side_names.get(seat.side, seat.side), against=seat.against
        )
        lines = [
            [b.commander, written(b.own, ".1f"), written(b.sd, ".1f"), _gain(b.gain, b.within), written(b.foe, ".1f")]
            for b in seat.beside
        ]
        table(
            _("{head}, first {beside_games} games").format(head=head, beside_games=seat.beside_games),
            [_("commander"), _("own"), _("sd"), _("over the staff"), _("foe")],
            lines,
            left=1,
        )
        say(
            _(
                "{head}: idle {idle:.1f}, staff {mean:.1f} (sd {sd:.1f}), best of the seat {best:.1f}; "
                "{games} games from seed {seed}"
            ).format(
                head=head, idle=seat.idle, mean=seat.mean, sd=seat.sd, best=seat.best, games=seat.games, seed=seat.seed
            )
        )


def _gain(gain: float, within: float) -> str:
    return f"{written(gain, '+.1f')} ± {written(within, '.1f')}"


def _show(options: argparse.Namespace) -> int:
    """What is kept of every scenario, or of one, as a table in Markdown: a row for each commander, a column for each seat.

    Raises:
        Trouble: nothing is kept.
    """
    from game.files.battle.grades import load_grades
    from game.files.battle.scenarios import find_scenarios

    names = [options.scenario] if options.scenario else list(find_scenarios())
    kept = {name: load_grades(name) for name in names}
    seats = [(name, seat) for name, grades in kept.items() if grades for seat in grades.seats]
    if not seats:
        raise Trouble(
            _("{listed}: no seats are kept; make them with `changkufeng grades SCENARIO --out FILE.toml`").format(
                listed=enumerated(names)
            )
        )
    if options.json:
        from msgspec import to_builtins

        print_json([{"scenario": name, **to_builtins(seat)} for name, seat in seats])
        return 0
    for line in markdown(seats):
        say(line)
    return 0


def markdown(seats: list[tuple[str, SeatScores]]) -> list[str]:
    """Lines of the table: own score, and what it is over the staff's with half of the 95 % interval."""
    heads = [
        f"{name}, {seat.side}"
        + ("" if seat.against == "plain" else _(" against {against}").format(against=seat.against))
        for name, seat in seats
    ]
    lines = [f"| | {' | '.join(heads)} |", "|---|" + "---:|" * len(seats)]
    who = list(dict.fromkeys(b.commander for _name, seat in seats for b in seat.beside))
    for name in who:
        cells = []
        for _name, seat in seats:
            found = next((b for b in seat.beside if b.commander == name), None)
            if found is None:
                cells.append("")
            else:
                cells.append(
                    f"{found.own:.0f}" if name == "plain" else f"{found.own:.0f} ({_gain(found.gain, found.within)})"
                )
        lines.append(f"| {name} | {' | '.join(cells)} |")
    lines.append(f"| best of each game | {' | '.join(f'{seat.best:.0f}' for _name, seat in seats)} |")
    lines.append(f"| foe of plain | {' | '.join(_foe(seat) for _name, seat in seats)} |")
    lines.append(f"| games | {' | '.join(str(seat.beside_games) for _name, seat in seats)} |")
    return lines


def _foe(seat: SeatScores) -> str:
    return next((f"{b.foe:.0f}" for b in seat.beside if b.commander == "plain"), "")
