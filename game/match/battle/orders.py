"""Orders with names become tasks with numbers (rules 7.1, 7.2, 7.8)."""

from collections.abc import Iterable

from game.match.battle.engine import Engine
from game.model.battle.calendar import Turn
from game.model.battle.orders import Order
from game.model.battle.scenario import Scenario
from game.model.battle.verbs import BY_CODE, MISSION_ROWS, mission_row
from game.rules.battle import codes as C
from game.rules.battle.state import GOAL, HEX, TASK, State

MANNERS = {"open": C.OPEN, "silent": C.SILENT, "prepared": C.PREPARED}
TRIGGERS = {"": C.NO_TRIGGER, "hex_lost": C.HEX_LOST, "hex_contested": C.HEX_CONTESTED, "tanks_near": C.TANKS_NEAR}
MANNER_NAMES = {code: name for name, code in MANNERS.items()}
TRIGGER_NAMES = {code: name for name, code in TRIGGERS.items()}
MISSION_NAMES = {m.code: m.name for m in MISSION_ROWS.values()}
ATTACK_LINE_PM = 667  # two companies up, one back (rule 2.4)


def expand(scenario: Scenario, order: Order) -> tuple[Order, ...]:
    """The order for each counter that it reaches: one, or every counter of a formation that can carry it out."""
    if scenario.has_counter(order.unit) or scenario.has_wing(order.unit):
        return (order,)
    members = scenario.counters_of(order.unit)
    return tuple(_to(order, c.id) for c in members)


def standing(scenario: Scenario, orders: Iterable[Order]) -> tuple[Order, ...]:
    """What is left when the last order for each counter stands (rule 7.8).

    Verbs that stand beside others (fire missions of one group, strikes of one wing) do.
    """
    tasks: dict[str, Order] = {}
    fires: dict[str, dict[tuple[object, ...], Order]] = {}
    for order in orders:
        for one in expand(scenario, order):
            if one.verb.stands_beside:
                fires.setdefault(one.unit, {})[(one.mission, one.target, one.start)] = one
                tasks.pop(one.unit, None)
            else:
                tasks[one.unit] = one
                fires.pop(one.unit, None)

    def index(unit: str) -> int:
        wing = scenario.wing_index(unit)
        return scenario.unit_index(unit) if scenario.has_counter(unit) else len(scenario.counters) + wing

    listed = [tasks[u] for u in sorted(tasks, key=index)]
    for unit in sorted(fires, key=index):
        listed += [fires[unit][k] for k in sorted(fires[unit], key=str)]
    return tuple(listed)


def apply(engine: Engine, state: State, turn: Turn, orders: tuple[Order, ...]) -> None:
    """Puts orders that stand into the state, which is changed in place. They were found legal before."""
    scenario, hosted = engine.scenario, engine.hosted(state)
    cleared: set[str] = set()
    for order in orders:
        if scenario.has_wing(order.unit):
            _send(engine, hosted, turn, order, is_first=order.unit not in cleared)
            cleared.add(order.unit)
            continue
        unit = scenario.unit_index(order.unit)
        if order.verb.fires:
            if order.unit not in cleared:
                cleared.add(order.unit)
                engine.clear_missions(hosted, engine.tables, unit)
            if BY_CODE[hosted.units[unit, TASK]].hushes:  # they are called on again
                hosted.units[unit, TASK] = order.verb.code
            _book(engine, hosted, unit, turn, order)
        else:
            _assign(engine, hosted, unit, turn, order)


def ready_pulse(engine: Engine, hosted: State, turn: Turn, unit: int) -> int:
    """Absolute pulse at which an order given for this turn reaches a counter: its delay is shown, never rolled (rule 7.6)."""
    return turn.first_pulse + int(engine.delay_now(hosted, engine.tables, engine.work, unit))


def _assign(engine: Engine, hosted: State, unit: int, turn: Turn, order: Order) -> None:
    scenario = engine.scenario
    ready = ready_pulse(engine, hosted, turn, unit)
    start = max(ready, scenario.calendar.pulse_of(order.start)) if order.start else ready
    line = order.line_pm or (ATTACK_LINE_PM if order.verb.assaults else 0)
    target = engine.hex_index(order.target) if order.target else -1
    if order.verb.aims == "hex or own" and target < 0:
        target = hosted.units[unit, HEX]
    ferried = int(hosted.units[unit, GOAL]) if BY_CODE[hosted.units[unit, TASK]].ferries else -1
    engine.assign(
        hosted,
        engine.tables,
        engine.work,
        unit,
        order.verb.code,
        target,
        MANNERS[order.manner],
        ready,
        start,
        engine.hex_index(order.start_line) if order.start_line else -1,
        order.limit_pm,
        engine.hex_index(order.fallback) if order.fallback else -1,
        order.crest,
        line,
        TRIGGERS[order.trigger],
        order.open_m,
    )
    if order.verb.ferries:
        engine.book_lots(hosted, engine.tables, engine.work, unit, order.lots, ferried)


def _book(engine: Engine, hosted: State, unit: int, turn: Turn, order: Order) -> None:
    pulse_of = engine.scenario.calendar.pulse_of
    first = max(turn.first_pulse, pulse_of(order.start)) if order.start else ready_pulse(engine, hosted, turn, unit)
    last = pulse_of(order.until) if order.until else turn.last_pulse
    engine.add_mission(
        hosted,
        engine.tables,
        unit,
        mission_row(order.mission).code,
        engine.hex_index(order.target) if order.target else -1,
        first,
        last,
        order.rounds,
    )


def _send(engine: Engine, hosted: State, turn: Turn, order: Order, *, is_first: bool) -> None:
    wing = engine.scenario.wing_index(order.unit)
    if wing < 0:
        return  # it has no flight on any day: to hold is all that it can
    if is_first:
        engine.clear_strikes(hosted, engine.tables, wing)
    if order.verb.strikes and order.target is not None:
        first, last = strike_window(engine.scenario, turn, order)
        flights = max(1, order.flights)
        engine.add_strike(hosted, engine.tables, wing, engine.hex_index(order.target), first, last, flights)


def strike_window(scenario: Scenario, turn: Turn, order: Order) -> tuple[int, int]:
    """Absolute pulses from which and before which a strike may fly; to the end of the turn if nothing is said (rule 6.12)."""
    pulse_of = scenario.calendar.pulse_of
    ready = turn.first_pulse + scenario.wing(order.unit).delay
    first = max(ready, pulse_of(order.start)) if order.start else ready
    return first, pulse_of(order.until) if order.until else turn.last_pulse


def _to(order: Order, unit: str) -> Order:
    return Order(**{**{f: getattr(order, f) for f in Order.__struct_fields__}, "unit": unit})
