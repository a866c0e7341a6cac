"""Rulings of 2.6 and 2.8: falling back, rout, surrender and rally."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.core.dice import poisson, uniform
from game.match.battle.engine import engine_of
from game.rules.battle import codes as C
from game.rules.battle import retreat
from game.rules.battle import state as S
from tests.rules.battle.conftest import river_days
from tests.rules.battle.position import SUMMIT, WEST, Position

HERE = (17, 30)  # Manchukuo, open ground on all sides
JAPAN, SOVIET = 0, 1


def around(position: Position, here: tuple[int, int] = HERE) -> list[int]:
    """The six hexes around, made flat, dry and open to all, each as far from home as its number in the list."""
    hexes = [int(h) for h in position.tables.near[position.hex(here)]]
    position.tables.pace[:] = 1000.0
    position.tables.allowed[:] = 1
    position.tables.home[:] = 5000
    for k, h in enumerate(hexes):
        position.tables.home[JAPAN, h] = 100 + k
    return hexes


def back(position: Position, unit: str = "I/75", away: int = -1) -> int:
    return position.call(retreat.way_back, position.unit(unit), away)


def test_men_fall_back_to_the_hex_nearest_home(position):
    hexes = around(position)
    position.place("I/75", HERE)
    assert back(position) == hexes[0]
    position.tables.home[JAPAN, hexes[4]] = 0
    assert back(position) == hexes[4]
    assert back(position, away=hexes[4]) == hexes[0]  # the enemy is taking that one
    position.tables.home[JAPAN, hexes[4]] = 100
    assert back(position) == hexes[0]  # of two as near the first, counting from the east


def test_men_never_fall_back_where_there_is_no_way_home_no_ground_no_leave_or_no_map(position):
    hexes = around(position)
    position.place("I/75", HERE)
    number = position.hex(HERE)
    position.tables.home[JAPAN, hexes[0]] = -1
    position.tables.pace[number, 1] = 0.0  # on foot, over the second hexside
    position.tables.near[number, 2] = -1
    assert back(position) == hexes[3]
    position.tables.allowed[JAPAN] = 0
    assert back(position) == -1


def test_men_do_not_fall_back_onto_the_enemy_nor_into_a_full_hex(position):
    hexes = around(position)
    position.place("I/75", HERE, MEN=375)
    position.place("59R", HERE, MEN=1)
    position.given(STACK_MEN=900, ZOC_RE=9999)
    row = position.row("59R")
    row[S.HEX] = hexes[0]
    position.row("II/75")[[S.HEX, S.MEN, S.CREW]] = hexes[1], 526, 0
    assert back(position) == hexes[2]
    position.row("II/75")[S.MEN] = 525  # 900 in all
    assert back(position) == hexes[1]


def test_men_keep_out_of_the_enemy_s_zone_if_they_can(position):
    hexes = around(position)
    position.place("I/75", HERE)
    position.place("III/118", HERE, MEN=550, LMG=18, HMG=9)
    position.given(ZOC_RE=200)
    beyond = [int(h) for h in position.tables.near[hexes[0]] if h not in hexes and h != position.hex(HERE)]
    position.row("III/118")[S.HEX] = beyond[0]
    beside = {int(h) for h in position.tables.near[beyond[0]]}
    free = next(h for h in hexes if h not in beside)
    assert back(position) == free
    # the zone costs as much as 1,000 s of the way: of two as dear the first of the list, counting from the east
    dear = next(h for h in hexes if h in beside)
    others = [h for h in hexes if h not in (dear, free)]
    position.tables.home[JAPAN, others] = 9000
    for more, to in ((999, free), (1000, min(free, dear, key=hexes.index)), (1001, dear)):
        position.tables.home[JAPAN, [dear, free]] = 100, 100 + more
        assert back(position) == to
    position.tables.home[JAPAN, hexes] = [100 + k for k in range(6)]
    position.tables.home[JAPAN, free] += 1000
    assert back(position) == next(h for h in hexes if h not in beside and h != free)
    for h in hexes:
        if h not in beside:
            position.tables.home[JAPAN, h] = 9000
    assert back(position) == hexes[0]
    position.row("III/118")[S.BROKEN] = 1
    assert back(position) == hexes[0]


def fall(position: Position, unit: str = "I/75", lost: int = -1) -> None:
    position.trace()
    position.call(retreat.fall_back, position.unit(unit), lost, C.IN_ROUT)


def test_who_falls_back_goes_one_hex_and_makes_for_home(position):
    hexes = around(position)
    now = position.at_hour("31 Jul 05:00")
    position.given(STRAGGLE=0.0)
    kept = dict(
        WORKS_PM=500, STEP_M=100, PATH_LEN=4, PATH_AT=2, TASK=C.ASSAULT, MANNER=C.SILENT, ACTIVE=2, READY=now + 5
    )
    position.place("I/75", HERE, MEN=300, MOVED=0, **kept)
    # from the first hex two ways lead on; the one it came from is not taken
    position.tables.home[JAPAN, position.hex(HERE)] = 0
    second = [int(h) for h in position.tables.near[hexes[0]]]
    position.tables.home[JAPAN, second[0]] = 1
    fall(position)
    row = position.row("I/75")
    names = ("HEX", "MOVED", "WORKS_PM", "STEP_M", "PATH_LEN", "PATH_AT", "TASK", "MANNER", "ACTIVE", "READY", "GOAL")
    assert [int(row[getattr(S, n)]) for n in names] == [hexes[0], 1, 0, 0, 0, 0, C.WITHDRAW, C.OPEN, 1, 0, second[0]]
    assert [int(row[c]) for c in (S.MEN, S.CAPTURED, S.STRAYED)] == [300, 0, 0]
    told = position.told(C.EV_RETREAT)
    assert [(e["ACTOR"], e["TARGET"], e["HEX"], e["A"], e["B"], e["C"], e["SEEN"]) for e in told] == [
        (0, -1, hexes[0], position.hex(HERE), 0, C.IN_ROUT, 1)
    ]


@pytest.mark.parametrize("seed", range(8))
def test_one_man_in_twenty_strays(position, seed):
    around(position)
    position.state.clock[S.SEED0] = seed
    position.given(STRAGGLE=0.05)
    position.place("I/75", HERE, MEN=360, CREW=0, TASK=C.HOLD)
    drawn = poisson(position.dice(), 0, position.hex(HERE), C.D_STRAGGLE, 0.05 * 360)
    fall(position)
    row = position.row("I/75")
    assert [int(row[c]) for c in (S.MEN, S.CAPTURED, S.STRAYED)] == [360 - drawn, drawn, drawn]
    assert position.told(C.EV_RETREAT)[0]["B"] == drawn
    fall(position)  # once for a flight, not for each hex of it
    assert int(row[S.STRAYED]) == drawn


def test_somebody_always_carries_the_colours(position):
    around(position)
    position.given(STRAGGLE=5.0)
    position.place("I/75", HERE, MEN=8, CREW=0, TASK=C.HOLD)
    fall(position)
    assert [int(position.row("I/75")[c]) for c in (S.MEN, S.STRAYED)] == [1, 7]
    position.place("RG/75", HERE, MEN=0, CREW=90, TASK=C.HOLD)
    fall(position, "RG/75")
    assert [int(position.row("RG/75")[c]) for c in (S.MEN, S.CREW, S.STRAYED)] == [0, 90, 0]


def mark(position: Position, side: int, unit: str) -> list[int]:
    row = position.state.seen[side * len(position.state.units) + position.unit(unit)]
    return [int(row[S.SEEN_HEX]), int(row[S.SEEN_AT])]


@pytest.mark.parametrize(
    ("seen_now", "seen_at", "follows"), [(1, 5, True), (1, -1, False), (0, 5, False), (1, 0, True)]
)
def test_those_who_drive_men_out_see_where_they_go(position, seen_now, seen_at, follows):
    hexes = around(position)
    now = position.at_hour("31 Jul 05:00")
    position.place("I/75", HERE)
    position.see(1, "I/75")
    row = position.state.seen[len(position.state.units) + 0]
    row[S.SEEN_AT], row[S.SEEN_NOW] = seen_at, seen_now
    row[[S.SEEN_SINCE, S.SEEN_CAME]] = 3, 0
    fall(position)
    assert row[[S.SEEN_SINCE, S.SEEN_CAME]].tolist() == ([now, 1] if follows else [3, 0])
    assert mark(position, 1, "I/75") == ([hexes[0], now] if follows else [position.hex(HERE), seen_at])
    assert position.told(C.EV_RETREAT)[0]["SEEN"] == (3 if seen_now else 1)


def test_who_has_no_way_back_is_lost_whole(position):
    around(position)
    position.tables.home[SOVIET] = -1
    given_ = dict(MEN=0, CREW=60, TANKS=7, TANKS_LOST=3, BOGGED=2, CAPTURED=1, LOST=10, KILLED=4)
    position.place("40TB/1", HERE, **given_)
    fall(position, "40TB/1")
    row = position.row("40TB/1")
    names = ("HEX", "MEN", "CREW", "TANKS", "TANKS_LOST", "BOGGED", "CAPTURED", "LOST", "KILLED")
    assert [int(row[getattr(S, n)]) for n in names] == [-1, 0, 0, 0, 10, 0, 61, 70, 64]
    told = position.told(C.EV_SURRENDER)
    assert [(e["ACTOR"], e["TARGET"], e["HEX"], e["A"], e["SEEN"]) for e in told] == [
        (position.unit("40TB/1"), -1, position.hex(HERE), SOVIET, 3)
    ]
    assert not position.told(C.EV_RETREAT)


def test_infantry_cut_off_is_counted_to_the_last_man(position):
    position.place("1/119", HERE, MEN=100, CREW=20, LOST=0, KILLED=0, CAPTURED=0)
    position.call(retreat.cut_off, position.unit("1/119"))
    row = position.row("1/119")
    assert [int(row[c]) for c in (S.MEN, S.CREW, S.CAPTURED, S.LOST, S.KILLED)] == [0, 0, 120, 120, 120]


# ------------------------------------------------------------------ enemies in view
@pytest.mark.parametrize(
    ("there", "within", "seen"),
    [((19, 30), 2, True), ((20, 30), 2, False), ((18, 30), 1, True), ((19, 30), 1, False), ((17, 32), 2, True),
     ((18, 32), 2, True), ((17, 28), 2, True), ((17, 27), 2, False), ((15, 30), 2, True)],
)  # fmt: skip
def test_an_enemy_in_view_is_near_within_so_many_hexes(position, there, within, seen):
    position.place("I/75", HERE)
    position.place("59R", there)
    view = lambda: position.call(retreat.enemy_in_view, 0, within)  # noqa: E731
    assert not view()  # not seen
    position.see(0, "59R")
    assert view() == seen
    position.row("59R")[[S.MEN, S.CREW]] = 0
    assert not view()


def test_friends_in_view_frighten_nobody(position):
    position.place("I/75", HERE)
    position.place("II/75", HERE)
    position.state.seen[:, S.SEEN_NOW] = 1
    assert not position.call(retreat.enemy_in_view, 0, 2)


# ------------------------------------------------------------------ rally
def test_without_chapter_9_the_broken_rally_at_400(position):
    position.given(COH_RALLY=400, COH_CLEAR=600)
    position.place("I/75", HERE)
    assert position.call(retreat.rally_at, 0) == 400


def test_with_chapter_9_the_broken_rally_at_400_near_their_headquarters_and_at_600_without():
    position = Position(engine_of(river_days()))
    position.given(COH_RALLY=400, COH_CLEAR=600, HQ_REACH_M=1500)
    position.place("I/75", HERE)
    position.place("19D", (17, 35))
    assert position.call(retreat.rally_at, 0) == 400  # five hexes are 1,500 m
    position.place("19D", (17, 36))
    assert position.call(retreat.rally_at, 0) == 600


def broken(position: Position, cohesion: int, enemy: tuple[int, int] | None) -> S.np.ndarray:
    position.trace()
    position.given(COH_RALLY=400, STRAGGLE=0.0)
    position.place("I/75", HERE, MEN=300, BROKEN=1, DISRUPTED=1, COH_PM=cohesion, TASK=C.HOLD)
    if enemy:
        position.place("59R", enemy)
        position.see(0, "59R")
    position.call(retreat.routs)
    return position.row("I/75")


@pytest.mark.parametrize(
    ("cohesion", "enemy", "rallies"),
    [(400, None, True), (399, None, False), (1000, (19, 30), False), (400, (20, 30), True), (1000, (18, 30), False)],
)
def test_the_broken_rally_at_400_with_no_enemy_in_view_within_two_hexes(position, cohesion, enemy, rallies):
    around(position)
    assert broken(position, cohesion, enemy)[S.BROKEN] == (0 if rallies else 1)
    told = [(e["ACTOR"], e["TARGET"], e["HEX"], e["SEEN"]) for e in position.told(C.EV_RALLIED)]
    assert told == ([(0, 0, position.hex(HERE), 1)] if rallies else [])


def test_cohesion_is_what_it_was_when_the_turn_began_and_what_took_and_gave_it_less_the_limit(position):
    position.place("I/75", HERE, COH_PM=430)
    position.work.worn[:] = 0
    position.work.worn[0, :] = -120, -40, -5, -25, 20  # 600 when the turn began
    assert position.call(retreat.cohesion_over, 0, 250.0, 12.5) == pytest.approx(430 - 250 - 12.5)
    rows = dict(position.work.list[:8].tolist())
    assert rows[C.F_COH_BEFORE] == 600
    assert [rows[C.F_COH_FIRE + k] for k in range(5)] == [-120, -40, -5, -25, 20]
    assert (rows[C.F_COH_LIMIT], rows[C.F_COH_SUP]) == (-250, -12.5)


@pytest.mark.parametrize(("driven", "chance"), [(True, 1.0), (False, 0.3)])
def test_who_is_driven_out_without_a_way_back_is_lost_for_certain(position, driven, chance):
    position.army(SOVIET, BREAK_SHARE=0.3)
    assert position.call(retreat.surrender_chance, position.unit("59R"), driven) == pytest.approx(chance)


@pytest.mark.parametrize(("enemy", "runs"), [((18, 30), True), ((19, 30), False)])
def test_the_broken_run_from_an_enemy_beside_them(position, enemy, runs):
    hexes = around(position)
    expected = next(h for h in hexes if h != position.hex(enemy)) if runs else position.hex(HERE)
    assert broken(position, 100, enemy)[S.HEX] == expected


@pytest.mark.parametrize(
    ("home_here", "home_there", "zoc", "goes"),
    [
        (-1, 100, 1, True),
        (101, 100, 1, True),
        (100, 100, 1, False),
        (100, 100, 9999, True),
        (99, 100, 1, False),
        (0, 0, 1, False),
    ],
)
def test_broken_men_do_not_run_from_one_muzzle_to_the_next(position, home_here, home_there, zoc, goes):
    hexes = around(position)
    position.place("I/75", HERE)
    position.place("III/118", (18, 30), MEN=550)
    position.given(ZOC_RE=zoc)
    beside = next(h for h in hexes if h in position.tables.near[position.hex((18, 30))])
    position.tables.home[JAPAN, position.hex(HERE)], position.tables.home[JAPAN, beside] = home_here, home_there
    assert position.call(retreat.gets_away, 0, beside) == goes


@pytest.mark.parametrize("side", [JAPAN, SOVIET])
@settings(max_examples=25)
@given(seed=st.integers(0, 9999))
def test_surrounded_and_broken_men_give_up_with_the_chance_of_their_side(night_engine, side, seed):
    position = Position(night_engine, seed)
    around(position)
    unit, foe = (("I/75", "59R"), ("59R", "I/75"))[side]
    position.place(unit, HERE, MEN=100, BROKEN=1, COH_PM=0)
    position.place(foe, (18, 30), MEN=50)
    position.see(side, foe)
    position.tables.home[side] = -1
    position.army(side, BREAK_SHARE=0.5)
    position.army(1 - side, BREAK_SHARE=0.0)
    u = position.unit(unit)
    gives_up = uniform(position.dice(), u, u, C.D_SURRENDER) < 0.5
    position.call(retreat.routs)
    assert (position.row(unit)[S.HEX] == -1) == gives_up


def test_men_in_order_neither_rally_nor_run(position):
    around(position)
    position.place("I/75", HERE, BROKEN=0, COH_PM=1000)
    position.place("59R", (18, 30))
    position.see(0, "59R")
    position.call(retreat.routs)
    assert position.row("I/75")[S.HEX] == position.hex(HERE)
    assert not position.told(C.EV_RALLIED)


def test_who_breaks_is_in_disorder_and_it_is_known_to_those_who_see_it(position):
    position.place("I/75", HERE, BROKEN=0, DISRUPTED=0)
    position.see(1, "I/75")
    position.call(retreat.break_counter, 0)
    assert [int(position.row("I/75")[c]) for c in (S.BROKEN, S.DISRUPTED)] == [1, 1]
    told = position.told(C.EV_BROKEN)
    assert [(e["ACTOR"], e["TARGET"], e["HEX"], e["SEEN"]) for e in told] == [(0, 0, position.hex(HERE), 3)]


@pytest.mark.parametrize(("suppression", "calm"), [(0, True), (599, True), (600, False), (1000, False)])
def test_men_leave_their_ground_while_they_are_not_pinned(position, suppression, calm):
    position.given(PINNED=600)
    position.place("I/75", WEST, SUP_PM=suppression)
    assert position.call(retreat.calm_enough, 0) == calm


def test_a_counter_driven_from_the_summit_is_gone_from_it(position):
    position.place("Tereshkin", SUMMIT, MEN=50)
    fall(position, "Tereshkin")
    assert position.row("Tereshkin")[S.HEX] != position.hex(SUMMIT)
