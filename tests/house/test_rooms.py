"""The rooms: short, finished, and without a name that only a scenario may say."""

import ast
import re
import subprocess
import tomllib
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.house.sources import CHECKOUT, GAME, Module, modules

TOP_LEVEL = {"game", "assets", "scenarios", "tests", "pyproject.toml", "README.md", "LICENSE"}
LONGEST = 400  # lines
UNFINISHED = re.compile(r"\b(" + "|".join(("TO" + "DO", "FIX" + "ME", "XX" + "X", "NotImplemented" + "Error")) + r")\b")
PROGRAM = "Changkufeng"  # the program bears the name of its first scenario
OWNERS_SAID = {
    # By whom a claimed line is claimed is read from what the map's own features call it.
    "game/client/map/picture/borders.py": {"soviet", "japan"},
    # The columns of [[wear]] in odds.toml, which are part of the game's digest.
    "game/rules/theatre/setup_cards.py": {"soviet", "japan"},
}
# What the program says of itself, and its title; the result that joins the two scales, with the keys of battle.toml.
ABOUT = ("game/client/pages/help.py", "game/model/battle_result.py", "game/client/pages/menu.py")
OWNING = {"scenario", "theatre"}  # heads: whose sides and seats they are
NAMED = {"id", "name", "short", "short_name", "title", "en", "ja", "ru", "zh", "ko"}


def test_the_top_level_is_bare():
    assert {name for name in top_level() if not name.startswith(".")} <= TOP_LEVEL


def test_no_room_holds_two():
    assert {module.where: lines for module in modules() if (lines := module.text.count("\n")) > LONGEST} == {}


def test_no_room_is_unfinished():
    assert [f"{module.where}: {found[0]}" for module in modules() if (found := UNFINISHED.search(module.text))] == []


def test_every_room_says_what_it_is():
    assert [module.where for module in modules() if module.text.strip() and not ast.get_docstring(module.tree)] == []


def test_every_test_runs():
    """No test steps aside: what a machine lacks is handled in the test, not passed over."""
    passed_over = {"skip", "skipif", "xfail", "importorskip", "skipTest"}
    assert [
        f"{path.relative_to(CHECKOUT).as_posix()}:{node.lineno}: {node.attr}"
        for path in sorted((CHECKOUT / "tests").rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and node.attr in passed_over and of_pytest(node.value)
    ] == []


def test_no_room_names_a_unit_or_a_place():
    names = scenario_names(CHECKOUT / "scenarios")
    assert {"Changkufeng", "I/75"} <= names
    names -= {PROGRAM}
    assert [said for module in modules("game") if module.where not in ABOUT for said in names_said(module, names)] == []


def test_no_room_names_a_side_or_a_seat():
    """Sides and seats come from the scenario. "field" is a word of Python's own besides: it counts as a whole string alone."""
    owners = scenario_owners(CHECKOUT / "scenarios")
    assert owners == {"japan", "soviet", "tokyo", "field", "moscow"}
    found = {
        module.where: said
        for module in modules("game")
        if (said := ids_said(module, owners - {"field"}) + strings_said(module, owners & {"field"}))
    }
    assert {where: {line.split(": ")[1] for line in said} for where, said in found.items()} == OWNERS_SAID


def test_a_side_in_a_room_would_be_found():
    text = 'other = {"japan": 1}\nmatch.resolve(soviet=[])\nif piece.side == other:\n    pass\n'
    module = Module("game.client.example", GAME / "example.py", text, ast.parse(text))
    assert strings_said(module, {"japan", "soviet"}) == ["game/example.py:1: japan"]
    assert ids_said(module, {"japan", "soviet"}) == ["game/example.py:1: japan", "game/example.py:2: soviet"]


def test_a_name_in_a_rule_would_be_found():
    text = '"""Night on Zaozernaya."""\nif where == "I/75" or hill == "Hill 52":\n    zaozernaya_taken = "taken at Hill 52"\n'
    module = Module("game.rules.example", GAME / "example.py", text, ast.parse(text))
    assert names_said(module, {"I/75", "Hill 52", "Zaozernaya"}) == [
        "game/example.py:2: Hill 52",
        "game/example.py:2: I/75",
        "game/example.py:3: Hill 52",
        "game/example.py:3: Zaozernaya",
    ]


@pytest.mark.parametrize("text", ['[[unit]]\nid = "I/75"\nnames = { en = "1st Battalion", ja = "第一大隊" }\n'])
def test_names_are_read_from_the_scenarios(tmp_path: Path, text: str):
    (tmp_path / "oob.toml").write_text(text, encoding="utf-8")
    assert scenario_names(tmp_path) == {"I/75", "1st Battalion", "第一大隊"}


# ------------------------------------------------------------------------------------------------ private


def top_level() -> set[str]:
    """What a clone holds at its top; outside git (an unpacked sdist) what lies there, builds aside."""
    try:
        listed = subprocess.run(
            ["git", "ls-files", "-co", "--exclude-standard"], cwd=CHECKOUT, capture_output=True, text=True, check=True
        ).stdout.split("\n")
    except (OSError, subprocess.CalledProcessError):
        return {path.name for path in CHECKOUT.iterdir()} - {"PKG-INFO", "build", "dist"}
    return {line.strip('"').split("/")[0] for line in listed if line}


def of_pytest(node: ast.expr) -> bool:
    if isinstance(node, ast.Attribute):
        return node.attr == "mark"
    return isinstance(node, ast.Name) and node.id in {"pytest", "mark", "self"}


def scenario_names(folder: Path) -> set[str]:
    """Ids and names of units and places in all scenarios: those that could not be anything else.

    A word all in lower case ("marsh", "japan") is left to the reader: ids of tables are such words.
    """
    found: set[str] = set()
    for path in sorted([*folder.rglob("oob.toml"), *folder.rglob("places.toml")]):
        found |= set(named(tomllib.loads(path.read_text(encoding="utf-8"))))
    return {name for name in found if len(name) > 2 and not re.fullmatch(r"[a-z_]+", name)}


def scenario_owners(folder: Path) -> set[str]:
    """Ids of the sides and seats of all scenarios."""
    heads = [tomllib.loads(p.read_text(encoding="utf-8")) for p in folder.glob("*/*.toml") if p.stem in OWNING]
    sides = {side for head in heads for side in (*head.get("sides", ()), *(s["side"] for s in head.get("seat", ())))}
    return sides | {seat["id"] for head in heads for seat in head.get("seat", ())}


def strings_said(module: Module, ids: set[str]) -> list[str]:
    """Ids as whole strings."""
    return [
        f"{module.where}:{node.lineno}: {node.value}"
        for node in module.nodes
        if isinstance(node, ast.Constant) and node.value in ids
    ]


def ids_said(module: Module, ids: set[str]) -> list[str]:
    """Ids as whole strings, keywords, parameters or attributes."""
    found = []
    for node in module.nodes:
        if isinstance(node, ast.Constant):
            found.append((node.lineno, node.value))
        elif isinstance(node, ast.keyword | ast.arg):
            found.append((node.lineno, node.arg))
        elif isinstance(node, ast.Attribute):
            found.append((node.lineno, node.attr))
    return [
        f"{module.where}:{line}: {said}"
        for line, said in sorted((n, s) for n, s in found if isinstance(s, str) and s in ids)
    ]


def named(value: Any) -> Iterator[str]:
    """The strings under keys that hold ids or names, at any depth."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if isinstance(inner, str) and key in NAMED:
                yield inner
            else:
                yield from named(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from named(inner)


@cache
def searchers(names: frozenset[str]) -> tuple[Callable[[str], list[str]], Callable[[str], list[str]]]:
    """What finds the names in a text, and in an identifier; what was asked before is answered at once."""
    longest_first = sorted(names, key=len, reverse=True)
    whole = re.compile(rf"(?<!\w)({'|'.join(map(re.escape, longest_first))})(?!\w)")
    words = {name.lower().replace(" ", "_"): name for name in names if len(name) > 4 and name[0].isalpha()}
    part = re.compile(rf"(?:^|_)({'|'.join(map(re.escape, words))})(?:$|_)")
    return cache(whole.findall), cache(lambda word: [words[said] for said in part.findall(word)])


def names_said(module: Module, names: set[str]) -> list[str]:
    """Names in strings and identifiers; docstrings and comments may give an example from the battle."""
    docs = {
        id(node.body[0].value)
        for node in module.nodes
        if isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    in_text, in_word = searchers(frozenset(names))
    found = []
    for node in module.nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            found += [(node.lineno, name) for name in in_text(node.value)]
        elif isinstance(node, ast.Name | ast.arg | ast.FunctionDef):
            word = (
                node.id if isinstance(node, ast.Name) else node.arg if isinstance(node, ast.arg) else node.name
            ).lower()
            found += [(node.lineno, name) for name in in_word(word)]
    return [f"{module.where}:{line}: {name}" for line, name in sorted(set(found))]
