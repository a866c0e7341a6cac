"""`changkufeng validate`: everything that is wrong with the files of a scenario or a what-if, each with file and line."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from game.cli import theatre
from game.cli.output import print_json, say
from game.cli.troubles import BAD_INPUT
from game.core.words import _

if TYPE_CHECKING:
    from game.files.errors import Problem


def run(options: argparse.Namespace) -> int:
    """Prints every problem, one a line; 2 if there is any."""
    found = _check(options.scenario, options.of)
    if options.json:
        print_json(found)
    elif found["ok"]:
        say(found.get("notice") or _("{scenario}: no problem found").format(scenario=options.scenario))
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


def _check(name: str, of: str | None) -> dict[str, Any]:
    from game.files.errors import BadFile
    from game.files.saves import SUFFIX

    try:
        if Path(name).suffix == SUFFIX and not Path(name).is_dir():
            return _check_journal(Path(name))
        if name.endswith(".toml"):
            from game.files.battle.whatifs import what_if_problems

            wrong = what_if_problems(name, of)
            return {"ok": not wrong, "errors": _facts(wrong)}
        if theatre.is_theatre(name):
            return theatre.check(name)
        from game.files.battle.bands import band_problems
        from game.files.battle.grades import grade_problems
        from game.files.battle.scenarios import find_scenarios, validate
        from game.files.theatre.decks import is_deck, validate_deck

        if is_deck(name) and name not in find_scenarios():
            return validate_deck(name)
        found = dict(validate(name))
        kept = [*grade_problems(name), *band_problems(name), *_lessons(name, is_whole=found["ok"])]
        errors = [*found["errors"], *_facts(kept)]
        errors += _facts(_own_what_ifs(name)) if found["ok"] else []
        return {"ok": not errors, "errors": errors}
    except BadFile as e:
        return {"ok": False, "errors": _facts(e.problems)}


def _lessons(name: str, *, is_whole: bool) -> list[Problem]:
    """What is wrong with the lessons of a battle."""
    from game.files.battle.scenarios import load_scenario, scenario_folder
    from game.files.lessons import known_in_battle, lesson_problems

    return lesson_problems(scenario_folder(name), known_in_battle(load_scenario(name)) if is_whole else None)


def _own_what_ifs(name: str) -> list[Problem]:
    """What is wrong with the what-ifs of one's own for a battle."""
    from game.files.battle.scenarios import load_scenario, own_what_ifs
    from game.files.battle.whatifs import load_what_if
    from game.files.errors import BadFile

    problems: list[Problem] = []
    for path in own_what_ifs(load_scenario(name).id):
        try:
            load_what_if(path, name)
        except BadFile as e:
            problems += e.problems
    return problems


def _check_journal(path: Path) -> dict[str, Any]:
    """What `play --load` says of a journal: every turn of it is resolved."""
    from game.files.errors import Problem

    match = theatre.open_saved(path)
    if match.is_whole:
        return {"ok": True, "errors": []} | ({"notice": match.notice} if match.notice else {})
    return {"ok": False, "errors": _facts([Problem("", 0, "", match.notice)])}


def _facts(problems: Sequence[Any]) -> list[dict[str, Any]]:
    return [{key: getattr(p, key) for key in ("file", "line", "key", "message")} for p in problems]
