"""A turn of the battle: the phases of every pulse in the order of the rulebook (rule 1.6)."""

from collections.abc import Callable
from functools import cache

from game.core.rule import REGISTRY, callees_of, entry, phase
from game.rules.battle.air import add_strike, air_strikes, clear_strikes
from game.rules.battle.arrivals import arrivals
from game.rules.battle.artillery import fire_missions
from game.rules.battle.cohesion import apply_losses, clear_pulse, cohesion
from game.rules.battle.command import delay_now
from game.rules.battle.contest import contests
from game.rules.battle.counter_battery import counter_battery
from game.rules.battle.crossings import book_lots, crossing_lots, lots_booked, lots_wanted, river_lots
from game.rules.battle.direct_fire import direct_fire
from game.rules.battle.engagement import close_in, open_rows
from game.rules.battle.ferries import ferries
from game.rules.battle.lawful import survey_ground, survey_verbs
from game.rules.battle.movement import movement
from game.rules.battle.muster import muster
from game.rules.battle.pace import survey_paces
from game.rules.battle.paths import find_path, path_cost, reach
from game.rules.battle.permissions import act_alone, answers, ask_leave, ask_odds_pm, note_acts
from game.rules.battle.recovery import recovery
from game.rules.battle.retreat import routs, way_back
from game.rules.battle.sight import sight
from game.rules.battle.state import (
    NOW,
    PULSE,
    State,
    TRUCE_AT,
    TURN,
    Tables,
)
from game.rules.battle.work import (
    N_EVENTS,
    N_FACTORS,
    N_TRACE,
    Work,
)
from game.rules.battle.supply import supply, supply_lines
from game.rules.battle.survey import sight_field, zones
from game.rules.battle.talks import ask_talk, midnight, seal_form, talks, urge_term, will_pm
from game.rules.battle.tanks import tanks_and_guns
from game.rules.battle.tasks import add_mission, assign, clear_missions, wake_tasks
from game.rules.battle.truce import choose_after, stop_fire
from game.rules.battle.veil import draw_veil
from game.rules.battle.victory import keep_score
from game.rules.battle.works import digging

RULES_VERSION = "0.6"


@phase
def fight_pulse(s: State, t: Tables, w: Work) -> int:
    """A pulse of the fight: fire reads the state at its start and is applied together; then ground is won or lost. Rule 1.6."""
    clear_pulse(s, t, w)
    arrivals(s, t, w)
    wake_tasks(s, t, w)
    open_rows(s, t, w)
    air_strikes(s, t, w)
    fire_missions(s, t, w)
    counter_battery(s, t, w)
    direct_fire(s, t, w)
    tanks_and_guns(s, t, w)
    movement(s, t, w)
    close_in(s, t, w)
    contests(s, t, w)
    apply_losses(s, t, w)
    cohesion(s, t, w)
    routs(s, t, w)
    digging(s, t, w)
    sight(s, t, w)
    note_acts(s, t, w)
    midnight(s, t, w)
    keep_score(s, t, w)
    return 0


@phase
def truce_pulse(s: State, t: Tables, w: Work) -> int:
    """A pulse of the truce: nobody fires; men arrive, march, rally and dig. Rule 11.4."""
    clear_pulse(s, t, w)
    arrivals(s, t, w)
    stop_fire(s, t, w)
    wake_tasks(s, t, w)
    open_rows(s, t, w)
    movement(s, t, w)
    apply_losses(s, t, w)
    cohesion(s, t, w)
    routs(s, t, w)
    digging(s, t, w)
    sight(s, t, w)
    keep_score(s, t, w)
    return 0


PHASES, TRUCE_PHASES = (
    tuple(REGISTRY[name].function for name in callees_of(pulse)) for pulse in ("fight_pulse", "truce_pulse")
)
# After the last pulse of a turn (rule 1.6): the boats, then what they and the tracks brought, then who comes back; last the
# answers to petitions and the talks.
ENDS = (ferries, supply, recovery, answers, talks)
# What the floors above call between turns.
CALLS = (
    survey_paces,
    crossing_lots,
    river_lots,
    lots_wanted,
    lots_booked,
    book_lots,
    supply_lines,
    delay_now,
    way_back,
    muster,
    assign,
    add_mission,
    clear_missions,
    find_path,
    path_cost,
    reach,
    sight_field,
    zones,
    draw_veil,
    survey_verbs,
    survey_ground,
    ask_odds_pm,
    ask_leave,
    act_alone,
    seal_form,
    urge_term,
    ask_talk,
    choose_after,
    will_pm,
    add_strike,
    clear_strikes,
)
STEPS = tuple(dict.fromkeys((fight_pulse, truce_pulse, *ENDS, *CALLS)))  # everything that Python calls in a game
PARTS = tuple(dict.fromkeys((*PHASES, *TRUCE_PHASES)))  # what the pulses are made of, compiled before them


def resolve_turn(
    state: State,
    tables: Tables,
    work: Work,
    turn: int,
    pulses: int,
    *,
    trace: bool = True,
    each_pulse: Callable[[int], None] | None = None,
) -> None:
    """Plays the pulses of one turn on `state`, which is changed in place.

    All three tuples as `game.core.rule.host` gives them. `turn`: number in the campaign, part of the key of the dice.
    Events and factors are left in `work` when `trace` is set. `each_pulse(k)` is called after pulse k.
    """
    fight, quiet = _steps((fight_pulse, truce_pulse))
    work.note[N_EVENTS] = 0
    work.note[N_FACTORS] = 0
    work.note[N_TRACE] = 1 if trace else 0
    state.clock[TURN] = turn
    for pulse in range(pulses):
        state.clock[PULSE] = pulse
        (quiet if _in_truce(state) else fight)(state, tables, work)
        if each_pulse is not None:
            each_pulse(pulse)
    for step in _steps(ENDS):  # they look whether the turn is over
        step(state, tables, work)


def _in_truce(state: State) -> bool:
    return len(state.accord) > 0 and 0 <= state.accord[0, TRUCE_AT] <= state.clock[NOW]


@cache
def _steps(phases: tuple[Callable[..., int], ...]) -> tuple[Callable[..., int], ...]:
    return tuple(entry(f) for f in phases)
