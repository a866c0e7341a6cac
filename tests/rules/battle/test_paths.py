"""Rulings on the cheapest way (5.2, 7.2, 7.13, 8.3-8.5): against a search of the ruling's own."""

import heapq

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.rules.battle import codes as C
from game.rules.battle import paths as W
from game.rules.battle import state as S
from tests.rules.battle.field import HILL, INFANTRY, LAKE, OPEN, TANK, Field

MIDDLE, EAST = 24, 25


# ------------------------------------------------------------------------------------------------ what is known (8.3, 8.4)
def marks(field: Field, side: int = 0) -> dict[int, int]:
    field.call(W.mark_known, side)
    return {int(h): int(field.w.mark[h]) for h in np.nonzero(field.w.mark)[0]}


def around(field: Field, here: int) -> set[int]:
    return {int(n) for n in field.t.near[here] if n >= 0}


def test_a_known_enemy_bars_his_hex_and_a_strong_one_marks_those_around():
    field = Field()
    weak, strong = field.unit(1, 10), field.unit(1, MIDDLE)
    field.sees(0, weak, 10, SEEN_MEN=249)
    field.sees(0, strong, MIDDLE, SEEN_MEN=250)
    expected = dict.fromkeys(around(field, MIDDLE), 2) | {10: 1, MIDDLE: 1}
    assert marks(field) == expected
    assert marks(field, 1) == {}


def test_two_strong_enemies_side_by_side_both_bar_their_hexes():
    field = Field()
    for here in (MIDDLE, EAST):
        field.sees(0, field.unit(1, here), here, SEEN_MEN=400)
    assert (marks(field)[MIDDLE], marks(field)[EAST]) == (1, 1)


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
    assert marks(field) == dict.fromkeys(around(field, 0), 2) | {0: 1}


# ------------------------------------------------------------------------------------------------ the heap
@settings(max_examples=30)
@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 48)), min_size=1, max_size=60), st.integers(1, 60))
def test_the_cheapest_hex_comes_first_and_of_equals_the_lower_number(entries, taken):
    field, size = FIELD, 0
    for cost, here in entries:
        size = field.call(W.heap_push, size, cost, here)
    assert size == len(entries)
    out = []
    for _ in range(min(taken, len(entries))):
        size = field.call(W.heap_drop, size)
        out.append((int(field.w.heap[size, 0]), int(field.w.heap[size, 1])))
    assert out == sorted(entries)[: len(out)]
    assert size == len(entries) - len(out)


# ------------------------------------------------------------------------------------------------ the cost of a step (5.2)
# 300 m in thousandths of an hour: 300,000 / pace; 2,000 -> 150, 420 -> 714, 2,000 x 0.9 x 0.5 = 900 -> 333
@pytest.mark.parametrize(
    ("mud", "night", "most", "beside", "ends", "cost"),
    [
        (1.0, 1.0, 1e6, 0, False, 150),
        (1.0, 1.0, 420.0, 0, False, 714),
        (0.9, 0.5, 1e6, 0, False, 333),
        (1.0, 1.0, 1e6, 2, False, 450),  # threefold
        (1.0, 1.0, 1e6, 2, True, 150),
        (1.0, 1.0, 1e6, 1, False, 150),
        (0.0, 1.0, 1e6, 0, False, -1),
    ],
)
def test_a_step_costs_its_hours_and_threefold_beside_a_strong_enemy(mud, night, most, beside, ends, cost):
    field = Field()
    field.w.mark[EAST] = beside
    assert field.call(W.step_cost, C.FOOT, MIDDLE, 0, mud, night, most, ends) == cost


def test_no_step_leads_over_ground_that_bars():
    field = Field()
    field.t.hex[EAST, S.H_TERRAIN] = LAKE
    field.survey()
    assert field.call(W.step_cost, C.FOOT, MIDDLE, 0, 1.0, 1.0, 1e6, False) == -1


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
    short = field.given["w"]._replace(ring=field.given["w"].ring[:3])
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


def test_the_best_pace_is_that_of_the_best_ground():
    for k in range(5):
        field = Field()
        field.t.terrain[k, S.R_WHEEL] = 9000
        assert field.call(W.best_pace, C.WHEEL) == 9000


def test_ground_that_costs_no_time_bars_nobody():
    field = Field()
    field.t.terrain[OPEN, S.R_FOOT] = 1e6  # 300 m in 0.0003 hours
    field.survey()
    u = field.unit(0, 0)
    assert field.call(W.find_path, u, 3, C.OPEN) == 0
    assert field.has(u, "PATH_LEN") == (3,)
    field.run(W.reach, u, 0, C.OPEN)
    assert not field.w.cost.any()


def test_a_side_that_cannot_move_at_all_reaches_its_own_hex_only():
    field = Field()
    field.t.terrain[:, S.R_FOOT] = 0
    field.survey()
    field.run(W.reach, field.unit(0, 5), 5, C.OPEN)
    assert [h for h, c in enumerate(field.w.cost) if c < W.FAR] == [5]


def test_hexes_wait_in_their_bucket_last_come_first_while_there_is_room():
    field = Field()
    ring = len(field.w.ring)
    field.w.ring[:] = -1
    assert [field.call(W.drop_in, 0, 2, 7), field.call(W.drop_in, 1, 2 + ring, 9), field.call(W.drop_in, 2, 3, 8)] == [
        1,
        2,
        3,
    ]
    assert (field.w.ring[2], field.w.ring[3], field.w.ring[1]) == (1, 2, -1)
    assert [tuple(row) for row in field.w.heap[:3]] == [(7, -1), (9, 0), (8, -1)]
    room = len(field.w.heap)
    assert field.call(W.drop_in, room, 4, 5) == room
    assert field.w.ring[4] == -1
    assert field.call(W.drop_in, room - 1, 4, 5) == room
