"""How every screen is opened: the one room that knows all pages; pages ask it and do not know each other."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from game.core.words import _

if TYPE_CHECKING:
    from game.client.app import App
    from game.client.kit.screen import Screen
    from game.match.battle import Match
    from game.model.battle.scenario import Scenario
    from game.model.battle.whatif import WhatIf
    from game.model.theatre.cards import Deck
    from game.players.table import SealedTable, SeatsMissing

USUAL_SEED = 1938


# ---------------------------------------------------------------- pages
def menu(app: App) -> None:
    """The first page."""
    from game.client.pages.menu import MenuScreen

    app.push(MenuScreen(app))


def choose_battle(app: App, *, replay: bool = False) -> None:
    """The page where a battle is chosen, to be played or to be replayed."""
    from game.client.battle.pick import PickScreen

    app.push(PickScreen(app, replay=replay))


def choose_strategic(app: App) -> None:
    """The page where a strategic game is chosen."""
    from game.client.theatre.pick import TheatrePick

    app.push(TheatrePick(app))


def laboratory(app: App) -> None:
    """The what-if laboratory, as soon as the rules are ready."""
    from game.client.pages.laboratory.screen import LaboratoryScreen
    from game.client.pages.waiting import when_ready

    when_ready(app, lambda: app.push(LaboratoryScreen(app)))


def thesis(app: App, deck: Deck) -> None:
    """The thesis of a strategic game, with its evidence."""
    from game.client.theatre.thesis_screen import ThesisScreen

    app.push(ThesisScreen(app, deck))


# ---------------------------------------------------------------- dialogs over any page
def settings(screen: Screen) -> None:
    """The settings."""
    from game.client.pages.options import OptionsDialog

    screen.show(OptionsDialog(screen))


def help_over(screen: Screen) -> None:
    """Keys, rulebook and credits."""
    from game.client.pages.help import HelpDialog

    if not isinstance(screen.modal, HelpDialog):
        screen.show(HelpDialog(screen))


def load(screen: Screen) -> None:
    """The list of saved files, copies and earlier states too."""
    from game.client.pages.saved_games import LoadDialog

    screen.show(LoadDialog(screen, lambda path: open_game(screen.app, path)))


def continue_game(screen: Screen) -> None:
    """The list of games to go on with."""
    from game.client.pages.saved_games import ContinueDialog

    screen.show(ContinueDialog(screen, lambda path: open_game(screen.app, path)))


def save(screen: Screen, name: str, table: SealedTable[Any, Any, Any]) -> None:
    """A name to save a game under."""
    from game.client.pages.saved_games import SaveDialog

    screen.show(SaveDialog(screen, name[:60], table))


def tell_what_was_mended(app: App) -> bool:
    """Says in one line each what was damaged and set aside, as soon as a page lies open; asked for once a frame."""
    from game.files import mending

    is_open = app.screen.modal is None and not app.screen.is_passing
    lines = mending.news() if is_open else []
    if lines:
        print(*(f"changkufeng: {line}" for line in lines), sep="\n", file=sys.stderr)
        app.tell(_("Something was damaged and set aside"), " ".join(lines))
    return False


# ---------------------------------------------------------------- games
def strategic(app: App, seats: dict[str, str], *, dial: str, seed: int, first: int, last: int, name: str) -> None:
    """A new strategic game, as soon as the rules are ready."""
    from game.client.theatre import doors

    doors.begin(app, seats, dial=dial, seed=seed, first=first, last=last, name=name)


def go_on(app: App, path: Path) -> None:
    """Goes on with a saved game, or says why it cannot be opened."""
    line = open_game(app, path)
    if line:
        app.tell(_("This game cannot be opened"), line)


def battle(app: App, scenario: Scenario, side: str, *, seed: int = USUAL_SEED, computer: str = "computer") -> None:
    """A new battle for a side of the menu's choice, against a computer commander, as soon as the rules are ready."""
    from game.client.pages.waiting import when_ready

    def go_on() -> None:
        from game.match.battle import Match

        sit_down(app, Match.new(scenario, seed=seed), side, computer)

    when_ready(app, go_on)


def sit_down(app: App, match: Match, side: str, computer: str = "computer") -> None:
    """A match goes on at this screen: for a side, or for "both"."""
    from game.client.battle.screen import BattleScreen
    from game.client.battle.sitting import Sitting, seats_for

    app.push(BattleScreen(app, Sitting(match, seats_for(side, match.scenario.sides, computer))))


def open_game(app: App, path: Path, seats: dict[str, str] | None = None) -> str:
    """Goes on with a saved game of either scale; "" or the line that says why it cannot be opened.

    `seats`: who sits where; without them as saved, and where that is not written the user is asked.
    """
    from game.client.pages.waiting import WaitingScreen, when_ready
    from game.client.warm import start
    from game.files.theatre.journal import THEATRES
    from game.players.table import SeatsMissing

    is_theatre = THEATRES.is_of(path)
    group = "theatre" if is_theatre else "battle"
    if not start(group).is_over and not isinstance(app.screen, WaitingScreen):
        when_ready(app, lambda: go_on(app, path), group)
        return ""
    try:
        page, notice = _theatre_page(app, path, seats) if is_theatre else _battle_page(app, path, seats)
    except SeatsMissing as e:
        _ask_seats(app, path, e)
        return ""
    except Exception as e:  # whatever the bytes were, the user reads one line and loses nothing
        words = str(e).splitlines()
        line = words[0] if words else type(e).__name__
        return line if path.name in line else f"{path.name}: {line}"
    app.screen.show(None)
    if type(app.screen) is type(page):
        app.replace(page)
    else:
        app.push(page)
    if notice:
        app.tell(_("Opened, with a notice"), notice)
    return ""


def _ask_seats(app: App, path: Path, missing: SeatsMissing) -> None:
    from game.client.pages.saved_games import SeatsDialog

    app.screen.show(SeatsDialog(app.screen, missing.choices, lambda seats: open_game(app, path, seats)))


def _battle_page(app: App, path: Path, seats: dict[str, str] | None) -> tuple[Screen, str]:
    from game.client.battle.screen import BattleScreen
    from game.client.battle.sitting import open_game as read

    sitting = read(path, seats)
    return BattleScreen(app, sitting), sitting.match.notice


def _theatre_page(app: App, path: Path, seats: dict[str, str] | None) -> tuple[Screen, str]:
    from game.client.theatre.doors import open_saved
    from game.client.theatre.screen import TheatreScreen

    table = open_saved(path, seats)
    return TheatreScreen(app, table), table.match.notice


def replay(
    app: App,
    scenario: Scenario,
    *,
    seed: int = USUAL_SEED,
    what_if: WhatIf | None = None,
    at: int | None = None,
) -> None:
    """The replay of a scenario, or of a what-if's world, as soon as the rules are ready. `at`: number of the turn it opens at."""
    from game.client.pages.waiting import when_ready

    def go_on() -> None:
        from game.client.battle.replay.rerun import Rerun
        from game.client.battle.replay.screen import ReplayScreen

        rerun = Rerun(scenario, seed, what_if)
        page = ReplayScreen(app, rerun.scenario, rerun=rerun)
        page.place.await_turn(at)
        app.push(page)

    when_ready(app, go_on)
