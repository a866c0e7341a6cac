"""Whatever has become of numba or of the kept rules, the program starts, says so and plays the same digits.

Each case compiles in programs of its own: minutes in all. By name: `pytest tests/long/test_compilers.py`.
"""

import shutil
from pathlib import Path

import pytest

from game.core import compiled
from game.core.compiled import FOLDER
from tests.core.test_compiled import OUTER, TINY
from tests.files.test_kept_rules import SMALL, START

pytestmark = pytest.mark.long


@pytest.fixture(autouse=True)
def alone(monkeypatch):
    monkeypatch.setenv(FOLDER, "")
    yield
    monkeypatch.undo()


NO_NAME = "import numba.core.options\ndel numba.core.options.TargetOptions\n"
DIES = (
    "import os\nfrom numba.core.caching import CompileResultCacheImpl as C\nC.__init_subclass__ = lambda: os.abort()\n"
)
DIES_AGAIN = DIES + "import numba\nnumba.njit = lambda *a, **k: os.abort()\n"
NOT_THERE = "import sys\nsys.modules['numba'] = None\n"


@pytest.mark.parametrize(
    ("code", "first", "second", "said"),
    [
        (NO_NAME, "False True stock 42", "False True stock 42", "numba does not take the rules as usual (ImportError"),
        (DIES, "False True stock 42", "", "numba does not take the rules as usual (the rules do"),
        (
            DIES_AGAIN,
            "False True plain 42",
            "",
            "numba does not take the rules as usual (the rules do",
        ),
        (NOT_THERE, "True True plain 42", "", "the compiler numba is not installed: the rules run"),
    ],
)
def test_the_program_starts_whatever_numba_has_become(run_python, tmp_path, code, first, second, said):
    (tmp_path / "small_rules.py").write_text(SMALL)
    (tmp_path / "sitecustomize.py").write_text(code)
    kept = tmp_path / "kept"

    def start() -> list[str]:
        return run_python(START, PYTHONPATH=str(tmp_path), NUMBA_CACHE_DIR=str(kept)).splitlines()

    for expected in filter(None, (first, second)):
        found, lines = start()
        assert found == expected
        assert lines.startswith(said)
        assert bool(lines) == bool(said)


def test_one_bit_of_kept_machine_code_is_noticed_set_aside_and_compiled_anew(run_python, tmp_path):
    (tmp_path / "small_rules.py").write_text(SMALL)
    kept = tmp_path / "kept"

    def start() -> list[str]:
        return run_python(START, PYTHONPATH=str(tmp_path), NUMBA_CACHE_DIR=str(kept)).splitlines()

    start()
    (path,) = kept.rglob("small_rules.*.nbc")
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    found, said = start()
    assert found == "True True full 42"
    assert said == f"compiled rules were damaged: set aside as {path}.damaged, and compiled anew"
    assert Path(f"{path}.damaged").read_bytes() == bytes(data)
    assert start() == ["True True full 42", ""]


@pytest.fixture(scope="module")
def compiled_once(run_python, tmp_path_factory):
    """A folder with the small rules and the place where they are kept, compiled."""
    folder = tmp_path_factory.mktemp("small")
    (folder / "small_rules.py").write_text(SMALL)
    run_python(START, PYTHONPATH=str(folder), NUMBA_CACHE_DIR=str(folder / "kept"))
    return folder


@pytest.mark.parametrize("kind", ["nbi", "nbc", "nbc.sum"])
@pytest.mark.parametrize("damage", ["cut", "gone", "noise"])
def test_whatever_has_become_of_a_kept_rule_the_answer_is_right(run_python, compiled_once, tmp_path, kind, damage):
    shutil.copytree(compiled_once, tmp_path, dirs_exist_ok=True)
    kept = tmp_path / "kept"

    def start() -> list[str]:
        return run_python(START, PYTHONPATH=str(tmp_path), NUMBA_CACHE_DIR=str(kept)).splitlines()

    (path,) = kept.rglob(f"small_rules.*.{kind}")
    if damage == "gone":
        path.unlink()
    else:
        path.write_bytes(path.read_bytes()[:5] if damage == "cut" else b"\x80" * 400)
    assert start()[0] == "True True full 42"
    assert start() == ["True True full 42", ""]


def test_a_second_copy_of_a_rule_is_found_and_a_torn_one_compiled_anew(run_python, tmp_path):
    kept = tmp_path / "kept"
    kept.mkdir()
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "tiny_rules.py").write_text("\n" * len(name) * (name == "two") + TINY)

    def said(name: str) -> str:
        return run_python(OUTER, str(tmp_path / name), NUMBA_CACHE_DIR=str(kept)).strip()

    assert [said("one"), said("two"), said("one")] == ["9 0", "9 1", "9 1"]
    for path in (kept / compiled.shelf("full")).glob("*tiny_outer*"):
        path.write_bytes(path.read_bytes()[:20])
    assert [said("one"), said("two")] == ["9 0", "9 1"]
    shutil.rmtree(kept)
    assert said("one") == "9 0"  # the folder is made again
