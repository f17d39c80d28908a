"""Dates as tables and JSON write them: ISO, to the day, the month or the year."""

import re
from datetime import date

from enduse.model.dates import DateSpan

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2})(?:[T ][\d:.]+(?:Z|[+-]\d{2}:\d{2})?)?)?)?")
_YEARS = re.compile(r"(\d{4}) ?[-/] ?(\d{4})")


def span(text: str) -> DateSpan | None:
    """A date as exact as it is written; None where it is none.

    Two years may stand for all between them. A time of day is passed over.

    >>> span("1962-05").last, span("1960-1965").first.year, span("May 1962")
    (datetime.date(1962, 5, 31), 1960, None)
    """
    written = text.strip()
    if not written.isascii():
        return None
    try:
        return _exact(written) or _between(written)
    except ValueError:  # such as 2012-02-30, month 13, year 0
        return None


def day(text: str) -> date | None:
    """A whole day; None where the text is none, or only a month or a year.

    >>> day("2014-03-17T10:00:00"), day("2014-03")
    (datetime.date(2014, 3, 17), None)
    """
    found = span(text)
    return found.first if found and found.first == found.last else None


def _exact(written: str) -> DateSpan | None:
    found = _DATE.fullmatch(written)
    if found is None:
        return None
    month, day_ = (int(part) if part else None for part in found.groups()[1:])
    if month is None:
        return DateSpan.of_years(int(found[1]), text=written)
    if day_ is None:
        return DateSpan.of_month(int(found[1]), month, written)
    return DateSpan.of_day(date(int(found[1]), month, day_), written)


def _between(written: str) -> DateSpan | None:
    years = _YEARS.fullmatch(written)
    if years is None or int(years[1]) > int(years[2]):
        return None
    return DateSpan.of_years(int(years[1]), int(years[2]), text=written)
