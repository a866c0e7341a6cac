"""Where the battle left history, reckoned beside the window: the first departure at once, the worth of orders on asking."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.client.battle.last_page.beside import PROCESSES, Beside
from game.client.battle.last_page.leaf import Bar, Head, Piece, Words
from game.client.kit import palette
from game.core.words import N_, _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from game.match.battle import Match
    from game.whatif.battle.departures.worth import Left

TOLD = N_(
    "Orders that left history against the record's in their place: pairs of games of one luck, 64 of each, then 256"
)


class Leaving(Beside):
    """Where a battle left history, as far as it is known by now."""

    told = TOLD
    found: Left | None

    def __init__(self, match: Match, humans: Sequence[str]) -> None:
        super().__init__(match, 1)
        self.sides, self._was_looked_at = tuple(humans), False

    @property
    def following(self) -> int:
        """The pairs that may be played next: all of them, as long as they have not been."""
        from game.whatif.battle.departures.worth import COUNTS

        if self.found is not None and (not self.found.count or self.found.pairs >= COUNTS[-1]):
            return 0
        return COUNTS[-1]

    def look(self, is_open: bool) -> None:
        """The leaf lies open: the first time it is looked for, at once."""
        if is_open and not self._was_looked_at and not self.why_not:
            self._was_looked_at = True
            self.start()

    def _play(self) -> None:
        from game.whatif.battle.departures.worth import left, weighed

        if self.found is None:
            self.found = left(self.match, self.sides)
        for found in weighed(self.match, self.sides, workers=PROCESSES, progress=self._progress):
            if found.pairs or self.found is None or not self.found.pairs:
                self.found = found


def left_pieces(leaving: Leaving) -> list[Piece]:
    """The leaf: the first departure, then what those that counted most were worth, with how far the games are."""
    from game.whatif.battle.departures import telling

    found: list[Piece] = [Head(_("Where history was left"))]
    if leaving.why_not or leaving.wrong:
        return [*found, Words(leaving.why_not or leaving.wrong)]
    left, match = leaving.found, leaving.match
    if left is None:
        return [*found, Words(_("The orders are being compared with the record's ..."))]
    found.append(Words(telling.first_line(match, left)))
    if left.valued:
        found.append(Head(_("What orders were worth, in points for their own side")))
        found += [Words(telling.valued_line(match, one), tip=_(TOLD)) for one in left.valued]
        found.append(Words(telling.method_line(left), "small", palette.PAPER_DIM))
    if leaving.is_running:
        words = _("{n} of {m} games of this stage").format(n=leaving.done, m=leaving.games)
        found.append(Bar(words, "", leaving.done / leaving.games, palette.BRASS, tip=_(TOLD)))
    elif left.notice:
        found.append(Words(_("Stopped: what is shown is of the games that were played."), "small"))
    return found
