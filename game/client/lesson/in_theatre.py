"""A lesson at the page of a strategic game: what the pupil does there, and where the parts are that a step points at."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pygame

from game.client.kit.widgets import Button
from game.client.lesson.scene import Scene, union
from game.client.theatre.card_dialog import Answer, CardDialog
from game.client.theatre.graphs import GraphScreen
from game.client.theatre.order_panel import Head
from game.client.theatre.report import ReportDialog
from game.client.theatre.screen import TheatreScreen
from game.client.theatre.tracks import Tracks, TracksDialog
from game.core.words import N_, _
from game.match.lesson import Act

if TYPE_CHECKING:
    from game.client.theatre.sitting import TheatreSitting
    from game.match.theatre import TheatreMatch

HEADS = {"cards": N_("Cards of this turn"), "policy": N_("Policy"), "staff": N_("Staff plan of the record")}


class TheatreScene(Scene):
    """The page of a strategic game as a lesson sees it."""

    screen: TheatreScreen

    @property
    def table(self) -> TheatreSitting:
        """The game on the page."""
        return self.screen.table

    @property
    def is_ready(self) -> bool:
        """No turn is being played."""
        return not self.screen.is_busy

    @property
    def room(self) -> pygame.Rect:
        """Where the panel may lie best."""
        return self.screen.map_rect

    def looks(self) -> tuple[Act, ...]:
        """What is open."""
        modal, acts = self.screen.modal, list[Act]()
        if isinstance(modal, TracksDialog) or isinstance(self.screen.app.screen, GraphScreen):
            acts.append(Act("opened", what="tracks"))
        if isinstance(modal, CardDialog):
            acts.append(Act("read", what=modal.fact.id))
        if isinstance(modal, ReportDialog):
            acts.append(Act("opened", what="report"))
        return tuple(acts)

    def part(self, name: str) -> pygame.Rect | None:
        """A part of the page, or of the dialog over it; None where it is not shown."""
        s = self.screen
        if s.modal is not None:
            answers = (w for w in s.modal.ui.widgets if isinstance(w, Answer))
            return union(answers) if name == "card" and isinstance(s.modal, CardDialog) else None
        if name == "tracks":
            return union(w for w in s.ui.widgets if isinstance(w, Tracks))
        if name == "seal":
            return union(w for w in s.ui.widgets if isinstance(w, Button) and w.look == "seal")
        return self._section(_(HEADS[name])) if name in HEADS else None

    def _section(self, head: str) -> pygame.Rect | None:
        """The widgets of the sheet under a head."""
        found, inside = [], False
        for w in self.screen.ui.widgets:
            if isinstance(w, Head):
                inside = w.words == head
            elif isinstance(w, Button) and w.look == "seal":
                inside = False
            if inside and w.visible:
                found.append(w)
        return union(found)

    def hex_of(self, unit: str) -> tuple[int, int] | None:
        """There are no counters of single units."""
        return None

    def hex_rect(self, here: tuple[int, int]) -> pygame.Rect | None:
        """A hex of the map on the screen; None while something lies over the map."""
        s, r = self.screen, round(self.screen.camera.level * 0.66)
        rect = pygame.Rect(0, 0, 2 * r, 2 * r)
        rect.center = s.camera.to_screen(here)
        return rect if s.modal is None and s.camera.view.contains(rect) else None

    def crowd(self) -> list[pygame.Rect]:
        """The map may be covered where nothing is pointed at."""
        return []

    def show(self, here: tuple[int, int]) -> None:
        """Brings a hex into view."""
        self.screen.camera.reveal(here)

    def view(self) -> pygame.Rect:
        """The window of the map on the screen."""
        return self.screen.camera.view

    def on_the_map(self) -> list[pygame.Rect]:
        """Nothing lies on this map."""
        return []

    def pan(self, dx: int, dy: int) -> None:
        """Moves the map on the screen."""
        self.screen.camera.pan(-dx, -dy)

    def refresh(self) -> None:
        """The sheet was put back: the page is laid out anew."""
        self.screen.close_dialog()

    def open_anew(self, match: TheatreMatch) -> None:
        """Another position of the same game takes the page over."""
        from game.client.theatre.sitting import TheatreSitting

        old = self.screen
        table = TheatreSitting(match, old.table.seats, old.board, path=old.table.path)
        self.screen = TheatreScreen(old.app, table)
        old.app.replace(self.screen)
