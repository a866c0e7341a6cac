"""A scenario that begins at a moment of its record: its counters stand where the sources have them, with the men they give.

What no source says is carried on from the order of battle: a counter that has arrived and is told of nowhere stands where it came
in, guns and shells are as at the start. Our estimates are the works (what hands can dig in the time since a counter is told of
there, rule 2.9), what a side knows of the other (whoever stands within `KNOWN_HEXES` of one of its own, rule 8.3), the acts
that count as done, and who steps aside where the record has both sides in one hex (whoever came last, to the hex beside
it nearest to his own). Points and losses are counted from the moment on.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import cast

from msgspec.structs import replace

from game.core.hexes import distance, neighbours
from game.core.words import _
from game.files.canonical import canonical
from game.model.base import Confidence, HexAt
from game.model.battle.calendar import Turn
from game.model.battle.forces import Counter, Intelligence
from game.model.battle.politics import Opening, Politics
from game.model.battle.record_page import Standing
from game.model.battle.scenario import Scenario

PREFIX, HISTORY = "record-", "history"
KNOWN_HEXES = 6  # 1.8 km: as far as a staff saw by day (design choice)
KNOWN_AGE = 2  # pulses since it was seen (design choice)
GIVEN_ODDS = 0.2  # of a petition, from which the record's is taken for granted (as the record's commander does)
DONE_LEVEL = 4  # up to which an act with leave counts as done: what was done before the great attack of 6 August
STOPS = "terms"  # the kind of decision after the last of which the record has a truce


def moment_id(turn: Turn) -> str:
    """The id of the variant that begins with a turn's record: "record-3-aug-morning"."""
    return PREFIX + turn.name.lower().replace(" ", "-")


def moments(scenario: Scenario) -> tuple[Turn, ...]:
    """The turns that can be begun from the record: all that are played, up to the talks that end the fighting."""
    last = max((t.turn for t in scenario.history if any(d.kind == STOPS for d in t.decisions)), default=None)
    return tuple(t for t in scenario.calendar.played() if last is None or t.number <= last)


def moment_of(scenario: Scenario, variant: str) -> Turn | None:
    """The turn that a variant's id names; None where it names none that can be begun."""
    return next((t for t in moments(scenario) if moment_id(t) == variant), None)


def at_record(scenario: Scenario, turn: Turn) -> Scenario:
    """The scenario as the record has it at the beginning of a turn, under a digest and an id of its own.

    The scenario's own first turn is the scenario itself.

    Raises:
        ValueError: the record has a truce by then, or the scenario does not play the turn.
    """
    if turn == scenario.calendar.played()[0]:
        return scenario
    if scenario.variant != HISTORY:
        raise ValueError(
            _("{id} is under {variant}; needed the scenario as loaded for its record").format(
                id=scenario.id, variant=scenario.variant
            )
        )
    if turn not in moments(scenario):
        last = moments(scenario)[-1]
        raise ValueError(
            _("{name} cannot be begun from the record of {id}; needed a turn up to {a}").format(
                name=turn.name, id=scenario.id, a=last.name
            )
        )
    counters, known, politics = board_of(scenario, turn)
    content = canonical([turn.name, counters, known, politics.opening if politics else None])
    return replace(
        scenario,
        calendar=replace(scenario.calendar, start=turn.name),
        counters=counters,
        intelligence=known,
        politics=politics,
        digest=hashlib.sha256(scenario.digest.encode() + b" record " + content).hexdigest()[:16],
        variant=moment_id(turn),
    )


def board_of(
    scenario: Scenario, turn: Turn, moved: Collection[str] = ()
) -> tuple[tuple[Counter, ...], tuple[Intelligence, ...], Politics | None]:
    """The counters as the record has them at the beginning of a turn, what each side knows of the other, and the politics.

    `moved`: counters that come when the scenario says, whatever the record knows of them.
    """
    board = _Board(scenario, turn, frozenset(moved))
    counters = board.counters()
    return counters, _known(scenario, counters, board.told), _politics(scenario, turn)


@dataclass
class _Board:
    """Where the counters stand at the beginning of a turn."""

    scenario: Scenario
    turn: Turn
    moved: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        record, pulse = self.scenario.record, self.turn.first_pulse
        self.told = {s.unit: s for s in record.standing(pulse, self.turn) if s.unit not in self.moved}
        spoken_of = {u for u, rows in record.attested.items() if rows[0][0] <= pulse}
        self.gone = spoken_of - self.told.keys() - self.moved
        self.places = {c.id: here for c in self.scenario.counters if (here := self._place(c)) is not None}
        self._part()

    def counters(self) -> tuple[Counter, ...]:
        """Every counter as it begins."""
        return tuple(map(self._begun, self.scenario.counters))

    def _place(self, counter: Counter) -> HexAt | None:
        """By the record; else, if it has come by then, where the order of battle has it."""
        if counter.id in self.told or counter.id in self.gone:
            return self.told[counter.id].hex if counter.id in self.told else None
        if counter.hex is not None or not counter.arrives:
            return counter.hex
        has_come = self.scenario.calendar.pulse_of(counter.arrives) <= self.turn.first_pulse
        return counter.arrives_at if has_come else None

    def _part(self) -> None:
        """Of two sides in one hex the one that came last steps aside."""
        for here in sorted(set(self.places.values())):
            by_side: dict[str, list[str]] = {}
            for unit, where in self.places.items():
                if where == here:
                    by_side.setdefault(self.scenario.counter(unit).side, []).append(unit)
            if len(by_side) > 1:
                leaves = max(by_side, key=lambda side: (max(map(self._since, by_side[side])), side))
                for unit in by_side[leaves]:
                    self.places[unit] = self._aside(here, leaves)

    def _since(self, unit: str) -> int:
        """The pulse since when the record has a counter where it stands; from the beginning where it tells nothing."""
        rows = self.scenario.record.attested.get(unit, ())
        held = [(at, row.hex) for at, row in rows if row is not None and at <= self.turn.first_pulse]
        same = len(held)
        while same and held[same - 1][1] == held[-1][1]:
            same -= 1
        return held[same][0] if held else self.scenario.calendar.played()[0].first_pulse

    def _aside(self, here: HexAt, side: str) -> HexAt:
        """The hex beside it without an enemy, on ground that can be walked, nearest to the other counters of the side."""
        ground, counter = self.scenario.ground, self.scenario.counter
        foes = {h for u, h in self.places.items() if counter(u).side != side}
        own = [h for u, h in self.places.items() if counter(u).side == side and h != here]
        near = [
            h for h in neighbours(*here) if 0 <= h[0] < ground.columns and 0 <= h[1] < ground.rows and h not in foes
        ]
        walked = [h for h in near if self.scenario.terrain_at(h).foot_mph > 0]
        return min(walked or [here], key=lambda h: (sum(distance(h, o) for o in own), h))

    def _begun(self, counter: Counter) -> Counter:
        here = self.places.get(counter.id)
        if here is None:
            is_off = counter.id in self.gone
            return replace(counter, hex=None, **(_NEVER if is_off else {}))
        told = self.told.get(counter.id)
        unit_type = self.scenario.unit_type(counter)
        changes: dict[str, object] = {"hex": here, **_NEVER}
        if told is not None and told.men and counter.men:
            changes |= {
                "men": max(0, told.men - counter.crew),
                "companies": (),
                "band_pm": 0 if told.is_certain else counter.band_pm,
            }
        if told is not None and told.tanks and unit_type.tank:
            changes["tanks"] = min(told.tanks, counter.tanks)
        dug = self._works(here, self.turn.first_pulse - self._since(counter.id)) if unit_type.digs else 0
        works = max(dug, counter.works_pm if here == counter.hex else 0)
        return replace(counter, works_pm=works, **changes)

    def _works(self, here: HexAt, pulses: int) -> int:
        """Works after so many pulses of digging, per mille: rule 2.9."""
        digs = self.scenario.terrain_at(here).digs
        if digs == "no":
            return 0
        kind = "ROCK" if digs == "rock" else "EARTH"
        gain, most = self.scenario.parameter(f"DIG_{kind}"), self.scenario.parameter(f"DIG_{kind}_MOST")
        works = 0
        for _pulse in range(pulses):
            grown = max(0, int(gain * (1.0 - works / most) + 0.5))
            if not grown:
                break
            works += grown
        return works


_NEVER: dict[str, object] = {"arrives": "", "arrives_at": None, "arrives_early": "", "arrives_late": ""}


def _known(scenario: Scenario, counters: Iterable[Counter], told: dict[str, Standing]) -> tuple[Intelligence, ...]:
    """What each side knows of the other: whoever stands near one of its own, with the strength that the record gives."""
    standing = [c for c in counters if c.hex is not None]
    found = []
    for side in scenario.sides:
        own = [c.hex for c in standing if c.side == side and c.hex is not None]
        for foe in standing:
            if foe.side == side or foe.hex is None or all(distance(foe.hex, h) > KNOWN_HEXES for h in own):
                continue
            cited = told.get(foe.id)
            found.append(
                Intelligence(
                    side=side,
                    unit=foe.id,
                    hex=foe.hex,
                    men=foe.men + foe.crew,
                    tanks=foe.tanks,
                    age_pulses=KNOWN_AGE,
                    works_pm=foe.works_pm,
                    source=cited.source if cited else "estimate",
                    confidence=cast(Confidence, cited.confidence) if cited else "C",
                )
            )
    return tuple(found)


def _politics(scenario: Scenario, turn: Turn) -> Politics | None:
    """Chapters 10 and 11 as the record has them by then: leave that was asked for is held, what a commander did alone is done."""
    politics = scenario.politics
    if politics is None:
        return None
    before = [d for t in scenario.history if t.turn < turn.number for d in t.decisions if d.act]
    odds = {a.id: max([a.odds, *(c.odds for c in a.circumstances)]) for a in politics.acts}
    granted = {d.act for d in before if d.kind == "ask" and odds[d.act] >= GIVEN_ODDS}
    alone = {d.act for d in before if d.kind == "alone"}
    opening, level = politics.opening, {a.id: a.level for a in politics.acts}
    done = alone | {act for act in granted if level[act] <= DONE_LEVEL} | set(opening.done)
    levels = {
        side: max([*(level[a.id] for a in politics.acts_of(side) if a.id in done), opening.levels.get(side, 1)])
        for side in scenario.sides
    }
    acts = [a.id for a in politics.acts]
    return replace(
        politics,
        opening=Opening(
            levels=levels,
            done=tuple(a for a in acts if a in done),
            leaves=tuple(a for a in acts if a in (granted | set(opening.leaves)) - done),
            alone=tuple(a for a in acts if a in alone | set(opening.alone)),
            fought=opening.fought + _fought(scenario, turn),
        ),
    )


def _fought(scenario: Scenario, turn: Turn) -> int:
    """Men whom both sides together have lost by then: the middles of the record's bands."""
    held = [k for k in scenario.keyframes if scenario.calendar.pulse_of(k.at) <= turn.first_pulse and k.losses]
    return sum((band.low + band.high) // 2 for band in held[-1].losses) if held else 0
