"""Rules compile behind a game: whether they are there is told at once, and what comes of it is told in a word."""

import time

import pytest

from game.files import compilers, kept_rules, warming
from tests.files.test_kept_rules import SMALL

BEGIN = """
import os, time
from game.files import kept_rules, warming
kept_rules.GROUPS["small"] = "small_rules"
begun = time.monotonic()
first = warming.is_compiled("small")
print(first, time.monotonic() - begun < 1.0)
"""
BEHIND = """
warming.wait("small")
print(warming.is_compiled("small"), kept_rules.is_warm("small"), warming.start("small").trouble)
"""


@pytest.fixture
def start(run_python, tmp_path):
    (tmp_path / "small_rules.py").write_text(SMALL)

    def run(code, **more):
        kept = {"PYTHONPATH": str(tmp_path), "NUMBA_CACHE_DIR": str(tmp_path / "kept"), "CHANGKUFENG_RULES": None}
        return run_python(code, **(kept | more)).splitlines()

    return run


def test_rules_that_are_nowhere_kept_compile_behind_the_game(start):
    assert start(BEGIN + BEHIND) == ["False True", "True True "]
    assert start(BEGIN) == ["True True"]  # the next start finds them, and nothing has to be begun


def test_behind_a_brief_command_nothing_is_compiled(start):
    lines = start(BEGIN.replace("begun =", "warming.is_brief()\nbegun =") + BEHIND)
    assert lines[0] == "False True"
    again = start(
        BEGIN.replace("begun =", "warming.is_brief()\nbegun =") + "print(os.listdir(kept_rules.choose_cache().folder))"
    )
    assert again[0] == "False True"


def test_who_wants_plain_rules_has_them_and_nothing_is_compiled(start):
    code = BEGIN + "print(warming._known)"
    assert start(code, CHANGKUFENG_RULES="plain") == ["False True", "{}"]


@pytest.mark.long
def test_rules_that_do_not_compile_leave_the_game_on_plain_ones(start, tmp_path):
    (tmp_path / "small_rules.py").write_text(SMALL.replace("x + x", "x + nothing"))
    assert start(BEGIN + BEHIND)[:2] == ["False True", "False True "]  # plain is what is left, and nobody is told twice


@pytest.mark.long
def test_a_compiler_behind_a_game_takes_what_the_game_leaves(start, tmp_path):
    (tmp_path / "small_rules.py").write_text(
        SMALL + f"\nimport os\nopen({str(tmp_path / 'nice')!r}, 'w').write(str(os.nice(0)))\n"
    )
    before = int(start("import os; print(os.nice(0))")[0])
    start(
        "from game.files import kept_rules, warming\nkept_rules.GROUPS['small'] = 'small_rules'\nwarming.start('small').wait()"
    )
    # The compilers wrote it first, the program that read the rules last.
    assert before == int((tmp_path / "nice").read_text())


def test_who_waits_is_served_by_the_same_compilers(monkeypatch):
    calls: list[str] = []
    monkeypatch.setattr(kept_rules, "is_warm", lambda group="battle": bool(calls))
    monkeypatch.setattr(kept_rules, "is_needed", lambda: not calls)
    monkeypatch.setattr(kept_rules, "crew", lambda *a: calls.append("crew") or ("full", "", None))
    monkeypatch.setattr(kept_rules, "load", lambda group="battle": None)
    behind = warming.Warming()
    behind.begin()
    kept_rules.warm_up()
    behind.wait()
    assert (calls, behind.state) == (["crew"], warming.READY)


def test_what_another_program_compiles_sooner_is_taken_and_our_compilers_stop(tmp_path, monkeypatch):
    alive, stamp = tmp_path / "alive", tmp_path / "stamp"
    (tmp_path / "sleeper.py").write_text(
        f"import time\nfor _ in range(600):\n    open({str(alive)!r}, 'w').write(str(time.time()))\n    time.sleep(0.1)\n"
    )
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setattr(compilers, "PROGRAM", "sleeper")

    def sooner(done: int, whole: int) -> None:
        if alive.exists():
            stamp.touch()

    with pytest.raises(compilers.Elsewhere):
        compilers.crew(1, "small", stamp, sooner, behind=True)
    last = alive.read_text()
    time.sleep(0.5)
    assert alive.read_text() == last

    def elsewhere(*_):
        raise compilers.Elsewhere

    monkeypatch.setattr(kept_rules, "crew", elsewhere)
    monkeypatch.setattr(kept_rules, "is_warm", lambda group="battle": False)
    monkeypatch.setattr(kept_rules, "is_needed", lambda: True)
    monkeypatch.setattr(kept_rules, "load", lambda group="battle": None)
    behind = warming.Warming()
    behind.begin()
    behind.wait()
    assert behind.state == warming.READY
