"""What stands around a place in a text: words of electronics, and names of makers."""

import re
from bisect import bisect_left
from dataclasses import dataclass, field

from enduse.goods.part_makers import Makers
from enduse.goods.part_table import Table

_REACH = 80
"""How many characters off a word still speaks for a number."""

_ENOUGH = re.compile(r"(?<![^\W_])(?:[^\W\d_]{4,}|[\u3400-\u9fff])")
"""A word: four letters that stand together, or a Chinese character."""


@dataclass(frozen=True, slots=True)
class Around:
    """The places of such words in one text, looked for once, when first needed.

    >>> around = Around("amplifier OP27", Table.load(), Makers.of(()))
    >>> around.in_context(10, 14), around.in_context(200, 204)
    (True, False)
    """

    text: str
    table: Table
    makers: Makers
    _words: list[list[int]] = field(default_factory=list, compare=False, repr=False)
    _other: list[list[int]] = field(default_factory=list, compare=False, repr=False)
    _named: list[list[tuple[int, str]]] = field(default_factory=list, compare=False, repr=False)

    def in_context(self, start: int, end: int) -> bool:
        """Whether a word of electronics stands near, outside the place itself."""
        if not self._words:
            self._words.append([m.start() for m in self.table.context.finditer(self.text)])
        spots = self._words[0]
        at = bisect_left(spots, start - _REACH)
        return any(
            not start <= spot < end for spot in spots[at : at + 3] if spot < end + _REACH
        )

    def named(self, start: int, end: int) -> tuple[str, ...]:
        """The makers that are named near, outside the place itself."""
        if not self._named:
            self._named.append(list(self.makers.spots(self.text)))
        spots = self._named[0]
        at = bisect_left(spots, (start - _REACH, ""))
        near = (one for one in spots[at : at + 8] if one[0] < end + _REACH)
        return tuple(dict.fromkeys(maker for spot, maker in near if not start <= spot < end))

    def only(self, start: int, end: int) -> bool:
        """Whether no other word stands in the text: numbers and "pcs" are none.

        >>> around = Around("10 pcs AD9361, new", Table.load(), Makers.of(()))
        >>> around.only(7, 13), around.only(0, 2)
        (True, True)
        """
        if not self._other:
            self._other.append([m.start() for m in _ENOUGH.finditer(self.text)])
        spots = self._other[0]
        inside = bisect_left(spots, end) - bisect_left(spots, start)
        return inside == len(spots)
