"""The map: grids, ways, zones and places agree with each other."""

import json
from itertools import pairwise

from game.core.hexes import distance
from game.files.heads import scenarios_folder
from game.model.battle.ground import Place
from game.model.battle.scenario import Scenario

SUMMIT, SHOULDER, SECOND, HILL_52 = (18, 26), (18, 27), (17, 21), (23, 30)


def water(night: Scenario) -> set[str]:
    """Symbols of lake and river."""
    return {t.symbol for t in night.terrain if t.water}


def test_the_map_is_36_by_46(night: Scenario):
    assert (night.ground.columns, night.ground.rows) == (36, 46)


def test_the_summit_rises_too_steeply_for_tanks_from_all_sides_but_the_shoulder(night: Scenario):
    ground = night.ground
    around = [(c, r) for c in range(36) for r in range(46) if distance((c, r), SUMMIT) == 1]
    rises = {here: ground.height_m(SUMMIT) - ground.height_m(here) for here in around}
    assert [here for here, rise in rises.items() if rise <= 50] == [(17, 27)]


def test_river_hexes_are_zone_w_and_no_other_land_is(night: Scenario):
    ground = night.ground
    for row in range(46):
        for col in range(36):
            assert (ground.zone((col, row)) == "w") == (ground.symbol((col, row)) == "~"), (col, row)


def test_both_hills_and_hill_52_lie_in_disputed_ground(night: Scenario):
    assert {night.ground.zone(here) for here in (SUMMIT, SHOULDER, SECOND, HILL_52)} == {"D"}


def test_ways_step_from_hex_to_hex_and_keep_dry(night: Scenario):
    for way in night.ways:
        assert [pair for pair in pairwise(way.hexes) if distance(*pair) != 1] == [], way.id
        assert [here for here in way.hexes if night.ground.symbol(here) in water(night)] == [], way.id
        assert len(set(way.hexes)) == len(way.hexes), way.id


def test_named_hills_are_as_high_as_their_hex(night: Scenario):
    hills = [p for p in night.places if p.kind == "hill"]
    off = {p.id: p.height_m - night.ground.height_m(p.hex) for p in hills}
    assert {hill: metres for hill, metres in off.items() if abs(metres) > 1} == {}


def test_ferries_lie_on_the_river_and_villages_on_land(night: Scenario):
    def symbol(place: Place) -> str:
        return night.ground.symbol(place.hex)

    assert {symbol(p) for p in night.places if p.kind == "ferry"} == {"~"}
    assert {symbol(p) for p in night.places if p.kind in ("settlement", "hill")} & water(night) == set()
    assert {symbol(p) for p in night.places if p.kind in ("lake", "pond")} == {"L"}


def test_nothing_built_after_1938_is_a_place(night: Scenario):
    after = {f["properties"]["name"] for f in night.features["features"] if f["properties"].get("built_after_1938")}
    assert len(after) == 2  # the railway bridge, the town at the branch line
    assert [p.id for p in night.places if "bridge" in p.names.en.lower() or "tumangang-dong" in p.id] == []


def test_names_on_the_drawn_map_are_those_of_the_places(night: Scenario):
    drawn = {
        f["properties"]["id"]: f["properties"]["names"] for f in night.features["features"] if "id" in f["properties"]
    }
    for place in night.places:
        if place.id in drawn:
            names = {k: v for k in ("en", "ja", "ru", "zh", "ko") if (v := getattr(place.names, k))}
            assert drawn[place.id] == names, place.id


def test_the_drawn_map_keeps_its_attribution_and_licence():
    common = scenarios_folder() / "common"
    data = json.loads((common / "terrain.geojson").read_text(encoding="utf-8"))
    assert "OpenStreetMap" in data["attribution"]
    notice = (common / "terrain.ODbL.txt").read_text(encoding="utf-8")
    assert "OpenStreetMap contributors" in notice
    assert "opendatacommons.org/licenses/odbl" in notice


def test_the_almanac_follows_the_season(night: Scenario):
    days = night.almanac
    assert len(days) >= 14
    for day in days:
        assert day.civil_dawn < day.sunrise < "12:00" < day.sunset < day.civil_dusk, day.date
    for earlier, later in pairwise(days):
        assert earlier.sunrise <= later.sunrise
        assert earlier.sunset >= later.sunset
        waxes = days.index(later) <= [day.date for day in days].index("11 Aug")
        assert (earlier.lit < later.lit) == waxes  # from the thin crescent to the full moon of 11 August, and on
