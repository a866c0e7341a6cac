"""Rulings of 2.5, 2.6 and 4.2: losses applied, suppression that decays, cohesion that falls and comes back."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.core.dice import uniform
from game.rules.battle import codes as C
from game.rules.battle import cohesion
from game.rules.battle import state as S
from game.rules.battle.work import HITS_CLOSE, HITS_FIRE, HITS_SHELL, TANK_HITS
from tests.rules.battle.position import NEVER, SUMMIT, WEST, Position

LAST = S.MAX_ROWS - 1
HERE = (17, 30)


def numbers(position: Position, unit: str, *names: str) -> list[int]:
    return [int(position.row(unit)[getattr(S, n)]) for n in names]


@pytest.mark.parametrize(
    ("cause", "share"), [(HITS_FIRE, 0.24), (HITS_SHELL, 0.28), (HITS_CLOSE, 0.32), (TANK_HITS, 0.24)]
)
def test_of_those_hit_a_quarter_to_a_third_die(position, cause, share):
    position.given(K_KILLED_FIRE=0.24, K_KILLED_SHELL=0.28, K_KILLED_CLOSE=0.32)
    assert position.call(cohesion.kill_share, cause) == share


@pytest.mark.parametrize(
    ("hours_ago", "taken_ago", "crest", "hour", "cut", "way_back"),
    [
        (None, None, 3, "6 Aug 12:00", 0, 0.9),  # quiet
        (1, None, 3, "6 Aug 12:00", 0, 1.3),  # shelled on the crest by day
        (1, None, 0, "6 Aug 12:00", 0, 1.0),  # behind the crest
        (1, None, 3, "6 Aug 23:00", 0, 1.0),  # by night
        (7, None, 3, "6 Aug 12:00", 0, 0.9),  # six hours and more ago
        (1, 0.5, 3, "6 Aug 12:00", 0, 0.9),  # by its own guns, before it took the hex
        (6, None, 3, "6 Aug 12:00", 0, 1.3),  # 24 pulses ago: the last that counts
        (6.25, None, 3, "6 Aug 12:00", 0, 0.9),
        (None, None, 0, "6 Aug 23:00", 1, 1.3),  # cut off
    ],
)
def test_the_way_back_decides_how_many_of_the_wounded_die(position, hours_ago, taken_ago, crest, hour, cut, way_back):
    position.given(EVAC_GOOD=0.9, EVAC_BAD=1.3, EVAC_PULSES=24)
    position.place("I/75", HERE, CREST=crest, CUT=cut)
    now = position.at_hour(hour)
    position.sky(NIGHT=int(hour.endswith("23:00")))
    where = position.state.hexes[position.hex(HERE)]
    where[S.SHELLED] = -1 if hours_ago is None else now - 4 * hours_ago
    where[S.TAKEN_AT] = -1 if taken_ago is None else now - 4 * taken_ago
    assert position.call(cohesion.evacuation, 0) == way_back


def test_the_dead_are_the_rows_shown_multiplied(position):
    position.given(K_KILLED_SHELL=0.5, EVAC_GOOD=0.8)
    position.army(0, EVACUATION=1.5)
    position.place("I/75", HERE, MEN=300, CREW=0, KILLED=0, CUT=0)
    position.receives("I/75", HITS_SHELL=20.0)
    position.call(cohesion.lose_men, 0, HITS_SHELL)
    rows = {C.F_MEN_HIT: 20.0, C.F_KILLED: 0.5, C.F_EVACUATION: 0.8, C.F_CARE: 1.5}
    assert position.factors(C.EV_KILLED) == rows
    assert position.told(C.EV_KILLED)[0]["A"] == numbers(position, "I/75", "KILLED")[0] == 12


@pytest.mark.parametrize(
    ("hits", "men", "crew", "after", "lost"),
    [
        (0.0, 50, 10, (50, 10), 0),
        (7.9, 50, 10, (43, 10), 7),
        (55.0, 50, 10, (0, 5), 55),
        (99.0, 50, 10, (0, 0), 60),
        (-1.0, 5, 0, (5, 0), 0),
    ],
)
def test_men_are_lost_before_crews_and_no_more_than_there_are(position, hits, men, crew, after, lost):
    position.place("I/75", HERE, MEN=men, CREW=crew, LOST=3, KILLED=0)
    position.receives("I/75", HITS_FIRE=hits)
    assert position.call(cohesion.lose_men, 0, HITS_FIRE) == lost
    assert numbers(position, "I/75", "MEN", "CREW", "LOST") == [*after, 3 + lost]


@settings(max_examples=25)
@given(seed=st.integers(0, 9999), hits=st.integers(1, 40))
def test_the_dead_are_the_share_of_those_hit_and_the_odd_man_is_drawn(night_engine, seed, hits):
    position = Position(night_engine, seed)
    position.given(K_KILLED_FIRE=0.24, EVAC_GOOD=1.0)
    position.army(0, EVACUATION=1.0)
    position.place("I/75", HERE, MEN=300, CREW=0, KILLED=1)
    position.receives("I/75", HITS_FIRE=float(hits))
    dead = math.floor(0.24 * hits) + (uniform(position.dice(), 0, HITS_FIRE, C.D_KILLED) < 0.24 * hits % 1)
    position.call(cohesion.lose_men, 0, HITS_FIRE)
    assert numbers(position, "I/75", "KILLED") == [1 + dead]


def test_no_more_die_than_are_hit(position):
    position.given(K_KILLED_FIRE=0.9)
    position.army(0, EVACUATION=3.0)
    position.place("I/75", HERE, MEN=300, CREW=0, KILLED=0)
    position.receives("I/75", HITS_FIRE=10.0)
    position.call(cohesion.lose_men, 0, HITS_FIRE)
    assert numbers(position, "I/75", "KILLED") == [10]


def test_small_arms_do_not_hit_men_behind_armour_but_shells_do(position):
    position.place("40TB/1", HERE, MEN=0, CREW=60, LOST=0)
    position.receives("40TB/1", HITS_FIRE=9.0, HITS_SHELL=4.0)
    u = position.unit("40TB/1")
    assert [position.call(cohesion.lose_men, u, cause) for cause in (HITS_FIRE, HITS_SHELL)] == [0, 4]


def test_losses_of_a_pulse_are_booked_by_their_cause_all_together(position):
    position.place(
        "I/75", HERE, MEN=300, CREW=0, EFFORT_MEN=0, COH_PM=1000, SUP_PM=0, LOST_FIRE=1, LOST_SHELL=1, LOST_CLOSE=1
    )
    position.place("II/75", HERE, MEN=100, CREW=0, EFFORT_MEN=0, COH_PM=1000, SUP_PM=0)
    position.receives("I/75", HITS_FIRE=10.0, HITS_SHELL=7.0, HITS_CLOSE=5.0, TANK_HITS=2.0)
    position.receives("II/75", HITS_FIRE=3.0)
    assert position.call(cohesion.apply_losses) == 27
    assert numbers(position, "I/75", "MEN", "LOST_FIRE", "LOST_SHELL", "LOST_CLOSE") == [276, 11, 10, 6]
    assert numbers(position, "II/75", "MEN") == [97]


def test_who_is_not_on_the_map_loses_nothing(position):
    position.row("I/75")[[S.MEN, S.CREW]] = 300, 0
    position.receives("I/75", HITS_FIRE=10.0)
    assert position.call(cohesion.apply_losses) == 0
    assert numbers(position, "I/75", "MEN") == [300]


def test_the_first_hex_of_the_map_is_a_hex_like_another(position):
    position.place("I/75", (0, 0), MEN=300, CREW=0)
    position.receives("I/75", HITS_FIRE=10.0)
    assert position.call(cohesion.apply_losses) == 10


def test_who_has_lost_his_last_man_leaves_the_map(position):
    position.place("I/75", HERE, MEN=4, CREW=0, GUNS=0)
    position.place("40TB/1", HERE, MEN=0, CREW=5)
    position.place("RG/75", HERE, MEN=0, CREW=2)
    position.receives("I/75", HITS_FIRE=10.0)
    position.call(cohesion.apply_losses)
    assert [int(position.row(u)[S.HEX] >= 0) for u in ("I/75", "40TB/1", "RG/75")] == [0, 1, 1]


@pytest.mark.parametrize(("before", "beat"), [(0, 0.0), (800, 0.0), (0, 0.7), (500, 0.3), (0, 9.0)])
def test_suppression_decays_and_fire_adds_to_what_is_left(position, before, beat):
    position.given(TAU_S=0.5)
    position.place("I/75", HERE, MEN=100, SUP_PM=before)
    position.receives("I/75", BEAT=beat)
    # 4.2: S exp(-dt / tau), then S + (1 - S)(1 - exp(-beat)); dt a quarter of an hour
    kept = before / 1000 * math.exp(-0.5)
    position.call(cohesion.apply_losses)
    assert numbers(position, "I/75", "SUP_PM") == [math.floor(1000 * (kept + (1 - kept) * (1 - math.exp(-beat))) + 0.5)]


@pytest.mark.parametrize(("men", "hit", "gone"), [(0, (24, 0), 2), (0, (12, 12), 2), (5, (24, 0), 0), (0, (0, 0), 0)])
def test_guns_fall_silent_with_their_crews_to_fire_and_shells(position, men, hit, gone):
    position.given(GUN_CREW_HITS=0.001)  # so many that all go
    position.place("RG/75", HERE, MEN=men, CREW=90, GUNS=2)
    position.receives("RG/75", HITS_FIRE=float(hit[0]), HITS_SHELL=float(hit[1]))
    if men:
        position.given(GUN_CREW_HITS=NEVER)
    position.call(cohesion.apply_losses)
    assert 2 - numbers(position, "RG/75", "GUNS")[0] == gone


# ------------------------------------------------------------------ cohesion
def worn(
    position: Position, before: int, fire: int = 0, shell: int = 0, close: int = 0, crews: int = 0, **columns: int
) -> int:
    given_ = dict(MEN=200, COH_PM=before, EFFORT_MEN=200, BREAK_PM=350, SUP_PM=0)
    position.place("I/75", HERE, **{**given_, **columns})
    position.given(COH_REST=15, COH_QUIET=5)
    position.trace()
    position.call(cohesion.wear, 0, fire, shell, close, crews)
    return numbers(position, "I/75", "COH_PM")[0]


@pytest.mark.parametrize(
    ("lost", "effort", "breakpoint", "after"),
    [
        ((70, 0, 0, 0), 200, 350, 500),  # the breakpoint's share of the men: 500 of a thousand
        ((0, 35, 0, 0), 200, 350, 750),
        ((10, 5, 15, 5), 200, 350, 750),
        ((7, 0, 0, 0), 100, 700, 950),  # 500 x 0.07 / 0.7
        ((1, 0, 0, 0), 300, 350, 995),  # 4.76 to the nearest
        ((200, 0, 0, 0), 200, 100, 0),
        ((50, 0, 0, 0), 0, 350, 1000),  # no effort
    ],
)
def test_cohesion_falls_by_500_for_each_breakpoint_s_share_of_the_effort(position, lost, effort, breakpoint, after):
    position.given(COH_REST=0, COH_QUIET=0)
    assert worn(position, 1000, *lost, EFFORT_MEN=effort, BREAK_PM=breakpoint) == after


@given(*[st.integers(0, 30)] * 4, st.integers(0, 1000))
@settings(max_examples=40)
def test_what_took_cohesion_adds_up_to_what_was_lost(night_engine, fire, shell, close, crews, before):
    position = Position(night_engine)
    lost = fire + shell + close + crews
    after = worn(position, before, fire, shell, close, crews)
    assert before + float(position.work.worn[0].sum()) == pytest.approx(after)
    if lost > 0:
        whole = math.floor(500 * lost / 200 * 1000 / 350 + 0.5)
        assert after == max(0, before - whole)
        assert all(v <= 0 for v in position.work.worn[0][:4])


@pytest.mark.parametrize(
    ("before", "lost", "sup", "enemy", "row", "quiet", "after"),
    [
        (700, 0, 0, 0, False, 0, 715),  # rest
        (995, 0, 0, 0, False, 0, 1000),
        (1000, 0, 0, 0, False, 0, 1000),
        (700, 0, 49, 0, False, 0, 715),
        (700, 0, 50, 0, False, 0, 700),
        (700, 0, 0, 2, False, 0, 705),  # an enemy in view within two hexes
        (700, 0, 0, 3, False, 0, 715),
        (700, 1, 0, 0, False, 0, 693),  # men were lost: 7 and no rest
        (700, 0, 249, 0, True, 1, 705),  # in a quiet row
        (700, 0, 250, 0, True, 1, 700),
        (700, 0, 0, 0, True, 0, 700),
        (700, 1, 0, 0, True, 1, 698),  # 7 lost, 5 come back
    ],
)
def test_cohesion_comes_back_in_quiet(position, before, lost, sup, enemy, row, quiet, after):
    position.place("I/75", HERE)
    if enemy:
        position.place("59R", (HERE[0] + enemy, HERE[1]))
        position.see(0, "59R")
    if row:
        position.place("59R", (18, 30))
        position.open(LAST, "I/75", (18, 30), ROW_QUIET=quiet)
    assert worn(position, before, lost, SUP_PM=sup) == after


def test_every_row_of_a_counter_must_be_quiet(position):
    position.place("Tereshkin", SUMMIT)
    position.place("I/75", WEST)
    position.place("II/75", (18, 25))
    position.open(0, "I/75", SUMMIT, ROW_QUIET=3)
    position.open(LAST, "II/75", SUMMIT, ROW_QUIET=0)
    quiet = lambda name: bool(position.call(cohesion.in_quiet_rows, position.unit(name)))  # noqa: E731
    assert [quiet(u) for u in ("I/75", "II/75", "Tereshkin")] == [True, False, False]
    position.state.rows[LAST, S.USED] = 0
    assert [quiet(u) for u in ("I/75", "II/75", "Tereshkin")] == [True, True, True]


@pytest.mark.parametrize(("sup", "point"), [(0, 500), (400, 550), (1000, 625)])  # 500 + S / 8
def test_suppressed_men_lose_their_order_sooner(position, sup, point):
    position.given(COH_BREAK=500, COH_SUP=125)
    position.place("I/75", HERE, SUP_PM=sup, COH_PM=700)
    assert position.call(cohesion.breaking_point, 0) == point
    assert position.call(cohesion.order_left, 0) == pytest.approx(700 - point)


# ------------------------------------------------------------------ the pulse
def judged(position: Position, **columns: int) -> None:
    position.given(COH_BREAK=500, COH_SUP=125, COH_CLEAR=600, COH_BROKEN=250)
    given_ = dict(
        MEN=200, CREW=0, COH_PM=1000, SUP_PM=0, BROKEN=0, DISRUPTED=0, QUIET=5, EFFORT_MEN=200, TASK=C.HOLD, LIMIT_PM=0
    )
    position.place("I/75", HERE, **{**given_, **columns})
    position.call(cohesion.cohesion)


@pytest.mark.parametrize(
    ("before", "points", "after"),
    [
        ((0, 0), 500, (0, 0)),
        ((0, 0), 499, (1, 0)),
        ((1, 0), 599, (1, 0)),
        ((1, 0), 600, (0, 0)),
        ((1, 0), 250, (1, 0)),
        ((1, 0), 249, (1, 1)),
        ((0, 0), 100, (1, 1)),
        ((1, 1), 1000, (1, 1)),  # a broken counter comes to order when it rallies
    ],
)
def test_under_500_disrupted_over_600_in_order_under_250_broken(position, before, points, after):
    judged(position, DISRUPTED=before[0], BROKEN=before[1], COH_PM=points)
    assert tuple(numbers(position, "I/75", "DISRUPTED", "BROKEN")) == after
    disrupted = [(e["ACTOR"], e["TARGET"], e["HEX"], e["A"], e["SEEN"]) for e in position.told(C.EV_DISRUPTED)]
    assert disrupted == ([(0, 0, position.hex(HERE), points, 1)] if after[0] > before[0] else [])
    assert len(position.told(C.EV_BROKEN)) == after[1] - before[1]


@pytest.mark.parametrize(("beat", "close", "quiet"), [(0.0, 0.0, 6), (0.05, 0.0, 6), (0.051, 0.0, 0), (0.0, 1.0, 0)])
def test_sniping_disturbs_no_rest_and_more_does(position, beat, close, quiet):
    position.receives("I/75", BEAT=beat, HITS_CLOSE=close)
    judged(position)
    assert numbers(position, "I/75", "QUIET") == [quiet]


@pytest.mark.parametrize(("quiet", "row", "men"), [(15, False, 200), (16, False, 0), (99, True, 200)])
def test_an_effort_is_over_after_four_hours_of_quiet_out_of_any_row(position, quiet, row, men):
    position.place("I/75", HERE)
    if row:
        position.place("59R", (18, 30))
        position.open(LAST, "I/75", (18, 30))
    judged(position, QUIET=quiet)
    assert numbers(position, "I/75", "EFFORT_MEN") == [men]


def in_row(position: Position, unit: str = "I/75", **row: int) -> None:
    position.place("59R", (18, 30), COH_PM=1000, DISRUPTED=0, SUP_PM=0)
    position.place(unit, HERE)
    position.open(LAST, unit, (18, 30), **row)


@pytest.mark.parametrize(
    ("task", "limit", "men", "stops"),
    [
        (C.ASSAULT, 150, 171, False),
        (C.ASSAULT, 150, 170, True),  # 30 of 200 are gone: 15 %
        (C.ASSAULT, 0, 10, False),
        (C.HOLD, 150, 100, False),
    ],
)
def test_an_assault_stops_at_the_losses_that_limit_it(position, task, limit, men, stops):
    in_row(position, GAP_M=100)
    judged(position, TASK=task, LIMIT_PM=limit, MEN=men)
    assert int(position.state.rows[LAST, S.PRESS]) == (0 if stops else 1)
    told = [(e["ACTOR"], e["HEX"], e["A"], e["B"], e["SEEN"]) for e in position.told(C.EV_STOPPED)]
    assert told == ([(0, position.hex((18, 30)), C.STOP_LIMIT, 100, 1)] if stops else [])


def test_a_limit_counts_the_losses_of_the_effort(position):
    position.place("I/75", HERE, MEN=150, CREW=20, EFFORT_MEN=200, LIMIT_PM=100)
    assert position.call(cohesion.beyond_limit, 0) == pytest.approx(30 - 20)
    assert position.work.list[:2].tolist() == [[C.F_EFFORT_LOST, 30], [C.F_LIMIT, -20]]


def test_without_an_effort_no_limit_is_reached(position):
    in_row(position)
    judged(position, TASK=C.ASSAULT, LIMIT_PM=1, EFFORT_MEN=0)
    assert int(position.state.rows[LAST, S.PRESS]) == 1


@pytest.mark.parametrize(
    ("points", "gap", "stops"),
    [(1000, 100, False), (499, 100, True), (520, 40, False), (520, 41, True), (499, 40, True)],
)
def test_an_attack_in_disorder_stops_but_at_the_crest_500_is_enough(position, points, gap, stops):
    position.given(GAP_CREST=40)
    in_row(position, GAP_M=gap)
    judged(position, COH_PM=points, DISRUPTED=int(points < 600), TASK=C.ASSAULT)
    assert int(position.state.rows[LAST, S.PRESS]) == (0 if stops else 1)
    assert [e["A"] for e in position.told(C.EV_STOPPED)] == ([C.STOP_COHESION] if stops else [])
    if stops:  # its order, per mille: what there was, less the breaking point
        rows = position.factors(C.EV_STOPPED)
        assert (rows[C.F_COH_BEFORE], rows[C.F_COH_LIMIT]) == (points, -500)


def test_who_attacks_in_no_row_stops_none(position):
    in_row(position)
    position.call(cohesion.stop_attack, position.unit("II/75"), C.STOP_COHESION)
    assert int(position.state.rows[LAST, S.PRESS]) == 1
    assert not position.told(C.EV_STOPPED)


def test_cohesion_is_lost_to_each_cause_in_turn(position):
    position.given(COH_REST=0, COH_QUIET=0)
    worn(position, 1000, 10, 5, 15, 5)
    # 500 n / 200 men / 0.35: 71 with 10 men, 107 with 15, 214 with 30, 250 with 35
    assert position.work.worn[0].tolist() == [-71, -36, -107, -36, 0]
    worn(position, 1000, 0, 0, 15, 15)
    assert position.work.worn[0].tolist() == [0, 0, -107, -107, 0]


def test_one_of_two_attackers_in_order_goes_on(position):
    in_row(position, GAP_M=100)
    position.place("II/75", HERE, COH_PM=1000, DISRUPTED=0, MEN=100)
    position.state.rows[LAST, S.ATTACKER_2] = position.unit("II/75")
    judged(position, COH_PM=300)
    assert int(position.state.rows[LAST, S.PRESS]) == 1
    position.row("II/75")[[S.MEN, S.CREW]] = 0
    position.call(cohesion.cohesion)
    assert int(position.state.rows[LAST, S.PRESS]) == 0


@pytest.mark.parametrize(("infantry", "goes_on"), [(100, False), (0, True)])
def test_tanks_go_on_without_their_infantry_only_when_there_is_none(position, infantry, goes_on):
    in_row(position, GAP_M=100)
    position.place("40TB/1", HERE, TANKS=10, CREW=60, COH_PM=1000, DISRUPTED=0)
    position.state.rows[LAST, S.ATTACKER_2] = position.unit("40TB/1")
    position.place("I/75", HERE, MEN=infantry, CREW=0, DISRUPTED=1, COH_PM=300)
    assert position.call(cohesion.may_go_on, LAST) == goes_on


def test_tanks_that_give_up_do_not_wait_before_the_guns(position):
    position.place("40TB/1", (24, 16), TANKS=10, CREW=60)
    position.place("II/75", (23, 16))
    position.open(LAST, "40TB/1", (23, 16), GAP_M=100)
    position.call(cohesion.stop_attack, position.unit("40TB/1"), C.STOP_COHESION)
    assert numbers(position, "40TB/1", "TASK") == [C.WITHDRAW]
    assert [e["C"] for e in position.told(C.EV_RETREAT)] == [C.TANKS_GIVE_UP]
    position.trace()
    position.call(cohesion.stop_attack, position.unit("40TB/1"), C.STOP_COHESION)  # it has stopped
    assert not position.told(C.EV_STOPPED)


def test_tanks_that_stop_beside_their_infantry_stay(position):
    in_row(position)
    position.place("40TB/1", HERE, TANKS=10, CREW=60)
    position.state.rows[LAST, S.ATTACKER_2] = position.unit("40TB/1")
    position.call(cohesion.stop_attack, position.unit("40TB/1"), C.STOP_COHESION)
    assert not position.told(C.EV_RETREAT)
    assert position.call(cohesion.stop_attack, 0, C.STOP_COHESION) is None
    assert len(position.told(C.EV_STOPPED)) == 1


@pytest.mark.parametrize(("gap", "disrupted", "stage", "leaves"), [
    (149, 1, C.HEARD, True), (150, 1, C.HEARD, False), (149, 0, C.HEARD, False), (100, 1, C.APPROACH, False)
])  # fmt: skip
def test_a_defender_in_disorder_gives_way_with_the_enemy_within_150_metres(position, gap, disrupted, stage, leaves):
    position.place("Tereshkin", SUMMIT, MEN=80, COH_PM=550, DISRUPTED=disrupted, SUP_PM=0, BROKEN=0)
    position.place("I/75", WEST, COH_PM=1000, DISRUPTED=0)
    position.open(LAST, "I/75", SUMMIT, GAP_M=gap, STAGE=stage)
    position.call(cohesion.cohesion)
    assert (int(position.row("Tereshkin")[S.HEX]) != position.hex(SUMMIT)) == leaves
    assert [e["C"] for e in position.told(C.EV_RETREAT)] == ([C.GIVES_WAY] if leaves else [])


def test_those_who_are_not_there_are_not_judged(position):
    position.row("I/75")[[S.COH_PM, S.DISRUPTED, S.QUIET]] = 100, 0, 3
    position.place("II/75", HERE, COH_PM=1000, QUIET=3)
    position.call(cohesion.cohesion)
    assert numbers(position, "I/75", "DISRUPTED", "QUIET") == [0, 3]
    assert numbers(position, "II/75", "QUIET") == [4]


@pytest.mark.parametrize(("pulse", "worn_"), [(0, 0.0), (1, 7.0)])
def test_a_pulse_begins_with_empty_scratch_and_a_turn_with_nothing_worn(position, pulse, worn_):
    position.work.acc[:] = position.work.worn[:] = 7.0
    position.state.units[:, S.FIRED] = 1
    position.state.clock[S.PULSE] = pulse
    assert position.call(cohesion.clear_pulse) == 0
    assert not position.work.acc.any()
    assert (position.work.worn == worn_).all()
    assert not position.state.units[:, S.FIRED].any()
