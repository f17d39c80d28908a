"""Makers of parts by any name they go by: "Linear Technology" is Analog Devices today."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Self

from enduse.goods.part_table import Maker

_WORD = re.compile(r"[^\W_]+")
_SHORT = 3
"""An alias of so few letters ("TI", "ST") counts only where it is the whole name."""

_COMMON = frozenset(
    "analog maxim texas philips peak pulse bel delta alliance oxford apex crystal diodes amp te "
    "integral lambda titan scorpion canon apple sierra pulse micron sharp digi sipex symeo "
    "princeton apacer transcend broad nations integral lg axis samsung sony bosch panasonic "
    "honeywell hitachi fujitsu toshiba epson mitsubishi siemens dialog alpha torch dallas "
    "resolution amd intel nvidia phantom sprague optek spectrum crane cannon lattice".split()
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
        words = _words(text)
        found: dict[str, None] = {}
        at = 0
        while at < len(words):
            for alias, maker in self.names.get(words[at], ()):
                whole = len(alias) == len(words)
                short = len(alias) == 1 and len(alias[0]) <= _SHORT
                if words[at : at + len(alias)] == alias and (whole or not short):
                    found[maker] = None
                    at += len(alias) - 1
                    break
            at += 1
        return tuple(found)

    def beside(self, text: str) -> tuple[str, ...]:
        """The makers that a description names without doubt: no names that are also words."""
        kept = " ".join(word for word in _words(text) if word not in _COMMON)
        return self.all_of(kept)

    def agree(self, one: str, other: str) -> bool:
        """Whether two makers are the same, or sold the same parts."""
        return one == other or other in self.also.get(one, ())


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.casefold() for word in _WORD.findall(text))
