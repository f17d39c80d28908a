"""A text cut into words, and terms found among them: each word is looked up once."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from enduse.goods.word_fold import fold
from enduse.goods.words import Found, Token, parse_term, stands_at

_MARKS = (
    "\u00ad\u0300-\u036f\u0591-\u05bd\u064b-\u065f\u0670\u200b\u200d\u2060\ufe00-\ufe0f\ufeff"
)
_WORD = re.compile(rf"[^\W_](?:[^\W_]|[{_MARKS}])*")
_APART = re.compile(r"[\W_]+")
_BREAK = re.compile(r"[;:!?()\[\]\n]|[.,](?!\d)|[，。；：、！？（）،؛]")
_HAN = ("\u3400", "\u9fff")
_KEY = 3
_LONGEST = 64
"""Letters of the longest word that any term has; what is longer is none."""

Pattern = tuple[str, tuple[str, ...]]


def cut_words(text: str) -> tuple[Token, ...]:
    """The words of a text as `enduse.goods.words.cut` has them, but for letters spelt apart.

    Of a long text most words come again: each is folded once.

    >>> [each.text for each in cut_words("Drohnen-Motor, 无人机")]
    ['drohnen', 'motor', '无', '人', '机']
    """
    found: list[Token] = []
    clause, behind = 0, 0
    for match in _WORD.finditer(text):
        start, end = match.span()
        if text[behind:start] != " ":
            clause += _BREAK.search(text, behind, start) is not None
        behind = end
        if end - start > _LONGEST and not _HAN[0] <= text[start] <= _HAN[1]:
            found.append(Token("", start, end, clause))
            continue
        word = match[0]
        if word.isascii():
            found.append(Token(word.lower(), start, end, clause))
            continue
        for first, last in _pieces(word):
            if folded := _folded(word[first:last]):
                found.append(Token(folded, start + first, start + last, clause))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Terms:
    """Terms, each with a label, by the first letters of their first word. Built once.

    Finds what `enduse.goods.words.Lexicon` finds; `met` keeps what each word may begin.
    """

    stems: dict[str, list[Pattern]]
    wholes: dict[str, list[Pattern]]
    met: dict[str, tuple[Pattern, ...]] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def of(cls, labelled: Iterable[tuple[str, str]]) -> "Terms":
        """Take (label, term) pairs.

        Raises:
            RuleError: a term has no word, or a stem shorter than three letters.
        """
        stems: dict[str, list[Pattern]] = {}
        wholes: dict[str, list[Pattern]] = {}
        for label, term in labelled:
            pattern = parse_term(term)
            first = pattern[0]
            if first.endswith("*"):
                stems.setdefault(first[:_KEY], []).append((label, pattern))
            else:
                wholes.setdefault(first, []).append((label, pattern))
        return cls(stems, wholes)

    def find(self, tokens: Sequence[Token]) -> Iterator[Found]:
        """Every place of every term, in the order of the text."""
        met = self.met
        for at, token in enumerate(tokens):
            patterns = met.get(token.text)
            if patterns is None:
                patterns = self._begun(token.text)
            for label, pattern in patterns:
                if len(pattern) == 1 or stands_at(pattern, tokens, at):
                    yield Found(label, at, at + len(pattern))

    def _begun(self, word: str) -> tuple[Pattern, ...]:
        stems = self.stems.get(word[:_KEY], ())
        begun = [each for each in stems if word.startswith(each[1][0][:-1])]
        made = (*begun, *self.wholes.get(word, ()))
        if len(self.met) < _REMEMBERED or made:
            self.met[word] = made
        return made


_REMEMBERED = 500_000


@lru_cache(maxsize=200_000)
def _folded(word: str) -> str:
    return _APART.sub("", fold(word)[0])


def _pieces(word: str) -> Iterator[tuple[int, int]]:
    """A run of letters, cut so that each Chinese character stands alone."""
    first = 0
    for at, sign in enumerate(word):
        if _HAN[0] <= sign <= _HAN[1]:
            if first < at:
                yield first, at
            yield at, at + 1
            first = at + 1
    if first < len(word):
        yield first, len(word)
