"""The shapes a report draws: densities or steps on a common axis, and shares as dots with their intervals."""

from __future__ import annotations

import math
from collections.abc import Sequence
from html import escape
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from game.core.words import _, written
from game.whatif import statistics

POINTS = 180  # of a curve
FEW = 14  # so many different values or fewer are drawn as steps, one for each value
MARGIN = 0.06  # of the axis, left free at both ends
TAIL = 0.003  # share of the games that may lie off the axis at each end
ROW = 46  # pixels of a row of the drawing of shares
TICKS = (0, 25, 50, 75, 100)  # percent

Floats = NDArray[np.float64]


class ShareRow(NamedTuple):
    """A line of the drawing of shares: what, in history, in the variant, the difference in words."""

    name: str
    history: statistics.Interval
    variant: statistics.Interval | None
    diff: str
    is_clear: bool
    record: float | None


def panel(
    identity: str,
    history: statistics.Values,
    variant: statistics.Values | None,
    *,
    name: str,
    unit: str,
    record: float | None,
    low: float | None,
    high: float | None,
) -> dict[str, Any] | None:
    """What the page's script draws for one outcome; None if no game of history has a value."""
    old = statistics.happened(history)
    new = statistics.happened(variant) if variant is not None else np.empty(0)
    if not len(old):
        return None
    known = [v for v in (record, low, high) if v is not None]
    steps = _steps(old, new)
    if steps is not None:
        x, curves = steps, [_stepped(values, steps) for values in (old, new)]
    else:
        x = _axis(old, new, known)
        width = max(_bandwidth(values) for values in (old, new) if len(values))
        curves = [_density(values, x, width) for values in (old, new)]
    at = x if steps is None else x + (x[1] - x[0]) / 2  # what the pointer reads: the middle of a step
    return {
        "id": identity,
        "name": name,
        "unit": unit,
        "up_to": _("up to {x}: {a} of 100 games as in history, {b} in the what-if")
        if len(new)
        else _("up to {x}: {a} of 100 games"),
        "record": record,
        "low": low,
        "high": high,
        "stepped": steps is not None,
        "from": _number(min([x[0], *known])),
        "to": _number(max([x[-1], *known])),
        "x": _list(x),
        "at": _list(at),
        "history": _list(curves[0]),
        "history_cdf": _list(_below(old, at)),
        "history_q": _middle(history),
        "variant": _list(curves[1]) if len(new) else None,
        "variant_cdf": _list(_below(new, at)),
        "variant_q": _middle(variant) if len(new) and variant is not None else None,
    }


def shares(rows: Sequence[ShareRow], *, name: str) -> str:
    """Rows of text and drawing: dot for history, diamond for the variant, Wilson's intervals as whiskers, bar for the record.

    Words are text of the page and drawings have none, so that letters keep their size on a narrow page.
    """
    grid = "".join(f'<line x1="{p}%" x2="{p}%" y1="0" y2="100%" stroke="#D3C39C"/>' for p in TICKS)
    parts = [f'<div class="share-rows" role="group" aria-label="{escape(name)}">']
    for row in rows:
        high, middle = (ROW, ROW / 2)
        drawn = [grid]
        if row.record is not None:
            x = 100 * row.record
            drawn.append(
                f'<line x1="{x:.1f}%" x2="{x:.1f}%" y1="3" y2="{high - 3}" stroke="#2C2622" stroke-width="2.6"/>'
            )
        drawn.append(_whisker(row.history, middle - (8 if row.variant else 0), "#4C555C", dashed=False))
        if row.variant is not None:
            drawn.append(_whisker(row.variant, middle + 8, "#AE3C17", dashed=True))
        parts.append(
            f'<div class="share-row"><span>{escape(row.name)}</span>'
            f'<svg height="{high}" aria-hidden="true">{"".join(drawn)}</svg>'
            f'<b class="{"vd" if row.is_clear else "nd"}">{escape(row.diff)}</b></div>'
        )
    scale = "".join(f"<span>{p} %</span>" for p in TICKS)
    return (
        "".join(parts)
        + f'<div class="share-row share-scale" aria-hidden="true"><span></span><div>{scale}</div></div></div>'
    )


def strip(
    low: float | None,
    median: float | None,
    high: float | None,
    *,
    band: tuple[float, float] | None,
    record: float | None,
) -> str:
    """A small SVG for a line of a table: band of the target, what the games gave, and the record."""
    known = [v for v in (low, median, high, record, *(band or ())) if v is not None]
    start: float = min(known)
    room: float = (max(known) - start) or 1.0

    def at(value: float) -> float:
        return 6 + 228 * (value - start) / room

    parts = ['<svg width="240" height="22" aria-hidden="true">']
    if band is not None:
        left, width = at(band[0]), max(1.0, at(band[1]) - at(band[0]))
        parts.append(f'<rect x="{left:.1f}" y="3" width="{width:.1f}" height="16" fill="#D9C49A" opacity="0.8"/>')
    if low is not None and high is not None:
        parts.append(
            f'<line x1="{at(low):.1f}" x2="{at(high):.1f}" y1="11" y2="11" stroke="#4C555C" stroke-width="2.2"/>'
        )
    if median is not None:
        parts.append(f'<circle cx="{at(median):.1f}" cy="11" r="4.6" fill="#4C555C"/>')
    if record is not None:
        parts.append(
            f'<line x1="{at(record):.1f}" x2="{at(record):.1f}" y1="0" y2="22" stroke="#2C2622" stroke-width="2.6"/>'
        )
    return "".join(parts) + "</svg>"


def figure(value: float | None, *, sign: bool = False) -> str:
    """A number as it is printed: thousands apart, no needless decimals, a true minus; a dash for none."""
    if value is None:
        return "–"
    size = abs(value)
    digits = 0 if size >= 100 or value == round(value) else 1 if size >= 10 else 2
    text = written(round(size, digits), "g" if digits else ",.0f")
    mark = "−" if value < 0 and text != "0" else "+" if sign and text != "0" else ""
    return mark + text


def interval(low: float, high: float, *, sign: bool = False) -> str:
    """Two ends as they are printed, with as many decimals as the wider needs: "9.20 to 9.82"."""
    size = max(abs(low), abs(high))
    digits = 0 if size >= 100 or (low == round(low) and high == round(high)) else 1 if size >= 10 else 2

    def end(value: float) -> str:
        is_zero = round(abs(value), digits) == 0
        return ("" if is_zero else "−" if value < 0 else "+" if sign else "") + written(abs(value), f",.{digits}f")

    return _("{a} to {b}").format(a=end(low), b=end(high))


def _whisker(share: statistics.Interval, y: float, colour: str, *, dashed: bool) -> str:
    """An interval with its middle; places along the line in percent of its width."""
    low, high = share.low or 0.0, share.high if share.high is not None else 1.0
    a, m, b = (100 * v for v in (low, share.value, high))
    dash = ' stroke-dasharray="6 3"' if dashed else ""
    mark = (
        f'<svg x="{m:.2f}%" y="{y:g}" overflow="visible"><path d="M0 -6.5l6.5 6.5-6.5 6.5-6.5-6.5z" fill="{colour}"/></svg>'
        if dashed
        else f'<circle cx="{m:.2f}%" cy="{y:g}" r="5.2" fill="{colour}"/>'
    )
    ends = "".join(
        f'<line x1="{x:.2f}%" x2="{x:.2f}%" y1="{y - 4:g}" y2="{y + 4:g}" stroke="{colour}" stroke-width="2"/>'
        for x in (a, b)
    )
    line = f'<line x1="{a:.2f}%" x2="{b:.2f}%" y1="{y:g}" y2="{y:g}" stroke="{colour}" stroke-width="2"{dash}/>'
    return f"{line}{ends}{mark}"


def _steps(old: Floats, new: Floats) -> Floats | None:
    """Left ends of the steps if there are few different values on a regular grid, and one more; else None."""
    values = np.unique(np.concatenate([old, new]))
    if len(values) == 1:
        gap = 1.0
    else:
        gap = float(np.min(np.diff(values)))
    places = (values - values[0]) / gap
    if np.any(np.abs(places - np.round(places)) > 1e-6) or places[-1] >= 2 * FEW or len(values) > FEW:
        return None
    return np.concatenate([[values[0] - 1.5 * gap], values[0] + gap * (np.arange(round(places[-1]) + 3) - 0.5)])


def _stepped(values: Floats, edges: Floats) -> Floats:
    counts = np.histogram(values, np.append(edges, 2 * edges[-1] - edges[-2]))[0]
    return np.asarray(counts / max(1, len(values)), dtype=np.float64)


def _axis(old: Floats, new: Floats, known: Sequence[float]) -> Floats:
    ends = [q for values in (old, new) if len(values) for q in np.quantile(values, [TAIL, 1 - TAIL])]
    low, high = min([*ends, *known]), max([*ends, *known])
    room = MARGIN * (high - low) or 1.0
    start = low - room
    if min(np.min(v) for v in (old, new) if len(v)) >= 0:
        start = max(0.0, start)
    return np.linspace(start, high + room, POINTS)


def _bandwidth(values: Floats) -> float:
    """Silverman's rule; robust against long tails."""
    spread = float(np.std(values))
    quarter = float(np.subtract(*np.quantile(values, [0.75, 0.25]))) / 1.349
    narrow = min(s for s in (spread, quarter, math.inf) if s > 0) if spread > 0 else 1.0
    return 0.9 * narrow * math.pow(len(values), -0.2)


def _density(values: Floats, x: Floats, width: float) -> Floats:
    """A smooth share of the games per unit; what would spill under 0 is folded back where no game is under 0."""
    total = np.zeros(len(x))
    if not len(values):
        return total
    folded = np.concatenate([values, -values]) if values.min() >= 0 and x[0] >= 0 else values
    for block in np.array_split(folded, max(1, len(folded) // 4096)):
        total += np.exp(-0.5 * ((x[:, None] - block[None, :]) / width) ** 2).sum(axis=1)
    return total / (len(values) * width * math.sqrt(2 * math.pi))


def _below(values: Floats, x: Floats) -> Floats:
    return np.searchsorted(np.sort(values), x, side="right") / max(1, len(values))


def _middle(values: statistics.Values) -> list[float | None]:
    return [statistics.quantile(values, q) for q in (0.1, 0.5, 0.9)]


def _number(value: float) -> float:
    return float(f"{value:.6g}")


def _list(values: Floats) -> list[float]:
    return [_number(float(v)) for v in values]
