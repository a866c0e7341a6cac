"""Rulings on the cheapest way (5.2, 7.2, 7.13, 8.3-8.5): against a search of the ruling's own."""

import heapq

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.rules.battle import codes as C
from game.rules.battle import paths as W
from game.rules.battle import state as S
from game.rules.battle.known_ground import BESIDE, HIS
from game.rules.battle.work import J_GROUND, Q_BUCKET, Q_NEXT
from tests.rules.battle.field import GUNS, HILL, INFANTRY, LAKE, MARSH, OPEN, TANK, Field

MIDDLE, EAST = 24, 25


# ------------------------------------------------------------------------------------------------ the cost of a step (5.2)
# 300 m in thousandths of an hour: 300,000 / pace; 2,000 -> 150, 420 -> 714, 2,000 x 0.9 x 0.6 = 1,080 -> 277
@pytest.mark.parametrize(
    ("mud", "night", "manner", "beside", "ends", "cost"),
    [
        (0, 0, C.OPEN, 0, False, 150),
        (0, 0, C.SILENT, 0, False, 714),
        (1, 1, C.OPEN, 0, False, 277),
        (0, 0, C.OPEN, BESIDE, False, 450),  # threefold
        (0, 0, C.OPEN, BESIDE, True, 150),
        (0, 0, C.OPEN, HIS, False, 150),
    ],
)
def test_a_step_costs_its_hours_and_threefold_beside_a_strong_enemy(mud, night, manner, beside, ends, cost):
    field = Field()
    field.param(NIGHT_PACE=0.6, SILENT=420)
    field.light(L_MUD=mud, L_NIGHT=night)
    u = field.unit(0, MIDDLE)
    least = field.call(W.set_steps, u, manner)
    assert least == min(c for c in field.w.step.tolist() if c > 0)
    field.w.danger[0, EAST] = beside
    assert field.call(W.step_cost, C.FOOT, 0, MIDDLE, 0, ends) == cost


def test_a_climb_doubles_a_step_and_no_step_is_shorter_than_a_thousandth():
    field = Field()
    field.t.terrain[OPEN, S.R_WHEEL], field.t.terrain[HILL, S.R_WHEEL] = 1e6, 100_000
    assert field.call(W.set_steps, field.unit(0, MIDDLE, GUNS), C.OPEN) == 1
    assert field.w.step.tolist()[:4] == [1, 1, 3, 6]


def test_no_step_leads_over_ground_that_bars():
    field = Field()
    field.t.hex[EAST, S.H_TERRAIN] = LAKE
    field.survey()
    assert field.call(W.set_steps, field.unit(0, MIDDLE), C.OPEN) == 100  # the road: 3,000 m an hour
    assert field.call(W.step_cost, C.FOOT, 0, MIDDLE, 0, False) == -1


# ------------------------------------------------------------------------------------------------ hexes that wait
def waiting(field: Field, slot: int) -> list[int]:
    found, here = [], int(field.w.ring[slot])
    while here >= 0:
        found.append(here)
        here = int(field.w.queue[here, Q_NEXT])
    return found


def test_hexes_wait_in_their_bucket_last_come_first_until_they_are_taken_out():
    field = Field()
    ring = len(field.w.ring)
    field.call(W.begin, 48)
    for here, bucket in ((7, 2), (9, 2 + ring), (8, 3), (10, 2), (11, 2)):
        field.call(W.put_in, here, bucket, 1)
    assert [waiting(field, k) for k in (0, 1, 2, 3)] == [[9, 48], [], [11, 10, 7], [8]], (
        "beyond the ring: the last bucket"
    )
    assert [int(b) for b in field.w.queue[[7, 8, 9, 12], Q_BUCKET]] == [2, 3, 2 + ring, -1]
    for here, left in ((10, [11, 7]), (11, [7]), (7, [])):
        field.call(W.take_out, here)
        assert waiting(field, 2) == left
    assert field.w.queue[7, Q_BUCKET] == -1


@pytest.mark.parametrize(("best", "power"), [(1, 0), (2, 1), (3, 1), (66, 6), (127, 6), (128, 7)])
def test_a_bucket_is_no_wider_than_the_quickest_step(best, power):
    assert FIELD.call(W.fineness, best) == power


# ------------------------------------------------------------------------------------------------ the search
FIELD = Field()


def arranged(ground: list[int], enemies: list[tuple[int, int]], night: int = 0, kind: int = INFANTRY) -> Field:
    """A field with this ground, enemies seen (hex, men), and a counter of ours as number 0; part of it is closed."""
    field = Field(units=8)
    field.t.hex[:, S.H_TERRAIN] = ground
    field.t.hex[20, S.H_ZONE] = C.ZONE_KOREA
    field.t.allowed[0, C.ZONE_KOREA] = 0
    field.t.edge[30:33, 0] = 1
    field.light(L_NIGHT=night, L_MUD=1)
    field.survey()
    field.unit(0, 0, kind)
    for here, men in enemies:
        field.sees(0, field.unit(1, here), here, SEEN_MEN=men)
    return field


def step(field: Field, here: int, d: int, goal: int | None, manner: int) -> int | None:
    """Cost of one step, None if it is barred: hours of the pace, threefold beside a strong enemy but at the goal."""
    n = int(field.t.near[here, d])
    known = [r for r in field.s.seen[: len(field.s.units)] if r[S.SEEN_AT] >= 0]
    if (
        n < 0
        or field.t.allowed[0, field.t.hex[n, S.H_ZONE]] == 0
        or (n != goal and n in [r[S.SEEN_HEX] for r in known])
    ):
        return None
    mobility = int(field.t.kind[field.t.unit[0, S.U_TYPE], S.T_MOBILITY])
    pace = field.t.terrain[field.t.hex[n, S.H_TERRAIN], mobility]
    if field.t.edge[here, d]:
        pace = max(pace, field.t.terrain[-1, mobility])
    pace = pace * (0.9 if mobility == C.FOOT else 0.7) * (field["NIGHT_PACE"] if field.t.light[0, S.L_NIGHT] else 1.0)
    if pace <= 0:
        return None
    beside = any(r[S.SEEN_MEN] >= 250 and field.apart(int(r[S.SEEN_HEX]), n) == 1 for r in known)
    return int(300000 / min(pace, field["SILENT"] if manner == C.SILENT else pace)) * (3 if beside and n != goal else 1)


def cheapest(
    field: Field, start: int, goal: int | None, manner: int, full: int = -1, most_hexes: int = 99
) -> dict[int, int]:
    """Dijkstra as a textbook has it: the cost of every hex in reach."""
    cost, queue = {start: 0}, [(0, start)]
    while queue:
        so_far, here = heapq.heappop(queue)
        for d in range(6):
            n, more = int(field.t.near[here, d]), step(field, here, d, goal, manner)
            if more is None or n == full or so_far + more >= cost.get(n, 10**9):
                continue
            if goal is not None and field.apart(start, n) + field.apart(n, goal) > most_hexes:
                continue
            cost[n] = so_far + more
            heapq.heappush(queue, (so_far + more, n))
    return cost


def to_each(field: Field, start: int, manner: int) -> dict[int, int]:
    """The cheapest way to every hex as its goal: it may hold a known enemy, and its last step is a plain one."""
    ways = {goal: cheapest(field, start, goal, manner) for goal in range(len(field.w.cost))}
    return {goal: way[goal] for goal, way in ways.items() if goal in way}


def written(field: Field, start: int, manner: int) -> int:
    """What the counter's written way costs, step by step."""
    total, here, length = 0, start, int(field.s.units[0, S.PATH_LEN])
    way = [int(h) for h in field.s.paths[0, :length]]
    for to in way:
        more = step(field, here, list(field.t.near[here]).index(to), way[-1], manner)
        assert more is not None, "no step of a way is barred"
        total, here = total + more, to
    return total


GROUND = st.lists(st.sampled_from([OPEN, OPEN, OPEN, HILL, HILL, LAKE]), min_size=49, max_size=49)
ENEMIES = st.lists(st.tuples(st.integers(0, 48), st.sampled_from([50, 249, 250, 600])), max_size=4)
HEXES = st.integers(0, 48)
MANNERS = st.sampled_from([C.OPEN, C.SILENT])


@settings(max_examples=25)
@given(GROUND, ENEMIES, HEXES, HEXES, MANNERS, st.integers(0, 1), st.sampled_from([INFANTRY, TANK]))
def test_the_way_found_is_the_cheapest_and_its_cost_the_sum_of_its_steps(
    ground, enemies, start, goal, manner, night, kind
):
    field = arranged(ground, enemies, night, kind)
    field.change(0, HEX=start, PATH_AT=3, PATH_LEN=5)
    known = cheapest(field, start, goal, manner).get(goal, -1)
    assert field.call(W.path_cost, 0, start, goal, manner) == known
    assert field.has(0, "PATH_AT", "PATH_LEN") == (3, 5), "a question writes nothing"
    assert field.call(W.find_path, 0, goal, manner) == known
    length = field.has(0, "PATH_LEN")[0]
    assert field.has(0, "PATH_AT") == (0,)
    assert (length == 0) is (known in {0, -1})
    assert length == 0 or (field.s.paths[0, length - 1] == goal and written(field, start, manner) == known)


@settings(max_examples=25)
@given(GROUND, ENEMIES, HEXES, MANNERS, st.integers(0, 1), st.sampled_from([INFANTRY, TANK]))
def test_the_reach_of_a_counter_is_the_cheapest_way_to_every_hex(ground, enemies, start, manner, night, kind):
    field = arranged(ground, enemies, night, kind)
    field.run(W.reach, 0, start, manner)
    reached = {h: int(c) for h, c in enumerate(field.w.cost) if c < W.FAR}
    assert reached == to_each(field, start, manner), "each hex costs what an order there costs"


def test_a_reach_longer_than_the_ring_of_buckets_is_exact_all_the_same():
    field = arranged([HILL] * 49, [(24, 600), (26, 600)])  # 370 a step, threefold beside the enemy, buckets of 111
    field.run(W.reach, 0, 0, C.SILENT)
    reached = {h: int(c) for h, c in enumerate(field.w.cost) if c < W.FAR}
    assert reached == to_each(field, 0, C.SILENT)
    short = field.given["w"]._replace(ring=field.given["w"].ring[:4])
    field.given["w"] = short
    field.run(W.reach, 0, 0, C.SILENT)
    assert {h: int(c) for h, c in enumerate(field.w.cost) if c < W.FAR} == reached


@pytest.mark.parametrize(("full", "most"), [(-1, 3), (-1, 4), (18, 99), (18, 3)])
def test_a_search_goes_round_a_full_hex_and_no_further_than_it_is_let(full, most):
    field = arranged([OPEN] * 49, [])
    field.t.hex[17, S.H_TERRAIN] = field.t.hex[18, S.H_TERRAIN] = LAKE if most == 4 else OPEN
    field.survey()
    cost = cheapest(field, 16, 19, C.OPEN, full, most).get(19, -1)
    assert field.call(W.search, 0, 16, 19, C.OPEN, full, most) == cost
    assert (
        cost == {(-1, 3): 498, (-1, 4): 664, (18, 99): 664, (18, 3): -1}[full, most]
    )  # 166 a hex: 2,000 x 0.9 in mud 1


def test_hours_shown_beside_and_on_a_strong_enemy_are_those_of_a_way_that_ends_there():
    field = arranged([OPEN] * 49, [(19, 600)])
    field.run(W.reach, 0, 16, C.OPEN)
    shown = [int(field.w.cost[h]) for h in (16, 17, 18, 19)]
    assert shown == [
        0,
        166,
        166 * 2,
        166 + 166 * 3 + 166,
    ]  # beside him plain for who stays; threefold for who goes on to him


def test_a_goal_where_an_enemy_is_known_may_be_marched_on():
    field = arranged([OPEN] * 49, [(19, 600)])
    assert field.call(W.path_cost, 0, 17, 19, C.OPEN) == 166 * 3 + 166  # beside him threefold, himself once
    assert field.call(W.path_cost, 0, 17, 17, C.OPEN) == 0


def test_a_column_goes_round_a_full_hex_by_three_hexes_more_at_most():
    for wall, hexes in (((), 4), ((9, 10, 23, 24), 6), ((9, 10, 11, 23, 24, 25), 0)):  # the last way has seven
        field = arranged([OPEN] * 49, [])
        field.t.edge[:] = 0
        field.t.hex[list(wall), S.H_TERRAIN] = LAKE
        field.survey()
        field.change(0, HEX=16, MANNER=C.OPEN)
        field.path(0, 17, 18, 19)
        assert field.call(W.way_round, 0, 17) == (hexes * 166 if hexes else -1)
        assert field.has(0, "PATH_LEN") == (hexes or 3,)


def test_a_column_that_found_no_way_round_asks_again_when_something_has_changed():
    field = arranged([OPEN] * 49, [])
    field.t.edge[:] = 0
    field.t.hex[[8, 9, 22], S.H_TERRAIN] = LAKE  # the way round is by 23
    field.survey()
    field.change(0, HEX=16, MANNER=C.OPEN)
    field.path(0, 17, 18)
    enemy = field.unit(1, 23)
    field.sees(0, enemy, 23)
    assert field.call(W.way_round, 0, 17) == -1
    key = (18, 17, 2 + W.DETOUR, field.call(W.pace_number, C.OPEN), int(field.w.jam[0, J_GROUND]))
    assert field.call(W.is_asked_again, 0, *key)
    for k in range(5):
        assert not field.call(W.is_asked_again, 0, *key[:k], key[k] + 1, *key[k + 1 :])
    field.change(0, HEX=15)
    assert not field.call(W.is_asked_again, 0, *key), "it stands elsewhere"
    field.change(0, HEX=16)
    assert field.call(W.way_round, 0, 17) == -1
    field.sees(0, enemy, 45)
    assert field.call(W.way_round, 0, 17) == 3 * 166


@pytest.mark.parametrize(("mud", "night", "manner"), [(0, 0, 0), (0, 0, 1), (0, 1, 0), (1, 0, 0), (3, 1, 2)])
def test_whatever_sets_the_pace_has_a_number_of_its_own(mud, night, manner):
    field = Field()
    field.light(L_MUD=mud, L_NIGHT=night)
    assert field.call(W.pace_number, manner) == 32 * mud + 16 * night + manner


def test_of_ways_that_are_as_cheap_the_one_over_the_cheapest_hex_is_taken_then_over_the_lowest():
    field = arranged([OPEN] * 49, [])
    field.t.edge[:] = 0
    field.survey()
    field.change(0, HEX=8)
    assert field.call(W.find_path, 0, 24, C.OPEN) == 3 * 166  # from (1,1) to (3,3): by 9 or 16, then by 17 or 23
    assert list(field.s.paths[0, :3]) == [9, 17, 24]


@pytest.mark.long
def test_on_a_map_of_200_by_200_every_hex_that_an_order_can_reach_is_in_reach():
    field = Field(200, 200)
    ground = np.random.default_rng(1938)
    field.t.hex[:, S.H_TERRAIN] = ground.choice([OPEN, HILL, MARSH, LAKE], 40_000, p=[0.4, 0.2, 0.1, 0.3])
    field.survey()
    start = 20_100
    field.t.hex[start, S.H_TERRAIN] = OPEN
    u = field.unit(0, start)
    field.run(W.reach, u, start, C.OPEN)
    feet = {OPEN: 150, HILL: 250, MARSH: 375}  # 300 m at 2,000, 1,200 and 800 m an hour
    ways = nx.DiGraph()
    for a in range(40_000):
        for n in field.t.near[a]:
            if n >= 0 and (terrain := int(field.t.hex[n, S.H_TERRAIN])) in feet:
                ways.add_edge(a, int(n), weight=feet[terrain])
    known = nx.single_source_dijkstra_path_length(ways, start)
    assert len(known) > 20_000
    assert {int(h): int(field.w.cost[h]) for h in np.nonzero(np.asarray(field.w.cost) < W.FAR)[0]} == known
    far = max(known, key=lambda h: known[h])
    assert field.call(W.path_cost, u, start, far, C.OPEN) == known[far]


def test_a_way_is_written_hex_by_hex_if_it_is_short_enough():
    field = arranged([OPEN] * 49, [])
    field.change(0, HEX=16, PATH_AT=2, PATH_LEN=3)
    for h, back in ((19, 18), (18, 17), (17, 16)):
        field.w.back[h] = back
    assert field.call(W.write_path, 0, 19, 2, 500) == -1
    assert field.call(W.write_path, 0, 19, 3, -1) == -1
    assert field.has(0, "PATH_AT", "PATH_LEN") == (2, 3)
    assert field.call(W.write_path, 0, 19, 3, 500) == 500
    assert field.has(0, "PATH_AT", "PATH_LEN") == (0, 3)
    assert list(field.s.paths[0, :4]) == [17, 18, 19, 0]


def test_no_way_is_longer_than_a_path_can_hold():
    field = Field(80, 1)
    field.unit(0, 0)
    assert field.call(W.find_path, 0, S.MAX_PATH, C.OPEN) == 150 * S.MAX_PATH
    assert field.call(W.find_path, 0, S.MAX_PATH + 1, C.OPEN) == -1
    assert field.has(0, "PATH_LEN") == (0,)


def test_ground_that_costs_next_to_no_time_bars_nobody():
    field = Field()
    field.t.terrain[OPEN, S.R_FOOT] = 1e6  # 300 m in 0.0003 hours
    field.survey()
    u = field.unit(0, 0)
    assert field.call(W.find_path, u, 3, C.OPEN) == 3  # a thousandth of an hour a hex at least
    assert field.has(u, "PATH_LEN") == (3,)
    field.run(W.reach, u, 0, C.OPEN)
    assert [int(c) for c in field.w.cost] == [field.apart(0, h) for h in range(49)]


def test_a_side_that_cannot_move_at_all_reaches_its_own_hex_only():
    field = Field()
    field.t.terrain[:, S.R_FOOT] = 0
    field.survey()
    field.run(W.reach, field.unit(0, 5), 5, C.OPEN)
    assert [h for h, c in enumerate(field.w.cost) if c < W.FAR] == [5]
