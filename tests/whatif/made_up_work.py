"""Games that are a formula, for those who play them: in processes of their own, which may be killed."""

from __future__ import annotations

import os
import signal
from dataclasses import dataclass
from pathlib import Path

KILL = getattr(signal, "SIGKILL", signal.SIGTERM)


@dataclass(frozen=True)
class Formula:
    """Game k of a part is `1000 * part + k * k`. `killed`: a file made when game `at` ends its process, once or always."""

    parts: int = 1
    at: int = -1
    killed: str = ""
    always: bool = False
    fails: int = -1

    def load(self) -> None:
        """Nothing."""

    def play(self, part: int, k: int) -> int:
        """A figure."""
        if k == self.fails:
            raise ZeroDivisionError("no such game")
        if k == self.at and (self.always or not Path(self.killed).exists()):
            Path(self.killed).touch()
            os.kill(os.getpid(), KILL)
        return 1000 * part + k * k
