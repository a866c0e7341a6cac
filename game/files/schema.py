"""The forms of all files as JSON Schema, for editors that check while one writes."""

from typing import Any

import msgspec

from game.files.battle.layout import FORMS, JOURNAL, WHAT_IF, WHAT_IFS, Form
from game.files.lessons import LESSONS
from game.model.lesson import Lesson

DIALECT = "https://json-schema.org/draft/2020-12/schema"
STRATEGIC = "strategic/"  # before the name of a strategic game's file: battles have files of the same names
_TO = "#/$defs/{name}"


def schema() -> dict[str, Any]:
    """A JSON Schema whose `$defs` hold each file by its name ("oob.toml") and each entry by its kind ("Counter")."""
    forms = {**FORMS, f"{WHAT_IFS}/*.toml": WHAT_IF, f"{LESSONS}/*.toml": Form(whole=Lesson)}
    kinds = [*(kind for form in forms.values() for kind in _kinds(form)), *JOURNAL.values()]
    references, parts = msgspec.json.schema_components(kinds, ref_template=_TO)
    to = dict(zip(kinds, references, strict=True))
    files = {name: _file(form, to) for name, form in forms.items()} | {name: to[kind] for name, kind in JOURNAL.items()}
    return {"$schema": DIALECT, "title": "Files of Changkufeng 1938", "$defs": {**files, **parts}}


def strategic_schema() -> dict[str, Any]:
    """The same of a strategic game's files, each by its name behind "strategic/": a battle has files of the same names."""
    from game.files.theatre.layout import FORMS as THEATRE
    from game.files.theatre.layout import HEADS

    kinds = list(dict.fromkeys(kind for form in THEATRE.values() for kind in _kinds(form)))
    references, parts = msgspec.json.schema_components(kinds, ref_template=_TO)
    to = dict(zip(kinds, references, strict=True))
    files = {}
    for name, form in THEATRE.items():
        files[STRATEGIC + name] = found = _file(form, to)
        if "properties" in found:  # a form of its own, not an entry's
            plain = HEADS.get(name, {"format": "integer"})
            found["properties"] = {**{key: {"type": kind} for key, kind in plain.items()}, **found["properties"]}
    return {"$schema": DIALECT, "title": "Files of a strategic game", "$defs": {**files, **parts}}


def _kinds(form: Form) -> list[Any]:
    return [*form.lists.values(), *form.tables.values(), *([form.whole] if form.whole else [])]


def _file(form: Form, to: dict[Any, Any]) -> dict[str, Any]:
    if form.whole:
        return dict(to[form.whole])
    lists = {key: {"type": "array", "items": to[kind]} for key, kind in form.lists.items()}
    tables = {key: to[kind] for key, kind in form.tables.items()}
    return {
        "type": "object",
        "properties": {**lists, **tables},
        "required": list(tables),
        "additionalProperties": False,
    }
