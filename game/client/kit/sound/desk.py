"""Sounds of the desk: paper, pencil, seal, a button, a refusal, the end of a turn and of a battle. Design choices by ear."""

from __future__ import annotations

import numpy as np

from game.client.kit.sound.waves import Wave, band, clock, decay, dice, low_pass, noise, placed, swell, tone


def rustle() -> Wave:
    """A sheet of paper laid down: some twenty small creases in a soft hiss."""
    seconds = 0.5
    throws = dice("creases")
    creases = []
    for k, (start, size) in enumerate(throws.random((22, 2))):
        part = noise(f"crease {k}", 0.06) * decay(0.06, 0.006 + 0.02 * size)
        creases.append((0.04 + 0.36 * start, (0.25 + 0.75 * size) * part))
    hiss = 0.22 * noise("paper", seconds) * swell(seconds)
    return band(placed(seconds, [*creases, (0.0, hiss)]), 1_100.0, 5_200.0)


def stamp() -> Wave:
    """The seal on the orders: a thump on a wooden desk."""
    seconds = 0.42
    thump = tone(118.0, seconds, falls_to=58.0) * decay(seconds, 0.075, rise_s=0.003)
    wood = 0.35 * tone(410.0, seconds, partials=(1.0, 0.3)) * decay(seconds, 0.018)
    skin = 0.5 * low_pass(noise("stamp", seconds) * decay(seconds, 0.02), 1_400.0)
    return placed(seconds, [(0.0, thump + wood + skin), (0.11, 0.12 * wood)])


def click() -> Wave:
    """A button: a small dry tick."""
    seconds = 0.06
    tick = tone(1_350.0, seconds, partials=(1.0, 0.0, 0.25)) * decay(seconds, 0.006, rise_s=0.001)
    return tick + 0.4 * low_pass(noise("click", seconds) * decay(seconds, 0.003), 4_000.0)


def pencil() -> Wave:
    """An order written: two strokes of a pencil on rough paper."""
    seconds = 0.44
    grain = 0.6 + 0.4 * low_pass(np.sign(noise("grain", seconds)), 110.0, order=2) * 6.0
    strokes = placed(seconds, [(0.0, swell(0.2, rise=0.6)), (0.23, 0.8 * swell(0.19, rise=0.35))])
    return band(noise("pencil", seconds), 1_700.0, 4_600.0, order=2) * grain * strokes


def refusal() -> Wave:
    """What the rules forbid: two dull knocks, the second lower."""
    seconds = 0.4

    def knock(hz: float) -> Wave:
        return tone(hz, 0.2, partials=(1.0, 0.35, 0.1)) * decay(0.2, 0.05, rise_s=0.004)

    return placed(seconds, [(0.0, knock(196.0)), (0.15, 0.9 * knock(147.0))])


def end_of_turn() -> Wave:
    """A turn is over: two strokes of a small clock."""
    seconds = 1.3

    def stroke(hz: float) -> Wave:
        bell = tone(hz, 1.0, partials=(1.0, 0.18, 0.06)) + 0.2 * tone(2.76 * hz, 1.0) * decay(1.0, 0.08)
        return bell * decay(1.0, 0.28, rise_s=0.006)

    return placed(seconds, [(0.0, 0.8 * stroke(523.25)), (0.28, stroke(392.0))])


def victory() -> Wave:
    """The battle is over: a slow chord of low horns, no fanfare."""
    seconds = 3.2
    chord = []
    for start, hz in ((0.0, 130.81), (0.22, 196.0), (0.44, 261.63), (0.66, 329.63)):
        length = seconds - start
        waver = 1.0 + 0.03 * np.sin(2.0 * np.pi * 4.6 * clock(length))
        chord.append((start, tone(hz, length, partials=(1.0, 0.5, 0.25, 0.1)) * swell(length, rise=0.22) * waver))
    return low_pass(placed(seconds, chord), 1_500.0)
