"""How a saved game is opened, at either scale: at once, or behind its last position where its turns take long to verify."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.core.words import _, titled

if TYPE_CHECKING:
    from pathlib import Path

    from game.client.app import App
    from game.client.battle.sitting import Sitting
    from game.client.kit.screen import Screen
    from game.players.table import SeatsMissing


def open_game(app: App, path: Path, seats: dict[str, str] | None = None) -> str:
    """Goes on with a saved game of either scale; "" or the line that says why it cannot be opened.

    `seats`: who sits where; without them as saved, and where that is not written the user is asked.
    """
    from game.client.warm import start
    from game.files.mail.private import is_private
    from game.files.theatre.journal import THEATRES
    from game.players.table import SeatsMissing

    if is_private(path):
        from game.client.mail.doors import open_path

        return open_path(app, path)
    is_theatre = THEATRES.is_of(path)
    start("theatre" if is_theatre else "battle")
    try:
        if not is_theatre and _look(app, path, seats):
            return ""
        page, notice = _theatre_page(app, path, seats) if is_theatre else _battle_page(app, path, seats)
    except SeatsMissing as e:
        _ask_seats(app, path, e)
        return ""
    except Exception as e:  # whatever the bytes were, the user reads one line and loses nothing
        return _one_line(e, path)
    _show(app, page, notice)
    return ""


def _one_line(e: Exception, path: Path) -> str:
    words = str(e).splitlines()
    line = words[0] if words else type(e).__name__
    return line if path.name in line else titled(path.name, line)


def _show(app: App, page: Screen, notice: str) -> None:
    app.screen.show(None)
    if type(app.screen) is type(page):
        app.replace(page)
    else:
        app.push(page)
    if notice:
        app.tell(_("Opened, with a notice"), notice)


def _look(app: App, path: Path, seats: dict[str, str] | None) -> bool:
    """Shows the last position of a long battle while its turns are verified behind; False if it is to be opened at once.

    Raises:
        SeatsMissing: who sits where is not written with it.
    """
    from game.client.battle import sitting
    from game.client.battle.opening import LONG, OpeningScreen
    from game.client.battle.screen import BattleScreen
    from game.client.kit.worker import Job
    from game.files.errors import BadFile
    from game.files.glance import glance

    found = glance(path)
    if found is None or found.turns < LONG:
        return False
    try:
        seen = sitting.look_at(path, seats)
    except BadFile:
        return False  # opened in the usual way, which says what is wrong or saves the good turns
    if seen.match.notice or seen.match.played_by != seen.match.rules:
        return False

    def done(job: Job[Sitting]) -> None:
        if job.error is not None:
            app.tell(_("This game cannot be opened"), _one_line(job.error, path))
        else:
            _show(app, BattleScreen(app, job.result), job.result.match.notice)

    app.screen.show(None)
    app.push(OpeningScreen(app, seen, lambda told: sitting.open_game(path, seats, told), done))
    return True


def _ask_seats(app: App, path: Path, missing: SeatsMissing) -> None:
    from game.client.pages.saved_games import SeatsDialog

    app.screen.show(SeatsDialog(app.screen, missing.choices, lambda seats: open_game(app, path, seats)))


def _battle_page(app: App, path: Path, seats: dict[str, str] | None) -> tuple[Screen, str]:
    from game.client.battle.screen import BattleScreen
    from game.client.battle.sitting import open_game as read
    from game.client.pages.carrying import with_remedy

    sitting = read(path, seats)
    notice = with_remedy(sitting.match.notice, sitting, app.keys.of("carry_on"))
    return BattleScreen(app, sitting), notice


def _theatre_page(app: App, path: Path, seats: dict[str, str] | None) -> tuple[Screen, str]:
    from game.client.pages.carrying import with_remedy
    from game.client.theatre.doors import open_saved
    from game.client.theatre.screen import TheatreScreen

    table = open_saved(path, seats)
    notice = with_remedy(table.match.notice, table, app.keys.of("t_carry_on"))
    return TheatreScreen(app, table), notice
