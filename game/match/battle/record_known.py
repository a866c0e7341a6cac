"""What the record knows of one thing: claim, the other reading, sources in full, how sure; and where else it is told of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from game.core.hexes import numbers
from game.core.words import _, clauses, enumerated, meant, spoken, titled
from game.match.battle import record_words
from game.match.citing import Part, source_lines
from game.match.dates import moment_words
from game.model.base import Names
from game.model.battle.decisions import Decision
from game.model.battle.record import CrestHeld, LossBand, Person, Told, TurnLoss
from game.model.battle.record_page import Page, Sky, SkyMark, Standing
from game.model.battle.record_start import at_the_start

if TYPE_CHECKING:
    from game.model.battle.scenario import Scenario

SCRIPTS = ("en", "ja", "ru", "zh", "ko")
UNIT, PERSON, PLACE = "unit", "person", "place"


class Topic(NamedTuple):
    """Something that the record names: a counter, a person or a place, by its id."""

    kind: str
    id: str


class Known(NamedTuple):
    """All that is known of something. `topics`: what it names; `told`: (page, statement) wherever it is named."""

    title: str
    under: str
    parts: tuple[Part, ...]
    topics: tuple[Topic, ...] = ()
    told: tuple[tuple[str, Told], ...] = ()


def heard(told: Told, side: str) -> bool:
    """Whether a side knew of a statement then; whoever reads both sides, "", knows of all."""
    return not side or told.side == side or side in told.known_to


def told_of(scenario: Scenario, topic: str, side: str = "") -> tuple[tuple[str, Told], ...]:
    """Every statement that names something by its id, with the name of its page; to one side those it knew of."""
    return tuple((at, told) for at, told in scenario.record.about(topic) if heard(told, side))


def name_of(scenario: Scenario, topic: Topic) -> str:
    """The name of a counter, person or place in the language in use."""
    if topic.kind == PERSON:
        return spoken(scenario.record.person(topic.id).names)
    if topic.kind == PLACE:
        return record_words.place_name(scenario, topic.id)
    return spoken(scenario.counter(topic.id).names) if scenario.has_counter(topic.id) else topic.id


def known(scenario: Scenario, page: Page, entry: Any) -> Known:
    """What is known of an entry of a page, or of a topic."""
    if isinstance(entry, Topic):
        return _topic(scenario, page, entry)
    if isinstance(entry, Told):
        return _told(scenario, page, entry)
    if isinstance(entry, TurnLoss | LossBand):
        return _loss(scenario, page, entry)
    if isinstance(entry, CrestHeld):
        return _crest(scenario, page, entry)
    return _other(scenario, page, entry)


def backed(scenario: Scenario, cited: str, confidence: str, ref: str = "", note: str = "") -> tuple[str, ...]:
    """What an entry of the record rests on, its sources in full."""
    return source_lines(scenario.record.sources(cited), cited, confidence, ref, note)


def _cited(scenario: Scenario, entry: Any, ref: str = "") -> Part:
    note = getattr(entry, "note", "")
    return Part(_("Sources"), backed(scenario, entry.source, entry.confidence, ref, note))


# ---------------------------------------------------------------- entries
def _told(scenario: Scenario, page: Page, told: Told) -> Known:
    under = " · ".join(w for w in (record_words.title(page), _(told.where), _(told.clock)) if w)
    own = (_("{t} by the clock of the source").format(t=_(told.own_clock)),) if told.own_clock else ()
    parts = [Part(_("What is told"), (_(told.text), *own))]
    if told.disputed:
        parts.append(Part(_("Disputed"), (_(told.disputed),)))
    other = _other_reading(page, told)
    if other:
        parts.append(
            Part(_("The other side of the same"), tuple(f"{_(t.text)} [{t.source}, {t.confidence}]" for t in other))
        )
    parts.append(_cited(scenario, told, _(told.ref)))
    return Known(_kind(page, told), under, tuple(parts), _topics(scenario, told))


def _kind(page: Page, told: Told) -> str:
    """Whose account it is, or what kind of statement."""
    if told.kind == "account":
        return _("{side}: its account").format(side=_(page.sides[told.side]))
    return _(dict(record_words.PARTS)[told.kind])


def _other_reading(page: Page, told: Told) -> tuple[Told, ...]:
    """Accounts of the other side in the same hours that name a counter or place of this one."""
    named = {*told.units, *told.places}
    others = (t for t in page.of("account") if told.side and t.side != told.side)
    return tuple(t for t in others if named & {*t.units, *t.places})


def _topics(scenario: Scenario, told: Told) -> tuple[Topic, ...]:
    units = [Topic(UNIT, u) for u in told.units if scenario.has_counter(u)]
    return (*units, *(Topic(PLACE, p) for p in told.places), *(Topic(PERSON, p) for p in told.persons))


def _loss(scenario: Scenario, page: Page, loss: TurnLoss | LossBand) -> Known:
    """A figure beside every other count and claim of the same side's losses on the page."""
    side = _(page.sides[loss.side])
    parts = []
    for head, every in ((_("Losses of this turn"), page.losses), (_("Losses so far"), page.lost)):
        rows = tuple(_figure(page, x) for x in every if x.side == loss.side)
        parts += [Part(head, rows)] if rows else []
    if isinstance(loss, TurnLoss) and loss.basis:
        parts.append(Part(_("What the figure rests on"), (_(loss.basis),)))
    parts.append(_cited(scenario, loss))
    return Known(_("Losses, {s}").format(s=side), record_words.title(page), tuple(parts))


def _figure(page: Page, loss: TurnLoss | LossBand) -> str:
    if isinstance(loss, TurnLoss):
        words = f"{record_words.figures(loss)} – {record_words.counted_by(page.sides, loss)}"
    else:
        killed = record_words.span((loss.killed_low, loss.killed_high))
        words = _("{n} by {t}, of them {k} killed or missing").format(
            n=record_words.span((loss.low, loss.high)), t=moment_words(page.lost_at), k=killed
        )
    return f"{words} [{loss.source}, {loss.confidence}]"


def _crest(scenario: Scenario, page: Page, crest: CrestHeld) -> Known:
    line = next(x for x in record_words.between(scenario, page) if x.entry is crest)
    parts = (Part(_("Who holds the hills"), (titled(line.head, line.text),)), _cited(scenario, crest))
    return Known(line.head, record_words.title(page), parts, (Topic(PLACE, crest.hill),))


def _other(scenario: Scenario, page: Page, entry: Sky | SkyMark | Decision) -> Known:
    line = next(x for x in record_words.between(scenario, page) if x.entry is entry)
    return Known(line.part, record_words.title(page), (Part(line.part, (line.text,)), _cited(scenario, entry)))


# ---------------------------------------------------------------- topics
def _topic(scenario: Scenario, page: Page, topic: Topic) -> Known:
    told = told_of(scenario, topic.id, page.seen_by)
    if topic.kind == PERSON:
        person = scenario.record.person(topic.id)
        return Known(spoken(person.names), _scripts(person.names), _person(scenario, person, page.seen_by), (), told)
    if topic.kind == PLACE:
        place = scenario.record.place(topic.id)
        variants = enumerated(getattr(place, "variants", ()))
        more = (Part(_("Also written"), (variants,)),) if variants else ()
        return Known(spoken(place.names), _scripts(place.names), (*more, _cited(scenario, place)), (), told)
    return _unit(scenario, page, topic, told)


def _scripts(names: Names) -> str:
    """A name in its other scripts, each once."""
    found = dict.fromkeys(getattr(names, code) for code in SCRIPTS)
    return " · ".join(n for n in found if n and n != spoken(names))


def _person(scenario: Scenario, person: Person, seen_by: str) -> tuple[Part, ...]:
    """Rank and post; what became of him only to whoever reads both sides."""
    side = _(scenario.side_names[person.side]) if person.side in scenario.side_names else ""
    post = enumerated(w for w in (side, meant("rank", person.rank), _(person.post)) if w)
    parts = [Part(_("In the summer of 1938"), (post,))]
    if person.fate and not seen_by:
        recalled = (_("recalled from: {work}").format(work=_(person.recalled)),) if person.recalled else ()
        mark = f" [{person.fate_confidence}]" if person.fate_confidence else ""
        parts.append(Part(_("What became of him"), (f"{_(person.fate)}{mark}", *recalled)))
    return (*parts, _cited(scenario, person))


def _unit(scenario: Scenario, page: Page, topic: Topic, told: tuple[tuple[str, Told], ...]) -> Known:
    counter = scenario.counter(topic.id)
    parts = []
    stands = next((p for p in page.positions if p.unit == topic.id), None)
    if stands is not None:
        cited = backed(scenario, stands.source, stands.confidence, note=stands.note)
        parts.append(Part(_("Where it stands by the end"), (_stands(scenario, stands), *cited)))
    elif not page.is_day:
        parts.append(Part(_("Where it stands by the end"), (_("No source places it yet, or it has left the field."),)))
    why = next((row.why for row in at_the_start(scenario) if row.unit == topic.id), "")
    if why:
        parts.append(Part(_("Order of battle and record at the first pulse"), (why,)))
    parts.append(_cited(scenario, counter))
    return Known(spoken(counter.names), _scripts(counter.names), tuple(parts), (topic,), told)


def _stands(scenario: Scenario, stands: Standing) -> str:
    there = next((p for p in scenario.places if p.hex == stands.hex), None)
    at = spoken(there.names) if there is not None else numbers(stands.hex)
    words = [_("at {place} since {t}").format(place=at, t=moment_words(stands.since))]
    if stands.men:
        words.append(_("{n} men, counted {t}").format(n=stands.men, t=moment_words(stands.men_since)))
    if stands.tanks:
        words.append(_("{n} tanks").format(n=stands.tanks))
    if stands.age_turns:
        words.append(_("carried forward over {n} turns").format(n=stands.age_turns))
    if stands.between:
        words.append(_("on the way: no source has it there"))
    elif not stands.is_certain:
        words.append(_("place uncertain"))
    return clauses(words)
