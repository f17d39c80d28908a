"""Keys under which the spellings of one word meet, whoever wrote it in Latin letters."""

import re
from functools import lru_cache
from operator import eq

_VOWELS = frozenset("aeiouy")
_CHANGING = frozenset("hcqxzj")
_REMEMBERED = 1 << 17
# Longest first: "shch" before "sh" before "s". Capitals stand for one sound each, so that
# no later rule takes them apart: C as in "church", J as in "jar" or French "je", S "she".
_SOUNDS = {
    "tsch": "C", "shch": "S", "sch": "S", "tch": "C", "dzh": "J", "kh": "h", "gh": "g",
    "ph": "f", "sh": "S", "ch": "C", "cz": "C", "zh": "J", "dj": "J", "dh": "d", "th": "t",
    "ck": "k", "qu": "k", "tz": "ts", "x": "ks", "q": "k", "ce": "se", "ci": "si", "c": "k",
}  # fmt: skip
_ANY_SOUND = re.compile("|".join(_SOUNDS))
_CLOSING_J = re.compile(r"(?<=[aeiou])j(?=[^aeiou]|$)")
_ENDING = re.compile(r"(?<=[aeiou])(?:ff|w)$")
_OPENING_YE = re.compile(r"^[yji](?=[eaou])")
_INNER = str.maketrans("", "", "aeiouyw")
# A vowel by its kind: a is open, u round, i spread.
_KINDS = str.maketrans("eoyw", "iuiv")
_SEVERAL_VOWELS = re.compile("[aiu]{2,}")


def _consonants(token: str) -> str:
    """Consonants by sound, vowels as written."""
    plain = _CLOSING_J.sub("i", token) if "j" in token else token
    plain = _ENDING.sub("v", plain) if plain[-1] in "fw" else plain
    # Most words have none of the letters that others change, and a search costs more.
    if not _CHANGING.isdisjoint(plain):
        plain = _ANY_SOUND.sub(_heard, plain)
    return _once(plain.replace("j", "J"))


def _heard(found: re.Match[str]) -> str:
    return _SOUNDS[found.group()]


def _once(text: str) -> str:
    """Doubled letters written once."""
    if True not in map(eq, text, text[1:]):  # as in most words
        return text
    last = ""
    out = []
    for char in text:
        if char != last:
            out.append(char)
            last = char
    return "".join(out)


@lru_cache(maxsize=_REMEMBERED)
def skeleton(token: str) -> str:
    """The consonants of a word as they sound, with "a" for a vowel that opens it.

    Ignored: every vowel but the first, and which one that is; "y"; "w" inside a word, which
    Arabic uses as a vowel; "h" at the end; doubled letters; the difference of kh and h, gh
    and g, ch and cz, j and zh and dj, k and c and q, ph and f, ks and x, a closing v, ff and
    w. Kept apart: s and z, t and d, b and p, k and g. Takes one clean Latin word; anything
    that is not a letter stays. "ch" and "sh" meet, since French writes one for the other.

    >>> skeleton("mohammed"), skeleton("gharib") == skeleton("ghareeb")
    ('mhmd', True)
    >>> skeleton("sergey") == skeleton("serguei") == skeleton("sergej")
    True
    """
    if not token.isalpha():
        return token
    heard = _consonants(_OPENING_YE.sub("", token) if token[0] in "yi" else token)
    opening = "a" if heard[:1] in _VOWELS else heard[:1].replace("w", "v")
    inner = heard[1:].translate(_INNER)
    closed = _once(inner.removesuffix("h") or inner)
    return (opening + closed).replace("C", "S")


@lru_cache(maxsize=_REMEMBERED)
def fold(token: str) -> str:
    """The word as it sounds with its vowels in three kinds: open, round, spread.

    Closer to the spelling than `skeleton`: two folded words can be compared letter by
    letter. A run of vowels is one vowel, named by its round or spread part.

    >>> fold("youssef"), fold("yusuf"), fold("khaleed") == fold("khalid")
    ('usif', 'usuf', True)
    """
    if not token.isalpha():
        return token
    heard = _consonants(_OPENING_YE.sub("", token) if token[0] in "yi" else token)
    return _once(_SEVERAL_VOWELS.sub(_strongest, heard.translate(_KINDS)))


def _strongest(run: re.Match[str]) -> str:
    return max(run.group())
