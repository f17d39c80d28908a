"""A company's item master -> its articles, each as a line of goods with its row."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from enduse.errors import OrderError
from enduse.intake import headings
from enduse.intake.headings import Headings
from enduse.intake.table import Row, Table, read_tables
from enduse.model.issue import Issue
from enduse.model.order import Line

OURS = "enduse: "
"""What the headings of columns begin with that an earlier run has added."""

_GOODS = frozenset({"description", "more", "hs", "part_number"})
_MAX_TEXT = 20_000
_YEARS = {"2012": 2012, "2017": 2017, "2022": 2022}


@dataclass(frozen=True, slots=True)
class Item:
    """One article. `row` is the one in the file, from 1; `said` what earlier runs left."""

    row: int
    article: str
    line: Line
    said: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Items:
    """An item master as read. `table` is the sheet it stands in, `headings` what was taken."""

    table: Table
    headings: Headings
    items: tuple[Item, ...]
    issues: tuple[Issue, ...]


def read_items(name: str, data: bytes) -> Items:
    """The articles of the first sheet that has headings of goods.

    A row without a description, code or part number is reported and left out; every other
    row is an item, in its order.

    Raises:
        OrderError: no row among the first thirty of any sheet holds a heading of goods.
        SheetError: a spreadsheet cannot be opened.
    """
    names = headings.known("items")
    tables = read_tables(name, data)
    for table in tables:
        found = headings.find(table.rows, names)
        if found and _GOODS & found.columns.keys():
            return _items(table, found)
    seen = next((row for table in tables for row in table.rows if any(row)), ())
    expected = "a column such as Description, HS code or Part number, with its heading above it"
    raise OrderError(
        name, f"has the headings {', '.join(filter(None, seen))[:200]!r}", expected
    )


def _items(table: Table, found: Headings) -> Items:
    issues: list[Issue] = []
    items: list[Item] = []
    titles = table.rows[found.row]
    more = [at for at, title in enumerate(titles) if title.strip() in found.doubled]
    for at, row in enumerate(table.rows[found.row + 1 :], found.row + 2):
        if not any(cell.strip() for cell in row):
            continue
        line = _line(row, found.columns, more)
        if not (line.description or line.hs or line.part_number):
            says = "has no description, code or part number, and was not classified"
            issues.append(Issue(f"{table.name} row {at}", says))
            continue
        issues += (Issue(f"{table.name} row {at}", says) for says in _odd(row, found.columns))
        items.append(
            Item(at, _cell(row, found.columns, "article") or "", line, _said(titles, row))
        )
    return Items(table, found, tuple(items), tuple(issues))


def _line(row: Row, columns: Mapping[str, int], more: list[int]) -> Line:
    def cell(field: str) -> str | None:
        return _cell(row, columns, field)

    words = [cell("description"), cell("more"), *(row[at].strip() for at in more)]
    return Line(
        description="; ".join(dict.fromkeys(filter(None, words)))[:_MAX_TEXT] or None,
        hs=cell("hs"),
        hs_edition=_YEARS.get(cell("hs_edition") or ""),
        part_number=cell("part_number"),
        manufacturer=cell("manufacturer"),
        origin=cell("origin"),
        eccn=cell("eccn"),
        eu_dual_use=cell("eu_dual_use"),
    )


def _cell(row: Row, columns: Mapping[str, int], field: str) -> str | None:
    at = columns.get(field)
    return (row[at].strip() or None) if at is not None else None


def _odd(row: Row, columns: Mapping[str, int]) -> Iterator[str]:
    """What of a row was cut or not used, in words."""
    edition = _cell(row, columns, "hs_edition")
    if edition and edition not in _YEARS:
        yield f"says HS edition {edition[:20]!r}; expected 2012, 2017 or 2022, so each is tried"
    if any(len(cell) > _MAX_TEXT for cell in row):
        yield f"has a cell of over {_MAX_TEXT} characters, of which the first are read"


def _said(titles: Row, row: Row) -> Mapping[str, str]:
    return {
        title.strip().removeprefix(OURS): cell.strip()
        for title, cell in zip(titles, row, strict=True)
        if title.startswith(OURS) and cell.strip()
    }
