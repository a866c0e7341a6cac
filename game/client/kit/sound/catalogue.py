"""Every sound by its name: how it is made, how long, how loud at most, and whether it is heard from afar."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from game.client.kit.sound import desk, field, weather
from game.client.kit.sound.waves import Wave, eased, peaked

CEILING = 0.8  # nothing, and nothing together with anything, is louder than this share of what the device can do
STANDS = (0, 3, 7, 14, 25)  # distances in hexes for which sounds of the field are made


class Sound(NamedTuple):
    """A sound. `seconds`: its length; `peak`: its loudest sample, 0-1, in the hex of the ear; `carries`: it is heard duller and
    softer from afar; `loops`: it runs on until it is taken away."""

    make: Callable[[], Wave]
    seconds: float
    peak: float
    carries: bool = False
    loops: bool = False


# In the order in which they are made: what is wanted first comes first.
SOUNDS = {
    "click": Sound(desk.click, 0.06, 0.12),
    "rustle": Sound(desk.rustle, 0.5, 0.14),
    "pencil": Sound(desk.pencil, 0.44, 0.12),
    "refusal": Sound(desk.refusal, 0.4, 0.2),
    "stamp": Sound(desk.stamp, 0.42, 0.26),
    "rain": Sound(weather.rain, weather.RAIN_S, 0.1, loops=True),
    "night": Sound(weather.night, weather.NIGHT_S, 0.03, loops=True),
    "guns": Sound(field.guns, 2.0, 0.3, carries=True),
    "rifles": Sound(field.rifles, 1.3, 0.16, carries=True),
    "machine_gun": Sound(field.machine_gun, 1.25, 0.17, carries=True),
    "grenades": Sound(field.grenades, 1.5, 0.24, carries=True),
    "tanks": Sound(field.tanks, 2.0, 0.2, carries=True),
    "end_of_turn": Sound(desk.end_of_turn, 1.3, 0.14),
    "victory": Sound(desk.victory, 3.2, 0.22),
}


def stand(name: str, distance_hexes: float) -> int:
    """The distance for which a sound was made that is nearest to the one asked for."""
    if not SOUNDS[name].carries:
        return 0
    return min(STANDS, key=lambda d: abs(d - distance_hexes))


def wave_of(name: str, distance_hexes: float = 0) -> Wave:
    """The wave of a sound at its loudness, as heard from so far.

    Raises:
        KeyError: no sound has this name.
    """
    sound = SOUNDS[name]
    wave = sound.make()
    if sound.loops:
        return peaked(wave, sound.peak)
    peak = sound.peak
    if sound.carries:
        wave, peak = field.from_afar(wave, distance_hexes), peak * field.loudness(distance_hexes)
    return peaked(eased(wave), peak)


def everything() -> Iterator[tuple[str, int]]:
    """Names and distances of all that is made, in the order of making."""
    for name, sound in SOUNDS.items():
        for distance_hexes in STANDS if sound.carries else (0,):
            yield name, distance_hexes
