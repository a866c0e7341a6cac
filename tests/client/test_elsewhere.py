"""A scenario of another place, with sides of its own, is data alone: it validates, plays in lines, opens under its own name."""

from __future__ import annotations

import io
from pathlib import Path

import pygame
import pytest

from game.client.app import App
from game.client.battle.pick import PickScreen
from game.client.battle.screen import BattleScreen
from game.client.battle.sitting import Sitting, seats_for
from game.client.kit.palette import rgb
from game.client.map.picture.furniture import cartouche
from game.client.map.sides import colours
from game.files.battle.scenarios import load_scenario, read_scenario, validate
from game.match.battle import Match
from game.model.battle.scenario import Scenario
from tests.client.drive import click, frame, key, wait_for
from tests.elsewhere import build, open_ground


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return build(tmp_path)


@pytest.fixture
def ford(folder: Path) -> Scenario:
    return load_scenario(folder)


def test_it_is_sound_and_its_own(folder: Path):
    assert validate(folder) == {"ok": True, "errors": []}
    found = load_scenario(folder)
    assert (found.title, found.sides, found.look.map.title) == ("The ford at Lindau", ("blue", "red"), "Lindau ford")
    assert [f.id for f in found.formations] == ["7", "21"]


def test_a_side_without_a_look_and_a_colour_that_is_none_are_told(folder: Path):
    look = folder / "look.toml"
    look.write_text(look.read_text().replace('side = "red"', 'side = "green"').replace("BCD2EE", "sky blue"))
    said = [(p.key, p.message) for p in read_scenario(folder)[1]]
    assert any("'green' is unknown" in message for _key, message in said)
    assert ("side.0.face", 'side \'blue\': face = "sky blue": needed six hexadecimal digits, as in "3A60A8"') in said
    assert any("side 'red' has no look" in message for _key, message in said)


def test_it_is_played_in_lines(folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch):
    from game.cli.main import main

    monkeypatch.setattr("sys.stdin", io.StringIO("order I/7 move 2 4\nseal\nquit\n"))
    assert main(["play", f"{folder}/", "--text", "--side", "blue", "--seed", "1"]) == 0
    out = capsys.readouterr().out
    assert "The ford at Lindau" in out
    assert "Japan" not in out.replace("Japan Standard Time", "")
    assert "Soviet" not in out
    assert main(["play", f"{folder}/", "--text", "--side", "japan"]) == 2
    assert "blue, red" in capsys.readouterr().err


@pytest.mark.usefixtures("drawn_maps")
@pytest.mark.parametrize(("side", "unit", "face"), [("blue", "I/7", "BCD2EE"), ("red", "I/21", "1F6B3A")])
def test_its_window_has_its_title_its_first_view_and_its_colours(
    app: App, ford: Scenario, side: str, unit: str, face: str
):
    screen = BattleScreen(app, Sitting(Match.new(ford, seed=1), seats_for(side, ford.sides)))
    app.push(screen)
    wait_for(app, lambda: screen.pictures.store.get(screen.camera.level) is not None)
    frame(app)
    level, scale = screen.camera.level, app.theme.scale
    assert screen.title.picture() is cartouche("Lindau ford", "Furt bei Lindau", "", level, scale)
    piece = screen.shown.piece(unit)
    assert piece is not None
    assert colours(ford, side).face == rgb(face)
    at = screen.camera.to_screen(piece.hex)
    assert screen.map_rect.collidepoint(at), "the first view shows who fights"
    box = pygame.Rect(0, 0, 40, 40)
    box.center = at
    assert count(app.surface, box, rgb(face)) > 60


def count(surface: pygame.Surface, box: pygame.Rect, colour: tuple[int, int, int]) -> int:
    """Pixels in a box that are nearly of a colour."""
    cells = [surface.get_at((x, y))[:3] for x in range(box.x, box.right) for y in range(box.y, box.bottom)]
    return sum(max(abs(a - b) for a, b in zip(cell, colour, strict=True)) < 12 for cell in cells)


def test_it_is_chosen_by_the_names_of_its_sides(app: App, ford: Scenario, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("game.client.library.scenario_ids", lambda: ("ford",))
    monkeypatch.setattr("game.client.library.scenario", lambda _id: ford)
    page = PickScreen(app)
    app.push(page)
    frame(app)
    words = {label for w in page.ui.widgets for label in getattr(w, "labels", ())}
    assert {"Blue", "Red"} <= words
    page._seat(1)
    frame(app)
    assert page.other == "blue"


def test_two_at_one_table_pass_it_under_their_own_seals(app: App, ford: Scenario):
    screen = BattleScreen(app, Sitting(Match.new(ford, seed=1), seats_for("both", ford.sides)))
    app.push(screen)
    frame(app)
    assert (app.screen.name, app.screen.seal) == ("Blue", (rgb("1D4E9E"), rgb("F0F4FA")))  # type: ignore[attr-defined]


@pytest.mark.parametrize(("columns", "rows", "counters"), [(1, 1, ["I/7"]), (10, 8, ["I/21", "II/21"])])
@pytest.mark.parametrize("side", ["blue", "red"])
def test_one_hex_or_a_side_without_counters_opens_and_plays_a_turn(
    app: App, folder: Path, columns: int, rows: int, counters: list[str], side: str
):
    found = load_scenario(open_ground(folder, columns, rows, counters))
    screen = BattleScreen(app, Sitting(Match.new(found, seed=1), seats_for(side, found.sides)))
    app.push(screen)
    frame(app)
    key(app, "n", "h", "m", "Enter", "Esc", "k", "t", "v", "q", "b", "F6", "+", "-")
    for at in (screen.map_rect.center, screen.map_rect.topleft):
        click(app, at)
        click(app, at, 3)
    screen.show(None)
    number = screen.sitting.match.turn.number
    screen.seal()
    wait_for(app, lambda: screen.phase != "resolving")
    assert screen.sitting.match.over or screen.sitting.match.turn.number == number + 1
