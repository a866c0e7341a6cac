"""Fits what answers, policies and moves are worth: `python -m game.whatif.theatre.fit --help`.

Each option is played against silence in the same positions with the same luck, all other seats by the record's staff and the
cards' rows. What a seat of the computer does with the figures is its own matter (rule 15).
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from game.core.rule import entry
from game.files.errors import BadFile
from game.files.theatre.decks import deck_folder
from game.files.theatre.theatres import load_theatre
from game.files.theatre.values import VALUES, save_values
from game.model.theatre.game import Theatre
from game.model.theatre.values import FittedValues, Row
from game.rules.theatre import resolve
from game.rules.theatre import state as T
from game.rules.theatre.index import index_of
from game.rules.theatre.setup import build_book, build_desk, build_position

THEATRE, SEED = "north-or-south", 1938
LATER = 0.5  # weight of later acts' scores, since an act may be played alone
Put = Callable[[T.Desk], None]


class Bench:
    """Positions of one turn, reached by silent games, and what an option is worth in them."""

    def __init__(self, theatre: Theatre, strength: float, games: int, seed: int) -> None:
        self.theatre = theatre
        self.index, net = index_of(theatre, strength)
        self.book, self.desk = build_book(theatre, self.index, net), build_desk(theatre, self.index)
        self._play, self._open = entry(resolve.play_on), entry(resolve.open_theatre)
        self._blank()
        self.opening = build_position(theatre, self.index, seed, 1, len(theatre.turns))
        self.positions: list[T.Position] = []
        for k in range(games):
            position = T.copy_position(self.opening)
            position.clock[T.SEED0] = seed + k
            self._open(position, self.book, self.desk)
            self.positions.append(position)
        self.turn, self.act = 1, 0

    def forward(self) -> None:
        """The next turn, nobody giving orders."""
        for position in self.positions:
            self._blank()
            self._play(position, self.book, self.desk, self.turn)
        self.turn += 1
        self.act = int(self.book.turn[self.turn, T.TU_ACT]) if self.turn <= len(self.theatre.turns) else -1

    def scores(self, seat: int, put: Put | None) -> np.ndarray:
        """Worth of each position for a seat that fills this turn with an option, and then is silent. Shape (games,)."""
        found = np.zeros(len(self.positions))
        for k, position in enumerate(self.positions):
            found[k] = self._one(position, seat, put)[0]
        return found

    def ends(self, seat: int, put: Put) -> tuple[np.ndarray, list[T.Position]]:
        """The same with the last positions."""
        both = [self._one(position, seat, put) for position in self.positions]
        return np.array([b[0] for b in both]), [b[1] for b in both]

    def _one(self, before: T.Position, seat: int, put: Put | None) -> tuple[float, T.Position]:
        position = T.copy_position(before)
        self._blank()
        self.desk.sheet[seat, T.H_FILLED] = 1
        if put is not None:
            put(self.desk)
        self._play(position, self.book, self.desk, self.turn)
        standing = int(position.seats[seat, T.STANDING])
        self.desk.sheet[seat, T.H_FILLED] = 0
        self._play(position, self.book, self.desk, len(self.theatre.turns))
        scores = position.acts[self.act :, T.ACT_SCORE + seat]
        given_back = max(
            0, int(before.seats[seat, T.STANDING]) - standing
        )  # a point of standing is a point of the score
        return float(scores[0] + (LATER * scores[1:].mean() if len(scores) > 1 else 0.0) + given_back), position

    def _blank(self) -> None:
        self.desk.sheet[:] = -1
        self.desk.sheet[:, [T.H_FILLED, T.H_STRUCK, T.H_YIELDS]] = 0
        self.desk.answer[:] = -1
        self.desk.fought[:] = -1
        self.desk.note[:] = 0


def fit(theatre: Theatre, games: int, seed: int, said: Callable[[str], None]) -> FittedValues:
    """What every option of every seat and turn is worth, in `games` positions each."""
    dial = theatre.deck.dial("default")
    bench = Bench(theatre, dial.strength, games, seed)
    answers: dict[str, dict[str, Row]] = {}
    policies: dict[str, dict[str, Row]] = defaultdict(dict)
    moves: dict[str, dict[str, Row]] = defaultdict(dict)
    strikes: dict[str, dict[str, Row]] = defaultdict(dict)
    for turn in theatre.turns:
        for number, seat in enumerate(theatre.seat_ids):
            silent = bench.scores(number, None)
            key = str(turn.number)
            policies[seat][key] = _means(bench, number, silent, _policies(theatre, bench, seat, turn.number))
            moves[seat][key] = _means(bench, number, silent, _moves(theatre, bench, seat))
            strikes[seat][key] = _means(bench, number, silent, _strikes(theatre, bench, seat, turn.number))
            _answers(bench, number, silent, answers)
        said(f"turn {turn.number}")
        bench.forward()
    return FittedValues(
        format=1,
        rules=resolve.THEATRE_RULES_VERSION,
        dial=dial.id,
        made=f"python -m game.whatif.theatre.fit --games {games} --seed {seed}",
        answers=answers,
        policies=dict(policies),
        moves=dict(moves),
        strikes=dict(strikes),
    )


def _means(bench: Bench, seat: int, silent: np.ndarray, options: Iterator[tuple[str, Put]]) -> Row:
    """The mean gain of each option; what gains nothing anywhere is left out."""
    found = {name: round(float((bench.scores(seat, put) - silent).mean()), 2) for name, put in options}
    return {name: gain for name, gain in sorted(found.items()) if gain}


def _policies(theatre: Theatre, bench: Bench, seat: str, turn: int) -> Iterator[tuple[str, Put]]:
    for number, policy in enumerate(theatre.policies):
        if seat not in policy.seats or not any(w.first <= turn <= w.last for w in policy.windows):
            continue
        targets = theatre.sectors if policy.sector else ("",)
        for target in targets:
            values = {T.H_POLICY: number, T.H_TARGET: bench.index.place[target] if target else -1}
            yield f"{policy.id} {target}".strip(), _setter(theatre.seat_ids.index(seat), values)


def _moves(theatre: Theatre, bench: Bench, seat: str) -> Iterator[tuple[str, Put]]:
    own = [p for p in theatre.places if seat in p.seats]
    for source in own:
        for target in own:
            if source is target or (source.leads_to and target.id not in source.leads_to):
                continue
            values = {
                T.H_SOURCE_A: bench.index.place[source.id],
                T.H_TARGET_A: bench.index.place[target.id],
                T.H_DIVISIONS_A: 1,
            }
            yield f"{source.id}>{target.id}", _setter(theatre.seat_ids.index(seat), values)


def _strikes(theatre: Theatre, bench: Bench, seat: str, turn: int) -> Iterator[tuple[str, Put]]:
    of_turn = [line for line in theatre.lines if line.turn == turn]
    for number, line in enumerate(of_turn):
        if line.seat == seat and line.source:
            values = {T.H_STRUCK: 1 << number}
            yield line.id, _setter(theatre.seat_ids.index(seat), values)


def _setter(seat: int, values: dict[int, int]) -> Put:
    def put(desk: T.Desk) -> None:
        for column, value in values.items():
            desk.sheet[seat, column] = value

    return put


def _answers(bench: Bench, seat: int, silent: np.ndarray, answers: dict[str, dict[str, Row]]) -> None:
    """Worth of each state of each card that the seat answers in this turn, by the case that came about."""
    nodes = bench.index.nodes
    for k, node in enumerate(nodes):
        row = bench.book.node[k]
        if row[T.N_DUE] != bench.turn or not (int(row[T.N_OWNERS]) >> seat) & 1:
            continue
        gains: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
        for number, state in enumerate(node.states):

            def put(desk: T.Desk, k: int = k, number: int = number) -> None:
                desk.answer[seat * len(nodes) + k, :] = number

            scores, ends = bench.ends(seat, put)
            for before, end, gain in zip(bench.positions, ends, scores - silent, strict=True):
                if end.cards[k, T.CARD_STATE] == number and end.cards[k, T.CARD_HOW] == T.ANSWERED:
                    gains[_case(bench, node, before, end)][state].append(float(gain))
        means = {c: {s: round(float(np.mean(g)), 2) for s, g in row.items()} for c, row in sorted(gains.items())}
        answers[f"{bench.theatre.seat_ids[seat]} {node.id}"] = means


def _case(bench: Bench, node: Any, before: T.Position, end: T.Position) -> str:
    """The states of the card's parents that were open before the turn: "R=local J=air"."""
    words = []
    for parent in node.parents:
        k = bench.index.node[parent]
        if before.cards[k, T.CARD_STATE] < 0:
            words.append(f"{parent}={bench.index.nodes[k].states[int(end.cards[k, T.CARD_STATE])]}")
    return " ".join(words)


def main(argv: Sequence[str] | None = None) -> int:
    """Fits the values and writes them into the folder of the strategic game."""
    parser = argparse.ArgumentParser(prog="python -m game.whatif.theatre.fit", description=__doc__.split("\n\n")[0])
    parser.add_argument("--theatre", default=THEATRE, metavar="NAME", help=f"whose values (default {THEATRE})")
    parser.add_argument("--games", type=int, default=400, metavar="N", help="positions of each turn (default 400)")
    parser.add_argument("--seed", type=int, default=SEED, metavar="N", help=f"seed of the first game (default {SEED})")
    parser.add_argument("--out", metavar="FILE", help=f"where to (default {VALUES} of the folder)")
    options = parser.parse_args(argv)
    if options.games < 1:
        parser.error("needed at least one game")
    try:
        values = fit(
            load_theatre(options.theatre), options.games, options.seed, lambda t: print(t, file=sys.stderr, flush=True)
        )
        save_values(Path(options.out) if options.out else deck_folder(options.theatre) / VALUES, values)
    except BadFile as e:
        print(f"fit: {e.problems[0]}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
