"""Rulings on the set-up: what a scenario says is what the arrays hold, table by table."""

import numpy as np
import pytest
from msgspec.structs import replace

from game import load_scenario
from game.core.hexes import distance, to_offset
from game.core.rule import entry
from game.model.battle.scenario import Scenario
from game.rules.battle import codes as C
from game.rules.battle import parameters as P
from game.rules.battle import setup
from game.rules.battle import state as S
from game.rules.battle.pace import gait_over, gait_pace
from tests.campaign import campaign

MOBILITY = {"foot": C.FOOT, "wheel": C.WHEEL, "track": C.TRACKED}
ZONE = {"S": C.ZONE_SOVIET, "D": C.ZONE_DISPUTED, "M": C.ZONE_MANCHUKUO, "K": C.ZONE_KOREA, "w": C.ZONE_RIVER}


@pytest.fixture(scope="module")
def night() -> Scenario:
    """The night, with a battalion told apart in every field, one that arrives, and armies told apart as well."""
    shipped = load_scenario("silent-assault")
    odd = dict(men=301, crew=17, lmg=5, hmg=6, mortar=7, guns=8, at=9, tanks=3, works_pm=123, crest=2, line_pm=777)
    changes = {
        "III/118": dict(**odd, task="dig", alert=True, band_pm=44, delay=5, released=False),
        "1/119": dict(hex=None, arrives="31 Jul 05:00", arrives_at=(24, 20)),
        "2/119": dict(hex=None, arrives="31 Jul 05:00", arrives_at=None),
        "59R": dict(hex=None, arrives="", arrives_at=(24, 20)),
    }
    counters = tuple(replace(c, **changes.get(c.id, {})) for c in shipped.counters)
    first = shipped.counters[0]
    counters = (replace(first, hex=(0, 0)), *counters[1:])  # the first hex of the map is a hex like another
    armies = tuple(replace(a, rear_hexes=(*a.rear_hexes, (7, 24))) if a.side == "japan" else a for a in shipped.armies)
    armies = tuple(
        replace(a, trained_from="31 Jul 06:00" if a.side == "soviet" else "", lift_trained_m=77) for a in armies
    )
    return replace(shipped, counters=counters, armies=armies, supply=True, digest="set-up")


@pytest.fixture(scope="module")
def tables(night: Scenario) -> S.Tables:
    return S.Tables(*(np.asarray(a) for a in setup.build_tables(night)))


@pytest.fixture(scope="module")
def state(night: Scenario) -> S.State:
    return setup.build_state(night, 0x0123456789ABCDEF)


def every_hex(night: Scenario) -> list[tuple[int, tuple[int, int]]]:
    ground = night.ground
    return [(row * ground.columns + col, (col, row)) for row in range(ground.rows) for col in range(ground.columns)]


# ------------------------------------------------------------------ ground
def test_every_hex_has_its_terrain_height_road_zone_crest_and_land(night, tables):
    ground, on_road = night.ground, {h for pair in night.ground.roads for h in pair}
    assert tables.hex.shape == (36 * 46, 9)
    for k, here in every_hex(night):
        terrain, height, road, zone, track, crest, land, *axial = tables.hex[k].tolist()
        of = night.terrain[terrain]
        assert (of.symbol, height, zone) == (ground.symbol(here), ground.height_m(here), ZONE[ground.zone(here)])
        assert (bool(road), track, bool(crest)) == (here in on_road, 0, of.crest)
        assert (land > 0) == (of.foot_mph > 0)
        assert to_offset(*axial) == here
    assert setup.hex_index(night, (18, 26)) == 26 * 36 + 18


def test_neighbours_are_the_hexes_one_step_off_and_lead_back(night, tables):
    where = dict(every_hex(night))
    for k, here in where.items():
        found = [int(n) for n in tables.near[k] if n >= 0]
        assert len(set(found)) == len(found)
        assert all(distance(here, where[n]) == 1 for n in found)
        assert all(tables.near[n, (d + 3) % 6] == k for d, n in enumerate(tables.near[k]) if n >= 0)
    inside = [k for k, (c, r) in where.items() if 0 < c < 35 and 0 < r < 45]
    assert (tables.near[inside] >= 0).all()
    assert tables.near[0, 0] == 1  # direction 0 is east
    assert tables.near.min() == -1


def test_a_road_crosses_its_hexside_from_both_ends_and_no_other(night, tables):
    crossed = {(int(k), int(tables.near[k, d])) for k, d in np.argwhere(tables.edge > 0)}
    index = lambda h: setup.hex_index(night, h)  # noqa: E731
    adjacent = [(a, b) for a, b in night.ground.roads if distance(a, b) == 1]
    assert crossed == {(index(a), index(b)) for a, b in adjacent} | {(index(b), index(a)) for a, b in adjacent}
    assert set(tables.edge.ravel().tolist()) == {0, 1}


def test_terrain_holds_paces_and_properties_and_the_road_comes_last(night, tables):
    assert len(tables.terrain) == len(night.terrain) + 1
    for row, t in zip(tables.terrain.tolist(), (*night.terrain, night.road), strict=True):
        paces = [t.foot_mph, t.wheel_mph, t.track_mph]
        flags = [float(t.bogs > 0), t.sight_m, float(t.digs != "no"), float(t.digs == "rock"), float(t.water)]
        assert row == paces + flags


def test_the_survey_of_paces_is_what_the_rule_of_paces_says(night, tables):
    gait, pace = entry(gait_over), entry(gait_pace)
    given = setup.host(tables)
    for k in range(0, 36 * 46, 97):
        for d in range(6):
            for mobility in range(3):
                if tables.near[k, d] >= 0:
                    row, found = mobility * 36 * 46 + k, gait(given, mobility, k, d)
                    assert tables.gait[row, d] == found
                    assert tables.pace[row, d] == pace(given, mobility, found)
    assert tables.pace.shape == (3 * 36 * 46, 6)


# ------------------------------------------------------------------ forces
def test_a_type_is_its_mobility_gun_and_properties(night, tables):
    guns = {g.id: k for k, g in enumerate(night.guns)}
    for row, t in zip(tables.kind.tolist(), night.unit_types, strict=True):
        gun = guns.get(t.gun, -1)
        direct = 1.0 if t.gun and night.guns[gun].direct else 0.0
        of = dict(
            T_MOBILITY=MOBILITY[t.mobility],
            T_GUN=gun,
            T_AT_VALUE=t.at_value,
            T_TANK=t.tank,
            T_HQ=t.hq,
            T_SIGNATURE=t.signature,
            T_ASSAULTS=t.assaults,
            T_DIGS=t.digs,
            T_GUN_KIND=direct,
            T_BOATS=t.boats,
        )
        assert {name: row[getattr(S, name)] for name in of} == of
    assert {row[S.T_GUN] for row in tables.kind.tolist()} >= {-1.0, 0.0, float(len(night.guns) - 1)}


def test_a_gun_is_its_area_range_rate_weight_and_least_range(night, tables):
    for row, g in zip(tables.gun.tolist(), night.guns, strict=True):
        of = dict(G_AREA_M2=g.lethal_area_m2, G_RANGE_M=g.range_m, G_ROUNDS=g.rounds_per_pulse, G_WEIGHT_KG=g.weight_kg)
        assert {name: row[getattr(S, name)] for name in of} == of
        assert row[S.G_MIN_M] == g.min_range_m
    assert setup._gun_table(replace(night, guns=())).tolist() == [[0.0] * 5]  # a table is never empty


def test_a_counter_keeps_what_never_changes_about_it(night, tables):
    kinds = sorted({t.kind for t in night.unit_types})
    for row, c in zip(tables.unit.tolist(), night.counters, strict=True):
        t = night.unit_type(c)
        of = dict(
            U_SIDE=night.sides.index(c.side),
            U_TYPE=night.unit_types.index(t),
            U_FORMATION=[f.id for f in night.formations].index(c.formation),
            U_HQ=night.unit_index(c.hq) if c.hq else -1,
            U_DELAY=c.delay,
            U_MEN0=c.men if t.tank else c.men + c.crew,
            U_FREE_FROM=0 if c.released else setup.NEVER,
            U_KIND=kinds.index(t.kind),
            U_OBSERVER=t.observed,
            U_ALERT=c.alert,
            U_BAND_PM=c.band_pm,
        )
        assert {name: row[getattr(S, name)] for name in of} == of
    assert tables.unit[night.unit_index("40TB/1"), S.U_MEN0] == 0  # tank crews are behind armour
    assert tables.unit[night.unit_index("I/75"), S.U_HQ] == night.unit_index("19D")


def test_a_counter_arrives_with_an_hour_and_a_place_and_not_with_one_of_them(night, tables):
    at = lambda unit: tables.unit[night.unit_index(unit), [S.U_ARRIVES, S.U_ARRIVE_HEX]].tolist()  # noqa: E731
    assert at("1/119") == [night.calendar.pulse_of("31 Jul 05:00"), 20 * 36 + 24]
    assert at("2/119") == at("59R") == at("I/75") == [-1, -1]


@pytest.mark.parametrize("side", [0, 1])
def test_an_army_is_its_qualities_given_as_figures_or_by_the_name_of_a_parameter(night, tables, side):
    army = next(a for a in night.armies if a.side == night.sides[side])
    value = {p.name: p.value for p in night.parameters}
    number = lambda v: value[v] if isinstance(v, str) else v  # noqa: E731
    fields = dict(
        A_MELEE=army.melee,
        A_RESIST=army.resist,
        A_BREAK_ATT=army.break_attack,
        A_BREAK_DEF=army.break_defence,
        A_COUNTER_PULSES=army.counter_pulses,
        A_REFORM_PULSES=army.reform_pulses,
        A_FLARES=army.flares,
        A_LIFT_M=army.lift_m,
        A_ANSWER_PULSES=army.answer_pulses,
        A_ASSAULT_LEVEL=army.assault_level,
        A_ASSAULT_PRICE=army.assault_price,
        A_EVACUATION=army.evacuation,
        A_BREAK_SHARE=army.surrender,
        A_SUPPLY_T=army.supply_t,
        A_SUPPLY_MUD_T=army.supply_mud_t,
        A_SHELLS_DAY=army.shells_day,
        A_SHELLS=army.shells,
        A_LIFT_TRAINED_M=77,
    )
    assert {k: tables.side[side, getattr(S, k)] for k in fields} == {k: number(v) for k, v in fields.items()}
    trained = night.calendar.pulse_of("31 Jul 06:00") if side else 2_000_000_000  # never
    assert tables.side[side, S.A_TRAINED_FROM] == trained


def test_each_side_may_enter_its_zones(night, tables):
    for army in night.armies:
        row = tables.allowed[night.sides.index(army.side)].tolist()
        assert row == [int(z in {ZONE[a] for a in army.allowed_zones}) for z in range(5)]


@pytest.mark.parametrize("side", [0, 1])
def test_the_way_home_is_the_quickest_on_foot_over_ground_that_the_side_may_enter(night, tables, side):
    army = next(a for a in night.armies if a.side == night.sides[side])
    home, rear = tables.home[side], {setup.hex_index(night, h) for h in army.rear_hexes}
    pace = tables.terrain[tables.hex[:, S.H_TERRAIN], S.R_FOOT]
    open_ = (pace > 0) & (tables.allowed[side, tables.hex[:, S.H_ZONE]] > 0)
    assert all(home[h] == 0 for h in rear)
    reached = 0
    for k in range(len(home)):
        if k in rear:
            continue
        nearer = [int(home[n]) for n in tables.near[k] if n >= 0 and home[n] >= 0]
        if open_[k] and nearer:
            assert home[k] == min(nearer) + int(300 * 3600 / pace[k])  # seconds over 300 m
            reached += 1
        else:
            assert home[k] == -1
    assert reached > 300


def test_scored_places_have_a_hex_a_weight_and_perhaps_a_second_hex(night, tables):
    expected = []
    for p in night.scored:
        also = setup.hex_index(night, p.also) if p.also else -1
        expected.append([setup.hex_index(night, night.place(p.place).hex), int(1000 * p.weight), also])
    assert tables.place.tolist() == expected
    assert setup._place_table(replace(night, scoring=replace(night.scoring, places=()))).tolist() == [[0, 0, -1]]


def test_the_frame_says_how_large_the_map_is_when_it_begins_and_what_is_played(night, tables):
    first = night.calendar.turn(night.calendar.first).first_pulse
    assert setup.first_pulse(night) == first == 160  # 30 July Evening: 16:00 of the second day
    assert tables.frame.tolist() == [36, 46, first, len(night.scored), 1]
    assert tables.light.shape == (sum(t.pulses for t in night.calendar.turns[5:8]) + 32, 8)


def test_parameters_stand_in_the_order_of_their_names(night, tables):
    value = {p.name: p.value for p in night.parameters}
    assert tables.param.tolist() == [value[name] for name in P.NAMES]
    with pytest.raises(KeyError):
        setup.parameter_vector(replace(night, parameters=night.parameters[1:]))


# ------------------------------------------------------------------ the first position
def test_counters_start_with_their_strength_and_task_whole_and_fresh(night, state):
    tasks = {"hold": C.HOLD, "dig": C.DIG, "reserve": C.RESERVE, "fire": C.FIRE}
    start = night.calendar.turn(night.calendar.start).first_pulse
    assert start == 176
    for row, c in zip(state.units, night.counters, strict=True):
        of = dict(
            HEX=setup.hex_index(night, c.hex) if c.hex else -1,
            MEN=c.men,
            CREW=c.crew,
            LMG=c.lmg,
            HMG=c.hmg,
            MORTAR=c.mortar,
            GUNS=c.guns,
            AT=c.at,
            TANKS=c.tanks,
            WORKS_PM=c.works_pm,
            CREST=c.crest,
            LINE_PM=c.line_pm,
            TASK=tasks[c.task],
            COH_PM=1000,
            ACTIVE=1,
            QUIET=999,
            READY=start,
            START=start,
            GOAL=-1,
            START_LINE=-1,
            FALLBACK=-1,
            TRIGGER_HEX=-1,
            FORTUNE_PM=1000,
            BREAK_PM=500,
        )
        assert {name: int(row[getattr(S, name)]) for name in of} == of
        rest = [k for k in range(S.UNIT_COLS) if k not in {getattr(S, name) for name in of}]
        assert not row[rest].any()


def test_ground_belongs_to_who_stands_on_it_and_else_to_nobody(night, state):
    owner = {setup.hex_index(night, c.hex): night.sides.index(c.side) for c in night.counters if c.hex}
    assert state.hexes[:, S.OWNER].tolist() == [owner.get(k, -1) for k in range(36 * 46)]
    assert (state.hexes[:, [S.TAKEN_AT, S.SHELLED]] == -1).all()
    assert not state.hexes[:, S.MARSH_COUNT].any()


def test_nothing_is_fired_taken_or_seen_yet(night, state):
    assert (state.rows[:, [S.ATTACKER, S.ATTACKER_2]] == -1).all()
    assert not state.rows[:, [k for k in range(S.ROW_COLS) if k not in (S.ATTACKER, S.ATTACKER_2)]].any()
    assert (state.places[:, [S.PLACE_TAKEN_AT, S.PLACE_FIRST_ASSAULT]] == -1).all()
    assert not state.places[:, [S.PLACE_SUM, S.PLACE_SUM_FOE, S.PLACE_PULSES]].any()
    assert (state.crossings[:, S.X_SEEN_AT] == -1).all()
    assert not state.missions.any()
    assert not state.paths.any()
    assert state.sides[:, S.SHELLS].tolist() == [
        next(a.shells for a in night.armies if a.side == s) for s in night.sides
    ]
    assert not np.delete(state.sides, S.SHELLS, axis=1).any()


def test_the_clock_stands_at_the_start_and_holds_both_halves_of_the_seed(night, state):
    of = dict(SEED0=0x89ABCDEF, SEED1=0x01234567, TURN=6, PULSE=0, NOW=176)
    assert {name: int(state.clock[getattr(S, name)]) for name in of} == of


def test_a_staff_knows_the_estimate_of_its_intelligence_and_no_more(night, state):
    known = {(night.sides.index(k.side), night.unit_index(k.unit)): k for k in night.intelligence}
    assert len(known) > 3
    for side in (0, 1):
        for u in range(len(night.counters)):
            row = state.seen[side * len(night.counters) + u].tolist()
            k = known.get((side, u))
            if k is None:
                assert row == [-1, -1, 0, 0, 0, 0, 0, 0]
            else:
                true = night.counters[u].men + night.counters[u].crew
                size = max(1, 1000 * k.men // max(1, true))
                at = 176 - k.age_pulses
                assert row == [setup.hex_index(night, k.hex), at, k.men, 0, k.tanks, size, at, 0]


def test_an_estimate_of_men_who_are_not_there_is_no_division_by_nought(night):
    believed = replace(night.intelligence[0], men=0)
    nobody = tuple(replace(c, men=0, crew=0) if c.id == believed.unit else c for c in night.counters)
    first = setup.build_state(replace(night, counters=nobody, intelligence=(believed,)), 1)
    row = first.seen[night.sides.index(believed.side) * len(nobody) + night.unit_index(believed.unit)]
    assert row[S.SEEN_SIZE_PM] == 1


def test_arrays_have_a_column_for_every_field_and_room_for_a_turn(night, state):
    units, hexes, gaits = len(night.counters), 36 * 46, 2 * (len(night.terrain) + 1)
    assert {name: a.shape for name, a in state._asdict().items()} == dict(
        units=(units, 59), rows=(32, 18), hexes=(hexes, 4), missions=(48, 9), sides=(2, 9), places=(3, 5),
        seen=(2 * units, 8), paths=(units, 64), clock=(5,), crossings=(8, 4), leaves=(0, 7), forms=(0, 14),
        accord=(0, 10), strikes=(0, 8), wings=(0, 5),
    )  # fmt: skip
    work = {name: np.asarray(a) for name, a in setup.build_work(night)._asdict().items()}
    assert {name: a.shape for name, a in work.items()} == dict(
        acc=(units, 5), worn=(units, 5), firers=(4,), list=(48, 2), cost=(hexes,), back=(hexes,), step=(gaits,),
        queue=(hexes, 3), ring=(128,), mark=(hexes,), verbs=(units,), targets=(2, units), looking=(units,),
        danger=(2, hexes), known=(2, units), held=(2, 5), jam=(units, 6), eyes=(units, 3), nearest=(units, 4), manned=(2, hexes),
        los=(hexes, hexes), events=(4096, 11),
        factors=(32768, 2), note=(9,), words=(4,),
    )  # fmt: skip
    assert not any(a.any() for a in work.values())


def test_the_scale_of_escalation_stands_where_the_opening_has_it():
    assert setup.build_state(campaign("10 Aug Night"), 1).sides[:, S.LEVEL].tolist() == [2, 1]
