"""The strategic board: what it says, and how its files are refused."""

import math
import shutil
from pathlib import Path

import pytest

from game.core.hexes import distance
from game.files.battle.scenarios import scenarios_folder
from game.files.errors import BadFile
from game.files.theatre.boards import load_board, validate_board
from game.model.theatre.board import Board


@pytest.fixture(scope="module")
def board() -> Board:
    return load_board("north-or-south")


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    return Path(shutil.copytree(scenarios_folder() / "north-or-south", tmp_path / "north-or-south"))


def change(folder: Path, name: str, old: str, new: str) -> list[str]:
    """The messages after a change of one file."""
    text = (folder / name).read_text()
    assert old in text
    (folder / name).write_text(text.replace(old, new, 1))
    return [e["message"] for e in validate_board(folder)["errors"]]


def test_every_hex_of_a_holder_belongs_to_one_place(board):
    owned = [h for p in board.places for side in p.hexes for h in side]
    assert (
        len(owned)
        == len(set(owned))
        == sum(1 for h in board.all_hexes() if (z := board.zone(h)) is not None and z.holder != "china") + 7
    )  # YAN's Chinese hexes


def test_sectors_face_each_other_across_the_border(board):
    for place in (p for p in board.places if p.kind == "sector"):
        japan, soviet = place.hexes
        assert min(distance(a, b) for a in japan for b in soviet) == 1, place.id
        assert all(min(distance(a, b) for b in soviet) <= 2 for a in japan), place.id


def test_counters_stand_in_their_own_place(board):
    for place in board.places:
        for hexes, stand in zip(place.hexes, place.stands, strict=True):
            assert stand is None or place.kind == "box" or stand in hexes, place.id


def test_the_projection_finds_the_dossiers_hexes(board):
    assert board.grid.nearest(130.6, 42.45) == board.grid.nearest(130.7, 42.55)
    for name, hex_ in (("wuhan", (9, 30)), ("khabarovsk", (27, 8)), ("tokyo", (32, 23)), ("harbin", (21, 12))):
        city = next(c for c in board.cities if c.id == name)
        assert board.grid.nearest(city.lon, city.lat) == city.hex == hex_


def test_spans_on_the_map_are_those_of_the_globe(board):
    def km(a, b):
        towns = {c.id: board.grid.project(c.lon, c.lat) for c in board.cities}
        return math.dist(towns[a], towns[b])

    for a, b, span in (
        ("chita", "vladivostok", 1690),
        ("harbin", "vladivostok", 510),
        ("khabarovsk", "vladivostok", 645),
        ("hailar", "nomonhan", 185),
        ("tokyo", "vladivostok", 1070),
    ):
        assert km(a, b) == pytest.approx(span, rel=0.04)


def test_a_railway_opens_in_its_year(board):
    lines = {line.name: line for line in board.railways}
    assert not lines["Borzya - Bayan Tumen"].is_open(1938)
    assert lines["Borzya - Bayan Tumen"].is_open(1939)
    assert lines["Trans-Siberian"].is_open(1938)
    assert len(lines["Trans-Siberian"].hexes) == 39


def test_no_rail_reaches_posyet_in_1938(board):
    posyet = next(c for c in board.cities if c.id == "posyet-khasan")
    assert not {line.id for line in board.railways if line.is_open(1938) and posyet.hex in line.hexes}
    assert {line.id for line in board.railways if posyet.hex in line.hexes} == {"baranovsky-kraskino"}


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("map.txt", "MMoMMMMM", "MMoMM?MM", "'?' is no terrain"),
        ("map.txt", "MMoMMMMM", "MMoMMMMMM", "needed 40 columns, found 41"),
        ("zones.txt", "TToTTTT", "TToT~TT", "zone '~' on terrain"),
        ("cities.toml", "hex = [24, 15]", "hex = [24, 5]", "its degrees lie 10 hexes away"),
        ("cities.toml", "rank = 1", "ranks = 1", "unknown key ranks; nearest is rank"),
        ("rail.toml", "hexes = [[", "hexes = [[0, 0], [", "hex 0,0 is not on the map"),
        ("board.toml", "soviet = [[24, 15]]", "soviet = [[24, 15], [25, 14]]", "hex 25,14 belongs to POS too"),
        (
            "board.toml",
            "japan = [[23, 15], [23, 16]]",
            "japan = [[23, 15], [23, 16], [25, 15]]",
            "is not held by japan",
        ),
        ("board.toml", 'rest_of = ["Y"]', 'rest_of = ["Q"]', "zone 'Q' is unknown"),
        ("board.toml", 'source = "strategic-map"', 'source = "strategic-mop"', "nearest is strategic-map"),
        ("outlines.geojson", '"kind":"land"', '"kind":"lend"', "feature 1"),
        ("outlines.geojson", '{"type": "FeatureCollection"', '{"type": "FeatureCollection', "is no GeoJSON"),
    ],
)
def test_a_wrong_board_is_refused_with_its_reason(copied, name, old, new, said):
    assert any(said in message for message in change(copied, name, old, new))


def test_all_mistakes_are_told_at_once(copied):
    change(copied, "cities.toml", "hex = [24, 15]", "hex = [24, 5]")
    found = change(copied, "rail.toml", "hexes = [[", "hexes = [[0, 0], [")
    assert len(found) >= 2


def test_a_missing_file_is_one_line(copied):
    (copied / "rail.toml").unlink()
    with pytest.raises(BadFile) as e:
        load_board(copied)
    assert "rail.toml: there is no such file" in str(e.value)


def test_an_unknown_board_names_the_nearest():
    with pytest.raises(BadFile, match="nearest is north-or-south"):
        load_board("north-or-suoth")
