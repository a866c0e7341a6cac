"""Keys by what is printed or by their place, on keyboards of five countries; held keys; what is typed stays.

The presses are as a window under X told them: key, place (scancode), what is written.
"""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace

import pygame
import pytest

from game.client.app import App
from game.client.battle.screen import BattleScreen
from game.client.kit import keyboard
from game.client.kit.keyboard import by_place, printed
from game.client.kit.keys import ACTIONS, REPLAY_KEYS, Bindings, key_name
from game.client.kit.screen import Screen
from game.client.kit.widgets import Field, Listing, Tabs, Ui
from game.client.pages.curtain import CurtainScreen
from game.client.pages.help import RULES, HelpDialog
from game.client.pages.menu import MenuScreen
from game.client.pages.saved_games import SaveDialog
from tests.client.drive import click, frame, key, press, write

Battle = Callable[..., BattleScreen]
DEAD = 0x4000_0000  # a dead key, as SDL gives it
PLACE = {"n": 17, "y": 28, "[": 47, "]": 48, ";": 51, ",": 54, ".": 55, "1": 30, "=": 46, "-": 45, "8": 37}


def pressed(code: int, place: str, written: str, mod: int = 0) -> pygame.Event:
    return pygame.Event(pygame.KEYDOWN, key=code, scancode=PLACE[place], unicode=written, mod=mod)


SHIFT, ALT_GR = pygame.KMOD_LSHIFT, pygame.KMOD_MODE
PRESSES = [
    ("Russian", ord("т"), "n", "т", 0, "N"),
    ("Russian", ord("т"), "n", "Т", SHIFT, "Shift+N"),
    ("Russian", ord("н"), "y", "", pygame.KMOD_LCTRL, "Ctrl+Y"),
    ("Russian", ord("х"), "[", "х", 0, "["),
    ("Russian", ord("ъ"), "]", "ъ", 0, "]"),
    ("Russian", ord("ю"), ".", "ю", 0, "."),
    ("Greek", ord("ν"), "n", "ν", 0, "N"),
    ("French", DEAD, "[", "", 0, "["),
    ("French", ord("$"), "]", "$", 0, "]"),
    ("French", ord("m"), ";", "m", 0, "M"),  # a Latin letter is taken as printed
    ("French", ord(";"), ",", ".", SHIFT, "."),
    ("French", ord("5"), "8", "[", ALT_GR, "["),
    ("German", ord("ü"), "[", "ü", 0, "["),
    ("German", ord("9"), "8", "]", ALT_GR, "]"),
    ("German", ord("z"), "y", "z", 0, "Z"),
    ("German", ord("+"), "]", "+", 0, "+"),
    ("Japanese", ord("["), "]", "[", 0, "["),
    ("Japanese", ord(";"), ";", "+", SHIFT, "+"),
    ("American", ord("["), "[", "{", SHIFT, "Shift+["),
    ("American", ord("="), "=", "+", SHIFT, "+"),
]


@pytest.mark.parametrize(("land", "code", "place", "written", "mod", "name"), PRESSES)
def test_a_key_is_read_as_printed_or_else_by_its_place(
    land: str, code: int, place: str, written: str, mod: int, name: str
):
    assert key_name(by_place(pressed(code, place, written, mod))) == name


@pytest.mark.parametrize(
    ("layout", "sign", "shows"),
    [
        ({"n": "т", "[": "х"}, "N", "Т"),
        ({"n": "т", "[": "х"}, "[", "Х"),
        ({"[": "ü", "]": "+", "y": "z", "z": "y"}, "[", "Ü"),
        ({"[": "ü", "]": "+", "y": "z", "z": "y"}, "]", "]"),  # + zooms in there: ] is written with AltGr
        ({"[": "ü", "]": "+", "y": "z", "z": "y"}, "Z", "Z"),
        ({}, "N", "N"),
    ],
)
def test_a_key_is_shown_as_the_keyboard_prints_it(layout: dict[str, str], sign: str, shows: str):
    def key_at(place: int) -> int:
        usual = keyboard._PLACES[place]
        return ord(layout.get(usual, usual))

    assert printed(sign, key_at) == shows


def test_a_russian_n_takes_the_next_counter(app: App, battle: Battle):
    screen = battle("japan")
    assert screen.hand.selected == ""
    pygame.event.post(pressed(ord("т"), "n", "т"))
    frame(app)
    assert screen.hand.selected != ""


# ------------------------------------------------------------ a new press
def hold(app: App, code: int, times: int, mod: int = 0) -> None:
    """A key that goes down and repeats; it stays down."""
    for _ in range(times):
        pygame.event.post(pygame.Event(pygame.KEYDOWN, key=code, mod=mod, unicode=""))
        frame(app)


def let_go(app: App, code: int) -> None:
    pygame.event.post(pygame.Event(pygame.KEYUP, key=code, mod=0))
    frame(app)


def test_a_held_seal_seals_one_side_and_lifts_no_curtain(app: App, battle: Battle):
    screen = battle("both")
    key(app, "Enter")
    first = screen.sitting.side
    hold(app, pygame.K_RETURN, 20, pygame.KMOD_LCTRL)
    assert isinstance(app.screen, CurtainScreen), "the other's curtain is up"
    assert screen.sitting.side != first
    assert screen.phase == "passed"
    let_go(app, pygame.K_RETURN)
    key(app, "Enter")
    assert app.screen is screen
    assert screen.phase == "orders"


def test_a_held_run_runs_once_and_its_film_is_not_skipped(app: App, battle: Battle):
    screen = battle("japan")
    asked: list[str] = []
    screen.run_on = lambda: asked.append("run")  # type: ignore[method-assign]
    hold(app, pygame.K_F5, 9)
    assert asked == ["run"]
    let_go(app, pygame.K_F5)
    key(app, "F5")
    assert asked == ["run", "run"]


def test_held_steps_go_on(app: App, battle: Battle):
    screen = battle("japan")
    hold(app, pygame.K_n, 3)
    third = screen.hand.selected
    let_go(app, pygame.K_n)
    key(app, "p", "p")
    first = screen.hand.selected
    key(app, "n", "n")
    assert screen.hand.selected == third != first


def test_what_is_sealed_by_enter_too_never_repeats():
    assert {"N", "P", "[", "Shift+Z"} <= Bindings({}).steps
    assert "Enter" not in Bindings({"pulse_on": "Enter", "skip": "9"}).steps


# ------------------------------------------------------------ the mouse, and what is typed
def test_the_curtain_is_lifted_with_the_mouse(app: App, battle: Battle):
    screen = battle("both")
    assert isinstance(app.screen, CurtainScreen)
    button = next(w for w in app.screen.ui.widgets if getattr(w, "label", "") == "Enter")
    click(app, (button.rect.x - 40, button.rect.y - 40))
    assert isinstance(app.screen, CurtainScreen), "beside it nothing happens"
    click(app, button.rect.center)
    assert app.screen is screen
    assert screen.phase == "orders"


def by_mouse(app: App, act: str) -> None:
    """Opens the help from the bars, chooses the line of an act with the pointer, and presses *Do it now*."""
    if app.screen.modal is None:
        press(app, "")
        press(app, "Help")
    dialog = app.screen.modal
    assert isinstance(dialog, HelpDialog)
    listing = next(w for w in dialog.ui.widgets if isinstance(w, Listing))
    line = dialog.named.index(act)
    listing.scroll.show(line * listing.height, listing.height)
    frame(app)
    click(app, (listing.rect.x + 60, listing.rect.y + line * listing.height - listing.scroll.offset + 4))
    assert dialog.line == line
    press(app, "Do it now")


def test_every_act_of_a_page_can_be_done_with_the_mouse(app: App, battle: Battle):
    screen = battle("japan")
    assert {a.name for a in ACTIONS if a.where in ("all", "orders", "map")} == set(app.acts())
    by_mouse(app, "next")
    assert screen.hand.selected != ""
    assert screen.modal is None
    by_mouse(app, "hold")
    assert screen.hand.order is not None
    by_mouse(app, "panel")
    assert not screen.panel_open
    by_mouse(app, "orders")
    by_mouse(app, "seal")
    assert screen.phase == "resolving"


def press_tab(dialog: HelpDialog, label: str) -> None:
    """Turns to the keys of this screen, or to all."""
    tabs = next(w for w in dialog.ui.widgets if isinstance(w, Tabs) and label in w.labels)
    tabs.choose(tabs.labels.index(label))


def test_keys_are_listed_by_screen(app: App, battle: Battle):
    """On a battle those of a battle, on the replay those of the replay; all of them one tab away."""
    screen = battle("japan")
    dialog = HelpDialog(screen)
    screen.show(dialog)
    assert {n for n in dialog.named if n} == set(app.acts())
    press_tab(dialog, "All keys")
    assert {n for n in dialog.named if n} == {a.name for a in ACTIONS}
    screen.show(None)
    page = Screen(app)
    page.fixed_keys = REPLAY_KEYS
    app.push(page)
    dialog = HelpDialog(page)
    page.show(dialog)
    listing = next(w for w in dialog.ui.widgets if isinstance(w, Listing))
    assert {words for _keys, words in REPLAY_KEYS} <= {row.text for row in listing.rows}
    assert {a.where for a in ACTIONS if a.name in dialog.named} == {"all"}


def test_what_is_not_of_the_page_is_not_done(app: App, battle: Battle):
    screen = battle("japan")
    dialog = HelpDialog(screen)
    screen.show(dialog)
    assert "t_seal" not in dialog.named, "nor is it listed among the keys of this screen"
    press_tab(dialog, "All keys")
    by_mouse(app, "t_seal")
    assert isinstance(screen.modal, HelpDialog), "the button was dark"
    assert screen.phase == "orders"


def resize(app: App, size: tuple[int, int]) -> None:
    pygame.display.set_mode(size)
    pygame.event.post(pygame.Event(pygame.VIDEORESIZE, size=size, w=size[0], h=size[1]))
    frame(app)


def test_a_typed_name_survives_a_resize_and_the_help(app: App):
    app.push(MenuScreen(app))
    saved: list[str] = []
    keeping = SimpleNamespace(name="night", in_the_way=lambda path: "")
    table = SimpleNamespace(keeping=keeping, save=lambda path, over: saved.append(path.stem) or "")
    app.screen.show(SaveDialog(app.screen, "night", table))
    write(app, "our night")
    write(app, " one")
    resize(app, (1100, 700))
    write(app, " a")
    key(app, "F1", "Esc")
    write(app, " b")
    key(app, "Enter")
    assert saved == ["our night one a b"], "the name offered was typed over"


def test_a_name_that_is_not_typed_over_is_edited(app: App):
    field = Field((0, 0, 200, 30), "night", lambda _name: None, is_marked=True)
    ui = Ui(app.brush)
    for code, mod in ((pygame.K_END, 0), (pygame.K_BACKSPACE, 0)):
        field.key(ui, pygame.Event(pygame.KEYDOWN, key=code, mod=mod, unicode=""))
    assert field.value == "nigh"
    field.key(ui, pygame.Event(pygame.KEYDOWN, key=pygame.K_a, mod=pygame.KMOD_LCTRL, unicode=""))
    field.key(ui, pygame.Event(pygame.KEYDOWN, key=pygame.K_BACKSPACE, mod=0, unicode=""))
    assert field.value == ""


def test_a_word_looked_for_survives_a_resize(app: App):
    app.push(MenuScreen(app))
    dialog = HelpDialog(app.screen, RULES)
    app.screen.show(dialog)
    frame(app)
    dialog.ui.focus = dialog.field
    write(app, "mars")
    resize(app, (1100, 700))
    write(app, "h")
    assert dialog.field is not None
    assert dialog.field.value == "marsh"
    assert dialog.search == "marsh", "and is looked for as it is typed, without Enter"
    listing = next(w for w in dialog.ui.widgets if isinstance(w, Listing))
    assert [row.mark for row in listing.rows] == [rule.number for rule in dialog.rules()]
    assert 0 < len(listing.rows) < 60
