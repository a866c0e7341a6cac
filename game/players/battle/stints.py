"""A game played by Run: one seat goes from stop to stop as a person would, and what each stop asks of him is counted."""

from collections.abc import Callable, Collection
from typing import Any, NamedTuple

from game.match.battle import Match, View
from game.match.battle.stops import RUN_MOST, USUALLY_MUTED, Reason, Watch
from game.model.battle.calendar import Turn
from game.model.battle.decisions import Decision
from game.model.battle.orders import Order
from game.model.battle.scenario import Scenario
from game.players.battle.plain import PlainCommander

# What a person needs, in seconds (design choice): to read the report and look at the map, and for each thing he decides.
READING_S, DECIDING_S = 60.0, 20.0
HELD_PM = 500  # of a scored place, above which a side holds it

Commander = Callable[[View], tuple[Order | Decision, ...]]


class Stop(NamedTuple):
    """A stop of a side's Run: the turn it may now order, why it stopped, and how many things the staff decides there.

    `decisions`: plans and not counters: assaults, marches and fire on one goal count as one, and so does each petition, form
    or choice. `turns`: that Run played to come here.
    """

    turn: Turn
    reasons: tuple[Reason, ...]
    decisions: int
    turns: int


def play_by_run(
    scenario: Scenario,
    side: str,
    seed: int,
    *,
    muted: Collection[str] = USUALLY_MUTED,
    commander: Commander | None = None,
    against: Commander | None = None,
) -> tuple[Match, tuple[Stop, ...]]:
    """A whole game in which `side` gives orders only where its Run stops; both are steered by the plain commander if not said.

    The opening is the first stop. Silence continues in the turns between (rule 7.1).
    """
    match = Match.new(scenario, seed=seed)
    other = next(s for s in scenario.sides if s != side)
    own = commander or PlainCommander(side, scenario).orders
    enemy = against or PlainCommander(other, scenario).orders
    stops: list[Stop] = []
    reasons: tuple[Reason, ...] = ()
    turns = 0
    while not match.over:
        view = match.view(side)
        given = own(view)
        stops.append(Stop(match.turn, reasons, decisions_of(given), turns))
        reasons, turns = _run(match, Watch(view), given, enemy, other, muted)
    return match, tuple(stops)


def _run(
    match: Match,
    watch: Watch,
    given: tuple[Order | Decision, ...],
    enemy: Commander,
    other: str,
    muted: Collection[str],
) -> tuple[tuple[Reason, ...], int]:
    """Plays turns until the side of the watch stops; why, and how many."""
    for turns in range(1, RUN_MOST + 1):
        sheets: dict[str, Any] = {watch.side: given, other: enemy(match.view(other))}
        match.resolve(**sheets)
        view = match.view(watch.side)
        reasons = watch.reasons(view, view.events, muted)
        if reasons or match.over:
            return reasons, turns
        given = ()
    return (), RUN_MOST


def changes_of_hands(match: Match, side: str, stops: tuple[Stop, ...]) -> tuple[int, list[str]]:
    """Turns of a game in which the side saw a scored place change hands, and the names of those that Run passed over."""
    stopped, passed, seen = {stop.turn.number for stop in stops}, [], 0
    held = _held(match.view_at(side, match.opening, match.records[0].turn))
    for record, following in zip(match.records, match.records[1:], strict=False):
        now = _held(match.view_at(side, record.state, following.turn))
        if now != held:
            seen += 1
            passed += [record.turn.name] if following.turn.number not in stopped else []
        held = now
    return seen, passed


def _held(view: View) -> frozenset[str]:
    return frozenset(place for place, share in view.shares.items() if share > HELD_PM)


def decisions_of(sheet: tuple[Order | Decision, ...]) -> int:
    """Things decided on a sheet: orders that share a task and a goal are one plan, a decision is one."""
    plans = {(o.task, o.target) for o in sheet if isinstance(o, Order)}
    return len(plans) + sum(isinstance(one, Decision) for one in sheet)


def seconds(stops: tuple[Stop, ...]) -> float:
    """What a person needs for all stops, by the stated times."""
    return sum(READING_S + DECIDING_S * s.decisions for s in stops)
