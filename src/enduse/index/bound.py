"""A score that no two names exceed, from sums of what their words can give at most."""

from dataclasses import dataclass

import numpy as np

from enduse.index.evidence import SOME
from enduse.index.keys import Bools, Doubles
from enduse.index.model import FEATURES

ROOM = 1e-6
"""Rounding that the bound must not fall under."""


@dataclass(frozen=True, slots=True)
class Most:
    """Sums by line, or by pair of lines, from which the bound follows.

    `told` is the most that agrees and `weight` how much is then weighed; `ours` and `theirs`
    what is left over at least on either side; `rarest` and `second` the most that one word
    and another can tell; `letters` the share of the longer name, `exact` whether all words
    may be the same, `doubts` what speaks against two names whatever their words, `initials`
    whether the asked name has any.
    """

    told: Doubles
    weight: Doubles
    ours: Doubles
    theirs: Doubles | float
    rarest: Doubles
    second: Doubles
    letters: Doubles
    exact: Bools
    doubts: Doubles | float = 0.0
    initials: Bools | float = 0.0


def most(weights: Doubles, sums: Most) -> Doubles:
    """Log-odds that no pair with these sums exceeds."""
    share = _agreed(weights, sums) / (sums.told + sums.ours + sums.theirs + SOME)
    letters = weights[:, _AT["letters"]] * np.minimum(1.0, sums.letters)
    found: Doubles = share + letters + _others(weights, sums)
    return found


def room(weights: Doubles, sums: Most, floor: float) -> tuple[Doubles, Doubles]:
    """What a listed name may be like whose odds reach `floor`, from sums without `theirs`.

    Two numbers: how much may be left over of it, and how many times the letters that agree
    are of the share in `sums` it may have at most, all else at its best.
    """
    letters = weights[:, _AT["letters"]] * np.minimum(1.0, sums.letters)
    others = _others(weights, sums)
    asks = floor - letters - others
    agreed, both = weights[:, _AT["agreed"]] * sums.told, weights[:, _AT["both"]]
    held = sums.told + sums.ours + SOME
    with np.errstate(divide="ignore", invalid="ignore"):
        # While less is left over there than here, each bit of it contradicts.
        little = (agreed - asks * held) / (asks - both)
        much = (agreed + both * sums.ours) / asks - held
        mass = np.where(little < sums.ours, little, np.maximum(sums.ours, much))
        share = (floor - others - _agreed(weights, sums) / held) / letters
        times = 1.0 / share
    none = np.inf
    return np.where(asks > 0, mass, none) + ROOM, np.where(share > 0, times, none) + ROOM


_AT = {name: at for at, name in enumerate(FEATURES)}


def _agreed(weights: Doubles, sums: Most) -> Doubles:
    # More words that are left over make the sum smaller, or no more than nothing.
    both = weights[:, _AT["both"]] * np.minimum(sums.ours, sums.theirs)
    found: Doubles = np.maximum(0.0, weights[:, _AT["agreed"]] * sums.told + both)
    return found


def _others(weights: Doubles, sums: Most) -> Doubles:
    """What is neither a share of the words nor of the letters."""
    alone = sums.ours + sums.theirs
    only = np.maximum(weights[:, _AT["asked_only"]], weights[:, _AT["listed_only"]])
    found: Doubles = (
        weights[:, -1]
        + weights[:, _AT["rarest"]] * sums.rarest
        + weights[:, _AT["second"]] * sums.second
        + only * (alone / (sums.weight + alone + SOME))
        + weights[:, _AT["first"]]
        + weights[:, _AT["exact"]] * sums.exact
        + weights[:, _AT["initials"]] * sums.initials
        + sums.doubts
    )
    return found + ROOM
