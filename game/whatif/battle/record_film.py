"""The record as one HTML file that needs nothing else: every page with its map, both accounts beside it, sources at the end."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from game.core.words import _, clauses, language
from game.match.battle import record_words
from game.match.citing import GRADES
from game.whatif.battle import sheet
from game.whatif.page import fill, page, plain

if TYPE_CHECKING:
    from game.match.battle.record_words import Line
    from game.model.battle.record_page import Page, Standing
    from game.model.battle.scenario import Scenario

DENSITIES = (1.0, 0.8, 0.6, 0.45, 0.3)  # of a counter, fainter by a step every `TURNS_FAINTER` turns
TURNS_FAINTER = 4


def film_of(scenario: Scenario, pages: Sequence[Page], *, opens: str = "") -> str:
    """The page, in the language in use. `opens`: name of the page of the record at which it opens, its first turn by default."""
    window = sheet.window_of(scenario)
    played = scenario.calendar.played()[0].name
    first = next((k for k, p in enumerate(pages) if p.at == (opens or played)), 0)
    words = [_("Page before"), _("Next page"), _("All pages"), _("Play"), _("Pause")]
    body = fill(
        "film.html",
        title=plain(_(scenario.title)),
        question=plain(_(scenario.subtitle)),
        marks=plain(" · ".join(f"{grade} {_(said)}" for grade, said in GRADES.items())),
        keys=plain(_("Arrow keys turn the pages, Space plays and pauses, Home and End seek.")),
        ground=sheet.ground(scenario, window=window),
        words=plain(json.dumps(words)),
        first=first,
        pages="".join(_page(scenario, p, window) for p in pages),
        sources_head=plain(_("Sources")),
        sources="".join(_sources(scenario, pages)),
    )
    title = _("{title}: the record, page by page").format(title=_(scenario.title))
    return page(title, body, [], language=language(), styles=("leaves.css", "film.css"), script="film.js")


def _page(scenario: Scenario, told: Page, window: sheet.Window) -> str:
    title = plain(record_words.title(told))
    headline = plain(" ".join(w for w in (_(told.headline), told.silence) if w))
    sides = [s for s in scenario.sides if told.seen_by in ("", s)]
    accounts = "".join(_account(scenario, told, side) for side in sides)
    between = _lines(scenario, record_words.between(scenario, told))
    return (
        f'<section class="turn" data-silent="{int(told.is_silent)}"><h2>{title}</h2><p class="headline">{headline}</p>'
        f'{accounts}<div class="middle">{_map(scenario, told, window)}{between}</div></section>'
    )


def _map(scenario: Scenario, told: Page, window: sheet.Window) -> str:
    if told.is_day:
        return ""
    pieces = [_piece(p) for p in sorted(told.positions, key=lambda p: (-p.men, p.unit))]
    inner = sheet.counters(scenario, pieces, window) + sheet.scored_names(scenario, window)
    name = _("The map after {turn}").format(turn=record_words.title(told))
    return f'<div class="map">{sheet.drawing(window, name, inner)}</div>'


def _piece(stands: Standing) -> sheet.Piece:
    """A counter by the record: dashed where it is carried forward or uncertain, fainter as it ages."""
    dense = DENSITIES[min(len(DENSITIES) - 1, -(-stands.age_turns // TURNS_FAINTER))]
    is_seen = stands.is_certain and not stands.between and stands.age_turns == 0
    words = sheet.strength_words(stands.men, 0, stands.tanks) if stands.men or stands.tanks else ""
    return sheet.Piece(stands.unit, stands.side, stands.hex, words, is_seen, dense)


def _account(scenario: Scenario, told: Page, side: str) -> str:
    """A side's column: what it recorded, or the words that nothing was found."""
    lines = record_words.account(told, side)
    inner = _lines(scenario, lines) if lines else f'<p class="none">{plain(told.opening(side)[0])}</p>'
    colour, k = scenario.look.side(side).deep, scenario.sides.index(side)
    head = plain(_("{side}: its account").format(side=_(told.sides[side])))
    return f'<div class="account side{k}" style="border-color:#{colour}"><h3>{head}</h3>{inner}</div>'


def _lines(scenario: Scenario, lines: Iterable[Line]) -> str:
    found, part = [], ""
    for line in lines:
        if line.part and line.part != part:
            part = line.part
            found.append(f"<h4>{plain(part)}</h4>")
        head = f"<b>{plain(line.head)}</b> " if line.head else ""
        found.append(f'<p class="line mark{plain(line.mark)}">{head}{plain(line.text)} {_cite(scenario, line)}</p>')
    return "".join(found)


def _cite(scenario: Scenario, line: Line) -> str:
    """Sources of a line as links to their full lines, and how sure it is."""
    cited = [f'<a href="#src-{plain(s.id)}">{plain(s.id)}</a>' for s in scenario.record.sources(line.entry.source)]
    words = " ".join(cited or [plain(_("our own estimate"))])
    return f'<span class="cite">[{words}, {plain(line.mark)}]</span>'


def _sources(scenario: Scenario, pages: Sequence[Page]) -> Iterable[str]:
    """Each source that is cited, once: author, title, year, language, what of it was used, how far it may be trusted."""
    cites = (line.entry.source for p in pages for line in _all_lines(scenario, p))
    found = {s.id: s for cite in dict.fromkeys(cites) for s in scenario.record.sources(cite)}
    for s in found.values():
        used = _("used: {what}").format(what=_(s.used)) if s.used else ""
        more = clauses((_(s.language), _(s.kind), used, _(s.reliability)))
        yield f'<li id="src-{plain(s.id)}"><b>{plain(s.id)}</b> {plain(s.full)}. {plain(more)}</li>'


def _all_lines(scenario: Scenario, told: Page) -> tuple[Line, ...]:
    accounts = (line for side in scenario.sides for line in record_words.account(told, side))
    return (*accounts, *record_words.between(scenario, told))
