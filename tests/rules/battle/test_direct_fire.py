"""Rulings of chapter 4: who fires at whom, with how many rifles, and what is hit; the formula of 4.1 by hand."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.core.dice import poisson
from game.rules.battle import codes as C
from game.rules.battle import direct_fire
from game.rules.battle import state as S
from tests.rules.battle.position import NORTH, SUMMIT, WEST, Position

LAST = S.MAX_ROWS - 1
JAPAN, SOVIET = 0, 1


@pytest.mark.parametrize(("metres", "share"), [(0, 1.0), (300, 0.5), (600, 0.2), (900, 0.1)])  # 1 / (1 + (d / 300)^2)
def test_fire_falls_off_with_range(position, metres, share):
    position.given(R50=300)
    assert position.call(direct_fire.range_factor, float(metres)) == pytest.approx(share)


@pytest.mark.parametrize(
    ("re", "front", "share"), [(0.0, 300, 1.0), (501.0, 300, 0.63212), (1002.0, 300, 0.43233), (50.1, 300, 0.95163)]
)
def test_too_many_rifles_find_no_room_on_a_front(position, re, front, share):
    position.given(RHO_RE=1.67)  # room for 501 on 300 m: c (1 - exp(-RE / c)) / RE
    assert position.call(direct_fire.saturation, re, float(front)) == pytest.approx(share, abs=1e-4)


@given(st.floats(1, 2000), st.floats(1, 2000), st.floats(50, 600))
@settings(max_examples=30)
def test_more_rifles_never_fire_less_in_all(night_engine, re, more, front):
    position = Position(night_engine)
    fire = lambda n: n * position.call(direct_fire.saturation, n, front)  # noqa: E731
    assert fire(re + more) >= fire(re) - 1e-9
    assert fire(re) <= min(re, 1.67 * front * 10)


def in_row(position: Position, gap: int = 200, **columns: int) -> None:
    """I/75 before the summit that Tereshkin holds, by clear day, nobody suppressed, no works, all in line."""
    position.sky(LIGHT=1.0, NIGHT=0, MUD=0)
    whole = dict(LINE_PM=1000, SUP_PM=0, BROKEN=0, LOW=0, FORTUNE_PM=1000, EFFORT_MEN=100, WORKS_PM=0, MOVED=0, TANKS=0)
    position.place("Tereshkin", SUMMIT, MEN=80, CREW=0, LMG=3, HMG=3, MORTAR=0, CREST=3, **whole)
    position.place("I/75", WEST, MEN=300, CREW=0, LMG=11, HMG=4, MORTAR=0, CREST=3, **whole)
    position.tables.unit[position.unit("I/75"), S.U_MEN0] = 375
    position.tables.unit[position.unit("Tereshkin"), S.U_MEN0] = 100
    position.open(LAST, "I/75", SUMMIT, GAP_M=gap, **columns)
    position.given(KAPPA=50, R50=300, RHO_RE=1.67, RHO_H=0.5, EXP_PRONE=0.2, EXP_RUSH=0.7, NIGHT_DENS=1.4, D_NIGHT=100)
    position.given(MOVING_FIRE=0.5, SUP_FIRE=0.85, SUP_EXPOSURE=0.6, SLACK_FIRST=0.25, SLACK_LATER=0.02, SLACK_PULSES=8)
    position.given(GAP_RUSH=120, GAP_CREST=40, RUSH_LIGHT=0.4, WIRE_WORKS=350, RE_RIFLE=0.6, RE_LMG=6, RE_HMG=10)
    position.given(MORTAR_M=250, SIG_DF=10, RE_TANK=12, AT_SCALE_M=500, FAR_FIRE_M=900, RIFLE_M=400, AMMO_LOW=0.6)
    position.army(JAPAN, RESIST=1.45)
    position.army(SOVIET, RESIST=1.0, FLARES=0)


@pytest.mark.parametrize(("quiet", "share"), [(0, 1.0), (1, 0.25), (8, 0.25), (9, 0.02)])
def test_fire_slackens_when_nobody_presses(position, quiet, share):
    in_row(position, ROW_QUIET=quiet)
    assert position.call(direct_fire.slack, LAST) == share


@pytest.mark.parametrize(
    ("gap", "sup", "press", "works", "light", "shown"),
    [
        (200, 0.0, 1, 0, 1.0, 1.0),
        (200, 0.5, 1, 0, 1.0, 0.6),  # (1 - 0.5) + 0.5 x 0.2
        (200, 1.0, 1, 0, 1.0, 0.2),
        (121, 1.0, 1, 0, 1.0, 0.2),
        (120, 1.0, 1, 0, 1.0, 0.7),  # a rush
        (120, 0.1, 1, 0, 1.0, 0.92),
        (41, 1.0, 1, 0, 1.0, 0.7),
        (40, 1.0, 1, 0, 1.0, 0.2),  # at the crest
        (120, 1.0, 0, 0, 1.0, 0.2),  # they lie
        (120, 1.0, 1, 350, 0.1, 0.2),  # wire, felt for in the dark
        (120, 1.0, 1, 349, 0.1, 0.7),
        (120, 1.0, 1, 350, 0.4, 0.7),
    ],
)
def test_attackers_go_to_ground_but_for_a_rush(position, gap, sup, press, works, light, shown):
    in_row(position, gap, PRESS=press)
    position.sky(LIGHT=light)
    position.row("Tereshkin")[S.WORKS_PM] = works
    assert position.call(direct_fire.exposure, LAST, sup) == pytest.approx(shown)


def test_wire_is_the_defenders(position):
    in_row(position)
    position.sky(LIGHT=0.1)
    position.row("I/75")[S.WORKS_PM] = 900
    assert not position.call(direct_fire.wire_holds, LAST)


def fire(position: Position, rule, *arguments) -> None:
    position.trace()
    position.call(rule, *arguments)


def saturated(re: float, front: float) -> float:
    room = 1.67 * front
    return room * (1 - math.exp(-re / room))


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize(
    ("gap", "sup", "crest", "part", "dark", "beaten", "quiet", "low"),
    [
        (200, 0, 3, 1.0, False, 0, 0, 0),
        (0, 0, 3, 1.0, False, 0, 0, 0),
        (200, 500, 3, 1.0, False, 0, 0, 0),
        (200, 0, 1, 1.0, False, 0, 0, 0),
        (200, 0, 3, 2 / 3, False, 0, 0, 0),
        (100, 0, 3, 1.0, True, 0, 0, 0),
        (200, 0, 3, 1.0, False, 400, 0, 0),
        (200, 0, 3, 1.0, False, 0, 5, 0),
        (200, 0, 3, 1.0, False, 0, 0, 1),
    ],
)
def test_fire_of_the_defenders(position, seed, gap, sup, crest, part, dark, beaten, quiet, low):
    in_row(position, gap, ROW_QUIET=quiet)
    position.state.clock[S.SEED0] = seed
    front = 300.0
    if dark:
        position.sky(LIGHT=0.2, NIGHT=1)
    if part < 1.0:
        position.place("6/75", NORTH)
        position.open(3, "6/75", SUMMIT, PRESS=0)
        front = 225.0
    position.tables.frame[S.SUPPLY] = 1
    position.row("Tereshkin")[[S.SUP_PM, S.CREST, S.LOW]] = sup, crest, low
    position.row("I/75")[[S.SUP_PM, S.FORTUNE_PM]] = beaten, 1250
    # 2.3: 100 men x 0.6, three light and three heavy machine guns; those on the crest who face the row
    re = (100 * 0.6 + 3 * 6 + 3 * 10) * crest / 3 * part
    light = 0.2 + 0.8 * math.exp(-((gap / 100) ** 2)) if dark else 1.0
    steady = (1 - 0.85 * sup / 1000) * 0.8 * (0.6 if low else 1.0)  # 80 of 100 men left
    power = 50 * 0.25 * saturated(re, front) * steady / (1 + (gap / 300) ** 2) * light * (0.25 if quiet else 1.0)
    shown = min(300.0, front)
    density = shown / (shown + 0.5 * front)
    going_down = (1 - beaten / 1000) + beaten / 1000 * 0.2
    mean = power * density * going_down * (1.4 if dark else 1.0) * 1.25
    if gap == 100 and dark:
        mean = mean / going_down * max(going_down, 0.7)
    hits = poisson(position.dice(), position.unit("Tereshkin"), 0, C.D_FIRE, mean)
    fire(position, direct_fire.fire_at_attackers, LAST)
    assert position.acc("I/75", "HITS_FIRE") == hits
    # 4.2: suppression SIG_DF J / resistance, J hits a man shown before density and exposure
    assert position.acc("I/75", "BEAT") == pytest.approx(10 * power / shown / 1.45)
    product = math.prod(position.factors(C.EV_FIRE).values())
    assert product == pytest.approx(mean)
    told = position.told(C.EV_FIRE)[0]
    assert [told[k] for k in ("ACTOR", "TARGET", "HEX", "A", "B", "C", "SEEN")] == [
        15,
        0,
        position.hex(SUMMIT),
        hits,
        gap,
        LAST,
        1,
    ]
    assert position.row("Tereshkin")[S.FIRED] == 1
    assert position.acc("Tereshkin", "HITS_FIRE") == 0


def test_fire_is_shared_among_attackers_by_their_men_in_line(position):
    in_row(position)
    position.place("6/75", WEST, MEN=200, CREW=0, LINE_PM=500, SUP_PM=800, FORTUNE_PM=1000, EFFORT_MEN=9)
    position.state.rows[LAST, S.ATTACKER_2] = position.unit("6/75")
    position.given(KAPPA=500)
    fire(position, direct_fire.fire_at_attackers, LAST)
    # 300 and 100 men in line, 300 find room; suppressed in the mean (100 x 0.8) / 400
    power = 500 * 0.25 * saturated(108.0, 300.0) * 0.8 / (1 + 4 / 9)
    mean = power * 300 / 450 * (0.8 + 0.2 * 0.2)
    hits = [poisson(position.dice(), 15, u, C.D_FIRE, mean * part) for u, part in ((0, 0.75), (1, 0.25))]
    assert [position.acc(u, "HITS_FIRE") for u in ("I/75", "6/75")] == hits
    assert math.prod(position.factors(C.EV_FIRE, 0).values()) == pytest.approx(mean * 0.75)
    assert math.prod(position.factors(C.EV_FIRE, 1).values()) == pytest.approx(mean * 0.25)
    assert position.acc("6/75", "BEAT") == pytest.approx(10 * power / 300 / 1.45)


@pytest.mark.parametrize("who", ["Tereshkin", "I/75"])
def test_nobody_fires_where_one_side_has_no_men_in_line_or_is_broken(position, who):
    in_row(position)
    position.row(who)[S.LINE_PM] = 0
    position.row("Tereshkin")[S.BROKEN] = who == "Tereshkin"
    fire(position, direct_fire.fire_at_attackers, LAST)
    assert not position.told(C.EV_FIRE)
    assert position.acc("I/75", "BEAT") == 0


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize(
    ("gap", "sup", "press", "works", "by_works", "ducked", "crest"),
    [
        (200, 0, 1, 0, 1.0, 0, 3),
        (200, 0, 0, 0, 1.0, 0, 3),  # not on the move
        (200, 400, 1, 0, 1.0, 0, 3),
        (200, 0, 1, 500, 0.11, 0, 3),
        (200, 0, 1, 0, 1.0, 500, 3),
        (30, 0, 1, 0, 1.0, 0, 2),
    ],
)
def test_fire_of_the_attackers(position, seed, gap, sup, press, works, by_works, ducked, crest):
    in_row(position, gap, PRESS=press)
    position.state.clock[S.SEED0] = seed
    position.row("I/75")[S.SUP_PM] = sup
    position.row("Tereshkin")[[S.WORKS_PM, S.SUP_PM, S.CREST, S.FORTUNE_PM]] = works, ducked, crest, 800
    re = 375 * 0.6 + 11 * 6 + 4 * 10
    steady = 0.8 * (1 - 0.85 * sup / 1000)  # 300 of 375 men
    power = 50 * 0.25 * saturated(re, 300.0) * steady * (0.5 if press else 1.0) / (1 + (gap / 300) ** 2)
    men = 80 * crest / 3
    mean = power * men / (men + 0.5 * 300) * by_works * (1 - 0.6 * ducked / 1000) * 0.8
    hits = poisson(position.dice(), 0, position.unit("Tereshkin"), C.D_FIRE, mean)
    fire(position, direct_fire.fire_at_defenders, LAST)
    assert position.acc("Tereshkin", "HITS_FIRE") == hits
    assert position.acc("Tereshkin", "BEAT") == pytest.approx(10 * power / men * by_works)
    assert math.prod(position.factors(C.EV_FIRE).values()) == pytest.approx(mean)
    told = position.told(C.EV_FIRE)[0]
    assert [told[k] for k in ("ACTOR", "TARGET", "HEX", "A", "B", "C", "SEEN")] == [
        0,
        15,
        position.hex(SUMMIT),
        hits,
        gap,
        LAST,
        2,
    ]
    assert position.row("I/75")[S.FIRED] == 1


def test_defenders_are_hit_by_their_share_of_the_line(position):
    in_row(position)
    position.place("59R", SUMMIT, MEN=40, CREW=0, LINE_PM=500, CREST=3, SUP_PM=0, FORTUNE_PM=1000, EFFORT_MEN=1)
    fire(position, direct_fire.fire_at_defenders, LAST)
    of = {
        e["TARGET"]: math.prod(position.factors(C.EV_FIRE, n).values()) for n, e in enumerate(position.told(C.EV_FIRE))
    }
    assert of[position.unit("59R")] / of[position.unit("Tereshkin")] == pytest.approx(20 / 80)


def test_defenders_of_two_rows_are_beaten_by_their_part_in_each(position):
    in_row(position)
    fire(position, direct_fire.fire_at_defenders, LAST)
    alone = position.acc("Tereshkin", "BEAT")
    position.place("6/75", NORTH)
    position.open(3, "6/75", SUMMIT)
    fire(position, direct_fire.fire_at_defenders, LAST)
    # half the men, three quarters of the front: SIG_DF power / men x part
    power = saturated(375 * 0.6 + 106, 225.0) / saturated(375 * 0.6 + 106, 300.0)
    assert position.acc("Tereshkin", "BEAT") == pytest.approx(alone * power)


@pytest.mark.parametrize(("gap", "light"), [(200, 1.0), (400, 0.5)])
def test_tanks_in_a_row_fire_with_a_range_of_their_own(position, gap, light):
    in_row(position, gap)
    position.sky(LIGHT=light)
    position.place("40TB/1", WEST, TANKS=10, BOGGED=4, CREW=60, SUP_PM=0, BROKEN=0)
    position.tables.unit[position.unit("40TB/1"), S.U_SIDE] = JAPAN
    position.row("I/75")[S.HEX] = -1
    position.open(LAST, "40TB/1", SUMMIT, GAP_M=gap, PRESS=0)
    # 12 RE a tank that runs; times light, 1 / (1 + (d / 500)^2) in place of the rifles' 1 / (1 + (d / 300)^2)
    own = 12 * 6 * light / (1 + (gap / 500) ** 2) * (1 + (gap / 300) ** 2)
    assert position.call(direct_fire.tank_fire, LAST, position.unit("40TB/1"), float(gap)) == pytest.approx(own)
    fire(position, direct_fire.fire_at_defenders, LAST)
    by_light = light + (1 - light) * math.exp(-((gap / 100) ** 2))
    power = 50 * 0.25 * saturated(own, 300.0) / (1 + (gap / 300) ** 2) * by_light
    assert position.acc("Tereshkin", "BEAT") == pytest.approx(10 * power / 80)


def test_broken_attackers_do_not_fire(position):
    in_row(position)
    position.row("I/75")[S.BROKEN] = 1
    fire(position, direct_fire.fire_at_defenders, LAST)
    assert not position.told(C.EV_FIRE)


# ------------------------------------------------------------------ at longer range
FIRER, MARK = (10, 24), (12, 24)  # two hexes of one height


def far(position: Position, there: tuple[int, int] = MARK) -> None:
    """II/75 with four heavy machine guns, 59R seen two hexes off on the move."""
    in_row(position)
    position.state.rows[LAST, S.USED] = 0
    position.only()
    position.place(
        "II/75", FIRER, MEN=200, CREW=0, HMG=4, LMG=0, MORTAR=0, SUP_PM=0, BROKEN=0, MOVED=0, GUNS=0, TANKS=0
    )
    position.place("59R", there, MEN=60, CREW=0, SUP_PM=0, MOVED=1, FORTUNE_PM=1000, EFFORT_MEN=60, HMG=0, TANKS=0)
    position.tables.unit[position.unit("II/75"), S.U_MEN0] = 250
    position.work.los[:] = 0
    position.tables.hex[:, S.H_ELEVATION_M] = 100
    position.see(JAPAN, "59R")


def nearest_target(position, unit, side):
    return position.call(direct_fire.far_target, position.unit(unit), position.call(direct_fire.note_targets, side))


def test_the_nearest_enemy_in_view_is_fired_at(position):
    far(position)
    target = lambda: nearest_target(position, "II/75", JAPAN)  # noqa: E731
    assert target() == position.unit("59R")
    position.place("2/119", (11, 24), MEN=50)
    assert target() == position.unit("59R")  # not seen
    position.see(JAPAN, "2/119")
    assert target() == position.unit("2/119")
    position.row("2/119")[[S.MEN, S.CREW]] = 0
    assert target() == position.unit("59R")
    position.place("59R", (13, 24))
    assert target() == position.unit("59R")  # 900 m
    position.place("59R", (14, 24))
    assert target() == -1
    position.place("59R", MARK)
    position.place("6/75", (12, 25))
    position.open(LAST, "6/75", MARK)
    assert target() == -1  # engaged: the row has its own fire


def test_tanks_alone_are_no_mark_for_machine_guns(position):
    far(position)
    position.row("59R")[S.HEX] = -1
    position.place("40TB/1", MARK, MEN=0, CREW=60, TANKS=10)
    position.see(JAPAN, "40TB/1")
    assert nearest_target(position, "II/75", JAPAN) == -1


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize(
    ("apart", "moved", "works", "by_works", "calm", "sup", "low", "ducked"),
    [
        (2, 1, 500, 1.0, 1.0, 0, 0, 0),  # who marches has no works
        (2, 0, 500, 0.11, 0.02, 0, 0, 0),  # sniping
        (2, 1, 0, 1.0, 1.0, 400, 0, 0),
        (2, 1, 0, 1.0, 1.0, 0, 1, 0),
        (1, 1, 0, 1.0, 1.0, 0, 0, 0),  # within 400 m the rifles join in
        (3, 1, 0, 1.0, 1.0, 0, 0, 500),
    ],
)
def test_fire_outside_any_row(position, seed, apart, moved, works, by_works, calm, sup, low, ducked):
    far(position, (10 + apart, 24))
    position.state.clock[S.SEED0] = seed
    position.given(KAPPA=2000)
    position.tables.frame[S.SUPPLY] = 1
    position.row("59R")[[S.MOVED, S.WORKS_PM, S.SUP_PM, S.FORTUNE_PM]] = moved, works, ducked, 900
    position.row("II/75")[[S.SUP_PM, S.LOW]] = sup, low
    d = 300 * apart
    re = 40.0 if apart > 1 else 250 * 0.6 + 40
    power = (
        2000
        * 0.25
        * saturated(re, 300.0)
        * 0.8
        * (1 - 0.85 * sup / 1000)
        * (0.6 if low else 1)
        / (1 + (d / 300) ** 2)
        * calm
    )
    mean = power * 60 / (60 + 150) * by_works * (1 - 0.6 * ducked / 1000) * 0.9
    u, v = position.unit("II/75"), position.unit("59R")
    hits = poisson(position.dice(), u, v, C.D_FIRE, mean)
    fire(position, direct_fire.direct_fire)
    assert position.acc("59R", "HITS_FIRE") == hits
    assert position.acc("59R", "BEAT") == pytest.approx(10 * power / 60 * by_works)
    told = position.told(C.EV_FIRE)[0]
    assert [told[k] for k in ("ACTOR", "TARGET", "HEX", "A", "B", "C", "SEEN")] == [
        u,
        v,
        position.hex((10 + apart, 24)),
        hits,
        d,
        -1,
        2,
    ]
    assert math.prod(position.factors(C.EV_FIRE).values()) == pytest.approx(mean)


def test_tanks_fire_at_longer_range_with_all_that_run(position):
    far(position)
    position.row("II/75")[S.HMG] = 0
    position.place("40TB/1", (13, 24), TANKS=10, BOGGED=4, CREW=60, SUP_PM=0, BROKEN=0, MOVED=0)
    position.tables.unit[position.unit("40TB/1"), S.U_SIDE] = JAPAN
    fire(position, direct_fire.direct_fire)
    power = 50 * 0.25 * saturated(72.0, 300.0) / 2  # 300 m
    assert position.acc("59R", "BEAT") == pytest.approx(10 * power / 60)


@pytest.mark.parametrize(
    ("column", "value", "fires"),
    [("HMG", 4, 1), ("HMG", 0, 0), ("BROKEN", 1, 0), ("MOVED", 1, 0), ("MEN", 0, 0), ("SUP_PM", 999, 1)],
)
def test_who_fires_at_longer_range_stands_in_order_and_has_machine_guns_or_tanks(position, column, value, fires):
    far(position)
    position.row("II/75")[getattr(S, column)] = value
    fire(position, direct_fire.direct_fire)
    assert len(position.told(C.EV_FIRE)) == fires


def test_who_is_engaged_fires_in_his_row_alone(position):
    far(position)
    position.place("I/75", FIRER)
    position.open(LAST, "II/75", (11, 25))
    fire(position, direct_fire.direct_fire)
    assert not [e for e in position.told(C.EV_FIRE) if e["ACTOR"] == position.unit("II/75")]


@pytest.mark.parametrize(("column", "where", "calm"), [
    ("TARGET", MARK, 0.25), ("FROM", MARK, 0.25), ("TARGET", FIRER, 0.25), ("FROM", FIRER, 0.25), ("TARGET", (20, 20), 0.02)
])  # fmt: skip
def test_fire_on_men_at_rest_is_livelier_where_somebody_presses(position, column, where, calm):
    far(position)
    position.row("59R")[S.MOVED] = 0
    position.place("6/75", (30, 30))
    row = position.open(LAST, "6/75", (31, 30))
    row[getattr(S, column)] = position.hex(where)
    at = lambda: position.call(direct_fire.calm_at, position.hex(FIRER), position.unit("59R"))  # noqa: E731
    assert at() == calm
    row[S.PRESS] = 0
    assert at() == 0.02
    position.row("59R")[S.MOVED] = 1
    assert at() == 1.0


def test_a_side_without_an_enemy_in_view_fires_at_nobody(position):
    far(position)
    sees = lambda: [position.call(direct_fire.note_targets, side) for side in (JAPAN, SOVIET)]  # noqa: E731
    assert sees() == [1, 0]
    assert position.work.targets[JAPAN, 0] == position.unit("59R")
    position.state.seen[:, S.SEEN_NOW] = 0
    assert sees() == [0, 0]
    position.see(SOVIET, "II/75")
    assert sees() == [0, 1]
    position.state.seen[:, S.SEEN_NOW] = 0
    fire(position, direct_fire.direct_fire)
    assert not position.told(C.EV_FIRE)


def test_each_side_fires_at_what_it_sees_itself(position):
    far(position)
    position.state.seen[:, S.SEEN_NOW] = 0
    position.place("59R", MARK, HMG=3, MOVED=0, BROKEN=0)
    position.see(SOVIET, "II/75")
    fire(position, direct_fire.direct_fire)
    assert [(e["ACTOR"], e["TARGET"]) for e in position.told(C.EV_FIRE)] == [
        (position.unit("59R"), position.unit("II/75"))
    ]


@pytest.mark.parametrize(("stage", "share", "used", "shots"), [
    (C.HEARD, 0, 1, 2), (C.APPROACH, 0, 1, 0), (C.CONTESTED, 999, 1, 2), (C.CONTESTED, 1000, 1, 0), (C.HEARD, 0, 0, 0)
])  # fmt: skip
def test_a_row_that_was_heard_and_is_not_won_is_fired_in_from_both_sides(position, stage, share, used, shots):
    in_row(position, STAGE=stage, SHARE_PM=share, USED=used)
    fire(position, direct_fire.direct_fire)
    assert len(position.told(C.EV_FIRE)) == shots


@given(sup=st.integers(0, 900), more=st.integers(1, 100))
@settings(max_examples=20)
def test_more_suppression_never_helps_the_suppressed(night_engine, sup, more):
    position = Position(night_engine)
    in_row(position)

    def beaten(suppression: int) -> float:
        position.row("Tereshkin")[S.SUP_PM] = suppression
        fire(position, direct_fire.fire_at_attackers, LAST)
        return position.acc("I/75", "BEAT")

    assert beaten(sup + more) <= beaten(sup)
