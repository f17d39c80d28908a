"""A table of components recovered from weapons, as a user brings it: bytes in, records out."""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from enduse.model.issue import Issue

_KNOWN = (
    "component_id",
    "name_marking",
    "category",
    "manufacturer",
    "manufacturer_country",
    "oem_part_number",
    "weapon_as_published",
    "weapons",
    "source_url",
    "last_verified",
)
_NEEDED = ("component_id", "weapon_as_published")
_NOTHING = frozenset({"", "(unspecified)", "unknown", "n/a", "not identified", "unk"})
_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class RecoveredRecord:
    """One component that was taken out of a weapon, in the publisher's words."""

    component_id: str
    marking: str | None
    maker: str | None
    part_number: str | None
    weapon: str
    source_url: str | None
    verified: date | None


@dataclass(frozen=True, slots=True)
class RecoveredTable:
    """What could be read of a table, and what could not."""

    records: tuple[RecoveredRecord, ...]
    issues: tuple[Issue, ...]


def read_recovered(data: bytes, name: str = "recovered.csv") -> RecoveredTable:
    r"""Read a table in UTF-8 (with or without its mark) or cp1252, every column by name.

    >>> table = read_recovered(b"component_id,weapon_as_published,oem_part_number\n1,X,LM317")
    >>> table.records[0].part_number, table.records[0].weapon
    ('LM317', 'X')
    """
    text, issues = _decoded(data, name)
    rows = csv.reader(io.StringIO(text, newline=""))
    try:
        header = [cell.strip().casefold() for cell in next(rows, [])]
        issues += _of_header(header, name)
        if any(issue.gravity == "error" for issue in issues):
            return RecoveredTable((), tuple(issues))
        found = list(_records(rows, header, name=name))
    except csv.Error as fault:
        row = Issue(f"{name} row {rows.line_num}", f"{fault}; expected a CSV row", "error")
        return RecoveredTable((), (*issues, row))
    records = tuple(one for one in found if isinstance(one, RecoveredRecord))
    return RecoveredTable(records, (*issues, *(one for one in found if isinstance(one, Issue))))


def _decoded(data: bytes, name: str) -> tuple[str, list[Issue]]:
    try:
        return data.decode("utf-8-sig"), []
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    lost = text.count("\ufffd")
    says = f"is not UTF-8; read as cp1252, with {lost} characters lost"
    return text, [Issue(name, says)]


def _of_header(header: list[str], name: str) -> list[Issue]:
    issues = [
        Issue(
            f"{name} header",
            f"has no column {column!r}; expected {', '.join(_NEEDED)}",
            "error",
        )
        for column in _NEEDED
        if column not in header
    ]
    if "name_marking" not in header and "oem_part_number" not in header:
        says = "has neither 'name_marking' nor 'oem_part_number'; expected one of them"
        issues.append(Issue(f"{name} header", says, "error"))
    doubled = sorted({column for column in header if header.count(column) > 1})
    issues += [
        Issue(f"{name} header", f"has {c!r} twice; expected once", "error") for c in doubled
    ]
    unknown = [column for column in header if column not in _KNOWN]
    return issues + [Issue(f"{name} header", f"column {c!r} was not used") for c in unknown]


def _records(
    rows: Iterator[list[str]], header: list[str], *, name: str
) -> Iterator[RecoveredRecord | Issue]:
    seen: set[str] = set()
    for number, cells in enumerate(rows, start=2):
        where = f"{name} row {number}"
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(header):
            yield Issue(where, f"has {len(cells)} cells; expected {len(header)}", "error")
            continue
        row = dict(zip(header, cells, strict=True))
        found = _record(row)
        if found is None:
            yield Issue(where, "has no component_id or no weapon; expected both", "error")
        elif found.component_id in seen:
            yield Issue(where, f"repeats component {found.component_id!r}; kept once")
        else:
            seen.add(found.component_id)
            yield found
            if (row.get("last_verified") or "").strip() and found.verified is None:
                yield Issue(
                    where, f"last_verified is {row['last_verified']!r}; expected a date"
                )


def _record(row: Mapping[str, str]) -> RecoveredRecord | None:
    component, weapon = _said(row, "component_id"), _said(row, "weapon_as_published")
    if component is None or weapon is None:
        return None
    return RecoveredRecord(
        component,
        _said(row, "name_marking"),
        _said(row, "manufacturer"),
        _said(row, "oem_part_number"),
        weapon,
        _said(row, "source_url"),
        _day(row.get("last_verified", "")),
    )


def _said(row: Mapping[str, str], column: str) -> str | None:
    text = _BLANKS.sub(" ", row.get(column, "")).strip()
    return None if text.casefold() in _NOTHING else text


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None
