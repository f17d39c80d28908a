"""Words that point at entries of the control lists, with the questions that decide."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, Self

from enduse.errors import RuleError
from enduse.goods.describe_gist import Gist
from enduse.goods.describe_terms import Hit
from enduse.goods.words import Lexicon

Read = Literal["primary", "secondary", "memory"]


@dataclass(frozen=True, slots=True)
class ControlHint:
    """An entry to look at, the words that point at it, and what must be asked. No verdict."""

    number: str
    about: str
    words: tuple[str, ...]
    asks: tuple[str, ...]
    citation: str
    read: Read


@dataclass(frozen=True, slots=True)
class Control:
    """An entry with its questions; `hs` are codes whose goods words point at it too."""

    number: str
    about: str
    asks: tuple[str, ...]
    hs: tuple[str, ...]
    citation: str
    read: Read


@dataclass(frozen=True, slots=True)
class Controls:
    """All entries with words. Built once."""

    entries: Mapping[str, Control]
    lexicon: Lexicon

    @classmethod
    def of(cls, table: Mapping[str, Any]) -> Self:
        """From the table of words.

        Raises:
            RuleError: an entry stands twice, or names a source that the table does not have.
        """
        entries: dict[str, Control] = {}
        words: list[tuple[str, str]] = []
        for row in table["control"]:
            number, source = row["number"], table["source"].get(row["source"])
            if number in entries or source is None:
                raise RuleError("controls_words", number, "one entry with a known source")
            entries[number] = Control(
                number,
                row["about"],
                tuple(row["asks"]),
                tuple(row.get("hs", ())),
                source["citation"],
                source["read"],
            )
            words += [(number, word) for word in row["words"]]
        return cls(entries, Lexicon.of(words))

    def hints(self, gist: Gist, hits: Iterable[Hit]) -> tuple[ControlHint, ...]:
        """The entries that a description points at; what it denies points nowhere."""
        found: dict[str, list[str]] = {}
        for one in self.lexicon.find(gist.tokens):
            places = range(one.first, one.last)
            if not gist.denied.intersection(places):
                found.setdefault(one.label, []).append(_written(gist, places))
        named = {hit.term.code: _written(gist, hit.at) for hit in hits if _names(hit, gist)}
        for number, control in self.entries.items():
            for code in control.hs:
                if code in named:
                    found.setdefault(number, []).append(named[code])
        return tuple(
            self._hint(self.entries[number], tuple(dict.fromkeys(words)))
            for number, words in sorted(found.items())
        )

    def asks(self, code: str) -> tuple[str, ...]:
        """The questions of the entries under which goods of a code may fall."""
        asked = (ask for c in self.entries.values() if code in c.hs for ask in c.asks)
        return tuple(dict.fromkeys(asked))

    @staticmethod
    def _hint(control: Control, words: tuple[str, ...]) -> ControlHint:
        return ControlHint(
            control.number, control.about, words, control.asks, control.citation, control.read
        )


def _names(hit: Hit, gist: Gist) -> bool:
    """Whether a term is what the description is about, and not something beside it."""
    if gist.denied.intersection(hit.at) or not hit.close:
        return False
    return any(gist.weights[at] >= 1.0 for at in hit.at)


def _written(gist: Gist, places: Collection[int] | Sequence[int]) -> str:
    first, last = min(places), max(places)
    return gist.text[gist.tokens[first].start : gist.tokens[last].end]
