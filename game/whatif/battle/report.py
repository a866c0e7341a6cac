"""The report of a comparison: for each what-if a sheet of curves, shares, figures and evidence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from game.core.words import N_, _, enumerated, language, written
from game.whatif import charts, statistics, wording
from game.whatif.battle import reading, who
from game.whatif.battle.commanding import replay
from game.whatif.battle.comparison import Mark, Summary, Variant, compare, unchanged
from game.whatif.battle.outcomes import is_share
from game.whatif.battle.runs import Runs
from game.whatif.battle.telling import tell
from game.whatif.battle.why_report import causes, course
from game.whatif.charts import figure
from game.whatif.page import fill, page, plain

if TYPE_CHECKING:
    from game.model.battle.measures import Outcome
    from game.model.battle.scenario import Scenario
    from game.model.battle.whatif import Evidence, WhatIf

NONE = N_("None is known to us.")
FEW = 100  # games under which a page warns
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
    sheets = [_sheet(k, runs, what_if, variants, panels) for k, what_if in enumerate(what_ifs)]
    scenario = runs[0].setting.scenario
    title = (
        _(what_ifs[0].title)
        if len(what_ifs) == 1
        else _("{title}: {n} what-ifs").format(title=_(scenario.title), n=len(what_ifs))
    )
    return page(title, _contents(what_ifs) + "\n".join(sheets), panels)


def footer(runs: Runs) -> str:
    """What a reader needs to get the same figures again."""
    from game.rules.battle.resolve import RULES_VERSION

    scenario, n = runs.setting.scenario, len(runs.games)
    last = f"–{runs.seed + n - 1}" if n > 1 else ""
    seats = _(" against ").join(map(_orders_of, scenario.sides, runs.setting.commanders, [scenario] * 2))
    level = _("intervals 95 %")
    facts = (
        f"n = {written(n, ',')}",
        _("seeds {seed}{last}").format(seed=runs.seed, last=last),
        _("scenario {id}, digest {digest}").format(id=scenario.id, digest=scenario.digest),
        _("rules {rules}").format(rules=RULES_VERSION),
        *([_("from the bank of results")] if runs.source else []),
    )
    return (
        f"<footer><span>{plain(' · '.join(facts))}</span>"
        f"<span>{plain(seats)}; {reading.digest_of(runs)}; {level}</span></footer>"
    )


COMMANDS = {
    "history": N_("the record’s orders"),
    "plain": N_("the computer’s orders"),
    "recruit": N_("a recruit’s orders"),
    "nearest": N_("orders to go for the nearest enemy"),
    "random": N_("orders by chance"),
}


def _orders_of(side: str, commander: str, scenario: Scenario) -> str:
    """Whose orders these are, in words; a plan by its title."""
    plan = next((p for p in scenario.plans_of(side) if f"plan:{p.id}" == commander), None)
    return (
        _("the computer’s orders by the plan “{title}”").format(title=_(plan.title))
        if plan
        else _(COMMANDS[commander])
        if commander in COMMANDS
        else _("the orders of {commander}").format(commander=commander)
    )


def stamp(runs: Runs) -> str:
    """A mark for runs that were stopped early, and a warning of few games; empty otherwise."""
    found = ""
    if runs.is_partial:
        words = _("Partial: {n:,} of {asked:,} games ({notice})").format(
            n=len(runs.games), asked=runs.asked, notice=runs.notice
        )
        found = f'<div class="stamp" role="note">{plain(words)}</div>'
    if len(runs.games) < FEW:
        words = _("{n:,} games of each are few: what is not told from luck here may differ all the same.").format(
            n=len(runs.games)
        )
        found += f'<div class="box" role="note">{plain(words)}</div>'
    return found


def figure_of(identity: str, outcome: Outcome, spoken: str, corner: str, under: str) -> str:
    """The place of a curve: title and unit, a remark in the corner, a line under it. `corner`, `under`: HTML."""
    unit = "" if _(outcome.unit).lower() in _(outcome.name).lower() else f" <small>{plain(_(outcome.unit))}</small>"
    return (
        f'<figure class="panel"><header><h2>{plain(_(outcome.name))}{unit}</h2>{corner}</header>'
        f'<div class="plot" id="{plain(identity)}" role="img" aria-label="{plain(spoken)}"></div>'
        f'<div class="under" id="{plain(identity)}-under">{under}</div></figure>'
    )


def _contents(what_ifs: Sequence[WhatIf]) -> str:
    if len(what_ifs) < 2:
        return ""
    links = "".join(f'<a href="#sheet{k}">{plain(_(w.title))}</a>' for k, w in enumerate(what_ifs))
    return f'<nav aria-label="{plain(_("what-ifs"))}">{links}</nav>\n'


def _sheet(
    k: int, runs: Sequence[Runs], what_if: WhatIf, variants: Sequence[Variant], panels: list[dict[str, Any]]
) -> str:
    place = unchanged(runs, k + 1)
    old, new, history, variant = runs[place], runs[k + 1], variants[place], variants[k + 1]
    outcomes = old.setting.scenario.outcomes
    told = tell(runs, variants, k + 1, what_if)
    curves = [_panel(f"p{k}-{o.id}", o, old, new, what_if, variant, panels) for o in outcomes if not is_share(o)]
    return fill(
        "comparison.html",
        k=k,
        title=plain(_(what_if.title)),
        question=plain(" ".join(filter(None, [_(what_if.question), _(what_if.summary)]))),
        answer=plain(told.answer),
        warnings="".join(f'<p class="warning" role="note">{plain(w)}</p>' for w in told.warnings),
        course=course(told.why, short(what_if)),
        why=causes(told.why, told.switched, told.beyond, short(what_if)),
        basis=f"<p>{plain(_(what_if.basis))}</p>" if what_if.basis else "",
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
    found, silent = who.reviewed(what_if), who.unjudged(what_if)
    words = f"<p>{plain(silent)}</p>\n" if silent else ""
    return words + (f"<h3>{plain(found[0])}</h3>\n<p>{plain(found[1])}</p>" if found else "")


def _that_turn(runs: Runs) -> str:
    """The command that shows the turn in which the two worlds first part."""
    words = replay(runs)
    return "<br>" + _("That turn: {command}").format(command=f"<code>{plain(words)}</code>") if words else ""


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
        unit=_(outcome.unit),
        record=outcome.record,
        low=outcome.record_low,
        high=outcome.record_high,
    )
    if data is None:
        never = _("It happened in none of the games as in history.")
        return (
            f'<figure class="panel"><header><h2>{plain(_(outcome.name))}</h2></header><div></div>'
            f'<div class="under">{never}</div></figure>'
        )
    panels.append(data)
    corner = _difference(variant.effects[outcome.id], variant.mark(outcome.id))
    return figure_of(identity, outcome, reading.spoken(outcome, data), corner, reading.of_record(outcome))


def _difference(effect: statistics.Difference, mark: Mark) -> str:
    size, beside = wording.difference(effect, shares=False)
    kind = "diff" if effect.is_clear else "diff none"
    title = _("mean of the paired differences, 95 % interval")
    return f'<span class="{kind}" title="{title}">{plain(size)} ({plain(beside)}){_mark(mark)}</span>'


def _mark(mark: Mark) -> str:
    words = who.mark_words(mark)
    return f' <b class="depends">{plain(words)}</b>' if words else ""


def _shares(outcomes: Sequence[Outcome], history: Variant, variant: Variant) -> str:
    rows = [
        charts.ShareRow(
            _(o.name),
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
    drawing = charts.shares(rows, name=_("Shares of the games; the same figures stand in the table."))
    often, how = _("How often"), _("share of the games, 95 % interval; difference in points")
    return f"<h2>{often} <small>{how}</small></h2>{drawing}"


def _interval(found: Summary) -> statistics.Interval:
    return statistics.Interval(found.mean or 0.0, found.lo, found.hi)


def _lines(outcome: Outcome, history: Variant, variant: Variant, what_if: WhatIf) -> str:
    """The two lines of an outcome in the table; the record stands in that of history only."""
    old, new = history.outcomes[outcome.id], variant.outcomes[outcome.id]
    effect = variant.effects[outcome.id]
    size, beside = wording.difference(effect, shares=is_share(outcome))
    diff = f'{plain(size)} <span class="range">{plain(beside)}</span>{_mark(variant.mark(outcome.id))}'
    name = plain(_(outcome.name))
    count = f'<span class="range">n = {written(new.happened, ",")}</span>'
    kind = "variant last" if effect.is_clear else "same last"
    at = "" if is_share(outcome) or old.percentile is None else f"{old.percentile:.0f} %"
    first = _line(outcome, name, HISTORY_MARK, _("as in history"), "history", old, ("", at))
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
        return f"<p>{plain(_(NONE))}</p>"
    lines = (f'<li>{plain(_(e.text))} <span class="range">({plain(_cited(e))})</span></li>' for e in found)
    return f"<ul>{''.join(lines)}</ul>"


def _cited(evidence: Evidence) -> str:
    """Who says it, where, and how sure that is."""
    return enumerated(filter(None, (evidence.by, _(evidence.source), evidence.confidence)))


def short(what_if: WhatIf) -> str:
    """The what-if's name as it stands beside a curve."""
    return what_if.id.replace("-", " ") if language() == "en" else _(what_if.title)
