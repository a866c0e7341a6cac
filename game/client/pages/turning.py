"""From seat to seat and from turn to turn, at either scale: the curtain of a hot-seat game, resolving beside the window."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

import pygame

from game.client.kit import palette
from game.client.kit.worker import Job
from game.client.pages.curtain import CurtainScreen
from game.core.words import _

if TYPE_CHECKING:
    from game.client.app import App
    from game.client.kit.paint import Brush
    from game.client.kit.palette import Colour
    from game.client.kit.screen import Screen
    from game.client.kit.widgets import Modal
    from game.players.table import SealedTable

T = TypeVar("T")


def has_sealed(table: SealedTable[Any, Any, Any]) -> bool:
    """A game by file in which all here have sealed: the turn waits for others."""
    return bool(getattr(table, "is_sealed", False))


def is_by_file(table: SealedTable[Any, Any, Any]) -> bool:
    """A game by file that is not over."""
    return bool(table.match.is_closed)


def with_claims(words: str, table: SealedTable[Any, Any, Any]) -> str:
    """What is told at the end, and of a game by file the turns that were played with a seat silent."""
    return "\n".join([words, *getattr(table, "claims_told", ())])


def why_alone() -> str:
    """Why Run is dark in such a game."""
    return _("In a game by file every turn is sealed by itself.")


def why_closed() -> str:
    """Why such a game has no branches and no copies."""
    return _("A game by file has one course until it is over.")


class Page(Protocol):
    """The screen of a game."""

    app: App
    modal: Modal | None

    def layout(self) -> None:
        """Places everything anew."""


class Handing(Generic[T]):
    """What happens between two drafts, for the page of either scale. `table`: whose turns they are."""

    def __init__(self, page: Page, table: SealedTable[Any, Any, Any]) -> None:
        self.page, self.table = page, table
        self.is_passed = False
        self._job: Job[T] | None = None

    @property
    def is_busy(self) -> bool:
        """A turn is being resolved."""
        return self._job is not None

    def pass_on(self, seal: tuple[Colour, Colour], name: str, remark: str, arrive: Callable[[], None]) -> None:
        """Raises the curtain for the seat that writes next. `seal`: colours of the seal that lies on it."""
        self._cover(lambda lifted: CurtainScreen(self.page.app, seal, name, remark, lifted), arrive)

    def wait(self, head: str, arrive: Callable[[], None]) -> None:
        """Covers the page of a game by file, whose orders are sealed, until the turn can be played. `head`: game and turn."""
        from game.client.mail.waiting import MailWaiting

        table: Any = self.table
        self._cover(lambda come: MailWaiting(self.page.app, table.post, head, come, looks=table), arrive)

    def _cover(self, cover: Callable[[Callable[[], None]], Screen], arrive: Callable[[], None]) -> None:
        self.is_passed = True

        def lifted() -> None:
            self.is_passed = False
            arrive()

        self.page.layout()
        self.page.app.push(cover(lifted))

    def put_away(self) -> None:
        """The page is left: what no turn has resolved yet is kept beside the journal. A turn by file is resolved first."""
        if self._job is not None and self.table.is_by_file and self._job.wait():
            self._job = None
        if not self.is_busy and (wrong := self.table.put_away()):
            print(f"changkufeng: {wrong}", file=sys.stderr)

    def start(self, work: Callable[[], T]) -> None:
        """Resolves the turn beside the window."""
        self._job = Job(work)
        self.page.layout()

    def fetch(self, done: Callable[[T], None], failed: Callable[[], None]) -> bool:
        """Looks whether the turn is resolved; True while that is awaited. After a fault all stands, and the last seals again."""
        self._tell_news()
        if self._job is None:
            return False
        if self._job.is_done:
            job, self._job = self._job, None
            if job.error is None:
                done(job.result)
                return True
            failed()
            words = str(job.error).splitlines() or [type(job.error).__name__]
            self.page.app.tell(_("The turn was not resolved; your orders are kept"), words[0])
            self.page.layout()
        return True

    def _tell_news(self) -> None:
        """What became of the game's file is told once nothing else is being read."""
        if self.table.news and self.page.modal is None and not self.is_passed:
            lines = " ".join(self.table.news)
            self.table.news.clear()
            self.page.app.tell(_("The file of this game"), lines)


def draw_waiting(brush: Brush, surface: pygame.Surface, centre: tuple[int, int], words: str) -> None:
    """The thin bar while a turn is resolved."""
    px = brush.px
    box = pygame.Rect(0, 0, px(420), px(64))
    box.center = centre
    brush.box(surface, box, palette.PANEL, palette.LINE, radius=4)
    at = (box.centerx, box.y + px(24))
    brush.text(surface, words, at, "body", palette.TEXT, anchor="center", width=box.w - px(20))
    t = (pygame.time.get_ticks() // 12) % (box.w - px(60))
    surface.fill(palette.LINE, (box.x + px(20), box.bottom - px(16), box.w - px(40), 3))
    surface.fill(palette.BRASS, (box.x + px(20) + min(t, box.w - px(100)), box.bottom - px(16), px(60), 3))
