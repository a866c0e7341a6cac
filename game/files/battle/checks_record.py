"""Checks of the record turn by turn and day by day: whatever it names exists, and its figures are bands."""

import datetime as dt
from typing import TYPE_CHECKING

from game.core.words import _
from game.model.battle.record import CrestHeld, RecordTurn, SourceRow, Told, TurnLoss

if TYPE_CHECKING:
    from game.files.battle.checks import Checks
    from game.files.battle.reading import Parts

BANDS = ("killed", "wounded", "total", "tanks", "aircraft")


def check_record(checks: "Checks", parts: "Parts") -> None:
    """Every turn, day, person, statement and figure of the record."""
    room = _Names(checks, parts)
    turns = [t.name for t in checks.calendar.turns] if checks.calendar else []
    for turn in parts.record_turns:
        checks.known(turn, "at", "turn", turn.at, turns)
        _turn(checks, room, turn)
    for day in parts.record_days:
        try:
            dt.date.fromisoformat(day.date)
        except ValueError:
            checks.note(day, "date", _('date: {date!r} is no date; needed one such as "1938-07-13"'), date=day.date)
        for told in day.told:
            room.told(told)
    for person in parts.people:
        room.side(person, "side", person.side)
    frames = {k.at: {p.unit: (p.men, p.tanks) for p in k.positions} for k in parts.keyframes}
    for row in parts.record_rows:
        if checks.known(row, "at", "keyframe", row.at, frames) and row.at in frames:  # else the keyframe is told of
            _row(checks, row, frames[row.at])


class _Names:
    """The names that the record may use. Those of counters are held against an order of battle of the scenario's own alone."""

    def __init__(self, checks: "Checks", parts: "Parts") -> None:
        self.checks = checks
        self.people = {p.id for p in parts.people}
        self.places = checks.places | {p.id for p in parts.record_places}
        is_own = checks.reading.layers.told is None
        self.units = checks.units | checks.of_formations if is_own else set()
        self.leaving = checks.units | set(checks.sides) if is_own else set()

    def side(self, entry: object, key: str, side: str) -> None:
        """Notes a side that the scenario does not have; none is no mistake."""
        if side:
            self.checks.known(entry, key, "side", side, self.checks.sides)

    def told(self, told: Told) -> None:
        """One statement: its sides, persons, places and units."""
        for key, sides in (("side", (told.side,)), ("known_to", told.known_to)):
            for side in sides:
                self.side(told, key, side)
        for key, what, words, known in (
            ("persons", "person", told.persons, self.people),
            ("places", "place", told.places, self.places),
            ("units", "counter or formation", told.units, self.units),
        ):
            for word in words:
                self.checks.known(told, key, what, word, known)

    def crest(self, crest: CrestHeld) -> None:
        """Who holds which hill."""
        self.checks.known(crest, "hill", "place", crest.hill, self.places)
        for side in crest.holders:
            self.side(crest, "holders", side)

    def loss(self, loss: TurnLoss) -> None:
        """Losses: whose, counted by whom, as bands from low to high."""
        self.side(loss, "side", loss.side)
        self.side(loss, "by", loss.by)
        for key in BANDS:
            band = getattr(loss, key)
            if band is not None and not 0 <= band[0] <= band[1]:
                self.checks.note(
                    loss,
                    key,
                    _("has {key} = {a}; needed a band from 0 up, the lower figure first"),
                    key=key,
                    a=list(band),
                )


def _turn(checks: "Checks", room: _Names, turn: RecordTurn) -> None:
    checks.once(turn.positions, "unit")
    for position in turn.positions:
        checks.known(position, "unit", "counter", position.unit, checks.units)
        checks.hex(position, "hex", position.hex)
    for gone in turn.gone:
        checks.known(turn, "gone", _("counter or side"), gone, room.leaving)
    for weather in turn.weather:
        room.side(weather, "side", weather.side)
    for told in turn.told:
        room.told(told)
    for crest in turn.crest:
        room.crest(crest)
    for loss in turn.losses:
        room.loss(loss)


def _row(checks: "Checks", row: SourceRow, frame: dict[str, tuple[int, int]]) -> None:
    """A row of the reconstruction is the sum of its counters, or says why it is not."""
    for unit in row.units:
        checks.known(row, "units", "counter", unit, checks.units)
    there = [frame[unit] for unit in row.units if unit in frame]
    men, tanks = sum(m for m, _ in there), sum(t for _, t in there)
    is_sum = (men, tanks) == (row.men, row.tanks) and len(there) == len(row.units)
    if not is_sum and not row.differs:
        checks.note(
            row,
            "men",
            _("its counters have {men} men and {tanks} tanks at {at}; needed {a} and {b} as the row, or differs"),
            men=men,
            tanks=tanks,
            at=row.at,
            a=row.men,
            b=row.tanks,
        )
    if is_sum and row.differs:
        checks.note(row, "differs", _("differs: men and tanks of the counters are those of the row; needed no reason"))
