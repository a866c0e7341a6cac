"""The review of a battle: everything that its last page tells, as facts; the page, the terminal and scripts read these alone."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from game.core.words import _, written
from game.match.battle import Match
from game.match.battle.grade import grade_line
from game.match.battle.verdict import fared, verdict
from game.whatif.battle.departures.telling import facts as left_facts
from game.whatif.battle.departures.worth import Left, left
from game.whatif.battle.last_page.course import Step, Turned, steps, turned
from game.whatif.battle.last_page.luck import Luck, luck_of
from game.whatif.battle.last_page.other_luck import OtherLuck
from game.whatif.battle.last_page.plan_maps import PlanMap, plan_maps
from game.whatif.battle.last_page.plan_maps import facts as map_facts
from game.whatif.battle.last_page.plans import plans_of
from game.whatif.battle.last_page.seat import eyes, players
from game.whatif.battle.last_page.thinking import Thinking, thinking_of


@dataclass(frozen=True)
class Review:
    """A battle looked back on. `eyes`: the sides from whose knowledge turns are told; `verdict`: in sentences; `grades`: of each
    side; `luck`, `other`, `plans`, `thinking`, `maps` (plans by phases): only when it is over, None or empty where they are not
    told; `claims`: side, words, source; `left`: where it left history."""

    match: Match
    eyes: tuple[str, ...]
    verdict: tuple[str, ...]
    grades: dict[str, str]
    steps: tuple[Step, ...]
    turned: tuple[Turned, ...]
    luck: Luck | None
    other: OtherLuck | None
    plans: dict[str, str]
    thinking: tuple[Thinking, ...]
    claims: tuple[tuple[str, str, str], ...]
    left: Left | None = None
    maps: dict[str, tuple[PlanMap, ...]] = field(default_factory=dict)

    @property
    def is_over(self) -> bool:
        """Nothing is hidden any more."""
        return self.match.over

    @property
    def sides(self) -> tuple[str, ...]:
        """The sides whose scores are told."""
        return self.match.scenario.sides if self.is_over else self.eyes

    def name(self, side: str) -> str:
        """A side as it is called."""
        return _(self.match.scenario.side_names[side])


def review_of(match: Match, side: str = "", other: OtherLuck | None = None, gone: Left | None = None) -> Review:
    """The review of a battle: of one that is over from both sides or one, of one that goes on from the player's own seat.

    `other`: the same orders under other luck, shown only of a battle that is over; `gone`: where it left history, where that is
    known already.

    Raises:
        Closed: it goes on and may not be looked into from there.
        ValueError: there is no such side, or no turn has been played.
    """
    seen = eyes(match, side)
    if not match.records:
        raise ValueError(_("no turn of this game has been played: there is nothing to review"))
    course = steps(match, seen)
    told = bool(match.records[0].raw.events.size or not match.is_read_only)
    return Review(
        match=match,
        eyes=seen,
        verdict=verdict(match) if match.over else fared(match, match.view(seen[0]).score),
        grades={s: grade_line(match, s) for s in match.scenario.sides} if match.over else {},
        steps=course,
        turned=turned(match, course),
        luck=luck_of(match) if match.over and told else None,
        other=other if match.over else None,
        plans=plans_of(match) if match.over else {},
        thinking=thinking_of(match) if match.over else (),
        claims=tuple((c.side, _(c.text), f"{c.source}, {c.confidence}") for c in match.scenario.scoring.claims),
        maps=plan_maps(match),
        left=gone or (None if match.is_read_only else left(match, players(match, seen, is_asked=bool(side)))),
    )


def turned_line(review: Review, turn: Turned) -> str:
    """A turn in which it turned, in a line: which, for whom, by how much, and how it began."""
    step, sides = review.steps[turn.step], review.sides
    gained = sides[0] if turn.points > 0 or len(sides) == 1 else sides[1]
    seen = gained if gained in step.headlines else review.eyes[0]
    words = (
        _("{turn}: {points:+.0f} points for {side}, most of it: {whose}, {part}. {headline}")
        if len(sides) == 1
        else _("{turn}: the lead moved by {points:.0f} points to {side}, most of it: {whose}, {part}. {headline}")
    )
    return words.format(
        turn=step.name,
        points=turn.points if len(sides) == 1 else abs(turn.points),
        side=review.name(gained),
        part=_(turn.part),
        whose=review.name(turn.whose),
        headline=step.headlines[seen][0],
    )


def share_lines(review: Review) -> tuple[str, ...]:
    """Of each side, how many of the draws that serve it were good and how many bad."""
    if review.luck is None:
        return ()
    words = _("{side}: of {n} draws that served it {good:.1f} % were good and {bad:.1f} % bad.")
    found = []
    for side in review.match.scenario.sides:
        share = review.luck.share(side)
        good, bad = (100 * n / max(1, share.draws) for n in (share.good, share.bad))
        found.append(words.format(side=review.name(side), n=written(share.draws, ","), good=good, bad=bad))
    return tuple(found)


def worth_lines(review: Review) -> tuple[str, ...]:
    """What each score was worth: its place among the same orders under other luck."""
    other = review.other
    if other is None:
        return ()
    lines = []
    for side in review.sides:
        middle, score = other.median(side), review.steps[-1].scores[side].total
        below = other.below(side, score)
        if middle is None or below is None:
            continue
        words = _(
            "{side}: {score:.0f} points, more than in {below:.0f} of 100 games of the same orders; their median is {n:.0f}"
        )
        line = words.format(side=review.name(side), score=score, below=below, n=middle.value)
        if middle.low is not None and middle.high is not None:
            line += _(" (95 % interval {low:.0f} to {high:.0f})").format(low=middle.low, high=middle.high)
        lines.append(_("{what}.").format(what=line))
    kept = _(
        "{n} games with the seeds after this one's; {kept:.0%} of the orders could still be given in them, both sides' kept."
    )
    return (*lines, kept.format(n=other.games, kept=other.kept))


def as_json(review: Review) -> dict[str, Any]:
    """The facts of a review for scripts."""
    match, other, luck = review.match, review.other, review.luck
    return {
        "scenario": match.id,
        "variant": match.variant,
        "seed": match.seed,
        "rules": match.played_by,
        "over": review.is_over,
        "seen_by": list(review.eyes),
        "verdict": list(review.verdict),
        "grades": review.grades,
        "turns": [
            {
                "turn": s.number,
                "name": s.name,
                "scores": {side: score.total for side, score in s.scores.items()},
                "headlines": s.headlines,
                "men_lost": s.men_lost,
            }
            for s in review.steps
        ],
        "turned": [{"turn": review.steps[t.step].number, "points": t.points} for t in review.turned],
        "luck": None
        if luck is None
        else {
            "by_kind": [row._asdict() for row in luck.rows],
            "by_side": {side: luck.share(side)._asdict() for side in match.scenario.sides},
            "strokes": [{**d._asdict(), "line": d.line} for d in luck.strokes],
        },
        "other_luck": None
        if other is None
        else {
            "games": other.games,
            "asked": other.asked,
            "kept": other.kept,
            "sides": {side: _worth(review, other, side) for side in review.sides},
        },
        "left": None if review.left is None else left_facts(match, review.left),
        "plans": review.plans,
        "thinking": [_thinking(one) for one in review.thinking],
        "plan_maps": map_facts(review.maps),
        "claims": [dict(zip(("side", "text", "source"), claim, strict=True)) for claim in review.claims],
    }


def _thinking(one: Thinking) -> dict[str, Any]:
    return {
        "side": one.side,
        "phases": [phase._asdict() for phase in one.phases],
        "beliefs": [belief._asdict() for belief in one.beliefs],
        "rejected": [rejected._asdict() for rejected in one.rejected],
        "worst": one.worst._asdict() if one.worst else None,
    }


def _worth(review: Review, other: OtherLuck, side: str) -> dict[str, Any]:
    middle, score = other.median(side), review.steps[-1].scores[side].total
    assert middle is not None
    return {
        "score": score,
        "median": middle.value,
        "lo": middle.low,
        "hi": middle.high,
        "below_percent": other.below(side, score),
    }
