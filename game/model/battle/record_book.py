"""The record as a book to leaf through: a page for each turn and day, read from the files alone, with nothing resolved.

Positions are those that the sources give, carried forward until the next that speaks of the counter, with their age; nothing is
put between two places unless the data mark it so.
"""

import datetime as dt
import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from game.core.words import _
from game.model.base import Source
from game.model.battle.calendar import MONTH_NAMES, MONTHS, Turn
from game.model.battle.record import Keyframe, NamedPlace, Person, RecordDay, RecordPosition, RecordTurn, Told
from game.model.battle.record_page import Decided, Page, Sky, SkyMark, Standing

if TYPE_CHECKING:
    from game.model.battle.ground import Place
    from game.model.battle.scenario import Scenario

DATE = re.compile(rf"([0-9]{{1,2}}) ({'|'.join(MONTH_NAMES)})")
LIGHT = ("civil_dawn", "sunrise", "sunset", "civil_dusk", "moonrise", "moonset")


class Record:
    """The record of a scenario. Pages are made when they are asked for; steps go from page to page.

    `attested`: by counter the pulses at which a source places it and where, in their order, None from when it is gone.
    """

    def __init__(self, scenario: "Scenario") -> None:
        self.scenario, self.calendar = scenario, scenario.calendar
        self._turns = {t.at: t for t in scenario.record_turns}
        self._year = int(self.calendar.epoch[:4])
        self._days: dict[str, RecordDay | None] = {}
        played = self.calendar.played()
        days = {_short(dt.date.fromisoformat(d.date)): d for d in scenario.record_days}
        dates = [self._date(name) for name in days]
        first, last = self._date(played[0].date), self._date(played[-1].date)
        self._before = _span(min([*dates, first]), first - dt.timedelta(days=1))
        self._after = _span(last + dt.timedelta(days=1), max([*dates, last]))
        for name in (*self._before, *self._after):
            self._days[name] = days.get(name)
        self.names = (*self._before, *(t.name for t in played), *self._after)
        self.attested = self._attested()

    # ------------------------------------------------------------ pages
    def at(self, when: str) -> Page:
        """The page of a turn, of the turn of a moment, or of a day: "3 Aug Night", "3 Aug 22:30", "13 Jul", "1938-07-13".

        A date within the fortnight opens its first turn.

        Raises:
            ValueError: the record has no such page.
        """
        return self.page(self.name_of(when))

    def name_of(self, when: str) -> str:
        """The name of the page that `when` asks for.

        Raises:
            ValueError: there is none.
        """
        words = " ".join(when.split())
        for name in self.names:
            if name.lower() == words.lower():
                return name
        found = self._by_date(words)
        if found is None:
            try:
                pulse = self.calendar.pulse_of(words)
            except ValueError:
                raise ValueError(
                    _("{when!r} is no page of the record; {a}").format(when=when, a=self._needed())
                ) from None
            played = self.calendar.played()
            if played[0].first_pulse <= pulse < played[-1].last_pulse:
                return self.calendar.turn_at(pulse).name
            found = _short(self._first_day() + dt.timedelta(days=pulse // 96))
        if found in self._days:
            return found
        for turn in self.calendar.played():
            if turn.date == found:
                return turn.name
        raise ValueError(_("{when!r} lies outside the record; {a}").format(when=when, a=self._needed()))

    def last_of(self, when: str) -> str:
        """As `name_of`, but of a date within the fortnight its last turn.

        Raises:
            ValueError: there is none.
        """
        date = self._by_date(" ".join(when.split()))
        found = [t.name for t in self.calendar.played() if t.date == date]
        return found[-1] if found else self.name_of(when)

    def page(self, name: str) -> Page:
        """The page of a name in `names`."""
        if name in self._days:
            return self._day_page(name)
        return self._turn_page(self.calendar.turn(name))

    def pages(self) -> tuple[Page, ...]:
        """Every page in order."""
        return tuple(self.page(name) for name in self.names)

    def keyframe(self, pulse: int) -> Keyframe | None:
        """The last keyframe at or before a pulse; the first if none is so early, None where the record has none."""
        frames = self.scenario.keyframes
        held = [k for k in frames if self.calendar.pulse_of(k.at) <= pulse]
        return held[-1] if held else frames[0] if frames else None

    # ------------------------------------------------------------ what pages name
    def sources(self, cited: str) -> tuple[Source, ...]:
        """The sources behind an entry's `source`, "KA+battle#6"; our own estimates are none."""
        known = {s.id: s for s in self.scenario.sources}
        ids = dict.fromkeys(part.strip().partition("#")[0] for part in cited.split("+"))
        return tuple(known[i] for i in ids if i in known)

    def person(self, person: str) -> Person:
        """Somebody by his id.

        Raises:
            KeyError: the record names nobody so.
        """
        for p in self.scenario.people:
            if p.id == person:
                return p
        raise KeyError(person)

    def place(self, place: str) -> "Place | NamedPlace":
        """A place by its id, of the map or beyond it.

        Raises:
            KeyError: there is none.
        """
        found: dict[str, Place | NamedPlace] = {p.id: p for p in self.scenario.record_places}
        found |= {p.id: p for p in self.scenario.places}
        return found[place]

    def about(self, word: str) -> tuple[tuple[str, Told], ...]:
        """Every statement that names a person, place or unit by its id, with the name of its page."""
        told = [(t.at, s) for t in self.scenario.record_turns for s in t.told]
        days = [(name, s) for name, day in self._days.items() if day for s in day.told]
        order = {name: k for k, name in enumerate(self.names)}
        found = [(at, s) for at, s in (*told, *days) if word in (*s.persons, *s.places, *s.units) and at in order]
        return tuple(sorted(found, key=lambda pair: order[pair[0]]))

    # ------------------------------------------------------------ where everybody stands
    def standing(self, pulse: int, turn: Turn | None = None) -> tuple[Standing, ...]:
        """Every counter of which a source has spoken by a pulse, as it was last seen, in the order of the order of battle.

        `turn`: from which ages count, that of the pulse by default.
        """
        now = (turn or self.calendar.turn_at(pulse)).number
        found = (self._stands(unit, rows, pulse, now) for unit, rows in self.attested.items())
        return tuple(s for s in found if s is not None)

    def _stands(
        self, unit: str, rows: list[tuple[int, RecordPosition | None]], pulse: int, now: int
    ) -> Standing | None:
        k = bisect_right([at for at, _row in rows], pulse) - 1
        at, row = rows[k] if k >= 0 else (0, None)
        if row is None:
            return None
        when, counted = next(((w, r) for w, r in reversed(rows[: k + 1]) if r is not None and r.men), (at, row))
        return Standing(
            unit,
            self.scenario.counter(unit).side,
            row.hex,
            counted.men,
            counted.tanks,
            row.state,
            row.certain,
            row.between,
            self.calendar.moment_of(at),
            max(0, now - self.calendar.turn_at(at).number),
            self.calendar.moment_of(when),
            row.source,
            row.confidence,
            row.note,
        )

    def _attested(self) -> dict[str, list[tuple[int, RecordPosition | None]]]:
        """By counter the moments at which a source places it, None from when it is gone. A turn's places are those of its end."""
        found: dict[str, list[tuple[int, RecordPosition | None]]] = {c.id: [] for c in self.scenario.counters}
        for frame in self.scenario.keyframes:
            for p in frame.positions:
                found[p.unit].append((self.calendar.pulse_of(frame.at), p))
        for told in self.scenario.record_turns:
            end = self.calendar.turn(told.at).last_pulse - 1
            for p in told.positions:
                found[p.unit].append((end, p))
            for counter in self.scenario.counters:
                if counter.id in told.gone or counter.side in told.gone:
                    found[counter.id].append((end, None))
        return {unit: sorted(rows, key=lambda row: row[0]) for unit, rows in found.items() if rows}

    # ------------------------------------------------------------ making pages
    def _day_page(self, name: str) -> Page:
        day = self._days[name]
        ends = _short(self._date(name) + dt.timedelta(days=1))
        told = day.told if day else ()
        return Page(name, f"{name} 00:00", f"{ends} 00:00", True, "", self.scenario.side_names, told)

    def _turn_page(self, turn: Turn) -> Page:
        told = self._turns.get(turn.name) or RecordTurn(at=turn.name, headline="", quiet=True)
        frames = self.scenario.keyframes
        within = tuple(k for k in frames if turn.first_pulse <= self.calendar.pulse_of(k.at) < turn.last_pulse)
        last = next((k for k in reversed(frames) if self.calendar.pulse_of(k.at) <= turn.last_pulse), None)
        day = next((a for a in self.scenario.almanac if a.date == turn.date), None)
        light, is_night = self._light(turn), turn.first_pulse // 96 != turn.last_pulse // 96
        return Page(
            at=turn.name,
            begins=self.calendar.moment_of(turn.first_pulse),
            ends=self.calendar.moment_of(turn.last_pulse),
            is_day=False,
            headline=told.headline,
            sides=self.scenario.side_names,
            told=told.told,
            weather=self._sky(turn, told),
            light=light,
            moon_lit=day.lit if day is not None and is_night else None,
            crest=told.crest,
            losses=told.losses,
            lost=last.losses if last is not None else (),
            lost_at=last.at if last is not None else "",
            decided=tuple(
                Decided(s, d) for s in self.scenario.sides for d in self.scenario.decisions_of(turn.number, s)
            ),
            positions=self.standing(turn.last_pulse, turn),
            keyframes=within,
        )

    def _sky(self, turn: Turn, told: RecordTurn) -> tuple[Sky, ...]:
        """The weather that a source tells of the turn; else what the weather table carries into it, marked as inferred."""
        if told.weather:
            return tuple(Sky(w.clock, w.text, w.source, w.confidence, False, w.side) for w in told.weather)
        starts = [(self.calendar.pulse_of(w.start), w) for w in self.scenario.weather]
        held = [(at, w) for at, w in starts if at <= turn.first_pulse][-1:]
        within = [(at, w) for at, w in starts if turn.first_pulse < at < turn.last_pulse]
        return tuple(
            Sky(self.calendar.moment_of(at), w.sky, w.source, w.confidence, True) for at, w in (*held, *within)
        )

    def _light(self, turn: Turn) -> tuple[SkyMark, ...]:
        """What sun and moon do in the turn, in the order of the clock."""
        found = []
        for day in self.scenario.almanac:
            for what in LIGHT:
                clock = getattr(day, what)
                if not clock:
                    continue
                hours, minutes = map(int, clock.split(":"))
                pulse = self.calendar.pulse_of(f"{day.date} 00:00") + hours * 4 + minutes // 15
                if turn.first_pulse <= pulse < turn.last_pulse:
                    found.append((pulse, SkyMark(what, f"{day.date} {clock}", day.source, day.confidence)))
        return tuple(mark for _pulse, mark in sorted(found))

    # ------------------------------------------------------------ dates
    def _by_date(self, words: str) -> str | None:
        """The short name of a date such as "13 Jul" or "1938-07-13", None if it is none."""
        try:
            if DATE.fullmatch(words):
                return _short(self._date(words))
            day = dt.date.fromisoformat(words)
        except ValueError:
            return None
        return _short(day) if day.year == self._year else None

    def _date(self, name: str) -> dt.date:
        number, month = name.split()
        return dt.date(self._year, MONTHS[month], int(number))

    def _first_day(self) -> dt.date:
        return dt.date.fromisoformat(self.calendar.epoch)

    def _needed(self) -> str:
        first, last = self.names[0], self.names[-1]
        played = self.calendar.played()
        return _('needed a turn such as "{name}", a moment or a date from {first} to {last}').format(
            name=played[0].name, first=first, last=last
        )


def _span(first: dt.date, last: dt.date) -> tuple[str, ...]:
    """The names of days from one to another."""
    return tuple(_short(first + dt.timedelta(days=k)) for k in range((last - first).days + 1))


def _short(day: dt.date) -> str:
    return f"{day.day} {MONTH_NAMES[day.month - 1]}"
