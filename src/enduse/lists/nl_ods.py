"""Read the Dutch national sanctions list on terrorism from its ODS.

Only the structure was known when this was written, not a real file: the English headings
"Surname", "First name(s)", "Alias", "Date of Birth(DD-MM-JJJJ)", "Place of Birth", "Date
of ministerial decision (DD/MM/JJJJ)", "Link official notification". Organisations stand
among the persons, without a first name; of theirs "n/a: ..." may stand for the birth.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from enduse.lists import iso, sheet
from enduse.lists.grid import Grid, is_spreadsheet, open_grids
from enduse.lists.ofac_files import few
from enduse.lists.twins import apart
from enduse.model.dates import DateSpan
from enduse.model.issue import Issue
from enduse.model.listing import Entry, ListedAddress, ListedName, Reading

LIST_ID = "nl_national"
_HEADINGS = (
    ("surname", re.compile(r"^(?:surname|achternaam|naam|name)\b")),
    ("first", re.compile(r"^(?:first ?names?|voorna(?:am|men))\b")),
    ("alias", re.compile(r"^alias")),
    ("born", re.compile(r"^(?:date of birth|geboortedatum)")),
    ("place", re.compile(r"^(?:place of birth|geboorteplaats)")),
    ("decided", re.compile(r"^(?:date of (?:the )?ministerial decision|datum .*besluit)")),
    ("notice", re.compile(r"^(?:link|staatscourant|official)")),
)  # fmt: skip
_NEEDED = {"surname", "first", "decided"}
_EXPECTED = "a sheet headed Surname, First name(s), Alias, Date of Birth, Place of Birth, " \
    "Date of ministerial decision, Link official notification"  # fmt: skip
_DUTCH = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})")
_NOT_APPLICABLE = re.compile(r"(?:n/a|n\.?v\.?t\.?|-)\s*:?\s*", re.IGNORECASE)
_SEVERAL = re.compile(r";|\n|\s/\s|\ba\.?k\.?a\.?\b", re.IGNORECASE)


@dataclass(slots=True)
class _Log:
    """Oddities on their way into a few issues."""

    lost: list[str] = field(default_factory=list)
    odd: list[str] = field(default_factory=list)
    new: Counter[str] = field(default_factory=Counter)


def looks_like(parts: Mapping[str, bytes]) -> bool:
    """Whether this is one spreadsheet that speaks of a ministerial decision early on.

    >>> looks_like({"x": b"Surname,First name(s)"})
    False
    """
    if len(parts) != 1:
        return False
    (data,) = parts.values()
    words = sheet.opening(data, 60_000).lower() if is_spreadsheet(data) else b""
    return b"ministerial decision" in words and b"surname" in words


def read(list_id: str, parts: Mapping[str, bytes]) -> Reading:
    """Read the one file given, all its sheets. The format has no date of its own.

    The publisher has no numbers: an id is made of name, date of birth and day of decision,
    so that it stays while these do. A row with a first name is a person; of one without it
    is not said what it is, and it may be an organisation. A row without any name is an
    issue of gravity "error"; a ListError is raised where the headings are gone.
    """
    opened = open_grids(list_id, parts, columns=_header, expected=_EXPECTED)
    log = _Log()
    entries, twins = apart(e for grid in opened.grids for e in _entries(grid, log))
    where = next(iter(parts))
    issues = [*opened.issues, *few(where, "rows have no name", log.lost, gravity="error")]
    issues += few(where, "cells were not understood", log.odd, gravity="warning")
    issues += few(where, "rows are alike", twins, gravity="warning")
    issues += [Issue(where, f"column {c!r} is new to us; kept as remarks") for c in log.new]
    return Reading(entries, tuple(issues), None, opened.rows())


def _header(cells: Sequence[str]) -> Sequence[str] | None:
    """Our names for the headings; None where one that is needed is not among them."""
    named: list[str] = []
    for cell in cells:
        words = " ".join(cell.lower().split())
        known = (ours for ours, says in _HEADINGS if says.search(words))
        named.append(next((ours for ours in known if ours not in named), cell))
    return named if _NEEDED.issubset(named) else None


def _entries(grid: Grid, log: _Log) -> Iterator[Entry]:
    for number, row in grid.table():
        cells = {c: row.take(c).strip() for c, _ in _HEADINGS if c in grid.header}
        more = [f"{c}: {t}" for c in row.leftovers() if (t := row.take(c).strip())]
        log.new.update(c for c in grid.header if c not in dict(_HEADINGS))
        if cells["surname"] or cells["first"]:
            yield _entry(grid.list_id, cells, log, at=f"row {number}", more=more)
        else:
            log.lost.append(f"row {number}")


def _entry(
    list_id: str, cells: Mapping[str, str], log: _Log, *, at: str, more: Sequence[str]
) -> Entry:
    """One party. A person's name is put as it is spoken, the given names first."""
    first = "" if _absent(cells["first"]) else cells["first"]
    name = " ".join(f"{first} {cells['surname']}".split())
    names = {name: ListedName(name)}
    for alias in _SEVERAL.split(cells.get("alias", "")):
        text = alias.strip(" ,")
        if not _absent(text):
            names.setdefault(text, ListedName(text, "aka"))
    born, odd_born = _dates(cells.get("born", ""))
    decided, odd_day = _dates(cells["decided"])
    log.odd += [f"{at} {text[:40]!r}" for text in (*odd_born, *odd_day)]
    place = cells.get("place", "")
    told = [("Place", _NOT_APPLICABLE.sub("", place, count=1))] if _absent(place) else []
    told += [("Date of birth", text) for text in odd_born]
    told += [("Date of ministerial decision", cells["decided"])] if cells["decided"] else []
    told += [("Official notification", cells["notice"])] if cells.get("notice") else []
    person = bool(first)
    return Entry(
        list_id=list_id,
        id="/".join((name, born[0].text if born else "", cells["decided"])),
        kind="person" if person else "unknown",
        names=tuple(names.values()),
        listed_on=_whole(decided),
        addresses=() if person or _absent(place) else (ListedAddress(place),),
        birth_dates=tuple(born),
        birth_places=(place,) if person and not _absent(place) else (),
        facts=tuple((label, text) for label, text in told if text),
        remarks=tuple(more),
    )


def _absent(text: str) -> bool:
    """Whether a cell says that there is nothing to say: empty, "n/a", "n/a: ...", "-"."""
    return not text or _NOT_APPLICABLE.match(text) is not None


def _dates(cell: str) -> tuple[list[DateSpan], list[str]]:
    """The dates of a cell, day first or ISO, and what in it is no date.

    >>> _dates("01-02-1990")[0][0].first
    datetime.date(1990, 2, 1)
    """
    found: list[DateSpan] = []
    odd: list[str] = []
    for part in re.split(r";|\n", cell):
        text = part.strip()
        if _absent(text):
            continue
        span = _dutch(text) or iso.span(text)
        if span:
            found.append(span)
        else:
            odd.append(text)
    return found, odd


def _dutch(text: str) -> DateSpan | None:
    match = _DUTCH.fullmatch(text) if text.isascii() else None
    if match is None:
        return None
    day, month, year = (int(part) for part in match.groups())
    try:
        return DateSpan.of_day(date(year, month, day), text)
    except ValueError:  # such as 31-02-1990
        return None


def _whole(spans: Sequence[DateSpan]) -> date | None:
    days = [span.first for span in spans if span.first == span.last]
    return min(days, default=None)
