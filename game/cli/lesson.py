"""`changkufeng lesson`: the lessons there are, or one of them, in the window or with `--text` in the terminal."""

from __future__ import annotations

import argparse
import os
import tempfile
from pathlib import Path
from typing import Any

from game.cli.output import print_json, say
from game.cli.picking import pick
from game.cli.scenario import use_rules
from game.cli.text_loop import begin
from game.cli.typed import from_stdin, read_loosely
from game.core.words import _, counted, titled
from game.files.lessons import Found, find_lessons
from game.players.table import HUMAN


def run(options: argparse.Namespace) -> int:
    """Lists the lessons, or gives one."""
    found = find_lessons()
    if options.lesson is None:
        _list(found, as_json=options.json)
        return 0
    one: Found = pick(options.lesson, {f.lesson.id: f for f in found}, _("lesson"))
    if options.text:
        return _in_the_terminal(one)
    os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
    from game.client import launch

    return launch.lesson(one)


def _list(found: tuple[Found, ...], *, as_json: bool) -> None:
    if as_json:
        facts = [
            {"id": f.lesson.id, "scenario": f.scenario, "title": f.lesson.title, "minutes": f.lesson.minutes}
            | {"side": f.lesson.side, "steps": [s.id for s in f.lesson.step]}
            for f in found
        ]
        print_json({"lessons": facts})
        return
    for f in found:
        time = counted("{n} minute", "{n} minutes", f.lesson.minutes)
        say(f"{f.lesson.id}: {_(f.lesson.title)} ({f.scenario}, {time}). {_(f.lesson.about)}")


def _in_the_terminal(one: Found) -> int:
    from game.files.theatre.theatres import is_theatre

    read_loosely()
    use_rules()
    with tempfile.TemporaryDirectory(prefix="changkufeng-lesson-", ignore_cleanup_errors=True) as folder:
        give = _theatre if is_theatre(one.scenario) else _battle
        return give(one, Path(folder) / f"{one.lesson.id}.journal")


def _battle(one: Found, path: Path) -> int:
    from game.cli.battle.terminal.session import BATTLES
    from game.cli.battle.terminal.taught import heard
    from game.cli.scenario import load
    from game.cli.teaching import Taught
    from game.files.battle.scenarios import scenario_folder
    from game.files.lessons import known_in_battle, load_lesson
    from game.match.battle import Match
    from game.match.lesson import begun
    from game.players.battle.table import Table, seats_for
    from game.players.lessons import mark_of, pass_turns, pulses_of

    scenario = load(one.scenario)
    lesson = load_lesson(scenario_folder(one.scenario), one.lesson.id, known_in_battle(scenario))

    def make(match: Match) -> Table:
        return Table(match, seats_for(lesson.side, scenario.sides), path=path)

    table = make(Match.new(scenario, seed=lesson.seed))
    pass_turns(table, lesson.passed)
    course = begun(lesson, mark_of(table), pulses_of(lesson, scenario.calendar))
    return _begin(Taught(BATTLES, course, heard, make, from_stdin, say, table))


def _theatre(one: Found, path: Path) -> int:
    from game.cli.teaching import Taught
    from game.cli.theatre import load
    from game.cli.theatre.session import THEATRES
    from game.cli.theatre.taught import heard
    from game.files.lessons import known_in_theatre, load_lesson
    from game.files.theatre.boards import load_board
    from game.files.theatre.theatres import theatre_folder
    from game.match.lesson import begun
    from game.match.theatre import TheatreMatch
    from game.players.lessons import mark_of, pass_turns
    from game.players.theatre.table import USUAL, TheatreTable
    from game.whatif.theatre.chosen_battle import chosen_battle

    theatre, folder = load(one.scenario), theatre_folder(one.scenario)
    lesson = load_lesson(folder, one.lesson.id, known_in_theatre(theatre, load_board(one.scenario)))

    def make(match: TheatreMatch) -> TheatreTable:
        seats = {seat: HUMAN if seat == lesson.side else USUAL for seat in theatre.seat_ids}
        return TheatreTable(match, seats, fight=chosen_battle, path=path)

    table = make(TheatreMatch.new(theatre, seed=lesson.seed))
    pass_turns(table, lesson.passed)
    return _begin(Taught(THEATRES, begun(lesson, mark_of(table)), heard, make, from_stdin, say, table))


def _begin(session: Any) -> int:
    lesson = session.course.lesson
    hint = _("lesson skip, again, back and end lead through it; help lists the commands, quit ends; nothing is kept")
    return begin(session, titled(_(lesson.title), _(lesson.about)), hint)
