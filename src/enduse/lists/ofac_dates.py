"""Dates as OFAC writes them: a day, a month, a year, about one, from one to another."""

import calendar
import re
from datetime import date

from enduse.model.dates import DateSpan

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
"""Spelled out, because a locale would read another list on another machine."""

_POINT = re.compile(r"(?:(?:(\d{1,2}) )?([A-Z][a-z]{2}) )?(\d{4})")


def span(text: str) -> DateSpan | None:
    """The days that `text` may mean, or None where it is not a date in OFAC's style.

    A range runs from the first day of its start to the last day of its end; one that runs
    backwards is no date.

    >>> span("Oct 1952").last
    datetime.date(1952, 10, 31)
    >>> span("circa 1979-1982").first, span("circa 1979-1982").circa
    (datetime.date(1979, 1, 1), True)
    >>> span("31 Feb 1952") is None
    True
    """
    body = text.removeprefix("circa ")
    start, *rest = re.split(r" to |(?<=\d)-(?=\d)", body)
    ends = [_point(start), _point(rest[0]) if rest else _point(start)]
    first, last = ends
    if len(rest) > 1 or first is None or last is None or first[0] > last[1]:
        return None
    return DateSpan(first[0], last[1], text, circa=body != text)


def _point(text: str) -> tuple[date, date] | None:
    """First and last day of a day, a month or a year."""
    match = _POINT.fullmatch(text) if text.isascii() else None
    if match is None or int(match[3]) < 1 or match[2] not in (None, *MONTHS):
        return None
    year = int(match[3])
    if match[2] is None:
        return date(year, 1, 1), date(year, 12, 31)
    month = MONTHS.index(match[2]) + 1
    days = calendar.monthrange(year, month)[1]
    first, last = (int(match[1]), int(match[1])) if match[1] else (1, days)
    return (date(year, month, first), date(year, month, last)) if 1 <= first <= days else None
