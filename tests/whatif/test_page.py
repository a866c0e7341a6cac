"""The page stands alone, and is written whole or not at all."""

import os

import pytest

from game.whatif.page import page, write_whole


def test_a_page_asks_for_nothing(check):
    check(page("Title", "<p>text</p>", [{"id": "p", "name": "x"}]))


def test_what_a_scenario_says_cannot_break_out_of_the_page(check):
    text = page("</title><script>", "<p></p>", [{"id": "</script><script>alert(1)</script>"}])
    assert "alert(1)</script>" not in text
    check(text)


def test_a_failed_write_leaves_the_old_file(tmp_path, monkeypatch):
    target = tmp_path / "report.html"
    write_whole(target, "old")

    def full(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_whole(target, "new")
    assert target.read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["report.html"]
