"""What counts, always in sight: scored places with points won and to win, losses and limits with their price, time left.

The panel lies on the map; `GoalsDialog` says the same at length, with the briefing of the side over it.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pygame

from game.client.battle import tips
from game.client.kit import palette
from game.client.kit.paint import Brush
from game.client.kit.widgets import Button, Listing, Modal, Panel, Reading, Row, Ui, Widget
from game.client.map.position import Hex
from game.client.map.sides import colours
from game.core.words import N_, _, spoken, written
from game.match.battle.score import LIMIT_POINTS
from game.match.dates import moment_words

if TYPE_CHECKING:
    from game.client.battle.screen import BattleScreen
    from game.client.battle.sitting import Sitting

WIDE, ROW, HEAD = 236, 19, 26  # pixels at 100 %
LEAST_ROW = 13  # of a map that is too low for ROW
STEPS = (10, 50, 200)  # men, whose price is told: the largest that is no more than a tenth of what halves the part
PART_NAMES = {"own losses": N_("Own losses"), "limits kept": N_("Limits kept"), "standing": N_("Standing")}


@dataclass(frozen=True)
class Line:
    """A row of the panel: what counts, points now of points to be had, the words behind it, where it lies and how it is held."""

    name: str
    points: float
    most: float
    words: str
    hex: Hex | None = None
    share: float | None = None


def goal_hexes(sitting: Sitting) -> tuple[Hex, ...]:
    """Every hex that counts, the first of each place first."""
    return tuple(h for goal in sitting.view.goals for h in goal.hexes)


def lines(sitting: Sitting) -> list[Line]:
    """What counts for the side that sits here, as far as it knows."""
    view, scenario = sitting.view, sitting.scenario
    out = []
    for goal in view.goals:
        name = spoken(scenario.place(goal.place).names)
        words = _(
            "{place}: {share} % held. {p:.1f} of {m:.1f} points by now, {e:.1f} at the end if it stays so (12.1)."
        )
        words = words.format(place=name, share=round(100 * goal.share), p=goal.points, m=goal.most, e=goal.at_end)
        out.append(Line(name, goal.points, goal.most, words, goal.hexes[0], goal.share))
    for part in view.score.parts:
        if part.name in PART_NAMES:
            out.append(Line(_(PART_NAMES[part.name]), part.points, part.most, _price(sitting, part.name)))
    return out


def _price(sitting: Sitting, name: str) -> str:
    """What a part of the score has cost so far, and what more of the same costs."""
    view = sitting.view
    part = next(p for p in view.score.parts if p.name == name)
    of = _("{p:.1f} of {m:.0f} points.").format(p=part.points, m=part.most)
    if name == "own losses":
        aims = next(a for a in sitting.scenario.scoring.aims if a.side == sitting.side)
        men = max(s for s in STEPS if s == STEPS[0] or s <= aims.half_loss / 10)
        words = _("{n} men lost; {k} more cost {c:.2f} points (12.2). It counts as far as the places are held (12.3).")
        return f"{of} " + words.format(n=view.men_lost, k=men, c=view.price_of(men))
    if name == "limits kept":
        left = LIMIT_POINTS - view.price
        words = _("Price paid for acts over the limits: {n} of {m}; each more costs {c:.2f} points (12.3).")
        return f"{of} " + words.format(n=view.price, m=f"{LIMIT_POINTS:.0f}", c=part.points / left if left > 0 else 0.0)
    return f"{of} " + _("Standing abroad: talks refused alone, terms and hills left cost it (12.3).")


def time_left(sitting: Sitting) -> tuple[str, str]:
    """Turns and hours that are left, and the words behind them."""
    if sitting.match.over:
        return _("the battle is over"), _("the battle is over")
    played, now = sitting.scenario.calendar.played(), sitting.match.turn
    left = [t for t in played if t.number >= now.number]
    hours = (left[-1].last_pulse - now.first_pulse) // 4
    ends = moment_words(sitting.scenario.calendar.moment_of(left[-1].last_pulse))
    short = _("{n} turns left, {h} h").format(n=len(left), h=hours)
    return short, _("The battle ends on {m}, or with a truce (1.1, 11).").format(m=ends)


class GoalPanel(Panel):
    """On the map: a row for each thing that counts; a click on a place goes there. `row`: pixels of a row."""

    def __init__(self, screen: BattleScreen, rect: pygame.Rect, row: int) -> None:
        super().__init__(rect, self._paint, lambda: (screen.sitting.match.digest, screen.sitting.side, rect.size))
        self.screen, self.row = screen, row

    def _paint(self, surface: pygame.Surface, rect: pygame.Rect) -> None:
        s, b = self.screen, self.screen.brush
        surface.fill(palette.PANEL)
        pygame.draw.rect(surface, palette.LINE, rect, 1)
        pad, row, spots = b.px(10), self.row, []
        head = pygame.Rect(pad, b.px(6), rect.w - 2 * pad, b.px(HEAD))
        total = _("{n} of 100").format(n=round(s.sitting.view.score.total))
        b.heading(surface, _("What counts"), head, right=total)
        spots.append((head, tips.score(s.sitting)))
        y = b.px(6) + b.px(HEAD) - b.px(3)
        for line in lines(s.sitting):
            box = pygame.Rect(pad, y, rect.w - 2 * pad, row)
            left = box.x
            if line.share is not None:
                _hexagon(b, surface, (left + b.px(7), box.centery), s.sitting, line.share)
                left += b.px(20)
            figure = (
                f"{written(line.points, '.1f')} / {line.most:.0f}"
                if line.most % 1 == 0
                else f"{written(line.points, '.1f')} / {written(line.most, '.1f')}"
            )
            right = b.text(surface, figure, box.midright, "time", palette.TEXT, anchor="midright").x
            b.text(
                surface, line.name, (left, box.centery), "small", palette.TEXT, anchor="midleft", width=right - left - 6
            )
            spots.append((box, line.words))
            y += row
        box = pygame.Rect(pad, y, rect.w - 2 * pad, row)
        short, words = time_left(s.sitting)
        b.text(surface, short, box.midleft, "small", palette.BRASS, anchor="midleft", width=box.w)
        self.spots = [*spots, (box, words)]

    def click(self, ui: Ui, at: tuple[int, int]) -> None:
        """Goes to the place of the row."""
        b = self.screen.brush
        k = (at[1] - self.rect.y - b.px(6) - b.px(HEAD) + b.px(3)) // self.row
        shown = lines(self.screen.sitting)
        here = shown[k].hex if 0 <= k < len(shown) else None
        if here is not None:
            self.screen.camera.centre(here)
            self.screen.dirty = True


def _hexagon(b: Brush, surface: pygame.Surface, at: tuple[int, int], sitting: Sitting, share: float) -> None:
    """A place in the face of its holder; brass while it is contested."""
    own = colours(sitting.scenario, sitting.side).face
    foe = colours(sitting.scenario, sitting.scenario.other(sitting.side)).face
    fill = own if share >= 0.99 else foe if share <= 0.01 else palette.BRASS
    r = b.px(7)
    turns = [math.radians(60 * k) for k in range(6)]
    points = [(at[0] + r * math.sin(t), at[1] - r * math.cos(t)) for t in turns]
    pygame.draw.polygon(surface, fill, points)
    pygame.draw.polygon(surface, palette.TEXT, points, 1)


def rows_of(sitting: Sitting) -> int:
    """Rows of the panel: places, parts of the score, time."""
    return len(sitting.scenario.scored) + len(PART_NAMES) + 1


def panel_size(b: Brush, sitting: Sitting) -> tuple[int, int]:
    """Pixels that the panel takes where there is room."""
    return b.px(WIDE), b.px(HEAD) + b.px(ROW) * rows_of(sitting) + b.px(10)


class GoalsDialog(Modal):
    """The briefing of the side, and what counts as a list: a place that is chosen is shown on the map."""

    def __init__(self, screen: BattleScreen) -> None:
        b, scenario = screen.brush, screen.sitting.scenario
        super().__init__(b, (b.px(900), b.px(680)), _(scenario.title), lambda: screen.show(None), paper=True)
        self.screen = screen

    def lay_out(self, window: tuple[int, int]) -> None:
        """Briefing above, list below, Close."""
        s, px = self.screen, self.ui.brush.px
        room = self.place(window)
        sitting, step = s.sitting, px(42)
        shown = lines(sitting)
        rows = [
            Row(line.name, right=f"{written(line.points, '.1f')} / {written(line.most, '.1f')}", under=line.words)
            for line in shown
        ]
        time = time_left(sitting)
        foot = pygame.Rect(room.right - px(130), room.bottom - px(30), px(130), px(38))
        high = min(step * len(rows), round((room.h - px(60)) * 0.58))
        box = pygame.Rect(room.x, foot.y - px(12) - high, room.w, high)
        text = pygame.Rect(room.x, room.y, room.w, box.y - room.y - px(10))
        side = _(sitting.scenario.side_names.get(sitting.side, sitting.side))
        blocks = [
            (side, "heading", palette.INK),
            (_(sitting.scenario.briefing.get(sitting.side, "")), "body", palette.INK),
            ("\n".join(time), "small", palette.PAPER_DIM),
        ]
        listing = Listing(box, rows, self._go(shown), height=step, paper=True)
        close = Button(foot, _("To the map"), self.close, look="brass", key="Esc")
        self.set([Reading(text, blocks), listing, close], focus=close)

    def _go(self, shown: list[Line]) -> Callable[[int], None]:
        def choose(i: int) -> None:
            here = shown[i].hex
            if here is not None:
                self.close()
                self.screen.camera.centre(here)
                self.screen.pinged = here

        return choose


def on_the_map(screen: BattleScreen) -> list[Widget]:
    """The panel under the title of the map; where it would leave the map no room, folded into a button."""
    b, view = screen.brush, screen.camera.view
    title = screen.title.rect()
    box = pygame.Rect(
        (view.x + b.px(14), title.bottom + b.px(8) if title.h else view.y + b.px(14)), panel_size(b, screen.sitting)
    )
    fits = box.w <= view.w * 0.45 and box.bottom <= view.bottom - b.px(60)
    return [GoalPanel(screen, box, b.px(ROW))] if fits else _folded(screen)


def _folded(s: BattleScreen) -> list[Widget]:
    """A button with the score; under it the panel while it is unfolded, its rows as near as the map is low."""
    b, view = s.brush, s.camera.view
    words = f"{_('What counts')}  {round(s.sitting.view.score.total)}"

    def turn() -> None:
        s.goals_open, s.relaid = not s.goals_open, True

    wide = b.size(words, "small")[0] + b.px(20)
    button = Button((view.x + b.px(8), view.y + b.px(12), wide, b.px(26)), words, turn, style="small")
    button.tip, button.is_on = tips.score(s.sitting), s.goals_open
    top = button.rect.bottom + b.px(4)
    row = min(b.px(ROW), (view.bottom - b.px(4) - top - b.px(HEAD + 10)) // rows_of(s.sitting))
    if not s.goals_open or row < b.px(LEAST_ROW):
        return [button]
    box = pygame.Rect(
        button.rect.x, top, min(b.px(WIDE), view.w - b.px(16)), b.px(HEAD + 10) + row * rows_of(s.sitting)
    )
    return [GoalPanel(s, box, row), button]
