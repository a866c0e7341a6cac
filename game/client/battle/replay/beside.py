"""The record beside the board of a re-enactment: where it has everybody at a pulse, and what each side says of the turn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.client.battle import from_match
from game.core.words import _
from game.match.battle import record_words

if TYPE_CHECKING:
    from game.client.map.position import Position
    from game.match.battle.record_words import Line
    from game.model.battle.record_page import Page
    from game.model.battle.scenario import Scenario


class Beside:
    """What the record has at a pulse, made once for each."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self._position: tuple[int, Position] | None = None
        self._page: Page | None = None

    def position(self, pulse: int) -> Position | None:
        """Everybody as the record last has him by a pulse; None where the scenario has no record."""
        if not (self.scenario.keyframes or self.scenario.record_turns):
            return None
        if self._position is None or self._position[0] != pulse:
            self._position = pulse, from_match.from_record(self.scenario, pulse)
        return self._position[1]

    def page(self, pulse: int) -> Page:
        """The record's page of the turn of a pulse."""
        name = self.scenario.calendar.turn_at(min(pulse, self.scenario.calendar.played()[-1].last_pulse - 1)).name
        if self._page is None or self._page.at != name:
            self._page = self.scenario.record.page(name)
        return self._page

    def lines(self, pulse: int) -> tuple[Line, ...]:
        """Both sides' accounts of the turn, then what lies between them."""
        page = self.page(pulse)
        found = [
            line._replace(part=_("{side}: its account").format(side=_(page.sides[side])))
            for side in self.scenario.sides
            for line in record_words.account(page, side)
        ]
        return (*found, *record_words.between(self.scenario, page))
