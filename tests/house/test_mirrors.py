"""Every file of the battle with a rule in it has its rulings beside those of the others, and they call it."""

import ast

import pytest

from tests.house.sources import modules
from tests.house.test_rules_register import rules

FILES = sorted({module.where.split("/")[-1] for module, _ in rules("game.rules.battle")})


@pytest.mark.parametrize("name", FILES)
def test_a_file_with_a_rule_has_its_mirror(checkout, name):
    mirror = checkout / "tests/rules/battle" / f"test_{name}"
    assert mirror.exists(), f"rulings of game/rules/battle/{name} belong in {mirror.relative_to(checkout)}"
    tree = ast.parse(mirror.read_text())
    froms = [n for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)]
    named = {n.module for n in froms} | {f"{n.module}.{a.name}" for n in froms for a in n.names}
    assert f"game.rules.battle.{name.removesuffix('.py')}" in named
    assert any(isinstance(n, ast.FunctionDef) and n.name.startswith("test_") for n in tree.body)


def test_the_battle_has_rules():
    assert len(FILES) > 25
    assert len(list(modules("game.rules.battle"))) >= len(FILES)
