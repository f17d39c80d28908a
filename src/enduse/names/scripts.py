"""Any script in Latin letters, with the spellings that are usual besides the main one.

Cyrillic          as the United States and British boards write it (kh, zh, shch, yu)
Arabic, Persian   consonants, long vowels and the best known words; article apart
Han               pinyin by syllable; ordinary words translated
Hangul            as North Korea writes it, then as South Korea does
Greek, Georgian, Armenian, Hebrew, kana: tables
the rest          anyascii, imported only then
"""

import re
from collections.abc import Mapping, Sequence
from functools import partial
from types import MappingProxyType
from typing import NamedTuple

from enduse.names.east import unspaced
from enduse.names.remembered import Letters, Remembered
from enduse.names.table import load, pairs
from enduse.names.text import clean_name

MAX_FORMS = 4
"""How many romanised forms of one name are worth keeping."""

_RAW = load("scripts")


class _Table(NamedTuple):
    """Letters in Latin ones; pairs of letters count before single ones."""

    known: Mapping[str, str]
    letters: Letters
    pairs: re.Pattern[str] | None


_SHORTEST = 2
# "servant of the", "father of", "and the", "the": written together with what follows.
_OPENINGS = (("عبدال", "abd al "), ("ابو", "abu "), ("وال", "wal "), ("ال", "al "))


def _merged(*names: str) -> Mapping[str, str]:
    merged: dict[str, str] = {}
    for name in names:
        merged |= pairs(_RAW[name])
    return MappingProxyType(merged)


def _table(*names: str) -> _Table:
    known = _merged(*names)
    double = [key for key in known if len(key) > 1]
    return _Table(
        known,
        Letters(lambda char: known[char] if char in known else _fallback(char)),
        re.compile("|".join(double)) if double else None,
    )


_CYRILLIC = _table("cyrillic")
_UKRAINIAN = _table("cyrillic", "ukrainian")
_ONLY_UKRAINIAN = frozenset("іїєґў")
_GREEK = _table("greek", "greek_pairs")
_GEORGIAN = _table("georgian")
_ARMENIAN = _table("armenian", "armenian_pairs")
_HEBREW = _table("hebrew")
_HEBREW_OTHER = _table("hebrew", "hebrew_other")
_TABLES: Mapping[str, tuple[_Table, ...]] = MappingProxyType(
    {
        "greek": (_GREEK,),
        "georgian": (_GEORGIAN,),
        "armenian": (_ARMENIAN,),
        "hebrew": (_HEBREW, _HEBREW_OTHER),
    }
)
_ARABIC = _table("arabic")
_EASTERN = _table("arabic", "eastern")
_ARABIC_WORDS = _merged("arabic_words")


def romanise(text: str) -> tuple[str, ...]:
    """The name in Latin letters: the main form, then other usual ones, at most four.

    Clean words with one blank between; words that are Latin already stay. Text of which
    nothing can be said in Latin letters gives an empty main form.

    >>> romanise("Сергей Лавров")[0], romanise("김정은")[0], romanise("الحمزي")[0]
    ('sergey lavrov', 'kim jong un', 'al hmzi')
    """
    return tuple(" ".join(words) for words in romanise_words(clean_name(text).split()))


def romanise_words(words: Sequence[str]) -> tuple[Sequence[str], ...]:
    """The same for the words of a clean name, in words."""
    if "".join(words).isascii():
        return (words,)
    ukrainian = not _ONLY_UKRAINIAN.isdisjoint("".join(words))
    spelt = _SPELT_IN_UKRAINE if ukrainian else _SPELT
    options = [(word,) if word.isascii() else spelt[word] for word in words]
    rows = [
        tuple(" ".join(forms[min(number, len(forms) - 1)] for forms in options).split())
        for number in range(max(map(len, options)))
    ]
    return tuple(dict.fromkeys(rows))[:MAX_FORMS]


def is_bare(text: str) -> bool:
    """Whether any of the text is in a script that leaves short vowels out.

    >>> is_bare("محمد"), is_bare("Сергей")
    (True, False)
    """
    return _BARE.search(text) is not None


def _script(char: str) -> str:
    """The script of one letter, by the blocks that matter here."""
    for first, last, name in _BLOCKS:
        if first <= char <= last:
            return name
    return "other"


_BLOCKS = (
    ("\u0000", "\u007f", "latin"),
    ("\u0370", "\u03ff", "greek"),
    ("\u0400", "\u052f", "cyrillic"),
    ("\u0530", "\u058f", "armenian"),
    ("\u0590", "\u05ff", "hebrew"),
    ("\u0600", "\u06ff", "arabic"),
    ("\u0750", "\u08ff", "arabic"),
    ("\u10a0", "\u10ff", "georgian"),
    ("\u1c90", "\u1cbf", "georgian"),
    ("\u3040", "\u30ff", "kana"),
    ("\u3400", "\u9fff", "han"),
    ("\uac00", "\ud7a3", "hangul"),
    ("\U00020000", "\U0003ffff", "han"),
)
_BARE = re.compile(
    "|".join(f"[{a}-{z}]" for a, z, name in _BLOCKS if name in {"arabic", "hebrew"})
)


def _forms(word: str, *, ukrainian: bool) -> tuple[str, ...]:
    """The romanised forms of one word of a name."""
    foreign = next((char for char in word if not char.isascii()), "a")
    match _script(foreign):
        case "latin":
            return (word,)
        case "cyrillic":
            return _cyrillic(word, ukrainian=ukrainian)
        case "arabic":
            return (_arabic(word, _ARABIC), _arabic(word, _EASTERN))
        case "han" | "kana" | "hangul":
            return unspaced(word)
        case other:
            tables = _TABLES.get(other, ())
            return tuple(_spell(word, table) for table in tables) or (_fallback(word),)


def _spell(word: str, table: _Table) -> str:
    """Letter by letter, pairs of letters first; what the table lacks goes to the fallback."""
    if table.pairs is not None:
        word = table.pairs.sub(lambda found: table.known[found.group()], word)
    return word.translate(table.letters)


def _fallback(text: str) -> str:
    if text.isascii():
        return text
    from anyascii import anyascii

    return clean_name(anyascii(text)).replace(" ", "")


def _cyrillic(word: str, *, ukrainian: bool) -> tuple[str, ...]:
    """Both readings of г and и; the first is that of the letters the name shows."""
    spoken = _soft_e(word)
    forms = (_spell(spoken, _CYRILLIC), _spell(spoken, _UKRAINIAN))
    first, second = reversed(forms) if ukrainian else forms
    return (_short_ending(first), _short_ending(second))


def _soft_e(word: str) -> str:
    """Hear "е" as "ye" where it opens a word or follows a vowel or a sign: Yershov."""
    opening = "є" + word[1:] if word.startswith("е") else word
    for before in "аеиоуыэюяъь":
        opening = opening.replace(before + "е", before + "є")
    return opening


def _short_ending(word: str) -> str:
    """-ий and -ый are written -y in most published names ("Dmitry", "Zaritsky")."""
    for ending in ("iy", "yy"):
        if word.endswith(ending) and len(word) > len(ending) + 1:
            return word.removesuffix(ending) + "y"
    return word


def _arabic(word: str, table: _Table) -> str:
    known = _ARABIC_WORDS.get(word)
    if known is not None:
        return known
    for start, written in _OPENINGS:
        rest = word.removeprefix(start)
        if rest != word and len(rest) >= _SHORTEST:
            return written + _ARABIC_WORDS.get(rest, _arabic_letters(rest, table))
    return _arabic_letters(word, table)


def _arabic_letters(word: str, table: _Table) -> str:
    """و and ی are vowels except where they open a word; an opening ع is heard as one.

    A closing ه is mostly the feminine ending -a(h).
    """
    opening = {"و": "w", "ی": "y", "ع": "a"}.get(word[0], "")
    rest = word[1:] if opening else word
    ending = "ah" if rest.endswith("ه") else ""
    return opening + _spell(rest.removesuffix("ه") if ending else rest, table) + ending


_SPELT = Remembered(partial(_forms, ukrainian=False))
_SPELT_IN_UKRAINE = Remembered(partial(_forms, ukrainian=True))
