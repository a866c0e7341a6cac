"""Which sentence of the thesis survives, under which dial: every sentence with verdict, figures, finding and evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pygame

from game.client.kit import palette
from game.client.kit.screen import Screen
from game.client.kit.widgets import Button, Panel, Reading, Scroll, Ui, Widget
from game.client.kit.worker import Job
from game.client.theatre.names import DIALS, VERDICTS, Sources
from game.core.words import _, quoted, written

if TYPE_CHECKING:
    from game.client.app import App
    from game.client.kit.palette import Colour
    from game.model.theatre.cards import Deck
    from game.whatif.theatre.outlook.thesis import Judged, Strength

MARK_COLOUR = {
    "survives": palette.GOOD,
    "in part": palette.BRASS,
    "does not": palette.WARN,
    "not measured": palette.DIM,
}
WIDE = 1000  # pixels of the drawing that list and paper need side by side
_jobs: dict[str, Job[list[Judged]]] = {}


def judged(deck: Deck) -> Job[list[Judged]]:
    """The verdicts of a deck, computed once beside the window."""
    if deck.id not in _jobs:
        from game.whatif.theatre.outlook.thesis import judge

        _jobs[deck.id] = Job(lambda: judge(deck))
    return _jobs[deck.id]


class SentenceList(Widget):
    """The sentences one under the other, each with a mark for each dial."""

    focusable = True
    clicks_focus = True

    def __init__(self, rect: pygame.Rect, screen: ThesisScreen) -> None:
        super().__init__(rect)
        self.screen, self.scroll = screen, screen.list_scroll

    def row_height(self, ui: Ui) -> int:
        """Pixels of a row."""
        return ui.brush.px(74)

    def draw(self, ui: Ui, surface: pygame.Surface) -> None:
        """Rows in view."""
        b, step = ui.brush, self.row_height(ui)
        found = self.screen.found
        self.scroll.fit(len(found) * step, self.rect.h)
        old = surface.get_clip()
        surface.set_clip(self.rect.clip(old))
        for i, each in enumerate(found):
            row = pygame.Rect(
                self.rect.x, self.rect.y + i * step - self.scroll.offset, self.rect.w - b.px(12), step - b.px(6)
            )
            on = i == self.screen.at
            hot = ui.hot is self and row.collidepoint(ui.pointer)
            fill = palette.RAISED if on or hot else palette.PANEL
            b.box(surface, row, fill, palette.BRASS if on else palette.LINE, radius=3)
            text = pygame.Rect(row.x + b.px(10), row.y + b.px(6), row.w - b.px(120), row.h)
            b.paragraph(surface, _(each.sentence.claim), text, "body", palette.TEXT, lines=3)
            for k, dial in enumerate(each.verdicts):
                mark(b, surface, (row.right - b.px(84) + k * b.px(32), row.centery), each.verdicts[dial])
        surface.set_clip(old)
        self.scroll.draw(surface, self.rect)

    def click(self, ui: Ui, at: tuple[int, int]) -> None:
        """Chooses the sentence under the pointer."""
        self.scroll.release()
        i = (at[1] - self.rect.y + self.scroll.offset) // self.row_height(ui)
        if 0 <= i < len(self.screen.found):
            self.screen.choose(i)
            self.screen.read()

    def press(self, ui: Ui, at: tuple[int, int]) -> None:
        """Takes the scroll bar if the point is on it."""
        self.scroll.press(self.rect, at)

    def drag(self, ui: Ui, at: tuple[int, int]) -> None:
        """Rolls with the bar."""
        self.scroll.drag(self.rect, at)

    def wheel(self, ui: Ui, steps: int) -> bool:
        """Rolls."""
        return self.scroll.by(-steps * self.row_height(ui)) or True

    def key(self, ui: Ui, event: pygame.Event) -> bool:
        """Up and Down choose; Enter reads on a narrow page."""
        if event.type == pygame.KEYDOWN and event.key in (pygame.K_RETURN, pygame.K_KP_ENTER, pygame.K_SPACE):
            self.screen.read()
            return True
        if event.type != pygame.KEYDOWN or event.key not in (pygame.K_UP, pygame.K_DOWN) or not self.screen.found:
            return False
        i = max(0, min(len(self.screen.found) - 1, self.screen.at + (1 if event.key == pygame.K_DOWN else -1)))
        self.scroll.show(i * self.row_height(ui), self.row_height(ui))
        self.screen.choose(i)
        return True


def mark(b: object, surface: pygame.Surface, at: tuple[int, int], verdict: str) -> None:
    """A verdict as a shape: dot, half dot, triangle, empty square."""
    x, y = at
    r = 9
    colour = MARK_COLOUR.get(verdict, palette.DIM)
    if verdict == "survives":
        pygame.draw.circle(surface, colour, at, r)
    elif verdict == "in part":
        pygame.draw.circle(surface, colour, at, r, 2)
        pygame.draw.circle(surface, colour, at, r, 0, draw_top_left=True, draw_bottom_left=True)
    elif verdict == "does not":
        pygame.draw.polygon(surface, colour, [(x, y - r), (x + r, y + r - 1), (x - r, y + r - 1)])
    else:
        pygame.draw.rect(surface, colour, (x - r + 2, y - r + 2, 2 * r - 4, 2 * r - 4), 2)


def bars_words() -> str:
    """How the bars are read, and the letters after a source."""
    return _(
        "Bars: the chance of the outcome with the choice made, from the upright that marks it without. "
        "Letters after a source: A well attested, B one good source, C estimate or disputed."
    )


class ThesisScreen(Screen):
    """The list of sentences, the one chosen on paper."""

    def __init__(self, app: App, deck: Deck) -> None:
        super().__init__(app)
        self.deck, self.sources = deck, Sources(deck)
        self.job = judged(deck)
        self.at = 0
        self.list_scroll, self.text_scroll = Scroll(), Scroll()
        self.paper = pygame.Rect(0, 0, 1, 1)
        self.is_read = False  # on a narrow page the paper lies on the list
        self._told = self.job.is_done

    @property
    def found(self) -> list[Judged]:
        """The verdicts, none while they are computed."""
        return self.job.result if self.job.is_done and self.job.error is None else []

    def tick(self, dt_s: float) -> bool:
        """The verdicts may come."""
        if self.job.is_done and not self._told:
            self._told = True
            self.layout()
            return True
        return False

    def choose(self, i: int) -> None:
        """Shows a sentence."""
        self.at = i
        self.text_scroll.offset = 0
        self.layout()
        self.dirty = True

    def read(self, *, is_read: bool = True) -> None:
        """Where list and paper have no room side by side: lays the paper on the list, or takes it away."""
        if self.is_narrow and self.found:
            self.is_read = is_read
            self.layout()
            self.dirty = True

    def back(self) -> None:
        """Back to the list, or to the page below."""
        if self.is_narrow and self.is_read:
            self.read(is_read=False)
        else:
            self.app.pop()

    @property
    def is_narrow(self) -> bool:
        """List and paper have no room side by side."""
        return self.size[0] < self.app.theme.px(WIDE)

    def layout(self) -> None:
        """Places list, paper and door."""
        px = self.app.theme.px
        w, h = self.size
        top, margin = px(108), px(24)
        left = pygame.Rect(margin, top + px(24), max(px(420), w * 2 // 5), h - top - margin - px(24))
        self.paper = pygame.Rect(left.right + px(24), px(72), w - left.right - px(24) - margin, h - px(72) - margin)
        if self.is_narrow:
            left.w, self.paper.x, self.paper.w = w - 2 * margin, margin, w - 2 * margin
        listing = SentenceList(left, self)
        listing.visible = not (self.is_narrow and self.is_read)
        widgets: list[Widget] = [listing]
        back = Button((margin, px(24), px(110), px(34)), _("Back"), self.back, key="Esc")
        if self.found and not (self.is_narrow and not self.is_read):
            room = self.paper.inflate(-px(32 if self.is_narrow else 56), -px(24 if self.is_narrow else 40))
            figures = px(30) + px(26) * (len(self.found[self.at].strengths) + 1)
            quote = self.brush.height(quoted(_(self._now.sentence.quote)), self._head, room.w)
            head = quote + px(14)
            chart = pygame.Rect(room.x, room.y + head, room.w, figures + px(12))
            bars = Panel(chart, self._figures, lambda: (self.at, self.app.theme.scale))
            bars.tip = bars_words()
            widgets += [
                Panel(pygame.Rect(room.x, room.y, room.w, head), self._quote, lambda: (self.at, self.app.theme.scale)),
                bars,
                Reading(
                    (room.x, chart.bottom + px(8), room.w, room.bottom - chart.bottom - px(8)),
                    self._blocks(),
                    scroll=self.text_scroll,
                ),
            ]
        self.ui.set([*widgets, back], focus=widgets[0] if listing.visible else widgets[-1])

    @property
    def _head(self) -> str:
        """The style of the sentence over its figures."""
        return "strong" if self.is_narrow else "heading"

    @property
    def _now(self) -> Judged:
        return self.found[self.at]

    def _quote(self, surface: pygame.Surface, rect: pygame.Rect) -> None:
        surface.fill(palette.PAPER)
        self.brush.paragraph(surface, quoted(_(self._now.sentence.quote)), rect, self._head, palette.INK)

    def _figures(self, surface: pygame.Surface, rect: pygame.Rect) -> None:
        """A row for each measure, a column for each dial: a bar from nothing, or from the chance without."""
        b, px = self.brush, self.brush.px
        surface.fill(palette.PAPER)
        each, dials = self._now, [d.id for d in self.deck.dials]
        names = round(rect.w * (0.34 if self.is_narrow else 0.4))
        wide = (rect.w - names) // max(1, len(dials))
        for k, dial in enumerate(dials):
            x = rect.x + names + k * wide
            b.text(surface, _(DIALS.get(dial, dial)), (x, 0), "strong", palette.INK, width=wide - px(8))
            verdict = each.verdicts.get(dial, "not measured")
            mark(b, surface, (x + px(9), px(33)), verdict)
            words, room = _(VERDICTS.get(verdict, verdict)), wide - px(30)
            b.text(surface, words, (x + px(26), px(33)), ("small", "key"), palette.INK, anchor="midleft", width=room)
        y = px(52)
        for measure, strengths in zip(each.sentence.measures, each.strengths, strict=True):
            b.text(surface, _(measure.what), (0, y), ("small", "key"), palette.INK, width=names - px(10))
            for k, dial in enumerate(dials):
                self._bar(surface, pygame.Rect(rect.x + names + k * wide, y, wide - px(12), px(18)), strengths[dial])
            y += px(26)

    def _bar(self, surface: pygame.Surface, rect: pygame.Rect, found: Strength) -> None:
        b, px = self.brush, self.brush.px
        figure = written(found.value, "+.2f") if found.instead is not None else written(found.value, ".2f")
        room = rect.w - px(46)
        b.text(surface, figure, (rect.right, rect.centery), "time", palette.INK, anchor="midright")
        pygame.draw.line(surface, palette.PAPER_LINE, (rect.x, rect.centery), (rect.x + room, rect.centery))
        colour: Colour = MARK_COLOUR[found.verdict]
        if found.instead is None:
            pygame.draw.rect(surface, colour, (rect.x, rect.y + px(4), round(room * found.p), rect.h - px(8)))
            return
        a, z = sorted((rect.x + round(room * found.instead), rect.x + round(room * found.p)))
        pygame.draw.rect(surface, colour, (a, rect.y + px(4), max(2, z - a), rect.h - px(8)))
        x = rect.x + round(room * found.instead)
        pygame.draw.line(surface, palette.INK, (x, rect.y + px(1)), (x, rect.bottom - px(2)), 2)

    def _blocks(self) -> list[tuple[str, str, tuple[int, ...]]]:
        said = self._now.sentence
        weight = _("not judged") if said.weight is None else written(said.weight, ".1f")
        blocks: list[tuple[str, str, tuple[int, ...]]] = [
            (_("Finding"), "strong", palette.CLAIM_SOVIET), (_(said.finding), "body", palette.INK),
            (_("Evidence for"), "strong", palette.CLAIM_SOVIET),
            *((f"+ {line}", "body", palette.INK) for line in self.sources.lines(said.supports)),
            (_("Evidence against"), "strong", palette.CLAIM_SOVIET),
            *((f"− {line}", "body", palette.INK) for line in self.sources.lines(said.limits)),
            (_("Weight that the evidence carries: {weight}").format(weight=weight), "body", palette.INK),
        ]  # fmt: skip
        if said.note:
            blocks.append((_(said.note), "note", palette.PAPER_DIM))
        blocks.append((bars_words(), "note", palette.PAPER_DIM))
        return blocks

    def draw(self, surface: pygame.Surface) -> None:
        """Desk, head, paper, names of the dials over the list."""
        b, px = self.brush, self.app.theme.px
        surface.fill(palette.DESK)
        head = _("Which sentence of the thesis survives, under which dial?")
        room = self.size[0] - px(174)
        styles = ("title", "heading", "strong", "small")
        b.text(surface, head, (px(150), px(41)), styles, palette.TEXT, anchor="midleft", width=room)
        if not (self.is_narrow and self.found and not self.is_read):
            b.paper(surface, self.paper)
        if not self.found:
            line = str(self.job.error) if self.job.is_done and self.job.error else _("The network is being evaluated …")
            b.text(surface, line, self.paper.center, "body", palette.INK, anchor="center")
            return
        if not self.ui.widgets[0].visible:
            return
        rows = self.ui.widgets[0].rect
        for k, dial in enumerate(d.id for d in self.deck.dials):
            at = (rows.right - px(12) - px(84) + k * px(32), rows.y - px(6 + 14 * (k % 2)))
            b.text(surface, _(DIALS.get(dial, dial)), at, "small", palette.DIM, anchor="midbottom")

    def handle(self, event: pygame.Event) -> None:
        """Escape goes back."""
        if event.type == pygame.KEYDOWN and event.key == pygame.K_ESCAPE:
            self.back()
