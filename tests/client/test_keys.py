"""The key table: no two actions on one key, changes are kept, a key taken already is refused by name."""

from __future__ import annotations

from itertools import combinations

import pygame
import pytest

from game.client.app import App
from game.client.kit.keys import ACTIONS, Action, Bindings, key_name
from game.client.pages.help import HelpDialog
from game.client.pages.menu import MenuScreen
from game.client.pages.options import KEYS, OptionsDialog
from tests.client.drive import frame, key


def pressed(code: int, mod: int = 0) -> pygame.Event:
    return pygame.Event(pygame.KEYDOWN, key=code, mod=mod, unicode="")


def together(a: Action, b: Action) -> bool:
    return a.where == b.where or "all" in (a.where, b.where) or {a.where, b.where} == {"orders", "map"}


def test_no_two_actions_share_a_key():
    assert [(a.name, b.name) for a, b in combinations(ACTIONS, 2) if together(a, b) and set(a.keys) & set(b.keys)] == []


@pytest.mark.parametrize(
    ("code", "mod", "name"),
    [
        (pygame.K_z, pygame.KMOD_LSHIFT, "Shift+Z"),
        (pygame.K_RETURN, pygame.KMOD_LCTRL, "Ctrl+Enter"),
        (pygame.K_F5, 0, "F5"),
        (pygame.K_EQUALS, pygame.KMOD_LSHIFT, "+"),
        (pygame.K_KP_ENTER, 0, "Enter"),
        (pygame.K_LSHIFT, pygame.KMOD_LSHIFT, ""),
    ],
)
def test_a_key_is_written_as_it_is_read(code: int, mod: int, name: str):
    assert key_name(pressed(code, mod)) == name


def test_a_changed_key_does_its_work_and_the_old_one_no_more():
    bound = Bindings({})
    assert bound.rebind("hold", "9") == ""
    assert bound.action(pressed(pygame.K_9), "orders", "map") == "hold"
    assert bound.action(pressed(pygame.K_h), "orders", "map") == ""
    assert bound.changed == {"hold": "9"}
    bound.reset()
    assert bound.action(pressed(pygame.K_h), "orders", "map") == "hold"


def test_a_key_that_is_taken_is_refused_with_the_name_of_what_it_does():
    bound = Bindings({})
    assert bound.rebind("hold", "M") == "M belongs to: March to a hex"
    assert bound.rebind("hold", "F1") == "F1 belongs to: Help: keys, rules, about"
    assert bound.changed == {}


def test_keys_of_another_version_are_dropped():
    assert Bindings({"teleport": "T"}).changed == {}


def test_a_key_is_changed_in_the_settings(app: App):
    menu = MenuScreen(app)
    app.push(menu)
    dialog = OptionsDialog(menu, KEYS)
    menu.show(dialog)
    frame(app)
    dialog._wait(next(i for i, a in enumerate(ACTIONS) if a.name == "dig"))
    key(app, "8")
    assert app.keys.of("dig") == "8"
    assert app.settings.keys == {"dig": "8"}
    app.keys.reset()


def test_f1_lists_every_action_and_searches_the_rules(app: App):
    app.push(MenuScreen(app))
    frame(app)
    pygame.event.post(pressed(pygame.K_F1))
    frame(app)
    dialog = app.screen.modal
    assert isinstance(dialog, HelpDialog)
    listed = {row.text for w in dialog.ui.widgets for row in getattr(w, "rows", ())}
    assert {a.title for a in ACTIONS} <= listed
    dialog._turn(1)
    dialog.search = "marsh"
    assert {r.number for r in dialog.rules()} >= {"5.6"} or any("marsh" in r.text.lower() for r in dialog.rules())
    key(app, "Esc")
    assert app.screen.modal is None
