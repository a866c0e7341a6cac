"""Every number on a screen answers a pointer that rests on it: the widgets are walked, and each figure drawn is asked."""

import re

import pygame
import pytest

from game.client.app import App
from game.client.battle import acts
from game.client.battle.screen import BattleScreen
from game.client.library import scenario
from game.match.battle import Match
from game.match.battle.rule_text import rule_text
from tests.client.drive import frame, key, wait_for
from tests.client.walking import RESTED_S, walk


def test_every_figure_of_the_battle_page_has_a_tooltip(app: App, battle, monkeypatch: pytest.MonkeyPatch):
    screen: BattleScreen = battle("japan")
    screen.take("I/75")
    screen.hand.aim("silent", (18, 26))
    screen.layout()
    assert walk(app, monkeypatch) == []
    screen.bottom_tab = 1
    screen.layout()
    assert walk(app, monkeypatch) == []


def test_every_figure_of_the_sheet_that_says_what_counts_has_one(app: App, battle, monkeypatch: pytest.MonkeyPatch):
    screen: BattleScreen = battle("soviet")
    screen.brief()
    assert walk(app, monkeypatch) == []


def test_every_figure_of_a_counter_s_card_has_one(app: App, battle, monkeypatch: pytest.MonkeyPatch):
    screen: BattleScreen = battle("japan")
    screen.take("I/75")
    key(app, "i")
    assert walk(app, monkeypatch) == []


@pytest.mark.parametrize("door", ["tree", "desk", "air", "plan", "supplies", "goals"])
def test_every_figure_behind_the_doors_of_the_map_has_one(app: App, battle, monkeypatch: pytest.MonkeyPatch, door: str):
    screen: BattleScreen = battle("soviet", Match.new(scenario("changkufeng"), seed=1938))
    acts.do(screen, door)
    screen.layout()
    assert walk(app, monkeypatch, is_prose=door in ("supplies",)) == []


@pytest.mark.slow
def test_every_figure_after_a_turn_has_one_in_film_and_report_and_log(
    app: App, battle, monkeypatch: pytest.MonkeyPatch
):
    screen: BattleScreen = battle("soviet")
    key(app, "Ctrl Enter")
    wait_for(app, lambda: screen.phase == "film")
    assert walk(app, monkeypatch) == []
    key(app, "Enter")
    frame(app)
    assert screen.modal is not None  # the report of the turn
    assert walk(app, monkeypatch) == []
    screen.show(None)
    screen.layout()
    assert walk(app, monkeypatch) == []


def test_a_counter_under_a_resting_pointer_says_who_it_is_and_what_its_pips_mean(app: App, battle):
    screen: BattleScreen = battle("japan")
    screen.camera.centre((18, 26), glide=False)
    screen.layout()
    own = screen.sitting.own("I/75")
    assert own is not None
    assert own.hex is not None
    at = screen.camera.to_screen(own.hex)
    pygame.event.post(pygame.Event(pygame.MOUSEMOTION, pos=at, rel=(0, 0), buttons=(0, 0, 0), touch=False))
    frame(app)
    assert screen.resting.words() == ""
    screen.resting._since -= RESTED_S
    words = screen.resting.words()
    assert str(own.strength) in words
    assert "pips" in words


def test_no_rule_shows_the_name_of_a_parameter(app: App, battle):
    found = battle("japan").sitting.scenario
    names = {p.name for p in found.parameters}
    assert {"SEE_SPREAD"} < names
    for rule in found.rulebook:
        assert not names & set(re.findall(r"[A-Z][A-Z0-9_]+", rule_text(found, rule))), rule.number
