"""A share in per cent and a day, as files of owners write them."""

import re
from datetime import date

from enduse.model.dates import DateSpan
from enduse.model.holding import HAIR, Share

WHOLE = 100.0

_NUMBER = r"\d{1,3}(?:[.,]\d{1,12})?"
_ONE = re.compile(rf"({_NUMBER})%?")
_BAND = re.compile(rf"({_NUMBER})%?(?:-|–|—|to|bis|tot|à)({_NUMBER})%?")
_ABOVE = re.compile(rf"(>=|≥|=>|>|morethan|over|<=|≤|=<|<|lessthan|under|upto)({_NUMBER})%?")
_WORDS: dict[str, Share | None] = {
    "majority": (50 + HAIR, WHOLE),
    "minority": (0.0, 50 - HAIR),
    "whole": (WHOLE, WHOLE),
    "unknown": None,
    "n/a": None,
    "?": None,
    "-": None,
}
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ].*)?", re.DOTALL)
_BORN = re.compile(r"(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?(?:[T ].*)?", re.DOTALL)


def share_of(text: str) -> Share | None:
    """A share as a person types it, as an interval; None where it is not known.

    >>> share_of("25"), share_of("12,5 %"), share_of("25-50"), share_of("")
    ((25.0, 25.0), (12.5, 12.5), (25.0, 50.0), None)
    >>> share_of(">50") == share_of("majority") == (50 + HAIR, 100.0)
    True

    Raises:
        ValueError: it is none of these, or beyond 0 to 100 per cent.
    """
    plain = "".join(text.split()).casefold().replace("percent", "%")
    if not plain:
        return None
    if plain in _WORDS:
        return _WORDS[plain]
    if found := _ONE.fullmatch(plain):
        number = _number(found[1])
        return checked(number, number)
    if found := _BAND.fullmatch(plain):
        return checked(_number(found[1]), _number(found[2]))
    if found := _ABOVE.fullmatch(plain):
        return checked(*_open(found[1], _number(found[2])))
    raise ValueError(text)


def checked(low: float, high: float) -> Share:
    """An interval inside 0 to 100 per cent, the lower bound first.

    Raises:
        ValueError: it is not.
    """
    if not 0 <= low <= high <= WHOLE:  # a NaN fails this too
        message = f"{low:g} to {high:g}"
        raise ValueError(message)
    return low, high


def _open(sign: str, number: float) -> tuple[float, float]:
    match sign:
        case ">" | "morethan" | "over":
            return min(number + HAIR, WHOLE), WHOLE
        case ">=" | "≥" | "=>":
            return number, WHOLE
        case "<" | "lessthan" | "under":
            return 0.0, max(number - HAIR, 0.0)
        case _:
            return 0.0, number


def _number(text: str) -> float:
    return float(text.replace(",", "."))


def day_of(text: object) -> date | None:
    """A day of ISO 8601, of which a time of day is left out; None where there is none.

    >>> day_of("2012-11-29T00:00:00.000Z"), day_of(" ")
    (datetime.date(2012, 11, 29), None)

    Raises:
        ValueError: it is no day.
    """
    if text is None or (isinstance(text, str) and not text.strip()):
        return None
    found = _DAY.fullmatch(text.strip()) if isinstance(text, str) else None
    if found is None:
        raise ValueError(text)
    return date(int(found[1]), int(found[2]), int(found[3]))


def born_of(text: object) -> DateSpan | None:
    """A birth date to the day, the month or the year; None where there is none.

    >>> born_of("1978-07").last
    datetime.date(1978, 7, 31)

    Raises:
        ValueError: it is no date.
    """
    if text is None or text == "":
        return None
    found = _BORN.fullmatch(text.strip()) if isinstance(text, str) else None
    if found is None:
        raise ValueError(text)
    year, month, day = (int(part) if part else None for part in found.groups())
    if month is None:
        return DateSpan.of_years(year or 0)
    if day is None:
        return DateSpan.of_month(year or 0, month)
    return DateSpan.of_day(date(year or 0, month, day))
