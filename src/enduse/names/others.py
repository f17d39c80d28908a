"""Other ways to write one name in Latin letters: what it is compared as beside itself.

first names   of Ukraine and Belarus as Russia writes them, of Egypt as others do
Chinese       older and southern spellings in pinyin
Arabic        the article that was joined to what follows it: "Essaadi"
Persian       closing parts of family names joined: "Hossein Zadeh"
German        Russian names as Germans write them: "Chruschtschow"
misread       a digit or shape that a machine took for a letter: "GUDZ0N", "Ahrned"
"""

import re
from collections.abc import Mapping, Sequence

from enduse.names.chinese import in_pinyin, is_old_spelling
from enduse.names.rarity import is_known
from enduse.names.remembered import Remembered
from enduse.names.table import lines, load

_RAW = load("others")
_TWINS: Mapping[str, str] = lines(_RAW["slavic"]["names"]) | lines(_RAW["arabic"]["names"])
_ENDINGS = frozenset(_RAW["persian"]["endings"].split())
_SON = ("ovych", "ovich", "evych")
_DAUGHTER = ("ivna", "ovna", "evna")
_OF_A_FATHER = _SON + _DAUGHTER
# "es-Saadi", "en-Nahda": heard so and written so in the Maghreb, often in one word.
_JOINED_ARTICLE = re.compile("e(?:ss|dd|tt|rr|nn|zz)(?=[aeiou])")
_SHORTEST_JOINED = 7
_MISREAD = {"0": "o", "1": "l", "2": "z", "3": "e", "5": "s", "6": "g", "8": "b"}
_DIGIT = re.compile("[0123568](?=[a-z])")
_LETTERS_A_DIGIT = 3
# Two letters that a machine takes for one, and one for two.
_SHAPES = (("rn", "m"), ("m", "rn"), ("vv", "w"))
_SHORTEST_MISREAD, _SHORTEST_SHAPE = 4, 5
_GERMAN = {"schtsch": "shch", "tsch": "ch", "dsch": "j", "sch": "sh", "ch": "kh", "w": "v"}
_GERMAN_SOUND = re.compile("|".join(_GERMAN))


def calls_for_others(word: str) -> bool:
    """Whether a name with this word may have another way to be written."""
    return word in _ENDINGS or other_word(word) is not None or is_old_spelling(word)


def others(words: Sequence[str], kind: str) -> list[tuple[str, ...]]:
    """Other readings of the words of a name in Latin letters.

    >>> others(("oleksandr", "mykolayovych", "koval"), "person")
    [('aleksandr', 'nikolayevich', 'koval')]
    >>> others(("gudz0n",), "vessel")
    [('gudzon',)]
    """
    if not any(_CALLS[word] for word in words):
        return []
    found = []
    if kind in {"person", "unknown"}:
        found = [tuple(other_word(word) or word for word in words), _with_endings(words)]
        found += in_pinyin(words)
    right = [read_right(word) for word in words]
    found += [
        tuple(
            each[min(at, len(each) - 1)] if each else word
            for word, each in zip(words, right, strict=True)
        )
        for at in range(max(map(len, right)))
    ]
    return [reading for reading in found if reading != tuple(words)]


def other_word(word: str) -> str | None:
    """Another way to write one word of a person's name."""
    if word in _TWINS:
        return _TWINS[word]
    if word.endswith(_OF_A_FATHER):
        return _patronymic(word)
    if "sch" in word:
        return _from_german(word)
    return _without_article(word) if word.startswith("e") else None


def _patronymic(word: str) -> str | None:
    """The father's name as Russia writes it: "Volodymyrovych" is Vladimirovich.

    >>> _patronymic("oleksiyivna"), _patronymic("ivanovich")
    ('alekseyevna', None)
    """
    for endings, ours in ((_SON, "ich"), (_DAUGHTER, "na")):
        for ending in filter(word.endswith, endings):
            stem = word.removesuffix(ending)
            father = next(
                (_TWINS[each] for each in (stem, stem + "o", stem[:-1]) if each in _TWINS), None
            )
            if father:
                return f"{father}{'ev' if father.endswith('y') else 'ov'}{ours}"
    return None


def _without_article(word: str) -> str | None:
    if len(word) >= _SHORTEST_JOINED and _JOINED_ARTICLE.match(word):
        return word[2:]
    return None


def _from_german(word: str) -> str | None:
    """A Russian name that shows by a "tsch" or "dsch" that a German wrote it.

    >>> _from_german("chruschtschow"), _from_german("schmidt")
    ('khrushchov', None)
    """
    if "tsch" not in word and "dsch" not in word:
        return None
    return _GERMAN_SOUND.sub(lambda found: _GERMAN[found.group()], word)


def read_right(word: str) -> tuple[str, ...]:
    """A word as it may be where a machine misread it: letters for digits, "m" for "rn".

    There is a letter behind each digit, and three for each. A word that people have is not
    misread, and a shape is not put right into one that nobody has.

    >>> read_right("gudz0n"), read_right("1gor"), read_right("ahrned"), read_right("bernard")
    (('gudzon',), ('lgor', 'igor'), ('ahmed',), ())
    """
    if word.isalpha():
        return _right_shapes(word)
    digits = sum(map(str.isdigit, word))
    if len(word) < _SHORTEST_MISREAD or len(word) < digits * (1 + _LETTERS_A_DIGIT):
        return ()
    right = _DIGIT.sub(lambda found: _MISREAD[found.group()], word)
    if not right.isalpha():
        return ()
    ways = (right, _DIGIT.sub(lambda found: (_MISREAD | {"1": "i"})[found.group()], word))
    return tuple(dict.fromkeys(ways))


def _right_shapes(word: str) -> tuple[str, ...]:
    """A word that nobody has as one that people have."""
    if len(word) < _SHORTEST_SHAPE or is_known(word):
        return ()
    for wrong, right in _SHAPES:
        if wrong in word and is_known(mended := word.replace(wrong, right, 1)):
            return (mended,)
    return ()


def _with_endings(words: Sequence[str]) -> tuple[str, ...]:
    joined: list[str] = []
    for word in words:
        if word in _ENDINGS and len(joined) > 1:
            joined[-1] += word
        else:
            joined.append(word)
    return tuple(joined)


_CALLS = Remembered(lambda word: calls_for_others(word) or bool(read_right(word)))
