"""`changkufeng export`: events, losses and orders of a game, or of a game of a run, as a table for other tools."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from game.cli.output import check_folder, note
from game.cli.scenario import warm_rules
from game.cli.troubles import Trouble
from game.core.words import _, enumerated
from game.files.errors import BadFile

if TYPE_CHECKING:
    from game.match.battle import Match
    from game.whatif.results import Table

ENDINGS = {".csv": "csv", ".jsonl": "jsonl", ".parquet": "parquet"}


def run(options: argparse.Namespace) -> int:
    """Writes the table to the file that was named, or prints it."""
    check_folder(options.out)
    form = _form(options)
    from game.whatif.battle.exporting import table_of

    match = _match(options)
    try:
        table = table_of(match, options.table, options.side or "")
    except ValueError as e:
        raise Trouble(f"{options.source}: {e}") from None
    data = _written(table, form)
    if options.out:
        from game.files.bounds import write_whole

        write_whole(Path(options.out), data)
        note(_("wrote {out}: {n:,} {name}").format(out=options.out, n=len(table.rows), name=table.name))
    else:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
    return 0


def _form(options: argparse.Namespace) -> str:
    """The format asked for, else what the file's name ends in, else CSV.

    Raises:
        Trouble: the two differ, pyarrow is missing, or Parquet is to be printed.
    """
    ending = ENDINGS.get(Path(options.out).suffix.lower()) if options.out else None
    form: str = options.format or ending or "csv"
    if options.out and ending != form:
        known = enumerated(f"FILE{e}" for e, f in ENDINGS.items() if f == form)
        raise Trouble(
            _("--out {out}: a table as {form} goes into {known}").format(out=options.out, form=form, known=known)
        )
    if form == "parquet":
        from game.whatif.results import has_parquet

        if not options.out:
            raise Trouble(_("--format parquet: needed --out FILE.parquet; it is no text to print"))
        if not has_parquet():
            raise Trouble(_("--format parquet: needs the extra `report`: pip install 'changkufeng[report]'"))
    return form


def _match(options: argparse.Namespace) -> Match:
    """The game of a journal, or of a run's folder played again.

    Raises:
        Trouble: it cannot be read, is no battle, or the run has no such game.
    """
    from game.cli.battle.review import found, open_battle
    from game.whatif.battle.again import game_of, is_run

    folder = Path(options.source)
    if not is_run(folder):
        if options.seed is not None or options.variant:
            raise Trouble(
                _("{source} is one game: --seed and --variant choose a game of a run's folder").format(
                    source=options.source
                )
            )
        return open_battle(found(options.source))
    if options.seed is None:
        raise Trouble(
            _("{source} is a run of many games: needed --seed N, that of the game to play again").format(
                source=options.source
            )
        )
    warm_rules()
    try:
        return game_of(folder, options.variant or "history", options.seed)
    except BadFile as e:
        raise Trouble(str(e).splitlines()[0]) from None
    except ValueError as e:
        raise Trouble(f"{options.source}: {e}") from None


def _written(table: Table, form: str) -> bytes:
    from game.whatif import results

    return {"csv": results.as_csv, "jsonl": results.as_json_lines, "parquet": results.as_parquet}[form](table)
