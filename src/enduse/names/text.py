"""A name as typed, folded to letters and digits that can be compared."""

import re
import unicodedata
from typing import NewType

from enduse.names.remembered import Letters

CleanName = NewType("CleanName", str)
"""A name that went through `clean_name`: words of letters and digits, one blank between."""

# Written inside words and never between them: "Mus'ab", "Da`im", Kazan', the soft sign.
_APOSTROPHES = "'`\u00b4\u02b9\u02ba\u02bb\u02bc\u02bd\u02be\u02bf\u02c8\u02ca\u02cb\u055a"
_APOSTROPHES += "\u05f3\u07f4\u07f5\u2018\u2019\u201b\u2032\u2035\uff07\uff40\u0640"
_NO_APOSTROPHES = Letters(lambda char: "" if char in _APOSTROPHES else char)
_ASCII = {
    code: chr(code).lower() if chr(code).isalnum() or chr(code) in "./" else " "
    for code in range(128)
} | {ord("'"): None, ord("`"): None}
_END_OF_INITIALS = {ord("."): " ", ord("/"): " "}
_INITIALS = re.compile(r"(?<!\w)(?:[^\W\d_][./])+(?:[^\W\d_](?![\w.]))?")

# Letters that Unicode does not take apart. Arabic, Persian and Urdu forms of one letter
# meet in the Persian one.
_UNFOLDED = (
    {"ø": "o", "đ": "d", "ł": "l", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ħ": "h"}
    | {"ı": "i", "ŋ": "n", "ə": "a", "ŧ": "t", "ƒ": "f", "ɑ": "a", "ɡ": "g", "ʐ": "z"}
    | {"ك": "ک", "ى": "ی", "ي": "ی", "ے": "ی", "ة": "ه", "ہ": "ه", "ۀ": "ه", "ھ": "ه", "ە": "ه"}
)
_LETTERS = Letters(lambda char: _UNFOLDED.get(char, char))
# Capitals and small letters that look Latin. Every small letter's capital stands for the
# same Latin letter, so that folding case first or later gives the same word.
_LOOKALIKES = str.maketrans(
    "АВЕЅІЈКМНОРСТУХаеѕіјорсух" + "ԁһӏ" + "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧοι",
    "ABESIJKMHOPCTYXaesijopcyx" + "dhl" + "ABEZHIKMNOPTYXoi",
)
# й and ї are letters of their own ("Сергей" is not "Сергеи"), as are voiced kana.
_STRAY_MARKS = re.compile("(?<![иИ])\u0306|(?<![іІ])\u0308")
_VOICED = "\u3099\u309a"


def clean_name(text: str) -> CleanName:
    """Fold case, accents, punctuation and disguises; keep the words and their order.

    Dotted initials are joined before punctuation goes, so that "G.m.b.H." and "GmbH"
    meet; apostrophes inside words, zero-width and writing-direction marks go; a Cyrillic
    or Greek look-alike inside an otherwise Latin word becomes the Latin letter. Other
    scripts stay in their own letters. A lone surrogate counts as a blank. What the words
    mean (legal forms, titles) is not decided here. Cleaning twice is cleaning once.

    >>> clean_name("  Müller & Söhne, G.m.b.H. ")
    'muller sohne gmbh'
    >>> clean_name("Реtеr СНЕRIF")  # half of these letters are Cyrillic
    'peter cherif'
    """
    if text.isascii():
        return CleanName(_blanks(text.translate(_ASCII)))
    letters = _bare_letters(text.translate(_NO_APOSTROPHES)).translate(_NO_APOSTROPHES)
    # Look-alikes are undone before case is folded ("Н" is no H once it is "н") and after
    # it, for small letters that only now stand beside Latin ones ("ı" has become "i").
    once = _latin_words(_blanks(letters)).casefold()
    if once.isascii():
        return CleanName(once)
    lower = _bare_letters(once).translate(_LETTERS)
    return CleanName(_latin_words(_blanks(lower.translate(_NO_APOSTROPHES))))


def _blanks(text: str) -> str:
    if "." in text or "/" in text:
        text = _INITIALS.sub(_joined, text).translate(_END_OF_INITIALS)
    return " ".join(text.split())


def _joined(found: re.Match[str]) -> str:
    """Make one word of "G.m.b.H."; a single "J." is not joined to what follows it."""
    return found.group().replace(".", "").replace("/", "") + " "


def _bare_letters(text: str) -> str:
    """Letters without their marks; anything else than letters and digits is a blank."""
    apart = unicodedata.normalize("NFKD", text)
    if "\u0306" in apart or "\u0308" in apart:
        apart = _STRAY_MARKS.sub("", apart)
    return unicodedata.normalize("NFC", apart.translate(_BARE))


def _bare(char: str) -> str:
    if char.isascii():
        return char if char.isalnum() or char in "./" else " "
    match unicodedata.category(char):
        case "Lu" | "Ll" | "Lt" | "Lo" | "Lm" | "Nl" | "No":
            return char
        case "Nd":
            return str(unicodedata.decimal(char))
        case "Mn" | "Mc" | "Me" | "Cf":
            return char if _mark_matters(char) else ""
        case _:
            return " "


def _mark_matters(char: str) -> bool:
    """Vowel signs of Indian and South-East Asian scripts are not accents.

    The marks of й and ї matter too, wherever they are left at all.
    """
    vowel_sign = "\u0900" <= char < "\u1cff" and not unicodedata.combining(char)
    return vowel_sign or char in _VOICED or char in "\u0306\u0308"


_BARE = Letters(_bare)


def _latin_words(text: str) -> str:
    return " ".join(map(_latin_word, text.split(" ")))


def _latin_word(word: str) -> str:
    """The word in Latin letters where the rest of it is Latin and only the looks differ."""
    if word.isascii() or not any("a" <= c <= "z" or "A" <= c <= "Z" for c in word):
        return word
    latin = word.translate(_LOOKALIKES)
    return latin if latin.isascii() else word
