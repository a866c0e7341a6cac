"""Bands of re-enactments by turn: `bands.toml` beside a scenario, read strictly and written whole."""

from pathlib import Path

from game.core.words import _
from game.files.battle.layout import BANDS
from game.files.battle.reckoned import first_lines, listed, problems_of, read_reckoned
from game.files.battle.scenarios import find_scenarios, scenario_folder
from game.files.bounds import write_whole
from game.files.errors import Problem
from game.files.heads import scenarios_folder
from game.files.strict import Reader
from game.model.battle.bands import LEVELS, Band, Bands

LARGEST = 512 * 1024
HEAD = f"""\
# Re-enactments of the record, by the end of each turn: men and tanks lost so far, per mille of a place held. For each turn the
# figures at or below which {", ".join(map(str, LEVELS))} in 100 games stand. Made by `changkufeng bands`; not to be edited.
"""


def load_bands(scenario: str) -> Bands | None:
    """The bands of a shipped scenario; None where it has none.

    Raises:
        BadFile: there is a file, and something is wrong with it.
    """
    folder = scenarios_folder() / scenario
    if scenario not in find_scenarios() or not (folder / BANDS).is_file():
        return None
    return read_bands(folder / BANDS)


def read_bands(path: Path) -> Bands:
    """The bands that a file holds.

    Raises:
        BadFile: with everything wrong with it.
    """
    return read_reckoned(path, Bands, _check, largest=LARGEST)


def band_problems(scenario: str | Path) -> list[Problem]:
    """What is wrong with the bands in a scenario's folder; nothing where it has none."""
    return problems_of(scenario_folder(scenario) / BANDS, read_bands)


def write_bands(path: Path, bands: Bands) -> None:
    """Writes the file whole or not at all.

    Raises:
        BadFile: it cannot be written.
    """
    lines = first_lines(HEAD, bands)
    lines += [f"turns = {listed(bands.turns)}", f"fought = [{', '.join(map(str, bands.fought))}]"]
    for band in bands.band:
        lines += ["", "[[band]]", f'what = "{band.what}"', f'side = "{band.side}"']
        lines += [f'place = "{band.place}"'] if band.place else []
        lines += ["rows = [", *(f"  {_row(band, k)}," for k in range(0, len(band.rows), 6)), "]"]
    write_whole(path, ("\n".join(lines) + "\n").encode())


def _check(bands: Bands, reader: Reader) -> None:
    count = len(bands.turns)
    if len(bands.fought) != count:
        reader.problem(
            ("fought",),
            _("fought: needed {count} numbers, one for each turn, found {n}"),
            count=count,
            n=len(bands.fought),
        )
    for k, band in enumerate(bands.band):
        if len(band.rows) != count:
            reader.problem(
                ("band", k, "rows"),
                _("rows: needed {count}, one for each turn, found {n}"),
                count=count,
                n=len(band.rows),
            )
        for row in band.rows:
            if list(row) != sorted(row) or row[0] < 0:
                reader.problem(("band", k, "rows"), _("rows: needed rising figures from 0 on, found {a}"), a=list(row))
                break


def _row(band: Band, first: int) -> str:
    return ", ".join(f"[{', '.join(map(str, row))}]" for row in band.rows[first : first + 6])
