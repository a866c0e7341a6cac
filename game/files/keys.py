"""Schemas of a scenario's files, one a file, with a text, a unit and a range for every key, for editors to check by."""

from __future__ import annotations

import json
import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from game.files.assets import asset
from game.files.bounds import write_whole
from game.files.schema import DIALECT, STRATEGIC, schema, strategic_schema

FOLDER = ".schema"
_REF = re.compile(r'"#/\$defs/([^"]+)"')
_SAID = r"`{key}`(?:, `[^`]*`)*: ([^;]*?)(?=; `|\. `|\.\s|\.$|;|$)"


def write_schemas(folder: Path, *, strategic: bool | None = None) -> dict[str, Path]:
    """Writes the schema of each kind of file into a folder; where they lie, by the kind ("oob.toml", "strategic/cards.toml").

    `strategic`: of a strategic game's files alone, or of a battle's alone; by default of both.

    Raises:
        BadFile: they cannot be written.
    """
    found = {}
    for form in forms():
        if strategic is not None and strategic != form.startswith(STRATEGIC):
            continue
        name = form.replace("/*", "").removesuffix(".toml").replace("/", "-")
        found[form] = folder / FOLDER / f"{name}.schema.json"
        found[form].parent.mkdir(parents=True, exist_ok=True)
        write_whole(found[form], (json.dumps(schema_of(form), indent=1, ensure_ascii=False) + "\n").encode())
    return found


def forms() -> tuple[str, ...]:
    """The kinds of files that have a schema: those that an author writes."""
    return tuple(name for found in (_described(), _strategic()) for name in found["$defs"] if name.endswith(".toml"))


def schema_of(form: str) -> dict[str, Any]:
    """The schema of a kind of file, with every entry that it holds.

    Raises:
        KeyError: there is no such kind.
    """
    parts = (_described() if form in _described()["$defs"] else _strategic())["$defs"]
    needed, ahead = dict[str, Any](), _REF.findall(json.dumps(parts[form]))
    while ahead:
        name = ahead.pop()
        if name not in needed:
            needed[name] = parts[name]
            ahead += _REF.findall(json.dumps(parts[name]))
    return {"$schema": DIALECT, "title": form, **parts[form], "$defs": dict(sorted(needed.items()))}


@cache
def _described() -> dict[str, Any]:
    """The schema of a battle's files, each key with its text, unit and range."""
    return _with_texts(schema(), "keys.toml")


@cache
def _strategic() -> dict[str, Any]:
    """The same of a strategic game's."""
    return _with_texts(strategic_schema(), "strategic.toml", is_own_first=True)


def _with_texts(whole: dict[str, Any], texts: str, *, is_own_first: bool = False) -> dict[str, Any]:
    """The schema with texts. `is_own_first`: what the table says of a key of an entry stands before the entry's docstring."""
    table = tomllib.loads(asset("schema", texts).read_text(encoding="utf-8"))
    for name, part in whole["$defs"].items():
        if not name.endswith(".toml") or "title" in part:
            for key, there in part.get("properties", {}).items():
                entry = name.rpartition(".")[2]
                docstring = "" if is_own_first and f"{entry}.{key}" in table else part.get("description", "")
                _describe(entry, key, there, docstring, table)
    return whole


def _describe(entry: str, key: str, there: dict[str, Any], docstring: str, table: dict[str, list[Any]]) -> None:
    text, unit, *bounds = table.get(f"{entry}.{key}") or table.get(key) or ["", ""]
    said = re.search(_SAID.format(key=re.escape(key)), " ".join(docstring.split()))
    words = [said[1] if said else text]
    words += [f"unit: {unit}"] if unit else []
    plain = there.get("type") in ("integer", "number")
    if bounds and plain:
        there.setdefault("minimum", bounds[0])
        there.setdefault("maximum", bounds[1])
    if "minimum" in there and "maximum" in there:
        words.append(f"{there['minimum']:g} to {there['maximum']:,}")
    there["description"] = "; ".join(filter(None, words))
