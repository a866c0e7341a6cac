"""Searching the record: counters, places and people by any of their names, and who is who."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import pygame

from game.client.kit.widgets import Field, Listing, Modal, Row
from game.client.map.sides import colours
from game.core.words import _, counted, enumerated, meant, spoken
from game.match.battle.record_known import PERSON, PLACE, UNIT, Topic, heard

if TYPE_CHECKING:
    from game.client.battle.replay.book import RecordScreen
    from game.model.base import Names
    from game.model.battle.scenario import Scenario


class Entry(NamedTuple):
    """Something to find. `names`: all in which it is looked for; `told`: how many statements name it."""

    topic: Topic
    name: str
    under: str
    side: str
    names: str
    told: int


def entries(scenario: Scenario, *, whole: bool = False, eyes: str = "") -> tuple[Entry, ...]:
    """Everything that can be found: people, counters, places. `whole`: people and places too that no statement names.

    `eyes`: the side as which it is looked for: its own counters, and who and what it heard of; "" for whoever reads both.
    """
    told = [t for turn in scenario.record_turns for t in turn.told] + [t for d in scenario.record_days for t in d.told]
    often: dict[str, int] = {}
    for statement in (t for t in told if heard(t, eyes)):
        for word in {*statement.persons, *statement.units, *statement.places}:
            often[word] = often.get(word, 0) + 1
    found = [
        _entry(
            Topic(PERSON, p.id), p.names, enumerated(w for w in (meant("rank", p.rank), _(p.post)) if w), p.side, often
        )
        for p in scenario.people
    ]
    found += [
        _entry(Topic(UNIT, c.id), c.names, _(_type_name(scenario, c.id)), c.side, often)
        for c in scenario.counters
        if eyes in ("", c.side)
    ]
    places = {p.id: p.names for p in scenario.record_places} | {p.id: p.names for p in scenario.places}
    found += [_entry(Topic(PLACE, place), names, _("place"), "", often) for place, names in places.items()]
    return tuple(e for e in found if whole or e.told or e.topic.kind == UNIT)


def _entry(topic: Topic, names: Names, under: str, side: str, often: dict[str, int]) -> Entry:
    every = " ".join((topic.id, names.en, names.ja, names.ru, names.zh, names.ko, under)).casefold()
    return Entry(topic, spoken(names), under, side, every, often.get(topic.id, 0))


def _type_name(scenario: Scenario, unit: str) -> str:
    return scenario.unit_type(scenario.counter(unit)).name


def matching(all_: Sequence[Entry], words: str) -> tuple[Entry, ...]:
    """Those in whose names every word stands; the most told of first."""
    wanted = words.casefold().split()
    found = [e for e in all_ if all(w in e.names for w in wanted)]
    return tuple(sorted(found, key=lambda e: -e.told))


class SearchDialog(Modal):
    """A line to write in, and what was found. `among`: the entries searched; all of the record where none are given."""

    def __init__(self, screen: RecordScreen, among: Sequence[Entry] = (), title: str = "") -> None:
        b = screen.brush
        super().__init__(b, (b.px(640), b.px(600)), title or _("Search the record"), lambda: screen.show(None))
        self.screen = screen
        self.among = tuple(among) or entries(screen.scenario, eyes=screen.leafing.eyes)
        self.words = ""
        self.shown = matching(self.among, "")

    def lay_out(self, window: tuple[int, int]) -> None:
        """Line above, list below."""
        px = self.ui.brush.px
        room = self.place(window)
        line = pygame.Rect(room.x, room.y, room.w, px(36))
        self.field = Field(line, self.words, self._first, tip=_("A counter, a place or a person"), typed=self._typed)
        rest = pygame.Rect(room.x, line.bottom + px(10), room.w, room.bottom - line.bottom + px(10))
        self.list = Listing(rest, self._rows(), lambda _k: None, height=px(46), enter=self._open)
        self.set([self.field, self.list], focus=self.field)

    def _rows(self) -> list[Row]:
        found = []
        for e in self.shown:
            dot = colours(self.screen.scenario, e.side).light if e.side in self.screen.scenario.sides else None
            right = counted("{n} statement", "{n} statements", e.told) if e.told else ""
            found.append(Row(e.name, right=right, under=e.under, dot=dot))
        return found

    def _typed(self, words: str) -> None:
        self.words, self.shown = words, matching(self.among, words)
        self.list.rows, self.list.chosen, self.list.scroll.offset = tuple(self._rows()), -1, 0

    def _first(self, _words: str) -> None:
        if self.shown:
            self._open(0)

    def _open(self, k: int) -> None:
        self.screen.open(self.shown[k].topic)
