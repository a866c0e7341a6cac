"""Sounds of the field, near and far: guns, rifles, machine guns, grenades, tanks; and what distance does to them.

Source: design choice throughout, by ear: soft enough for an evening, each kind told from the others.
"""

from __future__ import annotations

import numpy as np

from game.client.kit.sound.waves import (
    RATE,
    Wave,
    band,
    clock,
    decay,
    dice,
    high_pass,
    low_pass,
    noise,
    placed,
    swell,
    tone,
)

NEAR_HZ, FAR_HZ = 7_000.0, 260.0  # what is left of the pitches in the hex of the ear, and far away
DULL_HEXES = 2.6  # distance at which about half the pitches are gone
SOFT_HEXES = 6.0  # distance at which a sound is half as loud
ECHOES = ((0.19, 0.4), (0.43, 0.22))  # seconds and strength of the hills' answer to something far away


# ---------------------------------------------------------------- near
def guns() -> Wave:
    """A battery fires: three dull reports one after the other."""

    def report(k: int) -> Wave:
        boom = low_pass(noise(f"boom {k}", 1.3) * decay(1.3, 0.26, rise_s=0.012), 340.0, order=2) * 9.0
        body = 0.8 * tone(104.0 - 6.0 * k, 1.3, falls_to=52.0) * decay(1.3, 0.3, rise_s=0.01)
        crack = 0.5 * band(noise(f"crack {k}", 1.3) * decay(1.3, 0.035), 300.0, 2_400.0)
        return boom + body + crack

    return placed(2.0, [(0.0, report(0)), (0.21, 0.8 * report(1)), (0.52, 0.9 * report(2))])


def _shot(name: str) -> Wave:
    """One round of a rifle or machine gun."""
    crack = high_pass(noise(f"{name} crack", 0.16) * decay(0.16, 0.009, rise_s=0.001), 900.0)
    body = band(noise(f"{name} body", 0.16) * decay(0.16, 0.04), 220.0, 1_500.0) * 1.6
    return crack + body


def rifles() -> Wave:
    """A section fires: some rounds with no beat."""
    throws = dice("rifles")
    starts = np.cumsum(0.07 + 0.17 * throws.random(7))
    return placed(1.3, [(s - starts[0], (0.5 + 0.07 * k) * _shot(f"rifle {k}")) for k, s in enumerate(starts)])


def machine_gun() -> Wave:
    """A burst of nine rounds in a second."""
    return placed(1.25, [(k / 9.0, (0.85 + 0.15 * (k % 2)) * _shot(f"round {k % 3}")) for k in range(9)])


def grenades() -> Wave:
    """Close combat: two grenades, earth falling after each."""

    def burst(k: int) -> Wave:
        blast = low_pass(noise(f"blast {k}", 0.9) * decay(0.9, 0.085, rise_s=0.003), 650.0, order=2) * 4.0
        earth = 0.25 * band(noise(f"earth {k}", 0.9), 700.0, 3_000.0) * swell(0.9, rise=0.15) ** 2
        return blast + tone(120.0, 0.9, falls_to=60.0) * decay(0.9, 0.1) + earth

    return placed(1.5, [(0.0, burst(0)), (0.47, 0.8 * burst(1))])


def tanks() -> Wave:
    """Tanks pass: an engine labours, tracks clatter."""
    seconds = 2.0
    t = clock(seconds)
    turn = 24.0 + 5.0 * np.sin(np.pi * t / seconds)
    phase = np.cumsum(turn) / RATE
    puffs = (1.0 - np.mod(phase, 1.0)) ** 6
    engine = low_pass(puffs * (1.0 + 0.5 * noise("exhaust", seconds)), 420.0, order=2)
    links = (1.0 - np.mod(phase / 2.5, 1.0)) ** 14
    tracks = 0.16 * band(noise("tracks", seconds) * links, 900.0, 2_600.0)
    return (high_pass(engine, 90.0, order=2) + tracks) * swell(seconds, rise=0.4)


# ---------------------------------------------------------------- far
def cut_hz(distance_hexes: float) -> float:
    """The pitch above which a sound from so far is lost; a hex is 300 m. Source: design choice, stronger than air alone."""
    return FAR_HZ + (NEAR_HZ - FAR_HZ) / (1.0 + (distance_hexes / DULL_HEXES) ** 2)


def loudness(distance_hexes: float) -> float:
    """The share of its strength with which a sound from so far is heard. Source: design choice, gentler than the air's."""
    return 1.0 / (1.0 + distance_hexes / SOFT_HEXES)


def from_afar(wave: Wave, distance_hexes: float) -> Wave:
    """The wave as heard from a distance: duller, with the hills' answer; its strength is not changed."""
    if distance_hexes <= 0.0:
        return wave
    echo = min(1.0, distance_hexes / 10.0)
    seconds = len(wave) / RATE
    heard = placed(seconds, [(0.0, wave), *((late, share * echo * wave) for late, share in ECHOES)])
    return low_pass(heard, cut_hz(distance_hexes), order=2)
