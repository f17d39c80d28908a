"""A file of names that are known to be innocent -> parties, and what could not be read.

.txt                a name a line
.csv, .xlsx, .ods   a table whose first row holds name, and may hold kind and country
.json, .jsonl       bare parties, as the contract has them
"""

import io
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import PurePath

from enduse.errors import OrderError, SettingsError, SheetError
from enduse.intake.json import read_orders
from enduse.intake.order import Given, read_order
from enduse.intake.table import read_tables
from enduse.model.issue import Issue
from enduse.papers.encoding import decoded

TABLES = (".csv", ".xlsx", ".ods")
FORMS = (".txt", *TABLES, ".json", ".jsonl")
COLUMNS = ("name", "kind", "country")


def read_innocents(data: bytes, *, source: str, countries: frozenset[str]) -> Iterator[Given]:
    """Each name as an order of one party, which is None where the row holds no such thing.

    Where all issues are warnings nothing was lost: a column that is not used, for one.
    Raises `SettingsError` where a file is of no known form, cannot be opened, or has no
    column `name`.
    """
    form = PurePath(source).suffix.lower()
    if form not in FORMS:
        raise SettingsError(source, "ends in none of the known ways", " or ".join(FORMS))
    if form in TABLES:
        yield from _table(data, source, countries)
    elif form == ".txt":
        text, encoding = decoded(data)
        yield from _guessed(source, encoding)
        for number, line in enumerate(io.StringIO(text, newline=None), start=1):
            if line.strip():
                label = f"{source} line {number}"
                yield _named(read_order({"name": line}, label=label, countries=countries))
    else:
        given = read_orders(data, source=source, countries=countries)
        yield from (each if each.order is None else _bare(each) for each in given)


def _table(data: bytes, source: str, countries: frozenset[str]) -> Iterator[Given]:
    try:
        table = read_tables(source, data)[0]
    except (OrderError, SheetError) as error:
        _, found, expected = error.args
        raise SettingsError(source, found, expected) from error
    yield from _guessed(source, table.how)
    rows = [(at, row) for at, row in enumerate(table.rows, start=1) if any(map(str.strip, row))]
    header = [cell.strip().lower() for cell in rows[0][1]]
    titles = [cell for cell in header if cell]
    if "name" not in header or any(header.count(name) > 1 for name in COLUMNS):
        found = f"has the columns {', '.join(titles)[:200] or 'none'}"
        raise SettingsError(source, found, "one name, and at most one kind and country")
    unused = [name for name in titles if name not in COLUMNS]
    if unused:
        says = f"are not used: {', '.join(unused)[:200]}"
        yield Given(source, None, (Issue("columns", says),))
    for at, row in rows[1:]:
        label = f"{source} row {at}"
        # In text a mark too many moves every cell behind it; in a spreadsheet none can.
        if not table.sheet and any(cell.strip() for cell in row[_last(header) :]):
            says = "has a cell under no heading; a name with the mark between cells is quoted"
            yield _unread(label, says)
        else:
            yield _row(row, header, label, countries=countries)


def _last(header: Sequence[str]) -> int:
    """How many columns there are up to the last heading."""
    return max(at for at, title in enumerate(header, start=1) if title)


def _row(
    row: Sequence[str], header: Sequence[str], label: str, *, countries: frozenset[str]
) -> Given:
    cells = dict(zip(header, row, strict=True))
    if any("\n" in cell for cell in row):
        return _unread(label, "has a cell of several lines, as a quote left open makes")
    known = {name: cells[name].strip() for name in COLUMNS if cells.get(name, "").strip()}
    known.setdefault("name", "")
    if "kind" in known:
        known["kind"] = known["kind"].lower()
    return _named(read_order(known, label=label, countries=countries))


def _guessed(source: str, how: str) -> Iterator[Given]:
    """Where the encoding was guessed a person must see it, for names may be garbled."""
    if not how.startswith(("UTF-8", "spreadsheet")):
        yield Given(source, None, (Issue("", f"was read as {how}"),))


def _bare(given: Given) -> Given:
    order = given.order
    if order is None or len(order.parties) != 1 or order.lines or order.route:
        return _unread(given.label, "is an order; expected a bare party, with its name")
    return _named(given)


def _named(given: Given) -> Given:
    if given.order is None or given.order.parties[0].name:
        return given
    if given.issues:
        return replace(given, order=None)
    return _unread(given.label, "has no name")


def _unread(label: str, says: str) -> Given:
    return Given(label, None, (Issue("", says, "error"),))
