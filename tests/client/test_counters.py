"""Counters: sides hold without colour, states show, nothing unknown leaks, marks lie where they are asked for."""

from __future__ import annotations

import tomllib
from dataclasses import replace

import numpy as np
import pygame
import pytest

from game.client.kit import palette
from game.client.map.counters import CounterLook, counter_size, counter_surface, engagement_badge, marks
from game.client.map.counters.symbols import symbol, symbols
from game.client.map.picture import Layout
from game.files.assets import asset
from tests.house.sources import CHECKOUT

DARK = palette.FACE[1], palette.SHADE[1], palette.COUNTER_INK[1]
JAPAN = CounterLook(side=0, symbol="infantry", strength="430", formation="75", unit="I", colour=palette.rgb("3A60A8"))
USSR = CounterLook(
    side=1,
    paint=DARK,
    symbol="infantry",
    strength="602",
    formation="118",
    unit="II",
    colour=palette.rgb("ECB234"),
)
SIZES = (24, 32, 40, 56, 80, 96)


def look_of(surface: pygame.Surface) -> bytes:
    return pygame.image.tobytes(surface, "RGBA")


def inner(surface: pygame.Surface, hex_px: int) -> pygame.Rect:
    box = pygame.Rect((0, 0), counter_size(hex_px))
    box.center = surface.get_rect().center
    return box


# ---------------------------------------------------------------- symbols
def test_every_unit_type_has_its_symbol():
    types = tomllib.loads((CHECKOUT / "scenarios/common/unit_types.toml").read_text(encoding="utf-8"))
    wanted = {
        entry["symbol"] for table in types.values() if isinstance(table, list) for entry in table if "symbol" in entry
    }
    assert wanted
    assert wanted <= set(symbols())


@pytest.mark.parametrize("name", symbols())
def test_each_symbol_is_drawn_and_none_needs_letters(name: str):
    assert "<text" not in asset("symbols", f"{name}.svg").read_text(encoding="utf-8")
    drawn = symbol(name, 66, 44, (200, 30, 20))
    alpha = pygame.surfarray.array_alpha(drawn)
    assert 0.02 < (alpha > 128).mean() < 0.6
    assert tuple(drawn.get_at(tuple(int(v[0]) for v in np.nonzero(alpha > 250))))[:3] == (200, 30, 20)  # type: ignore[arg-type]


def test_symbols_differ():
    assert len({look_of(symbol(name, 22, 15, (0, 0, 0))) for name in symbols()}) == len(symbols())


def test_a_machine_gun_is_a_barrel_with_its_bars_and_no_motorised_infantry():
    """APP-6: SFGPEWRH, the heavy machine gun; the cross of infantry with an upright is infantry on lorries."""
    drawn = asset("symbols", "machine-guns.svg").read_text(encoding="utf-8")
    assert "M25,50 L175,150" not in drawn
    assert "m 85,110 30,0 m -30,-20 30,0 m -30,10 30,0" in drawn


def test_a_symbol_without_a_drawing_is_a_question_mark():
    assert look_of(symbol("zeppelin", 22, 15, (0, 0, 0))) == look_of(symbol("unknown", 22, 15, (0, 0, 0)))


def test_the_licence_of_the_symbols_lies_beside_them():
    assert "MIT" in asset("symbols", "milsymbol.LICENSE.txt").read_text(encoding="utf-8")


# ---------------------------------------------------------------- counters
@pytest.mark.parametrize(("hex_px", "size"), [(24, (20, 19)), (40, (32, 31)), (56, (42, 40))])
def test_counters_have_the_size_of_the_art_direction(hex_px: int, size: tuple[int, int]):
    assert counter_size(hex_px) == size


@pytest.mark.parametrize("hex_px", SIZES)
def test_sides_differ_in_grey(hex_px: int):
    grey = []
    for look in (JAPAN, USSR):
        drawn = counter_surface(look, hex_px)
        box = inner(drawn, hex_px)
        face = pygame.surfarray.array3d(drawn)[box.x + 3 : box.right - 3, box.centery : box.bottom - 3]
        grey.append(float(np.median(face @ (0.3, 0.59, 0.11))))
    assert grey[0] > grey[1] + 60


def test_the_light_side_is_round_and_the_dark_side_square():
    alpha = [counter_surface(look, 96).get_at(inner(counter_surface(look, 96), 96).topleft).a for look in (JAPAN, USSR)]
    assert alpha[0] < 60
    assert alpha[1] > 200


@pytest.mark.parametrize("hex_px", SIZES)
def test_pictures_are_premultiplied_and_kept(hex_px: int):
    drawn = counter_surface(USSR, hex_px)
    assert counter_surface(replace(USSR), hex_px) is drawn
    colour, alpha = pygame.surfarray.array3d(drawn).max(-1).astype(int), pygame.surfarray.array_alpha(drawn).astype(int)
    assert (colour <= alpha + 2).all()


@pytest.mark.parametrize("hex_px", [40, 56])
@pytest.mark.parametrize(
    "change",
    [
        {"strength": "431"},
        {"formation": "76"},
        {"symbol": "tanks"},
        {"colour": palette.rgb("288C82")},
        {"pips": (True, True, False)},
        {"pips": (False, True, True)},
        {"is_broken": True},
        {"is_out_of_supply": True},
        {"has_task": True},
        {"known": "last", "age": "3 h"},
        {"known": "unknown"},
        {"stack": 2},
        {"stack": 7},
        {"is_selected": True},
        {"is_hatched": True},
    ],
)
def test_every_state_shows(change: dict[str, object], hex_px: int):
    assert look_of(counter_surface(replace(JAPAN, **change), hex_px)) != look_of(counter_surface(JAPAN, hex_px))  # type: ignore[arg-type]


def test_the_battalion_is_named_at_battle_size():
    other = replace(JAPAN, unit="III")
    assert look_of(counter_surface(other, 56)) != look_of(counter_surface(JAPAN, 56))
    assert look_of(counter_surface(other, 40)) == look_of(counter_surface(JAPAN, 40))


def test_the_smallest_counter_shows_strength_and_state_as_bars():
    for change in ({"share": 0.4}, {"pips": (True, False, False)}):
        assert look_of(counter_surface(replace(USSR, **change), 24)) != look_of(counter_surface(USSR, 24))  # type: ignore[arg-type]


@pytest.mark.parametrize("hex_px", SIZES)
def test_an_unknown_counter_tells_nothing_but_its_side(hex_px: int):
    hidden = CounterLook(side=1, paint=DARK, known="unknown")
    told = replace(USSR, known="unknown", is_broken=True, has_task=True, pips=(False, False, False))
    assert look_of(counter_surface(told, hex_px)) == look_of(counter_surface(hidden, hex_px))


def test_an_old_sighting_says_how_old():
    looks = {look_of(counter_surface(replace(USSR, known="last", age=f"{h} h"), 56)) for h in (1, 2, 11)}
    assert len(looks) == 3


def test_the_age_of_a_sighting_leaves_the_strength_readable():
    box = inner(counter_surface(JAPAN, 56), 56)
    strength = pygame.Rect(box.x + 2, box.bottom - 15, 30, 13)
    young, old = (
        counter_surface(replace(JAPAN, known="last", age=f"{age} h"), 56).subsurface(strength) for age in (1, 9)
    )
    assert look_of(young) == look_of(old)


def test_long_words_stay_on_the_counter():
    long = replace(USSR, strength="12500", formation="40RD", unit="Reserve", symbol="tanks")
    drawn = counter_surface(long, 56)
    alpha = pygame.surfarray.array_alpha(drawn)
    box = inner(drawn, 56).inflate(14, 14)
    alpha[box.x : box.right, box.y : box.bottom] = 0
    assert alpha.max() == 0


# ---------------------------------------------------------------- badges
def painted(surface: pygame.Surface, colour: palette.Colour) -> int:
    """Pixels of about this colour."""
    seen = pygame.surfarray.array3d(surface).astype(int)
    return int((np.abs(seen - colour).sum(-1) < 40).sum())


def test_a_badge_fills_a_box_for_each_stage():
    filled = [painted(engagement_badge(120, stage, 0, 56), palette.ASSAULT_REACH) for stage in range(4)]
    assert filled == sorted(set(filled))


def test_a_contested_crest_shows_shares_and_no_gap():
    assert look_of(engagement_badge(0, 4, 380, 56)) == look_of(engagement_badge(90, 4, 380, 56))
    assert look_of(engagement_badge(0, 4, 380, 56)) != look_of(engagement_badge(0, 4, 620, 56))
    assert look_of(engagement_badge(-1, 1, 0, 56)) != look_of(engagement_badge(100, 1, 0, 56))


# ---------------------------------------------------------------- marks
@pytest.mark.parametrize("draw", [marks.assault_arrow, marks.march_arrow, marks.silent_arrow])
def test_an_arrow_ends_at_its_target(draw):
    picture, (x, y) = draw(((100.0, 120.0), (180.0, 60.0), (260.0, 70.0)), 56)
    assert draw(((100.0, 120.0), (180.0, 60.0), (260.0, 70.0)), 56)[0] is picture
    assert picture.get_at((256 - x, 70 - y)).a > 200
    assert picture.get_at((picture.get_width() - 3, 5)).a == 0


def test_the_three_arrows_differ_without_colour():
    points = ((100.0, 100.0), (300.0, 100.0))
    solid, dashed, dotted = (
        (pygame.surfarray.array_alpha(draw(points, 56, (90, 90, 90))[0]) > 128).sum()
        for draw in (marks.assault_arrow, marks.march_arrow, marks.silent_arrow)
    )
    assert solid > dashed > dotted


def test_an_arrow_needs_two_points():
    with pytest.raises(ValueError, match="needed 2 or more"):
        marks.assault_arrow(((1.0, 1.0),), 56)


def test_a_reach_has_a_line_round_it_and_none_within():
    layout = Layout(36, 46, 56)
    picture, (x, y) = marks.reach_outline({(10, 10), (11, 10)}, layout, assault=True)

    def drawn(px: float, py: float) -> int:
        return picture.get_at((round(px) - x, round(py) - y)).a

    cx, cy = layout.centre(10, 10)
    assert drawn(cx - 28, cy) > 200  # the west side
    assert drawn(cx + 28, cy) == 0  # between the two
    dashed, _ = marks.reach_outline({(10, 10), (11, 10)}, layout, assault=False)
    assert painted(dashed, palette.MARCH_REACH) < 0.8 * painted(picture, palette.ASSAULT_REACH)
    assert marks.reach_outline((), layout, assault=True)[0].get_size() == (1, 1)


def test_fire_is_hatched_and_rings_are_rings():
    ellipse = pygame.surfarray.array_alpha(marks.fire_ellipse(120, 80))
    assert ellipse[2, 2] == 0
    assert 0 < ellipse[40:80, 30:50].min() < ellipse[40:80, 30:50].max()
    for kind in ("selected", "hover", "focus"):
        drawn = marks.ring(56, kind)
        assert drawn.get_at(drawn.get_rect().center).a == 0
        assert pygame.surfarray.array_alpha(drawn).max() > 200
    with pytest.raises(ValueError, match="needed one of"):
        marks.ring(56, "wedding")


@pytest.mark.parametrize("hex_px", SIZES)
def test_a_ferry_mark_fits_in_its_hex(hex_px: int):
    mark = marks.ferry_mark(hex_px)
    alpha = pygame.surfarray.array_alpha(mark)
    assert 12 < mark.get_width() < 0.65 * hex_px
    assert alpha[0, 0] == 0
    assert alpha[mark.get_width() // 2, mark.get_height() // 2] > 250
    assert mark is marks.ferry_mark(hex_px)
