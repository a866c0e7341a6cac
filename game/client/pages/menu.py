"""The menu: the map at dawn, dark to the left, and what may be begun; the rules compile behind it."""

from __future__ import annotations

from collections.abc import Callable

import pygame

from game.client import doors, warm
from game.client.app import App
from game.client.kit import palette
from game.client.kit.screen import Screen
from game.client.kit.widgets import Ui, Widget
from game.client.pages.backdrop import Backdrop
from game.core.words import _
from game.files import saves

Action = Callable[[], None]


class Entry(Widget):
    """A line of the menu in the title face, with a dim remark beside it."""

    focusable = True

    def __init__(self, rect: pygame.Rect, label: str, remark: str, action: Action) -> None:
        super().__init__(rect)
        self.label, self.remark, self.action = label, remark, action

    def draw(self, ui: Ui, surface: pygame.Surface) -> None:
        """Lit while hot or focused, with a brass bar at the left."""
        b = ui.brush
        lit = ui.hot is self or (ui.focus is self and ui.ring_shown)
        if lit and self.enabled:
            band = pygame.Surface(self.rect.size, pygame.SRCALPHA)
            band.fill((*palette.BRASS, 46))
            surface.blit(band, self.rect)
            pygame.draw.rect(surface, palette.BRASS, (self.rect.x, self.rect.y, b.px(4), self.rect.h))
        ink = palette.TEXT if self.enabled else b.faded(palette.TEXT)
        end = b.text(surface, self.label, (self.rect.x + b.px(22), self.rect.centery), "title", ink, anchor="midleft")
        if self.remark:
            b.text(
                surface,
                self.remark,
                (end.right + b.px(18), end.centery + b.px(4)),
                "body",
                palette.BRASS if lit else palette.DIM,
                anchor="midleft",
                width=self.rect.right - end.right - b.px(24),
            )

    def ring(self) -> pygame.Rect:
        """The ring goes round the line."""
        return self.rect.inflate(2, 2)

    def click(self, ui: Ui, at: tuple[int, int]) -> None:
        """Begins what it says."""
        self.action()

    def key(self, ui: Ui, event: pygame.Event) -> bool:
        """Enter begins; Up and Down go on."""
        if event.type != pygame.KEYDOWN:
            return False
        if event.key in (pygame.K_RETURN, pygame.K_KP_ENTER, pygame.K_SPACE):
            self.action()
            return True
        if event.key in (pygame.K_UP, pygame.K_DOWN):
            return ui.step(1 if event.key == pygame.K_DOWN else -1)
        return False


class MenuScreen(Screen):
    """The first page."""

    def __init__(self, app: App) -> None:
        super().__init__(app)
        self.backdrop = Backdrop()
        self.warming = warm.start()
        self._told = -1

    def layout(self) -> None:
        """The entries under the title."""
        px = self.app.theme.px
        w, h = self.size
        tall = px(46) if h >= px(760) else px(38)
        top = px(380) if h >= px(1000) else px(250)
        left, wide = px(96) if w >= px(1500) else px(48), min(px(680), w - px(96))
        last = next(iter(saves.games()), None)
        lines: list[tuple[str, str, Action]] = []
        if last is not None:
            lines.append((_("Continue"), f"{last.name} · {last.day}", lambda: doors.continue_game(self)))
        lines += [
            (_("New battle"), _("choose a scenario and a side"), lambda: doors.choose_battle(self.app)),
            (
                _("North or South"),
                _("the strategic choice, July 1938 to December 1941"),
                lambda: doors.choose_strategic(self.app),
            ),
            (
                _("Replay history"),
                _("turn by turn beside the record"),
                lambda: doors.choose_battle(self.app, replay=True),
            ),
            (
                _("What-if laboratory"),
                _("compare a thousand outcomes with history"),
                lambda: doors.laboratory(self.app),
            ),
            (_("Load a game"), _("named copies and earlier states too"), lambda: doors.load(self)),
            (_("Settings"), _("language, size, colours, sound, keys"), lambda: doors.settings(self)),
            (_("Help"), _("keys, rulebook, about"), self.app.help),
            (_("Quit"), "", self.app.pop),
        ]
        if top + len(lines) * (tall + px(6)) > h - px(70):
            top = max(px(150), h - px(70) - len(lines) * (tall + px(6)))
        at = next((i for i, w_ in enumerate(self.ui.widgets) if w_ is self.ui.focus), 0)
        rows = [
            Entry(pygame.Rect(left - px(22), top + i * (tall + px(6)), wide, tall), *line)
            for i, line in enumerate(lines)
        ]
        self.ui.set(rows, focus=rows[min(at, len(rows) - 1)])

    def tick(self, dt_s: float) -> bool:
        """The picture behind and the state of the rules arrive while the page is shown."""
        news = self.backdrop.tick()
        if self.warming.state != self._told:
            self._told = self.warming.state
            news = True
        return news

    def draw(self, surface: pygame.Surface) -> None:
        """Map, title, state of the rules."""
        b, px = self.brush, self.app.theme.px
        self.backdrop.draw(surface)
        first = self.ui.widgets[0].rect
        left, y = first.x + px(22), first.y - px(28)
        pygame.draw.line(surface, palette.BRASS, (left, y), (left + px(470), y), 2)
        pygame.draw.line(surface, palette.BRASS, (left, y + px(5)), (left + px(470), y + px(5)))
        if self.size[1] >= px(1000):
            b.text(surface, "1938", (left, y - px(26)), "title", palette.BRASS, anchor="bottomleft")
            title = b.text(
                surface, "Changkufeng", (left - px(4), y - px(66)), "display", palette.TEXT, anchor="bottomleft"
            )
            b.text(surface, "張鼓峰  ·  Хасан", (left, title.y - px(4)), "heading", palette.BRASS, anchor="bottomleft")
        else:
            title = b.text(
                surface,
                "Changkufeng",
                (left, y - px(10)),
                "display" if y > px(150) else "title",
                palette.TEXT,
                anchor="bottomleft",
            )
            b.text(
                surface,
                "1938",
                (title.right + px(16), title.bottom - px(14)),
                "title",
                palette.BRASS,
                anchor="bottomleft",
            )
        foot, width = (left, self.size[1] - px(30)), self.size[0] - 2 * left
        b.text(surface, self.warming.line, foot, "small", palette.DIM, anchor="midleft", width=width)

    def handle(self, event: pygame.Event) -> None:
        """Arrows move the focus from anywhere."""
        if event.type == pygame.KEYDOWN and event.key in (pygame.K_UP, pygame.K_DOWN):
            self.ui.step(1 if event.key == pygame.K_DOWN else -1)
