"""Rulings of 4.4 and 5.5 to 5.8: tanks against guns, close assault, marsh."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.core.dice import poisson, uniform
from game.rules.battle import codes as C
from game.rules.battle import state as S
from game.rules.battle import tanks
from tests.rules.battle.position import Position

LAST = S.MAX_ROWS - 1
GUNS_AT, TANKS_AT = (10, 24), (10, 26)  # two hexes apart
JAPAN, SOVIET = 0, 1


def battery(position: Position, tanks_at: tuple[int, int] = TANKS_AT, **more: int) -> None:
    """AT/75 with 40 guns and 900 tanks of 40TB/1 by day; numbers so great that a tenth of the mean shows."""
    position.sky(LIGHT=0.8, NIGHT=0)
    position.place("AT/75", GUNS_AT, AT=40, CREW=70, GUNS=0, AT_SHOTS=9, SUP_PM=0, BROKEN=0, OPEN_M=0)
    position.place(
        "40TB/1", tanks_at, **{**dict(TANKS=900, CREW=5400, BOGGED=0, TANKS_LOST=0, MOVED=1, SUP_PM=0), **more}
    )
    position.given(
        K_AT=20, AT_SCALE_M=500, AT_SUP=0.6, AT_BOG=0.8, AT_SURPRISE=2.5, AT_SURPRISE_PULSES=2, AT_OPEN_M=400
    )
    position.given(AT_RANGE_M=1000, SLACK_FIRST=0.25, SLACK_LATER=0.02)


def shoot(position: Position) -> int:
    position.trace()
    before = int(position.row("40TB/1")[S.TANKS])
    position.call(tanks.shoot_tanks, position.unit("AT/75"), position.unit("40TB/1"))
    return before - int(position.row("40TB/1")[S.TANKS])


@pytest.mark.parametrize(
    ("type_of", "at", "guns", "worth"),
    [
        ("AT/75", 4, 0, 4.0),  # value 1 each
        ("III/118", 2, 0, 2.0),
        ("I/75", 0, 2, 0.8),  # two 70 mm guns that fire direct: 0.4 each
        ("RG/75", 0, 4, 1.6),
        ("40AR/1", 0, 4, 0.0),  # field guns do not
        ("I/75", 3, 0, 0.0),  # its type serves no anti-tank guns
    ],
)
def test_guns_against_tanks_are_counted_by_their_worth(position, type_of, at, guns, worth):
    position.place(type_of, GUNS_AT, AT=at, GUNS=guns)
    assert position.call(tanks.anti_tank_guns, position.unit(type_of)) == pytest.approx(worth)


def test_the_range_is_the_gap_of_the_row_and_else_whole_hexes(position):
    battery(position)
    at, tb = position.unit("AT/75"), position.unit("40TB/1")
    assert position.call(tanks.range_between, at, tb) == 600.0
    position.open(LAST, "40TB/1", GUNS_AT, GAP_M=140)
    assert [position.call(tanks.range_between, a, b) for a, b in ((at, tb), (tb, at))] == [140.0, 140.0]
    position.state.rows[LAST, S.USED] = 0
    assert position.call(tanks.range_between, at, tb) == 600.0
    position.open(LAST, "AT/75", TANKS_AT, GAP_M=90)
    assert [position.call(tanks.range_between, a, b) for a, b in ((at, tb), (tb, at))] == [90.0, 90.0]
    position.state.rows[LAST, S.TARGET] = 0  # a row that neither shares
    assert position.call(tanks.range_between, at, tb) == 600.0


@pytest.mark.parametrize(
    ("moved", "row", "bogged", "shown"),
    [
        (1, None, 0, 1.0),
        (0, None, 0, 0.02),  # at rest they stand covered
        (0, None, 300, 1 / 3 + 2 / 3 * 0.02),  # but for those that are bogged
        (0, 1, 0, 1.0),  # an attack that presses
        (0, 0, 0, 0.02),  # one that rests
    ],
)
def test_tanks_at_rest_are_hard_to_find(position, moved, row, bogged, shown):
    battery(position, MOVED=moved, BOGGED=bogged)
    if row is not None:
        position.open(LAST, "40TB/1", GUNS_AT, PRESS=row)
    assert position.call(tanks.tanks_shown, position.unit("AT/75"), position.unit("40TB/1")) == pytest.approx(shown)


def test_a_company_without_tanks_hides_nothing_and_breaks_nothing(position):
    battery(position, TANKS=0, BOGGED=0, MOVED=0)
    assert position.call(tanks.tanks_shown, position.unit("AT/75"), position.unit("40TB/1")) == pytest.approx(0.02)


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize(
    ("gap", "sup", "shots", "bogged", "light", "by_range", "by_sup", "by_surprise", "by_bog"),
    [
        (0, 0, 2, 0, 0.8, 1.0, 1.0, 1.0, 1.0),
        (250, 0, 2, 0, 0.8, 1 / 1.25, 1.0, 1.0, 1.0),  # 1 / (1 + (250/500)^2)
        (0, 500, 2, 0, 0.8, 1.0, 0.7, 1.0, 1.0),  # 1 - 0.6 x 0.5
        (0, 0, 1, 0, 0.8, 1.0, 1.0, 2.5, 1.0),  # in their first two pulses
        (0, 0, 2, 450, 0.8, 1.0, 1.0, 1.0, 1.4),  # 1 + 0.8 / 2
        (0, 0, 2, 0, 0.4, 1.0, 1.0, 1.0, 1.0),
    ],
)
def test_tanks_lost_to_guns(position, seed, gap, sup, shots, bogged, light, by_range, by_sup, by_surprise, by_bog):
    battery(position, BOGGED=bogged)
    position.sky(LIGHT=light)
    position.state.clock[S.SEED0] = seed
    position.open(LAST, "40TB/1", GUNS_AT, GAP_M=gap)
    position.row("AT/75")[[S.SUP_PM, S.AT_SHOTS]] = sup, shots
    # 5.8: K_AT guns (1 - 0.6 S) L / (1 + (d/500)^2) T / (T + 1) (1 + 0.8 bogged) surprise, a quarter of an hour
    mean = 20 * 40 * by_sup * light * by_range * 900 / 901 * by_bog * by_surprise * 0.25
    at, tb = position.unit("AT/75"), position.unit("40TB/1")
    lost = poisson(position.dice(), at, tb, C.D_TANK, mean)
    assert shoot(position) == lost
    told = position.told(C.EV_TANKS)
    assert [(e["ACTOR"], e["TARGET"], e["HEX"], e["A"], e["B"], e["SEEN"]) for e in told] == [
        (at, tb, position.hex(TANKS_AT), lost, gap, 3)
    ]
    rows = position.factors(C.EV_TANKS)
    of = {
        C.F_GUNS: 40,
        C.F_RATE: 20 * 0.25,
        C.F_SUPPRESSED: by_sup,
        C.F_LIGHT: light,
        C.F_RANGE: by_range,
        C.F_TANKS: 900 / 901,
        C.F_BOGGED: by_bog,
        C.F_SURPRISE: by_surprise,
        C.F_SLACK: 1.0,
    }
    assert rows == pytest.approx(of)
    assert [int(position.row("AT/75")[c]) for c in (S.AT_SHOTS, S.FIRED)] == [shots + 1, 1]


def test_covered_tanks_are_hit_as_seldom_as_they_are_found(position):
    battery(position, MOVED=0)
    position.given(SLACK_LATER=0.5, AT_OPEN_M=9999)
    at, tb = position.unit("AT/75"), position.unit("40TB/1")
    # two hexes: 600 m, 1 / (1 + 1.44)
    lost = poisson(position.dice(), at, tb, C.D_TANK, 20 * 40 * 0.8 / 2.44 * 900 / 901 * 0.25 * 0.5)
    assert shoot(position) == lost > 20


@pytest.mark.parametrize(
    ("open_m", "at_open", "at_range", "gap", "fires"),
    [
        (0, 400, 1000, 400, True),
        (0, 400, 1000, 401, False),  # 4.4: held to 400 m
        (600, 400, 1000, 600, True),  # ordered to open at 600
        (600, 400, 1000, 601, False),
        (200, 400, 1000, 300, True),  # never shorter than 400
        (2000, 400, 1000, 1000, True),
        (2000, 400, 1000, 1001, False),  # nor beyond what they reach
    ],
)
def test_anti_tank_guns_hold_their_fire_to_their_range(position, open_m, at_open, at_range, gap, fires):
    battery(position)
    position.given(AT_OPEN_M=at_open, AT_RANGE_M=at_range)
    position.row("AT/75")[S.OPEN_M] = open_m
    position.open(LAST, "40TB/1", GUNS_AT, GAP_M=gap)
    shoot(position)
    assert bool(position.told(C.EV_TANKS)) == fires == bool(position.row("AT/75")[S.FIRED])


def test_no_more_tanks_are_lost_than_there_are(position):
    battery(position, TANKS=3, CREW=18)
    position.open(LAST, "40TB/1", GUNS_AT, GAP_M=0)
    position.given(K_AT=900)
    assert shoot(position) == 3


@pytest.mark.parametrize(
    ("tanks_", "bogged", "crew", "lost", "left", "still_bogged", "hit"),
    [
        (10, 0, 60, 4, 6, 0, 12.0),  # six men a tank, half of them get away: 4 x 6 / 2
        (10, 5, 60, 4, 6, 3, 12.0),  # the bogged in proportion: 4 x 5 / 10
        (10, 9, 40, 5, 5, 5, 10.0),  # 5 x 9 // 10 = 4 of 9 gone, 5 left
        (2, 2, 7, 2, 0, 0, 3.0),  # three whole men a tank
        (10, 0, 60, 0, 10, 0, 0.0),
    ],
)
def test_tanks_out_of_action_take_half_their_crews_with_them(
    position, tanks_, bogged, crew, lost, left, still_bogged, hit
):
    battery(position, TANKS=tanks_, BOGGED=bogged, CREW=crew, TANKS_LOST=1)
    position.receives("40TB/1", TANK_HITS=0.0)
    position.call(tanks.knock_out, position.unit("AT/75"), position.unit("40TB/1"), lost, 0)
    row = position.row("40TB/1")
    assert [int(row[c]) for c in (S.TANKS, S.BOGGED, S.TANKS_LOST)] == [left, still_bogged, 1 + lost]
    assert position.acc("40TB/1", "TANK_HITS") == hit


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize(("night", "rate"), [(0, 0.06), (1, 0.12)])
def test_unescorted_tanks_close_to_infantry_are_assaulted(position, seed, night, rate):
    battery(position)
    position.sky(NIGHT=night)
    position.state.clock[S.SEED0] = seed
    position.given(CLOSE_ASSAULT=0.06, CLOSE_ASSAULT_NIGHT=0.12)
    at, tb = position.unit("AT/75"), position.unit("40TB/1")
    lost = poisson(position.dice(), at, tb, C.D_TANK_CLOSE, rate * 900 * 0.25)
    position.call(tanks.close_assault, at, tb)
    assert 900 - int(position.row("40TB/1")[S.TANKS]) == lost == int(position.row("40TB/1")[S.TANKS_LOST])
    told = position.told(C.EV_TANKS)
    assert [(e["ACTOR"], e["TARGET"], e["HEX"], e["A"], e["B"], e["SEEN"]) for e in told] == [
        (at, tb, position.hex(TANKS_AT), lost, 0, 3)
    ]


def test_a_close_assault_that_fails_is_not_spoken_of_and_one_never_takes_more_than_all(position):
    battery(position, TANKS=2)
    at, tb = position.unit("AT/75"), position.unit("40TB/1")
    position.given(CLOSE_ASSAULT=0.0)
    position.call(tanks.close_assault, at, tb)
    assert not position.told(C.EV_TANKS)
    position.given(CLOSE_ASSAULT=99.0)
    position.call(tanks.close_assault, at, tb)
    assert int(position.row("40TB/1")[S.TANKS]) == 0


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize(("gap", "share"), [(0, 1.0), (300, 0.5)])
def test_tanks_find_guns_that_have_fired(position, seed, gap, share):
    battery(position, BOGGED=100)
    position.state.clock[S.SEED0] = seed
    position.row("AT/75")[S.AT] = 500
    position.given(AT_LOSS=0.3, AT_LOSS_M=300)
    position.open(LAST, "40TB/1", GUNS_AT, GAP_M=gap)
    at, tb = position.unit("AT/75"), position.unit("40TB/1")
    lost = poisson(position.dice(), tb, at, C.D_GUN_LOST, 0.3 * 800 * share * 0.25)  # 1 / (1 + (d / 300)^2)
    position.call(tanks.guns_lost, at, tb)
    assert 500 - int(position.row("AT/75")[S.AT]) == lost
    position.row("AT/75")[S.AT] = 1
    position.given(AT_LOSS=99.0)
    position.call(tanks.guns_lost, at, tb)
    assert int(position.row("AT/75")[S.AT]) == 0


# ------------------------------------------------------------------ the pulse
def pulse(position: Position) -> None:
    """Guns that may fire and do: one hex off, seen, in sight."""
    position.trace()
    position.call(tanks.tanks_and_guns)


@pytest.fixture
def duel(position: Position) -> Position:
    """Guns and tanks side by side, the tanks in view."""
    battery(position, (11, 24))
    position.given(AT_LOSS=0.3, AT_LOSS_M=300)
    position.see(JAPAN, "40TB/1")
    return position


def shots(position: Position) -> int:
    pulse(position)
    return len(position.told(C.EV_TANKS))


def test_guns_fire_at_every_tank_in_view_and_the_tanks_answer(duel):
    assert shots(duel) == 1
    assert int(duel.row("AT/75")[S.AT]) < 40


@pytest.mark.parametrize(
    ("unit", "column", "value"),
    [("AT/75", "BROKEN", 1), ("AT/75", "AT", 0), ("AT/75", "HEX", -1), ("40TB/1", "HEX", -1), ("40TB/1", "TANKS", 0)],
)
def test_broken_guns_and_guns_that_are_gone_fire_at_nothing_and_nobody_at_tanks_that_are_gone(
    duel, unit, column, value
):
    duel.row(unit)[getattr(S, column)] = value
    assert shots(duel) == 0


def test_guns_do_not_fire_at_tanks_they_do_not_see(duel):
    duel.state.seen[:, S.SEEN_NOW] = 0
    assert shots(duel) == 0


def test_guns_do_not_fire_through_a_hill(duel):
    apart = duel.work.los[duel.hex(GUNS_AT), duel.hex((11, 24))]
    duel.work.los[duel.hex(GUNS_AT), duel.hex((11, 24))] = duel.work.los[duel.hex((11, 24)), duel.hex(GUNS_AT)] = -2
    assert shots(duel) == 0
    duel.work.los[duel.hex(GUNS_AT), duel.hex((11, 24))] = duel.work.los[duel.hex((11, 24)), duel.hex(GUNS_AT)] = apart


def test_tanks_do_not_fire_at_friends(duel):
    duel.row("AT/75")[S.HEX] = -1
    duel.place("III/118", (11, 25), AT=9, MEN=500)
    duel.state.seen[:, S.SEEN_NOW] = 1
    assert shots(duel) == 0


@pytest.mark.parametrize(("gap", "stage", "escort", "broken", "assaulted"), [
    (60, C.HEARD, False, 0, True), (61, C.HEARD, False, 0, False), (60, C.APPROACH, False, 0, False),
    (60, C.HEARD, True, 0, False), (60, C.HEARD, False, 1, False),
])  # fmt: skip
def test_infantry_goes_for_tanks_that_come_close_alone(duel, gap, stage, escort, broken, assaulted):
    duel.row("AT/75")[S.HEX] = -1
    duel.place("II/75", (10, 25), MEN=200, BROKEN=broken, GUNS=0)
    if escort:
        duel.place("III/118", (11, 24), MEN=100)
    duel.given(CLOSE_ASSAULT_M=60, CLOSE_ASSAULT=4.0)
    duel.open(LAST, "40TB/1", (10, 25), second="III/118" if escort else "", GAP_M=gap, STAGE=stage)
    assert shots(duel) == assaulted
    assert (int(duel.row("40TB/1")[S.TANKS]) < 900) == assaulted


def test_a_closed_row_brings_nobody_close(duel):
    duel.row("AT/75")[S.HEX] = -1
    duel.place("II/75", (10, 25), MEN=200, GUNS=0)
    duel.given(CLOSE_ASSAULT_M=60, CLOSE_ASSAULT=4.0)
    duel.open(LAST, "40TB/1", (10, 25), GAP_M=30, USED=0)
    assert shots(duel) == 0


@settings(max_examples=20)
@given(seed=st.integers(0, 9999), beaten=st.booleans())
def test_a_bogged_tank_is_freed_with_its_chance_unless_fire_keeps_the_men_down(night_engine, seed, beaten):
    position = Position(night_engine, seed)
    position.place("40TB/1", (11, 24), TANKS=10, BOGGED=4)
    position.given(FREE_BOGGED=0.5)
    tb = position.unit("40TB/1")
    position.receives("40TB/1", BEAT=0.01 if beaten else 0.0)
    freed = uniform(position.dice(), tb, tb, C.D_FREE) < 0.5 and not beaten
    position.call(tanks.tanks_and_guns)
    assert int(position.row("40TB/1")[S.BOGGED]) == (3 if freed else 4)


def test_tanks_that_are_not_bogged_are_not_freed(position):
    position.place("40TB/1", (11, 24), TANKS=10, BOGGED=0)
    position.given(FREE_BOGGED=1.0)
    position.call(tanks.tanks_and_guns)
    assert int(position.row("40TB/1")[S.BOGGED]) == 0


# ------------------------------------------------------------------ marsh
CAME, MARSH = (12, 20), (13, 20)


def at_marsh(position: Position, *, track: bool, chapter_9: bool, mud: int, tanks_: int = 8, before: int = 0) -> None:
    position.place("40TB/1", MARSH, TANKS=tanks_, BOGGED=0)
    position.tables.frame[S.SUPPLY] = chapter_9
    here, came = position.hex(MARSH), position.hex(CAME)
    side = position.tables.near[came].tolist().index(here)
    position.tables.edge[came, side] = track
    position.tables.hex[here, S.H_TERRAIN] = next(k for k, t in enumerate(position.scenario.terrain) if t.bogs > 0)
    position.state.hexes[here, S.MARSH_COUNT] = before
    position.sky(MUD=mud)


@pytest.mark.parametrize(
    ("track", "chapter_9", "mud", "tanks_", "before", "loose", "count"),
    [
        (False, True, 0, 8, 4, 8, 4),  # no track: none finds firm ground
        (True, False, 2, 8, 4, 8, 4),  # tracks are of chapter 9
        (True, True, 0, 8, 4, 0, 0),  # dry: firm, and the count is cleared
        (True, True, 1, 8, 0, 0, 8),  # wet: the first ten pass
        (True, True, 1, 10, 0, 0, 10),
        (True, True, 1, 8, 4, 2, 12),
        (True, True, 3, 8, 12, 8, 20),
    ],
)
def test_a_marsh_track_bears_ten_vehicles_of_a_wet_spell(position, track, chapter_9, mud, tanks_, before, loose, count):
    at_marsh(position, track=track, chapter_9=chapter_9, mud=mud, tanks_=tanks_, before=before)
    position.given(TRACK_FIRM=10)
    here, came = position.hex(MARSH), position.hex(CAME)
    assert position.call(tanks.off_the_track, position.unit("40TB/1"), came, here, float(mud)) == loose
    assert int(position.state.hexes[here, S.MARSH_COUNT]) == count


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize(("mud", "worse"), [(0, 1.0), (1, 1.5), (2, 2.5), (3, 4.0)])
def test_marsh_bogs_by_the_hundred_metres_and_the_mud(position, seed, mud, worse):
    at_marsh(position, track=False, chapter_9=False, mud=mud, tanks_=400)
    position.state.clock[S.SEED0] = seed
    position.given(P_BOG=0.02)
    tb, here = position.unit("40TB/1"), position.hex(MARSH)
    stuck = poisson(position.dice(), tb, here, C.D_BOG, 0.02 * worse * 400 * 3)  # 300 m of marsh
    position.call(tanks.bog, tb, position.hex(CAME), here)
    assert int(position.row("40TB/1")[S.BOGGED]) == stuck > 0
    told = [(e["ACTOR"], e["TARGET"], e["HEX"], e["A"], e["SEEN"]) for e in position.told(C.EV_BOGGED)]
    assert told == [(tb, tb, here, stuck, 2)]


def test_no_more_bog_than_come_and_the_bogged_stay_so(position):
    at_marsh(position, track=False, chapter_9=False, mud=3, tanks_=10)
    position.row("40TB/1")[S.BOGGED] = 4
    position.given(P_BOG=9.0)
    position.call(tanks.bog, position.unit("40TB/1"), position.hex(CAME), position.hex(MARSH))
    assert int(position.row("40TB/1")[S.BOGGED]) == 10


@pytest.mark.parametrize("how", ["firm ground", "on foot", "on the track", "lucky"])
def test_who_does_not_bog_is_not_spoken_of(position, how):
    at_marsh(position, track=how == "on the track", chapter_9=how == "on the track", mud=0)
    position.given(P_BOG=0.0 if how == "lucky" else 9.0)
    if how == "firm ground":
        position.tables.hex[position.hex(MARSH), S.H_TERRAIN] = 0
    if how == "on foot":
        position.row("40TB/1")[S.TANKS] = 0
    position.call(tanks.bog, position.unit("40TB/1"), position.hex(CAME), position.hex(MARSH))
    assert int(position.row("40TB/1")[S.BOGGED]) == 0
    assert not position.told(C.EV_BOGGED)
