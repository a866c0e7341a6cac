"""What chapter 9 needs of a scenario: dry land by number, crossings with their landings, where supply comes from."""

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
