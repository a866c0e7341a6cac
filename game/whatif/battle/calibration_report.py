"""The calibration as a page: every target with its band, what the games gave, the record's percentile, the misses."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from game.whatif import charts
from game.whatif.battle import reading
from game.whatif.battle.calibration import Finding, Swing, band_of, kind_of, tally, verdict_of, worst_first
from game.whatif.battle.outcomes import is_share
from game.whatif.battle.report import LEGEND_HISTORY, LEGEND_RECORD, figure_of, footer, stamp
from game.whatif.battle.runs import Runs
from game.whatif.charts import figure
from game.whatif.page import fill, page, plain

if TYPE_CHECKING:
    from game.model.battle.measures import Outcome


def report(runs: Runs, findings: Sequence[Finding], swings: Sequence[Swing] = ()) -> str:
    """The whole page of one scenario."""
    return report_all([(runs, findings, swings)])


def report_all(parts: Sequence[tuple[Runs, Sequence[Finding], Sequence[Swing]]]) -> str:
    """One page: a sheet for each scenario, the campaign and its parts."""
    panels: list[dict[str, Any]] = []
    bodies = [_sheet(*part, panels) for part in parts]
    title = f"{parts[0][0].setting.scenario.title}: the rules beside the record"
    return page(title if len(parts) == 1 else "The rules beside the record", "".join(bodies), panels)


def _sheet(runs: Runs, findings: Sequence[Finding], swings: Sequence[Swing], panels: list[dict[str, Any]]) -> str:
    """One scenario against the record; its curves are added to `panels`."""
    scenario = runs.setting.scenario
    curves = [_curve(runs, outcome, panels) for outcome in scenario.outcomes if not is_share(outcome)]
    title = f"{scenario.title}: the rules beside the record"
    return fill(
        "calibration.html",
        title=plain(title),
        games=f"{len(runs.games):,}",
        stamp=stamp(runs),
        score=plain(tally(findings)),
        lines="".join(_line(f) for f in worst_first(findings)),
        legend_history=LEGEND_HISTORY,
        legend_record=LEGEND_RECORD,
        panels="".join(curves),
        sensitivity=_sensitivity(runs, findings, swings),
        verdict=_verdict(findings),
        footer=footer(runs),
    )


def _line(f: Finding) -> str:
    scale, unit = (100, " %") if f.statistic == "share" else (1, "")
    numbers = (f.value, f.p05, f.p95, f.record)
    value, p05, p95, record = (None if x is None else scale * x for x in numbers)
    spread = "" if p05 is None else f' <span class="range">{figure(p05)} to {figure(p95)}</span>'
    band = None if f.low is None or f.high is None or f.low == f.high else (scale * f.low, scale * f.high)
    picture = charts.strip(p05, value, p95, band=band, record=record)
    cells = (
        figure(record) + (unit if record is not None else ""),
        band_of(f, unit),
        figure(value) + (unit if value is not None else "") + spread,
        "" if f.percentile is None else f"{f.percentile:.0f}" + " (band)" * f.band_only,
    )
    return (
        f'<tr class="{"hit" if f.inside_90 else "miss"}"><td>{plain(f.name)}</td><td>{plain(kind_of(f))}</td>'
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
        unit=outcome.unit,
        record=outcome.record,
        low=outcome.record_low,
        high=outcome.record_high,
    )
    if data is None:
        return ""
    panels.append(data)
    corner = f'<span class="diff none">median {figure(data["history_q"][1])}</span>'
    return figure_of(identity, outcome, reading.spoken(outcome, data), corner, reading.of_record(outcome))


def _sensitivity(runs: Runs, findings: Sequence[Finding], swings: Sequence[Swing]) -> str:
    if not swings:
        return (
            "<h2>What moves it</h2><p>Not asked for. <i>changkufeng calibrate --sensitivity</i> moves each free "
            "parameter to both ends of its range, one at a time, with the same luck.</p>"
        )
    heads = "".join(f'<th scope="col" class="n">{plain(f.name)}</th>' for f in findings)
    lines = "".join(_swing_line(findings, s) for s in swings)
    free = sum(p.free for p in runs.setting.scenario.parameters)
    few = "" if len(swings) == free else f"; stopped after {len(swings)} of {free}"
    return (
        "<h2>What moves it <small>each free parameter from its low to its high end, "
        f"{len(runs.games):,} games at each{few}</small></h2>"
        f'<div class="scroll"><table><thead><tr><th scope="col">Parameter</th>{heads}</tr></thead>'
        f"<tbody>{lines}</tbody></table></div>"
    )


def _swing_line(findings: Sequence[Finding], s: Swing) -> str:
    head = f'<td>{plain(s.parameter)} <span class="range">{figure(s.low)} to {figure(s.high)}</span></td>'
    cells = (_swing(f, a, b) for f, a, b in zip(findings, s.at_low, s.at_high, strict=True))
    return "<tr>" + head + "".join(f'<td class="n">{cell}</td>' for cell in cells) + "</tr>"


def _swing(finding: Finding, low: float | None, high: float | None) -> str:
    scale = 100 if finding.statistic == "share" else 1
    a, b = (figure(None if v is None else scale * v) for v in (low, high))
    return "·" if a == b else f"{a} → {b}"


def _verdict(findings: Sequence[Finding]) -> str:
    """What lies outside, named worst first; or that nothing does, and how little that says."""
    far = [f.name for f in worst_first(findings) if f.is_far]
    surprising = [f.name for f in worst_first(findings) if not f.inside_90 and not f.is_far]
    if not far and not surprising:
        return (
            "<b>No record lies outside the middle 90 %.</b><br>That is no proof: the spread is wide, and one battle measures "
            "few of the parameters."
        )
    words = [f"<b>Outside percentile 1 to 99:</b> {plain(', '.join(far))}."] * bool(far)
    words += [f"<b>Outside the middle 90 %:</b> {plain(', '.join(surprising))}."] * bool(surprising)
    return "<br>".join(words) + "<br>They are published, not fitted away."
