"""Widget: a rectangle that draws itself and takes events; Ui: the widgets of one screen, their focus and their tooltips."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable

import pygame

from game.client.kit.paint import Brush

TIP_AFTER_S = 0.3
PRESSES = (pygame.K_RETURN, pygame.K_KP_ENTER, pygame.K_SPACE)


class Widget:
    """Something on the screen that may be focused, pressed and hovered.

    `enabled` False shows it at 40 %; `why_not` is then said in its tooltip.
    """

    focusable = False
    clicks_focus = False  # a click gives it the focus; the keys of Tab always do

    def __init__(self, rect: pygame.Rect | tuple[int, int, int, int], *, tip: str = "") -> None:
        self.rect = pygame.Rect(rect)
        self.tip = tip
        self.why_not = ""
        self.enabled = True
        self.visible = True

    def draw(self, ui: Ui, surface: pygame.Surface) -> None:
        """Draws the widget; the focus ring is drawn by the Ui."""

    def tip_at(self, at: tuple[int, int]) -> str:
        """What the tooltip says at a point of it; why it is dark where it is."""
        return self.tip if self.enabled or not self.why_not else self.why_not

    def key(self, ui: Ui, event: pygame.Event) -> bool:
        """Takes a key while focused; True if it was used."""
        return False

    def press(self, ui: Ui, at: tuple[int, int]) -> None:
        """The left button goes down on it."""

    def drag(self, ui: Ui, at: tuple[int, int]) -> None:
        """The pointer moves while the button is held on it."""

    def click(self, ui: Ui, at: tuple[int, int]) -> None:
        """The button is released on it, or Enter pressed."""

    def wheel(self, ui: Ui, steps: int) -> bool:
        """The wheel turns over it; True if it was used."""
        return False

    def ring(self) -> pygame.Rect:
        """Where the focus ring goes."""
        return self.rect.inflate(4, 4)


class Ui:
    """The widgets of a screen in the order of Tab, who has the focus, and what is under the pointer."""

    def __init__(self, brush: Brush) -> None:
        self.brush = brush
        self.widgets: list[Widget] = []
        self.focus: Widget | None = None
        self.held: Widget | None = None
        self.hot: Widget | None = None
        self.pointer = (-1, -1)
        self.ring_shown = False
        self.clicked: Action = lambda: None  # told when a widget that takes the focus is pressed
        self.keys_need_ring = False  # the page has keys of its own: widgets get them only after Tab
        self._said = ""  # of the widget under the pointer, where the pointer is
        self._hot_since = 0.0
        self._tip_drawn = False

    def set(self, widgets: Iterable[Widget], *, focus: Widget | None = None) -> None:
        """Shows these widgets from now on; the focus stays if its widget does."""
        self.widgets = list(widgets)
        if focus is not None:
            self.focus, self.ring_shown = focus, True
        elif self.focus not in self.widgets:
            self.focus = None
        if self.hot not in self.widgets:
            self.hot = None

    # ------------------------------------------------------------ events
    def handle(self, event: pygame.Event) -> bool:
        """True if a widget used the event."""
        if event.type == pygame.MOUSEMOTION:
            return self._moved(event.pos)
        if event.type == pygame.MOUSEBUTTONDOWN and event.button == 1:
            return self._pressed(event.pos)
        if event.type == pygame.MOUSEBUTTONUP and event.button == 1:
            return self._released(event.pos)
        if event.type == pygame.MOUSEWHEEL:
            over = self.at(self.pointer)
            return over is not None and over.wheel(self, event.y)
        if event.type == pygame.KEYDOWN:
            return self._key(event)
        if event.type == pygame.TEXTINPUT and self.focus is not None:
            return self.focus.key(self, event)
        return False

    def at(self, pos: tuple[int, int]) -> Widget | None:
        """Topmost widget under a point."""
        return next((w for w in reversed(self.widgets) if w.visible and w.rect.collidepoint(pos)), None)

    def _moved(self, pos: tuple[int, int]) -> bool:
        self.pointer = pos
        over = self.at(pos)
        said = over.tip_at(pos) if over is not None else ""
        if over is not self.hot or said != self._said:
            self.hot, self._said, self._hot_since, self._tip_drawn = over, said, time.monotonic(), False
        if self.held is not None:
            self.held.drag(self, pos)
            return True
        return over is not None

    def _pressed(self, pos: tuple[int, int]) -> bool:
        self.pointer = pos
        over = self.at(pos)
        if over is None:
            return False
        if over.enabled:
            self.held = over
            if over.focusable and over.clicks_focus:
                self.focus, self.ring_shown = over, False
            over.press(self, pos)
        return True

    def _released(self, pos: tuple[int, int]) -> bool:
        held, self.held = self.held, None
        if held is None:
            return False
        if held.rect.collidepoint(pos) and held.enabled:
            if held.focusable:
                self.clicked()
            held.click(self, pos)
        return True

    def _key(self, event: pygame.Event) -> bool:
        if event.key == pygame.K_TAB and not event.mod & (pygame.KMOD_CTRL | pygame.KMOD_ALT):
            return self.step(-1 if event.mod & pygame.KMOD_SHIFT else 1)
        if self.focus is None or not self.focus.enabled or (self.keys_need_ring and not self.ring_shown):
            return False
        if event.key == pygame.K_ESCAPE and self.keys_need_ring:
            self.focus = None
            return True
        is_press = event.key in PRESSES and not self.focus.clicks_focus
        if self.focus.key(self, event):
            if is_press:
                self.clicked()
            self.ring_shown = True
            return True
        return False

    def step(self, way: int) -> bool:
        """Moves the focus to the next (1) or previous (-1) widget that takes it."""
        able = [w for w in self.widgets if w.focusable and w.visible and w.enabled]
        if not able:
            return False
        at = able.index(self.focus) + way if self.focus in able else (0 if way > 0 else -1)
        self.focus, self.ring_shown = able[at % len(able)], True
        return True

    # ------------------------------------------------------------ drawing
    def draw(self, surface: pygame.Surface) -> None:
        """Draws all widgets, then the focus ring, then the tooltip."""
        for w in self.widgets:
            if w.visible:
                w.draw(self, surface)
        if self.focus is not None and self.ring_shown and self.focus.visible:
            self.brush.ring(surface, self.focus.ring())
        if self.hot is not None and self.tip_due:
            text = self.hot.tip_at(self.pointer)
            if text:
                self.brush.tooltip(surface, text, self.pointer)
            self._tip_drawn = True

    @property
    def tip_due(self) -> bool:
        """The pointer has rested long enough for a tooltip."""
        return self.held is None and time.monotonic() - self._hot_since >= TIP_AFTER_S

    @property
    def is_waiting(self) -> bool:
        """A tooltip is about to appear: the screen must be drawn again soon."""
        return self.hot is not None and bool(self.hot.tip_at(self.pointer)) and not self._tip_drawn


Action = Callable[[], None]
