"""The processes that compile the rules of a group beside whatever goes on, and what they say of it."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from threading import Thread

from game.core import compiled

PROGRAM = "game.files.kept_rules"  # what each of them runs
BEHIND = "behind"  # said to a compiler: it takes what the game leaves of the processors
Progress = Callable[[int, int], None]  # phases done, phases in all
_HERE = Path(__file__).resolve().parents[2]
_LOW: int = getattr(subprocess, "BELOW_NORMAL_PRIORITY_CLASS", 0)  # where processes have no niceness


def crew(
    count: int, module: str, stamp: Path, progress: Progress | None = None, behind: bool = False
) -> tuple[str, str, set[str]]:
    """Compiles the phases of a room in so many processes: the host they found, why it is a lesser one, and what they keep.

    `stamp`: the file that stands when another program has compiled them. `behind`: take what a game leaves of the processors.

    Raises:
        RuntimeError: a rule does not compile, or a compiler died; its last words.
        Elsewhere: another program has compiled the group meanwhile: these compilers are stopped.
    """
    compilers = [_Compiler(k, count, module, behind) for k in range(count)]
    try:
        while any(w.is_alive() for w in compilers):
            time.sleep(0.05)
            if stamp.exists():
                raise Elsewhere
            if progress is not None:
                progress(sum(w.done for w in compilers), max(1, sum(w.total for w in compilers)))
    except BaseException:
        for w in compilers:
            w.process.kill()
        raise
    for w in compilers:
        w.join()
    return compilers[0].host, compilers[0].why, compilers[0].names


class Elsewhere(Exception):
    """What was to be compiled is there: another program was sooner."""


class _Compiler:
    """One process that compiles its share of the phases; a line it says is a phase done, if it is not a word about the rest."""

    def __init__(self, share: int, of: int, module: str, behind: bool) -> None:
        paths = os.pathsep.join([str(_HERE), *filter(None, [os.environ.get("PYTHONPATH", "")])])
        self.process = subprocess.Popen(
            [sys.executable, "-m", PROGRAM, str(share), str(of), module, *[BEHIND] * behind],
            text=True,
            creationflags=_LOW if behind else 0,
            stdin=subprocess.PIPE,  # held open: the compiler ends with this process
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": paths},
        )
        self.done, self.total, self.last_words = 0, 0, ""
        self.host, self.why, self.names = compiled.asked(), "", set[str]()
        self._ears = [Thread(target=f, daemon=True) for f in (self._hear, self._hear_trouble)]
        for ear in self._ears:
            ear.start()

    def is_alive(self) -> bool:
        return self.process.poll() is None

    def join(self) -> None:
        for ear in self._ears:
            ear.join()
        assert self.process.stdin is not None
        self.process.stdin.close()
        if self.process.wait():
            raise RuntimeError(f"the rules do not compile: {self.last_words or 'the compiler stopped without a word'}")

    def _hear(self) -> None:
        for line in self.process.stdout or ():
            word, _, rest = line.rstrip("\n").partition(" ")
            if word == "host":
                self.host, _, self.why = rest.partition(" ")
            elif word == "of":
                self.total = int(rest)
            elif word == "kept":
                self.names.add(rest)
            else:
                self.done += 1

    def _hear_trouble(self) -> None:
        for line in self.process.stderr or ():
            self.last_words = line.strip() or self.last_words
