"""Driving the window without one: a dummy display, posted events, and waiting for what runs beside it."""

from __future__ import annotations

import time
from collections.abc import Callable

import pygame

from game.client.app import App
from game.client.battle.doubting import DoubtsDialog
from game.client.kit.settings import Settings
from game.client.theatre.seal_dialog import SealDialog

KEYS = {
    "Enter": pygame.K_RETURN,
    "Esc": pygame.K_ESCAPE,
    "Tab": pygame.K_TAB,
    "Left": pygame.K_LEFT,
    "Right": pygame.K_RIGHT,
    "Up": pygame.K_UP,
    "Down": pygame.K_DOWN,
    "Space": pygame.K_SPACE,
    "PgUp": pygame.K_PAGEUP,
    "PgDn": pygame.K_PAGEDOWN,
    "Home": pygame.K_HOME,
    "End": pygame.K_END,
    "Del": pygame.K_DELETE,
    "[": pygame.K_LEFTBRACKET,
    "]": pygame.K_RIGHTBRACKET,
    "F1": pygame.K_F1,
    "F3": pygame.K_F3,
    "F4": pygame.K_F4,
    "F5": pygame.K_F5,
    "F7": pygame.K_F7,
    "F11": pygame.K_F11,
}
MODS = {"Ctrl": pygame.KMOD_LCTRL, "Shift": pygame.KMOD_LSHIFT}


def open_app(size: tuple[int, int] = (1280, 800)) -> App:
    """An app on a dummy display, with the usual settings."""
    pygame.display.init()
    pygame.font.init()
    return App(pygame.display.set_mode(size), settings=Settings(scale=1.0))


def frame(app: App) -> None:
    """One frame with the events posted so far; always drawn."""
    if app.stack:
        app.screen.dirty = True
    app.frame(pygame.event.get())


def key(app: App, *names: str) -> None:
    """Presses keys one after the other: "n", "Enter", "Ctrl Enter", "Shift Right"."""
    for name in names:
        *mods, last = name.split(" ")
        mod = 0
        for m in mods:
            mod |= MODS[m]
        code = KEYS[last] if last in KEYS else pygame.key.key_code(last)
        for kind in (pygame.KEYDOWN, pygame.KEYUP):
            pygame.event.post(pygame.Event(kind, key=code, mod=mod, unicode=""))
        frame(app)


def seal(app: App) -> None:
    """Seals as a player does who means it: where doubts are told, by a second stroke."""
    key(app, "Ctrl Enter")
    if app.stack and isinstance(app.screen.modal, DoubtsDialog | SealDialog):
        key(app, "Ctrl Enter")


def write(app: App, text: str) -> None:
    """Types text into the field that has the focus."""
    pygame.event.post(pygame.Event(pygame.TEXTINPUT, text=text))
    frame(app)


def move(app: App, at: tuple[int, int], *, held: tuple[int, int, int] = (0, 0, 0)) -> None:
    """Moves the pointer."""
    pygame.event.post(pygame.Event(pygame.MOUSEMOTION, pos=at, rel=(0, 0), buttons=held, touch=False))
    frame(app)


def click(app: App, at: tuple[int, int], button: int = 1) -> None:
    """Presses and releases a button at a point."""
    move(app, at)
    for kind in (pygame.MOUSEBUTTONDOWN, pygame.MOUSEBUTTONUP):
        pygame.event.post(pygame.Event(kind, pos=at, button=button, touch=False))
        frame(app)


def drag(app: App, start: tuple[int, int], end: tuple[int, int], button: int = 3) -> None:
    """Drags with a button from one point to another."""
    move(app, start)
    pygame.event.post(pygame.Event(pygame.MOUSEBUTTONDOWN, pos=start, button=button, touch=False))
    frame(app)
    held = tuple(int(k + 1 == button) for k in range(3))
    for k in (1, 2, 3):
        move(app, (start[0] + (end[0] - start[0]) * k // 3, start[1] + (end[1] - start[1]) * k // 3), held=held)  # type: ignore[arg-type]
    pygame.event.post(pygame.Event(pygame.MOUSEBUTTONUP, pos=end, button=button, touch=False))
    frame(app)


def wait_for(app: App, done: Callable[[], bool], seconds: float = 180.0) -> None:
    """Runs frames, as quickly as the program does, until something has come about; one in eight is drawn in any case."""
    end, count = time.monotonic() + seconds, 0
    while not done():
        assert time.monotonic() < end, "it did not come about in time"
        if count % 8 == 0:
            frame(app)
        else:
            app.frame(pygame.event.get())
        count += 1
        time.sleep(0.012)


def press(app: App, label: str) -> None:
    """Clicks the button of this label on the dialog or page on top."""
    ui = app.screen.modal.ui if app.screen.modal is not None else app.screen.ui
    widget = next(w for w in ui.widgets if getattr(w, "label", None) == label and w.visible)
    click(app, widget.rect.center)
