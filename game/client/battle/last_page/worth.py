"""What a score was worth, reckoned beside the window: the same orders under other luck, with progress and a stop."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.client import warm
from game.client.kit.worker import Job
from game.core.words import N_, _

if TYPE_CHECKING:
    from game.match.battle import Match
    from game.whatif.battle.last_page.other_luck import OtherLuck

OTHER = N_("The same orders of both sides under the luck of other seeds; what is done when they stop counts.")
GAMES = 100
MOST = 1600
PROCESSES = 2


class Worth:
    """The games of one battle under other luck; they wait until the rules are ready. `found`: what has been played."""

    told = OTHER

    def __init__(self, match: Match) -> None:
        self.match, self.games, self.done = match, GAMES, 0
        self.found: OtherLuck | None = None
        self.wrong = ""
        self._job: Job[OtherLuck | None] | None = None
        self._is_wanted = self._is_stopped = False

    @property
    def why_not(self) -> str:
        """Why no such games can be played; "" if they can."""
        return _("This game is of older rules: its orders cannot be given again.") if self.match.is_read_only else ""

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
            self._is_wanted, self._is_stopped, self.done, self.wrong = True, False, 0, ""
            warm.start()

    def stop(self) -> None:
        """Ends the games; what is done is kept."""
        self._is_wanted, self._is_stopped = False, True

    @property
    def is_running(self) -> bool:
        """Games are being played, or wait for the rules."""
        return self._is_wanted or self._job is not None

    def tick(self) -> bool:
        """Begins when the rules are ready and fetches the result; True if there is something new to show."""
        if self._job is None:
            if self._is_wanted and warm.start().is_over:
                self._is_wanted, self._job = False, Job(self._play)
            return False
        if not self._job.is_done:
            return False
        job, self._job = self._job, None
        if job.error is not None:
            self.wrong = (str(job.error).splitlines() or [type(job.error).__name__])[0]
        else:
            self.found = job.result or self.found
        return True

    def _play(self) -> OtherLuck | None:
        from game.whatif.battle.last_page.other_luck import other_luck

        return other_luck(self.match, self.games, workers=PROCESSES, progress=self._progress)

    def _progress(self, done: int, _of: int) -> None:
        self.done = done
        if self._is_stopped:
            raise KeyboardInterrupt  # as Ctrl-C at the command line: what is done is kept
