"""What flies in the film: rifle fire, shells that burst, aircraft over their target; bright on a dark rim, seen on any ground."""

from __future__ import annotations

import math

import pygame

from game.client.kit import palette
from game.client.map.camera import Camera
from game.client.map.position import Hex

FLASH, GLOW, SMOKE = (255, 236, 170), (255, 176, 64), (92, 88, 84)
PUFFS = ((-0.24, 0.1), (0.22, -0.18), (0.06, 0.28))  # where three shells of a pulse fall, in widths of a hex


def flash(camera: Camera, surface: pygame.Surface, here: Hex, age: float) -> None:
    """Rifle fire on a hex: sparks that wander round the counter."""
    x, y = camera.to_screen(here)
    r, size = camera.level * 0.46, max(2, round(camera.level * 0.05))
    for k in range(6):
        turn = math.radians(60 * k + 50 * age + 17 * here[0])
        at = (round(x + r * math.cos(turn)), round(y + r * math.sin(turn)))
        pygame.draw.circle(surface, palette.DESK, at, size + 2)
        pygame.draw.circle(surface, palette.FIRE, at, size + 1)
        pygame.draw.circle(surface, FLASH, at, size)


def burst(camera: Camera, surface: pygame.Surface, here: Hex, age: float) -> None:
    """Shells on a hex: three flashes that open to rings and leave smoke. `age`: 0 to 1 of the pulse."""
    x, y = camera.to_screen(here)
    px = camera.level
    for k, (dx, dy) in enumerate(PUFFS):
        t = (age + k * 0.3) % 1.0
        at = (round(x + dx * px), round(y + dy * px))
        r = max(4, round(px * (0.10 + 0.14 * t)))
        pygame.draw.circle(surface, palette.DESK, at, r + 2)
        pygame.draw.circle(surface, SMOKE, at, r)
        pygame.draw.circle(surface, palette.FIRE, at, max(3, round(r * 0.8)))
        pygame.draw.circle(surface, GLOW if t > 0.5 else FLASH, at, max(2, round(r * (0.62 - 0.3 * t))))
        pygame.draw.circle(surface, FLASH, at, r + 1, 1)


def aircraft(camera: Camera, surface: pygame.Surface, here: Hex, age: float) -> None:
    """Three aircraft that cross the hex from the north-east while the pulse runs."""
    x, y = camera.to_screen(here)
    px = max(24, camera.level)
    for k, (back, side) in enumerate(((0.0, 0.0), (0.42, -0.36), (0.42, 0.36))):
        along = (age - 0.5) * 1.2 - back
        cx, cy = x - px * (along * 0.8 + side * 0.6), y + px * (along * 0.6 - side * 0.8) - px * 0.2
        for colour, grow in ((FLASH, 2.2), (palette.DESK, 0.0)):
            for part in _plane(px * 0.28, grow):
                pygame.draw.polygon(surface, colour, [(cx + a, cy + b) for a, b in part])
        if k == 0:
            pygame.draw.circle(surface, palette.FIRE, (round(cx), round(cy)), max(1, round(px * 0.03)))


def _plane(size: float, grow: float) -> tuple[list[tuple[float, float]], ...]:
    """Body, wings and tail of an aircraft that flies to the south-west, round nought; `grow` pixels larger on every side."""
    ahead, across = (-0.8, 0.6), (-0.6, -0.8)

    def box(fore: float, aft: float, half: float) -> list[tuple[float, float]]:
        f, a, h = fore * size + grow, aft * size - grow, half * size + grow
        return [
            (ahead[0] * u + across[0] * v, ahead[1] * u + across[1] * v) for u, v in ((f, h), (f, -h), (a, -h), (a, h))
        ]

    return box(1.0, -1.0, 0.1), box(0.4, 0.08, 1.05), box(-0.7, -0.95, 0.42)
