"""Waves and what is done to them: noise from named dice, filters, envelopes, joining, samples for the mixer.

A wave is an array of numbers about -1 to 1, RATE of them a second, one channel. Filters are causal (what is struck sounds after
the stroke, never before) and work through the spectrum, so that no loop runs over samples.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

RATE = 22_050  # samples a second: enough for paper, and half the work of 44,100
RING_S = 0.25  # least room after a wave for its filters to ring out
FULL = 32_767  # largest sample of 16 bits

Wave = NDArray[np.float64]


# ---------------------------------------------------------------- made
def count(seconds: float) -> int:
    """Samples in a time."""
    return round(seconds * RATE)


def clock(seconds: float) -> Wave:
    """The time of each sample, in seconds."""
    return np.arange(count(seconds)) / RATE


def dice(name: str) -> np.random.Generator:
    """Dice of this name: always the same throws."""
    return np.random.Generator(np.random.PCG64(zlib.crc32(name.encode())))


def noise(name: str, seconds: float) -> Wave:
    """White noise, the same for the same name."""
    return 2.0 * dice(name).random(count(seconds)) - 1.0


def tone(hz: float, seconds: float, *, falls_to: float | None = None, partials: Iterable[float] = (1.0,)) -> Wave:
    """A tone with its partials' strengths; `falls_to`: the pitch it slides to, in hertz."""
    t = clock(seconds)
    pitch = np.full(len(t), hz) if falls_to is None else hz * (falls_to / hz) ** (t / max(seconds, 1 / RATE))
    phase = 2.0 * np.pi * np.cumsum(pitch) / RATE
    total = np.zeros(len(t))
    for k, strength in enumerate(partials, start=1):
        total += strength * np.sin(k * phase)
    return total


def decay(seconds: float, fall_s: float, *, rise_s: float = 0.002) -> Wave:
    """An envelope: up within `rise_s`, then down by a factor e each `fall_s`."""
    t = clock(seconds)
    return np.minimum(t / rise_s, 1.0) * np.exp(-np.maximum(t - rise_s, 0.0) / fall_s)


def swell(seconds: float, *, rise: float = 0.3) -> Wave:
    """An envelope: softly up over the share `rise` of the time, softly down over the rest."""
    x = clock(seconds) / seconds
    up, down = x / rise, (1.0 - x) / (1.0 - rise)
    return np.sin(0.5 * np.pi * np.clip(np.minimum(up, down), 0.0, 1.0)) ** 2


# ---------------------------------------------------------------- filtered
def _through(wave: Wave, cut_hz: float, order: int, high: bool, loop: bool) -> Wave:
    size = len(wave) if loop else 1 << (len(wave) + count(RING_S)).bit_length()
    x = 1j * np.fft.rfftfreq(size, 1 / RATE) / cut_hz
    answer = ((x if high else 1.0) / (1.0 + x)) ** order
    return np.fft.irfft(np.fft.rfft(wave, size) * answer, size)[: len(wave)]


def low_pass(wave: Wave, cut_hz: float, *, order: int = 1, loop: bool = False) -> Wave:
    """The wave without what lies above `cut_hz`, 6 dB an octave for each order; `loop`: the end runs on into the beginning."""
    return _through(wave, cut_hz, order, False, loop)


def high_pass(wave: Wave, cut_hz: float, *, order: int = 1, loop: bool = False) -> Wave:
    """The wave without what lies below `cut_hz`."""
    return _through(wave, cut_hz, order, True, loop)


def band(wave: Wave, low_hz: float, high_hz: float, *, order: int = 1, loop: bool = False) -> Wave:
    """What lies between two pitches."""
    return low_pass(high_pass(wave, low_hz, order=order, loop=loop), high_hz, order=order, loop=loop)


# ---------------------------------------------------------------- joined
def placed(seconds: float, parts: Iterable[tuple[float, Wave]], *, loop: bool = False) -> Wave:
    """Waves laid over each other, each from its start in seconds; what runs over the end is cut, or in a loop begins it."""
    whole = np.zeros(count(seconds))
    for start_s, part in parts:
        first = count(start_s)
        if loop:
            np.add.at(whole, (first + np.arange(len(part))) % len(whole), part)
        else:
            room = max(0, min(len(part), len(whole) - first))
            whole[first : first + room] += part[:room]
    return whole


def eased(wave: Wave, *, in_s: float = 0.001, out_s: float = 0.02) -> Wave:
    """The wave with soft ends: it begins and ends at zero."""
    n = len(wave)
    at = np.arange(n)
    rise, fall = at / max(1, count(in_s)), (n - 1 - at) / max(1, count(out_s))
    return np.asarray(wave * np.clip(np.minimum(rise, fall), 0.0, 1.0), np.float64)


def peaked(wave: Wave, peak: float) -> Wave:
    """The wave at this peak, its middle on zero."""
    level = wave - wave.mean()
    most = float(np.abs(level).max())
    return np.asarray(level * (peak / most) if most > 0.0 else level, np.float64)


# ---------------------------------------------------------------- measured, handed over
def brightness_hz(wave: Wave) -> float:
    """The middle of the spectrum (its centroid by energy): low for dull sounds."""
    power = np.abs(np.fft.rfft(wave)) ** 2
    return float((np.fft.rfftfreq(len(wave), 1 / RATE) * power).sum() / power.sum())


def samples(wave: Wave) -> NDArray[np.int16]:
    """The wave as the mixer takes it: 16 bits, one channel."""
    return np.round(np.clip(wave, -1.0, 1.0) * FULL).astype(np.int16)


def peaks_to_come(wave: Wave, block_s: float) -> NDArray[np.float64]:
    """The loudest sample still to come at the beginning of each block of the wave."""
    size = count(block_s)
    padded = np.zeros(-(-len(wave) // size) * size)
    padded[: len(wave)] = np.abs(wave)
    blocks: NDArray[np.float64] = padded.reshape(-1, size).max(axis=1)
    return np.maximum.accumulate(blocks[::-1])[::-1]
