"""Words for goods: the term files read, and the terms that stand in a description."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple, Self

from enduse.errors import RuleError
from enduse.goods.describe_gist import Gist
from enduse.goods.describe_stem import inflects, stem
from enduse.goods.words import cut

_ASCII = re.compile(r"[a-z0-9]+\*?")
_KEY = 3
_LANGUAGES = frozenset({"nl", "de", "fr", "ru", "tr", "zh", "fa"})
_COMPOUND = 5
_LONG = 8
_SUBHEADING = 6
_NOISE = frozenset(
    ("a", "an", "the", "of", "for", "with", "in", "and", "or", "to", "by", "from", "not", "on",
     "over", "under")
)  # fmt: skip


class Term(NamedTuple):
    """One term of one code. `words` are stems in English, forms as written elsewhere.

    A tuple, because there are tens of thousands and a program waits for them.
    """

    words: tuple[str, ...]
    code: str
    language: str
    last: str

    @property
    def english(self) -> bool:
        """Whether its words are stems."""
        return self.language == "en"


@dataclass(frozen=True, slots=True)
class Hit:
    """A term in a text: its places there. `close` where its words stand side by side."""

    term: Term
    at: tuple[int, ...]
    close: bool
    compound: bool = False


def parse_terms(lines: Iterable[str], place: str) -> Iterator[Term]:
    """The terms of one file: "847130 | laptop; portable computer | de: tragbarer Computer".

    Raises:
        RuleError: a line has no code of six digits, or names a language we do not know.
    """
    for number, line in enumerate(lines, 1):
        bare = line.strip()
        if not bare or bare.startswith("#"):
            continue
        code, *segments = (part.strip() for part in bare.split("|"))
        if not (len(code) == _SUBHEADING and code.isdigit() and segments):
            raise RuleError("terms", f"{place}:{number}: {bare[:40]!r}", "code | words")
        yield from _segment(code, "en", segments[0])
        for segment in segments[1:]:
            language, _, words = segment.partition(":")
            if language.strip() not in _LANGUAGES:
                raise RuleError("terms", f"{place}:{number}: {segment[:30]!r}", "nl: words")
            yield from _segment(code, language.strip(), words)


def _segment(code: str, language: str, text: str) -> Iterator[Term]:
    for one in text.split(";"):
        words = tuple(_words(one, language))
        if words:
            yield Term(words, code, language, words[-1])


def _words(term: str, language: str) -> list[str]:
    if language != "en":
        return [
            token.text + "*" if term[token.end : token.end + 1] == "*" else token.text
            for token in cut(term)
        ]
    if term.isascii():
        found = _ASCII.findall(term.lower())
    else:
        found = [token.text for token in cut(term)]
    return [w if w.endswith("*") else stem(w) for w in found if w not in _NOISE]


@dataclass(frozen=True, slots=True)
class Terms:
    """All terms, found by their rarest word. Built once; the order of the files is nothing."""

    english: Mapping[str, tuple[Term, ...]]
    foreign: Mapping[str, tuple[Term, ...]]
    single: Mapping[str, tuple[Term, ...]]
    counts: Mapping[str, int]

    @classmethod
    def of(cls, terms: Iterable[Term]) -> Self:
        """Sort and index terms."""
        ready = sorted(set(terms))
        counts: dict[str, int] = {}
        for term in ready:
            for word in term.words:
                counts[word] = counts.get(word, 0) + 1
        english: dict[str, list[Term]] = {}
        foreign: dict[str, list[Term]] = {}
        single: dict[str, list[Term]] = {}
        for term in ready:
            if term.english:
                key = min(term.words, key=lambda w: (counts[w], w))
                english.setdefault(key.removesuffix("*"), []).append(term)
                continue
            foreign.setdefault(term.words[0][:_KEY].rstrip("*"), []).append(term)
            if len(term.words) == 1 and term.language in {"nl", "de"}:
                single.setdefault(term.words[0].rstrip("*"), []).append(term)
        return cls(_frozen(english), _frozen(foreign), _frozen(single), counts)

    def find(self, gist: Gist) -> list[Hit]:
        """Every term that stands in a description; what it denies too."""
        where: dict[str, list[int]] = {}
        for at, word in enumerate(gist.stems):
            where.setdefault(word, []).append(at)
        hits = [
            hit
            for word in where
            for term in self.english.get(word, ())
            if (hit := _english(term, where)) is not None
        ]
        hits += self._foreign(gist)
        return hits

    def _foreign(self, gist: Gist) -> Iterator[Hit]:
        tokens = gist.tokens
        for at, token in enumerate(tokens):
            seen = False
            for key in {token.text[:size] for size in range(1, _KEY + 1)}:
                for term in self.foreign.get(key, ()):
                    last = at + len(term.words)
                    if last <= len(tokens) and all(
                        inflects(word, tokens[place].text)
                        for word, place in zip(term.words, range(at, last), strict=True)
                    ):
                        seen = True
                        yield Hit(term, tuple(range(at, last)), close=True)
            if not seen and len(token.text) >= _LONG and token.text.isalpha():
                yield from self._compound(token.text, at)

    def _compound(self, text: str, at: int) -> Iterator[Hit]:
        """Dutch and German write the kind of a thing into one word, the thing itself last."""
        for start in range(3, len(text) - _COMPOUND + 1):
            for ending in ("", "s", "n", "en", "e"):
                if ending and not text.endswith(ending):
                    continue
                rest = text[start : len(text) - len(ending)]
                found = self.single.get(rest, ()) if len(rest) >= _COMPOUND else ()
                if found:
                    yield from (Hit(t, (at,), close=True, compound=True) for t in found)
                    return


def _english(term: Term, where: Mapping[str, list[int]]) -> Hit | None:
    at: list[int] = []
    for word in term.words:
        places = where.get(word) or where.get(word.rstrip("*"))
        if not places:
            return None
        before = at[-1] if at else -1
        at.append(next((p for p in places if p > before), places[0]))
    close = at[-1] - at[0] == len(at) - 1 and len(set(at)) == len(at)
    return Hit(term, tuple(at), close)


def _frozen(terms: Mapping[str, list[Term]]) -> Mapping[str, tuple[Term, ...]]:
    return {key: tuple(found) for key, found in terms.items()}
