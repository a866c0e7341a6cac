"""Rulings of chapter 6: gun groups, planned and defensive fire, what shells do, and where they must not fall."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.core.dice import poisson
from game.rules.battle import artillery
from game.rules.battle import codes as C
from game.rules.battle import state as S
from tests.rules.battle.position import NEVER, SOUTH, SUMMIT, WEST, Position

LAST, BOOKED = S.MAX_ROWS - 1, S.MAX_MISSIONS - 1
JAPAN, SOVIET = 0, 1
GUNS, MARK = (10, 24), (14, 24)  # four hexes apart, 1,200 m
GROUP = "40AR/1"


def battery(position: Position, kind: int = C.PREPARATION, **mission: int) -> None:
    """40AR/1 with a mission on a hex in which I/75 lies in the open, seen from the guns, by clear day."""
    position.sky(LIGHT=1.0, NIGHT=0, FOG=0, RAIN=0)
    position.tables.hex[:, S.H_ELEVATION_M] = 100
    position.work.los[:] = 0
    position.tables.gun[4] = 300, 3000, 20, 6.5, 600  # lethal m2, range m, rounds, kg, least range m
    position.place(GROUP, GUNS, GUNS=4, MEN=0, CREW=80, SUP_PM=0, CREST=3, GROUP_STATE=C.GUNS_DEFENSIVE, FIRED=0)
    fresh = dict(CREW=0, WORKS_PM=0, SUP_PM=0, MOVED=0, FORTUNE_PM=1000, EFFORT_MEN=9, LINE_PM=1000, CREST=3)
    position.place("I/75", MARK, MEN=600, **fresh)
    now = int(position.state.clock[S.NOW])
    row = position.state.missions[BOOKED]
    row[:] = 0
    fields = {
        "USED": 1,
        "GROUP": position.unit(GROUP),
        "KIND": kind,
        "TARGET": position.hex(MARK),
        "FROM": now,
        "TO": now + 4,
        "ROUNDS": 60,
    }
    for name, value in {**fields, **mission}.items():
        row[getattr(S, "M_" + name)] = value
    position.state.sides[:, [S.SHELLS, S.SHELLS_FIRED]] = 1000, 0
    position.given(P_ON_OBS=0.35, P_ON_MAP=0.15, P_ON_NIGHT=0.1, P_ON_REG=0.3, P_ON_REPEAT=1.3, NIGHT_DEFENSIVE=0.25)
    position.given(POST_STAND=1, POST_MOVE=0.5, POST_SCRAPE=0.15, POST_ARTY=0.042, POST_COVER=0.015, DEPTH_M=200)
    position.given(
        REVERSE=0.3, FRONT_MAX=600, FRONT_BASE=150, FRONT_SIDE=150, EXP_PRONE=0.2, SUP_FIRE=0.85, SIG_AR=0.024
    )
    position.given(L_OBSERVED=0.35, SEE_FAR_M=5000, GUN_CREW_HITS=12)
    position.army(JAPAN, RESIST=1.45)
    position.army(SOVIET, LIFT_M=200, LIFT_TRAINED_M=120, TRAINED_FROM=2_000_000_000, FLARES=1)


def mission(position: Position, name: str) -> int:
    return int(position.state.missions[BOOKED, getattr(S, "M_" + name)])


def fired(position: Position) -> int:
    """Rounds spent in one pulse of fire missions."""
    position.trace()
    before = int(position.state.sides[SOVIET, S.SHELLS])
    position.call(artillery.fire_missions)
    return before - int(position.state.sides[SOVIET, S.SHELLS])


# ------------------------------------------------------------------ reach and sight
@pytest.mark.parametrize(
    ("least", "most", "reaches"),
    [(600, 3000, True), (1200, 3000, True), (1201, 3000, False), (600, 1200, True), (600, 1199, False)],
)
def test_a_least_range_is_a_least_range_and_a_greatest_a_greatest(position, least, most, reaches):
    battery(position)
    position.tables.gun[4, [S.G_MIN_M, S.G_RANGE_M]] = least, most
    reach = lambda: position.call(artillery.in_range, position.unit(GROUP), position.hex(MARK))  # noqa: E731
    assert reach() == reaches
    position.row(GROUP)[S.HEX] = -1
    assert not reach()


def test_infantry_without_guns_reaches_nothing(position):
    position.place("6/75", GUNS)
    assert position.call(artillery.gun_of, position.unit("6/75")) == -1
    assert position.call(artillery.gun_of, position.unit(GROUP)) == 4
    assert not position.call(artillery.in_range, position.unit("6/75"), position.hex(MARK))


@pytest.mark.parametrize(
    ("column", "value", "observed"),
    [("CREST", 3, True), ("CREST", 1, True), ("CREST", 0, False), ("HEX", -1, False), ("CREW", 0, False)],
)
def test_fire_is_observed_by_men_on_a_crest_who_see_the_hex(position, column, value, observed):
    battery(position)
    position.row(GROUP)[getattr(S, column)] = value
    see = lambda: position.call(artillery.is_observed, SOVIET, position.hex(MARK))  # noqa: E731
    assert see() == observed
    position.given(SEE_FAR_M=1200)
    assert see() == observed
    position.given(SEE_FAR_M=1199)
    assert not see()


def test_nobody_observes_through_a_hill_nor_for_the_enemy_nor_his_own_hex(position):
    battery(position)
    position.tables.hex[position.hex((12, 24)), S.H_ELEVATION_M] = 500
    assert not position.call(artillery.is_observed, SOVIET, position.hex(MARK))
    assert not position.call(artillery.is_observed, JAPAN, position.hex(MARK))  # I/75 stands in it


@pytest.mark.parametrize(("now", "metres"), [(999, 200), (1000, 120), (1001, 120)])
def test_trained_observers_let_the_guns_fire_on_to_120_metres(position, now, metres):
    battery(position)
    position.army(SOVIET, TRAINED_FROM=1000)
    position.state.clock[S.NOW] = now
    assert position.call(artillery.lift_m, SOVIET) == metres


@pytest.mark.parametrize(("gap", "target", "used", "near"), [
    (199, SUMMIT, 1, True), (200, SUMMIT, 1, False), (100, SOUTH, 1, False), (100, SUMMIT, 0, False)
])  # fmt: skip
def test_own_shells_never_fall_inside_the_lift_distance(position, gap, target, used, near):
    battery(position)
    position.place("III/118", SOUTH)
    position.place("II/75", SUMMIT)
    position.open(LAST, "III/118", target, GAP_M=gap, USED=used)
    too_near = lambda side: position.call(artillery.friends_too_near, side, position.hex(SUMMIT))  # noqa: E731
    assert too_near(SOVIET) == near
    assert too_near(JAPAN)  # II/75 stands in it
    position.row("II/75")[[S.MEN, S.CREW]] = 0
    assert not too_near(JAPAN)


# ------------------------------------------------------------------ what shells do
@pytest.mark.parametrize(
    ("works", "moved", "share"),
    [
        (0, 1, 1.0),  # standing, on the march
        (900, 1, 1.0),
        (0, 0, 0.5),
        (249, 0, 0.5),
        (250, 0, 0.15),
        (349, 0, 0.15),
        (350, 0, 0.15),
        (425, 0, 0.096),  # half way from 0.15 to 0.042
        (500, 0, 0.042),
        (899, 0, 0.042),
        (900, 0, 0.015),
    ],
)
def test_posture_under_shells(position, works, moved, share):
    battery(position)
    position.row("I/75")[[S.WORKS_PM, S.MOVED]] = works, moved
    assert position.call(artillery.posture_of, 0) == pytest.approx(share)


@pytest.mark.parametrize(("crest", "share"), [(3, 1.0), (2, 2 / 3 + 0.1), (0, 0.3)])
def test_the_reverse_slope_shelters(position, crest, share):
    battery(position)
    position.row("I/75")[S.CREST] = crest
    assert position.call(artillery.shelter_of, 0) == pytest.approx(share)


@given(st.floats(0, 50))
@settings(max_examples=30)
def test_a_man_is_hit_once(night_engine, x):
    position = Position(night_engine)
    assert position.call(artillery.struck_once, x) * x == pytest.approx(1 - math.exp(-x))


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize(
    ("works", "by_works", "crest", "sheltered"), [(0, 0.5, 3, 1.0), (500, 0.042, 3, 1.0), (0, 0.5, 0, 0.3)]
)
def test_men_hit_by_shells_on_a_hex(position, seed, works, by_works, crest, sheltered):
    battery(position)
    position.state.clock[S.SEED0] = seed
    position.row("I/75")[[S.WORKS_PM, S.CREST, S.FORTUNE_PM]] = works, crest, 1250
    # 6.5: men x (1 - exp(-n p_on A_L f_post / A_occ)); A_occ = 600 x 200 m
    share = 1 - math.exp(-200 * 0.35 * 300 * by_works / 120_000)
    mean = 600 * share * sheltered * 1.25
    hits = poisson(position.dice(), position.unit(GROUP), 0, C.D_SHELL, mean)
    position.place("Tereshkin", MARK, MEN=50)
    position.call(artillery.shell_hex, position.unit(GROUP), position.hex(MARK), 200.0, 0.35, C.PREPARATION)
    assert position.acc("I/75", "HITS_SHELL") == hits
    assert position.acc("Tereshkin", "HITS_SHELL") == 0
    # 4.2: 0.024 a kg and hectare, by the side's steadiness; 12 ha
    assert position.acc("I/75", "BEAT") == pytest.approx(0.024 * 200 * 0.35 * 6.5 / 12 / 1.45)
    assert math.prod(position.factors(C.EV_SHELLS).values()) == pytest.approx(mean)
    told = position.told(C.EV_SHELLS)[0]
    assert [told[k] for k in ("ACTOR", "TARGET", "HEX", "A", "B", "C", "SEEN")] == [
        position.unit(GROUP), 0, position.hex(MARK), hits, 200, C.PREPARATION, 1
    ]  # fmt: skip
    assert position.state.hexes[position.hex(MARK), S.SHELLED] == position.state.clock[S.NOW]


def test_shells_strike_every_counter_with_men_in_the_hex(position):
    battery(position)
    position.place("II/75", MARK, MEN=0, CREW=0)
    position.place("III/75", MARK, MEN=100)
    position.call(artillery.shell_hex, position.unit(GROUP), position.hex(MARK), 50.0, 0.35, C.PREPARATION)
    assert [e["TARGET"] for e in position.told(C.EV_SHELLS)] == [0, position.unit("III/75")]


@given(rounds=st.integers(1, 400), more=st.integers(1, 400), men=st.integers(1, 900))
@settings(max_examples=20)
def test_more_shells_and_more_men_never_mean_fewer_hit(night_engine, rounds, more, men):
    position = Position(night_engine)
    battery(position)

    def expected(n: int, people: int) -> float:
        position.trace()
        position.row("I/75")[S.MEN] = people
        position.call(artillery.shell_hex, position.unit(GROUP), position.hex(MARK), float(n), 0.35, 0)
        return math.prod(position.factors(C.EV_SHELLS).values())

    assert expected(rounds + more, men) >= expected(rounds, men)
    assert expected(rounds, men + more) >= expected(rounds, men)


@pytest.mark.parametrize(
    ("sup", "crew", "stock", "rounds"),
    [
        (0, 80, 1000, 60),
        (400, 80, 1000, 39),
        (0, 40, 1000, 30),
        (0, 120, 1000, 60),
        (0, 80, 7, 7),
        (0, 80, 0, 0),
        (0, 0, 1000, 0),
    ],
)
def test_rounds_fall_with_suppressed_and_missing_crews_and_with_the_stock(position, sup, crew, stock, rounds):
    battery(position)
    position.row(GROUP)[[S.SUP_PM, S.CREW]] = sup, crew  # 60 (1 - 0.85 x 0.4) = 39.6
    position.state.sides[SOVIET, [S.SHELLS, S.SHELLS_FIRED]] = stock, 5
    assert position.call(artillery.spend, BOOKED, 60) == rounds
    assert position.state.sides[SOVIET, [S.SHELLS, S.SHELLS_FIRED]].tolist() == [stock - rounds, 5 + rounds]
    assert position.state.sides[JAPAN, S.SHELLS] == 1000
    assert (mission(position, "FIRED"), mission(position, "PULSES")) == (rounds, int(rounds > 0))
    assert position.row(GROUP)[S.FIRED] == rounds


@pytest.mark.parametrize(
    ("guns", "asked", "fired"),
    [
        (4, (60, 60, 60), (60, 20, 0)),  # 4 guns of 20 rounds: 80 for all three
        (4, (30, 30), (30, 30)),
        (3, (80, 5), (60, 0)),  # a gun is lost: 60
    ],
)
def test_missions_of_one_group_share_its_rate(position, guns, asked, fired):
    battery(position)
    position.row(GROUP)[S.GUNS] = guns
    position.state.sides[SOVIET, S.SHELLS] = 1000
    assert tuple(position.call(artillery.spend, BOOKED, rounds) for rounds in asked) == fired


# ------------------------------------------------------------------ planned fire
@pytest.mark.parametrize(
    ("night", "crest", "pulses", "p_on"),
    [(0, 3, 0, 0.35), (0, 0, 0, 0.15), (1, 3, 0, 0.10), (0, 3, 1, 0.35), (0, 3, 2, 0.35 * 1.3), (1, 3, 5, 0.13)],
)
def test_fire_finds_its_target_by_sight_by_the_map_or_by_night(position, night, crest, pulses, p_on):
    battery(position, PULSES=pulses)
    position.sky(NIGHT=night)
    position.row(GROUP)[S.CREST] = crest
    assert fired(position) == 60
    assert position.factors(C.EV_SHELLS)[C.F_ON_TARGET] == pytest.approx(p_on)
    assert position.row(GROUP)[S.GROUP_STATE] == C.GUNS_OPEN


def test_planned_fire_waits_for_friends_to_be_clear_and_for_its_range(position):
    battery(position)
    position.place("Tereshkin", MARK)
    assert fired(position) == 0
    position.row("Tereshkin")[S.HEX] = -1
    position.tables.gun[4, S.G_RANGE_M] = 1100
    assert fired(position) == 0
    position.tables.gun[4, S.G_RANGE_M] = 1200
    assert fired(position) == 60


def test_guns_without_shells_stay_as_they_were(position):
    battery(position)
    position.state.sides[SOVIET, S.SHELLS] = 0
    assert fired(position) == 0
    assert position.row(GROUP)[S.GROUP_STATE] == C.GUNS_DEFENSIVE
    assert not position.told(C.EV_SHELLS)


@pytest.mark.parametrize(("crest", "seen"), [(3, True), (0, False)])
def test_rounds_on_a_crossing_are_counted_there(river, crest, seen):
    position = Position(river.engine)
    battery(position, C.INTERDICTION)
    position.tables.crossing[0, S.C_HEX] = position.hex(MARK)
    position.row(GROUP)[S.CREST] = crest
    fired(position)
    now = int(position.state.clock[S.NOW])
    assert position.state.crossings[0, [S.X_ROUNDS, S.X_SEEN_AT]].tolist() == [60, now if seen else -1]
    assert position.told(C.EV_SHELLS)[0]["C"] == C.INTERDICTION


# ------------------------------------------------------------------ hours and sky
@pytest.mark.parametrize(
    ("change", "rounds", "used"),
    [
        ({}, 60, 1),
        ({"M_FROM": 1}, 0, 1),
        ({"M_TO": 1}, 60, 1),
        ({"M_TO": 0}, 0, 0),
        ({"M_USED": 0}, 0, 0),
        ({"GUNS": 0}, 0, 1),
        ({"HEX": -1}, 0, 1),
    ],
)
def test_a_mission_is_fired_in_its_hours_by_guns_that_are_there(position, change, rounds, used):
    battery(position)
    now = int(position.state.clock[S.NOW])
    for name, value in change.items():
        if name in ("M_FROM", "M_TO"):
            position.state.missions[BOOKED, getattr(S, name)] = now + value
        elif name == "M_USED":
            position.state.missions[BOOKED, S.M_USED] = 0
        else:
            position.row(GROUP)[getattr(S, name)] = value
    assert fired(position) == rounds
    assert mission(position, "USED") == used


@pytest.mark.parametrize(
    ("light", "night", "observer", "rounds"), [(0.35, 0, 1, 60), (0.34, 0, 1, 0), (0.34, 1, 1, 60), (0.34, 0, 0, 60)]
)
def test_fog_by_day_silences_guns_that_need_an_observer_and_says_so_once(position, light, night, observer, rounds):
    battery(position)
    position.sky(LIGHT=light, NIGHT=night)
    position.tables.unit[position.unit(GROUP), S.U_OBSERVER] = observer
    assert fired(position) == rounds
    told = [(e["ACTOR"], e["TARGET"], e["HEX"], e["SEEN"]) for e in position.told(C.EV_GUNS_SILENT)]
    group = position.unit(GROUP)
    assert told == ([] if rounds else [(group, group, position.hex(GUNS), 2)])
    assert (position.row(GROUP)[S.GROUP_STATE] == C.GUNS_SHUT) == (rounds == 0)
    fired(position)
    assert not position.told(C.EV_GUNS_SILENT)


@pytest.mark.parametrize("before", [{"USED": 0}, {"TO": 0}, {"FROM": NEVER}])
def test_a_mission_fires_whatever_became_of_the_one_before_it(position, before):
    """One that is free, over, or not yet due."""
    battery(position)
    position.state.missions[BOOKED - 1] = position.state.missions[BOOKED]
    for name, value in before.items():
        position.state.missions[BOOKED - 1, getattr(S, "M_" + name)] = value
    assert fired(position) == 60
    assert int(position.state.missions[BOOKED - 1, S.M_FIRED]) == 0
    assert mission(position, "FIRED") == 60


# ------------------------------------------------------------------ defensive fire
def pressed(position: Position, gap: int = 250, target_of: tuple[int, int] = SUMMIT, **row: int) -> None:
    """I/75 goes for the summit from the west; the battery is registered on one of the two hexes."""
    battery(position, C.DEFENSIVE, TARGET=position.hex(target_of))
    position.place(GROUP, (18, 20))
    position.place("Tereshkin", SUMMIT, MEN=80)
    position.place("I/75", WEST, MEN=400, LINE_PM=500)
    position.open(LAST, "I/75", SUMMIT, GAP_M=gap, **row)


@pytest.mark.parametrize(
    ("gap", "target", "row", "answers"),
    [
        (250, SUMMIT, {}, True),
        (250, WEST, {}, True),  # the hex from which they come
        (250, SOUTH, {}, False),
        (200, SUMMIT, {}, True),
        (199, SUMMIT, {}, False),  # the lift
        (250, SUMMIT, {"STAGE": C.APPROACH}, False),
        (250, SUMMIT, {"PRESS": 0}, False),
        (250, SUMMIT, {"USED": 0}, False),
        (250, SUMMIT, {"ROW_SIDE": SOVIET}, False),
    ],
)
def test_a_registered_hex_answers_attackers_who_were_heard_and_press(position, gap, target, row, answers):
    pressed(position, gap, target, **row)
    assert fired(position) == (60 if answers else 0)
    assert len(position.told(C.EV_SHELLS)) == answers
    assert position.row(GROUP)[S.GROUP_STATE] == C.GUNS_DEFENSIVE


def test_defensive_fire_has_a_range_too(position):
    pressed(position)
    position.tables.gun[4, S.G_RANGE_M] = 1000
    assert fired(position) == 0


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize(
    ("night", "lit", "sup", "down"), [(0, 1.0, 0, 1.0), (1, 0.25 + 0.75 * 0.325, 0, 1.0), (0, 1.0, 500, 0.6)]
)
def test_men_hit_by_defensive_fire(position, seed, night, lit, sup, down):
    pressed(position)
    position.state.clock[S.SEED0] = seed
    position.given(FLARE=0.25)
    position.sky(NIGHT=night, LIGHT=0.1 if night else 1.0)  # flares: 0.1 + 0.25 x 0.9 = 0.325
    position.row("I/75")[S.SUP_PM] = sup
    # 6.5, 6.7: the 200 men of the line, on 300 m of front; moving under fire 0.5
    share = 1 - math.exp(-60 * lit * 0.3 * 300 * 0.5 * down / (300 * 200))
    hits = poisson(position.dice(), position.unit(GROUP), 0, C.D_SHELL, 200 * share)
    fired(position)
    assert position.acc("I/75", "HITS_SHELL") == hits
    assert math.prod(position.factors(C.EV_SHELLS).values()) == pytest.approx(200 * share)
    told = position.told(C.EV_SHELLS)[0]
    assert [told[k] for k in ("B", "C")] == [math.floor(60 * lit), C.DEFENSIVE]


def test_no_more_men_are_under_defensive_fire_than_find_room_and_each_mission_answers_once(position):
    pressed(position)
    position.row("I/75")[[S.MEN, S.LINE_PM]] = 800, 1000
    position.place("6/75", SOUTH)
    position.open(3, "6/75", SUMMIT, GAP_M=250)
    assert fired(position) == 60
    assert len(position.told(C.EV_SHELLS)) == 1
    position.state.rows[3, S.USED] = 0
    fired(position)
    assert position.factors(C.EV_SHELLS)[C.F_MEN_THERE] == 300.0


def test_guns_without_shells_answer_nothing(position):
    pressed(position)
    position.state.sides[SOVIET, S.SHELLS] = 0
    assert fired(position) == 0
    assert not position.told(C.EV_SHELLS)


# ------------------------------------------------------------------ guns lost
@pytest.mark.parametrize("seed", range(4))
def test_one_gun_is_lost_for_twelve_of_its_crew(position, seed):
    battery(position)
    position.state.clock[S.SEED0] = seed
    position.row(GROUP)[S.GUNS] = 40
    out = poisson(position.dice(), position.unit(GROUP), 0, C.D_GUNS, 60 / 12)
    position.call(artillery.guns_hit, position.unit(GROUP), 60)
    assert 40 - int(position.row(GROUP)[S.GUNS]) == out
    told = [(e["ACTOR"], e["TARGET"], e["HEX"], e["A"], e["SEEN"]) for e in position.told(C.EV_GUNS_OUT)]
    assert told == [(-1, position.unit(GROUP), position.hex(GUNS), out, 2)]


@pytest.mark.parametrize(("guns", "men", "hit"), [(0, 0, 50), (4, 5, 50), (4, 0, 0)])
def test_no_gun_is_lost_without_guns_or_hits_or_while_infantry_stands_by(position, guns, men, hit):
    battery(position)
    position.given(GUN_CREW_HITS=0.01)
    position.row(GROUP)[[S.GUNS, S.MEN]] = guns, men
    position.call(artillery.guns_hit, position.unit(GROUP), hit)
    assert position.row(GROUP)[S.GUNS] == guns
    assert not position.told(C.EV_GUNS_OUT)


def test_no_more_guns_are_lost_than_there_are(position):
    battery(position)
    position.given(GUN_CREW_HITS=0.01)
    position.call(artillery.guns_hit, position.unit(GROUP), 50)
    assert position.row(GROUP)[S.GUNS] == 0
