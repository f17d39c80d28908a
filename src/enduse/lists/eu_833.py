"""Read the lists in the annexes of Council Regulation (EU) No 833/2014 from a table.

The Union publishes them in the Official Journal alone: Annex IV (military end users and
their suppliers), Annex XLII (vessels) and others. Whoever keeps them as a table has one of
two shapes, told apart by the columns:

    ours            annex, number, name, aliases, weak_aliases, country, imo, inn, ogrn,
                    lei, since, act; several aliases are parted by ";"
    transcription   celex, recordId, annex, startDate, schema, name, alias, weakAlias,
                    previousName, registrationNumber, imoNumber ... as some data sets have
                    it; a table of an amending act has amendedCelex, amendmentCelex for
                    celex, and its rows are added

A row of another regulation is passed over, counted in an issue.
"""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date

from enduse.errors import ListError
from enduse.lists import raw
from enduse.lists.eu_833_columns import IDS, KNOWN, NAMED, NEEDED
from enduse.lists.eu_833_numbers import numbers
from enduse.lists.eu_fsf_xml import apart
from enduse.lists.ofac_files import few
from enduse.lists.segments import split
from enduse.model.issue import Issue
from enduse.model.listing import Entry, Identifier, ListedAddress, ListedName, Reading
from enduse.model.order import Kind

LIST_ID = "eu_833"
REGULATION = "32014R0833"
VESSELS = "XLII"
"""The annex of vessels; every row of it is one, whatever its other columns say."""

# "LegalEntity" covers ministries too (Annex IV lists some), "Asset" refineries and coins.
_KINDS: Mapping[str, Kind] = {"Vessel": "vessel", "Person": "person"}
_POINTS = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_WORDS = re.compile(r"(\d{1,2}) ([A-Z][a-z]+) (\d{4})")
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August",
           "September", "October", "November", "December")  # fmt: skip


def looks_like(parts: Mapping[str, bytes]) -> bool:
    """Whether the first line of every file names the columns of one of the shapes."""
    return bool(parts) and all(_shape(_header(data)) is not None for data in parts.values())


def read(list_id: str, parts: Mapping[str, bytes]) -> Reading:
    """Read one table or more; the tables of amending acts add their rows.

    The id of an entry is its annex and number ("IV/296"); without a number the IMO number
    or the name stands in. A row of another length, or without annex or name, is an issue of
    gravity "error". A ListError is raised where a file is empty, not UTF-8, no CSV, without
    a column that matters, or where no row is of this regulation.
    """
    if not parts:
        raise ListError(list_id, "was given no file", "a table of the annexes")
    odd, issues = Counter[str](), list[Issue]()
    entries: list[Entry] = []
    rows: list[tuple[str, int]] = []
    for name, data in parts.items():
        count = len(entries)
        table = _rows(name, data, issues, list_id=list_id)
        entries += (_entry(row, odd, list_id=list_id) for row in table)
        rows.append((name, len(entries) - count))
    if not entries:
        found = f"no row of {', '.join(parts)} is one of its annexes"
        raise ListError(list_id, found, f"rows of Regulation 833/2014 ({REGULATION})")
    named = tuple(apart(entries, odd))
    issues += [Issue(list_id, f"{count}: {says}") for says, count in odd.items()]
    return Reading(named, tuple(issues), None, tuple(rows))


def _header(data: bytes) -> list[str]:
    """The columns that the first line names, as far as they can be told."""
    line = data[:8000].lstrip(b"\xef\xbb\xbf \r\n").split(b"\n", 1)[0]
    text = line.decode("utf-8", "replace").replace('"', "")
    return [column.strip() for column in text.split(_delimiter(text))]


def _delimiter(line: str) -> str:
    return ";" if line.count(";") > line.count(",") else ","


def _shape(columns: list[str]) -> str | None:
    shapes = (shape for shape, needed in NEEDED.items() if needed <= set(columns))
    return next(shapes, None)


def _rows(
    name: str, data: bytes, issues: list[Issue], *, list_id: str
) -> Iterator[dict[str, str]]:
    """Every row of this regulation by our own names for its columns; trouble to `issues`."""
    text = raw.text(list_id, name, data).lstrip("\r\n")
    delimiter = _delimiter(text.split("\n", 1)[0])
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    broken: list[str] = []
    foreign: Counter[str] = Counter()
    columns: list[str] = []
    try:
        columns = _columns(next(reader, []), name, issues, list_id=list_id)
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            row = _row(columns, cells)
            if row.get("regulation", REGULATION) != REGULATION:
                foreign[row["regulation"]] += 1
            elif row.get("annex") and row.get("name"):
                yield row
            else:
                broken.append(f"line {reader.line_num} ({len(cells)} cells)")
    except csv.Error as trouble:
        found = f"{name} is no CSV from line {reader.line_num} on: {trouble}"
        raise ListError(list_id, found, "cells in closed quotes") from trouble
    says = f"rows cannot be read; expected {len(columns)} cells, annex and name filled"
    issues += few(name, says, broken, gravity="error")
    others = [f"{act} ({count})" for act, count in foreign.items()]
    issues += few(name, "other regulations were passed over", others, gravity="warning")


def _columns(header: list[str], name: str, issues: list[Issue], *, list_id: str) -> list[str]:
    """Our names for the columns of a header; a new one is told of, and kept as a fact."""
    bare = [column.strip() for column in header]
    if _shape(bare) is None:
        missing = ", ".join(sorted(NEEDED["ours"] - set(bare)))
        raise ListError(
            list_id, f"{name} lacks the columns {missing}", "annex, number, name, ..."
        )
    if len(set(bare)) < len(bare):
        raise ListError(list_id, f"{name} has a column twice", "each column once")
    new = [column for column in bare if column not in KNOWN]
    issues += few(name, "columns are new to us, kept as facts", new, gravity="warning")
    return [KNOWN.get(column, column) for column in bare]


def _row(columns: list[str], cells: list[str]) -> dict[str, str]:
    """The filled cells by column; nothing where their number is wrong."""
    if len(cells) != len(columns):
        return {}
    pairs = zip(columns, cells, strict=True)
    return {column: text for column, cell in pairs if (text := " ".join(cell.split()))}


def _entry(row: dict[str, str], odd: Counter[str], *, list_id: str) -> Entry:
    annex, name, number = row.pop("annex"), row.pop("name"), row.pop("number", "")
    schema, imo = row.pop("schema", ""), row.get("imo", "")
    kind: Kind = "vessel" if annex == VESSELS else _KINDS.get(schema, "unknown")
    names = [ListedName(name), *_more_names(row)]
    written = row.pop("since", "")
    since = _day(written)
    if written and since is None:
        odd[f"the date of listing is {written[:40]!r}; expected 24.10.2025 or the like"] += 1
    ids = _ids(row)
    addresses = _addresses(row.pop("address", ""), row.pop("country", "") or None)
    facts = [("Schema", schema)] if schema else []
    facts += [("Date of listing", written)] if written and since is None else []
    row.pop("regulation", "")
    facts += [(NAMED.get(column, column), text) for column, text in row.items()]
    return Entry(
        list_id=list_id,
        id=f"{annex}/{number or imo or name}",
        kind=kind,
        names=tuple(dict.fromkeys(names)),
        programmes=(f"Annex {annex}",),
        listed_on=since,
        addresses=addresses,
        ids=ids,
        facts=tuple(facts),
    )


def _more_names(row: dict[str, str]) -> Iterator[ListedName]:
    for alias in _several(row.pop("aliases", "")):
        yield ListedName(alias, "aka")
    for alias in _several(row.pop("weak_aliases", "")):
        yield ListedName(alias, "aka", "weak")
    for former in _several(row.pop("former_names", "")):
        yield ListedName(former, "fka")


def _ids(row: dict[str, str]) -> tuple[Identifier, ...]:
    """The numbers of a row; those in prose ("7701 (Tax ID/INN)") as the words name them."""
    found = numbers(row.pop("registration", ""), label="Registration number")
    for column, scheme in IDS.items():
        values = _several(row.pop(column, ""))
        found += [Identifier(scheme, value, column.upper()) for value in values]
    return tuple(dict.fromkeys(found))


def _addresses(text: str, country: str | None) -> tuple[ListedAddress, ...]:
    found = [ListedAddress(part, country) for part in _several(text)]
    return tuple(found) or ((ListedAddress("", country),) if country else ())


def _several(cell: str) -> list[str]:
    return [part for text in split(cell) if (part := text.strip())]


def _day(text: str) -> date | None:
    """A date as the annexes or a table write it; None where it is none.

    >>> _day("24.10.2025"), _day("9 August 2025")
    (datetime.date(2025, 10, 24), datetime.date(2025, 8, 9))
    """
    points = _POINTS.fullmatch(text) if text.isascii() else None
    words = _WORDS.fullmatch(text) if text.isascii() else None
    try:
        if points:
            return date(int(points[3]), int(points[2]), int(points[1]))
        if words:
            return date(int(words[3]), _MONTHS.index(words[2]) + 1, int(words[1]))
        return date.fromisoformat(text)
    except ValueError:
        return None
