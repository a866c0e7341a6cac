"""The last page as one HTML file that needs nothing else: verdict, curve, map and headlines of each turn, luck, plan, claims."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence

from game.core.words import _, enumerated, language, written
from game.match.dates import short_date
from game.rules.battle.state import State
from game.whatif.battle import sheet
from game.whatif.battle.departures.telling import told as left_told
from game.whatif.battle.last_page.course import TURNED
from game.whatif.battle.last_page.luck import NAMES, UNITS
from game.whatif.battle.last_page.plan_drawn import drawn
from game.whatif.battle.last_page.review import Review, share_lines, turned_line, worth_lines
from game.whatif.battle.last_page.thinking_told import thinking_lines
from game.whatif.charts import figure
from game.whatif.page import fill, page, plain

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 900, 300, 44, 16, 14, 34  # of the curve, in its own units
MOST_LABELS = 16  # dates under the curve


def page_of(review: Review) -> str:
    """The page of a review, in the language in use."""
    match = review.match
    scenario = match.scenario
    seen = enumerated(map(review.name, review.eyes))
    body = fill(
        "review.html",
        title=plain(_(scenario.title)),
        question=plain(_(scenario.subtitle)),
        verdict="".join(f"<p>{plain(line)}</p>" for line in review.verdict),
        grades="".join(f"<p>{plain(review.name(s))}: {plain(line)}</p>" for s, line in review.grades.items()),
        course_head=plain(_("Score over time")),
        course=curve(review),
        legend=_legend(review),
        turned="".join(f"<li>{plain(line)}</li>" for line in _turned(review)),
        turns_head=plain(_("Turn by turn")),
        turns_note=plain(_("As known to: {sides}").format(sides=seen)),
        ground=sheet.ground(scenario, window=sheet.window_of(scenario)),
        turns="".join(_turn(review, k) for k in range(len(review.steps))),
        words=plain(json.dumps([_("Turn before"), _("Next turn"), _("All turns")])),
        after=_after(review),
        footer=_footer(review),
    )
    title = _("{title}: the last page").format(title=_(scenario.title))
    return page(title, body, [], language=language(), styles=("leaves.css", "review.css"), script="review.js")


def _turned(review: Review) -> list[str]:
    none = _("In no turn did the lead move by {n:.0f} points.").format(n=TURNED)
    return [turned_line(review, turn) for turn in review.turned] or [none]


def curve(review: Review) -> str:
    """The scores after each turn as an SVG; a bar marks the turns in which it turned, a turn's title says its numbers."""
    span, high = WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM
    count = len(review.steps)

    def at(k: int) -> float:
        return LEFT + span * (k + 0.5) / count

    def level(points: float) -> float:
        return TOP + high * (1 - points / 100)

    name = plain(_("Score over time"))
    parts = [f'<svg class="course" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{name}">']
    for points in (0, 25, 50, 75, 100):
        y = level(points)
        parts.append(
            f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y:.1f}" y2="{y:.1f}" stroke="#D3C39C"/>'
            f'<text x="{LEFT - 8}" y="{y + 5:.1f}" text-anchor="end">{points}</text>'
        )
    for turn in review.turned:
        wide = span / count
        parts.append(
            f'<rect x="{at(turn.step) - wide / 2:.1f}" y="{TOP}" width="{wide:.1f}" height="{high}" fill="#D9C49A" opacity=".6"/>'
        )
    for side in review.sides:
        parts.append(_line(review, side, [(at(k), level(s.scores[side].total)) for k, s in enumerate(review.steps)]))
    parts += _dates(review, at)
    for k, step in enumerate(review.steps):
        scores = enumerated(f"{review.name(s)} {step.scores[s].total:.0f}" for s in review.sides)
        parts.append(
            f'<a href="#turn{k}"><rect x="{at(k) - span / count / 2:.1f}" y="{TOP}" width="{span / count:.1f}" height="{high}" '
            f'fill="#000" fill-opacity="0"><title>{plain(step.name)}: {plain(scores)}</title></rect></a>'
        )
    return "".join(parts) + "</svg>"


def _line(review: Review, side: str, points: list[tuple[float, float]]) -> str:
    colour = review.match.scenario.look.side(side).deep
    is_second = review.match.scenario.sides.index(side) == 1
    dash = ' stroke-dasharray="7 4"' if is_second else ""
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    marks = "".join(
        f'<path d="M{x:.1f} {y - 4.5:.1f}l4.5 4.5-4.5 4.5-4.5-4.5z" fill="#{colour}"/>'
        if is_second
        else f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.6" fill="#{colour}"/>'
        for x, y in points
    )
    return f'<path fill="none" stroke="#{colour}" stroke-width="2.2"{dash} d="M{path}"/>{marks}'


def _dates(review: Review, at: Callable[[int], float]) -> list[str]:
    """The first turn of each day, or of every second or third where there are many."""
    turns = [r.turn for r in review.match.records]
    days = [k for k, turn in enumerate(turns) if k == 0 or turn.date != turns[k - 1].date]
    days = days[:: -(-len(days) // MOST_LABELS)]
    return [
        f'<text x="{at(k):.1f}" y="{HEIGHT - 12}" text-anchor="middle">{plain(short_date(turns[k].date))}</text>'
        for k in days
    ]


def _legend(review: Review) -> str:
    def mark(k: int, colour: str) -> str:
        shape = (
            f'<circle cx="13" cy="8" r="4" fill="#{colour}"/>'
            if k == 0
            else f'<path d="M13 3l5 5-5 5-5-5z" fill="#{colour}"/>'
        )
        line = f'<path d="M0 8h26" stroke="#{colour}" stroke-width="2"/>'
        return f'<svg width="26" height="16" aria-hidden="true">{line}{shape}</svg>'

    scenario = review.match.scenario
    return "".join(
        f"<span>{mark(scenario.sides.index(s), scenario.look.side(s).deep)}{plain(review.name(s))}: "
        f"{review.steps[-1].scores[s].total:.0f}</span>"
        for s in review.sides
    )


def _turn(review: Review, k: int) -> str:
    """The map after a turn, and its headline for each side that looks."""
    step, match = review.steps[k], review.match
    window = sheet.window_of(match.scenario)
    pieces = pieces_of(review, match.records[k].state)
    told = "".join(
        f"<h3>{plain(review.name(side))}</h3><p>{plain(' '.join(step.headlines[side]))}</p>{_folds(step.places[side])}"
        for side in review.eyes
    )
    rows = "".join(
        f'<tr><td>{plain(review.name(s))}</td><td class="n">{written(step.scores[s].total, ".1f")}</td>'
        f'<td class="n">{written(step.men_lost[s], ",")}</td></tr>'
        for s in review.sides
    )
    heads = "".join(f'<th scope="col"{n}>{plain(h)}</th>' for h, n in _turn_heads())
    inner = sheet.counters(match.scenario, pieces, window) + sheet.scored_names(match.scenario, window)
    drawn = sheet.drawing(window, _("The map after {turn}").format(turn=step.name), inner)
    return (
        f'<section class="turn" id="turn{k}"><h2>{plain(step.name)}</h2><div class="map">{drawn}</div><div class="told">{told}'
        f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div></section>"
    )


def _folds(lines: Sequence[str]) -> str:
    return f"<ul>{''.join(f'<li>{plain(line)}</li>' for line in lines)}</ul>" if lines else ""


def _turn_heads() -> tuple[tuple[str, str], ...]:
    return (_("Side"), ""), (_("Score"), ' class="n"'), (_("Men lost in it"), ' class="n"')


def pieces_of(review: Review, state: State) -> list[sheet.Piece]:
    """Counters in a position, the strongest first: those of the sides that look, and what one that looks alone has seen."""
    match, found = review.match, []
    for side in review.eyes:
        view = match.view_at(side, state, match.turn)
        own = sorted((u for u in view.own if u.hex is not None), key=lambda u: -(u.men + u.crew))
        found += [
            sheet.Piece(u.id, side, u.hex, sheet.strength_words(u.men, u.guns + u.at, u.tanks))
            for u in own
            if u.hex is not None
        ]
        if len(review.eyes) == 1:
            found += [
                sheet.Piece(c.id, c.side, c.hex, sheet.strength_words(0 if c.tanks else c.men, 0, c.tanks), c.now)
                for c in sorted(view.contacts, key=lambda c: (not c.now, -c.men))
            ]
    return found


def _after(review: Review) -> str:
    """What is told only when it is over: luck, what the score was worth, the computer's plan; then the claims of 1938."""
    match = review.match
    blocks = [_luck(review)] if review.luck is not None else []
    if worth := worth_lines(review):
        blocks.append(_block(_("What the score was worth"), "".join(f"<p>{plain(line)}</p>" for line in worth)))
    if review.left is not None:
        left = "".join(f"<p>{plain(line)}</p>" for line in left_told(match, review.left))
        blocks.append(_block(_("Where history was left"), left))
    if review.plans:
        told = "".join(
            f"<h3>{plain(review.name(s))}</h3><p>{plain(plan)}</p>{drawn(match, review.maps.get(s, ()))}"
            for s, plan in review.plans.items()
        )
        blocks.append(_block(_("What the computer had in mind"), told))
    for one in review.thinking:
        told = "".join(f"<p>{plain(line)}</p>" for line in thinking_lines(match, one))
        blocks.append(_block(_("What the general of {side} thought").format(side=review.name(one.side)), told))
    if not review.is_over:
        later = _("The battle goes on: luck, the plan and the other side are told at its end.")
        blocks.append(f'<p class="box">{plain(later)}</p>')
    claims = "".join(
        f"<h3>{plain(review.name(s))}</h3><p>{plain(_(text))} ({plain(source)})</p>"
        for s, text, source in review.claims
    )
    return "".join([*blocks, _block(_("Claimed in 1938"), claims) if claims else ""])


def _luck(review: Review) -> str:
    assert review.luck is not None
    heads = (_("What was drawn"), _("Serves"), _("Draws"), _("Good"), _("Bad"), _("Came"), _("To be expected"))
    row = "".join(
        f'<th scope="col"{" class=" + chr(34) + "n" + chr(34) if k > 1 else ""}>{plain(h)}</th>'
        for k, h in enumerate(heads)
    )
    lines = []
    for r in review.luck.rows:
        numbers = (
            written(r.draws, ","),
            written(r.good / r.draws, ".0%"),
            written(r.bad / r.draws, ".0%"),
            figure(r.got),
            figure(round(r.expected, 1)),
        )
        cells = "".join(f'<td class="n">{n}</td>' for n in numbers)
        what = plain(enumerated((_(NAMES[r.kind]), _(UNITS[r.kind]))))
        lines.append(f"<tr><td>{what}</td><td>{plain(review.name(r.side))}</td>{cells}</tr>")
    note = _(
        "Good and bad: share of the draws that did more or less than was to be expected by half a man, tank, third or answer. "
        "Where little is to be expected, most draws bring less and a few much more: the sums tell."
    )
    strokes = "".join(f"<li>{plain(d.line)}</li>" for d in review.luck.strokes)
    inner = "".join(f"<p>{plain(line)}</p>" for line in share_lines(review))
    inner += (
        f'<div class="scroll"><table><caption>{plain(note)}</caption><thead><tr>{row}</tr></thead>'
        f"<tbody>{''.join(lines)}</tbody></table></div>"
    )
    if strokes:
        head = _("The greatest strokes of luck")
        inner += f"<h3>{plain(head)}</h3><ul>{strokes}</ul>"
    return _block(_("Luck"), inner)


def _block(head: str, inner: str) -> str:
    return f'<div class="block"><h2>{plain(head)}</h2>{inner}</div>'


def _footer(review: Review) -> str:
    match = review.match
    facts = (
        match.id,
        match.variant,
        _("seed {n}").format(n=match.seed),
        _("rules {n}").format(n=match.played_by),
        match.scenario.digest,
    )
    return (
        f"<footer><span>{plain(' · '.join(facts))}</span><span>{plain(_(match.scenario.attribution))}</span></footer>"
    )
