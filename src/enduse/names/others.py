"""Other ways to write one name in Latin letters: what it is compared as beside itself.

first names   of Ukraine and Belarus as Russia writes them, of Egypt as others do
Chinese       older and southern spellings in pinyin
Arabic        the article that was joined to what follows it: "Essaadi"
Persian       closing parts of family names joined: "Hossein Zadeh"
German        Russian names as Germans write them: "Chruschtschow"
misread       a digit inside a word that a machine took for a letter: "GUDZ0N"
"""

import re
from collections.abc import Mapping, Sequence

from enduse.names.chinese import in_pinyin, is_old_spelling
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
_MISREAD = {"0": "o", "1": "l", "5": "s", "8": "b"}
_DIGIT_INSIDE = re.compile("(?<=[a-z])[0158](?=[a-z])")
_SHORTEST_MISREAD = 4
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
    if kind not in {"person", "unknown"}:
        found = [tuple(_read_right(word) or word for word in words)]
    else:
        found = [tuple(other_word(word) or word for word in words), _with_endings(words)]
        found += in_pinyin(words)
    return [reading for reading in found if reading != tuple(words)]


def other_word(word: str) -> str | None:
    """Another way to write one word of a person's name."""
    if word in _TWINS:
        return _TWINS[word]
    if not word.isalpha():
        return _read_right(word)
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


def _read_right(word: str) -> str | None:
    """A word with letters for the digits between letters, where the rest are letters."""
    if word.isalpha() or len(word) < _SHORTEST_MISREAD:
        return None
    right = _DIGIT_INSIDE.sub(lambda found: _MISREAD[found.group()], word)
    return right if right.isalpha() else None


def _with_endings(words: Sequence[str]) -> tuple[str, ...]:
    joined: list[str] = []
    for word in words:
        if word in _ENDINGS and len(joined) > 1:
            joined[-1] += word
        else:
            joined.append(word)
    return tuple(joined)


_CALLS = Remembered(calls_for_others)
