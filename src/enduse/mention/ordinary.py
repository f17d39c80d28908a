"""Words that a text means as words, though somebody is called so."""

from functools import cache

from enduse.mention import tables
from enduse.names.common import background, is_place
from enduse.names.rarity import rarity

_COMMON = 0.45


@cache
def _words() -> frozenset[str]:
    return tables.words("ordinary")


def is_ordinary(word: str) -> bool:
    """Whether a clean word is one of every day, a place, or in very many names.

    >>> is_ordinary("orion"), is_ordinary("moscow"), is_ordinary("rosoboronexport")
    (True, True, False)
    """
    if word in _words() or background(word) is not None or is_place(word):
        return True
    return rarity(word) <= _COMMON or word.isdigit()
