"""The page stands alone, and is written whole or not at all."""

import os
import re
from html.parser import HTMLParser

import pytest

from game.whatif.page import page, write_whole

VOID = {"meta", "br", "hr", "img", "input", "link", "line", "path", "rect", "circle"}


class Tags(HTMLParser):
    """Opens and closes; complains about what does not match."""

    def __init__(self, text):
        super().__init__()
        self.open, self.wrong, self.ids = [], [], []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.ids += [v for k, v in attrs if k == "id"]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if tag in VOID:
            return
        if not self.open or self.open.pop() != tag:
            self.wrong.append((tag, self.getpos()))


def check(text):
    """A page that a browser reads as written and that asks for nothing."""
    tags = Tags(text)
    assert not tags.wrong
    assert not tags.open
    assert len(tags.ids) == len(set(tags.ids))
    assert not re.search(r"https?://|//cdn|@import", text)
    assert not re.search(r"""(?:src|href)\s*=\s*["'](?!#)""", text)
    assert all(address.startswith("data:") for address in re.findall(r"url\(([^)]*)\)", text))
    assert "default-src 'none'" in text


def test_a_page_asks_for_nothing():
    check(page("Title", "<p>text</p>", [{"id": "p", "name": "x"}]))


def test_what_a_scenario_says_cannot_break_out_of_the_page():
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
