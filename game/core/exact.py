"""exp and log from + - * / alone, so that every host gives the same bits."""
from game.core.rule import rule

LN2_HI = 0.693147180369123816490
LN2_LO = 1.90821492927058770002e-10
INV_LN2 = 1.4426950408889634
SQRT_HALF = 0.7071067811865476


@rule
def scale2(x: float, k: int) -> float:
    """x times two to the power k, |k| up to 1100, by exact doublings."""
    if k >= 0:
        step, n = 2.0, k
    else:
        step, n = 0.5, -k
    while n > 0:
        if n % 2 == 1:
            x = x * step
        step = step * step
        n = n // 2
    return x


@rule
def exp(x: float) -> float:
    """e to the power x, x held to -60..60; relative error below 1e-15."""
    x = min(60.0, max(-60.0, x))
    k = int(x * INV_LN2 + 60.5 + 30.0) - 90
    r = (x - k * LN2_HI) - k * LN2_LO
    s = 1.0
    i = 13
    while i > 0:
        s = 1.0 + s * r / i
        i -= 1
    return scale2(s, k)


@rule
def log(x: float) -> float:
    """Natural logarithm of x, x held to 1e-300 and more; relative error below 1e-14."""
    m = max(x, 1e-300)
    e = 0
    while m >= 65536.0:
        m = m / 65536.0
        e += 16
    while m >= 2.0 * SQRT_HALF:
        m = m * 0.5
        e += 1
    while m < 1.0 / 65536.0:
        m = m * 65536.0
        e -= 16
    while m < SQRT_HALF:
        m = m * 2.0
        e -= 1
    u = (m - 1.0) / (m + 1.0)
    u2 = u * u
    s = 0.0
    i = 21
    while i > 0:
        s = s * u2 + 1.0 / i
        i -= 2
    return 2.0 * u * s + e * 0.6931471805599453
