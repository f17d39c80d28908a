"""A file -> what it says of owners, in whichever format its content shows."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice

from enduse.errors import OrderError, SheetError
from enduse.intake.owning import bods, gleif, psc, table
from enduse.intake.owning.book import Book
from enduse.intake.owning.records import Record, records
from enduse.intake.table import Table, read_tables
from enduse.model.holding import Ownership
from enduse.places import Places

MOST_BYTES = 1_000_000_000
"""Size of a file. The registers' whole files are larger: take what your orders need."""

_EXPECTED = (
    "BODS statements, GLEIF level 1 or 2, UK PSC records, or a CSV with the columns "
    f"{', '.join(table.NEEDED)}"
)
_LOOKED_AT = 50
_MARKS: dict[str, frozenset[str]] = {
    "bods": frozenset({"recordType", "recordDetails", "statementType", "statementID",
                       "statementId", "bodsVersion"}),
    "gleif": frozenset({"Relationship", "RelationshipRecord", "Entity", "LEI", "LEIRecord",
                        "ExceptionCategory", "Exception"}),
    "psc": frozenset({"natures_of_control", "resource_kind", "resource_uri", "company_number",
                      "etag", "ceased_on", "notified_on"}),
}  # fmt: skip
_SIGNS = (
    (b"PAR1", "is Parquet", "its rows as CSV"),
    (b"\x1f\x8b", "is compressed (gzip)", "the file inside it"),
)


def read(name: str, data: bytes, places: Places) -> Ownership:
    """Read a file; `name` is how it is called in what is said of it.

    Raises:
        OrderError: the file as a whole cannot be read, or is of no format known here.
    """
    if len(data) > MOST_BYTES:
        raise OrderError(name, f"has {len(data):,} bytes", f"at most {MOST_BYTES:,}")
    body = data.removeprefix(b"\xef\xbb\xbf").lstrip()
    if not body:
        raise OrderError(name, f"is empty ({len(data)} bytes)", _EXPECTED)
    for sign, found, expected in _SIGNS:
        if body.startswith(sign):
            raise OrderError(name, found, expected)
    if body.startswith(b"<"):
        raise OrderError(name, "is XML", "the CSV or the JSON of the same data")
    if body.startswith((b"{", b"[")):
        return _json(name, data, places)
    return _tables(name, data, places)


def _json(name: str, data: bytes, places: Places) -> Ownership:
    found = records(data, name)
    first = list(islice(found, _LOOKED_AT))
    counts = {
        form: sum(bool(marks & _fields(record)) for _, record in first)
        for form, marks in _MARKS.items()
    }
    form = max(counts, key=lambda each: counts[each])
    if not counts[form]:
        raise OrderError(name, f"holds {len(first)} records of no form known here", _EXPECTED)
    book = Book(name, {"bods": "BODS", "gleif": "GLEIF", "psc": "UK PSC"}[form])
    reader = {"bods": bods.read, "gleif": gleif.read, "psc": psc.read}[form]
    reader(chain(first, found), book, places)
    return book.closed()


def _fields(record: Record | str) -> frozenset[str]:
    if isinstance(record, str):
        return frozenset()
    data = record.get("data")
    return frozenset(record) | (frozenset(data) if isinstance(data, Mapping) else frozenset())


def _tables(name: str, data: bytes, places: Places) -> Ownership:
    try:
        sheets = read_tables(name, data)
    except SheetError as error:
        raise OrderError(
            name, f"is no table that can be opened ({error})", _EXPECTED
        ) from error
    for sheet in sheets:
        at = next((n for n, row in enumerate(sheet.rows) if any(map(str.strip, row))), 0)
        head = sheet.rows[at] if sheet.rows else ()
        if columns := table.heads(head, name):
            book = Book(name, "table of stakes")
            table.read_rows(list(_rows(sheet, at, columns)), book, places)
            return _with_rest(book, sheet, sheets)
        if "LEI" in head or "Relationship.RelationshipType" in head:
            book = Book(name, "GLEIF")
            gleif.read_rows(_rows(sheet, at, head), book, places)
            return _with_rest(book, sheet, sheets)
    raise OrderError(name, "is a table of other columns", _EXPECTED)


def _rows(
    sheet: Table, at: int, columns: Sequence[str]
) -> Iterator[tuple[str, Mapping[str, str]]]:
    """Rows by the names of their columns; what stands under none of them is under ""."""
    title = f" sheet {sheet.sheet!r}" if sheet.sheet else ""
    for number, row in enumerate(sheet.rows[at + 1 :], start=at + 2):
        cells = dict(zip(columns, row, strict=False))
        under = (*columns, *("" for _ in row[len(columns) :]))
        stray = [cell for name, cell in zip(under, row, strict=False) if not name]
        cells[""] = ", ".join(filter(str.strip, stray))
        yield f"{sheet.name}{title} row {number}", cells


def _with_rest(book: Book, used: Table, sheets: Iterable[Table]) -> Ownership:
    for each in sheets:
        if each is not used:
            says = f"sheet {each.sheet!r} was not read: only one sheet of a workbook is"
            book.doubt(book.name, says, gravity="warning")
    return book.closed()
