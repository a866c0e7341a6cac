"""The page of a review in a browser with the network off: silent, as wide as its window and no wider, under three megabytes.

A machine without a browser of the usual names holds the page to what can be read from it: that it asks for nothing and is small.
"""

from __future__ import annotations

import html
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from game.cli.battle.handout import BROWSERS
from game.files.battle.scenarios import load_scenario
from game.whatif.battle.last_page.other_luck import other_luck
from game.whatif.battle.last_page.page import page_of
from game.whatif.battle.last_page.review import review_of
from game.whatif.battle.runs import Setting, played

pytestmark = pytest.mark.long
BROWSER = next((found for name in BROWSERS if (found := shutil.which(name))), None)
LARGEST = 3_000_000  # bytes
PATIENCE_S = 120
FRAME = """<!doctype html><meta charset="utf-8">
<iframe id="f" style="width:{width}px;height:900px;border:0" srcdoc="{page}"></iframe>
<script>addEventListener("load", () => setTimeout(() => {{
  const page = document.getElementById("f").contentDocument.documentElement, told = document.createElement("pre");
  told.id = "told";
  told.textContent = page.clientWidth + " " + page.scrollWidth + " " + page.querySelectorAll("section.turn").length;
  document.body.append(told);
}}, 500));</script>"""


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    """The pages of a night with its other luck, and of a campaign."""
    found = {}
    for name, seed, games in (("silent-assault", 3, 3), ("changkufeng", 7, 0)):
        match = played(Setting(scenario=load_scenario(name), commanders=("plain", "plain")), seed, trace=True)
        other = other_luck(match, games, workers=1) if games else None
        found[name] = page_of(review_of(match, "", other))
    return found


def seen(page: str, width: int, folder: Path) -> tuple[int, int, int, list[str]]:
    """Its width in a frame of so many pixels, the width it wants, the turns on it, and what it said on the console."""
    assert BROWSER is not None
    file = folder / "frame.html"
    file.write_text(FRAME.format(width=width, page=html.escape(page)), encoding="utf-8")
    found, said = opened(file, folder, wait_ms=5000)
    inner, wants, turns = map(int, found.split())
    return inner, wants, turns, said


def opened(file: Path, folder: Path, *, wait_ms: int) -> tuple[str, list[str]]:
    """What a page has written into its element "told" by then, and what was said on the console."""
    assert BROWSER is not None
    flags = ["--headless", "--disable-gpu", f"--user-data-dir={folder / 'profile'}", "--window-size=1400,1000"]
    flags += ["--host-resolver-rules=MAP * ~NOTFOUND", "--enable-logging=stderr", f"--virtual-time-budget={wait_ms}"]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        flags.append("--no-sandbox")  # which a browser demands of root
    words = [BROWSER, *flags, "--dump-dom", file.as_uri()]
    done = subprocess.run(
        words, timeout=PATIENCE_S, capture_output=True, text=True, stdin=subprocess.DEVNULL, check=True
    )
    told = re.search(r'<pre id="told">(.*?)</pre>', done.stdout)
    assert told is not None, done.stderr[-2000:]
    return html.unescape(told[1]), [line for line in done.stderr.splitlines() if "CONSOLE" in line]


def asks_for_something(page: str) -> bool:
    return bool(re.search(r"""(?:src|href)\s*=\s*["'](?!#|data:)|@import|url\((?!data:)""", page))


@pytest.mark.parametrize("width", [400, 1280])
@pytest.mark.parametrize(("name", "turns"), [("silent-assault", 3), ("changkufeng", 20)])
def test_a_review_opens_without_the_network_and_without_a_word(pages, tmp_path, name: str, turns: int, width: int):
    page = pages[name]
    assert len(page.encode()) < LARGEST
    assert not asks_for_something(page)
    assert page.count('<section class="turn"') >= turns
    if BROWSER is not None:
        inner, wants, shown, said = seen(page, width, tmp_path)
        assert said == []
        assert width - 20 <= inner <= width, "a scroll bar apart"
        assert wants <= inner, "it is read without moving sideways"
        assert shown == page.count('<section class="turn"')


def test_a_page_that_speaks_or_is_too_wide_would_be_found(pages, tmp_path):
    assert asks_for_something('<img src="https://example.org/a.png">')
    if BROWSER is not None:
        bad = pages["silent-assault"].replace(
            "</body>", '<div style="width:2000px">.</div><script>console.error("a word")</script></body>'
        )
        inner, wants, _turns, said = seen(bad, 400, tmp_path)
        assert wants > inner
        assert len(said) == 1
