"""The window as a program that is played from outside: lines come in, are done as by a hand at it, and are acknowledged.

`order UNIT TASK` and `policy ID` write; `decide` petitions; `seal` presses Ctrl+Enter and waits for what follows; any other word
is said back. Dialogs, films and curtains are passed by keys, as a player does who reads nothing.
"""

from __future__ import annotations

import json
import queue
import sys
import threading
from collections.abc import Iterable
from typing import Any

import pygame

from game.client import launch
from game.client.app import App
from game.client.battle.doubting import DoubtsDialog
from game.client.battle.last_page.screen import LastPage
from game.client.battle.screen import BattleScreen
from game.client.pages.curtain import CurtainScreen
from game.client.theatre.screen import TheatreScreen
from game.client.theatre.seal_dialog import SealDialog
from game.model.battle.decisions import Decision
from game.model.battle.orders import Order


def press(code: int, mod: int = 0) -> list[pygame.Event]:
    """A key pressed and let go."""
    return [pygame.Event(kind, key=code, mod=mod, unicode="") for kind in (pygame.KEYDOWN, pygame.KEYUP)]


class Hand:
    """What is done at the window, one line after the other."""

    def __init__(self) -> None:
        self.lines: queue.Queue[str] = queue.Queue()
        self.waits_for: tuple[int, str] | None = None  # the seal pressed: turns played and seat before it
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        for line in sys.stdin:
            self.lines.put(line.strip())

    def events(self, app: App) -> list[pygame.Event]:
        """The events of a frame."""
        screen = app.screen
        if isinstance(screen, CurtainScreen):
            return press(pygame.K_RETURN)
        if isinstance(screen, LastPage):
            return press(pygame.K_ESCAPE)
        if not isinstance(screen, BattleScreen | TheatreScreen):
            return []
        table: Any = screen.sitting if isinstance(screen, BattleScreen) else screen.table
        if screen.turning.is_busy or (isinstance(screen, BattleScreen) and screen.phase == "film"):
            return press(pygame.K_RETURN) if not screen.turning.is_busy else []
        now = (len(table.match.records), table.seat)
        if self.waits_for == now and isinstance(screen.modal, DoubtsDialog | SealDialog):
            return press(pygame.K_RETURN, pygame.KMOD_LCTRL)
        if self.waits_for == now:
            return press(pygame.K_ESCAPE) if screen.modal is not None else []
        self.waits_for = None
        if screen.modal is not None:
            return press(pygame.K_ESCAPE)
        return [] if self.lines.empty() else self._do(self.lines.get(), table, now)

    def _do(self, line: str, table: Any, now: tuple[int, str]) -> list[pygame.Event]:
        word, *rest = line.split()
        if word == "seal":
            self.waits_for = now
            return press(pygame.K_RETURN, pygame.KMOD_LCTRL)
        if word == "order":
            order = Order(unit=rest[0], task=rest[1])
            wrong = table.refusal_text(order)
            if wrong:
                print(f"Not done: {wrong}", flush=True)
            else:
                table.book.give(order)
        elif word == "decide":
            wrong = table.decide(Decision(kind=rest[0], act=rest[1]))
            print(f"Not done: {wrong}" if wrong else "asked", flush=True)
        elif word == "policy":
            before = table.draft.now
            table.draft.choose_policy(rest[0])
            if table.refusal():
                table.draft.change(before)
                print("Not done: refused", flush=True)
        else:
            print(word, flush=True)
        return []


def main(words: dict[str, Any]) -> int:
    """Opens the window as the command line does: `scenario`, `side` or `seats`, `load`."""
    hand, events = Hand(), App._events

    def both(app: App) -> Iterable[pygame.Event]:
        return [*events(app), *hand.events(app)]

    App._events = both  # type: ignore[method-assign]
    if "seats" in words:
        return launch.play_theatre(words["scenario"], words["seats"], load=words["load"])
    return launch.play(words["scenario"], words["side"], load=words["load"])


if __name__ == "__main__":
    sys.exit(main(json.loads(sys.argv[1])))
