"""The calibration as a page: every target with its band, what the games gave, the record's percentile, the misses."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from game.core.words import N_, _, enumerated, written
from game.whatif import charts
from game.whatif.battle import reading
from game.whatif.battle.calibration import Finding, Swing, band_of, kind_of, tally, verdict_of, worst_first
from game.whatif.battle.calibration_parts import MEASURES, Section
from game.whatif.battle.outcomes import is_share
from game.whatif.battle.report import LEGEND_HISTORY, LEGEND_RECORD, figure_of, footer, stamp
from game.whatif.battle.runs import Runs
from game.whatif.charts import figure
from game.whatif.page import fill, page, plain

if TYPE_CHECKING:
    from game.model.battle.measures import Outcome

INTRODUCTION = N_(
    "How the rules stand to the record of 1938: where each figure of the sources lies among many "
    "re-enactments. Misses come first and in bold: they are published, not fitted away. One battle cannot "
    "prove a model."
)


MOVES = N_("What moves it")


class Part(NamedTuple):
    """What a page tells of a scenario. `tables`: those that follow the records; `forecasts`: of what its forecasts were worth."""

    runs: Runs
    findings: Sequence[Finding]
    swings: Sequence[Swing] = ()
    tables: Sequence[Section] = ()


def report(runs: Runs, findings: Sequence[Finding], swings: Sequence[Swing] = ()) -> str:
    """The whole page of one scenario."""
    return report_all([Part(runs, findings, swings)])


def report_all(parts: Sequence[Part], rest: Sequence[Section] = ()) -> str:
    """One page: a sheet for each scenario, the campaign and its parts; `rest`: tables of them all."""
    panels: list[dict[str, Any]] = []
    bodies = [_sheet(*part, panels) for part in parts]
    if rest:
        bodies.append(f'<article class="sheet">{"".join(map(_table, rest))}</article>')
    title = _("{title}: the rules beside the record").format(title=_(parts[0].runs.setting.scenario.title))
    return page(title if len(parts) == 1 else _("The rules beside the record"), "".join(bodies), panels)


def markdown(parts: Sequence[Part], rest: Sequence[Section] = ()) -> str:
    """The same for a reader of the repository: tables alone, with where they come from."""
    from game.rules.battle.resolve import RULES_VERSION

    lines = [_("# The rules beside the record"), "", _(INTRODUCTION), ""]
    for part in parts:
        runs, scenario = part.runs, part.runs.setting.scenario
        last = runs.seed + len(runs.games) - 1
        lines += [f"## {_(scenario.title)}", ""]
        lines += [
            _("{n:,} re-enactments: the orders of the record, these rules, other luck. {tally}.").format(
                n=len(runs.games), tally=tally(part.findings)
            ),
            "",
        ]
        for section in part.tables:
            lines += _markdown(section, "###")
        lines += [
            _("`{id}`, digest {digest}, rules {rules}, seeds {seed} to {last}.").format(
                id=scenario.id, digest=scenario.digest, rules=RULES_VERSION, seed=runs.seed, last=last
            ),
            "",
        ]
    for section in rest:
        lines += _markdown(section, "##")
    return "\n".join(lines)


def _markdown(section: Section, mark: str) -> list[str]:
    bold = section.bold or (False,) * len(section.rows)
    words = "---|" * section.left + "---:|" * (len(section.heads) - section.left)
    lines = [f"{mark} {section.title}", "", section.text, "", "| " + " | ".join(section.heads) + " |", f"|{words}"]
    for row, strong in zip(section.rows, bold, strict=True):
        cells = [f"**{cell}**" if strong and cell and not k else cell for k, cell in enumerate(row)]
        lines.append("| " + " | ".join(cell.replace("|", "/") for cell in cells) + " |")
    return [*lines, ""]


def _table(section: Section) -> str:
    """A section as HTML."""
    bold = section.bold or (False,) * len(section.rows)
    kinds = ["" if k < section.left else ' class="n"' for k in range(len(section.heads))]
    heads = "".join(
        f'<th scope="col"{kind}>{plain(head)}</th>' for kind, head in zip(kinds, section.heads, strict=True)
    )
    rows = "".join(
        ('<tr class="miss">' if strong else "<tr>")
        + "".join(f"<td{kind}>{plain(cell)}</td>" for kind, cell in zip(kinds, row, strict=True))
        + "</tr>"
        for row, strong in zip(section.rows, bold, strict=True)
    )
    return (
        f'<section class="block"><h2>{plain(section.title)}</h2><p>{plain(section.text)}</p><div class="scroll"><table>'
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div></section>"
    )


def _sheet(
    runs: Runs,
    findings: Sequence[Finding],
    swings: Sequence[Swing],
    tables: Sequence[Section],
    panels: list[dict[str, Any]],
) -> str:
    """One scenario against the record; its curves are added to `panels`."""
    scenario = runs.setting.scenario
    curves = [_curve(runs, outcome, panels) for outcome in scenario.outcomes if not is_share(outcome)]
    title = _("{title}: the rules beside the record").format(title=_(scenario.title))
    return fill(
        "calibration.html",
        title=plain(title),
        games=written(len(runs.games), ","),
        stamp=stamp(runs),
        score=plain(tally(findings)),
        lines="".join(_line(f) for f in worst_first(findings)),
        legend_history=LEGEND_HISTORY,
        legend_record=LEGEND_RECORD,
        panels="".join(curves),
        parts="".join(_table(s) for s in tables if s.title != _(MEASURES)),
        sensitivity=_sensitivity(runs, findings, swings),
        verdict=_verdict(findings),
        footer=footer(runs),
    )


def _line(f: Finding) -> str:
    scale, unit = (100, " %") if f.statistic == "share" else (1, "")
    numbers = (f.value, f.p05, f.p95, f.record)
    value, p05, p95, record = (None if x is None else scale * x for x in numbers)
    spread = "" if p05 is None or p95 is None else f' <span class="range">{charts.interval(p05, p95)}</span>'
    band = None if f.low is None or f.high is None or f.low == f.high else (scale * f.low, scale * f.high)
    picture = charts.strip(p05, value, p95, band=band, record=record)
    cells = (
        figure(record) + (unit if record is not None else ""),
        band_of(f, unit),
        figure(value) + (unit if value is not None else "") + spread,
        "" if f.percentile is None else f"{f.percentile:.0f}" + _(" (band)") * f.band_only,
    )
    return (
        f'<tr class="{"hit" if f.inside_90 else "miss"}"><td>{plain(_(f.name))}</td><td>{plain(kind_of(f))}</td>'
        + "".join(f'<td class="n">{cell}</td>' for cell in cells)
        + f'<td>{verdict_of(f)}</td><td>{picture}</td><td class="range">{plain(f.source)}</td></tr>'
    )


def _curve(runs: Runs, outcome: Outcome, panels: list[dict[str, Any]]) -> str:
    identity = f"c-{runs.setting.scenario.id}-{outcome.id}"
    values = runs.outcomes[outcome.id]
    data = charts.panel(
        identity,
        values,
        None,
        name="",
        unit=_(outcome.unit),
        record=outcome.record,
        low=outcome.record_low,
        high=outcome.record_high,
    )
    if data is None:
        return ""
    panels.append(data)
    middle = _("median {n}").format(n=figure(data["history_q"][1]))
    corner = f'<span class="diff none">{plain(middle)}</span>'
    return figure_of(identity, outcome, reading.spoken(outcome, data), corner, reading.of_record(outcome))


def _sensitivity(runs: Runs, findings: Sequence[Finding], swings: Sequence[Swing]) -> str:
    if not swings:
        how = _(
            "Not asked for. {command} moves each free parameter to both ends of its range, one at a time, "
            "with the same luck."
        )
        return f"<h2>{_(MOVES)}</h2><p>{how.format(command='<i>changkufeng calibrate --sensitivity</i>')}</p>"
    heads = "".join(f'<th scope="col" class="n">{plain(_(f.name))}</th>' for f in findings)
    lines = "".join(_swing_line(findings, s) for s in swings)
    free = sum(p.free for p in runs.setting.scenario.parameters)
    few = "" if len(swings) == free else _("; stopped after {n} of {free}").format(n=len(swings), free=free)
    each = _("each free parameter from its low to its high end, {n:,} games at each").format(n=len(runs.games))
    parameter = _("Parameter")
    return (
        f"<h2>{_(MOVES)} <small>{each}{few}</small></h2>"
        f'<div class="scroll"><table><thead><tr><th scope="col">{parameter}</th>{heads}</tr></thead>'
        f"<tbody>{lines}</tbody></table></div>"
    )


def _swing_line(findings: Sequence[Finding], s: Swing) -> str:
    head = f'<td>{plain(s.parameter)} <span class="range">{charts.interval(s.low, s.high)}</span></td>'
    cells = (_swing(f, a, b) for f, a, b in zip(findings, s.at_low, s.at_high, strict=True))
    return "<tr>" + head + "".join(f'<td class="n">{cell}</td>' for cell in cells) + "</tr>"


def _swing(finding: Finding, low: float | None, high: float | None) -> str:
    scale = 100 if finding.statistic == "share" else 1
    a, b = (figure(None if v is None else scale * v) for v in (low, high))
    return "·" if a == b else f"{a} → {b}"


def _verdict(findings: Sequence[Finding]) -> str:
    """What lies outside, named worst first; or that nothing does, and how little that says."""
    far = [_(f.name) for f in worst_first(findings) if f.is_far]
    surprising = [_(f.name) for f in worst_first(findings) if not f.inside_90 and not f.is_far]
    if not far and not surprising:
        none = _("No record lies outside the middle 90 %.")
        return f"<b>{none}</b><br>" + _(
            "That is no proof: the spread is wide, and one battle measures few of the parameters."
        )
    heads = (_("Outside percentile 1 to 99:"), _("Outside the middle 90 %:"))
    words = [
        f"<b>{h}</b> {plain(enumerated(names))}." for h, names in zip(heads, (far, surprising), strict=True) if names
    ]
    return "<br>".join([*words, _("They are published, not fitted away.")])
