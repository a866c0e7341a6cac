"""Widgets by keys and by pointer: focus, lists, fields, tabs, scrolling, and what a disabled one does not do."""

from __future__ import annotations

import pygame
import pytest

from game.client.kit.paint import Brush
from game.client.kit.text import ROLES
from game.client.kit.theme import EXTRA, Theme
from game.client.kit.widgets import Button, Field, Listing, Row, Scroll, Tabs, Ui


@pytest.fixture
def surface() -> pygame.Surface:
    """A small dummy screen."""
    pygame.display.init()
    pygame.font.init()
    return pygame.display.set_mode((400, 300))


@pytest.fixture
def ui(surface: pygame.Surface) -> Ui:
    """An empty page."""
    return Ui(Brush(Theme(1.0)))


def down(key: int, mod: int = 0) -> pygame.Event:
    """A key goes down."""
    return pygame.Event(pygame.KEYDOWN, key=key, mod=mod, unicode="")


def tap(ui: Ui, at: tuple[int, int]) -> None:
    """A click of the left button."""
    ui.handle(pygame.Event(pygame.MOUSEMOTION, pos=at, rel=(0, 0), buttons=(0, 0, 0)))
    for kind in (pygame.MOUSEBUTTONDOWN, pygame.MOUSEBUTTONUP):
        ui.handle(pygame.Event(kind, pos=at, button=1))


def test_tab_walks_over_what_can_be_focused_and_enter_presses(ui: Ui):
    done: list[str] = []
    a, b, c = (
        Button((10, 10 + 40 * k, 80, 30), name, lambda name=name: done.append(name)) for k, name in enumerate("abc")
    )
    b.enabled = False
    ui.set([a, b, c])
    ui.handle(down(pygame.K_TAB))
    assert ui.focus is a
    ui.handle(down(pygame.K_TAB))
    assert ui.focus is c
    ui.handle(down(pygame.K_RETURN))
    ui.handle(down(pygame.K_TAB, pygame.KMOD_SHIFT))
    ui.handle(down(pygame.K_SPACE))
    assert done == ["c", "a"]


def test_a_disabled_button_takes_no_click_and_says_why(ui: Ui, surface: pygame.Surface):
    done: list[int] = []
    button = Button((10, 10, 80, 30), "x", lambda: done.append(1))
    button.enabled, button.why_not = False, "no shells left"
    ui.set([button])
    tap(ui, (20, 20))
    assert done == []
    surface.fill((0, 0, 0))
    ui._hot_since -= 1
    ui.draw(surface)
    assert surface.get_at((60, 60))[:3] != (0, 0, 0)


def test_a_release_outside_is_no_click(ui: Ui):
    done: list[int] = []
    ui.set([Button((10, 10, 80, 30), "x", lambda: done.append(1))])
    ui.handle(pygame.Event(pygame.MOUSEBUTTONDOWN, pos=(20, 20), button=1))
    ui.handle(pygame.Event(pygame.MOUSEBUTTONUP, pos=(200, 200), button=1))
    assert done == []


def test_a_list_is_chosen_by_keys_and_rolls_into_view(ui: Ui, surface: pygame.Surface):
    seen: list[int] = []
    entered: list[int] = []
    listing = Listing((0, 0, 200, 100), [Row(str(k)) for k in range(50)], seen.append, height=20, enter=entered.append)
    ui.set([listing], focus=listing)
    for key in (pygame.K_DOWN, pygame.K_DOWN, pygame.K_END, pygame.K_UP, pygame.K_RETURN):
        ui.handle(down(key))
    ui.draw(surface)
    assert seen == [0, 1, 49, 48]
    assert entered == [48]
    assert listing.scroll.offset == 50 * 20 - 100
    ui.handle(down(pygame.K_HOME))
    assert listing.scroll.offset == 0
    tap(ui, (20, 50))
    assert seen[-1] == 2


def test_a_field_is_written_and_edited(ui: Ui):
    handed: list[str] = []
    field = Field((0, 0, 200, 30), "ab", handed.append)
    ui.set([field], focus=field)
    ui.handle(pygame.Event(pygame.TEXTINPUT, text="c\n"))
    ui.handle(down(pygame.K_LEFT))
    ui.handle(down(pygame.K_BACKSPACE))
    ui.handle(down(pygame.K_RETURN))
    assert handed == ["ac"]


def test_tabs_turn_round(ui: Ui):
    chosen: list[int] = []
    tabs = Tabs((0, 0, 300, 30), ("a", "b", "c"), 0, chosen.append)
    ui.set([tabs], focus=tabs)
    ui.handle(down(pygame.K_LEFT))
    ui.handle(down(pygame.K_RIGHT))
    tap(ui, (150, 10))
    assert chosen == [2, 0, 1]


def test_a_scroll_stays_inside_its_content():
    scroll = Scroll()
    scroll.fit(500, 100)
    assert scroll.by(1000)
    assert scroll.offset == 400
    scroll.fit(50, 100)
    assert scroll.offset == 0
    assert scroll.bar(pygame.Rect(0, 0, 50, 100)) is None


@pytest.mark.parametrize("scale", [1.0, 1.25, 1.5, 2.0])
def test_no_text_is_too_small_to_read(scale: float):
    assert min(Theme(scale).style(name)[1] for name in (*ROLES, *EXTRA)) >= 11.5 * scale * 0.98


def test_a_line_that_is_too_long_is_cut_with_an_ellipsis(ui: Ui, surface: pygame.Surface):
    rect = ui.brush.text(surface, "a long line that has no room at all", (0, 0), width=80)
    assert rect.w <= 80
    assert ui.brush.height("some words to wrap over lines", "body", 60) >= 3 * ui.brush.line("body")


def written(ui: Ui, surface: pygame.Surface, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the widgets of the page draw, as it stands there: a cut word with its dots."""
    seen: list[str] = []
    picture = Brush.picture
    monkeypatch.setattr(Brush, "picture", lambda b, words, *a: seen.append(words) or picture(b, words, *a))  # type: ignore[func-returns-value]
    for widget in ui.widgets:
        widget.draw(ui, surface)
    return seen


def test_a_long_tab_takes_room_from_short_ones_and_is_clicked_where_it_stands(
    ui: Ui, surface: pygame.Surface, monkeypatch: pytest.MonkeyPatch
):
    chosen: list[int] = []
    labels = ("Ход", "Карта", "Изложения")
    tabs = Tabs((0, 0, 234, 30), labels, 0, chosen.append)
    ui.set([tabs])
    assert written(ui, surface, monkeypatch) == list(labels)
    assert tabs.part(2).w > tabs.part(0).w
    assert tabs.part(2).right <= 234
    tap(ui, (tabs.part(2).x + 3, 15))
    assert chosen == [2]


def test_a_long_word_on_a_button_is_written_small_before_it_is_cut(
    ui: Ui, surface: pygame.Surface, monkeypatch: pytest.MonkeyPatch
):
    ui.set([Button((0, 0, 76, 30), "Компьютер", lambda: None)])
    assert written(ui, surface, monkeypatch) == ["Компьютер"]
    ui.set([Button((0, 0, 94, 52), "Дальше", lambda: None, under="до контакта")])
    assert written(ui, surface, monkeypatch)[-2:] == ["Дальше", "до контакта"]
    ui.set([Button((0, 0, 40, 30), "Компьютер", lambda: None)])
    assert written(ui, surface, monkeypatch)[-1].endswith("…")
