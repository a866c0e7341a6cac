"""A screen: one page of the program, pushed on the stack of the app."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import pygame

from game.client.kit.paint import Brush
from game.client.kit.widgets import Field, Modal, Ui

if TYPE_CHECKING:
    from game.client.app import App


class Screen:
    """A page with widgets, a modal dialog over it if one is open, and a picture that is redrawn when `dirty`.

    `layout` is called on entry, on every resize and when the scale changes; `tick` once a frame, returning True if
    something moves and the page must be drawn again.
    """

    fixed_keys: tuple[tuple[str, str], ...] = ()  # of the page alone and not to be changed: (keys, what they do)
    is_passing = False  # it goes away by itself, or hides all else: nothing is told over it

    def __init__(self, app: App) -> None:
        self.app = app
        self.ui = Ui(app.brush)
        self.ui.clicked = self.click_heard
        self.modal: Modal | None = None
        self.dirty = True

    @property
    def brush(self) -> Brush:
        """The brush at the present scale."""
        return self.app.brush

    @property
    def size(self) -> tuple[int, int]:
        """Size of the window in pixels."""
        return self.app.size

    # ------------------------------------------------------------ for the app
    def enter(self) -> None:
        """The page comes to the top."""
        self.ui.brush = self.app.brush
        if self.modal is not None:
            self.modal.ui.brush = self.app.brush
        self.layout()
        if self.modal is not None:
            self.modal_layout()
        self.dirty = True

    def event(self, event: pygame.Event) -> None:
        """Takes one event."""
        self.dirty = True
        if self.modal is not None:
            self.modal.handle(event)
        elif not self.ui.handle(event):
            self.handle(event)

    def paint(self, surface: pygame.Surface) -> None:
        """Draws everything: page, widgets, modal dialog."""
        self.dirty = False
        self.draw(surface)
        self.ui.draw(surface)
        self.draw_over(surface)
        if self.modal is not None:
            self.modal.draw(surface)

    @property
    def wants_frame(self) -> bool:
        """The picture is out of date."""
        ui = self.modal.ui if self.modal is not None else self.ui
        return self.dirty or (ui.is_waiting and ui.tip_due)

    @property
    def writes(self) -> bool:
        """A field has the focus."""
        return isinstance((self.modal.ui if self.modal is not None else self.ui).focus, Field)

    def acts(self) -> Mapping[str, Callable[[], object]]:
        """What the page does at present, by the names of the key table: for who has no key to press."""
        return {}

    def show(self, modal: Modal | None) -> None:
        """Opens a modal dialog, or closes it with None."""
        self.modal, self.dirty = modal, True
        if modal is not None:
            self.ui.hot = None  # no note of the page floats over its dialog
            modal.ui.clicked = self.click_heard
            self.app.speaker.play("rustle")
            self.modal_layout()

    # ------------------------------------------------------------ for the pages
    def layout(self) -> None:
        """Places the widgets for the present size."""

    def modal_layout(self) -> None:
        """Places the widgets of the open modal dialog for the present size."""
        if self.modal is not None:
            self.modal.lay_out(self.size)

    def handle(self, event: pygame.Event) -> None:
        """Takes an event no widget used."""

    def tick(self, dt_s: float) -> bool:
        """Moves what moves; True if the page must be drawn again."""
        return False

    @property
    def weather(self) -> tuple[float, bool]:
        """What is heard under everything: rain 0-1, and whether it is night."""
        return 0.0, False

    def click_heard(self) -> None:
        """A button of the page or of its dialog was pressed."""
        self.app.speaker.play("click")

    def draw(self, surface: pygame.Surface) -> None:
        """Draws the page under its widgets."""

    def draw_over(self, surface: pygame.Surface) -> None:
        """Draws what lies over the widgets: notes beside the pointer, curtains."""

    def covered(self) -> None:
        """Another page comes over this one: what can be made again is let go."""

    def leave(self) -> None:
        """The page goes away."""
