"""The controls of the film over the foot of the map: back, play, on, speed, skip, and the clock of the pulse."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pygame

from game.client.battle.film import SPEEDS, Film
from game.client.kit import palette
from game.client.kit.paint import Brush
from game.client.kit.widgets import Button, Panel, Widget
from game.core.words import _
from game.match.dates import moment_words


def film_bar(
    b: Brush,
    area: pygame.Rect,
    film: Film,
    caption: Callable[[], str],
    changed: Callable[[], None],
    skip: Callable[[], None],
    turns: tuple[int, int] = (0, 1),
    go: Callable[[int], object] = lambda way: None,
) -> list[Widget]:
    """Widgets of the bar, centred at the foot of an area. `turns`: which turn of how many a Run has, for `go` to leaf in."""
    px = b.px
    at, count = turns
    wide = min(px(620) if count == 1 else px(712), area.w - 8)
    box = pygame.Rect(0, 0, wide, px(76))
    box.midbottom = (area.centerx, area.bottom - px(8))

    def ground(surface: pygame.Surface, rect: pygame.Rect) -> None:
        surface.fill(palette.PANEL)
        pygame.draw.rect(surface, palette.LINE, rect, 1)
        b.text(surface, moment_words(film.position.moment), (px(14), px(8)), "figure", palette.TEXT)
        words = _("pulse {n} of {m}").format(n=film.at, m=film.last)
        b.text(surface, words, (px(14), px(30)), "small", palette.DIM)
        if count > 1:
            turn = _("turn {n} of {m}").format(n=at + 1, m=count)
            b.text(surface, turn, (rect.w - px(14), rect.h - px(8)), "small", palette.DIM, anchor="bottomright")
        b.text(
            surface,
            caption(),
            (px(14), rect.h - px(8)),
            "note",
            palette.BRASS,
            anchor="bottomleft",
            width=rect.w - px(28) - (px(110) if count > 1 else 0),
        )
        done = round((rect.w - 2) * film.at / max(1, film.last))
        surface.fill(palette.BRASS, (1, rect.h - 3, done, 2))

    out: list[Widget] = [Panel(box, ground, lambda: (film.at, film.is_playing, caption(), box.size, turns))]
    out[0].tip = _("The turn as this side saw it: day and hour, the pulse of 15 minutes, and what happens in it (1.1)")
    y, h = box.y + px(8), px(34)
    x = box.x + px(130)

    def add(
        label: str, width: int, act: Callable[[], object], *, on: bool = False, key: str = "", tip: str = ""
    ) -> None:
        nonlocal x

        def run() -> None:
            act()
            changed()

        button = Button((x, y, width, h), label, run, key=key, style="small", tip=tip)
        button.is_on = on
        out.append(button)
        x += width + px(4)

    if count > 1:
        add("|<<", px(40), lambda: go(-1), tip=_("The turn before  PgUp"))
        out[-1].enabled = at > 0
    add("|<", px(34), lambda: film.step(-1), tip=_("A pulse back  ←"))
    add(_("Pause") if film.is_playing else _("Play"), px(62), film.toggle, on=film.is_playing, tip=_("Space"))
    add(">|", px(34), lambda: film.step(1), tip=_("A pulse on  →"))
    if count > 1:
        add(">>|", px(40), lambda: go(1), tip=_("The next turn  PgDn"))
        out[-1].enabled = at + 1 < count
    x += px(8)
    for speed in SPEEDS:
        add(
            "½×" if speed == 0.5 else f"{speed:.0f}×",
            px(38),
            partial(film.set_speed, speed),
            on=film.speed == speed,
        )
    x += px(8)
    x = min(x, box.right - px(96))
    add(_("Skip"), px(88), skip, key="Enter", tip=_("To the report"))
    return out
