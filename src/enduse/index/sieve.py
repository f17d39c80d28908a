"""Whether a listed word is near any word of an asked line: quickly, and never wrongly no."""

from dataclasses import dataclass

import numpy as np

from enduse.index.index import NameIndex, spread
from enduse.index.keys import Bools, Ints, Keys, Longs
from enduse.index.lines import Lines
from enduse.index.near import Near

_LINE, _WORD = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xD1342543DE82EF95)
_ROOM = 16
"""Places for each pair, of which it has two: one pair in sixty seems near and is not."""


@dataclass(frozen=True, slots=True)
class Sieve:
    """A table of marks: the places of an asked line with a listed word are hashes of both.

    A listed run is marked, and each of its words too, so that asking for words is enough.
    """

    marks: Bools
    shift: np.uint64

    @classmethod
    def of(cls, asked: Lines, line: Longs, nearby: Near, *, index: NameIndex) -> "Sieve":
        """Of all that is near to these lines; `line` is that of each unit."""
        first = nearby.start[asked.what]
        places, unit = spread(first, nearby.start[asked.what + 1] - first)
        listed, lines = nearby.listed[places].astype(np.int64), line[unit]
        words = len(index.lines.words)
        run = np.flatnonzero(listed >= words)
        one, other = index.lines.pairs[listed[run] - words].T
        table = max(10, int(len(listed) * _ROOM).bit_length())
        found = cls(np.zeros(1 << table, dtype=np.bool_), np.uint64(64 - table))
        for of, word in ((lines, listed), (lines[run], one), (lines[run], other)):
            both = found.both(of, word)
            found.marks[both >> found.shift] = True
            found.marks[found.again(both)] = True
        return found

    def near(self, line: Longs, word: Longs | Ints) -> Bools:
        """Whether each word or run may be near to its line."""
        both = self.both(line, word)
        found: Bools = self.marks[both >> self.shift]
        found[found] = self.marks[self.again(both[found])]
        return found

    def met(self, salt: Keys, word: Ints) -> Longs:
        """Those of the words that may be near to their lines, of which `salt` is given."""
        both = salt + word.astype(np.uint64) * _WORD
        found = np.flatnonzero(self.marks[both >> self.shift])
        again: Longs = found[self.marks[self.again(both[found])]]
        return again

    @staticmethod
    def salt(line: Longs) -> Keys:
        """What a line brings to the places of all words with it."""
        found: Keys = line.astype(np.uint64) * _LINE
        return found

    @staticmethod
    def both(line: Longs, word: Longs | Ints) -> Keys:
        """A line and a word as one number, whose highest bits are the first place."""
        found: Keys = line.astype(np.uint64) * _LINE + word.astype(np.uint64) * _WORD
        return found

    def again(self, both: Keys) -> Keys:
        """The second place."""
        found: Keys = ((both ^ (both >> np.uint64(29))) * _WORD) >> self.shift
        return found
