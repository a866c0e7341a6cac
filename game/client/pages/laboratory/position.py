"""A turn of a game as something that may be asked: from there the games go on, with the what-if and without. No pygame."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from game.client.pages.laboratory.study import BattleSubject
from game.core.words import _
from game.match.dates import named
from game.whatif.battle.starting import may_ask, start_of

if TYPE_CHECKING:
    from game.client.pages.laboratory.lines import Block
    from game.client.pages.laboratory.study import Result, Study
    from game.match.battle import Match
    from game.model.battle.whatif import WhatIf


class PositionSubject(BattleSubject):
    """A game that was played, from a turn on: what `compare --from JOURNAL --at TURN` asks.

    Raises:
        ValueError: the match has not come to that turn, or is over there.
    """

    def __init__(self, match: Match, turn: str = "") -> None:
        super().__init__(match.scenario)
        self.begun = start_of(match, turn)
        self.title = _("From {turn} of your game").format(turn=named(self.begun.turn))

    @property
    def why_no_commanders(self) -> str:  # type: ignore[override]
        """Why it is not to be chosen who commands."""
        return _("from a position the computer commands both sides, but for the what-if’s own orders")

    def questions(self, search: str = "") -> tuple[WhatIf, ...]:
        """The what-ifs that change something from that turn on, and nothing which the position has already."""
        return tuple(w for w in super().questions(search) if may_ask(self.scenario, w, self.begun))

    def about(self, what: WhatIf) -> list[Block]:
        """What it changes, and where the games begin."""
        words = _(
            "The games begin at {turn} of your game, with every counter as it stood. The computer commands both sides from "
            "there, in both worlds, but for the orders of the what-if. What-ifs whose orders lie behind that turn cannot be "
            "asked, nor those that change what the position has already, such as strengths."
        )
        title, *rest = super().about(what)
        return [title, *rest, ("head", _("Where it begins")), ("body", words.format(turn=named(self.begun.turn)))]

    def start(self, study: Study, chosen: Sequence[WhatIf], games: int, seed: int, arm: str) -> str:
        """Begins to play; "" or why it cannot be begun."""
        return study.start(self.scenario, chosen, games, seed, begun=self.begun)

    def banked(self, what: WhatIf) -> int:
        """None: the bank knows games from their beginning alone."""
        return 0

    def known(self, chosen: Sequence[WhatIf]) -> Result | None:
        """Nothing."""
        return None
