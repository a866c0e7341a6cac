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
from game.files.schema import DIALECT, schema

FOLDER = ".schema"
_REF = re.compile(r'"#/\$defs/([^"]+)"')
_SAID = r"`{key}`(?:, `[^`]*`)*: ([^;]*?)(?=; `|\. `|\.\s|\.$|;|$)"


def write_schemas(folder: Path) -> dict[str, Path]:
    """Writes the schema of each kind of file into a folder; where they lie, by the kind ("oob.toml", "what-if/*.toml").

    Raises:
        BadFile: they cannot be written.
    """
    found = {}
    for form in forms():
        name = form.replace("/*", "").removesuffix(".toml").replace("/", "-")
        found[form] = folder / FOLDER / f"{name}.schema.json"
        found[form].parent.mkdir(parents=True, exist_ok=True)
        write_whole(found[form], (json.dumps(schema_of(form), indent=1, ensure_ascii=False) + "\n").encode())
    return found


def forms() -> tuple[str, ...]:
    """The kinds of files that have a schema: those that an author writes."""
    return tuple(name for name in _described()["$defs"] if name.endswith(".toml"))


def schema_of(form: str) -> dict[str, Any]:
    """The schema of a kind of file, with every entry that it holds.

    Raises:
        KeyError: there is no such kind.
    """
    parts = _described()["$defs"]
    needed, ahead = dict[str, Any](), _REF.findall(json.dumps(parts[form]))
    while ahead:
        name = ahead.pop()
        if name not in needed:
            needed[name] = parts[name]
            ahead += _REF.findall(json.dumps(parts[name]))
    return {"$schema": DIALECT, "title": form, **parts[form], "$defs": dict(sorted(needed.items()))}


@cache
def _described() -> dict[str, Any]:
    """The schema of everything, each key with its text, unit and range."""
    whole = schema()
    table = tomllib.loads(asset("schema", "keys.toml").read_text(encoding="utf-8"))
    for name, part in whole["$defs"].items():
        if not name.endswith(".toml") or "title" in part:
            for key, there in part.get("properties", {}).items():
                _describe(name.rpartition(".")[2], key, there, part.get("description", ""), table)
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
