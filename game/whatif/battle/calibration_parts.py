"""The calibration by its parts: by day, by state of the crest, what was tuned to what, hold-outs. Tables for any page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from game.core.words import N_, _, enumerated, written
from game.match.dates import named
from game.whatif import statistics
from game.whatif.battle.calibration import Finding, band_of, kind_of, worst_first
from game.whatif.battle.outcomes import is_share
from game.whatif.battle.runs import Runs
from game.whatif.charts import figure, interval

if TYPE_CHECKING:
    from game.model.battle.measures import Outcome
    from game.model.battle.scenario import Scenario
    from game.model.battle.tuning import Tuning
    from game.whatif.battle.morris import Morris, Moved
    from game.whatif.battle.reliability import Group
    from game.whatif.battle.reliability_report import Told

FEW = 10  # games of a state under which no percentile is told
MEASURES = N_("Every measure, misses first")
ENOUGH = 10  # trajectories, under which a page says how little their order and intervals bear (usual are 10 to 50)
STATES = ("contested_at_end", "held_at_end")


class Section(NamedTuple):
    """A table with a title and a sentence; the first `left` columns are words. `bold` marks rows."""

    title: str
    text: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    bold: tuple[bool, ...] = ()
    left: int = 1


def sections(runs: Runs, findings: Sequence[Finding], tunings: Sequence[Tuning]) -> list[Section]:
    """Every measure, misses first; then by day, by state of the crest, what was tuned to what, hold-outs; empty ones left out."""
    found = (
        every_measure(findings),
        by_day(runs.setting.scenario, findings),
        by_state(runs),
        tuned(runs.setting.scenario, tunings),
        hold_outs(findings),
    )
    return [s for s in found if s.rows]


def every_measure(findings: Sequence[Finding]) -> Section:
    """The record among the games, the farthest from their middle first."""
    listed = worst_first(findings)
    return Section(
        _(MEASURES),
        _(
            "Where the record lies among the games, 0 to 100: 50 is ordinary, under 5 or over 95 the rules "
            "find it surprising. Of a share it is reckoned from one event. In bold: outside the middle 90 of "
            "100 games."
        ),
        (
            "outcome",
            "kind",
            "record",
            _("author's band"),
            _("games, median or share"),
            _("5 to 95 %"),
            _("record at percentile"),
        ),
        tuple(_measure(f) for f in listed),
        tuple(not f.inside_90 for f in listed),
        2,
    )


def _measure(f: Finding) -> tuple[str, ...]:
    scale, unit = (100, " %") if f.statistic == "share" else (1, "")
    record, value = (None if v is None else scale * v for v in (f.record, f.value))
    shown = [figure(v) + unit * (v is not None) for v in (record, value)]
    return (_(f.name), kind_of(f), shown[0], band_of(f, unit), shown[1], _spread(f), _percentile(f.percentile))


def _spread(f: Finding) -> str:
    return "" if f.p05 is None or f.p95 is None else interval(f.p05, f.p95)


def _percentile(value: float | None) -> str:
    return "" if value is None else f"{value:.0f}"


def by_day(scenario: Scenario, findings: Sequence[Finding]) -> Section:
    """The measures of a day, in the order of the days; those of the end have none."""
    number = {t.name: t.number for t in scenario.calendar.turns}
    dated = sorted((f for f in findings if f.at), key=lambda f: (number[f.at], f.name))
    return Section(
        _("By day"),
        _("What the sources give for a day, taken after that turn of each game."),
        (_("after"), _("measure"), _("record"), _("games, median or share"), _("5 to 95 %"), _("record at percentile")),
        tuple((named(f.at), _(f.name), *_measure(f)[2:3], *_measure(f)[4:]) for f in dated),
        tuple(not f.inside_90 for f in dated),
        2,
    )


def states_of(scenario: Scenario) -> list[Outcome]:
    """The outcomes that say how a place stood at a moment: shared, or wholly one side's; of the place that has most of them."""
    groups: dict[tuple[str, str], list[Outcome]] = {}
    for o in scenario.outcomes:
        if o.measure in STATES and o.place:
            groups.setdefault((o.place, o.at), []).append(o)
    return max((g for g in groups.values() if len(g) > 1), key=len, default=[])


def by_state(runs: Runs) -> Section:
    """Where the record of each measure lies among the games in which the crest stood so in the end."""
    states, scenario = states_of(runs.setting.scenario), runs.setting.scenario
    values = runs.outcomes
    chosen = {s.id: [k for k, v in enumerate(values[s.id]) if v] for s in states}
    measures = [o for o in scenario.outcomes if o.record is not None and not is_share(o)]
    rows = []
    for o in measures if states else ():
        own = values[o.id]
        cells = [_(o.name), figure(o.record), _percentile(statistics.percentile(own, o.record))]
        for games in chosen.values():
            cut = [own[k] for k in games]
            cells.append(_percentile(statistics.percentile(cut, o.record)) if len(games) >= FEW else "–")
        rows.append(tuple(cells))
    heads = [f"{s.name}{_(' (the record)') if s.record else ''}: {written(len(chosen[s.id]), ',')}" for s in states]
    return Section(
        _("By state of the crest"),
        _(
            "The percentile of the record among all games, and among those in which the crest stood so: how "
            "many they are stands with the head, and under {few} games none is told."
        ).format(few=FEW),
        (_("measure"), _("record"), _("all games: {n:,}").format(n=len(runs.games)), *heads),
        tuple(rows),
    )


def tuned(scenario: Scenario, tunings: Sequence[Tuning]) -> Section:
    """Each step, with the figures that were looked at."""
    names = {o.id: _(o.name) for o in scenario.outcomes}
    return Section(
        _("What was tuned to what"),
        _(
            "Set while these figures of the record were looked at; that the games agree with them is no "
            "evidence any more."
        ),
        (_("what"), _("rules"), _("before"), _("after"), _("looked at"), ""),
        tuple(
            (t.what, t.rules, _plain(t.before), _plain(t.after), enumerated(names[o] for o in t.to), t.note)
            for t in tunings
        ),
        left=2,
    )


def _plain(value: float | None) -> str:
    return "" if value is None else written(value, "g")


def hold_outs(findings: Sequence[Finding]) -> Section:
    """How the records that nothing was set to come out, beside the others."""
    rows = []
    for name, some in (
        (_("never looked at"), [f for f in findings if not f.tuned]),
        (_("looked at while tuning"), [f for f in findings if f.tuned]),
    ):
        dated = [f for f in some if f.percentile is not None]
        inside = _("{a} of {n}").format(a=sum(f.inside_90 for f in dated), n=len(dated))
        far = _("{a} of {n}").format(a=sum(f.is_far for f in dated), n=len(dated))
        rows.append((name, inside, far, _("{a} of {n}").format(a=sum(f.hit for f in some), n=len(some))))
    return Section(
        _("Hold-outs"),
        _(
            "Only what nothing was set to is evidence. Of honest rules about nine in ten records lie in the "
            "middle 90 of 100 games."
        ),
        (
            _("figures of the record"),
            _("in the middle 90 %"),
            _("outside percentile 1 to 99"),
            _("inside the author's band"),
        ),
        tuple(rows),
    )


def moved(scenario: Scenario, found: Morris) -> Section:
    """What moves each outcome most, by Morris' method: the three largest parameters."""
    names = {o.id: o for o in scenario.outcomes}
    rows = []
    for outcome in dict.fromkeys(m.outcome for m in found.moved):
        o = names[outcome]
        unit = _("points") if is_share(o) else _(o.unit)
        first = [
            f"{m.parameter} {figure(m.size)} ± {figure(m.within)} ({figure(m.mean, sign=True)})"
            for m in found.of(outcome)[:3]
        ]
        rows.append((_(o.name), unit, *first, *[""] * (3 - len(first))))
    return Section(
        _("What moves it"),
        _(
            "Each free parameter over its range, wherever the others stand (Morris' method): mean size of "
            "the effect with half of its 95 % interval, in brackets the mean with its sign. {trajectories} "
            "trajectories, {games} games at each place."
        ).format(trajectories=found.trajectories, games=found.games)
        + _few(found),
        (_("outcome"), _("unit"), _("first"), _("second"), _("third")),
        tuple(rows),
        left=5,
    )


def _few(found: Morris) -> str:
    if found.trajectories >= ENOUGH:
        return ""
    return _(
        " So few trajectories tell the large effects from the small; which of two near ones comes first, and the widths of "
        "intervals, they do not settle."
    )


def _size(m: Moved) -> str:
    return f"{figure(m.size)} ± {figure(m.within)}"


def forecasts(groups: Mapping[str, Sequence[Group]], told: Told) -> list[Section]:
    """What forecasts of assaults were worth, as tables."""
    from game.whatif.battle.reliability_report import HEADS, parts, row

    text = _("Shown by the forecast, and what then happened in games nobody chose: {words}.").format(words=told.words())
    text += told.caution()
    return [
        Section(
            _("Forecasts: {title}").format(title=title[0].lower() + title[1:]),
            text,
            HEADS,
            tuple(tuple(row(g)) for g in some),
        )
        for title, some in parts(groups).items()
        if some
    ]
