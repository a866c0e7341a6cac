"""What a frame costs: 8 ms in the middle, 16 ms at the worst (DESIGN section 9), on a surface without a window."""

import os

import pytest

from game.files.battle.scenarios import load_scenario
from game.match.battle import Match

pytestmark = pytest.mark.bench


@pytest.fixture(scope="module")
def board():
    """`board()`: one frame of the whole map with all counters at 1920x1080."""
    os.environ.setdefault("SDL_VIDEODRIVER", "dummy")
    import pygame

    pygame.display.init()
    pygame.font.init()
    surface = pygame.display.set_mode((1920, 1080))
    from game.client.battle import from_match
    from game.client.kit.paint import Brush
    from game.client.kit.theme import Theme
    from game.client.map import pictures
    from game.client.map.board import Board
    from game.client.map.camera import Camera

    scenario = load_scenario("silent-assault")
    position = from_match.position_of(scenario, Match.new(scenario))
    store = pictures.pictures_for(scenario)
    px = store.nearest(40)
    store.draw_now(px)
    camera = Camera(scenario.ground.columns, scenario.ground.rows, (px,), px)
    camera.place(surface.get_rect())
    drawn = Board(Brush(Theme(1.0)), scenario, store, camera)
    drawn.draw(surface, position)
    return lambda: drawn.draw(surface, position)


def test_a_frame_of_the_map_with_all_counters(benchmark, board):
    benchmark(board)
