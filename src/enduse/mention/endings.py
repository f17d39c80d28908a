"""The endings that a name takes in a sentence, taken off again."""

from enduse.mention import tables

_SHORTEST, _SHORTEST_FOREIGN = 4, 3
_FOREIGN, _LATIN = (
    tuple(tables.load("endings")[letters]["words"].split()) for letters in ("foreign", "latin")
)


def without_ending(word: str, *, foreign: bool) -> tuple[str, ...]:
    """What a word may be without the ending of a case; nothing where it is too short.

    >>> "lavrov" in without_ending("lavrova", foreign=True)
    True
    >>> without_ending("ira", foreign=True)
    ()
    """
    endings, shortest = (_FOREIGN, _SHORTEST_FOREIGN) if foreign else (_LATIN, _SHORTEST)
    return tuple(
        word.removesuffix(ending)
        for ending in endings
        if word.endswith(ending) and len(word) - len(ending) >= shortest
    )


def stem(word: str) -> str:
    """A listed word without the vowels and the semivowel that it ends with in the nominative.

    >>> stem("sergey"), stem("nikita"), stem("iran")
    ('serg', 'nikit', 'iran')
    """
    short = word.rstrip("aeiouy")
    return short if len(short) >= _SHORTEST_FOREIGN else word
