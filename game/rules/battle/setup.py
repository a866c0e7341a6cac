"""From a scenario to the arrays of its first pulse: tables once, a state for each game (rule 2.1)."""

from typing import Any

import numpy as np

from game.core.arrays import of_arrays
from game.core.hexes import Hex, direction_to, neighbours, to_axial
from game.core.rule import Face, entry, host
from game.model.battle.forces import Counter
from game.model.battle.light import light_table
from game.model.battle.scenario import Scenario
from game.model.battle.verbs import VERBS
from game.rules.battle import codes as C
from game.rules.battle import parameters as P
from game.rules.battle import state as S
from game.rules.battle import work as W
from game.rules.battle.pace import survey_paces
from game.rules.battle.setup_politics import NEVER, free_from, politics_levels, politics_state, politics_tables
from game.rules.battle.setup_supply import crossing_table, land_numbers, source_table, way_home
from game.rules.battle.verbs import verb_table
from game.rules.battle.zones import ZONES
from game.rules.battle.wings import flights_table, strikes_at_start, wing_table, wings_at_start

MOBILITY = {"foot": C.FOOT, "wheel": C.WHEEL, "track": C.TRACKED}
RING = 128  # buckets of hexes that wait in a search


def build_tables(scenario: Scenario, face: Face = host) -> S.Tables:
    """Everything of a scenario that never changes during a game, as arrays. `face`: for the host that works them out."""
    ground = scenario.ground
    hexes = _hex_table(scenario)
    near, edge = _neighbours(scenario)
    allowed = _allowed(scenario)
    tables = of_arrays(
        S.Tables,
        hex=hexes,
        near=near,
        edge=edge,
        terrain=_terrain_table(scenario),
        pace=np.zeros((len(MOBILITY) * len(hexes), 6)),
        gait=np.full((len(MOBILITY) * len(hexes), 6), -1, "i1"),
        kind=_kind_table(scenario),
        gun=_gun_table(scenario),
        unit=_unit_table(scenario),
        side=_side_table(scenario),
        light=np.array(light_table(scenario), "f8"),
        allowed=allowed,
        home=way_home(scenario, hexes, near, allowed),
        place=_place_table(scenario),
        param=parameter_vector(scenario),
        frame=np.array(
            [ground.columns, ground.rows, first_pulse(scenario), len(scenario.scored), scenario.supply], "i8"
        ),
        crossing=crossing_table(scenario),
        source=source_table(scenario),
        wing=wing_table(scenario),
        flights=flights_table(scenario),
        verb=verb_table(),
        **politics_tables(scenario, hexes, near, allowed),
    )
    entry(survey_paces)(face(tables))
    return tables


def build_state(scenario: Scenario, seed: int) -> S.State:
    """The position in which a scenario starts. `seed`: 64 bits of luck."""
    units = _units(scenario)
    count = len(units)
    state = of_arrays(
        S.State,
        units=units,
        rows=np.zeros((S.MAX_ROWS, S.ROW_COLS), "i4"),
        hexes=_owners(scenario, units),
        missions=np.zeros((S.MAX_MISSIONS, S.MISSION_COLS), "i4"),
        sides=_sides(scenario),
        places=np.zeros((len(scenario.scored), S.PLACE_COLS), "i4"),
        seen=np.zeros((2 * count, S.SEEN_COLS), "i4"),
        paths=np.zeros((count, S.MAX_PATH), "i4"),
        clock=np.zeros(S.CLOCK_COLS, "i8"),
        crossings=np.zeros((S.MAX_CROSSINGS, S.CROSSING_COLS), "i4"),
        **politics_state(scenario),
        strikes=strikes_at_start(scenario),
        wings=wings_at_start(scenario),
    )
    state.crossings[:, S.X_SEEN_AT] = -1
    state.rows[:, S.ATTACKER] = state.rows[:, S.ATTACKER_2] = -1
    state.places[:, S.PLACE_TAKEN_AT] = state.places[:, S.PLACE_FIRST_ASSAULT] = -1
    state.seen[:, S.SEEN_HEX] = state.seen[:, S.SEEN_AT] = -1
    _first_sight(scenario, state)
    state.clock[S.SEED0], state.clock[S.SEED1] = seed & 0xFFFFFFFF, (seed >> 32) & 0xFFFFFFFF
    start = scenario.calendar.turn(scenario.calendar.start)
    state.clock[S.TURN], state.clock[S.NOW] = start.number, start.first_pulse
    return state


def build_work(scenario: Scenario, face: Face = host) -> W.Work:
    """Scratch for one game, in the form of a host."""
    hexes, units = scenario.ground.columns * scenario.ground.rows, len(scenario.counters)
    acts = len(scenario.politics.acts) if scenario.politics else 0
    return face(
        of_arrays(
            W.Work,
            acc=np.zeros((units, W.ACC_COLS), "f8"),
            worn=np.zeros((units, W.WORN_COLS), "f8"),
            firers=np.zeros(W.FIRER_COLS, "f8"),
            list=np.zeros((W.LIST_ROWS, 2), "f8"),
            cost=np.zeros(hexes, "i4"),
            back=np.zeros(hexes, "i4"),
            step=np.zeros(2 * (len(scenario.terrain) + 1), "i4"),
            queue=np.zeros((hexes, W.QUEUE_COLS), "i4"),
            ring=np.zeros(RING, "i4"),
            mark=np.zeros(hexes, "i4"),
            verbs=np.zeros(units, "i4"),
            targets=np.zeros((2, units), "i4"),
            looking=np.zeros(units, "i4"),
            danger=np.zeros((2, hexes), "i1"),
            known=np.zeros((2, units), "i4"),
            held=np.zeros((2, acts + len(ZONES)), "i4"),
            jam=np.zeros((units, W.JAM_COLS), "i8"),
            eyes=np.zeros((units, W.EYE_COLS), "i8"),
            nearest=np.zeros((units, W.NEAR_COLS), "i8"),
            manned=np.zeros((2, hexes), "i4"),
            los=np.zeros((hexes, hexes), "i1"),
            events=np.zeros((W.MAX_EVENTS, W.EVENT_COLS), "i4"),
            factors=np.zeros((W.MAX_FACTORS, 2), "f8"),
            note=np.zeros(W.NOTES, "i8"),
            words=np.zeros(4, "i8"),
        )
    )


def first_pulse(scenario: Scenario) -> int:
    """Absolute pulse with which the light table begins."""
    return scenario.calendar.turn(scenario.calendar.first).first_pulse


def hex_index(scenario: Scenario, here: Hex) -> int:
    """Number of a hex in the arrays."""
    return here[1] * scenario.ground.columns + here[0]


def parameter_vector(scenario: Scenario) -> np.ndarray:
    """The parameters in the order of `parameters.NAMES`; shape (parameters,).

    Raises:
        KeyError: the scenario lacks one.
    """
    values = {p.name: p.value for p in scenario.parameters}
    return np.array([values[name] for name in P.NAMES], "f8")


def _hex_table(scenario: Scenario) -> np.ndarray:
    ground = scenario.ground
    symbols = {terrain.symbol: k for k, terrain in enumerate(scenario.terrain)}
    crests = {terrain.symbol for terrain in scenario.terrain if terrain.crest}
    table = np.zeros((ground.columns * ground.rows, S.HEX_TABLE_COLS), "i4")
    land = land_numbers(scenario)
    on_road = {end for pair in ground.roads for end in pair}
    for row in range(ground.rows):
        for col in range(ground.columns):
            k = row * ground.columns + col
            symbol = ground.terrain[row][col]
            table[k] = (
                symbols[symbol],
                ground.elevation_m[row][col],
                (col, row) in on_road,
                ZONES[ground.zones[row][col]],
                0,
                symbol in crests,
                land[k],
                *to_axial(col, row),
            )
    return table


def _neighbours(scenario: Scenario) -> tuple[np.ndarray, np.ndarray]:
    ground = scenario.ground
    near = np.full((ground.columns * ground.rows, 6), -1, "i4")
    edge = np.zeros_like(near)
    for row in range(ground.rows):
        for col in range(ground.columns):
            for d, (c, r) in enumerate(neighbours(col, row)):
                if 0 <= c < ground.columns and 0 <= r < ground.rows:
                    near[row * ground.columns + col, d] = r * ground.columns + c
    for a, b in ground.roads:
        for here, there in ((a, b), (b, a)):
            side = direction_to(here, there)
            if side is not None:
                edge[hex_index(scenario, here), side] = 1
    return near, edge


def _terrain_table(scenario: Scenario) -> np.ndarray:
    rows = []
    for t in (*scenario.terrain, scenario.road):
        bogs = 1.0 if t.bogs > 0 else 0.0
        rows.append((t.foot_mph, t.wheel_mph, t.track_mph, bogs, t.sight_m, t.digs != "no", t.digs == "rock", t.water))
    return np.array(rows, "f8")


def _kind_table(scenario: Scenario) -> np.ndarray:
    guns = {gun.id: k for k, gun in enumerate(scenario.guns)}
    rows: list[tuple[Any, ...]] = []
    for t in scenario.unit_types:
        gun = guns.get(t.gun, -1)
        direct = 1 if gun >= 0 and scenario.guns[gun].direct else 0
        rows.append(
            (MOBILITY[t.mobility], gun, t.at_value, t.tank, t.hq, t.signature, t.assaults, t.digs, direct, t.boats)
        )
    return np.array(rows, "f8")


def _gun_table(scenario: Scenario) -> np.ndarray:
    rows = [(g.lethal_area_m2, g.range_m, g.rounds_per_pulse, g.weight_kg, g.min_range_m) for g in scenario.guns]
    return np.array(rows or [(0,) * 5], "f8")


def _unit_table(scenario: Scenario) -> np.ndarray:
    types = {t.id: k for k, t in enumerate(scenario.unit_types)}
    formations = {f.id: k for k, f in enumerate(scenario.formations)}
    kinds = {kind: k for k, kind in enumerate(sorted({t.kind for t in scenario.unit_types}))}
    index = {c.id: k for k, c in enumerate(scenario.counters)}
    table = np.zeros((len(scenario.counters), 13), "i4")
    for k, c in enumerate(scenario.counters):
        unit_type = scenario.unit_types[types[c.type]]
        people = c.men + (0 if unit_type.tank else c.crew)
        table[k] = (
            scenario.sides.index(c.side),
            types[c.type],
            formations[c.formation],
            index.get(c.hq, -1),
            c.delay,
            people,
            *_arrival(scenario, c),
            free_from(scenario, c),
            kinds[unit_type.kind],
            unit_type.observed,
            c.alert,
            c.band_pm,
        )
    return table


def _arrival(scenario: Scenario, counter: Counter) -> tuple[int, int]:
    """Absolute pulse and hex of an arrival (rule 7.1); -1 for a counter that does not arrive."""
    if not counter.arrives or counter.arrives_at is None:
        return -1, -1
    return scenario.calendar.pulse_of(counter.arrives), hex_index(scenario, counter.arrives_at)


def _side_table(scenario: Scenario) -> np.ndarray:
    values = {p.name: p.value for p in scenario.parameters}

    def number(value: float | str) -> float:
        return values[value] if isinstance(value, str) else float(value)

    armies = {army.side: army for army in scenario.armies}
    rows = []
    for side in scenario.sides:
        a = armies[side]
        rows.append(
            (
                number(a.melee),
                number(a.resist),
                number(a.break_attack),
                number(a.break_defence),
                number(a.counter_pulses),
                number(a.reform_pulses),
                a.flares,
                number(a.lift_m),
                number(a.answer_pulses),
                number(a.assault_level),
                number(a.assault_price),
                number(a.evacuation),
                number(a.surrender),
                a.supply_t,
                a.supply_mud_t,
                a.shells_day,
                a.shells,
                number(a.lift_trained_m),
                scenario.calendar.pulse_of(a.trained_from) if a.trained_from else NEVER,
            )
        )
    return np.array(rows, "f8")


def _allowed(scenario: Scenario) -> np.ndarray:
    table = np.zeros((2, len(ZONES)), "i4")
    for army in scenario.armies:
        for zone in army.allowed_zones:
            table[scenario.sides.index(army.side), ZONES[zone]] = 1
    return table


def _place_table(scenario: Scenario) -> np.ndarray:
    rows = [
        (
            hex_index(scenario, scenario.place(p.place).hex),
            int(1000 * p.weight),
            hex_index(scenario, p.also) if p.also else -1,
        )
        for p in scenario.scored
    ]
    return np.array(rows or [(0, 0, -1)], "i4")


def _units(scenario: Scenario) -> np.ndarray:
    units = np.zeros((len(scenario.counters), S.UNIT_COLS), "i4")
    start = scenario.calendar.turn(scenario.calendar.start).first_pulse
    for k, c in enumerate(scenario.counters):
        u = units[k]
        u[S.HEX] = hex_index(scenario, c.hex) if c.hex is not None else -1
        for column, value in (
            (S.MEN, c.men),
            (S.CREW, c.crew),
            (S.LMG, c.lmg),
            (S.HMG, c.hmg),
            (S.MORTAR, c.mortar),
            (S.GUNS, c.guns),
            (S.AT, c.at),
            (S.TANKS, c.tanks),
            (S.WORKS_PM, c.works_pm),
            (S.CREST, c.crest),
            (S.LINE_PM, c.line_pm),
            (S.TASK, VERBS[c.task].code),
        ):
            u[column] = value
        u[S.COH_PM], u[S.ACTIVE], u[S.QUIET], u[S.READY], u[S.START] = 1000, 1, 999, start, start
        for column in (S.GOAL, S.START_LINE, S.FALLBACK, S.TRIGGER_HEX):
            u[column] = -1
        u[S.FORTUNE_PM], u[S.BREAK_PM] = 1000, 500
    return units


def _owners(scenario: Scenario, units: np.ndarray) -> np.ndarray:
    hexes = np.zeros((scenario.ground.columns * scenario.ground.rows, S.HEX_COLS), "i4")
    hexes[:, S.OWNER] = hexes[:, S.TAKEN_AT] = hexes[:, S.SHELLED] = -1
    for k, c in enumerate(scenario.counters):
        if units[k, S.HEX] >= 0:
            hexes[units[k, S.HEX], S.OWNER] = scenario.sides.index(c.side)
    return hexes


def _sides(scenario: Scenario) -> np.ndarray:
    sides = np.zeros((2, S.SIDE_COLS), "i4")
    for army in scenario.armies:
        sides[scenario.sides.index(army.side), S.SHELLS] = army.shells
    politics_levels(scenario, sides)
    return sides


def _first_sight(scenario: Scenario, state: S.State) -> None:
    """What each side's staff knows at the start: the published estimate of the other side's counters."""
    index = {c.id: k for k, c in enumerate(scenario.counters)}
    count = len(index)
    start = scenario.calendar.turn(scenario.calendar.start).first_pulse
    for known in scenario.intelligence:
        row = scenario.sides.index(known.side) * count + index[known.unit]
        unit = state.units[index[known.unit]]
        true = int(unit[S.MEN] + unit[S.CREW])
        state.seen[row] = (
            hex_index(scenario, known.hex),
            start - known.age_pulses,
            known.men,
            0,
            known.tanks,
            max(1, 1000 * known.men // max(1, true)),
            start - known.age_pulses,
            0,
        )
