"""Fifteen pictures of screens, compared with tolerance; `GOLDEN=write` draws them anew (look at each before it is kept)."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pygame
import pytest

from game.client import warm
from game.client.app import App
from game.client.battle.pick import PickScreen
from game.client.battle.replay.book import RecordScreen
from game.client.battle.replay.screen import ReplayScreen
from game.client.battle.screen import BattleScreen
from game.client.battle.sitting import Sitting, seats_for
from game.client.kit import text
from game.client.kit.settings import Settings
from game.client.library import scenario
from game.client.map import pictures
from game.client.pages.help import KEYS, HelpDialog
from game.client.pages.laboratory.screen import LaboratoryScreen
from game.client.pages.menu import MenuScreen
from game.client.pages.options import OptionsDialog
from game.client.theatre import doors
from game.client.theatre.screen import TheatreScreen
from game.client.theatre.sitting import TheatreSitting
from game.client.theatre.thesis_screen import ThesisScreen
from game.files import language, saves
from game.match.battle import Match
from game.match.theatre import TheatreMatch
from game.players.table import EMPTY, HUMAN
from tests.client.drive import frame, key, seal, wait_for
from tests.client.test_laboratory import made

pytestmark = pytest.mark.usefixtures("drawn_maps")

SIDES = ("japan", "soviet")

FOLDER = Path(__file__).parent / "golden"
HALF = 2  # kept at half size
OFF_BY, OFF_SHARE, OFF_MEAN = 40, 0.012, 2.5  # of 255 in a channel; share of pixels; mean of all
Look = Callable[[App], None]


def battle(app: App, side: str = "japan") -> BattleScreen:
    screen = BattleScreen(app, Sitting(Match.new(scenario("silent-assault"), seed=1938), seats_for(side, SIDES)))
    app.push(screen)
    frame(app)
    screen.camera.glide_s = 0.0
    screen.camera.centre((18, 26), glide=False)
    return screen


def menu(app: App) -> None:
    app.push(MenuScreen(app))
    wait_for(app, lambda: warm.start().is_over and pictures.menu_picture() is not None)


def pick(app: App) -> None:
    menu(app)
    app.push(PickScreen(app))


def settings(app: App) -> None:
    menu(app)
    app.screen.show(OptionsDialog(app.screen))


def laboratory(app: App) -> None:
    page = LaboratoryScreen(app)
    app.push(page)
    wait_for(app, lambda: pictures.menu_picture() is not None)
    titles = [s.title for s in page.subjects]
    page.choose_subject(titles.index(scenario("silent-assault").title))
    page.choose(0)
    page.choose(1)
    page.study.result = made()
    page.layout()


def keys(app: App) -> None:
    menu(app)
    app.screen.show(HelpDialog(app.screen, KEYS))


def orders(app: App) -> None:
    screen = battle(app)
    screen.take("I/75")
    screen.hand.aim("assault", (18, 26))
    screen.forecasts.renew()
    wait_for(app, lambda: screen.forecasts.result is not None)
    screen.forecasts._stop = True  # the first count of games; the next are the same on every machine too, and slow
    screen.overlays.toggle("reach")
    screen.layout()
    frame(app)
    wait_for(app, lambda: not screen.overlays._jobs)


def fog(app: App) -> None:
    """The campaign's first turn, at rest: what counts is ringed and named above the fog."""
    screen = BattleScreen(app, Sitting(Match.new(scenario("changkufeng"), seed=1938), seats_for("soviet", SIDES)))
    app.push(screen)
    frame(app)


def tree(app: App) -> None:
    screen = battle(app, "soviet")
    screen.overlays.on |= {"control", "legend"}
    key(app, "b")
    wait_for(app, lambda: not screen.overlays._jobs)


def plan(app: App) -> None:
    screen = battle(app, "soviet")
    gun = next(u for u in screen.sitting.own_ids() if screen.sitting.is_gun(u))
    screen.take(gun)
    for goal in ((17, 26), (16, 27), (16, 28)):
        if screen.hand.aim("fire", goal):
            break
    key(app, "F4")


def report(app: App) -> None:
    screen = battle(app)
    screen.take("I/75")
    screen.hand.aim("silent", (18, 26))
    screen.hand.select("")
    seal(app)
    wait_for(app, lambda: screen.phase == "film")
    key(app, "Enter")


def card(app: App) -> None:
    screen = battle(app)
    screen.take("I/75")
    key(app, "i")


def replay(app: App) -> None:
    screen = ReplayScreen(app, scenario("silent-assault"))
    app.push(screen)
    wait_for(app, lambda: screen.rerun.is_done)
    key(app, "Right", "Right", "Right", "Right")


def record(app: App) -> None:
    screen = RecordScreen(app, scenario("changkufeng"), "6 Aug Day")
    app.push(screen)
    screen.follow("I/75")


def theatre(app: App) -> None:
    match = TheatreMatch.new(doors.theatre(), seed=1938, last=6)
    match.resolve()
    match.resolve()
    sitters = {"tokyo": HUMAN, "field": EMPTY, "moscow": EMPTY}
    screen = TheatreScreen(app, TheatreSitting(match, sitters, doors.board()))
    app.push(screen)
    screen.writing.set_move("HOM", "YAN", 1)


def theatre_card(app: App) -> None:
    theatre(app)
    screen = app.screen
    assert isinstance(screen, TheatreScreen)
    screen.open_card(0)
    key(app, "1")


def thesis(app: App) -> None:
    page = ThesisScreen(app, doors.theatre().deck)
    app.push(page)
    wait_for(app, lambda: bool(page.found))
    key(app, "Down")


SCREENS: tuple[tuple[str, Look, tuple[int, int], float, str], ...] = (
    ("menu", menu, (1920, 1080), 1.0, "en"),
    ("pick", pick, (1280, 800), 1.0, "en"),
    ("settings", settings, (1280, 800), 1.0, "en"),
    ("keys", keys, (1280, 800), 1.0, "en"),
    ("laboratory", laboratory, (1280, 800), 1.0, "en"),
    ("orders", orders, (1920, 1080), 1.0, "en"),
    ("fog", fog, (1280, 800), 1.0, "en"),
    ("tree", tree, (1280, 800), 1.0, "ru"),
    ("plan", plan, (1280, 800), 1.0, "en"),
    ("report", report, (1920, 1080), 2.0, "en"),
    ("card", card, (1280, 800), 1.0, "ru"),
    ("replay", replay, (1920, 1080), 1.0, "en"),
    ("record", record, (1280, 800), 1.0, "ja"),
    ("theatre", theatre, (1920, 1080), 1.0, "en"),
    ("theatre_card", theatre_card, (1280, 800), 1.0, "ru"),
    ("thesis", thesis, (1280, 800), 1.0, "ja"),
)


@pytest.fixture
def clean(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No saved games on the menu; English and the usual colours afterwards."""
    monkeypatch.setattr(saves, "games", list)
    yield
    text.use_script(language.use_language("en"))


def at_rest(app: App) -> np.ndarray:
    """The picture once every map is drawn and nothing moves."""
    screen = app.screen
    store, camera = getattr(screen, "pictures", None), getattr(screen, "camera", None) or getattr(screen, "left", None)
    level = getattr(camera, "level", 0)
    if store is not None:
        assert store.store.wait(level) is not None
        frame(app)
        wait_for(app, lambda: getattr(store, "_job", None) is None and getattr(store, "_lettering", None) is None)
    app.screen.ui.pointer = (-1, -1)
    for _ in range(3):
        frame(app)
    small = pygame.transform.smoothscale(app.surface, [n // HALF for n in app.size])
    return pygame.surfarray.array3d(small).astype(np.int16)


@pytest.mark.slow
@pytest.mark.parametrize(("name", "look", "size", "scale", "code"), SCREENS, ids=[s[0] for s in SCREENS])
def test_a_screen_looks_as_it_did(clean: None, name: str, look: Look, size: tuple[int, int], scale: float, code: str):
    pygame.display.init()
    app = App(pygame.display.set_mode(size), settings=Settings(scale=scale, language=code, reduce_motion=True))
    look(app)
    found = at_rest(app)
    path = FOLDER / f"{name}.png"
    if os.environ.get("GOLDEN") == "write":
        pygame.image.save(pygame.surfarray.make_surface(found.astype(np.uint8)), path)
    kept = pygame.surfarray.array3d(pygame.image.load(path)).astype(np.int16)
    off = np.abs(found - kept)
    app.stack.clear()
    if off.mean() >= OFF_MEAN or (off.max(2) > OFF_BY).mean() >= OFF_SHARE:
        now = path.with_suffix(".now.png")
        pygame.image.save(pygame.surfarray.make_surface(found.astype(np.uint8)), now)
        pytest.fail(
            f"{now.name} differs: mean {off.mean():.2f}, {100 * (off.max(2) > OFF_BY).mean():.2f} % of the pixels"
        )
