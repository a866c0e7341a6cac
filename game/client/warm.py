"""The rules in the window: games begin on plain ones while they compile, and this says in words how far that is."""

from __future__ import annotations

from game.client.kit.memory import give_back
from game.core.words import _
from game.files import kept_rules, warming
from game.files.warming import COMPILING, FAILED, LOADING, READY, WAITING, Warming

_notices: dict[Warming, str] = {}


def start(group: str = "battle") -> Warming:
    """Starts the warm-up of a group of rules once for this program; later calls return the same."""
    return warming.start(group, after=give_back)


def line(of: Warming) -> str:
    """How far it is, in words."""
    if of.state == COMPILING:
        return _("Rules are being compiled, {n} %: once for this version").format(n=round(of.share * 100))
    if of.state == READY and of not in _notices:
        _notices[of] = " ".join(kept_rules.news())
    return {
        WAITING: _("Rules are looked for"),
        LOADING: _("Rules are being loaded"),
        READY: _notices.get(of) or _("Rules ready"),
        FAILED: of.trouble,
    }[of.state]
