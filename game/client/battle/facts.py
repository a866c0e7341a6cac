"""What the bars and panels say, put in words: plain values from a side's view and its orders, ready to print."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from game.client.battle import from_match
from game.client.battle.hand import label_of
from game.client.battle.ribbon import Bar
from game.client.kit import palette
from game.client.map import tokens
from game.client.map.position import Hex
from game.core.hexes import numbers
from game.core.words import _, aside, enumerated, spoken, written
from game.match.battle.force_words import strength_words
from game.match.battle.sky import light_at, sky_line
from game.match.dates import long_date, moment_words, turn_words
from game.model.battle.orders import Order

if TYPE_CHECKING:
    from game.client.battle.film import Film
    from game.client.battle.sitting import Sitting
    from game.client.kit.widgets import Row
    from game.match.battle import Event
    from game.match.battle.standing_tasks import Standing
    from game.model.battle.calendar import Turn

FIRES = (168, 60, 40)
BLUE, GREEN, ORANGE, BONE = (98, 176, 206), (110, 168, 104), (226, 106, 60), (240, 231, 208)


@dataclass(frozen=True)
class Facts:
    """The top bar of a side. `places`: name and the side's own share 0-1, None unknown."""

    side: str
    date: str
    turn_line: str
    light: str
    sky: str
    sky_line: str
    objective: str
    places: tuple[tuple[str, float | None], ...]
    score: float | None


@dataclass(frozen=True)
class Stat:
    """A figure of a counter with its bar, 0-1."""

    name: str
    words: str
    share: float
    colour: tuple[int, ...] = BONE


@dataclass(frozen=True)
class UnitFacts:
    """The head of the panel."""

    name: str
    under: str
    stats: tuple[Stat, ...]


# ---------------------------------------------------------------- the bar
def turn_name(sitting: Sitting) -> str:
    """The turn being written: "30 Jul Night"."""
    return turn_words(sitting.match.turn)


def top_facts(sitting: Sitting, film: Film | None) -> Facts:
    """The top bar now."""
    scenario, turn = sitting.scenario, sitting.match.turn
    position = film.position if film is not None else sitting.position
    played = from_match.turns_of(scenario)
    number = min(turn.number - played[0].number + 1, len(played))
    begins, ends = scenario.calendar.clock_of(turn.first_pulse), scenario.calendar.clock_of(turn.last_pulse)
    line = _("Turn {n} of {m}  ·  {p} {a}–{b}").format(n=number, m=len(played), p=_(turn.phase), a=begins, b=ends)
    if film is not None:
        line = _("the turn as it went  ·  {m}").format(m=moment_words(position.moment))
    elif sitting.match.over:
        line = _("the battle is over")
    if sitting.match.parent:
        line = _("{line}  ·  a branch").format(line=line)
    pulse = sitting.pulse_shown(film)
    shares = from_match.place_shares(sitting.view) if film is None else ()  # the film does not give its end away
    held = sum(1 for _n, s in shares if s is not None and s >= 0.99)
    words = _("{n} of {m} places held").format(n=held, m=len(shares)) if shares else ""
    date = long_date(turn.date if film is None else position.moment.rsplit(" ", 1)[0])
    return Facts(
        sitting.side,
        date,
        line,
        position.light,
        position.sky,
        sky_line(sitting.scenario, pulse),
        words,
        shares,
        score_of(sitting, sitting.side) if film is None else None,
    )


def score_of(sitting: Sitting, side: str) -> float:
    """The score of a side so far, as far as it knows: who stands unseen in a scored place is not told."""
    return float(sitting.match.view(side).score.total)


# ---------------------------------------------------------------- counters
def unit_facts(sitting: Sitting, unit: str) -> UnitFacts | None:
    """The head of the panel for a counter in hand."""
    own = sitting.own(unit)
    scenario = sitting.scenario
    if own is None:
        return wing_facts(sitting, unit) if scenario.has_wing(unit) else None
    counter = scenario.counter(unit)
    formation = scenario.formation(counter.formation)
    kind = scenario.unit_type(counter)
    under = f"{_(kind.name)} · {spoken(formation.names)}" + aside(_(counter.commander))
    stats = [Stat(_("Men"), written(own.men, ","), own.men / max(1, counter.men))] if counter.men else []
    if counter.tanks:
        stats.append(Stat(_("Tanks"), str(own.tanks), own.tanks / counter.tanks))
    if counter.guns or counter.at:
        guns, first = own.guns + own.at, counter.guns + counter.at
        stats.append(Stat(_("Guns"), str(guns), guns / max(1, first)))
    stats += [
        Stat(_("Cohesion"), str(own.cohesion_pm), own.cohesion_pm / 1000, GREEN),
        Stat(_("Suppression"), str(own.suppression_pm), own.suppression_pm / 1000, BLUE),
        Stat(_("Works"), str(own.works_pm), own.works_pm / 1000, palette.BRASS),
    ]
    if counter.lmg or counter.hmg:
        stats.append(
            Stat(_("Machine guns"), f"{own.lmg} + {own.hmg}", (own.lmg + own.hmg) / max(1, counter.lmg + counter.hmg))
        )
    stats.append(Stat(_("Order delay"), _("{n} min").format(n=own.delay * 15), min(1.0, own.delay / 8), ORANGE))
    if own.supply:
        stats.append(Stat(_("Supply"), _(own.supply), 0.3, ORANGE))
    return UnitFacts(spoken(counter.names), under, tuple(stats))


def wing_facts(sitting: Sitting, unit: str) -> UnitFacts | None:
    """The head of the panel for aircraft in hand; None for a wing that never flies here."""
    own, wing = next((w for w in sitting.view.wings if w.id == unit), None), sitting.scenario.wing(unit)
    if own is None:
        return None
    planned = sum(max(1, o.flights) for o in sitting.book.orders if o.unit == unit and o.verb.strikes)
    whole = max(1, wing.flights_on(sitting.match.turn.date))
    stats = (
        Stat(_("Flights left today"), str(own.left), own.left / whole, BLUE),
        Stat(
            _("In these orders"),
            str(planned),
            planned / max(1, own.left),
            palette.WARN if planned > own.left else GREEN,
        ),
        Stat(_("Booked before"), str(own.booked), own.booked / whole, palette.BRASS),
        Stat(_("Order delay"), _("{n} min").format(n=wing.delay * 15), min(1.0, wing.delay / 8), ORANGE),
        Stat(_("Flights flown"), str(own.flown), 1.0 if own.flown else 0.0),
        Stat(_("Aircraft lost"), str(own.lost), min(1.0, own.lost / max(1, wing.aircraft)), ORANGE),
    )
    return UnitFacts(spoken(wing.names), _("{n} aircraft a flight · {id}").format(n=wing.aircraft, id=unit), stats)


def hex_lines(sitting: Sitting, here: Hex) -> list[str]:
    """Ground and who is known to be on a hex."""
    scenario, ground = sitting.scenario, sitting.scenario.ground
    symbol = ground.symbol(here)
    terrain = next((_(t.name) for t in scenario.terrain if t.symbol == symbol), "")
    place = scenario.place_at(here)
    lines = [spoken(place.names) if place is not None else _("Hex {n}").format(n=numbers(here))]
    lines.append(_("Hex {n} · {t}, {h} m").format(n=numbers(here), t=terrain, h=ground.height_m(here)))
    position = sitting.position
    for piece in reversed(position.at(here)):
        lines.append(piece_line(sitting, piece))
    return lines


def piece_line(sitting: Sitting, piece: object) -> str:
    """A counter in a line: own with men, contact with what is known."""
    unit, side = piece.unit, piece.side  # type: ignore[attr-defined]
    name = (
        spoken(sitting.scenario.counter(unit).names)
        if unit and sitting.scenario.has_counter(unit)
        else _("unknown force")
    )
    kind = next((t for t in sitting.scenario.unit_types if t.id == piece.type), None)  # type: ignore[attr-defined]
    men, age = piece.strength, piece.age_h  # type: ignore[attr-defined]
    if side == sitting.side:
        counter = sitting.scenario.counter(unit)
        is_guns = bool(counter.guns) and not counter.men
        return enumerated((name, strength_words(men, tanks=kind is not None and kind.tank, guns=is_guns)))
    words = [name, strength_words(men, tanks=kind is not None and kind.tank, about=True) or _("strength unknown")]
    words.append(
        _("in sight")
        if age is None
        else _("seen {n:.0f} h ago").format(n=max(1, age))
        if age >= 1
        else _("seen {n:.0f} min ago").format(n=age * 60)
    )
    return enumerated(words)


# ---------------------------------------------------------------- orders
def start_of(sitting: Sitting, order: Order) -> str:
    """The hour at which an order begins to be carried out."""
    pulse = sitting.pulse(order.start) if order.start else sitting.ready_pulse(order.unit)
    return sitting.scenario.calendar.clock_of(pulse)


def hours_of(sitting: Sitting, order: Order) -> str:
    """The hour at which an order begins, and of a march the hour by which the counter is there if nobody hinders it."""
    march = sitting.view.march(order)
    begins = start_of(sitting, order)
    return begins if march is None else f"{begins}–{sitting.scenario.calendar.clock_of(march.there)}"


def order_words(sitting: Sitting, order: Order) -> str:
    """An order as read: "Assault Hill 52"."""
    verb = label_of(order)
    if order.verb.rests and order.crest >= 0:
        return _("{task}, {n}/3 on the crest").format(task=verb, n=order.crest)
    words = f"{verb} {sitting.scenario.hex_name(order.target)}" if order.target is not None else verb
    return f"{words} ×{order.flights}" if order.verb.strikes and order.flights > 1 else words


def order_row(sitting: Sitting, order: Order) -> Row:
    """An order as a row of the panel's list."""
    from game.client.kit.widgets import Row

    counter = sitting.scenario.counter(order.unit) if sitting.scenario.has_counter(order.unit) else None
    colour = tokens.formation_colour(sitting.scenario, counter.formation) if counter is not None else None
    return Row(
        order_words(sitting, order),
        right=hours_of(sitting, order) if counter is not None or order.verb.strikes else "",
        mark=order.unit,
        dot=colour,
    )


def standing_words(sitting: Sitting, standing: Standing) -> str:
    """A task of earlier turns that goes on: "goes on: Move Hill 52"."""
    return _("goes on: {task}").format(task=order_words(sitting, standing.order))


def standing_row(sitting: Sitting, standing: Standing) -> Row:
    """A task that goes on without a new order, as a row of the panel's list."""
    from game.client.kit.widgets import Row

    clock, march = sitting.scenario.calendar.clock_of, standing.march
    hours = clock(standing.first) if march is None else f"{clock(standing.first)}–{clock(march.there)}"
    return Row(standing_words(sitting, standing), right=hours, mark=standing.order.unit)


def fire_words(sitting: Sitting, order: Order) -> str:
    """A fire mission or a strike at its target: hours, rounds or flights."""
    begins = start_of(sitting, order)
    ends = sitting.scenario.calendar.clock_of(sitting.pulse(order.until)) if order.until else ""
    if order.verb.strikes:
        ends = ends or sitting.scenario.calendar.clock_of(sitting.last_pulse)
        return f"{order.unit} ×{max(1, order.flights)}  {begins}–{ends}"
    return f"{begins}–{ends}  {order.rounds} rds"


# ---------------------------------------------------------------- the ribbon
def ribbon_frame(sitting: Sitting, turn: Turn) -> tuple[int, list[tuple[int, str]], list[str]]:
    """Pulses of a turn, its hours, its light."""
    calendar = sitting.scenario.calendar
    hours = [(k, calendar.clock_of(turn.first_pulse + k)) for k in range(0, turn.pulses + 1, 4)]
    if turn.pulses > 16:
        hours = hours[::2]
    return (
        turn.pulses,
        hours,
        [light_at(sitting.scenario, turn.first_pulse + k)[0] for k in range(turn.pulses)],
    )


def ribbon_bars(sitting: Sitting, orders: Sequence[Order], turn: Turn, selected: str) -> list[Bar]:
    """A bar per order of the side in a turn, and in the one being written a dimmer one per task that goes on without."""
    is_now = turn == sitting.match.turn
    out = [_bar(sitting, o, turn, selected, is_now) for o in orders if _has_bar(sitting, o)]
    for s in sitting.standing if is_now and orders is sitting.book.orders else ():
        first, last = s.first - turn.first_pulse, min(turn.pulses, s.last - turn.first_pulse)
        words, colour = standing_words(sitting, s), _dimmed(_colour(sitting, s.order))
        unit = s.order.unit
        out.append(Bar(unit, unit, max(0, first), max(first + 1, last), words, colour, unit == selected))
    return out


def _has_bar(sitting: Sitting, order: Order) -> bool:
    return sitting.scenario.has_counter(order.unit) or order.verb.strikes


def _bar(sitting: Sitting, order: Order, turn: Turn, selected: str, is_now: bool) -> Bar:
    scenario, unit = sitting.scenario, order.unit
    usual = scenario.wing(unit).delay if order.verb.strikes else scenario.counter(unit).delay
    delay = sitting.ready_pulse(unit) - turn.first_pulse if is_now else usual
    first = sitting.pulse(order.start) - turn.first_pulse if order.start else delay
    march = sitting.view.march(order) if is_now else None
    ends = sitting.pulse(order.until) if order.until else march.there if march is not None else turn.last_pulse
    last = max(first + 1, min(turn.pulses, ends - turn.first_pulse))
    timed = order if is_now and order.verb.is_timed else None
    words, colour = order_words(sitting, order), _colour(sitting, order)
    return Bar(unit, unit, max(0, first), last, words, colour, unit == selected, timed)


def _colour(sitting: Sitting, order: Order) -> tuple[int, ...]:
    if order.verb.fires or order.verb.strikes:
        return FIRES
    return tokens.formation_colour(sitting.scenario, sitting.scenario.counter(order.unit).formation)


def _dimmed(colour: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(round(0.5 * c + 0.5 * p) for c, p in zip(colour[:3], palette.PANEL[:3], strict=True))


# ---------------------------------------------------------------- events
def hex_of_event(sitting: Sitting, event: Event) -> Hex | None:
    """Where an event happened."""
    return event.hex


def losses_and_hexes(events: Sequence[Event], lost: int) -> list[tuple[str, str]]:
    """The figures over the report of a turn that others followed: own losses, hexes won and lost."""
    taken = [e for e in events if e.kind.lower().removeprefix("ev_") == "hex_taken"]
    return [(_("Own men lost"), str(lost)), (_("Hexes taken or lost"), str(len(taken)))]


def turn_figures(sitting: Sitting, events: Sequence[Event], lost: int) -> list[tuple[str, str]]:
    """The figures over a report: own losses, contacts, hexes won and lost, score."""
    losses, hexes = losses_and_hexes(events, lost)
    now = sum(u.men + u.crew for u in sitting.view.own if u.hex is not None)
    return [
        losses,
        (_("Men in the field"), written(now, ",")),
        hexes,
        (_("Enemy in sight"), str(sum(1 for c in sitting.view.contacts if c.now))),
        (_("Score"), f"{score_of(sitting, sitting.side):.0f}"),
    ]


def middle_of(sitting: Sitting) -> Hex | None:
    """Where the map opens: the middle of what is fought for."""
    return from_match.middle_of_places(sitting.scenario)
