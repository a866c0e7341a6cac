"""Where a game is kept: a file of its own, written by one program; whoever comes second plays on in a branch, and is told."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import Any

from game.core.words import _
from game.files import saves
from game.files.beside import orders_file
from game.files.errors import BadFile
from game.files.glance import glance
from game.files.names import file_stem, shown_name
from game.files.owner import Hold, hold
from game.match.sealed_game import SealedGame


class Keeping:
    """The file of a game. `path`: where it is, or will be once something is written; `news`: lines to be told about that."""

    def __init__(self, match: SealedGame[Any, Any, Any], path: Path | None) -> None:
        self.match = match
        self.path = path or saves.autosave_path(match.id)
        self.opened: Path | None = None  # the file that the game was opened from
        self.news: list[str] = []
        self._hold: Hold | None = None
        self.is_wanted = False  # somebody has asked for the game to be saved
        self._is_new = False  # the file was begun by this table
        self._has_begun = False  # something was written to it in this sitting

    @property
    def is_mine(self) -> bool:
        """This table may write the file."""
        return self._hold is not None and self._hold.is_mine

    @property
    def was_passed_on(self) -> bool:
        """Another table of this program has taken the game up since."""
        return self._hold is not None and not self._hold.is_mine

    def claim(self) -> None:
        """Makes sure of a file that no other game is in and no other program writes: its own, or one for a branch of it.

        Raises:
            BadFile: the folder cannot be made.
        """
        if self.is_mine:
            return
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as e:
            raise BadFile.of(self.path.parent, f"cannot be made: {e.strerror or e}") from None
        if not self.match.is_of(self.path):
            self._take_new(self.path)
        elif self.path.parent == saves.folder() / saves.EARLIER:
            self.leave_as_branch(_("{name} is an earlier state of a game").format(name=self.name))
        elif why := self._take_own():
            self.leave_as_branch(why)

    def begin(self) -> None:
        """Before the first writing of a sitting: what the file holds now is kept as an earlier state of it."""
        if not self._has_begun:
            self._has_begun = True
            try:
                saves.keep_generation(self.path)
            except BadFile as e:
                self.news.append(str(e).splitlines()[0])

    def leave_as_branch(self, why: str) -> None:
        """Leaves the file to whoever else writes it: from here on the game is a branch, in a file of its own."""
        old = self.path
        self.match.part()
        beside = saves.folder() if old.parent == saves.folder() / saves.EARLIER else old.parent
        stem = file_stem(_("{name}, branch").format(name=self.name))
        self._take_new(beside / (stem + saves.SUFFIX))
        self.news.append(_("{why}: you play on in a branch of it, {name}").format(why=why, name=self.name))

    def let_go(self) -> None:
        """The game is left."""
        if self._hold is not None:
            self._hold.let_go()

    def discard(self) -> None:
        """Nothing stands in the game: a file that was begun for it here, and that nobody asked for, is taken away again."""
        if self._is_new and not self.is_wanted and self.is_mine:
            for path in (self.path, orders_file(self.path)):
                with contextlib.suppress(OSError):
                    path.unlink(missing_ok=True)

    @property
    def name(self) -> str:
        """The name of its file as a player reads it."""
        return shown_name(self.path.name.removesuffix(saves.SUFFIX))

    def in_the_way(self, path: Path) -> str:
        """Which other game a file holds that this one would be written over; "" if there is none."""
        if not path.exists() or self.is_same(path):
            return ""
        seen = glance(path)
        if seen is not None and seen.game == self.match.game and self._begins_with(seen.digests):
            return ""
        name = shown_name(path.name.removesuffix(saves.SUFFIX))
        if seen is None:
            return _("{name} is a file that holds something else").format(name=name)
        return _("{name} is another game: {played}, turns played: {n}").format(
            name=name, played=seen.played, n=seen.turns
        )

    def is_same(self, path: Path) -> bool:
        """A path leads to the file of this game."""
        try:
            return path == self.path or path.samefile(self.path)
        except OSError:
            return False

    def _take_own(self) -> str:
        """Takes the file of the game; "" or why it is left as it is."""
        found = hold(self.path)
        if found is None:
            return _("{name} is being played in another program").format(name=self.name)
        seen = glance(self.path)
        if seen is not None and not self._begins_with(seen.digests):
            found.let_go()  # played on since it was read here, or not all of it could be read
            return _("{name} holds turns that this game does not").format(name=self.name)
        self._hold = found
        return ""

    def _take_new(self, path: Path) -> None:
        for free in saves.numbered(path):
            found = hold(free) if not free.exists() else None
            if found is not None and not free.exists():
                self.path, self._hold, self._has_begun, self._is_new = free, found, False, True
                return
            if found is not None:
                found.let_go()

    def _begins_with(self, digests: tuple[str, ...]) -> bool:
        own = tuple(record.digest for record in self.match.records)
        return own[: len(digests)] == digests
