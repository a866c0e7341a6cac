"""What stands on the paper of the map: its title, the arrow to the north, the legend where it is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pygame

from game.client.battle.goals import GoalPanel
from game.client.battle.overlays import LEGEND
from game.client.kit.widgets import Button
from game.client.map.picture.furniture import cartouche, legend, north_arrow
from game.core.words import _, language

if TYPE_CHECKING:
    from game.client.battle.screen import BattleScreen


class MapTitle:
    """Title, arrow and legend of one screen, where nothing else lies."""

    def __init__(self, screen: BattleScreen) -> None:
        self.screen = screen
        self._kept: tuple[tuple[str, int, float], pygame.Surface] | None = None

    def renew(self) -> None:
        """It is drawn anew when it is next asked for."""
        self._kept = None

    def picture(self) -> pygame.Surface:
        """The title, in the language and at the zoom of now."""
        s = self.screen
        key = (s.camera.level, s.brush.theme.scale)
        words = (language(), *key)
        if self._kept is None or self._kept[0] != words:
            look = s.sitting.scenario.look.map
            title = _(look.title)
            others = " · ".join(dict.fromkeys(n for n in (*look.names.split(" · "), look.title) if n != title))
            self._kept = words, cartouche(title, others, _(look.small_print), *key)
        return self._kept[1]

    def rect(self) -> pygame.Rect:
        """Where the title lies; of no size where it would take half the map."""
        view, px = self.screen.camera.view, self.screen.brush.px
        if self.picture().get_width() > view.w * 0.45:
            return pygame.Rect(view.x + px(14), view.y, 0, 0)
        return self.picture().get_rect(topleft=(view.x + px(14), view.y + px(14)))

    def arrow(self) -> pygame.Rect:
        """Where the arrow to the north stands: beside what counts, under the title."""
        beside = self._goals() or self.rect()
        at = beside.right + self.screen.brush.px(10), beside.y
        return north_arrow(self.screen.brush.theme.scale).get_rect(topleft=at)

    def draw(self, surface: pygame.Surface) -> None:
        """Title and arrow where there is room, then the legend."""
        title = self.rect()
        if title.h:
            surface.blit(self.picture(), title)
            surface.blit(north_arrow(self.screen.brush.theme.scale), self.arrow())
        if "legend" in self.screen.overlays.on:
            self._draw_legend(surface, title)

    def _draw_legend(self, surface: pygame.Surface, title: pygame.Rect) -> None:
        """Under what counts if it fits there, else beside the title."""
        s, px = self.screen, self.screen.brush.px
        samples = (*s.sitting.scenario.look.map.claims.items(), *LEGEND)
        key = legend(_("Legend"), tuple((k, _(w)) for k, w in samples), s.brush.theme.scale)
        buttons = (w.rect.x for w in s.ui.widgets if isinstance(w, Button) and w.rect.x > title.right)
        below = (self._goals() or title).bottom + px(8)
        beside = min(title.right + px(8), min(buttons, default=0) - key.get_width() - px(8))
        fits = below + key.get_height() <= s.camera.view.bottom
        surface.blit(key, (title.x, below) if fits else (beside, s.camera.view.y + px(8)))

    def _goals(self) -> pygame.Rect | None:
        return next((w.rect for w in self.screen.ui.widgets if isinstance(w, GoalPanel)), None)
