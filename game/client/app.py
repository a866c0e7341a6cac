"""The window: one loop, a stack of screens, resize, full screen, scale of the interface, leaving from anywhere."""

from __future__ import annotations

import os
import sys
import time
import warnings
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

import pygame

from game.client.kit import palette, text
from game.client.kit.keyboard import Held, by_place, may_repeat
from game.client.kit.keys import Bindings, key_name
from game.client.kit.paint import Brush
from game.client.kit.screen import Screen
from game.client.kit.settings import Settings
from game.client.kit.sound import Speaker
from game.client.kit.theme import Theme, best_scale
from game.client.kit.widgets import Notice
from game.client.map import pictures, tokens
from game.files.language import ASKED, use_language

if TYPE_CHECKING:
    from game.client.lesson.guide import Guide

SMALLEST = (960, 600)
FIRST = (1280, 800)
SCALES = (1.0, 1.25, 1.5, 1.75, 2.0)
FPS = 60
DRIVER = "SDL_VIDEODRIVER"
DRIVERS = {"x11": "DISPLAY", "wayland": "WAYLAND_DISPLAY"}  # SDL's ways to a screen on Linux, and what names it
UNSEEN = ("dummy", "offscreen", "evdev")
TAKEN = (
    pygame.TEXTINPUT,
    pygame.MOUSEBUTTONDOWN,
    pygame.MOUSEBUTTONUP,
    pygame.MOUSEMOTION,
    pygame.MOUSEWHEEL,
)


class NoDisplay(Exception):
    """There is no display to open a window on; its text is the line for the user."""


def open_window(size: tuple[int, int] = FIRST, *, full: bool = False) -> pygame.Surface:
    """The window's surface.

    Raises:
        NoDisplay: no display, or the driver refuses; nothing is printed.
    """
    os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
    if "SDL_VIDEO_X11_WMCLASS" not in os.environ:
        os.environ["SDL_VIDEO_X11_WMCLASS"] = "changkufeng"
    if sys.platform.startswith("linux"):
        # Frames are drawn in memory: a driver of the graphics card would only copy them, for 100 MB of its own.
        os.environ.setdefault("SDL_FRAMEBUFFER_ACCELERATION", "0")
    asked = [name for name, variable in DRIVERS.items() if os.environ.get(variable)]
    if sys.platform.startswith("linux") and not asked and not os.environ.get(DRIVER):
        raise NoDisplay(_no_display(f"neither {' nor '.join(DRIVERS.values())} is set"))
    try:
        _open_display(asked)
        pygame.font.init()
        pygame.display.set_caption("Changkufeng 1938")
        flags = pygame.RESIZABLE | (pygame.FULLSCREEN if full else 0)
        return pygame.display.set_mode((0, 0) if full else size, flags)
    except pygame.error as e:
        raise NoDisplay(_no_display(str(e))) from None


def _open_display(asked: list[str]) -> None:
    """Opens the display that the environment names, and no other: SDL by itself falls back to one that nobody sees.

    Raises:
        NoDisplay: the display does not answer.
    """
    named = os.environ.get(DRIVER)
    if not named and sys.platform.startswith("linux"):
        os.environ[DRIVER] = ",".join(asked)
    try:
        pygame.display.init()
    except pygame.error as e:
        where = ", ".join(f"{DRIVERS[name]}={os.environ[DRIVERS[name]]}" for name in asked)
        raise NoDisplay(_no_display(str(e) if named or not where else f"{where} does not answer")) from None
    finally:
        if not named:
            os.environ.pop(DRIVER, None)
    if not named and pygame.display.get_driver() in UNSEEN:
        pygame.display.quit()
        raise NoDisplay(_no_display("there is none that can be seen"))


def _no_display(reason: str) -> str:
    return (
        f"changkufeng: no display to open a window on ({reason}); "
        "needed: a desktop session, or a command without a window such as `changkufeng show`"
    )


class App:
    """The program: owns the window and the stack of screens; the top screen draws and takes the events."""

    def __init__(
        self, surface: pygame.Surface, *, settings: Settings | None = None, speaker: Speaker | None = None
    ) -> None:
        self.surface = surface
        self.speaker = speaker or Speaker()  # silent unless one is given
        self.settings = settings or Settings.load()
        self.theme = Theme(self.settings.scale or best_scale(surface.get_size()))
        self.brush = Brush(self.theme)
        self.keys, self._held = Bindings(self.settings.keys), Held()
        text.use_script(use_language(os.environ.get(ASKED) or self.settings.language))
        palette.use(self.settings.colours)
        tokens.renew(hatched=self.settings.hatched)
        pictures.use_grid(self.settings.show_grid)
        self.stack: list[Screen] = []
        self.guide: Guide | None = None  # of a lesson, over the page it is played on
        self.is_running = True
        self._windowed = FIRST if pygame.display.is_fullscreen() else surface.get_size()
        self._place: tuple[int, int] | None = None  # of the window on the screen, before it filled it
        self._jobs: list[Callable[[], bool]] = []
        self.clock = pygame.time.Clock()
        pygame.key.set_repeat(350, 40)

    @property
    def size(self) -> tuple[int, int]:
        """Size of the window in pixels."""
        return self.surface.get_size()

    @property
    def screen(self) -> Screen:
        """The screen on top."""
        return self.stack[-1]

    # ------------------------------------------------------------ the stack
    def push(self, screen: Screen) -> None:
        """Shows a screen over the present one."""
        if self.stack:
            self.screen.covered()
        self.stack.append(screen)
        screen.enter()

    def pop(self) -> None:
        """Goes back to the screen below; leaves the program from the last."""
        self.stack.pop().leave()
        if self.stack:
            self.screen.enter()
        else:
            self.is_running = False

    def replace(self, screen: Screen) -> None:
        """Shows a screen in the place of the present one."""
        self.stack.pop().leave()
        self.push(screen)

    def home(self) -> None:
        """Back to the first screen of the stack."""
        while len(self.stack) > 1:
            self.stack.pop().leave()
        self.screen.enter()

    def watch(self, job: Callable[[], bool]) -> None:
        """Asks `job` once a frame until it returns True: news from background work."""
        self._jobs.append(job)

    # ------------------------------------------------------------ the loop
    def run(self) -> int:
        """The loop until the program is left; returns the exit code."""
        while self.is_running:
            self.frame(self._events())
        self.close()
        return 0

    def _events(self) -> Iterable[pygame.Event]:
        return pygame.event.get()

    def frame(self, events: Iterable[pygame.Event]) -> float:
        """One frame: events, motion, picture; returns the milliseconds of work in it."""
        dt = self.clock.tick(FPS) / 1000.0
        start = time.perf_counter()
        for event in events:
            self.dispatch(event)
            if not self.stack or not self.is_running:
                return 0.0
        before = len(self._jobs)
        self._jobs = [job for job in self._jobs if not job()]
        moved = self.screen.tick(min(dt, 0.1))
        moved |= self.guide.tick() if self.guide is not None else False
        self.speaker.ambience(*self.screen.weather)
        self.speaker.tick(start)
        if moved or self.screen.wants_frame or len(self._jobs) != before:
            self.screen.paint(self.surface)
            if self.guide is not None:
                self.guide.paint(self.surface)
            pygame.display.flip()
        return (time.perf_counter() - start) * 1000.0

    def dispatch(self, event: pygame.Event) -> None:
        """Gives an event to the program or to the screen on top."""
        if event.type == pygame.QUIT:
            self.quit()
        elif event.type == pygame.VIDEORESIZE:
            self.resized()
        elif event.type in (pygame.WINDOWEXPOSED, pygame.WINDOWFOCUSGAINED):
            self.screen.dirty = True
        elif event.type == pygame.KEYMAPCHANGED:
            self.screen.enter()  # keys are shown as the new layout prints them
        elif event.type in (pygame.KEYDOWN, pygame.KEYUP):
            self._key(by_place(event))
        elif event.type in TAKEN and self.guide is not None and self.guide.takes(event):
            self.screen.dirty = True
        elif event.type in TAKEN:
            self.screen.event(event)

    def _key(self, event: pygame.Event) -> None:
        """A key, unless it is held on what waits for a new press: nothing is sealed twice by one stroke."""
        is_repeat = self._held.is_repeat(event)
        if is_repeat and not may_repeat(event, key_name(event), self.keys.steps, writes=self.screen.writes):
            return
        if event.type == pygame.KEYDOWN and (act := self.keys.action(event, "all", "lesson")) in self.acts():
            self.acts()[act]()
        else:
            self.screen.event(event)

    def acts(self) -> dict[str, Callable[[], object]]:
        """What can be done at present, by the names of the key table."""
        return {
            "help": self.help,
            "full_screen": self.toggle_full,
            "larger": lambda: self.rescale(1),
            "smaller": lambda: self.rescale(-1),
            "leave": self.quit,
            **(self.screen.acts() if self.stack else {}),
            **(self.guide.acts() if self.guide is not None else {}),
        }

    def quit(self) -> None:
        """Leaves the program; each screen may save what it holds."""
        while self.stack:
            self.stack.pop().leave()
        if self.guide is not None:
            self.guide.close()
        self.is_running = False

    def close(self) -> None:
        """Gives the display and the sound device back."""
        self.speaker.close()
        pygame.display.quit()

    def resized(self) -> None:
        """The window has a new size."""
        self.surface = pygame.display.get_surface() or self.surface
        if self.surface.get_width() < SMALLEST[0] or self.surface.get_height() < SMALLEST[1]:
            if not pygame.display.is_fullscreen():
                self.surface = pygame.display.set_mode(
                    tuple(max(a, b) for a, b in zip(self.size, SMALLEST, strict=True)), pygame.RESIZABLE
                )
        self.screen.enter()

    def toggle_full(self) -> None:
        """Full screen and back to a window of the size before, kept for the next start."""
        if pygame.display.is_fullscreen():
            with warnings.catch_warnings(action="ignore"):
                for _twice in range(2):  # the first call may leave the window as large as the screen, and say so
                    self.surface = pygame.display.set_mode(self._windowed, pygame.RESIZABLE)
            if self._place is not None:
                pygame.display.set_window_position(self._place)
        else:
            self._windowed, self._place = self.size, pygame.display.get_window_position()
            self.surface = pygame.display.set_mode((0, 0), pygame.FULLSCREEN)
        self.settings.full_screen = pygame.display.is_fullscreen()
        self.settings.save()
        self.screen.enter()

    def rescale(self, way: int) -> None:
        """The interface a step larger or smaller, kept for the next start."""
        nearest = min(range(len(SCALES)), key=lambda i: abs(SCALES[i] - self.theme.scale))
        self.theme = Theme(SCALES[max(0, min(len(SCALES) - 1, nearest + way))])
        self.brush = Brush(self.theme)
        if way:
            self.settings.scale = self.theme.scale
            self.settings.save()
        for screen in self.stack:
            screen.ui.brush = self.brush
        self.screen.enter()

    def help(self) -> None:
        """Keys, rulebook and credits over the present screen."""
        from game.client import doors

        doors.help_over(self.screen)

    def tell(self, title: str, line: str) -> None:
        """One clear line on a dialog over the present screen."""
        screen = self.screen
        screen.show(Notice(self.brush, title, line, lambda: screen.show(None)))


def complain(line: str) -> int:
    """Writes one line to stderr; returns the exit code for bad input."""
    print(line, file=sys.stderr)
    return 2
