"""What the keys of a battle do: each action of the key table by its name, on the battle screen."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pygame

from game.client import doors
from game.client.battle.card import CardDialog
from game.client.battle.desk import DeskDialog
from game.client.battle.going_back import ask_back
from game.client.battle.hand import strike_gesture, takes_hex
from game.client.battle.overlays import KINDS
from game.client.battle.supplies import SuppliesDialog
from game.client.kit.keys import ACTIONS
from game.model.battle.verbs import gestures

if TYPE_CHECKING:
    from game.client.battle.film import Film
    from game.client.battle.screen import BattleScreen

HOUR = 4  # pulses
ON_THE_PLAN = frozenset({  # what keys do while the fire plan lies over the map: nothing that would not be seen there
    "seal", "run", "carry_on", "next", "previous", "earlier", "later", "hour_earlier", "hour_later", "strike", "undo", "redo",
    "plan", "desk", "card", "supplies", "report", "panel", "menu",
})  # fmt: skip


def perform(s: BattleScreen, event: pygame.Event) -> bool:
    """Does what a key means in the present phase; True if it meant something."""
    name = s.app.keys.action(event, *_pages(s))
    if name and _is_seen(s, name):
        do(s, name)
    return bool(name)


def possible(s: BattleScreen) -> tuple[str, ...]:
    """Names of the acts that the present phase knows."""
    return tuple(a.name for a in ACTIONS if a.where in _pages(s) and _is_seen(s, a.name))


def _is_seen(s: BattleScreen, name: str) -> bool:
    if not s.plan_shown or name in ON_THE_PLAN:
        return True
    verb, gesture = gestures().get(name, (None, None))  # a task of guns without a hex has its line on the plan
    return verb is not None and gesture is not None and (verb.fires or verb.hushes) and not takes_hex(verb, gesture)


def do(s: BattleScreen, name: str) -> None:
    """Does an act of the key table."""
    if name in KINDS:
        s.overlays.toggle(name)
        s.relaid = True
    elif name in ACTS:
        ACTS[name](s)
    else:
        s.task(name)


def _pages(s: BattleScreen) -> tuple[str, ...]:
    return (("film",) if s.film is not None else ()) + (("orders",) if s.phase == "orders" else ()) + ("map",)


def _film(act: Callable[[Film], None]) -> Callable[[BattleScreen], None]:
    def run(s: BattleScreen) -> None:
        if s.film is not None:
            act(s.film)
            s.layout()

    return run


def _idle(way: int) -> Callable[[BattleScreen], None]:
    def run(s: BattleScreen) -> None:
        if s.hand.step_idle(way):
            s.take(s.hand.selected)

    return run


def _start(pulses: int) -> Callable[[BattleScreen], None]:
    return lambda s: s.changed(s.hand.shift_start(pulses))


def _earlier(s: BattleScreen) -> None:
    """The order in hand a pulse earlier; with nothing in hand the game goes back a turn."""
    if s.hand.selected:
        s.changed(s.hand.shift_start(-1))
    else:
        ask_back(s)


def _confirm(s: BattleScreen) -> None:
    if s.hand.cursor is not None:
        s.point(s.hand.cursor)


def _whole(s: BattleScreen) -> None:
    s.hand.is_whole = not s.hand.is_whole
    s.relaid = True


def _strike(s: BattleScreen) -> None:
    s.hand.strike_out()
    s.relaid = True


def _air(s: BattleScreen) -> None:
    if s.hand.take_wing():
        s.take(s.hand.selected)
        s.hand.waiting = strike_gesture()
    s.relaid = True


def _crest(s: BattleScreen) -> None:
    s.changed(s.hand.next_crest())


def _undo(s: BattleScreen) -> None:
    s.changed(s.sitting.book.undo())


def _redo(s: BattleScreen) -> None:
    s.changed(s.sitting.book.redo())


def _fan(s: BattleScreen) -> None:
    here = s.hand.cursor or s.sitting.hex_of(s.hand.selected) or s.hand.hover
    s.fan = None if s.fan is not None or here is None or len(s.shown.at(here)) < 2 else here


def _card(s: BattleScreen) -> None:
    if s.sitting.own(s.hand.selected) is not None:
        s.show(CardDialog(s, s.hand.selected))


def _why(s: BattleScreen) -> None:
    if s.log.chosen is not None:
        s.turning.why(s.log.chosen)
    elif s.forecasts.result is not None:
        s.forecasts.explain()


def _report(s: BattleScreen) -> None:
    if s.phase in ("orders", "over"):
        s.turning.report()


def _log(s: BattleScreen) -> None:
    s.log.is_folded = not s.log.is_folded
    s.layout()


def _panel(s: BattleScreen) -> None:
    s.panel_open = not s.panel_open
    s.layout()


def _tree(s: BattleScreen) -> None:
    s.tree.is_open = not s.tree.is_open
    s.layout()


def _plan(s: BattleScreen) -> None:
    s.plan_shown = not s.plan_shown
    s.layout()


def _leaf(way: int) -> Callable[[BattleScreen], object]:
    return lambda s: s.turning.go(way)


def _zoom(steps: int) -> Callable[[BattleScreen], None]:
    def run(s: BattleScreen) -> None:
        about = s.camera.to_screen(s.hand.cursor) if s.hand.cursor is not None else None
        s.camera.zoom(steps, about)

    return run


ACTS: dict[str, Callable[[BattleScreen], object]] = {
    "seal": lambda s: s.seal(),
    "run": lambda s: s.run_on(),
    "carry_on": lambda s: s.carry_on(),
    "confirm": _confirm,
    "next": _idle(1),
    "previous": _idle(-1),
    "whole": _whole,
    "crest": _crest,
    "air": _air,
    "earlier": _earlier,
    "later": _start(1),
    "hour_earlier": _start(-HOUR),
    "hour_later": _start(HOUR),
    "strike": _strike,
    "undo": _undo,
    "redo": _redo,
    "fan": _fan,
    "plan": _plan,
    "tree": _tree,
    "desk": lambda s: s.show(DeskDialog(s)),
    "card": _card,
    "supplies": lambda s: s.show(SuppliesDialog(s)),
    "why": _why,
    "report": _report,
    "goals": lambda s: s.brief(),
    "treaty": lambda s: doors.treaty(s),
    "road": lambda s: doors.road(s.app),
    "log": _log,
    "panel": _panel,
    "zoom_in": _zoom(1),
    "zoom_out": _zoom(-1),
    "menu": lambda s: s.step_back(),
    "play": _film(lambda film: film.toggle()),
    "pulse_back": _film(lambda film: film.step(-1)),
    "pulse_on": _film(lambda film: film.step(1)),
    "slower": _film(lambda film: film.faster(-1)),
    "faster": _film(lambda film: film.faster(1)),
    "turn_back": _leaf(-1),
    "turn_on": _leaf(1),
    "skip": lambda s: s.skip(),
}
