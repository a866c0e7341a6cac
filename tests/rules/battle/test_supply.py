"""Rulings on supply: ammunition of small arms and guns, tracks, recovery, marsh tracks, headquarters."""

import numpy as np
import pytest
from msgspec.structs import replace

from game import Match
from game.core.hexes import neighbours
from game.model.battle.orders import Order
from game.rules.battle import codes as C
from game.rules.battle import state as S
from game.rules.battle import work as W
from game.rules.battle.command import delay_now
from game.rules.battle.supply import BY_BOAT, BY_LAND
from tests.rules.battle.conftest import Battle, river_days

LEFT_BANK, KOREA = (17, 29), (9, 28)
MORNING = "30 Jul Night"  # the turn that ends at 04:00, when the day is counted


def in_contact(river: Battle, unit: str, here: tuple[int, int], **columns: int) -> None:
    """A counter that was struck at during the turn."""
    river.place(unit, here, QUIET=0, **columns)


def night_with_lots(river: Battle, lots: int) -> None:
    """Plays the night of 30 July with so many lots of supply for one battalion in contact beyond the river."""
    river.place("19E", (8, 22))
    river.clock(MORNING)
    if lots:
        river.ferry("19E", "kojo", lots=lots)
    in_contact(river, "I/75", LEFT_BANK)
    river.state.sides[0, S.NEED_KG] = 3000  # of the day before the night
    river.turn()


def test_supply_comes_by_land_to_the_river_and_by_boat_beyond(river):
    river.place("19E", (8, 22))
    reached = river.engine.supply_lines(river.state, 0)
    assert (reached[KOREA], reached[LEFT_BANK]) == (BY_LAND, BY_BOAT)
    assert river.engine.supply_lines(river.state, 1)[(26, 22)] == BY_LAND
    assert river.engine.supply_lines(river.state, 1).get(LEFT_BANK, 0) == 0  # beyond the line


def test_without_boats_nothing_reaches_the_left_bank(river):
    assert LEFT_BANK not in river.engine.supply_lines(river.state, 0)


def test_no_lots_under_contact_make_ammunition_low_and_a_lot_is_enough(river):
    night_with_lots(river, 0)
    assert river.row("I/75")[S.LOW] == 1
    assert len(river.events(C.EV_LOW)) == 1


def test_one_lot_feeds_a_battalion_in_contact(river):
    night_with_lots(river, 1)
    assert river.row("I/75")[S.LOW] == 0


def test_men_on_their_own_bank_do_not_need_the_boats(river):
    river.place("II/75", KOREA)
    night_with_lots(river, 0)
    assert river.row("II/75")[S.LOW] == 0


def test_low_ammunition_leaves_six_tenths_of_the_fire(battle):
    battle.clock("31 Jul 05:30")
    battle.place("III/118", (20, 30), LOW=1)
    battle.place("I/75", (21, 30))
    battle.assault("I/75", (20, 30))
    shown = []
    for _ in range(4):
        battle.play(1)
        factors = np.asarray(battle.engine.work.factors)[: int(battle.engine.work.note[W.N_FACTORS])]
        shown += [float(value) for code, value in factors if code == C.F_AMMUNITION]
    assert shown
    assert shown == pytest.approx([0.6] * len(shown))


def test_a_counter_without_a_way_to_supply_for_a_day_is_low(river):
    river.place("19E", (8, 22))
    river.clock("30 Jul Morning")
    river.place("I/75", LEFT_BANK, CUT=80)
    ring = ("Tereshkin", "1/119", "2/119", "59R", "III/118")
    for unit, here in zip(ring, neighbours(*LEFT_BANK), strict=False):
        river.place(unit, here, MEN=10, LMG=0, HMG=0)
    assert LEFT_BANK in river.engine.supply_lines(river.state, 0)  # one hexside is open
    river.place("40AR/1", neighbours(*LEFT_BANK)[5], CREW=10, GUNS=0)
    assert LEFT_BANK not in river.engine.supply_lines(river.state, 0)
    river.turn()
    assert river.row("I/75")[S.CUT] >= 96
    assert river.row("I/75")[S.LOW] == 1


def test_what_small_arms_do_not_need_comes_up_as_shells(river):
    before = int(river.state.sides[0, S.SHELLS])
    river.place("19E", (8, 22))
    river.clock(MORNING)
    river.ferry("19E", "kojo", lots=2)
    river.turn()
    # 10 t are 900 rounds; a night of eight hours brings a third of the day's 1,080 at most.
    assert river.state.sides[0, S.SHELLS] - before == 360


def test_a_track_carries_less_in_mud(river):
    loads = []
    for mud in (0, 2):
        river.clock("30 Jul Day")
        river.state.sides[1, S.GOT_KG] = 0
        light = river.engine.tables.light
        row = int(river.state.clock[S.NOW]) + 32 - river.engine.tables.frame[S.FIRST_PULSE]
        kept = light[row, S.L_MUD]
        light[row, S.L_MUD] = mud
        river.turn()
        light[row, S.L_MUD] = kept
        loads.append(int(river.state.sides[1, S.GOT_KG]))
    assert loads == [50_000, 16_666]


def test_preparation_is_refused_when_shells_run_low():
    days = river_days(**{"15FHA": {"hex": (4, 33)}})
    match = Match.new(days)
    order = Order(unit="15FHA", task="fire", mission="preparation", target=(17, 21), rounds=8)
    assert match.refusal(order) is None
    match = Match.new(days)
    match.state.sides[0, S.SHELLS] = 50
    refusal = match.refusal(order)
    assert refusal is not None
    assert (refusal.rule, "50 shells left, needed 60" in refusal.text) == ("9.5", True)


# ------------------------------------------------------------------ what comes back
def test_half_of_the_stragglers_come_back_at_four_in_the_morning(river):
    river.place("19E", (8, 22))
    river.clock(MORNING)
    river.place("I/75", LEFT_BANK, MEN=300, STRAYED=20, CAPTURED=20)
    river.turn()
    row = river.row("I/75")
    assert (row[S.MEN], row[S.STRAYED], row[S.CAPTURED]) == (310, 0, 10)


def test_tanks_come_back_from_the_field_workshop_after_a_day(river):
    river.clock("30 Jul Day")
    river.place("40TB/1", (30, 24), TANKS=0, TANKS_LOST=40, CREW=60)
    river.turn()
    waiting = int(river.row("40TB/1")[S.WORKSHOP])
    assert 2 <= waiting <= 18  # 0.23 of 40
    assert river.row("40TB/1")[S.TANKS] == 0
    for _ in range(4):
        river.turn()
    row = river.row("40TB/1")
    assert (row[S.TANKS], row[S.TANKS_BACK], row[S.WORKSHOP]) == (waiting, waiting, 0)


def test_men_who_strayed_wait_another_morning_while_the_hex_is_full(river):
    river.place("19E", (8, 22))
    river.clock(MORNING)
    river.place("I/75", LEFT_BANK, MEN=300, STRAYED=20, CAPTURED=20)
    river.place("III/75", LEFT_BANK, MEN=595)
    river.turn()
    row = river.row("I/75")
    assert (row[S.MEN], row[S.STRAYED], row[S.CAPTURED]) == (300, 20, 20)


def test_mended_tanks_wait_while_the_hex_is_full(river):
    river.clock("30 Jul Day")
    river.place("40TB/1", (30, 24), TANKS=24, TANKS_LOST=4, TANKS_COUNTED=4, WORKSHOP=2, CREW=60)
    river.state.units[:, S.WORKSHOP_AT] = int(river.state.clock[S.NOW]) - 200
    river.turn()
    assert (river.row("40TB/1")[S.TANKS], river.row("40TB/1")[S.WORKSHOP]) == (24, 2)


def test_without_chapter_nine_nothing_comes_back(battle):
    battle.clock("30 Jul Night")
    battle.place("I/75", LEFT_BANK, MEN=300, STRAYED=20)
    battle.play(32)
    assert battle.row("I/75")[S.MEN] == 300


# ------------------------------------------------------------------ marsh tracks
def bogged_on_the_track(river: Battle, passed: int) -> int:
    """Tanks that bog in mud, in ten marches of ten tanks over the marsh track on which so many have passed."""
    light = river.engine.tables.light
    kept = [row[S.L_MUD] for row in np.asarray(light)]
    bogged = 0
    for seed in range(10):
        river.state.clock[S.SEED0] = seed
        river.clock("30 Jul 10:00")
        for row in range(len(light)):
            light[row, S.L_MUD] = 1
        river.state.hexes[:, S.MARSH_COUNT] = passed
        river.place("40TB/1", (32, 15), TANKS=10, BOGGED=0, CREW=60, PATH_LEN=0, PATH_AT=0, STEP_M=0)
        river.move("40TB/1", (28, 15))
        river.play(8)
        bogged += int(river.row("40TB/1")[S.BOGGED])
    for row, mud in enumerate(kept):
        light[row, S.L_MUD] = mud
    return bogged


def test_a_marsh_track_bears_ten_vehicles_in_a_wet_spell(river):
    assert bogged_on_the_track(river, 0) == 0
    assert bogged_on_the_track(river, 10) > 0


# ------------------------------------------------------------------ headquarters
def test_a_pinned_headquarters_delays_orders_by_two_pulses(river):
    u = river.scenario.unit_index("I/75")
    river.place("I/75", LEFT_BANK)
    river.place("19D", (7, 23), SUP_PM=0)
    assert river.call(delay_now, u) == 2
    river.row("19D")[S.SUP_PM] = 700
    assert river.call(delay_now, u) == 4


def test_broken_men_far_from_their_headquarters_rally_later(river):
    rallied = {}
    for near in (True, False):
        river.clock("30 Jul 10:00")
        river.place("19D", (15, 29) if near else (7, 23))
        river.place("I/75", (15, 30), BROKEN=1, DISRUPTED=1, COH_PM=450)
        river.play(1)
        rallied[near] = river.row("I/75")[S.BROKEN] == 0
    assert rallied == {True: True, False: False}


def test_a_regiment_assaults_whole_only_with_two_battalions_near_its_headquarters():
    days = river_days(**{"I/75": {"hex": (16, 30)}, "19D": {"hex": (7, 23), "formation": "75"}})
    refusal = Match.new(days).refusal(Order(unit="75", task="assault", target=(18, 26)))
    assert refusal is not None
    assert refusal.rule == "7.7"
    near = replace(
        days, counters=tuple(replace(c, hex=(16, 30)) if c.id == "19D" else c for c in days.counters), digest="near"
    )
    assert Match.new(near).refusal(Order(unit="75", task="assault", target=(18, 26))) is None
