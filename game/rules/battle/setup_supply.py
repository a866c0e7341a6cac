"""What chapter 9 needs of a scenario: land by number, crossings with their landings, where supply comes from; the way home."""

import heapq

import numpy as np

from game.core.hexes import Hex, neighbours
from game.model.battle.scenario import Scenario
from game.rules.battle import state as S


def land_numbers(scenario: Scenario) -> np.ndarray:
    """Number of the dry land of each hex, from 1; 0 for water. Two hexes of one number are joined on foot (rule 5.3)."""
    ground = scenario.ground
    water = {t.symbol for t in scenario.terrain if t.foot_mph <= 0}
    numbers = np.zeros(ground.columns * ground.rows, "i4")
    for start in range(len(numbers)):
        first = (start % ground.columns, start // ground.columns)
        if numbers[start] == 0 and ground.symbol(first) not in water:
            _flood(scenario, numbers, first, water, int(numbers.max()) + 1)
    return numbers


def _flood(scenario: Scenario, numbers: np.ndarray, first: Hex, water: set[str], number: int) -> None:
    ground, queue = scenario.ground, [first]
    while queue:
        here = queue.pop()
        if numbers[_index(scenario, here)] == 0:
            numbers[_index(scenario, here)] = number
            queue += [n for n in neighbours(*here) if ground.holds(n) and ground.symbol(n) not in water]


def crossing_table(scenario: Scenario) -> np.ndarray:
    """River hex and landings of each crossing; -1 where there is none, and everywhere without chapter 9 (rule 9.1)."""
    table = np.full((S.MAX_CROSSINGS, 3), -1, "i4")
    for k, crossing in enumerate(scenario.crossings if scenario.supply else ()):
        hexes = (scenario.place(crossing.place).hex, *crossing.banks)
        table[k] = [_index(scenario, here) for here in hexes]
    return table


def source_table(scenario: Scenario) -> np.ndarray:
    """Hexes from which each side's supply comes (rules 9.5, 9.7)."""
    table = np.full((2, S.MAX_SOURCES), -1, "i4")
    for army in scenario.armies:
        for k, here in enumerate(army.supply_hexes):
            table[scenario.sides.index(army.side), k] = _index(scenario, here)
    return table


def _index(scenario: Scenario, here: Hex) -> int:
    return here[1] * scenario.ground.columns + here[0]


def way_home(scenario: Scenario, hexes: np.ndarray, near: np.ndarray, allowed: np.ndarray) -> np.ndarray:
    """Cost of the way home on foot, in seconds, for each side and hex; -1 where there is none. Shape (2, hexes)."""
    pace = [t.foot_mph for t in scenario.terrain]
    home = np.full((2, len(hexes)), -1, "i4")
    for army in scenario.armies:
        side = scenario.sides.index(army.side)
        queue = [(0, _index(scenario, here)) for here in army.rear_hexes]
        while queue:
            cost, here = heapq.heappop(queue)
            if home[side, here] >= 0:
                continue
            home[side, here] = cost
            for n in near[here]:
                if (
                    n >= 0
                    and home[side, n] < 0
                    and pace[hexes[n, S.H_TERRAIN]] > 0
                    and allowed[side, hexes[n, S.H_ZONE]]
                ):
                    heapq.heappush(queue, (cost + int(300 * 3600 / pace[hexes[n, S.H_TERRAIN]]), int(n)))
    return home
