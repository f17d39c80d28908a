"""The words of a running text: what each may say in Latin letters, what parts it from others.

Scripts that are written without blanks (Chinese, Japanese) are cut into their known words, and
else into single signs.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from enduse.mention.endings import without_ending
from enduse.names.east import cut_words, is_word
from enduse.names.expand import expand, is_compound, join_compounds, part_compounds
from enduse.names.forms import FORM_WORDS
from enduse.names.remembered import Remembered
from enduse.names.scripts import romanise_words
from enduse.names.text import clean_name
from enduse.names.words import ROMAN, number

Gap = Literal["none", "plain", "soft", "comma", "hard"]
"""What stands before a word: nothing, or a blank, a hyphen, a quotation mark (`plain`); a
bracket, an "&", a full stop within a name (`soft`); a `comma`; the end of a sentence, of a
paragraph or of a column (`hard`)."""

Case = Literal["small", "title", "capitals", "none"]
"""How a word is written; `none` where its script has no capitals."""

_EAST = "\u3040-\u30ff\u3400-\u9fff\U00020000-\U0003ffff"
_KANA = frozenset(map(chr, range(0x3040, 0x3100)))
_APOSTROPHE = "'\u2019\u02bc`\u00b4"
# A line may end in the middle of a word; what goes on with a small letter is one word.
_CUT = r"[-\u00ad\u2010]\s{0,3}\n\s{0,8}(?=[^\W\d_A-Z])"
_SIGN = rf"[^\W_{_EAST}]"
_WORD = re.compile(
    rf"[{_EAST}]+|(?<!\w)(?:[^\W\d_]\.){{2,}}(?:[^\W\d_](?!\w))?|{_SIGN}+(?:(?:[{_APOSTROPHE}\u00ad\u200c\u200d]|{_CUT}|[\u0300-\u036f])+{_SIGN}+)*"
)
_BROKEN = re.compile(_CUT)
_POSSESSIVE = re.compile(rf"[{_APOSTROPHE}](?:s|S|[a-zçğıöşü]{{1,6}})$")
_ALIKE = re.compile(rf"[{_APOSTROPHE}\u00ad\u200c\u200d]")
_PLAIN = re.compile(rf"[\s\-\u2010-\u2013{_APOSTROPHE}\"«»„“”‘‚‹›「」『』《》]*")
_HARD = re.compile(r"[!?;:•·|…。！？；]|\n\s*\n|[^\S\n\f]{2,}|\t|\n\s*[-*–—•]\s")
_COMMA = re.compile("[,،、，]")
_STOP = re.compile(r"\.\s")
_SOFT = re.compile(
    rf"[\s\-\u2010-\u2013,()\[\]/&+.،、，（）{_APOSTROPHE}\"«»„“”‘‚‹›「」『』《》]*"
)
# Written behind a Korean name, and before an Arabic one ("and", "to", "by", "so").
_KOREAN = (
    "은",
    "는",
    "이",
    "가",
    "을",
    "를",
    "의",
    "에",
    "에게",
    "에서",
    "도",
    "와",
    "과",
    "로",
    "으로",
    "씨",
)
_ARABIC = frozenset("ولبف")
_MOST_GAP = 12
_SHORTEST_BEHIND = 3
_HYPHENS = frozenset("-\u2010\u2011")
_TITLES = frozenset(
    ("dr", "mr", "mrs", "st", "gen", "col", "lt", "capt", "prof", "ing", "hr", "им")
)
_MOST_LETTERS = 60


@dataclass(frozen=True, slots=True)
class Said:
    """What a word may say: clean words in Latin letters, the likeliest first.

    `plain` are those that it is, `also` those that it means ("zavod" a plant) and `stems` what
    is left of it without the ending of a case. `foreign` says that it was in other letters,
    `ways` what it may be if it is several words at once, `form` that it is one of a legal form.
    """

    plain: tuple[str, ...]
    also: tuple[str, ...]
    stems: tuple[str, ...]
    foreign: bool
    ways: tuple[tuple[str, ...], ...]
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


def tokens(text: str, breaks: Sequence[int] = ()) -> Tokens:
    """Cut a text into its words; no name goes on over a place in `breaks`, which ascend."""
    ahead = iter((*breaks, len(text)))
    stop = next(ahead)
    number: dict[str, int] = {}
    found: list[Token] = []
    last = 0
    before, behind = "", False
    for start, end in _stretches(text):
        raw = text[start:end]
        at = number.setdefault(raw, len(number))
        gap = _gap(text[last:start], before)
        while stop <= start < len(text):
            gap, stop = "hard", next(ahead)
        case = _CASES[raw]
        if case == "small" and behind and text[last:start] in _HYPHENS:
            case = "none"  # "Chol-man" has one capital
        found.append(Token(start, end, at, gap, case))
        last, before, behind = end, raw, case in {"title", "capitals"}
    return Tokens(tuple(found), tuple(_SAID[raw] for raw in number))


def is_form(token: Token, tokens: Tokens) -> bool:
    """Whether a word is one of a legal form; "is a limited company" of a sentence is none."""
    small = token.case == "small" or token.end - token.start == 1
    return tokens.said[token.word].form and not small


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
    stops = _STOP.search(between) and not _abbreviated(before)
    if len(between) > _MOST_GAP or stops or _HARD.search(between):
        return "hard"
    if _PLAIN.fullmatch(between):
        return "plain"
    return "hard" if not _SOFT.fullmatch(between) else _soft(between)


def _soft(between: str) -> Gap:
    return "comma" if _COMMA.search(between) else "soft"


def _abbreviated(word: str) -> bool:
    """Whether a full stop behind a word may belong to it: an initial, a legal form, a title."""
    plain = word.lower()
    return len(word) == 1 or word.endswith(".") or plain in FORM_WORDS or plain in _TITLES


def _case(raw: str) -> Case:
    if raw[0].isdigit() or raw.lower() == raw.upper():
        return "none"
    if raw.islower():
        return "small"
    return "capitals" if raw.isupper() and len(raw) > 1 else "title"


def _said(raw: str) -> Said:
    whole = _BROKEN.sub("", raw)
    short = _POSSESSIVE.sub("", whole)
    ways = [way for each in _readings(whole, short) for way in _in_latin(each)]
    plain = tuple(dict.fromkeys(word for way in ways for word in way))
    meant = [other for word in plain for other in _meant(word)]
    also = tuple(dict.fromkeys(word for each in meant for word in each if word not in plain))
    foreign = not clean_name(short).isascii()
    stems = (stem for word in plain for stem in without_ending(word, foreign=foreign))
    clean = clean_name(short).split()
    return Said(
        plain,
        also,
        tuple(dict.fromkeys(stems)),
        foreign,
        tuple(tuple(each) for each in (*ways, *meant) if len(each) > 1),
        bool(clean) and all(word in FORM_WORDS for word in clean),
    )


def _meant(word: str) -> Iterator[tuple[str, ...]]:
    """What else a word is in the index: its meaning, a number, a name without its article."""
    yield expand((word,))
    yield (ROMAN.get(word, number(word)),)
    if is_compound(word):
        yield part_compounds((word,))


def _readings(whole: str, short: str) -> Iterator[str]:
    """What a word is, with and without what may be written behind or before it."""
    yield short
    if short != whole:
        yield _ALIKE.sub("", whole)
    if "\uac00" <= short[-1] <= "\ud7a3":
        yield from (
            short.removesuffix(each)
            for each in _KOREAN
            if short.endswith(each) and len(short) - len(each) > 1
        )
    elif "\u0600" <= short[0] <= "\u06ff":
        yield from (
            short[1:] for _ in range(short[0] in _ARABIC and len(short) > _SHORTEST_BEHIND)
        )
        # Arabic writes a foreign v as f: Lavrov is "lafrof".
        yield from (short.replace("ف", "ڤ") for _ in range("ف" in short))


def _in_latin(raw: str) -> Sequence[Sequence[str]]:
    ways = romanise_words(clean_name(_ALIKE.sub("", raw)).split())
    # "عبدالرحمن" is three words in Latin letters, and one in the index.
    return (*ways, *(join_compounds(way) for way in ways if len(way) > 1))


_SAID = Remembered(_said)
_CASES = Remembered(_case)
