"""What lies on the strategic map: a counter for every side of every place, sectors, moves of the sheet, forts and depots."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.client.theatre.counters import Stand
from game.client.theatre.map_view import MapMarks, MoveMark, SectorMark, Shown
from game.client.theatre.names import SEAT_SIDE
from game.core.words import spoken

if TYPE_CHECKING:
    from game.client.theatre.facts import Facts, PlaceFact
    from game.client.theatre.screen import TheatreScreen


def marks_of(screen: TheatreScreen) -> MapMarks:
    """Everything that the map shows of what the seat sees and writes."""
    facts = screen.facts
    side = SEAT_SIDE[facts.seat]
    shown: list[Shown] = []
    for place in facts.places.values():
        shown += _stands(screen, place)
    targets = frozenset(m.target for m in screen.writing.moves_from(screen.source)) if screen.source else frozenset()
    moves = (
        ()
        if screen.is_history
        else tuple(_mark(facts, side, m.source, m.target, m.divisions) for m in screen.draft.now.moves)
    )
    return MapMarks(
        shown=tuple(shown),
        sectors=tuple(
            SectorMark(s.id, s.ratio if side == 0 else -s.ratio, s.words, s.id not in facts.closed) for s in facts.sectors
        ),
        moves=moves, selected=screen.source, targets=targets, hover=screen.marks.hover, year=facts.year,
        forts={p.id: p.forts for p in facts.places.values() if p.forts},
        depots={p.id: p.depots for p in facts.places.values() if any(p.depots)},
        fallen=facts.wuhan_fallen,
    )  # fmt: skip


def _stands(screen: TheatreScreen, place: PlaceFact) -> list[Shown]:
    at, found = screen.board.place(place.id), []
    for side in (0, 1):
        if at.stands[side] is None or (at.edge and place.high[side] == 0):
            continue
        stand = Stand(
            side, spoken(at.short), place.seat[side], place.low[side], place.high[side],
            is_selected=place.id == screen.source and side == SEAT_SIDE[screen.facts.seat], worn=place.worn[side],
        )  # fmt: skip
        found.append(Shown(place.id, stand))
    return found


def _mark(facts: Facts, side: int, source: str, target: str, divisions: int) -> MoveMark:
    late = next((m.is_late for m in facts.moves if (m.source, m.target) == (source, target)), False)
    return MoveMark(side, source, target, str(divisions), late)
