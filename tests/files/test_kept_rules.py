"""Where compiled rules are kept, and that they are found again."""

import os
import stat
import time

import pytest

from game.core.compiled import FOLDER
from game.files import kept_rules


@pytest.fixture(autouse=True)
def alone(monkeypatch):
    monkeypatch.setenv(FOLDER, "")
    yield
    monkeypatch.undo()


def test_the_folder_is_named_to_the_seam(tmp_path):
    found = kept_rules.choose_cache(tmp_path)
    assert found.folder.parent == tmp_path
    assert os.environ[FOLDER] == str(found.folder)
    assert found.notice == ""


def test_a_process_started_from_here_takes_the_same(tmp_path):
    found = kept_rules.choose_cache(tmp_path)
    assert kept_rules.choose_cache() == found


def test_another_compiler_or_seam_has_another_folder(tmp_path, monkeypatch):
    folders = {kept_rules.choose_cache(tmp_path).folder}
    monkeypatch.setattr(kept_rules, "_compilers", lambda: ["numba 9"])
    folders.add(kept_rules.choose_cache(tmp_path).folder)
    monkeypatch.setattr(kept_rules, "SEAM", ("core/dice.py",))
    folders.add(kept_rules.choose_cache(tmp_path).folder)
    assert len(folders) == 3


def test_any_change_of_a_rule_is_another_generation_of_its_group(tmp_path, monkeypatch):
    for folder in ("core", "rules/battle", "rules/theatre"):
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / "a.py").write_text("x = 1")
    monkeypatch.setattr(kept_rules, "GAME", tmp_path)

    def hashes():
        return [kept_rules.rules_hash(group) for group in kept_rules.GROUPS]

    first = hashes()
    (tmp_path / "rules/theatre/a.py").write_text("x = 2")
    second = hashes()
    (tmp_path / "core/a.py").write_text("x = 2")
    third = hashes()
    assert [a == b for a, b in zip(first, second)] == [True, False]  # a rule of the theatre compiles no battle
    assert [a == b for a, b in zip(second, third)] == [False, False]


def test_a_folder_that_cannot_be_made_is_replaced_by_a_private_one(tmp_path):
    (tmp_path / "file").write_text("")
    found = kept_rules.choose_cache(tmp_path / "file")
    assert "cannot be kept" in found.notice
    assert found.notice.count("\n") == 0
    assert found.folder.is_dir()


def test_a_folder_that_others_may_write_to_is_not_trusted(tmp_path):
    folder = kept_rules.choose_cache(tmp_path).folder
    folder.chmod(0o777)
    if not hasattr(os, "getuid"):  # files have no owners here: nothing to distrust
        return
    found = kept_rules.choose_cache(tmp_path)
    assert "others may write" in found.notice
    assert found.folder != folder
    assert not stat.S_IMODE(found.folder.parent.stat().st_mode) & 0o077


def test_the_folder_is_its_owners_alone(tmp_path):
    folder = kept_rules.choose_cache(tmp_path).folder
    if hasattr(os, "getuid"):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def aged(path, days):
    """The path, last written so many days ago."""
    then = time.time() - days * 86400
    os.utime(path, (then, then))
    return path


def test_folders_of_old_compilers_are_cleared_away_but_for_a_few(tmp_path):
    for k in range(9):
        (tmp_path / f"rules-{k:012x}").mkdir()
        aged(tmp_path / f"rules-{k:012x}", 9 - k)
    kept_rules._prune(tmp_path / "rules-000000000008")
    assert sorted(p.name[-1] for p in tmp_path.iterdir()) == ["4", "5", "6", "7", "8"]


def test_a_rule_that_no_generation_names_is_cleared_away_in_time(tmp_path):
    shelf = tmp_path / "rules-000000000001" / "full"
    shelf.mkdir(parents=True)
    for k in range(6):
        (shelf / f"a.b-{k:024x}.py311.1.nbc").write_text("")
        (shelf / f"complete-battle-{k}").write_text(f"{k:024x}\n")
        aged(shelf / f"a.b-{k:024x}.py311.1.nbc", 30)
        aged(shelf / f"complete-battle-{k}", 20 - k)
    (shelf / f"a.b-{9:024x}.py311.1.nbc").write_text("")
    kept_rules._prune(shelf.parent)
    assert sorted(p.name for p in shelf.glob("complete-*")) == [f"complete-battle-{k}" for k in (2, 3, 4, 5)]
    assert sorted(int(p.name[4:28], 16) for p in shelf.glob("*.nbc")) == [2, 3, 4, 5, 9]  # 9 is new: somebody's at work


def test_what_is_kept_is_bounded_in_bytes(tmp_path, monkeypatch):
    monkeypatch.setattr(kept_rules, "MOST_BYTES", 250)
    shelf = tmp_path / "rules-000000000001" / "full"
    shelf.mkdir(parents=True)
    for k in range(4):
        (shelf / f"a.b-{k:024x}.py311.1.nbc").write_bytes(bytes(100))
        aged(shelf / f"a.b-{k:024x}.py311.1.nbc", 4 - k)
    kept_rules._prune(shelf.parent)
    assert [int(p.name[4:28], 16) for p in sorted(shelf.iterdir())] == [2, 3]


def test_plain_rules_need_no_warm_up(monkeypatch):
    monkeypatch.setenv("CHANGKUFENG_RULES", "plain")
    assert kept_rules.is_warm()
    assert kept_rules.warm_up() == 0.0


# ------------------------------------------------------------------------------------------------ the whole way

SMALL = """
from game.core.rule import phase

@phase
def small_double(x: int) -> int:
    return x + x

STEPS, PARTS = (small_double,), ()
"""
START = """
from game.files import kept_rules
from game.core import compiled
kept_rules.GROUPS["small"] = "small_rules"
kept_rules.choose_cache()
before = kept_rules.is_warm("small")
kept_rules.warm_up(group="small")
kept_rules.load("small")
import small_rules
from game.core.rule import entry
print(before, kept_rules.is_warm("small"), compiled.host_name(), entry(small_rules.small_double)(21))
print(*kept_rules.news(), *kept_rules.news(), sep="|")
"""


def test_rules_are_compiled_once_and_found_by_the_next_start(run_python, tmp_path):
    """Whatever else may have become of numba or of the files: `tests/long/test_compilers.py`."""
    (tmp_path / "small_rules.py").write_text(SMALL)
    for found in ("False True full 42", "True True full 42"):
        assert run_python(START, PYTHONPATH=str(tmp_path), NUMBA_CACHE_DIR=str(tmp_path / "kept")).splitlines() == [
            found,
            "",
        ]


@pytest.mark.long
def test_a_compiler_of_rules_that_run_already_says_what_is_wrong(monkeypatch, tmp_path):
    kept_rules.choose_cache(tmp_path)
    monkeypatch.setitem(kept_rules.GROUPS, "none", "no_such_rules")
    monkeypatch.setattr(kept_rules.compiled, "is_chosen", lambda: True)
    with pytest.raises(RuntimeError, match="the rules do not compile: ModuleNotFoundError"):
        kept_rules.warm_up(group="none")
