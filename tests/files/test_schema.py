"""The JSON Schema of all files."""

import json
import tomllib

import msgspec
import pytest

from game.files.battle.layout import FORMS, WHAT_IF
from game.files.schema import schema


def references(value):
    """Every $ref in a schema."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key == "$ref":
                yield inner
            else:
                yield from references(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from references(inner)


def test_the_schema_is_json_and_every_reference_leads_somewhere():
    whole = json.loads(json.dumps(schema()))
    assert {*references(whole)} <= {f"#/$defs/{name}" for name in whole["$defs"]}


def test_every_file_and_every_entry_is_there():
    parts = schema()["$defs"]
    assert {
        *FORMS,
        "what-if/*.toml",
        "journal header",
        "journal turn",
        "Counter",
        "Order",
        "OrderChange",
        "WhatIf",
    } <= set(parts)


def test_an_entry_says_what_it_needs_and_allows_nothing_else():
    counter = schema()["$defs"]["Counter"]
    assert {"id", "side", "formation", "type", "names", "source", "confidence"} == set(counter["required"])
    assert counter["additionalProperties"] is False


@pytest.mark.parametrize("name", FORMS)
def test_the_shipped_files_have_the_keys_of_the_schema(checkout, name):
    """A light check in place of a validator: the keys of every entry are properties of its kind."""
    paths = [checkout / "scenarios" / folder / name for folder in ("silent-assault", "changkufeng", "common")]
    table = tomllib.loads(next(path for path in paths if path.exists()).read_text(encoding="utf-8"))
    parts = schema()["$defs"]
    form = parts[name] if "$ref" not in parts[name] else parts[parts[name]["$ref"].removeprefix("#/$defs/")]
    assert set(table) <= set(form["properties"])
    for key, entries in table.items():
        for entry in entries if isinstance(entries, list) and FORMS[name].lists else ():
            kind = parts[form["properties"][key]["items"]["$ref"].removeprefix("#/$defs/")]
            assert set(entry) <= set(kind["properties"])
            assert set(kind["required"]) <= set(entry)


def test_forms_name_kinds_that_can_be_read():
    for form in (*FORMS.values(), WHAT_IF):
        for kind in (*form.lists.values(), *form.tables.values(), *([form.whole] if form.whole else [])):
            assert issubclass(kind, msgspec.Struct)
