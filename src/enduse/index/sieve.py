"""Whether a listed word is near any word of an asked line: quickly, and never wrongly no."""

from dataclasses import dataclass

import numpy as np

from enduse.index.index import NameIndex, spread
from enduse.index.keys import Bools, Ints, Keys, Longs
from enduse.index.lines import Lines
from enduse.index.near import Near

_LINE, _WORD = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xD1342543DE82EF95)
_ROOM = 16
"""Places for each pair of a line and a word: one in sixteen pairs may seem near and is not."""


@dataclass(frozen=True, slots=True)
class Sieve:
    """A table of marks: the place of an asked line with a listed word is a hash of both.

    A listed run stands for its words, so that only words need be asked for.
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
        pair = index.lines.pairs[listed[run] - words]
        shift = np.uint64(64 - max(10, int(len(listed) * _ROOM).bit_length()))
        marks = np.zeros(1 << (64 - int(shift)), dtype=np.bool_)
        single = np.flatnonzero(listed < words)
        for of, word in (
            (lines[single], listed[single]),
            (lines[run], pair[:, 0]),
            (lines[run], pair[:, 1]),
        ):
            marks[_places(of, word, shift)] = True
        return cls(marks, shift)

    def near(self, line: Longs, word: Longs | Ints) -> Bools:
        """Whether each word may be near to its line."""
        found: Bools = self.marks[_places(line, word, self.shift)]
        return found


def _places(line: Longs, word: Longs | Ints, shift: np.uint64) -> Keys:
    found: Keys = (line.astype(np.uint64) * _LINE + word.astype(np.uint64) * _WORD) >> shift
    return found
