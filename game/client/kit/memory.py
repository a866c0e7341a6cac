"""Freed memory goes back to the system: glibc keeps what is freed in small pieces, tens of megabytes after each film."""

from __future__ import annotations

import contextlib
import ctypes
import sys
import threading


def give_back() -> None:
    """Asks the C library to return what is free, beside the window; elsewhere than on glibc nothing happens."""
    if sys.platform.startswith("linux"):
        threading.Thread(target=_trim, daemon=True).start()


def _trim() -> None:
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL("libc.so.6").malloc_trim(0)
