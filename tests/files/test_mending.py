"""What is damaged is set aside under a free name and told once; a bank that is damaged leaves the game to go on."""

import os

import pytest

from game.files import mending
from game.files.theatre import banks


@pytest.fixture(autouse=True)
def nothing_told():
    mending._news.clear()


def test_a_damaged_file_keeps_its_bytes_under_the_first_free_name(tmp_path):
    for data in (b"one", b"two", b"three"):
        (tmp_path / "a.json").write_bytes(data)
        mending.mend(tmp_path / "a.json", "torn", "as usual")
    kept = {p.name: p.read_bytes() for p in tmp_path.iterdir()}
    assert kept == {"a.json.damaged": b"one", "a.json.damaged-2": b"two", "a.json.damaged-3": b"three"}
    assert mending.news() == [
        f"{tmp_path}/a.json is damaged (torn): set aside as a.json.damaged{k}; as usual" for k in ("", "-2", "-3")
    ]
    assert mending.news() == []


def test_in_a_folder_that_cannot_be_written_the_file_is_not_read_and_that_is_told(tmp_path, monkeypatch):
    def refuse(*_paths):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "replace", refuse)
    (tmp_path / "a.json").write_bytes(b"one")
    mending.mend(tmp_path / "a.json", "torn", "as usual")
    assert mending.news() == [f"{tmp_path}/a.json is damaged (torn): it is not read; as usual"]
    assert (tmp_path / "a.json").read_bytes() == b"one"


@pytest.mark.parametrize("data", [b"", b'{"format":1,"battle":', b"\xff\xfe", b'{"format":1,"runs":[]}', None])
def test_without_a_bank_that_can_be_read_no_battle_is_told_of_and_one_line_says_so(tmp_path, monkeypatch, data):
    path = tmp_path / "battles.json"
    if data is not None:
        path.write_bytes(data)
    monkeypatch.setattr(banks, "bank_path", lambda name: path)
    assert banks.bank_at_hand("north-or-south").runs == ()
    (line,) = mending.news()
    assert line.endswith("no battle is told of until `changkufeng doctor --repair` has made the bank anew")
    assert (tmp_path / "battles.json.damaged").exists() == (data is not None)
