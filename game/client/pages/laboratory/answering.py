"""The paper: what is asked before it is played, then the answer in a sentence, the outcomes, and the question whole."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

import pygame

from game.client.kit import palette
from game.client.kit.widgets import Button, Panel, Reading, Tabs, Widget
from game.client.pages.laboratory.asking import short
from game.client.pages.laboratory.results import Results
from game.core.words import _, written

if TYPE_CHECKING:
    from game.client.kit.widgets.reading import Block as Shown
    from game.client.pages.laboratory.lines import Block
    from game.client.pages.laboratory.screen import LaboratoryScreen

LOOKS = {
    "title": ("title", palette.INK),
    "note": ("note", palette.PAPER_DIM),
    "body": ("body", palette.INK),
    "head": ("strong", palette.SOVIET),
    "answer": ("strong", palette.INK),
    "warn": ("body", palette.SOVIET_LINE),
}
WIDEST = 880  # pixels at 100 % of a line that is read


def answer(page: LaboratoryScreen, room: pygame.Rect) -> tuple[list[Widget], pygame.Rect]:
    """The widgets of the paper and of the buttons under it, and the paper's rectangle."""
    buttons, top = _buttons(page, room)
    paper = pygame.Rect(room.x, room.y, room.w, top - room.y - page.app.theme.px(14 if not page.is_narrow else 8))
    panel = Panel(paper, partial(_paint, page), lambda: page.app.theme.scale)
    return [panel, *_reading(page, paper), *buttons], paper


def shown(blocks: Sequence[Block], *, is_narrow: bool = False) -> list[Shown]:
    """Blocks as they are written on paper, those without words left out. `is_narrow`: titles smaller."""
    found: list[Shown] = []
    for kind, words in blocks:
        style, ink = LOOKS[kind]
        found += [(words, "heading" if is_narrow and style == "title" else style, ink)] if words else []
    return found


# ---------------------------------------------------------------- what is read
def _reading(page: LaboratoryScreen, paper: pygame.Rect) -> list[Widget]:
    px, result = page.app.theme.px, page.study.result
    if result is None:
        room = paper.inflate(-px(64 if not page.is_narrow else 28), -px(56 if not page.is_narrow else 24))
        blocks = shown(_about(page), is_narrow=page.is_narrow)
        return [Reading((room.x, room.y, min(room.w, px(WIDEST)), room.h), blocks, scroll=page.read)]
    page.shown = min(page.shown, len(result.chosen) - 1)
    room = paper.inflate(-px(48 if not page.is_narrow else 24), -px(40 if not page.is_narrow else 20))
    widgets: list[Widget] = []
    if len(result.chosen) > 1:
        names = [_(q.title) for q in result.chosen]
        wide = sum(page.brush.size(name, "strong")[0] + px(24) for name in names)
        if wide > room.w:  # the names by which they are asked are shorter
            names, wide = [short(page, q.id) for q in result.chosen], min(room.w, px(190) * len(names))
        widgets.append(Tabs((room.x, room.y, wide, px(30)), names, page.shown, page.show_what_if))
        room = pygame.Rect(room.x, room.y + px(40), room.w, room.h - px(40))
    rows = result.lines(page.shown, by_effect=page.by_effect)
    told = result.told(page.shown)
    above: list[Block] = [*told.asked[:2], ("answer", told.answer), *(("warn", words) for words in told.warnings)]
    whose = [("head", _("Whose orders, and where the difference lies"))] if any(told.whose) else []
    below: list[Block] = [
        *whose,
        *(("body", words) for words in told.whose),
        ("head", _("What was asked")),
        *told.asked[2:],
        ("note", result.footer()),
    ]
    list_room = pygame.Rect(room.x, room.y, room.w + px(16 if not page.is_narrow else 8), room.h)
    head, foot = (shown(blocks, is_narrow=page.is_narrow) for blocks in (above, below))
    listed = Results(list_room, rows, scroll=page.scroll, head=head, foot=foot)
    listed.tip = _(
        "n: games played of each, in the same worlds, whose seeds are named; games were played in so many seconds (s) "
        "under these rules. With them anybody gets the same figures again."
    )
    return [*widgets, listed]


def _about(page: LaboratoryScreen) -> list[Block]:
    """What the question looked at changes, before it is played."""
    found = page.questions
    if not found or page.subject is None:
        none = _("No what-if has these words about it") if page.search else _("No what-if can be asked from here")
        return [("body", none)]
    return page.subject.about(found[page.looked_at])


def _paint(page: LaboratoryScreen, surface: pygame.Surface, rect: pygame.Rect) -> None:
    surface.fill(palette.PAPER)
    page.brush.box(surface, rect, None, palette.PAPER_LINE)


# ---------------------------------------------------------------- buttons
def _buttons(page: LaboratoryScreen, room: pygame.Rect) -> tuple[list[Widget], int]:
    """What can be done with the paper, in as many rows as the words need, and the top of them."""
    if page.study.result is None:
        button = _at_once(page, room)
        return [button], button.rect.y
    b, px = page.brush, page.app.theme.px
    result, high, gap = page.study.result, px(36 if not page.is_narrow else 30), px(8)
    style, sorts = "body" if not page.is_narrow else "small", (_("By effect"), _("As listed"))
    wide = 2 * max(b.size(words, "strong")[0] + px(24) for words in sorts)
    widgets: list[Widget] = [Tabs((0, 0, wide, high), sorts, 0 if page.by_effect else 1, page.sort)]
    acts = (
        (_("See that turn"), page.see),
        (_("New question"), page.clear),
        (_("Save figures"), partial(page.save, "json")),
        (_("Save report"), partial(page.save, "html")),
    )
    for words, act in acts:
        widgets.append(Button((0, 0, b.size(words, style)[0] + px(28), high), words, act, style=style))
    see = widgets[1]
    see.tip = _("Replays the turn in which the two worlds first part, in the world of the what-if")
    see.enabled, see.why_not = result.parting(page.shown) is not None, result.why_no_turn
    rows: list[list[Widget]] = [[]]
    for widget in widgets:
        if rows[-1] and sum(w.rect.w + gap for w in rows[-1]) + widget.rect.w > room.w:
            rows.append([])
        rows[-1].append(widget)
    top = room.bottom - len(rows) * high - (len(rows) - 1) * gap
    for i, row in enumerate(rows):
        x, y = room.x, top + i * (high + gap)
        spare = max(0, room.w - sum(w.rect.w for w in row) - gap * (len(row) - 1))
        for widget in row:
            more = min(px(40), spare // len(row))
            widget.rect = pygame.Rect(x, y, widget.rect.w + more, high)
            x = widget.rect.right + gap
    return widgets, top


def _at_once(page: LaboratoryScreen, room: pygame.Rect) -> Button:
    """What the bank answers, under the question."""
    px, high = page.app.theme.px, page.app.theme.px(36 if not page.is_narrow else 30)
    n = min((page.subject.banked(w) for w in page.asked), default=0) if page.subject is not None else 0
    words = _("Answer at once ({n} games)").format(n=written(n, ",")) if n else _("Answer at once")
    box = (room.x, room.bottom - high, min(room.w, px(320)), high)
    found = Button(box, words, page.answer_at_once)
    found.tip = _("From the bank of results that comes with the game: nothing is played")
    found.enabled = bool(n) and not page.study.is_running
    found.why_not = _("the bank has no answer that holds for this: Start plays it")
    return found
