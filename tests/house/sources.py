"""What the house tests read: the modules of the game as syntax trees."""

import ast
import gc
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]
GAME = CHECKOUT / "game"


@dataclass(frozen=True)
class Module:
    """One file of the game."""

    name: str  # dotted, as it is imported
    path: Path
    text: str
    tree: ast.Module

    @property
    def package(self) -> str:
        """The floor's name: `game.rules` for `game.rules.battle.light`; `game` for what lies on top."""
        parts = self.name.split(".")
        return ".".join(parts[:2]) if len(parts) > 2 or (GAME / parts[-1]).is_dir() else "game"

    @cached_property
    def nodes(self) -> list[ast.AST]:
        """All nodes of the tree, as `ast.walk` finds them."""
        return list(ast.walk(self.tree))

    @property
    def where(self) -> str:
        """The path as a reader would type it."""
        return self.path.relative_to(CHECKOUT).as_posix()


@cache
def modules(under: str = "game") -> tuple[Module, ...]:
    """The files below a dotted package, sorted."""
    found = tuple(_module(path) for path in sorted((CHECKOUT / under.replace(".", "/")).rglob("*.py")))
    gc.freeze()  # the trees stay to the end: no collection walks them
    return found


@cache
def _module(path: Path) -> Module:
    text = path.read_text(encoding="utf-8")
    parts = path.relative_to(CHECKOUT).with_suffix("").parts
    name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
    return Module(name, path, text, ast.parse(text, str(path)))


@cache
def imports(module: Module) -> list[tuple[int, str]]:
    """Line and dotted name of all that a module imports, within functions and under TYPE_CHECKING too.

    `from a.b import c` gives `a.b` and `a.b.c`, since c may be a module.
    """
    found = []
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            found += [(node.lineno, alias.name) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = absolute(module, node)
            found += [(node.lineno, base), *((node.lineno, f"{base}.{alias.name}") for alias in node.names)]
    return found


def absolute(module: Module, node: ast.ImportFrom) -> str:
    """The dotted name from which a module imports; dots in front are resolved."""
    if not node.level:
        return node.module or ""
    is_package = module.path.name == "__init__.py"
    parts = module.name.split(".")
    kept = parts[: len(parts) - node.level + is_package]
    return ".".join([*kept, *([node.module] if node.module else [])])
