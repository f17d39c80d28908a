"""Words that point at entries of the control lists, with the questions that decide."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, Self

from enduse.errors import RuleError
from enduse.goods.describe_gist import Gist
from enduse.goods.describe_terms import Hit
from enduse.goods.words import Lexicon

Read = Literal["primary", "secondary", "memory"]


@dataclass(frozen=True, slots=True)
class ControlHint:
    """An entry to look at, the words that point at it, and what must be asked. No verdict.

    `hs` are the beginnings of the codes (HS 2022) that goods of the entry may have.
    """

    number: str
    about: str
    words: tuple[str, ...]
    asks: tuple[str, ...]
    citation: str
    read: Read
    hs: tuple[str, ...] = ()

    def may_cover(self, codes: Iterable[str]) -> bool:
        """Whether goods of any of these codes may lie in the entry; without a code they may.

        >>> hint = ControlHint("2B231", "vacuum pumps", (), (), "", "memory", hs=("8414",))
        >>> hint.may_cover(["841410"]), hint.may_cover(["950300"]), hint.may_cover([])
        (True, False, True)
        """
        known = [code for code in codes if code]
        pairs = ((code, hs) for code in known for hs in self.hs)
        return (
            not known
            or not self.hs
            or any(code.startswith(hs) or hs.startswith(code) for code, hs in pairs)
        )


@dataclass(frozen=True, slots=True)
class Control:
    """An entry with its questions; `hs` are codes whose goods words point at it too.

    `within` are the beginnings of the codes that its goods may have.
    """

    number: str
    about: str
    asks: tuple[str, ...]
    hs: tuple[str, ...]
    within: tuple[str, ...]
    citation: str
    read: Read


@dataclass(frozen=True, slots=True)
class Controls:
    """All entries with words. Built once."""

    entries: Mapping[str, Control]
    lexicon: Lexicon
    weak: frozenset[str]
    wide: frozenset[str]
    packing: frozenset[str]

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
                tuple(row["range"]),
                source["citation"],
                source["read"],
            )
            words += [(number, word) for word in row["words"]]
        return cls(
            entries,
            Lexicon.of(words),
            *(frozenset(table[name]) for name in ("weak", "wide", "packing")),
        )

    def hints(
        self, gist: Gist, hits: Iterable[Hit], known: Collection[str] = ()
    ) -> tuple[ControlHint, ...]:
        """The entries that the name of a thing points at, not what stands beside it.

        `known` are the stems of the English texts. What is denied points nowhere.
        """
        heads = frozenset(self._heads(gist, known))
        found: dict[str, list[str]] = {}
        for one in self.lexicon.find(gist.tokens):
            places = range(one.first, one.last)
            if heads.intersection(places) and not gist.denied.intersection(places):
                found.setdefault(one.label, []).append(_written(gist, places))
        named = self._named(gist, tuple(hits), heads)
        for number, control in self.entries.items():
            for code in control.hs:
                if code in named:
                    found.setdefault(number, []).append(named[code])
        return tuple(
            self._hint(self.entries[number], tuple(dict.fromkeys(words)))
            for number, words in sorted(found.items())
        )

    def _heads(self, gist: Gist, known: Collection[str]) -> Iterator[int]:
        """The places of the name of each thing: the last known word of a run of words.

        Words that no English text has may be a brand, a type, or another language that puts
        what describes a thing behind it: what stands before them may be the name as well.
        """
        open_, clause = True, -1
        for at in range(len(gist.tokens) - 1, -1, -1):
            token = gist.tokens[at]
            if token.clause != clause:
                open_, clause = True, token.clause
            if gist.weights[at] < 1.0 or at in gist.marks:
                open_ = True
                continue
            if open_:
                yield at
            passes = token.text in self.packing or gist.stems[at] not in known
            open_ = open_ and passes

    def _named(self, gist: Gist, hits: Sequence[Hit], heads: frozenset[int]) -> dict[str, str]:
        """Codes whose own words name the thing; the longest name at a place counts."""
        close = [hit for hit in hits if hit.close and heads.intersection(hit.at)]
        longer = [frozenset(hit.at) for hit in close]
        return {
            hit.term.code: _written(gist, hit.at)
            for hit in close
            if hit.term.code not in self.wide
            and not gist.denied.intersection(hit.at)
            and not (len(hit.at) == 1 and gist.stems[hit.at[0]] in self.weak)
            and not any(frozenset(hit.at) < other for other in longer)
        }

    def asks(self, code: str) -> tuple[str, ...]:
        """The questions of the entries under which goods of a code may fall."""
        asked = (ask for c in self.entries.values() if code in c.hs for ask in c.asks)
        return tuple(dict.fromkeys(asked))

    @staticmethod
    def _hint(control: Control, words: tuple[str, ...]) -> ControlHint:
        return ControlHint(
            control.number,
            control.about,
            words,
            control.asks,
            control.citation,
            control.read,
            control.within,
        )


def _written(gist: Gist, places: Collection[int] | Sequence[int]) -> str:
    first, last = min(places), max(places)
    return gist.text[gist.tokens[first].start : gist.tokens[last].end]
