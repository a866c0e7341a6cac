"""Walking the widgets of a screen: what is drawn with a figure in it, and what says nothing when a pointer rests on it."""

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pygame
import pytest

from game.client.app import App
from game.client.kit.paint import Brush
from game.client.kit.screen import Screen
from game.client.kit.widgets import Panel, Reading, Ui, Widget
from tests.client.drive import frame

DIGIT = re.compile(r"\d")
RESTED_S = 2.0
HEADS = ("title", "heading")  # of a page or dialog: prose, as what is read at length, says what its figures are
Drawn = tuple[Widget | None, str, pygame.Rect]  # None: the page itself


@contextmanager
def drawn(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Drawn]]:
    """What is written with a digit in it while the page is painted: by which widget, the words, and where on the screen.

    A panel of the page under an open dialog is not asked, and the map answers by itself.
    """
    found: list[Drawn] = []
    within: list[tuple[Widget, tuple[int, int]]] = []
    text, paint = Brush.text, Ui.draw

    def noted(self: Brush, surface: pygame.Surface, string: str, at: tuple[float, float], *rest, **more) -> pygame.Rect:
        rect = text(self, surface, string, at, *rest, **more)
        style = rest[0] if rest else more.get("style", "body")
        style = style if isinstance(style, str) else style[0]
        if not within and surface is pygame.display.get_surface() and DIGIT.search(string) and style not in HEADS:
            found.append((None, string, rect))
        elif DIGIT.search(string) and within and not isinstance(within[-1][0], Reading):
            found.append((within[-1][0], string, rect.move(within[-1][1])))
        return rect

    def walked(self: Ui, surface: pygame.Surface) -> None:
        for widget in self.widgets:
            if not widget.visible:
                continue
            corner = (0, 0)
            if isinstance(widget, Panel):
                widget._key, corner = object(), widget.rect.topleft
            within.append((widget, corner))
            widget.draw(self, surface)
            within.pop()

    with monkeypatch.context() as patched:
        patched.setattr(Brush, "text", noted)
        patched.setattr(Ui, "draw", walked)
        yield found
    assert Ui.draw is paint


def told(ui: Ui, surface: pygame.Surface) -> str:
    """What the tooltip says that is drawn now."""
    said: list[str] = []
    brush, ui.brush = ui.brush, _Listening(ui.brush, said)
    widgets, ui.widgets = ui.widgets, []  # they were drawn before: the tooltip alone is asked for
    ui.draw(surface)
    ui.brush, ui.widgets = brush, widgets
    return "".join(said).strip()


class _Listening(Brush):
    """A brush that notes its tooltips."""

    def __init__(self, like: Brush, said: list[str]) -> None:
        super().__init__(like.theme)
        self.said = said

    def tooltip(self, surface: pygame.Surface, string: str, at: tuple[int, int], *, warn: bool = False) -> pygame.Rect:
        self.said.append(string)
        return super().tooltip(surface, string, at, warn=warn)


def silent(screen: Screen, ui: Ui, found: list[Drawn], surface: pygame.Surface) -> list[str]:
    """Figures in sight that say nothing after two seconds."""
    out = []
    for widget, words, rect in found:
        seen = rect.clip(surface.get_rect()) if widget is None else rect.clip(widget.rect).clip(surface.get_rect())
        if not seen.w or not seen.h or (widget is not None and ui.at(seen.center) is not widget):
            continue
        if widget is None and (screen.modal is not None or any(m.collidepoint(seen.center) for m in maps(screen))):
            continue
        ui.handle(pygame.Event(pygame.MOUSEMOTION, pos=seen.center, rel=(0, 0), buttons=(0, 0, 0)))
        ui._hot_since = time.monotonic() - RESTED_S
        if not told(ui, surface):
            out.append(f"{type(widget or screen).__name__} {words}")
    return out


def maps(screen: Screen) -> list[pygame.Rect]:
    """Where the maps of a page lie."""
    cameras = (getattr(screen, name, None) for name in ("camera", "left", "right"))
    return [camera.view for camera in cameras if camera is not None] + [
        getattr(screen, "map_rect", pygame.Rect(0, 0, 0, 0))
    ]


def walk(app: App, monkeypatch: pytest.MonkeyPatch, *, is_prose: bool = False) -> list[str]:
    """Figures on the screen, or on the dialog over it, that say nothing when the pointer rests on them."""
    screen = app.screen
    with drawn(monkeypatch) as found:
        frame(app)
        ui = screen.modal.ui if screen.modal is not None else screen.ui
    assert found or is_prose
    return silent(screen, ui, found, app.surface)
