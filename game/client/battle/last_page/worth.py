"""What a score was worth, reckoned beside the window: the same orders under other luck, with progress and a stop."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.client.battle.last_page.beside import PROCESSES, Beside
from game.core.words import N_

if TYPE_CHECKING:
    from game.match.battle import Match
    from game.whatif.battle.last_page.other_luck import OtherLuck

OTHER = N_("The same orders of both sides under the luck of other seeds; what is done when they stop counts.")
GAMES = 100
MOST = 1600


class Worth(Beside):
    """The games of one battle under other luck; they wait until the rules are ready. `found`: what has been played."""

    told = OTHER
    found: OtherLuck | None

    def __init__(self, match: Match) -> None:
        super().__init__(match, GAMES)

    @property
    def following(self) -> int:
        """How many games may be played next: as many again where they were stopped, else four times as many; 0 enough."""
        if self.found is None or self.found.games < self.games:
            return self.games
        return 4 * self.games if 4 * self.games <= MOST else 0

    def start(self, games: int = 0) -> None:
        """Plays so many games, without a number the usual ones, as soon as the rules are ready."""
        if not self.is_running and not self.why_not:
            self.games = games or self.games
        super().start()

    def _play(self) -> None:
        from game.whatif.battle.last_page.other_luck import other_luck

        self.found = other_luck(self.match, self.games, workers=PROCESSES, progress=self._progress) or self.found
