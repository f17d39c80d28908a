"""Read the US Denied Persons List: persons who may take no part in exports.

A row a person and address, parted by tabs (dpl.txt) or commas. Names of columns change
with the publisher's site, so each is known by several. Orders that have run out may stay.
The format has no date inside and no numbers: an entry's id is its name and the day from
which the order runs.
"""

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import count

from enduse.errors import ListError
from enduse.lists import csl_terms, raw
from enduse.lists.ofac_files import few
from enduse.lists.row import Row
from enduse.model.issue import Issue
from enduse.model.listing import Entry, ListedAddress, ListedName, Reading

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "name": ("name", "deniedperson", "deniedpersonname"),
    "both": ("nameandaddress",),
    "street": ("streetaddress", "street", "address"),
    "city": ("city",),
    "state": ("state", "stateprovince", "stateorprovince"),
    "country": ("country",),
    "postal": ("postalcode", "postal", "zip", "zipcode"),
    "effective": ("effectivedate", "beginningdate", "begindate", "startdate"),
    "expires": ("expirationdate", "expirydate", "endingdate", "enddate"),
    "standard": ("standardorder", "typeofdenialorder", "typeofdenial"),
    "updated": ("lastupdate", "lastupdated"),
    "action": ("action",),
    "citation": ("frcitation", "frcitations", "federalregistercitation",
                 "federalregistercitations", "appropriatefederalregistercitations"),
}  # fmt: skip
"""Each column and the names it has had, in small letters without blanks and marks."""

_NEEDED = ("effective", "expires")
_FACTS = (("both", "Name and address"), ("expires", "Expiration date"),
          ("standard", "Standard order"),
          ("updated", "Last update"), ("action", "Action"),
          ("citation", "Federal Register"))  # fmt: skip
# What may follow a comma and still belong to the name.
_FORM = re.compile(r" ?(?:INC|LLC|L\.L\.C|LTD|LIMITED|CO|CORP|CORPORATION|S\.?A|GMBH|L\.?P|PLC"
                   r"|B\.?V|JR|SR|II|III)\b\.?(?: *,|\Z)", re.IGNORECASE)  # fmt: skip
_US_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_YEARS = range(1940, 2200)


@dataclass(slots=True)
class _Person:
    """The rows of one order against one person, put together."""

    name: str
    effective: str
    expires: str
    addresses: dict[ListedAddress, None] = field(default_factory=dict)
    facts: dict[tuple[str, str], None] = field(default_factory=dict)


def looks_like(parts: Mapping[str, bytes]) -> bool:
    """Whether this is one file whose first line names the columns of the list."""
    if len(parts) != 1:
        return False
    (data,) = parts.values()
    line = data[:4000].decode("utf-8-sig", "replace").split("\n", 1)[0]
    known = {_known(cell) for cell in re.split(r"[\t,;]", line)}
    return known.issuperset(_NEEDED) and not known.isdisjoint(("name", "both"))


def read(list_id: str, parts: Mapping[str, bytes]) -> Reading:
    """Read the file. `parts` maps its name, as given, to its bytes.

    Rows that agree in name and both days are one entry with several addresses. An order
    that ran out before the newest date of the file has the programme "DPL-EXPIRED", any
    other "DPL"; see `csl_terms.newest` for slips of the pen. A row that cannot be read or
    has no name is an issue of gravity "error"; a ListError is raised where the file is no
    such table or lacks a name or a day of the order.
    """
    if len(parts) != 1:
        raise ListError(list_id, f"was given {len(parts)} files", "one file")
    ((name, data),) = parts.items()
    header, rows, issues = _table(list_id, name, raw.text(list_id, name, data))
    persons, days, odd = _persons(list_id, header, rows)
    issues += few(name, "rows have no name", odd["name"], gravity="error")
    issues += few(name, "dates cannot be right", odd["date"], gravity="warning")
    issues += _columns(name, header)
    entries = tuple(_entries(list_id, persons, csl_terms.newest(days)))
    return Reading(entries, tuple(issues), None, ((name, len(rows)),))


def _table(
    list_id: str, name: str, text: str
) -> tuple[tuple[str, ...], list[tuple[int, list[str]]], list[Issue]]:
    """Header, numbered rows and trouble. A line is a row: no cell has held a line break."""
    lines = text.split("\n")
    mark = "\t" if "\t" in lines[0] else ","
    header = tuple(_known(cell) for cell in _cells(lines[0], mark) or ())
    twice = [column for column, times in Counter(header).items() if times > 1]
    gone = [column for column in _NEEDED if column not in header]
    gone += [] if "name" in header or "both" in header else ["name"]
    if gone or twice:
        what = f"no column for {gone[0]!r}" if gone else f"two columns {twice[0]!r}"
        raise ListError(list_id, f"{name} has {what}", "Name, Effective_Date, Expiration_Date")
    rows: list[tuple[int, list[str]]] = []
    broken: list[str] = []
    for number, line in enumerate(lines[1:], 2):
        cells = _cells(line, mark)
        if cells is None or (cells and len(cells) != len(header)):
            broken.append(f"line {number}")
        elif any(cell.strip() for cell in cells):
            rows.append((number, cells))
    says = f"rows cannot be read; expected {len(header)} columns"
    return header, rows, few(name, says, broken, gravity="error")


def _cells(line: str, mark: str) -> list[str] | None:
    try:
        return next(csv.reader([line.removesuffix("\r")], delimiter=mark, strict=True), [])
    except csv.Error:
        return None


def _known(cell: str) -> str:
    """Our word for a column, or the file's own where it is new to us."""
    bare = re.sub(r"[\W_]", "", cell).lower()
    return next((ours for ours, names in COLUMNS.items() if bare in names), cell.strip())


def _columns(name: str, header: Sequence[str]) -> list[Issue]:
    new = [
        Issue(name, f"column {c!r} is new to us, not read") for c in header if c not in COLUMNS
    ]
    together = "both" in header
    apart = ("name", "street", "city", "state", "country", "postal")
    gone = [
        c for c in COLUMNS if c not in header and (c not in apart if together else c != "both")
    ]
    return new + few(name, "columns are not in the file", gone, gravity="warning")


def _persons(
    list_id: str, header: Sequence[str], rows: Sequence[tuple[int, list[str]]]
) -> tuple[list[_Person], list[date], dict[str, list[str]]]:
    """The orders, every day from which one runs or was changed, and what was odd."""
    persons: dict[tuple[str, str, str], _Person] = {}
    days: list[date] = []
    odd: dict[str, list[str]] = defaultdict(list)
    for number, cells in rows:
        text = _text(Row(list_id, header, cells), header)
        for column in ("effective", "expires", "updated"):
            found = _day(text[column])
            if text[column] and found is None:
                odd["date"].append(f"line {number} ({text[column][:20]!r})")
            if found and column != "expires":
                days.append(found)
        if not text["name"]:
            odd["name"].append(f"line {number}")
            continue
        key = (" ".join(text["name"].split()), text["effective"], text["expires"])
        _add(persons.setdefault(key, _Person(text["name"], *key[1:])), text)
    return list(persons.values()), days, odd


def _text(row: Row, header: Sequence[str]) -> dict[str, str]:
    """All our columns of a row; one that the file lacks is empty.

    The site's newer export has name and address in one cell. The name ends at the first
    comma that no legal form follows; the cell is kept whole as a fact, because that is a
    guess.
    """
    text = {c: row.take(c).strip() if c in header else "" for c in COLUMNS}
    if text["both"] and not text["name"]:
        start, end = 0, text["both"].find(",")
        while end >= 0 and (form := _FORM.match(text["both"], end + 1)):
            start = form.end() - form.group().endswith(",")
            end = text["both"].find(",", start)
        at = end if end >= 0 else len(text["both"])
        text["name"], text["street"] = text["both"][:at].strip(), text["both"][at + 1 :].strip()
    return text


def _add(person: _Person, text: Mapping[str, str]) -> None:
    place = ", ".join(text[c] for c in ("street", "city", "state", "postal") if text[c])
    if place or text["country"]:
        person.addresses[ListedAddress(place, text["country"] or None)] = None
    for column, label in _FACTS:
        if text[column]:
            person.facts[label, text[column]] = None


def _day(text: str) -> date | None:
    """A day as MM/DD/YYYY or ISO; None where there is none or its year cannot be right."""
    found = _US_DAY.fullmatch(text) if text.isascii() else None
    try:
        if found:
            day = date(int(found[3]), int(found[1]), int(found[2]))
        else:
            day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day.year in _YEARS else None


def _entries(list_id: str, persons: Sequence[_Person], newest: date | None) -> Iterator[Entry]:
    used: set[str] = set()
    for person in persons:
        expires = _day(person.expires)
        own = f"{' '.join(person.name.split())}, {person.effective or 'no day'}"
        free = (each for n in count(2) if (each := f"{own}#{n}") not in used)
        own = own if own not in used else next(free)
        used.add(own)
        yield Entry(
            list_id=list_id,
            id=own,
            # The list does not say what somebody is; a guess from words is none.
            kind="unknown",
            names=(ListedName(person.name),),
            programmes=(csl_terms.denial(expires, newest),),
            listed_on=_day(person.effective),
            addresses=tuple(person.addresses),
            facts=tuple(person.facts),
        )
