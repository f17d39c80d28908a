"""What a description is about: its words, weighed by where they stand, and its last noun."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

from enduse.goods.describe_stem import stem
from enduse.goods.negation import Negation
from enduse.goods.words import Found, Token, cut

_MOST = 400
"""Words that are weighed; what stands further back in a long text adds nothing to a code."""
_END = re.compile(r"(?<=[.!?;])(?<!\b[^\W\d_]\.)\s+(?=[^\W\d_])|\n")
_SENTENCES = 8
_FRONT, _BEHIND, _LATER = 1.0, 0.65, 0.4


@dataclass(frozen=True, slots=True)
class Gist:
    """A description, read. One entry a word: its stem and its weight.

    `denied` are the places of what it denies, `marks` those of the "not" and the "without".
    `head` are the places of the words that name the thing: the last noun before "for",
    "of" or "with". `text` is what was kept, to quote from.
    """

    text: str
    tokens: tuple[Token, ...]
    stems: tuple[str, ...]
    weights: tuple[float, ...]
    head: frozenset[int]
    denied: frozenset[int]
    marks: frozenset[int]
    language: str | None

    def denies(self, places: Collection[int]) -> bool:
        """Whether what stands there is denied; a "without" inside it is part of its name."""
        return bool(self.denied.intersection(places)) and not self.marks.intersection(places)

    @property
    def content(self) -> tuple[str, ...]:
        """The stems that are not denied and weigh something, in order."""
        return tuple(s for s, w in zip(self.stems, self.weights, strict=True) if w > 0)


@dataclass(frozen=True, slots=True)
class Reader:
    """Cuts the letter around the goods away and weighs the rest. Built once."""

    boilerplate: re.Pattern[str]
    skip: tuple[str, ...]
    tail: frozenset[str]
    stop: frozenset[str]
    languages: Mapping[str, frozenset[str]]
    negation: Negation

    @classmethod
    def of(cls, table: Mapping[str, Any], negation: Negation) -> Self:
        """From the table of words."""
        phrases = sorted(table["boilerplate"], key=lambda p: (-len(p), p))
        pattern = r"\b(?:" + "|".join(re.escape(p) for p in phrases) + r")\b"
        return cls(
            re.compile(pattern, re.IGNORECASE),
            tuple(table["skip"]),
            _folded(table["tail"]),
            _folded(table["stop"]),
            {code: _folded(words) for code, words in table["languages"].items()},
            negation,
        )

    def read(self, text: str) -> Gist:
        """The gist of a text.

        Only the first few hundred words count, so that a very long text costs no more.
        """
        kept = self._kept(text)
        tokens = cut(kept)[:_MOST]
        marks = self._marks(tokens)
        denied = self._denied(tokens, marks)
        weights = self._weights(kept, tokens, denied)
        return Gist(
            text=kept,
            tokens=tokens,
            stems=tuple(stem(token.text) for token in tokens),
            weights=weights,
            head=self._head(tokens, weights),
            denied=denied,
            marks=marks,
            language=self._language(tokens),
        )

    def _kept(self, text: str) -> str:
        kept: list[str] = []
        for sentence in _END.split(text[: _MOST * 20]):
            bare = sentence.strip()
            if bare and not bare.lower().startswith(self.skip):
                kept.append(self.boilerplate.sub(" ", bare).strip(" .,:;"))
            if len(kept) >= _SENTENCES:
                break
        return "\n".join(k for k in kept if k) or text[: _MOST * 20]

    def _weights(
        self, text: str, tokens: Sequence[Token], denied: frozenset[int]
    ) -> tuple[float, ...]:
        line, behind, last, named = 0, False, 0, False
        weights: list[float] = []
        for at, token in enumerate(tokens):
            breaks = text.count("\n", last, token.start)
            if breaks:
                line, behind = line + breaks, False
            last = token.start
            ends = token.text in self.tail or token.text.isdigit()
            behind = behind or (ends and named)
            weight = _LATER if line else _BEHIND if behind else _FRONT
            weight = 0.0 if token.text in self.stop or at in denied else weight
            named = named or (weight > 0 and not token.text[0].isdigit())
            weights.append(weight)
        return tuple(weights)

    def _head(self, tokens: Sequence[Token], weights: Sequence[float]) -> frozenset[int]:
        """The last word of each run of words before the first "for", "of" or "with"."""
        heads: list[int] = []
        for at, weight in enumerate(weights):
            if weight < _FRONT:
                if token_ends(tokens, at, self.tail) and heads:
                    break
                continue
            if heads and tokens[heads[-1]].clause == tokens[at].clause:
                heads[-1] = at
            else:
                heads.append(at)
        return frozenset(heads)

    def _marks(self, tokens: Sequence[Token]) -> frozenset[int]:
        found = self.negation.lexicon.find(tokens)
        return frozenset(at for mark in found for at in range(mark.first, mark.last))

    def _denied(self, tokens: Sequence[Token], marks: frozenset[int]) -> frozenset[int]:
        if not marks:
            return frozenset()
        single = [Found("", at, at + 1) for at in range(len(tokens)) if at not in marks]
        return frozenset(found.first for found in self.negation.denied(tokens, single))

    def _language(self, tokens: Sequence[Token]) -> str | None:
        letters = "".join(token.text for token in tokens[:60])
        script = script_of(letters)
        if script != "latin":
            return script
        counts = {
            code: sum(token.text in words for token in tokens)
            for code, words in self.languages.items()
        }
        best = max(counts, key=lambda code: (counts[code], code))
        return best if counts[best] else None


def _folded(words: Iterable[str]) -> frozenset[str]:
    return frozenset(token.text for word in words for token in cut(word)[:1])


def token_ends(tokens: Sequence[Token], at: int, tail: frozenset[str]) -> bool:
    """Whether the name of the thing ends at this word."""
    return tokens[at].text in tail


def script_of(letters: str) -> str:
    """The language that the most letters of a text speak for, or "latin".

    >>> script_of("насос вакуумный"), script_of("vacuum pump"), script_of("泵")
    ('ru', 'latin', 'zh')
    """
    counts = {
        "ru": sum("\u0400" <= c <= "\u04ff" for c in letters),
        "zh": 3 * sum("\u3400" <= c <= "\u9fff" for c in letters),
        "fa": sum("\u0600" <= c <= "\u06ff" for c in letters),
    }
    best = max(counts, key=lambda code: counts[code])
    return best if counts[best] * 3 > len(letters) else "latin"
