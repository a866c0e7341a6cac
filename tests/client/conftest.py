"""A window on a dummy display for every test of the client, and a battle in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from game.client.app import App
from game.client.battle.last_page import worth
from game.client.battle.screen import BattleScreen
from game.client.battle.sitting import Sitting, seats_for
from game.client.library import scenario
from game.match.battle import Match
from tests.client.drive import frame, open_app

SIDES = ("japan", "soviet")


@pytest.fixture(autouse=True)
def no_other_luck(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a score was worth is reckoned where it is asked for: a hundred games are not played at the end of every test."""
    monkeypatch.setattr(worth.Worth, "start", lambda _self, _games=0: None)


@pytest.fixture
def app() -> Iterator[App]:
    """The program without a page."""
    made = open_app()
    yield made
    made.stack.clear()


@pytest.fixture
def battle(app: App) -> Callable[..., BattleScreen]:
    """`battle("japan")`: a new battle on the screen."""

    def begin(side: str = "japan", match: Match | None = None) -> BattleScreen:
        screen = BattleScreen(
            app, Sitting(match or Match.new(scenario("silent-assault"), seed=1938), seats_for(side, SIDES))
        )
        app.push(screen)
        frame(app)
        return screen

    return begin
