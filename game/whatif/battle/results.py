"""A run of a battle as a folder: its games and its effects as tables, and what it found as `run.json`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from game.whatif.battle.comparison import Variant, facts, unchanged
from game.whatif.battle.outcomes import is_share
from game.whatif.results import FORMAT, GAMES, Column, RunFile, Table, VariantFigures, write_run, write_tables

if TYPE_CHECKING:
    from game.model.battle.measures import Outcome
    from game.whatif.battle.runs import Runs

EFFECTS = "effects"


def write_results(folder: Path, runs: Sequence[Runs], variants: Sequence[Variant]) -> list[Path]:
    """Writes everything that these runs found into a folder that is there; the tables.

    Raises:
        BadFile: a file cannot be written.
    """
    tables = (games_table(runs), effects_table(runs, variants))
    written = write_tables(folder, tables)
    write_run(folder, run_file(runs, variants, tables))
    return written


def run_file(runs: Sequence[Runs], variants: Sequence[Variant], tables: Sequence[Table]) -> RunFile:
    """What these runs found, as other programs read it."""
    from game.rules.battle.resolve import RULES_VERSION

    first = runs[0]
    found: dict[str, Any] = facts(runs, variants)
    return RunFile(
        format=FORMAT,
        scenario=first.setting.scenario.id,
        title=first.setting.scenario.title,
        digest=first.setting.scenario.digest,
        rules=RULES_VERSION,
        seed=first.seed,
        games=len(first.games),
        asked=first.asked,
        partial=first.is_partial,
        notice=first.notice,
        variants=msgspec.convert(found["variants"], tuple[VariantFigures, ...]),
        tables={t.name: tuple(t.columns) for t in tables},
    )


def games_table(runs: Sequence[Runs]) -> Table:
    """A row for each game of each variant."""
    outcomes = runs[0].setting.scenario.outcomes
    sides = runs[0].setting.scenario.sides
    columns = [
        Column(name="variant", kind="text", meaning="history, or the id of the what-if"),
        *(Column(name=f"{side}_commander", kind="text", meaning="who commanded this side") for side in sides),
        Column(name="seed", kind="text", meaning="seed of the game, which every variant shares; a whole number"),
        Column(name="digest", kind="text", meaning="stands for the last position: who plays it again gets the same"),
        Column(
            name="parted", kind="whole", meaning="number of the first turn that ended otherwise than in history's game"
        ),
        *map(_column, outcomes),
    ]
    return Table(GAMES, columns, list(_games(runs, outcomes)))


def _games(runs: Sequence[Runs], outcomes: Sequence[Outcome]) -> Iterator[tuple[Any, ...]]:
    for found in runs:
        setting = found.setting
        for k, game in enumerate(found.games):
            parted = game.course.parted if game.course is not None else None
            values = (game.outcomes.get(o.id) for o in outcomes)
            head = (setting.name, *setting.commanders, str(found.seed + k * setting.every), game.digest, parted)
            yield (*head, *(None if v is None else float(v) for v in values))


def _column(outcome: Outcome) -> Column:
    unit = "1 where it came to that, else 0" if is_share(outcome) else outcome.unit
    at = f", after {outcome.at}" if outcome.at else ""
    record = "" if outcome.record is None else f"; the record {outcome.record:g}"
    return Column(name=outcome.id, kind="figure", unit=unit, meaning=f"{outcome.name}{at}{record}")


def effects_table(runs: Sequence[Runs], variants: Sequence[Variant]) -> Table:
    """A row for each outcome of each variant: what it was in history, what it is, the paired difference."""
    text, whole = ("variant", "outcome", "mark"), ("n", "differs")
    meanings = {
        "variant": "history, or the id of the what-if",
        "outcome": "id of the outcome",
        "history_mean": "mean, of 0-or-1 outcomes the share, in the unchanged games",
        "mean": "mean or share in this variant",
        "mean_lo": "lower end of its 95 % interval",
        "mean_hi": "upper end of its 95 % interval",
        "q05": "what 5 of 100 games do not exceed",
        "q50": "median",
        "q95": "what 95 of 100 games do not exceed",
        "diff": "mean of the paired differences from history",
        "diff_lo": "lower end of its 95 % interval, empty where none holds",
        "diff_hi": "upper end of it",
        "n": "pairs of games",
        "differs": "pairs that differ",
        "mark": "what must be said of it: turns or depends (on who commands), open, untried, or nothing",
        "record": "the record's figure",
    }
    columns = [
        Column(name=n, kind="text" if n in text else "whole" if n in whole else "figure", meaning=m)
        for n, m in meanings.items()
    ]
    return Table(EFFECTS, columns, list(_effects(runs, variants)))


def _effects(runs: Sequence[Runs], variants: Sequence[Variant]) -> Iterator[tuple[Any, ...]]:
    for k, (found, variant) in enumerate(zip(runs, variants, strict=True)):
        history = variants[unchanged(runs, k)]
        for o in found.setting.scenario.outcomes if not found.setting.is_extra else ():
            s, e = variant.outcomes[o.id], variant.effects[o.id]
            mark = variant.mark(o.id) or None
            row = (history.outcomes[o.id].mean, s.mean, s.lo, s.hi, s.q05, s.q50, s.q95, e.diff, e.lo, e.hi)
            yield (variant.name, o.id, *row, e.n, e.differs, mark, o.record)
