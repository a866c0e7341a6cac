"""In another language no screen of the window has an English sentence left: every text that is drawn is looked at."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import mkdtemp
from types import SimpleNamespace

import pygame
import pytest

from game.client import doors
from game.client.app import App
from game.client.kit import text
from game.client.kit.settings import Settings
from game.client.library import scenario
from game.client.pages.help import KEYS, HelpDialog
from game.client.pages.menu import MenuScreen
from game.client.pages.options import OptionsDialog
from game.client.theatre import aside
from game.files import language, saves
from game.files.lessons import find_lessons
from game.match.battle import record_words
from game.match.theatre.accounts import TurnAccount
from tests.client.drive import frame
from tests.client.test_golden import SCREENS, Look
from tests.english import LANGUAGES, of_lines


def menu(app: App) -> None:
    app.push(MenuScreen(app))


def settings(app: App) -> None:
    menu(app)
    app.screen.show(OptionsDialog(app.screen))


def keys(app: App) -> None:
    menu(app)
    app.screen.show(HelpDialog(app.screen, KEYS))


def road(app: App) -> None:
    doors.road(app)


def lesson(app: App) -> None:
    menu(app)
    assert doors.lesson(app, next(found for found in find_lessons() if found.lesson.id == "first-orders")) == ""


# As the golden pictures have them, but nobody waits for the map behind the menu.
LOOKS: dict[str, Look] = {name: look for name, look, *_ in SCREENS} | {
    "menu": menu,
    "settings": settings,
    "keys": keys,
    "road": road,
    "lesson": lesson,
}
DEFAULT = ("menu", "settings", "keys", "record", "card", "theatre_card", "lesson")  # those that are soon drawn
IN_TURN = [(LANGUAGES[k % 3], name) for k, name in enumerate(DEFAULT)]


def drawn(code: str, look: Look, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every text that a screen draws in a language."""
    seen: dict[str, None] = {}
    write = text.write.__wrapped__

    def noted(words: str, family: str, px: float, colour: tuple[int, int, int]) -> pygame.Surface:
        seen[words] = None
        return write(words, family, px, colour)

    noted.cache_clear = lambda: None  # type: ignore[attr-defined]
    text.use_script(code)
    monkeypatch.setattr(text, "write", noted)
    monkeypatch.setattr(saves, "games", list)
    monkeypatch.setattr(saves, "folder", lambda: Path(mkdtemp()) / "games")
    pygame.display.init()
    pygame.font.init()
    app = App(pygame.display.set_mode((1280, 800)), settings=Settings(scale=1.0, language=code, reduce_motion=True))
    look(app)
    for _ in range(3):
        frame(app)
    if app.guide is not None:
        app.guide.close()
    app.stack.clear()
    return list(seen)


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    """The other tests read English."""
    yield
    text.use_script(language.use_language("en"))


@pytest.mark.parametrize(("code", "name"), IN_TURN, ids=[n for _, n in IN_TURN])
def test_a_screen_has_no_english_left(monkeypatch: pytest.MonkeyPatch, code: str, name: str):
    texts = drawn(code, LOOKS[name], monkeypatch)
    assert any(not t.isascii() for t in texts)
    assert of_lines(texts) == []


def test_hours_of_the_record_are_spoken_in_its_column():
    text.use_script(language.use_language("ja"))
    there = scenario("changkufeng")
    heads = [line.head for page in there.record.pages() for line in record_words.between(there, page)]
    assert any("から" in head for head in heads)
    assert not [head for head in heads if " to " in head]


def test_a_turn_is_spoken_over_its_accounts(monkeypatch: pytest.MonkeyPatch):
    text.use_script(language.use_language("ru"))
    monkeypatch.setattr(aside.Modal, "__init__", lambda _self, _brush, _size, title, *_a, **_k: seen.append(title))
    seen: list[str] = []
    screen = SimpleNamespace(table=SimpleNamespace(match=SimpleNamespace(theatre=SimpleNamespace(deck=None))))
    screen.brush = SimpleNamespace(px=int)
    aside.AccountsDialog(screen, TurnAccount(1, "1-15 Jul 1938", (), (), ()))  # type: ignore[arg-type]
    assert "июля" in seen[0]
