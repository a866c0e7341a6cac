"""From the match to the board: positions from views, states and keyframes; the frames of a film; moments and measures.

The only room of the client that knows how `game.match` spells things.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from game.client.map.position import Clash, Hex, Piece, Position
from game.core.words import spoken
from game.match.battle import Event, Match, OwnUnit, View
from game.match.battle.sky import light_at
from game.model.battle.calendar import Turn
from game.model.battle.decisions import Decision
from game.model.battle.orders import Order
from game.model.battle.record import Keyframe

if TYPE_CHECKING:
    from game.model.battle.record_page import Page, Standing
    from game.model.battle.scenario import Scenario

PULSES_PER_HOUR = 4
SUPPRESSED, PINNED = 250, 600  # suppression per mille that empties a pip
TURNS_FAINTER, FAINTEST = 4, 3  # turns after which a carried position is drawn a step fainter; steps there are


def middle_of_places(scenario: Scenario) -> Hex:
    """The middle of what is fought for."""
    hexes = [scenario.place(p.place).hex for p in scenario.scored] or [
        (scenario.ground.columns // 2, scenario.ground.rows // 2)
    ]
    return sum(h[0] for h in hexes) // len(hexes), sum(h[1] for h in hexes) // len(hexes)


# ---------------------------------------------------------------- positions
def position_of(scenario: Scenario, thing: Position | View | Match | Keyframe, side: str | None = None) -> Position:
    """The position of anything that has one. A match: both sides, or what `side` knows."""
    if isinstance(thing, Position):
        return thing
    if isinstance(thing, Keyframe):
        return from_keyframe(scenario, thing)
    if isinstance(thing, Match):
        return from_match(thing) if side is None else from_view(thing.view(side))
    return from_view(thing)


def from_view(view: View) -> Position:
    """What a side knows: its own counters, the enemy as last seen, engagements it hears, its veil."""
    pieces = [_own(view.side, unit) for unit in view.own if unit.hex is not None]
    for contact in view.contacts:
        strength = contact.tanks or contact.men or -1
        age = None if contact.now else contact.age_pulses / PULSES_PER_HOUR
        pieces.append(
            Piece(
                contact.id,
                contact.side,
                contact.hex,
                contact.formation,
                contact.type,
                strength=strength,
                age_h=age,
                is_contact=True,
            )
        )
    return _position(view.scenario, view.pulse, pieces, _clashes(view), view.sees())


def from_match(match: Match) -> Position:
    """Both sides whole, as the match stands."""
    return from_state(match, match.state, match.turn)


def from_state(match: Match, state: Any, turn: Turn) -> Position:
    """Both sides whole in a position of the match: each side's own counters from its own view."""
    pieces: list[Piece] = []
    clashes: dict[tuple[Hex, Hex], Clash] = {}
    pulse = 0
    for side in match.scenario.sides:
        view = match.view_at(side, state, turn)
        pieces += [_own(side, unit) for unit in view.own if unit.hex is not None]
        clashes.update({(c.start, c.target): c for c in _clashes(view)})
        pulse = view.pulse
    return _position(match.scenario, pulse, pieces, tuple(clashes.values()), None)


def _own(side: str, unit: OwnUnit) -> Piece:
    assert unit.hex is not None
    state = 3 - (unit.suppression_pm >= SUPPRESSED) - (unit.suppression_pm >= PINNED) - unit.is_disrupted
    return Piece(
        unit.id,
        side,
        unit.hex,
        unit.formation,
        unit.type,
        strength=unit.strength,
        state=state,
        is_broken=unit.is_broken,
        has_task=not unit.verb.rests,
        lacks_supply=unit.supply != "",
    )


def _clashes(view: View) -> tuple[Clash, ...]:
    return tuple(Clash(r.start, r.target, r.side, r.gap_m, r.stage_number, r.share_pm) for r in view.rows)


def _position(
    scenario: Scenario, pulse: int, pieces: list[Piece], clashes: tuple[Clash, ...], seen: frozenset[Hex] | None
) -> Position:
    light, sky = light_at(scenario, pulse)
    ordered = tuple(sorted(pieces, key=lambda p: (not p.is_contact, p.strength, p.unit)))
    return Position(scenario.calendar.moment_of(pulse), ordered, clashes, seen, light, sky)


def from_keyframe(scenario: Scenario, frame: Keyframe) -> Position:
    """The record's position: what is uncertain is marked so."""
    pieces = []
    for place in frame.positions:
        if not scenario.has_counter(place.unit):
            continue
        counter = scenario.counter(place.unit)
        strength = place.tanks or (counter.guns if counter.guns and not counter.men else place.men) or -1
        state = {"broken": 0, "disrupted": 1, "pinned": 2}.get(place.state, 3)
        pieces.append(
            Piece(
                place.unit,
                counter.side,
                place.hex,
                counter.formation,
                counter.type,
                strength=strength,
                state=state,
                is_certain=place.certain,
            )
        )
    return replace(_position(scenario, scenario.calendar.pulse_of(frame.at), pieces, (), None), moment=frame.at)


def from_page(scenario: Scenario, page: Page) -> Position:
    """The record's position by the end of a page: carried forward, fainter and dashed as it ages."""
    if page.is_day:
        return Position(page.begins, ())
    begins, ends = scenario.calendar.pulse_of(page.begins), scenario.calendar.pulse_of(page.ends)
    pieces = [_standing(scenario, stands, ends) for stands in page.positions]
    return replace(_position(scenario, (begins + ends) // 2, pieces, (), None), moment=page.begins)


def from_record(scenario: Scenario, pulse: int) -> Position:
    """The record's position at a pulse of a battle, carried forward."""
    return _position(
        scenario, pulse, [_standing(scenario, s, pulse) for s in scenario.record.standing(pulse)], (), None
    )


def _standing(scenario: Scenario, stands: Standing, pulse: int) -> Piece:
    counter = scenario.counter(stands.unit)
    strength = stands.tanks or (counter.guns if counter.guns and not counter.men else stands.men) or -1
    age_h = max(1.0, (pulse - scenario.calendar.pulse_of(stands.since)) / PULSES_PER_HOUR)
    return Piece(
        stands.unit,
        counter.side,
        stands.hex,
        counter.formation,
        counter.type,
        strength=strength,
        state={"broken": 0, "disrupted": 1, "pinned": 2}.get(stands.state, 3),
        age_h=age_h if stands.age_turns else None,
        is_contact=stands.age_turns > 0,
        is_certain=stands.is_certain and not stands.between,
        faint=min(FAINTEST, stands.age_turns // TURNS_FAINTER),
    )


# ---------------------------------------------------------------- turns
Events = tuple[Event, ...]
Frames = tuple[Position, ...]
Orders = Mapping[str, tuple[Order | Decision, ...]]


def play(match: Match, given: Orders, sides: Sequence[str]) -> tuple[dict[str, Events], dict[str, Frames]]:
    """Resolves a turn; events and frames as each of `sides` may know them. The first frame stands before the first pulse."""
    turn, before = match.turn, match.state
    match.resolve(frames=True, **given)  # type: ignore[arg-type]
    record = match.records[-1]
    events = {side: match.events(record, side) for side in sides}
    states = (before, *record.frames)
    films = {side: tuple(from_view(match.view_at(side, state, turn)) for state in states) for side in sides}
    return events, films


def play_open(match: Match, given: Orders) -> tuple[Events, Frames, tuple[dict[str, int], ...]]:
    """Resolves a turn; all events, frames with both sides whole, and the men each side has lost by each frame."""
    turn, before = match.turn, match.state
    events = match.resolve(frames=True, **given)  # type: ignore[arg-type]
    states = (before, *match.records[-1].frames)
    return (
        events,
        tuple(from_state(match, state, turn) for state in states),
        tuple(_lost(match, state, turn) for state in states),
    )


def _lost(match: Match, state: Any, turn: Turn) -> dict[str, int]:
    return {side: sum(u.lost for u in match.view_at(side, state, turn).own) for side in match.scenario.sides}


def turns_of(scenario: Scenario) -> tuple[Turn, ...]:
    """The turns that are played."""
    return scenario.calendar.played()


# ---------------------------------------------------------------- measures
def measures(match: Match) -> dict[str, float | None]:
    """Every outcome of the scenario as it stands, by its id; None for what has not happened."""
    from game.whatif.battle.outcomes import measure

    return measure(match)


def place_shares(view: View) -> tuple[tuple[str, float | None], ...]:
    """Name of each scored place and the share of it that the side believes it holds, 0-1."""
    shares = view.shares
    return tuple((spoken(view.scenario.place(p.place).names), shares[p.place] / 1000) for p in view.scenario.scored)
