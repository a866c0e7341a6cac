"""A commander of one's own: a class, a function or an object from Python, or `module:Class` as it was typed on a command line.

What is typed, or handed over in Python, is enlisted under a name for as long as the program runs. A name that is read from a file
is looked up among those and nothing else: it is never imported. Whatever one's own code does, the game goes on: an order that
the rules forbid is dropped and told, and a commander who fails is silent in that turn (rule 7.1).
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Mapping
from importlib import import_module
from multiprocessing.reduction import ForkingPickler
from typing import TYPE_CHECKING, Any, TypeAlias

from game.files.errors import one_line
from game.model.battle.decisions import Decision
from game.model.battle.orders import Order

if TYPE_CHECKING:
    from game.match.battle.views import View
    from game.model.battle.scenario import Scenario

Factory: TypeAlias = Callable[[str, "Scenario"], Any]  # side and scenario in, a commander out
NAME = re.compile(r"[A-Za-z_]\w{0,60}(\.[A-Za-z_]\w{0,60}){0,9}:[A-Za-z_]\w{0,60}", re.ASCII)
MOST = 200  # letters of what is told of a failure
_ENLISTED: dict[str, Any] = {}


def is_typed(text: str) -> bool:
    """A text has the form `module:Class`."""
    return NAME.fullmatch(text) is not None


def enlist(name: str, commander: Factory | Any) -> str:
    """Makes a commander known under a name, for every place that takes one; the name.

    `commander`: a class or a function that is called with side and scenario, anew for each game; or an object that gives orders,
    which then serves in every game. To play in several processes it must be one that a process can fetch by its module.

    Raises:
        ValueError: it is neither.
    """
    if not _gives_orders(commander) and not callable(commander):
        raise ValueError(f"{one_line(name)} is no commander: needed a class, or an object with a method orders(view)")
    if isinstance(commander, type) and not _gives_orders(commander):
        raise ValueError(f"{one_line(name)} is no commander: it has no method orders(view)")
    _ENLISTED[name] = commander
    return name


def fetch(text: str) -> str:
    """Imports `module:Class` that somebody typed, from the folder he is in or what is installed, and enlists it; the name.

    Raises:
        ValueError: it cannot be imported, or is no commander.
    """
    module, _colon, name = text.partition(":")
    if (here := os.getcwd()) not in sys.path:
        sys.path.append(here)  # last: a file of his hides none of Python or of the game
    try:
        found = getattr(import_module(module), name)
    except (Exception, SystemExit) as e:
        why = one_line(f"{type(e).__name__}: {e}", most=MOST)
        raise ValueError(f"cannot import {one_line(text)}: {why}") from None
    return enlist(text, found)


def enlisted() -> dict[str, Any]:
    """Those who are known, by name: what a process that plays for this one needs."""
    return dict(_ENLISTED)


def travelling(workers: int | None) -> dict[str, Any]:
    """Those who are known, for the processes that will play; `workers`: how many were asked for, 1 plays in this one.

    Raises:
        ValueError: one of them cannot go there.
    """
    for name, commander in _ENLISTED.items() if workers != 1 else ():
        try:
            ForkingPickler.dumps(commander)
        except Exception as e:
            raise ValueError(
                f"{one_line(name)} cannot play in other processes ({_why(e)}); needed one worker"
            ) from None
    return enlisted()


def enlist_all(found: Mapping[str, Any]) -> None:
    """Makes those known whom another process knew."""
    _ENLISTED.update(found)


def dismiss(name: str) -> None:
    """Forgets a name."""
    _ENLISTED.pop(name, None)


class OwnCommander:
    """One's own commander in one game. `told`: what was wrong with what he gave, a line each."""

    def __init__(self, name: str, side: str, scenario: Scenario) -> None:
        """`name`: under which he was enlisted.

        Raises:
            KeyError: nobody was, under that name.
        """
        self.name, self.side = name, side
        self.told: list[str] = []
        made = _ENLISTED[name]
        self._he: Any = None
        if isinstance(made, type) or not _gives_orders(made):
            try:
                made = made(side, scenario)
            except (Exception, SystemExit) as e:
                self.told.append(f"{name} cannot be made for {side} and gives no orders: {_why(e)}")
                return
            if not _gives_orders(made):
                self.told.append(f"{name} made no commander for {side}: it has no method orders(view)")
                return
        self._he = made

    def orders(self, view: View) -> tuple[Order | Decision, ...]:
        """What he gives for the turn of the view, without what the rules forbid; nothing where he fails."""
        if self._he is None:
            return ()
        try:
            sheet = list(self._he.orders(view))
        except (Exception, SystemExit) as e:
            self.told.append(f"{view.turn.name}: {self.name} failed and gave no orders: {_why(e)}")
            return ()
        found: list[Order | Decision] = []
        for one in sorted(
            sheet, key=lambda one: not isinstance(one, Decision)
        ):  # what is decided counts for the orders
            if not isinstance(one, Order | Decision):
                why = f"{one_line(repr(one), most=60)} is no order"
            else:
                refusal = view.refusal(one, found)
                if refusal is None:
                    found.append(one)
                    continue
                why = one_line(str(refusal), most=MOST)
            self.told.append(f"{view.turn.name}: an order of {self.name} was dropped: {why}")
        return tuple(found)


def _gives_orders(found: Any) -> bool:
    return callable(getattr(found, "orders", None))


def _why(error: BaseException) -> str:
    return one_line(f"{type(error).__name__}: {error}", most=MOST)
