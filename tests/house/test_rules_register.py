"""Each rule has one name, says what it takes and gives, and names its place in the rulebook."""

import ast
import re
from collections import Counter
from collections.abc import Iterator

from tests.house.sources import Module, modules

NUMBERED = re.compile(r"\b[Rr]ules? \d+\.\d+")


def test_rule_names_are_unique():
    counts = Counter(function.name for _, function in rules("game"))
    assert [name for name, count in counts.items() if count > 1] == []


def test_every_rule_is_annotated():
    assert [at(module, function) for module, function in rules("game") if not annotated(function)] == []


def test_every_rule_of_the_battle_names_its_number():
    assert [
        at(module, function)
        for module, function in rules("game.rules.battle")
        if not NUMBERED.search(ast.get_docstring(function) or "")
    ] == []


def test_rules_take_no_closure_and_no_default():
    assert [
        at(module, function)
        for module, function in rules("game")
        if function.args.defaults or function.args.kwonlyargs or function.args.vararg or function.col_offset
    ] == []


def rules(under: str) -> Iterator[tuple[Module, ast.FunctionDef]]:
    """Functions under @rule or @phase."""
    for module in modules(under):
        for node in module.nodes:
            if isinstance(node, ast.FunctionDef) and any(
                decorator(d) in {"rule", "phase"} for d in node.decorator_list
            ):
                yield module, node


def decorator(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""


def annotated(function: ast.FunctionDef) -> bool:
    return function.returns is not None and all(a.annotation is not None for a in function.args.args)


def at(module: Module, function: ast.FunctionDef) -> str:
    return f"{module.where}:{function.lineno}: {function.name}"
