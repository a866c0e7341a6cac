"""The map picture: hexes lie where the picture shows them, heights are those of the rules, files and light are what they say."""

from __future__ import annotations

import copy
import json
import math
import re
from pathlib import Path
from typing import Any

import numpy as np
import pygame
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.client.battle.overlays import LEGEND
from game.client.map import pieces
from game.client.map.picture import Layout, furniture, kept, lettering, light, lines, names, relief, waters
from game.client.map.picture.borders import JAPANESE, OLD_MAPS, SOVIET, claim_of
from game.client.map.picture.cache import PictureStore
from game.client.map.picture.canvas import Canvas, stands_in_1938
from game.client.map.picture.drawing import LEVELS, ROOMS, MapPicture, draw_map
from game.client.map.picture.layout import HEX_M, MARGIN_M, ROW_M
from tests.house.sources import CHECKOUT, modules

pytestmark = pytest.mark.usefixtures("drawn_maps")

MAP = CHECKOUT / "scenarios" / "common" / "terrain.geojson"
SMALL = 12  # pixels a hex in most tests


@pytest.fixture(scope="module")
def features() -> dict[str, Any]:
    """The map of the battle."""
    return json.loads(MAP.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def picture(features: dict[str, Any]) -> np.ndarray:
    """The picture, small."""
    return draw_map(features, SMALL)


@pytest.fixture(scope="module")
def found(features: dict[str, Any]) -> Canvas:
    """The canvas with its waters found."""
    canvas = Canvas(features, 24)
    waters.find(canvas)
    return canvas


# ---------------------------------------------------------------- geometry
@pytest.mark.parametrize("hex_px", LEVELS)
def test_the_centre_of_a_hex_lies_in_it(hex_px: int):
    layout = Layout(36, 46, hex_px)
    for col in range(36):
        for row in range(46):
            assert layout.hex_at(*layout.centre(col, row)) == (col, row)
    assert layout.centre((3, 5)) == layout.centre(3, 5)


def test_odd_rows_stand_half_a_hex_east():
    layout = Layout(36, 46, 60)
    assert layout.centre(4, 1)[0] - layout.centre(4, 0)[0] == 30
    assert layout.centre(4, 2)[0] == layout.centre(4, 0)[0]


@given(st.floats(0, 2043), st.floats(0, 2237))
def test_a_pixel_belongs_to_the_nearest_hex(x: float, y: float):
    layout = Layout(36, 46, 56)
    here = layout.hex_at(x, y)
    if here is None:
        assert min(x, y, layout.size[0] - x, layout.size[1] - y) < 29
        return
    away = math.dist(layout.centre(here), (x, y))
    for other in ((c, r) for c in range(here[0] - 1, here[0] + 2) for r in range(here[1] - 1, here[1] + 2)):
        assert away <= math.dist(layout.centre(other), (x, y)) + 1e-6


def test_neighbours_share_two_corners():
    layout = Layout(36, 46, 40)
    for other in ((11, 20), (10, 19), (10, 21), (9, 20)):
        mine, theirs = ({(round(x), round(y)) for x, y in layout.corners(h)} for h in ((10, 20), other))
        assert len(mine & theirs) == 2, other


def test_off_the_map_there_is_no_hex():
    layout = Layout(36, 46, 56)
    assert [layout.hex_at(*p) for p in ((-40, 300), (300, -40), (9999, 300), (300, 9999))] == [None] * 4


# ---------------------------------------------------------------- heights
def test_hexes_keep_the_height_of_the_rules(features: dict[str, Any]):
    z = relief.height_grid(features)
    rules = np.array(features["hexgrid"]["elevation_m"], float)
    mean = np.zeros_like(rules)
    for row in range(rules.shape[0]):
        for col in range(rules.shape[1]):
            y, x = (row * ROW_M + MARGIN_M) / 12, ((col + 0.5 * (row & 1)) * HEX_M + MARGIN_M) / 12
            mean[row, col] = z[int(y - 8) : int(y + 9), int(x - 8) : int(x + 9)].mean()
    off = np.abs(mean - rules)
    assert np.median(off) < 2
    assert np.percentile(off, 95) < 9
    assert z.max() < rules.max() + 6


@pytest.mark.slow
def test_the_kept_relief_is_the_one_that_would_be_built(features: dict[str, Any]):
    built, there = relief.build(features), relief.height_grid(features)
    assert (relief.asset("height", f"{relief.digest(features)}.npz")).is_file()
    # Rain is a long sum: on another processor 4 % of the cells end some centimetres elsewhere; another map is metres away.
    assert np.mean(np.abs(built - there) < 0.06) > 0.9
    assert np.mean(np.abs(built - there) < 0.6) > 0.995


def test_names_do_not_change_the_relief(features: dict[str, Any]):
    changed = copy.deepcopy(features)
    changed["features"][-1]["properties"]["name"] = "elsewhere"
    assert relief.digest(changed) == relief.digest(features)
    changed["hexgrid"]["elevation_m"][3][3] += 1
    assert relief.digest(changed) != relief.digest(features)


# ---------------------------------------------------------------- the picture
@pytest.mark.slow
def test_the_picture_has_the_size_of_the_layout(picture: np.ndarray):
    assert picture.shape == (*Layout(36, 46, SMALL).size[::-1], 3)
    assert picture.dtype == np.uint8


@pytest.mark.slow
def test_water_is_blue_where_the_rules_have_the_lake(features: dict[str, Any]):
    bare = MapPicture(features, SMALL)  # without its names, which may cover water
    for _, room, _ in ROOMS:
        room(bare)
    layout = Layout(36, 46, SMALL)
    rows = (CHECKOUT / "scenarios/common/map.txt").read_text(encoding="utf-8").split("\n")
    blue: dict[str, list[bool]] = {"L": [], ".": []}
    for row, line in enumerate(rows[:46]):
        for col, terrain in enumerate(line[:36]):
            if terrain in blue:
                x, y = (int(v) for v in layout.centre(col, row))
                seen = bare.img[max(0, y - 2) : y + 3, max(0, x - 2) : x + 3].reshape(-1, 3).mean(0)
                blue[terrain].append(bool(seen[2] > seen[0] + 5))
    assert len(blue["L"]) > 40
    assert np.mean(blue["L"]) > 0.95
    assert np.mean(blue["."]) < 0.03


@pytest.mark.slow
def test_the_same_map_gives_the_same_picture(picture: np.ndarray, features: dict[str, Any]):
    shares: list[float] = []
    again = draw_map(features, SMALL, progress=lambda share, _: shares.append(share))
    assert np.array_equal(picture, again)
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
    other = draw_map(features, SMALL, names="ru")
    assert 0.001 < np.mean(np.any(other != picture, -1)) < 0.2


@pytest.mark.parametrize(
    ("hex_px", "language", "said"), [(4, "en", "8 to 160"), (500, "en", "8 to 160"), (24, "xx", "en, ja, ru")]
)
def test_a_picture_that_cannot_be_drawn_says_why(features: dict[str, Any], hex_px: int, language: str, said: str):
    with pytest.raises(ValueError, match=said):
        draw_map(features, hex_px, names=language)


def test_lakes_and_river_are_water_and_hills_are_not(found: Canvas):
    assert 0.02 < found.water.mean() < 0.12
    for f in found.of("lake", "pond"):
        ring = np.array(f["geometry"]["coordinates"][0])
        x, y = found.px(ring.mean(0))
        assert found.water[int(y), int(x)], f["properties"]["name"]
    for f in found.of("hill"):
        assert found.is_dry(*found.at(f)), f["properties"]["name"]


def test_what_was_built_after_the_war_is_not_drawn(features: dict[str, Any]):
    gone = [f["properties"]["name"] for f in features["features"] if not stands_in_1938(f)]
    assert len(gone) == 2
    assert all(re.search("post-war|1952", name) for name in gone)
    assert not stands_in_1938({"properties": {"name": "mill", "built_after_1938": True}})


def test_each_claim_has_its_dashes(features: dict[str, Any]):
    borders = [f for f in features["features"] if f["properties"]["kind"] == "border"]
    assert [claim_of(f) for f in borders] == [SOVIET, JAPANESE, OLD_MAPS]
    assert len({claim.pattern for claim in (SOVIET, JAPANESE, OLD_MAPS)}) == 3
    assert claim_of({"properties": {"name": "a line", "claim": "japan"}}) is JAPANESE


def test_the_code_of_the_picture_names_no_place(features: dict[str, Any]):
    said = [n for f in features["features"] for n in (f["properties"].get("names") or {}).values() if len(n) > 4]
    found = [(m.where, n) for m in modules("game.client.map.picture") for n in said if n in m.text]
    assert found == []


# ---------------------------------------------------------------- lines
def test_along_measures_distance_place_and_side():
    d, s, side = (np.full((60, 400), np.nan) for _ in range(3))
    for near in lines.along((60, 400), [(10, 30), (390, 30)], 12):
        d[near.window], s[near.window], side[near.window] = near.d, near.s, near.side
    assert d[36, 200] == pytest.approx(6)
    assert s[36, 200] == pytest.approx(190, abs=0.01)
    assert side[24, 200] == -side[36, 200] != 0
    assert d[5, 200] > 1e8 or np.isnan(d[5, 200])


def test_a_polygon_knows_its_inside():
    window, mask = lines.inside((50, 50), [(10, 10), (40, 10), (40, 30), (10, 30)])
    assert mask.sum() == 30 * 20
    assert window[0].start == 10


def test_dashes_fill_their_share():
    drawn = lines.dash(np.arange(0, 1600, 0.25, dtype="f4"), 22, 5, 3, 5)
    assert drawn.mean() == pytest.approx(25 / 35, abs=0.06)


# ---------------------------------------------------------------- names
def test_a_name_falls_back_to_english_then_to_the_map():
    hill = {"properties": {"name": "Old hill (west) / other", "names": {"en": "Old hill", "ru": "Старая"}}}
    assert [names.first_name(hill, x) for x in ("ru", "ja")] == ["Старая", "Old hill"]
    assert names.first_name({"properties": {"name": "Old hill (west), far"}}, "ru") == "Old hill"
    assert names.other_names(hill, "en") == ["Старая"]
    assert names.other_names(hill, "ru") == ["Old hill"]


def test_a_hill_called_by_its_height_has_only_the_figure():
    hill = {"properties": {"name": "Hill 64.8", "height_m": 65}}
    assert names.is_called_by_height(hill)
    assert [names.spot_height(hill, code) for code in ("en", "ja", "ru")] == ["64.8", "64.8", "64,8"]
    assert not names.is_called_by_height({"properties": {"name": "Hill 52", "height_m": 52}})


def test_a_name_on_water_gives_way_to_the_hills(found: Canvas):
    letterer = lettering._Letterer(found, pygame.Surface(found.layout.size, depth=24), "en")
    axis = np.array([[100.0, 100.0], [100.0, 700.0]])
    letterer.taken = [pygame.Rect(40, 380, 120, 14)]
    letterer._along("LAKE", 20.0, axis, 0.5, (40.0,), (0.0,))
    letters = letterer.taken[1:]
    assert len(letters) == 4
    assert all(box.collidelist(letterer.taken[:1]) < 0 for box in letters)


def test_key_names_stand_beside_their_hills(features: dict[str, Any]):
    canvas = Canvas(features, 40)
    hills = [f for f in canvas.of("hill") if names.is_known(f) and not names.is_called_by_height(f)]
    summits = {canvas.layout.hex_at(*canvas.at(f)) for f in hills}
    shown = [(place.whole, place.at) for place in lettering.place_names(features, 40) if place.hex in summits]
    assert 6 <= len(shown) <= len(hills)
    picture = pygame.Rect((0, 0), Layout(36, 46, 40).size)
    boxes = [picture.get_rect(topleft=corner) for picture, corner in shown]
    assert all(picture.contains(box) for box in boxes)
    assert not any(a.inflate(-8, -12).colliderect(b.inflate(-8, -12)) for k, a in enumerate(boxes) for b in boxes[:k])


# ---------------------------------------------------------------- files
def test_a_picture_comes_back_from_its_file(tmp_path: Path):
    picture = np.random.default_rng(1).integers(0, 255, (7, 5, 3), dtype=np.uint8)
    kept.write(tmp_path / "a.sheet", picture)
    found = kept.read(tmp_path / "a.sheet")
    assert found is not None
    assert found.size == (5, 7)
    assert pygame.image.tobytes(found.whole(), "RGB") == picture.tobytes()
    assert [p.name for p in tmp_path.iterdir()] == ["a.sheet"]


def test_a_part_of_a_picture_is_that_part_and_beyond_its_edge_the_colour_asked_for(tmp_path: Path):
    picture = np.random.default_rng(2).integers(0, 255, (40, 30, 3), dtype=np.uint8)
    kept.write(tmp_path / "a.sheet", picture)
    sheet = kept.read(tmp_path / "a.sheet")
    assert sheet is not None
    part = pygame.surfarray.array3d(sheet.part(pygame.Rect(20, 32, 15, 10), (1, 2, 3))).swapaxes(0, 1)
    assert (part[:8, :10] == picture[32:, 20:]).all()
    assert (part[8:] == (1, 2, 3)).all()
    assert (part[:, 10:] == (1, 2, 3)).all()


@pytest.mark.parametrize("damage", ["torn", "bent", "empty", "foreign", "boasting"])
def test_a_broken_file_is_no_picture_and_goes(tmp_path: Path, damage: str):
    path = tmp_path / "a.sheet"
    kept.write(path, np.zeros((7, 5, 3), np.uint8))
    good = path.read_bytes()
    path.write_bytes(
        {
            "torn": good[:-3],
            "bent": good[:-1] + b"\x01",
            "empty": b"",
            "foreign": b"PNG" * 50,
            "boasting": b"CKFSHEET" + b"\xff" * 12 + b"x" * 40,
        }[damage]
    )
    assert kept.read(path) is None
    assert not path.exists()


def test_another_map_zoom_or_language_is_another_file(features: dict[str, Any]):
    changed = copy.deepcopy(features)
    changed["features"][0]["geometry"]["coordinates"][0][0] += 1e-4
    made = {
        kept.name_of(*x)
        for x in ((features, 24, "en"), (features, 40, "en"), (features, 24, "ja"), (changed, 24, "en"))
    }
    assert len(made) == 4
    assert kept.name_of(features, 24, "en") in made


def test_old_pictures_make_room(tmp_path: Path):
    for n in range(kept.KEPT_FILES + 5):
        (tmp_path / f"{n}.sheet").write_bytes(b"x")
    (tmp_path / "note.txt").write_bytes(b"x")
    kept.prune(tmp_path)
    assert len(list(tmp_path.glob("*.sheet"))) == kept.KEPT_FILES
    assert (tmp_path / "note.txt").exists()


@pytest.mark.slow
def test_the_store_draws_beside_the_window_and_keeps(features: dict[str, Any], tmp_path: Path):
    with PictureStore(features, tmp_path) as store:
        assert store.best(40) is None
        drawn = store.wait(SMALL)
        assert drawn is not None
        assert drawn.size == Layout(36, 46, SMALL).size
        assert store.progress(SMALL) == 1.0
        assert store.best(40) == (drawn, SMALL)
    (file,) = tmp_path.iterdir()
    with PictureStore(features, tmp_path) as store:
        again = store.get(SMALL)
        assert again is not None
        assert pygame.image.tobytes(again.whole(), "RGB") == pygame.image.tobytes(drawn.whole(), "RGB")
    file.write_bytes(file.read_bytes()[:-9])
    with PictureStore(features, tmp_path) as store:
        assert store.get(SMALL) is None
        assert store.wait(SMALL) is not None


@pytest.mark.slow
def test_a_folder_that_cannot_be_written_is_replaced(features: dict[str, Any], tmp_path: Path):
    (tmp_path / "file").write_bytes(b"in the way")
    with PictureStore(features, tmp_path / "file" / "sheets") as store:
        assert store.wait(SMALL) is not None


def test_asking_does_not_wait_and_closing_ends_the_worker(features: dict[str, Any], tmp_path: Path):
    store = PictureStore(features, tmp_path)
    assert store.get(80) is None
    assert store.poll() in (True, False)
    store.close()
    assert list(tmp_path.glob("*.part")) == []
    assert store.wait(80, timeout_s=0) is None


# ---------------------------------------------------------------- light
@pytest.fixture
def ground() -> pygame.Surface:
    """A little map: paper with a dark square."""
    surface = pygame.Surface((240, 200))
    surface.fill((243, 232, 196))
    surface.fill((80, 60, 40), (100, 80, 40, 40))
    return surface


def brightness(surface: pygame.Surface) -> float:
    return float(pygame.surfarray.array3d(surface).mean())


def test_day_is_the_picture_itself_and_night_is_darkest(ground: pygame.Surface):
    assert light.lit(ground, "day") is ground
    shown = [brightness(light.lit(ground, x)) for x in light.LIGHTS]
    assert shown == sorted(shown, reverse=True)
    assert shown[2] < 0.6 * shown[0] < shown[1]
    with pytest.raises(ValueError, match="day, dusk, night"):
        light.lit(ground, "noon")


def test_fog_takes_the_tone_of_the_ground_and_leaves_lines_and_letters_their_contrast():
    land = pygame.Surface((252, 252))
    land.fill((243, 232, 196))
    land.fill((210, 160, 110), (126, 0, 126, 252))  # a slope
    land.fill((70, 50, 35), (60, 0, 2, 252))  # a line
    land.fill((70, 50, 35), (190, 0, 2, 252))
    seen = light.hazed(land)
    assert seen.get_size() == (240, 240)

    def tone(surface: pygame.Surface, x: int) -> float:
        return float(np.mean(surface.get_at((x, 120))[:3]))

    assert abs(tone(seen, 30) - tone(seen, 215)) < 0.5 * abs(tone(land, 36) - tone(land, 221))
    for x in (55, 185):
        assert tone(seen, x - 20) - tone(seen, x) > 0.75 * (tone(land, x + 6 - 20) - tone(land, x + 6))


@pytest.mark.parametrize(("at", "sky"), [("day", "fog"), ("night", "clear"), ("dusk", "rain")])
def test_pieces_of_the_ground_join_without_a_seam(tmp_path: Path, at: str, sky: str):
    ramp = np.add.outer(np.arange(700), np.arange(800)) // 8
    kept.write(tmp_path / "a.sheet", np.repeat(ramp[:, :, None], 3, 2).astype(np.uint8))
    sheet = kept.read(tmp_path / "a.sheet")
    assert sheet is not None
    veil = pygame.Surface((4 * 48 + 1, 3 * 48 + 1), pygame.SRCALPHA)
    for x in range(veil.get_width()):
        veil.fill((40, 50, 60, min(255, x)), (x, 0, 1, veil.get_height()))
    surface = pygame.Surface((600, 500))
    pieces.Ground().lay(surface, pygame.Rect(10, 10, 580, 480), (-70, -60), sheet, at, sky, veil)
    seen = pygame.surfarray.array3d(surface)[10:590, 10:490].astype(int)
    assert np.abs(np.diff(seen, axis=0)).max() <= 2
    assert np.abs(np.diff(seen, axis=1)).max() <= 2
    assert not surface.get_at((5, 5)).r


def test_what_has_been_looked_at_is_kept_and_the_oldest_goes(tmp_path: Path):
    kept.write(tmp_path / "a.sheet", np.zeros((240 * 9, 240 * 9, 3), np.uint8))
    sheet = kept.read(tmp_path / "a.sheet")
    assert sheet is not None
    ground, surface = pieces.Ground(), pygame.Surface((480, 480))
    for n in range(8):
        for m in range(8):
            ground.lay(surface, surface.get_rect(), (-240 * n, -240 * m), sheet, "night")
    assert len(ground._lit) == pieces.LEAST_KEPT


def test_a_flare_brings_back_the_day(ground: pygame.Surface):
    night = light.lit(ground, "night").copy()
    before = night.get_at((60, 100))
    patch, corner = light.flare(ground, (60, 100), 20)
    night.blit(patch, corner)
    assert night.get_at((60, 100)).r > before.r + 80
    assert night.get_at((235, 195)) == light.lit(ground, "night").get_at((235, 195))


def test_the_veil_lies_on_unseen_land_only(features: dict[str, Any]):
    layout = Layout(36, 46, 24)
    unseen = np.zeros((46, 36), bool)
    unseen[:, 18:] = True
    mask = light.water_mask(features)
    drawn = light.veil(layout, unseen, mask)
    assert drawn.get_width() * light.SMALL >= layout.size[0]

    def alpha(*here: int) -> int:
        x, y = layout.centre(*here)
        return drawn.get_at((round(x / light.SMALL), round(y / light.SMALL))).a

    assert alpha(29, 12) == pytest.approx(255 * 0.2, abs=4)
    assert alpha(5, 12) == 0
    assert alpha(20, 21) < 12  # the lake


# ---------------------------------------------------------------- furniture
def test_the_scale_bar_tells_the_truth():
    for hex_px in LEVELS:
        assert 60 < furniture.scale_bar(hex_px).get_width() < 330
    assert (
        furniture.cartouche("Lake", "", "", 56).get_width() < furniture.cartouche("Lake", "", "", 56, 2.0).get_width()
    )
    assert furniture.north_arrow().get_bounding_rect().h > 40


def test_the_legend_shows_a_sample_for_each_line():
    kinds = ("claim-soviet", "claim-japan", "claim-maps", *(kind for kind, _words in LEGEND))
    assert {"band", "strength", "pips", "tick", "flag", "drum", "age"} <= set(kinds)  # the signs of a counter
    drawn = furniture.legend("Legend", tuple((k, k) for k in kinds))
    assert drawn.get_height() > len(kinds) * 18
    with pytest.raises(ValueError, match="no such kind"):
        furniture.legend("Legend", (("canal", "canal"),))
