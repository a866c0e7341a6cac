"""The hosts: proved before they are trusted, lesser ones taken where numba has changed, what is kept found by content."""

from collections.abc import Callable
from pathlib import Path

import pytest

from game.core import compiled, dice
from game.core.compiled import choice, proof
from game.core.compiled.content import content, contents
from game.core.rule import REGISTRY, plain

WITHOUT_A_NAME = "import numba.core.options\ndel numba.core.options.TargetOptions\n"
NOT_INSTALLED = "import sys\nsys.modules['numba'] = None\n"
BROKEN = "raise OSError('no such machine')\n"
ROLLS = """
from game.core import compiled, dice
from game.core.rule import entry, host
roll, cup = entry(dice.lognormal), host(dice.new_dice(19380731, turn=3, pulse=5))
print(compiled.host_name(), [roll(cup, actor, 5, 2, 0.35).hex() for actor in range(-3, 40)])
print(compiled.trouble())
"""


@pytest.fixture
def altered(tmp_path) -> Callable[[str], str]:
    """`altered(code)`: the folder that makes every Python started with it as PYTHONPATH run the code first."""

    def make(code: str) -> str:
        (tmp_path / "changed" / "numba").mkdir(parents=True)
        if code is BROKEN:
            (tmp_path / "changed" / "numba" / "__init__.py").write_text(code)
        else:
            (tmp_path / "changed" / "numba").rmdir()
            (tmp_path / "changed" / "sitecustomize.py").write_text(code)
        return str(tmp_path / "changed")

    return make


@pytest.mark.parametrize(
    ("code", "host", "why"),
    [
        (WITHOUT_A_NAME, "stock", "ImportError: cannot import name 'TargetOptions'"),
        (NOT_INSTALLED, "plain", "ModuleNotFoundError"),
        (BROKEN, "plain", "OSError: no such machine"),
    ],
)
def test_whatever_numba_has_become_the_digits_are_the_same(run_python, altered, code, host, why):
    name, rolls = run_python(ROLLS).splitlines()[0].split(" ", 1)
    first, trouble = run_python(ROLLS, PYTHONPATH=altered(code)).splitlines()
    assert name == "full"
    assert first == f"{host} {rolls}"
    assert trouble.startswith(why)


class Answering:
    """A host whose phase gives this answer."""

    def __init__(self, answer: float) -> None:
        self.answer = answer

    def entry(self, name: str) -> Callable[..., float]:
        def step(sheet: proof.Proof, start: int) -> float:
            proof.proof_sum(plain(sheet), start)
            return self.answer

        return step


def test_the_proof_knows_the_right_answer_from_a_wrong_one():
    assert proof.proof_sum(plain(proof.new_proof()), 1) == proof.ANSWER
    assert proof.is_right(Answering(proof.ANSWER))
    assert not proof.is_right(Answering(proof.ANSWER + 0.25))


def test_a_host_with_a_wrong_answer_is_passed_over(monkeypatch):
    right = Answering(proof.ANSWER)
    monkeypatch.setattr(choice, "_host", lambda name: right if name == "stock" else Answering(1.0))
    assert choice._choose() == (right, "a wrong answer")
    monkeypatch.setattr(choice, "_host", lambda name: Answering(1.0))
    assert choice._choose() == (None, "a wrong answer")


@pytest.mark.parametrize(("asked", "found"), [("stock", "stock"), ("plain", "plain"), (None, "full")])
def test_a_host_that_is_asked_for_is_no_trouble(run_python, asked, found):
    host, *trouble = run_python(ROLLS, CHANGKUFENG_RULES=asked).splitlines()
    assert host.startswith(found)
    assert trouble == [""]


def test_checked_code_has_a_shelf_of_its_own(monkeypatch):
    shelves = set()
    for checked in ("0", "1"):
        monkeypatch.setenv("NUMBA_BOUNDSCHECK", checked)
        shelves |= {compiled.shelf(host) for host in ("full", "stock")}
    assert len(shelves) == 4


# ------------------------------------------------------------------------------------------------ content

TINY = """
from game.core.rule import phase, rule
STEP = 2
OTHER = 5

@rule
def tiny_inner(x: int) -> int:
    "What it gives."
    return x + STEP

@rule
def tiny_beside(x: int) -> int:
    return x - OTHER

@phase
def tiny_outer(x: int) -> int:
    return tiny_inner(x) * 3
"""
OUTER = """
import sys; sys.path.insert(0, sys.argv[1])
import tiny_rules
from game.core import compiled
from game.core.rule import entry
print(entry(tiny_rules.tiny_outer)(1), sum(compiled.compiler().step("tiny_outer").stats.cache_hits.values()))
"""


def digests(folder: Path, text: str) -> list[str]:
    """Of the three tiny rules, written so."""
    names = ["tiny_inner", "tiny_beside", "tiny_outer"]
    scope = {"__name__": "tiny_rules"}
    exec(compile(text, str(folder / "tiny_rules.py"), "exec"), scope)
    try:
        return [content(name) for name in names]
    finally:
        for name in names:
            REGISTRY.pop(name)


@pytest.mark.parametrize(
    ("old", "new", "changed"),
    [
        ("x + STEP", "x - STEP", [True, False, True]),  # what is called
        ("STEP = 2", "STEP = 3", [True, False, True]),  # a number that is read
        ("OTHER = 5", "OTHER = 6", [False, True, False]),
        ("* 3", "* 4", [False, False, True]),
        ("x: int) -> int:\n    return tiny", "x: float) -> int:\n    return tiny", [False, False, True]),  # a signature
        ("STEP = 2", "\n\n# why\nSTEP = 2", [False, False, False]),  # where it stands
        ("What it gives.", "Said in other words.", [False, False, False]),
    ],
)
def test_a_change_spoils_the_rule_and_what_calls_it(tmp_path, old, new, changed):
    assert old in TINY
    before, after = digests(tmp_path, TINY), digests(tmp_path, TINY.replace(old, new, 1))
    assert [a != b for a, b in zip(before, after)] == changed


def test_what_is_kept_of_a_phase_is_it_and_all_it_calls():
    assert contents([dice.lognormal.__name__]) == {
        content(name) for name in ("lognormal", "exp", "power_of_two", "normal", "draw_words", "philox")
    }
