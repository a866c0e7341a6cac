"""Reading the longer road: `road/` beside the strategic game, strictly, every citation and date checked."""

import datetime as dt
import re
from pathlib import Path
from typing import Any, TypeVar

from game.core.words import _
from game.files.bounds import read_bytes
from game.files.errors import BadFile, Problem, nearest
from game.files.strict import Reader, entries
from game.files.theatre.decks import deck_folder, load_deck
from game.model.base import Entry, Source
from game.model.theatre.road import (
    Believed,
    Clause,
    Half,
    LineReading,
    Road,
    RoadEvent,
    RoadFrame,
    RoadPlace,
    RoadSide,
)

T = TypeVar("T", bound=Entry)
FOLDER = "road"
FILES: dict[str, dict[str, type[Entry]]] = {
    "events.toml": {"event": RoadEvent},
    "forces.toml": {"side": RoadSide, "half": Half, "staff": Believed},
    "treaty.toml": {"clause": Clause, "reading": LineReading},
    "places.toml": {"frame": RoadFrame, "spot": RoadPlace},
    "sources.toml": {"source": Source},
}
LARGEST = 512 * 1024
OURS = "estimate"
_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


def load_road(name: str | Path) -> Road:
    """The road of a strategic game by its id or the path of its folder, whole and checked.

    Raises:
        BadFile: there is none, or with every problem of every file of it.
    """
    folder = deck_folder(name) / FOLDER
    deck = load_deck(name)
    readers: dict[str, Reader] = {}
    spots: dict[int, Any] = {}
    for file, lists in FILES.items():
        readers[file] = Reader(f"{folder.parent.name}/{FOLDER}/{file}", spots)
        readers[file].load(read_bytes(folder / file, largest=LARGEST))
        readers[file].only(tuple(lists))

    def read(file: str, key: str, kind: type[T]) -> tuple[T, ...]:
        return readers[file].read_list(kind, key)

    own = read("sources.toml", "source", Source)
    road = Road(
        events=tuple(sorted(read("events.toml", "event", RoadEvent), key=lambda e: e.date)),
        sides=read("forces.toml", "side", RoadSide),
        halves=read("forces.toml", "half", Half),
        staff=read("forces.toml", "staff", Believed),
        clauses=read("treaty.toml", "clause", Clause),
        readings=read("treaty.toml", "reading", LineReading),
        places=read("places.toml", "spot", RoadPlace),
        frames=read("places.toml", "frame", RoadFrame),
        cards=deck.prologue,
        sources=(*deck.sources, *own),
    )
    if not any(r.problems for r in readers.values()):
        _check(road, spots)
    problems = [p for r in readers.values() for p in r.problems]
    if problems:
        raise BadFile(problems)
    return road


def road_problems(name: str | Path) -> list[Problem]:
    """What is wrong with the road of a strategic game; nothing where it has none."""
    try:
        if (deck_folder(name) / FOLDER).is_dir():
            load_road(name)
    except BadFile as e:
        return list(e.problems)
    return []


def _check(road: Road, spots: dict[int, Any]) -> None:
    """Every citation has its source, every card its text, every day is one, every band rises."""

    def note(entry: Any, key: str, words: str) -> None:
        reader, path = spots[id(entry)]
        reader.problem((*path, key), words)

    names = [*(s.id for s in road.sources), OURS]
    cards = [c.id for c in road.cards]
    sides = [s.id for s in road.sides]
    ids: set[tuple[type, str]] = set()
    told = (*road.events, *road.halves, *road.staff, *road.clauses, *road.readings, *road.places)
    for entry in (e for one in told for e in entries(one)):
        for part in str(getattr(entry, "source", "")).split("+"):
            if part and part not in names:
                note(
                    entry, "source", _("source {part!r} is unknown{near}").format(part=part, near=nearest(part, names))
                )
        for key in ("date", "last", "first"):
            if not _is_date(getattr(entry, key, "")):
                note(
                    entry,
                    key,
                    _("{key}: needed a day such as 1938-07-31, found {a}").format(key=key, a=getattr(entry, key)),
                )
        if (low := getattr(entry, "low", 0)) > (high := getattr(entry, "high", low)) or low < 0:
            note(entry, "low", _("low = {low:g}, high = {high:g}; needed from 0 up").format(low=low, high=high))
        if (side := getattr(entry, "side", "")) and side not in sides:
            note(entry, "side", _("side {side!r} is unknown{near}").format(side=side, near=nearest(side, sides)))
        if name := getattr(entry, "id", ""):
            if (type(entry), name) in ids:
                note(entry, "id", _("id {name!r} is already there").format(name=name))
            ids.add((type(entry), name))
    for event in road.events:
        if event.kind == "card":
            if event.card not in cards:
                note(
                    event,
                    "card",
                    _("card {card!r} is unknown{near}").format(card=event.card, near=nearest(event.card, cards)),
                )
        elif not (event.title and event.text and event.source and event.confidence):
            note(event, "title", _("{id}: needed title, text, source and confidence").format(id=event.id))
        if (event.kind == "incident") != (event.at is not None and event.spot is not None):
            note(
                event,
                "at",
                _("{id}: an incident has a place, and only an incident; needed at and spot").format(id=event.id),
            )


def _is_date(words: str) -> bool:
    if not words:
        return True
    if not _DATE.fullmatch(words):
        return False
    try:
        dt.date.fromisoformat(words + "-01" * (2 - words.count("-")))
    except ValueError:
        return False
    return True
