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

from enduse.names import arabic
from enduse.names.east import unspaced
from enduse.names.remembered import Remembered
from enduse.names.spell import Table, fallback, merged, spell, table
from enduse.names.text import clean_name

MAX_FORMS = 4
"""How many romanised forms of one name are worth keeping."""

_CYRILLIC = table("cyrillic")
_UKRAINIAN = table("cyrillic", "ukrainian")
_SERBIAN = table("cyrillic", "serbian")
# Which alphabet of Cyrillic a name is in, by the letters that only one of them has.
_ONLY_IN: Mapping[str, frozenset[str]] = MappingProxyType(
    {"ukrainian": frozenset("іїєґў"), "serbian": frozenset("ђјљњћџ")}
)
# The first reading is that of the alphabet the name is in.
_WAYS: Mapping[str, tuple[Table, Table]] = MappingProxyType(
    {
        "russian": (_CYRILLIC, _UKRAINIAN),
        "ukrainian": (_UKRAINIAN, _CYRILLIC),
        "serbian": (_SERBIAN, _CYRILLIC),
    }
)
_GREEK = table("greek", "greek_pairs")
_GEORGIAN = table("georgian")
_ARMENIAN = table("armenian", "armenian_pairs")
_HEBREW = table("hebrew")
_HEBREW_OTHER = table("hebrew", "hebrew_other")
_HEBREW_WORDS = merged("hebrew_words")
_TABLES: Mapping[str, tuple[Table, ...]] = MappingProxyType(
    {
        "greek": (_GREEK,),
        "georgian": (_GEORGIAN,),
        "armenian": (_ARMENIAN,),
        "hebrew": (_HEBREW, _HEBREW_OTHER),
    }
)


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
    spelt = _SPELT[alphabet("".join(words))]
    options = [(word,) if word.isascii() else spelt[word] for word in words]
    rows = [
        tuple(" ".join(forms[min(number, len(forms) - 1)] for forms in options).split())
        for number in range(max(map(len, options)))
    ]
    return tuple(dict.fromkeys(rows))[:MAX_FORMS]


def alphabet(text: str) -> str:
    """Whose Cyrillic the text is in.

    >>> alphabet("Їжак"), alphabet("Ђоковић"), alphabet("Сергей")
    ('ukrainian', 'serbian', 'russian')
    """
    lower = text.lower()
    return next(
        (name for name, own in _ONLY_IN.items() if not own.isdisjoint(lower)), "russian"
    )


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
    ("\u0e00", "\u0e7f", "thai"),
    ("\u10a0", "\u10ff", "georgian"),
    ("\u1c90", "\u1cbf", "georgian"),
    ("\u3040", "\u30ff", "kana"),
    ("\u3400", "\u9fff", "han"),
    ("\uac00", "\ud7a3", "hangul"),
    ("\U00020000", "\U0003ffff", "han"),
)
_NO_VOWELS = frozenset({"arabic", "hebrew", "thai"})
_BARE = re.compile("|".join(f"[{a}-{z}]" for a, z, name in _BLOCKS if name in _NO_VOWELS))


def _forms(word: str, *, cyrillic: str) -> tuple[str, ...]:
    """The romanised forms of one word of a name."""
    foreign = next((char for char in word if not char.isascii()), "a")
    match _script(foreign):
        case "latin":
            return (word,)
        case "cyrillic":
            return tuple(_cyrillic(word, each) for each in _WAYS[cyrillic])
        case "arabic":
            return arabic.in_latin(word)
        case "han" | "kana" | "hangul":
            return unspaced(word)
        case other:
            tables = _TABLES.get(other, ())
            known = _HEBREW_WORDS.get(word)
            spelt = tuple(spell(word, each) for each in tables) or (fallback(word),)
            return spelt if known is None else (known,)


def _cyrillic(word: str, letters: Table) -> str:
    return _short_ending(spell(_soft_e(word), letters))


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


_SPELT: Mapping[str, Remembered[tuple[str, ...]]] = MappingProxyType(
    {name: Remembered(partial(_forms, cyrillic=name)) for name in _WAYS}
)
