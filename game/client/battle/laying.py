"""Laying out the battle screen: which widgets stand where for the window's size and the phase of the turn."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

import pygame

from game.client.battle import acts, facts, goals, tips, top_bar
from game.client.battle.course import paint_course
from game.client.battle.film_bar import film_bar
from game.client.battle.overlays import KINDS, TIPS, TITLES
from game.client.battle.plan import PlanChart
from game.client.battle.ribbon import Bar, Ribbon
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
    "tree": N_("Formations and their counters, with what is on its way"),
    "plan": N_("Guns, targets and hours of this turn on one sheet"),
    "desk": N_("Leave from the government, talks and truce, with odds and price"),
    "card": N_("Companies, history and sources of the counter in hand"),
    "air": N_("Takes a wing in hand for a strike; again: the next wing"),
    "supplies": N_("Shells, small arms and boats; who is short and since when"),
}


MINIMAP_MOST = 0.12  # of the map, that the map in small may cover


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
    left = min(px(290), s.camera.view.w // 2) + px(20) if s.tree.is_open else px(goals.WIDE + 26)
    return left, px(150), px(160), px(236 if s.log.events and not s.log.is_folded else 176)


def _bar(s: BattleScreen) -> list[Widget]:
    px = s.app.theme.px

    def paint(surface: pygame.Surface, rect: pygame.Rect) -> None:
        found = facts.top_facts(s.sitting, s.film)
        s.bar_parts = parts = top_bar.paint(s.brush, surface, rect, s.sitting.scenario, found)
        words = tips.bar(s.sitting, found, s.sitting.pulse_shown(s.film))
        bar.spots = [(box, words[name]) for name, box in parts.items()]

    bar = Panel(s.bar, paint, s.bar_key)
    menu = (s.bar.right - px(48), px(4), px(40), s.bar.h - px(8))
    return [bar, Bars(menu, "", s.open_menu, tip=_("Save, load, leave  Esc"))]


def _plan(s: BattleScreen) -> list[Widget]:
    chart = PlanChart(s.map_rect, s)
    chart.tip = _(
        "Targets down, hours across: each bar is a mission in its hours, with its rounds a pulse of 15 minutes (6.6)"
    )
    return [chart]


def _on_the_map(s: BattleScreen) -> list[Widget]:
    px, view = s.app.theme.px, s.camera.view
    mini = pygame.Rect(0, 0, px(132), px(144))
    mini.bottomright = (view.right - px(14), view.bottom - px(14))
    chips = [] if s.film is not None else _overlay_keys(s)
    low = max((w.rect.bottom for w in chips), default=view.y)
    counted = goals.goal_hexes(s.sitting)
    small = frame.Minimap(mini, s.sitting.scenario, s.pictures, s.camera, lambda: s.shown, counted)
    is_small = mini.w * mini.h < MINIMAP_MOST * view.w * view.h
    out: list[Widget] = [small] if low + px(8) < mini.y and is_small else []
    if s.film is not None:
        shown = out if view.w >= px(780) else []
        turns = (s.turning.at, len(s.turning.run))
        return shown + film_bar(s.brush, view, s.film, s.caption, s.layout, s.skip, turns, s.turning.go)
    left = view.x + px(12)
    if s.tree.is_open:
        box = pygame.Rect(view.x + px(8), view.y + px(8), min(px(290), view.w // 2), view.h - px(16))
        out += s.tree.widgets(box)
        left = box.right + px(10)
    else:
        out += goals.on_the_map(s)
    out += chips
    paper = pygame.Rect(left, view.y, min(mini.x - left - px(20), px(420)), view.h - px(12))
    return out + (s.log.widgets(paper, s.layout) if paper.w >= px(200) else [])


def _overlay_keys(s: BattleScreen) -> list[Widget]:
    """Chips at the upper right of the map, one for each overlay, and the doors to the tree and the fire plan.

    Where the map is too low for a column of them, one button opens them in columns over the map.
    """
    px, view, b = s.app.theme.px, s.camera.view, s.brush
    names = {**TITLES, **DOORS}
    if s.phase != "orders" or not s.sitting.view.wings:
        del names["air"]
    is_tall = px(29) * len(names) + px(30) <= view.h
    caps = {k: s.app.keys.of(k) if is_tall else "" for k in names}
    wide = max(b.size(_(w), "small")[0] + b.size(caps[k], "key")[0] for k, w in names.items()) + px(
        34 if is_tall else 20
    )
    rows = len(names) if is_tall else max(1, (view.h - px(54)) // px(29))
    columns = -(-len(names) // rows)
    rows = -(-len(names) // columns)
    left, top = view.right - columns * (wide + px(4)) - px(8), view.y + px(12)
    out: list[Widget] = []
    if not is_tall:
        box = pygame.Rect(0, top, max(wide, b.size(_("Layers"), "small")[0] + px(20)), px(26))
        box.right = view.right - px(12)
        out.append(
            Button(box, _("Layers"), _folded(s), style="small", tip=_("What lies over the map, and doors to lists"))
        )
        out[0].is_on = s.layers_open  # type: ignore[attr-defined]
        top += px(30)
        if not s.layers_open:
            return out
    acts_of = {k: _switch(s, k) if k in KINDS else _door(s, k) for k in names}
    for i, (name, words) in enumerate(names.items()):
        apart = px(6) if columns == 1 and i >= len(KINDS) else 0
        x, y = left + i // rows * (wide + px(4)), top + i % rows * px(29) + apart
        tip = _(TIPS[name] if name in KINDS else DOOR_TIPS[name])
        button = Button((x, y, wide, px(26)), _(words), acts_of[name], key=caps[name], style="small", tip=tip)
        button.is_on = name in s.overlays.on or (name == "tree" and s.tree.is_open)
        out.append(button)
    return out


def _folded(s: BattleScreen) -> Callable[[], None]:
    def act() -> None:
        s.layers_open, s.relaid = not s.layers_open, True

    return act


def _door(s: BattleScreen, name: str) -> Callable[[], None]:
    def act() -> None:
        acts.ACTS[name](s)
        s.layers_open, s.relaid = False, True

    return act


def _switch(s: BattleScreen, kind: str) -> Callable[[], None]:
    def act() -> None:
        s.overlays.toggle(kind)
        s.relaid = True

    return act


def _moved(s: BattleScreen, bar: Bar, pulses: int) -> None:
    """A bar of the ribbon was dragged: its order begins so much later, and ends so much later where it has an end."""
    order, sitting = bar.order, s.sitting
    if order is None or s.phase != "orders":
        return
    s.hand.select(bar.unit)
    s.hand.adjust(order)
    now = sitting.pulse(order.start) if order.start else sitting.ready_pulse(order.unit)
    fields = {"start": sitting.moment(now + pulses)}
    if order.until:
        fields["until"] = sitting.moment(min(sitting.pulse(order.until) + pulses, sitting.last_pulse + 1))
    s.changed(s.hand.change(**fields))


def _foot(s: BattleScreen, small: bool) -> list[Widget]:
    """Ribbon and course side by side, or one of them behind two tabs."""
    px, foot = s.app.theme.px, s.bottom
    left = pygame.Rect(foot.x, foot.y, foot.w - px(92) if small else round(foot.w * 0.52), foot.h)
    right = left if small else pygame.Rect(left.right, foot.y, foot.w - left.w, foot.h)
    pulses, hours, light = facts.ribbon_frame(s.sitting, s.ribbon_turn)
    hours = hours[::2] if left.w < px(400) else hours
    ribbon = Ribbon(left, pulses, hours, light, s.bars, s.take, s.hand_of_clock, s.at_hour, partial(_moved, s))
    course = Panel(right, lambda surface, rect: paint_course(s.brush, surface, rect, s), s.course_key)
    ribbon.tip = _(
        "The hours of this turn: a bar for each task, from start to end; a click takes its counter in hand (7.2)"
    )
    course.tip = _("Score of this side at the end of each turn, 0 to 100; the present turn is framed (12.4)")
    if not small:
        return [ribbon, course]
    ground = Panel(foot, lambda surface, rect: surface.fill(palette.PANEL) and None, lambda: foot.size)
    place = (foot.right - px(86), foot.y + px(16), px(78), px(72))
    tabs = Tabs(place, (_("Turn"), _("Course")), s.bottom_tab, s.turn_tab, upright=True)
    return [ground, ribbon if s.bottom_tab == 0 else course, tabs]
