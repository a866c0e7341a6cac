"""From the start to a battle and to the replay, by keys and by pointer; doors without a display."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from game.client import doors
from game.client.app import App
from game.client.battle.commanders import choices
from game.client.battle.pick import PickScreen
from game.client.battle.replay.book import RecordScreen
from game.client.battle.replay.screen import ReplayScreen
from game.client.battle.screen import BattleScreen
from game.client.library import scenario
from game.client.pages.laboratory.screen import LaboratoryScreen
from game.client.pages.menu import MenuScreen
from game.client.pages.saved_games import SeatsDialog
from game.files import owner, saves
from game.match.battle import Match
from game.players.battle.levels import LEVELS
from game.players.battle.recruit import ERRORS, error_of
from game.players.battle.staffs import drawn as drawn_by
from game.players.battle.table import Table, seats_for, seats_of
from game.whatif.battle.last_page.plans import HABITS, plans_of
from tests.client.drive import click, frame, key, press, wait_for, write

SIDES = ("japan", "soviet")


def entry(app: App, label: str) -> tuple[int, int]:
    """Where an entry of the menu stands."""
    return next(w for w in app.screen.ui.widgets if w.label == label).rect.midleft[0] + 30, next(
        w for w in app.screen.ui.widgets if w.label == label
    ).rect.centery


def test_from_the_menu_to_a_battle_by_keys(app: App):
    app.push(MenuScreen(app))
    frame(app)
    while app.screen.ui.focus.label != "New battle":
        key(app, "Down")
    key(app, "Enter")
    assert isinstance(app.screen, PickScreen)
    key(app, "Tab", "Right")
    assert app.screen.seat == 1
    while getattr(app.screen.ui.focus, "label", "") != "Begin":
        key(app, "Tab")
    key(app, "Enter")
    wait_for(app, lambda: isinstance(app.screen, BattleScreen))
    assert app.screen.sitting.humans == ("soviet",)


def test_from_the_menu_to_the_replay_by_pointer(app: App):
    app.push(MenuScreen(app))
    frame(app)
    click(app, entry(app, "Replay history"))
    assert isinstance(app.screen, PickScreen)
    press(app, "Open the replay")
    assert isinstance(app.screen, RecordScreen)
    press(app, "Re-enactment")
    wait_for(app, lambda: isinstance(app.screen, ReplayScreen))
    key(app, "Esc")
    assert isinstance(app.screen, RecordScreen)
    key(app, "Esc")
    assert isinstance(app.screen, PickScreen)


def choose_commander(app: App, title: str) -> None:
    """Opens the dialog of commanders and takes one by the pointer."""
    door = next(w for w in app.screen.ui.widgets if getattr(w, "label", "").startswith("Computer: "))
    click(app, door.rect.center)
    listing = app.screen.modal.ui.widgets[0]
    at = [row.text for row in listing.rows].index(title)
    click(app, (listing.rect.x + 40, listing.rect.y + at * listing.height + listing.height // 2))
    press(app, "Choose")
    assert app.screen.modal is None


def test_the_plan_of_the_computer_is_chosen_before_the_battle_and_goes_with_its_journal(app: App):
    app.push(PickScreen(app))
    frame(app)
    app.screen._choose(app.screen.ids.index("hold-the-crest"))
    assert app.screen.commander_line.startswith("Reckons anew")
    choose_commander(app, "Plan: Tanks first")
    assert app.screen.commander_line == "By day, tanks go in an hour ahead of the infantry."
    press(app, "Begin")
    wait_for(app, lambda: isinstance(app.screen, BattleScreen))
    sitting = app.screen.sitting
    assert sitting.seats == {"japan": "human", "soviet": "plan:tanks-first"}
    assert sitting.save() == ""
    assert seats_of(sitting.path, sitting.scenario)["soviet"] == "plan:tanks-first"
    assert sitting.commander("soviet").__self__.plan.id == "tanks-first"


def test_each_side_keeps_its_own_commander_and_two_players_have_none(app: App):
    app.push(PickScreen(app))
    frame(app)
    choose_commander(app, "Plan: Tanks first")
    app.screen._seat(1)
    assert app.screen.commander_line.startswith("Reckons anew"), "Japan has no plan of that name"
    app.screen._seat(0)
    assert app.screen.commander_line.startswith("By day, tanks")
    app.screen._seat(2)
    door = next(w for w in app.screen.ui.widgets if getattr(w, "label", "").startswith("Computer: "))
    assert not door.enabled
    assert app.screen.commander_line == ""


def test_a_surprise_is_drawn_by_the_seed_kept_by_the_journal_and_told_at_the_end_only(app: App):
    found = scenario("silent-assault")
    drawn = {drawn_by(found, "soviet", seed) for seed in range(60)}
    assert drawn == {"plain", *(f"plan:{p.id}" for p in found.plans_of("soviet"))}, "each may be drawn"
    app.push(PickScreen(app))
    frame(app)
    choose_commander(app, "Surprise me")
    press(app, "Begin")
    wait_for(app, lambda: isinstance(app.screen, BattleScreen))
    sitting = app.screen.sitting
    assert sitting.seats["soviet"] == "drawn"
    assert sitting.save() == ""
    assert seats_of(sitting.path, sitting.scenario)["soviet"] == "drawn", "the seat says that it was drawn, not what"
    who = sitting.staff_of("soviet")
    assert (
        who
        == drawn_by(found, "soviet", 1938)
        == Table(sitting.match, seats_of(sitting.path, sitting.scenario)).staff_of("soviet")
    )
    assert sitting.expected("soviet").__self__.plan.id == "plain", "a forecast does not know what was drawn"
    told = next((p.title for p in found.plans_of("soviet") if f"plan:{p.id}" == who), HABITS["plain"])
    assert plans_of(sitting.match)["soviet"].startswith(told), "the last page says who it was"


def test_each_level_has_a_line_and_a_recruits_error_is_told_at_the_end_only(app: App):
    app.push(PickScreen(app))
    frame(app)
    offered = choices(scenario("silent-assault"), "soviet")
    titles = [level.title for level in LEVELS if level.title]
    assert [c.title for c in offered[: len(titles)]] == titles
    assert all(c.line and "\n" not in c.line for c in offered)
    choose_commander(app, "Recruit")
    assert (
        app.screen.commander_line
        == "The staff with one human error in each game; which one is told when the battle is over."
    )
    press(app, "Begin")
    wait_for(app, lambda: isinstance(app.screen, BattleScreen))
    sitting = app.screen.sitting
    error = ERRORS[error_of(sitting.scenario, "soviet", 1938)]
    assert sitting.seats["soviet"] == "recruit"
    assert sitting.commander("soviet").__self__.error == error_of(sitting.scenario, "soviet", 1938)
    assert sitting.save() == ""
    assert seats_of(sitting.path, sitting.scenario)["soviet"] == "recruit"
    assert error.told not in " ".join(str(vars(w)) for w in app.screen.ui.widgets)
    assert error.told in plans_of(sitting.match)["soviet"], "the last page says which it was"


def test_the_laboratory_opens_and_leads_back(app: App):
    app.push(MenuScreen(app))
    frame(app)
    click(app, entry(app, "What-if laboratory"))
    assert isinstance(app.screen, LaboratoryScreen)
    key(app, "Esc")
    assert isinstance(app.screen, MenuScreen)


def test_a_game_is_saved_under_a_typed_name_and_continued(app: App, battle: Callable[..., BattleScreen]):
    app.push(MenuScreen(app))
    screen = battle("japan")
    press(app, "")
    press(app, "Save the game")
    dialog = screen.modal
    dialog.ui.focus.value, dialog.ui.focus.caret = "", 0
    write(app, "my night")
    key(app, "Enter")
    assert screen.modal is None
    app.home()
    frame(app)
    click(app, entry(app, "Continue"))
    assert app.screen.modal.games[0].name == "my night"
    key(app, "Enter")
    wait_for(app, lambda: isinstance(app.screen, BattleScreen))


def test_a_finished_game_is_not_offered_by_continue(app: App, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    saves.folder().mkdir(parents=True)
    for name, turns in (("ended", 3), ("begun", 1)):
        match = Match.new(scenario("silent-assault"), seed=turns)
        for _ in range(turns):
            match.resolve()
        match.save(saves.path_for(name))
    os.utime(saves.path_for("begun"), (1_000_000, 1_000_000))
    menu = MenuScreen(app)
    app.push(menu)
    wait_for(app, lambda: menu.newest.saved is not None and menu.newest.saved.name == "begun")
    frame(app)
    remark = next(w.remark for w in menu.ui.widgets if w.label == "Continue")
    assert remark.startswith("begun")
    click(app, entry(app, "Continue"))
    assert [s.name for s in app.screen.modal.games] == ["begun"]
    key(app, "Esc")
    saves.path_for("begun").unlink()
    menu.enter()
    wait_for(app, lambda: menu.newest.saved is None)
    frame(app)
    assert all(w.label != "Continue" for w in menu.ui.widgets)


def test_quit_leaves_from_anywhere(app: App, battle: Callable[..., BattleScreen]):
    app.push(MenuScreen(app))
    battle("japan")
    key(app, "Ctrl q")
    assert not app.is_running


@pytest.mark.parametrize("driver", ["x11", None])
def test_without_a_display_there_is_one_line_and_exit_code_2(run_python: Callable[..., str], driver: str | None):
    code = """
import contextlib, io, sys
err = io.StringIO()
with contextlib.redirect_stderr(err):
    from game.client import launch
    code = launch.menu()
print(code, len(err.getvalue().splitlines()), "no display" in err.getvalue())
"""
    assert run_python(code, SDL_VIDEODRIVER=driver, DISPLAY=None, WAYLAND_DISPLAY=None).split() == ["2", "1", "True"]


@pytest.mark.parametrize(
    ("variables", "why"),
    [
        ({"DISPLAY": ":987"}, "DISPLAY=:987 does not answer"),
        ({"WAYLAND_DISPLAY": "wayland-987"}, "WAYLAND_DISPLAY=wayland-987 does not answer"),
        ({"SDL_VIDEODRIVER": "nonsense"}, "nonsense not available"),
    ],
)
def test_a_display_that_is_gone_is_one_line_and_no_window_that_nobody_sees(
    run_python: Callable[..., str], variables: dict[str, str], why: str
):
    given: dict[str, str | None] = {"SDL_VIDEODRIVER": None, "DISPLAY": None, "WAYLAND_DISPLAY": None, **variables}
    said = run_python(WITHOUT, timeout=60, **given).splitlines()
    assert said[0] == "2 1"
    assert why in said[1]


def test_a_window_that_cannot_be_made_is_one_line(run_python: Callable[..., str]):
    code = (
        "import pygame\ndef no(*a, **k): raise pygame.error('no such mode')\npygame.display.set_mode = no\n" + WITHOUT
    )
    said = run_python(code).splitlines()
    assert said[-3] == "2 1"
    assert "no display to open a window on (no such mode)" in said[-2]


WITHOUT = """
import contextlib, io, sys
err = io.StringIO()
with contextlib.redirect_stderr(err):
    from game.client import launch
    code = launch.menu()
print(code, len(err.getvalue().splitlines()))
print(err.getvalue())
"""


def test_saving_over_another_game_asks_in_the_dialog_and_keeps_that_game(
    app: App, battle: Callable[..., BattleScreen], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    other = Table(Match.new(scenario("silent-assault"), seed=7), seats_for("soviet", SIDES))
    assert other.save(saves.path_for("mine")) == ""
    screen = battle("japan")
    doors.save(screen, "mine", screen.sitting)
    key(app, "Enter")
    assert screen.modal.question.startswith("mine is another game: silent-assault, turns played: 0. Save over it?")
    assert Match.load(saves.path_for("mine")).seed == 7
    press(app, "Save over it")
    assert screen.modal is None
    assert Match.load(saves.path_for("mine")).seed == 1938
    assert Match.load(saves.path_for("mine 2")).seed == 7


def test_continue_lists_games_newest_first_and_not_their_copies(
    app: App, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    for k, side in enumerate(("japan", "soviet")):
        table = Table(Match.new(scenario("silent-assault"), seed=k), seats_for(side, SIDES))
        for path in (None, saves.path_for(f"copy {k}")):
            assert table.save(path) == ""
            written = saves.path_for(f"copy {k}") if path else table.path
            os.utime(written, (1_000_000 + 10 * k + bool(path),) * 2)
    app.push(MenuScreen(app))
    frame(app)
    click(app, entry(app, "Continue"))
    assert [s.name for s in app.screen.modal.games] == ["copy 1", "copy 0"]
    key(app, "Down", "Enter")
    wait_for(app, lambda: isinstance(app.screen, BattleScreen))
    assert app.screen.sitting.humans == ("japan",)
    assert app.screen.sitting.path == saves.path_for("copy 0")


def test_a_saved_game_without_seats_asks_which_side_one_plays(
    app: App, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    path = tmp_path / "night.journal"
    Match.new(scenario("silent-assault"), seed=1).save(path)
    app.push(MenuScreen(app))
    doors.go_on(app, path)
    wait_for(app, lambda: isinstance(app.screen.modal, SeatsDialog))
    press(app, "USSR")
    assert app.screen.sitting.seats == {"japan": "computer", "soviet": "human"}


def test_a_game_played_elsewhere_goes_on_in_a_branch_and_the_page_says_so(
    app: App, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    table = Table(Match.new(scenario("silent-assault"), seed=1), seats_for("japan", SIDES))
    table.save()
    table.keeping.let_go()
    monkeypatch.setattr(
        "game.players.keeping.hold", lambda path, hold=owner.hold: None if path == table.path else hold(path)
    )
    app.push(MenuScreen(app))
    doors.go_on(app, table.path)
    wait_for(app, lambda: isinstance(app.screen, BattleScreen) and app.screen.modal is not None)
    assert app.screen.modal.words.endswith("you play on in a branch of it, autosave silent-assault, branch")
