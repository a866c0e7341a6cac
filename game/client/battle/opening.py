"""A long saved game is opened: its last position is on the map at once, and its turns are verified beside the window."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

import pygame

from game.client.battle import facts
from game.client.kit import palette
from game.client.kit.screen import Screen
from game.client.kit.worker import Job
from game.client.map import pictures
from game.client.map.board import Board
from game.client.map.camera import Camera
from game.client.pages.turning import draw_waiting
from game.core.words import _

if TYPE_CHECKING:
    from game.client.app import App
    from game.client.battle.sitting import Sitting
    from game.match.sealed_game import Told

LONG = 12  # turns: what is shorter is verified before anybody could look


class _Left(Exception):
    """Nobody waits for the game any more."""


class OpeningScreen(Screen):
    """What one side sees of the last position until the game is verified; of two sides at one screen neither is shown."""

    is_passing = True

    def __init__(
        self, app: App, seen: Sitting, read: Callable[[Told], Sitting], done: Callable[[Job[Sitting]], None]
    ) -> None:
        super().__init__(app)
        self.seen, self.read, self.done = seen, read, done
        self._guard, self._is_left = threading.Lock(), False
        self._found: Sitting | None = None
        self.verified = 0, len(seen.match.records)
        self.pictures = pictures.pictures_for(seen.scenario)
        self.camera = Camera(seen.columns, seen.rows, self.pictures.levels, 40 if app.size[1] < 1000 else 56)
        self.board = Board(app.brush, seen.scenario, self.pictures, self.camera)
        self._job = Job(self._verify)

    def _verify(self) -> Sitting:
        found = self.read(self._hear)
        with self._guard:
            self._found = found
            if self._is_left:
                found.put_away()
        return found

    def _hear(self, turns: int, of: int) -> None:
        self.verified = turns, of
        if self._is_left:
            raise _Left

    def layout(self) -> None:
        """The map over the whole window, its middle where the battle page has it."""
        self.board.brush = self.app.brush
        self.camera.view = pygame.Rect((0, 0), self.size)
        middle = facts.middle_of(self.seen)
        if middle is not None:
            self.camera.centre(middle, glide=False)

    def tick(self, dt_s: float) -> bool:
        """Makes room for the game as soon as it is verified, or cannot be opened."""
        self.pictures.tick()
        if self._job.is_done:
            self._found = None  # it goes on
            self.app.pop()
            self.done(self._job)
        return True

    def draw(self, surface: pygame.Surface) -> None:
        """The map as the side knew it at the end of the last turn."""
        surface.fill(palette.DESK)
        if len(self.seen.humans) < 2:
            self.board.draw(surface, self.seen.position)

    def draw_over(self, surface: pygame.Surface) -> None:
        """How far it is."""
        n, of = self.verified
        draw_waiting(
            self.brush, surface, surface.get_rect().center, _("Turn {n} of {of} is verified").format(n=n + 1, of=of)
        )

    def handle(self, event: pygame.Event) -> None:
        """Escape goes back."""
        if event.type == pygame.KEYDOWN and event.key == pygame.K_ESCAPE:
            self.app.pop()

    def leave(self) -> None:
        """Verifying stops; a game that nobody takes up is let go."""
        with self._guard:
            self._is_left = True
            if self._found is not None:
                self._found.put_away()
