"""The calendar: turns of unequal length, pulses of a quarter of an hour, Japan Standard Time (rule 1.1)."""

import datetime as dt
import re
from functools import cached_property
from typing import Literal, NamedTuple

from game.core.words import _
from game.model.base import Cited, Entry, Prose

PULSE_MINUTES = 15
MONTH_NAMES = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
MONTHS = {name: number for number, name in enumerate(MONTH_NAMES, 1)}
MOMENT = re.compile(rf"([0-9]{{1,2}}) ({'|'.join(MONTHS)}) ([01]?[0-9]|2[0-3]):(00|15|30|45)")


class Phase(Entry, frozen=True, kw_only=True):
    """A part of the day. Hours of the clock; a phase that ends before it begins runs past midnight."""

    name: str
    begins: int
    ends: int

    @property
    def pulses(self) -> int:
        """Length of the phase in pulses."""
        return (self.ends - self.begins) % 24 * 60 // PULSE_MINUTES


class Turn(NamedTuple):
    """One turn of the campaign. `number` counts from 0; `first_pulse` is absolute."""

    number: int
    name: str
    date: str
    phase: str
    first_pulse: int
    pulses: int

    @property
    def last_pulse(self) -> int:
        """The pulse after the last of this turn."""
        return self.first_pulse + self.pulses


class Almanac(Cited, frozen=True, kw_only=True):
    """Sun and moon of one date at the hill, times as "HH:MM", of the moon empty where it does not rise or set that date.

    `lit`: part of the moon's disc that is lit at the midnight that ends the date, 0 to 1 (rule 1.2).
    """

    date: str
    civil_dawn: str
    sunrise: str
    sunset: str
    civil_dusk: str
    moonrise: str
    moonset: str
    lit: float


Sky = Literal["clear", "broken", "overcast", "rain", "fog", "fog and rain"]


class Weather(Cited, frozen=True, kw_only=True):
    """Weather from a moment on, until the next entry (rule 1.4)."""

    start: str
    sky: Sky
    text: Prose = ""


class Calendar(Entry, frozen=True, kw_only=True, dict=True):
    """Turns of the campaign and the part of it that a scenario plays.

    `epoch`: date on which absolute pulses begin, at midnight. `campaign_first`: turn number 0. `first`, `start`, `last`: turn
    names: the light table begins with `first`, play with `start`, and ends after `last`.
    """

    epoch: str
    campaign_first: str
    campaign_last: str
    first: str
    start: str
    last: str
    phases: tuple[Phase, ...]

    @cached_property
    def turns(self) -> tuple[Turn, ...]:
        """Every turn of the campaign in order."""
        found: list[Turn] = []
        day = _date(self.epoch)
        for _k in range(40):
            for phase in self.phases:
                name = f"{_day(day)} {phase.name}"
                if found or name == self.campaign_first:
                    first = (day - _date(self.epoch)).days * 96 + phase.begins * 4
                    found.append(Turn(len(found), name, _day(day), phase.name, first, phase.pulses))
                if name == self.campaign_last:
                    return tuple(found)
            day += dt.timedelta(days=1)
        raise ValueError(
            _("the campaign from {campaign_first!r} to {campaign_last!r} has no end within 40 days").format(
                campaign_first=self.campaign_first, campaign_last=self.campaign_last
            )
        )

    @cached_property
    def _turns(self) -> dict[str | int, Turn]:
        return {key: turn for turn in reversed(self.turns) for key in (turn.number, turn.name)}

    @cached_property
    def _pulses(self) -> dict[str, int]:
        """Pulses of turns and of moments that were asked for."""
        return {turn.name: turn.first_pulse for turn in self.turns}

    @cached_property
    def _moments(self) -> dict[int, str]:
        return {}

    def turn(self, which: str | int) -> Turn:
        """A turn by its name ("30 Jul Night") or its number.

        Raises:
            KeyError: there is no such turn.
        """
        turn = self._turns.get(which)
        if turn is None:
            raise KeyError(f"no turn {which!r}; the campaign runs from {self.turns[0].name} to {self.turns[-1].name}")
        return turn

    def played(self) -> tuple[Turn, ...]:
        """The turns that the scenario plays."""
        return self._played

    @cached_property
    def _played(self) -> tuple[Turn, ...]:
        first, last = self.turn(self.start).number, self.turn(self.last).number
        return self.turns[first : last + 1]

    def pulse_of(self, moment: str) -> int:
        """Absolute pulse of a moment such as "31 Jul 02:15", or of the start of a turn "31 Jul Morning".

        Raises:
            ValueError: it is neither.
        """
        known = self._pulses.get(moment)
        if known is not None:
            return known
        words, first = MOMENT.fullmatch(moment), _date(self.epoch)
        try:
            day = dt.date(first.year, MONTHS[words[2]], int(words[1])) if words else None
        except ValueError:  # no month has such a day
            day = None
        if words is None or day is None:
            raise ValueError(
                _(
                    '{moment!r} is no moment; needed "31 Jul 02:15" in quarter hours, or a turn such as "31 Jul Morning"'
                ).format(moment=moment)
            )
        return self._pulses.setdefault(moment, (day - first).days * 96 + int(words[3]) * 4 + int(words[4]) // 15)

    def moment_of(self, pulse: int) -> str:
        """The moment at which an absolute pulse begins, "31 Jul 02:15"."""
        if pulse not in self._moments:
            day = _date(self.epoch) + dt.timedelta(days=pulse // 96)
            self._moments[pulse] = f"{_day(day)} {self.clock_of(pulse)}"
        return self._moments[pulse]

    def clock_of(self, pulse: int) -> str:
        """The hour at which an absolute pulse begins, "02:15"."""
        return f"{pulse % 96 // 4:02d}:{pulse % 4 * 15:02d}"

    def turn_at(self, pulse: int) -> Turn:
        """The turn to which an absolute pulse belongs; the last one for later pulses."""
        for turn in self.turns:
            if turn.first_pulse <= pulse < turn.last_pulse:
                return turn
        return self.turns[-1] if pulse >= self.turns[-1].last_pulse else self.turns[0]


def _day(date: dt.date) -> str:
    """A date as the game writes it, "31 Jul", in whatever language the computer speaks."""
    return f"{date.day} {MONTH_NAMES[date.month - 1]}"


def _date(text: str) -> dt.date:
    return dt.date.fromisoformat(text)
