"""The record beside the board: the keyframe that holds at a moment, and the table of differences."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from game.client.battle.replay.rerun import ReplayTurn
from game.client.map.position import Position
from game.core.hexes import distance, numbers
from game.core.words import _, spoken, written

if TYPE_CHECKING:
    from game.model.battle.measures import Outcome
    from game.model.battle.record import Keyframe, LossBand
    from game.model.battle.scenario import Scenario

GOOD, EARLY, UNKNOWN = "good", "off", "unknown"


@dataclass(frozen=True)
class Difference:
    """A line of the table. `mark`: good (inside the record's band), off, unknown."""

    name: str
    remark: str
    board: str
    record: str
    grade: str
    mark: str


def keyframe_at(scenario: Scenario, pulse: int) -> Keyframe | None:
    """The last keyframe at or before a pulse; the first if none is so early."""
    return scenario.record.keyframe(pulse)


def differences(
    scenario: Scenario,
    turn: ReplayTurn | None,
    board: Position,
    frame: Keyframe | None,
    lost: dict[str, int] | None,
) -> list[Difference]:
    """Outcomes measured so far against the record's bands, losses until a turn is over, then counters against the keyframe."""
    out = []
    measured = turn.measures if turn is not None else {}
    is_over = turn is not None and turn.is_last
    for outcome in scenario.outcomes:
        if outcome.record is not None or outcome.record_low is not None:
            out.append(_outcome(outcome, measured.get(outcome.id), is_over))
    if frame is not None:
        out += [_losses(scenario, band, lost) for band in frame.losses if turn is None]
        out += _positions(scenario, board, frame)
    return out


def _outcome(outcome: Outcome, value: float | None, is_over: bool) -> Difference:
    """A figure of the whole battle: before its end only what can no longer come right is called off the mark."""
    low = outcome.record if outcome.record_low is None else outcome.record_low
    high = outcome.record if outcome.record_high is None else outcome.record_high
    unit = "yes" if outcome.measure == "place_taken" else outcome.unit
    words = number(low, unit) if low == high else f"{number(low, unit)}–{number(high, unit)}"
    if value is None or low is None or high is None:
        return Difference(
            _(outcome.name), _("never") if is_over else _("not yet"), "–", words, outcome.confidence, UNKNOWN
        )
    board = number(value, unit)
    mark, nearest = EARLY, low if value < low else high
    if low <= value <= high:
        mark, remark = GOOD, _("inside the band") if low != high else _("as in the record")
    elif value < low and not is_over:
        mark, remark = UNKNOWN, _("so far")
    else:
        remark = _("otherwise") if unit == "yes" else _("{d} from the band").format(d=signed(value - nearest, unit))
    return Difference(_(outcome.name), remark, board, words, outcome.confidence, mark)


def _losses(scenario: Scenario, band: LossBand, by_side: dict[str, int] | None) -> Difference:
    """Men lost since the start against the record's band of the keyframe."""
    name = _("Losses, {s}").format(s=_(scenario.side_names.get(band.side, band.side)))
    words = str(band.low) if band.low == band.high else f"{band.low}–{band.high}"
    lost = by_side.get(band.side) if by_side is not None else None
    if lost is None:
        return Difference(name, _("not yet"), "–", words, band.confidence, UNKNOWN)
    inside = band.low <= lost <= band.high
    off = lost - (band.low if lost < band.low else band.high)
    remark = _("inside the band") if inside else _("{d} from the band").format(d=signed(off, "men"))
    return Difference(name, remark, number(lost, "men"), words, band.confidence, GOOD if inside else EARLY)


def _positions(scenario: Scenario, board: Position, frame: Keyframe) -> list[Difference]:
    out = []
    for place in frame.positions:
        piece = board.piece(place.unit)
        name = spoken(scenario.counter(place.unit).names) if scenario.has_counter(place.unit) else place.unit
        where = numbers(place.hex)
        if piece is None:
            out.append(Difference(name, _("not on the board"), "–", where, place.confidence, UNKNOWN))
            continue
        here = numbers(piece.hex)
        gap = distance(piece.hex, place.hex)
        remark = _("in place") if gap == 0 else _("{n} m away").format(n=gap * 300)
        out.append(
            Difference(
                name, remark, here, where, place.confidence, GOOD if gap <= 1 else EARLY if place.certain else UNKNOWN
            )
        )
    return out


def number(value: float | None, unit: str) -> str:
    """A measured value as read."""
    if value is None:
        return "–"
    if unit == "yes":
        return _("yes") if value >= 0.5 else _("no")
    if unit in ("share", "0-1"):
        return f"{round(100 * value)} %"
    if unit in ("h", "hours"):
        return _("{hours} h {minutes:02d}").format(hours=int(value), minutes=round(value % 1 * 60))
    return written(value, ",.0f") if abs(value) >= 10 or value == int(value) else written(value, ".1f")


def signed(value: float, unit: str) -> str:
    """A difference with its sign."""
    return ("+" if value >= 0 else "−") + number(abs(value), unit)
