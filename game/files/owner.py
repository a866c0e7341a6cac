"""Who writes a journal: one program at a time, by a lock that ends with the program, however it ends.

The lock is the system's own, on a small file beside the journal; a file that a killed program left behind holds nobody up.
Where a folder knows no locks nobody is kept out, and `marks` still notices that somebody else wrote.
"""

import contextlib
import errno
import os
import sys
import threading
from pathlib import Path

ENDING = ".lock"
_HELD = (errno.EACCES, errno.EAGAIN, errno.EWOULDBLOCK, errno.EDEADLK)
_here: dict[Path, "Hold"] = {}
_guard = threading.Lock()


class Hold:
    """The right to write a journal, until `let_go`. Within one program the last who asked has it."""

    def __init__(self, file: Path, descriptor: int) -> None:
        self._file, self._descriptor = file, descriptor

    @property
    def is_mine(self) -> bool:
        """Nobody in this program has asked for it since."""
        return _here.get(self._file) is self

    def let_go(self) -> None:
        """Gives the journal free and takes the small file away."""
        with _guard:
            if not self.is_mine:
                return
            del _here[self._file]
            if self._descriptor < 0:
                return
            if sys.platform == "win32":  # there an open file cannot be taken away
                os.close(self._descriptor)
            with contextlib.suppress(OSError):
                self._file.unlink()  # while it is locked: who waits for it looks whether it is still there
            if sys.platform != "win32":
                os.close(self._descriptor)


def hold(journal: Path) -> Hold | None:
    """The right to write a journal; None while another program has it."""
    with contextlib.suppress(OSError, RuntimeError):
        journal = journal.resolve()
    file = journal.with_suffix(ENDING)
    with _guard:
        before = _here.get(file)
        if before is not None:
            _here[file] = Hold(file, before._descriptor)
            return _here[file]
        descriptor = _locked(file)
        if descriptor is None:
            return None
        _here[file] = Hold(file, descriptor)
        return _here[file]


def _locked(file: Path) -> int | None:
    """The locked file; -1 where there are no locks; None while another program has it."""
    while True:
        try:
            descriptor = os.open(file, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError:
            return -1  # no folder, or none to write in: saving says so
        try:
            _lock(descriptor)
        except OSError as e:
            os.close(descriptor)
            return None if e.errno in _HELD else -1
        if _is_still_there(file, descriptor):
            return descriptor
        os.close(descriptor)


def _is_still_there(file: Path, descriptor: int) -> bool:
    """The one who held it before may have taken the file away after it was opened here."""
    try:
        return os.path.samestat(file.stat(), os.fstat(descriptor))
    except OSError:
        return False


if sys.platform == "win32":

    def _lock(descriptor: int) -> None:
        import msvcrt

        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

else:

    def _lock(descriptor: int) -> None:
        import fcntl

        fcntl.lockf(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)  # of this process alone: its workers do not hold it on
