"""Settings do what they say: full screen and back, the hex grid; both are there again after the next start."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pygame
import pytest

from game.client.app import FIRST, App, open_window
from game.client.kit.settings import Settings
from game.client.library import scenario
from game.client.map import pictures
from game.client.map.picture.canvas import NO_GRID
from game.client.map.picture.drawing import MapPicture, draw_map
from game.client.pages.menu import MenuScreen
from game.client.pages.options import OptionsDialog
from tests.client.drive import frame, key


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
    key(app, "F11")
    assert pygame.display.is_fullscreen()
    assert Settings.load().full_screen
    key(app, "F11")
    assert not pygame.display.is_fullscreen()
    assert app.size == pygame.display.get_window_size() == (1100, 700)
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
