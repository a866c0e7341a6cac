"""The sound device through pygame's mixer: opened without a word on stderr, given back, and lost without one."""

from __future__ import annotations

import contextlib
import ctypes
import os
import sys
import threading
from collections.abc import Iterator

import pygame

from game.client.kit.sound.waves import RATE

FORMAT = (RATE, -16, 1)  # samples a second, signed 16 bits, one channel
CHUNK = 1024  # samples mixed at once: 46 ms
CHANNELS = 8

_opening = threading.Lock()


def open_device() -> str:
    """Opens the usual device, empty if it is open; else why it is not, in the device's words. No error, nothing printed.

    A mixer that something else has opened in another form is closed and opened anew. Called beside the window. The mixer holds
    the interpreter while the device answers: about 10 ms where there is none.
    """
    with _opening:
        _hush_alsa()
        try:
            with _without_stderr():
                if pygame.mixer.get_init() not in (None, FORMAT):
                    pygame.mixer.quit()
                pygame.mixer.init(*FORMAT, CHUNK, allowedchanges=0)
            pygame.mixer.set_num_channels(CHANNELS)
        except (RuntimeError, OSError) as e:  # no driver, no device, a pygame without a mixer
            return str(e) or type(e).__name__
        found = pygame.mixer.get_init()
        return "" if found == FORMAT else f"opened as {found} for {FORMAT}"


def close_device() -> None:
    """Gives the device back; a device that is gone already is no error."""
    with contextlib.suppress(RuntimeError), _without_stderr():
        pygame.mixer.quit()


@contextlib.contextmanager
def _without_stderr() -> Iterator[None]:
    """What sound servers print on stderr while they are asked goes nowhere."""
    try:
        kept = os.dup(2)
    except OSError:  # a program without streams
        yield
        return
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 2)
        os.close(nowhere)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)


def _hush_alsa() -> None:
    """The sound library of Linux prints each hiccup of a device on stderr, long after it was opened: it is told not to.

    Its handler takes any function; one of the C library that does nothing takes the place of the one that prints.
    """
    if not sys.platform.startswith("linux"):
        return
    with contextlib.suppress(OSError, AttributeError):
        with open("/proc/self/maps", encoding="utf-8", errors="replace") as maps:
            found = {line.split(maxsplit=5)[5].strip() for line in maps if "/libasound" in line}
        silent = ctypes.cast(ctypes.CDLL(None).getppid, ctypes.c_void_p)
        for path in found:
            ctypes.CDLL(path).snd_lib_error_set_handler(silent)
