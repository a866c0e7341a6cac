"""Rulings on the ground as a side knows it: known enemies, and where it may not go (8.3, 8.4, 10.3)."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.rules.battle import codes as C
from game.rules.battle import known_ground as K
from game.rules.battle import state as S
from tests.rules.battle.field import Field

MIDDLE, EAST = 24, 25


def marks(field: Field, side: int = 0) -> dict[int, int]:
    field.call(K.look_at_ground, side)
    return {int(h): int(field.w.danger[side, h]) for h in np.nonzero(field.w.danger[side])[0]}


def around(field: Field, here: int) -> set[int]:
    return {int(n) for n in field.t.near[here] if n >= 0}


def test_a_known_enemy_bars_his_hex_and_a_strong_one_marks_those_around():
    field = Field()
    weak, strong = field.unit(1, 10), field.unit(1, MIDDLE)
    field.sees(0, weak, 10, SEEN_MEN=249)
    field.sees(0, strong, MIDDLE, SEEN_MEN=250)
    assert [field.call(K.known_at, 0, u) for u in (weak, strong)] == [21, 50]
    expected = dict.fromkeys(around(field, MIDDLE), K.BESIDE) | {10: K.HIS, MIDDLE: K.HIS}
    assert marks(field) == expected
    assert marks(field, 1) == {}


def test_two_strong_enemies_side_by_side_both_bar_their_hexes():
    field = Field()
    for here in (MIDDLE, EAST):
        field.sees(0, field.unit(1, here), here, SEEN_MEN=400)
    assert (marks(field)[MIDDLE], marks(field)[EAST]) == (K.HIS, K.HIS)


@pytest.mark.parametrize(("age", "now", "barred"), [(32, 0, True), (33, 0, False), (33, 1, True), (0, 0, True)])
def test_a_sighting_older_than_a_day_bars_nothing(age, now, barred):
    field = Field()
    u = field.unit(1, 10)
    field.sees(0, u, 10, SEEN_NOW=now, SEEN_AT=int(field.s.clock[S.NOW]) - age)
    assert (10 in marks(field)) is barred


def test_only_what_was_seen_bars():
    field = Field()
    own, never, gone = field.unit(0, 3), field.unit(1, 10), field.unit(1, 11)
    field.sees(0, own, 3)
    field.sees(0, never, 10, SEEN_AT=-1)
    field.sees(0, gone, -1)
    assert marks(field) == {}
    seen_in_the_corner = field.unit(1, 0)
    field.sees(0, seen_in_the_corner, 0, SEEN_AT=0, SEEN_MEN=300)
    field.s.clock[S.NOW] = 0
    assert marks(field) == dict.fromkeys(around(field, 0), K.BESIDE) | {0: K.HIS}


SIGHTS = st.lists(st.tuples(st.integers(-1, 48), st.sampled_from([50, 250, 600])), min_size=3, max_size=3)


@settings(max_examples=30)
@given(st.lists(SIGHTS, min_size=2, max_size=4))
def test_a_picture_drawn_over_another_is_the_one_drawn_on_a_blank_sheet(nights):
    kept = Field()
    enemies = [kept.unit(1, 0) for _ in range(3)]
    for seen in nights:
        fresh = Field()
        for field in (kept, fresh):
            for u, (here, men) in zip(enemies, seen, strict=True):
                if field is fresh:
                    fresh.unit(1, 0)
                field.sees(0, u, here, SEEN_MEN=men)
        assert marks(kept) == marks(fresh)


def test_the_number_of_the_picture_changes_with_it_and_not_otherwise():
    field = Field()
    enemy = field.unit(1, 10)
    assert [field.call(K.look_at_ground, 0) for _ in range(2)] == [1, 1]
    field.sees(0, enemy, 10)
    assert [field.call(K.look_at_ground, 0) for _ in range(2)] == [2, 2]
    assert field.call(K.look_at_ground, 1) == 1, "each side has a picture of its own"
    field.sees(0, enemy, 10, SEEN_MEN=130)
    assert field.call(K.look_at_ground, 0) == 2, "as weak as before"
    field.sees(0, enemy, 10, SEEN_MEN=300)
    assert field.call(K.look_at_ground, 0) == 3


def test_a_side_may_not_be_where_neither_its_own_ground_nor_an_act_lets_it():
    field = Field()
    field.t.hex[:, S.H_ZONE] = [C.ZONE_KOREA if h % 7 > 3 else C.ZONE_DISPUTED for h in range(49)]
    field.t.allowed[0] = [zone != C.ZONE_KOREA for zone in range(5)]
    field.call(K.look_at_ground, 0)
    field.call(K.look_at_ground, 1)
    assert field.w.danger[0].tolist() == [K.CLOSED * (h % 7 > 3) for h in range(49)]
    assert not field.w.danger[1].any()


def test_leave_that_comes_opens_the_ground_of_its_side(war):
    side, opened = 0, {}
    for act in np.nonzero(np.asarray(war.tables.act)[:, S.ACT_SIDE] == side)[0].tolist():
        war.state.leaves[:, S.LEAVE_HELD] = 0
        before = [war.call(K.look_at_ground, one) for one in (side, 1 - side)]
        closed = np.array(np.asarray(war.work.danger))
        war.state.leaves[act, S.LEAVE_HELD] = 1
        assert [war.call(K.look_at_ground, one) for one in (side, 1 - side)] == [before[0] + 1, before[1]]
        changed = np.nonzero(closed != np.asarray(war.work.danger))
        assert set(changed[0].tolist()) <= {side}
        opened[act] = changed[1].tolist()
    for act, hexes in opened.items():
        lines = [r for r in np.asarray(war.tables.reach).tolist() if r[S.REACH_ACT] == act]
        for h in hexes:
            zone, depth = war.tables.hex[h, S.H_ZONE], war.tables.depth[side, h]
            assert any(
                line[S.REACH_WHAT] == C.MOVE_TO
                and line[S.REACH_ZONE] == zone
                and line[S.REACH_NEAREST] <= depth <= line[S.REACH_FARTHEST]
                for line in lines
            )
    assert any(opened.values())
