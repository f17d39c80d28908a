"""Goods codes as written on an order: read, or told what is wrong with them."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

Level = Literal["HS4", "HS6", "CN8", "HS10", "national"]

_LEVELS: dict[int, Level] = {4: "HS4", 6: "HS6", 8: "CN8", 10: "HS10"}
_LENGTHS = frozenset({4, 6, 8, 10, 11, 12, 13, 14})
_EITHER = frozenset({11, 13})  # a whole code of some countries, or a longer one cut in front
_EXPECTED = "4, 6, 8 or 10 to 14 digits, with or without dots and blanks"
_PLAIN = re.compile(r"[\d. \t]+")
_SCIENCE = re.compile(r"(\d)(?:[.,](\d+))?[eE]\+?(\d{1,2})")
_SEVERAL = re.compile(r"\s*(?:[;/|&\n]|,\s|\band\b|\ben\b|\bund\b|\bet\b)\s*")
_LABEL = re.compile(
    r"^(?:ex\s*)?(?:h\.?t\.?s\.?|h\.?s\.?|cn|taric|gn|kn|nc|тн\s*вэд|gtip)?"
    r"(?:\s*code)?\s*[:#.]?\s*(?=\d)",
    re.IGNORECASE,
)

# Letters that were typed or scanned for a digit, Latin and Cyrillic; offered, never taken.
_ALIKE = str.maketrans("OoОоIlІSsBВЗзZz", "000011155883322")
_SURE = 3  # digits that must stand beside such a letter

# Headings in the chapters 01 to 09 (HS 2022). A spreadsheet drops their leading zero.
_HEADINGS = {1: 6, 2: 10, 3: 9, 4: 10, 5: 11, 6: 4, 7: 14, 8: 14, 9: 10}
_LAST_CHAPTER = 97  # 98 and 99 are left to national use; 77 is kept free
_FREE_CHAPTER = 77


@dataclass(frozen=True, slots=True)
class HsCode:
    """A goods code that could be read.

    `heading` is its first four digits, `hs6` its first six (None for a heading alone), and
    `cut` what a country added behind them, which the world does not share.
    """

    written: str
    digits: str
    level: Level
    heading: str
    hs6: str | None
    cut: str = ""

    @property
    def says(self) -> str:
        """The code with its dot, as people quote it: "8542.31", or "8542" alone."""
        return dotted(self.hs6 or self.heading)


@dataclass(frozen=True, slots=True)
class HsTrouble:
    """A goods code that could not be read as it stands.

    `maybe` are codes that it may have been, as digits. They are offered to whoever can
    ask the customer; nothing takes them by itself.
    """

    written: str
    found: str
    expected: str = _EXPECTED
    maybe: tuple[str, ...] = ()


def parse_hs(text: str) -> HsCode | HsTrouble:
    """Read a goods code: a heading, HS6, CN8, or a national code of 10 to 14 digits.

    Dots and blanks mean nothing. Whatever else is unusual comes back as trouble that says
    what was found: a spreadsheet's "8.54231E+09", a lost leading zero, letters, two codes
    in one cell.

    >>> parse_hs("8542.31.00 10").hs6
    '854231'
    >>> parse_hs("601.10").maybe
    ('060110',)
    """
    written = _western(text).strip()
    if not written:
        return HsTrouble(text, "nothing")
    science = _SCIENCE.fullmatch(written.replace(" ", ""))
    if science:
        return _from_spreadsheet(text, science)
    if not _PLAIN.fullmatch(written):
        return _with_more(text, written)
    return _from_digits(text, written)


def dotted(digits: str) -> str:
    """A code with its dot after the heading.

    >>> dotted("854231"), dotted("8542")
    ('8542.31', '8542')
    """
    return f"{digits[:4]}.{digits[4:]}" if digits[4:] else digits


def _western(text: str) -> str:
    """Digits of any script as 0 to 9, so that "۸۵۴۲" and "８５４２" are read alike."""
    plain = unicodedata.normalize("NFKC", text)
    return "".join(str(unicodedata.decimal(c, c)) for c in plain)


def _from_digits(text: str, written: str) -> HsCode | HsTrouble:
    digits = re.sub(r"\D", "", written)
    if len(digits) not in _LENGTHS:
        return _odd(text, written, digits)
    if re.fullmatch(r"[1-9]\d\d\.\d", written) and (
        lost := _lost_zero(f"{digits}0", digits + "0")
    ):
        found = "4 digits, which lack zeros in front and behind"
        return HsTrouble(text, found, "the code with all its zeros", lost)
    if len(digits) in _EITHER and (lost := _lost_zero(written, digits)):
        found = f"{len(digits)} digits, which may lack a leading zero"
        return HsTrouble(text, found, "the code with all its zeros", (digits, *lost))
    if wrong := _no_chapter(digits):
        return HsTrouble(text, wrong, "a chapter of the Harmonized System, 01 to 97")
    level: Level = _LEVELS.get(len(digits), "national")
    hs6 = None if level == "HS4" else digits[:6]
    return HsCode(text, digits, level, digits[:4], hs6, digits[6:])


def _no_chapter(digits: str) -> str | None:
    chapter = int(digits[:2])
    if not 1 <= chapter <= _LAST_CHAPTER or chapter == _FREE_CHAPTER:
        return f"chapter {digits[:2]}"
    return None


def _from_spreadsheet(text: str, science: re.Match[str]) -> HsTrouble:
    """A number that a spreadsheet rounded: its first digits are known, the last are lost."""
    first, rest, power = science.groups(default="")
    length, known = int(power) + 1, first + rest
    found = f"a number in a spreadsheet's short form, with {len(known)} of {length} digits left"
    lost = length not in _LENGTHS
    known = f"0{known}" if lost else known
    whole = length + lost in _LENGTHS
    kept = next((n for n in (6, 4) if len(known) >= n), 0)
    maybe = known[:kept] if whole else ""
    real = maybe and not _no_chapter(maybe)
    return HsTrouble(text, found, "the code as text", (maybe,) if real else ())


def _with_more(text: str, written: str) -> HsTrouble:
    """Letters, dashes, or more than one code: the digits may be right, so they are offered."""
    parts = [p for p in _SEVERAL.split(written) if p]
    if len(parts) > 1 and all(any(c.isdigit() for c in p) for p in parts):
        maybe = tuple(m for p in parts for m in _offered(p))
        return HsTrouble(text, f"{len(parts)} codes in one place", "one code", maybe)
    odd = sorted({c for c in written if not (c.isdigit() or c in ". \t")})
    found = f"the characters {' '.join(odd)!r}"
    return HsTrouble(text, found, _EXPECTED, _offered(written))


def _offered(part: str) -> tuple[str, ...]:
    bare = _LABEL.sub("", part, count=1).strip(" .")
    if sum(c.isdigit() for c in bare) >= _SURE:
        bare = bare.translate(_ALIKE)
    # A dash may stand for a dot ("8542-31-90") or for a range ("8541-8542").
    joined = re.sub(r"(?<=\d)[-,](?=\d)", ".", bare)
    if not _PLAIN.fullmatch(joined) or re.fullmatch(r"\d{4}\.\d{4}", joined):
        return ()
    digits = re.sub(r"\D", "", joined)
    fits = len(digits) in _LENGTHS and not _no_chapter(digits)
    return (digits,) if fits else _lost_zero(joined, digits)


def _odd(text: str, written: str, digits: str) -> HsTrouble:
    # "854231.0" is a number with a decimal that a program added, not a seventh digit.
    number = re.fullmatch(r"(\d+)\.0", written)
    if number and len(number[1]) in _LENGTHS and not _no_chapter(number[1]):
        return HsTrouble(text, "a number with a decimal", _EXPECTED, (number[1],))
    return HsTrouble(text, f"{len(digits)} digits", _EXPECTED, _lost_zero(written, digits))


def _lost_zero(written: str, digits: str) -> tuple[str, ...]:
    """What a code of an odd length may have been before a spreadsheet took it for a number.

    The leading zero of chapters 01 to 09 goes first, the last zero behind a dot next.
    """
    maybe: list[str] = []
    front = f"0{digits}"
    heading = int(digits[1:3] or "0") if digits[:1] not in {"", "0"} else 0
    if len(front) in _LENGTHS and 1 <= heading <= _HEADINGS.get(int(digits[0]), 0):
        maybe.append(front)
    decimal = re.fullmatch(r"(\d{4})\.(\d{1,3})", written.strip())
    bare = re.fullmatch(r"\d{5}", written.strip())
    if (decimal and len(digits) + 1 in _LENGTHS) or (bare and not maybe):
        maybe.append(f"{digits}0")
    return tuple(m for m in maybe if not _no_chapter(m))


@lru_cache(maxsize=100_000)
def short_code(text: str) -> str:
    """The six digits of a code as written, or its four where it has no more; empty for none.

    For what is only counted: whoever wrote the code is past asking.

    >>> short_code("8542.31.90"), short_code("8542"), short_code("electronics")
    ('854231', '8542', '')
    """
    read = parse_hs(text)
    return (read.hs6 or read.heading) if isinstance(read, HsCode) else ""
