"""From the seal to the next turn, saving and loading, the hot-seat curtain, and what fog hides."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pygame
import pytest

from game.client.app import App
from game.client.battle.report import ReportDialog
from game.client.battle.screen import BattleScreen
from game.client.battle.sitting import Sitting, seats_for
from game.client.doors import load, open_game
from game.client.kit.paint import Brush
from game.client.kit.theme import Theme
from game.client.kit.widgets import Listing
from game.client.library import scenario
from game.client.pages.curtain import CurtainScreen
from game.files import saves
from game.match.battle import Event, Match
from game.match.battle.headline import folds, headline
from game.players.battle.staffs import commander
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


@pytest.mark.usefixtures("drawn_maps")
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
        screen.pictures.draw_now(screen.camera.level)
        screen.pictures.draw_now(24)
        frames.append(pixels(app))
        app.stack.clear()
    assert (frames[0] == frames[1]).all()


# ------------------------------------------------------------ the report
def reported(app: App, battle: Battle) -> tuple[BattleScreen, ReportDialog]:
    """The report of a morning after a night of fighting."""
    match = Match.new(scenario("silent-assault"), seed=1938)
    seats = {side: commander("plain", side, match.scenario) for side in match.scenario.sides}
    match.resolve(**{side: seat.orders(match.view(side)) for side, seat in seats.items()})
    screen = battle("japan", match)
    key(app, "Ctrl Enter")
    wait_for(app, lambda: screen.phase == "film")
    key(app, "Enter")
    assert isinstance(screen.modal, ReportDialog)
    return screen, screen.modal


def test_a_report_opens_with_the_headline_and_folds_events_by_place(app: App, battle: Battle):
    screen, report = reported(app, battle)
    match = screen.sitting.match
    assert report.pages[0].headline == " ".join(headline(match, 1, "japan"))
    assert 1 <= len(headline(match, 1, "japan")) <= 3
    places = folds(match.scenario, report.listed)
    assert [line.event for line in report.lines] == [fold.chief for fold in places]
    assert sum(len(fold.events) for fold in places) == len(report.events)
    first = next(i for i, line in enumerate(report.lines) if line.fold is not None)
    inside = report.lines[first].fold.events  # type: ignore[union-attr]
    listing = next(w for w in report.ui.widgets if isinstance(w, Listing))
    listing.choose(first)
    key(app, "Enter")
    assert [line.event for line in report.lines[first + 1 : first + 1 + len(inside)]] == list(inside)
    key(app, "Enter")
    assert len(report.lines) == len(places), "folded again"


def test_what_was_just_closed_is_not_told_again_over_the_map(app: App, battle: Battle):
    screen, _report = reported(app, battle)
    key(app, "Esc")
    assert screen.log.events
    assert screen.log.is_folded
    key(app, "j")
    assert not screen.log.is_folded, "whoever wants it has it"


@pytest.mark.parametrize(
    ("size", "scale"), [((1280, 800), 1.0), ((1366, 768), 1.0), ((1920, 1080), 1.0), ((1280, 800), 2.0)]
)
@pytest.mark.parametrize("is_folded", [True, False])
def test_the_log_never_covers_the_middle_of_the_map(app: App, battle: Battle, size, scale, is_folded):
    screen = battle("japan")
    event = Event(1, 0, "30 Jul 20:00", "EV_MOVED", "I/75", "", None, (0,), "a step", frozenset(), (), True, 0)
    screen.log.tell([event] * 40)
    screen.log.is_folded = is_folded
    app.surface = pygame.display.set_mode(size)
    app.theme = Theme(scale)
    app.brush = screen.ui.brush = Brush(app.theme)
    screen.enter()
    frame(app)
    view = screen.camera.view
    third = pygame.Rect(view.x + view.w // 3, view.y + view.h // 3, view.w // 3, view.h // 3)
    assert (screen.log.rect.h > 0) == (scale == 1.0), "where there is no room it is left to the report"
    assert not screen.log.rect.colliderect(third)
    assert not screen.log.rect.collidepoint(view.center)
