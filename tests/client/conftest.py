"""A window on a dummy display for every test of the client, and a battle in it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import pygame
import pytest

from game.client.app import App
from game.client.battle.last_page import leaving, worth
from game.client.battle.screen import BattleScreen
from game.client.battle.sitting import Sitting, seats_for
from game.client.library import scenario
from game.client.map.picture.cache import PictureStore
from game.match.battle import Match
from tests.client.drive import frame, open_app

SIDES = ("japan", "soviet")


@pytest.fixture(autouse=True)
def no_other_luck(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a score and departures were worth is reckoned where it is asked for: no test plays a hundred games at its end."""
    for job in (worth.Worth, leaving.Leaving):
        monkeypatch.setattr(job, "start", lambda _self, _games=0: None)


class Steady:
    """A clock that hardly waits: each frame is said to have come in its time."""

    def tick(self, per_second: int) -> int:
        time.sleep(0.001)  # who works beside the window comes to his turn
        return 1000 // per_second


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """The frames of a test follow one upon the other."""
    monkeypatch.setattr(pygame.time, "Clock", Steady)


@pytest.fixture
def drawn_maps() -> None:
    """Asked for by what looks at the picture of a map: it is drawn, by a process beside the test."""


@pytest.fixture(autouse=True)
def blank_maps(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Elsewhere the ground stays blank paper: no test draws beside itself a map at which it does not look."""
    if "drawn_maps" not in request.fixturenames:
        monkeypatch.setattr(PictureStore, "_start", lambda _self: None)


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
