"""Ways into a lesson: its scenario is read, its game begun, and the guide laid over the page."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from game.client import warm
from game.files.errors import BadFile
from game.files.lessons import Found, known_in_battle, known_in_theatre, load_lesson
from game.files.theatre.theatres import is_theatre
from game.players.lessons import pass_turns, pulses_of
from game.players.table import HUMAN

if TYPE_CHECKING:
    from game.client.app import App
    from game.client.lesson.guide import Guide


def begin(app: App, found: Found) -> str:
    """Opens a lesson; "" or the line that says why it cannot be opened."""
    folder = tempfile.TemporaryDirectory(prefix="changkufeng-lesson-", ignore_cleanup_errors=True)
    try:
        guide = (_theatre if is_theatre(found.scenario) else _battle)(app, found, folder)
    except BadFile as e:
        folder.cleanup()
        return str(e).splitlines()[0]
    app.guide = guide
    return ""


def _battle(app: App, found: Found, folder: tempfile.TemporaryDirectory[str]) -> Guide:
    from game.client.battle.screen import BattleScreen
    from game.client.battle.sitting import Sitting, seats_for
    from game.client.lesson.guide import Guide
    from game.client.lesson.in_battle import BattleScene
    from game.client.library import scenario
    from game.files.battle.scenarios import scenario_folder
    from game.match.battle import Match

    of = scenario(found.scenario)
    lesson = load_lesson(scenario_folder(found.scenario), found.lesson.id, known_in_battle(of))
    sitting = Sitting(Match.new(of, seed=lesson.seed), seats_for(lesson.side, of.sides), path=_journal(folder, found))
    pass_turns(sitting, lesson.passed)
    screen = BattleScreen(app, sitting)
    app.push(screen)
    return Guide(app, BattleScene(screen), lesson, pulses_of(lesson, of.calendar), folder)


def _theatre(app: App, found: Found, folder: tempfile.TemporaryDirectory[str]) -> Guide:
    from game.client.lesson.guide import Guide
    from game.client.lesson.in_theatre import TheatreScene
    from game.client.theatre.doors import RULES, board, show, theatre
    from game.client.theatre.sitting import TheatreSitting
    from game.files.theatre.theatres import theatre_folder
    from game.players.theatre.table import USUAL

    warm.start(RULES)
    from game.match.theatre import TheatreMatch

    of, on = theatre(found.scenario), board(found.scenario)
    lesson = load_lesson(theatre_folder(found.scenario), found.lesson.id, known_in_theatre(of, on))
    seats = {seat: HUMAN if seat == lesson.side else USUAL for seat in of.seat_ids}
    table = TheatreSitting(TheatreMatch.new(of, seed=lesson.seed), seats, on, path=_journal(folder, found))
    pass_turns(table, lesson.passed)
    return Guide(app, TheatreScene(show(app, table)), lesson, {}, folder)


def _journal(folder: tempfile.TemporaryDirectory[str], found: Found) -> Path:
    return Path(folder.name) / f"{found.lesson.id}.journal"
