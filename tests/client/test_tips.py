"""Every number on a screen answers a pointer that rests on it: the widgets are walked, and each figure drawn is asked."""

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pygame
import pytest

from game.client.app import App
from game.client.battle import acts
from game.client.battle.screen import BattleScreen
from game.client.kit.paint import Brush
from game.client.kit.screen import Screen
from game.client.kit.widgets import Panel, Reading, Ui, Widget
from game.client.library import scenario
from game.match.battle import Match
from game.match.battle.rule_text import rule_text
from tests.client.drive import frame, key, wait_for

DIGIT = re.compile(r"\d")
RESTED_S = 2.0
Drawn = tuple[Widget, str, pygame.Rect]


@contextmanager
def drawn(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Drawn]]:
    """What is written with a digit in it while the page is painted: by which widget, the words, and where on the screen."""
    found: list[Drawn] = []
    within: list[tuple[Widget, tuple[int, int]]] = []
    text, paint = Brush.text, Ui.draw

    def noted(self: Brush, surface: pygame.Surface, string: str, at: tuple[float, float], *rest, **more) -> pygame.Rect:
        rect = text(self, surface, string, at, *rest, **more)
        if (
            within and DIGIT.search(string) and not isinstance(within[-1][0], Reading)
        ):  # prose says what its figures are
            found.append((within[-1][0], string, rect.move(within[-1][1])))
        return rect

    def walked(self: Ui, surface: pygame.Surface) -> None:
        for widget in self.widgets:
            if not widget.visible:
                continue
            corner = (0, 0)
            if isinstance(widget, Panel):
                widget._key, corner = object(), widget.rect.topleft
            within.append((widget, corner))
            widget.draw(self, surface)
            within.pop()

    with monkeypatch.context() as patched:
        patched.setattr(Brush, "text", noted)
        patched.setattr(Ui, "draw", walked)
        yield found
    assert Ui.draw is paint


def told(ui: Ui, surface: pygame.Surface) -> str:
    """What the tooltip says that is drawn now."""
    said: list[str] = []
    brush, ui.brush = ui.brush, _Listening(ui.brush, said)
    ui.draw(surface)
    ui.brush = brush
    return "".join(said).strip()


class _Listening(Brush):
    """A brush that notes its tooltips."""

    def __init__(self, like: Brush, said: list[str]) -> None:
        super().__init__(like.theme)
        self.said = said

    def tooltip(self, surface: pygame.Surface, string: str, at: tuple[int, int], *, warn: bool = False) -> pygame.Rect:
        self.said.append(string)
        return super().tooltip(surface, string, at, warn=warn)


def silent(screen: Screen, ui: Ui, found: list[Drawn], surface: pygame.Surface) -> list[str]:
    """Figures in sight that say nothing after two seconds."""
    out = []
    for widget, words, rect in found:
        seen = rect.clip(widget.rect).clip(surface.get_rect())
        if not seen.w or not seen.h or ui.at(seen.center) is not widget:
            continue
        ui.handle(pygame.Event(pygame.MOUSEMOTION, pos=seen.center, rel=(0, 0), buttons=(0, 0, 0)))
        ui._hot_since = time.monotonic() - RESTED_S
        if not told(ui, surface):
            out.append(f"{type(widget).__name__} {words}")
    return out


def walk(app: App, monkeypatch: pytest.MonkeyPatch, *, is_prose: bool = False) -> list[str]:
    screen = app.screen
    with drawn(monkeypatch) as found:
        frame(app)
        ui = screen.modal.ui if screen.modal is not None else screen.ui
    assert found or is_prose
    return silent(screen, ui, found, app.surface)


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
