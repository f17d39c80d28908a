"""Whether a description or a part number and the declared code cannot both be right.

A difference of opinion is none: parts and whole, a machine and its instrument, an article of
its material. It takes goods that the text names, or a part that is sure, and a code that no
reading of the text allows.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, Self

from enduse.goods.codes import dotted
from enduse.goods.conflict_words import loose, unpacked
from enduse.goods.describe import Described, Describer
from enduse.goods.describe_gist import Gist
from enduse.goods.describe_stem import stem
from enduse.goods.tables import read_csv, read_toml

_HEADING = 4
_SPECIFIC = 3.0
"""How rare a word must be, in the texts of the nomenclature, to speak for a code."""
_RARE = 6.0
"""And how rare where it only stands in front of the name of a thing."""
_NEAR = 0.5
"""How near to the best a guess must come to speak for a code."""
_SHOWN = 60


class Part(Protocol):
    """A part number that was recognised."""

    @property
    def hs(self) -> str | None:
        """Its code of six digits."""

    @property
    def kind(self) -> str:
        """What it is."""

    @property
    def sure(self) -> bool:
        """Whether its maker and family are beyond doubt."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """What was read, what was declared, and the texts of both codes."""

    declared: str
    declared_text: str
    reads: str
    reads_text: str
    words: tuple[str, ...]
    by: str

    @property
    def says(self) -> str:
        """One plain sentence."""
        words = ", ".join(repr(word) for word in self.words)
        reads, declared = dotted(self.reads), dotted(self.declared)
        return (
            f"The {self.by} {words} names goods of {reads} ({_short(self.reads_text)}); "
            f"declared is {declared} ({_short(self.declared_text)})."
        )


def _short(text: str) -> str:
    """The beginning of a text of the nomenclature, which may run to several lines."""
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN].rsplit(' ', 1)[0].rstrip(',;')} …"


@dataclass(frozen=True, slots=True)
class Conflicts:
    """The table of cousins and a describer. Built once."""

    describer: Describer
    texts: Mapping[str, str]
    table: Mapping[str, Any]
    headings: frozenset[str]

    @classmethod
    def of(cls, describer: Describer, texts: Mapping[str, str]) -> Self:
        """With the table that is shipped with enduse."""
        table = read_toml("conflict.toml")
        headings = {code[:4] for c in describer.controls.entries.values() for code in c.hs}
        headings |= {row["hs6"][:4] for row in read_csv("chpl.csv")}
        return cls(describer, texts, table, frozenset(headings | set(table["named"])))

    def find(
        self,
        declared: Sequence[str],
        described: Described,
        *,
        text: str,
        part: Part | None = None,
    ) -> Conflict | None:
        """The conflict between a line's words and its code, None where there is none.

        `declared` are the readings of the code, in each edition that it may be of: one that
        fits is enough. A code of fewer than four digits says too little.
        """
        codes = [code for code in declared if len(code) >= _HEADING]
        if not codes:
            return None
        by_part = self._by_part(codes, part)
        return by_part or self._by_words(codes, described, text)

    def _by_part(self, codes: Sequence[str], part: Part | None) -> Conflict | None:
        if part is None or not part.sure or part.hs is None:
            return None
        heading = part.hs[:4]
        if heading in self.table["electronics"]["core"]:
            allowed = frozenset(self.table["electronics"]["family"])
            fits = any(code[:4] in allowed for code in codes)
        else:
            fits = any(self._cousin(part.hs, code) for code in codes)
        return (
            None
            if fits
            else self._conflict(codes[0], part.hs, words=(part.kind,), by="part number")
        )

    def _by_words(
        self, codes: Sequence[str], described: Described, text: str
    ) -> Conflict | None:
        gist = self.describer.reader.read(text)
        named = self._named(described.strong) or self._named(self._bare(gist))
        if not named:
            return None
        best = max((c.score for c in described.candidates), default=0.0)
        near = (c.hs for c in described.candidates if c.score >= _NEAR * best)
        readings = {*described.strong, *near}
        if any(self._allowed(code, readings, gist=gist, named=named) for code in codes):
            return None
        first = next((c.hs for c in described.candidates if c.hs in named), None)
        reads = first or min(named, key=lambda code: (-len(named[code]), code))
        return self._conflict(codes[0], reads, words=(named[reads],), by="description")

    def _named(self, strong: Mapping[str, str]) -> dict[str, str]:
        """Those of the codes whose words name a thing that control looks at."""
        return {
            code: words
            for code, words in strong.items()
            if code[:4] in self.headings and stem(words.lower()) not in self.table["weak"]
        }

    def _bare(self, gist: Gist) -> Mapping[str, str]:
        return unpacked(self.describer, self.table["loose"]["packing"], gist)

    def _allowed(
        self, code: str, readings: Collection[str], *, gist: Gist, named: Mapping[str, str]
    ) -> bool:
        """Whether any reading of the text is near enough to a declared code."""
        if any(reading[:4] == code[:4] for reading in readings):
            return True
        if any(self._cousin(reading, code) for reading in named):
            return True
        others = [r for r in readings if r not in named and r[:2] == code[:2]]
        if others and not self._sole(gist, named):
            return True
        taken = {
            word for words in named.values() for word in self.describer.reader.read(words).stems
        }
        if self._material(code, gist, named) or loose(self.table["loose"], gist, taken):
            return True
        return self._speaks(code, gist, taken)

    def _cousin(self, reading: str, code: str) -> bool:
        if reading[:4] == code[:4]:
            return True
        strict = self.table["strict"]
        if reading[:4] in strict["named"] and code[:4] in strict["home"]:
            return False
        if reading[:2] == code[:2]:
            return True
        near = self.table["cousins"].get(reading[:2], [reading[:2]])
        if code[:2] not in near:
            return False
        plain = self.table["plain"]["headings"]
        return code[:4] not in plain or reading[:4] in plain

    def _sole(self, gist: Gist, named: Mapping[str, str]) -> bool:
        """Whether the text is about nothing but the named goods."""
        return len(gist.head) <= 1 or len(named) > len(gist.head)

    def _material(self, code: str, gist: Gist, named: Collection[str]) -> bool:
        spoken = self.table["spoken"].get(code[:2], ())
        bare = all(each[:4] in self.table["strict"]["core"] for each in named)
        if not bare and any(token.text in spoken for token in gist.tokens):
            return True
        facts = self.table["materials"].get(code[:2])
        if not facts:
            return False
        parts = self.table["loose"]["parts"]
        if any(token.text in parts for token in gist.tokens):
            return True
        return bool(self.describer.ranker.rules.read(gist) & set(facts))

    def _speaks(self, code: str, gist: Gist, taken: Collection[str]) -> bool:
        """Whether a rare word of the text, beside the named goods, is in the code's own."""
        index, packing = self.describer.ranker.texts, self.table["loose"]["packing"]
        for at, word in enumerate(gist.stems):
            floor = _SPECIFIC if at in gist.head else _RARE
            if gist.tokens[at].text in packing:
                continue
            if word in taken or gist.weights[at] < 1.0 or index.idf.get(word, 0.0) < floor:
                continue
            if any(found.startswith(code[:4]) for found, _ in index.postings.get(word, ())):
                return True
        return False

    def _conflict(self, code: str, reads: str, *, words: tuple[str, ...], by: str) -> Conflict:
        return Conflict(
            declared=code,
            declared_text=self._text(code),
            reads=reads,
            reads_text=self._text(reads),
            words=words,
            by=by,
        )

    def _text(self, code: str) -> str:
        return self.texts.get(code) or self.texts.get(code[:4], "no text is known")
