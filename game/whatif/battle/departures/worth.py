"""What an order was worth: the game goes on from its turn with it and with the record's in its place, many times, in pairs.

Both games of a pair begin in the position in which the order was given and have the same luck, drawn anew for the pair; in the
turn itself everything else is ordered as it was, after it our staff commands both sides for `HORIZON` turns or to the end. What
an order brings its own side in points of the score, less what the record's brings, is its worth. The departures that concern
most men are tried in a few pairs first; those that seem to count most are then played in pairs that chose nobody, so that no
lucky choice is shown.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from msgspec.structs import replace as replaced

from game.core.words import _
from game.files import kept_rules
from game.match.battle import Match
from game.match.battle.engine import engine_of
from game.match.battle.playout import Playout
from game.match.packing import luck_words
from game.model.battle.calendar import Turn
from game.model.battle.decisions import Decision
from game.model.battle.orders import Order
from game.model.battle.scenario import Scenario
from game.players.battle.plain import PlainCommander
from game.rules.battle import state as S
from game.rules.battle.state import State
from game.whatif import statistics
from game.whatif.battle.departures.orders import Departure, departures, position
from game.whatif.pool import Progress, play_all

HORIZON = 8  # turns that are played on, that of the order included: two days (design choice)
SHOWN = 5  # departures whose worth is told
COUNTS = (64, 256)  # pairs of each: the first are the beginning of the second
TRIED = 60  # departures that are tried at most: decisions, and orders that concern most men (design choice)
WING_MEN = 500  # for how many men a wing of aircraft stands there (design choice)
RESTS = 0.2  # how much an order counts there by which nobody moves or fires, with it and without (design choice)
ROUNDS = ((4, 16), (8, SHOWN))  # pairs in which all are tried, and how many are kept; then the same again
CHUNK = 8

Sheets = tuple[dict[str, tuple[Order, ...]], dict[str, tuple[Decision, ...]]]


class Case(NamedTuple):
    """A departure to be tried: the position and turn, both sides' sheets with it and without."""

    side: str
    state: State
    turn: Turn
    arms: tuple[Sheets, Sheets]


class Valued(NamedTuple):
    """A departure and its worth in points for its side, over so many pairs."""

    departure: Departure
    worth: statistics.Difference


@dataclass(frozen=True)
class Left:
    """Where a game left history. `first`: the first departure, None where there is none; `count`: of all; `tried`: those that
    were weighed; `valued`: those worth most of them, for good or ill; `pairs`: of each; `notice`: why there are fewer."""

    sides: tuple[str, ...]
    first: Departure | None
    count: int
    tried: int = 0
    valued: tuple[Valued, ...] = ()
    pairs: int = 0
    notice: str = ""


@dataclass(frozen=True)
class Trials:
    """Pairs of games for every case, for a process of its own. `key`: names the luck; `first`: number of the first pair."""

    scenario: Scenario
    cases: tuple[Case, ...]
    key: str
    first: int = 0
    turns: int = HORIZON

    @property
    def parts(self) -> int:
        """One for each case."""
        return len(self.cases)

    def load(self) -> None:
        """The rules of the battle."""
        kept_rules.load()

    def play(self, part: int, k: int) -> tuple[float, float]:
        """Pair `k` of a case: the score of its side with the order as it was given, and with the record's."""
        case = self.cases[part]
        words = luck_words(luck_of(self.key, self.first + k))
        with_it, without = (self._score(case, sheets, words) for sheets in case.arms)
        return with_it, without

    def _score(self, case: Case, sheets: Sheets, luck: tuple[int, int]) -> float:
        game = Playout(engine_of(self.scenario), case.state, case.turn)
        game.state.clock[S.SEED0], game.state.clock[S.SEED1] = luck
        game.carry_on(*sheets)
        staffs = {side: PlainCommander(side, self.scenario).orders for side in self.scenario.sides}
        game.play_on(staffs, turns=self.turns - 1)
        return float(game.score(case.side).total)


def left(match: Match, sides: Sequence[str] = ()) -> Left:
    """Where a game left history, without what it was worth. Raises what `departures` raises."""
    found = list(departures(match, sides))
    return Left(tuple(sides) or match.scenario.sides, found[0] if found else None, len(found))


def weighed(
    match: Match,
    sides: Sequence[str] = (),
    *,
    counts: Sequence[int] = COUNTS,
    workers: int | None = None,
    progress: Progress | None = None,
) -> Iterator[Left]:
    """The departures that were worth most, refined from 64 to 256 pairs; ends early where Ctrl-C stops the games.

    `progress` hears of games of each stage.

    Raises:
        ValueError: the game is not over, or of other rules.
    """
    if not match.over:
        raise ValueError(_("the game goes on: what an order was worth is told when it is over"))
    every = list(departures(match, sides))
    found = [(d, case) for d in every if (case := case_of(match, d)) is not None]
    tried = sorted(found, key=lambda pair: -_weight(match, *pair))[:TRIED]
    bare = Left(tuple(sides) or match.scenario.sides, every[0] if every else None, len(every), len(tried))
    if not tried:
        yield bare
        return
    if not kept_rules.is_warm():
        kept_rules.warm_up()
    for k, (pairs, kept) in enumerate(ROUNDS):
        if len(tried) > kept:
            gaps, notice = _pairs(match, tried, f"{k}", 0, pairs, workers, progress)
            if notice:
                yield replace(bare, notice=notice)
                return
            order = sorted(range(len(tried)), key=lambda i: -abs(sum(a - b for a, b in gaps[i])))
            tried = [tried[i] for i in order[:kept]]
    had: list[list[tuple[float, float]]] = [[] for _ in tried]
    for count in counts:
        gaps, notice = _pairs(match, tried, "shown", len(had[0]), count - len(had[0]), workers, progress)
        for one, more in zip(had, gaps, strict=True):
            one += more
        yield replace(bare, valued=_valued(tried, had), pairs=len(had[0]), notice=notice)
        if notice:
            return


def _weight(match: Match, departure: Departure, case: Case) -> float:
    """What is to be expected of a departure: the men it concerns, a fifth of those who rest both ways; decisions above all."""
    if not departure.units:
        return math.inf
    orders = [o for o in (*departure.given, *departure.record) if isinstance(o, Order)]
    units = [match.scenario.unit_index(u) for u in departure.units if match.scenario.has_counter(u)]
    men = float(case.state.units[units][:, [S.MEN, S.CREW]].sum()) + WING_MEN * (len(departure.units) - len(units))
    return men * (RESTS if all(o.verb.rests for o in orders) else 1.0)


def _valued(
    tried: Sequence[tuple[Departure, Case]], had: Sequence[Sequence[tuple[float, float]]]
) -> tuple[Valued, ...]:
    found = [
        Valued(d, statistics.paired([b for _a, b in pairs], [a for a, _b in pairs], shares=False))
        for (d, _case), pairs in zip(tried, had, strict=True)
        if pairs
    ]
    return tuple(sorted(found, key=lambda v: -abs(v.worth.diff or 0.0)))


def _pairs(
    match: Match,
    tried: Sequence[tuple[Departure, Case]],
    stage: str,
    first: int,
    count: int,
    workers: int | None,
    progress: Progress | None,
) -> tuple[list[list[tuple[float, float]]], str]:
    """So many pairs of every case, and why there are fewer."""
    work = Trials(match.scenario, tuple(case for _d, case in tried), f"{match.digest}|{stage}", first)
    found = play_all(work, count, chunk=CHUNK, workers=workers, progress=progress)
    return [list(part) for part in found.parts], found.notice


def luck_of(key: str, k: int) -> int:
    """64 bits of luck for pair `k`."""
    return int.from_bytes(hashlib.sha256(f"{key}|{k}".encode()).digest()[:8], "big")


def case_of(match: Match, departure: Departure) -> Case | None:
    """A departure as it is tried: of what the record orders, that which is legal beside the rest; None where that is the same."""
    record, here = match.records[departure.turn], position(match, departure.turn)
    side = departure.side
    orders, decisions = dict(record.orders), dict(record.decisions)
    given: Mapping[str, tuple[Decision, ...]] = {s: decisions.get(s, ()) for s in match.scenario.sides}
    asked = ({s: orders.get(s, ()) for s in match.scenario.sides}, dict(given))
    sheet: list[Order | Decision] = [o for o in orders.get(side, ()) if o.unit not in departure.units]
    gone = {(d.kind, d.act) for d in departure.given if isinstance(d, Decision)}
    sheet += [d for d in given[side] if (d.kind, d.act) not in gone]
    view = here.view(side)
    for one in departure.record:
        if view.refusal(one, sheet) is None:
            sheet.append(one)
    stood = here.stood({side: tuple(sheet)})
    instead = ({**asked[0], side: stood[0][side]}, {**asked[1], side: stood[1][side]})
    if _bare(asked, side) == _bare(instead, side):
        return None
    return Case(side, S.copy_state(here.state), here.turn, (asked, instead))


def _bare(sheets: Sheets, side: str) -> tuple[Any, ...]:
    """The sheets of a side without the notes of history's own."""
    every: list[Order | Decision] = [*sheets[0][side], *sheets[1][side]]
    return tuple(replaced(one, source="", confidence="", note="") for one in every)
