"""Ways into a game by file: begin one, join one, go on with one; where it waits, the page that waits."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from game.client.mail.names import read_title
from game.client.mail.waiting import MailWaiting
from game.client.pages.waiting import when_ready
from game.client.warm import start
from game.core.words import _
from game.files.errors import BadFile

if TYPE_CHECKING:
    from game.client.app import App
    from game.client.kit.screen import Screen
    from game.files.mail.packets import Invite
    from game.players.mailing.post import Post

THEATRE, BATTLE = "theatre", "battle"  # groups of rules in the warm-up


def page(app: App, folder: str = "") -> None:
    """The page of games by file. `folder`: an exchange folder whose invitation is shown at once."""
    from game.client.mail.page import MailPage

    app.push(MailPage(app, folder))


def open_path(app: App, path: Path) -> str:
    """Goes on with the game of this journal; "" or the line that says why that cannot be."""
    from game.players.mailing import games

    try:
        post = games.open_post(path)
    except (BadFile, ValueError) as e:
        return str(e).splitlines()[0]
    if wrong := why_not_here(post.invite):
        post.let_go()
        return wrong
    app.screen.show(None)
    go_on(app, post)
    return ""


def why_not_here(invite: Invite) -> str:
    """Why a game is not played in the window; "" if it is."""
    if not invite.is_umpired:
        return ""
    return _("this game is led by an umpire and is played in the terminal: changkufeng mail with its name")


def move(app: App, path: Path, folder: Path) -> None:
    """The exchange folder of the game that is open is another one from now on; the game is opened again."""
    from game.players.mailing import games

    app.home()
    try:
        games.move(path, folder)
        wrong = ""
    except BadFile as e:
        wrong = str(e).splitlines()[0]
    if wrong := wrong or open_path(app, path):
        app.tell(_("This game cannot be opened"), wrong)


def go_on(app: App, post: Post) -> None:
    """Sits down at the game of a post, as soon as the rules are ready; until all have joined, waits. All lies on the menu."""
    app.home()
    group = THEATRE if post.invite.is_theatre else BATTLE
    if not post.is_open:
        app.push(
            MailWaiting(
                app,
                post,
                read_title(post.invite.title or post.invite.scenario),
                lambda: _sit_when_ready(app, post, group),
            )
        )
        return
    _sit_when_ready(app, post, group)


def _sit_when_ready(app: App, post: Post, group: str) -> None:
    if start(group).is_over:
        _sit(app, post)
        return
    path = post.journal
    post.let_go()  # who does not wait for the rules holds no game

    def go_on() -> None:
        if wrong := open_path(app, path):
            app.tell(_("This game cannot be opened"), wrong)

    when_ready(app, go_on, group)


def _sit(app: App, post: Post) -> None:
    from game.players.mailing import games

    try:
        table = games.sit_down(post, battle=_battle, theatre=_theatre)
    except (BadFile, ValueError) as e:
        post.let_go()
        app.tell(_("This game cannot be opened"), str(e).splitlines()[0])
        return
    if table is None:
        go_on(app, post)
    else:
        app.push(_screen(app, table))


def _battle(*given: Any, **named: Any) -> Any:
    from game.client.mail.sittings import MailSitting

    return MailSitting(*given, **named)


def _theatre(post: Any, match: Any, seats: Any, path: Any = None) -> Any:
    from game.client.mail.sittings import MailTheatreSitting
    from game.client.theatre.doors import board

    return MailTheatreSitting(post, match, seats, board(match.theatre.id), path=path)


def _screen(app: App, table: Any) -> Screen:
    from game.client.battle.screen import BattleScreen
    from game.client.battle.sitting import Sitting
    from game.client.theatre.screen import TheatreScreen

    return BattleScreen(app, table) if isinstance(table, Sitting) else TheatreScreen(app, table)
