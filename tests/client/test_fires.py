"""Shells, rifle fire and aircraft are seen in the film, on any ground and in any light."""

from collections.abc import Callable

import numpy as np
import pygame
import pytest

from game.client.battle import marking
from game.client.map import fires
from game.client.map.camera import Camera
from game.match.battle import Event

GROUNDS = ((243, 232, 196), (90, 98, 112), (228, 226, 216), (60, 64, 74))  # day, night, fog, a counter by night
HERE = (4, 4)


@pytest.mark.parametrize("draw", [fires.flash, fires.burst, fires.aircraft])
@pytest.mark.parametrize("age", [0.0, 0.5, 0.9])
@pytest.mark.parametrize("level", [24, 40, 80])
def test_it_stands_out_from_every_ground(draw: Callable[..., None], age: float, level: int):
    for ground in GROUNDS:
        surface = pygame.Surface((400, 400))
        surface.fill(ground)
        camera = Camera(9, 9, (level,), level)
        camera.place(surface.get_rect())
        camera.centre(HERE, glide=False)
        draw(camera, surface, HERE, age)
        off = np.abs(pygame.surfarray.array3d(surface).astype(int) - ground).max(2)
        assert (off > 80).sum() > 0.012 * level * level, ground


def happened(kind: str) -> Event:
    words = {"EV_STRIKE": "Aircraft over Changkufeng: 2 flights bomb it"}.get(kind, kind)
    return Event(1, 3, "31 Jul 08:45", kind, "", "", (18, 26), (2, 0, 0), words, frozenset({"soviet"}), (), True, 0)


class Film:
    """A pulse in the middle of which aircraft are over a hex, and guns fire on it."""

    pulse_share, position = 0.5, None

    def happening(self) -> list[Event]:
        return [happened("EV_STRIKE"), happened("EV_BOMBS"), happened("EV_FIRE")]


def test_a_strike_brings_aircraft_and_bombs_over_its_hex(battle):
    screen = battle("soviet")
    screen.film = Film()
    marks = marking.marks_for(screen)
    screen.film = None
    assert marks.aircraft == [((18, 26), 0.5)]
    assert marks.bursts == [((18, 26), 0.5)]
    assert marks.flashes == [((18, 26), 0.5)]
