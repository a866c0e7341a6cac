"""The film of the record in a browser with the network off: silent, as wide as its window, it plays and seeks by key.

A machine without a browser of the usual names holds the page to what can be read from it.
"""

from __future__ import annotations

import html
import json
from pathlib import Path

import pytest

from game.files.battle.scenarios import load_scenario
from game.whatif.battle.record_film import film_of
from tests.long import test_review_page as browsing

pytestmark = pytest.mark.long
LARGEST = 8_000_000  # bytes
KEYS = ("Home", "ArrowRight", "ArrowRight", "ArrowLeft", "End", "ArrowRight", "Home", " ")
FRAME = """<!doctype html><meta charset="utf-8">
<iframe id="f" style="width:{width}px;height:900px;border:0" srcdoc="{page}"></iframe>
<script>addEventListener("load", () => setTimeout(() => {{
  const inner = document.getElementById("f"), doc = inner.contentDocument, root = doc.documentElement;
  const turns = Array.from(doc.querySelectorAll("section.turn")), seen = [];
  const open = () => turns.map((t, n) => t.hidden ? -1 : n).filter((n) => n >= 0);
  seen.push(open());
  for (const key of {keys}) {{
    doc.dispatchEvent(new inner.contentWindow.KeyboardEvent("keydown", {{ key: key }}));
    seen.push(open());
  }}
  setTimeout(() => {{
    seen.push(open());
    const told = document.createElement("pre");
    told.id = "told";
    told.textContent = JSON.stringify({{ inner: root.clientWidth, wants: root.scrollWidth, turns: turns.length, seen: seen }});
    document.body.append(told);
  }}, 3500);
}}, 300));</script>"""


@pytest.fixture(scope="module")
def film() -> str:
    campaign = load_scenario("changkufeng")
    return film_of(campaign, campaign.record.pages())


@pytest.mark.parametrize("width", [400, 1280])
def test_the_film_plays_and_seeks_by_key_without_the_network_and_without_a_word(film: str, tmp_path: Path, width: int):
    assert len(film.encode()) < LARGEST
    assert not browsing.asks_for_something(film)
    if browsing.BROWSER is not None:
        file = tmp_path / "frame.html"
        file.write_text(FRAME.format(width=width, page=html.escape(film), keys=json.dumps(KEYS)), encoding="utf-8")
        told, said = browsing.opened(file, tmp_path, wait_ms=9000)
        found = json.loads(told)
        assert said == []
        assert width - 20 <= found["inner"] <= width, "a scroll bar apart"
        assert found["wants"] <= found["inner"], "it is read without moving sideways"
        last = found["turns"] - 1
        names = load_scenario("changkufeng").record.names
        assert last + 1 == len(names)
        first = names.index("29 Jul Day")
        assert found["seen"] == [[first], [0], [1], [2], [1], [last], [last], [0], [0], [1]], (
            "the last by itself, playing"
        )
