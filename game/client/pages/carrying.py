"""A game of older rules is only read until it is carried on: why its seal is dark, the button, and the branch it becomes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pygame

from game.client.kit.widgets import Button
from game.core.words import _

if TYPE_CHECKING:
    from game.client.app import App
    from game.players.table import SealedTable


def is_looked_at(table: SealedTable[Any, Any, Any]) -> bool:
    """The game is one of older rules, not over, and has not been carried on."""
    return table.match.is_read_only and not table.over


def why_dark() -> str:
    """Why such a game is not sealed."""
    return _("This game is of older rules and is only read. Play on from here makes a branch under the present rules.")


def carry_button(rect: pygame.Rect, act: Callable[[], None], key: str) -> Button:
    """The button that carries it on. `key`: as the user's keyboard prints it."""
    tip = _("The game becomes a branch in a file of its own, under the present rules; the old file stays as it is.")
    return Button(rect, _("Play on from here"), act, look="brass", style="strong", key=key, tip=tip)


def with_remedy(notice: str, table: SealedTable[Any, Any, Any], key: str) -> str:
    """What is told when such a game is opened: what it is, and what carries it on. `key`: as in `carry_button`."""
    if not is_looked_at(table):
        return notice
    remedy = _("Play on from here ({key}) makes a branch of it under the present rules.").format(key=key)
    return f"{notice}. {remedy}"


def carry_on(app: App, table: SealedTable[Any, Any, Any]) -> bool:
    """Makes the branch and tells its file, or says in a line why no rule can go on from there; whether it was made."""
    if not is_looked_at(table):
        return False
    try:
        table.carry_on()
    except ValueError as e:
        app.tell(_("This game cannot be carried on"), str(e).splitlines()[0])
        return False
    line = _("This goes on as a branch under the present rules: {path}").format(path=table.path)
    app.tell(_("The file of this game"), line)
    return True
