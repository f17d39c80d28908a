"""How likely something is by chance: the few distributions that the tests on history need.

Student's t by the incomplete beta function, and what is made with it.
"""

from collections.abc import Sequence
from math import exp, inf, lgamma, log, log1p, sqrt
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
    earlier: Sequence[float], *, least_spread: float = 0.0
) -> tuple[float, float, float]:
    """Where the next of some normal values is expected: mean, scale, degrees of freedom.

    (next - mean) / scale is Student's t: a prediction interval that knows how little a few
    values tell. `least_spread` keeps values that were all alike from making anything else a
    wonder.
    """
    count = len(earlier)
    mean = sum(earlier) / count
    square = sum((each - mean) ** 2 for each in earlier) / (count - 1)
    return mean, max(sqrt(square), least_spread) * sqrt(1 + 1 / count), count - 1


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


Pair = tuple[float, float]
"""What somebody bought before a day, and since."""


def share_moved(ours: Sequence[Pair], others: Sequence[Pair]) -> float:
    """The chance that ours grew so much more than others, if customers merely come and go.

    Each pair is one customer. The two groups are compared as in Pearson's test of a table of
    two by two, and its spread is that which the customers within each group show (never less
    than that of single orders), with Student's t for the few customers there are. Without it
    every customer that comes or goes would be a wonder, for one customer makes many orders.

    >>> round(share_moved([(1, 9), (0, 8)], [(5, 6), (7, 5), (6, 6), (4, 5)]), 3)
    0.02
    """
    freedom = len(ours) + len(others) - 2
    sums = [(sum(b for b, _ in group), sum(a for _, a in group)) for group in (ours, others)]
    (our_before, our_now), (before, now) = sums
    total, late = our_before + our_now + before + now, our_now + now
    if freedom < 1 or not (our_before + our_now and before + now and late and late < total):
        return 1.0
    share = late / total
    expected = share * (our_before + our_now)
    variance = expected * (1 - share) * (before + now) / total
    z = (our_now - expected - 0.5) / sqrt(variance)  # half an order, for orders are whole
    within = sum(_apart(group, share) for group in (ours, others))
    return t_above(z / sqrt(max(1.0, within / freedom)), freedom)


def _apart(group: Sequence[Pair], share: float) -> float:
    """How far the customers of a group lie apart: Pearson's squares, about its own share."""
    own = sum(now for _, now in group) / sum(before + now for before, now in group)
    return sum(
        (now - own * (before + now)) ** 2 / ((before + now) * share * (1 - share))
        for before, now in group
        if before + now
    )
