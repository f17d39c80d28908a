"""The cells of Australia's list: lists written "a) .. b) ..", dates in many hands."""

import calendar
import re
from datetime import date

from enduse.lists.ofac_dates import MONTHS
from enduse.lists.un_facts import day
from enduse.model.dates import DateSpan

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_CIRCA = re.compile(r"(?:approximately|approx\.?|circa|c\.|about)\s*", re.IGNORECASE)
_LEAD = re.compile(r"(?:alt(?:ernative)?\.? DOB:?|between|or|dob:?)\s*", re.IGNORECASE)
_BRACKETS = re.compile(r"\(([^()]*)\)")
_NUMBERS = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.] ?(\d{4})")
_DAY_MONTH = re.compile(r"(\d{1,2})\.?[ -]*([A-Za-z]{3})[a-z]*\.?[ -]*(\d{4})")
_MONTH_DAY = re.compile(r"([A-Za-z]{3})[a-z]*\.? (\d{1,2}),? (\d{4})")
_MONTH = re.compile(r"([A-Za-z]{3})[a-z]*\.?[ -]*(\d{4})")
_NOTHING = frozenset({"", "na", "n/a", "n.a.", "nil", "none", "unknown"})


def clean(cell: str) -> str:
    r"""A cell in one line; empty where it holds a word for nothing.

    "_x000D_" is how a spreadsheet writes a carriage return that it cannot keep.

    >>> clean("Kabul_x000D_\nAfghanistan"), clean("NA")
    ('Kabul Afghanistan', '')
    """
    words = " ".join(cell.replace("_x000D_", " ").split())
    return "" if words.casefold() in _NOTHING else words


def items(text: str) -> list[str]:
    """The members of a list "a) .. b) ..", or the whole text where it is none.

    The letters must run from a in order, so that a bracket inside an address parts nothing.

    >>> items("a) Kabul; b) Kunduz (c) Balkh")
    ['Kabul', 'Kunduz (c) Balkh']
    """
    marks: list[re.Match[str]] = []
    for letter in _LETTERS:
        at = marks[-1].end() if marks else 0
        mark = re.compile(rf"(?<![\w(]){letter}\)\s*").search(text, at)
        if mark is None:
            break
        marks.append(mark)
    if not marks or text[: marks[0].start()].strip():
        return [text] if text else []
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    found = [text[mark.end() : end].strip(" ;,") for mark, end in zip(marks, ends, strict=True)]
    return [words for words in found if words]


def births(text: str) -> tuple[list[DateSpan], list[str]]:
    """The dates of a cell, and the pieces of it that were not understood.

    Days are written day first, as in Australia; "24/13/1962" is none. What stands in
    brackets ("as Ali Thafir Abdallah") is no part of a date, but a date that it calls a
    Hijri one is not read as another.

    >>> births("a) Approximately 1955- 1958 b) 14 Dec. 1962")[0][0].circa
    True
    >>> births("12/04/1960; in his forties")[1]
    ['in his forties']
    """
    spans, unread = [], []
    for item in items(text):
        for piece in re.split(r"[;,]| or |>>", re.sub(r"([A-Za-z]{3} \d{1,2}),", r"\1", item)):
            words = piece.strip(" .,")
            if not words:
                continue
            span = _span(words)
            spans += [span] if span and span not in spans else []
            unread += [] if span else [words]
    return spans, unread


def first_day(text: str) -> date | None:
    """The day of the first listing in "Listed on 9 Sep. 2010 (relisted on ...)".

    Only a date that follows directly on such words counts: the name of an instrument
    holds years and a note on assets holds days that are no listing.

    >>> first_day("Listed by UN 1267 Committee on 25 January 2001 (amended 2005)")
    datetime.date(2001, 1, 25)
    """
    exact = day(text)
    if exact:
        return exact
    found = re.search(
        r"\b(?:[Ll]isted|[Dd]esignated)\b[^.;()]{0,90}?\bon:? (\d{1,2} [A-Za-z]+\.? \d{4})",
        text,
    )
    span = _point(found[1]) if found else None
    return span[0] if span else None


def _span(text: str) -> DateSpan | None:
    """One date: a point, a range, about either; None where it is none."""
    notes = " ".join(_BRACKETS.findall(text)).casefold()
    bare = _BRACKETS.sub(" ", text).strip(" .,") or text.strip("() ")
    if "hijri" in notes or not bare.isascii():
        return None
    body = _LEAD.sub("", bare, count=1) if _LEAD.match(bare) else bare
    exact = _CIRCA.sub("", body, count=1) if _CIRCA.match(body) else body
    start, *rest = re.split(r" (?:and|to) |(?<=\d{4})\s*[-/]\s*(?=\d{4}\b)", exact.strip())
    first, last = _point(start.strip()), _point((rest or [start])[0].strip())
    if first is None or last is None or len(rest) > 1 or first[0] > last[1]:
        return None
    return DateSpan(first[0], last[1], text, circa=exact != body)


def _point(text: str) -> tuple[date, date] | None:
    """First and last day of a day, a month or a year."""
    exact = day(text)
    if exact:
        return exact, exact
    if re.fullmatch(r"[0-9]{4}", text) and int(text) > 0:
        return date(int(text), 1, 1), date(int(text), 12, 31)
    for pattern, order in (
        (_NUMBERS, (3, 2, 1)), (_DAY_MONTH, (3, 2, 1)), (_MONTH_DAY, (3, 1, 2)),
        (_MONTH, (2, 1, 0)),
    ):  # fmt: skip
        match = pattern.fullmatch(text)
        if match:
            year, month, of = (match[n] if n else "" for n in order)
            return _days(int(year), month, of)
    return None


def _days(year: int, month: str, of: str) -> tuple[date, date] | None:
    """The days of a month, or the one named; None where there is no such."""
    name = month[:3].title()
    number = int(month) if month.isdigit() else MONTHS.index(name) + 1 if name in MONTHS else 0
    if not (year and 1 <= number <= 12):  # noqa: PLR2004
        return None
    length = calendar.monthrange(year, number)[1]
    first, last = (int(of), int(of)) if of else (1, length)
    if not 1 <= first <= length:
        return None
    return date(year, number, first), date(year, number, last)
