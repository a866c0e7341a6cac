"""Where compiled rules are kept, and that they are found again."""

import os
import stat

import pytest

from game.whatif import warmup


@pytest.fixture(autouse=True)
def alone(monkeypatch):
    monkeypatch.setenv(warmup.VARIABLE, "")
    yield
    monkeypatch.undo()


def test_the_folder_is_named_by_the_rules(tmp_path, monkeypatch):
    found = warmup.choose_cache(tmp_path)
    assert found.folder == tmp_path / f"rules-{warmup.rules_hash()}"
    assert os.environ[warmup.VARIABLE] == str(found.folder)
    assert found.notice == ""


def test_a_process_started_from_here_takes_the_same(tmp_path):
    found = warmup.choose_cache(tmp_path)
    assert warmup.choose_cache() == found


def test_any_change_of_a_rule_is_another_folder(tmp_path, monkeypatch):
    before = warmup.rules_hash()
    for folder in warmup.SOURCES:
        (tmp_path / folder).mkdir()
    (tmp_path / "rules" / "a.py").write_text("x = 1")
    monkeypatch.setattr(warmup, "GAME", tmp_path)
    one = warmup.rules_hash()
    (tmp_path / "rules" / "a.py").write_text("x = 2")
    assert len({before, one, warmup.rules_hash()}) == 3


def test_a_folder_that_cannot_be_made_is_replaced_by_a_private_one(tmp_path):
    (tmp_path / "file").write_text("")
    found = warmup.choose_cache(tmp_path / "file")
    assert "cannot be kept" in found.notice
    assert found.notice.count("\n") == 0
    assert found.folder.is_dir()


def test_a_folder_that_others_may_write_to_is_not_trusted(tmp_path):
    folder = tmp_path / f"rules-{warmup.rules_hash()}"
    folder.mkdir()
    folder.chmod(0o777)
    if not hasattr(os, "getuid"):  # files have no owners here: nothing to distrust
        return
    found = warmup.choose_cache(tmp_path)
    assert "others may write" in found.notice
    assert found.folder != folder
    assert not stat.S_IMODE(found.folder.parent.stat().st_mode) & 0o077


def test_old_caches_are_cleared_away_but_for_a_few(tmp_path):
    for k in range(7):
        (tmp_path / f"rules-{k:012x}").mkdir()
    warmup._prune(tmp_path / "rules-000000000006")
    assert len(list(tmp_path.iterdir())) == warmup.KEPT + 1


def test_plain_rules_need_no_warm_up(monkeypatch):
    monkeypatch.setenv("CHANGKUFENG_RULES", "plain")
    assert warmup.is_warm()
    assert warmup.warm_up() == 0.0
