"""Whether a description is nothing but a part: its number, its maker, what it is, how many."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, Self

from enduse.goods.part_makers import Makers
from enduse.goods.parts import Part
from enduse.goods.tables import read_toml

_WORD = re.compile(r"[^\W_]+")
_HEADING = 4


class Read(Protocol):
    """What the words of a text name: codes of six digits, with the words for each."""

    @property
    def strong(self) -> Mapping[str, str]:
        """Codes whose own words name the thing."""


Describe = Callable[[str], Read]


@dataclass(frozen=True, slots=True)
class Whole:
    """Words that say nothing but a part's package, number and quantity. Read once and kept."""

    plain: frozenset[str]
    measure: re.Pattern[str]
    makers: Makers

    @classmethod
    def of(cls, makers: Makers) -> Self:
        """With the table that is shipped with enduse."""
        table = read_toml("parts_whole.toml")
        words = (word for some in table["word"].values() for word in some)
        return cls(frozenset(words), re.compile(table["measure"]), makers)

    def holds(self, text: str, parts: Sequence[Part], describe: Describe) -> bool:
        """Whether a text names these parts and no other thing.

        The kind may be said in any language that `describe` reads: what names goods of the
        part's own heading is left out before the rest is looked at.
        """
        rest = text
        for part in reversed(parts):
            rest = f"{rest[: part.start]} {rest[part.end :]}"
        kinds = {word for part in parts for word in _words(f"{part.kind} {part.family}")}
        if self._nothing(rest, kinds):
            return True
        own = {hs[:_HEADING] for part in parts for hs in part.hs}
        for code, said in describe(rest).strong.items():
            if code[:_HEADING] in own:
                kinds |= set(_words(said))
        return self._nothing(rest, kinds)

    def _nothing(self, rest: str, kinds: set[str]) -> bool:
        """Whether only makers, quantities and the part's own words are left of a text."""
        left = [
            word
            for word in _words(rest)
            if word not in self.plain and word not in kinds and not self.measure.fullmatch(word)
        ]
        if not left:
            return True
        makers = {word for name in self.makers.named(rest) for word in name}
        return all(word in makers for word in left)


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]
