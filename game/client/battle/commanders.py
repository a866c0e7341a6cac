"""Who commands the computer's side: each with a line on what it does, chosen on a dialog of paper."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from game.client.kit import palette
from game.client.kit.widgets import Button, Listing, Modal, Reading, Row, Scroll
from game.core.words import N_, _
from game.players.battle.levels import LEVELS
from game.players.battle.staffs import DRAWN, PLAN

if TYPE_CHECKING:
    from game.client.kit.screen import Screen
    from game.model.battle.scenario import Scenario

SURPRISE = (
    DRAWN,
    N_("Surprise me"),
    N_(
        "The staff or one of the plans, drawn by the seed and kept from you until the battle is over. "
        "With the same luck each time the same one is drawn."
    ),
)


@dataclass(frozen=True)
class Choice:
    """A commander that a computer's seat may have: the seat's name, its title, what it does, its source ("" none)."""

    seat: str
    title: str
    line: str
    source: str = ""


def choices(scenario: Scenario, side: str) -> tuple[Choice, ...]:
    """Who may command a side in a scenario: the staffs, the plans of the side, and one drawn."""
    fixed = [Choice(level.seat, _(level.title), _(level.line)) for level in LEVELS if level.title]
    plans = [
        Choice(PLAN + p.id, _("Plan: {title}").format(title=_(p.title)), _(p.text), f"{p.source} [{p.confidence}]")
        for p in scenario.plans_of(side)
    ]
    return (*fixed, *plans, Choice(SURPRISE[0], _(SURPRISE[1]), _(SURPRISE[2])))


def choice(scenario: Scenario, side: str, seat: str) -> Choice:
    """The commander of a seat; the staff if the side has none of that name."""
    found = choices(scenario, side)
    return next((c for c in found if c.seat == seat), found[0])


class CommanderDialog(Modal):
    """The list at the left, what the chosen one does at the right."""

    def __init__(
        self, screen: Screen, scenario: Scenario, side: str, seat: str, take: Callable[[str], None], *, title: str
    ) -> None:
        px = screen.app.theme.px
        super().__init__(screen.brush, (px(860), px(560)), title, lambda: screen.show(None), paper=True)
        self.choices, self.take = choices(scenario, side), take
        self.at = next((i for i, c in enumerate(self.choices) if c.seat == seat), 0)
        self.scroll, self._window = Scroll(), screen.size

    def lay_out(self, window: tuple[int, int]) -> None:
        """Places list, text and the two doors."""
        px, self._window = self.ui.brush.px, window
        room = self.place(window)
        wide = round(room.w * 0.46)
        rows = [Row(_(c.title)) for c in self.choices]
        listing = Listing(
            (room.x, room.y, wide, room.h - px(50)),
            rows,
            self._choose,
            chosen=self.at,
            height=px(36),
            enter=self._enter,
            paper=True,
            scroll=self.scroll,
        )
        chosen = self.choices[self.at]
        blocks = [(chosen.title, "heading", palette.INK), (chosen.line, "body", palette.INK)]
        if chosen.source:
            blocks.append((_("Source: {s}").format(s=chosen.source), "note", palette.PAPER_DIM))
        text = Reading((room.x + wide + px(24), room.y, room.w - wide - px(24), room.h - px(50)), blocks)
        y = room.bottom - px(30)
        take = Button(
            (room.right - px(170), y, px(170), px(40)), _("Choose"), lambda: self._enter(self.at), look="brass"
        )
        close = Button((room.right - px(300), y, px(120), px(40)), _("Close"), self.close, look="paper", key="Esc")
        self.set([listing, text, close, take], focus=listing)

    def _choose(self, i: int) -> None:
        self.at = i
        self.lay_out(self._window)

    def _enter(self, i: int) -> None:
        self.close()
        self.take(self.choices[i].seat)
