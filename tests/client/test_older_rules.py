"""A game of older rules at the window, at both scales: looked at, its seal dark, carried on as a branch by key and by mouse."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from game.client import doors
from game.client.app import App
from game.client.battle.screen import BattleScreen
from game.client.kit.paint import Brush
from game.client.kit.theme import Theme
from game.client.kit.widgets import Button
from game.client.library import scenario
from game.client.theatre.doors import board, theatre
from game.client.theatre.screen import TheatreScreen
from game.client.theatre.seal_dialog import SealDialog
from game.client.theatre.sitting import TheatreSitting
from game.match.battle import Match
from game.match.theatre import TheatreMatch
from game.model.battle.orders import Order
from game.players.battle.table import Table, seats_for
from tests.client.drive import key, press, wait_for
from tests.forging import relabel

DARK = "This game is of older rules and is only read. Play on from here makes a branch under the present rules."


@pytest.fixture(params=["battle", "theatre"])
def opened(app: App, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Any:
    """The page of a game whose one turn older rules played, with its notice read; `path` is its file."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    path = tmp_path / "game.journal"
    table: Any
    if request.param == "battle":
        table = Table(Match.new(scenario("silent-assault"), seed=1), seats_for("japan", ("japan", "soviet")))
    else:
        found = theatre()
        seats = {seat: "human" if seat == found.seat_ids[0] else "empty" for seat in found.seat_ids}
        table = TheatreSitting(TheatreMatch.new(found, seed=1), seats, board())
    table.play_turn()
    assert table.save(path) == ""
    table.keeping.let_go()
    relabel(path)
    doors.menu(app)
    doors.go_on(app, path)
    wait_for(app, lambda: isinstance(app.screen, BattleScreen | TheatreScreen) and app.screen.modal is not None)
    app.screen.path = path
    return app.screen


def game_of(screen: Any) -> Any:
    """The table behind a page of either scale."""
    return screen.sitting if isinstance(screen, BattleScreen) else screen.table


def button(screen: Any, label: str) -> Any:
    """The button of this label; None if there is none."""
    return next((w for w in screen.ui.widgets if getattr(w, "label", None) == label), None)


def seals(screen: Any) -> list[Any]:
    """What plays a turn."""
    names = ("Seal orders", "Run") if isinstance(screen, BattleScreen) else ("Seal the orders",)
    return [button(screen, name) for name in names]


def test_the_notice_says_what_it_is_and_what_carries_it_on(opened: Any):
    assert "of rules 0.0, this program plays " in opened.modal.words
    assert opened.modal.words.endswith(
        ": opened read-only. Play on from here (Ctrl+B) makes a branch of it under the present rules."
    )


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_the_buttons_of_its_panel_lie_clear_of_each_other(opened: Any, scale: float):
    app = opened.app
    key(app, "Esc")
    app.theme = Theme(scale)
    app.brush = Brush(app.theme)
    app.screen.enter()
    if isinstance(opened, BattleScreen):
        key(app, "n")
    shown = [
        w.rect for w in opened.ui.widgets if isinstance(w, Button) and w.visible and w.rect.x > opened.map_rect.right
    ]
    assert button(opened, "Play on from here").rect in shown
    assert not [(a, b) for k, a in enumerate(shown) for b in shown[:k] if a.colliderect(b)]


def test_until_then_the_seal_is_dark_and_says_why(opened: Any):
    app, table = opened.app, game_of(opened)
    key(app, "Esc")
    for seal in seals(opened):
        assert not seal.enabled
        assert seal.why_not == DARK
    before = opened.path.read_bytes()
    key(app, "Ctrl Enter", "F5")
    assert not opened.turning.is_busy
    assert len(table.match.records) == 1
    assert opened.path.read_bytes() == before
    tip = button(opened, "Play on from here").tip
    assert (
        tip == "The game becomes a branch in a file of its own, under the present rules; the old file stays as it is."
    )


@pytest.mark.parametrize("by_key", [True, False])
def test_it_is_carried_on_in_a_file_of_its_own_and_the_old_one_stays(opened: Any, by_key: bool):
    app, before, table = opened.app, opened.path.read_bytes(), game_of(opened)
    key(app, "Esc")
    if by_key:
        key(app, "Ctrl b")
    else:
        press(app, "Play on from here")
    branch = opened.path.with_name("game branch.journal")
    assert opened.modal.words == f"This goes on as a branch under the present rules: {branch}"
    key(app, "Esc")
    assert button(opened, "Play on from here") is None
    assert all(seal.enabled for seal in seals(opened))
    key(app, "Ctrl Enter")
    if isinstance(opened.modal, SealDialog):
        key(app, "Ctrl Enter")
    wait_for(app, lambda: not opened.turning.is_busy and len(table.match.records) == 2)
    assert opened.path.read_bytes() == before
    assert branch.is_file()
    again = Match.load(branch) if isinstance(opened, BattleScreen) else TheatreMatch.load(branch, theatre())
    assert not again.is_read_only
    assert [r.digest for r in again.records] == [r.digest for r in table.match.records]


def test_what_was_written_before_goes_along(opened: Any):
    app, table = opened.app, game_of(opened)
    key(app, "Esc")
    if isinstance(opened, BattleScreen):
        unit = next(u for u in table.own_ids() if "dig" in table.legal_tasks(u))
        table.book.give(Order(unit=unit, task="dig"))
    else:
        table.draft.choose_policy(next(p.id for p in opened.facts.policies if not p.price))
    written = table.draft.now
    key(app, "Ctrl b")
    assert table.draft.now == written
    assert table.is_written


def test_where_no_rule_can_go_on_that_is_said_in_a_line_and_all_stays(opened: Any):
    app, table = opened.app, game_of(opened)
    key(app, "Esc")
    last = table.match.records[-1]
    field = "state" if isinstance(opened, BattleScreen) else "position"
    state = getattr(last, field)
    arrays = [a.copy() for a in state]
    for array in arrays:
        if array.size and array.dtype == np.int32:
            array.flat[-1] = 2**31 - 1
    table.match.records = (last._replace(**{field: type(state)(*arrays)}),)
    press(app, "Play on from here")
    assert opened.modal.title == "This game cannot be carried on"
    assert opened.modal.words.startswith("no rule can go on from this position: ")
    assert "\n" not in opened.modal.words
    assert table.match.is_read_only
    assert not opened.path.with_name("game branch.journal").exists()
