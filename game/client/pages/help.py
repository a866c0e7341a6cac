"""Help: the keys as they are bound, the rulebook as the panels cite it, what the game is and whose work it rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pygame

from game.client.kit import palette
from game.client.kit.keys import ACTIONS, FIXED, PAGES
from game.client.kit.widgets import Button, Field, Listing, Modal, Panel, Row, Scroll, Tabs, Widget
from game.core.words import N_, _

if TYPE_CHECKING:
    from game.client.kit.screen import Screen
    from game.model.ruling import Rule

KEYS, RULES, ABOUT = range(3)
PAGE_NAMES = (N_("Keys"), N_("Rulebook"), N_("About"))
CREDITS = (
    (N_("Counter symbols"), "APP-6, milsymbol (MIT)"),
    (N_("Fonts"), "Old Standard TT, Noto Sans, Noto Serif, PT Sans Narrow (SIL OFL 1.1)"),
    (N_("Map data"), "OpenStreetMap (ODbL), Natural Earth"),
    (N_("Dice"), "Philox4x32-10: Salmon, Moraes, Dror, Shaw 2011"),
    (N_("Charts in reports"), "uPlot (MIT)"),
    (N_("Window"), "pygame-ce (LGPL), SDL"),
)
WHAT = N_(
    "The fighting for two hills west of Lake Khasan between Japan and the Soviet Union, 29 July to 14 August 1938, and "
    "the choice around it. Both sides write orders; the rules resolve the turn in short pulses; everything is kept in the "
    "journal. Figures of both sides stand side by side, inferred ones as bands, each with its source. It is a game about a "
    "real fight in which some thousands were killed or wounded."
)


class HelpDialog(Modal):
    """Three pages over any screen."""

    def __init__(self, screen: Screen, page: int = KEYS, rule: str = "") -> None:
        b = screen.brush
        under = screen.modal  # a dialog with a name half typed is there again afterwards
        super().__init__(b, (b.px(980), b.px(660)), _("Help"), lambda: screen.show(under), paper=True)
        self.screen, self.page, self.search = screen, page, ""
        self.at = 0
        self.field: Field | None = None
        self.scroll, self.text_scroll = Scroll(), Scroll()
        self._window = screen.size
        if rule:
            self.page = RULES
            self.at = next((i for i, r in enumerate(self.rules()) if r.number == rule), 0)

    def lay_out(self, window: tuple[int, int]) -> None:
        """Places the tabs and the page."""
        px, self._window = self.ui.brush.px, window
        room = self.place(window)
        tabs = Tabs(
            (room.x, room.y - px(4), min(room.w, px(460)), px(32)),
            [_(n) for n in PAGE_NAMES],
            self.page,
            self._turn,
        )
        close = Button(
            (room.right - px(120), room.bottom - px(30), px(120), px(38)), _("Close"), self.close, look="brass"
        )
        body = pygame.Rect(room.x, room.y + px(40), room.w, room.h - px(84))
        pages = {KEYS: self._keys, RULES: self._rules, ABOUT: self._about}
        writes = self.ui.focus is not None and self.ui.focus is self.field
        widgets = [tabs, *pages[self.page](body), close]
        self.set(widgets, focus=self.field if writes and self.field in widgets else tabs)

    def _turn(self, page: int) -> None:
        self.page, self.at = page, 0
        self.scroll.offset = 0
        self.lay_out(self._window)

    # ------------------------------------------------------------ keys
    def _keys(self, body: pygame.Rect) -> list[Widget]:
        b, bound = self.ui.brush, self.screen.app.keys
        rows = []
        for page, title in PAGES.items():
            rows.append(Row(_(title).upper()))
            rows += [Row(_(a.title), mark=bound.listed(a.name)) for a in ACTIONS if a.where == page]
        rows.append(Row(_("Always").upper()))
        rows += [Row(_(words), mark=_(keys)) for keys, words in FIXED]
        half = (len(rows) + 1) // 2
        wide = (body.w - b.px(20)) // 2
        if half * b.px(22) <= body.h:
            left = Listing((body.x, body.y, wide, body.h), rows[:half], lambda i: None, height=b.px(22), paper=True)
            right = pygame.Rect(body.x + wide + b.px(20), body.y, wide, body.h)
            return [left, Listing(right, rows[half:], lambda i: None, height=b.px(22), paper=True)]
        return [Listing(body, rows, lambda i: None, height=b.px(24), paper=True, scroll=self.scroll)]

    # ------------------------------------------------------------ rules
    def rules(self) -> list[Rule]:
        """Rules whose number, title or text holds what is searched for."""
        from game.client.library import scenario, scenario_ids

        own = getattr(self.screen, "sitting", None)
        found = own.scenario if own is not None else next((scenario(i) for i in scenario_ids()), None)
        word = self.search.casefold()
        rules = found.rulebook if found is not None else ()
        return [r for r in rules if word in f"{r.number} {r.title} {_(r.title)} {r.text}".casefold()]

    def _rules(self, body: pygame.Rect) -> list[Widget]:
        b, rules = self.ui.brush, self.rules()
        wide = round(body.w * 0.4)

        def choose(i: int) -> None:
            self.at = i

        def find(word: str) -> None:
            self.search, self.at = word, 0
            self.scroll.offset = 0
            self.lay_out(self._window)
            self.ui.focus = self.field

        tip = _("Search the rules: a number or a word, then Enter")
        if self.field is None:  # made once: what is typed stays when the window changes its size
            self.field = Field((0, 0, 1, 1), self.search, find, tip=tip)
        field = self.field
        field.rect.update(body.x, body.y, wide, b.px(34))
        rows = [Row(_(r.title), mark=r.number) for r in rules]
        listing = Listing(
            (body.x, body.y + b.px(42), wide, body.h - b.px(42)),
            rows,
            choose,
            chosen=min(self.at, len(rows) - 1),
            height=b.px(24),
            paper=True,
            scroll=self.scroll,
        )
        text = Panel(
            (body.x + wide + b.px(24), body.y, body.w - wide - b.px(24), body.h),
            self._rule,
            lambda: (self.at, self.search),
        )
        return [field, listing, text]

    def _rule(self, surface: pygame.Surface, rect: pygame.Rect) -> None:
        b, rules = self.ui.brush, self.rules()
        surface.fill(palette.PAPER)
        if not rules:
            b.text(surface, _("No rule speaks of that."), (0, 0), "body", palette.PAPER_DIM)
            return
        rule = rules[min(self.at, len(rules) - 1)]
        y = b.paragraph(surface, f"{rule.number}  {_(rule.title)}", rect, "heading", palette.INK) + b.px(6)
        room = pygame.Rect(0, y, rect.w, rect.h - y - b.px(30))
        y = b.paragraph(surface, _(rule.text), room, "body", palette.INK, lines=max(1, room.h // b.line("body")))
        b.text(
            surface,
            _("Source: {s}").format(s=rule.source),
            (0, y + b.px(8)),
            "note",
            palette.PAPER_DIM,
            width=rect.w,
        )

    # ------------------------------------------------------------ about
    def _about(self, body: pygame.Rect) -> list[Widget]:
        def paint(surface: pygame.Surface, rect: pygame.Rect) -> None:
            from game import __version__

            b = self.ui.brush
            surface.fill(palette.PAPER)
            y = b.text(surface, f"Changkufeng 1938  ·  {__version__}", (0, 0), "heading", palette.INK).bottom + b.px(8)
            y = b.paragraph(surface, _(WHAT), pygame.Rect(0, y, rect.w, rect.h), "body", palette.INK) + b.px(16)
            for name, words in CREDITS:
                b.text(surface, _(name), (0, y), "strong", palette.INK, width=b.px(230))
                b.text(surface, words, (b.px(240), y), "body", palette.INK, width=rect.w - b.px(240))
                y += b.line("body") + b.px(4)
            words = _("Full licence texts lie beside the fonts and the map data in the game's folders.")
            b.paragraph(surface, words, pygame.Rect(0, y + b.px(10), rect.w, 100), "note", palette.PAPER_DIM)

        return [Panel(body, paint, lambda: body.size)]
