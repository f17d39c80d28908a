"""Lay names out: from words to the arrays of `Lines`."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np

from enduse.index.index import numbered
from enduse.index.keys import Bools, Floats, Ints, Longs, Words, joined, spelt, words_of
from enduse.index.lines import KINDS, Lines
from enduse.names.common import PARTICLES, PLACES, is_patronymic
from enduse.names.forms import CLASSES
from enduse.names.rarity import rarity
from enduse.names.ready import ReadyName
from enduse.names.sound import fold

# Of a name that says less than half a rare word ("By Trade"), the small words count too.
_TELLING = 0.5
_SMALL_WORD = 0.15
_ROUNDING = 1e-9
_KIND = {kind: at for at, kind in enumerate(KINDS)}
_FORM = {name: 1 << at for at, name in enumerate(CLASSES) if name != "company"}
_MOST_PLACES = 62
_SONS = frozenset({"bin", "ben", "ibn", "bint", "ould", "wuld", "uld"})


@dataclass(slots=True)
class Lexicon:
    """Words by number, in the order in which they were met."""

    words: list[str] = field(default_factory=list)
    number: dict[str, int] = field(default_factory=dict)

    def add(self, words: Sequence[str]) -> list[int]:
        """The numbers of some words; new ones are given the next."""
        number = self.number
        found: list[int] = []
        for word in words:
            at = number.get(word)
            if at is None:
                at = number[word] = len(self.words)
                self.words.append(word)
            found.append(at)
        return found


def lay_out(names: Iterable[ReadyName]) -> Lines:
    """Lay names out, in their order."""
    lexicon, given = Lexicon(), _Given()
    for at, name in enumerate(names):
        given.facts.append((_KIND.get(name.kind, 0), _forms(name), name.weak, name.bare))
        for reading in name.readings():
            if name.family:
                given.family[len(given.sizes)] = name.family
            given.flat += lexicon.add(reading)
            given.sizes.append(len(reading))
            given.name_of.append(at)
    return _arrays(lexicon.words, given)


def _forms(name: ReadyName) -> int:
    return sum(_FORM.get(each, 0) for each in name.forms) if name.forms else 0


_Read = tuple[Ints, Longs, Bools]
"""Words by number, the line of each, and whether it takes part."""


@dataclass(slots=True)
class _Given:
    """Names as they are read: their words by number, line by line, and what else is known."""

    flat: list[int] = field(default_factory=list)
    sizes: list[int] = field(default_factory=list)
    name_of: list[int] = field(default_factory=list)
    family: dict[int, frozenset[str]] = field(default_factory=dict)
    facts: list[tuple[int, int, bool, bool]] = field(default_factory=list)


def _arrays(words: Sequence[str], given: _Given) -> Lines:
    sizes = given.sizes
    tokens = np.array(given.flat, dtype=np.int32)
    line = np.repeat(np.arange(len(sizes), dtype=np.int64), np.array(sizes, dtype=np.int64))
    particle = _which(words, PARTICLES.__contains__)[tokens]
    rare = np.fromiter(map(rarity, words), np.float64, len(words))[tokens]
    told = np.bincount(line, weights=np.where(particle, 0, rare), minlength=len(sizes))
    small = (told < _TELLING - _ROUNDING)[line]
    part = ~particle | small
    weight = np.where(small, np.maximum(rare, _SMALL_WORD), rare).astype(np.float32)
    parts = _Parts.of((tokens, line, part), weight)
    said = words_of(words)
    units, (pairs, runs) = _units(parts, (tokens, line, part), said)
    size = np.bincount(parts.line, minlength=len(sizes)).astype(np.int32)
    bits = {
        "places": _which(words, PLACES.__contains__),
        "patronymics": _which(words, is_patronymic),
        "digits": _which(words, str.isdigit),
        "initials": (said.length == 1) & ~_which(words, str.isdigit),
    }
    known = list(zip(*given.facts, strict=True)) or [(), (), (), ()]
    return Lines(
        words=words,
        said=said,
        runs=runs,
        pairs=pairs,
        name=np.array(given.name_of, dtype=np.int32),
        size=size,
        family=_family(parts, words, given),
        **{name: parts.marked(which[parts.token], len(sizes)) for name, which in bits.items()},
        sons=_sons(parts, (tokens, line, part), _which(words, _SONS.__contains__)),
        start=units.start,
        what=units.what,
        bits=units.bits,
        weight=units.weight,
        kind=np.array(known[0], dtype=np.int8),
        forms=np.array(known[1], dtype=np.int64),
        weak=np.array(known[2], dtype=np.bool_),
        bare=np.array(known[3], dtype=np.bool_),
        letters=_sums(parts, said.length, len(sizes)),
        consonants=_sums(parts, said.consonants, len(sizes)),
        spelt=spelt(words),
        heard=spelt([fold(word) for word in words]),
    )


def _sums(parts: "_Parts", counts: Longs, lines: int) -> Longs:
    found = np.bincount(parts.line, weights=counts[parts.token], minlength=lines)
    return found.astype(np.int64)


@dataclass(frozen=True, slots=True)
class _Parts:
    """The words that take part: their lines, their places there as bits, their weights."""

    token: Ints
    line: Longs
    bit: Longs
    weight: Floats

    @classmethod
    def of(cls, read: "_Read", weight: Floats) -> "_Parts":
        tokens, line, part = read
        where = np.flatnonzero(part)
        of_line = line[where]
        first = np.searchsorted(of_line, of_line, side="left")
        place = np.minimum(np.arange(len(where)) - first, _MOST_PLACES - 1)
        return cls(tokens[where], of_line, np.int64(1) << place, weight[where])

    def marked(self, which: Bools, lines: int) -> Longs:
        """The bits of some of the words, by line."""
        found = np.zeros(lines, dtype=np.int64)
        np.bitwise_or.at(found, self.line[which], self.bit[which])
        return found


@dataclass(frozen=True, slots=True)
class _Units:
    start: Longs
    what: Ints
    bits: Longs
    weight: Floats


def _units(parts: _Parts, read: _Read, said: Words) -> tuple[_Units, tuple[Ints, Words]]:
    """Words, and neighbours that may be written as one word, by line."""
    tokens, line, part = read
    lines = int(line[-1]) + 1 if line.size else 0
    words = len(said.letters)
    near = np.flatnonzero(parts.line[1:] == parts.line[:-1])
    # "al hamzi" is also written "alhamzi": an article takes part only so.
    before = np.flatnonzero(~part[:-1] & part[1:] & (line[1:] == line[:-1]))
    own = (np.cumsum(part) - 1)[before + 1]
    pairs = (
        np.concatenate([parts.token[near], tokens[before]]).astype(np.int64),
        np.concatenate([parts.token[near + 1], tokens[before + 1]]).astype(np.int64),
    )
    distinct, run = numbered(pairs[0] * words + pairs[1])
    a, b = np.divmod(distinct, max(1, words))
    first, second = said.some(a), said.some(b)
    bits = [parts.bit, parts.bit[near] | parts.bit[near + 1], parts.bit[own]]
    weight = [parts.weight, parts.weight[near] + parts.weight[near + 1], parts.weight[own]]
    where = np.concatenate([parts.line, parts.line[near], parts.line[own]])
    order = np.argsort(where, kind="stable")
    start = np.concatenate([[0], np.cumsum(np.bincount(where, minlength=lines))])
    what = np.concatenate([parts.token.astype(np.int64), run + words])
    units = _Units(
        start.astype(np.int64),
        what[order].astype(np.int32),
        np.concatenate(bits)[order],
        np.concatenate(weight)[order],
    )
    return units, (np.column_stack([a, b]).astype(np.int32), joined(first, second))


def _family(parts: _Parts, words: Sequence[str], given: _Given) -> Longs:
    lines = len(given.sizes)
    found = np.zeros(lines, dtype=np.int64)
    starts = np.searchsorted(parts.line, np.arange(lines + 1))
    for line, names in given.family.items():
        for at in range(starts[line], starts[line + 1]):
            if words[parts.token[at]] in names:
                found[line] |= parts.bit[at]
    return found


def _sons(parts: _Parts, read: _Read, sons: Bools) -> Longs:
    """The words beside each "bin" of each line: a son, his father, and his."""
    tokens, line, part = read
    found = np.zeros(int(line[-1]) + 1 if line.size else 0, dtype=np.int64)
    marks, where = np.flatnonzero(sons[tokens]), np.flatnonzero(part)
    before = np.searchsorted(where, marks, side="left") - 1
    after = np.searchsorted(where, marks, side="right")
    for beside in (before, after):
        some = (beside >= 0) & (beside < len(where))
        mark, own = marks[some], beside[some]
        same = line[where[own]] == line[mark]
        np.bitwise_or.at(found, line[mark[same]], parts.bit[own[same]])
    return found


def _which(words: Sequence[str], holds: Callable[[str], bool]) -> Bools:
    return np.fromiter(map(holds, words), np.bool_, len(words))
