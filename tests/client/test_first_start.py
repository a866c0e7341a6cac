"""The first start: while the rules compile, battles are played in the window on plain ones; only the laboratory waits."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from game.client import doors
from game.client.app import App
from game.client.battle.screen import BattleScreen
from game.client.library import scenario
from game.client.pages.laboratory.screen import LaboratoryScreen
from game.client.pages.menu import MenuScreen
from game.client.pages.waiting import WaitingScreen
from game.client.theatre.screen import TheatreScreen
from game.core.compiled import PLAIN, host_name
from game.files import kept_rules, warming
from game.match.battle import Match, engine
from game.match.theatre import engine as theatre_engine
from tests.client.drive import frame, key, wait_for
from tests.client.test_turn import play_turn

SEED = 7


class Compiler:
    """Compilers that have half of their work done, until they are let go."""

    def __init__(self) -> None:
        self.may_end = threading.Event()

    def warm_up(self, progress, *, group="battle", behind=False) -> float:
        assert behind  # the window goes on meanwhile
        progress(10, 20)
        self.may_end.wait(60)
        return 1.0


@pytest.fixture
def compiler(monkeypatch) -> Iterator[Compiler]:
    """A program that is started for the first time."""
    made = Compiler()
    monkeypatch.setattr(kept_rules, "is_warm", lambda group="battle": made.may_end.is_set())
    monkeypatch.setattr(kept_rules, "is_needed", lambda: True)
    monkeypatch.setattr(kept_rules, "_loaded", set())
    monkeypatch.setattr(kept_rules, "warm_up", made.warm_up)
    monkeypatch.setattr(kept_rules, "load", lambda group="battle": None)
    for room in (engine, theatre_engine):
        monkeypatch.setattr(room, "_engines", type(room._engines)())
    monkeypatch.setattr(warming, "_known", {})
    yield made
    made.may_end.set()
    for group in list(warming._known):
        warming.wait(group)


def test_a_battle_is_played_while_the_rules_compile_and_changes_over_on_the_way(app: App, compiler: Compiler):
    doors.menu(app)
    frame(app)
    assert isinstance(app.screen, MenuScreen)
    wait_for(app, lambda: app.screen.warming.share == 0.5)
    doors.battle(app, scenario("silent-assault"), "japan", seed=SEED)
    frame(app)
    screen = app.screen
    assert isinstance(screen, BattleScreen)
    key(app, "Esc", "n", "h")  # the briefing is laid away
    match = screen.sitting.match
    play_turn(app, screen)
    assert match._engine.host == PLAIN
    compiler.may_end.set()
    warming.wait()
    play_turn(app, screen)
    assert match._engine.host == host_name()
    again = Match.new(match.scenario, seed=SEED)
    for record in match.records:
        given = {side: (*orders, *record.decisions.get(side, ())) for side, orders in record.orders.items()}
        again.resolve(**given)
    assert again.digest == match.digest


def test_the_strategic_game_opens_while_its_rules_compile(app: App, compiler: Compiler):
    seats = dict.fromkeys(("tokyo", "field", "moscow"), "plain") | {"tokyo": "human"}
    doors.strategic(app, seats, dial="default", seed=SEED, first=1, last=0, name="north-or-south")
    frame(app)
    assert isinstance(app.screen, TheatreScreen)
    assert app.screen.table.match.engine.host == PLAIN


def test_the_laboratory_waits_for_the_compiler(app: App, compiler: Compiler):
    doors.menu(app)
    doors.laboratory(app)
    frame(app)
    assert isinstance(app.screen, WaitingScreen)
    compiler.may_end.set()
    wait_for(app, lambda: isinstance(app.screen, LaboratoryScreen))
