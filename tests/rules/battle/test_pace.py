"""Rulings on pace, climbs, stacking and zones of control (1.5, 5.1-5.4, 5.7, 7.4, 8.4, 8.5, 10.3)."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.rules.battle import codes as C
from game.rules.battle import pace as M
from game.rules.battle import state as S
from tests.rules.battle.field import GUNS, HILL, INFANTRY, LAKE, MARSH, OPEN, ROAD, TANK, TRUCKS, Field

HERE, THERE, EAST = 24, 25, 0  # the middle of the field and its neighbour to the east


def dry_pace(field: Field, mobility: int) -> float:
    """Metres an hour from the middle to the east."""
    return field.call(M.gait_pace, mobility, field.call(M.gait_over, mobility, HERE, EAST))


def rising(metres: int, ground: int = OPEN, road: bool = False) -> Field:
    """A field whose hex THERE lies so much higher than HERE."""
    field = Field()
    field.t.hex[THERE, S.H_ELEVATION_M] = metres
    field.t.hex[THERE, S.H_TERRAIN] = ground
    field.t.edge[HERE, EAST] = road
    field.param(CLIMB_MAX_M=50, CLIMB_HALF_M=25)
    field.survey()
    return field


@pytest.mark.parametrize(("kind", "mobility"), [(INFANTRY, C.FOOT), (GUNS, C.WHEEL), (TANK, C.TRACKED)])
def test_men_walk_guns_roll_and_tanks_go_on_tracks(kind, mobility):
    field = Field()
    assert field.call(M.mobility_of, field.unit(0, 0, kind)) == mobility


@pytest.mark.parametrize(
    ("mobility", "left"),
    [(C.FOOT, (1.0, 0.9, 0.8, 0.7)), (C.WHEEL, (1, 0.7, 0.45, 0.25)), (C.TRACKED, (1, 0.7, 0.45, 0.25))],
)  # 1.5
def test_mud_slows_vehicles_more_than_men(mobility, left):
    field = Field()
    for mud, share in enumerate(left):
        assert field.call(M.mud_factor, float(mud), mobility) == pytest.approx(share)
        field.light(L_MUD=mud)
        assert field.call(M.mud_now, mobility) == pytest.approx(share)


def test_the_mud_is_that_of_the_pulse():
    field = Field()
    field.t.light[5, S.L_MUD] = 2
    assert field.call(M.mud_now, C.WHEEL) == 1.0
    field.s.clock[S.NOW] += 5
    assert field.call(M.mud_now, C.WHEEL) == 0.45


# 5.1: metres an hour of the hex entered; the climb never slows men; over 25 m it halves vehicles, over 50 m it bars them
@pytest.mark.parametrize(
    ("mobility", "ground", "climb", "road", "pace"),
    [
        (C.FOOT, OPEN, 0, False, 2000),
        (C.FOOT, HILL, 90, False, 1200),
        (C.FOOT, MARSH, 0, False, 800),
        (C.FOOT, LAKE, 0, False, 0),
        (C.FOOT, MARSH, 0, True, 3000),
        (C.WHEEL, OPEN, 25, False, 4000),
        (C.WHEEL, OPEN, 26, False, 2000),
        (C.WHEEL, OPEN, 50, False, 2000),
        (C.WHEEL, OPEN, 51, False, 0),
        (C.WHEEL, OPEN, 51, True, 4000),
        (C.TRACKED, OPEN, -26, False, 5000),
        (C.TRACKED, OPEN, -50, False, 5000),
        (C.TRACKED, OPEN, -51, False, 0),
        (C.TRACKED, HILL, -51, True, 12000),
        (C.TRACKED, MARSH, 0, False, 3500),
        (C.TRACKED, LAKE, 0, False, 0),
        (C.TRACKED, LAKE, 0, True, 12000),
    ],
)
def test_ground_road_and_climb_give_the_pace(mobility, ground, climb, road, pace):
    field = rising(climb, ground, road)
    assert dry_pace(field, mobility) == pace
    assert field.call(M.ground_pace, mobility, HERE, EAST) == pace


@pytest.mark.parametrize("pace", [0.5, 0.0])
def test_ground_that_is_hardly_passed_is_passed(pace):
    field = Field()
    field.t.terrain[OPEN, S.R_FOOT] = pace
    assert dry_pace(field, C.FOOT) == pace


def test_the_better_of_ground_and_road_counts():
    field = Field()
    field.t.terrain[OPEN, S.R_FOOT] = 3500
    field.t.edge[HERE, EAST] = 1
    assert dry_pace(field, C.FOOT) == 3500


def test_every_hexside_is_surveyed_for_every_way_of_moving():
    field = Field(4, 3)
    field.t.hex[:, S.H_TERRAIN] = np.arange(12) % 4
    field.survey()
    for mobility in range(3):
        for a in range(12):
            for d in range(6):
                n = field.t.near[a, d]
                expected = field.t.terrain[field.t.hex[n, S.H_TERRAIN], mobility] if n >= 0 else 0.0
                assert field.t.pace[mobility * 12 + a, d] == expected


def test_a_road_runs_only_over_its_hexside():
    field = Field()
    field.t.edge[HERE, EAST] = 1
    assert [field.call(M.road_between, HERE, n) for n in (THERE, HERE - 1, HERE + 2)] == [True, False, False]


@pytest.mark.parametrize(("night", "left"), [(0, 1.0), (1, 0.6)])
def test_the_night_leaves_a_share_of_the_pace(night, left):
    field = Field()
    field.light(L_NIGHT=night)
    field.param(NIGHT_PACE=0.6)
    assert field.call(M.night_now) == left


def test_who_must_not_be_heard_creeps():
    field = Field()
    field.param(SILENT=420)
    assert field.call(M.most_pace, C.SILENT) == 420
    for manner in (C.OPEN, C.PREPARED):
        assert field.call(M.most_pace, manner) > 100_000


# pace = ground x mud x night, at most that of the manner: 2,000 x 0.8 x 0.7 = 1,120; 4,000 x 0.45 x 0.7 = 1,260
@pytest.mark.parametrize(
    ("kind", "manner", "pace"), [(INFANTRY, C.OPEN, 1120), (INFANTRY, C.SILENT, 420), (TRUCKS, C.OPEN, 1260)]
)
def test_pace_is_ground_times_mud_times_night(kind, manner, pace):
    field = Field()
    field.light(L_NIGHT=1, L_MUD=2)
    field.param(NIGHT_PACE=0.7, SILENT=420)
    u = field.unit(0, HERE, kind)
    assert field.call(M.pace_mh, u, HERE, THERE, manner) == pytest.approx(pace)
    assert field.call(M.pace_mh, u, HERE, HERE + 2, manner) == 0


@pytest.mark.parametrize("most", [0.5, 0.0])
def test_the_slowest_pace_is_a_pace_and_none_is_none(most):
    assert Field().call(M.pace_over, 0, C.FOOT, HERE, EAST, 1.0, 1.0, most) == most


def test_ground_that_the_line_closes_is_not_entered():
    field = Field()
    field.t.hex[THERE, S.H_ZONE] = C.ZONE_KOREA
    u, foe = field.unit(1, HERE), field.unit(0, HERE)
    field.t.allowed[1, C.ZONE_KOREA] = 0
    assert (field.call(M.pace_mh, u, HERE, THERE, C.OPEN), field.call(M.pace_mh, foe, HERE, THERE, C.OPEN)) == (0, 2000)
    assert (field.call(M.may_enter, u, HERE, THERE), field.call(M.may_enter, foe, HERE, THERE)) == (False, True)


def test_a_counter_enters_adjacent_ground_that_bears_it():
    field = rising(60)
    men, tanks = field.unit(0, HERE), field.unit(0, HERE, TANK)
    assert field.call(M.may_enter, men, HERE, THERE) is True
    assert field.call(M.may_enter, tanks, HERE, THERE) is False
    assert field.call(M.may_enter, tanks, HERE, HERE - 1) is True
    assert field.call(M.may_enter, men, HERE, HERE + 2) is False


# ------------------------------------------------------------------------------------------------ 8.5 stacking
@pytest.mark.parametrize(
    ("men", "vehicles", "fits"), [(500, 14, True), (501, 14, False), (500, 15, False), (0, 0, True)]
)
def test_a_hex_takes_nine_hundred_men_and_24_vehicles_of_a_side(men, vehicles, fits):
    field = Field()
    field.param(STACK_MEN=900, STACK_VEHICLES=24)
    field.unit(0, HERE, MEN=370, CREW=30, TANKS=10)
    field.unit(1, HERE, MEN=800, TANKS=20)
    field.unit(0, THERE, MEN=800, TANKS=20)
    assert field.call(M.has_room, 0, HERE, men, vehicles) is fits


@pytest.mark.parametrize(
    ("men", "crew", "tanks", "fits"), [(290, 10, 0, True), (290, 11, 0, False), (10, 0, 4, True), (10, 0, 5, False)]
)
def test_a_newcomer_counts_with_its_crew_and_tanks(men, crew, tanks, fits):
    field = Field()
    field.param(STACK_MEN=900, STACK_VEHICLES=24)
    field.unit(0, THERE, MEN=600, TANKS=20)
    assert field.call(M.stacks, field.unit(0, HERE, MEN=men, CREW=crew, TANKS=tanks), THERE) is fits


def test_who_stands_in_the_hex_is_not_counted_twice():
    field = Field()
    field.param(STACK_MEN=900)
    u = field.unit(0, HERE, MEN=600)
    assert field.call(M.stacks, u, HERE) is True
    field.unit(0, HERE, MEN=301)
    assert field.call(M.stacks, u, HERE) is False


# ------------------------------------------------------------------------------------------------ 8.4 zones
# rifle-equivalents: men x 1 RE (set) x share of the men left
@pytest.mark.parametrize(
    ("men0", "men", "broken", "zone"),
    [(200, 200, 0, True), (199, 199, 0, False), (200, 199, 0, False), (200, 200, 1, False), (200, 0, 0, False)],
)
def test_two_hundred_rifle_equivalents_in_order_control_the_hexes_around(men0, men, broken, zone):
    field = Field()
    field.param(RE_RIFLE=1, ZOC_RE=200)
    v = field.unit(1, HERE, MEN=men, U_MEN0=men0, BROKEN=broken)
    assert field.call(M.exerts_zone, v) is zone
    assert field.call(M.in_enemy_zone, 0, THERE) is zone


def test_mortars_reach_the_zone_and_off_the_map_is_no_zone():
    field = Field()
    field.param(RE_RIFLE=1, ZOC_RE=200, RE_MORTAR=50, MORTAR_M=300)
    v = field.unit(1, HERE, MEN=100, MORTAR=2)
    assert field.call(M.exerts_zone, v) is True  # 100 + 2 x 50
    field.change(v, HEX=-1)
    assert field.call(M.exerts_zone, v) is False


def test_a_zone_is_the_enemys_and_one_hex_wide():
    field = Field()
    field.param(RE_RIFLE=1, ZOC_RE=200)
    field.unit(1, HERE, MEN=300)
    assert [field.call(M.in_enemy_zone, 0, h) for h in (THERE, HERE + 2, HERE)] == [True, False, False]
    assert field.call(M.in_enemy_zone, 1, THERE) is False


@pytest.mark.parametrize(("tanks", "bogged", "moves"), [(0, 0, True), (5, 4, True), (5, 5, False)])
def test_a_counter_whose_tanks_are_all_bogged_stays(tanks, bogged, moves):
    field = Field()
    assert field.call(M.moves_on_its_own, field.unit(0, HERE, TANK, TANKS=tanks, BOGGED=bogged)) is moves
    assert field.call(M.moves_on_its_own, field.unit(0, -1)) is False


FIELD = Field()
LAST = len(FIELD.t.terrain) - 1


@settings(max_examples=30)
@given(st.integers(0, 2), st.integers(0, 400), st.integers(0, 400), st.sampled_from([OPEN, HILL, MARSH]), st.booleans())
def test_no_steeper_climb_is_quicker(mobility, gentle, steep, ground, road):
    gentle, steep = min(gentle, steep), max(gentle, steep)
    paces = []
    for climb in (gentle, steep):
        FIELD.t.hex[THERE, S.H_ELEVATION_M], FIELD.t.hex[THERE, S.H_TERRAIN] = climb, ground
        FIELD.t.edge[HERE, EAST] = road
        paces.append(dry_pace(FIELD, mobility))
    assert paces[1] <= paces[0]
    assert LAST == ROAD
