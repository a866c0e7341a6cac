"""Games that are played beside the window, as soon as the rules are ready: with progress, a stop, and what is done kept."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any

from game.client import warm
from game.client.kit.worker import Job
from game.core.words import _

if TYPE_CHECKING:
    from game.match.battle import Match

PROCESSES = 2


class Beside(ABC):
    """Games about one battle. `games`: of the stage that is played, `done` of them; `found`: what is known by now."""

    def __init__(self, match: Match, games: int) -> None:
        self.match, self.games, self.done = match, games, 0
        self.found: Any = None
        self.wrong = ""
        self._job: Job[None] | None = None
        self._is_wanted = self._is_stopped = False
        self._shown: object = None

    @property
    def why_not(self) -> str:
        """Why nothing can be played; "" if it can."""
        return _("This game is of older rules: its orders cannot be given again.") if self.match.is_read_only else ""

    @property
    @abstractmethod
    def following(self) -> int:
        """How many games may be played next, 0 enough."""

    def start(self, _games: int = 0) -> None:
        """Plays the games as soon as the rules are ready."""
        if not self.is_running and not self.why_not:
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
        """Begins when the rules are ready; True if there is something new to show."""
        if self._job is None:
            if self._is_wanted and warm.start().is_over:
                self._is_wanted, self._job = False, Job(self._play)
            return False
        if self._job.is_done:
            job, self._job, self._shown = self._job, None, self.found
            if job.error is not None:
                self.wrong = (str(job.error).splitlines() or [type(job.error).__name__])[0]
            return True
        fresh, self._shown = self.found is not self._shown, self.found
        return fresh

    @abstractmethod
    def _play(self) -> None:
        """Plays the games and puts into `found` what they say."""

    def _progress(self, done: int, of: int) -> None:
        self.done, self.games = done, max(1, of)
        if self._is_stopped:
            raise KeyboardInterrupt  # as Ctrl-C at the command line: what is done is kept
