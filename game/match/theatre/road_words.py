"""What is known of anything on the longer road, as a card: sentence, readings of the parties, sources in full."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from game.core.words import N_, _, enumerated, spoken, written
from game.match.citing import Part, source_lines
from game.match.dates import any_date, from_to
from game.model.theatre.road import Clause, Half, LineReading, RoadEvent, RoadPlace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from game.model.base import Names
    from game.model.theatre.cards import ReadingCard, Said
    from game.model.theatre.road import Estimate, Road, RoadSide

KINDS = {"decision": N_("Decision"), "incident": N_("Border incident"), "card": N_("Read by both sides")}
SERIES = {
    "men": N_("Men, thousands"),
    "divisions": N_("Divisions"),
    "tanks": N_("Tanks"),
    "aircraft": N_("Aircraft"),
}
WHEN = {"1938": N_("In 1938"), "since": N_("Since then"), "today": N_("Today")}
SCRIPTS = ("en", "ja", "ru", "zh", "ko")
Entry = RoadEvent | Clause | LineReading | RoadPlace


class RoadCard(NamedTuple):
    """Title, a line under it, and parts, the last of which are the sources."""

    title: str
    under: str
    parts: tuple[Part, ...]


def scripts(names: Names) -> str:
    """A name in its other scripts, each once."""
    found = dict.fromkeys(getattr(names, code) for code in SCRIPTS)
    return " · ".join(n for n in found if n and n != spoken(names))


def title_of(road: Road, event: RoadEvent) -> str:
    """What an event is called."""
    return _(road.card(event.card).title if event.card else event.title)


def when(event: RoadEvent) -> str:
    """The days of an event: "18 September 1931", "July 1933", "9 July 1938 – 11 July 1938"."""
    first = any_date(event.date if event.day else event.date[:7])
    return from_to(first, any_date(event.last)) if event.last else first


def known(road: Road, entry: Entry) -> RoadCard:
    """The card of an entry."""
    if isinstance(entry, RoadEvent):
        return _card(road, entry, road.card(entry.card)) if entry.card else _event(road, entry)
    sources = Part(_("Sources"), _lines(road, entry.source, entry.confidence, entry.note))
    if isinstance(entry, Clause):
        return RoadCard(_(entry.title), any_date(entry.date), (Part(_("What was agreed"), (_(entry.text),)), sources))
    if isinstance(entry, LineReading):
        return RoadCard(_(entry.who), _(WHEN[entry.when]), (Part(_("How it is read"), (_(entry.text),)), sources))
    far = _("{n} km from the summit of Changkufeng, as the crow flies").format(n=written(entry.km, "g"))
    place = f"{entry.at[1]:.4f} N {entry.at[0]:.4f} E"
    return RoadCard(spoken(entry.names), scripts(entry.names), (Part(_("Where it lies"), (far, place)), sources))


def figures(road: Road, half: Half, series: str) -> RoadCard:
    """A half-year of a series: each side's band, what Tokyo reckoned, and what the figures rest on."""
    shown, parts = _(SERIES[series]), []
    for side in road.sides:
        bands = half.of(series)[side.id]
        lines = [span(bands)]
        for one in bands:
            lines += _lines(road, one.source, one.confidence)
        parts.append(
            Part(_("{side}: {what}").format(side=side_of(side, series), what=shown), tuple(dict.fromkeys(lines)))
        )
    believed = next((b for b in road.staff if str(b.year) == half.first[:4]), None)
    if believed is not None and (line := reckoned(road, half, series)):
        parts.append(
            Part(
                _("What the Japanese General Staff reckoned"),
                (line, *_lines(road, believed.source, believed.confidence)),
            )
        )
    under = _(
        "By the end of the half-year. Soviet: the Far Eastern Army, from 1935 with Transbaikal, from 1937 with Mongolia."
    )
    if series == "tanks":
        under += " " + _("Before 1936 Soviet figures count tankettes, too: of all series the least sure.")
    return RoadCard(enumerated((shown, any_date(half.last))), under, tuple(parts))


def span(bands: Sequence[Estimate]) -> str:
    """The figures of one or more armies together: "163.7", "14–20"."""
    low, high = sum(b.low for b in bands), sum(b.high for b in bands)
    return written(low, "g") if low == high else f"{written(low, 'g')}–{written(high, 'g')}"


def reckoned(road: Road, half: Half, series: str) -> str:
    """What the Japanese General Staff reckoned of both sides in the year of a half; nothing where it is not told."""
    believed = next((b for b in road.staff if str(b.year) == half.first[:4]), None)
    if believed is None or not believed.of(series):
        return ""
    told = enumerated(f"{_(s.name)} {believed.of(series)[s.id]}" for s in road.sides if s.id in believed.of(series))
    return _("{year}: {told}").format(year=believed.year, told=told)


def side_of(side: RoadSide, series: str) -> str:
    """A side by name, and which of its armies are counted in a series."""
    armies = side.armies.get(series, "")
    return _("{side}, {armies}").format(side=_(side.name), armies=_(armies)) if armies else _(side.name)


def _event(road: Road, event: RoadEvent) -> RoadCard:
    under = " · ".join(w for w in (_(KINDS[event.kind]), when(event), _(event.place)) if w)
    sure = (
        (_("Place on the map: {words}").format(words=_lines(road, "", event.spot)[0]),)
        if event.spot is not None
        else ()
    )
    cited = _lines(road, event.source, event.confidence or "", event.note)
    return RoadCard(
        _(event.title), under, (Part(_("What is told"), (_(event.text),)), Part(_("Sources"), (*cited, *sure)))
    )


def _card(road: Road, event: RoadEvent, card: ReadingCard) -> RoadCard:
    parts = [Part(_("What is told"), (_(card.text), *_lines(road, card.source, card.confidence, card.note)))]
    parts += [_reading(road, said) for said in card.readings]
    return RoadCard(_(card.title), f"{_(KINDS['card'])} · {when(event)}", tuple(parts))


def _reading(road: Road, said: Said) -> Part:
    return Part(_(said.who), (_(said.says), *_lines(road, said.source, said.confidence)))


def _lines(road: Road, cited: str, confidence: str, note: str = "") -> tuple[str, ...]:
    return source_lines(road.cited(cited), cited, confidence, note=note)
