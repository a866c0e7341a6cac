"""Looking at the exchange folder beside the window, every two seconds: a slow drive holds no frame up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from game.client.kit.worker import Job

if TYPE_CHECKING:
    from game.players.mailing.post import Post
    from game.players.mailing.waiting import Looked, Waiting

EVERY_S = 2.0


class Looks(Protocol):
    """A post, or the table that has one."""

    def look(self) -> Looked:
        """Reads what has come, sends what is due."""


@dataclass(frozen=True)
class Standing:
    """What the page that waits says, as it was at one look. `fingerprints`: name of the seat, and what is read out."""

    waiting: Waiting
    disputes: tuple[str, ...]
    ignored: tuple[str, ...]
    claimable: tuple[str, ...]
    is_agreeable: bool
    fingerprints: tuple[tuple[str, str], ...]
    is_ready: bool


class Watch:
    """Looks and remembers. `now`: what was found last; `news`: lines that came, the newest last; `trouble`: why it cannot."""

    def __init__(self, post: Post, looks: Looks | None = None) -> None:
        self.post, self._looks = post, looks or post
        self.now: Standing | None = None
        self.news: list[str] = []
        self.trouble = ""
        self._job: Job[tuple[tuple[str, ...], Standing]] | None = None
        self._since_s = EVERY_S

    def look(self) -> None:
        """Looks now, unless it does."""
        self._since_s = 0.0
        if self._job is None:
            self._job = Job(self._read)

    def tick(self, dt_s: float) -> bool:
        """Looks when it is time; True when what was found has come."""
        self._since_s += dt_s
        if self._job is None:
            if self._since_s >= EVERY_S:
                self.look()
            return False
        return self._job.is_done and self._fetch()

    def rest(self, seconds: float = 10.0) -> None:
        """Waits until nothing is being read, so that something may be done at the post; no longer than this."""
        if self._job is not None and self._job.wait(seconds):
            self._fetch()

    def _fetch(self) -> bool:
        job, self._job = self._job, None
        assert job is not None
        if job.error is not None:
            self.trouble = (str(job.error).splitlines() or [type(job.error).__name__])[0]
            return True
        news, self.now = job.result
        self.trouble = ""
        self.news += [line for line in news if line not in self.news]
        return True

    def _read(self) -> tuple[tuple[str, ...], Standing]:
        looked, post = self._looks.look(), self.post
        prints = tuple((post.named(seat), words) for seat, words in post.fingerprints.items())
        standing = Standing(
            post.waiting, post.disputes, post.ignored, post.claimable, post.agreeable, prints, looked.ready
        )
        return looked.news, standing
