"""What the leaves of the last page say, piece by piece, from the review of the battle, its grades and its other luck."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.client.battle.last_page.leaf import Bar, Drawn, Head, Mark, Piece, Total, Words
from game.client.battle.last_page.plan_picture import PlanPicture
from game.client.battle.last_page.worth import OTHER
from game.client.kit import palette
from game.client.map.sides import colours
from game.core.words import N_, _, enumerated, titled, written
from game.match.battle.verdict import between, fared
from game.whatif.battle.last_page.course import TURNED
from game.whatif.battle.last_page.luck import NAMES, UNITS
from game.whatif.battle.last_page.plan_maps import caption, legend
from game.whatif.battle.last_page.review import share_lines, turned_line, worth_lines
from game.whatif.battle.last_page.thinking_told import thinking_lines
from game.whatif.charts import figure

if TYPE_CHECKING:
    from game.client.battle.grading import Grading
    from game.client.battle.last_page.worth import Worth
    from game.match.battle import Match
    from game.whatif.battle.last_page.luck import Row
    from game.whatif.battle.last_page.review import Review


OWN_AIMS = N_("Each side is scored by its own aims (rules 12.1 to 12.3): both may do well.")
GRADED = N_("How a game is graded stands in rules 12.5 and 12.6; what the parts of a score are, in 12.1 to 12.3.")
LEAD = N_("The lead is the score of the first side less that of the second; the text is the headline of the turn.")
AFTER = N_("The score after this turn; men lost are killed, wounded and taken.")
STROKE = N_("What was to be expected is the mean of the draw by the factors that decided it.")
ONLY_NOW = N_("Told only now that the battle is over.")


def mark_of(match: Match, side: str) -> Mark:
    """How a side is marked on this page."""
    scenario = match.scenario
    return Mark(colours(scenario, side).deep, scenario.sides.index(side) == 1)


def head_line(match: Match) -> str:
    """The verdict on both sides in a sentence."""
    return between(match, [match.score(side) for side in match.scenario.sides])


def side_pieces(match: Match, side: str, grading: Grading) -> list[Piece]:
    """How a side fared by its own aims: in words, part by part, and how that is graded."""
    score, mark = match.score(side), mark_of(match, side)
    said, best = fared(match, score)
    found: list[Piece] = [
        Total(
            _(match.scenario.side_names[side]),
            _("{n} of 100").format(n=round(score.total)),
            mark,
            tip=_(OWN_AIMS),
        ),
        Words(said, tip=_(OWN_AIMS)),
    ]
    for part in score.parts:
        rule = match.scenario.rule(part.rule)
        name = titled("", _(rule.title)) if rule is not None else ""
        tip = _("{p:.1f} of {m:g} points, rule {n}{name}").format(p=part.points, m=part.most, n=part.rule, name=name)
        share = part.points / part.most if part.most else 0.0
        found.append(Bar(_(part.name), f"{part.points:.0f} / {written(part.most, 'g')}", share, mark.colour, tip=tip))
    found.append(Words(best, "small", tip=_(OWN_AIMS)))
    return [*found, *(Words(line, "small", palette.PAPER_DIM, tip=_(GRADED)) for line in grading.lines(side))]


def told_besides(claims: tuple[str, ...]) -> list[Piece]:
    """Of a game by file the turns that were played with a seat silent."""
    return [Words(line, "small") for line in claims if line]


def turn_pieces(review: Review, k: int) -> list[Piece]:
    """The turn chosen on the curve, then the turns in which it turned."""
    step, match = review.steps[k], review.match
    found: list[Piece] = [Head(step.name, tip=_("The turn chosen on the curve."))]
    for side in review.eyes:
        known = _("As known to: {sides}").format(sides=review.name(side))
        found.append(Words(" ".join(step.headlines[side]), mark=mark_of(match, side), tip=known))
        found += [Words(f"–  {line}", "small", tip=known) for line in step.places[side]]
    figures = [
        _("{side}: score {n:.1f}, {m} men lost in it").format(
            side=review.name(s), n=step.scores[s].total, m=written(step.men_lost[s], ",")
        )
        for s in review.sides
    ]
    found += [Words(line, "small", palette.PAPER_DIM, tip=_(AFTER)) for line in figures]
    found.append(Head(_("Where it turned")))
    if not review.turned:
        found.append(Words(_("In no turn did the lead move by {n:.0f} points.").format(n=TURNED), tip=_(LEAD)))
    return [*found, *(Words(turned_line(review, turn), tip=_(LEAD)) for turn in review.turned)]


def luck_pieces(review: Review, worth: Worth) -> list[Piece]:
    """Each side's share of good and bad draws, what the score was worth, the greatest strokes, and every kind of draw."""
    match = review.match
    found: list[Piece] = []
    if review.luck is None:
        found.append(Words(_("This game is of older rules: what was drawn in its turns cannot be read.")))
    tip = _("Good and bad: draws that did more or less than was to be expected by half a man, tank, third or answer.")
    for side, line in zip(match.scenario.sides, share_lines(review), strict=False):
        found.append(Words(line, mark=mark_of(match, side), tip=tip))
    found += [Head(_("What the score was worth")), *_worth(review, worth)]
    if review.luck is None:
        return found
    if review.luck.strokes:
        found += [
            Head(_("The greatest strokes of luck")),
            *(Words(f"–  {d.line}", "small", tip=_(STROKE)) for d in review.luck.strokes),
        ]
    found.append(Head(_("What was drawn")))
    for kind in dict.fromkeys(row.kind for row in review.luck.rows):
        found.append(Words(enumerated((_(NAMES[kind]), _(UNITS[kind]))), "small", palette.PAPER_DIM))
        found += [_row(review, row) for row in review.luck.rows if row.kind == kind]
    return found


def _worth(review: Review, worth: Worth) -> list[Piece]:
    lines = worth_lines(review)
    found: list[Piece] = [Words(line, tip=_(OTHER)) for line in lines]
    if worth.why_not:
        found.append(Words(worth.why_not))
    elif worth.is_running:
        told = _("the same orders under other luck: {n} of {m} games").format(n=worth.done, m=worth.games)
        found.append(Bar(told, "", worth.done / worth.games, palette.BRASS, tip=_(OTHER)))
    elif worth.wrong:
        found.append(Words(_("The games were not played: {why}").format(why=worth.wrong)))
    elif not lines:
        found.append(Words(_("Stopped before the first game was over.")))
    return found


def _row(review: Review, row: Row) -> Piece:
    came = _("{got}, expected {n}").format(got=figure(row.got), n=figure(round(row.expected, 1)))
    tip = _("{n} draws: {good:.1f} % good, {bad:.1f} % bad").format(
        n=written(row.draws, ","), good=100 * row.good / row.draws, bad=100 * row.bad / row.draws
    )
    gain = (row.got - row.expected) / max(abs(row.expected), abs(row.got), 1.0)
    return Drawn(review.name(row.side), came, gain, mark_of(review.match, row.side), tip=tip)


def plan_pieces(review: Review) -> list[Piece]:
    """What the computer had in mind."""
    if not review.plans:
        return [Words(_("No computer commanded in this battle."))]
    found: list[Piece] = [Head(_("What the computer had in mind"))]
    for side, plan in review.plans.items():
        mark = mark_of(review.match, side)
        found += [
            Words(review.name(side), "strong", mark=mark),
            Words(plan, tip=_(ONLY_NOW)),
        ]
        found += _maps(review, side)
    for one in review.thinking:
        found.append(Head(_("What the general of {side} thought").format(side=review.name(one.side))))
        found += [Words(line, tip=_(ONLY_NOW)) for line in thinking_lines(review.match, one)]
    return found


def _maps(review: Review, side: str) -> list[Piece]:
    """The plan by phases on the map."""
    maps, scenario = review.maps.get(side, ()), review.match.scenario
    found: list[Piece] = [Head(_("The plan on the map"))] if maps else []
    found += [Words(legend(maps[0]), "note", palette.PAPER_DIM, tip=_(ONLY_NOW))] if maps else []
    for one in maps:
        said = caption(one)
        found += [Words(said, "small", tip=_(ONLY_NOW)), PlanPicture(scenario, one, tip=said)]
    return found


def claim_pieces(review: Review) -> list[Piece]:
    """What both sides claimed in 1938."""
    if not review.claims:
        return [Words(_("No claims of 1938 are known for this battle."))]
    found: list[Piece] = [
        Head(_("Claimed in 1938"), tip=_("What each side said of it at the time, and where that stands."))
    ]
    for side, text, source in review.claims:
        found += [Words(review.name(side), "strong", mark=mark_of(review.match, side))]
        cited = _("Source: {s}").format(s=source)
        found += [Words(_(text), tip=cited), Words(cited, "note", palette.PAPER_DIM, tip=cited)]
    return found
