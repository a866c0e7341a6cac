"""Lessons in the window: learned to the end by a pupil who does what each step waits for; the way through; the panel."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pygame
import pytest

from game.client import doors
from game.client.app import App
from game.client.battle.log import Paper
from game.client.battle.report import Page, ReportDialog
from game.client.battle.screen import BattleScreen
from game.client.kit.paint import Brush
from game.client.kit.theme import Theme
from game.client.lesson.guide import Guide
from game.client.pages.lessons import LessonsDialog
from game.client.pages.menu import MenuScreen
from game.files import saves
from game.files.lessons import find_lessons
from game.model.battle.orders import Order
from tests.client.drive import click, frame, key, press, seal, wait_for
from tests.client.pupil import Pupil
from tests.client.test_battle_screen import point_cursor


@pytest.fixture(autouse=True)
def own_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Nobody has played here before."""
    monkeypatch.setattr(saves, "folder", lambda: tmp_path / "games")


@pytest.fixture
def lesson(app: App) -> Iterator[object]:
    """`lesson("first-orders")`: the guide of a lesson that has begun."""

    def begin(name: str) -> Guide:
        app.push(MenuScreen(app))
        found = next(f for f in find_lessons() if f.lesson.id == name)
        assert doors.lesson(app, found) == ""
        frame(app)
        assert app.guide is not None
        return app.guide

    yield begin
    if app.guide is not None:
        app.guide.close()


def test_first_orders_are_learned_to_the_end_and_the_panel_covers_nothing_it_points_at(app: App, lesson):
    guide = lesson("first-orders")
    pupil = Pupil(app)
    while guide.course.step is not None:
        frame(app)
        pointed = guide._rects()
        assert pointed, guide.course.step.id
        assert [r for r in pointed if guide.panel.rect.colliderect(r)] == []
        pupil.do_step()
    assert guide.course.at == 6
    assert [o.task for o in pupil.screen.sitting.book.orders] == ["dig"]
    assert saves.saved_games() == [], "of a lesson nothing is kept"
    key(app, "F12")
    assert app.guide is None
    assert isinstance(app.screen, BattleScreen)
    assert [g.name for g in saves.saved_games()] == ["First orders"], "who plays on keeps his game"
    app.screen.sitting.put_away()


@pytest.mark.long
@pytest.mark.parametrize("name", ["a-fire-plan", "north-or-south"])
def test_the_other_lessons_are_learned_to_the_end(app: App, lesson, name: str):
    guide = lesson(name)
    assert Pupil(app).learn() == [step.id for step in guide.course.lesson.step]
    assert guide.words().title == "The lesson is done"


def test_a_step_waits_for_its_act_and_not_for_another(app: App, lesson):
    guide = lesson("first-orders")
    screen = guide.scene.screen
    key(app, "n", "h", "F4", "F4", "y")
    assert guide.course.at == 0
    point_cursor(app, screen, (18, 26))
    frame(app)
    assert guide.course.at == 1
    unit = next(u for u in screen.sitting.own_ids() if u not in ("I/75", screen.hand.selected))
    screen.take(unit)
    frame(app)
    assert guide.course.at == 1


def test_again_and_back_put_the_game_back_even_over_a_turn(app: App, lesson):
    guide = lesson("first-orders")
    pupil = Pupil(app)
    for _step in range(3):
        pupil.do_step()
    written = pupil.screen.sitting.book.orders
    assert [o.manner for o in written] == ["silent"]
    pupil.do_step()
    assert (guide.course.at, len(pupil.screen.sitting.match.records)) == (4, 1)
    first = pupil.screen.sitting.match.records[0].digest
    key(app, "F8")
    assert (guide.course.at, len(pupil.screen.sitting.match.records)) == (3, 0)
    assert pupil.screen.sitting.book.orders == written
    assert app.screen is pupil.screen
    assert len([s for s in app.stack if isinstance(s, BattleScreen)]) == 1
    key(app, "F8")
    assert pupil.screen.sitting.book.orders == (), "the assault is taken back with its step"
    pupil.do_step()
    key(app, "z", "F9")
    assert pupil.screen.sitting.book.orders == written, "this step from its beginning"
    pupil.do_step()
    assert pupil.screen.sitting.match.records[0].digest == first


def test_a_line_of_the_log_explains_itself_in_the_panel(app: App, lesson):
    guide = lesson("first-orders")
    for _step in range(3):
        key(app, "F10")
    order = Order(unit="I/75", task="assault", target=(18, 26), manner="silent")
    guide.scene.screen.sitting.book.give(order)
    seal(app)
    wait_for(app, lambda: guide.scene.screen.phase == "film")
    key(app, "Enter", "Esc", "F10")
    frame(app)
    assert guide.course.at == 5
    screen = guide.scene.screen
    assert screen.log.is_folded
    head = next(w for w in screen.ui.widgets if isinstance(w, Paper))
    head.click(screen.ui, (head.rect.x + 40, head.rect.y + 12))
    assert not screen.log.is_folded, "its head is clicked"
    key(app, "j", "j")
    paper = guide.scene.part("log")
    assert paper is not None
    click(app, (paper.x + 60, paper.y + 50))
    frame(app)
    assert guide.course.is_over


def test_who_seals_too_early_is_told_how_to_come_back(app: App, lesson):
    guide = lesson("first-orders")
    key(app, "F10", "F10")
    seal(app)
    wait_for(app, lambda: guide.scene.screen.phase == "film")
    key(app, "Enter", "Esc")
    frame(app)
    assert guide.course.at == 2
    assert guide.words().told == "The turn was played before this was done: F9 puts it back."
    key(app, "F9")
    assert len(guide.scene.table.match.records) == 0
    assert guide.words().told == ""


def test_the_buttons_do_what_their_keys_do(app: App, lesson):
    guide = lesson("first-orders")

    def button(word: str) -> tuple[int, int]:
        frame(app)
        return next(w.rect.center for w in guide.panel.ui.widgets if w.label == word)  # type: ignore[attr-defined]

    click(app, button("Skip"))
    click(app, button("Skip"))
    assert guide.course.at == 2
    click(app, button("Step back"))
    assert guide.course.at == 1
    cursor = guide.scene.screen.hand.cursor
    click(app, guide.panel.rect.move(0, -guide.panel.rect.h // 2 + 12).center)
    assert guide.scene.screen.hand.cursor == cursor, "a click on the panel is none on the map"
    click(app, button("End"))
    assert app.guide is None


def test_folded_the_panel_leaves_the_report_free_at_double_size_and_comes_back_with_the_next_step(app: App, lesson):
    app.theme = Theme(2.0)
    app.brush = Brush(app.theme)
    guide = lesson("first-orders")
    screen = guide.scene.screen
    figures = [(name, "1") for name in ("Own men lost", "Men in the field", "Hexes", "Enemy in sight", "Score")]
    page = Page("Report: 30 Jul Night", figures, (), headline="Changkufeng won in part. It cost 61 men.")
    screen.show(ReportDialog(app.brush, [page], show=lambda _e: None, why=lambda _e: None, close=lambda: None))
    key(app, "F7")
    frame(app)
    panel = guide.panel
    assert panel.is_folded
    assert [w for w in screen.modal.ui.widgets if w.rect.h and w.rect.colliderect(panel.rect)] == []
    assert [w.label for w in panel.ui.widgets] == ["+"]  # type: ignore[attr-defined]
    click(app, panel.ui.widgets[0].rect.center)
    frame(app)
    assert not panel.is_folded
    screen.show(None)
    key(app, "F7", "F10")
    frame(app)
    assert not panel.is_folded, "what to do next is read"


def test_what_is_done_already_waits_for_the_pupil(app: App, lesson):
    guide = lesson("first-orders")
    guide.scene.screen.take("I/75")
    point_cursor(app, guide.scene.screen, (18, 26))
    frame(app)
    frame(app)
    assert guide.course.at == 1
    assert guide.words().told == "Done already: F10 goes on."
    key(app, "F10")
    assert guide.course.at == 2


def test_who_leaves_the_page_leaves_the_lesson(app: App, lesson):
    guide = lesson("first-orders")
    app.home()
    frame(app)
    assert app.guide is None
    assert not list(Path(guide.folder.name).glob("*"))
    assert saves.saved_games() == []


@pytest.mark.long
def test_at_double_size_every_word_of_every_step_is_there(app: App, lesson):
    app.theme = Theme(2.0)
    app.brush = type(app.brush)(app.theme)
    app.settings.reduce_motion = True
    guide = lesson("first-orders")
    while guide.course.step is not None:
        frame(app)
        assert pygame.Rect((0, 0), app.size).contains(guide.panel.rect)
        for _glide in range(8):
            frame(app)
        assert [r for r in guide._rects() if guide.panel.rect.colliderect(r)] == [], guide.course.step.id
        high = guide.panel._height(guide.panel.rect.w, guide.panel._styles)
        assert high <= guide.panel.rect.h, guide.course.step.id
        guide.skip()


def test_the_menu_offers_the_first_lesson_to_whoever_has_no_game(app: App):
    menu = MenuScreen(app)
    app.push(menu)
    frame(app)
    assert [w.label for w in menu.ui.widgets][:2] == ["First orders", "New battle"]
    press(app, "First orders")
    wait_for(app, lambda: isinstance(app.screen, BattleScreen))
    assert app.guide is not None
    app.home()
    frame(app)
    press(app, "Lessons")
    assert isinstance(menu.modal, LessonsDialog)
    assert [f.lesson.number for f in menu.modal.found] == [1, 2, 3]
    key(app, "Down", "Up", "Enter")
    assert app.guide is not None
    app.guide.close()


def test_the_menu_offers_no_first_lesson_to_whoever_has_a_game(app: App, monkeypatch: pytest.MonkeyPatch, tmp_path):
    path = tmp_path / "night.journal"
    monkeypatch.setattr(saves, "games", lambda: [saves.Saved(path, "night", datetime(2026, 1, 1))])
    menu = MenuScreen(app)
    app.push(menu)
    frame(app)
    labels = [w.label for w in menu.ui.widgets]
    assert labels[0] == "Continue"
    assert "First orders" not in labels
    assert "Lessons" in labels


def test_while_the_film_runs_nothing_is_pointed_at_and_the_panel_steps_aside_from_the_report(app: App, lesson):
    guide = lesson("first-orders")
    for _step in range(3):
        key(app, "F10")
    frame(app)
    assert guide._rects()
    seal(app)
    wait_for(app, lambda: guide.scene.screen.phase == "film")
    assert guide._rects() == []
    key(app, "Enter")
    frame(app)
    frame(app)
    assert isinstance(guide.scene.screen.modal, ReportDialog)
    assert guide.panel.is_folded
    assert guide.words().told == "Done: close this when you have read it."
    covered = [w for w in guide.scene.screen.modal.ui.widgets if w.rect.h and w.rect.colliderect(guide.panel.rect)]
    assert covered == []
    key(app, "Esc")
    frame(app)
    assert not guide.panel.is_folded
