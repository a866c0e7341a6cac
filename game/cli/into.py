"""The folder of a run: checked before the games, written after them, and the cluster that plays them."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from game.cli.output import note
from game.cli.troubles import Trouble, file_trouble
from game.core.words import _

if TYPE_CHECKING:
    from game.whatif.battle.comparison import Variant
    from game.whatif.battle.runs import Runs, Setting
    from game.whatif.pool import Kept


def folder(options: argparse.Namespace) -> Path | None:
    """The folder that was named, made if it was missing; None without one.

    Raises:
        Trouble: it cannot be made, holds something else, or charts are asked for that cannot be drawn or have no folder.
    """
    from game.whatif.drawing import can_draw
    from game.whatif.results import KEPT

    if options.charts and not options.into:
        raise Trouble(_("--charts: needed --into FOLDER for them"))
    if options.charts and not can_draw():
        raise Trouble(_("--charts: needs the extra `report`: pip install 'changkufeng[report]'"))
    if not options.into:
        return None
    path = Path(options.into)
    try:
        if path.is_dir() and not (path / KEPT).is_file() and any(path.iterdir()):
            raise Trouble(
                _("--into {into}: holds other files; needed a new folder, an empty one or that of a run").format(
                    into=options.into
                )
            )
        path.mkdir(parents=True, exist_ok=True)
    except OSError as e:
        raise file_trouble(e, f"--into {options.into}") from None
    return path


@contextmanager
def kept(options: argparse.Namespace, settings: Sequence[Setting]) -> Iterator[Kept | None]:
    """The games of the folder that was named; None without one.

    Raises:
        Trouble: the folder holds something else, or games of another question.
    """
    from game.files.errors import BadFile
    from game.whatif.battle.keeping import open_kept
    from game.whatif.results import KEPT

    place = folder(options) if hasattr(options, "into") else None
    if place is None:
        yield None
        return
    try:
        found = open_kept(place / KEPT, settings, options.seed)
    except BadFile as e:
        raise Trouble(str(e).splitlines()[0]) from None
    except ValueError as e:
        raise Trouble(str(e)) from None
    with found:
        yield found


@contextmanager
def executor(options: argparse.Namespace) -> Iterator[tuple[Executor | None, int | None]]:
    """Who plays, and how many at once: the cluster that was named, or None for processes of this machine.

    Raises:
        Trouble: no cluster answers there, or the extra is not installed.
    """
    if not options.cluster:
        yield None, options.workers
        return
    from game.whatif.cluster import cluster

    with _as_trouble(), cluster(options.cluster) as (found, width):
        yield found, options.workers or width


@contextmanager
def _as_trouble() -> Iterator[None]:
    try:
        yield
    except ValueError as e:
        raise Trouble(str(e)) from None


def write(options: argparse.Namespace, runs: Sequence[Runs], variants: Sequence[Variant]) -> None:
    """Writes the tables, `run.json` and the charts of a run into its folder, if one was named."""
    from game.whatif.battle.results import write_results

    if not options.into:
        return
    path = Path(options.into)
    write_results(path, runs, variants)
    if options.charts:
        _charts(path, options.charts, runs)
    note(_("wrote {into}: games.csv, effects.csv, columns.csv, run.json").format(into=options.into))


def _charts(path: Path, ending: str, runs: Sequence[Any]) -> None:
    from game.whatif.battle.comparison import unchanged
    from game.whatif.battle.outcomes import is_share
    from game.whatif.charts import panel
    from game.whatif.drawing import draw
    from game.whatif.results import CHARTS

    place = path / CHARTS
    place.mkdir(exist_ok=True)
    for k, found in enumerate(runs):
        if found.setting.is_extra or (k == 0 and len(runs) > 1):
            continue
        old = runs[unchanged(runs, k)]
        for o in found.setting.scenario.outcomes:
            if is_share(o):
                continue
            data = panel(
                o.id,
                old.outcomes[o.id],
                found.outcomes[o.id] if k else None,
                name=found.setting.name,
                unit=o.unit,
                record=o.record,
                low=o.record_low,
                high=o.record_high,
            )
            if data is not None:
                draw(
                    place / f"{found.setting.name}-{o.id}.{ending}",
                    data,
                    title=o.name,
                    unit=o.unit,
                    name=found.setting.name,
                )
