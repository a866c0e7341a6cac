"""Where the files of a scenario lie: its own folder, that of the scenario it is a part of, and the common one.

A list whose entries have names is the lists of all folders, a nearer entry in the place of a farther one of its name; any
other file is the nearest. A scenario that is part of another takes its counters from it, says in [[start]] rows which and
where they begin, and takes over weather and record for the turns that it plays.
"""

import os
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import msgspec

from game.core.words import _
from game.files.battle.layout import ADDED, FEATURES, FORMS, GRIDS, INHERITED, RECORD, SPARED, Head
from game.files.bounds import read_bytes
from game.files.errors import BadFile
from game.files.journal import AN_ID
from game.model.battle.forces import Army, Counter, SideStart, Start
from game.model.battle.record import Keyframe, RecordTurn

if TYPE_CHECKING:
    from game.files.battle.reading import Parts, Reading

T = TypeVar("T")
COMMON = "common"
LARGEST_HEAD = 64 * 1024
NAMES = {of: re.compile(rf'^{of}[ \t]*=[ \t]*"([^"\n]*)"', re.MULTILINE) for of in ("part_of", "record_of")}
NAMED = {
    "day": "date",
    "army": "side",
    "parameter": "name",
    "rule": "number",
    "factor": "code",
    "event": "code",
    "plan": "key",
}
ABOUT_START = (
    "unit",
    "side",
    "source",
    "confidence",
    "note",
)  # fields of a start row that change nothing by themselves


class Layers(NamedTuple):
    """The folders of a scenario, the nearest first.

    `whole`: that of the scenario it is a part of; `told`: that of the one whose record of turns it shows.
    """

    own: Path
    whole: Path | None
    common: Path
    told: Path | None = None

    @classmethod
    def of(cls, folder: Path, common: Path) -> "Layers":
        """The folders of the scenario in `folder`. `common`: what serves where none lies beside it."""
        beside = folder.parent / COMMON
        whole = _whole(folder, common.parent)
        told = whole or _whole(folder, common.parent, "record_of")
        return cls(folder, whole, beside if beside.is_dir() else common, told)

    def keys(self, name: str) -> tuple[str, ...]:
        """The files of a name that are read, the farthest first. The nearest has the plain name as its key."""
        if name not in (*FORMS, *GRIDS, FEATURES):
            return (name,)
        there = [folder for folder in self._folders(name) if _has(folder, name)]
        if not there and name in (*RECORD, *SPARED):
            return ()
        if name not in ADDED:
            return (name,)
        return (*(f"{folder.name}:{name}" for folder in reversed(there[1:])), name)

    def name(self, key: str) -> str:
        """The plain name of a file."""
        return key.rpartition(":")[2]

    def path(self, key: str) -> Path:
        """Where a file lies; in the common folder if it lies nowhere."""
        of, _, name = key.rpartition(":")
        folders = self._folders(name) if name in (*FORMS, *GRIDS, FEATURES) else (self.own,)
        if of:
            return next(folder for folder in reversed(folders) if folder.name == of) / name
        return next((folder for folder in folders if _has(folder, name)), folders[-1]) / name

    def shown(self, key: str) -> str:
        """How a file is called in messages: its folder and its name in it."""
        name = self.name(key)
        return f"{self.path(key).parents[name.count('/')].name}/{name}"

    def _folders(self, name: str) -> tuple[Path, ...]:
        if name in RECORD:
            return (self.own, self.told) if self.told else (self.own,)
        if self.whole and name in (*ADDED, *INHERITED):
            return self.own, self.whole, self.common
        return self.own, self.common


def _has(folder: Path, name: str) -> bool:
    return os.path.exists(f"{folder}/{name}")  # 300 times for each scenario: a path takes longer than the disk


def joined(lists: Sequence[tuple[T, ...]], key: str) -> tuple[T, ...]:
    """The entries of several files, the farthest first: a nearer one in the place of a farther one of its name.

    Rules come in the order of their numbers.
    """
    of = NAMED.get(key, "id")
    found: list[T] = list(lists[0])
    for nearer in lists[1:]:
        by_name = {getattr(e, of): e for e in reversed(nearer)}
        far = {getattr(e, of) for e in found}
        put = {id(by_name[name]) for name in far if name in by_name}
        found = [by_name.get(getattr(e, of), e) for e in found] + [e for e in nearer if id(e) not in put]
    if key == "rule" and len(lists) > 1:
        found.sort(key=lambda rule: [int(part) for part in re.findall(r"[0-9]+", getattr(rule, of))])
    return tuple(found)


def begun(reading: "Reading", head: Head | None, parts: "Parts") -> "Parts":
    """The parts with the counters that begin here, and of a shared record what belongs to this scenario."""
    if head is None:
        return parts
    if head.record_of and reading.layers.told is None:
        reading.note(
            head,
            "record_of",
            _("record_of: there is no scenario {record_of!r} with a record of its own"),
            record_of=head.record_of,
        )
    parts = _told(reading, head, parts)
    if not head.part_of:
        for start in (*parts.starts, *parts.side_starts):
            reading.note(start, "", _("a start row is for a scenario that is part_of another"))
        return parts._replace(keyframes=tuple(_with_own_losses(reading, head, k) for k in parts.keyframes))
    if reading.layers.whole is None:
        reading.note(
            head,
            "part_of",
            _("part_of: there is no scenario {part_of!r} with an order of battle of its own"),
            part_of=head.part_of,
        )
        return parts
    counters = _counters(reading, parts)
    used = {c.formation for c in counters}
    formations = tuple(f for f in parts.formations if f.id in used)
    return _cut(reading, head, parts._replace(counters=counters, formations=formations, armies=_armies(reading, parts)))


def _counters(reading: "Reading", parts: "Parts") -> tuple[Counter, ...]:
    """The counters that the start rows name, as they begin, in the order of the whole scenario."""
    starts: dict[str, Start] = {}
    known = reading.written("oob.toml", "counter")
    for start in parts.starts:
        if start.unit not in known:
            reading.note(start, "unit", _("counter {unit!r} is unknown in the whole scenario"), unit=start.unit)
        elif starts.setdefault(start.unit, start) is not start:
            reading.note(start, "unit", _("counter {unit!r} begins twice"), unit=start.unit)
    made = []
    for counter in parts.counters:
        if counter.id in starts:
            made.append(_begin(counter, starts[counter.id]))
            reading.stands_for(made[-1], starts[counter.id])
    return tuple(made)


def _armies(reading: "Reading", parts: "Parts") -> tuple[Army, ...]:
    """The armies as they are when the part begins."""
    starts = {s.side: s for s in parts.side_starts}
    made = []
    for army in parts.armies:
        start = starts.pop(army.side, None)
        changes = _changes(start) if start else {}
        made.append(msgspec.structs.replace(army, **changes) if changes else army)
        reading.stands_for(made[-1], start or army)
    for stray in starts.values():
        reading.note(stray, "side", _("side {side!r} has no army"), side=stray.side)
    return tuple(made)


def _changes(start: Start | SideStart) -> dict[str, Any]:
    """What a start row says, by field."""
    return {f: v for f in start.__struct_fields__ if f not in ABOUT_START and (v := getattr(start, f)) is not None}


def _begin(counter: Counter, start: Start) -> Counter:
    """A counter as a part of the scenario finds it."""
    changes = _changes(start)
    if start.hex is not None:
        changes |= {"arrives": "", "arrives_at": None, "arrives_early": "", "arrives_late": ""}
    elif start.arrives is not None:
        changes |= {"hex": None, "arrives_early": "", "arrives_late": ""}
    if {"men", "crew"} & changes.keys():
        changes["companies"] = ()
    return msgspec.structs.replace(
        counter, source=start.source, confidence=start.confidence, note=start.note or counter.note, **changes
    )


def _cut(reading: "Reading", head: Head, parts: "Parts") -> "Parts":
    """Orders and keyframes of the turns that are played, for the counters that are in them."""
    try:
        turns = head.calendar.played()
    except (KeyError, ValueError):
        return parts  # told with the calendar
    units = {c.id for c in parts.counters}
    who = units | {f.id for f in parts.formations}
    names = {t.name for t in turns}
    keyframes = [k for k in parts.keyframes if _is_within(head, k.at)]
    turns_told = tuple(_with_own_positions(reading, t, units) for t in parts.record_turns)
    return parts._replace(
        record_turns=turns_told,
        orders=tuple(o for o in parts.orders if o.turn in names and o.unit in who),
        keyframes=tuple(_with_own_losses(reading, head, k, units) for k in keyframes),
    )


def _told(reading: "Reading", head: Head, parts: "Parts") -> "Parts":
    """Of a record that is another scenario's the turns that are played here, and the counters that are in them."""
    if reading.layers.told is None:
        return parts
    try:
        names = {t.name for t in head.calendar.played()}
    except (KeyError, ValueError):
        return parts  # told with the calendar
    units = {c.id for c in parts.counters}
    turns = tuple(_with_own_positions(reading, t, units) for t in parts.record_turns if t.at in names)
    return parts._replace(record_turns=turns, record_days=(), record_rows=())


def _with_own_positions(reading: "Reading", turn: RecordTurn, units: set[str]) -> RecordTurn:
    """The turn of the record with only the counters that this scenario has."""
    positions = tuple(p for p in turn.positions if p.unit in units)
    if len(positions) == len(turn.positions):
        return turn
    made = msgspec.structs.replace(turn, positions=positions)
    reading.stands_for(made, turn)
    return made


def _is_within(head: Head, moment: str) -> bool:
    turns = head.calendar.played()
    try:
        return turns[0].first_pulse <= head.calendar.pulse_of(moment) <= turns[-1].last_pulse
    except ValueError:
        return True  # told with the keyframe


def _with_own_losses(reading: "Reading", head: Head, frame: Keyframe, units: set[str] | None = None) -> Keyframe:
    """The keyframe with the losses that are counted from this scenario's start, and only the counters that it has."""
    losses = tuple(b for b in frame.losses if not b.since or b.since == head.calendar.start)
    positions = frame.positions if units is None else tuple(p for p in frame.positions if p.unit in units)
    if len(losses) == len(frame.losses) and len(positions) == len(frame.positions):
        return frame
    made = msgspec.structs.replace(frame, losses=losses, positions=positions)
    reading.stands_for(made, frame)
    return made


def _whole(folder: Path, elsewhere: Path, key: str = "part_of") -> Path | None:
    """The folder of the scenario that the one in `folder` names under a key; None if it names none that is whole itself."""
    of = _named(folder, key)
    for place in (folder.parent / of, elsewhere / of) if of else ():
        if (place / "oob.toml").is_file() and not _named(place, "part_of"):
            return place
    return None


def _named(folder: Path, key: str) -> str:
    """What `scenario.toml` gives under a key, empty if it gives nothing that can be the name of a folder."""
    try:
        text = read_bytes(folder / "scenario.toml", largest=LARGEST_HEAD).decode("utf-8-sig")
    except (BadFile, ValueError):
        return ""
    found = NAMES[key].search(text)
    return found[1] if found and AN_ID.fullmatch(found[1]) and found[1] != COMMON else ""
