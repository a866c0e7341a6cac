"""Chance as an argument: a draw is a function of who, at whom, for what and when, never of how many came before it.

Philox4x32-10 (Salmon, Moraes, Dror, Shaw: "Parallel random numbers: as easy as 1, 2, 3", 2011). Key: the seed of the
game. Counter: (turn * 64 + pulse, actor, target, purpose * 8 + word). *Actor* and *target* are numbers of the scenario
(unit, group, hex, government), masked to 32 bits, so -1 may stand for nobody; *purpose* names the kind of draw, 0 to
2**29 - 1. The same arguments give the same number again: two draws of one kind need two purposes or two actors.
Annex G of the combat model.
"""

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from game.core.arrays import of_arrays
from game.core.exact import exp, log
from game.core.rule import REGISTRY, rule

KEY_SEED0, KEY_SEED1, KEY_TURN, KEY_PULSE = range(4)
PULSES_A_TURN = 64  # turns are numbered apart by it; no turn has more pulses
WORDS_A_PURPOSE = 8  # blocks of four words that one purpose owns: 0 uniform, 1 to 3 normal, 4 to 7 free
POISSON_EXACT_BELOW = 12.0  # mean from which a rounded normal stands in
POISSON_MOST = 100  # no draw by inversion is higher; beyond it lies less than 1e-50 at a mean of 12

M32 = 0xFFFFFFFF
MULTIPLIER0, MULTIPLIER1 = 0xD2511F53, 0xCD9E8D57
WEYL0, WEYL1 = 0x9E3779B9, 0xBB67AE85
UNIT32 = 1.0 / 4294967296.0
UNIT52 = 1.0 / 4503599627370496.0


class Dice(NamedTuple):
    """The dice of a pulse: scratch for one block of words, and the key."""

    words: NDArray[np.int64]  # (4,) scratch
    key: NDArray[np.int64]  # (4 or more,) KEY_SEED0, KEY_SEED1, KEY_TURN, KEY_PULSE; later columns are not read


Dice.LAYOUT = dict(words=("i8", 1), key=("i8", 1))  # type: ignore[attr-defined]


def new_dice(seed: int, *, turn: int = 0, pulse: int = 0) -> Dice:
    """Dice for a seed of 64 bits; more bits are dropped."""
    return of_arrays(Dice, np.zeros(4, np.int64), np.array([seed & M32, (seed >> 32) & M32, turn, pulse], np.int64))


@rule
def philox(dice: Dice, c0: int, c1: int, c2: int, c3: int, k0: int, k1: int) -> None:
    """Ten rounds over a counter of four words and a key of two, all of 32 bits, left in `dice.words`."""
    for _ in range(10):
        a = c0 * MULTIPLIER0  # compiled products wrap at 64 bits; the masks restore what plain Python gets
        b = c2 * MULTIPLIER1
        c0, c1, c2, c3 = ((b >> 32) & M32) ^ c1 ^ k0, b & M32, ((a >> 32) & M32) ^ c3 ^ k1, a & M32
        k0 = (k0 + WEYL0) & M32
        k1 = (k1 + WEYL1) & M32
    dice.words[0], dice.words[1], dice.words[2], dice.words[3] = c0, c1, c2, c3


@rule
def draw_words(dice: Dice, actor: int, target: int, purpose: int, word: int) -> None:
    """Block `word` (0 to 7) of a draw: four words of 32 bits, left in `dice.words`."""
    when = dice.key[KEY_TURN] * PULSES_A_TURN + dice.key[KEY_PULSE]
    what = purpose * WORDS_A_PURPOSE + word
    k0, k1 = dice.key[KEY_SEED0] & M32, dice.key[KEY_SEED1] & M32
    philox(dice, when & M32, actor & M32, target & M32, what & M32, k0, k1)


@rule
def uniform(dice: Dice, actor: int, target: int, purpose: int) -> float:
    """A number in (0, 1), both ends excluded: the middle of one of 2**52 equal cells."""
    draw_words(dice, actor, target, purpose, 0)
    high: int = dice.words[0] >> 6
    low: int = dice.words[1] >> 6
    return ((high << 26 | low) + 0.5) * UNIT52


def uniforms(dice: Dice, actors: NDArray[np.int64], target: int, purpose: int) -> NDArray[np.float64]:
    """What `uniform` gives each of many actors, in one go: for sampling outside the rules."""
    many = of_arrays(Dice, np.zeros((4, len(actors)), np.int64), dice.key)
    when, k0, k1 = (int(k) for k in (dice.key[KEY_TURN] * PULSES_A_TURN + dice.key[KEY_PULSE], *dice.key[:2]))
    philox_as_written = REGISTRY["philox"].function  # array columns wrap at 64 bits as compiled products do
    philox_as_written(many, when & M32, actors & M32, target & M32, purpose * WORDS_A_PURPOSE & M32, k0, k1)
    luck: NDArray[np.float64] = ((many.words[0] >> 6 << 26 | many.words[1] >> 6) + 0.5) * UNIT52
    return luck


@rule
def normal(dice: Dice, actor: int, target: int, purpose: int) -> float:
    """A number of mean 0 and standard deviation 1, within -6 to 6: twelve words added, less six."""
    total = 0
    for word in range(1, 4):
        draw_words(dice, actor, target, purpose, word)
        total += dice.words[0] + dice.words[1] + dice.words[2] + dice.words[3]
    return (total + 6) * UNIT32 - 6.0  # the 6 centres each word in its cell


@rule
def logistic(dice: Dice, actor: int, target: int, purpose: int) -> float:
    """A number of the standard logistic distribution, mean 0, within -37 to 37. Shares its luck with `uniform`."""
    u = uniform(dice, actor, target, purpose)
    return log(u / (1.0 - u))


@rule
def poisson(dice: Dice, actor: int, target: int, purpose: int, mean: float) -> int:
    """How many of many unlikely things happen; `mean` 0 or less gives 0.

    Below a mean of 12 by inversion, where more luck never gives fewer; above, a normal rounded to the nearest whole.
    """
    if mean <= 0.0:
        return 0
    if mean >= POISSON_EXACT_BELOW:
        return max(0, math.floor(mean + math.sqrt(mean) * normal(dice, actor, target, purpose) + 0.5))
    u = uniform(dice, actor, target, purpose)
    count = 0
    term = exp(-mean)
    reached = term
    while u > reached and count < POISSON_MOST:
        count += 1
        term = term * mean / count
        reached = reached + term
    return count


@rule
def lognormal(dice: Dice, actor: int, target: int, purpose: int, sd: float) -> float:
    """A factor of mean 1 whose logarithm has standard deviation `sd`; the mean holds within 0.0005 up to `sd` 0.6."""
    return exp(sd * normal(dice, actor, target, purpose) - 0.5 * sd * sd)
