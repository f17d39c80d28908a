"""How sure a rate is that was counted on a few."""

from collections.abc import Callable
from math import exp, lgamma, log

_HALVINGS = 60


def interval(counted: int, of: int, *, sure: float = 0.95) -> tuple[float, float]:
    """Between which rates the true one lies, so surely (Clopper and Pearson, 1934).

    Of a threshold that was set so that `counted` of the very same names reach it, the upper
    end holds too: how much lies beyond a value of a sample depends on its rank alone.

    >>> [round(1000 * end, 1) for end in interval(3, 3000)]
    [0.2, 2.9]
    >>> interval(0, 0)
    (0.0, 1.0)
    """
    if not of:
        return 0.0, 1.0
    tail = (1.0 - sure) / 2
    low = _rate(lambda p: 1.0 - _at_most(counted - 1, of, p) >= tail) if counted else 0.0
    high = _rate(lambda p: _at_most(counted, of, p) <= tail) if counted < of else 1.0
    return low, high


def _rate(enough: Callable[[float], bool]) -> float:
    """The least rate that is enough; more always is."""
    low, high = 0.0, 1.0
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        low, high = (low, middle) if enough(middle) else (middle, high)
    return high


def _at_most(most: int, of: int, rate: float) -> float:
    """How likely at most so many are counted, where each is with this rate."""
    yes, no = log(rate), log(1.0 - rate)
    ways = (lgamma(of + 1) - lgamma(k + 1) - lgamma(of - k + 1) for k in range(most + 1))
    return sum(exp(way + k * yes + (of - k) * no) for k, way in enumerate(ways))
