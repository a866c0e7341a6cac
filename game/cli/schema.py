"""`changkufeng schema`: the JSON Schema of everything that a scenario's files say, for editors and for other programs."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from game.cli.output import say
from game.cli.troubles import Trouble, unknown
from game.core.words import _

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def run(options: argparse.Namespace) -> int:
    """Prints the schema of the scenario, of a kind of file, or of one kind of entry with what it needs; or writes one a file."""
    from game.files.keys import forms, schema_of, write_schemas

    if options.out is not None:
        if not Path(options.out).is_dir():
            raise Trouble(_("--out: there is no folder {out}").format(out=options.out))
        for path in write_schemas(Path(options.out)).values():
            say(str(path))
        return 0
    if options.what in forms():
        say(json.dumps(schema_of(options.what), indent=2, ensure_ascii=False))
        return 0
    whole = schema()
    if options.what is None:
        say(json.dumps(whole, indent=2, ensure_ascii=False))
        return 0
    parts: dict[str, Any] = whole["$defs"]
    if options.what not in parts:
        raise unknown(_("kind of entry"), options.what, sorted((*parts, *forms())))
    needed = _needed(options.what, parts)
    found = {"$schema": DIALECT, "$ref": f"#/$defs/{options.what}", "$defs": {name: parts[name] for name in needed}}
    say(json.dumps(found, indent=2, ensure_ascii=False))
    return 0


def schema() -> dict[str, Any]:
    """The schema of a whole scenario; `$defs` has every kind of entry by its name in `game.model`."""
    import msgspec

    from game.files.battle.journal import Header, TurnLine
    from game.model.battle.scenario import Scenario
    from game.model.battle.whatif import WhatIf
    from game.model.lesson import Lesson
    from game.model.theatre.cards import Deck
    from game.model.theatre.look import TheatreLook
    from game.whatif.results import RunFile

    kinds = [Scenario, WhatIf, Header, TurnLine, Deck, TheatreLook, Lesson, RunFile]
    (scenario, *_), parts = msgspec.json.schema_components(kinds, ref_template=REF)
    return {"$schema": DIALECT, **scenario, "$defs": parts}


REF = "#/$defs/{name}"


def _needed(name: str, parts: dict[str, Any]) -> list[str]:
    """The entry and every entry that it mentions, directly or not."""
    found, ahead = [], [name]
    while ahead:
        here = ahead.pop()
        if here in found:
            continue
        found.append(here)
        text = json.dumps(parts[here])
        ahead += [other for other in parts if f'"{REF.format(name=other)}"' in text]
    return sorted(found)
