"""Read the few entries that ship with enduse, so that it does something before any import.

They are copies of entries of official lists as of one day. They stand in for no list: what
is absent here may well be listed.
"""

import csv
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from importlib import resources
from typing import get_args

from enduse.errors import ListError
from enduse.lists import raw
from enduse.lists.row import Row
from enduse.model.issue import Issue
from enduse.model.listing import Entry, Identifier, ListedAddress, ListedName, Reading
from enduse.model.order import Kind

LIST_ID = "starter"
COLUMNS = ("list", "entry", "name", "kind", "aliases", "country", "programme", "listed_on",
           "ids", "networks")  # fmt: skip
_KINDS: Mapping[str, Kind] = {kind: kind for kind in get_args(Kind)}
_AS_OF = re.compile(r"# as_of: (\d{4}-\d{2}-\d{2})")


def load() -> Reading:
    """The shipped entries."""
    return read((resources.files("enduse.lists") / "starter" / "parties.csv").read_bytes())


def read(data: bytes) -> Reading:
    """Read the CSV: "# as_of: DATE", a header, a row an entry.

    The id is "LIST:ENTRY". `programmes` opens with the list that the entry was copied from,
    since the legal effect is that list's. A row that cannot be read is an issue of gravity
    "error"; a ListError is raised where the date or a column is missing.
    """
    lines = [
        line.removesuffix("\r") for line in raw.text(LIST_ID, "the file", data).split("\n")
    ]
    published = _published(lines[0])
    header = _cells(lines[1]) if len(lines) > 1 else None
    missing = [column for column in COLUMNS if column not in (header or ())]
    if header is None or missing or len(set(header)) < len(header):
        found = f"the header lacks {', '.join(missing)}" if missing else "the header repeats"
        raise ListError(LIST_ID, found, f"the columns {','.join(COLUMNS)}")
    issues = [
        Issue("row 2", f"column {column!r} is new to us")
        for column in header
        if column not in COLUMNS
    ]
    entries: list[Entry] = []
    count, seen = 0, Counter[str]()
    for number, line in enumerate(lines[2:], 3):
        if not line.strip():
            continue
        count += 1
        cells = _cells(line)
        if cells is None or len(cells) != len(header):
            says = f"cannot be read; expected {len(header)} columns"
            issues.append(Issue(f"row {number}", says, "error"))
            continue
        entry = _entry(Row(LIST_ID, header, cells), f"row {number}", issues)
        if entry is not None:
            seen[entry.id] += 1
            entries.append(_apart(entry, seen[entry.id], issues, where=f"row {number}"))
    return Reading(tuple(entries), tuple(issues), published, (("parties.csv", count),))


def _published(line: str) -> date:
    match = _AS_OF.fullmatch(line.strip())
    try:
        return date.fromisoformat(match[1] if match else line)
    except ValueError as trouble:
        raise ListError(
            LIST_ID, f"the first line is {line[:40]!r}", "# as_of: YYYY-MM-DD"
        ) from trouble


def _cells(line: str) -> tuple[str, ...] | None:
    try:
        return tuple(next(csv.reader([line], strict=True), ()))
    except csv.Error:
        return None


def _entry(row: Row, where: str, issues: list[Issue]) -> Entry | None:
    """One entry; None, and an issue, where list, number or name is missing."""
    origin, number, name = (row.take(c).strip() for c in ("list", "entry", "name"))
    written, listed = row.take("kind").strip(), row.take("listed_on").strip()
    country, programme = row.take("country").strip(), row.take("programme")
    if not (origin and number and name):
        issues.append(Issue(where, "list, entry or name is empty; expected all three", "error"))
        return None
    if written not in _KINDS:
        issues.append(Issue(where, f"kind is {written!r}; expected one of {', '.join(_KINDS)}"))
    return Entry(
        list_id=LIST_ID,
        id=f"{origin}:{number}",
        kind=_KINDS.get(written, "unknown"),
        names=(
            ListedName(name),
            *(ListedName(alias, "aka") for alias in _several(row.take("aliases"))),
        ),
        programmes=(origin, *_several(programme)),
        listed_on=_day(listed, where, issues),
        addresses=(ListedAddress("", country),) if country else (),
        ids=tuple(_ids(row.take("ids"), where, issues)),
        facts=tuple(("Network", network) for network in _several(row.take("networks"))),
    )


def _apart(entry: Entry, nth: int, issues: list[Issue], *, where: str) -> Entry:
    """The entry under an id of its own: the second of a number gets "#2"."""
    if nth == 1:
        return entry
    issues.append(Issue(where, f"{entry.id} stands here again; kept under a suffix"))
    return replace(entry, id=f"{entry.id}#{nth}")


def _several(cell: str) -> list[str]:
    return [part for text in cell.split(";") if (part := text.strip())]


def _ids(cell: str, where: str, issues: list[Issue]) -> list[Identifier]:
    found = []
    for text in _several(cell):
        scheme, equals, value = (part.strip() for part in text.partition("="))
        if not (scheme and equals and value):
            issues.append(Issue(where, f"id {text!r} was not read; expected scheme=value"))
            continue
        found.append(Identifier(scheme, value, scheme))
    return found


def _day(text: str, where: str, issues: list[Issue]) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        issues.append(Issue(where, f"listed_on is {text!r}; expected YYYY-MM-DD"))
        return None
