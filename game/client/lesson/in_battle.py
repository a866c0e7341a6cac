"""A lesson at the page of a battle: what the pupil does there, and where the parts are that a step points at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pygame

from game.client.battle.card import CardDialog
from game.client.battle.plan import PlanChart
from game.client.battle.report import ReportDialog
from game.client.battle.ribbon import Ribbon
from game.client.battle.screen import BattleScreen
from game.client.battle.supplies import SuppliesDialog
from game.client.battle.why import WhyDialog
from game.client.kit.keys import shown
from game.client.kit.widgets import Bars, Button, Listing, Widget
from game.client.lesson.scene import Scene, capped, union
from game.core.words import _
from game.match.lesson import Act
from game.model.battle.verbs import gestures

if TYPE_CHECKING:
    from game.client.battle.sitting import Sitting
    from game.match.battle import Match

DIALOGS = ((ReportDialog, "report"), (CardDialog, "card"), (SuppliesDialog, "supplies"))


class BattleScene(Scene):
    """The page of a battle as a lesson sees it."""

    screen: BattleScreen

    @property
    def table(self) -> Sitting:
        """The game on the page."""
        return self.screen.sitting

    @property
    def is_ready(self) -> bool:
        """No turn is being played or watched."""
        return self.screen.film is None and self.screen.phase in ("orders", "over")

    @property
    def room(self) -> pygame.Rect:
        """Where the panel may lie best."""
        return self.screen.map_rect

    def looks(self) -> tuple[Act, ...]:
        """What is in hand, under the cursor, shown or open."""
        s, modal = self.screen, self.screen.modal
        acts = [Act("opened", what=name) for kind, name in DIALOGS if isinstance(modal, kind)]
        is_told = s.phase == "orders" and s.log.chosen is not None and s.forecasts.result is None  # in the panel
        acts += [Act("explained")] if isinstance(modal, WhyDialog) or is_told else []
        acts += [Act("opened", what="plan")] if s.plan_shown else []
        if s.phase == "orders":
            acts += [Act("took", s.hand.selected)] if s.hand.selected else []
            acts += [Act("looked", hex=s.hand.cursor)] if s.hand.cursor is not None else []
            result = s.forecasts.result
            acts += [Act("forecast", hex=result.target)] if result is not None else []
        return tuple(acts)

    def part(self, name: str) -> pygame.Rect | None:
        """A part of the page, or of the dialog over it; None where it is not shown."""
        s = self.screen
        if s.modal is not None:
            return self._in_dialog(name)
        panel, px, widgets = s.panel.rect, self.px, s.ui.widgets
        if name == "score":
            found = s.bar_parts.get(name)
            return None if found is None else pygame.Rect(found.x, s.bar.y + px(3), found.w, s.bar.h - px(6))
        if name == "selection":
            return pygame.Rect(panel.x, panel.y, panel.w, px(150)) if s.panel_open else None
        if name == "forecast":
            return next((w.rect for w in widgets if getattr(w, "state", None) == s.forecast_key), None)
        if name == "log":
            return s.log.rect if s.log.rect.h else None
        if name == "run":
            return capped(widgets, s.app.keys.of("run"))
        return union(w for w in widgets if w.visible and self._is(name, w))

    def _is(self, name: str, widget: Widget) -> bool:
        labels = {_(g.label) for _verb, g in gestures().values()} if name == "tasks" else set()
        kinds = {"ribbon": Ribbon, "plan": PlanChart, "menu": Bars, "orders": Listing, "tasks": Button, "seal": Button}
        kind = kinds.get(name)
        if kind is None or not isinstance(widget, kind):
            return False
        if name in ("orders", "tasks") and not self.screen.panel.rect.contains(widget.rect):
            return False
        if name == "tasks":
            return getattr(widget, "label", "") in labels
        return name != "seal" or getattr(widget, "look", "") == "seal"

    def _in_dialog(self, name: str) -> pygame.Rect | None:
        modal: Any = self.screen.modal
        if name == "report" and isinstance(modal, ReportDialog):
            return union(w for w in modal.ui.widgets if isinstance(w, Listing))
        if name == "why" and isinstance(modal, ReportDialog):
            return capped(modal.ui.widgets, shown("E"))
        return None

    def hex_of(self, unit: str) -> tuple[int, int] | None:
        """Where a counter of the pupil's stands."""
        return self.table.hex_of(unit)

    def hex_rect(self, here: tuple[int, int]) -> pygame.Rect | None:
        """A hex of the map on the screen; None while something lies over the map."""
        s = self.screen
        if s.modal is not None or s.plan_shown:
            return None
        r = round(s.camera.level * 0.66)
        rect = pygame.Rect(0, 0, 2 * r, 2 * r)
        rect.center = s.camera.to_screen(here)
        return rect if s.camera.view.contains(rect) else None

    def crowd(self) -> list[pygame.Rect]:
        """The counters in view."""
        s = self.screen
        rects = (self.hex_rect(piece.hex) for piece in s.shown.pieces)
        return [rect for rect in rects if rect is not None]

    def show(self, here: tuple[int, int]) -> None:
        """Brings a hex into view."""
        self.screen.show_hex(here)

    def view(self) -> pygame.Rect:
        """The window of the map on the screen."""
        return self.screen.camera.view

    def on_the_map(self) -> list[pygame.Rect]:
        """Title, chips, log and minimap."""
        s = self.screen
        return [s.title.rect(), *(w.rect for w in s.ui.widgets if w.visible and s.camera.view.contains(w.rect))]

    def pan(self, dx: int, dy: int) -> None:
        """Moves the map on the screen."""
        self.screen.camera.pan(-dx, -dy)

    def refresh(self) -> None:
        """The orders were put back: nothing is in hand, and the page is laid out anew."""
        s = self.screen
        s.show(None)
        s.plan_shown = False
        s.hand.select("")
        s.hand.cursor = s.hand.hover = None
        s.forecasts.renew()
        s.layout()

    def open_anew(self, match: Match) -> None:
        """Another position of the same game takes the page over."""
        from game.client.battle.sitting import Sitting

        old = self.screen
        self.screen = BattleScreen(old.app, Sitting(match, old.sitting.seats, path=old.sitting.path))
        old.app.replace(self.screen)
