"""Supplies, silent guns and counter-battery by key and by mouse."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from game.client.app import App
from game.client.battle.screen import BattleScreen
from game.client.battle.supplies import SuppliesDialog
from game.client.kit.widgets import Button
from tests.client.drive import frame, key, press

GUNS, FOOT = "15FHA", "I/75"


def labels(screen: BattleScreen) -> set[str]:
    return {w.label for w in screen.ui.widgets if isinstance(w, Button)}


@pytest.mark.parametrize("way", ["key", "mouse"])
def test_supplies_open_by_key_and_by_mouse_and_close_again(app: App, battle: Callable[..., BattleScreen], way: str):
    screen = battle("japan")
    key(app, "Shift v") if way == "key" else press(app, "Supplies")
    assert isinstance(screen.modal, SuppliesDialog)
    key(app, "Esc")
    assert screen.modal is None


def test_guns_are_told_to_answer_by_key_and_to_be_silent_by_mouse(app: App, battle: Callable[..., BattleScreen]):
    screen = battle("japan")
    screen.take(GUNS)
    frame(app)
    key(app, "Shift f")
    (order,) = screen.sitting.book.orders
    assert (order.task, order.mission, order.target, order.rounds) == ("fire", "counter_battery", None, 16)
    press(app, "Guns silent")
    (order,) = screen.sitting.book.orders
    assert order.task == "cease"
    assert screen.hand.refused == ""
    key(app, "F4")  # the fire plan shows a listening gun as well
    key(app, "Shift f")
    assert screen.sitting.book.orders[0].mission == "counter_battery"


def test_guns_and_infantry_are_offered_what_is_theirs(app: App, battle: Callable[..., BattleScreen]):
    screen = battle("japan")
    for unit, offered, other in (
        (GUNS, {"Answer guns", "Guns silent"}, {"Assault"}),
        (FOOT, {"Assault", "Silent"}, {"Guns silent"}),
    ):
        screen.take(unit)
        screen.layout()
        frame(app)
        assert offered <= labels(screen)
        assert not other & labels(screen)
