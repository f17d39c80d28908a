"""Words in a description of goods: cut, compared by word or by stem, and found again.

A term is one or more words ("servo motor*"); a trailing star stands for any ending, so that
it meets "servo motors". Words are compared whole: "ic" is not found in "office". Chinese is
written without blanks, so each of its characters counts as a word.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from enduse.errors import RuleError
from enduse.goods.word_fold import fold

_HAN = ("\u3400", "\u9fff")  # Chinese characters; older forms outside unfold into these
_SPELT = r"(?<![^\W_])[a-z\u0430-\u044f](?:[ .·_-]{1,2}[a-z\u0430-\u044f]){2,}(?![^\W_])"
_WORD = re.compile(rf"{_SPELT}|[^\W_]+")
_APART = re.compile(r"[\W_]+")
_BREAK = re.compile(r"[;:!?()\[\]\n]|[.,](?!\d)|[，。；：、！？（）،؛]")
_KEY = 3  # letters of a stem that the index goes by


@dataclass(frozen=True, slots=True)
class Token:
    """One word: folded, with its place in the text and the clause it stands in."""

    text: str
    start: int
    end: int
    clause: int


@dataclass(frozen=True, slots=True)
class Found:
    """A term that was found, from token `first` up to and not including token `last`."""

    label: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Terms by the first letters of their first word, each with a label. Built once."""

    terms: Mapping[str, tuple[tuple[str, tuple[str, ...]], ...]]

    @classmethod
    def of(cls, labelled: Iterable[tuple[str, str]]) -> Self:
        """Take (label, term) pairs.

        Raises:
            RuleError: a term has no word, or a stem shorter than three letters.
        """
        terms: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
        for label, term in labelled:
            pattern = parse_term(term)
            terms.setdefault(_first(pattern), []).append((label, pattern))
        return cls({key: tuple(found) for key, found in terms.items()})

    def find(self, tokens: Sequence[Token]) -> tuple[Found, ...]:
        """Every place of every term, in the order of the text."""
        return tuple(
            Found(label, at, at + len(pattern))
            for at, token in enumerate(tokens)
            for key in (token.text[:_KEY], f"={token.text}")
            for label, pattern in self.terms.get(key, ())
            if stands_at(pattern, tokens, at)
        )


def cut(text: str) -> tuple[Token, ...]:
    """The words of a text, without case, accents or punctuation.

    Letters that stand apart, three or more, are one word: "F.P.G.A.", "F P G A".

    >>> [t.text for t in cut("Drohnen-Motor, 无人机")]
    ['drohnen', 'motor', '无', '人', '机']
    """
    folded, places = fold(text)
    found: list[Token] = []
    clause, behind = 0, 0
    for match in _WORD.finditer(folded):
        clause += bool(_BREAK.search(folded, behind, match.start()))
        behind = match.end()
        for first, last in _pieces(folded, match.start(), match.end()):
            piece = _APART.sub("", folded[first:last])
            found.append(Token(piece, places[first], places[last - 1] + 1, clause))
    return tuple(found)


def parse_term(term: str) -> tuple[str, ...]:
    """A term as words; a word that ends in "*" is a stem.

    Raises:
        RuleError: it has no word, or a stem shorter than three letters.
    """
    pattern: list[str] = []
    for piece in term.split():
        words = [t.text for t in cut(piece)]
        if piece.endswith("*") and words:
            words[-1] += "*"
        pattern += words
    if not pattern or any(w.endswith("*") and len(w) <= _KEY for w in pattern):
        raise RuleError("words", repr(term), "words, and stems of three letters or more")
    return tuple(pattern)


def stands_at(pattern: Sequence[str], tokens: Sequence[Token], at: int) -> bool:
    """Whether a term's words stand one behind the other from token `at`, in one clause."""
    there = tokens[at : at + len(pattern)]
    if len(there) < len(pattern) or there[0].clause != there[-1].clause:
        return False
    return all(_meets(word, token.text) for word, token in zip(pattern, there, strict=True))


def written(text: str, tokens: Sequence[Token], found: Found) -> str:
    """What was found, as the text has it."""
    return text[tokens[found.first].start : tokens[found.last - 1].end]


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A run of letters, cut so that each Chinese character stands alone."""
    first = start
    for at in range(start, end):
        if _HAN[0] <= text[at] <= _HAN[1]:
            if first < at:
                yield first, at
            yield at, at + 1
            first = at + 1
    if first < end:
        yield first, end


def _meets(word: str, token: str) -> bool:
    return token.startswith(word[:-1]) if word.endswith("*") else token == word


def _first(pattern: Sequence[str]) -> str:
    """Where a term is kept: a stem by its first letters, a whole word by itself."""
    word = pattern[0]
    return word[:_KEY] if word.endswith("*") else f"={word}"
