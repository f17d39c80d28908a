"""Somebody's table again, with columns of ours behind theirs: as CSV or as a workbook.

Nothing of theirs is changed. A text that a spreadsheet would take for a formula is written so
that it stays a text: in CSV with an apostrophe before it, in a workbook as a cell of text.
"""

import csv
import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from enduse.errors import SheetError

Rows = Sequence[Sequence[str]]

_FORMULA = re.compile(r"[=+\-@\t\r]")
_NUMBER = re.compile(r"[+-]?\d[\d.,]*(?:[eE][+-]?\d+)?%?")
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_MOST_CELL = 32_767
_WIDE, _NARROW = 48, 14
_SAMPLED = 200


@dataclass(frozen=True, slots=True)
class Added:
    """Columns of ours: their headings, and the cells of each row of the file, from 1.

    `heading` is the row of the headings. `drop` are the headings of columns of ours from an
    earlier run, which these replace.
    """

    titles: Sequence[str]
    cells: Mapping[int, Sequence[str]]
    heading: int


def harmless(text: str) -> str:
    """A cell of CSV that no spreadsheet takes for a formula; numbers stay as they are.

    >>> harmless("=1+1"), harmless("-5"), harmless("+31 20 000"), harmless("FPGA")
    ("'=1+1", '-5', "'+31 20 000", 'FPGA')
    """
    if _FORMULA.match(text) and not _NUMBER.fullmatch(text):
        return f"'{text}"
    return text


def as_csv(rows: Rows, added: Added) -> str:
    """Their rows and our columns, separated by commas; in front the mark that Excel needs."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    for row in _joined(rows, added):
        writer.writerow([harmless(cell) for cell in row])
    return f"\ufeff{out.getvalue()}"


def as_workbook(rows: Rows, added: Added, *, title: str) -> bytes:
    """A workbook of their rows and our columns, every cell a text."""
    from openpyxl import Workbook  # with its tables; only few runs write one

    book = Workbook()
    sheet: Any = book.active
    sheet.title = re.sub(r"[\[\]:*?/\\]", " ", title)[:31] or "items"
    theirs = _theirs(rows, added)
    for number, row in enumerate(rows, 1):
        for at, column in enumerate(theirs, 1):
            if row[column]:
                _put(sheet.cell(number, at), row[column])
    _add(sheet, added, first=len(theirs) + 1)
    _lay_out(sheet, added, first=len(theirs) + 1)
    return _saved(book)


def in_workbook(name: str, data: bytes, added: Added, *, sheet: str) -> bytes:
    """Their own workbook with our columns in one of its sheets; the rest as it was.

    Raises:
        SheetError: the workbook cannot be opened for writing (an ODS, or a damaged one).
    """
    from openpyxl import load_workbook  # with its tables; only few runs write one
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(io.BytesIO(data))
        page: Any = book[sheet]
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, OSError, TypeError,
            ) as trouble:  # fmt: skip
        found = f"cannot be written into ({trouble})"
        raise SheetError(
            name, found, "an XLSX workbook; a new file is made of CSV"
        ) from trouble
    first = _drop(page, added) + 1
    _add(page, added, first=first)
    _lay_out(page, added, first=first)
    return _saved(book)


def _theirs(rows: Rows, added: Added) -> list[int]:
    """Their columns: all but those of ours that stand there from an earlier run."""
    titles = rows[added.heading - 1]
    return [at for at, title in enumerate(titles) if title.strip() not in added.titles]


def _joined(rows: Rows, added: Added) -> Rows:
    theirs = _theirs(rows, added)
    blank = [""] * len(added.titles)
    found = []
    for number, row in enumerate(rows, 1):
        ours = added.titles if number == added.heading else added.cells.get(number, blank)
        found.append([*(row[at] for at in theirs), *ours])
    return found


def _drop(page: Any, added: Added) -> int:  # noqa: ANN401  # a sheet of openpyxl
    """Take our earlier columns away; the number of the last one that is left."""
    old = [
        cell.column
        for cell in page[added.heading]
        if isinstance(cell.value, str) and cell.value.strip() in added.titles
    ]
    for column in sorted(old, reverse=True):
        page.delete_cols(column)
    last: int = max(
        (cell.column for cell in page[added.heading] if cell.value not in {None, ""}), default=0
    )
    return last


def _add(page: Any, added: Added, *, first: int) -> None:  # noqa: ANN401  # a sheet of openpyxl
    for at, title in enumerate(added.titles, first):
        _put(page.cell(added.heading, at), title)
    for number, cells in added.cells.items():
        for at, text in enumerate(cells, first):
            if text:
                _put(page.cell(number, at), text)


def _put(cell: Any, text: str) -> None:  # noqa: ANN401  # a cell of openpyxl
    cell.value = _NOT_IN_XML.sub("\ufffd", text)[:_MOST_CELL]
    cell.data_type = "s"  # never a formula, whatever it begins with


def _lay_out(page: Any, added: Added, *, first: int) -> None:  # noqa: ANN401  # as above
    """Headings of ours in bold on a tint, wide columns wrapped, the headings kept in view."""
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    tint = PatternFill("solid", fgColor="DDEBF7")
    numbers = list(added.cells)[:_SAMPLED]
    for at, _ in enumerate(added.titles, first):
        head = page.cell(added.heading, at)
        head.font, head.fill = Font(bold=True), tint
        head.alignment = Alignment(wrap_text=True, vertical="top")
        longest = max((len(added.cells[n][at - first]) for n in numbers), default=0)
        page.column_dimensions[get_column_letter(at)].width = min(_WIDE, max(_NARROW, longest))
    if page.freeze_panes is None:
        page.freeze_panes = page.cell(added.heading + 1, 1)


def _saved(book: Any) -> bytes:  # noqa: ANN401  # a workbook of openpyxl
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
