"""The course of a battle: the score after each turn, what each turn brought, and the turns in which it turned."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from game.match.battle import Match
from game.match.battle.headline import folded, headline
from game.match.battle.score import Score, score_of, shares_now
from game.match.dates import turn_words
from game.rules.battle import state as S
from game.rules.battle.state import State

TURNED = 5.0  # points by which the lead must move in one turn (design choice)
PLACES = 4  # places of a turn that are told of, those first where most happened
MOST_TURNED = 3  # turns that are named


class Step(NamedTuple):
    """A turn: its number and name; by side the score after it, the headline, what happened place by place, the men lost in it."""

    number: int
    name: str
    scores: dict[str, Score]
    headlines: dict[str, tuple[str, ...]]
    places: dict[str, tuple[str, ...]]
    men_lost: dict[str, int]


class Turned(NamedTuple):
    """A turn in which it turned. `step`: its place among the steps; `points`: by which the first side's lead grew, or its score
    where no other is known; `part`: of the score of `whose`, that moved it most."""

    step: int
    points: float
    whose: str
    part: str


def steps(match: Match, eyes: Sequence[str]) -> tuple[Step, ...]:
    """Every turn that was played, from the knowledge of the sides named; scores of both once the battle is over."""
    told = match.scenario.sides if match.over else tuple(eyes)
    found, before = [], match.opening
    for k, record in enumerate(match.records):
        lost = {s: lost_at(match, record.state, s) - lost_at(match, before, s) for s in told}
        scores = {s: score_at(match, record.state, s) for s in told}
        lines = {s: headline(match, k, s) for s in eyes}
        places = {s: tuple(fold.line for fold in folded(match, [k], s)[:PLACES]) for s in eyes}
        found.append(Step(record.turn.number, turn_words(record.turn), scores, lines, places, lost))
        before = record.state
    return tuple(found)


def turned(match: Match, found: Sequence[Step]) -> tuple[Turned, ...]:
    """The turns in which the lead moved most, at most three, in their order.

    The beginning is reckoned as if each place had always been held by who holds it then: that it is held at all is no turn.
    """
    if not found:
        return ()
    told = tuple(found[0].scores)
    scores = [{s: _opening(match, s) for s in told}, *(step.scores for step in found)]
    moved = [_turned(k, scores[k], scores[k + 1], told) for k in range(len(found))]
    chosen = sorted((t for t in moved if abs(t.points) >= TURNED), key=lambda t: -abs(t.points))[:MOST_TURNED]
    return tuple(sorted(chosen))


def _turned(step: int, before: dict[str, Score], after: dict[str, Score], told: Sequence[str]) -> Turned:
    gains = [
        (way * (new.points - old.points), side, new.name)
        for way, side in zip((1, -1), told, strict=False)
        for old, new in zip(before[side].parts, after[side].parts, strict=True)
    ]
    points = sum(gain for gain, _side, _part in gains)
    _gain, whose, part = (max if points > 0 else min)(gains)
    return Turned(step, points, whose, part)


def score_at(match: Match, state: State, side: str) -> Score:
    """The score of a side by what is known of a position: the whole once the battle is over."""
    if match.over:
        return score_of(match.scenario, state, match.tables, side)
    return match.view_at(side, state, match.turn).score


def _opening(match: Match, side: str) -> Score:
    """The score of the beginning, its places reckoned as if they had been held so till then."""
    scenario, state = match.scenario, match.opening
    if not match.over:
        state = match.view_at(side, state, match.turn).sealed
    reckoned = S.copy_state(state)
    for k, column in enumerate((S.PLACE_SUM, S.PLACE_SUM_FOE)):
        shares = shares_now(scenario, state, match.tables, k)
        reckoned.places[: len(scenario.scored), column] = [shares[p.place] for p in scenario.scored]
    reckoned.places[:, S.PLACE_PULSES] = 1
    return score_of(scenario, reckoned, match.tables, side)


def lost_at(match: Match, state: State, side: str) -> int:
    """Men of a side lost by a position."""
    return sum(unit.lost for unit in match.view_at(side, state, match.turn).own)
