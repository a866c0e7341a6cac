"""The report of a turn: news, what the seat learns of it, and at the end of an act its score by parts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import pygame

from game.client.kit import palette
from game.client.kit.keys import shown
from game.client.kit.widgets import Button, Listing, Modal, Panel, Reading, Row, Scroll, Widget
from game.client.theatre.top_bar import part_words, total_words
from game.core.words import _, written

if TYPE_CHECKING:
    from game.client.kit.paint import Brush
    from game.client.theatre.facts import ActScores, EventFact


class ReportDialog(Modal):
    """Paper over the map: news above, events below, the score of an act at the right."""

    def __init__(
        self,
        brush: Brush,
        title: str,
        news: Sequence[str],
        events: Sequence[EventFact],
        scores: ActScores | None,
        save_error: str,
        *,
        why: Callable[[EventFact], None],
        close: Callable[[], None],
    ) -> None:
        super().__init__(brush, (brush.px(1080 if scores else 880), brush.px(680)), title, close, paper=True)
        self.news, self.events, self.scores, self.why = tuple(news), tuple(events), scores, why
        self.save_error = save_error
        self.at = 0 if events else -1
        self.scroll = Scroll()

    def lay_out(self, window: tuple[int, int]) -> None:
        """Places news, events, score and buttons."""
        from game.client.theatre.turning import colour_of

        b, px = self.ui.brush, self.ui.brush.px
        room = self.place(window)
        wide = room.w if self.scores is None else round(room.w * 0.6)
        blocks: list[tuple[str, str, tuple[int, ...]]] = []
        if self.save_error:
            blocks.append((_("Not saved: {why}").format(why=self.save_error), "body", palette.CLAIM_SOVIET))
        if self.news:
            blocks.append((_("News of the new turn"), "strong", palette.CLAIM_SOVIET))
            blocks += [(line, "body", palette.INK) for line in self.news]
        high = min(px(190), sum(b.height(w, s, wide - px(14)) + px(8) for w, s, _c in blocks))
        widgets: list[Widget] = [Reading((room.x, room.y, wide, high), blocks)] if blocks else []
        top = room.y + high + (px(10) if blocks else 0)
        rows = [Row(e.words, dot=colour_of(e.kind)) for e in self.events]
        listing = Listing(
            (room.x, top, wide, room.bottom - top - px(50)), rows, self._choose, chosen=self.at, height=px(26), paper=True,
            scroll=self.scroll, enter=lambda i: self.why(self.events[i]),
        )  # fmt: skip
        y = room.bottom - px(34)
        why = Button((room.x, y, px(110), px(40)), _("Why"), self._why, look="paper", key=shown("E"))
        why.enabled = bool(self.events)
        done = Button((room.right - px(170), y, px(170), px(40)), _("Go on"), self.close, look="brass", key="Esc")
        if self.scores is not None:
            box = (room.x + wide + px(24), room.y, room.w - wide - px(24), room.h - px(50))
            self._paper = Panel(box, self._score, lambda: b.theme.scale)
            widgets.append(self._paper)
        self.set([*widgets, listing, why, done], focus=done)

    def handle(self, event: pygame.Event) -> bool:
        """E explains the event chosen."""
        if event.type == pygame.KEYDOWN and event.key == pygame.K_e:
            self._why()
            return True
        return super().handle(event)

    def _choose(self, i: int) -> None:
        self.at = i

    def _why(self) -> None:
        if 0 <= self.at < len(self.events):
            self.why(self.events[self.at])

    def _score(self, surface: pygame.Surface, rect: pygame.Rect) -> None:
        b, px, found = self.ui.brush, self.ui.brush.px, self.scores
        assert found is not None
        surface.fill(palette.PAPER_SHADE)
        room = rect.inflate(-px(28), -px(24))
        head = _("Score of the act") if found.is_over else _("If nothing more is ordered")
        y = b.text(
            surface, head, room.topleft, ("heading", "strong", "small"), palette.INK, width=room.w - px(56)
        ).bottom
        b.text(
            surface,
            f"{found.total:.0f}",
            (room.right, room.y - px(4)),
            "title",
            palette.CLAIM_SOVIET,
            anchor="topright",
        )
        if found.is_over:
            words = graded(found.percentile)
            y = b.text(surface, words, (room.x, y + px(2)), "small", palette.PAPER_DIM, width=room.w).bottom
        y += px(14)
        is_narrow = room.w < px(240)
        spots = [(pygame.Rect(0, 0, rect.w, y), total_words(found))]
        for part in found.parts:
            top = y
            low = (
                px(16) if is_narrow else 0
            )  # the figures stand behind the bar, where they have no room beside the words
            wide = room.w if is_narrow else room.w - px(92)
            b.text(surface, _(part.title), (room.x, y), ("body", "small", "key"), palette.INK, width=wide)
            points = f"{written(part.points, '.1f')} / {part.most:.0f}"
            b.text(surface, points, (room.right, y + low), "time", palette.INK, anchor="topright")
            bar = pygame.Rect(room.x, y + px(22), room.w - (px(92) if is_narrow else 0), px(6))
            pygame.draw.rect(surface, palette.PAPER_LINE, bar)
            full = round(bar.w * max(0.0, part.points) / max(1.0, part.most))
            pygame.draw.rect(surface, palette.CLAIM_JAPAN, (bar.x, bar.y, full, bar.h))
            y += px(32)
            if part.note:
                y = b.paragraph(
                    surface, part.note, pygame.Rect(room.x, y, room.w, 0), "small", palette.PAPER_DIM, lines=2
                )
            y += px(8)
            spots.append((pygame.Rect(0, top, rect.w, y - top), part_words(part)))
        self._paper.spots = spots


def graded(percentile: float | None) -> str:
    """Where the score of an act stands among computer games, or why that is not said."""
    if percentile is None:
        return _("not graded: no games of this very content and these rules are kept to compare with")
    return _("better than {n} % of computer games").format(n=round(percentile))
