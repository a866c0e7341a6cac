"""Rulings on the letters of the map's zones (10.3)."""

from game import load_scenario
from game.rules.battle import codes as C
from game.rules.battle.zones import ZONES


def test_each_zone_has_its_letter_and_its_number():
    assert ZONES == {
        "S": C.ZONE_SOVIET,
        "D": C.ZONE_DISPUTED,
        "M": C.ZONE_MANCHUKUO,
        "K": C.ZONE_KOREA,
        "w": C.ZONE_RIVER,
    }
    assert sorted(ZONES.values()) == list(range(5))


def test_every_letter_of_the_map_is_a_zone():
    assert {letter for row in load_scenario("silent-assault").ground.zones for letter in row} <= set(ZONES)
