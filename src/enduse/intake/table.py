"""A table that somebody saved (CSV, XLSX, ODS) as rows of text, whatever wrote it.

A spreadsheet is opened by `enduse.sheets`. Text is read in the encoding that it shows: a byte
order mark, UTF-8, UTF-16 without a mark, else Windows-1252; its separator is the one by which
most rows have as many cells.
"""

import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from enduse.errors import OrderError
from enduse.papers.encoding import decoded
from enduse.sheets import sheet as sheets
from enduse.sheets.marks import Marks, marks
from enduse.sheets.unpack import unpack

Row = tuple[str, ...]

MAX_COLUMNS = 16_384
"""Columns of a table: as many as a spreadsheet can have."""
_SAMPLE = 200
_QUOTED = re.compile(r"'(?=[=+\-@\t\r])")
_LINE = re.compile(r"[^\r\n]*(?:\r\n|[\r\n])|[^\r\n]+")
_SEPARATORS = ",;\t|"
_EXPECTED = "a table as CSV, XLSX or ODS"
_MOST_CELL = 1_000_000


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of one sheet, from its first; short ones are filled up.

    `sheet` is its title, empty for text. `how` says how the file was read ("Windows-1252,
    separated by semicolons"), so that a wrong guess can be seen. `rows[0]` is row 1 of it.
    `separator` is empty for a spreadsheet; `marks` are those of a workbook (XLSX). `cells` says
    how many cells each row of a text had before short ones were filled up.
    """

    name: str
    rows: tuple[Row, ...]
    sheet: str = ""
    how: str = ""
    separator: str = ""
    marks: Marks = field(default_factory=Marks)
    cells: tuple[int, ...] = ()


def read_tables(name: str, data: bytes, *, most: int | None = None) -> tuple[Table, ...]:
    """Every sheet of a file that holds anything, in its order.

    Raises:
        OrderError: the file is empty, or no table, or has more than `most` rows.
        SheetError: a spreadsheet cannot be opened.
    """
    # Counted before they are read: a row in memory is many times its bytes.
    zipped = data.startswith(b"PK")
    if most is not None and not zipped and max(data.count(b"\n"), data.count(b"\r")) > most:
        raise OrderError(name, f"has more than {most:,} lines", "several smaller files")
    if not data.strip(b"\xef\xbb\xbf\xff\xfe \t\r\n\0"):
        raise OrderError(name, f"is empty ({len(data)} bytes)", _EXPECTED)
    if data.startswith((b"PK", b"\xd0\xcf\x11\xe0")):
        found = _of_sheets(name, data, most)
        _refuse_rows(name, sum(len(table.rows) for table in found), most)
        return found
    return (_of_text(name, data),)


def _refuse_rows(name: str, rows: int, most: int | None) -> None:
    if most is not None and rows > most:
        raise OrderError(name, f"has {rows:,} rows", f"at most {most:,}: several files")


def _of_sheets(name: str, data: bytes, most: int | None) -> tuple[Table, ...]:
    members = unpack(name, data)
    _refuse_rows(name, sheets.filled_rows(members), most)
    found = [
        Table(name, tuple(rows), title, "spreadsheet", marks=marks(name, members, sheet=title))
        for title in sheets.titles(name, data)
        if (rows := sheets.rows(name, data, sheet=title))
    ]
    if not found:
        raise OrderError(name, "holds no row in any sheet", _EXPECTED)
    return tuple(found)


def _of_text(name: str, data: bytes) -> Table:
    text, encoding = decoded(data)
    if "\0" in text:
        raise OrderError(name, "holds NUL characters, so it is no text", _EXPECTED)
    separator = _separator(text)
    try:
        rows = list(_cells(text, separator))
    except csv.Error as trouble:
        raise OrderError(name, f"cannot be read as a table ({trouble})", _EXPECTED) from trouble
    width = max(map(len, rows), default=0)
    if width > MAX_COLUMNS:
        raise OrderError(name, f"has a row of {width} cells", f"at most {MAX_COLUMNS} columns")
    shown = {"\t": "tabs", ",": "commas", ";": "semicolons"}.get(separator, separator)
    filled = tuple(tuple(row) + ("",) * (width - len(row)) for row in rows)
    how = f"{encoding}, separated by {shown}"
    return Table(name, filled, how=how, separator=separator, cells=tuple(map(len, rows)))


def filled(
    table: Table, *, below: int, columns: set[int]
) -> tuple[list[Row], list[tuple[int, int, int]]]:
    """The rows with the text of cells merged downwards in each row that they cover.

    Only cells under row `below` (from 1) and in `columns` (from 0). With the merged cells that
    were: first row, last row (from 1), column (from 0).
    """
    rows = list(table.rows)
    merged: list[tuple[int, int, int]] = []
    for first, column, last, _ in table.marks.merged:
        if first <= below or last == first or column - 1 not in columns:
            continue
        text = rows[first - 1][column - 1] if first <= len(rows) else ""
        for at in range(first, min(last, len(rows))):
            rows[at] = (*rows[at][: column - 1], text, *rows[at][column:])
        merged.append((first, last, column - 1))
    return rows, merged


def rows_in(cell: str, separator: str, columns: int) -> int:
    """Lines of a cell of text that have as many separators as a row: a stray quote."""
    least = max(1, columns - 1)
    lines = cell.splitlines()[1:] if separator else []
    return sum(line.count(separator) >= least for line in lines)


def plain(cell: str) -> str:
    """A cell without the apostrophe that keeps it from being a formula: ours, in CSV."""
    text = cell.strip()
    return text[1:].strip() if _QUOTED.match(text) else text


def text_rows(name: str, data: bytes) -> tuple[Callable[[], Iterator[Row]], str]:
    """The rows of a text, one after the other and as often as wanted, and its separator.

    For tables of a million rows, which are not held at once. Rows are as long as written.

    Raises:
        OrderError: the text is empty or no text; while rows are read, a cell has no end.
    """
    text, _ = decoded(data)
    if not text.strip("\ufeff \t\r\n\0"):
        raise OrderError(name, f"is empty ({len(data)} bytes)", _EXPECTED)
    if "\0" in text:
        raise OrderError(name, "holds NUL characters, so it is no text", _EXPECTED)
    separator = _separator(text[:_MOST_CELL])

    def rows() -> Iterator[Row]:
        lines = (found.group() for found in _LINE.finditer(text))  # no second copy of it
        reader = csv.reader(lines, delimiter=separator)
        try:
            for row in reader:
                # Excel's line that names the separator is kept as a row, and as no heading.
                yield () if reader.line_num == 1 and _names_separator(row) else tuple(row)
        except csv.Error as trouble:
            found = f"cannot be read near line {reader.line_num} ({trouble})"
            raise OrderError(name, found, "quotation marks that are closed") from trouble

    return rows, separator


def _names_separator(row: Sequence[str]) -> bool:
    return bool(row) and row[0][:4].lower() == "sep="


def _separator(text: str) -> str:
    """The separator by which most of the first rows have the same number of cells."""
    sample = "\n".join(text.splitlines()[:_SAMPLE])
    # Excel writes the separator that it used into a first line of its own.
    if sample[:4].lower() == "sep=" and sample[4:5] in _SEPARATORS:
        return sample[4]

    def weight(separator: str) -> tuple[int, int]:
        try:
            widths = Counter(len(row) for row in _cells(sample, separator) if any(row))
        except csv.Error:
            return 0, 0
        width, rows = max(
            ((w, n) for w, n in widths.items() if w > 1),
            key=lambda each: each[1],
            default=(1, 0),
        )
        return rows, width

    best = max(_SEPARATORS, key=weight)
    return best if weight(best)[0] else ","


def _cells(text: str, separator: str) -> Sequence[list[str]]:
    lines = text.splitlines(keepends=True)
    if lines and lines[0][:4].lower() == "sep=":
        lines[0] = "\n"  # kept as a row, so that row numbers stay those of the file
    limit = csv.field_size_limit(_MOST_CELL)
    try:
        return list(csv.reader(io.StringIO("".join(lines), newline=""), delimiter=separator))
    finally:
        csv.field_size_limit(limit)
