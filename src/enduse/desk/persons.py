"""Whether two names that people gave may be of one person, in whatever letters they stand."""

import re
import unicodedata
from functools import lru_cache

from enduse.decide.persons import person_key
from enduse.desk.ledger import readings

ALPHABET = "each word in one alphabet"
"""What is expected of a name."""

_LOGIN = "login"
_UMLAUT = re.compile("(?<=[aou])e")
_EAST = frozenset({"CJK", "HIRAGANA", "KATAKANA", "HANGUL", "IDEOGRAPHIC"})
"""Scripts that stand together in one name."""


def names_somebody(name: str) -> bool:
    """Whether it is a name, each word of it in one alphabet.

    A word in two is one that looks like another name and is not: an "a" of Cherokee, say.
    """
    return bool(person_key(name)) and all(len(_alphabets(word)) < 2 for word in name.split())  # noqa: PLR2004  # of two


def may_be_same(one: str, other: str) -> bool:
    """Whether one person may have given both: four eyes are not to be had by other spelling.

    As people are compared (`person_key`), or as names on lists are: letters that look alike,
    other alphabets, words in one, umlauts written out.
    """
    return not _ways(one).isdisjoint(_ways(other))


@lru_cache(1_000)
def _ways(name: str) -> frozenset[tuple[str, ...]]:
    read = {tuple(word for word in each if word != _LOGIN) for each in readings(name)}
    plain = {person_key(name), *read} - {()}
    short = {tuple(sorted(_UMLAUT.sub("", word) for word in each)) for each in plain}
    return frozenset(plain | short)


def _alphabets(word: str) -> set[str]:
    letters = (each for each in unicodedata.normalize("NFKC", word) if each.isalpha())
    found = {unicodedata.name(each, "?").partition(" ")[0] for each in letters}
    return (found - _EAST) | ({"east"} if found & _EAST else set())
