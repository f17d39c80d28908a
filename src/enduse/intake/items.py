"""A company's item master -> its articles, each as a line of goods with its row."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from enduse.errors import OrderError
from enduse.intake import headings
from enduse.intake.headings import Headings
from enduse.intake.table import Row, Table, filled, plain, read_tables, rows_in
from enduse.model.issue import Issue
from enduse.model.order import Line

OURS = "enduse: "
"""What the headings of columns begin with that an earlier run has added."""

_OURS = re.compile(r"\s*enduse\s*:\s*(.*?)\s*", re.IGNORECASE | re.DOTALL)
_GOODS = frozenset({"description", "more", "hs", "part_number"})
_JOINED = frozenset({"description", "more"})
_MAX_TEXT = 20_000
_YEARS = {"2012": 2012, "2017": 2017, "2022": 2022}
_NO_GOODS = "has no description, code or part number, and was not classified"
_EXPECTED = "a column such as Description, HS code or Part number, with its heading above it"


@dataclass(frozen=True, slots=True)
class Item:
    """One article. `row` is the one in the file, from 1; `said` what earlier runs left."""

    row: int
    article: str
    line: Line
    said: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Items:
    """An item master as read. `table` is the sheet it stands in, `headings` what was taken.

    `left` are rows that name no goods, with what an earlier run or a person left there;
    `skipped` are the titles of other sheets, of which nothing was read.
    """

    table: Table
    headings: Headings
    items: tuple[Item, ...]
    issues: tuple[Issue, ...]
    left: Mapping[int, Mapping[str, str]]
    skipped: tuple[str, ...]


def read_items(name: str, data: bytes) -> Items:
    """The articles of the sheet that has most headings of goods, the first of equals.

    A row without a description, code or part number is reported and left out; every other
    row is an item, in its order. Cells merged downwards count for each of their rows.

    Raises:
        OrderError: no row among the first thirty of any sheet holds a heading of goods, a
            column of ours is there twice, or a formula that is read has no value.
        SheetError: a spreadsheet cannot be opened.
    """
    names = headings.known("items")
    tables = read_tables(name, data)
    best: tuple[Table, Headings] | None = None
    for table in tables:
        found = headings.find(table.rows, names)
        if found and _worth(found) > (_worth(best[1]) if best else (0, 0)):
            best = table, found
    if best is None:
        seen = next((row for table in tables for row in table.rows if any(row)), ())
        has = f"has the headings {', '.join(filter(None, seen))[:200]!r}"
        raise OrderError(name, has, _EXPECTED)
    skipped = (table.sheet for table in tables if table is not best[0])
    return _items(*best, tuple(skipped))


def _worth(found: Headings) -> tuple[int, int]:
    goods = len(_GOODS & found.columns.keys())
    return (goods, len(found.columns)) if goods else (0, 0)


def _items(table: Table, found: Headings, skipped: tuple[str, ...]) -> Items:
    titles = table.rows[found.row]
    more = [at for field, at in found.doubled if field in _JOINED]
    read = {*found.columns.values(), *more}
    _refuse_doubled(table.name, titles)
    _refuse_unvalued(table, found, read)
    rows, merged = _filled(table, found, read)
    issues = [*_not_read(table, found), *merged]
    items: list[Item] = []
    left: dict[int, Mapping[str, str]] = {}
    for at, row in enumerate(rows[found.row + 1 :], found.row + 2):
        if not any(cell.strip() for cell in table.rows[at - 1]):
            continue
        line, said = _line(row, found.columns, more), _said(titles, row)
        if not (line.description or line.hs or line.part_number):
            issues.append(Issue(f"{table.name} row {at}", _NO_GOODS))
            left[at] = said
            continue
        odd = _odd(row, found.columns, table.separator)
        issues += (Issue(f"{table.name} row {at}", says) for says in odd)
        items.append(Item(at, _cell(row, found.columns, "article") or "", line, said))
    return Items(table, found, tuple(items), tuple(issues), left, skipped)


def _not_read(table: Table, found: Headings) -> Iterator[Issue]:
    """Columns that say what another says already: only words are joined."""
    titles = table.rows[found.row]
    for field, at in found.doubled:
        if field not in _JOINED:
            taken = titles[found.columns[field]].strip()
            says = f"is a second column of {field}, and was not read: {taken!r} was"
            yield Issue(f"{table.name} column {titles[at].strip()!r}", says)


def _refuse_doubled(name: str, titles: Row) -> None:
    ours = [said for said in map(_ours, titles) if said]
    for said in ours:
        if ours.count(said) > 1:
            has = f"has two columns {OURS + said!r}, so it cannot be told which one counts"
            raise OrderError(name, has, "one; delete or rename the other")


def _refuse_unvalued(table: Table, found: Headings, read: set[int]) -> None:
    """An empty cell would be read where the person sees a text: stop instead."""
    kept = {at for at, title in enumerate(table.rows[found.row]) if _ours(title)}
    cells = sorted(
        (row, at)
        for row, at in table.marks.unvalued
        if row > found.row and at - 1 in read | kept
    )
    if cells:
        row, at = cells[0]
        title = table.rows[found.row][at - 1].strip()
        has = f"holds {len(cells):,} formulas without a value, the first in column {title!r}"
        expected = "values: open it in a spreadsheet program, save it, and try again"
        raise OrderError(f"{table.name} row {row}", has, expected)


def _filled(
    table: Table, found: Headings, read: set[int]
) -> tuple[Sequence[Row], Sequence[Issue]]:
    """The rows with the text of merged cells in each row that they cover, and where."""
    rows, merged = filled(table, below=found.row + 1, columns=read)
    titles = table.rows[found.row]
    issues = [
        Issue(
            f"{table.name} rows {first} to {last}",
            f"share a merged cell of {titles[at].strip()!r}, read for each of them",
        )
        for first, last, at in merged
    ]
    return rows, issues


def _line(row: Row, columns: Mapping[str, int], more: list[int]) -> Line:
    def cell(field: str) -> str | None:
        return _cell(row, columns, field)

    words = [cell("description"), cell("more"), *(plain(row[at]) for at in more)]
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
    return (plain(row[at]) or None) if at is not None else None


def _odd(row: Row, columns: Mapping[str, int], separator: str) -> Iterator[str]:
    """What of a row was cut or not used, in words."""
    edition = _cell(row, columns, "hs_edition")
    if edition and edition not in _YEARS:
        yield f"says HS edition {edition[:20]!r}; expected 2012, 2017 or 2022, so each is tried"
    if any(len(cell) > _MAX_TEXT for cell in row):
        yield f"has a cell of over {_MAX_TEXT} characters, of which the first are read"
    lost = max((rows_in(cell, separator, len(columns)) for cell in row), default=0)
    if lost:
        yield (
            f"has a cell that holds what looks like {lost:,} more rows, which were NOT "
            "classified: is a quotation mark not closed?"
        )


def _said(titles: Row, row: Row) -> Mapping[str, str]:
    return {
        said: cell.strip()
        for title, cell in zip(titles, row, strict=True)
        if (said := _ours(title)) and cell.strip()
    }


def _ours(title: str) -> str:
    """What the heading of a column of ours says, in lower case; empty where it is not ours.

    >>> _ours("Enduse: Decision"), _ours("decision")
    ('decision', '')
    """
    found = _OURS.fullmatch(title)
    return " ".join(found[1].casefold().split()) if found else ""
