"""The review of a battle in plain lines and tables, for a terminal, a pipe or a screen reader."""

from __future__ import annotations

from typing import NamedTuple

from game.core.words import _, enumerated, written
from game.match.dates import turn_words
from game.whatif.battle.departures.telling import told as left_told
from game.whatif.battle.last_page.luck import NAMES, UNITS
from game.whatif.battle.last_page.review import Review, share_lines, turned_line, worth_lines
from game.whatif.battle.last_page.thinking_told import thinking_lines
from game.whatif.charts import figure


class Table(NamedTuple):
    """A table of words: its title, heads and rows; the first `left` columns are words, the others figures."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    left: int


def told(review: Review) -> list[str | Table]:
    """Everything that a review tells, in its order: a line, or a table."""
    match = review.match
    head = _("{title}, seed {seed}: {turn}")
    if not review.is_over:
        head = _("{title}, seed {seed}: {turn}, the battle goes on")
    title, turn = _(match.scenario.title), turn_words(match.records[-1].turn)
    lines: list[str | Table] = [head.format(title=title, seed=match.seed, turn=turn), *review.verdict]
    lines += [_("{side}: {what}").format(side=review.name(s), what=line) for s, line in review.grades.items()]
    lines.append(course_table(review))
    lines += [_("It turned: {line}").format(line=turned_line(review, turned)) for turned in review.turned]
    for step in review.steps:
        for side in review.eyes:
            words = _("{turn}, {side}: {headline}")
            lines.append(words.format(turn=step.name, side=review.name(side), headline=" ".join(step.headlines[side])))
    if review.luck is not None:
        lines += share_lines(review)
        lines.append(luck_table(review))
        lines += [_("Stroke of luck: {line}").format(line=stroke.line) for stroke in review.luck.strokes]
    lines += worth_lines(review)
    lines += left_told(match, review.left) if review.left is not None else []
    plan = _("The computer for {side}: {plan}")
    lines += [plan.format(side=review.name(s), plan=words) for s, words in review.plans.items()]
    thought = _("The general of {side}: {what}")
    for one in review.thinking:
        lines += [thought.format(side=review.name(one.side), what=line) for line in thinking_lines(match, one)]
    claim = _("Claimed in 1938 by {side}: {text} ({source})")
    return lines + [claim.format(side=review.name(s), text=_(t), source=source) for s, t, source in review.claims]


def course_table(review: Review) -> Table:
    """The score and the men lost of each side that is told of, turn by turn."""
    heads = [_("Turn")]
    for side in review.sides:
        heads += [enumerated((review.name(side), word)) for word in (_("Score"), _("Men lost in it"))]
    rows = []
    for step in review.steps:
        figures = [
            w for s in review.sides for w in (written(step.scores[s].total, ".1f"), written(step.men_lost[s], ","))
        ]
        rows.append((step.name, *figures))
    return Table(_("Score over time"), tuple(heads), tuple(rows), 1)


def luck_table(review: Review) -> Table:
    """What was drawn, by kind and by the side that it serves."""
    assert review.luck is not None
    heads = (_("What was drawn"), _("Serves"), _("Draws"), _("Good"), _("Bad"), _("Came"), _("To be expected"), "")
    rows = []
    for r in review.luck.rows:
        numbers = (
            written(r.draws, ","),
            written(r.good, ","),
            written(r.bad, ","),
            figure(r.got),
            figure(round(r.expected, 1)),
        )
        rows.append((_(NAMES[r.kind]), review.name(r.side), *numbers, _(UNITS[r.kind])))
    return Table(_("Luck"), heads, tuple(rows), 2)
