"""From the seal to the next turn, saving and loading, the hot-seat curtain, and what fog hides."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pygame

from game.client.app import App
from game.client.battle.screen import BattleScreen
from game.client.battle.sitting import Sitting, seats_for
from game.client.doors import load, open_game
from game.client.library import scenario
from game.client.pages.curtain import CurtainScreen
from game.files import saves
from game.match.battle import Match
from tests.client.drive import frame, key, press, wait_for

SIDES = ("japan", "soviet")

Battle = Callable[..., BattleScreen]


def pixels(app: App) -> np.ndarray:
    """The picture on the screen."""
    frame(app)
    return pygame.surfarray.array3d(app.surface)


def play_turn(app: App, screen: BattleScreen) -> None:
    """Seals, waits for the turn, skips film and report."""
    key(app, "Ctrl Enter")
    wait_for(app, lambda: screen.phase == "film")
    key(app, "Right", "Space", "Enter")
    assert screen.modal is not None
    key(app, "Esc")


def test_a_turn_is_sealed_resolved_filmed_and_reported(app: App, battle: Battle):
    screen = battle("japan")
    number = screen.sitting.match.turn.number
    key(app, "n", "h", "Ctrl Enter")
    assert screen.phase == "resolving"
    wait_for(app, lambda: screen.phase == "film")
    film = screen.film
    assert film is not None
    assert film.last == screen.turning.shown.turn.pulses
    key(app, "Right", "Right")
    assert film.at >= 2
    at = film.at
    key(app, "Left")
    assert film.at == at - 1
    assert not film.is_playing
    key(app, "Enter")
    assert screen.phase == "orders"
    assert screen.modal is not None
    if screen.modal.listed:
        key(app, "e")
        key(app, "Esc")
    key(app, "Esc")
    assert screen.modal is None
    assert screen.sitting.match.turn.number == number + 1
    assert saves.autosave_path(screen.sitting.scenario.id).exists()


def test_the_window_does_not_stall_while_a_turn_is_resolved(app: App, battle: Battle):
    screen = battle("soviet")
    play_turn(app, screen)
    key(app, "Ctrl Enter")
    times = []
    while screen.phase == "resolving":
        times.append(app.frame(pygame.event.get()))
    assert times
    assert sorted(times)[len(times) // 2] < 50


def test_a_saved_game_goes_on(app: App, battle: Battle):
    screen = battle("soviet")
    play_turn(app, screen)
    digest = screen.sitting.match.digest
    path = saves.path_for("a night, kept: 1/2")
    assert screen.sitting.save(path) == ""
    assert open_game(app, path) == ""
    loaded = app.screen
    assert isinstance(loaded, BattleScreen)
    assert loaded is not screen
    assert loaded.sitting.match.digest == digest
    assert loaded.sitting.humans == ("soviet",)


def test_a_damaged_file_is_one_line_in_the_dialog(app: App, battle: Battle):
    screen = battle("japan")
    saves.folder().mkdir(parents=True, exist_ok=True)
    for name, data in (
        ("torn", b'{"journal":1,'),
        ("noise", bytes(range(256)) * 9),
        ("empty", b""),
        ("deep", b"[" * 5000),
    ):
        saves.path_for(name).write_bytes(data)
        load(screen)
        dialog = screen.modal
        dialog._open(next(i for i, s in enumerate(dialog.games) if s.name == name))
        frame(app)
        assert app.screen is screen
        assert dialog.note
        assert "\n" not in dialog.note
        assert name in dialog.note
        saves.path_for(name).unlink()
    press(app, "Close")
    assert screen.modal is None


def test_the_curtain_hides_the_map(app: App, battle: Battle):
    screen = battle("both")
    assert isinstance(app.screen, CurtainScreen)
    shown = pixels(app)
    board = screen.board.draw
    drawn: list[int] = []
    screen.board.draw = lambda *a: drawn.append(1)  # type: ignore[method-assign]
    frame(app)
    assert not drawn
    screen.board.draw = board  # type: ignore[method-assign]
    assert (shown[:40, :40] == shown[0, 0]).all()
    key(app, "Enter")
    assert app.screen is screen
    assert screen.sitting.side == "japan"
    key(app, "n", "h", "Ctrl Enter")
    assert isinstance(app.screen, CurtainScreen)
    assert app.screen.name == "USSR"
    key(app, "Enter")
    assert screen.sitting.side == "soviet"
    assert screen.sitting.book.orders == ()
    assert screen.hand.selected == ""


def test_the_frame_of_a_side_is_the_same_when_an_unseen_enemy_moves(app: App):
    from game.rules.battle.state import HEX

    found = scenario("silent-assault")
    frames = []
    for moved in (False, True):
        match = Match.new(found, seed=1938)
        if moved:
            known = {c.id for c in match.view("japan").contacts}
            index = next(
                k
                for k, c in enumerate(found.counters)
                if c.side == "soviet" and c.id not in known and match.state.units[k, HEX] >= 0
            )
            match.state.units[index, HEX] = (match.state.units[index, HEX] + 1) % (
                found.ground.columns * found.ground.rows
            )
        screen = BattleScreen(app, Sitting(match, seats_for("japan", SIDES)))
        app.push(screen)
        screen.pictures.draw_now(screen.camera.level, screen.shown.light, screen.shown.sky)
        screen.pictures.draw_now(24, "day", "clear")
        frames.append(pixels(app))
        app.stack.clear()
    assert (frames[0] == frames[1]).all()
