"""The forecast of the selected order: two bars, losses and the driver; with E held, or without an order, why."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pygame

from game.client.battle.why import waterfall
from game.client.kit import palette
from game.client.kit.paint import Brush
from game.client.kit.widgets import Notice
from game.client.kit.worker import Job
from game.client.map.sides import Colours, colours
from game.core.words import _, written
from game.match.battle.forecast import Forecast, refining
from game.match.battle.news import no_rows_words, result_words
from game.match.battle.rule_text import rule_text

if TYPE_CHECKING:
    from game.client.battle.screen import BattleScreen

MIDDLE = (206, 168, 92)
FIRM = 256  # games of each part from which the number is drawn in full ink


def bar(
    b: Brush, surface: pygame.Surface, rect: pygame.Rect, own: Colours, foe: Colours, taken: float, split: float
) -> None:
    """One bar of an assault: taken, contested, thrown back, in per cent."""
    parts = (
        (taken, (own.deep, own.pale), _("taken {n} %")),
        (split, (MIDDLE, palette.INK), "{n}"),
        (1 - taken - split, (foe.deep, foe.pale), _("back {n}")),
    )
    x = rect.x
    for share, (fill, ink), words in parts:
        w = round(rect.w * max(0.0, share))
        box = pygame.Rect(x, rect.y, min(w, rect.right - x), rect.h)
        if box.w > 1:
            pygame.draw.rect(surface, fill, box)
            text = words.format(n=round(100 * share))
            if b.size(text, "key")[0] + 6 > box.w:
                text = str(round(100 * share))
            if b.size(text, "key")[0] + 4 <= box.w:
                b.text(surface, text, box.center, "key", ink, anchor="center")
        x += w
    pygame.draw.rect(surface, palette.LINE, rect, 1)


def paint_forecast(screen: BattleScreen, surface: pygame.Surface, rect: pygame.Rect) -> None:
    """Draws the forecast section of the side panel."""
    b = screen.brush
    surface.fill(palette.PANEL)
    if screen.log.chosen is not None and screen.forecasts.result is None:
        _why(screen, surface, rect)
        return
    found = screen.forecasts.result
    if found is None:
        y = b.heading(surface, _("Forecast"), rect)
        words = screen.forecasts.waiting or _(
            "An assault order in hand shows its odds here: if the enemy stays as last seen, and if he does what his "
            "staff usually does."
        )
        b.paragraph(
            surface,
            words,
            pygame.Rect(0, y, rect.w, rect.h - y),
            "small",
            palette.DIM,
            lines=max(1, (rect.h - y) // b.line("small")),
        )
        return
    y = b.heading(surface, _("Forecast"), rect, right=_("hold E: why"))
    scenario, side = screen.sitting.scenario, screen.sitting.side
    own, foe = colours(scenario, side), colours(scenario, scenario.other(side))
    bar(b, surface, pygame.Rect(0, y, rect.w, b.px(22)), own, foe, found.shown, found.contested)
    y += b.px(24)
    low, high = (round(100 * v) for v in found.interval)
    words = _("{a} to {b} % ({n} games)").format(a=low, b=high, n=written(2 * found.games, ","))
    if screen.forecasts.progress:
        words = f"{words} · {screen.forecasts.progress}"
    b.text(surface, words, (0, y), "small", palette.TEXT if found.games >= FIRM else palette.DIM, width=rect.w)
    y += b.line("small")
    for words, (taken, _split) in (
        (_("if he stays as last seen"), found.stays),
        (_("if he does as his staff usually does"), found.usual),
    ):
        b.text(surface, words, (0, y), "note", palette.DIM, width=rect.w - b.px(44))
        b.text(surface, f"{round(100 * taken)} %", (rect.w, y), "note", palette.DIM, anchor="topright")
        y += b.line("note")
    for words, band in ((_("Own loss"), found.own_loss), (_("Enemy loss"), found.enemy_loss)):
        if band is not None and y + b.line("small") <= rect.h:
            b.text(surface, words, (0, y), "small", palette.DIM)
            b.text(surface, f"{band[0]}–{band[1]}", (rect.w, y), "time", palette.TEXT, anchor="topright")
            y += b.line("small")
    if found.driver and y + b.line("small") <= rect.h:
        b.text(surface, _("driver: {d}").format(d=found.driver), (0, y), "note", palette.DIM, width=rect.w)


def _why(screen: BattleScreen, surface: pygame.Surface, rect: pygame.Rect) -> None:
    """The factors of the event chosen in the log, as many as there is room for."""
    b, event = screen.brush, screen.log.chosen
    if event is None:
        return
    y = b.heading(surface, _("Why"), rect, right=_("E: all, with rules"))
    b.text(surface, event.text, (0, y), "strong", palette.TEXT, width=rect.w)
    y += b.line("body") + b.px(2)
    why = screen.sitting.match.explain(event)
    if not why.lines:
        b.text(surface, no_rows_words(why), (0, y), "small", palette.DIM, width=rect.w)
        return
    old = surface.get_clip()
    room = pygame.Rect(0, y, rect.w, rect.h - y)
    surface.set_clip(room)
    y = waterfall(b, surface, room, why, row=b.px(19))
    if y + b.line("small") <= rect.h:
        b.text(surface, result_words(why), (rect.w, y + 2), "small", palette.TEXT, anchor="topright")
    surface.set_clip(old)


class Forecasts:
    """Asks for the odds of the assault in hand beside the window, and keeps those it has been told."""

    def __init__(self, screen: BattleScreen) -> None:
        self.screen = screen
        self.result: Forecast | None = None
        self.note = ""
        self._known: dict[object, Forecast] = {}
        self._job: Job[Forecast | None] | None = None
        self._asked: object = None
        self._running: object = None
        self._is_new = False
        self._stop = False
        self._more: Iterator[Forecast] = iter(())
        self._played, self._told = (0, 0), ""

    @property
    def progress(self) -> str:
        """How far the games are that are being played, on plain rules; on compiled ones they are there before it is read."""
        played, of = self._played
        if self._job is None or played >= of or not self.screen.sitting.match.is_plain:
            return ""
        return _("{n} of {of} games").format(n=played, of=of)

    @property
    def waiting(self) -> str:
        """What stands in the place of a forecast, and how far it is."""
        return " ".join(filter(None, (self.note, self.progress)))

    def renew(self) -> None:
        """The orders or the selection may have changed: asks again if the assault in hand is another."""
        sitting = self.screen.sitting
        order = sitting.book.of(self.screen.hand.selected)
        if order is None or not order.verb.assaults or order.target is None or self.screen.phase != "orders":
            self.result, self.note, self._asked, self._stop = None, "", None, True
            return
        key = (sitting.match.digest, sitting.side, sitting.book.orders, order.target)
        if key == self._asked:
            return
        self._stop, self._asked, self.result = True, key, self._known.get(key)
        self._is_new = self.result is None
        self.note = "" if self.result is not None else _("The odds are being reckoned.")

    def tick(self) -> bool:
        """Starts what was asked for, fetches what is there; True if the panel must be painted again."""
        if self._job is not None:
            if not self._job.is_done:
                before, self._told = self._told, self.progress
                return self._told != before
            job, key = self._job, self._running
            self._job = None
            if job.error is None and job.result is not None:
                self._known[key] = job.result
            if key == self._asked:
                if job.error is None and job.result is not None:
                    self._play_on()
                self.result = self._known.get(key)
                self.note = "" if self.result is not None else _("No forecast for this order.")
                return True
        if self._asked is not None and self._is_new:
            self._begin()
        return False

    def _begin(self) -> None:
        sitting = self.screen.sitting
        order = sitting.book.of(self.screen.hand.selected)
        if order is None or order.target is None:
            return
        view, orders, target = sitting.view, sitting.book.orders, order.target
        staff = sitting.expected(sitting.scenario.other(sitting.side))
        self._stop, self._is_new, self._running = False, False, self._asked
        self._more = refining(view, orders, target, staff, stop=lambda: self._stop, told=self._hear)
        self._play_on()

    def _hear(self, played: int, of: int) -> None:
        self._played = played, of

    def _play_on(self) -> None:
        """The next count of the same sequence, beside the window."""
        more = self._more
        self._job = Job(lambda: next(more, None))

    def explain(self) -> None:
        """Opens a dialog with the intervals, the number of games and the rule of the main driver."""
        s, found = self.screen, self.result
        if found is None:
            return
        rule = s.sitting.scenario.rule(found.driver_rule)
        (own_low, own_high), (foe_low, foe_high) = found.own_loss, found.enemy_loss
        lines = [
            _("Shown: {w}").format(w=_odds(found.shown, found.interval)),
            _("the mean of both parts; some assaults have a cause that no model sees, so never under 1 nor over 93 %"),
            _("If he stays as last seen: {w}").format(w=_part(found.stays)),
            _("If he does as his staff usually does: {w}").format(w=_part(found.usual)),
            _("Own loss {m} ({a} to {b})").format(m=found.own_median, a=own_low, b=own_high),
            _("Enemy loss {m} ({a} to {b})").format(m=found.enemy_median, a=foe_low, b=foe_high),
            _("{n} games for each part, from what this side knows; luck of their own.").format(n=found.games),
        ]
        if rule is not None:
            lines += [
                "",
                _("Main driver: {d} (rule {r}, {t})").format(d=found.driver, r=rule.number, t=_(rule.title)),
                rule_text(s.sitting.scenario, rule),
            ]
        s.show(Notice(s.brush, s.sitting.scenario.hex_name(found.target), "\n".join(lines), lambda: s.show(None)))


def _odds(share: float, interval: tuple[float, float]) -> str:
    """Taken with its 95 % interval."""
    taken, low, high = (round(100 * v) for v in (share, *interval))
    return _("taken {n} % ({a} to {b})").format(n=taken, a=low, b=high)


def _part(shares: tuple[float, float]) -> str:
    """Taken and contested in one part, in percent of its games."""
    return _("taken in {n} %, contested in {c} % of the games").format(
        n=round(100 * shares[0]), c=round(100 * shares[1])
    )
