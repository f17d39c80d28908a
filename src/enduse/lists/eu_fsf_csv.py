"""Read the EU's consolidated list of financial sanctions from its CSV files.

Version 1.1 and the older short file are both parted by semicolons, and have a line for
every name, address, birth, paper or citizenship of a party; lines with one Entity_LogicalId
make the party. The CSV marks no name as weak but in a remark, so the XML says more.
"""

import csv
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from enduse.errors import ListError
from enduse.lists import raw
from enduse.lists.eu_fsf_columns import LONG, NEEDED, SHORT, UPKEEP, Place, numbered
from enduse.lists.eu_fsf_facts import TAKERS, Party, entry
from enduse.lists.eu_fsf_papers import unpacked
from enduse.lists.eu_fsf_xml import apart, told
from enduse.lists.ofac_files import few
from enduse.lists.row import Row
from enduse.lists.un_facts import day
from enduse.model.issue import Issue
from enduse.model.listing import Reading

_SHORT_MARK = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*\"?Date_file\w*;Entity_logical_id;")
# A line that opens with a date and a number opens a record; what follows is the rest of one.
# Blanks are taken once and for all: parted anew in every way, twenty thousand took 18 seconds.
_OPENS = re.compile(r'\s*+"?\s*+"?[\d/.-]{0,10}(?:T[^;]{0,20})?"?;"?\d{1,12}"?;')
_WRITTEN = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})")


@dataclass(slots=True)
class _Table:
    """The file's lines as cells, and what could not be read of it."""

    name: str
    places: list[Place]
    columns: list[str]
    issues: list[Issue]
    broken: list[str] = field(default_factory=list)
    wrapped: int = 0
    rows: int = 0


def looks_like(parts: Mapping[str, bytes]) -> bool:
    """Whether this is one file whose first line names the columns of either version."""
    if len(parts) != 1:
        return False
    (data,) = parts.values()
    head = data[:4000].split(b"\n", 1)[0].replace(b'"', b"")
    return b"Entity_LogicalId;" in head or _SHORT_MARK.match(head) is not None


def read(list_id: str, parts: Mapping[str, bytes]) -> Reading:
    """Read the file; `published` is the date that its lines carry.

    A line of another number of cells, or without a party's number, is an issue of gravity
    "error", as is a party without a name. A ListError is raised where there is not one
    file, or it is empty, not UTF-8, without the header, or without a column that matters.
    """
    if len(parts) != 1:
        raise ListError(list_id, f"was given {len(parts)} files", "one file")
    ((name, data),) = parts.items()
    records = _records(raw.text(list_id, name, data))
    table = _open(list_id, name, next(records)[1])
    odd = Counter[str]()
    parties, dates = _parties(table, records, odd)
    entries = tuple(apart((entry(one, list_id=list_id) for one in parties), odd))
    issues = [*table.issues, *_oddities(table), *told(entries, odd, list_id=list_id)]
    published, unread = _published(dates)
    issues += [Issue(name, f"the date of the file is {unread}; expected one")] if unread else []
    return Reading(entries, tuple(issues), published, ((name, table.rows),))


def _records(text: str) -> Iterator[tuple[int, str]]:
    """Every record with the number of its first line: the header, then one party's lines.

    A cell may hold line breaks, so lines that do not open a record belong to the one
    before. That keeps an unbalanced quote from swallowing the records that follow it.
    """
    lines = text.split("\n")
    start = next((at for at, line in enumerate(lines) if line.strip()), 0)
    yield start + 1, lines[start]
    held: list[str] = []
    first = 0
    for number, line in enumerate(lines[start + 1 :], start + 2):
        if held and not _OPENS.match(line):
            held.append(line)
            continue
        if held:
            yield first, "\n".join(held).rstrip()
        held, first = ([line], number) if line.strip() else ([], number)
    if held:
        yield first, "\n".join(held).rstrip()


def _open(list_id: str, name: str, line: str) -> _Table:
    """The header: which version it is, and what of it is new to us or gone."""
    cells, _ = _cells(line)
    columns = numbered(cell.strip() for cell in cells or [])
    if columns and re.fullmatch(r"Date_file\w*", columns[0]):
        columns[0] = "Date_file"  # "Date_filexxxx" in the copy of July 2018
    version, known = ("long", LONG) if "Entity_LogicalId" in columns else ("short", SHORT)
    if not {"Entity_LogicalId", "Entity_logical_id"} & set(columns):
        found = f"the first line of {name} is {line[:60]!r}"
        raise ListError(list_id, found, "the column Entity_LogicalId among those named there")
    row = Row(list_id, columns, columns)
    for column in NEEDED[version]:
        row.take(column)
    more = [column for column in row.leftovers() if column not in known]
    issues = few(name, "columns are new to us, not read", more, gravity="warning")
    return _Table(name, [known.get(column, UPKEEP) for column in columns], columns, issues)


def _cells(text: str) -> tuple[list[str] | None, bool]:
    """The cells of a record, None where it is no CSV; and whether it was wrapped whole.

    A copy that went through a spreadsheet has each line in one pair of quotes, with tabs
    at its end and where its commas were.
    """
    try:
        cells = next(csv.reader([text], delimiter=";", strict=True), [])
        if len(cells) == 1 and ";" in cells[0]:
            return next(csv.reader([cells[0].rstrip("\t ")], delimiter=";", strict=True)), True
    except csv.Error:
        return None, False
    return cells, False


def _parties(
    table: _Table, records: Iterator[tuple[int, str]], odd: Counter[str]
) -> tuple[list[Party], Counter[str]]:
    """The parties in the order of the file, and the dates that its lines carry."""
    found: dict[str, Party] = {}
    dates = Counter[str]()
    for number, text in records:
        cells, wrapped = _cells(text)
        table.wrapped += wrapped
        if cells is None or len(cells) != len(table.places):
            table.broken.append(f"line {number} ({'no CSV' if cells is None else len(cells)})")
            continue
        groups = _groups(table.places, cells)
        about = groups.get("entity", {})
        if not about.get("logicalId"):
            table.broken.append(f"line {number} (no number of a party)")
            continue
        table.rows += 1
        dates.update(groups.get("file", {}).values())
        party = found.setdefault(about["logicalId"], Party(odd))
        _take(party, groups)
    return list(found.values()), dates


def _groups(places: list[Place], cells: list[str]) -> dict[str, dict[str, str]]:
    """The filled cells of a line by group and field."""
    groups: dict[str, dict[str, str]] = {}
    for (group, name), cell in zip(places, cells, strict=True):
        # Line breaks are written out as "\n" in some cells; none is part of a name.
        if group and (text := " ".join(cell.replace("\\n", " ").split())):
            groups.setdefault(group, {})[name] = text
    return groups


def _take(party: Party, groups: dict[str, dict[str, str]]) -> None:
    """What one line says of its party."""
    about = groups.pop("entity")
    party.tell("Remark", about.pop("remark", ""))
    for key, text in about.items():
        if party.entity.setdefault(key, text) != text:
            party.tell(key, text)
    for group, fields in groups.items():
        if group not in TAKERS:
            continue
        remark = fields.pop("publicationUrl" if group == "regulation" else "remark", "")
        more: dict[str, str] = {}
        if "packed" in fields:
            more, remark = unpacked(fields.pop("packed"))
        TAKERS[group](party, fields | more, remark)


def _oddities(table: _Table) -> Iterator[Issue]:
    says = f"lines cannot be read; expected {len(table.places)} cells and a party's number"
    yield from few(table.name, says, table.broken, gravity="error")
    if table.wrapped:
        says = "lines stand in quotes as a whole: the file was saved anew by another program"
        yield Issue(table.name, f"{table.wrapped} {says}")


def _published(dates: Counter[str]) -> tuple[date | None, str]:
    """The latest date of the lines, and what was found where that is not one date."""
    read_ = [found for text in dates if (found := _day(text)) is not None]
    latest = max(read_, default=None)
    if len(dates) == 1 and latest is not None:
        return latest, ""
    shown = ", ".join(repr(text[:20]) for text in list(dates)[:3])
    return latest, f"{len(dates)} different ones ({shown})" if dates else "gone"


def _day(text: str) -> date | None:
    """A date as the file writes it, 04/07/2018 for 4 July, or in ISO form."""
    match = _WRITTEN.fullmatch(text) if text.isascii() else None
    if match is None:
        return day(text)
    try:
        return date(int(match[3]), int(match[2]), int(match[1]))
    except ValueError:
        return None
