"""How a finished game is graded, worked out beside the window: Place, what the same luck would have brought, Standing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.client.kit.worker import Job
from game.core.words import _
from game.match.battle.grade import grade_line, grade_lines, standing_line
from game.players.battle.staffs import thinks

if TYPE_CHECKING:
    from game.client.battle.sitting import Sitting


class Grading:
    """The grades of a sitting's game, from its end on; until the same luck has been played a line says so."""

    def __init__(self, sitting: Sitting) -> None:
        self.sitting = sitting
        self._measured = [(side, who) for side in sitting.humans if (who := sitting.against(side)) is not None]
        self._job: Job[dict[str, str]] | None = None
        self._standing: list[str] = []

    def start(self) -> None:
        """Keeps the game for the standing, and plays the same luck beside the window; at the end of a game, once."""
        if self._job is not None or not self._measured or self.sitting.match.is_read_only:
            return
        from game.files.battle import standing
        from game.files.errors import BadFile

        try:
            kept = standing.keep(self.sitting.ended())
            self._standing = [standing_line(kept, is_branch=bool(self.sitting.match.parent))]
        except BadFile as e:
            self._standing = [str(e)]
        self._job = Job(self._play)

    @property
    def is_ready(self) -> bool:
        """Everything that there is to say is known."""
        return self._job is None or self._job.is_done

    def lines(self, side: str) -> list[str]:
        """A side's grades in words: of the computer's the re-enactments alone."""
        match = self.sitting.match
        who = dict(self._measured).get(side)
        if who is None:
            return [grade_line(match, side)]
        return [*grade_lines(match, side, who), *self._luck(side), *self._standing]

    def _luck(self, side: str) -> list[str]:
        if self._job is None:
            return []
        if not self._job.is_done:
            return [_("The same luck is being played by our staff ...")]
        return [self._job.result[side]] if self._job.error is None and side in self._job.result else []

    def _play(self) -> dict[str, str]:
        from game.whatif.battle.same_luck import luck_line, same_luck

        match = self.sitting.match
        return {side: luck_line(same_luck(match, side, who)) for side, who in self._measured if not thinks(who)}
