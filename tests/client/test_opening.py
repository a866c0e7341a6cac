"""A long saved game: its last position is on the screen at once, and the game goes on there when its turns are verified."""

from __future__ import annotations

import json
import threading
from pathlib import Path

import numpy as np
import pygame
import pytest

from game.client import doors
from game.client.app import App
from game.client.battle import opening, sitting
from game.client.battle.opening import OpeningScreen
from game.client.battle.screen import BattleScreen
from game.client.pages.menu import MenuScreen
from game.files import saves
from game.files.battle.scenarios import load_scenario
from game.files.errors import BadFile
from game.match.battle import Match
from game.players.battle.staffs import commander
from game.players.battle.table import Table, seats_for
from tests.client.drive import frame, key, wait_for

TURNS = 14
SIDES = ("japan", "soviet")


@pytest.fixture(scope="module")
def played() -> Match:
    """Fourteen turns of the campaign."""
    campaign = load_scenario("changkufeng")
    match = Match.new(campaign, seed=1938)
    staffs = {side: commander("history", side, campaign) for side in SIDES}
    while len(match.records) < TURNS:
        match.resolve(**{side: staff.orders(match.view(side)) for side, staff in staffs.items()})
    return match


@pytest.fixture
def saved(played: Match, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """`saved("japan")`: the file of the game with that side at the screen."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))

    def save(side: str) -> Path:
        path = saves.folder() / f"long for {side}.journal"
        path.parent.mkdir(parents=True, exist_ok=True)
        table = Table(played.branch(TURNS), seats_for(side, SIDES), path=path)
        assert table.save() == ""
        table.put_away()
        return path

    return save


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """Verifying stands before its third turn until this is set."""
    made, real = threading.Event(), sitting.open_game

    def slowly(path, seats, told):
        def hear(done: int, of: int) -> None:
            if done == 2:
                made.wait(60)
            told(done, of)

        return real(path, seats, hear)

    monkeypatch.setattr(sitting, "open_game", slowly)
    return made


def test_the_last_position_is_shown_at_once_and_the_game_goes_on_when_it_is_verified(app: App, played, saved, gate):
    doors.menu(app)
    assert doors.open_game(app, saved("japan")) == ""
    frame(app)
    page = app.screen
    assert isinstance(page, OpeningScreen)
    assert page.seen.position.pieces == sitting.Sitting(played, seats_for("japan", SIDES)).position.pieces
    assert page.seen.match.is_read_only
    wait_for(app, lambda: page.verified == (1, TURNS) or page.verified == (2, TURNS))
    key(app, "Ctrl Enter", "n", "h")  # nothing is ordered here
    assert app.screen is page
    gate.set()
    wait_for(app, lambda: isinstance(app.screen, BattleScreen))
    game = app.screen.sitting
    assert game.match.digest == played.digest
    assert not game.match.is_read_only
    assert [type(s) for s in app.stack] == [MenuScreen, BattleScreen]
    key(app, "n", "h")
    assert game.book.orders
    app.home()


def test_who_goes_back_meanwhile_leaves_the_game_to_whoever_comes_next(app: App, saved, gate):
    path = saved("japan")
    doors.menu(app)
    doors.open_game(app, path)
    page = app.screen
    key(app, "Esc")
    assert isinstance(app.screen, MenuScreen)
    gate.set()
    page._job.wait()
    assert isinstance(page._job.error, opening._Left)
    assert doors.open_game(app, path) == ""
    wait_for(app, lambda: isinstance(app.screen, BattleScreen))
    assert app.screen.sitting.keeping.is_mine
    assert app.screen.sitting.news == []
    app.home()


def test_of_two_sides_at_one_screen_neither_is_shown_before_the_curtain(app: App, saved, gate):
    doors.menu(app)
    doors.open_game(app, saved("both"))
    assert isinstance(app.screen, OpeningScreen)
    frame(app)
    picture = pygame.surfarray.array3d(app.surface)
    middle = (picture.shape[0] // 2, picture.shape[1] // 2)
    picture[middle[0] - 260 : middle[0] + 260, middle[1] - 60 : middle[1] + 60] = picture[0, 0]  # the bar
    assert len(np.unique(picture.reshape(-1, 3), axis=0)) == 1
    gate.set()
    wait_for(app, lambda: not isinstance(app.screen, OpeningScreen))
    app.home()


def test_good_turns_of_an_altered_game_open_in_the_usual_way(app: App, saved):
    path = saved("japan")
    lines = path.read_bytes().splitlines(keepends=True)
    line = json.loads(lines[5])
    line["digest"] = f"{int(line['digest'], 16) ^ 1:016x}"
    lines[5] = json.dumps(line).encode() + b"\n"
    path.write_bytes(b"".join(lines))
    doors.menu(app)
    doors.open_game(app, path)
    assert isinstance(app.screen, BattleScreen)
    assert len(app.screen.sitting.match.records) == 4
    assert app.screen.modal is not None  # which says so
    app.home()


def test_what_cannot_be_opened_after_all_is_said_in_a_line(app: App, saved, monkeypatch):
    path = saved("japan")

    def fails(*_given):
        raise BadFile.of(path, "is gone")

    monkeypatch.setattr(sitting, "open_game", fails)
    doors.menu(app)
    doors.open_game(app, path)
    wait_for(app, lambda: isinstance(app.screen, MenuScreen))
    assert app.screen.modal is not None
    assert len(app.stack) == 1


def test_a_short_game_is_open_at_once(app: App, played, saved, tmp_path):
    short = saves.folder() / "short.journal"
    short.parent.mkdir(parents=True, exist_ok=True)
    table = Table(played.branch(3), seats_for("japan", SIDES), path=short)
    assert table.save() == ""
    table.put_away()
    doors.menu(app)
    doors.open_game(app, short)
    assert isinstance(app.screen, BattleScreen)
    app.home()
