"""`changkufeng calibrate`: every outcome with a record or a band against many re-enactments; misses first and in bold."""

from __future__ import annotations

import argparse
import secrets
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from game.cli.battle import games
from game.cli.output import check_folder, note, print_json, progress, save, say, table
from game.cli.scenario import load
from game.cli.troubles import STOPPED, Trouble
from game.core.words import _, meant, written

if TYPE_CHECKING:
    from game.whatif.battle.calibration import Finding, Swing
    from game.whatif.battle.runs import Runs

ALL = "all"
GAMES, FORECAST_GAMES, SEED = 1000, 20, 1938
PLACE_GAMES = 20  # at each place of a trajectory: the luck is the same everywhere
SHAPE = (
    "name",
    "record",
    "low",
    "high",
    "median",
    "p05",
    "p95",
    "share",
    "percentile",
    "hit",
    "inside_90",
    "band_only",
    "tuned",
    "kind",
    "statistic",
)


def run(options: argparse.Namespace) -> int:
    """Plays re-enactments and prints the tables; a miss is a finding and not an error: exit code 0."""
    check_folder(options.out)
    _check(options)
    options.games = options.games or (FORECAST_GAMES if options.forecast else GAMES)
    if options.forecast:
        from game.cli.battle import reliability

        return reliability.run(_battles() if options.scenario == ALL else [load(options.scenario)], options)
    options.seed = SEED if options.seed is None else options.seed
    scenarios = _with_targets() if options.scenario == ALL else [load(options.scenario)]
    done: list[Any] = []
    for scenario in scenarios:
        done.append(_one(scenario, options))
        if not options.json:
            _print(*done[-1])
        if is_stopped(done[-1], options):
            break
    if options.out:
        _save(done, options)
    if options.json:
        facts = [_facts(*one) for one in done]
        print_json({"scenarios": facts} if options.scenario == ALL else facts[0])
    elif len(done) > 1:
        _print_whole(done)
    if options.out and not options.json:
        note(_("wrote {out}").format(out=options.out))
    return STOPPED if is_stopped(done[-1], options) else games.exit_code([done[-1][0]])


def _save(done: Sequence[Any], options: argparse.Namespace) -> None:
    """The page: by what it ends in, for a browser or for the repository."""
    from game.files.battle.tunings import load_tunings
    from game.whatif.battle.calibration_parts import moved, sections
    from game.whatif.battle.calibration_report import Part, markdown, report_all

    parts = []
    for runs, found, swings in done:
        scenario = runs.setting.scenario
        tables = sections(runs, found, load_tunings(scenario))
        if options.morris and not runs.is_partial:
            tables.append(moved(scenario, _morris(scenario, options)))
        parts.append(Part(runs, found, swings, tables))
    rest = _forecasts([runs.setting.scenario for runs, *_ in done], options) if options.forecasts else []
    write = markdown if str(options.out).endswith(".md") else report_all
    save(options.out, write(parts, rest))


def _morris(scenario: Any, options: argparse.Namespace) -> Any:
    from game.whatif.battle.morris import morris

    games_each = min(options.games, PLACE_GAMES)
    with progress(_("places of {id}").format(id=scenario.id)) as report:
        try:
            return morris(
                scenario, options.morris, games_each, seed=options.seed, workers=options.workers, progress=report
            )
        except ValueError as e:
            raise Trouble(f"--morris: {e}") from None


def _forecasts(scenarios: Sequence[Any], options: argparse.Namespace) -> list[Any]:
    from game.rules.battle.resolve import RULES_VERSION
    from game.whatif.battle import reliability
    from game.whatif.battle.calibration_parts import forecasts
    from game.whatif.battle.reliability_report import Told

    seed = secrets.randbits(32)
    with progress(_("games for their forecasts")) as report:
        jobs = reliability.jobs(scenarios, options.forecasts, seed)
        found, _stopped = reliability.play(scenarios, jobs, workers=options.workers, progress=report)
    return forecasts(reliability.groups(found), Told(seed, options.forecasts, RULES_VERSION)) if found else []


def _check(options: argparse.Namespace) -> None:
    """Refuses what the page cannot show, before the games and not after them.

    Raises:
        Trouble: an extra is missing, or there is no page.
    """
    from game.whatif.battle.morris import is_there

    for name in ("morris", "forecasts"):
        if getattr(options, name) and not options.out:
            raise Trouble(_("--{name}: needed --out FILE for the page that tells it").format(name=name))
    if options.morris and not is_there():
        raise Trouble(_("--morris: needs the extra `sensitivity`: pip install 'changkufeng[sensitivity]'"))


def is_stopped(done: tuple[Any, Any, Sequence[Any]], options: argparse.Namespace) -> bool:
    """Whether Ctrl-C ended the games of a scenario, or what should show what moves it."""
    runs, _, swings = done
    free = sum(p.free for p in runs.setting.scenario.parameters)
    return bool(runs.is_partial or (options.sensitivity and len(swings) < free))


def _battles() -> list[Any]:
    from game.files.battle.scenarios import find_scenarios

    return [load(name) for name in find_scenarios()]


def _with_targets() -> list[Any]:
    """The campaign first, then its parts: every scenario that says what the rules should reproduce."""
    from game.files.battle.scenarios import find_scenarios, scenario_folder

    names = [name for name in find_scenarios() if (scenario_folder(name) / "targets.toml").is_file()]
    found = [load(name) for name in names]
    return sorted(found, key=lambda s: (s.calendar.played()[0].number, -len(s.calendar.played())))


def _one(scenario: Any, options: argparse.Namespace) -> tuple[Any, Any, Sequence[Any]]:
    """Runs, findings and, if asked for, what moves them."""
    from game.whatif.battle import calibration
    from game.whatif.battle.runs import Setting

    runs = games.play([Setting(scenario=scenario)], options, _("re-enactments of {id}").format(id=scenario.id))[0]
    swings: Sequence[Any] = ()
    if options.sensitivity and not runs.is_partial:
        with progress(_("sensitivity")) as report:
            swings = calibration.sensitivity(
                scenario, games=options.games, seed=options.seed, workers=options.workers, progress=report
            )
    return runs, calibration.calibrate(runs), swings


def _facts(runs: Runs, found: Sequence[Finding], swings: Sequence[Swing]) -> dict[str, object]:
    from game.whatif.battle.calibration import worst_first

    facts: dict[str, object] = {
        "scenario": runs.setting.scenario.id,
        "games": len(runs.games),
        "seed": runs.seed,
        "digest": runs.setting.scenario.digest,
        "targets": [{key: getattr(f, key) for key in SHAPE} for f in worst_first(found)],
    }
    if swings:
        names = [f.name for f in found]
        facts["sensitivity"] = [
            {
                "parameter": s.parameter,
                "low": s.low,
                "high": s.high,
                "at_low": dict(zip(names, s.at_low, strict=True)),
                "at_high": dict(zip(names, s.at_high, strict=True)),
            }
            for s in swings
        ]
    return {**facts, "partial": True, "asked": runs.asked} if runs.is_partial else facts


def _print(runs: Runs, found: Sequence[Finding], swings: Sequence[Swing]) -> None:
    from game.whatif.battle.calibration import tally
    from game.whatif.charts import figure

    _print_targets(
        _("{title}: the record among {n:,} games, farthest from 50 first").format(
            title=_(runs.setting.scenario.title), n=len(runs.games)
        ),
        found,
    )
    say(tally(found))
    if swings:
        heads = [_("parameter"), meant("bounds", "range"), *(_(f.name) for f in found)]
        table(
            _("Sensitivity: each free parameter from its low to its high end, {n:,} games at each").format(
                n=len(runs.games)
            ),
            heads,
            [
                [
                    s.parameter,
                    _("{a} to {b}").format(a=figure(s.low), b=figure(s.high)),
                    *(
                        _("{a} to {b}").format(a=figure(a), b=figure(b))
                        for a, b in zip(s.at_low, s.at_high, strict=True)
                    ),
                ]
                for s in swings
            ],
        )
    free = sum(p.free for p in runs.setting.scenario.parameters)
    if 0 < len(swings) < free:
        say(_("stopped: {n} of {free} parameters were moved").format(n=len(swings), free=free))
    say(games.line_of(runs))


def _print_targets(heading: str, found: Sequence[Any]) -> None:
    """Findings as a table, worst first, those outside the middle 90 % in bold."""
    from game.whatif.battle.calibration import band_of, kind_of, verdict_of, worst_first
    from game.whatif.charts import figure, interval

    rows, listed = [], worst_first(found)
    for f in listed:
        scale, unit = (100, " %") if f.statistic == "share" else (1, "")
        record, value = (None if v is None else scale * v for v in (f.record, f.value))
        spread = "" if f.p05 is None or f.p95 is None else interval(f.p05, f.p95)
        percentile = "" if f.percentile is None else f"{f.percentile:.0f}" + _(" (band)") * f.band_only
        shown = [
            figure(record) + unit * (record is not None),
            band_of(f, unit),
            figure(value) + unit * (value is not None),
        ]
        rows.append([_(f.name), kind_of(f), *shown, spread, percentile, verdict_of(f)])
    table(
        heading,
        [
            _("outcome"),
            _("kind"),
            _("record"),
            _("author's band"),
            _("result"),
            _("5 to 95 %"),
            _("record at percentile"),
            _("author's band"),
        ],
        rows,
        bold=[not f.inside_90 for f in listed],
        left=2,
    )


def _print_whole(done: Sequence[Any]) -> None:
    """All scenarios in one line each, then what lies outside, the farthest first, by name."""
    from game.whatif.battle.calibration import worst_first

    rows: list[list[str]] = []
    named: dict[Any, None] = {}
    for runs, found, _swings in done:
        held = [f for f in found if not f.tuned]
        rows.append(
            [
                runs.setting.scenario.id,
                written(len(runs.games), ","),
                _("{a} of {n}").format(a=sum(f.inside_90 for f in found), n=len(found)),
                f"{sum(f.is_far for f in found)}",
                _("{a} of {n}").format(a=sum(f.hit for f in found), n=len(found)),
                _("{a} of {n}").format(a=sum(f.hit for f in held), n=len(held)),
            ]
        )
        named |= {f._replace(name=f"{runs.setting.scenario.id}: {_(f.name)}"): None for f in found}
    heads = [
        _("scenario"),
        _("games"),
        _("in the middle 90 %"),
        _("outside 1 to 99"),
        _("inside the author's band"),
        _("never tuned, inside"),
    ]
    table(_("All engagements and the campaign"), heads, rows)
    misses = [f for f in worst_first(list(named)) if not f.inside_90]
    for f in misses:
        say(
            _("outside {a}: {name}").format(
                a=_("percentile 1 to 99") if f.is_far else _("the middle 90 %"), name=f.name
            )
        )
    if not misses:
        say(_("outside the middle 90 %: none"))
