"""Settings do what they say: full screen and back, the hex grid; both are there again after the next start."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pygame
import pytest

from game.client.app import FIRST, App, open_window
from game.client.battle.screen import BattleScreen
from game.client.doors import tell_what_was_mended
from game.client.kit.keys import Bindings
from game.client.kit.settings import Settings
from game.client.library import scenario
from game.client.map import pictures
from game.client.map.picture.canvas import NO_GRID
from game.client.map.picture.drawing import MapPicture, draw_map
from game.client.pages.menu import MenuScreen
from game.client.pages.options import OptionsDialog
from game.files import mending
from game.files.language import settings_file
from tests.client.drive import frame, key, wait_for


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    """The map keeps its grid and the settings their file."""
    before = Settings.load()
    yield
    before.save()
    pictures.use_grid(True)


def chosen(app: App, line: str, at: int) -> None:
    """A choice of the open settings, by the label of its line."""
    assert isinstance(app.screen.modal, OptionsDialog)
    widgets = app.screen.modal.ui.widgets
    label = next(k for k, w in enumerate(widgets) if getattr(w, "text", "") == line)
    widgets[label + 1].action(at)  # type: ignore[attr-defined]
    frame(app)


@pytest.fixture
def settings(app: App) -> App:
    """The settings over the menu."""
    app.push(MenuScreen(app))
    app.screen.show(OptionsDialog(app.screen))
    frame(app)
    return app


def test_f11_fills_the_screen_and_comes_back_to_the_window(app: App):
    app.push(MenuScreen(app))
    app.surface = pygame.display.set_mode((1100, 700), pygame.RESIZABLE)
    pygame.display.set_window_position((37, 53))
    key(app, "F11")
    assert pygame.display.is_fullscreen()
    assert Settings.load().full_screen
    key(app, "F11")
    assert not pygame.display.is_fullscreen()
    assert app.size == pygame.display.get_window_size() == (1100, 700)
    assert pygame.display.get_window_position() == (37, 53)
    assert not Settings.load().full_screen


def test_full_screen_is_there_at_the_next_start_and_leaves_for_the_first_window(settings: App):
    chosen(settings, "Full screen", 1)
    assert Settings.load().full_screen
    again = App(open_window(full=Settings.load().full_screen), settings=Settings.load())
    assert pygame.display.is_fullscreen()
    again.push(MenuScreen(again))
    again.toggle_full()
    assert (again.size, bool(pygame.display.is_fullscreen())) == (FIRST, False)


def test_the_grid_goes_and_stays_away(settings: App):
    night = scenario("silent-assault")
    before = pictures.pictures_for(night)
    chosen(settings, "Hex grid", 0)
    assert not Settings.load().show_grid
    bare = pictures.pictures_for(night)
    assert bare is not before
    assert bare.store.features == {**night.features, NO_GRID: True}
    App(settings.surface, settings=Settings.load())
    assert pictures.pictures_for(night) is bare
    chosen(settings, "Hex grid", 1)
    assert pictures.pictures_for(night).store.features == night.features


def test_a_map_without_the_grid_is_the_same_but_for_its_lines():
    features = scenario("silent-assault").features
    drawn, bare = (draw_map(one, 12).astype(int) for one in (features, {**features, NO_GRID: True}))
    darker = (bare - drawn).sum(axis=2)
    layout = MapPicture(features, 12).layout
    corner, centre = (tuple(round(v) for v in at) for at in (layout.corners((18, 20))[0], layout.centre((18, 20))))
    assert np.abs(darker).max() > 20
    assert darker[corner[1] - 1 : corner[1] + 2, corner[0] - 1 : corner[0] + 2].max() > 12
    assert abs(darker[centre[1], centre[0]]) <= 3


# ------------------------------------------------------------ what was damaged
DEFAULTS = Settings()
HUGE = "9" * 23
WRONG = [
    "null",
    '"x"',
    "0",
    "-1",
    "1e300",
    "1e999",
    "NaN",
    "-0.5",
    "0.3",
    HUGE,
    "[]",
    "{}",
    "[[1]]",
    "true",
    '"\\ud800"',
]
SOUND = {  # of WRONG, what is in the range of a choice
    "scale": {"0"}, "speed": set(), "reduce_motion": {"true"}, "show_grid": {"true"}, "language": set(), "colours": set(),
    "hatched": {"true"}, "full_screen": {"true"}, "volume": {"0"}, "effects": {"true"}, "ambience": {"true"},
    "muted": {"null", "[]"}, "keys": {"{}"},
}  # fmt: skip


def given(data: bytes) -> Path:
    """A settings file of these bytes, alone in its folder."""
    path = settings_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    for old in path.parent.glob("window.json*"):
        old.unlink()
    path.write_bytes(data)
    mending._news.clear()
    return path


def test_every_choice_is_tried():
    assert set(SOUND) == set(Settings.__struct_fields__)


@pytest.mark.parametrize("name", SOUND)
@pytest.mark.parametrize("value", WRONG)
def test_a_choice_out_of_its_range_is_as_usual_and_the_others_stay(name: str, value: str):
    other = "hatched" if name != "hatched" else "reduce_motion"
    path = given(f'{{"{name}": {value}, "{other}": true}}'.encode())
    found = Settings.load()
    if value in SOUND[name]:
        assert mending.news() == []
    elif value in ("NaN", '"\\ud800"'):  # no JSON at all: nothing of it is read
        assert found == DEFAULTS
        assert len(mending.news()) == 1
    else:
        assert getattr(found, name) == getattr(DEFAULTS, name)
        assert getattr(found, other) is True
        (line,) = mending.news()
        assert line == f"{path} is damaged ({name}): set aside as window.json.damaged; these as usual"
        assert Settings.load() == found
        assert mending.news() == [], "once"


@pytest.mark.parametrize(
    "data",
    [
        b'{"scale":1.0,"s\xb1eed":1.0,"colours":"\xf3tandard","keys":{"seal":"return"}}',
        b"",
        b"{",
        b"[]",
        b"\0" * 300,
        b'{"scale":' * 20_000,
        b"x" * 70_000,
    ],
)
def test_a_settings_file_that_is_none_is_set_aside_and_said_in_one_line(data: bytes):
    path = given(data)
    assert Settings.load() == DEFAULTS
    (line,) = mending.news()
    assert line.endswith("set aside as window.json.damaged; settings as usual")
    assert path.with_name("window.json.damaged").read_bytes() == data
    path.write_bytes(data)
    Settings.load()
    assert path.with_name("window.json.damaged-2").read_bytes() == data, "the first is kept"


def test_a_speed_of_nought_plays_the_film(app: App, battle: Callable[..., BattleScreen]):
    given(b'{"speed":0}')
    app.settings = Settings.load()
    screen = battle("japan")
    key(app, "Ctrl Enter")
    wait_for(app, lambda: screen.phase == "film")
    assert screen.film is not None
    wait_for(app, lambda: screen.film is not None and screen.film.at > 0)


@pytest.mark.parametrize(
    ("keys", "kept"),
    [
        ({"seal": "return"}, {}),  # no key is called so: sealing stays where it was
        ({"seal": "", "run": "N\n", "dig": "Ctrl+"}, {}),
        ({"dig": "M"}, {}),  # marching has it
        ({"dig": "8", "hold": "8"}, {}),
        ({"dig": "8", "hold": "Shift+F7", "run": "Ctrl+Home"}, {"dig": "8", "hold": "Shift+F7", "run": "Ctrl+Home"}),
    ],
)
def test_keys_that_are_none_or_anothers_are_as_usual(keys: dict[str, str], kept: dict[str, str]):
    assert Bindings(dict(keys)).changed == kept


def test_what_was_set_aside_is_said_in_the_window(app: App):
    app.push(MenuScreen(app))
    given(b"{")
    Settings.load()
    app.watch(lambda: tell_what_was_mended(app))
    frame(app)
    frame(app)
    assert app.screen.modal is not None
    assert "window.json.damaged" in app.screen.modal.words  # type: ignore[attr-defined]
