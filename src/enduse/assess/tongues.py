"""The languages that statements are read in: how each denies, and which a text is in.

The words stand in `rulebook/denials.toml`, whose head says what each list is for.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from enduse.assess.pages import once_a_rulebook, toml
from enduse.errors import RuleError
from enduse.goods.words import Found, Lexicon, Token

MARKS = (
    "maybe", "mask", "refuse", "unneeded", "after", "far", "except", "nor", "tight", "ask",
    "only", "doubt", "turn", "does", "such", "or", "and", "to", "answer", "nobody", "known",
)  # fmt: skip
"""The lists of a language; where two words are equally long, the earlier list has it."""
_FLAGS = ("concord", "verb_first", "verb_last")
_TWICE = ("or", "and", "to", "answer")
"""What a word of these may be beside something else ("no" denies, and answers)."""
_ARABIC = ("", "ال", "لل", "وال", "بال", "و", "ل", "ب")
"""Article and particles, which Arabic writes onto the word behind them."""
_WITH_ARTICLE = re.compile("^(ال|لل|أل)")


@dataclass(frozen=True, slots=True)
class Tongue:
    """One language: its words of denial, and words that may stand between.

    `concord` says that two denials in a sentence are one, as in Russian "ни ... не";
    `verb_first`, that it puts the verb of a command before the denial ("Erwähnen Sie
    nicht"); `verb_last`, that what is denied always stands before its denial.
    """

    name: str
    lexicon: Lexicon
    concord: bool
    verb_first: bool
    verb_last: bool

    def marks(
        self, tokens: Sequence[Token], taken: Iterable[Found] = ()
    ) -> tuple[dict[int, Found], set[tuple[str, int]]]:
        """Its words by their first token, the longest where two overlap, and every one.

        Tokens of `taken` are not looked at: the "无" of a "无人机" denies nothing.
        """
        found = self.lexicon.find(tokens)
        used = {at for each in taken for at in range(each.first, each.last)}
        kept: dict[int, Found] = {}
        for mark in sorted(found, key=_rank):
            span = range(mark.first, mark.last)
            if not used.intersection(span):
                used.update(span)
                kept[mark.first] = mark
        return kept, {(mark.label, mark.first) for mark in found if mark.label in _TWICE}


@once_a_rulebook
def tongues() -> tuple[Tongue, ...]:
    """Every language of the rulebook. Read once and kept.

    Raises:
        RuleError: a language has a list that nobody reads.
    """
    found = []
    for name, lists in read_words("denials").items():
        if unknown := set(lists) - {*MARKS, *_FLAGS}:
            raise RuleError(f"denials {name}", f"has {unknown}", f"one of {', '.join(MARKS)}")
        terms = (
            (kind, form)
            for kind in MARKS
            for word in lists.get(kind, ())
            for form in (spelt(name, word) if kind in {"known", "after", "refuse"} else (word,))
        )
        found.append(Tongue(name, Lexicon.of(terms), *(each in lists for each in _FLAGS)))
    return tuple(found)


def read_words(name: str) -> Mapping[str, Any]:
    """A file of words of the rulebook, as plain values."""
    return toml(name)


def spelt(tongue: str, word: str) -> Iterator[str]:
    """A word as it may be written: in Arabic with every article and particle before it.

    >>> len(list(spelt("ar", "عسكري*"))), list(spelt("en", "army"))
    (8, ['army'])
    """
    if tongue == "ar" and not _WITH_ARTICLE.match(word):
        yield from (before + word for before in _ARABIC)
    elif tongue == "ar" and word.startswith("ال"):
        yield from (word, "و" + word, "ب" + word, "لل" + word[2:])
    else:
        yield word


def votes(tokens: Sequence[Token]) -> Mapping[str, int]:
    """How many words of a text each language knows."""
    known: dict[str, set[int]] = {each.name: set() for each in tongues()}
    for mark in _all_words().find(tokens):
        known[mark.label].update(range(mark.first, mark.last))
    return {name: len(words) for name, words in known.items()}


@once_a_rulebook
def _all_words() -> Lexicon:
    """The words of every language together, each labelled with its language."""
    terms: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    for each in tongues():
        for key, kept in each.lexicon.terms.items():
            terms.setdefault(key, []).extend((each.name, words) for _, words in kept)
    return Lexicon({key: tuple(dict.fromkeys(kept)) for key, kept in terms.items()})


def _rank(mark: Found) -> tuple[int, int, int]:
    return mark.first - mark.last, MARKS.index(mark.label), mark.first
