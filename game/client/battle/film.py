"""The film of a turn: one frame a pulse through the side's own fog; play, pause, step, speed, skip."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from game.client.map.position import Position

if TYPE_CHECKING:
    from game.match.battle import Event

PULSE_S = 0.4
SPEEDS = (0.5, 1.0, 2.0, 4.0)


class Film:
    """Frames of a turn and the place in it. Frame 0 stands before the first pulse; `at` counts pulses done."""

    def __init__(self, frames: Sequence[Position], events: Sequence[Event], *, speed: float = 1.0) -> None:
        self.frames, self.events, self.speed = tuple(frames), tuple(events), speed
        self.at, self.is_playing = 0, True
        self._gone = 0.0
        self._by_pulse: dict[int, list[Event]] = {}
        for event in self.events:
            self._by_pulse.setdefault(event.pulse, []).append(event)

    @property
    def position(self) -> Position:
        """What stands on the board now."""
        return self.frames[self.at]

    @property
    def last(self) -> int:
        """Number of the last frame."""
        return len(self.frames) - 1

    @property
    def is_over(self) -> bool:
        """The last frame is shown."""
        return self.at >= self.last

    @property
    def pulse_share(self) -> float:
        """How far the present pulse has run, 0-1: for bursts and moving counters."""
        return min(1.0, self._gone / (PULSE_S / self.speed))

    def happening(self) -> list[Event]:
        """What this side knows to have happened in the pulse shown."""
        return self._by_pulse.get(self.at - 1, [])

    def tick(self, dt_s: float) -> bool:
        """Runs on; True if the picture changes."""
        if not self.is_playing or self.is_over:
            return False
        self._gone += dt_s
        if self._gone >= PULSE_S / self.speed:
            self._gone = 0.0
            self.at += 1
        return True

    def step(self, way: int) -> None:
        """One pulse on or back, and stands still."""
        self.is_playing = False
        self._gone = 0.0
        self.at = max(0, min(self.last, self.at + way))

    def toggle(self) -> None:
        """Plays or pauses; from the end it begins again."""
        if self.is_over:
            self.at, self._gone, self.is_playing = 0, 0.0, True
        else:
            self.is_playing = not self.is_playing

    def set_speed(self, speed: float) -> None:
        """A speed of SPEEDS."""
        self.speed = speed

    def faster(self, way: int) -> None:
        """The next speed."""
        nearest = min(range(len(SPEEDS)), key=lambda i: abs(SPEEDS[i] - self.speed))
        self.speed = SPEEDS[max(0, min(len(SPEEDS) - 1, nearest + way))]

    def skip(self) -> None:
        """To the end at once."""
        self.at, self.is_playing = self.last, False
