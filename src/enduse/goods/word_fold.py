"""Letters made comparable: without case, accents and disguise; each keeps its place."""

import re
import unicodedata
from collections.abc import Iterator, Sequence

_SAME = str.maketrans({"ı": "i", "ي": "ی", "ى": "ی", "ك": "ک", "\u200c": " "})
_HIDDEN = re.compile(
    "[\u00ad\u034f\u180e\u200b\u200d-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff]"
    "|(?<=[A-Za-z\u0370-\u04ff])\u200c(?=[A-Za-z\u0370-\u04ff])"
)
"""Characters that are not seen; in Persian one of them parts two halves of a word."""
_RUN = re.compile(r"\w+")
_LATIN_LETTER = re.compile("[A-Za-z]")
_OTHER_LETTER = re.compile("[\u0370-\u04ff]")
_OTHERS = "АВЕКМНОРСТУХІЈЅаеоркмнтвсухіјѕΑΒΕΖΗΙΚΜΝΟΡΤΥΧοαρικνυχ"
_LATIN = "ABEKMHOPCTYXIJSaeopkmhtbcyxijsABEZHIKMNOPTYXoapikvux"
_TO_LATIN = str.maketrans(_OTHERS, _LATIN)
_TO_CYRILLIC = str.maketrans("ABEKMHOPCTYXaeopcyxk", "АВЕКМНОРСТУХаеорсухк")


def fold(text: str) -> tuple[str, Sequence[int]]:
    """A text as it is compared, and where each of its letters stands in the original.

    >>> fold("FРGA\u200b")[0]
    'fpga'
    """
    if text.isascii():
        return text.lower(), range(len(text))
    bare, spots = _seen(text)
    if _mixed(bare):  # word by word: a look ahead from every letter of a long run is slow
        bare = _RUN.sub(_unmasked, bare)
    if unicodedata.is_normalized("NFKD", bare) and not any(map(unicodedata.combining, bare)):
        plain = bare.casefold().translate(_SAME)
        if len(plain) == len(bare):
            return plain, spots
    letters: list[str] = []
    places: list[int] = []
    for place, char in zip(spots, bare, strict=True):
        for letter in _plain(char):
            letters.append(letter)
            places.append(place)
    return "".join(letters), places


def _seen(text: str) -> tuple[str, Sequence[int]]:
    """The characters that a reader sees, with their places."""
    hidden = {match.start() for match in _HIDDEN.finditer(text)}
    if not hidden:
        return text, range(len(text))
    spots = [at for at in range(len(text)) if at not in hidden]
    return "".join(text[at] for at in spots), spots


def _unmasked(match: re.Match[str]) -> str:
    """A word of two alphabets in one of them, where the letters of the other look alike."""
    if not _mixed(match[0]):
        return match[0]
    for table in (_TO_LATIN, _TO_CYRILLIC):
        word = match[0].translate(table)
        if not _mixed(word):
            return word
    return match[0]


def _mixed(text: str) -> bool:
    return bool(_LATIN_LETTER.search(text) and _OTHER_LETTER.search(text))


def _plain(char: str) -> Iterator[str]:
    for letter in unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", char).casefold()):
        if not unicodedata.combining(letter):
            yield letter.translate(_SAME)
