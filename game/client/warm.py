"""The rules compile in processes beside the window and are loaded in a thread; this says how far they are."""

from __future__ import annotations

import threading

from game.client.kit.memory import give_back
from game.core.words import _

WAITING, COMPILING, LOADING, READY, FAILED = range(5)


class Warming:
    """The way of the rules from their files to this process. `state` changes and `line` says it in words."""

    def __init__(self, group: str = "battle") -> None:
        self.group = group
        self.state, self.share, self.trouble, self.notice = WAITING, 0.0, "", ""
        self._thread = threading.Thread(target=self._run, daemon=True)

    def begin(self) -> None:
        """Starts the work."""
        self._thread.start()

    def _run(self) -> None:
        from game.files import kept_rules

        try:
            if not kept_rules.is_warm(self.group):
                self.state = COMPILING
                kept_rules.warm_up(self._progress, group=self.group)
            self.state = LOADING
            kept_rules.load(self.group)
            self.notice = " ".join(kept_rules.news())
            give_back()
            self.state = READY
        except Exception as e:
            self.trouble, self.state = str(e).splitlines()[0] if str(e) else type(e).__name__, FAILED

    def _progress(self, done: int, whole: int) -> None:
        self.share = done / whole

    @property
    def is_over(self) -> bool:
        """Nothing more will come."""
        return self.state in (READY, FAILED)

    def wait(self) -> None:
        """Waits until the rules can be used; called beside the window, never by it."""
        if self._thread.ident is not None:
            self._thread.join()

    @property
    def line(self) -> str:
        """The state in words."""
        if self.state == COMPILING:
            return _("Rules are being compiled, {n} %: once for this version").format(n=round(self.share * 100))
        return {
            WAITING: _("Rules are looked for"),
            LOADING: _("Rules are being loaded"),
            READY: self.notice or _("Rules ready"),
            FAILED: self.trouble,
        }[self.state]


_warming: dict[str, Warming] = {}


def start(group: str = "battle") -> Warming:
    """Starts the warm-up of a group of rules once for this program; later calls return the same."""
    if group not in _warming:
        _warming[group] = Warming(group)
        _warming[group].begin()
    return _warming[group]


def wait(group: str = "battle") -> None:
    """Waits for the warm-up of a group if one was started."""
    if group in _warming:
        _warming[group].wait()
