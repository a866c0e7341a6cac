"""The one seam to numba: nothing outside this package imports numba or llvmlite.

A process has one of three hosts, all with the same digits. It tries them in this order at the first rule that is asked
for, proves each on one small phase (`proof`), and takes the first whose answer is right:

- **full**: numba with the private tricks below (`full`);
- **stock**: `njit(cache=True)` and nothing private (`stock`);
- **plain**: no compiler.

The environment, read once:

- `CHANGKUFENG_RULES=stock` or `plain` leaves out what comes before;
- `NUMBA_CACHE_DIR` is the folder where compiled rules are kept; unset or not writable: compile anew in each process;
- `NUMBA_BOUNDSCHECK=1` checks every index; such code is kept in a folder of its own.
"""

import os
from functools import cache
from typing import Any, Protocol

FULL, STOCK, PLAIN = HOSTS = ("full", "stock", "plain")
ASKED = "CHANGKUFENG_RULES"
FOLDER = "NUMBA_CACHE_DIR"


class Compiler(Protocol):
    """A host that compiles."""

    name: str

    def step(self, name: str) -> Any:
        """The compiled rule of that name, with all it calls."""

    def entry(self, name: str) -> Any:
        """The quickest way for Python to call it."""


def compiler() -> Compiler | None:
    """What compiles the rules in this process; None on the plain host."""
    return _choice()[0]


def host_name() -> str:
    """The host of this process: "full", "stock" or "plain"."""
    chosen = compiler()
    return PLAIN if chosen is None else chosen.name


def trouble() -> str:
    """Why this process has a lesser host than was asked for: one line; empty if it has not."""
    return _choice()[1]


def is_chosen() -> bool:
    """Whether this process has its host already, so that it cannot have another."""
    return bool(_choice.cache_info().currsize)


def asked() -> str:
    """The best host that the environment lets a process have."""
    found = os.environ.get(ASKED, "")
    return found if found in HOSTS else FULL


def shelf(host: str) -> str:
    """Name of the folder, in that of compiled rules, where a host keeps its own."""
    checked = os.environ.get("NUMBA_BOUNDSCHECK", "0") not in ("", "0")
    return f"{host}-checked" if checked else host


def room() -> str:
    """The folder of compiled rules that was chosen; empty: they are not kept."""
    return os.environ.get(FOLDER, "")


@cache
def _choice() -> tuple[Compiler | None, str]:
    if asked() == PLAIN:
        return None, ""
    from game.core.compiled.choice import CHOICE  # chosen while it is imported: once, whichever thread comes first

    return CHOICE
