"""A day as papers write it: in figures, or with its month in words of four languages."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache, lru_cache

from enduse.intake.forms.labels import form_words
from enduse.intake.headings import fold
from enduse.intake.orders.cells import day_in
from enduse.intake.past_values import DayOrder, order_of_days

_FIGURES = re.compile(
    r"(?<![\d./-])(?:\d{4}-\d\d-\d\d|\d{1,2}([./-])\d{1,2}\1(?:\d{4}|\d\d))(?![\d/-])"
)
_SPACED = re.compile(r"(\d)\s*([./-])\s*(?=\d)")
_DAY_FIRST = re.compile(
    r"(?<!\d)(\d{1,2})(?:\.|st|nd|rd|th|er|e)?[\s\-/]*([^\W\d_]{3,10})\.?,?[\s\-/]*(\d{4}|\d\d)(?!\d)"
)
_MONTH_FIRST = re.compile(r"([^\W\d_]{3,10})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})(?!\d)")
_CENTURY, _ERAS = 2000, (1970, 2100)
_SHORT = 100
_FAR = 64  # letters: a day stands near its label


@cache
def _months() -> Mapping[str, int]:
    return {
        fold(w): int(number) for number, some in form_words()["months"].items() for w in some
    }


@lru_cache(10_000)
def written_day(text: str) -> date | None:
    """A day with its month in words; None where there is none.

    >>> written_day("18. März 2024"), written_day("March 18th, 2024")
    (datetime.date(2024, 3, 18), datetime.date(2024, 3, 18))
    """
    for found in _DAY_FIRST.finditer(text):
        if made := _made(found[3], found[2], found[1]):
            return made
    for found in _MONTH_FIRST.finditer(text):
        if made := _made(found[3], found[1], found[2]):
            return made
    return None


def figures_in(text: str) -> str:
    """The first day of a text that is written in figures; empty where there is none.

    >>> figures_in("Rotterdam, 03 / 04 / 2024"), figures_in("order 12-2024")
    ('03/04/2024', '')
    """
    found = _FIGURES.search(_SPACED.sub(r"\1\2", text[:_FAR]))
    return found.group() if found else ""


def order_in(texts: Iterable[str]) -> DayOrder:
    """Whether day or month stands first in what figures of a document show."""
    return order_of_days(filter(None, map(figures_in, texts)))


def read_day(text: str, order: DayOrder) -> tuple[date | None, bool]:
    """The day of a value, and whether it could be either of two.

    >>> read_day("on 03/04/2024", "either"), read_day("3 avril 2024", "either")[0]
    ((None, True), datetime.date(2024, 4, 3))
    """
    if figures := figures_in(text):
        found = day_in(figures, order)
        unsure = found is None and bool(day_in(figures, "day first")) and order == "either"
        return found, unsure
    return written_day(text[:_FAR]), False


def _made(year: str, month: str, day: str) -> date | None:
    number = _months().get(fold(month))
    if number is None:
        return None
    whole = int(year) + (_CENTURY if int(year) < _SHORT else 0)
    try:
        made = date(whole, number, int(day))
    except ValueError:
        return None
    return made if _ERAS[0] <= whole < _ERAS[1] else None
