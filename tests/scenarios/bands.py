"""Kept bands against re-enactments nobody has seen: how many lie where the bands say, and whether luck explains it."""

from __future__ import annotations

import secrets
from math import comb

from game.files.battle.bands import load_bands
from game.files.battle.scenarios import load_scenario
from game.model.battle.bands import HIGH, LOW, MIDDLE
from game.whatif.battle.banding import course

# What the bands claim of a new game, less what a thousand games leave uncertain (three standard errors).
INSIDE, HALF = 0.90 - 0.03, 0.50 - 0.05
ONE_IN = 1e-6  # as seldom is a share so low by luck alone


def misfits(name: str, games: int) -> tuple[int, list[str]]:
    """The seed that was drawn, and the figures of fresh games that do not lie where the kept bands say."""
    bands, scenario, seed = load_bands(name), load_scenario(name), secrets.randbits(40)
    assert bands is not None
    courses = [course(scenario, seed + k).figures for k in range(games)]
    wrong = []
    for band in bands.band:
        for k, (turn, row) in enumerate(zip(bands.turns, band.rows, strict=True)):
            values = [figures[k][band.name] for figures in courses]
            counts = {
                "inside": (sum(row[LOW] <= v <= row[HIGH] for v in values), INSIDE),
                "not above the middle": (sum(v <= row[MIDDLE] for v in values), HALF),
                "not below the middle": (sum(v >= row[MIDDLE] for v in values), HALF),
                "not within the middle half": (sum(not row[1] < v < row[3] for v in values), HALF),
            }
            wrong += [
                f"{band.name} {turn}: {n} of {games} {what}"
                for what, (n, p) in counts.items()
                if luck(n, games, p) < ONE_IN
            ]
    return seed, wrong


def luck(found: int, games: int, share: float) -> float:
    """Probability of so few or fewer of `games`, if each is one with the probability `share`."""
    return sum(comb(games, k) * share**k * (1 - share) ** (games - k) for k in range(found + 1))
