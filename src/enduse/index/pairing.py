"""Which word of one name stands for which word of the other, for many pairs at once."""

from dataclasses import dataclass, replace

import numpy as np

from enduse.index.index import NameIndex, distinct, spread
from enduse.index.keys import Bools, Doubles, Longs
from enduse.index.lines import KINDS, Lines
from enduse.index.model import Model
from enduse.index.near import Near
from enduse.index.sieve import Sieve
from enduse.index.ways import INITIAL, JOINED, SAME, Ways

_UNKNOWN, _PERSON = KINDS.index("unknown"), KINDS.index("person")


@dataclass(frozen=True, slots=True)
class Pairs:
    """Lines beside each other: `asked` and `listed` are the numbers of the lines."""

    asked: Longs
    listed: Longs

    def __len__(self) -> int:
        return len(self.asked)

    def where(self, which: Longs | Bools) -> "Pairs":
        """Some of them."""
        return Pairs(self.asked[which], self.listed[which])


@dataclass(frozen=True, slots=True)
class Stands:
    """Words that stand for each other. By their pair of lines, best first.

    `asked` and `listed` are units of the lines; `weight` is that of the side that tells
    less, `worth` how much of it the way in which they are alike leaves, and `agrees` how
    much of it agrees.
    """

    pair: Longs
    asked: Longs
    listed: Longs
    way: Ways
    weight: Doubles
    worth: Doubles
    agrees: Doubles

    def where(self, which: Longs | Bools) -> "Stands":
        """Some of them."""
        return Stands(*(getattr(self, name)[which] for name in self.__slots__))

    def of(self, pair: Longs) -> "Stands":
        """The same with other numbers of pairs."""
        return replace(self, pair=pair)


def stand(options: Stands, asked: Lines, index: NameIndex, *, pairs: int) -> Stands:
    """Pair the words of each two lines, the most alike first, each word once.

    The order of words plays no part. What is equally alike is taken by its weight, then by
    its place in the names, so that nothing hangs on the order of a list.
    """
    a_bits, l_bits = asked.bits[options.asked], index.lines.bits[options.listed]
    order = np.lexsort((l_bits, a_bits, -options.weight, -options.worth, options.pair))
    return _greedy(options.where(order), (a_bits[order], l_bits[order]), pairs)


def _greedy(options: Stands, bits: tuple[Longs, Longs], pairs: int) -> Stands:
    """Take the best option of every pair, drop what it uses, and again."""
    asked, listed = bits
    used = np.zeros(pairs, dtype=np.int64), np.zeros(pairs, dtype=np.int64)
    alive = np.arange(len(options.pair))
    taken = []
    while alive.size:
        of = options.pair[alive]
        best = alive[np.concatenate([[True], of[1:] != of[:-1]])]
        taken.append(best)
        used[0][options.pair[best]] |= asked[best]
        used[1][options.pair[best]] |= listed[best]
        free = (used[0][of] & asked[alive]) | (used[1][of] & listed[alive])
        alive = alive[free == 0]
    kept = np.concatenate(taken) if taken else np.zeros(0, dtype=np.int64)
    return options.where(kept[np.argsort(options.pair[kept], kind="stable")])


def alike(
    pairs: Pairs, asked: Lines, sieve: Sieve, *, nearby: Near, index: NameIndex, model: Model
) -> Stands:
    """Every two words of a pair that may stand for each other."""
    found = [
        _meeting(pairs, asked, sieve, nearby=nearby, index=index),
        _initials(pairs, asked, index),
    ]
    pair, ours, theirs, way = (np.concatenate(each) for each in zip(*found, strict=True))
    # A run of listed words is met only whole.
    run = index.lines.what[theirs] >= len(index.lines.words)
    way = np.where(run & (way == SAME), JOINED, way)
    bare_too = is_bare(pairs, asked, index)[pair].astype(np.int8)
    worth = model.worth[way, bare_too]
    agrees = model.agrees[groups(pairs, asked, index)[pair], way, bare_too]
    weight = np.minimum(asked.weight[ours], index.lines.weight[theirs]).astype(np.float64)
    return Stands(pair, ours, theirs, way, weight, worth, agrees).where(worth > 0)


def is_bare(pairs: Pairs, asked: Lines, index: NameIndex) -> Bools:
    """Whether one side of each pair comes from a script that may leave vowels out."""
    ours = asked.bare[asked.name[pairs.asked]]
    found: Bools = ours | index.lines.bare[index.lines.name[pairs.listed]]
    return found


def groups(pairs: Pairs, asked: Lines, index: NameIndex) -> Longs:
    """By which rules each pair is weighed: what is asked decides, else what is listed."""
    ours = asked.kind[asked.name[pairs.asked]]
    theirs = index.lines.kind[index.lines.name[pairs.listed]]
    person: Longs = (np.where(ours == _UNKNOWN, theirs, ours) == _PERSON).astype(np.int64)
    return person


Found = tuple[Longs, Longs, Longs, Ways]


def _meeting(
    pairs: Pairs, asked: Lines, sieve: Sieve, *, nearby: Near, index: NameIndex
) -> Found:
    """What the asked words are near to, looked up in the listed line."""
    many = len(index.held)
    lines = distinct(pairs.asked)
    units, line = spread(asked.start[lines], asked.start[lines + 1] - asked.start[lines])
    first = nearby.start[asked.what[units]]
    places, unit = spread(first, nearby.start[asked.what[units] + 1] - first)
    keys = lines[line[unit]] * many + nearby.listed[places]
    order = np.argsort(keys)
    keys = keys[order]
    start = index.lines.start
    theirs, pair = spread(start[pairs.listed], start[pairs.listed + 1] - start[pairs.listed])
    likely = sieve.near(pairs.asked[pair], index.lines.what[theirs])
    theirs, pair = theirs[likely], pair[likely]
    wanted = pairs.asked[pair] * many + index.lines.what[theirs]
    left = np.searchsorted(keys, wanted, side="left")
    right = np.searchsorted(keys, wanted, side="right")
    hits, which = spread(left, right - left)
    chosen = order[hits]
    return pair[which], units[unit[chosen]], theirs[which], nearby.way[places[chosen]]


def _initials(pairs: Pairs, asked: Lines, index: NameIndex) -> Found:
    """Single letters, and the words of the other name that they open."""
    listed = index.lines
    has = (asked.initials[pairs.asked] | listed.initials[pairs.listed]) != 0
    which = np.flatnonzero(has)
    line, other_line = pairs.asked[which], pairs.listed[which]
    ours, at = spread(asked.start[line], asked.size[line].astype(np.int64))
    theirs, of = spread(
        listed.start[other_line][at], listed.size[other_line][at].astype(np.int64)
    )
    ours, pair = ours[of], which[at[of]]
    one, other = asked.said, listed.said
    x, y = asked.what[ours], listed.what[theirs]
    short = (one.length[x] == 1) != (other.length[y] == 1)
    opens = short & (one.first[x] == other.first[y]) & (one.first[x] > ord("9"))
    way = np.full(int(opens.sum()), INITIAL, dtype=np.int8)
    return pair[opens], ours[opens], theirs[opens], way
