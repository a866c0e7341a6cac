"""Rooms of the client that need no window: the order book, names of files, the camera, settings, background jobs."""

from __future__ import annotations

from pathlib import Path

import pygame
import pytest

from game.client.kit.settings import Settings
from game.client.kit.worker import Job
from game.client.map.camera import Camera
from game.files import saves
from game.files.language import settings_file
from game.match.battle.order_book import OrderBook
from game.model.battle.orders import Order


def test_the_last_order_of_a_counter_stands_in_its_place():
    book = OrderBook()
    for unit, task in (("a", "hold"), ("b", "dig"), ("a", "dig")):
        book.give(Order(unit=unit, task=task))
    assert [(o.unit, o.task) for o in book.orders] == [("a", "dig"), ("b", "dig")]
    book.drop("a")
    book.undo()
    book.undo()
    assert [(o.unit, o.task) for o in book.orders] == [("a", "hold"), ("b", "dig")]
    assert book.redo()
    assert book.can_redo
    book.give(Order(unit="c", task="hold"))
    assert not book.redo()


def test_undo_of_nothing_does_nothing():
    book = OrderBook()
    assert not book.undo()
    book.drop("nobody")
    assert not book.can_undo


@pytest.mark.parametrize("name", ["../../etc/passwd", "a/b\\c", "", "...", "x" * 300, "名前 night"])
def test_a_saved_game_stays_in_its_folder(name: str):
    path = saves.path_for(name)
    assert path.parent == saves.folder()
    assert len(path.name) < 100
    assert path.suffix == saves.SUFFIX


def test_damaged_settings_are_the_usual_ones(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    for data in (b"", b"{", b'{"scale": 99}', b'{"scale": "x"}', bytes(range(256))):
        settings_file().parent.mkdir(parents=True, exist_ok=True)
        settings_file().write_bytes(data)
        assert Settings.load() == Settings()
    Settings(scale=1.5, speed=2.0).save()
    assert Settings.load() == Settings(scale=1.5, speed=2.0)


def test_a_job_hands_over_its_result_or_its_error():
    job = Job(lambda: 7)
    assert job.wait()
    assert job.result == 7
    bad = Job(lambda: 1 // 0)
    assert bad.wait()
    assert isinstance(bad.error, ZeroDivisionError)
    with pytest.raises(ZeroDivisionError):
        bad.result  # noqa: B018


def test_the_camera_stays_on_the_map_and_glides_to_a_hex():
    camera = Camera(36, 46, (24, 40, 56), 56)
    camera.place(pygame.Rect(20, 60, 600, 400))
    camera.pan(-5000, -5000)
    assert (camera.x, camera.y) == (0, 0)
    camera.pan(99999, 99999)
    w, h = camera.layout.size
    assert (camera.x, camera.y) == (w - 600, h - 400)
    camera.centre((18, 26))
    for _ in range(30):
        camera.tick(0.02)
    assert camera.hex_at(camera.view.center) == (18, 26)
    assert not camera.tick(0.02)
