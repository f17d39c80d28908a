"""The texts of the nomenclature, searched by words: a rare word in common counts for more."""

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Self

from enduse.goods.describe_stem import stem
from enduse.goods.describe_terms import Term

_WORD = re.compile(r"[a-z0-9]+")
_NOT = re.compile(
    r"\((?:excluding|other than|not)[^)]*\)|(?:other than|excluding|except|n\.e\.c)[^,;)]*"
)
_K, _B = 1.2, 0.5
_SUBHEADING = 6
_UPPER, _CHAPTER, _TERM = 0.45, 0.15, 1.0
_SKIP = frozenset(
    ("of", "the", "and", "or", "for", "in", "no", "not", "with", "to", "a", "n", "e", "c",
     "whether", "heading", "item", "other", "than", "by", "kind", "s")
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Texts:
    """Codes by word, with weights that are ready to be added up. Built once."""

    postings: Mapping[str, tuple[tuple[str, float], ...]]
    idf: Mapping[str, float]

    @classmethod
    def of(cls, texts: Mapping[str, str], terms: Iterable[Term]) -> Self:
        """Index the texts of six digits, each with those above it and with its terms."""
        cache: dict[str, frozenset[str]] = {}
        docs: dict[str, dict[str, float]] = {
            code: _bag(code, texts, cache)
            for code in sorted(texts)
            if len(code) == _SUBHEADING and code.isdigit()
        }
        for term in terms:
            if not term.english:
                continue
            doc = docs.setdefault(term.code, {})
            for word in term.words:
                key = word.rstrip("*")
                doc[key] = max(doc.get(key, 0.0), _TERM)
        return cls(*_weigh(docs))

    def score(self, words: Mapping[str, float]) -> dict[str, float]:
        """The sum of what the words of a text give each code."""
        found: dict[str, float] = {}
        for word, weight in words.items():
            for code, value in self.postings.get(word, ()):
                found[code] = found.get(code, 0.0) + weight * value
        return found


def positive(text: str) -> str:
    """A text of the nomenclature without what it says it is not.

    >>> positive("Pumps; for liquids, other than concrete pumps, with a measuring device")
    'Pumps; for liquids, , with a measuring device'
    """
    return _NOT.sub("", text)


def _bag(
    code: str, texts: Mapping[str, str], cache: dict[str, frozenset[str]]
) -> dict[str, float]:
    bag: dict[str, float] = {}
    for upper, weight in ((code[:2], _CHAPTER), (code[:4], _UPPER), (code, 1.0)):
        words = cache.get(upper)
        if words is None:
            found = _WORD.findall(positive(texts.get(upper, "")).lower())
            words = cache[upper] = frozenset(stem(word) for word in found if word not in _SKIP)
        bag.update(dict.fromkeys(words, weight))
    return bag


def _weigh(
    docs: Mapping[str, Mapping[str, float]],
) -> tuple[dict[str, tuple[tuple[str, float], ...]], dict[str, float]]:
    many = max(1, len(docs))
    sizes = {code: sum(doc.values()) for code, doc in docs.items()}
    mean = sum(sizes.values()) / many or 1.0
    raw: dict[str, list[tuple[str, float]]] = {}
    for code, doc in docs.items():
        norm = _K * (1 - _B + _B * sizes[code] / mean)
        for word, weight in doc.items():
            raw.setdefault(word, []).append((code, weight * (_K + 1) / (weight + norm)))
    idf = {
        word: math.log(1 + (many - len(p) + 0.5) / (len(p) + 0.5)) for word, p in raw.items()
    }
    return {w: tuple((c, v * idf[w]) for c, v in p) for w, p in raw.items()}, idf
