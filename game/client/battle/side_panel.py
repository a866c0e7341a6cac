"""The panel at the right: the selection, its tasks, the orders written, what forbids them, the forecast, the hex, the seal."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

import pygame

from game.client.battle import air, facts, tips
from game.client.battle.forecast import paint_forecast
from game.client.battle.hand import gesture_name
from game.client.kit import palette
from game.client.kit.widgets import Button, Listing, Panel, Scroll, Tabs, Widget
from game.client.map import tokens
from game.client.map.counters import counter_size
from game.client.pages.carrying import carry_button, is_looked_at, why_dark
from game.client.pages.turning import is_by_file, why_alone
from game.core.words import N_, _
from game.match.battle.not_open import why_not_open
from game.match.battle.prices import price_told
from game.model.battle.verbs import gestures

if TYPE_CHECKING:
    from game.client.battle.screen import BattleScreen


FORECAST_TIP = N_("Share of games that end so, played from what this side knows; E shows the parts and their rule")


class SidePanel:
    """Builds the widgets of the panel for the state of a battle screen."""

    def __init__(self, screen: BattleScreen) -> None:
        self.screen = screen
        self._scroll, self.leaf = Scroll(), 0
        self._head = Panel((0, 0, 1, 1), self._selection, self._selection_key)
        self._reasons: dict[object, str] = {}  # why a task is dark
        self.rect = pygame.Rect(0, 0, 0, 0)

    def widgets(self, rect: pygame.Rect) -> list[Widget]:
        """All widgets of the panel, from top to bottom."""
        self.rect = rect
        s, px = self.screen, self.screen.brush.px
        hand, sitting = s.hand, s.sitting
        pad = px(16) if rect.w >= px(360) else px(10)
        x, w = rect.x + pad, rect.w - 2 * pad
        tall = rect.h >= px(900)
        out: list[Widget] = [Panel(rect, self._ground, lambda: rect.size)]
        y = rect.y + px(10)
        head = pygame.Rect(x, y, w, px(168) if tall else px(136))
        self._head = Panel(head, self._selection, self._selection_key)
        out.append(self._head)
        y = head.bottom + px(8)
        # From the bottom up: seal, pointer, forecast; where the window is low the last two give way to the orders.
        seal = pygame.Rect(x, rect.bottom - px(64), round(w * 0.66), px(52))
        run = pygame.Rect(seal.right + px(8), seal.y, w - seal.w - px(8), seal.h)
        out += self._sealing(seal, run)
        bottom = seal.y
        is_read = is_looked_at(sitting)
        if is_read:
            carry = pygame.Rect(x, bottom - px(46), w, px(38))
            out.append(carry_button(carry, s.carry_on, s.app.keys.of("carry_on")))
            out[-1].enabled, bottom = s.phase == "orders", carry.y
        if bottom - y < px(200):
            return out + self._low(pygame.Rect(x, y, w, bottom - y), is_read)
        spare = bottom - y - px(222)
        if spare >= px(100):
            high = px(108) if tall else px(90)
            pointer = pygame.Rect(x, bottom - high - px(8), w, high)
            out.append(
                Panel(
                    pointer,
                    self._pointer,
                    lambda: (hand.hover, hand.cursor, id(s.shown), px(100), tuple(s.overlays.pointer_lines())),
                )
            )
            out[-1].tip = _("Ground, height in metres and who is known to be on the hex under the pointer (8.1)")
            bottom, spare = pointer.y, spare - high - px(8)
        if spare >= px(110):
            high = px(228) if tall else min(px(140), spare)
            chance = pygame.Rect(x, bottom - high - px(6), w, high)
            out.append(Panel(chance, lambda sf, r: paint_forecast(s, sf, r), s.forecast_key))
            out[-1].tip = _(
                "Share of games that end so, played from what this side knows; E shows the parts and their rule"
            )
            bottom = chance.y
        if is_read and spare < 0:
            adjust = pygame.Rect(x, bottom, w, 0)  # no order is adjusted where room is short and none is sealed
        else:
            adjust = pygame.Rect(x, bottom - px(38), w, px(30))
            out += self._adjusters(adjust)
        tasks = pygame.Rect(x, adjust.y - px(80), w, px(74))
        out += self._tasks(tasks)
        refusal = pygame.Rect(x, tasks.y - px(40), w, px(36))
        out.append(Panel(refusal, self._refusal, lambda: (hand.refused, hand.hint, hand.order, px(100), is_read)))
        out[-1].tip = _("What the order in hand needs, costs or is refused for, with the number of the rule")
        listing = pygame.Rect(x, y + px(24), w, max(px(28), refusal.y - y - px(26)))
        out.append(
            Panel((x, y, w, px(24)), self._orders_head, lambda: (s.turn_name, len(sitting.book.orders), px(100)))
        )
        out[-1].tip = _("Orders written for this turn; counters without one go on with their last (7.8)")
        out.append(self._orders(listing))
        return out

    def _low(self, room: pygame.Rect, is_read: bool) -> list[Widget]:
        """Where the window is low, tasks, orders and forecast lie behind three tabs."""
        s, px = self.screen, self.screen.brush.px

        def turn(i: int) -> None:
            self.leaf, s.relaid = i, True

        tabs = Tabs((room.x, room.y, room.w, px(26)), (_("Tasks"), _("Orders"), _("Forecast")), self.leaf, turn)
        rest = pygame.Rect(room.x, room.y + px(30), room.w, room.h - px(36))
        if self.leaf == 1:
            return [tabs, self._orders(rest)]
        if self.leaf == 2:
            chance = Panel(rest, lambda sf, r: paint_forecast(s, sf, r), s.forecast_key)
            chance.tip = _(FORECAST_TIP)
            return [tabs, chance]
        tasks = pygame.Rect(rest.x, rest.y, rest.w, px(66))
        adjust = pygame.Rect(rest.x, tasks.bottom + px(4), rest.w, min(px(30), rest.bottom - tasks.bottom - px(4)))
        return [tabs, *self._tasks(tasks), *([] if is_read else self._adjusters(adjust))]

    # ------------------------------------------------------------ parts
    def _ground(self, surface: pygame.Surface, rect: pygame.Rect) -> None:
        surface.fill(palette.PANEL)
        pygame.draw.line(surface, palette.LINE, rect.topleft, rect.bottomleft)

    def _selection_key(self) -> object:
        s = self.screen
        orders = s.sitting.book.orders if s.hand.is_wing else ()  # a wing says how many flights the orders take
        return (s.hand.selected, s.sitting.side, id(s.shown), s.phase, s.brush.px(100), orders)

    def _selection(self, surface: pygame.Surface, rect: pygame.Rect) -> None:
        s, b = self.screen, self.screen.brush
        surface.fill(palette.PANEL)
        found = facts.unit_facts(s.sitting, s.hand.selected)
        self._head.spots = ()
        if found is None:
            b.text(surface, _("No counter in hand"), (0, b.px(4)), "heading", palette.DIM)
            words = _(
                "Click a counter or press {key} for the next without an order. Drag with the right button to march or assault."
            ).format(key=s.app.keys.of("next"))
            b.paragraph(surface, words, pygame.Rect(0, b.px(38), rect.w, 200), "small", palette.DIM)
            return
        piece = s.shown.piece(s.hand.selected)
        left = 0
        if piece is not None:
            picture = tokens.picture(s.sitting.scenario, piece, b.px(56))
            (w, h), (full_w, full_h) = counter_size(b.px(56)), picture.get_size()
            at = ((w - full_w) // 2, (h - full_h) // 2 + b.px(4))
            surface.blit(picture, at, special_flags=pygame.BLEND_PREMULTIPLIED)
            left = w + b.px(12)
        style = b.style_for(found.name, rect.w - left, "heading", "map", "strong", "small")
        at = (left, 0 if style == "heading" else b.px(5))
        b.text(surface, found.name, at, style, palette.TEXT, width=rect.w - left)
        b.text(surface, found.under, (left, b.px(32)), "small", palette.DIM, width=rect.w - left)
        top, row = b.px(58), (rect.h - b.px(58)) // 3
        half = (rect.w - b.px(20)) // 2
        self._head.spots = [(pygame.Rect(left, 0, rect.w - left, top), f"{found.name}\n{found.under}")]
        for i, stat in enumerate(found.stats[:6]):
            x, y = (i % 2) * (half + b.px(20)), top + (i // 2) * row
            self._head.spots += ((pygame.Rect(x, y, half, row), tips.stat(stat)),)
            b.text(surface, stat.name, (x, y), "small", palette.DIM)
            b.text(surface, stat.words, (x + half, y), "time", palette.TEXT, anchor="topright")
            bar = pygame.Rect(x, y + b.px(18), half, 3)
            pygame.draw.rect(surface, palette.LINE, bar)
            pygame.draw.rect(surface, stat.colour, (bar.x, bar.y, round(half * max(0.0, min(1.0, stat.share))), 3))

    def _orders_head(self, surface: pygame.Surface, rect: pygame.Rect) -> None:
        s = self.screen
        surface.fill(palette.PANEL)
        count = len(s.sitting.book.orders)
        s.brush.heading(
            surface,
            _("Orders, {turn}").format(turn=s.turn_name),
            rect,
            right=str(count) if count else _("none yet"),
        )

    def _orders(self, rect: pygame.Rect) -> Listing:
        s = self.screen
        orders, standing = s.sitting.book.orders, s.sitting.standing
        rows = [facts.order_row(s.sitting, o) for o in orders] + [facts.standing_row(s.sitting, t) for t in standing]

        def choose(i: int) -> None:
            if i >= len(orders):
                s.take(standing[i - len(orders)].order.unit)
                return
            s.take(orders[i].unit)
            s.hand.adjust(orders[i])

        at = next((i for i, o in enumerate(orders) if o.unit == s.hand.selected and o == s.hand.order), -1)
        return Listing(rect, rows, choose, chosen=at, height=s.brush.px(28), scroll=self._scroll)

    def _refusal(self, surface: pygame.Surface, rect: pygame.Rect) -> None:
        b, hand = self.screen.brush, self.screen.hand
        surface.fill(palette.PANEL)
        if hand.refused:
            b.triangle(surface, (b.px(8), b.px(10)))
            b.paragraph(
                surface,
                hand.refused,
                pygame.Rect(b.px(20), 0, rect.w - b.px(20), rect.h),
                "note",
                palette.WARN,
                lines=2,
            )
        elif hand.hint:
            b.paragraph(surface, hand.hint, rect, "note", palette.BRASS, lines=2)
        elif is_looked_at(self.screen.sitting):
            b.paragraph(surface, why_dark(), rect, "note", palette.WARN, lines=2)
        elif hand.order is not None:
            b.paragraph(surface, self._price(), rect, "note", palette.DIM, lines=2)

    def _price(self) -> str:
        sitting, order = self.screen.sitting, self.screen.hand.order
        return price_told(sitting.view, order, sitting.book.decisions) if order is not None else ""

    def _tasks(self, rect: pygame.Rect) -> list[Widget]:
        s, px = self.screen, self.screen.brush.px
        if s.hand.is_wing:
            return air.task_buttons(s, rect)
        legal = s.sitting.legal_tasks(s.hand.selected)
        gap = px(6) if rect.w >= px(330) else px(4)
        w, h = (rect.w - 3 * gap) // 4, (rect.h - gap) // 2
        written = gesture_name(s.hand.order) if s.hand.order is not None else ""
        unwanted = "wings", "others" if s.sitting.has_guns(s.hand.selected) else "guns"
        shown = [(verb, g) for verb, g in gestures().values() if g.shown not in unwanted]
        out: list[Widget] = []
        for i, (verb, g) in enumerate(shown):
            box = (rect.x + (i % 4) * (w + gap), rect.y + (i // 4) * (h + gap), w, h)
            button = Button(
                box, _(g.label), partial(s.task, g.name), key=s.app.keys.of(g.name), style="small", tip=_(g.tip)
            )
            button.enabled = s.phase == "orders" and verb.name in legal
            button.why_not = "" if button.enabled else self._why_not(verb.name, str(g.fields.get("mission", "")))
            button.is_on = s.hand.waiting == g.name or (not s.hand.waiting and written == g.name)
            out.append(button)
        return out

    def _why_not(self, verb: str, mission: str) -> str:
        """Why a task is dark: the rule that keeps the counter in hand from it."""
        s = self.screen
        if not s.hand.selected:
            return _("no counter in hand")
        if s.phase != "orders" or s.sitting.own(s.hand.selected) is None:
            return _("no orders are written now")
        key = (s.sitting.match.digest, s.hand.selected, verb, mission)
        if key not in self._reasons:
            found = why_not_open(s.sitting.view, s.hand.selected, verb, mission)
            self._reasons[key] = found or _("not open to this counter now")
        return self._reasons[key]

    def _adjusters(self, rect: pygame.Rect) -> list[Widget]:
        """Start, and for fire missions end and rounds; striking out; undo and redo."""
        s, px = self.screen, self.screen.brush.px
        hand, order = s.hand, s.hand.order
        out: list[Widget] = []
        x, h = rect.x, rect.h

        def add(
            label: str, wide: int, action: Callable[[], object], *, key: str = "", tip: str = "", on: bool = True
        ) -> None:
            nonlocal x
            wide = max(wide, s.brush.size(label, "small")[0] + px(8))
            button = Button((x, rect.y, wide, h), label, lambda: s.changed(action()), key=key, style="small", tip=tip)
            button.enabled = on and s.phase == "orders"
            out.append(button)
            x += wide + px(4)

        def tip_of(name: str) -> str:
            return f"{_(TITLE_OF[name])}  {s.app.keys.of(name)}"

        step, field = (px(26), px(52)) if rect.w >= px(330) else (px(20), px(44))
        if order is not None and order.verb.is_timed:
            add("−", step, lambda: hand.shift_start(-1), tip=tip_of("earlier"))
            out.append(Panel((x, rect.y, field, h), self._start, lambda: (hand.selected, order.start, px(100))))
            out[-1].tip = _("The hour at which the order begins to be carried out (7.6)")
            x += field + px(4)
            add("+", step, lambda: hand.shift_start(1), tip=tip_of("later"))
        if order is not None and order.verb.fires:
            add("−", step, lambda: hand.shift_rounds(-1), tip=_("Fewer rounds a pulse"))
            out.append(Panel((x, rect.y, field, h), self._rounds, lambda: (hand.selected, order.rounds, px(100))))
            out[-1].tip = _("Rounds that the guns fire in a pulse of 15 minutes (6.6)")
            x += field + px(4)
            add("+", step, lambda: hand.shift_rounds(1), tip=_("More rounds a pulse"))
        if order is not None and order.verb.strikes:
            add("−", step, lambda: hand.shift_flights(-1), tip=_("Fewer flights"))
            out.append(Panel((x, rect.y, field, h), self._flights, lambda: (hand.selected, order.flights, px(100))))
            out[-1].tip = _("Flights that the strike takes (6.12)")
            x += field + px(4)
            add("+", step, lambda: hand.shift_flights(1), tip=_("More flights"))
        own = s.sitting.own(hand.selected)
        if own is not None and (order is None or order.verb.rests):
            now = order.crest if order is not None and order.crest >= 0 else own.crest
            tip = _("Men on the crest line; the rest lie behind the crest, out of sight of guns")
            add(_("Crest {n}/3").format(n=now), px(66), hand.next_crest, key=s.app.keys.of("crest"), tip=tip)
        ends: list[tuple[str, Callable[[], object], str, bool]] = [
            (_("Undo"), s.sitting.book.undo, "undo", s.sitting.book.can_undo)
        ]
        ends.append((_("Redo"), s.sitting.book.redo, "redo", s.sitting.book.can_redo))
        if order is not None and not hand.is_wing:
            ends.insert(0, (_("Strike"), hand.strike_out, "strike", True))
        room = [max(px(40), s.brush.size(words, "small")[0] + px(8)) + px(4) for words, *_rest in ends]
        while len(ends) > 1 and x + sum(room) > rect.right + px(4):  # the key still does it
            del ends[0], room[0]
        wide = sum(room)
        whole = max(px(50), s.brush.size(_("All"), "small")[0] + px(10))
        if own is not None and rect.right - x >= wide + whole + px(8):
            add(_("All"), px(50), self._whole, key=s.app.keys.of("whole"), tip=_("Orders go to the whole formation"))
            out[-1].is_on = hand.is_whole  # type: ignore[attr-defined]
        x = rect.right - wide + px(4)
        for words, act, name, on in ends:
            add(words, px(40), act, tip=tip_of(name), on=on)
        return out

    def _whole(self) -> None:
        self.screen.hand.is_whole = not self.screen.hand.is_whole

    def _start(self, surface: pygame.Surface, rect: pygame.Rect) -> None:
        s = self.screen
        order = s.hand.order
        surface.fill(palette.PANEL)
        words = facts.start_of(s.sitting, order) if order is not None else ""
        s.brush.text(surface, words, rect.center, "figure", palette.BRASS, anchor="center")

    def _rounds(self, surface: pygame.Surface, rect: pygame.Rect) -> None:
        s = self.screen
        order = s.sitting.book.of(s.hand.selected)
        surface.fill(palette.PANEL)
        if order is not None:
            s.brush.text(
                surface, _("{n} rds").format(n=order.rounds), rect.center, "key", palette.TEXT, anchor="center"
            )

    def _flights(self, surface: pygame.Surface, rect: pygame.Rect) -> None:
        s, order = self.screen, self.screen.hand.order
        surface.fill(palette.PANEL)
        if order is not None:
            s.brush.text(surface, f"×{max(1, order.flights)}", rect.center, "figure", palette.BRASS, anchor="center")

    def _pointer(self, surface: pygame.Surface, rect: pygame.Rect) -> None:
        s, b = self.screen, self.screen.brush
        surface.fill(palette.PANEL)
        y = b.heading(surface, _("Under the pointer"), rect)
        here = s.hand.hover or s.hand.cursor
        if here is None:
            return
        lines = facts.hex_lines(s.sitting, here) + s.overlays.pointer_lines()
        for i, line in enumerate(lines):
            style, ink = ("strong", palette.TEXT) if i == 0 else ("small", palette.DIM)
            if y + b.line(style) > rect.bottom + 4:
                break
            b.text(surface, line, (0, y), style, ink, width=rect.w)
            y += b.line(style)

    def _sealing(self, seal: pygame.Rect, run: pygame.Rect) -> list[Widget]:
        s = self.screen
        sitting = s.sitting
        count, able = len(sitting.book.orders), len(sitting.own_ids())
        key = s.app.keys.of("seal")
        roomy = _("{key} · {n} of {m} have a task").format(key=key, n=count, m=able)
        under = roomy if seal.w >= s.brush.px(200) else key
        a = Button(seal, _("Seal orders"), s.seal, look="seal", under=under)
        b = Button(
            run,
            _("Run"),
            s.run_on,
            key=s.app.keys.of("run"),
            under=_("until contact"),
            tip=_("Seals and goes on, turn after turn, until something happens"),
        )
        a.enabled = s.phase == "orders"
        b.enabled = s.phase == "orders" and len(sitting.humans) == 1
        b.why_not = _("Run needs a single commander at this screen")
        if is_by_file(sitting):
            b.enabled, b.why_not = False, why_alone()
        if is_looked_at(sitting):
            for button in (a, b):
                button.enabled, button.why_not = False, why_dark()
        return [a, b]


TITLE_OF = {
    "undo": N_("Undo"),
    "redo": N_("Redo"),
    "strike": N_("Take the order out"),
    "earlier": N_("Start a pulse earlier"),
    "later": N_("Start a pulse later"),
}
