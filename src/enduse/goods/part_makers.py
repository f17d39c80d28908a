"""Makers of parts by any name they go by: "Linear Technology" is Analog Devices today."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Self

from enduse.goods.part_table import Maker

_WORD = re.compile(r"[^\W_]+")
_SHORT = 3
"""An alias of so few letters ("TI", "ST") counts only where it is the whole name."""

_COMMON = frozenset(
    {
        "alliance",
        "alpha",
        "amd",
        "amp",
        "analog",
        "apacer",
        "apex",
        "apple",
        "axis",
        "bel",
        "bosch",
        "broad",
        "cannon",
        "canon",
        "crane",
        "crystal",
        "dallas",
        "delta",
        "dialog",
        "digi",
        "diodes",
        "epson",
        "fujitsu",
        "hitachi",
        "honeywell",
        "integral",
        "intel",
        "lambda",
        "lattice",
        "lg",
        "maxim",
        "micron",
        "mitsubishi",
        "nations",
        "nvidia",
        "optek",
        "oxford",
        "panasonic",
        "peak",
        "phantom",
        "philips",
        "princeton",
        "pulse",
        "resolution",
        "samsung",
        "scorpion",
        "sharp",
        "siemens",
        "sierra",
        "sipex",
        "sony",
        "spectrum",
        "sprague",
        "symeo",
        "te",
        "texas",
        "titan",
        "torch",
        "toshiba",
        "transcend",
    }
)
"""Names that are also words, or that sell much else: they support no short number."""


@dataclass(frozen=True, slots=True)
class Makers:
    """Names of makers by their first word. Read once and kept."""

    names: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]
    also: Mapping[str, frozenset[str]]

    @classmethod
    def of(cls, makers: Iterable[Maker]) -> Self:
        """Take the makers of the table."""
        names: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        also: dict[str, set[str]] = {}
        for maker in makers:
            for alias in (maker.name, *maker.aliases):
                words = _words(alias)
                names.setdefault(words[0], []).append((words, maker.name))
            for other in maker.also:
                also.setdefault(maker.name, set()).add(other)
                also.setdefault(other, set()).add(maker.name)
        return cls(
            {
                first: tuple(sorted(found, key=lambda one: -len(one[0])))
                for first, found in names.items()
            },
            {name: frozenset(found) for name, found in also.items()},
        )

    def all_of(self, text: str) -> tuple[str, ...]:
        """Every maker that a text names, in its order; a short name only by itself."""
        return tuple(dict.fromkeys(maker for _, maker, _ in self._found(text)))

    def spots(self, text: str) -> Iterator[tuple[int, str]]:
        """Where a description names makers, but for names that are also words."""
        for start, maker, alias in self._found(text):
            if alias[0] not in _COMMON or len(alias) > 1:
                yield start, maker

    def named(self, text: str) -> tuple[tuple[str, ...], ...]:
        """The words of every maker's name that stands in a text, a short one too."""
        words = _words(text)
        return tuple(
            alias
            for at, word in enumerate(words)
            for alias, _ in self.names.get(word, ())
            if words[at : at + len(alias)] == alias
        )

    def _found(self, text: str) -> Iterator[tuple[int, str, tuple[str, ...]]]:
        places = [(match.start(), match[0].casefold()) for match in _WORD.finditer(text)]
        words = tuple(word for _, word in places)
        behind = 0
        for at, word in enumerate(words):
            for alias, maker in self.names.get(word, ()) if at >= behind else ():
                if _counts(alias, words) and words[at : at + len(alias)] == alias:
                    yield places[at][0], maker, alias
                    behind = at + len(alias)
                    break

    def agree(self, one: str, other: str) -> bool:
        """Whether two makers are the same, or sold the same parts."""
        return one == other or other in self.also.get(one, ())


def _counts(alias: tuple[str, ...], words: tuple[str, ...]) -> bool:
    return len(alias) == len(words) or len(alias) > 1 or len(alias[0]) > _SHORT


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.casefold() for word in _WORD.findall(text))
