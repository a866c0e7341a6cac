"""Rulings of 6.12: flights wait for the weather, fly once and go home; what their bombs do."""

import math

import numpy as np
import pytest

from game.core.dice import poisson, uniform
from game.match.battle.engine import Engine, engine_of
from game.rules.battle import air
from game.rules.battle import codes as C
from game.rules.battle import state as S
from tests.rules.battle.position import SOUTH, SUMMIT, Position
from tests.skies import day_of, wing

JAPAN, SOVIET = 0, 1
BOOKED = S.MAX_STRIKES - 1


@pytest.fixture(scope="session")
def air_engine() -> Engine:
    """The night's armies with a Soviet and a Japanese wing."""
    return engine_of(day_of("clear", wing(), wing("japan")))


@pytest.fixture
def sky(air_engine: Engine) -> Position:
    """The empty map at eight on 31 July, III/75 in the open on the summit, wing 1 Japanese, wing 0 Soviet with 5 flights."""
    position = Position(air_engine)
    position.at_hour("31 Jul 08:00")
    position.place("III/75", SUMMIT, MEN=400, CREW=0, WORKS_PM=0, CREST=3, MOVED=0, FORTUNE_PM=1000, EFFORT_MEN=9)
    position.sky(LIGHT=1.0, NIGHT=0, FOG=0, RAIN=0, CLOUD=C.SKY_CLEAR)
    # side, aircraft and bombs of a flight, kg of a bomb, circular error, levels
    position.tables.wing[0] = SOVIET, 12, 106, 77, 250, 4, 6
    position.tables.wing[1] = JAPAN, 9, 50, 50, 150, 7, 7
    position.tables.flights[:] = 5
    position.state.wings[:, S.V_LEAVE] = C.LEAVE_LINE
    position.given(LA_BOMB=1500, BOMB_BLAST=0.52, FLY_CLEAR=0.9, FLY_BROKEN=0.5, FLY_OVERCAST=0.1, CLOUD_PULSES=8)
    position.given(
        PLANE_LOSS=0.005, FRONT_MAX=600, DEPTH_M=200, SIG_AR=0.024, POST_MOVE=0.5, POST_STAND=1.0, REVERSE=0.3
    )
    position.army(JAPAN, RESIST=1.45)
    return position


def book(position: Position, flights: int = 2, **strike: int) -> np.ndarray:
    """A strike of wing 0 on the summit from now on, for four hours."""
    now = int(position.state.clock[S.NOW])
    row = position.state.strikes[BOOKED]
    row[:] = 0
    fields = dict(USED=1, WING=0, TARGET=position.hex(SUMMIT), FROM=now, UNTIL=now + 16, FLIGHTS=flights, TRIED=-1)
    for name, value in {**fields, **strike}.items():
        row[getattr(S, "Y_" + name)] = value
    return row


def pulse(position: Position) -> None:
    position.trace()
    position.call(air.air_strikes)


# ------------------------------------------------------------------ flights
@pytest.mark.parametrize(
    ("moment", "flown", "day", "left"),
    [
        ("31 Jul 08:00", 0, -1, 5),
        ("31 Jul 08:00", 2, 0, 3),
        ("31 Jul 08:00", 9, 0, 0),
        ("31 Jul 08:00", 4, -1, 5),
        ("30 Jul 18:00", 0, -1, 3),
    ],
)
def test_a_wing_has_the_flights_of_its_day_less_those_flown(sky, moment, flown, day, left):
    days = len(sky.tables.flights) // 2
    sky.tables.flights[:] = 0
    sky.tables.flights[[0, 1]] = 3, 5  # 30 and 31 July
    sky.tables.flights[days:] = 8  # the other wing's
    today = sky.at_hour(moment) // 96
    sky.state.wings[0, [S.V_DAY, S.V_FLOWN]] = today + day, flown
    assert sky.call(air.flights_left, 0) == left
    assert sky.call(air.flights_left, 1) == 8


def test_there_are_no_flights_on_days_outside_the_campaign(sky):
    first = int(sky.tables.frame[S.FIRST_PULSE]) // 96
    days = len(sky.tables.flights) // 2
    for day, left in ((-1, 0), (0, 5), (days - 1, 5), (days, 0)):
        sky.state.clock[S.NOW] = (first + day) * 96 + 5
        assert sky.call(air.flights_left, 0) == left


@pytest.mark.parametrize(("cep", "share"), [(250.0, 0.2392), (150.0, 0.53202), (1177.4, 0.01225)])  # s = CEP / 1.1774
def test_a_quarter_of_the_bombs_of_level_bombers_fall_in_the_hex(sky, cep, share):
    assert sky.call(air.bombs_in_hex, cep) == pytest.approx(share, abs=5e-5)


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize(("cloud", "chance"), [(C.SKY_CLEAR, 0.9), (C.SKY_BROKEN, 0.5), (C.SKY_OVERCAST, 0.1)])
def test_cloud_lets_through_what_its_parameter_says(sky, seed, cloud, chance):
    sky.state.clock[S.SEED0] = seed
    sky.sky(CLOUD=cloud)
    strike = book(sky)
    opens = uniform(sky.dice(), 0, 0, C.D_CLOUD) < chance
    sky.no_list()
    assert sky.call(air.cloud_opens, BOOKED) == opens
    assert strike[S.Y_TRIED] == sky.state.clock[S.NOW] // 8


def test_cloud_is_drawn_once_in_eight_pulses_and_alike_for_all_who_wait(sky):
    sky.given(FLY_CLEAR=1.0)
    first = int(sky.state.clock[S.NOW])
    assert first % 8 == 0
    strike = book(sky)
    for pulses, opens in ((0, True), (1, False), (7, False), (8, True), (9, False)):
        sky.state.clock[S.NOW] = first + pulses
        sky.no_list()
        assert sky.call(air.cloud_opens, BOOKED) == opens
    strike[S.Y_TRIED] = -1
    assert sky.call(air.cloud_opens, BOOKED)


# ------------------------------------------------------------------ what stands in the way
@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({}, C.WAIT_NOTHING),
        ({"leave": C.LEAVE_NONE}, C.WAIT_LEAVE),
        ({"flights": 6}, C.WAIT_FLIGHTS),
        ({"flights": 5}, C.WAIT_NOTHING),
        ({"NIGHT": 1}, C.WAIT_NIGHT),
        ({"FOG": 1}, C.WAIT_FOG),
        ({"RAIN": 1}, C.WAIT_RAIN),
        ({"friends": 1}, C.WAIT_FRIENDS),
        ({"cloud": 0.0}, C.WAIT_CLOUD),
        ({"NIGHT": 1, "FOG": 1, "RAIN": 1}, C.WAIT_NIGHT),
        ({"leave": C.LEAVE_NONE, "NIGHT": 1}, C.WAIT_LEAVE),
    ],
)
def test_why_a_strike_waits(sky, change, why):
    sky.given(FLY_CLEAR=change.get("cloud", 1.0))
    book(sky, change.get("flights", 2))
    sky.state.wings[0, S.V_LEAVE] = change.get("leave", C.LEAVE_LINE)
    sky.state.wings[1, S.V_LEAVE] = C.LEAVE_NONE
    sky.sky(**{k: v for k, v in change.items() if k in ("NIGHT", "FOG", "RAIN")})
    if "friends" in change:
        sky.place("Tereshkin", SUMMIT)
    assert sky.call(air.obstacle, BOOKED) == why


@pytest.mark.parametrize("seed", range(8))
def test_a_strike_finds_a_gap_with_the_chance_of_its_sky_alone(sky, seed):
    sky.state.clock[S.SEED0] = seed
    sky.given(FLY_CLEAR=0.5)
    book(sky)
    opens = uniform(sky.dice(), 0, 0, C.D_CLOUD) < 0.5
    assert sky.call(air.obstacle, BOOKED) == (C.WAIT_NOTHING if opens else C.WAIT_CLOUD)


def test_where_chapter_10_is_played_its_acts_give_the_leave_to_fly(war):
    war.state = war.state._replace(
        strikes=np.zeros((S.MAX_STRIKES, S.STRIKE_COLS), "i4"), wings=np.zeros((1, S.WING_COLS), "i4")
    )
    war.tables = war.tables._replace(wing=np.array([[JAPAN, 9, 50, 50, 150, 7, 7.0]]), flights=np.full(20, 5, "i4"))
    war.given(FLY_CLEAR=1.0)
    war.at_hour("11 Aug 09:00")
    war.sky(NIGHT=0, FOG=0, RAIN=0, CLOUD=C.SKY_CLEAR)
    book(war)
    aircraft = war.scenario.politics.act_index("army-aircraft")
    war.state.leaves[:, S.LEAVE_HELD] = 1
    war.state.leaves[aircraft, S.LEAVE_HELD] = 0
    assert war.call(air.obstacle, BOOKED) == C.WAIT_LEAVE
    war.state.leaves[aircraft, S.LEAVE_HELD] = 1
    assert war.call(air.obstacle, BOOKED) == C.WAIT_NOTHING
    war.state.leaves[:, S.LEAVE_DONE] = -1
    war.state.sides[:, S.LEVEL] = 0
    war.call(air.note_flight, 0, 2, 0, war.hex(SUMMIT))
    assert war.state.leaves[aircraft, S.LEAVE_DONE] >= 0
    assert war.state.sides[JAPAN, S.LEVEL] == 7


# ------------------------------------------------------------------ a strike flies
@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize(
    ("works", "by_works", "crest", "sheltered"), [(0, 0.5, 3, 1.0), (500, 0.042, 3, 1.0), (0, 0.5, 0, 0.3)]
)
def test_men_hit_by_bombs(sky, seed, works, by_works, crest, sheltered):
    sky.state.clock[S.SEED0] = seed
    sky.given(POST_ARTY=0.042)
    u = sky.unit("III/75")
    sky.row("III/75")[[S.WORKS_PM, S.CREST, S.FORTUNE_PM]] = works, crest, 1250
    aimed = 1 - math.exp(-(157**2) / (2 * (250 / 1.1774) ** 2))
    # 6.5 with 1,500 m2 a bomb on 600 x 200 m
    mean = 400 * (1 - math.exp(-212 * aimed * 1500 * by_works / 120_000)) * sheltered * 1.25
    actor = len(sky.state.units) + 0
    hits = poisson(sky.dice(), actor, u, C.D_BOMB, mean)
    sky.call(air.bomb_counter, 0, u, 212.0)
    assert sky.acc("III/75", "HITS_SHELL") == hits
    assert sky.acc("III/75", "BEAT") == pytest.approx(0.024 * 212 * aimed * 77 * 0.52 / 12 / 1.45)
    assert math.prod(sky.factors(C.EV_BOMBS).values()) == pytest.approx(mean)
    told = sky.told(C.EV_BOMBS)[0]
    assert [told[k] for k in ("ACTOR", "TARGET", "HEX", "A", "B", "SEEN")] == [actor, u, sky.hex(SUMMIT), hits, 212, 1]


@pytest.mark.parametrize(
    ("zone", "level", "after"), [(C.ZONE_DISPUTED, 2, 4), (C.ZONE_MANCHUKUO, 2, 6), (C.ZONE_DISPUTED, 5, 5)]
)
def test_flights_are_booked_on_their_day_and_raise_the_level(sky, zone, level, after):
    target = sky.hex(SUMMIT)
    sky.tables.hex[target, S.H_ZONE] = zone
    sky.tables.allowed[SOVIET] = 0
    sky.tables.allowed[SOVIET, C.ZONE_DISPUTED] = 1
    sky.state.sides[:, S.LEVEL] = 1, level
    today = int(sky.state.clock[S.NOW]) // 96
    columns = [S.V_DAY, S.V_FLOWN, S.V_TOTAL, S.V_LOST]
    sky.state.wings[0, columns] = today - 1, 4, 10, 1
    sky.call(air.note_flight, 0, 2, 3, target)
    assert sky.state.wings[0, columns].tolist() == [today, 2, 12, 4]
    sky.call(air.note_flight, 0, 1, 0, target)
    assert sky.state.wings[0, columns].tolist() == [today, 3, 13, 4]
    assert sky.state.sides[:, S.LEVEL].tolist() == [1, after]


@pytest.mark.parametrize("seed", range(3))
def test_a_strike_bombs_every_enemy_in_the_hex_and_some_do_not_come_home(sky, seed):
    sky.state.clock[S.SEED0] = seed
    sky.given(PLANE_LOSS=0.2)
    for unit, here, men in (
        ("II/75", SUMMIT, 100),
        ("6/75", SOUTH, 100),
        ("10/75", SUMMIT, 0),
        ("Tereshkin", SUMMIT, 80),
    ):
        sky.place(unit, here, MEN=men, CREW=0)
    strike = book(sky, 2)
    actor, target = len(sky.state.units), sky.hex(SUMMIT)
    lost = poisson(sky.dice(), actor, target, C.D_PLANE, 24 * 0.2)
    sky.call(air.fly, BOOKED)
    told = sky.told(C.EV_STRIKE)
    assert [(e["ACTOR"], e["TARGET"], e["HEX"], e["A"], e["B"], e["C"], e["SEEN"]) for e in told] == [
        (actor, -1, target, 2, min(24, lost), 212, 3)
    ]
    assert sky.factors(C.EV_STRIKE) == pytest.approx({C.F_AIRCRAFT: 24, C.F_PLANE_LOSS: 0.2})
    assert {e["TARGET"] for e in sky.told(C.EV_BOMBS)} == {sky.unit("II/75"), sky.unit("III/75")}
    assert sky.state.hexes[target, S.SHELLED] == sky.state.clock[S.NOW]
    assert strike[S.Y_USED] == 0
    assert sky.state.wings[0, [S.V_TOTAL, S.V_LOST]].tolist() == [2, min(24, lost)]


def test_no_more_aircraft_are_lost_than_fly(sky):
    sky.given(PLANE_LOSS=50.0)
    book(sky, 1)
    sky.call(air.fly, BOOKED)
    assert sky.state.wings[0, S.V_LOST] == 12


# ------------------------------------------------------------------ the pulse
def test_a_strike_flies_at_its_hour_and_once(sky):
    sky.given(FLY_CLEAR=1.0)
    strike = book(sky)
    strike[S.Y_FROM] += 1
    pulse(sky)
    assert strike[S.Y_USED] == 1
    sky.state.clock[S.NOW] += 1
    pulse(sky)
    assert (len(sky.told(C.EV_STRIKE)), strike[S.Y_USED]) == (1, 0)
    pulse(sky)
    assert not sky.told(C.EV_STRIKE)


def test_a_strike_that_waits_says_why_once_and_again_when_it_is_something_else(sky):
    sky.sky(FOG=1)
    book(sky)
    pulse(sky)
    told = [(e["ACTOR"], e["TARGET"], e["HEX"], e["A"], e["B"], e["SEEN"]) for e in sky.told(C.EV_STRIKE_WAITS)]
    assert told == [(len(sky.state.units), -1, sky.hex(SUMMIT), C.WAIT_FOG, 2, 2)]
    pulse(sky)
    assert not sky.told(C.EV_STRIKE_WAITS)
    sky.sky(FOG=0, RAIN=1)
    pulse(sky)
    assert [e["A"] for e in sky.told(C.EV_STRIKE_WAITS)] == [C.WAIT_RAIN]


@pytest.mark.parametrize(("ahead", "off"), [(1, True), (2, False)])
def test_a_strike_that_never_finds_a_gap_is_called_off_at_its_latest_pulse(sky, ahead, off):
    sky.sky(FOG=1)
    strike = book(sky)
    strike[S.Y_UNTIL] = sky.state.clock[S.NOW] + ahead
    pulse(sky)
    told = [(e["ACTOR"], e["TARGET"], e["HEX"], e["A"], e["B"], e["SEEN"]) for e in sky.told(C.EV_STRIKE_OFF)]
    assert told == ([(len(sky.state.units), -1, sky.hex(SUMMIT), C.WAIT_FOG, 2, 2)] if off else [])
    assert strike[S.Y_USED] == (0 if off else 1)
    assert sky.call(air.flights_left, 0) == 5  # it keeps its flights


def test_one_strike_that_waits_holds_up_no_other(sky):
    sky.given(FLY_CLEAR=1.0)
    sky.state.strikes[0] = book(sky)
    sky.state.strikes[0, S.Y_FROM] += 5
    pulse(sky)
    assert sky.state.strikes[[0, BOOKED], S.Y_USED].tolist() == [1, 0]


def test_strikes_are_booked_while_somebody_can_lead_them(sky):
    sky.state.strikes[:] = 7
    sky.state.strikes[:, S.Y_USED] = 0
    booked = [sky.call(air.add_strike, 1, 954, 240, 250, 3) for _ in range(S.MAX_STRIKES + 1)]
    assert booked == [*range(S.MAX_STRIKES), -1]
    fields = ("USED", "WING", "TARGET", "FROM", "UNTIL", "FLIGHTS", "TRIED", "REASON")
    assert [int(sky.state.strikes[BOOKED, getattr(S, "Y_" + f)]) for f in fields] == [
        1,
        1,
        954,
        240,
        250,
        3,
        -1,
        C.WAIT_NOTHING,
    ]


def test_a_wing_s_strikes_are_taken_back_and_no_other_s(sky):
    for v in (0, 1, 0):
        sky.call(air.add_strike, v, 954, 240, 250, 3)
    book(sky)
    assert sky.call(air.clear_strikes, 0) == 0
    assert np.flatnonzero(sky.state.strikes[:, S.Y_USED]).tolist() == [1]
