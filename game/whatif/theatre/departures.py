"""Where a strategic game left history: answers, policies and moves that are not the record's, and what they were worth.

The record's sheets are those of the historical path. A departure is tried from the position before its turn: with the sheet as
it was handed in and with the record's word in that one place, both in one luck, drawn anew for each pair; then all seats are
silent to the end of the act, whose score is compared. All are tried in a few pairs first; those that seem to count most are
then played in pairs that chose nobody.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from msgspec.structs import replace as replaced

from game.core.words import _
from game.files import kept_rules
from game.match.packing import luck_words
from game.match.theatre import TheatreMatch
from game.match.theatre.battle import lay_battle
from game.match.theatre.engine import INCIDENT, theatre_engine
from game.match.theatre.sheets import Sheet, lay
from game.model.battle_result import BattleResult
from game.model.theatre.game import Theatre
from game.players.table import HUMAN
from game.rules.theatre import state as T
from game.whatif import statistics
from game.whatif.pool import Progress, play_all

SHOWN = 5  # departures whose worth is told
TRIAL = 16  # pairs in which all are tried
COUNTS = (64, 256)  # pairs of each: the first are the beginning of the second
CHUNK = 32
FIELDS = ("policy", "moves", "struck", "closed")

Sheets = dict[str, Sheet | None]


class Departure(NamedTuple):
    """What a seat gave otherwise in a turn. `what`: "card" with its id in `card`, or a field of the sheet."""

    turn: int
    seat: str
    what: str
    card: str
    given: Any
    record: Any


class Case(NamedTuple):
    """A departure to be tried: the position before its turn, the sheets with it and without, the battle that was played."""

    turn: int
    seat: str
    last: int
    position: T.Position
    arms: tuple[Sheets, Sheets]
    battle: BattleResult | None


class Valued(NamedTuple):
    """A departure and its worth in points for its seat."""

    departure: Departure
    worth: statistics.Difference


@dataclass(frozen=True)
class Left:
    """Where a game left history. `first`: None where it never did; `valued`: those worth most, for good or ill, of `tried`."""

    seats: tuple[str, ...]
    first: Departure | None
    count: int
    tried: int = 0
    valued: tuple[Valued, ...] = ()
    pairs: int = 0
    notice: str = ""


@dataclass(frozen=True)
class Trials:
    """Pairs of games for every case, for a process of its own."""

    theatre: Theatre
    dial: str
    cases: tuple[Case, ...]
    key: str
    first: int = 0

    @property
    def parts(self) -> int:
        """One for each case."""
        return len(self.cases)

    def load(self) -> None:
        """The rules of the strategic game."""
        kept_rules.load("theatre")

    def play(self, part: int, k: int) -> tuple[float, float]:
        """Pair `k` of a case: the act's score of its seat with the word as it was given, and with the record's."""
        case = self.cases[part]
        luck = luck_words(luck_of(self.key, self.first + k))
        with_it, without = (self._score(case, sheets, luck) for sheets in case.arms)
        return with_it, without

    def _score(self, case: Case, sheets: Sheets, luck: tuple[int, int]) -> float:
        engine = theatre_engine(self.theatre, self.dial)
        position = T.copy_position(case.position)
        position.clock[T.SEED0], position.clock[T.SEED1] = luck
        position.clock[T.LAST] = case.last
        with engine.lock:
            lay(engine, position, case.turn, sheets)
            if case.battle is not None:
                lay_battle(engine, position, case.battle)
            engine.play_on(position, case.last)
        act = self.theatre.turn(case.turn).act
        return float(position.acts[act - 1, T.ACT_SCORE + engine.index.seat[case.seat]])


# ---------------------------------------------------------------- who may look
def eyes(match: TheatreMatch, seat: str = "") -> tuple[str, ...]:
    """The seats whose departures are told: the players', all where there was none, or the one asked for.

    Raises:
        ValueError: there is no such seat, or the game goes on and it is not the only player's.
    """
    names = match.theatre.seat_ids
    if seat and seat not in names:
        raise ValueError(f"no seat {seat!r}; the seats are {', '.join(names)}")
    humans = tuple(s for s in names if match.seats.get(s) == HUMAN)
    if match.over:
        return (seat,) if seat else humans or names
    if len(humans) != 1 or (seat and seat != humans[0]):
        raise ValueError(_("this game goes on: until it is over only its one player's own orders are told"))
    return humans


# ---------------------------------------------------------------- departures
def departures(match: TheatreMatch, record: TheatreMatch, seats: Sequence[str]) -> Iterator[Departure]:
    """Every departure of a game, turn by turn and seat by seat. `record`: the historical path.

    A seat that handed in no sheet departs nowhere; an answer to a card that the record's sheet does not name is none.
    """
    path = {r.turn.number: r.sheets for r in record.records}
    for played in match.records:
        number = played.turn.number
        for seat in seats:
            own, theirs = played.sheets.get(seat), path.get(number, {}).get(seat)
            if own is None or theirs is None:
                continue
            other = [c for c, said in theirs.answers.items() if c != INCIDENT and said and own.answers.get(c) != said]
            due = {c.id for c in match.branch(number).view(seat).cards} if other else set()
            for card in other:
                if card in due:
                    yield Departure(number, seat, "card", card, own.answers.get(card, {}), theirs.answers[card])
            for name in FIELDS:
                if getattr(own, name) != getattr(theirs, name):
                    yield Departure(number, seat, name, "", getattr(own, name), getattr(theirs, name))


def case_of(match: TheatreMatch, one: Departure) -> Case | None:
    """A departure as it is tried; None where the record's word is not legal in the game's position."""
    here = match.branch(one.turn)
    played = next(r for r in match.records if r.turn.number == one.turn)
    sheet = played.sheets[one.seat]
    assert sheet is not None
    instead = (
        replaced(sheet, answers={**sheet.answers, one.card: one.record})
        if one.what == "card"
        else replaced(sheet, **{one.what: one.record})
    )
    if here.refusal(one.seat, instead) is not None:
        return None
    last = min(match.last, match.theatre.act(played.turn.act).last)
    arms = (dict(played.sheets), {**played.sheets, one.seat: instead})
    return Case(one.turn, one.seat, last, T.copy_position(here.position), arms, played.battle)


# ---------------------------------------------------------------- worth
def left(match: TheatreMatch, record: TheatreMatch, seats: Sequence[str]) -> Left:
    """Where a game left history, without what it was worth."""
    found = list(departures(match, record, seats))
    return Left(tuple(seats), found[0] if found else None, len(found))


def weighed(
    match: TheatreMatch,
    record: TheatreMatch,
    seats: Sequence[str],
    *,
    counts: Sequence[int] = COUNTS,
    workers: int | None = None,
    progress: Progress | None = None,
) -> Iterator[Left]:
    """The departures that were worth most, refined from 64 to 256 pairs; ends early where Ctrl-C stops the games.

    Raises:
        ValueError: the game is not over.
    """
    if not match.over:
        raise ValueError("the game goes on: what an order was worth is told when it is over")
    every = list(departures(match, record, seats))
    tried = [(d, case) for d in every if (case := case_of(match, d)) is not None]
    bare = Left(tuple(seats), every[0] if every else None, len(every), len(tried))
    if not tried:
        yield bare
        return
    if len(tried) > SHOWN:
        gaps, notice = _pairs(match, tried, "tried", 0, TRIAL, workers, progress)
        if notice:
            yield replace(bare, notice=notice)
            return
        order = sorted(range(len(tried)), key=lambda i: -abs(sum(a - b for a, b in gaps[i])))
        tried = [tried[i] for i in order[:SHOWN]]
    had: list[list[tuple[float, float]]] = [[] for _one in tried]
    for count in counts:
        gaps, notice = _pairs(match, tried, "shown", len(had[0]), count - len(had[0]), workers, progress)
        for one, more in zip(had, gaps, strict=True):
            one += more
        yield replace(bare, valued=_valued(tried, had), pairs=len(had[0]), notice=notice)
        if notice:
            return


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
    match: TheatreMatch,
    tried: Sequence[tuple[Departure, Case]],
    stage: str,
    first: int,
    count: int,
    workers: int | None,
    progress: Progress | None,
) -> tuple[list[list[tuple[float, float]]], str]:
    work = Trials(match.theatre, match.dial, tuple(case for _d, case in tried), f"{match.digest}|{stage}", first)
    found = play_all(work, count, chunk=CHUNK, workers=workers, progress=progress)
    return [list(part) for part in found.parts], found.notice


def luck_of(key: str, k: int) -> int:
    """64 bits of luck for pair `k`."""
    return int.from_bytes(hashlib.sha256(f"{key}|{k}".encode()).digest()[:8], "big")
