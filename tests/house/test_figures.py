"""A figure that a player reads is written as his language writes it: no text of window, text mode or match has its own point."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.sources import CHECKOUT

FRACTION = re.compile(r"(\.[1-9]\d*[fg%]|[g%]|,.*)$")
# What is typed, stands in a file or is read by programmers, and drawings, whose coordinates are no figures.
ITS_OWN_POINT = {
    "cli/battle/terminal/order_line.py": "orders as they are typed",
    "cli/output.py": "JSON",
    "cli/rules.py": "parameters as they are typed",
    "client/bench.py": "the developer's measure of frames",
    "client/map/picture/ground.py": "the name of a draw",
    "client/map/picture/worker.py": "what the drawing process tells the window",
    "client/pages/laboratory/question.py": "parameters as they are typed",
    "match/battle/explain.py": "the repr of an explanation",
    "match/theatre/explain.py": "the repr of an explanation",
    "match/theatre/road_words.py": "degrees as maps have them",
}


def own_points(path: Path) -> Iterator[int]:
    """Lines of f-strings that write a fraction, a percent or thousands by themselves."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FormattedValue) and isinstance(node.format_spec, ast.JoinedStr):
            form = "".join(str(part.value) for part in node.format_spec.values if isinstance(part, ast.Constant))
            if FRACTION.search(form):
                yield node.lineno


@pytest.mark.parametrize("floor", ["client", "cli", "match"])
def test_no_text_for_a_player_writes_a_fraction_by_itself(floor: str):
    found = {
        path.relative_to(CHECKOUT / "game").as_posix(): lines
        for path in (CHECKOUT / "game" / floor).rglob("*.py")
        if (lines := list(own_points(path)))
    }
    assert {name: lines for name, lines in found.items() if name not in ITS_OWN_POINT} == {}
    assert {name for name in ITS_OWN_POINT if name.startswith(f"{floor}/")} <= set(found)  # no reason without a case


def test_a_fraction_in_a_text_would_be_found(tmp_path: Path):
    path = tmp_path / "page.py"
    path.write_text('a = f"{x:.1f} {y:.0f} {z:02d} {n:,}"\nb = f"{p:.0%}"\n', encoding="utf-8")
    assert sorted(own_points(path)) == [1, 1, 2]
