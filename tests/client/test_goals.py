"""What counts is always in sight: a panel with points, rings on the map, a briefing; nothing lies over a place that counts."""

import numpy as np
import pygame
import pytest

from game.client import doors
from game.client.app import App
from game.client.battle.goals import GoalPanel, GoalsDialog, goal_hexes, lines
from game.client.battle.screen import BattleScreen
from game.client.battle.sitting import Sitting, seats_for
from game.client.kit.paint import Brush
from game.client.kit.theme import Theme
from game.client.kit.widgets import Listing, Panel, Reading
from game.client.library import scenario
from game.client.map import naming
from game.client.map.frame import Minimap
from game.client.pages.menu import MenuScreen
from game.match.battle import Match
from tests.client.drive import click, frame, key, open_app

SIDES = ("japan", "soviet")
SCENARIOS = ("silent-assault", "first-counterattack", "hold-the-crest", "changkufeng")


def opened(app: App, name: str, side: str) -> BattleScreen:
    screen = BattleScreen(app, Sitting(Match.new(scenario(name), seed=1938), seats_for(side, SIDES)))
    app.push(screen)
    frame(app)
    return screen


def panel(screen: BattleScreen) -> GoalPanel:
    return next(w for w in screen.ui.widgets if isinstance(w, GoalPanel))


def test_the_panel_says_what_the_score_is_made_of(app: App, battle):
    screen = battle("soviet")
    shown = lines(screen.sitting)
    assert [line.name for line in shown] == [
        "Changkufeng",
        "Bezymyannaya",
        "Hill 52",
        "Own losses",
        "Limits kept",
        "Standing",
    ]
    assert sum(line.points for line in shown) == pytest.approx(screen.sitting.view.score.total)
    assert sum(line.most for line in shown) == pytest.approx(100)
    said = [words for _box, words in panel(screen).spots]
    assert len(said) == len(shown) + 2
    assert all(said)


def test_a_click_on_a_place_goes_there(app: App, battle):
    screen = battle("japan")
    screen.camera.glide_s = 0.0
    screen.camera.centre((3, 3), glide=False)
    box = panel(screen).spots[3][0].move(panel(screen).rect.topleft)
    click(app, box.center)
    at = screen.camera.to_screen((23, 30))
    assert screen.camera.view.inflate(-200, -200).collidepoint(at)


@pytest.mark.parametrize("name", SCENARIOS)
@pytest.mark.parametrize("side", SIDES)
def test_no_panel_covers_a_place_that_counts_at_1280_by_800(app: App, name: str, side: str):
    screen = opened(app, name, side)
    over = [w.rect for w in screen.ui.widgets if screen.camera.view.contains(w.rect)] + [
        screen.title.rect(),
        screen.title.arrow(),
    ]
    assert any(isinstance(w, GoalPanel) for w in screen.ui.widgets)
    for here in goal_hexes(screen.sitting):
        at = screen.camera.to_screen(here)
        ring = pygame.Rect(0, 0, screen.camera.level, screen.camera.level)
        ring.center = at
        assert screen.camera.view.contains(ring), here
        assert ring.collidelist(over) < 0, here


def test_the_same_hexes_are_ringed_on_map_and_minimap(app: App, battle):
    screen = battle("japan")
    small = next(w for w in screen.ui.widgets if isinstance(w, Minimap))
    counted = goal_hexes(screen.sitting)
    assert small.goals == counted
    assert (18, 26) in counted
    assert (18, 27) in counted  # the ridge lies on two
    at = screen.camera.to_screen((23, 30))  # nobody stands there
    before = app.surface.copy()
    frame(app)
    brass = [before.get_at((at[0] + dx, at[1]))[:3] for dx in range(-screen.camera.level // 2 - 1, -12)]
    assert any(abs(r - 206) + abs(g - 168) + abs(b - 92) < 40 for r, g, b in brass)


def test_a_new_battle_opens_with_the_briefing_and_lets_the_menu_s_picture_go(app: App):
    page = MenuScreen(app)
    app.push(page)
    page.backdrop._picture = pygame.Surface(app.size)
    doors.battle(app, scenario("silent-assault"), "soviet")
    assert isinstance(app.screen.modal, GoalsDialog)
    assert page.backdrop._picture is None
    key(app, "Esc")
    assert app.screen.modal is None
    app.screen.turning.handing.put_away()


@pytest.mark.usefixtures("drawn_maps")
@pytest.mark.slow
@pytest.mark.parametrize("side", SIDES)
def test_in_fog_the_name_of_every_place_that_counts_is_read_in_the_picture(app: App, side: str):
    screen = opened(app, "changkufeng", side)
    assert screen.shown.sky == "fog"
    screen.pictures.draw_now(screen.camera.level)
    screen.ui.pointer = (-1, -1)
    frame(app)
    names = screen.pictures.names(screen.camera.level)
    spots = naming.spots(screen.camera.layout, names, screen.shown, goal_hexes(screen.sitting))
    cx, cy = screen.camera.corner
    for goal in screen.sitting.view.goals:
        name = next(n for n in names if n.hex in goal.hexes)
        picture, (x, y) = next(s for s in spots if s[0] in (name.whole, name.first))
        alpha = pygame.surfarray.array_alpha(picture)
        dark = (alpha > 250) & (pygame.surfarray.array3d(picture).sum(2) < 330)
        paper = (alpha > 150) & (alpha <= 250)
        assert dark.sum() > 30
        seen = pygame.surfarray.array3d(app.surface)[x + cx : x + cx + alpha.shape[0], y + cy : y + cy + alpha.shape[1]]
        off = np.abs(seen.astype(int) - pygame.surfarray.array3d(picture)).max(2)
        assert (off[dark] < 12).mean() > 0.97, goal.place
        tone = seen.astype(int).sum(2) / 3
        assert tone[paper].mean() - tone[dark].mean() > 80, goal.place  # the letters stand out from their paper


def test_the_briefing_opens_by_key_and_from_the_game_s_menu(app: App, battle):
    screen = battle("japan")
    key(app, "Shift n")
    dialog = screen.modal
    assert isinstance(dialog, GoalsDialog)
    text = next(w for w in dialog.ui.widgets if isinstance(w, Reading))
    assert screen.sitting.scenario.briefing["japan"] in [words for words, *_rest in text.blocks]
    listing = next(w for w in dialog.ui.widgets if isinstance(w, Listing))
    assert [row.text for row in listing.rows] == [line.name for line in lines(screen.sitting)]
    key(app, "Esc")
    assert screen.modal is None
    screen.open_menu()
    assert any(getattr(w, "label", "") == "Briefing" for w in screen.modal.ui.widgets)


def test_at_200_percent_layers_orders_and_forecast_can_be_reached():
    app = open_app((1280, 800))
    app.theme, app.brush = Theme(2.0), Brush(Theme(2.0))
    screen = opened(app, "silent-assault", "japan")
    window = pygame.Rect(0, 0, 1280, 800)
    assert all(window.contains(w.rect) for w in screen.ui.widgets)
    labels = lambda: {getattr(w, "label", "") for w in screen.ui.widgets}  # noqa: E731
    assert "Layers" in labels()
    assert "Reach" not in labels()
    fold = next(w for w in screen.ui.widgets if getattr(w, "label", "").startswith("What counts"))
    click(app, fold.rect.center)
    counted = panel(screen)
    assert screen.camera.view.contains(counted.rect)
    assert not counted.rect.colliderect(fold.rect)
    rows = [box for box, _words in counted.spots]
    assert len(rows) == len(lines(screen.sitting)) + 2
    assert all(pygame.Rect((0, 0), counted.rect.size).contains(box) for box in rows)
    click(app, fold.rect.center)
    assert not [w for w in screen.ui.widgets if isinstance(w, GoalPanel)]
    click(app, next(w for w in screen.ui.widgets if getattr(w, "label", "") == "Layers").rect.center)
    assert {"Reach", "Legend", "Fire plan", "Supplies"} <= labels()
    assert all(
        screen.camera.view.contains(w.rect)
        for w in screen.ui.widgets
        if getattr(w, "label", "") in ("Reach", "Supplies")
    )
    screen.take("I/75")
    screen.layout()
    for leaf in (1, 2):
        screen.panel.leaf = leaf
        screen.layout()
        frame(app)
        lists = [w for w in screen.ui.widgets if isinstance(w, Listing) or (isinstance(w, Panel) and w.tip)]
        assert any(w.rect.x > 640 and w.rect.h >= 180 for w in lists)
    app.stack.clear()
