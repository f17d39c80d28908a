"""What one word of a name brings with it, found once for every distinct word.

A batch of names says the same words over and over: in 128,000 names of companies each word
as typed stands eight times. So cleaning and looking up are done by the word,
which gives what doing them by the name gives, for nothing in `clean_name` looks past a blank.
"""

import re
from functools import reduce
from operator import or_
from typing import Final, NamedTuple

from enduse.names.also import calls_for_also
from enduse.names.expand import is_compound, means_another
from enduse.names.mend import mend
from enduse.names.others import calls_for_others, read_right
from enduse.names.rarity import is_known
from enduse.names.remembered import Remembered
from enduse.names.text import clean_name

FOREIGN: Final = 1
"""The word holds letters of another script."""
NUMBERED: Final = 2
"""The word is a number with an ordinal ending or leading zeros."""
JOINED: Final = 4
"""The word may be written together with its neighbours: "Abd", "al-Din"."""
MEANS: Final = 8
"""The word stands for another, or for a Roman number."""
DIGITS: Final = 16
"""There are digits in the word."""
OTHERS: Final = 32
"""A person's name with this word may be written in another way."""
MISREAD: Final = 64
"""A letter or digit in the word may have been misread."""
STRANGE: Final = 128
"""Nobody is known who has the word: it may be half of one."""
MENDED: Final = 256
"""The word is one of a legal form that was mistyped, or two that were glued together."""
ALSO: Final = 512
"""A name in which the word is typed so may be written in another way: "(SHIG)"."""

GLUED_FORMS: Final = (
    "limited", "corporation", "company", "gmbh", "ojsc", "cjsc", "pjsc", "fzco", "dmcc", "ltd",
    "llc", "jsc", "fze",
)  # fmt: skip
_SHORTEST_GLUED, _SHORTEST_NAME = 8, 5
# Two names that were typed without a blank between: "КАКОРА АлексейВикторович", "RamziMAWAFI".
_TWO_NAMES = re.compile(
    "(?<=[а-яёіїєґў]{2})(?=[А-ЯЁІЇЄҐЎ][а-яёіїєґў])|(?<=[a-z]{2})(?=[A-Z]{3})"
)
_ORDINAL = re.compile(r"0*(\d+)(?:st|nd|rd|th|ya|y|oi|oy)?")
# "i", "v", "x" are initials, "vi" and "xi" also family names: taken at the end only.
ROMAN: Final = {
    "ii": "2", "iii": "3", "iv": "4", "vi": "6", "vii": "7", "viii": "8", "ix": "9",
    "xi": "11", "xii": "12", "xiii": "13", "xiv": "14", "xv": "15", "xvi": "16",
    "xvii": "17", "xviii": "18", "xix": "19", "xx": "20",
}  # fmt: skip


class Word(NamedTuple):
    """The clean words that a word as typed becomes, and what any of them calls for."""

    clean: tuple[str, ...]
    calls: int


def read(typed: str) -> Word:
    """What a word as typed is made of.

    >>> read("[Zavod,"), read("Co./Ltd.").clean
    (Word(clean=('zavod',), calls=8), ('co', 'ltd'))
    """
    clean = tuple(part for word in clean_name(typed).split() for part in cut_form(word))
    calls = ALSO if calls_for_also(typed) else 0
    for word in clean:
        calls |= _CALLED[word]
    return Word(clean, calls)


def read_of_person(typed: str) -> Word:
    """The same in a person's name, where two words may stand without a blank between.

    >>> read_of_person("АлексейВикторович").clean, read_of_person("RamziMAWAFI").clean
    (('алексей', 'викторович'), ('ramzi', 'mawafi'))
    """
    apart = _TWO_NAMES.sub(" ", typed)
    if apart == typed:
        return read(typed)
    words = [read(word) for word in apart.split()]
    calls = reduce(or_, (word.calls for word in words), 0)
    # How a name may also be written is asked of it as it was typed.
    calls = calls | ALSO if calls_for_also(typed) else calls & ~ALSO
    return Word(tuple(part for word in words for part in word.clean), calls)


def _calls(word: str) -> int:
    """What has to be done about a clean word; none of it for most words."""
    calls = MEANS if word in ROMAN or means_another(word) else 0
    calls |= JOINED if is_compound(word) else 0
    if word.isalpha():
        calls |= OTHERS if calls_for_others(word) else 0
    else:
        calls |= DIGITS
        calls |= NUMBERED if number(word) != word else 0
    calls |= MISREAD if read_right(word) else 0
    if not is_known(word):
        calls |= STRANGE | (MENDED if mend(word) else 0)
    return calls if word.isascii() else calls | FOREIGN


# "ACME", "Acme" and "(Acme)," are one clean word.
_CALLED = Remembered(_calls)


def called(clean: str) -> int:
    """What a clean word calls for."""
    return _CALLED[clean]


def cut_form(word: str) -> tuple[str, ...]:
    """A legal form that was typed without a blank before it, on its own.

    Only forms that end no ordinary word, after a name that is long enough to be one.

    >>> cut_form("nabahltd"), cut_form("unlimited")
    (('nabah', 'ltd'), ('unlimited',))
    """
    if len(word) >= _SHORTEST_GLUED and word.endswith(GLUED_FORMS):
        form = next(filter(word.endswith, GLUED_FORMS))
        name = word.removesuffix(form)
        if len(name) >= _SHORTEST_NAME:
            return (name, form)
    return (word,)


def number(word: str) -> str:
    """Digits without leading zeros and ordinal endings: "46TH" is 46."""
    found = _ORDINAL.fullmatch(word) if word[:1].isdigit() else None
    return found.group(1) if found else word
