"""A name as it may have been meant where a word of it was broken, glued or mistyped."""

from collections.abc import Sequence
from operator import add

from enduse.names.common import LEGAL_WORDS, legal_by_mistake
from enduse.names.forms import FORM_WORDS
from enduse.names.others import read_right
from enduse.names.rarity import any_known, is_known
from enduse.names.remembered import Remembered

_SHORTEST_GLUED, _LONGEST_GLUED, _SHORTEST_PART = 9, 40, 4
_SHORTEST_BROKEN = 6


def mended(words: Sequence[str], *, forms: bool) -> tuple[str, ...]:
    """The words with what was broken in two joined, and with `forms` the rest of `mend`.

    Only words that nobody has are taken for broken or glued.

    >>> mended(("limi", "ted", "liabilitycompany"), forms=True)
    ('limited', 'liability', 'company')
    >>> mended(("fou", "ndation", "compnay"), forms=False)
    ('foundation', 'compnay')
    """
    known = list(map(is_known, words))
    found: list[str] = []
    joined = -1
    for at, word in enumerate(words):
        if at == joined:
            continue
        if at + 1 < len(words) and not (known[at] and known[at + 1]):
            both = word + words[at + 1]
            if len(both) >= _SHORTEST_BROKEN and is_known(both):
                found.append(both)
                joined = at + 1
                continue
        found += (_MENDS[word] if forms and not known[at] else ()) or (word,)
    return tuple(found)


def may_be_broken(words: Sequence[str]) -> bool:
    """Whether any two neighbours are one word that people have; else `mended` joins none.

    >>> may_be_broken(("fou", "ndation")), may_be_broken(("orion", "trading"))
    (True, False)
    """
    return any_known(map(add, words, words[1:]))


def mend(word: str) -> tuple[str, ...]:
    """A word of a legal form put right, or two words that people have cut apart.

    >>> mend("otvetstvenonstyu"), mend("lia8ility"), mend("limitedliability"), mend("orion")
    (('otvetstvennostyu',), ('liability',), ('limited', 'liability'), ())
    """
    if is_known(word) or word in LEGAL_WORDS or word in FORM_WORDS:
        return ()
    right = min(LEGAL_WORDS.intersection(read_right(word)), default=legal_by_mistake(word))
    return (right,) if right else _cut(word)


def _cut(word: str) -> tuple[str, ...]:
    """Two known words, of which the shorter is as long as can be."""
    if not (_SHORTEST_GLUED <= len(word) <= _LONGEST_GLUED and word.isalpha()):
        return ()
    middle = len(word) // 2
    for away in range(middle - _SHORTEST_PART + 1):
        for at in (middle - away, middle + away):
            one, other = word[:at], word[at:]
            if len(other) >= _SHORTEST_PART and is_known(one) and is_known(other):
                return (one, other)
    return ()


_MENDS = Remembered(mend)
