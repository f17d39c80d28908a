"""Thresholds set by innocents: how many of a thousand may be hits, and how far one may go.

A file of innocents can be wrong for the orders that follow, and listed parties can stand in
it. So no sensitivity moves farther than to its neighbour, and none so far up that listed
names are no longer found by their very words; see docs/decisions/0017-tuned-thresholds.md.
"""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from enduse.index.found import WEAK_CAP
from enduse.index.model import Model, load
from enduse.model.hit import Sensitivity

ALARMS: Mapping[Sensitivity, int] = {"strict": 1, "balanced": 7, "wide": 20}
"""Of a thousand innocents, how many may be hits."""

LEAST_ALARMS = 3
"""A file sets a threshold only if it allows so many alarms. With three the true rate is at
most three times the one asked for; with one, 5.6 times (the upper end of `interval`)."""

HIGHEST = 0.96
"""Below what two names of the same words score, whatever their legal forms: 0.97."""

LOWEST = 0.50
"""From here down a likeness is more often chance than not, by the score's own meaning."""

_STEPS = 1000
_MANY = 1000


@dataclass(frozen=True, slots=True)
class Level:
    """One sensitivity, as some innocents set it.

    `asked` is how many of a thousand may be hits, `needs` how many names it takes to set
    that. `now` and `tuned` are the thresholds, in force and proposed (None where the names
    are too few), between `low` and `high`; the alarms are the innocents that reach them.
    """

    sensitivity: Sensitivity
    asked: int
    needs: int
    low: float
    high: float
    now: float
    alarms_now: int
    tuned: float | None = None
    alarms_tuned: int = 0

    @property
    def held(self) -> str | None:
        """Which bound kept the threshold from going on, if one did: "high" or "low"."""
        ends = {self.high: "high", self.low: "low"}
        return ends.get(self.tuned) if self.tuned is not None else None


def bounds(sensitivity: Sensitivity, model: Model | None = None) -> tuple[float, float]:
    """Between which scores a tuned threshold lies: from its neighbour below to that above.

    `balanced` also stops where a listed name of low quality is still met by its very words,
    at 0.9; `strict`, which never shows such a name, where any other is.

    >>> bounds("strict")[1], bounds("balanced")[1], bounds("wide")[0]
    (0.96, 0.9, 0.5)
    """
    floors = (model or load()).floors
    match sensitivity:
        case "strict":
            return floors["balanced"], HIGHEST
        case "balanced":
            return floors["wide"], min(floors["strict"], WEAK_CAP)
        case "wide":
            return LOWEST, floors["balanced"]


def needs(asked: int) -> int:
    """How many innocents it takes to set a rate of so many in a thousand.

    >>> [needs(each) for each in ALARMS.values()]
    [3000, 429, 150]
    """
    return -(-LEAST_ALARMS * _MANY // asked)


def set_levels(
    scores: Sequence[float], *, names: int, now: Mapping[Sensitivity, float]
) -> tuple[Level, ...]:
    """Each sensitivity, set by the best scores of innocents.

    `names` counts them all, those too that came near no listed name and have no score here.
    """
    rising = sorted(scores)
    found = []
    for sensitivity, asked in ALARMS.items():
        low, high = bounds(sensitivity)
        least, tuned = needs(asked), None
        if names >= least:
            tuned = min(max(_threshold(rising, names * asked // _MANY), low), high)
        found.append(
            Level(
                sensitivity, asked, least, low, high,
                now=now[sensitivity],
                alarms_now=_reached(rising, now[sensitivity]),
                tuned=tuned,
                alarms_tuned=_reached(rising, tuned) if tuned is not None else 0,
            )
        )  # fmt: skip
    return tuple(found)


def _reached(rising: Sequence[float], threshold: float) -> int:
    return len(rising) - bisect_left(rising, threshold)


def _threshold(rising: Sequence[float], allowed: int) -> float:
    """The least threshold, in thousandths, that at most `allowed` scores reach."""
    if allowed >= len(rising):
        return 0.0
    over = rising[-allowed - 1]
    step = int(over * _STEPS)
    while step / _STEPS <= over:
        step += 1
    return step / _STEPS
