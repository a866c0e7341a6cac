"""A page that is left keeps what no turn has resolved yet, at either scale, for one person and for several."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from game.client import warm
from game.client.app import App
from game.client.battle.screen import BattleScreen
from game.client.battle.sitting import Sitting, seats_for
from game.client.doors import open_game
from game.client.kit.widgets import Notice
from game.client.library import scenario
from game.client.pages.curtain import CurtainScreen
from game.client.pages.menu import MenuScreen
from game.client.theatre import doors
from game.client.theatre.screen import TheatreScreen
from game.client.theatre.sitting import TheatreSitting
from game.match.battle import Match
from game.match.battle.order_book import Written
from game.match.theatre import Sheet, TheatreMatch
from game.model.battle.orders import Order
from game.model.theatre.sheets import Move
from game.players.table import EMPTY, HUMAN
from tests.client.drive import frame, key, wait_for

Page = Any
BOOK = Written((Order(unit="I/75", task="dig"),))
SHEET = Sheet(moves=(Move("HOM", "YAN", 1),))


def battle(app: App, path: Path, humans: int) -> Page:
    """A night with one or two people at it."""
    match = Match.new(scenario("silent-assault"), seed=1938)
    return BattleScreen(
        app, Sitting(match, seats_for("both" if humans > 1 else "japan", match.scenario.sides), path=path)
    )


def theatre(app: App, path: Path, humans: int) -> Page:
    """The first act with one or two people at it."""
    match = TheatreMatch.new(doors.theatre(), seed=1938, last=6)
    seats = {"tokyo": HUMAN, "field": EMPTY, "moscow": HUMAN if humans > 1 else EMPTY}
    return TheatreScreen(app, TheatreSitting(match, seats, doors.board(), path=path))


@pytest.fixture(params=[(battle, BOOK), (theatre, SHEET)], ids=["battle", "theatre"])
def scale(request: pytest.FixtureRequest) -> tuple[Callable[[App, Path, int], Page], Any]:
    """How the page is opened, and what its first seat writes."""
    warm.start("battle").wait()
    warm.start("theatre").wait()
    return request.param


def table_of(page: Page) -> Any:
    """The table of a page."""
    return page.sitting if isinstance(page, BattleScreen) else page.table


def reopened(app: App, path: Path) -> Any:
    """The table of the game as it is opened from its file."""
    assert open_game(app, path) == ""
    return table_of(next(s for s in reversed(app.stack) if isinstance(s, BattleScreen | TheatreScreen)))


def test_orders_written_and_not_sealed_outlive_the_page(app: App, tmp_path: Path, scale: Any):
    opens, written = scale
    path = tmp_path / "game.journal"
    app.push(MenuScreen(app))
    app.push(opens(app, path, 1))
    table_of(app.screen).draft.change(written)
    app.home()
    again = reopened(app, path)
    assert again.draft.now == written
    assert not again.draft.can_undo


def test_a_page_on_which_nothing_was_written_leaves_no_file(app: App, tmp_path: Path, scale: Any):
    opens, _written = scale
    app.push(MenuScreen(app))
    app.push(opens(app, tmp_path / "game.journal", 1))
    app.home()
    assert list(tmp_path.iterdir()) == []


def test_what_the_first_of_two_sealed_waits_behind_the_curtain_for_the_second(app: App, tmp_path: Path, scale: Any):
    opens, written = scale
    path = tmp_path / "game.journal"
    app.push(MenuScreen(app))
    page = opens(app, path, 2)
    app.push(page)
    assert isinstance(app.screen, CurtainScreen)
    key(app, "Enter")
    table_of(page).draft.change(written)
    key(app, "Ctrl Enter")
    second = table_of(page).seat
    app.home()
    again = reopened(app, path)
    assert isinstance(app.screen, CurtainScreen)
    assert again.seat == second
    assert again.draft.now == again.draft.blank
    assert again.draft_of(again.humans[0]).now == written


def test_a_turn_that_fails_is_told_and_the_last_to_write_may_seal_again(app: App, tmp_path: Path, scale: Any):
    opens, written = scale
    page = opens(app, tmp_path / "game.journal", 2)
    app.push(page)
    key(app, "Enter")
    table_of(page).draft.change(written)
    key(app, "Ctrl Enter")
    key(app, "Enter")

    def fails() -> None:
        raise OSError("the disk is on fire")

    table_of(page).resolve_now = fails
    key(app, "Ctrl Enter")
    wait_for(app, lambda: not page.turning.is_busy)
    frame(app)
    assert isinstance(page.modal, Notice)
    assert "the disk is on fire" in page.modal.words
    assert table_of(page).seat == table_of(page).humans[-1]  # what the first has written is not shown to the second
    assert table_of(page).draft_of(table_of(page).humans[0]).now == written
    again = reopened(app, tmp_path / "game.journal")
    assert again.draft_of(again.humans[0]).now == written
