"""Four languages: every message is translated, every glyph is in a font, the language changes while the window is open."""

from __future__ import annotations

import gettext
import importlib
import io
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest
from babel.messages.pofile import read_po

from game.client.app import App
from game.client.kit import text
from game.client.pages.menu import MenuScreen
from game.client.pages.options import OptionsDialog
from game.core import words
from game.files import catalogue, language, mending
from game.files.assets import asset
from tests.client.drive import frame, key
from tests.house.sources import CHECKOUT

FAMILIES = ("ui", "ui_semibold", "ui_italic", "title", "title_italic", "figure")


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    """The other tests read English."""
    yield
    text.use_script(language.use_language("en"))


def test_every_message_has_its_translation_and_the_catalogues_are_up_to_date():
    command = [sys.executable, str(CHECKOUT / "assets/locale/make_catalogues.py"), "--check"]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout[:3000] + done.stderr[-500:]


@cache
def characters(code: str) -> set[str]:
    """Those of all that a language says."""
    rooms = [read_po(io.BytesIO(path.read_bytes()), locale=code) for path in asset("locale", code).glob("*.po")]
    found = (m.string if isinstance(m.string, (tuple, list)) else (m.string,) for room in rooms for m in room if m.id)
    return {c for strings in found for s in strings for c in s if not c.isspace()}


@pytest.mark.parametrize("code", ["ja", "ru", "zh"])
@pytest.mark.parametrize("family", FAMILIES)
def test_every_character_of_a_language_has_a_glyph(code: str, family: str):
    text.use_script(code)
    assert {c for c in characters(code) if not text.covers(c, family)} == set()


@pytest.mark.parametrize(("code", "said"), [("ja", "戻る"), ("ru", "Назад"), ("zh", "返回"), ("en", "Back")])
def test_a_language_speaks(code: str, said: str):
    assert language.use_language(code) == code
    assert words.language() == code
    assert words._("Back") == said


@pytest.mark.parametrize("code", ["xx", "../ja", "e\0"])
def test_an_unknown_language_is_english(code: str):
    assert language.use_language(code) == "en"


@pytest.mark.parametrize("damage", ["cut", "a byte", "emptied", "gone"])
def test_a_damaged_catalogue_is_set_aside_and_made_anew(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, damage: str):
    whole = asset("locale", "ja.mo").read_bytes()
    at = len(whole) // 2
    given = {"cut": whole[:at], "a byte": whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :], "emptied": b""}.get(
        damage
    )
    if given is not None:
        (tmp_path / "ja.mo").write_bytes(given)
    shutil.copytree(asset("locale", "ja"), tmp_path / "ja")
    monkeypatch.setattr(catalogue, "asset", lambda *parts: tmp_path / parts[-1])
    mending._news.clear()
    assert language.use_language("ja") == "ja"
    assert words._("Back") == "戻る"
    (line,) = mending.news()
    assert ("set aside as ja.mo.damaged" in line) == (damage != "gone")
    assert "ja/*.po" in line
    assert (tmp_path / "ja.mo.damaged").exists() == (damage != "gone")
    assert catalogue.flaw("ja") == ""
    again = catalogue.open_catalogue("ja")
    usual = gettext.GNUTranslations(io.BytesIO(whole))
    assert {k: v for k, v in again._catalog.items() if k} == {k: v for k, v in usual._catalog.items() if k}  # type: ignore[attr-defined]
    assert again.ngettext("one", "many", 3) == usual.ngettext("one", "many", 3)


def test_without_its_text_a_damaged_catalogue_is_english_and_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    (tmp_path / "ja.mo").write_bytes(b"\xde\x12\x04\x95 and nothing more")
    monkeypatch.setattr(catalogue, "asset", lambda *parts: tmp_path / parts[-1])
    mending._news.clear()
    assert language.use_language("ja") == "en"
    assert words._("Back") == "Back"
    (line,) = mending.news()
    assert "the game speaks English" in line


def test_the_language_changes_while_the_window_is_open(app: App):
    menu = MenuScreen(app)
    app.push(menu)
    menu.show(OptionsDialog(menu))
    frame(app)
    key(app, "Tab", "Right")
    assert words.language() == "ja"
    assert menu.modal is not None
    assert menu.modal.title == "設定"
    key(app, "Esc")
    frame(app)
    assert "終了" in [w.label for w in menu.ui.widgets]


@pytest.fixture
def marks(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """What the catalogues' check knows of form."""
    monkeypatch.syspath_prepend(str(CHECKOUT / "assets/locale"))
    return importlib.import_module("marks")


@pytest.mark.parametrize(
    ("code", "english", "translation", "found"),
    [
        ("ja", "three of them, 25 km away", "三つ、2 km先", "figures that the English has: 25"),
        ("ja", "Hill 52, taken", "五二高地,占領", "a half-width mark: '地,'"),
        ("zh", "It is so (2.2)", "如此 (2.2)", "half-width brackets: '此 (2'"),
        ("zh", "the hills", "の山", "kana: 'の'"),
        ("ru", "men and men", "люди и и люди", "a word twice: 'и и'"),
        ("ru", "still here", "еще здесь", "е for ё: 'еще'"),
        ("ru", "{p} % of them", "{p}% из них", "no space before %: '}%'"),
        ("ru", "Write orders", "Write orders", "it is the English"),
    ],
)
def test_a_flaw_of_form_in_a_translation_is_found(
    marks: ModuleType, code: str, english: str, translation: str, found: str
):
    assert list(marks.flaws(code, english, translation)) == [found]


@pytest.mark.parametrize(
    ("code", "english", "translation"),
    [
        ("ja", "Hill 52 and 1:50 million", "五二高地と5000万分の1"),
        ("zh", "about 172,000 men in 1940-41", "1940至1941年约17.2万人"),
        ("ru", "the night of the 30th, 0.25 of 1,440", "ночь на 31-е, 0,25 от 1\u2009440"),
        ("ru", "Ctrl+B", "Ctrl+B"),
    ],
)
def test_a_figure_may_be_written_as_the_language_writes_it(
    marks: ModuleType, code: str, english: str, translation: str
):
    assert list(marks.flaws(code, english, translation)) == []


def test_a_general_is_no_heading_in_any_language():
    for code, officer in (("ja", "大将"), ("ru", "генерал"), ("zh", "大将"), ("en", "General")):
        language.use_language(code)
        assert words.meant("rank", "General") == officer
    assert catalogue.made_from(asset("locale", "ru")).count(b"\0rank\4General\0") == 1
