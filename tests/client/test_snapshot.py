"""Positions drawn without a window: of a match, of a side's view, of the record."""

from __future__ import annotations

from pathlib import Path

import pygame
import pytest

from game.client.battle import from_match
from game.client.library import scenario
from game.client.map.position import Position
from game.client.map.snapshot import save_png
from game.match.battle import Match


@pytest.fixture(scope="module")
def match() -> Match:
    """The night at its beginning."""
    return Match.new(scenario("silent-assault"), seed=1938)


@pytest.mark.usefixtures("drawn_maps")
def test_a_match_a_view_a_keyframe_and_a_position_can_be_drawn(match: Match, tmp_path: Path):
    found = match.scenario
    things = [match, match.view("soviet"), found.keyframes[0], from_match.from_match(match)]
    for k, thing in enumerate(things):
        path = tmp_path / f"{k}.png"
        save_png(found, thing, path, hex_px=24, title="the night")
        picture = pygame.image.load(str(path))
        assert picture.get_width() > 36 * 24
        assert picture.get_height() > 46 * 20


def test_a_picture_of_one_side_shows_no_more_than_its_view(match: Match):
    both = from_match.position_of(match.scenario, match)
    one = from_match.position_of(match.scenario, match, "japan")
    known = {c.id for c in match.view("japan").contacts}
    assert isinstance(both, Position)
    assert both.seen is None
    assert one.seen is not None
    assert {p.unit for p in one.pieces if p.side == "soviet"} <= known
    assert len(both.pieces) > len(one.pieces)


def test_a_folder_that_is_missing_is_an_error_of_the_system(match: Match, tmp_path: Path):
    with pytest.raises(OSError, match="could not be written"):
        save_png(match.scenario, match, tmp_path / "nowhere" / "a.png", hex_px=24)
