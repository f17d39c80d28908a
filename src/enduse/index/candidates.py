"""Which listed names can reach a score at all.

The bound knows of each asked word how near the nearest listed words are; a name can be no
better than if all of its words met so. Listed names are looked up by those words only without
which the score cannot be reached. Of what they lead to, a name is dropped that is too heavy or
too long, that has no second word near where one is not enough, or for which the bound, with all
that is then known, is too low.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from enduse.index.bound import ROOM, most
from enduse.index.evidence import apart
from enduse.index.index import distinct, spread
from enduse.index.keys import Covers, Doubles, Longs
from enduse.index.lines import Lines
from enduse.index.model import FEATURES
from enduse.index.needed import Needed, needed_of, some_of
from enduse.index.options import LETTER, Own, options_of
from enduse.index.pairing import Pairs
from enduse.index.reach import Reach
from enduse.index.sieve import Sieve

_AT_ONCE = 200_000


def candidates(asked: Lines, sieve: Sieve, reaches: Sequence[Reach], *, floor: float) -> Pairs:
    """Every two lines whose log-odds may be as high as `floor`.

    They share a word, or words that are near by a key; initials alone are not enough.
    """
    none = np.zeros(0, dtype=np.int64)
    line = asked.line_of()
    found = [Pairs(none, none)]
    for reach in reaches:
        own = Own.of(asked, line, reach=reach)
        options = options_of(asked, own, line, reach=reach)
        needed = needed_of(asked, options, own, reach=reach, floor=floor)
        found += [
            _looked_up(some, sieve, asked, reach=reach, floor=floor) for some in _blocks(needed)
        ]
    return Pairs(
        np.concatenate([each.asked for each in found]),
        np.concatenate([each.listed for each in found]),
    )


def _blocks(needed: Needed) -> Iterator[Needed]:
    """Some of the options at a time: a common word is in very many names."""
    block = np.cumsum(needed.options.holders) // _AT_ONCE
    for number in distinct(block):
        yield some_of(needed, np.flatnonzero(block == number))


def _looked_up(
    needed: Needed, sieve: Sieve, asked: Lines, *, reach: Reach, floor: float
) -> Pairs:
    """Look the options up, and drop what cannot reach the floor."""
    option, listed, covers = _met(needed, reach)
    index = reach.index
    light = index.light[listed]
    kept = np.flatnonzero(
        (light <= needed.mass[option]) & (index.lines.letters[listed] <= needed.longest[option])
    )
    option, listed, light, covers = option[kept], listed[kept], light[kept], covers[kept]
    line = needed.options.line[option]
    enough = light <= needed.alone[option]
    more = np.flatnonzero(~enough)
    near, weight = _near(line[more], listed[more], sieve, reach=reach)
    enough[more] = near > covers[more]
    met = np.full(len(line), np.inf)
    met[more] = weight
    kept = np.flatnonzero(enough)
    option, pairs = option[kept], Pairs(line[kept], listed[kept])
    high = _high(needed, option, pairs, met=met[kept], asked=asked, reach=reach) >= floor
    keys = distinct(pairs.asked[high] * len(index.lines.name) + pairs.listed[high])
    return Pairs(*np.divmod(keys, len(index.lines.name)))


def _met(needed: Needed, reach: Reach) -> tuple[Longs, Longs, Covers]:
    """Every option that leads to a listed line, the line, and how many of its words are met."""
    groups, group = reach.groups, needed.options.group
    members, of = spread(groups.cut[group], groups.cut[group + 1] - groups.cut[group])
    word = groups.member[members]
    first = reach.first[word].astype(np.int64)
    holders, which = spread(first, reach.last[word] - first)
    return (
        of[which],
        reach.index.holder[holders].astype(np.int64),
        reach.index.covers[word][which],
    )


def _near(line: Longs, listed: Longs, sieve: Sieve, *, reach: Reach) -> tuple[Longs, Doubles]:
    """How many words of each listed line are near to asked ones, and what they weigh."""
    lines = reach.index.lines
    first, size, salt = lines.start[listed], lines.size[listed], sieve.salt(line)
    found, weight = np.zeros(len(line), dtype=np.int64), np.zeros(len(line))
    left = np.arange(len(line))
    # Word by word: the first ones of all lines, then the second ones, as long as there are any.
    for place in range(int(size.max(initial=0))):
        if place:
            kept = np.flatnonzero(size > place)
            left, first, size, salt = left[kept], first[kept], size[kept], salt[kept]
        unit = first + place
        met = sieve.met(salt, lines.what[unit])
        found[left[met]] += 1
        weight[left[met]] += lines.weight[unit[met]]
    return found, weight


def _high(
    needed: Needed, option: Longs, pairs: Pairs, *, met: Doubles, asked: Lines, reach: Reach
) -> Doubles:
    """The bound, now that the listed line is known and which of its words are met.

    No more agrees than these weigh, and all others are left over; initials apart.
    """
    lines = reach.index.lines
    best = some_of(needed, option).best
    letters = _part(needed.letters[option], asked.letters, lines.letters, pairs=pairs)
    if reach.bare:
        bones = needed.consonants[option]
        letters = np.maximum(
            letters, _part(bones, asked.consonants, lines.consonants, pairs=pairs)
        )
    weights = reach.weights[reach.rules(asked)[pairs.asked]]
    doubts = np.zeros(len(pairs))
    for name, known in apart(pairs, asked, lines).items():
        doubts += weights[:, FEATURES.index(name)] * known
    initials = (asked.initials[pairs.asked] | lines.initials[pairs.listed]) != 0
    met = met + LETTER * asked.size[pairs.asked] * initials + ROOM
    sums = replace(
        best,
        told=np.minimum(best.told, met),
        theirs=np.maximum(
            0.0, reach.index.light[pairs.listed] - np.minimum(needed.listed[option], met)
        ),
        letters=letters,
        exact=best.exact & (asked.size[pairs.asked] == lines.size[pairs.listed]),
        doubts=doubts,
    )
    return most(weights, sums)


def _part(alike: Doubles, ours: Longs, theirs: Longs, *, pairs: Pairs) -> Doubles:
    longer = np.maximum(ours[pairs.asked], theirs[pairs.listed])
    found: Doubles = alike / np.maximum(1, longer)
    return found
