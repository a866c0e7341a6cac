"""How far the rules of a group are in this process: a game begins plain, they compile behind it, and it changes over.

Nobody has to wait: an engine asks `is_compiled` between two turns and runs plain until it says yes, with the same digests.
Who plays many games waits for the compiler, since that pays: with `kept_rules.warm_up`, or with `wait` for what was begun.
"""

from __future__ import annotations

import threading
from collections.abc import Callable

from game.files import kept_rules

WAITING, COMPILING, LOADING, READY, FAILED = range(5)


class Warming:
    """The way of the rules from their files to this process, beside whatever it does. `state`, `share` and `trouble` tell."""

    def __init__(self, group: str = "battle", after: Callable[[], object] | None = None) -> None:
        self.group, self.after = group, after
        self.state, self.share, self.trouble = WAITING, 0.0, ""
        self._thread = threading.Thread(target=self._run, daemon=True)

    def begin(self) -> None:
        """Starts the work."""
        self._thread.start()

    def _run(self) -> None:
        try:
            if not kept_rules.is_warm(self.group):
                self.state = COMPILING
                kept_rules.warm_up(self._progress, group=self.group, behind=True)
            self.state = LOADING
            kept_rules.load(self.group)
            if self.after is not None:
                self.after()
            self.state = READY
        except Exception as e:  # whatever it is: games go on with plain rules
            self.trouble, self.state = str(e).splitlines()[0] if str(e) else type(e).__name__, FAILED

    def _progress(self, done: int, whole: int) -> None:
        self.share = done / whole

    @property
    def is_over(self) -> bool:
        """Nothing more will come."""
        return self.state in (READY, FAILED)

    def wait(self) -> None:
        """Waits until nothing more will come; called beside the window, never by it."""
        if self._thread.ident is not None:
            self._thread.join()


_known: dict[str, Warming] = {}
_guard = threading.Lock()
_behind = [True]


def start(group: str = "battle", *, after: Callable[[], object] | None = None) -> Warming:
    """Starts the warm-up of a group of rules once for this process; later calls return the same.

    `after`: called in the thread of the warm-up when the rules are there.
    """
    with _guard:
        if group not in _known:
            _known[group] = Warming(group, after)
            _known[group].begin()
        return _known[group]


def wait(group: str = "battle") -> None:
    """Waits for the warm-up of a group if one was started."""
    if group in _known:
        _known[group].wait()


def is_compiled(group: str = "battle") -> bool:
    """Whether a game may run on compiled rules now: they are loaded, or kept from an earlier start. Never waits.

    If not, they are compiled behind it from now on, so that a later call says yes.
    """
    if not kept_rules.is_needed():
        return False
    known = _known.get(group)
    if known is not None:
        return known.state == READY
    if kept_rules.is_loaded(group) or kept_rules.is_warm(group):
        return True
    if _behind[0]:
        start(group)
    return False


def is_brief(brief: bool = True) -> None:
    """What this process does is over before a compiler would be: nothing is compiled behind it."""
    _behind[0] = not brief
