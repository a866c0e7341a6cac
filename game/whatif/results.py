"""Results as files that other tools read: tables as CSV and, where pyarrow is installed, Parquet; what a run found as JSON.

Every column is documented in `columns.csv`; `run.json` is a `RunFile`, whose schema `changkufeng schema RunFile` prints.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Literal, NamedTuple

import msgspec

from game.files.bounds import write_whole

FORMAT = 1
GAMES, RUN, COLUMNS, KEPT, CHARTS = "games", "run.json", "columns", "games.jsonl", "charts"
Kind = Literal["text", "whole", "figure", "truth"]
_ARROW = {"text": "string", "whole": "int64", "figure": "float64", "truth": "bool_"}


class Column(msgspec.Struct, frozen=True, kw_only=True):
    """A column of a table: its name, what its values are, their unit, what they mean."""

    name: str
    kind: Kind
    unit: str = ""
    meaning: str = ""


class Table(NamedTuple):
    """A table under a name; a value is None where there is none."""

    name: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Any]]


class Figures(msgspec.Struct, frozen=True, kw_only=True):
    """An outcome in a variant: mean (of 0-or-1 outcomes the share) with its 95 % interval, and quantiles of the games."""

    mean: float | None
    lo: float | None
    hi: float | None
    q05: float | None
    q50: float | None
    q95: float | None


class Effect(msgspec.Struct, frozen=True, kw_only=True):
    """A paired difference from history over `n` pairs: `differs` of them differ; without one, at most `at_most` of all do."""

    diff: float | None
    lo: float | None
    hi: float | None
    n: int
    differs: int
    at_most: float | None
    mark: str = ""


class VariantFigures(msgspec.Struct, frozen=True, kw_only=True):
    """A variant: its games, its outcomes by id, and what differs from history by outcome id."""

    name: str
    n: int
    outcomes: dict[str, Figures]
    effects: dict[str, Effect]


class RunFile(msgspec.Struct, frozen=True, kw_only=True):
    """What a run found. `format` rises when a key changes its meaning or goes; keys may be added without."""

    format: int
    scenario: str
    title: str
    digest: str
    rules: str
    seed: int
    games: int
    asked: int
    partial: bool
    notice: str
    variants: tuple[VariantFigures, ...]
    tables: dict[str, tuple[Column, ...]]


def write_tables(folder: Path, tables: Iterable[Table]) -> list[Path]:
    """Writes each table as CSV and, where pyarrow is installed, as Parquet; what the columns mean beside them.

    Raises:
        BadFile: a file cannot be written.
    """
    found, written = list(tables), []
    about = [(t.name, c.name, c.kind, c.unit, c.meaning) for t in found for c in t.columns]
    words = ("table", "column", "kind", "unit", "meaning")
    for table in (*found, Table(COLUMNS, [Column(name=w, kind="text") for w in words], about)):
        written.append(folder / f"{table.name}.csv")
        write_whole(written[-1], as_csv(table))
        if has_parquet() and table.name != COLUMNS:
            written.append(folder / f"{table.name}.parquet")
            write_whole(written[-1], as_parquet(table))
    return written


def as_csv(table: Table) -> bytes:
    """The table as comma-separated values with a head, UTF-8; what is not there is empty."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([c.name for c in table.columns])
    writer.writerows([_cell(v) for v in row] for row in table.rows)
    return text.getvalue().encode()


def as_json_lines(table: Table) -> bytes:
    """The table as JSON Lines, an object a row."""
    names = [c.name for c in table.columns]
    return b"".join(msgspec.json.encode(dict(zip(names, row, strict=True))) + b"\n" for row in table.rows)


def has_parquet() -> bool:
    """Whether pyarrow is installed (extra `report`)."""
    return find_spec("pyarrow") is not None


def as_parquet(table: Table) -> bytes:
    """The table as Parquet, units and meanings with the columns.

    Raises:
        ModuleNotFoundError: pyarrow is not installed.
    """
    arrow, parquet = import_module("pyarrow"), import_module("pyarrow.parquet")
    fields = [
        arrow.field(c.name, getattr(arrow, _ARROW[c.kind])(), metadata={"unit": c.unit, "meaning": c.meaning})
        for c in table.columns
    ]
    rows = list(zip(*table.rows, strict=True)) or [()] * len(fields)
    data = [arrow.array(list(values), type=field.type) for values, field in zip(rows, fields, strict=True)]
    buffer = io.BytesIO()
    parquet.write_table(arrow.Table.from_arrays(data, schema=arrow.schema(fields)), buffer)
    return buffer.getvalue()


def write_run(folder: Path, found: RunFile) -> None:
    """Writes `run.json`.

    Raises:
        BadFile: it cannot be written.
    """
    write_whole(folder / RUN, msgspec.json.format(msgspec.json.encode(found), indent=1) + b"\n")


def _cell(value: Any) -> Any:
    """A cell: figures as Python spells them, so that they are read back as they were."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else value
