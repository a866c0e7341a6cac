"""Names of hills and villages stay readable: beside counters, over them, under the veil and at night; corners come free."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pygame
import pytest

from game.client.app import App
from game.client.battle import from_match
from game.client.battle.screen import BattleScreen
from game.client.library import scenario
from game.client.map import naming
from game.client.map.counters import counter_size
from game.client.map.frame import Minimap
from game.client.map.picture import Layout
from game.client.map.picture.lettering import PlaceName, place_names
from game.client.map.picture.names import called, first_name
from game.client.map.position import Hex, Piece, Position
from game.files.language import use_language
from game.match.battle import Match
from tests.client.drive import frame, wait_for

HILL = (18, 26)
OPEN = frozenset((c, r) for c in range(36) for r in range(46))


@pytest.fixture(scope="module", params=[24, 40, 56])
def level(request: Any) -> tuple[Layout, tuple[PlaceName, ...]]:
    """A zoom with the names of its map."""
    pygame.font.init()
    return Layout(36, 46, request.param), place_names(scenario("silent-assault").features, request.param)


def held(*hexes: Hex, light: str = "day", seen: frozenset[Hex] = OPEN) -> Position:
    """Counters of the 75th Infantry on hexes."""
    pieces = tuple(Piece(f"{k}/75", "japan", h, "75", "rifle_battalion", strength=500) for k, h in enumerate(hexes))
    return Position("31 Jul 02:00", pieces, (), seen, light, "clear")


def hidden(layout: Layout, picture: pygame.Surface, at: tuple[int, int], position: Position) -> int:
    """Pixels of counters that a name drawn there covers."""
    w, h = counter_size(layout.hex_px)
    box, found = naming.core(picture, at), 0
    for piece in position.pieces:
        x, y = layout.centre(piece.hex)
        clip = box.clip(pygame.Rect(round(x - w / 2), round(y - h / 2), w, h))
        found += clip.w * clip.h
    return found


def test_a_name_that_can_be_read_is_left_to_the_map(level: tuple[Layout, tuple[PlaceName, ...]]):
    layout, names = level
    assert any(n.hex == HILL for n in names)
    assert naming.spots(layout, names, held()) == ()
    assert naming.spots(layout, names, held(HILL)) == (), "a counter on the summit's hex stands beside the name"


def test_a_name_under_counters_is_lettered_over_them_and_hides_less_of_them(
    level: tuple[Layout, tuple[PlaceName, ...]],
):
    layout, names = level
    name = next(n for n in names if n.hex == HILL)
    position = held(HILL, (19, 26), (20, 26), (21, 26))
    spots = naming.spots(layout, names, position)
    (at,) = [at for picture, at in spots if picture is name.first]
    assert hidden(layout, name.first, at, position) <= 0.5 * hidden(layout, name.first, name.at, position)
    assert abs(at[1] + name.first.get_height() / 2 - layout.centre(HILL)[1]) < layout.hex_px, "it stays at its hill"


def test_names_under_the_veil_and_at_night_are_lettered_again_where_they_stand(
    level: tuple[Layout, tuple[PlaceName, ...]],
):
    layout, names = level
    fog = replace(held(), sky="fog")
    assert len(naming.spots(layout, names, fog)) == len(names)
    for position in (held(seen=OPEN - {HILL}), held(light="night"), fog):
        spots = naming.spots(layout, names, position)
        assert next(n.at for n in names if n.hex == HILL) in [at for _picture, at in spots]
    assert len(naming.spots(layout, names, held(light="night"))) == len(names)
    assert len(naming.spots(layout, names, held(seen=OPEN - {HILL}))) == 1


def test_the_name_of_a_place_that_counts_is_always_lettered_over_what_rings_it(
    level: tuple[Layout, tuple[PlaceName, ...]],
):
    layout, names = level
    spots = naming.spots(layout, names, held(), (HILL, (18, 27)))
    assert [at for _picture, at in spots] == [n.at for n in names if n.hex == HILL]


@pytest.mark.parametrize("side", ["japan", "soviet"])
def test_no_name_hides_a_strength_when_a_battle_opens(side: str):
    layout = Layout(36, 46, 40)
    names = place_names(scenario("silent-assault").features, 40)  # all battles lie on one map
    w, h = counter_size(layout.hex_px)
    for scenario_id in ("silent-assault", "first-counterattack", "hold-the-crest", "changkufeng"):
        found = scenario(scenario_id)
        position = from_match.position_of(found, Match.new(found, seed=1938), side)
        strengths = []
        for here in {p.hex for p in position.pieces}:
            x, y = layout.centre(here)
            strengths.append(naming.strength(pygame.Rect(round(x - w / 2), round(y - h / 2), w, h)))
        hexes = [found.place(p.place).hex for p in found.scored]
        shown = naming.spots(layout, names, position, hexes)
        assert shown
        assert [at for picture, at in shown if naming.core(picture, at).collidelist(strengths) >= 0] == [], scenario_id


def test_the_battle_shows_them_as_soon_as_they_are_found(app: App, battle: Callable[..., BattleScreen]):
    screen = battle("japan")
    wait_for(app, lambda: bool(screen.pictures.names(screen.camera.level)))
    screen.sitting._positions["japan"] = replace(screen.sitting.position, light="night")
    frame(app)
    assert naming.spots(screen.camera.layout, screen.pictures.names(screen.camera.level), screen.shown)


def test_every_corner_of_the_map_can_be_moved_out_from_under_what_lies_on_it(
    app: App, battle: Callable[..., BattleScreen]
):
    screen = battle("japan")
    over = [w.rect for w in screen.ui.widgets if screen.camera.view.contains(w.rect)] + [screen.title.rect()]
    assert any(isinstance(w, Minimap) for w in screen.ui.widgets)
    for level in screen.camera.levels:
        screen.camera.level = level
        for corner in ((0, 0), (35, 0), (0, 45), (35, 45)):
            screen.camera.centre(corner, glide=False)
            at = screen.camera.to_screen(corner)
            assert screen.camera.view.collidepoint(at)
            assert not any(rect.collidepoint(at) for rect in over), (level, corner)


def test_a_hill_without_a_name_in_the_language_is_lettered_as_the_catalogue_calls_it():
    features = scenario("silent-assault").features

    def lettered(code: str) -> set[str]:
        use_language(code)
        return {first_name(f, code) for f in called(features)["features"] if f["properties"].get("names")}

    try:
        assert {"机枪岗", "64.8高地", "古城渡口"} <= lettered("zh")
        assert {"機関銃高地", "64.8高地", "古城渡し"} <= lettered("ja")
        assert "Шацаофэн" in lettered("ru")
        assert "Туманная" not in lettered("ru")  # a name of 1972
    finally:
        use_language("en")
    assert called(features) is features
