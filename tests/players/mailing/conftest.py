"""Two houses with a game of the night assault between them."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.players.mailing import games
from tests.players.mailing.houses import House, look_round

NIGHT = games.Plan("silent-assault", {"japan": "human", "soviet": "mail"}, days=7)


@pytest.fixture
def drive(tmp_path: Path) -> Path:
    """The exchange folder."""
    return tmp_path / "drive"


@pytest.fixture
def houses(tmp_path: Path, drive: Path) -> tuple[House, House]:
    """The house of Japan and that of the Soviets, before any packet."""
    return House(tmp_path / "a", drive), House(tmp_path / "b", drive)


@pytest.fixture
def seated(houses: tuple[House, House]) -> tuple[House, House]:
    """The same, at the table before the first turn."""
    houses[0].begin(NIGHT)
    houses[1].join()
    look_round(*houses)
    return houses
