"""Listed names like many asked ones at once: who, and how likely."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log

import numpy as np

from enduse.index.candidates import candidates
from enduse.index.evidence import evidence
from enduse.index.index import NameIndex
from enduse.index.keys import Doubles, Longs
from enduse.index.lines import Lines, lay_out
from enduse.index.model import Model
from enduse.index.near import near
from enduse.index.pairing import Pairs, Stands, groups, stand
from enduse.names.ready import ReadyName

WEAK_SLOPE, WEAK_CAP = 3.0, 0.9
"""A name that its publisher marks as of low quality must agree three times as well."""

_TOP = 1.0 - 1e-9


@dataclass(frozen=True, slots=True)
class Found:
    """The best pair of lines of each asked name and listed entry; a row each.

    `name` is the number of the asked name, `row` the entry, `name_no` which of its names,
    `score` how likely both are one party's, 0 to 1. Rows are in order of the asked names,
    the best first. `pairs`, `stands`, `facts` and `asked` are what the scores follow from.
    """

    name: Longs
    row: Longs
    name_no: Longs
    score: Doubles
    pairs: Pairs
    stands: Stands
    facts: Doubles
    asked: Lines


def find(index: NameIndex, names: Sequence[ReadyName], model: Model, *, floor: float) -> Found:
    """Every entry with a name that scores `floor` or more beside one of the asked names."""
    asked = lay_out(names)
    nearby = near(asked, index)
    least = log_odds(floor) - 1e-9
    pairs = candidates(asked, index, nearby, model=model, floor=least)
    stands = stand(pairs, asked, index, nearby=nearby, model=model)
    facts = evidence(pairs, stands, asked, index=index)
    score = scores(pairs, facts, asked, index=index, model=model)
    best = _best(pairs, score, asked, index=index, floor=floor)
    listed = index.lines.name[pairs.listed[best]]
    return Found(
        name=asked.name[pairs.asked[best]].astype(np.int64),
        row=index.row[listed].astype(np.int64),
        name_no=index.name_no[listed].astype(np.int64),
        score=score[best],
        pairs=pairs.where(best),
        stands=_of(stands, best, len(pairs)),
        facts=facts[best],
        asked=asked,
    )


def log_odds(score: float) -> float:
    """The log-odds of a probability; 0 and 1 are taken for nearly so."""
    kept = min(_TOP, max(1.0 - _TOP, score))
    return log(kept / (1.0 - kept))


def chance(odds: float) -> float:
    """The probability of some log-odds."""
    return 1.0 / (1.0 + exp(-odds))


def scores(
    pairs: Pairs, facts: Doubles, asked: Lines, *, index: NameIndex, model: Model
) -> Doubles:
    """How likely the names of each pair are one party's; weak names strictly."""
    group = groups(pairs, asked, index)
    odds = (facts * model.weights[group]).sum(axis=1) + model.start[group]
    score = 1.0 / (1.0 + np.exp(-odds))
    weak = index.lines.weak[index.lines.name[pairs.listed]]
    strict = np.clip(1.0 - WEAK_SLOPE * (1.0 - score), 0.0, WEAK_CAP)
    found: Doubles = np.where(weak, strict, score)
    return found


def _best(
    pairs: Pairs, score: Doubles, asked: Lines, *, index: NameIndex, floor: float
) -> Longs:
    """Of each asked name and entry the best pair, as places; of equals the first names."""
    enough = np.flatnonzero(score >= floor)
    name = asked.name[pairs.asked[enough]]
    listed = index.lines.name[pairs.listed[enough]]
    row = index.row[listed]
    at = (pairs.listed[enough], pairs.asked[enough], -score[enough])
    order = np.lexsort((*at, row, name))
    new = (np.diff(name[order], prepend=-1) != 0) | (np.diff(row[order], prepend=-1) != 0)
    kept = order[new]
    by_score = np.lexsort((row[kept], -score[enough][kept], name[kept]))
    best: Longs = enough[kept[by_score]]
    return best


def _of(stands: Stands, best: Longs, pairs: int) -> Stands:
    """The words that stand for each other in some pairs, numbered anew."""
    place = np.full(pairs, -1)
    place[best] = np.arange(len(best))
    kept = stands.where(np.flatnonzero(place[stands.pair] >= 0))
    moved = Stands(place[kept.pair], *(getattr(kept, name) for name in kept.__slots__[1:]))
    return moved.where(np.argsort(moved.pair, kind="stable"))
