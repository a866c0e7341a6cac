"""The report of a comparison: for each what-if a sheet of curves, shares, figures and evidence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from game.whatif import charts, statistics, wording
from game.whatif.battle import reading, who
from game.whatif.battle.commanding import replay
from game.whatif.battle.comparison import Mark, Summary, Variant, compare, unchanged
from game.whatif.battle.outcomes import is_share
from game.whatif.battle.runs import Runs
from game.whatif.charts import figure
from game.whatif.page import fill, page, plain

if TYPE_CHECKING:
    from game.model.battle.measures import Outcome
    from game.model.battle.scenario import Scenario
    from game.model.battle.whatif import WhatIf

HISTORY_MARK, VARIANT_MARK = "●", "◆"
_BELL = '<path d="M1 16Q9 16 13 7Q17 -3 22 8Q25 16 33 16z" stroke-width="2.2"'
LEGEND_HISTORY = f'<svg width="34" height="18" aria-hidden="true">{_BELL} fill="#4C555C55" stroke="#4C555C"/></svg>'
LEGEND_VARIANT = (
    f'<svg width="34" height="18" aria-hidden="true">{_BELL} fill="#AE3C1730" stroke="#AE3C17" '
    'stroke-dasharray="5 2.5"/></svg>'
)
LEGEND_RECORD = (
    '<svg width="20" height="18" aria-hidden="true"><rect width="20" height="18" fill="#D9C49A"/>'
    '<path d="M10 0v18" stroke="#2C2622" stroke-width="2.6"/></svg>'
)


def report(runs: Sequence[Runs], what_ifs: Sequence[WhatIf]) -> str:
    """The whole page: history is the first of `runs`, then one for each what-if, in their order."""
    variants = compare(runs)
    panels: list[dict[str, Any]] = []
    sheets = [
        _sheet(k, runs[old], runs[k + 1], what_if, variants[old], variants[k + 1], panels)
        for k, what_if in enumerate(what_ifs)
        for old in [unchanged(runs, k + 1)]
    ]
    scenario = runs[0].setting.scenario
    title = what_ifs[0].title if len(what_ifs) == 1 else f"{scenario.title}: {len(what_ifs)} what-ifs"
    return page(title, _contents(what_ifs) + "\n".join(sheets), panels)


def footer(runs: Runs) -> str:
    """What a reader needs to get the same figures again."""
    from game.rules.battle.resolve import RULES_VERSION

    scenario, n = runs.setting.scenario, len(runs.games)
    last = f"–{runs.seed + n - 1}" if n > 1 else ""
    seats = " against ".join(map(_orders_of, scenario.sides, runs.setting.commanders, [scenario] * 2))
    facts = (
        f"n = {n:,}",
        f"seeds {runs.seed}{last}",
        f"scenario {scenario.id}, digest {scenario.digest}",
        f"rules {RULES_VERSION}",
    )
    return (
        f"<footer><span>{plain(' · '.join(facts))}</span>"
        f"<span>{plain(seats)}; {reading.digest_of(runs)}; intervals 95 %</span></footer>"
    )


COMMANDS = {
    "history": "the record’s orders",
    "plain": "the computer’s orders",
    "nearest": "orders to go for the nearest enemy",
    "random": "orders by chance",
}


def _orders_of(side: str, commander: str, scenario: Scenario) -> str:
    """Whose orders these are, in words; a plan by its title."""
    plan = next((p for p in scenario.plans_of(side) if f"plan:{p.id}" == commander), None)
    return f"the computer’s orders by the plan “{plan.title}”" if plan else COMMANDS[commander]


def stamp(runs: Runs) -> str:
    """A mark for runs that were stopped early; empty otherwise."""
    if not runs.is_partial:
        return ""
    words = f"Partial: {len(runs.games):,} of {runs.asked:,} games ({runs.notice})"
    return f'<div class="stamp" role="note">{plain(words)}</div>'


def figure_of(identity: str, outcome: Outcome, spoken: str, corner: str, under: str) -> str:
    """The place of a curve: title and unit, a remark in the corner, a line under it. `corner`, `under`: HTML."""
    unit = "" if outcome.unit.lower() in outcome.name.lower() else f" <small>{plain(outcome.unit)}</small>"
    return (
        f'<figure class="panel"><header><h2>{plain(outcome.name)}{unit}</h2>{corner}</header>'
        f'<div class="plot" id="{plain(identity)}" role="img" aria-label="{plain(spoken)}"></div>'
        f'<div class="under" id="{plain(identity)}-under">{under}</div></figure>'
    )


def _contents(what_ifs: Sequence[WhatIf]) -> str:
    if len(what_ifs) < 2:
        return ""
    links = "".join(f'<a href="#sheet{k}">{plain(w.title)}</a>' for k, w in enumerate(what_ifs))
    return f'<nav aria-label="What-ifs">{links}</nav>\n'


def _sheet(
    k: int, old: Runs, new: Runs, what_if: WhatIf, history: Variant, variant: Variant, panels: list[dict[str, Any]]
) -> str:
    outcomes = old.setting.scenario.outcomes
    curves = [_panel(f"p{k}-{o.id}", o, old, new, what_if, variant, panels) for o in outcomes if not is_share(o)]
    return fill(
        "comparison.html",
        k=k,
        title=plain(what_if.title),
        question=plain(" ".join(filter(None, [what_if.question, what_if.summary]))),
        stamp=stamp(old),
        who=plain(" ".join(who.lines(new.setting, variant))) + _that_turn(new),
        points=who.points(outcomes, variant),
        legend_history=LEGEND_HISTORY,
        legend_variant=LEGEND_VARIANT,
        legend_record=LEGEND_RECORD,
        name=plain(short(what_if)),
        panels="".join(curves),
        shares=_shares([o for o in outcomes if is_share(o)], history, variant),
        lines="".join(_lines(o, history, variant, what_if) for o in outcomes),
        findings=reading.findings(outcomes, history, variant),
        review=_review(what_if),
        box=reading.trust(outcomes, history),
        points_for=_points(what_if, for_it=True),
        points_against=_points(what_if, for_it=False),
        footer=footer(old),
    )


def _review(what_if: WhatIf) -> str:
    found = who.reviewed(what_if)
    return f"<h3>{plain(found[0])}</h3>\n<p>{plain(found[1])}</p>" if found else ""


def _that_turn(runs: Runs) -> str:
    """The command that shows the turn in which the two worlds first part."""
    words = replay(runs)
    return f"<br>That turn: <code>{plain(words)}</code>" if words else ""


def _panel(
    identity: str,
    outcome: Outcome,
    old: Runs,
    new: Runs,
    what_if: WhatIf,
    variant: Variant,
    panels: list[dict[str, Any]],
) -> str:
    data = charts.panel(
        identity,
        old.outcomes[outcome.id],
        new.outcomes[outcome.id],
        name=short(what_if),
        unit=outcome.unit,
        record=outcome.record,
        low=outcome.record_low,
        high=outcome.record_high,
    )
    if data is None:
        return (
            f'<figure class="panel"><header><h2>{plain(outcome.name)}</h2></header><div></div>'
            '<div class="under">It happened in none of the games as in history.</div></figure>'
        )
    panels.append(data)
    corner = _difference(variant.effects[outcome.id], variant.mark(outcome.id))
    return figure_of(identity, outcome, reading.spoken(outcome, data), corner, reading.of_record(outcome))


def _difference(effect: statistics.Difference, mark: Mark) -> str:
    size, beside = wording.difference(effect, shares=False)
    kind = "diff" if effect.is_clear else "diff none"
    title = "mean of the paired differences, 95 % interval"
    return f'<span class="{kind}" title="{title}">{plain(size)} ({plain(beside)}){_mark(mark)}</span>'


def _mark(mark: Mark) -> str:
    words = who.mark_words(mark)
    return f' <b class="depends">{plain(words)}</b>' if words else ""


def _shares(outcomes: Sequence[Outcome], history: Variant, variant: Variant) -> str:
    rows = [
        charts.ShareRow(
            o.name,
            _interval(history.outcomes[o.id]),
            _interval(variant.outcomes[o.id]),
            wording.difference(variant.effects[o.id], shares=True)[0],
            variant.effects[o.id].is_clear,
            o.record,
        )
        for o in outcomes
        if history.outcomes[o.id].happened
    ]
    if not rows:
        return ""
    drawing = charts.shares(rows, name="Shares of the games; the same figures stand in the table.")
    return f"<h2>How often <small>share of the games, 95 % interval; difference in points</small></h2>{drawing}"


def _interval(found: Summary) -> statistics.Interval:
    return statistics.Interval(found.mean or 0.0, found.lo, found.hi)


def _lines(outcome: Outcome, history: Variant, variant: Variant, what_if: WhatIf) -> str:
    """The two lines of an outcome in the table; the record stands in that of history only."""
    old, new = history.outcomes[outcome.id], variant.outcomes[outcome.id]
    effect = variant.effects[outcome.id]
    size, beside = wording.difference(effect, shares=is_share(outcome))
    diff = f'{plain(size)} <span class="range">{plain(beside)}</span>{_mark(variant.mark(outcome.id))}'
    name = plain(outcome.name)
    count = f'<span class="range">n = {new.happened:,}</span>'
    kind = "variant last" if effect.is_clear else "same last"
    at = "" if is_share(outcome) or old.percentile is None else f"{old.percentile:.0f} %"
    first = _line(outcome, name, HISTORY_MARK, "as in history", "history", old, ("", at))
    return first + _line(outcome, count, VARIANT_MARK, short(what_if), kind, new, (diff, ""))


def _line(outcome: Outcome, head: str, mark: str, name: str, kind: str, found: Summary, last: tuple[str, str]) -> str:
    shares = is_share(outcome)
    mean = "–"
    if found.mean is not None:
        ends = wording.between(found.lo, found.hi, found.happened, shares=shares)
        value = wording.amount(found.mean, found.happened, shares=shares)
        mean = f'{value}{" %" if shares else ""} <span class="range">{ends}</span>'
    median = "" if shares else f"{figure(found.q50)}{_between(found.q10, found.q90)}"
    return (
        f'<tr class="{kind}"><td>{head}</td><td><span class="mark" aria-hidden="true">{mark}</span>{plain(name)}</td>'
        f'<td class="n">{mean}</td><td class="n">{median}</td><td class="n d">{last[0]}</td><td class="n">{last[1]}</td></tr>'
    )


def _between(low: float | None, high: float | None) -> str:
    return "" if low is None or high is None else f' <span class="range">{charts.interval(low, high)}</span>'


def _points(what_if: WhatIf, *, for_it: bool) -> str:
    found = [e for e in what_if.evidence if e.for_it == for_it]
    if not found:
        return "<p>None is known to us.</p>"
    lines = (
        f'<li>{plain(e.text)} <span class="range">({plain(e.source)}, {plain(e.confidence)})</span></li>' for e in found
    )
    return f"<ul>{''.join(lines)}</ul>"


def short(what_if: WhatIf) -> str:
    """The what-if's name as it stands beside a curve."""
    return what_if.id.replace("-", " ")
