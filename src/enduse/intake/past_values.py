"""Days and numbers of a column, read as the whole column shows that they are written.

"03/04/2021" and "1,234" can be read in two ways each. Other cells of the column tell which;
where none does, the column is refused with words, for half of it would be read wrong.
"""

import re
from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

DayOrder = Literal["day first", "month first", "either"]
Sign = Literal[".", ",", "either"]

_ISO = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})(?:[T ].*)?")
_PARTS = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})(?: .*)?")
_SERIAL = re.compile(r"\d{5}(?:\.0+)?")
_EPOCH = date(1899, 12, 30)
"""Day 0 of spreadsheets, which take 1900 for a leap year."""
_FIRST_YEAR = 1970
"""No order on file is older; an earlier year is mistyped, and makes a history look long."""
_MONTHS = 12
_CENTURY = 2000
_SHORT = 2
_GROUP = 3
_REMEMBERED = 50_000  # columns say the same again and again
_NUMBER = re.compile(r"[+-]?\d[\d.,]*|[+-]?[.,]\d+")
_SCIENCE = re.compile(r"[+-]?\d(?:\.\d+)?[eE][+-]?\d{1,2}")
_AROUND = re.compile(r"^(?:[A-Z]{3}|[€$£¥₺₽])\s*|\s*(?:[A-Z]{3}|[€$£¥₺₽])$|[\s'\u2019_]")


def order_of_days(texts: Iterable[str]) -> DayOrder:
    """Whether the day or the month stands first in a column; a point means the day.

    >>> order_of_days(["03/04/2021", "25/04/2021"]), order_of_days(["03/04/2021"])
    ('day first', 'either')
    """
    day = month = False
    for text in texts:
        found = _PARTS.fullmatch(text)
        if found:
            first, sign, second = int(found[1]), found[2], int(found[3])
            day |= first > _MONTHS or sign == "."
            month |= second > _MONTHS
    if day == month:
        return "either"
    return "day first" if day else "month first"


@lru_cache(_REMEMBERED)
def read_day(text: str, order: DayOrder) -> date | None:
    """A day as written; None where it is none, may be one of two, or is of no order on file.

    >>> read_day("25.4.21", "either"), read_day("2021-04-25 00:00", "either")
    (datetime.date(2021, 4, 25), datetime.date(2021, 4, 25))
    >>> read_day("03/04/2021", "either") is None, read_day("44311", "either")
    (True, datetime.date(2021, 4, 25))
    >>> read_day("0001-01-01", "either") is None
    True
    """
    found = _read_day(text, order)
    return found if found is not None and found.year >= _FIRST_YEAR else None


def _read_day(text: str, order: DayOrder) -> date | None:
    try:
        if found := _ISO.fullmatch(text):
            return date(int(found[1]), int(found[2]), int(found[3]))
        if _SERIAL.fullmatch(text):
            return _EPOCH + timedelta(days=int(float(text)))
        if found := _PARTS.fullmatch(text):
            return _of_parts(found, order)
    except ValueError:
        return None
    return None


def _of_parts(found: re.Match[str], order: DayOrder) -> date | None:
    first, second = int(found[1]), int(found[3])
    year = int(found[4]) + (_CENTURY if len(found[4]) == _SHORT else 0)
    if found[2] == "." or order == "day first" or first > _MONTHS:
        return date(year, second, first)
    if order == "month first" or second > _MONTHS or first == second:
        return date(year, first, second)
    return None


def decimal_sign(texts: Iterable[str]) -> Sign:
    """Which sign stands before the decimals in a column.

    >>> decimal_sign(["1.234,50"]), decimal_sign(["1,234", "0.5"]), decimal_sign(["1,234"])
    (',', '.', 'either')
    """
    seen = {sign for text in texts if (sign := _sign_of(_bare(text)))}
    return seen.pop() if len(seen) == 1 else "either"


def _sign_of(text: str) -> Literal[".", ","] | None:
    """The decimal sign that a number shows; None where it has none, or it could be either."""
    points, commas = text.count("."), text.count(",")
    if points and commas:
        return "." if text.rindex(".") > text.rindex(",") else ","
    if points > 1 or commas > 1:
        return "," if points else "."
    if points or commas:
        sign: Literal[".", ","] = "." if points else ","
        whole, _, rest = text.partition(sign)
        grouped = len(rest) == _GROUP and 0 < len(whole.lstrip("+-")) <= _GROUP
        return None if grouped and whole.lstrip("+-") != "0" else sign
    return None


@lru_cache(_REMEMBERED)
def read_number(text: str, sign: Sign) -> float | None:
    """A number as written, without a currency beside it; None where it is none or unsure.

    >>> read_number("EUR 1.234,50", ","), read_number("1,234", "either")
    (1234.5, None)
    >>> read_number("1.5e+06", "either")
    1500000.0
    """
    bare = _bare(text)
    if _SCIENCE.fullmatch(bare):  # as programs write large and small numbers
        return float(bare)
    if not _NUMBER.fullmatch(bare):
        return None
    own = _sign_of(bare) if sign == "either" else sign
    if own is None and ("." in bare or "," in bare):
        return None
    other = "," if own == "." else "."
    plain = bare.replace(other, "").replace(",", ".")
    return float(plain) if plain.count(".") <= 1 else None


def _bare(text: str) -> str:
    return _AROUND.sub("", text.strip()).strip()
