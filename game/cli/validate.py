"""`changkufeng validate`: everything that is wrong with the files of a scenario, each with file and line."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from game.cli import theatre
from game.cli.output import print_json, say
from game.cli.troubles import BAD_INPUT


def run(options: argparse.Namespace) -> int:
    """Prints every problem, one a line; 2 if there is any."""
    found = _check(options.scenario)
    if options.json:
        print_json(found)
    elif found["ok"]:
        say(found.get("notice") or f"{options.scenario}: no problem found")
    else:
        for problem in found["errors"]:
            place = (
                f"{problem['file']}:{problem['line']}: "
                if problem.get("line")
                else f"{problem['file']}: "
                if problem.get("file")
                else ""
            )
            say(place + problem["message"])
    return 0 if found["ok"] else BAD_INPUT


def _check(name: str) -> dict[str, Any]:
    from game.files.errors import BadFile
    from game.files.saves import SUFFIX

    try:
        if Path(name).suffix == SUFFIX and not Path(name).is_dir():
            return _check_journal(Path(name))
        if theatre.is_theatre(name):
            return theatre.check(name)
        from game.files.battle.grades import grade_problems
        from game.files.battle.scenarios import find_scenarios, validate
        from game.files.theatre.decks import is_deck, validate_deck

        if is_deck(name) and name not in find_scenarios():
            return validate_deck(name)
        found = dict(validate(name))
        errors = [*found["errors"], *_facts(grade_problems(name))]
        return {"ok": not errors, "errors": errors}
    except BadFile as e:
        return {"ok": False, "errors": _facts(e.problems)}


def _check_journal(path: Path) -> dict[str, Any]:
    """What `play --load` says of a journal: every turn of it is resolved."""
    from game.files.errors import Problem

    match = theatre.open_saved(path)
    if match.is_whole:
        return {"ok": True, "errors": []} | ({"notice": match.notice} if match.notice else {})
    return {"ok": False, "errors": _facts([Problem("", 0, "", match.notice)])}


def _facts(problems: Sequence[Any]) -> list[dict[str, Any]]:
    return [{key: getattr(p, key) for key in ("file", "line", "key", "message")} for p in problems]
