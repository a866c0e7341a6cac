"""The speaker of the window: sounds by name, rain and night under them; silent whenever it cannot be otherwise."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pygame
from numpy.typing import NDArray

from game.client.kit.sound import catalogue, device
from game.client.kit.sound.waves import peaks_to_come, samples
from game.client.kit.worker import Job

FULL_VOLUME = 100
REST_S = 0.004  # between two sounds made in the background: the window comes first
BLOCK_S = 0.05  # step in which the loudness still to come is known
LATE_S = 0.15  # a sound may leave the device so much later than it was asked for
FADE_S = 1.5  # rain and night come and go so slowly
FAINTEST = 0.1  # share of its loudness below which a sound that finds no room is not played
LOOPS = ("rain", "night")  # they have the first channels to themselves


@dataclass
class Voice:
    """A sound in the mixer: its samples, the loudness still to come by blocks, how it plays now."""

    sound: pygame.mixer.Sound
    to_come: NDArray[np.float64]
    seconds: float
    began: float = -1e9
    share: float = 0.0

    def is_over(self, now: float) -> bool:
        """Nothing more of it will be heard."""
        return now - self.began > self.seconds + LATE_S

    def claim(self, now: float) -> float:
        """The loudest that may still come of it."""
        block = int(max(0.0, now - self.began - LATE_S) / BLOCK_S)
        return self.share * float(self.to_come[block]) if block < len(self.to_come) else 0.0


class Speaker:
    """Plays sounds by name. `volume`: 0-100; at 0, or with neither `effects` nor `ambience`, no device is ever touched.

    Device and sounds come up in a thread at the first `begin` or `tick`; what is asked for before is not heard. Without a
    device, and from the moment it is lost, every call does nothing; `fault` tells why. Eight channels, together
    never over `CEILING`.
    """

    def __init__(self, volume: int = 0, effects: bool = True, ambience: bool = True) -> None:
        self.volume = max(0, min(FULL_VOLUME, volume))
        self.has_effects, self.has_ambience = effects, ambience
        self._voices: dict[tuple[str, int], Voice] = {}
        self._channels: list[Voice | None] = [None] * device.CHANNELS
        self._wished = dict.fromkeys(LOOPS, 0.0)
        self._level = dict.fromkeys(LOOPS, 0.0)
        self._now = 0.0
        self._job: Job[None] | None = None
        self._is_open = self._is_lost = False
        self.fault = ""
        self._stop = threading.Event()

    # ------------------------------------------------------------ state
    @property
    def is_wanted(self) -> bool:
        """Something may be heard, by the user's choice."""
        return self.volume > 0 and (self.has_effects or self.has_ambience)

    @property
    def is_on(self) -> bool:
        """The device is open."""
        return self._is_open and not self._is_lost

    @property
    def is_ready(self) -> bool:
        """Nothing more is being made: every sound is there, or there will be none."""
        return self._job is not None and self._job.is_done

    @property
    def gain(self) -> float:
        """The share of each sample that is let through."""
        return self.volume / FULL_VOLUME

    def begin(self) -> None:
        """Opens the device and makes the sounds in the background, if sound is wanted and neither was done yet."""
        if self._job is None and self.is_wanted:
            self._stop.clear()
            self._job = Job(self._make)

    def tune(self, volume: int, effects: bool, ambience: bool) -> None:
        """Other choices of the user; a device that was lost or missing is asked for once more."""
        self.volume = max(0, min(FULL_VOLUME, volume))
        self.has_effects, self.has_ambience = effects, ambience
        if self._job is not None and self._job.is_done and not self.is_on:
            self.close()
        self.begin()
        for voice in self._channels:
            if voice is not None:
                self._set(voice, voice.share)

    def close(self) -> None:
        """Silence, and the device given back; may be begun again."""
        self._stop.set()
        if self._job is not None:
            self._job.wait(2.0)
        if self._is_open:
            device.close_device()
        self._job, self._is_open, self._is_lost = None, False, False
        self._voices.clear()
        self._channels = [None] * device.CHANNELS
        self._level = dict.fromkeys(LOOPS, 0.0)

    # ------------------------------------------------------------ what is heard
    def play(self, name: str, distance_hexes: float = 0) -> bool:
        """Plays a sound as heard from so far; True if it is heard.

        It is not while the same still sounds, with no channel free, or where it would be drowned to keep the ceiling.

        Raises:
            KeyError: no sound has this name.
        """
        key = name, catalogue.stand(name, distance_hexes)
        if not (self.is_on and self.has_effects and self.volume):
            return False
        voice = self._voices.get(key)
        free = next((k for k in range(len(LOOPS), len(self._channels)) if self._is_free(k)), -1)
        if voice is None or free < 0 or not voice.is_over(self._now):
            return False
        share = min(1.0, self._room() / float(voice.to_come[0]))
        if share < FAINTEST:
            return False
        return self._start(free, voice, share, 0)

    def ambience(self, rain: float = 0.0, night: bool = False) -> None:
        """What the weather sounds like from now on; it comes and goes slowly. `rain`: 0 none to 1 steady."""
        self._wished["rain"], self._wished["night"] = max(0.0, min(1.0, rain)), float(night)

    def tick(self, now: float) -> None:
        """Once a frame, with a clock in seconds: rain and night come and go, a lost device is noticed."""
        passed, self._now = max(0.0, min(0.1, now - self._now)), now
        self.begin()
        if not self.is_on:
            return
        if pygame.mixer.get_init() is None:
            self._lose()
            return
        for channel, name in enumerate(LOOPS):
            self._fade(channel, name, passed / FADE_S)

    # ------------------------------------------------------------ inside
    def _make(self) -> None:
        """In a thread: opens the device, then makes one sound after the other, those of the desk first."""
        self.fault = device.open_device()
        self._is_open = not self.fault
        for name, distance_hexes in catalogue.everything() if self._is_open else ():
            wave = catalogue.wave_of(name, distance_hexes)
            try:
                sound = pygame.mixer.Sound(buffer=samples(wave).tobytes())
            except pygame.error as e:
                self.fault, self._is_lost = str(e), True
                return
            self._voices[name, distance_hexes] = Voice(
                sound, peaks_to_come(wave, BLOCK_S), catalogue.SOUNDS[name].seconds
            )
            if self._stop.wait(REST_S):
                return

    def _is_free(self, channel: int) -> bool:
        voice = self._channels[channel]
        return voice is None or voice.is_over(self._now)

    def _room(self) -> float:
        """What the ceiling leaves for one more sound; rain and night keep theirs, sounding or not."""
        taken = sum(v.claim(self._now) for v in self._channels[len(LOOPS) :] if v is not None)
        return catalogue.CEILING - sum(catalogue.SOUNDS[name].peak for name in LOOPS) - taken

    def _fade(self, channel: int, name: str, step: float) -> None:
        wished = self._wished[name] if self.has_ambience and self.volume else 0.0
        level = self._level[name]
        voice = self._voices.get((name, 0))
        if voice is None or level == wished:
            return
        level = min(wished, level + step) if wished > level else max(wished, level - step)
        self._level[name] = level
        if self._channels[channel] is None and level > 0.0:
            self._start(channel, voice, level, -1)
        elif level > 0.0:
            self._set(voice, level)
        else:
            self._channels[channel] = None
            self._ask(lambda: pygame.mixer.Channel(channel).stop())

    def _start(self, channel: int, voice: Voice, share: float, loops: int) -> bool:
        self._set(voice, share)  # before it begins: a channel's own volume could only be set after
        self._ask(lambda: pygame.mixer.Channel(channel).play(voice.sound, loops))
        voice.began, self._channels[channel] = self._now, voice
        return self.is_on

    def _set(self, voice: Voice, share: float) -> None:
        voice.share = share
        self._ask(lambda: voice.sound.set_volume(share * self.gain))

    def _ask(self, act: Callable[[], object]) -> None:
        """Asks the mixer; from the first refusal on the speaker is silent."""
        if self._is_lost:
            return
        try:
            act()
        except pygame.error:
            self._lose()

    def _lose(self) -> None:
        self._is_lost = True
        self._channels = [None] * device.CHANNELS
