"""Help: the keys as they are bound, the rulebook as the panels cite it, what the game is and whose work it rests on."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pygame

from game.client.kit import palette
from game.client.kit.keys import ACTIONS, FIXED, PAGES
from game.client.kit.widgets import Button, Field, Listing, Modal, Panel, Row, Scroll, Tabs, Widget
from game.core.words import N_, _
from game.match.battle.rule_text import rule_text

if TYPE_CHECKING:
    from game.client.kit.screen import Screen
    from game.model.battle.scenario import Scenario
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
        under = screen.modal if screen.writes else None  # a name half typed is there again afterwards
        super().__init__(b, (b.px(980), b.px(660)), _("Help"), lambda: screen.show(under), paper=True)
        self.screen, self.page, self.search, self.under = screen, page, "", under
        self.at, self.line = 0, -1  # of the rules, of the keys
        self.all_keys = not screen.acts() and not screen.fixed_keys  # or those of this screen alone
        self.named: tuple[str, ...] = ()  # the act of each line of the keys
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
        old = next((i for i, w in enumerate(self.ui.widgets) if w is self.ui.focus), 0)
        widgets = [tabs, *pages[self.page](body), close]
        at = widgets[min(old, len(widgets) - 1)]  # who writes or looks through a list goes on with it
        self.set(widgets, focus=at if at.focusable else tabs)

    def _turn(self, page: int) -> None:
        self.page, self.at, self.line = page, 0, -1
        self.scroll.offset = 0
        self.lay_out(self._window)

    # ------------------------------------------------------------ keys
    def _keys(self, body: pygame.Rect) -> list[Widget]:
        b, bound = self.ui.brush, self.screen.app.keys
        which = Tabs(
            (body.x, body.y, min(body.w, b.px(320)), b.px(28)),
            (_("This screen"), _("All keys")),
            int(self.all_keys),
            self._which,
        )
        body = pygame.Rect(body.x, body.y + b.px(36), body.w, body.h - b.px(36))
        rows, names = list[Row](), list[str]()
        known = {a.name for a in ACTIONS} if self.all_keys else set(self.screen.app.acts())
        fixed = () if self.all_keys else self.screen.fixed_keys
        if fixed:
            rows += [Row(_("This screen").upper()), *(Row(_(words), mark=_(keys)) for keys, words in fixed)]
            names += [""] * len(rows)
        for page, title in PAGES.items():
            here = [a for a in ACTIONS if a.where == page and a.name in known]
            if here:
                rows += [Row(_(title).upper()), *(Row(_(a.title), mark=bound.listed(a.name)) for a in here)]
                names += ["", *(a.name for a in here)]
        rows += [Row(_("Always").upper()), *(Row(_(words), mark=_(keys)) for keys, words in FIXED)]
        self.named = (*names, *[""] * (len(rows) - len(names)))
        listing = Listing(
            body, rows, self._look_at, chosen=self.line, height=b.px(24), paper=True, scroll=self.scroll, enter=None
        )
        do = Button((body.x, body.bottom + b.px(14), b.px(180), b.px(38)), _("Do it now"), self._do, look="paper")
        do.enabled = self._act is not None
        do.why_not = _("choose a line first") if self.line < 0 else _("not on this page, or not now")
        return [which, listing, do]

    def _which(self, i: int) -> None:
        self.all_keys, self.line = bool(i), -1
        self.scroll.offset = 0
        self.lay_out(self._window)

    def _look_at(self, i: int) -> None:
        self.line = i
        self.lay_out(self._window)

    @property
    def _act(self) -> Callable[[], object] | None:
        name = self.named[self.line] if 0 <= self.line < len(self.named) else ""
        return self.screen.app.acts().get(name) if name != "help" and self.under is None else None

    def _do(self) -> None:
        act = self._act
        if act is not None:
            self.close()
            act()

    # ------------------------------------------------------------ rules
    def rules(self) -> list[Rule]:
        """Rules whose number, title or text holds what is searched for."""
        found, word = self._scenario(), self.search.casefold()
        rules = found.rulebook if found is not None else ()
        return [r for r in rules if word in f"{r.number} {r.title} {_(r.title)} {r.text}".casefold()]

    def _scenario(self) -> Scenario | None:
        from game.client.library import scenario, scenario_ids

        own = getattr(self.screen, "sitting", None)
        return own.scenario if own is not None else next((scenario(i) for i in scenario_ids()), None)

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

        tip = _("Search the rules: a number or a word")
        if self.field is None:  # made once: what is typed stays when the window changes its size
            self.field = Field((0, 0, 1, 1), self.search, find, tip=tip, typed=find)
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
        found = self._scenario()
        words = rule_text(found, rule) if found is not None else _(rule.text)
        y = b.paragraph(surface, words, room, "body", palette.INK, lines=max(1, room.h // b.line("body")))
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
