"""The words of a running text: what each may say in Latin letters, and what parts it from the next.

Scripts that are written without blanks (Chinese, Japanese) are cut into their known words, and
else into single signs.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from enduse.mention.endings import without_ending
from enduse.names.east import cut_words, is_word
from enduse.names.expand import expand
from enduse.names.forms import FORM_WORDS
from enduse.names.remembered import Remembered
from enduse.names.scripts import romanise_words
from enduse.names.text import clean_name

Gap = Literal["none", "plain", "soft", "hard"]
"""What stands before a word: nothing or a blank, a hyphen, a quotation mark (`plain`); a comma, a
bracket, an "&" (`soft`); the end of a sentence, of a paragraph or of a column (`hard`)."""

Case = Literal["small", "title", "capitals", "none"]
"""How a word is written; `none` where its script has no capitals."""

_EAST = "\u3040-\u30ff\u3400-\u9fff\U00020000-\U0003ffff"
_KANA = frozenset(map(chr, range(0x3040, 0x3100)))
_APOSTROPHE = "'\u2019\u02bc`\u00b4"
# A line may end in the middle of a word; what goes on with a small letter is one word.
_CUT = r"[-\u00ad\u2010]\s{0,3}\n\s{0,8}(?=[^\W\d_A-Z])"
_SIGN = rf"[^\W_{_EAST}]"
_WORD = re.compile(
    rf"[{_EAST}]+|{_SIGN}+(?:(?:[{_APOSTROPHE}\u00ad\u200c\u200d]|{_CUT}|[\u0300-\u036f])+{_SIGN}+)*"
)
_BROKEN = re.compile(_CUT)
_POSSESSIVE = re.compile(rf"[{_APOSTROPHE}](?:s|S|[a-zçğıöşü]{{1,6}})$")
_ALIKE = re.compile(rf"[{_APOSTROPHE}\u00ad\u200c\u200d]")
_HARD = re.compile(r"[!?;:•·|…。！？；]|\n\s*\n|[^\S\n]{2,}|\f|\t|\n\s*[-*–—•]\s")
_STOP = re.compile(r"\.(?:\s|$)")
_SOFT = re.compile(r"[,()\[\]/&+،、，（）]|\.")
_MOST_GAP = 12
_ABBREVIATED = 3
_MOST_LETTERS = 60


@dataclass(frozen=True, slots=True)
class Said:
    """What a word may say: clean words in Latin letters, the likeliest first.

    `plain` are those that it is, `also` those that it means ("zavod" a plant) and `stems` what
    is left of it without the ending of a case.
    """

    plain: tuple[str, ...]
    also: tuple[str, ...]
    stems: tuple[str, ...]
    foreign: bool
    form: bool


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text, where it stands, and what parts it from the one before."""

    start: int
    end: int
    word: int
    gap: Gap
    case: Case


@dataclass(frozen=True, slots=True)
class Tokens:
    """The words of a text in their order; `said` are the distinct ones, by number."""

    each: tuple[Token, ...]
    said: tuple[Said, ...]


def tokens(text: str) -> Tokens:
    """Cut a text into its words."""
    number: dict[str, int] = {}
    found: list[Token] = []
    last = 0
    before = ""
    for start, end in _stretches(text):
        raw = text[start:end]
        at = number.setdefault(raw, len(number))
        gap = _gap(text[last:start], before)
        found.append(Token(start, end, at, gap, _CASES[raw]))
        last, before = end, raw
    return Tokens(tuple(found), tuple(_SAID[raw] for raw in number))


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    for each in _WORD.finditer(text):
        start, end = each.span()
        if text[start] >= "\u3040" and not "\uac00" <= text[start] <= "\ud7a3":
            yield from _pieces(text[start:end], start)
        elif end - start <= _MOST_LETTERS:  # what is longer is no word of a name
            yield start, end


def _pieces(run: str, start: int) -> Iterator[tuple[int, int]]:
    """The known words of a run without blanks, and the signs between them."""
    at = start
    for piece in cut_words(run):
        if is_word(piece) or all(sign in _KANA for sign in piece):
            yield at, at + len(piece)
        else:
            for place in range(len(piece)):
                yield at + place, at + place + 1
        at += len(piece)


def _gap(between: str, before: str) -> Gap:
    if not between or between == " ":
        return "plain" if between else "none"
    if len(between) > _MOST_GAP or _HARD.search(between):
        return "hard"
    if _STOP.search(between) and len(before) > _ABBREVIATED:
        return "hard"
    return "soft" if _SOFT.search(between) else "plain"


def _case(raw: str) -> Case:
    if raw.islower():
        return "small"
    if raw.isupper():
        return "capitals" if len(raw) > 1 else "title"
    return "title" if raw != raw.lower() else "none"


def _said(raw: str) -> Said:
    whole = _BROKEN.sub("", raw)
    short = _POSSESSIVE.sub("", whole)
    clean = clean_name(_ALIKE.sub("", short)).split()
    form = bool(clean) and all(word in FORM_WORDS for word in clean)
    foreign = not "".join(clean).isascii()
    ways = [word for way in romanise_words(clean) for word in way] if foreign else list(clean)
    if short != whole:
        ways += clean_name(_ALIKE.sub("", whole)).split()
    plain = tuple(dict.fromkeys(ways))
    also = tuple(dict.fromkeys(m for word in plain for m in expand((word,)) if m not in plain))
    stems = tuple(
        dict.fromkeys(
            stem for word in plain for stem in without_ending(word, foreign=foreign) if stem
        )
    )
    return Said(plain, also, stems, foreign, form)


_SAID = Remembered(_said)
_CASES = Remembered(_case)
