"""Rulings on what a side is told of a position (3.6, 6.8, 8.3, 11.8, 12.1); `tests/contract` holds all of it to the table."""

import numpy as np
import pytest

from game.core.rule import plain
from game.match.battle.columns import ARRAYS
from game.match.battle.sealing import veil_of
from game.rules.battle import codes as C
from game.rules.battle import state as S
from game.rules.battle import veil as V
from tests.rules.battle.field import GUNS, Field

TABLE = veil_of(ARRAYS)


def sealed(field: Field, side: int = 0) -> S.State:
    """What a side is told."""
    told = S.copy_state(field.s)
    V.draw_veil(plain(told), plain(field.s), plain(field.t), plain(TABLE), side)
    return told


def test_own_counters_are_told_whole_and_others_not_at_all_until_they_are_seen():
    field = Field()
    own, enemy = field.unit(0, 10, MEN=321, COH_PM=640), field.unit(1, 20, MEN=777, COH_PM=300, TASK=C.ASSAULT, GOAL=10)
    told = sealed(field).units
    assert (told[own] == np.where(np.arange(S.UNIT_COLS) == S.LOCATED_PM, 0, field.s.units[own])).all()
    assert [int(told[enemy, k]) for k in (S.HEX, S.MEN, S.COH_PM, S.TASK, S.GOAL)] == [-1, 0, 1000, C.HOLD, -1]


@pytest.mark.parametrize(("tanks", "men", "crew"), [(0, 90, 0), (6, 0, 90)])
def test_an_enemy_is_told_of_as_he_was_last_seen(tanks, men, crew):
    field = Field()
    field.unit(0, 10)
    enemy = field.unit(1, 20, MEN=500, TANKS=9)
    field.sees(0, enemy, 17, SEEN_MEN=90, SEEN_TANKS=tanks, SEEN_NOW=0)
    told = sealed(field)
    assert [int(told.units[enemy, k]) for k in (S.HEX, S.MEN, S.CREW, S.TANKS)] == [17, men, crew, tanks]
    assert (told.hexes[17, S.OWNER], told.hexes[20, S.OWNER]) == (1, -1)
    assert sealed(field, 1).units[enemy, S.HEX] == 20


@pytest.mark.parametrize(("located", "told"), [(V.LOCATED, V.LOCATED), (V.LOCATED - 1, 0), (1000, V.LOCATED)])
def test_of_guns_a_side_knows_only_whether_they_are_placed_well_enough(located, told):
    field = Field()
    guns = field.unit(1, 20, GUNS, LOCATED_PM=located)
    field.sees(0, guns, 20)
    assert sealed(field).units[guns, S.LOCATED_PM] == told
    assert sealed(field, 1).units[guns, S.LOCATED_PM] == 0, "the enemy does not tell what he has heard"


@pytest.mark.parametrize(("stage", "own", "other"), [(C.APPROACH, V.MEDIAN_HEARING_M, None), (C.HEARD, 77, 77)])
def test_an_attack_is_told_of_once_it_is_heard(stage, own, other):
    field = Field()
    attacker = field.unit(0, 10)
    field.row(3, attacker, 17, 0, STAGE=stage, HEAR_M=77)
    ours, theirs = sealed(field).rows, sealed(field, 1).rows
    assert [int(r[S.HEAR_M]) for r in ours if r[S.USED]] == [own]
    assert [int(r[S.HEAR_M]) for r in theirs if r[S.USED]] == ([] if other is None else [other])
    assert (ours[0, S.USED], ours[1, S.ATTACKER]) == (1, -1), "rows in use come first, the others are blank"


def test_missions_are_told_of_in_an_order_of_their_own():
    field = Field()
    guns, enemy = field.unit(0, 10, GUNS), field.unit(1, 20, GUNS)
    for row, (group, target) in zip((2, 5, 7), ((guns, 30), (enemy, 31), (guns, 12)), strict=True):
        field.s.missions[row, [S.M_USED, S.M_GROUP, S.M_TARGET]] = 1, group, target
    told = sealed(field).missions
    assert told[:, S.M_TARGET].tolist() == [12, 30] + [0] * (S.MAX_MISSIONS - 2)


def test_a_side_knows_its_own_ground_and_no_secret_of_the_dice():
    field = Field()
    field.s.hexes[:3, S.OWNER] = 0, 1, -1
    field.s.hexes[:, S.SHELLED] = 5
    field.s.clock[[S.SEED0, S.SEED1, S.TURN]] = 11, 12, 13
    told = sealed(field)
    assert told.hexes[:3, S.OWNER].tolist() == [0, -1, -1]
    assert not told.hexes[:, S.SHELLED].any()
    assert told.clock[[S.SEED0, S.SEED1, S.TURN]].tolist() == [0, 0, 13]


def test_of_boats_only_a_side_with_men_for_them_knows():
    field = Field()
    field.unit(0, 10)
    field.unit(1, 20, GUNS)
    field.s.crossings[0, S.X_CARRIED] = 9
    assert not V.has_boatmen(plain(field.t), 0)
    assert sealed(field).crossings[0, S.X_CARRIED] == 0
    field.t.kind[0, S.T_BOATS] = 1
    assert sealed(field).crossings[0, S.X_CARRIED] == 9
    assert sealed(field, 1).crossings[0, S.X_CARRIED] == 0


@pytest.mark.parametrize(("decided", "told"), [(0, (0, 0)), (1, (C.AFTER_LEAVE, 0)), (2, (C.AFTER_LEAVE, 3))])
def test_what_a_side_does_after_the_truce_is_told_once_it_is_chosen(war, decided, told):
    stays, follows = int(war.tables.treaty[S.TREATY_STAYS]), int(war.tables.treaty[S.TREATY_FOLLOWS])
    war.state.forms[[stays, follows], S.FORM_CHOICE] = C.AFTER_LEAVE, 3
    war.state.accord[0, S.DECIDED] = decided
    for reader, of, choice in ((follows, stays, told[0]), (stays, follows, told[1])):
        seen = S.copy_state(war.state)
        V.draw_veil(plain(seen), plain(war.state), plain(war.tables), plain(TABLE), reader)
        assert seen.forms[of, S.FORM_CHOICE] == choice
        assert seen.forms[reader, S.FORM_CHOICE] == war.state.forms[reader, S.FORM_CHOICE]


def test_a_side_reads_its_own_part_of_the_score(war):
    war.state.places[:, [S.PLACE_SUM, S.PLACE_SUM_FOE]] = 7, 8
    for side, sums in ((0, [7, 0]), (1, [0, 8])):
        told = S.copy_state(war.state)
        V.draw_veil(plain(told), plain(war.state), plain(war.tables), plain(TABLE), side)
        assert (told.places[:, [S.PLACE_SUM, S.PLACE_SUM_FOE]] == sums).all()


def test_rows_are_put_in_the_order_of_what_stands_in_them():
    rows = np.array([[1, 5, 2], [0, 9, 9], [1, 4, 9], [1, 5, 1]], "i4")
    table = V.Veil(np.array([[0, 0, 1], [3, 0, 0]], "i4"), np.zeros((3, 4), "i4"))
    V.close_up(plain(table), 0, V.Sheet(memoryview(rows)))
    assert rows.tolist() == [[1, 4, 9], [1, 5, 1], [1, 5, 2], [0, 0, 0]]
