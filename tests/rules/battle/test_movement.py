"""Rulings of chapter 5 and of zones and stacking."""

from game.rules.battle import codes as C
from game.rules.battle import state as S
from game.rules.battle import work as W
from game.rules.battle.retreat import cut_off

FROM, FAR = (18, 31), (13, 31)


def hours_to(battle, unit, goal, manner=C.OPEN, most=60):
    battle.move(unit, goal, manner)
    for pulse in range(most):
        battle.play(1)
        if battle.at(unit) == goal:
            return (pulse + 1) / 4
    return None


def test_men_walk_a_road_at_three_kilometres_an_hour_by_day(battle):
    battle.clock("31 Jul 05:30")
    battle.place("I/75", (18, 32))
    assert hours_to(battle, "I/75", (22, 32)) == 0.5  # four hexes of road, 1,200 m


def test_a_silent_march_takes_its_own_time(battle):
    battle.clock("30 Jul 21:00")
    battle.place("I/75", (18, 32))
    assert hours_to(battle, "I/75", (20, 32), C.SILENT) == 1.5  # 600 m at 420 m an hour


def test_the_night_slows_men_on_foot(battle):
    battle.clock("31 Jul 05:30")
    battle.place("III/75", FROM)
    by_day = hours_to(battle, "III/75", FAR)
    battle.clock("30 Jul 21:00")
    battle.place("III/75", FROM, PATH_LEN=0, STEP_M=0)
    assert hours_to(battle, "III/75", FAR) > by_day


def test_vehicles_never_cross_a_rise_of_over_fifty_metres_but_by_a_road(battle):
    battle.clock("31 Jul 05:30")
    battle.place("40TB/1", (19, 26))
    battle.move("40TB/1", (18, 26))
    battle.play(16)
    assert battle.at("40TB/1") != (18, 26)


def test_a_march_ends_where_the_enemy_stands(battle):
    battle.clock("31 Jul 05:30")
    battle.place("III/75", (18, 31))
    battle.place("1/119", (16, 31), MEN=30, LMG=0, HMG=0)
    battle.move("III/75", (14, 31))
    battle.play(12)
    assert battle.at("III/75") != (16, 31)
    assert battle.at("1/119") is not None


def test_a_hex_holds_nine_hundred_men_of_a_side(battle):
    battle.clock("31 Jul 05:30")
    battle.place("I/75", (15, 31), MEN=500)
    battle.place("III/75", (16, 31), MEN=500)
    battle.move("III/75", (15, 31))
    battle.play(12)
    assert battle.at("III/75") == (16, 31)


def test_a_strong_line_stops_a_march_that_enters_its_zone_by_day(battle):
    battle.clock("31 Jul 05:30")
    battle.place("10/75", (14, 34 - 3), MEN=115)
    battle.place("III/118", (17, 30), MEN=550)
    battle.move("10/75", (18, 31))
    battle.play(16)
    assert battle.events(C.EV_CONTACT)
    assert battle.at("10/75") != (18, 31)


def test_tanks_in_marsh_bog(battle):
    battle.clock("31 Jul 05:30")
    bogged = 0
    for seed in range(20):
        battle.state.clock[S.SEED0] = seed
        battle.place("40TB/1", (21, 18), TANKS=10, BOGGED=0, CREW=60, PATH_LEN=0, PATH_AT=0, STEP_M=0)
        battle.clock("31 Jul 05:30")
        battle.move("40TB/1", (25, 18))
        battle.play(8)
        bogged += int(battle.row("40TB/1")[S.BOGGED])
    assert 5 < bogged < 80  # 10 tanks, 4 hexes, 1.5 % per tank and 100 m, 20 marches: about 36


def test_ground_lost_far_from_ones_own_men_is_not_reported(battle):
    """Rule 8.3: he who walks in knows it; he who lost it does if he is near, or if it is a scored place."""
    for here, near, told in (((28, 21), (5, 30), 2), ((28, 21), (26, 21), 3), ((18, 26), (5, 30), 3)):
        battle.state.hexes[:, S.OWNER] = -1
        battle.state.units[:, S.HEX] = -1
        battle.place("I/75", near)
        start = (here[0] + 1, here[1])
        battle.place("1/119", start)
        battle.state.hexes[here[1] * battle.engine.columns + here[0], S.OWNER] = 0
        battle.clock("31 Jul Day")
        battle.move("1/119", here)
        battle.play(4)
        taken = battle.events(C.EV_HEX_TAKEN)
        assert [event[W.E_SEEN] for event in taken] == [told], (here, near)


def test_a_counter_lost_whole_leaves_no_bogged_tanks(battle):
    battle.place("40TB/1", (28, 21), TANKS=10, BOGGED=3, CREW=30)
    battle.call(cut_off, battle.scenario.unit_index("40TB/1"))
    row = battle.row("40TB/1")
    assert (row[S.TANKS], row[S.BOGGED], row[S.TANKS_LOST], row[S.CREW]) == (0, 0, 10, 0)
