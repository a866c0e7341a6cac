"""The top bar of the strategic game: turn and act, standing, oil, Wuhan, score, dial, seat."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pygame

from game.client.kit import palette
from game.client.theatre.names import ACT_NUMERALS, DIALS
from game.core.words import _

if TYPE_CHECKING:
    from game.client.kit.paint import Brush
    from game.client.theatre.facts import Facts
    from game.client.theatre.sides import Colours


def paint(b: Brush, surface: pygame.Surface, rect: pygame.Rect, f: Facts, title: str, own: Colours) -> None:
    """Draws the bar; leaves room for the menu button at the right."""
    surface.fill(palette.PANEL)
    pygame.draw.line(surface, palette.LINE, (0, rect.bottom - 1), (rect.right, rect.bottom - 1))
    px, middle = b.px, rect.centery
    x, wide = px(16), rect.w >= px(1600)
    if wide:
        x = b.text(surface, title, (x, middle), "heading", palette.TEXT, anchor="midleft").right + px(28)
    first = b.text(surface, f.name, (x, middle + px(2)), "strong", palette.TEXT, anchor="bottomleft")
    line = _("Turn {n} of {all} · act {act}").format(n=f.turn, all=f.turns, act=ACT_NUMERALS.get(f.act, f.act))
    if wide and f.act_title:
        line += f" · {f.act_title}"
    second = b.text(surface, line, (x, middle - px(1)), "small", palette.DIM)
    x = max(first.right, second.right) + px(30)
    right = rect.right - px(56)
    name = b.text(surface, f.seat_name, (right, middle), "strong", palette.TEXT, anchor="midright")
    chip = pygame.Rect(name.x - px(24), middle - px(7), px(14), px(14))
    b.box(surface, chip, own.face, own.ink, radius=0 if f.side else 4, width=1 if f.side else 2)
    right = chip.x - px(22)
    for words, figure in ((_("Score"), f"{f.score:.0f}"), (_("Dial"), _(DIALS.get(f.dial, f.dial)))):
        value = b.text(surface, figure, (right, middle), "time", palette.BRASS, anchor="midright")
        right = b.text(surface, words, (value.x - px(6), middle), "small", palette.DIM, anchor="midright").x - px(18)
    for words, share, figure in (
        (_("Standing"), f.standing / max(1, f.standing_most), f"{f.standing}"),
        (_("Oil"), f.oil if f.oil is None else min(1.0, f.oil / 40), f"{f.oil or 0:.0f}"),
        (_("Wuhan"), f.wuhan_share, _("taken") if f.wuhan_fallen else f"{100 * (f.wuhan_share or 0):.0f} %"),
    ):
        if share is None:
            continue  # not this seat's to know
        size = b.size(words, "small")[0] + px(70) + b.size(figure, "time")[0] + px(16)
        if x + size > right:
            break
        x = b.text(surface, words, (x, middle), "small", palette.TEXT, anchor="midleft").right + px(8)
        bar = pygame.Rect(x, middle - px(3), px(52), px(7))
        b.box(surface, bar, palette.DESK, palette.LINE, radius=3)
        inner = pygame.Rect(bar.x, bar.y, round(bar.w * min(1.0, max(0.0, share))), bar.h)
        if inner.w > 2:
            b.box(surface, inner, palette.BRASS, None, radius=3)
        x = b.text(surface, figure, (bar.right + px(7), middle), "time", palette.TEXT, anchor="midleft").right + px(22)
