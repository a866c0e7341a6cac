"""Copies of a game in progress, in this process or for another one."""

from __future__ import annotations

from abc import abstractmethod
from typing import Any, Self


class Copied:
    """A game that can be copied and pickled: what was worked out for its position stays behind and is worked out anew.

    Positions that were played are never changed, so copies share them.
    """

    def copy(self) -> Self:
        """The same game from here on, to be played apart: neither notices what the other does. It has no file of its own yet.

        Raises:
            ValueError: the game is played by file and not over: nobody tries its turns.
        """
        made = self._bare()
        made._let_go()
        return made

    @abstractmethod
    def _forget(self) -> None:
        """Drops what was worked out for the position."""

    @abstractmethod
    def _let_go(self) -> None:
        """A copy knows no file that it was written to.

        Raises:
            ValueError: the game may not be copied.
        """

    def _bare(self) -> Self:
        made = object.__new__(type(self))
        made.__dict__.update(self.__dict__)
        made._forget()
        return made

    def __getstate__(self) -> dict[str, Any]:
        made = self._bare()
        made._let_go()
        return made.__dict__
