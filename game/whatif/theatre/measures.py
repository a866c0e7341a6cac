"""What the strategic game promises of itself, measured: `python -m game.whatif.theatre.measures --help` (chapter 17).

What the general gains on plain, and beats random by, in each seat, by pairs of games with the same luck; how long a seat thinks;
in how many turns a seat has two sheets within a tenth of its best; what one policy chosen every turn gains; how many decisions
an act asks for.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from typing import Any, NamedTuple

from game.files.theatre.theatres import load_theatre
from game.match.theatre import Policy, Sheet, TheatreMatch
from game.model.theatre.game import Theatre
from game.players.theatre.plain import PlainSeat
from game.players.theatre.rollouts import rollouts
from game.players.theatre.seats import computer_seat, values_of
from game.whatif import statistics
from game.whatif.theatre.seated import SALT, Table, play_game
from game.whatif.wording import difference

THEATRE, SEED = "north-or-south", 1938
NEAR = 0.9  # of the best sheet's score
SHEETS, GAMES = 5, 64
SECONDS = 35 * 60  # an act that a player finishes
READING_S, DECISION_S = 60, 20  # a turn to read, and a decision to take (design choice)
POLICY_AND_MOVES = 3  # decisions of every turn


class Duel(NamedTuple):
    """Pairs of games in which one seat is played by one level and by another, all else the same."""

    seat: str
    pairs: int
    won: statistics.Interval
    gap: statistics.Difference
    slowest_s: float


def duel(name: str, seat: str, strong: str, weak: str, others: str, games: int, seed: int, *, last: int = 0) -> Duel:
    """How often the first level scores more than the second in a seat, and by how much. `last`: the turn that ends each game."""
    theatre = load_theatre(name)
    wins, slowest = 0, 0.0
    scores: tuple[list[float], list[float]] = ([], [])
    for k in range(games):
        tables = [
            Table(name, {**dict.fromkeys(theatre.seat_ids, others), seat: level}, last=last) for level in (strong, weak)
        ]
        a, b = (play_game(table, seed + k) for table in tables)
        wins += a.score(seat) > b.score(seat)
        scores[0].append(b.score(seat))
        scores[1].append(a.score(seat))
        slowest = max(slowest, a.slowest[seat])
    won = statistics.wilson(wins, games)
    assert won is not None
    return Duel(seat, games, won, statistics.paired(*scores, shares=False), slowest)


class Choice(NamedTuple):
    """Of the turns of many games, in how many a seat had a second sheet within a tenth of the best one."""

    seat: str
    turns: int
    near: int


def second_sheets(theatre: Theatre, games: int, seed: int) -> tuple[Choice, ...]:
    """Sheets of the plain seat that differ by one choice, by their rollouts, in games of plain seats."""
    found: dict[str, list[bool]] = {seat: [] for seat in theatre.seat_ids}
    for k in range(games):
        match = TheatreMatch.new(theatre, seed=seed + k)
        seats = {seat: PlainSeat(seat, theatre, values_of(theatre)) for seat in theatre.seat_ids}
        while not match.over:
            sheets: dict[str, Sheet] = {}
            for seat, player in seats.items():
                view = match.view(seat)
                options = player.sheets(view, SHEETS)
                sheets[seat] = options[0]
                if len(options) > 1:
                    scores = sorted(rollouts(view, options, GAMES, seed + 31 * k + match.turn.number).mean(axis=1))
                    found[seat].append(bool(scores[-2] >= NEAR * scores[-1]))
                else:
                    found[seat].append(False)
            match.resolve_sheets(sheets, trace=False)
    return tuple(Choice(seat, len(turns), sum(turns)) for seat, turns in found.items())


class Habit(NamedTuple):
    """What one policy chosen in every turn that allows it gains a seat over none at all."""

    seat: str
    policy: str
    gain: statistics.Difference


def habits(theatre: Theatre, games: int, seed: int) -> tuple[Habit, ...]:
    """Every policy as a habit, the other seats silent, the greatest gain first."""
    found = []
    for seat in theatre.seat_ids:
        silent = [_with_habit(theatre, seat, None, seed + k) for k in range(games)]
        for policy in theatre.policies:
            if seat in policy.seats:
                target = theatre.sectors[0] if policy.sector else ""
                scores = [_with_habit(theatre, seat, Policy(policy.id, target), seed + k) for k in range(games)]
                gain = statistics.paired(silent, scores, shares=False)
                found.append(Habit(seat, policy.id, gain))
    return tuple(sorted(found, key=lambda h: -(h.gain.diff or 0.0)))


def _with_habit(theatre: Theatre, seat: str, policy: Policy | None, seed: int) -> float:
    match = TheatreMatch.new(theatre, seed=seed)
    while not match.over:
        sheet = Sheet(policy=policy)
        if policy is None or match.refusal(seat, sheet) is not None:
            sheet = Sheet()
        match.resolve_sheets({seat: sheet}, trace=False)
    return match.score(seat).total


class Load(NamedTuple):
    """Decisions that an act asks of a seat, and the minutes that they take by the count."""

    seat: str
    act: int
    turns: int
    decisions: float
    minutes: float


def loads(theatre: Theatre, games: int, seed: int) -> tuple[Load, ...]:
    """Decisions of each seat and act: cases to answer that are open, a policy, own moves, lines of the staff plan to pass."""
    counts: dict[tuple[str, int], list[int]] = {}
    for k in range(games):
        match = TheatreMatch.new(theatre, seed=seed + k)
        seats = {seat: computer_seat("plain", seat, theatre, seed=SALT * (seed + k)) for seat in theatre.seat_ids}
        totals: dict[tuple[str, int], int] = {}
        while not match.over:
            sheets = {}
            for seat, player in seats.items():
                view = match.view(seat)
                key: tuple[str, int] = (seat, view.turn.act)
                asked = sum(len(c.cases) for c in view.cards) + bool(view.staff) + bool(view.incident)
                totals[key] = totals.get(key, 0) + asked + POLICY_AND_MOVES
                sheets[seat] = player.sheet(view) if player else None
            match.resolve_sheets(sheets, trace=False)
        for at, total in totals.items():
            counts.setdefault(at, []).append(total)
    found = []
    for (who, number), many in sorted(counts.items()):
        act = theatre.act(number)
        turns, mean = act.last - act.first + 1, sum(many) / len(many)
        found.append(Load(who, number, turns, mean, (turns * READING_S + mean * DECISION_S) / 60.0))
    return tuple(found)


def main(argv: Sequence[str] | None = None) -> int:
    """Measures what is asked for and prints it."""
    parser = argparse.ArgumentParser(
        prog="python -m game.whatif.theatre.measures", description=__doc__.split("\n\n")[0]
    )
    known = ("duel", "sheets", "habits", "loads")
    parser.add_argument("what", nargs="*", choices=(*known, []), help="what to measure (default all)")
    parser.add_argument("--theatre", default=THEATRE, metavar="NAME", help=f"which game (default {THEATRE})")
    parser.add_argument("--games", type=int, default=100, metavar="N", help="games of each (default 100)")
    parser.add_argument("--seed", type=int, default=SEED, metavar="N", help=f"seed of the first (default {SEED})")
    options = parser.parse_args(argv)
    theatre = load_theatre(options.theatre)
    for what in options.what or known:
        for line in _told(what, theatre, options):
            print(line, flush=True)
    return 0


def _told(what: str, theatre: Theatre, options: Any) -> list[str]:
    if what == "duel":
        name, games, seed = options.theatre, options.games, options.seed
        pairs = [(seat, weak) for seat in theatre.seat_ids for weak in ("plain", "random")]
        found = [(weak, duel(name, seat, "general", weak, "plain", games, seed)) for seat, weak in pairs]
        return [
            f"{d.seat}: the general beats {weak} in {d.won.value:.2f} of {d.pairs} pairs ({d.won.low:.2f} to "
            "{:.2f}), by {} ({}); slowest turn {:.2f} s".format(
                d.won.high, *difference(d.gap, shares=False), d.slowest_s
            )
            for weak, d in found
        ]
    if what == "sheets":
        return [
            f"{c.seat}: a second sheet within a tenth in {c.near} of {c.turns} turns ({c.near / max(1, c.turns):.0%})"
            for c in second_sheets(theatre, max(1, options.games // 10), options.seed)
        ]
    if what == "habits":
        return [
            "{}, {} every turn: {} ({})".format(h.seat, h.policy, *difference(h.gain, shares=False))
            for h in habits(theatre, options.games, options.seed)
        ]
    return [
        f"{x.seat}, act {x.act}: {x.decisions:.0f} decisions in {x.turns} turns, {x.minutes:.0f} minutes"
        for x in loads(theatre, max(1, options.games // 10), options.seed)
    ]


if __name__ == "__main__":
    sys.exit(main())
