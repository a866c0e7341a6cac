"""Checks of the count of points: the parts of each seat and act."""

from typing import TYPE_CHECKING

from game.core.words import _

if TYPE_CHECKING:
    from game.files.theatre.checks import TheatreChecks


def check_victory(checks: "TheatreChecks") -> None:
    """Parts add up to 100 for each seat and act."""
    measures = {m.id for m in checks.theatre.measures}
    for measure in checks.theatre.measures:
        if measure.variable:
            checks.known(measure, "variable", "variable", measure.variable, checks.variables)
        for k, name in enumerate(measure.places):
            checks.known(measure, f"places.{k}", "place", name, checks.places)
        if not measure.low < measure.high:
            checks.note(
                measure,
                "high",
                _("high = {high:g}; needed more than low = {low:g}"),
                high=measure.high,
                low=measure.low,
            )
    for part in checks.theatre.parts:
        for plus in part.plus:
            checks.known(plus, "measure", "measure", plus.measure, measures)
        for k, name in enumerate(part.times):
            checks.known(part, f"times.{k}", "measure", name, measures)
        for case in part.cases:
            for name, state in case.given.items():
                checks.state(case, name, state, f"given.{name}")
    for act in checks.theatre.acts:
        for seat in checks.theatre.seat_ids:
            parts = [p for p in checks.theatre.parts if (p.act, p.seat) == (act.number, seat)]
            total = sum(p.points for p in parts)
            if abs(total - 100.0) > 1e-9:
                said = _("the parts of {seat} in act {act} add to {total:g}; needed 100")
                checks.note(parts[-1] if parts else act, "", said, seat=seat, act=act.number, total=total)
