"""Rulings on supply: ammunition of small arms and guns, tracks, recovery, marsh tracks, headquarters."""

import numpy as np
import pytest
from msgspec.structs import replace

from game import Match
from game.core.hexes import neighbours
from game.model.battle.orders import Order
from game.rules.battle import codes as C
from game.rules.battle import state as S
from game.rules.battle import supply as U
from game.rules.battle import work as W
from game.rules.battle.command import delay_now
from game.rules.battle.supply import BY_BOAT, BY_LAND
from tests.rules.battle import field as F
from tests.rules.battle.conftest import Battle, river_days
from tests.rules.battle.field import FIRST, Field

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


# ------------------------------------------------------------------ on a field of a few hexes (9.5-9.7)
HEAD = 22  # a railhead of side 0 west of the river


def fed() -> Field:
    """A river with boats of side 0, whose supply comes from HEAD; 200 rifle-equivalents control the hexes around."""
    field = F.river()
    field.t.source[0, 1] = HEAD
    field.t.source[0, 0] = 21
    field.param(RE_RIFLE=1, ZOC_RE=200, NEED_KG=8, LOW_SHARE=0.5, SHELLS_T=90, CUT_PULSES=96, MUD_TRACK=2, AMMO_LOW=0.6)
    field.unit(0, 7, F.BOATS)
    return field


def lines(field: Field, side: int = 0) -> list[int]:
    field.run(U.supply_lines, side)
    return [int(v) for v in field.w.cost]


def test_carriers_go_wherever_men_may_walk_and_by_boat_over_the_river():
    field = fed()
    assert lines(field) == [(BY_LAND, BY_LAND, BY_LAND, 0, BY_BOAT, BY_BOAT, BY_BOAT)[h % 7] for h in range(49)]
    assert lines(field, 1) == [0] * 49
    field.change(0, HEX=-1)
    assert lines(field) == [(BY_LAND, BY_LAND, BY_LAND, 0, 0, 0, 0)[h % 7] for h in range(49)]


def test_a_railhead_that_nothing_leads_to_has_its_own_supply():
    field = fed()
    field.t.hex[field.t.near[HEAD], S.H_TERRAIN] = F.LAKE
    field.t.source[0] = [HEAD, *[-1] * 7]
    assert [h for h, by in enumerate(lines(field)) if by == BY_LAND] == [HEAD]


def test_from_the_far_bank_the_boats_go_the_other_way():
    field = fed()
    field.t.source[0] = [27, *[-1] * 7]
    assert lines(field) == [(BY_BOAT, BY_BOAT, BY_BOAT, 0, BY_LAND, BY_LAND, BY_LAND)[h % 7] for h in range(49)]


def test_supply_passes_neither_an_enemy_nor_ground_that_the_line_closes_nor_a_landing_that_is_held():
    field = fed()
    field.unit(1, F.EAST_BANK)
    field.unit(1, F.EAST_BANK + 14)
    assert BY_BOAT not in lines(field)
    field.change(2, HEX=-1)
    assert lines(field)[26] == BY_BOAT
    field.t.hex[26, S.H_ZONE] = C.ZONE_KOREA
    field.t.allowed[0, C.ZONE_KOREA] = 0
    assert (lines(field)[26], lines(field)[27]) == (0, BY_BOAT)
    field.unit(1, HEAD)
    assert lines(field)[HEAD] == 0
    assert lines(field)[20 + 1] == BY_LAND


def test_the_fire_of_a_strong_enemy_holds_ground_that_nobody_of_ours_stands_on():
    field = fed()
    field.unit(1, 5, MEN=200)
    beside = {int(n) for n in field.t.near[5] if n >= 0}
    field.unit(0, 12)
    field.call(U.mark_enemy_fire, 0)
    assert {h: int(m) for h, m in enumerate(field.w.mark) if m} == {5: 1} | dict.fromkeys(beside - {12}, 2)
    assert 12 in beside
    field.unit(1, 6)
    field.call(U.mark_enemy_fire, 0)
    assert (field.w.mark[5], field.w.mark[6]) == (1, 1)
    field.change(1, MEN=199, U_MEN0=199)
    field.call(U.mark_enemy_fire, 0)
    assert {h: int(m) for h, m in enumerate(field.w.mark) if m} == {5: 1, 6: 1}
    field.call(U.mark_enemy_fire, 1)
    assert {h: int(m) for h, m in enumerate(field.w.mark) if m} == {7: 1, 12: 1}


def test_those_who_stand_together_with_an_enemy_open_nothing():
    field = fed()
    field.unit(1, 5)
    field.unit(0, 5)
    field.call(U.mark_enemy_fire, 0)
    assert field.w.mark[5] == 1


@pytest.mark.parametrize(
    ("quiet", "stage", "contact"), [(15, None, True), (16, None, False), (99, C.HEARD, True), (99, C.APPROACH, False)]
)
def test_contact_is_a_blow_in_the_turn_or_a_row_that_is_heard(quiet, stage, contact):
    field = fed()
    u = field.unit(0, 26, QUIET=quiet)
    if stage is not None:
        field.row(0, u, 27, 0, STAGE=stage)
    assert field.call(U.in_contact, u, 16) is contact


@pytest.mark.parametrize(("low", "left"), [(0, 1.0), (1, 0.6)])
def test_low_ammunition_leaves_a_share_of_the_fire(low, left):
    field = fed()
    assert field.call(U.low_factor, field.unit(0, 26, LOW=low)) == left


@pytest.mark.parametrize(("tonnes", "by"), [(0, BY_BOAT), (0.1, BY_LAND), (150, BY_LAND)])
def test_an_army_with_a_load_on_its_track_is_fed_by_land_and_others_by_boat(tonnes, by):
    field = fed()
    field.t.side[0, S.A_SUPPLY_T] = tonnes
    assert field.call(U.fed_by, 0) == by


# 9.2: 5 t a lot; 9.7: 150 t a day dry, 50 in mud 2: 16 of 96 pulses bring a sixth
@pytest.mark.parametrize(
    ("load", "lots", "mud", "kg"), [(0, 3, 0, 15_000), (150, 3, 1, 25_000), (150, 3, 2, 8_333), (150, 0, 3, 8_333)]
)
def test_what_came_is_the_lots_landed_or_the_load_of_the_track(load, lots, mud, kg):
    field = fed()
    field.t.side[0, S.A_SUPPLY_T], field.t.side[0, S.A_SUPPLY_MUD_T] = load, 50
    field.light(L_MUD=mud)
    field.s.sides[0, [S.LOTS_TURN, S.GOT_KG, S.DAY_PULSES]] = lots, 7, 32
    field.call(U.tonnes_come, 0, 16)
    assert list(field.s.sides[0, [S.GOT_KG, S.DAY_PULSES]]) == [kg + 7, 48]


def test_men_in_contact_need_their_kilograms_of_a_day_from_what_feeds_them():
    field = fed()
    field.unit(0, 26, MEN=110, CREW=10, QUIET=0)  # over the river
    field.unit(0, 26, MEN=500, QUIET=90)  # not in contact
    field.unit(0, HEAD, MEN=500, QUIET=0)  # fed by land
    field.s.sides[0, S.NEED_KG] = 5
    lines(field)
    field.call(U.count_need, 0, 16, BY_BOAT)
    assert field.s.sides[0, S.NEED_KG] == 5 + 120 * 8 * 16 // 96


@pytest.mark.parametrize(("here", "before", "cut"), [(26, 90, 0), (10, 90, 106), (10, 950, 960), (10, 960, 960)])
def test_pulses_without_a_way_to_supply_are_counted_to_ten_days(here, before, cut):
    field = fed()
    field.unit(1, 45)  # nothing of the enemy bars the way; hex 10 is water
    u = field.unit(0, here, CUT=before)
    lines(field)
    field.call(U.count_need, 0, 16, BY_BOAT)
    assert field.has(u, "CUT") == (cut,)


# 9.5, 9.6: low under half of the need; what was not needed is 90 rounds a ton, at most the day's part of 1,080
@pytest.mark.parametrize(
    ("got", "need", "pulses", "low", "rounds"),
    [
        (5000, 10000, 96, 0, 0),
        (4999, 10000, 96, 1, 0),
        (12000, 10000, 96, 0, 180),
        (40000, 10000, 96, 0, 1080),
        (40000, 10000, 32, 0, 360),
        (0, 0, 96, 0, 0),
    ],
)
def test_the_day_is_counted_by_what_came_and_what_was_needed(got, need, pulses, low, rounds):
    field = fed()
    field.t.side[0, S.A_SHELLS_DAY] = 1080
    field.s.sides[0, [S.GOT_KG, S.NEED_KG, S.DAY_PULSES, S.SHELLS, S.SIDE_LOW]] = got, need, pulses, 50, 1
    field.call(U.close_day, 0)
    assert list(field.s.sides[0, [S.SIDE_LOW, S.SHELLS]]) == [low, 50 + rounds]
    assert field.events(C.EV_SHELLS_UP) == ([(-1, -1, -1, rounds, 0, 0, 1)] if rounds else [])
    if rounds == 180:
        assert field.why(C.EV_SHELLS_UP) == {C.F_OVER: 2, C.F_PER_TONNE: 90}
    elif rounds:
        assert field.why(C.EV_SHELLS_UP)[C.F_MOST] == pytest.approx(rounds / 2700)  # 30 t x 90


@pytest.mark.parametrize(
    ("here", "low", "cut", "side_low", "after", "told"),
    [
        (26, 0, 0, 1, 1, "low"),
        (26, 1, 0, 1, 1, ""),
        (26, 0, 0, 0, 0, ""),
        (26, 1, 0, 0, 0, "up"),
        (HEAD, 0, 0, 1, 0, ""),  # the boats do not feed him
        (10, 0, 95, 0, 0, ""),
        (10, 0, 96, 0, 1, "cut"),
        (10, 1, 5, 0, 1, ""),  # what is low stays low while nothing comes
        (26, 0, 96, 0, 1, "cut"),
    ],
)
def test_ammunition_is_low_with_the_side_or_when_nothing_gets_through(here, low, cut, side_low, after, told):
    field = fed()
    u = field.unit(0, here, LOW=low, CUT=cut)
    field.s.sides[0, [S.SIDE_LOW, S.GOT_KG, S.NEED_KG]] = side_low, 2999, 7999
    lines(field)
    field.call(U.note_low, u, BY_BOAT)
    assert field.has(u, "LOW") == (after,)
    assert field.events(C.EV_LOW) == ([(u, u, here, 2, 7, int(told == "cut"), 1)] if told in {"low", "cut"} else [])
    assert field.events(C.EV_RESUPPLIED) == ([(u, u, here, 0, 0, 0, 1)] if told == "up" else [])
    parts = {"low": {C.F_GOT: 2.999, C.F_NEEDED: -3.9995}, "cut": {C.F_CUT: 24, C.F_CUT_LIMIT: -24}}
    assert told not in parts or field.why(C.EV_LOW) == pytest.approx(parts[told])


@pytest.mark.parametrize(("pulse", "counted"), [(16, True), (32, False), (0, False), (112, True), (64, False)])
def test_the_day_is_counted_at_four_in_the_morning(pulse, counted):
    field = fed()
    u = field.unit(0, 26, MEN=960, QUIET=0)
    field.s.clock[S.NOW] = FIRST + pulse
    field.s.sides[0, S.LOTS_TURN] = 1
    field.run(U.supply)
    turn_over = pulse > 0
    assert field.has(u, "LOW") == (0,)
    # 5 t came, 960 men need 8 kg x 16 / 96 each: 1,280 kg
    expected = [0, 0, 0] if counted or not turn_over else [5000, 1280, 16]
    assert list(field.s.sides[0, [S.GOT_KG, S.NEED_KG, S.DAY_PULSES]]) == expected


@pytest.mark.parametrize(("play", "source", "low"), [(1, 21, 1), (1, 0, 1), (0, 21, 0), (1, -1, 0)])
def test_too_little_makes_the_side_low_where_chapter_nine_is_in_play_and_it_has_a_source(play, source, low):
    field = fed()
    field.t.frame[S.SUPPLY] = play
    field.t.source[0, 0] = source
    u = field.unit(0, 26, MEN=960, QUIET=0)
    off = field.unit(0, -1, LOW=0)
    field.s.clock[S.NOW] = FIRST + 16
    field.run(U.supply)
    assert field.has(u, "LOW") == (low,)
    assert field.has(off, "LOW") == (0,)


def test_both_sides_are_supplied():
    field = fed()
    field.t.source[1, 0] = 27
    field.t.side[1, S.A_SUPPLY_T] = 96
    u = field.unit(1, 26, CUT=5)
    field.s.clock[S.NOW] = FIRST + 32
    field.run(U.supply)
    assert (field.s.sides[1, S.GOT_KG], field.has(u, "CUT")) == (16_000, (0,))
