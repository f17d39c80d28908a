"""Tables of orders -> orders: every row in one, or left out with the reason."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from enduse.errors import OrderError
from enduse.intake.order import Given, read_order
from enduse.intake.orders.build import Builder
from enduse.intake.orders.cells import destroyed
from enduse.intake.orders.guess import Guess, guess
from enduse.intake.orders.look import Country, country_of
from enduse.intake.orders.mapping import Plan, SheetMap, letters, place
from enduse.intake.orders.parties import functions
from enduse.intake.orders.remarks import remarks_on
from enduse.intake.orders.row import Notes, OrderRow
from enduse.intake.orders.sift import Sifted, sift
from enduse.intake.orders.writing import written_in
from enduse.intake.table import Table, read_tables
from enduse.model.issue import Issue
from enduse.places import Places

MOST_ROWS = 200_000
"""Rows of one file. An order takes some ten kilobytes while it is read."""


@dataclass(frozen=True, slots=True)
class Left:
    """Rows of a sheet, first to last, that are in no order, and why.

    `lost` is true where they may have been orders: somebody has to look.
    """

    sheet: str
    first: int
    last: int
    why: str
    lost: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """The orders of a file, and every row accounted for.

    `rows` says for each sheet which orders (places in `given`) each row, from 1, is part of;
    `left` has every other row. `remarks` are about the file as a whole.
    """

    tables: tuple[Table, ...]
    plan: Plan
    given: tuple[Given, ...]
    rows: Mapping[str, Mapping[int, int]]
    left: tuple[Left, ...]
    remarks: tuple[str, ...]


def open_tables(name: str, data: bytes) -> tuple[Table, ...]:
    """The sheets of a file. `OrderError` or `SheetError` where it is none, or too large."""
    return read_tables(name, data, most=MOST_ROWS)


def guesses(tables: Sequence[Table], places: Places) -> tuple[Guess, ...]:
    """A mapping of each sheet that is a table of orders.

    Where some sheets have order numbers, those without are others: legends, prices.

    Raises:
        OrderError: no sheet is one.
    """
    country = country_of(places)
    all_of_them = [guess(table, country) for table in tables]
    found = [each for each in all_of_them if each.worth]
    # One with a number and little else (VBAK) tells of the orders whose lines stand in another.
    numbered = [
        each
        for each in all_of_them
        if "number" in each.sheet.fields and (each.worth or len(each.sheet.fields) > 1)
    ]
    if not found:
        seen = next((row for table in tables for row in table.rows if any(row)), ())
        shown = ", ".join(repr(cell[:40]) for cell in seen if cell.strip())[:300]
        raise OrderError(
            tables[0].name,
            f"has no headings of orders that are known (it begins with {shown})",
            "headings such as Order, Customer, Country, Description, HS code; or --mapping",
        )
    return tuple(numbered or found)


def read_with(tables: Sequence[Table], plan: Plan, places: Places) -> Reading:
    """Read the sheets that a mapping names.

    Raises:
        OrderError: the mapping does not fit, or leaves open how days or numbers are written.
    """
    mapped = [(_table_of(tables, sheet, plan), sheet) for sheet in plan.sheets]
    groups = _Groups()
    for number, (table, sheet) in enumerate(mapped):
        for row in _rows(table, sheet):
            groups.take(row, number, sheet)
    left = groups.left
    read = {id(table) for table, _ in mapped}
    remarks = remarks_on(mapped)
    for table in tables:
        if id(table) not in read:
            hidden = "hidden sheet" if table.marks.hidden else "sheet"
            why = f"the {hidden} has no headings of orders, or the mapping does not name it"
            left.append(Left(table.sheet, 1, len(table.rows), why))
    given: list[Given] = []
    rows: dict[str, dict[int, int]] = {table.sheet: {} for table in tables}
    country = country_of(places)
    always = _always(mapped)
    for some in groups.orders.values():
        made = _given(some, places, country=country, always=always)
        if made is None:
            left += (_left(each, _NOBODY, lost=True) for each in some)
            continue
        for each in some:
            rows[each.table.sheet][each.sifted.number] = len(given)
        given.append(made)
    return Reading(tuple(tables), plan, tuple(given), rows, tuple(_runs(left)), tuple(remarks))


_NOBODY = "names neither a party nor goods"


@dataclass(slots=True)
class _Row:
    table: Table
    sifted: Sifted
    order_row: OrderRow
    number: str = ""


def _left(row: _Row, why: str, *, lost: bool) -> Left:
    return Left(row.table.sheet, row.sifted.number, row.sifted.number, why, lost)


def _table_of(tables: Sequence[Table], sheet: SheetMap, plan: Plan) -> Table:
    if not sheet.sheet and len(plan.sheets) == 1:
        return tables[0] if len(tables) == 1 else _best(tables, sheet)
    found = next((table for table in tables if table.sheet == sheet.sheet), None)
    if found is None:
        have = ", ".join(repr(table.sheet) for table in tables)
        where = plan.name or tables[0].name
        raise OrderError(where, f"names the sheet {sheet.sheet!r}", f"one of {have}")
    return found


def _best(tables: Sequence[Table], sheet: SheetMap) -> Table:
    """The only sheet that a mapping without a title of a sheet fits."""
    fitting = []
    for table in tables:
        try:
            sheet.bound(table)
        except OrderError:
            continue
        fitting.append(table)
    if len(fitting) != 1:
        have = ", ".join(repr(table.sheet) for table in tables)
        found = f"has {len(fitting)} sheets that the mapping fits"
        raise OrderError(tables[0].name, found, f"a mapping that says sheet, one of {have}")
    return fitting[0]


def _rows(table: Table, sheet: SheetMap) -> Iterator[_Row]:
    columns = sheet.bound(table)
    if not columns:
        raise OrderError(place(table), "has no column in the mapping", "[sheet.fields]")
    written = written_in(table, sheet)
    if written.questions:
        raise OrderError(place(table), written.questions[0], "an answer in the mapping")
    role_of = functions(_cells(table, columns.get("function", ())))
    titles = table.rows[sheet.heading - 1] if sheet.heading else ()
    fields_at = {at: name for name, some in columns.items() for at in some}
    unvalued = _by_row(table.marks.unvalued, fields_at)
    stored = _by_row(table.marks.fractions, fields_at)
    for each in sift(table, sheet, columns=columns, signs=written.signs):
        row = OrderRow(
            each.cells,
            _placer(table, each.number, columns=columns, titles=titles),
            written.of_days.get("date", "either"),
            written.signs,
            role_of,
            unvalued.get(each.number, frozenset()),
            stored.get(each.number, frozenset()),
            table.sheet,
        )
        if each.why == "empty" and row.unvalued:
            each = replace(each, why="")  # noqa: PLW2901  # it is not empty to who opens it
        yield _Row(table, each, row)


def _cells(table: Table, columns: Sequence[int]) -> list[str]:
    return [row[at] for row in table.rows for at in columns]


def _by_row(
    marked: frozenset[tuple[int, int]], fields: Mapping[int, str]
) -> Mapping[int, frozenset[str]]:
    found: dict[int, set[str]] = {}
    for row, column in marked:
        if column - 1 in fields:
            found.setdefault(row, set()).add(fields[column - 1])
    return {row: frozenset(some) for row, some in found.items()}


def _placer(
    table: Table, number: int, *, columns: Mapping[str, tuple[int, ...]], titles: Sequence[str]
) -> Callable[[str], str]:
    def say(name: str) -> str:
        at = columns[name][0] if name in columns else None
        if at is None:
            return f"{place(table)} row {number}"
        title = " ".join(titles[at].split())[:60] if at < len(titles) else ""
        called = f" {title!r}" if title else ""
        return f"{place(table)} row {number} column {letters(at)}{called}"

    return say


@dataclass(slots=True)
class _Groups:
    """The rows of each order, and the rows that are left, while sheets go by."""

    orders: dict[str, list[_Row]] = field(default_factory=dict)
    left: list[Left] = field(default_factory=list)
    last: str = ""

    def take(self, row: _Row, number: int, sheet: SheetMap) -> None:
        """Put a row with those of its order, or among those that are left."""
        sifted = row.sifted
        written = sifted.cells.get("number", "")
        why, lost = sifted.why, sifted.lost
        if not why and destroyed(written) and sheet.rows == "orders by number":
            why = (
                f"has the order number {written!r}, of which a spreadsheet has lost the digits"
            )
            lost = True
        if why:
            self.left.append(_left(row, why, lost=lost))
            return
        row.number = written
        self.last = self._key(row, number, sheet)
        self.orders.setdefault(self.last, []).append(row)

    def _key(self, row: _Row, number: int, sheet: SheetMap) -> str:
        if sheet.rows == "one order":
            return f"sheet {number}"
        if sheet.rows == "orders by number" and row.number:
            return f"order {_same_number(row.number)}"
        # A row that names nobody goes on with the order above; any other is one by itself.
        names = any("." in name or name == "date" for name in row.sifted.cells)
        goes_on = sheet.rows == "orders by number" and not names
        above = self.orders.get(self.last, ())
        if goes_on and above and above[-1].table is row.table:
            return self.last
        return f"row {number} {row.sifted.number}"


def _same_number(text: str) -> str:
    """An order number as it is compared: SAP's zeros in front do not count.

    >>> _same_number("0080012345") == _same_number("80012345")
    True
    """
    bare = " ".join(text.split()).casefold()
    return bare.lstrip("0") or "0" if bare.isascii() and bare.isdigit() else bare


def _always(mapped: Sequence[tuple[Table, SheetMap]]) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for _, sheet in mapped:
        found |= sheet.always
    return found


def _given(
    rows: Sequence[_Row], places: Places, *, country: Country, always: Mapping[str, str]
) -> Given | None:
    """The order that some rows make; None where they name neither parties nor goods."""
    notes = Notes(country)
    build = Builder(notes, lambda text: places.region_of(text) is not None, always)
    number = max((row.number for row in rows), key=len, default="") or always.get("number")
    record = build.record(number, [row.order_row for row in rows])
    own = [each for each in record.get("parties", ()) if len(each) > 1]
    said = any("." in name for row in rows for name in row.sifted.cells)
    if not (own and said) and not record.get("lines") and not record.get("route"):
        return None
    first = rows[0]
    label = f"{place(first.table)} row {first.sifted.number}"
    read = read_order(record, label=label, countries=frozenset(places.countries))
    issues = (*notes.issues, *(_placed(each, notes.places) for each in read.issues))
    return replace(read, issues=issues, places=notes.places)


def _placed(issue: Issue, places: Mapping[str, str]) -> Issue:
    """An issue with the place of its field behind the path."""
    at = places.get(issue.where)
    return Issue(f"{issue.where} ({at})", issue.says, issue.gravity) if at else issue


def _runs(left: Sequence[Left]) -> Iterator[Left]:
    """Neighbours that were left for one reason, as one."""
    last: Left | None = None
    for each in sorted(left, key=lambda one: (one.sheet, one.first)):
        joins = last and (last.sheet, last.why, last.last + 1) == (
            each.sheet,
            each.why,
            each.first,
        )
        if joins and last is not None:
            last = replace(last, last=each.last)
            continue
        if last is not None:
            yield last
        last = each
    if last is not None:
        yield last
