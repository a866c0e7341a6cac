"""Laying out the battle screen: which widgets stand where for the window's size and the phase of the turn."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pygame

from game.client.battle import acts, facts, top_bar
from game.client.battle.course import paint_course
from game.client.battle.film_bar import film_bar
from game.client.battle.overlays import KINDS, TIPS, TITLES
from game.client.battle.plan import PlanChart
from game.client.battle.ribbon import Ribbon
from game.client.kit import palette
from game.client.kit.widgets import Bars, Button, Panel, Tabs, Widget
from game.client.map import frame
from game.core.words import N_, _

if TYPE_CHECKING:
    from game.client.battle.screen import BattleScreen

DOORS = {
    "tree": N_("Units"),
    "plan": N_("Fire plan"),
    "desk": N_("Decisions"),
    "card": N_("Card"),
    "supplies": N_("Supplies"),
    "air": N_("Aircraft"),
}
DOOR_TIPS = {
    "air": N_("Takes a wing in hand for a strike; again: the next wing"),
    "supplies": N_("Shells, small arms and boats; who is short and since when"),
}


def lay_out(s: BattleScreen) -> None:
    """Places bar, map, panel and foot by the table of the art direction, then their widgets."""
    w, h = s.size
    px, small = s.app.theme.px, s.app.theme.is_small(s.size)
    top, side, foot = (px(40), px(320), px(104)) if small else (px(48), px(384), px(136))
    wide = side if s.panel_open else 0
    s.bar = pygame.Rect(0, 0, w, top)
    s.map_rect = pygame.Rect(0, top, w - wide, h - top - foot)
    s.camera.place(s.map_rect.inflate(-2 * px(frame.RULER), -2 * px(frame.RULER)))
    s.bottom = pygame.Rect(0, h - foot, w - wide, foot)
    s.camera.slack = _slack(s)
    widgets = [*_bar(s), *(_plan(s) if s.plan_shown else _on_the_map(s)), *_foot(s, small)]
    if wide:
        widgets += s.panel.widgets(pygame.Rect(w - side, top, side, h - top))
    s.ui.set(widgets)
    s.dirty = True


def _slack(s: BattleScreen) -> tuple[int, int, int, int]:
    """How far the map may be moved beyond its edges: as far as what lies on it hides of its corners."""
    px = s.app.theme.px
    left = min(px(290), s.camera.view.w // 2) + px(20) if s.tree.is_open else 0
    return left, px(150), px(160), px(236 if s.log.events and not s.log.is_folded else 176)


def _bar(s: BattleScreen) -> list[Widget]:
    px = s.app.theme.px

    def paint(surface: pygame.Surface, rect: pygame.Rect) -> None:
        top_bar.paint(s.brush, surface, rect, s.sitting.scenario, facts.top_facts(s.sitting, s.film))

    menu = (s.bar.right - px(48), px(4), px(40), s.bar.h - px(8))
    return [Panel(s.bar, paint, s.bar_key), Bars(menu, "", s.open_menu, tip=_("Save, load, leave  Esc"))]


def _plan(s: BattleScreen) -> list[Widget]:
    return [PlanChart(s.map_rect, s)]


def _on_the_map(s: BattleScreen) -> list[Widget]:
    px, view = s.app.theme.px, s.camera.view
    mini = pygame.Rect(0, 0, px(132), px(144))
    mini.bottomright = (view.right - px(14), view.bottom - px(14))
    chips = [] if s.film is not None else _overlay_keys(s)
    low = max((w.rect.bottom for w in chips), default=view.y)
    small = frame.Minimap(mini, s.sitting.scenario, s.pictures, s.camera, lambda: s.shown)
    out: list[Widget] = [small] if low + px(8) < mini.y else []
    if s.film is not None:
        shown = out if view.w >= px(780) else []
        turns = (s.turning.at, len(s.turning.run))
        return shown + film_bar(s.brush, view, s.film, s.caption, s.layout, s.skip, turns, s.turning.go)
    left = view.x + px(12)
    if s.tree.is_open:
        box = pygame.Rect(view.x + px(8), view.y + px(8), min(px(290), view.w // 2), view.h - px(16))
        out += s.tree.widgets(box)
        left = box.right + px(10)
    out += chips
    paper = pygame.Rect(left, view.y, min(mini.x - left - px(20), px(420)), view.h - px(12))
    return out + (s.log.widgets(paper, s.layout) if paper.w >= px(200) else [])


def _overlay_keys(s: BattleScreen) -> list[Widget]:
    """Chips at the upper right of the map, one for each overlay, and the doors to the tree and the fire plan."""
    px, view, b = s.app.theme.px, s.camera.view, s.brush
    names = {**TITLES, **DOORS}
    if s.phase != "orders" or not s.sitting.view.wings:
        del names["air"]
    wide = max(b.size(_(w), "small")[0] + b.size(s.app.keys.of(k), "key")[0] for k, w in names.items()) + px(34)
    out: list[Widget] = []
    y = view.y + px(12)

    def add(name: str, words: str, act: Callable[[], None], tip: str, *, on: bool) -> None:
        nonlocal y
        box = (view.right - wide - px(12), y, wide, px(26))
        button = Button(box, words, act, key=s.app.keys.of(name), style="small", tip=tip)
        button.is_on = on
        out.append(button)
        y += px(29)

    def door(name: str) -> Callable[[], None]:
        def act() -> None:
            acts.ACTS[name](s)
            s.relaid = True

        return act

    def switch(kind: str) -> Callable[[], None]:
        def act() -> None:
            s.overlays.toggle(kind)
            s.relaid = True

        return act

    for kind in KINDS:
        add(kind, _(TITLES[kind]), switch(kind), _(TIPS[kind]), on=kind in s.overlays.on)
    y += px(6)
    for name, words in names.items():
        if name in DOORS:
            add(name, _(words), door(name), _(DOOR_TIPS.get(name, "")), on=name == "tree" and s.tree.is_open)
    return out


def _foot(s: BattleScreen, small: bool) -> list[Widget]:
    """Ribbon and course side by side, or one of them behind two tabs."""
    px, foot = s.app.theme.px, s.bottom
    left = pygame.Rect(foot.x, foot.y, foot.w - px(92) if small else round(foot.w * 0.52), foot.h)
    right = left if small else pygame.Rect(left.right, foot.y, foot.w - left.w, foot.h)
    pulses, hours, light = facts.ribbon_frame(s.sitting, s.ribbon_turn)
    ribbon = Ribbon(left, pulses, hours, light, s.bars, s.take, s.hand_of_clock, s.at_hour)
    course = Panel(right, lambda surface, rect: paint_course(s.brush, surface, rect, s), s.course_key)
    if not small:
        return [ribbon, course]
    ground = Panel(foot, lambda surface, rect: surface.fill(palette.PANEL) and None, lambda: foot.size)
    place = (foot.right - px(86), foot.y + px(16), px(78), px(72))
    tabs = Tabs(place, (_("Turn"), _("Course")), s.bottom_tab, s.turn_tab, upright=True)
    return [ground, ribbon if s.bottom_tab == 0 else course, tabs]
