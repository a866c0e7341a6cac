"""What is asked: scenario, what-ifs, games, seed and who commands; a column beside the paper, or a leaf of its own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import pygame

from game.client.kit.widgets import Button, Field, Label, Listing, Row, Tabs, Widget
from game.client.pages.laboratory.study import GAMES
from game.core.words import _, language, written

if TYPE_CHECKING:
    from game.client.pages.laboratory.screen import LaboratoryScreen

SCENARIO_ROWS = 3  # of the list of scenarios on a narrow screen; it rolls


class Column(NamedTuple):
    """The widgets in the order of Tab; the two that are written into; where the bar of the games goes."""

    widgets: tuple[Widget, ...]
    search: Field
    seed: Field
    bar: pygame.Rect


def column(page: LaboratoryScreen, room: pygame.Rect) -> Column:
    """Everything one under the other: lists above, what is played below."""
    px = page.app.theme.px
    high = px(30) * len(page.subjects)
    lists, search = _lists(page, pygame.Rect(room.x, room.y, room.w, room.h - px(222)), high)
    y = room.bottom - px(212)
    choose = _choose(page, pygame.Rect(room.x, y, room.w, px(34)))
    y += px(44)
    games = _games(page, pygame.Rect(room.x + px(80), y, room.w - px(210), px(34)))
    seed = _seed(page, pygame.Rect(room.right - px(118), y, px(118), px(34)))
    y += px(44)
    arms = _arms(page, pygame.Rect(room.x + px(80), y, room.w - px(80), px(34)))
    y += px(46)
    go = _go(page, pygame.Rect(room.x, y, room.w, px(48)))
    often = Label((room.x, games.rect.y + px(8), px(76), px(30)), _("Games"))
    whose = Label((room.x, arms.rect.y + px(8), px(76), px(30)), _("Orders"))
    bar = pygame.Rect(room.x, y + px(54), room.w, px(5))
    return Column((*lists, choose, often, games, seed, whose, arms, go), search, seed, bar)


def leaf(page: LaboratoryScreen, room: pygame.Rect) -> Column:
    """The same on a narrow screen: lists at the left, what is played at the right."""
    px = page.app.theme.px
    left = pygame.Rect(room.x, room.y, round(room.w * 0.52), room.h)
    right = pygame.Rect(left.right + px(14), room.y, room.right - left.right - px(14), room.h)
    lists, search = _lists(page, left, px(26) * min(SCENARIO_ROWS, len(page.subjects)))
    y, high, gap = right.y, px(30), px(6)
    choose = _choose(page, pygame.Rect(right.x, y, right.w, high))
    y += high + gap
    wide = px(64)
    games = _games(page, pygame.Rect(right.x + wide, y, right.w - wide, high))
    often = Label((right.x, y + px(5), wide - px(4), high), _("Games"))
    y += high + gap
    seed = _seed(page, pygame.Rect(right.x + wide, y, right.w - wide, high))
    begins = Label((right.x, y + px(5), wide - px(4), high), _("Seed"))
    y += high + gap
    whose = Label((right.x, y + px(3), wide - px(4), high), _("Orders"))
    arms = _arms(page, pygame.Rect(right.x + wide, y, right.w - wide, px(104)), upright=True)
    y += px(104) + gap
    go = _go(page, pygame.Rect(right.x, y, right.w, px(40)))
    bar = pygame.Rect(right.x, y + px(44), right.w, px(5))
    return Column((*lists, choose, often, games, begins, seed, whose, arms, go), search, seed, bar)


def short(page: LaboratoryScreen, what_if: str) -> str:
    """The id of a what-if beside its figures: its words in English, in other languages as it is typed."""
    return what_if.replace("-", " ") if language() == "en" else what_if


# ---------------------------------------------------------------- parts
def _lists(page: LaboratoryScreen, room: pygame.Rect, scenarios_high: int) -> tuple[Sequence[Widget], Field]:
    px, y = page.app.theme.px, room.y
    names = [Row(_(s.title)) for s in page.subjects]
    high = px(30) if scenarios_high >= px(30) * len(names) else px(26)
    box = (room.x, y, room.w, scenarios_high)
    scenarios = Listing(box, names, page.choose_subject, chosen=page.at, height=high, scroll=page.scenarios)
    y = scenarios.rect.bottom + px(12 if not page.is_narrow else 6)
    search = Field(
        (room.x + px(80), y, room.w - px(80), px(34 if not page.is_narrow else 30)),
        page.search,
        lambda _t: None,
        tip=_("words to look for"),
    )
    label = Label((room.x, y + px(8 if not page.is_narrow else 5), px(76), px(30)), _("Search"))
    found = page.questions
    page.looked_at = max(0, min(page.looked_at, len(found) - 1))
    rows = [Row(_(q.title), mark="■" if q.id in page.chosen else "□", under=short(page, q.id)) for q in found]
    y = search.rect.bottom + px(10 if not page.is_narrow else 6)
    questions = Listing(
        (room.x, y, room.w, room.bottom - y),
        rows,
        page.look_at,
        chosen=page.looked_at,
        height=px(46),
        enter=page.choose,
        scroll=page.listed,
    )
    return (scenarios, label, search, questions), search


def _choose(page: LaboratoryScreen, rect: pygame.Rect) -> Button:
    found = page.questions
    taken = bool(found) and found[page.looked_at].id in page.chosen
    words = _("Leave this what-if out") if taken else _("Ask this what-if")
    button = Button(rect, words, lambda: page.choose(page.looked_at))
    button.enabled, button.why_not = bool(found) and not page.study.is_running, _("nothing to choose")
    return button


def _games(page: LaboratoryScreen, rect: pygame.Rect) -> Tabs:
    tip = _("Games of history, and as many of each what-if with the same luck")
    return Tabs(rect, [written(n, ",") for n in GAMES], page.games, page.choose_games, tip=tip)


def _seed(page: LaboratoryScreen, rect: pygame.Rect) -> Field:
    return Field(rect, page.seed, lambda _t: None, tip=_("seed of the first game"))


def _arms(page: LaboratoryScreen, rect: pygame.Rect, *, upright: bool = False) -> Tabs:
    arms = Tabs(
        rect,
        [_("As it fits"), _("Record"), _("Computer"), _("All")],
        page.arm,
        page.choose_arm,
        upright=upright,
        tip=_(
            "Who commands the side that nothing was changed for: the record while it fits, the record whatever happens, the "
            "computer in both worlds, or all three beside one another"
        ),
    )
    why_not = page.subject.why_no_commanders if page.subject is not None else ""
    arms.enabled, arms.why_not = not why_not, why_not
    return arms


def _go(page: LaboratoryScreen, rect: pygame.Rect) -> Button:
    if page.study.is_running:
        go = Button(rect, _("Stop"), page.stop, look="brass", style="heading")
        go.enabled, go.why_not = not page.study.is_stopping, _("the games at hand are being given up")
    else:
        go = Button(rect, _("Start"), page.start, look="seal", style="heading")
        go.enabled, go.why_not = bool(page.picked), _("choose a what-if first")
    return go
