"""What a click would order, told beside the pointer before it is made: arrival, who is known there, what forbids it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.client.battle import air
from game.client.battle.hand import HOURS, START_LINE
from game.core.words import _
from game.match.battle.force_words import known_words, own_words
from game.match.battle.limits import crossings
from game.model.battle.verbs import gestures

if TYPE_CHECKING:
    from game.client.battle.screen import BattleScreen
    from game.client.map.position import Hex

KEPT = 400


class Preview:
    """Lines for the hex under the pointer while a task waits for it. Legality is `match.refusal`'s, asked once a hex."""

    def __init__(self, screen: BattleScreen) -> None:
        self.screen = screen
        self._refusals: dict[object, str] = {}

    def lines(self) -> tuple[str, bool]:
        """The words, and whether they forbid; "" where nothing is asked."""
        s = self.screen
        hand, here = s.hand, s.hand.hover
        task = hand.waiting
        if s.pointing.drag_goal is not None:
            here, task = s.pointing.drag_goal, hand.by_drag(s.pointing.drag_goal)
        if not task or here is None or not hand.selected or task in (START_LINE, *HOURS):
            return hand.hint, False
        refusal = self._refusal(task, here)
        if refusal:
            return refusal, True
        verb, gesture = gestures()[task]
        words = [f"{_(gesture.label)}  {s.sitting.scenario.hex_name(here)}"]
        if s.hand.is_wing:
            words.append(air.hours_words(s.sitting, s.hand.selected))
        words += [w for w in (self._arrival(task, here), self._known(here)) if w and not verb.waits]
        words += self._limits(task, here)
        return "\n".join(words), False

    def _refusal(self, task: str, here: Hex) -> str:
        s = self.screen
        key = (s.sitting.match.digest, s.hand.selected, task, here, s.sitting.book.decisions)
        if key not in self._refusals:
            if len(self._refusals) > KEPT:
                self._refusals.clear()
            order = s.hand.made(task, here)
            self._refusals[key] = s.sitting.refusal_text(order) if order is not None else ""
        return self._refusals[key]

    def _arrival(self, task: str, here: Hex) -> str:
        """When the counter in hand would be there if nobody hindered it."""
        s = self.screen
        order = s.hand.made(task, here)
        march = s.sitting.view.march(order) if order is not None else None
        if march is None:
            return ""
        clock = s.sitting.scenario.calendar.clock_of(march.there)
        return _("{h:.1f} h of marching, there by {t}").format(h=march.hours, t=clock)

    def _limits(self, task: str, here: Hex) -> list[str]:
        """The limits that the order would cross, each with its price."""
        s, order = self.screen, self.screen.hand.made(task, here)
        if order is None:
            return []
        return [c.line for c in crossings(s.sitting.view, (order,), s.sitting.book.decisions)]

    def way(self, task: str, here: Hex) -> tuple[Hex, ...]:
        """The hexes through which the order would lead; none where it is forbidden or leads nowhere."""
        order = self.screen.hand.made(task, here)
        if order is None or self._refusal(task, here):
            return ()
        return self.screen.sitting.view.way(order)

    def _known(self, here: Hex) -> str:
        """Own strength against what is known of the enemy there."""
        s = self.screen
        foes = [c for c in s.sitting.view.contacts if c.hex == here]
        own = s.sitting.own(s.hand.selected)
        if not foes or own is None:
            return ""
        return _("ours: {n}, last seen there: {m}").format(n=own_words(own), m=known_words(foes))
