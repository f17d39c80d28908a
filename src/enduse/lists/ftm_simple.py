"""Read targets.simple.csv: a listed party a row, several values in a cell.

A cell is itself a line of CSV parted by semicolons. Numbers stand in one column without a
word for what they are, so a number is typed only where its shape and check digits leave no
other reading for a party of that country.
"""

import csv
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from enduse.errors import ListError
from enduse.lists import iso, raw
from enduse.lists.ftm_words import KINDS
from enduse.lists.grid import lines_of
from enduse.lists.ofac_files import few
from enduse.lists.row import Row
from enduse.lists.twins import apart
from enduse.model.issue import Issue
from enduse.model.listing import Entry, Identifier, ListedAddress, ListedName, Reading

_NEEDED = ("id", "schema", "name", "aliases", "birth_date", "countries", "addresses",
           "identifiers", "sanctions", "dataset", "last_seen")  # fmt: skip
_OPTIONAL = ("phones", "emails", "program_ids", "first_seen", "last_change")
_LABELS = (("sanctions", "Sanctions"), ("phones", "Phone Number"), ("emails", "Email Address"),
           ("dataset", "Dataset"), ("first_seen", "First seen"),
           ("last_change", "Last change"))  # fmt: skip
_EXPECTED = "targets.simple.csv with the columns " + ", ".join(_NEEDED)
_LEI_BASE = 97
_INN_10 = (2, 4, 10, 3, 5, 9, 4, 6, 8)
_INN_11 = (7, 2, 4, 10, 3, 5, 9, 4, 6, 8)
_INN_12 = (3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8)


def looks_like(data: bytes) -> bool:
    """Whether the first line is the header of this format.

    >>> looks_like(b'"id","schema","name","aliases","birth_date","countries"')
    True
    """
    head = data[:2000].removeprefix(b"\xef\xbb\xbf").split(b"\n")[0]
    return head.replace(b'"', b"").startswith(b"id,schema,name,aliases,birth_date,countries")


def read(list_id: str, name: str, data: bytes) -> Reading:
    """Read the file. `published` is the day on which its rows were last seen.

    Every row is a listed party. A row that cannot be read is an issue of gravity "error"; a
    ListError is raised where a needed column is gone or no row can be read.
    """
    text = raw.text(list_id, name, data)
    rows, broken = lines_of(text)
    header = rows[0][1] if rows else ()
    gone = [column for column in _NEEDED if column not in header]
    if gone or len(set(header)) < len(header):
        found = f"{name} lacks {', '.join(gone)}" if gone else f"{name} repeats a column"
        raise ListError(list_id, found, _EXPECTED)
    odd: Counter[str] = Counter()
    found_: list[Entry] = []
    seen: list[date] = []
    for number, cells in rows[1:]:
        row = Row(list_id, header, cells) if len(cells) == len(header) else None
        entry = _entry(list_id, row, seen, odd=odd) if row else None
        if entry is None:
            broken.append(f"row {number}")
        else:
            found_.append(entry)
    entries, twins = apart(found_)
    if not entries:
        raise ListError(list_id, f"{name} has no row that can be read", _EXPECTED)
    says = f"rows cannot be read; expected {len(header)} columns, an id and a name"
    issues = few(name, says, broken, gravity="error")
    issues += few(name, "ids stand more than once", twins, gravity="warning")
    issues += [Issue(name, f"{count}: {what}") for what, count in odd.items()]
    published = max(seen, default=None)
    return Reading(entries, tuple(issues), published, ((name, len(rows) - 1),))


def _entry(list_id: str, row: Row, seen: list[date], *, odd: Counter[str]) -> Entry | None:
    """One party; None where its id or its name is empty."""
    own, schema, name = (row.take(c).strip() for c in ("id", "schema", "name"))
    if not (own and name):
        return None
    if schema not in KINDS:
        odd[f"schema {schema!r} is new to us, taken as unknown"] += 1
    countries = _several(row.take("countries"))
    last = iso.day(row.take("last_seen"))
    seen += [last] if last else []
    dates = [(text, iso.span(text)) for text in _several(row.take("birth_date"))]
    unread = [("Date of birth", text) for text, span in dates if span is None]
    if unread:
        odd["dates of birth were not understood, kept as facts"] += len(unread)
    names = {name: ListedName(name)}
    for alias in _several(row.take("aliases")):
        names.setdefault(alias, ListedName(alias, "aka"))
    places = [ListedAddress(text) for text in _several(row.take("addresses"))]
    numbers = [_typed(n, schema, countries) for n in _several(row.take("identifiers"))]
    left = row.leftovers()
    programmes = _several(row.take("program_ids")) if "program_ids" in left else []
    facts = [(label, text) for column, label in _LABELS if column in left
             for text in _several(row.take(column))]  # fmt: skip
    return Entry(
        list_id=list_id,
        id=own,
        kind=KINDS.get(schema, "unknown"),
        names=tuple(names.values()),
        programmes=tuple(programmes),
        addresses=(*places, *(ListedAddress("", country) for country in countries)),
        birth_dates=tuple(span for _, span in dates if span),
        ids=tuple(dict.fromkeys(numbers)),
        facts=(("Schema", schema), *facts, *unread),
        remarks=tuple(_remarks(row, odd)),
    )


def _several(cell: str) -> list[str]:
    """The values of a cell, which is itself a line of CSV parted by semicolons.

    >>> _several('"A; B";C;""')
    ['A; B', 'C']
    """
    if '"' not in cell:
        parts: Sequence[str] = cell.split(";")
    else:
        try:
            lines = cell.splitlines(keepends=True)
            parts = [p for r in csv.reader(lines, delimiter=";", strict=True) for p in r]
        except csv.Error:
            parts = [cell]  # one slip must not cost the words
    return list(dict.fromkeys(text for part in parts if (text := part.strip())))


def _typed(value: str, schema: str, countries: Sequence[str]) -> Identifier:
    """A number with the scheme that its shape, check digits and party leave."""
    scheme, bare = "other", value
    if re.fullmatch(r"IMO[0-9]{7}", value):
        scheme, bare = "imo", value[3:]
    elif re.fullmatch(r"[0-9]{9}", value) and schema == "Vessel":
        scheme = "mmsi"
    elif re.fullmatch(r"[0-9A-Z]{18}[0-9]{2}", value) and _is_lei(value):
        scheme = "lei"
    elif re.fullmatch(r"[0-9]{10,15}", value) and ("ru" in countries or not countries):
        scheme = _russian(value, person=schema == "Person", said="ru" in countries)
    return Identifier(scheme, bare, "identifiers")


def _is_lei(value: str) -> bool:
    return int("".join(str(int(char, 36)) for char in value)) % _LEI_BASE == 1


def _russian(value: str, *, person: bool, said: bool) -> str:
    """INN or OGRN by length and check digits, else "other".

    A Ukrainian taxpayer's number has ten digits too, so ten are an INN only for a party
    that is no person and said to be Russian.
    """
    digits = [int(char) for char in value]
    match len(digits):
        case 10 if said and not person and _inn_digit(digits, _INN_10):
            return "inn"
        case 12 if _inn_digit(digits, _INN_11) and _inn_digit(digits, _INN_12):
            return "inn"
        case 13 if int(value[:12]) % 11 % 10 == digits[12]:
            return "ogrn"
        case 15 if int(value[:14]) % 13 % 10 == digits[14]:
            return "ogrn"
        case _:
            return "other"


def _inn_digit(digits: Sequence[int], weights: Sequence[int]) -> bool:
    total = sum(w * d for w, d in zip(weights, digits, strict=False))
    return total % 11 % 10 == digits[len(weights)]


def _remarks(row: Row, odd: Counter[str]) -> Iterator[str]:
    for column in row.leftovers():
        text = row.take(column).strip()
        if column not in _OPTIONAL:
            odd[f"column {column!r} is new to us, kept as a remark"] += 1
            if text:
                yield f"{column}: {text}"
