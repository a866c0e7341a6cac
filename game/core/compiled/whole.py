"""Whether what is kept of a rule is as it was written: machine code with one bit changed would run, and fall.

The seam opens no files itself: who names the folder of compiled rules says here how they are looked after.
"""

from typing import Protocol


class Keeper(Protocol):
    """Looks after the files of compiled rules."""

    def saved(self, path: str) -> None:
        """A file was written whole."""

    def is_whole(self, path: str) -> bool:
        """Whether a file is as it was written; one that is not is set aside."""


class _Trusting:
    """Takes every file as it is."""

    def saved(self, path: str) -> None:
        pass

    def is_whole(self, path: str) -> bool:
        return True


_keepers: list[Keeper] = [_Trusting()]


def keeper() -> Keeper:
    """Who looks after the files of compiled rules in this process."""
    return _keepers[-1]


def entrust(to: Keeper) -> None:
    """From now on the files are looked after by another."""
    _keepers[:] = [to]
