"""Rulings on what a staff marks on the map (8.1, 8.4)."""

import numpy as np

from game.rules.battle import state as S
from game.rules.battle import survey as V
from tests.rules.battle.field import Field

MIDDLE = 24


def test_every_hidden_hex_names_the_one_that_hides_it():
    field = Field()
    field.t.hex[26, S.H_ELEVATION_M] = 50
    field.run(V.sight_field, 25)
    assert (field.w.cost[27], field.w.cost[26], field.w.cost[25], field.w.cost[0]) == (26, -1, -1, -1)
    field.t.hex[25, S.H_ELEVATION_M] = 120
    field.run(V.sight_field, 25)
    assert field.w.cost[27] == -1


def test_a_hex_is_controlled_by_ones_own_lines_by_those_known_or_by_both():
    field = Field()
    field.param(RE_RIFLE=1, ZOC_RE=200)
    field.unit(0, MIDDLE, MEN=200)
    field.unit(0, MIDDLE, MEN=250)  # a second line there controls no more
    weak, foe = field.unit(0, 0, MEN=199), field.unit(1, 26, MEN=50)
    field.sees(0, foe, 26, SEEN_MEN=250)
    field.run(V.zones, 0)
    own, known = ({int(n) for n in field.t.near[h] if n >= 0} for h in (MIDDLE, 26))
    for h in range(49):
        expected = V.OWN_ZONE * (h in own) + V.KNOWN_ZONE * (h in known and h != 26)
        assert field.w.cost[h] == expected, h
    assert (V.OWN_ZONE, V.KNOWN_ZONE) == (1, 2)
    field.change(weak, MEN=400, U_MEN0=400, HEX=-1)
    field.run(V.zones, 0)
    assert field.w.cost[1] == 0


def test_the_enemys_map_is_another():
    field = Field()
    field.param(RE_RIFLE=1, ZOC_RE=200)
    field.unit(0, 0, MEN=200)
    field.run(V.zones, 1)
    assert not np.any(field.w.cost)
    field.run(V.zones, 0)
    assert [h for h in range(49) if field.w.cost[h]] == sorted(int(n) for n in field.t.near[0] if n >= 0)
