"""Positions that nobody chose, some turns in, and orders to march there: what the tests of hours ask about."""

import random
import secrets
from typing import NamedTuple

from game import Match, load_scenario
from game.core.hexes import distance, neighbours
from game.match.battle.views import View
from game.model.battle.orders import Order
from game.players.battle.staffs import commander

SCENARIOS = ("silent-assault", "first-counterattack", "hold-the-crest")


class Position(NamedTuple):
    """A game after some turns of both staffs, and the dice that choose what is asked of it."""

    match: Match
    dice: random.Random


def some_turns_in(scenario_id: str) -> Position:
    """A game of a seed drawn now, one to three turns in."""
    seed = secrets.randbelow(2**32)
    print(f"{scenario_id}, seed {seed}")
    dice, scenario = random.Random(seed), load_scenario(scenario_id)
    match, turns = Match.new(scenario, seed=seed), 1 + dice.randrange(3)
    seats = {side: commander("plain", side, scenario) for side in scenario.sides}
    while turns and len(match.records) + 2 < len(scenario.calendar.played()):
        match.resolve(trace=False, **{side: seat.orders(match.view(side)) for side, seat in seats.items()})
        turns -= 1
    return Position(match, dice)


def movers(position: Position, side: str, count: int) -> list[str]:
    """Own counters that may be ordered to move."""
    view = position.match.view(side)
    able = [u.id for u in view.own if u.hex is not None and "move" in view.legal_tasks(u.id)]
    return position.dice.sample(able, min(count, len(able)))


def near_enemies(view: View) -> list[tuple[int, int]]:
    """Hexes where an enemy is known, and those around them."""
    held = {c.hex for c in view.contacts}
    return sorted(held | {h for c in held for h in neighbours(*c) if view.scenario.ground.holds(h)})


def legal_marches(position: Position, side: str, units: int, aims: int) -> list[Order]:
    """Legal orders to march: to hexes about, and to some where an enemy is known or beside one."""
    view, dice, found = position.match.view(side), position.dice, []
    for unit in movers(position, side, units):
        here = next(u.hex for u in view.own if u.id == unit)
        goals = [h for h in view.reach_hours(unit) if 1 <= distance(here, h) <= 8]
        goals = dice.sample(goals, min(aims, len(goals))) + dice.sample(near_enemies(view) or [here], 1)
        orders = (Order(unit=unit, task=dice.choice(("move", "move", "assault")), target=h) for h in goals if h != here)
        found += [o for o in orders if view.refusal(o) is None]
    return found
