"""Where a replay stands: a turn of the re-enactment and a pulse in it; stepping, jumping, playing, both ways."""

from __future__ import annotations

from game.client.battle.film import PULSE_S
from game.client.battle.replay.rerun import Rerun
from game.client.map.position import Position


class Place:
    """`turn` counts turns played, `pulse` pulses inside it; (0, 0) is the beginning."""

    def __init__(self, rerun: Rerun) -> None:
        self.rerun = rerun
        self.turn, self.pulse = 0, 0
        self.is_playing, self.speed = False, 1.0
        self._gone = 0.0

    def await_turn(self, number: int | None) -> None:
        """Goes to the turn of a number, which may not have been resolved yet: the board is there as soon as it has."""
        numbers = [turn.number for turn in self.rerun.scenario.calendar.played()]
        self.turn, self.pulse = (numbers.index(number) if number in numbers else 0), 0

    @property
    def position(self) -> Position:
        """The board at this place."""
        turns = self.rerun.turns
        return (
            turns[self.turn].frames[self.pulse]
            if self.turn < len(turns)
            else (turns[-1].frames[-1] if turns else self.rerun.opening)
        )

    @property
    def pulses(self) -> int:
        """Pulses of the turn."""
        turns = self.rerun.turns
        return len(turns[self.turn].frames) - 1 if self.turn < len(turns) else 0

    @property
    def past(self) -> int:
        """Turns that are over here: the past of who plays on."""
        return self.turn + (1 if self.pulse > 0 and self.pulse >= self.pulses else 0)

    @property
    def absolute(self) -> int:
        """Pulse since the epoch of the calendar."""
        turns = self.rerun.turns
        if self.turn < len(turns):
            return turns[self.turn].first_pulse + self.pulse
        return turns[-1].first_pulse + len(turns[-1].frames) - 1 if turns else self.rerun.match.turn.first_pulse

    @property
    def is_at_end(self) -> bool:
        """Nothing more has been resolved."""
        return not self.rerun.turns or (self.turn >= len(self.rerun.turns) - 1 and self.pulse >= self.pulses)

    def step(self, way: int) -> None:
        """One pulse on or back, over the edges of turns."""
        at = self.pulse + way
        if at > self.pulses:
            if self.turn + 1 < len(self.rerun.turns):
                self.turn, self.pulse = self.turn + 1, 1
        elif at < 0:
            if self.turn > 0:
                self.turn -= 1
                self.pulse = self.pulses - 1
        else:
            self.pulse = at

    def step_turn(self, way: int) -> None:
        """To the beginning of the next turn, of this one, or of the one before."""
        if way < 0 and self.pulse > 0:
            self.pulse = 0
        elif way < 0:
            self.turn, self.pulse = max(0, self.turn - 1), 0
        elif self.turn + 1 < len(self.rerun.turns):
            self.turn, self.pulse = self.turn + 1, 0
        else:
            self.pulse = self.pulses

    def jump(self, absolute: int) -> None:
        """To a pulse since the epoch, as near as has been resolved."""
        for i, turn in enumerate(self.rerun.turns):
            if absolute <= turn.first_pulse + len(turn.frames) - 1 or i == len(self.rerun.turns) - 1:
                self.turn, self.pulse = i, max(0, min(len(turn.frames) - 1, absolute - turn.first_pulse))
                return

    def tick(self, dt_s: float) -> bool:
        """Plays on; True if the picture changes."""
        if not self.is_playing:
            return False
        self._gone += dt_s
        if self._gone >= PULSE_S / self.speed:
            self._gone = 0.0
            if self.is_at_end:
                self.is_playing = not self.rerun.is_done
            else:
                self.step(1)
            return True
        return False
