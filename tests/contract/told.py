"""All that a side is told, as values to be compared: views, refusals, news, film, forecasts, texts, exports, orders."""

import argparse
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np

from game import Match
from game.cli.battle.show import _facts
from game.cli.battle.terminal import country, course, telling
from game.cli.troubles import Trouble
from game.client.battle import from_match
from game.match.battle.doubts import doubts
from game.match.battle.explain import explain
from game.match.battle.fire_plan import plan_lines
from game.match.battle.forecast import forecast
from game.match.battle.guess import Belief
from game.match.battle.news import no_rows_words, result_words, row_words
from game.match.battle.standing_tasks import standing_tasks
from game.match.battle.stops import Watch
from game.match.battle.views import View
from game.model.battle.orders import Order
from game.players.battle.follower import FollowerCommander
from game.players.battle.general.commander import General
from game.players.battle.general.levels import Level
from game.players.battle.plain import PlainCommander
from game.players.battle.staffs import commander, names
from game.players.battle.table import Table
from tests.match.test_fog import everything

NOWHERE = Path("no-such-file")  # nothing is saved
BRIEFLY = Level(budget=1, horizon=2, enough=2, most=1)  # a general thinks: what he reads is the same at any length


def all_told(match: Match, side: str, seed: int, twin: View, *, forecasts: int = 0) -> Iterator[tuple[str, Any]]:
    """Name and value of each thing that a side is told after the last turn. `twin`: what the follower's twin knows;
    `forecasts`: games of a forecast, 0 none."""
    view = match.view(side)
    yield "view", (everything(view), shown(view))
    yield from orders_told(match, view, seed)
    yield from news_told(match, side)
    for k, frame in enumerate(match.records[-1].frames):
        at = match.view_at(side, frame, match.records[-1].turn)
        yield f"frame {k}", (everything(at), from_match.from_view(at))
    yield "guess", [a.tobytes() for a in Belief(view).guess(seed)]
    yield "beliefs", [np.asarray(a).tobytes() for a in Belief(view).tables]
    if forecasts:
        yield "forecast", forecast_of(view, forecasts)
    yield from text_told(match, side)
    options = argparse.Namespace(side=side)
    yield "export", _facts(match.scenario, options, match)
    for name in names(match.scenario, side):
        found = commander(name, side, match.scenario, seed)
        if isinstance(found, General):
            found.level = BRIEFLY
        yield name, found.orders(view)
        yield f"{name}'s thoughts", getattr(found, "thought", None)
    yield "follower", FollowerCommander(side, match.scenario, {view.turn.number: twin}).orders(view)


def shown(view: View) -> tuple[Any, ...]:
    """What a view tells beside `everything`."""
    desk = (view.permissions, view.acts, view.talks_today, view.choices, view.talk)
    air = (view.wings, view.strikes, view.ferries(), view.supplies)
    reach = [dict(view.reach_hours(u.id)) for u in view.own if u.hex is not None][:3]
    return (*desk, *air, reach, dict(view.memories), view.light, Watch(view).reasons(view, view.events))


def orders_told(match: Match, view: View, seed: int) -> Iterator[tuple[str, Any]]:
    """What the side may order, and why other orders are refused."""
    chance = random.Random(seed)
    tasks = {unit.id: match.legal_tasks(unit.id) for unit in view.own}
    yield "tasks", tasks
    ground = match.scenario.ground
    for unit, may in tasks.items():
        if may:
            target = (chance.randrange(ground.columns), chance.randrange(ground.rows))
            order = Order(unit=unit, task=chance.choice(may), target=target, rounds=5, lots=1)
            yield f"refusal of {order}", (match.refusal(order), view.march(order) if order.task == "move" else None)
    sheet = [o for o in PlainCommander(view.side, match.scenario).orders(view) if isinstance(o, Order)]
    some = (*[o for o in sheet if o.verb.assaults][:1], *[o for o in sheet if o.verb.fires][:2])
    yield "before the seal", (standing_tasks(view), doubts(view, some), plan_lines(view, some))


def news_told(match: Match, side: str) -> Iterator[tuple[str, Any]]:
    """Events of the last two turns as the side knows them, and the sum of each."""
    for record in match.records[-2:]:
        for event in match.events(record, side):
            why = explain(match.scenario, event)
            words = [row_words(why, k) for k in range(len(why.lines))]
            told = (event, why, words, result_words(why), no_rows_words(why))
            yield f"news {record.turn.number}.{event.number}", told


def text_told(match: Match, side: str) -> Iterator[tuple[str, Any]]:
    """Lines of the text mode."""
    other = match.scenario.other(side)

    def said(lines: Callable[..., list[str]], *words: Any) -> list[str]:
        try:
            return lines(table, *words)
        except Trouble as e:
            return [str(e)]

    table = Table(match, {side: "human", other: "computer"}, path=NOWHERE)
    for lines in (telling.state_lines, telling.contacts_lines, telling.engagement_lines, telling.supply_lines):
        yield lines.__name__, said(lines)
    for lines in (telling.units_lines, country.places_lines, country.map_lines):
        yield lines.__name__, said(lines, [])
    yield "report", said(course.report_lines)
    yield "log", said(course.log_lines, ["all"])
    for number in range(1, 20):
        yield f"why {number}", said(course.why_lines, [str(number)])
    for unit in match.scenario.counters:
        yield f"unit {unit.id}", said(telling.unit_lines, [unit.id])
        yield f"look at {unit.id}", said(country.look_lines, [unit.id])
    yield "score", telling.score_lines(table, table.view.score)


def forecast_of(view: View, games: int) -> Any:
    """The forecast of the first assault that the plain commander would order, or of a march on the first contact."""
    staff = PlainCommander(view.side, view.scenario).orders(view)
    assaults = [o for o in staff if isinstance(o, Order) and o.task == "assault" and o.target is not None]
    enemy = PlainCommander(view.scenario.other(view.side), view.scenario).orders
    if not assaults:
        return None
    return forecast(view, staff, assaults[0].target, enemy, games=games)


def differences(match: Match, other: Match, side: str, seed: int, *, forecasts: int = 0) -> tuple[int, list[str]]:
    """How many things a side is told, and those of them that differ between two games."""
    twin = match.view(side)
    one, two = (all_told(m, side, seed, twin, forecasts=forecasts) for m in (match, other))
    count, found = 0, []
    for (name, a), (also, b) in zip(one, two, strict=True):
        count += 1
        if name != also or a != b:
            found.append(f"{match.scenario.id}, seed {match.seed}, turn {match.turn.number}, {side}: {name}")
    return count, found
