"""Listed names like many asked ones at once: who, and how likely."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import exp, log
from typing import Any

import numpy as np
from numpy.typing import NDArray

from enduse.index.candidates import candidates
from enduse.index.evidence import evidence
from enduse.index.index import NameIndex
from enduse.index.keys import Doubles, Longs
from enduse.index.layout import lay_out
from enduse.index.lines import Lines
from enduse.index.model import Model
from enduse.index.near import Near, near
from enduse.index.pairing import Pairs, Stands, alike, groups, stand
from enduse.index.promise import promising
from enduse.index.reach import Reach
from enduse.index.sieve import Sieve
from enduse.names.ready import ReadyName

WEAK_SLOPE, WEAK_CAP = 3.0, 0.9
"""A name that its publisher marks as of low quality must agree three times as well."""

_TOP = 1.0 - 1e-9
_AT_ONCE = 2_000
"""Lines that are searched at once: with more the cache is too small."""


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
    return find_laid(index, lay_out(names), model, floor=floor)


def find_laid(index: NameIndex, asked: Lines, model: Model, *, floor: float) -> Found:
    """The same for names that are laid out already."""
    search = _Search(index, asked, near(asked, index), model, floor)
    reaches = list(Reach.all(asked, index, search.nearby, model=model))
    return _joined([search.part(*lines, reaches) for lines in _blocks(asked)], asked)


def _blocks(asked: Lines) -> Iterator[tuple[int, int]]:
    """Lines that are searched at once, those of a name together."""
    last, lines = 0, len(asked.name)
    while last < lines or not lines:
        first, last = last, min(lines, last + _AT_ONCE)
        while last < lines and asked.name[last] == asked.name[last - 1]:
            last += 1
        yield first, last
        if last == lines:
            return


@dataclass(frozen=True, slots=True)
class _Search:
    """What is asked of what."""

    index: NameIndex
    asked: Lines
    nearby: Near
    model: Model
    floor: float

    def part(self, first: int, last: int, reaches: Sequence[Reach]) -> Found:
        """What is found of some lines, which keep their numbers."""
        asked, index, model = self.asked.some(first, last), self.index, self.model
        least = log_odds(self.floor) - 1e-9
        sieve = Sieve.of(asked, asked.line_of(), self.nearby, index=index)
        pairs = candidates(asked, sieve, reaches, floor=least)
        options = alike(pairs, asked, sieve, nearby=self.nearby, index=index, model=model)
        pairs, options = promising(pairs, options, asked, index=index, model=model, floor=least)
        stands = stand(options, asked, index, pairs=len(pairs))
        facts = evidence(pairs, stands, asked, index=index)
        score = scores(pairs, facts, asked, index=index, model=model)
        best = _best(pairs, score, asked, index=index, floor=self.floor)
        listed = index.lines.name[pairs.listed[best]]
        chosen = _of(stands, best, len(pairs))
        return Found(
            name=asked.name[pairs.asked[best]].astype(np.int64),
            row=index.row[listed].astype(np.int64),
            name_no=index.name_no[listed].astype(np.int64),
            score=score[best],
            pairs=Pairs(pairs.asked[best] + first, pairs.listed[best]),
            stands=replace(chosen, asked=chosen.asked + int(self.asked.start[first])),
            facts=facts[best],
            asked=self.asked,
        )


def _joined(found: Sequence[Found], asked: Lines) -> Found:
    """Several parts as one."""
    before = np.cumsum([0, *(len(each.name) for each in found)])
    stands = [
        replace(each.stands, pair=each.stands.pair + many)
        for each, many in zip(found, before, strict=False)
    ]

    def every(parts: Sequence[object], name: str) -> NDArray[Any]:
        return np.concatenate([getattr(part, name) for part in parts])

    pairs = [each.pairs for each in found]
    return Found(
        **{name: every(found, name) for name in ("name", "row", "name_no", "score", "facts")},
        pairs=Pairs(every(pairs, "asked"), every(pairs, "listed")),
        stands=Stands(*(every(stands, name) for name in Stands.__slots__)),
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
