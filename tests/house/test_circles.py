"""No circle of imports that runs when the program runs: no room and no folder needs itself to be loaded."""

import ast
from collections.abc import Iterable, Iterator, Mapping

import pytest

from tests.house.sources import GAME, Module, absolute, modules

Graph = dict[str, set[str]]


def test_no_room_needs_itself():
    assert circles(rooms(modules())) == []


def test_no_folder_needs_its_neighbour_and_is_needed_by_it():
    assert circles(folders(modules())) == []


# ------------------------------------------------------------------------------------------------ the tests tested


def test_a_circle_of_three_would_be_found():
    assert circles({"a": {"b"}, "b": {"c"}, "c": {"a"}, "d": {"a"}}) == [["a", "b", "c"]]
    assert circles({"a": {"b", "c"}, "b": {"c"}, "c": set()}) == []


@pytest.mark.parametrize(
    "text",
    [
        "from game.b import x",
        "import game.b",
        "from game import b",
        "from . import b",
        "try:\n    import game.b\nexcept ImportError:\n    pass",
        "class A:\n    from game import b",
        "if TYPE_CHECKING:\n    pass\nelse:\n    import game.b",
    ],
)
def test_what_runs_at_import_counts(text: str):
    assert circles(rooms([example("game.a", text), example("game.b", "import game.a")])) == [["game.a", "game.b"]]


@pytest.mark.parametrize("text", ["if TYPE_CHECKING:\n    import game.b", "def f():\n    import game.b"])
def test_what_does_not_run_at_import_does_not(text: str):
    assert circles(rooms([example("game.a", text), example("game.b", "import game.a")])) == []


def test_a_front_door_on_the_way_runs_too():
    door, room, above = (
        example("game.p", "from game.q import x", is_package=True),
        example("game.p.room", ""),
        example("game.q", "import game.p.room"),
    )
    assert circles(rooms([door, room, above])) == [["game.p", "game.q"]]


def test_neighbouring_folders_that_need_each_other_would_be_found():
    one = [example("game.one.a", "import game.two.b"), example("game.one.c", ""), example("game.one.kit.d", "")]
    two = [example("game.two.b", ""), example("game.two.e", "import game.one.c, game.one.kit.d")]
    assert circles(rooms([*one, *two])) == []
    assert circles(folders([*one, *two])) == [["game.one", "game.two"]]


def test_a_folder_and_one_that_lies_in_it_are_one_house():
    assert circles(folders([example("game.one.a", "import game.one.kit.b"), example("game.one.kit.b", ""),
                            example("game.one.kit.c", "import game.one.d"), example("game.one.d", "")])) == []  # fmt: skip


def example(name: str, text: str, *, is_package: bool = False) -> Module:
    place = name.replace(".", "/") + ("/__init__.py" if is_package else ".py")
    return Module(name, GAME.parent / place, text, ast.parse(text))


# ------------------------------------------------------------------------------------------------ private


def rooms(of: Iterable[Module]) -> Graph:
    """Each module with those that its import runs: front doors of folders that it is not in itself among them."""
    known = {module.name: module for module in of}
    return {
        name: {
            run
            for target in imported(module, known)
            for run in (target, *above(target))
            if run in known and run != name and run not in above(name)
        }
        for name, module in known.items()
    }


def folders(of: Iterable[Module]) -> Graph:
    """Each folder with those that its rooms need at import, folders that lie in one another aside."""
    known = {module.name: module for module in of}

    def home(name: str) -> str:
        return name if known[name].path.name == "__init__.py" else name.rpartition(".")[0]

    graph: Graph = {home(name): set() for name in known}
    for name, module in known.items():
        here = home(name)
        graph[here] |= {
            there
            for there in map(home, imported(module, known))
            if there != here and there not in above(here) and here not in above(there)
        }
    return graph


def imported(module: Module, known: Mapping[str, Module]) -> set[str]:
    """The modules that one names where it is run at import."""
    found = set()
    for node in run_at_import(module.tree.body):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        else:
            base = absolute(module, node)
            inner = {alias.name: f"{base}.{alias.name}" for alias in node.names}
            found |= {name if name in known else base for name in inner.values()}
    return {name for name in found if name in known}


def run_at_import(body: Iterable[ast.stmt]) -> Iterator[ast.Import | ast.ImportFrom]:
    """Imports that run with the module: not those in functions, not those for the checker alone."""
    for node in body:
        if isinstance(node, ast.Import | ast.ImportFrom):
            yield node
        elif isinstance(node, ast.If) and "TYPE_CHECKING" in {getattr(n, "id", "") for n in ast.walk(node.test)}:
            yield from run_at_import(node.orelse)
        elif not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            for part in ("body", "orelse", "handlers", "finalbody"):
                yield from run_at_import(getattr(node, part, ()))


def above(name: str) -> list[str]:
    """The folders in which a module or folder lies, the game itself aside: its front door is lazy."""
    parts = name.split(".")
    return [".".join(parts[:k]) for k in range(2, len(parts))]


def circles(graph: Graph) -> list[list[str]]:
    """Groups in which each needs each, sorted."""
    reach = {name: reached(graph, name) for name in graph}
    found = {tuple(sorted(n for n in reach[name] if name in reach[n])) for name in graph if name in reach[name]}
    return sorted(map(list, found))


def reached(graph: Graph, start: str) -> set[str]:
    seen: set[str] = set()
    waiting = list(graph.get(start, ()))
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            waiting += graph.get(name, ())
    return seen
