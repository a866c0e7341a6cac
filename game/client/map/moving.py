"""Positions one after another as an animated GIF, drawn without a window."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from game.client.map.gif import Gif, Pixels
from game.client.map.position import Position
from game.client.map.snapshot import Picture

if TYPE_CHECKING:
    from game.model.battle.scenario import Scenario

HEX_PX = 24  # the whole map on a screen
SHOWN_CS, LAST_CS = 120, 300  # hundredths of a second that a frame stands, and the last
MODELS = 3  # pictures from which the colours are chosen: the first, the last and one between


class Shot(NamedTuple):
    """A picture of the film. `words`: what it comes to, beside the title."""

    title: str
    position: Position
    words: str = ""


def save_gif(
    scenario: Scenario,
    shots: Sequence[Shot],
    path: str | Path,
    *,
    hex_px: int = HEX_PX,
    side: str | None = None,
    told: Callable[[int, int], None] | None = None,
) -> int:
    """Draws the film and writes it; how many frames it has: fewer than `shots` where Ctrl-C stopped it, a film all the same.

    The map lies in daylight throughout: it is to be read, and what has not changed costs nothing. `told`: is called after each
    frame with how many of how many are done.

    Raises:
        OSError: the file cannot be written.
        ValueError: there is no shot.
    """
    if not shots:
        raise ValueError("a film needs a picture")
    picture = Picture(scenario, hex_px=hex_px, side=side)
    done = 0
    with open(path, "wb") as file:
        try:
            models = {round(k * (len(shots) - 1) / (MODELS - 1)) for k in range(MODELS)}
            film = Gif(file, [_pixels(picture, shots[k]) for k in sorted(models)])
        except KeyboardInterrupt:
            return 0
        with film:
            try:
                for shot in shots:
                    film.add(_pixels(picture, shot), LAST_CS if shot is shots[-1] else SHOWN_CS)
                    done += 1
                    if told is not None:
                        told(done, len(shots))
            except KeyboardInterrupt:
                pass
    return done


def _pixels(picture: Picture, shot: Shot) -> Pixels:
    import pygame

    surface = picture.draw(replace(shot.position, light="day", sky="clear"), shot.title, shot.words)
    return np.ascontiguousarray(pygame.surfarray.array3d(surface).swapaxes(0, 1))
