"""How much it tells that two names share a word: by common knowledge, never by a list.

The weight of a word must not follow from the list that is searched: a pair of names would
score otherwise on another list or on another day, and a new entry would hide an old one.
"""

from collections.abc import Iterable, Mapping
from functools import lru_cache

from enduse.names.common import (
    LEGAL_WORDS,
    background,
    is_patronymic,
    is_place,
    legal_by_mistake,
)
from enduse.names.table import FOLDER

LEAST, MOST = 0.02, 1.0
"""The weight of a word that tells nothing, and of one that nobody has met."""

# In nats, minus the log of the share of parties that have a word: one in twelve has "fund",
# one in a hundred thousand has a word that the table lacks.
_COMMONEST = 2.5
_UNMET = 11.5
_LEGAL = 0.03
_ORDINARY_AT_LEAST, _PLACE_AT_LEAST = 0.08, 0.25
_SHORT_NUMBER, _NUMBER_LETTERS = 0.5, 4
_LETTER = 0.15
_FATHER = 0.3


def _levels() -> Mapping[str, float]:
    lines = (FOLDER / "background.txt").read_text(encoding="utf-8").splitlines()
    found: dict[str, float] = {}
    for line in lines:
        level, *words = line.split(" ")
        found.update(dict.fromkeys(words, float(level)))
    return found


_LEVELS = _levels()


@lru_cache(maxsize=1 << 17)
def rarity(word: str) -> float:
    """What sharing this word tells: 0.02 for "limited", 1.0 for a word nobody has met.

    >>> rarity("limited"), rarity("elektrokom"), rarity("trading") < 0.1
    (0.03, 1.0, True)
    """
    if word in LEGAL_WORDS or (word not in _LEVELS and legal_by_mistake(word)):
        return _LEGAL
    told = (_LEVELS.get(word, _UNMET) - _COMMONEST) / (_UNMET - _COMMONEST)
    weight = min(MOST, max(LEAST, told))
    if word.isdigit() and len(word) <= _NUMBER_LETTERS:
        weight = min(weight, _SHORT_NUMBER)
    elif len(word) == 1:
        weight = min(weight, _LETTER)
    elif is_patronymic(word):  # however it is spelt, there are few fathers' names
        weight = min(weight, _FATHER)
    known = background(word)
    if known is None:
        return weight
    return min(weight, max(known, _PLACE_AT_LEAST if is_place(word) else _ORDINARY_AT_LEAST))


def is_known(word: str) -> bool:
    """Whether people or companies are known that have the word in their names."""
    return word in _LEVELS


def any_known(words: Iterable[str]) -> bool:
    """Whether that is so of any of the words."""
    return not _LEVELS.keys().isdisjoint(words)
