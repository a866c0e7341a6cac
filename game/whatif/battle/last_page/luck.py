"""What chance did: every draw that left its numbers, against what was to be expected of it, by kind and by side."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from game.core.words import N_, _
from game.match.battle import Match
from game.match.battle.knowledge import Declared, declared
from game.match.dates import turn_words
from game.model.battle.scenario import Scenario
from game.rules.battle import codes as C
from game.rules.battle import work as W
from game.whatif.charts import figure

COUNTS = 0.5  # men, tanks, thirds or answers from which a draw did more or less than was to be expected
SHOWN = 5  # strokes of luck that are named
HITS = {C.EV_FIRE: "fire", C.EV_SHELLS: "shells", C.EV_BOMBS: "bombs", C.EV_CLOSE: "close", C.EV_TANKS: "tanks"}
ROUNDS = {C.EV_CONTEST: "contest", C.EV_COUNTER: "counter"}
NAMES = {
    "fire": N_("rifles and machine guns"),
    "shells": N_("shells"),
    "bombs": N_("bombs"),
    "close": N_("hand to hand"),
    "tanks": N_("shots at tanks"),
    "contest": N_("rounds for a crest"),
    "counter": N_("counter-attacks"),
    "answer": N_("answers to petitions"),
}
UNITS = {
    **dict.fromkeys(("fire", "shells", "bombs", "close"), N_("men hit")),
    "tanks": N_("tanks put out"),
    "contest": N_("thirds of a hex"),
    "counter": N_("thirds of a hex"),
    "answer": N_("times yes"),
}
# How much one of each weighs where strokes of different kinds are put in order (design choice).
WEIGHTS = {"fire": 1.0, "shells": 1.0, "bombs": 1.0, "close": 1.0, "tanks": 8.0} | dict.fromkeys(
    ("contest", "counter", "answer"), 25.0
)


class Draw(NamedTuple):
    """One draw: its kind, the side that a high number serves and its name, what came and what was to be expected, when and where
    in words."""

    kind: str
    side: str
    got: float
    expected: float
    when: str
    where: str
    name: str

    @property
    def gain(self) -> float:
        """More than was to be expected for the side that it serves."""
        return self.got - self.expected

    @property
    def line(self) -> str:
        """The draw in one line."""
        return _("{when}, {where}: {kind} for {side}: {got} {unit}, where {expected} was to be expected").format(
            when=self.when,
            where=self.where,
            side=self.name,
            kind=_(NAMES[self.kind]),
            unit=_(UNITS[self.kind]),
            got=figure(self.got),
            expected=figure(self.expected),
        )


class Row(NamedTuple):
    """All draws of a kind that serve a side. `good`, `bad`: of them, those that did more or less than was to be expected by half
    a man, tank, third or answer; `got`, `expected`: their sums. Where little is to be expected, little is got often and much
    seldom: a few good draws may outweigh many bad ones, the sums tell."""

    kind: str
    side: str
    draws: int
    good: int
    bad: int
    got: float
    expected: float


class Share(NamedTuple):
    """All draws of every kind that serve a side, and of them the good and the bad ones as `Row` counts them."""

    draws: int
    good: int
    bad: int


class Luck(NamedTuple):
    """What chance did in a whole battle, and the strokes that did most, in their order."""

    rows: tuple[Row, ...]
    strokes: tuple[Draw, ...]

    def share(self, side: str) -> Share:
        """The draws of a side, all kinds together."""
        mine = [r for r in self.rows if r.side == side]
        return Share(sum(r.draws for r in mine), sum(r.good for r in mine), sum(r.bad for r in mine))


def luck_of(match: Match) -> Luck:
    """Chance in every turn of a battle. Infantry's attacks on tanks are left out: only those that succeeded are written down."""
    draws = [draw for turn in range(len(match.records)) for draw in draws_of(match, turn)]
    rows = [_row(kind, side, draws) for kind in NAMES for side in match.scenario.sides]
    moved = [d for d in draws if abs(d.gain) >= COUNTS]
    weighty = {id(d) for d in sorted(moved, key=lambda d: -abs(d.gain) * WEIGHTS[d.kind])[:SHOWN]}
    return Luck(tuple(r for r in rows if r.draws), tuple(d for d in moved if id(d) in weighty))


def draws_of(match: Match, turn: int) -> Iterator[Draw]:
    """The draws of a turn, those without effect among them. `turn`: place among `match.records`."""
    record, scenario = match.records[turn], match.scenario
    raw, table = record.raw, declared(scenario)
    drawn = [code for code, factor in table.factors.items() if factor.drawn]
    made = ~np.isin(raw.factors[:, 0].astype(int), drawn) if len(raw.factors) else np.zeros(0, bool)
    for row in raw.events.tolist():
        first, end = row[W.E_FIRST], row[W.E_FIRST] + row[W.E_COUNT]
        values = raw.factors[first:end, 1][made[first:end]].tolist()
        if (found := _draw(scenario, table, row, values)) is not None:
            kind, side, got, expected = found
            clock = scenario.calendar.clock_of(raw.first_pulse + row[W.E_PULSE])
            here, columns = row[W.E_HEX], scenario.ground.columns
            where = scenario.hex_name((here % columns, here // columns)) if here >= 0 else _("off the map")
            name = _(scenario.side_names[side])
            yield Draw(kind, side, got, expected, f"{turn_words(record.turn)} {clock}", where, name)


def thirds_expected(score: float, third: float) -> tuple[float, float]:
    """Thirds of a hex that a contest of this score wins and loses on average, its logistic draw added (rule 3.8)."""
    won, lost = (sum(1.0 / (1.0 + math.exp(k * third - way * score)) for k in (1, 2, 3)) for way in (1, -1))
    return won, lost


def _draw(
    scenario: Scenario, table: Declared, row: list[int], values: list[float]
) -> tuple[str, str, float, float] | None:
    """Kind, side served, what came, what was to be expected; None where no draw is told."""
    kind, number = row[W.E_KIND], row[W.E_A]
    if kind in HITS and not (kind == C.EV_TANKS and row[W.E_B] == 0):
        side = scenario.other(scenario.counters[row[W.E_TARGET]].side)
        return HITS[kind], side, number, math.prod(values)
    if kind in ROUNDS:
        side = scenario.counters[row[W.E_ACTOR]].side
        won, lost = thirds_expected(math.fsum(values), table.third)
        if kind == C.EV_COUNTER:  # it loses nothing, and the other side makes it
            return ROUNDS[kind], scenario.other(side), number, won
        return ROUNDS[kind], side, number, won - lost
    if kind == C.EV_ANSWER:
        return "answer", scenario.sides[row[W.E_SEEN] - 1], row[W.E_B], row[W.E_C] / 1000.0
    return None


def _row(kind: str, side: str, draws: list[Draw]) -> Row:
    mine = [d for d in draws if (d.kind, d.side) == (kind, side)]
    good, bad = (sum(way * d.gain >= COUNTS for d in mine) for way in (1, -1))
    return Row(kind, side, len(mine), good, bad, math.fsum(d.got for d in mine), math.fsum(d.expected for d in mine))
