"""The house: imports run downward only, and each floor keeps its hands off what it may not touch."""

import ast

import pytest

from tests.house.sources import GAME, Module, imports, modules

FLOORS = ("core", "model", "rules", "files", "match", "players", "whatif", "client", "cli")
NUMBER = {f"game.{name}": number for number, name in enumerate(FLOORS, start=1)}
CLIENT = NUMBER["game.client"]
SEAM = "game.core.compiled"

# Modules that reach files, the clock, the system or another source of chance.
OUTSIDE = {
    "asyncio",
    "builtins",
    "calendar",
    "datetime",
    "fileinput",
    "glob",
    "importlib",
    "io",
    "linecache",
    "mmap",
    "multiprocessing",
    "os",
    "pathlib",
    "pickle",
    "platformdirs",
    "random",
    "secrets",
    "shelve",
    "shutil",
    "signal",
    "socket",
    "sqlite3",
    "subprocess",
    "sys",
    "tempfile",
    "threading",
    "time",
    "uuid",
    "zoneinfo",
}
FILES = {
    "fileinput",
    "glob",
    "io",
    "linecache",
    "mmap",
    "pathlib",
    "pickle",
    "platformdirs",
    "shelve",
    "shutil",
    "sqlite3",
    "tempfile",
}


def test_every_package_is_a_floor():
    found = {path.name for path in GAME.iterdir() if path.is_dir() and not path.name.startswith(("_", "."))}
    assert found <= set(FLOORS)


def test_only_the_front_door_lies_on_top():
    assert {module.path.name for module in modules() if module.package == "game"} == {"__init__.py", "__main__.py"}


def test_imports_run_downward_only():
    assert [climb for module in modules() for climb in climbs(module)] == []


def test_pygame_is_met_on_the_clients_floor_only():
    assert [
        f"{module.where}:{line}"
        for module in modules()
        for line, name in imports(module)
        if name.split(".")[0] in {"pygame", "pygame_ce"} and NUMBER.get(module.package, 0) < CLIENT
    ] == []


@pytest.mark.parametrize("package", ["game.core", "game.rules"])
def test_core_and_rules_know_no_files_and_no_clock(package: str):
    assert [touch for module in modules(package) for touch in touches(module, OUTSIDE)] == []


def test_the_model_reads_no_files():
    assert [touch for module in modules("game.model") for touch in touches(module, FILES)] == []


def test_the_seam_to_numba_reads_the_environment_and_nothing_else():
    used = {
        node.attr
        for module in modules("game.core")
        for node in module.nodes
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "os"
    }
    assert used == {"environ"}


def test_numba_is_met_in_its_seam_only():
    assert [
        f"{module.where}:{line}"
        for module in modules()
        for line, name in imports(module)
        if name.split(".")[0] in {"numba", "llvmlite"}
        and not module.name.startswith(SEAM)
        and module.name != "game.files.kept_rules"  # asks the processor's name
    ] == []


def test_core_and_rules_call_no_open_and_no_dice_of_numpy():
    assert [
        f"{module.where}:{node.lineno}"
        for package in ("game.core", "game.rules")
        for module in modules(package)
        for node in module.nodes
        if (isinstance(node, ast.Name) and node.id in {"open", "input", "eval", "exec", "__import__"})
        or (isinstance(node, ast.Attribute) and node.attr == "random")
    ] == []


# ------------------------------------------------------------------------------------------------ the tests tested


def test_a_climb_would_be_found():
    assert climbs(example("game.rules.battle.light", "from game.match import match")) == [
        "example.py:1: game.rules (floor 3) imports game.match (floor 5)"
    ]
    assert climbs(example("game.rules.battle.light", "def f():\n    from game import files")) == [
        "example.py:2: game.rules (floor 3) imports game.files (floor 4)"
    ]
    assert climbs(example("game.core.dice", "from ..files import journal"))
    assert climbs(example("game.core.dice", "from game import Match"))
    assert not climbs(
        example("game.match.battle.match", "from game.rules.battle import light\nfrom game import __version__")
    )


def test_a_touch_would_be_found():
    assert touches(example("game.rules.truce", "import os.path"), OUTSIDE) == ["example.py:1: os"]
    assert touches(example("game.core.dice", "from time import time"), OUTSIDE) == ["example.py:1: time"]
    assert not touches(example("game.core.dice", "import math, hashlib\nimport numpy as np"), OUTSIDE)


def example(name: str, text: str) -> Module:
    return Module(name, GAME.parent / "example.py", text, ast.parse(text))


# ------------------------------------------------------------------------------------------------ private


def climbs(module: Module) -> list[str]:
    """Imports of a floor above, one line each; `from game import Match` reaches into the top."""
    here = NUMBER.get(module.package)
    if here is None:
        return []
    found = {}
    for line, name in imports(module):
        package = ".".join(name.split(".")[:2])
        there = NUMBER.get(package)
        if name in {"game.Match", "game.load_scenario", "game.load_journal"}:
            found[f"{module.where}:{line}: {module.package} imports {name} from the front door"] = None
        elif there is not None and there > here:
            found[f"{module.where}:{line}: {module.package} (floor {here}) imports {package} (floor {there})"] = None
    return list(found)


def touches(module: Module, forbidden: set[str]) -> list[str]:
    """Imports of forbidden modules, one line each."""
    allowed = {"os"} if module.name.startswith(SEAM) else set()
    found = {
        f"{module.where}:{line}: {name.split('.')[0]}": None
        for line, name in imports(module)
        if name.split(".")[0] in forbidden - allowed
    }
    return list(found)


def test_no_page_of_the_window_opens_another_kind_itself():
    """`game.client.doors` knows how every page is opened; a page, and a dialog of pages, imports no page of another folder."""
    pages = ("game.client.pages", "game.client.battle", "game.client.theatre")
    shared = (
        "game.client.pages.backdrop",
        "game.client.pages.waiting",
        "game.client.pages.curtain",
        "game.client.pages.game_menu",
        "game.client.pages.turning",
        "game.client.pages.carrying",
        "game.client.pages.branching",
    )  # what any page may lay out
    assert [
        f"{module.where}: {name}"
        for module in modules("game.client")
        for mine in pages
        if module.name.startswith(f"{mine}.")
        for _line, name in imports(module)
        if name.startswith(pages) and not name.startswith((mine, *shared))
    ] == []
