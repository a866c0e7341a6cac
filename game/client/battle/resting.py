"""What a counter on the map says when the pointer rests on it: who it is, what its figure and its pips mean."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from game.client.battle import facts, tips
from game.core.words import _, spoken

if TYPE_CHECKING:
    from game.client.battle.screen import BattleScreen
    from game.client.map.position import Hex

AFTER_S = 0.6


class Resting:
    """Words for the hex under the pointer once it has rested there."""

    def __init__(self, screen: BattleScreen) -> None:
        self.screen = screen
        self._at: Hex | None = None
        self._since, self._told = 0.0, True

    @property
    def here(self) -> Hex | None:
        """The hex that the pointer is on, with nothing lying over it."""
        s, at = self.screen, self.screen.ui.pointer
        return s.camera.hex_at(at) if s.map_rect.collidepoint(at) and s.ui.at(at) is None else None

    def tick(self) -> bool:
        """True once when the words have come due."""
        here = self.here
        if here != self._at:
            self._at, self._since, self._told = here, time.monotonic(), here is None
        if self._told or time.monotonic() - self._since < AFTER_S:
            return False
        self._told = True
        return True

    def words(self) -> str:
        """The lines; "" while the pointer moves, and over bare ground that does not count."""
        here, s = self._at, self.screen
        if here is None or here != self.here or time.monotonic() - self._since < AFTER_S:
            return ""
        lines = []
        for goal in s.sitting.view.goals:
            if here in goal.hexes:
                name = spoken(s.sitting.scenario.place(goal.place).names)
                words = _("{place} counts: {p:.1f} of {m:.1f} points by now (12.1)")
                lines.append(words.format(place=name, p=goal.points, m=goal.most))
        for piece in reversed(s.shown.at(here)):
            lines.append(facts.piece_line(s.sitting, piece))
            if not piece.is_contact:
                lines.append(tips.pips(piece))
        return "\n".join(lines)
