"""The state of a side in plain lines: the hour, the light, the score, counters, contacts, engagements."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from game.cli import picking
from game.cli.battle.terminal import names
from game.cli.battle.terminal.country import age_words, contact_words, hex_line, own_words, row_line, state_words
from game.cli.battle.terminal.names import hex_words, side_name
from game.cli.battle.terminal.order_line import order_words
from game.cli.troubles import Trouble
from game.core.words import N_, _, counted, enumerated, spoken
from game.match.battle.force_words import off_the_map
from game.match.battle.sky import light_at, sky_line
from game.match.battle.supplies import supplies_told
from game.match.dates import long_date, turn_words

if TYPE_CHECKING:
    from game.match.battle import Contact, OwnUnit
    from game.match.battle.score import Score
    from game.model.battle.forces import Counter
    from game.players.battle.table import Table

LIGHTS = {"day": N_("daylight"), "dusk": N_("half-light"), "night": N_("night")}
SORTS = ("name", "men", "hex", "formation", "task")


def state_lines(table: Table) -> list[str]:
    """Date, turn, light, weather, places, score with its parts, means, and what waits for orders."""
    scenario, turn, view = table.scenario, table.match.turn, table.view
    played = scenario.calendar.played()
    head = _("Turn {n} of {m}: {name}, {date} 1938, {a} to {b} Japan Standard Time")
    if table.match.over:
        head = _("The battle is over; the last turn was {name}, {date} 1938")
    lines = [
        head.format(
            n=turn.number - played[0].number + 1,
            m=len(played),
            name=turn_words(turn),
            date=long_date(turn.date),
            a=scenario.calendar.clock_of(turn.first_pulse),
            b=scenario.calendar.clock_of(turn.last_pulse),
        ),
        _("You command {side}").format(side=side_name(table)),
        _("Light: {l}").format(l=light_words(table)),
        _("Weather: {w}").format(w=sky_line(scenario, turn.first_pulse)),
    ]
    shares = view.shares
    for place in scenario.scored:
        here = scenario.place(place.place).hex
        lines.append(
            _(
                "Place {name}: you hold {share:g}% of it as far as you know; it counts {w:g} of the score for places"
            ).format(name=hex_words(scenario, here), share=shares[place.place] / 10, w=place.weight)
        )
    lines += score_lines(table, view.score)
    lines.append(_("Shells left: {n}").format(n=view.shells))
    lines += air_lines(table)
    lines.append(_("Escalation of your own acts: {n} of 10 (rule 10.1)").format(n=view.level))
    if not table.match.over:
        idle = [u.id for u in view.own if u.is_idle and table.book.of(u.id) is None]
        lines.append(
            _("Orders written and not sealed: {n}; counters that only hold or dig: {m}").format(
                n=len(table.book.orders), m=len(idle)
            )
        )
    return lines


def air_lines(table: Table) -> list[str]:
    """Each wing with its flights, and the strikes that have not flown (rule 6.12)."""
    line = _("Aircraft {wing}: {n} flights left today, {m} booked, {lost} aircraft lost in all")
    lines = [line.format(wing=w.id, n=w.left, m=w.booked, lost=w.lost) for w in table.view.wings]
    for s in table.view.strikes:
        words = _("Strike of {wing} on {hex}, {a} to {b}, {n} flights").format(
            wing=s.wing,
            hex=hex_words(table.scenario, s.target),
            a=table.moment(s.first),
            b=table.moment(s.last),
            n=s.flights,
        )
        lines.append(f"{words}; {s.waits_for}" if s.waits_for else words)
    return lines


def supply_lines(table: Table) -> list[str]:
    """Shells, small arms and boats, with the orders written counted in (chapter 9)."""
    return [line for _head, lines in supplies_told(table.view, table.book.orders) for line in lines]


def light_words(table: Table) -> str:
    """The light of the turn from hour to hour: "night from 20:30"."""
    turn, calendar = table.match.turn, table.scenario.calendar
    found: list[tuple[str, str]] = []
    for pulse in range(turn.first_pulse, turn.last_pulse):
        light = light_at(table.scenario, pulse)[0]
        if not found or found[-1][0] != light:
            found.append((light, calendar.clock_of(pulse)))
    return enumerated(_("{light} from {clock}").format(light=_(LIGHTS[light]), clock=clock) for light, clock in found)


def score_lines(table: Table, score: Score) -> list[str]:
    """A score and its parts."""
    lines = [
        _("Score of {side} if it ended now: {n:.1f} of 100").format(side=side_name(table, score.side), n=score.total)
    ]
    lines += [
        _("Part of the score of {side}: {name}, {p:.1f} of {m:g} (rule {rule})").format(
            side=side_name(table, score.side), name=_(part.name), p=part.points, m=part.most, rule=part.rule
        )
        for part in score.parts
    ]
    return lines


# ---------------------------------------------------------------- counters
def units_lines(table: Table, words: list[str]) -> list[str]:
    """Own counters, one a line; words sort them ("by men") or search name, kind, formation, task and place.

    Raises:
        Trouble: the order of sorting is unknown, or nothing is found.
    """
    order = "formation"
    if "by" in [w.lower() for w in words]:
        at = [w.lower() for w in words].index("by")
        said = words[at + 1] if at + 1 < len(words) else ""
        order = picking.pick(said, {s: s for s in SORTS}, _("order of sorting"))
        words = words[:at] + words[at + 2 :]
    units = sorted(table.view.own, key=lambda u: _sort_key(table, u, order))
    search = " ".join(words).casefold()
    found = [u for u in units if search in _about(table, u).casefold()]
    if not found:
        raise Trouble(
            _('no counter of {side} has "{word}" about it').format(side=side_name(table), word=picking.shown(search))
        )
    return [unit_line(table, u) for u in found]


def unit_line(table: Table, unit: OwnUnit) -> str:
    """An own counter in a line: where, how strong, in what state, what it does, what is written for it."""
    if unit.hex is not None:
        where = _("at {hex}").format(hex=hex_words(table.scenario, unit.hex))
    else:
        away = off_the_map(table.view, unit)
        where = away if away == _("not on the map") else _("not on the map ({when})").format(when=away)
    written = [o for o in table.book.orders if o.unit == unit.id]
    tail = _("; order written") if written else ""
    return _("{unit} {where}; cohesion {c}, suppression {s}, works {w}; task {task}{tail}").format(
        unit=own_words(unit),
        where=where,
        c=unit.cohesion_pm,
        s=unit.suppression_pm,
        w=unit.works_pm,
        task=task_words(table, unit),
        tail=tail,
    )


def task_words(table: Table, unit: OwnUnit) -> str:
    """The task in force."""
    parts = [_(unit.task)]
    if unit.target is not None:
        parts[0] = f"{_(unit.task)} {hex_words(table.scenario, unit.target)}"
    if unit.manner != "open":
        parts.append(_(unit.manner))
    if unit.start_line is not None:
        parts.append(_("start line {hex}").format(hex=hex_words(table.scenario, unit.start_line)))
    if unit.trigger:
        parts.append(_("waits for {t}").format(t=_(unit.trigger.replace("_", " "))))
    if unit.start > table.first_pulse and not unit.verb.rests:
        parts.append(_("from {t}").format(t=table.moment(unit.start)))
    return enumerated(parts)


def unit_lines(table: Table, words: list[str]) -> list[str]:
    """Everything that the side knows of a counter or of an own formation.

    Raises:
        Trouble: nobody the side knows of has that name.
    """
    found = names.anyone(table, " ".join(words))
    scenario = table.scenario
    if not scenario.has_counter(found):
        formation = scenario.formation(found)
        head = _("{id}, {name}{commander}; orders may go to it whole").format(
            id=found,
            name=spoken(formation.names),
            commander=_(", commander {c}").format(c=_(formation.commander)) if formation.commander else "",
        )
        return [head, *(unit_line(table, u) for u in table.view.own if u.formation == found)]
    own = table.own(found)
    if own is None:
        return _contact_lines(table, next(c for c in table.view.contacts if c.id == found))
    return _own_lines(table, own, scenario.counter(found))


def _own_lines(table: Table, own: OwnUnit, counter: Counter) -> list[str]:
    scenario = table.scenario
    lines = [
        _head(table, counter),
        _("{unit} stands at {hex}").format(unit=own.id, hex=hex_line(table, own.hex))
        if own.hex is not None
        else _("{unit} is not on the map").format(unit=own.id),
        _(
            "Strength: {men} men, {crew} in gun crews, {lmg} light and {hmg} heavy machine guns, {guns} guns, "
            "{at} anti-tank guns, {tanks} tanks"
        ).format(men=own.men, crew=own.crew, lmg=own.lmg, hmg=own.hmg, guns=own.guns, at=own.at, tanks=own.tanks)
        + (_(", {n} of them bogged").format(n=own.bogged) if own.bogged else ""),
        _("State: {s}cohesion {c}, suppression {p}, works {w}, each of 1000").format(
            s=f"{state_words(own)}, " if state_words(own) else "",
            c=own.cohesion_pm,
            p=own.suppression_pm,
            w=own.works_pm,
        ),
        _("Lost so far: {n} men, {k} of them killed").format(n=own.lost, k=own.killed),
        _("Posture: {n} thirds on the crest line, {p:g}% of the men in the line of fire (rules 6.1, 2.4)").format(
            n=own.crest, p=own.line_pm / 10
        ),
        _("Task in force: {t}").format(t=task_words(table, own)),
    ]
    lines += [_("Order written: {o}").format(o=order_words(table, o)) for o in table.book.orders if o.unit == own.id]
    lines += [
        _("Fire mission: {kind} on {hex}, {a} to {b}, {n} rounds a pulse, {f} fired").format(
            kind=_(m.mission),
            hex=hex_words(scenario, m.target) if m.target else _("located guns"),
            a=table.moment(m.first),
            b=table.moment(m.last),
            n=m.rounds,
            f=m.fired,
        )
        for m in table.view.missions
        if m.group == own.id
    ]
    if not table.match.over:
        tasks = enumerated(_(t) for t in table.legal_tasks(own.id)) or _("nothing now")
        lines.append(_("It may be told to {t}").format(t=tasks))
        lines.append(
            _("Order delay {n} minutes: an order given now arrives {t} (rule 7.6)").format(
                n=counter.delay * 15, t=table.moment(table.ready_pulse(own.id))
            )
        )
    if not counter.released:
        lines.append(_("No leave to fire: {why} (rule 10.3)").format(why=_(counter.released_note)))
    lines += [
        _("Company: {name}{men}{note}").format(
            name=_(c.name),
            men=_(", {n} men").format(n=c.men) if c.men else "",
            note=f"; {_(c.note)}" if c.note else "",
        )
        for c in counter.companies
    ]
    if counter.history:
        lines.append(_("In the record: {h}").format(h=_(counter.history).strip()))
    if counter.note:
        lines.append(_("Note: {n}").format(n=_(counter.note)))
    return [*lines, *source_lines(table, counter.source, counter.confidence)]


def source_lines(table: Table, source: str, confidence: str) -> list[str]:
    """Where a datum comes from: its mark, and the title of each source."""
    titles = {s.id: s.full for s in table.scenario.sources}
    lines = [_("Confidence {mark}: sources {s}").format(mark=confidence, s=source)]
    parts = dict.fromkeys(part.partition("#")[0] for part in source.split("+"))
    return lines + [_("Source {id}: {title}").format(id=p, title=titles[p]) for p in parts if p in titles]


# ---------------------------------------------------------------- the enemy
def contacts_lines(table: Table) -> list[str]:
    """The enemy as last seen, the freshest sighting first."""
    found = sorted(table.view.contacts, key=lambda c: c.age_pulses)
    return [contact_line(table, c) for c in found] or [_("No enemy has been seen")]


def contact_line(table: Table, contact: Contact) -> str:
    """A contact in a line."""
    kind = _(table.scenario.unit_type(table.scenario.counter(contact.id)).name)
    return _("{contact}, at {hex}; {kind}").format(
        contact=contact_words(table, contact), hex=hex_words(table.scenario, contact.hex), kind=kind
    )


def engagement_lines(table: Table) -> list[str]:
    """The engagements that the side is in and has heard."""
    return [row_line(table, r) for r in table.view.rows] or [_("No engagement is known")]


def _contact_lines(table: Table, contact: Contact) -> list[str]:
    counter = table.scenario.counter(contact.id)
    return [
        _("Enemy: {head}").format(head=_head(table, counter, commander=False)),
        _("{unit} was last at {hex}").format(unit=contact.id, hex=hex_words(table.scenario, contact.hex)),
        _("Observers put it at: {s}; {age}").format(
            s=counted("{n} tank", "{n} tanks", contact.tanks)
            if contact.tanks
            else counted("{n} man", "{n} men", contact.men),
            age=age_words(contact),
        ),
    ]


def _head(table: Table, counter: Counter, *, commander: bool = True) -> str:
    scenario = table.scenario
    who = _(", commander {c}").format(c=_(counter.commander)) if commander and counter.commander else ""
    return _("{id}, {name}: {kind}, {formation}{who}").format(
        id=counter.id,
        name=spoken(counter.names),
        kind=_(scenario.unit_type(counter).name),
        formation=spoken(scenario.formation(counter.formation).names),
        who=who,
    )


def _sort_key(table: Table, unit: OwnUnit, order: str) -> tuple[object, ...]:
    at = table.scenario.unit_index(unit.id)
    keys: dict[str, tuple[object, ...]] = {
        "name": (unit.id.casefold(),),
        "men": (-(unit.men + unit.crew),),
        "hex": (unit.hex is None, unit.hex or (0, 0)),
        "formation": (),
        "task": (unit.task,),
    }
    return (*keys[order], at)


def _about(table: Table, unit: OwnUnit) -> str:
    counter = table.scenario.counter(unit.id)
    return " ".join(_strings(table, unit, counter))


def _strings(table: Table, unit: OwnUnit, counter: Counter) -> Iterable[str]:
    yield unit_line(table, unit)
    yield spoken(counter.names)
    yield spoken(table.scenario.formation(unit.formation).names)
    yield _(table.scenario.unit_type(counter).name)
