"""Which pairs may reach a score, now that it is known which of their words are alike.

No word is given to another yet: every likeness counts, so that the sums are no less than
those of any pairing. Very few pairs of names that share a word pass.
"""

import numpy as np

from enduse.index.bound import Most, most
from enduse.index.evidence import apart, letters
from enduse.index.index import NameIndex
from enduse.index.keys import Bools, Doubles, Floats
from enduse.index.lines import Lines
from enduse.index.model import FEATURES, Model
from enduse.index.options import spare_of
from enduse.index.pairing import Pairs, Stands, groups
from enduse.index.ways import SAME

_TWO = 2


def promising(
    pairs: Pairs, options: Stands, asked: Lines, *, index: NameIndex, model: Model, floor: float
) -> tuple[Pairs, Stands]:
    """The pairs whose log-odds may be as high as `floor`, and the options that they have.

    `options` are all words of each pair that may stand for each other, in order of pairs.
    """
    group = groups(pairs, asked, index)
    weights = np.column_stack([model.weights, model.start])[group]
    sums = _sums(pairs, options, asked, index=index, weights=weights)
    kept = most(weights, sums) >= floor
    number = np.cumsum(kept) - 1
    left = options.where(kept[options.pair])
    return pairs.where(kept), left.of(number[left.pair])


def _sums(
    pairs: Pairs, options: Stands, asked: Lines, *, index: NameIndex, weights: Doubles
) -> Most:
    count, listed = len(pairs), index.lines

    def by_pair(values: Doubles | Floats | None = None) -> Doubles:
        found = np.bincount(options.pair, weights=values, minlength=count)
        return found.astype(np.float64)

    rarest = np.zeros(count)
    np.maximum.at(rarest, options.pair, options.worth * options.weight)
    ours: Doubles = spare_of(asked)[pairs.asked] - by_pair(asked.weight[options.asked])
    theirs = index.light[pairs.listed] - by_pair(listed.weight[options.listed])
    doubts = np.zeros(count)
    for name, known in apart(pairs, asked, listed).items():
        doubts += weights[:, FEATURES.index(name)] * known
    return Most(
        told=by_pair(options.agrees * options.weight),
        weight=by_pair(options.weight),
        ours=np.maximum(0.0, ours),
        theirs=np.maximum(0.0, theirs),
        rarest=rarest,
        second=np.where(by_pair() >= _TWO, rarest, 0.0),
        letters=letters(pairs, options, asked, index=index),
        exact=_may_be_same(pairs, options, asked, index=index),
        doubts=doubts,
        initials=asked.initials[pairs.asked] != 0,
    )


def _may_be_same(pairs: Pairs, options: Stands, asked: Lines, *, index: NameIndex) -> Bools:
    sizes = asked.size[pairs.asked], index.lines.size[pairs.listed]
    same = np.bincount(options.pair[options.way == SAME], minlength=len(pairs))
    found: Bools = (sizes[0] == sizes[1]) & (same >= sizes[0])
    return found
