"""The forecast of the selected order: two bars, losses and the driver; with E held, or without an order, why."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pygame

from game.client import palette
from game.client.battle.why import result_words, waterfall
from game.client.paint import Brush
from game.client.strings import _

if TYPE_CHECKING:
    from game.client.battle.screen import BattleScreen

OWN = {"soviet": ((142, 42, 34), (248, 238, 214)), "japan": ((38, 66, 128), (240, 231, 210))}
MIDDLE = (206, 168, 92)


def bar(b: Brush, surface: pygame.Surface, rect: pygame.Rect, side: str, taken: float, split: float) -> None:
    """One bar of an assault: taken, contested, thrown back, in per cent."""
    foe = "japan" if side == "soviet" else "soviet"
    parts = (
        (taken, OWN[side], _("taken {n} %")),
        (split, (MIDDLE, palette.INK), "{n}"),
        (1 - taken - split, OWN[foe], _("back {n}")),
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
    if screen.log.chosen is not None and screen.forecast is None:
        _why(screen, surface, rect)
        return
    found = screen.forecast
    if found is None:
        y = b.heading(surface, _("Forecast"), rect)
        words = screen.forecast_note or _(
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
    for words, (taken, split) in (
        (_("if he stays as last seen"), found.stays),
        (_("if he does what his staff usually does"), found.usual),
    ):
        b.text(surface, words, (0, y), "small", palette.DIM, width=rect.w)
        y += b.line("small")
        bar(b, surface, pygame.Rect(0, y, rect.w, b.px(18)), screen.sitting.side, taken, split)
        y += b.px(22)
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
        b.text(surface, _("it follows from the orders"), (0, y), "small", palette.DIM, width=rect.w)
        return
    old = surface.get_clip()
    room = pygame.Rect(0, y, rect.w, rect.h - y)
    surface.set_clip(room)
    y = waterfall(b, surface, room, why, row=b.px(19))
    if y + b.line("small") <= rect.h:
        b.text(surface, result_words(why), (rect.w, y + 2), "small", palette.TEXT, anchor="topright")
    surface.set_clip(old)


def renew(screen: BattleScreen) -> None:
    """Asks for the forecast of the selected order."""
    screen.forecast, screen.forecast_note = None, ""
