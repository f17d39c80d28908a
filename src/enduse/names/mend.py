"""A name as it may have been meant where a word of it was broken, glued or mistyped."""

from collections.abc import Mapping, Sequence
from operator import add

from enduse.names.common import LEGAL_WORDS, legal_by_mistake, one_slip
from enduse.names.forms import FORM_WORDS, LONG_FORMS
from enduse.names.others import read_right
from enduse.names.rarity import any_known, is_known
from enduse.names.remembered import Remembered
from enduse.names.sound import fold

_SHORTEST_GLUED, _LONGEST_GLUED, _SHORTEST_PART = 9, 40, 4
_SHORTEST_BROKEN = 6
_SHORTEST_HEARD, _SHORTEST_IN_FORM = 7, 4


def _heard() -> Mapping[str, str]:
    """Long words of legal forms by their sound: "limeeted"."""
    words = sorted(LEGAL_WORDS | FORM_WORDS, key=lambda word: (len(word), word))
    return {fold(w): w for w in words if len(w) >= _SHORTEST_HEARD and w.isascii()}


def _holes() -> Mapping[tuple[str, ...], tuple[str, ...]]:
    """Long legal forms without one of their words, and the words that may stand there."""
    found: dict[tuple[str, ...], tuple[str, ...]] = {}
    for phrase in LONG_FORMS:
        for at, word in enumerate(phrase):
            if len(word) >= _SHORTEST_IN_FORM:
                key = (*phrase[:at], "", *phrase[at + 1 :])
                found[key] = (*found.get(key, ()), word)
    return found


_HEARD = _heard()
_HOLES = _holes()
_IN_HOLES = frozenset(word for key in _HOLES for word in key)
_SIZES = tuple(sorted({len(key) for key in _HOLES}))


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
        if forms and not known[at]:
            found += _MENDS[word] or (_in_form(words, at),)
        else:
            found.append(word)
    return tuple(found)


def may_stand_in_form(words: Sequence[str]) -> bool:
    """Whether any word is one of a long legal form; else `mended` puts none right by it."""
    return not _IN_HOLES.isdisjoint(words)


def may_be_broken(words: Sequence[str]) -> bool:
    """Whether any two neighbours are one word that people have; else `mended` joins none.

    >>> may_be_broken(("fou", "ndation")), may_be_broken(("orion", "trading"))
    (True, False)
    """
    return any_known(map(add, words, words[1:]))


def _in_form(words: Sequence[str], at: int) -> str:
    """A mistyped word of a legal form whose other words stand around it.

    >>> _in_form(("joint", "sotck", "company", "koto"), 1)
    'stock'
    """
    word = words[at]
    beside = (*words[max(0, at - 1) : at], *words[at + 1 : at + 2])
    if len(word) < _SHORTEST_IN_FORM - 1 or _IN_HOLES.isdisjoint(beside):
        return word
    for size in _SIZES:
        for start in range(max(0, at - size + 1), min(at, len(words) - size) + 1):
            around = (*words[start:at], "", *words[at + 1 : start + size])
            for right in _HOLES.get(around, ()):
                if one_slip(word, right) or fold(word) == fold(right):
                    return right
    return word


def mend(word: str) -> tuple[str, ...]:
    """A word of a legal form put right, or two words that people have cut apart.

    >>> mend("otvetstvenonstyu"), mend("lia8ility"), mend("limitedliability"), mend("orion")
    (('otvetstvennostyu',), ('liability',), ('limited', 'liability'), ())
    """
    if is_known(word) or word in LEGAL_WORDS or word in FORM_WORDS:
        return ()
    right = min(LEGAL_WORDS.intersection(read_right(word)), default=legal_by_mistake(word))
    right = right or (_HEARD.get(fold(word)) if len(word) >= _SHORTEST_HEARD else None)
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
