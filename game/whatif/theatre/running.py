"""Games of the strategic game with nobody at the table, but for what a what-if fixes or orders: thousands a second.

Game k of every variant has the seed `seed` + k, and every draw is named by turn and card, so variants share their luck.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from game.files import kept_rules
from game.match.theatre.engine import TheatreEngine, theatre_engine
from game.match.theatre.sheets import Move, Policy, Sheet, lay
from game.model.theatre.game import Theatre
from game.model.theatre.whatif import SheetAt, TheatreWhatIf
from game.rules.theatre import state as T
from game.whatif.pool import SEEDS, Harvest, Progress, play_all

CHUNK = 200  # games handed to a process at once
EVERY = 200  # games between two words of progress


class Variant(NamedTuple):
    """What is the same in every game of a variant: cards that are fixed, sheets by turn and seat, nudges, frozen turns."""

    name: str
    fixed: Mapping[str, str] = {}
    sheets: Mapping[int, Mapping[str, Sheet]] = {}
    nudges: tuple[tuple[int, str, float], ...] = ()


class Ending(NamedTuple):
    """The end of a game: digest, state of each card, scores by seat and act (-1 where none), whether a general war ended it."""

    digest: str
    states: dict[str, str]
    scores: dict[str, tuple[float, ...]]
    general_war: bool
    fallen: int


def variants_of(theatre: Theatre, what_if: TheatreWhatIf) -> tuple[Variant, Variant]:
    """History as it is to be held against the what-if, and the what-if itself."""
    orders: dict[int, dict[str, Sheet]] = {s.turn: {} for s in what_if.sheets}
    for sheet in what_if.sheets:
        orders[sheet.turn][sheet.seat] = _sheet(theatre, sheet)
    if what_if.frozen:
        for turn in theatre.turns[what_if.frozen - 1 :]:
            for seat in theatre.seat_ids:
                given = orders.setdefault(turn.number, {}).get(seat, Sheet())
                orders[turn.number][seat] = _with_all_lines(theatre, given, turn.number, seat)
    blank = {turn: dict.fromkeys(sheets, Sheet()) for turn, sheets in orders.items()}
    nudges = tuple((n.turn, n.variable, n.points) for n in what_if.nudges)
    fixed = {**what_if.held, **what_if.fix}
    return Variant("history", dict(what_if.held), blank), Variant(what_if.id, fixed, orders, nudges)


def _sheet(theatre: Theatre, given: SheetAt) -> Sheet:
    lines = [x for x in theatre.lines if x.turn == given.turn and x.seat == given.seat and x.source]
    struck = tuple(x.id for x in lines if given.all_lines or x.source in given.strike or x.target in given.strike)
    return Sheet(
        moves=tuple(Move(m.source, m.target, m.divisions) for m in given.moves),
        policy=Policy(given.policy, given.target) if given.policy else None,
        answers={card: {"": state} for card, state in given.answers.items()},
        struck=struck,
    )


def _with_all_lines(theatre: Theatre, sheet: Sheet, turn: int, seat: str) -> Sheet:
    struck = tuple(x.id for x in theatre.lines if x.turn == turn and x.seat == seat and x.source)
    return Sheet(moves=sheet.moves, policy=sheet.policy, answers=sheet.answers, struck=struck)


class _Work(NamedTuple):
    """Games of variants, for a process of its own."""

    theatre: Theatre
    dial: str
    variants: tuple[Variant, ...]
    seed: int
    first: int
    last: int

    @property
    def parts(self) -> int:
        """A part for each variant."""
        return len(self.variants)

    def load(self) -> None:
        """The rules of the strategic game."""
        kept_rules.load("theatre")

    def play(self, part: int, k: int) -> Ending:
        """Game `k` of a variant."""
        engine = theatre_engine(self.theatre, self.dial)
        return play_one(engine, self.variants[part], (self.seed + k) % SEEDS, self.first, self.last)


def play_many(
    engine: TheatreEngine,
    variants: Sequence[Variant],
    games: int,
    *,
    seed: int,
    first: int = 1,
    last: int = 0,
    workers: int | None = 1,
    progress: Progress | None = None,
) -> Harvest[Ending]:
    """Games of each variant from the turn `first` to the end, or through turn `last`; fewer of all if it was stopped."""
    work = _Work(engine.theatre, engine.dial.id, tuple(variants), seed, first, last)
    return play_all(work, games, chunk=CHUNK, workers=workers, progress=_seldom(progress))


def _seldom(progress: Progress | None) -> Progress | None:
    """Word of progress every so many games, whether they come one by one or in chunks."""
    said = [0]

    def report(done: int, games: int) -> None:
        if progress is not None and done // EVERY > said[0]:
            said[0] = done // EVERY
            progress(done, games)

    return report if progress is not None else None


def play_one(engine: TheatreEngine, variant: Variant, seed: int, first: int = 1, last: int = 0) -> Ending:
    """One game of a variant."""
    position = engine.new_position(seed, first, last)
    end = last or len(engine.theatre.turns)
    fixed = _fixed(engine, variant.fixed, position)
    stops = sorted({*fixed, *variant.sheets, *(n[0] for n in variant.nudges)} - set(range(first)))
    with engine.lock:
        for stop in (*stops, end):
            if stop > end or position.rest[T.OVER]:
                break
            engine.clear_desk()
            np.asarray(engine.desk.sheet)[:, T.H_FILLED] = 0
            if position.clock[T.TURN] < stop:
                engine.play_on(position, stop - 1)
            if position.rest[T.OVER] or position.clock[T.TURN] > stop:
                continue
            for turn, variable, points in variant.nudges:
                if turn == stop:
                    position.tracks[engine.index.variable[variable], T.PLAY] += points
            lay(engine, position, stop, variant.sheets.get(stop, {}))
            for node, state in fixed.get(stop, ()):
                engine.desk.fought[node] = state
            engine.play_on(position, stop)
    return ending(engine, position)


def _fixed(engine: TheatreEngine, fixed: Mapping[str, str], position: T.Position) -> dict[int, list[tuple[int, int]]]:
    """Cards that are fixed, by the turn in which they are decided; with a card the one that is drawn for it."""
    found: dict[int, list[tuple[int, int]]] = {}
    for card, state in fixed.items():
        for name in dict.fromkeys((engine.index.drawn.get(card, card), card)):
            node = engine.index.node[name]
            if position.cards[node, T.CARD_STATE] < 0:
                found.setdefault(engine.index.due[name], []).append((node, engine.index.state(name, state)))
    return found


def ending(engine: TheatreEngine, position: T.Position) -> Ending:
    """How a game ended, by names."""
    seats = {
        seat: tuple(float(position.acts[a, T.ACT_SCORE + k]) for a in range(len(engine.theatre.acts)))
        for seat, k in engine.index.seat.items()
    }
    inner = set(engine.index.drawn.values())
    states = {n.id: engine.state_of(position, n.id) for n in engine.index.nodes if n.id not in inner}
    war = bool(position.rest[T.WAR_AT]) or _war(engine, states)
    return Ending(T.position_digest(position), states, seats, war, int(position.rest[T.FALLEN]))


def _war(engine: TheatreEngine, states: Mapping[str, str]) -> bool:
    return any(states.get(card) == engine.theatre.war.state for card in engine.theatre.war.cards)
