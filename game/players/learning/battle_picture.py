"""A battle as a small picture: ground, scored places, counters; for a learner's films, not for players."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from game.match.battle.views import View
from game.model.battle.scenario import Scenario
from game.players.learning.table import Picture

CELL = 8  # pixels of a hex
LAND, WATER, PLACE = (205, 196, 170), (150, 178, 196), (120, 84, 40)
SHADE = 0.6  # of a place's brightness at the lowest ground against the highest
FADED = 0.5  # of an enemy who is not in sight now


def picture_of(scenario: Scenario, views: Sequence[View]) -> Picture:
    """The counters of the views' own sides; from one view the enemies that it knows beside them."""
    found = _ground(scenario)
    for view in views:
        for unit in view.own:
            if unit.hex is not None:
                _dot(found, unit.hex, _colour(scenario, view.side))
        for contact in view.contacts if len(views) == 1 else ():
            _dot(found, contact.hex, _colour(scenario, contact.side), 1.0 if contact.now else FADED)
    return found


def _ground(scenario: Scenario) -> Picture:
    ground = scenario.ground
    water = {t.symbol for t in scenario.terrain if t.water}
    high = max(1, max(map(max, ground.elevation_m)))
    found = np.full((ground.rows * CELL, ground.columns * CELL + CELL // 2, 3), 255, np.uint8)
    for row in range(ground.rows):
        for column in range(ground.columns):
            here = (column, row)
            lit = 1.0 - (1.0 - SHADE) * (1.0 - ground.height_m(here) / high)
            colour = WATER if ground.symbol(here) in water else tuple(int(c * lit) for c in LAND)
            y, x = _corner(here)
            found[y : y + CELL, x : x + CELL] = colour
    for scored in scenario.scored:
        y, x = _corner(scenario.place(scored.place).hex)
        found[y : y + CELL, [x, x + CELL - 1]] = PLACE
        found[[y, y + CELL - 1], x : x + CELL] = PLACE
    return found


def _dot(picture: Picture, here: tuple[int, int], colour: tuple[int, ...], strength: float = 1.0) -> None:
    y, x = _corner(here)
    inner = picture[y + 2 : y + CELL - 2, x + 2 : x + CELL - 2]
    inner[:] = (strength * np.array(colour) + (1.0 - strength) * inner).astype(np.uint8)


def _corner(here: tuple[int, int]) -> tuple[int, int]:
    return here[1] * CELL, here[0] * CELL + (CELL // 2 if here[1] % 2 else 0)


def _colour(scenario: Scenario, side: str) -> tuple[int, ...]:
    text = scenario.look.side(side).deep
    return tuple(int(text[k : k + 2], 16) for k in (0, 2, 4))
