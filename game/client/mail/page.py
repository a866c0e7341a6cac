"""Play by file: the games going on, a new one, and joining one; a tab for each."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

import pygame

from game.client.kit import palette
from game.client.kit.screen import Screen
from game.client.kit.widgets import Button, Label, Tabs, Widget
from game.client.mail.going import Going
from game.client.mail.joining import Joining
from game.client.mail.new_game import NewGame
from game.client.pages.backdrop import Backdrop
from game.core.words import N_, _

if TYPE_CHECKING:
    from game.client.app import App

TITLES = (N_("Games going on"), N_("New game"), N_("Join"))
GOING, NEW, JOIN = range(3)


class Part(Protocol):
    """What a tab shows."""

    def widgets(self, room: pygame.Rect) -> list[Widget]:
        """Its widgets in a rectangle."""

    def renew(self) -> None:
        """The page comes to the top: what lies on the disk is looked at again."""


class MailPage(Screen):
    """`folder`: an exchange folder whose invitation is shown at once."""

    def __init__(self, app: App, folder: str = "") -> None:
        super().__init__(app)
        self.backdrop = Backdrop()
        self.note = ""  # one line on what could not be done
        going = Going(self)
        self.parts: tuple[Part, ...] = (going, NewGame(self), Joining(self, folder))
        going.renew()
        self.at = JOIN if folder else GOING if going.games else NEW
        self.body = pygame.Rect(0, 0, 1, 1)
        if folder:
            self.parts[JOIN].renew()

    def enter(self) -> None:
        """The page comes to the top."""
        self.parts[self.at].renew()
        super().enter()

    def layout(self) -> None:
        """Places tabs, what the tab shows, and the line on what is wrong."""
        px, (w, h) = self.app.theme.px, self.size
        margin = px(48) if w > px(1400) else px(20)
        back = Button((margin, px(16), px(110), px(34)), _("Back"), self.app.pop, key="Esc")
        wide = min(px(560), w - 2 * margin - px(130))
        tabs = Tabs((w - margin - wide, px(16), wide, px(34)), [_(t) for t in TITLES], self.at, self._turn)
        low = px(44)
        self.body = pygame.Rect(margin, px(62), w - 2 * margin, h - px(62) - low)
        note = Label(
            (margin + px(12), h - low + px(2), w - 2 * margin - px(24), low),
            self.note,
            style="small",
            colour=palette.WARN,
        )
        widgets = [*self.parts[self.at].widgets(self.body.inflate(-px(28), -px(24))), tabs, back, note]
        old = self.ui.widgets.index(self.ui.focus) if self.ui.focus in self.ui.widgets else 0
        self.ui.set(widgets, focus=widgets[min(old, len(widgets) - 1)])
        self.dirty = True

    def _turn(self, at: int) -> None:
        self.at, self.note = at, ""
        self.parts[at].renew()
        self.layout()
        self.ui.focus = next(w for w in self.ui.widgets if isinstance(w, Tabs) and w.labels == tuple(map(_, TITLES)))

    def tell(self, note: str) -> None:
        """Says in one line what could not be done, or nothing."""
        self.note = note
        self.layout()

    def act(self, do: Callable[[], str]) -> Callable[[], None]:
        """An act whose answer is "" or the line that says what is wrong."""

        def run() -> None:
            wrong = do()
            if self.app.stack and self.app.screen is self:
                self.tell(wrong)

        return run

    def tick(self, dt_s: float) -> bool:
        """The picture behind may arrive."""
        return self.backdrop.tick()

    def draw(self, surface: pygame.Surface) -> None:
        """The darkened map and the slate."""
        b, px = self.brush, self.app.theme.px
        self.backdrop.draw(surface)
        b.dim(surface, surface.get_rect(), 150)
        b.box(surface, self.body, palette.PANEL, palette.LINE, radius=4)
        title = pygame.Rect(self.body.x + px(126), 0, self.ui.widgets[-3].rect.x - self.body.x - px(140), px(66))
        if title.w > px(120):
            b.text(surface, _("Play by file"), title.midleft, "title", palette.TEXT, anchor="midleft", width=title.w)

    def handle(self, event: pygame.Event) -> None:
        """Escape goes back."""
        if event.type == pygame.KEYDOWN and event.key == pygame.K_ESCAPE:
            self.app.pop()
