"""Pages of the record as plain facts for scripts: every statement with its sources, every source in full."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import msgspec

from game.match.battle.bands import bands_for
from game.model.battle.bands import LEVELS
from game.model.battle.record_start import StartRow, at_the_start

if TYPE_CHECKING:
    from game.model.base import Source
    from game.model.battle.bands import Bands
    from game.model.battle.record import Person
    from game.model.battle.record_page import Page
    from game.model.battle.scenario import Scenario

OURS = "estimate"  # a source that needs no entry: our own


def facts(
    scenario: Scenario, pages: Sequence[Page], *, side: str | None, board: dict[str, Any] | None
) -> dict[str, Any]:
    """The pages, the persons and places that they name, and the sources that they cite."""
    bands = bands_for(scenario)
    told = [page_facts(page, board, bands) for page in pages]
    named = [t for page in pages for t in page.told]
    people = dict.fromkeys(p for t in named for p in t.persons)
    places = dict.fromkeys(p for t in named for p in t.places)
    record = scenario.record
    return {
        "scenario": scenario.id,
        "side": side or "both",
        "pages": told,
        "start": [start_facts(row) for row in at_the_start(scenario) if side in (None, row.side)],
        "persons": {p: _person(record.person(p), side) for p in people},
        "places": {p: _plain(record.place(p).names) for p in places},
        "sources": {
            s.id: _plain(s) for s in cited(scenario, [*_cites(told), *(record.person(p).source for p in people)])
        },
    }


def cited(scenario: Scenario, citations: Iterable[str]) -> tuple[Source, ...]:
    """The sources of some citations, each once, in the order in which they come."""
    found = {s.id: s for one in dict.fromkeys(citations) for s in scenario.record.sources(one)}
    return tuple(found.values())


def model_facts(bands: Bands | None, at: str, side: str | None) -> dict[str, Any] | None:
    """What many re-enactments had by the end of a turn, in the order of `per_cent`; None where nothing is kept of it.

    `side`: to whom only its own figures are told.
    """
    rows = bands.at(at) if bands is not None else {}
    if bands is None or not rows:
        return None
    found: dict[str, Any] = {"games": bands.games, "seed": bands.seed, "rules": bands.rules, "per_cent": list(LEVELS)}
    for (what, whose, place), row in rows.items():
        if place:
            found.setdefault("held_pm", {}).setdefault(place, {})[whose] = list(row)
        elif side in (None, whose):
            found.setdefault(what, {})[whose] = list(row)
    return found


def page_facts(page: Page, board: dict[str, Any] | None, bands: Bands | None = None) -> dict[str, Any]:
    """One page. `board`: what a game had after the turn, where one is told beside the record; `bands`: what many had."""
    found = {
        "at": page.at,
        "begins": page.begins,
        "ends": page.ends,
        "is_day": page.is_day,
        "headline": page.headline,
        "silent": page.is_silent,
        "opening": {s: list(page.opening(s)) for s in page.sides if page.seen_by in ("", s)},
        "told": [_plain(t) for t in page.told],
        "weather": [w._asdict() for w in page.weather],
        "light": [mark._asdict() for mark in page.light],
        "moon_lit": page.moon_lit,
        "crest": [_plain(c) for c in page.crest],
        "decisions": [{"side": d.side, **_plain(d.decision)} for d in page.decided],
        "losses": [_plain(x) for x in page.losses],
        "lost": [_plain(x) for x in page.lost],
        "lost_at": page.lost_at,
        "positions": [p._asdict() for p in page.positions],
        "model": model_facts(bands, page.at, page.seen_by or None),
    }
    return found | ({"board": board.get(page.at)} if board is not None else {})


def start_facts(row: StartRow) -> dict[str, Any]:
    """A counter at the first pulse."""
    return {
        "unit": row.unit,
        "side": row.side,
        "order_of_battle": _at(row.begins),
        "record": _at(row.recorded),
        "drawn": row.drawn,
        "why": row.why,
    }


def _person(person: Person, side: str | None) -> dict[str, Any]:
    """Somebody who is named; to one side without what became of him."""
    late = ("fate", "fate_confidence", "recalled", "note") if side is not None else ()
    return {key: value for key, value in _plain(person).items() if key not in late}


def _at(where: tuple[tuple[int, int], int] | None) -> dict[str, Any] | None:
    return None if where is None else {"hex": where[0], "men": where[1]}


def _cites(value: Any) -> list[str]:
    """Every citation in facts at any depth."""
    if isinstance(value, dict):
        own = [value["source"]] if isinstance(value.get("source"), str) else []
        return [*own, *(c for v in value.values() for c in _cites(v))]
    return [c for v in value for c in _cites(v)] if isinstance(value, list) else []


def _plain(value: Any) -> Any:
    return msgspec.to_builtins(value)
