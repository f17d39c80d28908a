"""A file of partners (customers, suppliers) -> parties, each with its id in that file.

.csv, .xlsx, .ods   a table whose headings are known: id, name, aliases, country, address, ids
.json, .jsonl       bare parties, as the contract has them, each with an "id"
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from enduse.errors import OrderError
from enduse.intake import headings
from enduse.intake.json import read_orders
from enduse.intake.order import read_order
from enduse.intake.table import Row, Table, read_tables
from enduse.model.issue import Issue
from enduse.model.order import SCHEMES, Order

TABLES, LINES = (".csv", ".xlsx", ".ods"), (".json", ".jsonl")
_STREET = ("street", "house", "postcode", "city")


@dataclass(frozen=True, slots=True)
class Partner:
    """A partner as read. `order` holds it as its one party, or is None where nothing is left.

    `id` is the one that the file gives. Issues of gravity `error` say what was lost of it.
    """

    label: str
    id: str
    order: Order | None
    issues: tuple[Issue, ...]


def read_partners(data: bytes, *, source: str, countries: frozenset[str]) -> Iterator[Partner]:
    """Every partner of a file, in its order; a row without an id or a name is None.

    Raises:
        OrderError: the file is of no known form, or has no column for ids or for names.
        SheetError: a spreadsheet cannot be opened.
    """
    form = PurePath(source).suffix.lower()
    seen: dict[str, str] = {}
    if form in LINES:
        found = _of_lines(data, source, countries)
    elif form in TABLES:
        found = _of_table(read_tables(source, data)[0], source, countries)
    else:
        raise OrderError(source, f"ends in {form!r}", " or ".join((*TABLES, *LINES)))
    for each in found:
        if each.order is not None and each.id in seen:
            says = f"has the id {each.id!r}, which {seen[each.id]} has too"
            yield _lost(each.label, says)
        else:
            seen[each.id] = each.label
            yield each


def _of_lines(data: bytes, source: str, countries: frozenset[str]) -> Iterator[Partner]:
    for given in read_orders(data, source=source, countries=countries):
        record = given.source
        if not isinstance(record, Mapping):
            yield Partner(given.label, "", None, given.issues)
        elif "parties" in record:
            yield _lost(given.label, "is an order; expected a bare party, with its id and name")
        else:
            said = record.get("id")
            name = str(said) if isinstance(said, str | int) else ""
            left = {key: value for key, value in record.items() if key != "id"}
            yield _partner(given.label, name, left, countries=countries)


def _of_table(table: Table, source: str, countries: frozenset[str]) -> Iterator[Partner]:
    found = headings.find(table.rows, headings.known("partners"))
    if found is None or not {"id", "name"} <= found.columns.keys():
        seen = ", ".join(sorted(found.columns)) if found else "none that is known"
        raise OrderError(source, f"has the columns {seen}", "one of ids and one of names")
    unused = (*found.unknown, *(table.rows[found.row][at] for _, at in found.doubled))
    if unused:
        says = f"are not used: {', '.join(unused)[:300]}"
        yield Partner(source, "", None, (Issue("columns", says),))
    for at, row in enumerate(table.rows[found.row + 1 :], start=found.row + 2):
        if any(cell.strip() for cell in row):
            label = f"{source} row {at}"
            wide = _too_wide(row, table.rows[found.row])
            if wide and not table.sheet:
                says = "has a cell under no heading; a cell with the mark between is quoted"
                yield _lost(label, says)
            else:
                cells = {field: row[column].strip() for field, column in found.columns.items()}
                yield _partner(label, cells["id"], _record(cells), countries=countries)


def _too_wide(row: Row, titles: Row) -> bool:
    last = max((at for at, title in enumerate(titles, start=1) if title.strip()), default=0)
    return any(cell.strip() for cell in row[last:])


def _record(cells: Mapping[str, str]) -> dict[str, Any]:
    """The cells of a row as a bare party of the contract."""
    plain: dict[str, Any] = {
        field: cells[field] for field in ("name", "country", "birth_date") if cells.get(field)
    }
    if cells.get("kind"):
        plain["kind"] = cells["kind"].lower()
    if cells.get("aliases"):
        plain["aliases"] = _parted(cells["aliases"])
    address = cells.get("address") or _address(cells)
    if address:
        plain["address"] = address
    pairs = [each.partition("=") for each in _parted(cells.get("ids", ""))]
    ids = {scheme.strip().lower(): value.strip() for scheme, _, value in pairs if value.strip()}
    ids |= {field: cells[field] for field in cells if field in SCHEMES and cells[field]}
    if ids:
        plain["ids"] = ids
    return plain


def _address(cells: Mapping[str, str]) -> str:
    """An address from its parts: "Street House, Postcode City"."""
    street, house, postcode, city = (cells.get(name, "") for name in _STREET)
    parts = (f"{street} {house}".strip(), f"{postcode} {city}".strip())
    return ", ".join(part for part in parts if part) if street else ""


def _parted(text: str) -> list[str]:
    return [part.strip() for part in text.split(";") if part.strip()]


def _partner(
    label: str, name: str, record: Mapping[str, Any], *, countries: frozenset[str]
) -> Partner:
    if not name.strip():
        return _lost(label, "has no id, by which what is found could be told")
    given = read_order({"name": "", **record}, label=label, countries=countries)
    order = given.order
    if order is None or not order.parties or not _named(order):
        return Partner(label, name, None, (*given.issues, _none()))
    return Partner(label, name.strip(), order, given.issues)


def _named(order: Order) -> bool:
    party = order.parties[0]
    return bool(party.name or party.aliases or party.ids)


def _none() -> Issue:
    return Issue("", "has neither a name nor a number", "error")


def _lost(label: str, says: str) -> Partner:
    return Partner(label, "", None, (Issue("", says, "error"),))
