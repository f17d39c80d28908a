"""Which listed names can reach a score at all.

The bound knows of each asked word how near the nearest listed word is, and no more; a name
can be no better than if all of its words met so. Names are looked up by those asked words
only without which the score cannot be reached, and dropped as soon as the words that are
left over on either side forbid it.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from enduse.index.bound import LETTER, Most, Search, most
from enduse.index.evidence import apart
from enduse.index.hopes import Hopes, all_same, hopes_of, needed_of
from enduse.index.index import NameIndex, spread
from enduse.index.keys import Bools, Doubles, Longs
from enduse.index.lines import Lines
from enduse.index.model import FEATURES, Model
from enduse.index.near import Near
from enduse.index.pairing import Pairs

_AT_ONCE = 2_000_000


def candidates(
    asked: Lines, index: NameIndex, nearby: Near, *, model: Model, floor: float
) -> Pairs:
    """Every two lines whose log-odds may be as high as `floor`.

    They share a word, or words that are near by a key; initials alone are not enough.
    """
    if not len(asked.name) or not len(index.lines.name):
        none = np.zeros(0, dtype=np.int64)
        return Pairs(none, none)
    found = [
        pairs
        for search in Search.all(asked, index, nearby, model=model)
        for pairs in _searched(search, floor)
    ]
    return Pairs(
        np.concatenate([each.asked for each in found]),
        np.concatenate([each.listed for each in found]),
    )


def _searched(search: Search, floor: float) -> Iterator[Pairs]:
    hopes = hopes_of(search)
    needed = needed_of(hopes, search, floor)
    for some in _blocks(hopes, needed, search):
        yield _looked_up(hopes, some, search, floor=floor)


@dataclass(frozen=True, slots=True)
class _Meetings:
    """Asked words that meet listed ones; a row a meeting, by pair of lines.

    `start` is the first meeting of each pair.
    """

    pairs: Pairs
    start: Longs
    told: Doubles
    peak: Doubles
    weight: Doubles
    spare: Doubles
    listed: Doubles
    letters: Doubles
    consonants: Doubles


def _blocks(hopes: Hopes, needed: Bools, search: Search) -> Iterator[Bools]:
    """The needed words of some lines at a time: a common word is in very many names."""
    asked, nearby = search.asked, search.nearby
    held = (search.last - search.first)[nearby.listed]
    many = np.concatenate([[0], np.cumsum(held)])
    by_what = many[nearby.start[1:]] - many[nearby.start[:-1]]
    units = _units_of(hopes, needed, search)
    by_line = np.bincount(
        search.line[units], weights=by_what[asked.what[units]], minlength=len(asked.name)
    )
    block = (np.cumsum(by_line) // _AT_ONCE).astype(np.int64)
    for number in np.unique(block):
        yield needed & (block[hopes.line] == number)


def _looked_up(hopes: Hopes, needed: Bools, search: Search, *, floor: float) -> Pairs:
    """Look the needed words up, and drop what the rest of two names forbids."""
    met = _meetings(hopes, needed, search)
    pairs = met.pairs
    if not len(pairs):
        return pairs
    initial = search.initial
    letter = np.minimum(hopes.spare, LETTER) * (initial > 0)
    rest = hopes.met & ~needed
    lines = len(search.weights)

    def by_line(values: Doubles) -> Doubles:
        sums = np.bincount(hopes.line, weights=values, minlength=lines).astype(float)
        return sums[pairs.asked]

    def by_pair(values: Doubles) -> Doubles:
        return np.add.reduceat(values, met.start)

    letters = by_line(letter)
    rest_peak = np.zeros(lines)
    np.maximum.at(rest_peak, hopes.line[rest], hopes.peak[rest])
    rarest = np.maximum.reduceat(met.peak, met.start)
    count = np.diff(np.append(met.start, len(met.told)))
    other = np.where(count > 1, rarest, 0.0)
    others = np.maximum(rest_peak[pairs.asked], initial * LETTER)
    listed = by_pair(met.listed) + by_line(hopes.listed * rest) + letters
    sums = Most(
        told=by_pair(met.told) + by_line(hopes.told * rest) + initial * letters,
        weight=by_pair(met.weight) + by_line(hopes.weight * rest) + letters,
        ours=np.maximum(0.0, by_line(hopes.spare * ~rest) - by_pair(met.spare) - letters),
        theirs=np.maximum(0.0, search.index.light[pairs.listed] - listed),
        rarest=np.maximum(rarest, others),
        second=np.maximum(other, others),
        letters=search.share(
            (
                by_pair(met.letters) + by_line(hopes.letters * rest),
                by_pair(met.consonants) + by_line(hopes.consonants * rest),
            ),
            pairs.asked,
            pairs.listed,
        ),
        exact=all_same(hopes, lines)[pairs.asked]
        & (search.asked.size[pairs.asked] == search.index.lines.size[pairs.listed]),
        doubts=_doubts(pairs, search),
    )
    return pairs.where(most(search.weights[pairs.asked], sums) >= floor)


def _meetings(hopes: Hopes, needed: Bools, search: Search) -> _Meetings:
    """Every listed line that has a word near a needed one."""
    asked, index, nearby = search.asked, search.index, search.nearby
    units = _units_of(hopes, needed, search)
    what = asked.what[units]
    places, unit = spread(nearby.start[what], nearby.start[what + 1] - nearby.start[what])
    way = nearby.way[places]
    worth, agrees = search.worth[way], search.agrees[search.rows[search.line[units[unit]]], way]
    some = np.flatnonzero(worth > 0)
    places, unit, worth, agrees = places[some], unit[some], worth[some], agrees[some]
    near = nearby.listed[places].astype(np.int64)
    holders, of = spread(search.first[near], (search.last - search.first)[near])
    theirs = index.holder[holders].astype(np.int64)
    unit, worth, agrees = units[unit[of]], worth[of], agrees[of]
    line = search.line[unit]
    listed = index.line_of[theirs].astype(np.int64)
    keys = line * len(index.lines.name) + listed
    order = np.argsort(keys, kind="stable")
    keys, unit, theirs = keys[order], unit[order], theirs[order]
    start = np.flatnonzero(np.diff(keys, prepend=-1))
    heavy = index.lines.weight[theirs].astype(np.float64)
    weight = np.minimum(asked.weight[unit], heavy)
    lengths = tuple(zip(asked.length(unit), index.lines.length(theirs), strict=True))
    return _Meetings(
        pairs=Pairs(line[order][start], listed[order][start]),
        start=start,
        told=agrees[order] * weight,
        peak=worth[order] * weight,
        weight=weight,
        spare=asked.weight[unit].astype(np.float64),
        listed=heavy,
        letters=worth[order] * np.minimum(*lengths[0]),
        consonants=worth[order] * np.minimum(*lengths[1]),
    )


def _doubts(pairs: Pairs, search: Search) -> Doubles:
    """What is known of two names whatever their words: kinds and legal forms that differ."""
    found = np.zeros(len(pairs))
    for name, known in apart(pairs, search.asked, search.index.lines).items():
        found += search.weights[pairs.asked, FEATURES.index(name)] * known
    return found


def _units_of(hopes: Hopes, needed: Bools, search: Search) -> Longs:
    """The needed words, and the runs that have one of them."""
    asked = search.asked
    bits = np.zeros(len(asked.name), dtype=np.int64)
    np.bitwise_or.at(bits, hopes.line[needed], asked.bits[hopes.unit[needed]])
    found: Longs = np.flatnonzero((asked.bits & bits[search.line]) != 0)
    return found
