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
from game.client.pages.saved_games import Newest
from game.core.words import _, counted, titled
from game.files.lessons import find_lessons

Action = Callable[[], None]


class Entry(Widget):
    """A line of the menu in the title face, with a dim remark beside it."""

    focusable = True

    def __init__(self, rect: pygame.Rect, label: str, remark: str, action: Action, *, style: str = "title") -> None:
        super().__init__(rect)
        self.label, self.remark, self.action, self.style = label, remark, action, style

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
        end = b.text(
            surface, self.label, (self.rect.x + b.px(22), self.rect.centery), self.style, ink, anchor="midleft"
        )
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

    def tip_at(self, at: tuple[int, int]) -> str:
        """Its remark, which may have been cut."""
        return super().tip_at(at) or (titled(self.label, self.remark) if self.remark else "")

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
        self.newest = Newest()
        self.first = next(iter(find_lessons()), None)

    def enter(self) -> None:
        """A game may have come to its end since the page was left."""
        self.newest = Newest()
        super().enter()

    def layout(self) -> None:
        """The entries under the title."""
        px = self.app.theme.px
        w, h = self.size
        tall = px(46) if h >= px(760) else px(38)
        top = px(380) if h >= px(1000) else px(250)
        left, wide = px(96) if w >= px(1500) else px(48), min(px(680), w - px(96))
        last = self.newest.saved
        lines: list[tuple[str, str, Action]] = []
        if last is not None:
            lines.append((_("Continue"), f"{last.name} · {last.day}", lambda: doors.continue_game(self)))
        elif self.first is not None:
            time = counted("{n} minute", "{n} minutes", self.first.lesson.minutes)
            lines.append((_(self.first.lesson.title), _("a lesson, {time}").format(time=time), self._first_lesson))
        lines += [
            (_("New battle"), _("choose a scenario and a side"), lambda: doors.choose_battle(self.app)),
            (
                _("North or South"),
                _("the strategic choice, July 1938 to December 1941"),
                lambda: doors.choose_strategic(self.app),
            ),
            (_("Play by file"), _("with friends elsewhere, through a folder"), lambda: doors.mail(self.app)),
            (
                _("Replay history"),
                _("turn by turn beside the record"),
                lambda: doors.choose_battle(self.app, replay=True),
            ),
            (
                _("The longer road"),
                _("1860 to 1938: forces, incidents, the line of 1886"),
                lambda: doors.road(self.app),
            ),
            (
                _("Which sentence stands?"),
                _("the thesis with its evidence, sentence by sentence"),
                lambda: doors.open_thesis(self.app),
            ),
            (
                _("What-if laboratory"),
                _("compare a thousand outcomes with history"),
                lambda: doors.laboratory(self.app),
            ),
            (_("Lessons"), _("the game learned by playing it"), lambda: doors.lessons(self)),
            (_("Load a game"), _("named copies and earlier states too"), lambda: doors.load(self)),
            (_("Settings"), _("language, size, colours, sound, keys"), lambda: doors.settings(self)),
            (_("Help"), _("keys, rulebook, about"), self.app.help),
            (_("Quit"), "", self.app.pop),
        ]
        if top + len(lines) * (tall + px(6)) > h - px(70):
            top = max(px(150) if h >= px(600) else px(72), h - px(70) - len(lines) * (tall + px(6)))
        gap, style = px(6), "title"
        if top + len(lines) * (tall + gap) > h - px(44):  # a low window, or large letters: all entries, smaller
            tall, gap, style = (h - px(44) - top) // len(lines), 0, "heading"
        at = next((i for i, w_ in enumerate(self.ui.widgets) if w_ is self.ui.focus), 0)
        rows = [
            Entry(pygame.Rect(left - px(22), top + i * (tall + gap), wide, tall), *line, style=style)
            for i, line in enumerate(lines)
        ]
        self.ui.set(rows, focus=rows[min(at, len(rows) - 1)])

    def _first_lesson(self) -> None:
        if self.first is not None and (line := doors.lesson(self.app, self.first)):
            self.app.tell(_("This lesson cannot be opened"), line)

    def tick(self, dt_s: float) -> bool:
        """The picture behind and the state of the rules arrive while the page is shown."""
        news = self.backdrop.tick()
        if self.warming.state != self._told:
            self._told = self.warming.state
            news = True
        if self.newest.is_found():
            self.layout()
            news = True
        return news

    def covered(self) -> None:
        """The picture behind is made again when the page is back."""
        self.backdrop.forget()

    def draw(self, surface: pygame.Surface) -> None:
        """Map, title, state of the rules."""
        b, px = self.brush, self.app.theme.px
        self.backdrop.draw(surface)
        first = self.ui.widgets[0].rect
        if first.right > self.size[0] * 0.6:  # the words reach over the part of the map that is not in shade
            b.dim(surface, surface.get_rect(), 150)
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
                "display" if y > px(150) else "title" if y > px(60) else "heading",
                palette.TEXT,
                anchor="bottomleft",
            )
            b.text(
                surface,
                "1938",
                (title.right + px(16), title.bottom - (px(14) if y > px(60) else 0)),
                "title" if y > px(60) else "heading",
                palette.BRASS,
                anchor="bottomleft",
            )
        foot, width = (left, self.size[1] - px(30)), self.size[0] - 2 * left
        line = warm.line(self.warming)
        if not self.warming.is_over:
            line = f"{line} · " + _("every battle begins at once")
        b.text(surface, line, foot, "small", palette.DIM, anchor="midleft", width=width)

    def handle(self, event: pygame.Event) -> None:
        """Arrows move the focus from anywhere."""
        if event.type == pygame.KEYDOWN and event.key in (pygame.K_UP, pygame.K_DOWN):
            self.ui.step(1 if event.key == pygame.K_DOWN else -1)
