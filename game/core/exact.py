"""exp and log that give the same bits on every machine, compiled or not: + - * / and floor only, no C library.

Accurate to about 1e-15, relative. Arguments outside the range below are clamped to it; NaN is not allowed.
"""

import math

from game.core.rule import rule

EXP_LIMIT = 700.0  # |x| above it is clamped: results stay normal numbers, 1e-304 to 1e304
LOG_SMALLEST = 1e-300  # what log takes zero and negative numbers for
LOG_LARGEST = 1e300

# ln 2 in two parts; the high part ends in zero bits, so small multiples of it are exact (Cody and Waite 1980).
LN2_HI = 0.693147180369123816490
LN2_LO = 1.90821492927058770002e-10
LOG2_E = 1.4426950408889634
SQRT_2 = 1.4142135623730951
SQRT_HALF = 0.7071067811865476
TWO_32 = 4294967296.0

# Taylor coefficients 1/n!, and 1/n of the series of artanh.
E2, E3, E4, E5, E6, E7 = 1 / 2, 1 / 6, 1 / 24, 1 / 120, 1 / 720, 1 / 5040
E8, E9, E10, E11, E12, E13 = 1 / 40320, 1 / 362880, 1 / 3628800, 1 / 39916800, 1 / 479001600, 1 / 6227020800
L3, L5, L7, L9, L11 = 1 / 3, 1 / 5, 1 / 7, 1 / 9, 1 / 11
L13, L15, L17, L19, L21 = 1 / 13, 1 / 15, 1 / 17, 1 / 19, 1 / 21


@rule
def power_of_two(k: int) -> float:
    """2 to the power `k`, exactly; |k| up to 1022."""
    base = 2.0 if k >= 0 else 0.5
    n = abs(k)
    power = 1.0
    while n > 0:
        if n & 1:
            power = power * base
        base = base * base
        n = n >> 1
    return power


@rule
def exp(x: float) -> float:
    """e to the power `x`, `x` clamped to -700 .. 700: never zero, never infinite."""
    x = min(max(x, -EXP_LIMIT), EXP_LIMIT)
    k = math.floor(x * LOG2_E + 0.5)
    r = (x - k * LN2_HI) - k * LN2_LO  # |r| <= 0.35, where the series below ends within 1e-17
    s = E8 + r * (E9 + r * (E10 + r * (E11 + r * (E12 + r * E13))))
    s = E2 + r * (E3 + r * (E4 + r * (E5 + r * (E6 + r * (E7 + r * s)))))
    return (1.0 + (r + r * r * s)) * power_of_two(k)


@rule
def log(x: float) -> float:
    """Natural logarithm of `x`, `x` clamped to 1e-300 .. 1e300: log(0) is -690.8."""
    m = min(max(x, LOG_SMALLEST), LOG_LARGEST)
    k = 0
    while m >= TWO_32:
        m = m / TWO_32
        k += 32
    while m * TWO_32 <= 1.0:
        m = m * TWO_32
        k -= 32
    while m > SQRT_2:
        m = m * 0.5
        k += 1
    while m < SQRT_HALF:
        m = m * 2.0
        k -= 1
    t = (m - 1.0) / (m + 1.0)  # |t| <= 0.172; log m = 2 artanh t
    q = t * t
    s = L11 + q * (L13 + q * (L15 + q * (L17 + q * (L19 + q * L21))))
    s = q * (L3 + q * (L5 + q * (L7 + q * (L9 + q * s))))
    return k * LN2_HI + (2.0 * t + (2.0 * t * s + k * LN2_LO))
