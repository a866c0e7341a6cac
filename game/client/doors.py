"""How every screen is opened: the one room that knows all pages; pages ask it and do not know each other."""

from __future__ import annotations

import contextlib
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from game.client.saved_doors import open_game as open_game
from game.core.words import _
from game.files.errors import BadFile

if TYPE_CHECKING:
    from collections.abc import Sequence

    from game.client.app import App
    from game.client.battle.branches.leaving import Start
    from game.client.battle.grading import Grading
    from game.client.battle.sitting import Sitting
    from game.client.kit.screen import Screen
    from game.client.kit.widgets import Modal
    from game.files.lessons import Found
    from game.match.battle import Match
    from game.model.battle.calendar import Turn
    from game.model.battle.scenario import Scenario
    from game.model.battle.whatif import WhatIf
    from game.model.theatre.cards import Deck
    from game.players.table import SealedTable

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


def lessons(screen: Screen) -> None:
    """The list of lessons."""
    from game.client.pages.lessons import LessonsDialog

    screen.show(LessonsDialog(screen))


def lesson(app: App, found: Found) -> str:
    """A lesson; "" or the line that says why it cannot be opened."""
    from game.client.lesson.doors import begin

    return begin(app, found)


def mail(app: App, folder: str = "") -> None:
    """The page of games by file. `folder`: an exchange folder whose invitation is shown at once."""
    from game.client.mail import doors

    doors.page(app, folder)


def laboratory(app: App) -> None:
    """The what-if laboratory, as soon as the rules are ready."""
    from game.client.pages.laboratory.screen import LaboratoryScreen
    from game.client.pages.waiting import when_ready

    when_ready(app, lambda: app.push(LaboratoryScreen(app)))


def ask_from(app: App, match: Match) -> None:
    """The laboratory, asking from where a match stands; or the line that says why it cannot be asked there."""
    from game.client.pages.laboratory.position import PositionSubject
    from game.client.pages.laboratory.screen import LaboratoryScreen
    from game.client.pages.waiting import when_ready

    try:
        position = PositionSubject(match)
    except ValueError as e:
        app.tell(_("It cannot be asked from here"), str(e).splitlines()[0])
        return
    when_ready(app, lambda: app.push(LaboratoryScreen(app, position)))


def strategic_record(app: App, turn: int = 0) -> None:
    """The record of the strategic game, turn by turn. `turn`: the one that is looked at, 0 the first."""
    from game.client.theatre.doors import open_record

    open_record(app, turn)


def thesis(app: App, deck: Deck) -> None:
    """The thesis of a strategic game, with its evidence."""
    from game.client.theatre.thesis_screen import ThesisScreen

    app.push(ThesisScreen(app, deck))


def open_thesis(app: App) -> None:
    """Which sentence of the thesis stands, from any page."""
    from game.client.theatre.doors import THEATRE
    from game.files.theatre.decks import load_deck

    try:
        thesis(app, load_deck(THEATRE))
    except BadFile as e:
        app.tell(_("The thesis cannot be opened"), str(e).splitlines()[0])


def road(app: App, tab: int = 0) -> None:
    """The longer road to the hill. `tab`: years, forces, the line of 1886, where it lies."""
    from game.client.road.doors import open_road

    open_road(app, tab)


def treaty(screen: Screen, line: str = "") -> None:
    """The card of the line of 1886 over a page, with both readings. `line`: the one that was clicked, by its English name."""
    from game.client.road.doors import open_treaty

    open_treaty(screen, line)


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
    """A new strategic game."""
    from game.client.theatre import doors

    doors.begin(app, seats, dial=dial, seed=seed, first=first, last=last, name=name)


def go_on(app: App, path: Path) -> None:
    """Goes on with a saved game, or says why it cannot be opened."""
    line = open_game(app, path)
    if line:
        app.tell(_("This game cannot be opened"), line)


def battle(app: App, scenario: Scenario, side: str, *, seed: int = USUAL_SEED, computer: str = "computer") -> None:
    """A new battle for a side of the menu's choice, against a computer commander; it opens with the briefing of the side."""
    from game.client.battle.screen import BattleScreen
    from game.match.battle import Match

    sit_down(app, Match.new(scenario, seed=seed), side, computer)
    page = app.screen
    if isinstance(page, BattleScreen) and page.phase == "orders":
        page.brief()


def sit_down(app: App, match: Match, side: str, computer: str = "computer") -> None:
    """A match goes on at this screen: for a side, or for "both"."""
    from game.client.battle.screen import BattleScreen
    from game.client.battle.sitting import Sitting, seats_for

    app.push(BattleScreen(app, Sitting(match, seats_for(side, match.scenario.sides, computer))))


def leave_history(app: App, match: Match, side: str, name: str) -> str:
    """A game that begins here becomes a branch of the tree and is played on; "" or the line that says why it cannot be kept."""
    from game.client.battle.screen import BattleScreen
    from game.client.battle.sitting import Sitting, seats_for
    from game.files.errors import BadFile
    from game.players.planting import plant

    seats = seats_for(side, match.scenario.sides)
    try:
        planted = plant(match, name, seats)
    except (BadFile, ValueError) as e:
        return str(e).splitlines()[0]
    sitting = Sitting(match, seats, path=planted.game)
    sitting.recall(planted.game)
    app.screen.show(None)
    app.push(BattleScreen(app, sitting))
    return ""


def leave_dialog(
    screen: Screen, scenario: Scenario, turn: Turn, starts: Sequence[Start] = (), seed: int | None = USUAL_SEED
) -> Modal:
    """Asks how history is left at a turn. `starts`: other positions than the record's, behind them; `seed`: of a game that begins
    with the record's, None where it cannot be begun there."""
    from game.client.battle.branches.leaving import LeaveDialog, of_record
    from game.match.dates import turn_words
    from game.players.planting import usual_name

    recorded = of_record(screen, scenario, turn, seed) if seed is not None else None
    every = [*([recorded] if recorded is not None else []), *starts]
    return LeaveDialog(screen, scenario, every, usual_name(turn_words(turn)))


def leave_record(screen: Screen, scenario: Scenario, page: str) -> None:
    """Asks for the side that plays on from a page of the record, or says why nobody can."""
    from game.files.battle.record_moment import moments

    turns = {t.name: t for t in moments(scenario)}
    if page in turns:
        screen.show(leave_dialog(screen, scenario, turns[page]))
    else:
        words = _("Turn to a page of the fighting: before it there is nothing to order, after it the truce holds.")
        screen.app.tell(_("Play on from here"), words)


def branches(app: App, scenario: Scenario, chosen: str = "") -> None:
    """The page of the tree of a scenario's games."""
    from game.client.battle.branches.screen import TreeScreen

    app.push(TreeScreen(app, scenario, chosen))


def in_its_place(app: App, match: Match, seats: dict[str, str], *, is_branch: bool = False) -> None:
    """A match is played in the place of the battle whose last page lies on top; a branch is one of the tree."""
    from game.client.battle.screen import BattleScreen
    from game.client.battle.sitting import Sitting
    from game.files.errors import BadFile
    from game.match.dates import turn_words
    from game.players.planting import plant, usual_name

    path = None
    if is_branch:
        with contextlib.suppress(BadFile):  # it is kept when its first turn is, as any game
            path = plant(match, usual_name(turn_words(match.turn)), seats).game
    app.pop()
    app.replace(BattleScreen(app, Sitting(match, seats, path=path)))


def last_page(app: App, sitting: Sitting, grading: Grading) -> None:
    """The last page of a battle that is over."""
    from game.client.battle.last_page.screen import LastPage

    app.push(LastPage(app, sitting, grading))


def watch(app: App, match: Match) -> None:
    """A battle that was played, turn by turn beside the record."""
    from game.client.battle.replay.rerun import Watched
    from game.client.battle.replay.screen import ReplayScreen

    app.push(ReplayScreen(app, match.scenario, rerun=Watched(match)))


def record(app: App, scenario: Scenario, at: str = "", *, side: str = "", entry: object = None) -> None:
    """The record of a battle, page by page, with nothing resolved.

    `at`: name of the page it opens at; `side`: as which it is seen, "" whole; `entry`: of that page, shown at once.
    """
    from game.client.battle.replay.book import RecordScreen

    page = RecordScreen(app, scenario, at, side)
    app.push(page)
    if entry is not None:
        page.open(entry)


def replay(
    app: App,
    scenario: Scenario,
    *,
    seed: int = USUAL_SEED,
    what_if: WhatIf | None = None,
    at: int | None = None,
) -> None:
    """The replay of a scenario, or of a what-if's world, played beside the window. `at`: number of the turn it opens at."""
    from game.client.battle.replay.rerun import Rerun
    from game.client.battle.replay.screen import ReplayScreen

    rerun = Rerun(scenario, seed, what_if)
    page = ReplayScreen(app, rerun.scenario, rerun=rerun)
    page.place.await_turn(at)
    app.push(page)
