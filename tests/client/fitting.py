"""Looking whether words have their place: what is cut, what runs out of its button or heading, what lies on something else."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pygame
import pytest

from game.client.app import App
from game.client.kit.paint import Brush
from game.client.kit.widgets import Button, Field, Listing, Modal, Panel, Tabs, Ui, Widget
from game.client.theatre.order_panel import Line
from tests.client.drive import frame

TOLD_UNDER_THE_POINTER = (Listing, Line)  # a long row may be cut: its tooltip or its card says it whole
PARTED = (Button, Tabs, Field, Listing)  # none of these lies on another
EDGE = 3  # pixels that letters may lean out, and frames of neighbours share
Drawn = tuple[object, str, pygame.Rect]


@contextmanager
def watched(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[list[str], list[Drawn]]]:
    """While it lasts: complaints about words that are cut, and every word drawn with its owner and place.

    At its end complaints are taken back whose words the tooltip says at that place.
    """
    complaints: list[str] = []
    panels: list[tuple[Panel, tuple[int, int], str, str]] = []  # that may say it: where, the words, the complaint
    drawn: list[Drawn] = []
    owners: list[object] = [None]
    text, fit, paragraph, heading = Brush.text, Brush._fit, Brush.paragraph, Brush.heading

    def told(words: str, what: str, at: tuple[int, int]) -> None:
        owner = owners[-1]
        if not isinstance(owner, TOLD_UNDER_THE_POINTER):
            complaints.append(f"{words} {what} ({type(owner).__name__})")
        if isinstance(owner, Panel):
            panels.append((owner, (owner.rect.x + at[0], owner.rect.y + at[1]), words, complaints[-1]))

    def wrote(
        self: Brush, surface: pygame.Surface, string: str, at: object, *rest: object, **more: object
    ) -> pygame.Rect:
        rect = text(self, surface, string, at, *rest, **more)  # type: ignore[arg-type]
        width = more.get("width")
        is_told = string.endswith(" …")  # the last line of a paragraph that was told of
        if (
            isinstance(width, int)
            and not is_told
            and self.size(string, _style(self, string, width, rest, more))[0] > width
        ):
            told(string, "is cut", rect.center)
        drawn.append((owners[-1], string, rect.clip(surface.get_clip())))
        return rect

    def wrapped(
        self: Brush,
        surface: pygame.Surface,
        string: str,
        rect: pygame.Rect,
        style: str = "body",
        *rest: object,
        lines: int = 999,
    ) -> int:
        if self.height(string, style, rect.w) > lines * self.line(style):
            told(string, "has lines too many", rect.topleft)
        return paragraph(self, surface, string, rect, style, *rest, lines=lines)  # type: ignore[arg-type]

    def headed(self: Brush, surface: pygame.Surface, string: str, rect: pygame.Rect, *, right: str = "") -> int:
        owners.append(self)
        below = heading(self, surface, string, rect, right=right)
        owners.pop()
        letters = [d for d in drawn if d[0] is self]
        drawn[:] = [d for d in drawn if d[0] is not self]
        end = max((r.right for _o, w, r in letters if w != right), default=0)
        least = min((r.x for _o, w, r in letters if right and w == right), default=rect.right)
        if end > least + EDGE:
            told(string, "runs out of its heading", rect.topleft)
        return below

    def painted(self: Ui, surface: pygame.Surface) -> None:
        for widget in (w for w in self.widgets if w.visible):
            if isinstance(widget, Panel):
                widget._key = object()
            owners.append(widget)
            widget.draw(self, surface)
            owners.pop()

    def shown(self: Modal, surface: pygame.Surface, draw=Modal.draw) -> None:  # type: ignore[no-untyped-def]
        owners.append(self)
        draw(self, surface)
        owners.pop()

    with monkeypatch.context() as patched:
        for name, made in (("text", wrote), ("paragraph", wrapped), ("heading", headed)):
            patched.setattr(Brush, name, made)
        patched.setattr(Ui, "draw", painted)
        patched.setattr(Modal, "draw", shown)
        yield complaints, drawn
    for owner, place, words, complaint in panels:
        if words in owner.tip_at(place):
            complaints.remove(complaint)
    assert Brush._fit is fit


def _style(brush: Brush, string: str, width: int, rest: tuple[object, ...], more: dict[str, object]) -> str:
    style = rest[0] if rest else more.get("style", "body")
    return style if isinstance(style, str) else brush.style_for(string, width, *style)  # type: ignore[misc]


def misfits(app: App, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Words of the page, or of the dialog on it, that are cut, stick out or lie on one another."""
    with watched(monkeypatch) as (complaints, drawn):
        frame(app)
    screen = app.screen
    top: object = screen.modal if screen.modal is not None else None
    widgets = (screen.modal.ui if screen.modal is not None else screen.ui).widgets
    own = [d for d in drawn if d[0] in widgets or d[0] is top]
    return list(dict.fromkeys([*complaints, *_sticking_out(own), *_on_one_another(own), *_parted(widgets)]))


def _sticking_out(drawn: list[Drawn]) -> list[str]:
    return [
        f"{words} sticks out of its place ({type(owner).__name__})"
        for owner, words, rect in drawn
        if isinstance(owner, Button) and (rect.x < owner.rect.x - EDGE or rect.right > owner.rect.right + EDGE)
    ]


def _on_one_another(drawn: list[Drawn]) -> list[str]:
    """Words of one button, tab or head that lie on other words of it."""
    found = []
    for k, (owner, words, rect) in enumerate(drawn):
        for other, more, there in drawn[k + 1 :]:
            common = rect.clip(there)
            if other is owner and isinstance(owner, Button | Tabs) and common.w > EDGE and common.h > rect.h // 2:
                found.append(f"{words} lies on {more} ({type(owner).__name__})")
    return found


def _parted(widgets: list[Widget]) -> list[str]:
    there = [w for w in widgets if w.visible and isinstance(w, PARTED)]
    return [
        f"{_name(a)} lies on {_name(b)}"
        for k, a in enumerate(there)
        for b in there[k + 1 :]
        if (common := a.rect.clip(b.rect)).w > EDGE and common.h > EDGE
    ]


def _name(widget: Widget) -> str:
    return str(getattr(widget, "label", "") or " / ".join(getattr(widget, "labels", ())) or type(widget).__name__)
