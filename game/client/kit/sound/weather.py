"""Sounds of rain and of a summer night: loops whose end runs on into their beginning, softer than anything else."""

from __future__ import annotations

import numpy as np

from game.client.kit.sound.waves import Wave, band, clock, decay, dice, low_pass, noise, placed, swell, tone

RAIN_S, NIGHT_S = 8.0, 12.0
DROPS = 260
CHIRP_S = 0.6  # from one chirp of a cricket to the next; a night holds a whole number of them


def rain() -> Wave:
    """Steady rain on leaves and canvas."""
    throws = dice("drops")
    hiss = band(noise("rain", RAIN_S), 500.0, 2_800.0, loop=True)
    breath = 1.0 + 0.12 * np.sin(2.0 * np.pi * 2.0 * clock(RAIN_S) / RAIN_S)
    drops = []
    for _ in range(DROPS):
        start, pitch, size = throws.random(3)
        drop = tone(900.0 + 1_900.0 * pitch, 0.03) * decay(0.03, 0.005)
        drops.append((RAIN_S * start, 0.2 * size**2 * drop))
    return low_pass(hiss * breath + placed(RAIN_S, drops, loop=True), 4_200.0, loop=True)


def night() -> Wave:
    """Insects in the grass by night, two near and one farther off, over a breath of air."""
    voices = []
    for hz, late, loud in ((3_950.0, 0.0, 1.0), (4_300.0, 0.27, 0.6), (3_600.0, 0.43, 0.35)):
        syllable = tone(hz, 0.035) * swell(0.035)
        chirp = placed(0.2, [(k * 0.05, syllable) for k in range(3)])
        voices += [(late + k * CHIRP_S, loud * chirp) for k in range(round(NIGHT_S / CHIRP_S))]
    air = 0.5 * low_pass(noise("night air", NIGHT_S), 300.0, order=2, loop=True)
    turns = 0.6 + 0.4 * np.sin(2.0 * np.pi * 3.0 * clock(NIGHT_S) / NIGHT_S)
    return placed(NIGHT_S, voices, loop=True) * turns + air
