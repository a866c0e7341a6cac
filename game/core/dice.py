"""Counter-based dice: every draw is named by where and what for, never by a sequence.

Philox4x32-10 (Salmon, Moraes, Dror, Shaw: Parallel random numbers: as easy as 1, 2, 3, 2011). Key = the game's seed;
counter = (turn * 64 + pulse, actor, target, purpose * 8 + word). Two plans that are compared share their luck, and the
order in which rules are evaluated changes nothing.
"""
import math
from typing import NamedTuple

import numpy as np

from game.core.exact import exp, log
from game.core.rule import rule

M32 = 0xFFFFFFFF
KEY_SEED0, KEY_SEED1, KEY_TURN, KEY_PULSE = range(4)
TWO53 = 9007199254740992.0
TWO32 = 4294967296.0


class Dice(NamedTuple):
    """Scratch of four words, and the key: seed low, seed high, turn, pulse."""

    words: np.ndarray
    key: np.ndarray


Dice.LAYOUT = dict(words=("i8", 1), key=("i8", 1))  # type: ignore[attr-defined]


@rule
def philox(dice: Dice, k0: int, k1: int, c0: int, c1: int, c2: int, c3: int) -> None:
    """Ten rounds of Philox4x32 into `dice.words`."""
    for _ in range(10):                     # compiled products wrap; the masks restore the bits
        a = c0 * 0xD2511F53
        b = c2 * 0xCD9E8D57
        c0, c1, c2, c3 = ((b >> 32) & M32) ^ c1 ^ k0, b & M32, ((a >> 32) & M32) ^ c3 ^ k1, a & M32
        k0 = (k0 + 0x9E3779B9) & M32
        k1 = (k1 + 0xBB67AE85) & M32
    dice.words[0] = c0
    dice.words[1] = c1
    dice.words[2] = c2
    dice.words[3] = c3


@rule
def draw_words(dice: Dice, actor: int, target: int, purpose: int, word: int) -> None:
    """Four 32-bit words for one actor, target and purpose at this turn and pulse; `word` 0-7 asks for more of them."""
    c0 = (dice.key[KEY_TURN] * 64 + dice.key[KEY_PULSE]) & M32
    philox(dice, dice.key[KEY_SEED0] & M32, dice.key[KEY_SEED1] & M32, c0, actor & M32, target & M32, (purpose * 8 + word) & M32)


@rule
def uniform(dice: Dice, actor: int, target: int, purpose: int) -> float:
    """A number in (0, 1) with 53 random bits."""
    draw_words(dice, actor, target, purpose, 0)
    return ((dice.words[0] >> 5) * 67108864.0 + (dice.words[1] >> 6) + 0.5) / TWO53


@rule
def normal(dice: Dice, actor: int, target: int, purpose: int) -> float:
    """A unit normal as twelve uniform words less six: sums only, so it is exact everywhere; |z| < 6."""
    total = 0.0
    for word in range(1, 4):
        draw_words(dice, actor, target, purpose, word)
        for k in range(4):
            total = total + (dice.words[k] + 0.5) / TWO32
    return total - 6.0


@rule
def lognormal(dice: Dice, actor: int, target: int, purpose: int, sd: float) -> float:
    """A positive number of mean 1 whose logarithm has standard deviation `sd`."""
    return exp(sd * normal(dice, actor, target, purpose) - 0.5 * sd * sd)


@rule
def logistic(dice: Dice, actor: int, target: int, purpose: int) -> float:
    """A draw of the unit logistic distribution."""
    u = uniform(dice, actor, target, purpose)
    return log(u / (1.0 - u))


@rule
def poisson(dice: Dice, actor: int, target: int, purpose: int, mean: float) -> int:
    """A Poisson count: by inversion below a mean of 12, a rounded normal above."""
    if mean <= 0.0:
        return 0
    if mean >= 12.0:
        z = normal(dice, actor, target, purpose)
        return int(max(0.0, math.floor(mean + math.sqrt(mean) * z + 0.5)))
    u = uniform(dice, actor, target, purpose)
    p = exp(-mean)
    total = p
    k = 0
    while u > total and k < 60:
        k += 1
        p = p * mean / k
        total = total + p
    return k
