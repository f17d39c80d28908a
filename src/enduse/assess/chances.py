"""How likely something is by chance: the few distributions that the tests on history need.

Nothing here is an approximation but for rounding: Student's t by the incomplete beta
function, Fisher's test by counting.
"""

from collections.abc import Sequence
from fractions import Fraction
from math import comb, exp, inf, lgamma, log, log1p, sqrt
from statistics import median

_TINY = 1e-300
_CLOSE = 1e-15
_STEPS = 500
_HALVINGS = 200
MAD_TO_SD = 1.4826
"""The spread of a normal variable is so many times its median distance from the median."""


def beta_below(x: float, a: float, b: float) -> float:
    """The regularised incomplete beta function: how much of Beta(a, b) lies below x.

    >>> round(beta_below(0.5, 2, 2), 12)
    0.5
    """
    if x <= 0:
        return 0.0
    if x >= 1:
        return 1.0
    # The continued fraction is quick on this side of the mean; the other is its mirror.
    if x > (a + 1) / (a + b + 2):
        return 1.0 - beta_below(1 - x, b, a)
    scale = lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x)
    return exp(scale) * _fraction(x, a, b) / a


def _fraction(x: float, a: float, b: float) -> float:
    """The continued fraction of the incomplete beta function, by Lentz's method."""
    above, below = 1.0, 1.0 / _not_nothing(1.0 - (a + b) * x / (a + 1.0))
    value = below
    for step in range(1, _STEPS):
        even = step * (b - step) * x / ((a + 2 * step - 1) * (a + 2 * step))
        odd = -(a + step) * (a + b + step) * x / ((a + 2 * step) * (a + 2 * step + 1))
        for term in (even, odd):
            below = 1.0 / _not_nothing(1.0 + term * below)
            above = _not_nothing(1.0 + term / above)
            value *= below * above
        if abs(below * above - 1.0) < _CLOSE:
            break
    return value


def _not_nothing(number: float) -> float:
    return number if abs(number) > _TINY else _TINY


def t_above(t: float, freedom: float) -> float:
    """The chance that Student's t with so many degrees of freedom exceeds a value.

    >>> round(t_above(2.228, 10), 4)
    0.025
    """
    if t == inf:
        return 0.0
    half = beta_below(freedom / (freedom + t * t), freedom / 2, 0.5) / 2
    return half if t >= 0 else 1.0 - half


def t_bound(chance: float, freedom: float) -> float:
    """The value that Student's t exceeds with a chance (below a half)."""
    low, high = 0.0, 1.0
    while t_above(high, freedom) > chance:
        high *= 2
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if t_above(middle, freedom) > chance else (low, middle)
        if high - low < _CLOSE * high:
            break
    return high


def next_of(
    earlier: Sequence[float], chance: float, *, least_spread: float = 0.0
) -> tuple[float, float, float, float]:
    """Where the next of some normal values is expected: mean, bound above, scale, freedom.

    A prediction interval after Student: it knows how little a few values tell. `least_spread`
    keeps values that were all alike from making anything else a wonder.
    """
    count = len(earlier)
    mean = sum(earlier) / count
    square = sum((each - mean) ** 2 for each in earlier) / (count - 1)
    scale = max(sqrt(square), least_spread) * sqrt(1 + 1 / count)
    return mean, mean + t_bound(chance, count - 1) * scale, scale, count - 1


def next_around(
    earlier: Sequence[float], *, least_spread: float = 0.0
) -> tuple[float, float, float]:
    """The same by medians, which a few odd values cannot move: middle, scale, freedom.

    The median distance from the median tells as much of the spread as 37 % of the values
    would in the common way, and the median itself as much of the middle as 64 %.
    """
    count = len(earlier)
    middle = median(earlier)
    spread = MAD_TO_SD * median(abs(each - middle) for each in earlier)
    scale = max(spread, least_spread) * sqrt(1 + 1 / (0.64 * count))
    return middle, scale, max(1.0, 0.37 * (count - 1))


def fisher_above(here: int, there: int, *, before: int, other: int) -> float:
    """Fisher's exact test, one side: so many `here` of `here + there` now, or more.

    `before` of `before + other` were here before. The chance of at least as many now, if the
    share had not changed and the same total had been spread by chance.

    >>> round(fisher_above(3, 0, before=0, other=3), 4)
    0.05
    """
    now, total, marked = here + there, here + there + before + other, here + before
    ways = sum(
        comb(marked, many) * comb(total - marked, now - many)
        for many in range(here, min(now, marked) + 1)
    )
    return float(Fraction(ways, comb(total, now)))
