"""Films of positions: an animated GIF that others read as it was drawn."""

from __future__ import annotations

import io

import numpy as np
import pygame
import pytest

from game.client.library import scenario
from game.client.map import moving
from game.client.map.gif import Gif, compressed, palette
from game.client.map.position import Position

SIZE = (40, 60, 3)


def shown(data: bytes) -> list[tuple[np.ndarray, float]]:
    """What another program reads in a film: pictures and how many milliseconds each stands."""
    return [
        (pygame.surfarray.array3d(picture).swapaxes(0, 1), ms)
        for picture, ms in pygame.image.load_animation(io.BytesIO(data), "film.gif")
    ]


def film(frames, hundredths: int = 50) -> bytes:
    file = io.BytesIO()
    with Gif(file, frames) as made:
        for frame in frames:
            made.add(frame, hundredths)
    return file.getvalue()


def flat(colour) -> np.ndarray:
    return np.full(SIZE, colour, np.uint8)


def test_a_film_is_read_as_it_was_drawn():
    first = flat((40, 200, 90))
    second = first.copy()
    second[5:9, 7:30] = (200, 20, 20)
    frames = [first, second, second, first]
    found = shown(film(frames))
    assert len(found) == len(frames)
    for frame, (picture, ms) in zip(frames, found, strict=True):
        assert np.abs(picture.astype(int) - frame).max() <= 8  # colours are told apart by five bits
        assert ms % 500 == 0


def test_a_picture_of_noise_fills_the_table_of_codes_and_is_read_all_the_same():
    """More codes than twelve bits number: the table is begun anew."""
    dice = np.random.default_rng(1938)
    grey = dice.integers(0, 32, (120, 150, 1), np.uint8) * 8 + 4
    noise = np.repeat(grey, 3, axis=2)
    (picture, _ms) = shown(film([noise]))[0]
    assert np.array_equal(picture, noise)


@pytest.mark.parametrize("many", [1, 2, 3, 255, 256, 257, 40_000])
def test_a_run_of_one_colour_costs_little(many):
    data = compressed(bytes(many))
    assert len(data) <= 6 + 2 * int((2 * many) ** 0.5)


def test_what_has_not_changed_costs_nothing():
    dice = np.random.default_rng(3)
    noise = dice.integers(0, 2, SIZE, np.uint8) * 200
    assert len(film([noise, noise])) - len(film([noise])) < 40


def test_few_colours_are_kept_as_they_are():
    stripes = flat((4, 4, 4))
    stripes[::2] = (252, 124, 12)
    table = {tuple(row) for row in palette([stripes]).tolist()}
    assert {(4, 4, 4), (252, 124, 12)} <= table


@pytest.fixture
def drawn(monkeypatch):
    """Shots drawn as flat pictures in the grey of their title's number."""
    monkeypatch.setattr(moving, "Picture", lambda *_args, **_more: None)
    monkeypatch.setattr(moving, "_pixels", lambda _picture, shot: flat((int(shot.title) * 8 + 4,) * 3))
    return [moving.Shot(str(k), Position(str(k), ())) for k in range(3)]


def test_a_film_stops_between_two_pictures_and_is_whole(drawn, tmp_path):
    def stop(done: int, all_: int) -> None:
        assert all_ == len(drawn)
        if done == 2:
            raise KeyboardInterrupt

    path = tmp_path / "film.gif"
    assert moving.save_gif(scenario("silent-assault"), drawn, path, told=stop) == 2
    assert [int(picture[0, 0, 0]) for picture, _ms in shown(path.read_bytes())] == [4, 12]


def test_the_last_picture_stands_longest(drawn, tmp_path):
    path = tmp_path / "film.gif"
    assert moving.save_gif(scenario("silent-assault"), drawn, path) == 3
    times = [ms for _picture, ms in shown(path.read_bytes())]
    assert times[-1] > times[0] == times[1]
