"""Somebody's table again, with columns of ours behind theirs: as CSV or as a workbook.

Nothing of theirs is changed. A text that a spreadsheet would take for a formula is written so
that it stays a text: in CSV with an apostrophe before it, in a workbook as a cell of text.
"""

import csv
import io
import re
import zipfile
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from enduse.errors import SheetError

Rows = Sequence[Sequence[str]]

_FORMULA = re.compile(r"[=+\-@\t\r]")
_NUMBER = re.compile(r"[+-]?\d[\d.,]*(?:[eE][+-]?\d+)?%?")
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_MOST_CELL = 32_767
_MOST_COLUMNS = 16_384
_WIDE, _NARROW = 48, 14
_SAMPLED = 200


@dataclass(frozen=True, slots=True)
class Added:
    """Columns of ours: their headings, and the cells of each row of the file, from 1.

    `heading` is the row of the headings. A column that stands there from an earlier run, in
    whatever case its heading was typed, is written anew where it stands; the others come
    behind the last column of theirs. What stands in a column of `kept` is a person's and is
    not touched.
    """

    titles: Sequence[str]
    cells: Mapping[int, Sequence[str]]
    heading: int
    kept: Collection[str] = ()


def harmless(text: str) -> str:
    """A cell of CSV that no spreadsheet takes for a formula; numbers stay as they are.

    >>> harmless("=1+1"), harmless("-5"), harmless("+31 20 000"), harmless("FPGA")
    ("'=1+1", '-5', "'+31 20 000", 'FPGA')
    """
    if _FORMULA.match(text) and not _NUMBER.fullmatch(text):
        return f"'{text}"
    return text


def as_csv(rows: Rows, added: Added, *, separator: str = ",") -> str:
    """Their rows and our columns; in front the mark that Excel needs to read UTF-8."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=separator)
    for row in _joined(rows, added)[0]:
        writer.writerow([harmless(cell) for cell in row])
    return f"\ufeff{out.getvalue()}"


def as_workbook(rows: Rows, added: Added, *, title: str) -> bytes:
    """A workbook of their rows and our columns, every cell a text."""
    from openpyxl import Workbook  # with its tables; only few runs write one

    book = Workbook()
    sheet: Any = book.active
    sheet.title = re.sub(r"[\[\]:*?/\\]", " ", title)[:31] or "items"
    joined, new = _joined(rows, added)
    for number, row in enumerate(joined, 1):
        for at, text in enumerate(row, 1):
            if text:
                _put(sheet.cell(number, at), text)
    _lay_out(sheet, added, new)
    return _saved(book)


def in_workbook(name: str, data: bytes, added: Added, *, sheet: str) -> bytes:
    """Their own workbook with our columns in one of its sheets; the rest as it was.

    No column is moved, so formulas, validations and filters still point where they did.

    Raises:
        SheetError: the workbook cannot be opened for writing (an ODS, or a damaged one), has
            cells merged over columns of ours, or no room for more columns.
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
    new = _add(name, page, added)
    _lay_out(page, added, new)
    if book.calculation is not None:
        book.calculation.fullCalcOnLoad = True  # the values of formulas are not written
    return _saved(book)


def _key(title: object) -> str:
    """A heading without case and blanks, as people type them."""
    return "".join(title.casefold().split()) if isinstance(title, str) else ""


def _places(
    titles: Sequence[object], added: Added, *, last: int
) -> tuple[list[int], list[int]]:
    """The column of each of ours, from 1, and which of them (from 0) are new, behind `last`."""
    there: dict[str, int] = {}
    for at, title in enumerate(titles, 1):
        there.setdefault(_key(title), at)
    places: list[int] = []
    new: list[int] = []
    for number, title in enumerate(added.titles):
        if _key(title) in there:
            places.append(there[_key(title)])
        else:
            new.append(number)
            places.append(last + len(new))
    return places, new


def _joined(rows: Rows, added: Added) -> tuple[Rows, Mapping[int, int]]:
    """Their rows with ours in them, and the column of each of ours that is new."""
    width = max(map(len, rows), default=0)
    places, new = _places(rows[added.heading - 1], added, last=width)
    blank = [""] * len(added.titles)
    found = []
    for number, row in enumerate(rows, 1):
        cells = [*row, *[""] * (width + len(new) - len(row))]
        if number == added.heading:
            for at in new:
                cells[places[at] - 1] = added.titles[at]
        elif number > added.heading:
            ours = added.cells.get(number, blank)
            for at in _written(added, new):
                cells[places[at] - 1] = ours[at]
        found.append(cells)
    return found, {at: places[at] for at in new}


def _written(added: Added, new: Collection[int]) -> list[int]:
    """Which of our columns are written: not those of a person that stand there already."""
    return [at for at, title in enumerate(added.titles) if at in new or title not in added.kept]


def _add(name: str, page: Any, added: Added) -> Mapping[int, int]:  # noqa: ANN401  # openpyxl's
    """Write our columns into a sheet; the column of each that is new."""
    titles = [cell.value for cell in page[added.heading]]
    places, new = _places(titles, added, last=_last(page))
    if max(places, default=0) > _MOST_COLUMNS:
        raise SheetError(name, f"has a cell in column {_last(page)}", "room for more columns")
    _refuse_merged(name, page, columns={*places})
    for at in new:
        _put(page.cell(added.heading, places[at]), added.titles[at])
    blank = [""] * len(added.titles)
    last = max(page.max_row, max(added.cells, default=0))
    for number in range(added.heading + 1, last + 1):
        ours = added.cells.get(number, blank)
        for at in _written(added, new):
            if ours[at] or at not in new:  # what an earlier run wrote may have to go
                _put(page.cell(number, places[at]), ours[at])
    return {at: places[at] for at in new}


def _last(page: Any) -> int:  # noqa: ANN401  # a sheet of openpyxl
    """The last column that anything stands in, with a heading or without, or is merged into."""
    filled = (
        cell.column for row in page.iter_rows() for cell in row if cell.value not in {None, ""}
    )
    merged = (block.max_col for block in page.merged_cells.ranges)
    return max(max(filled, default=0), max(merged, default=0))


def _refuse_merged(name: str, page: Any, *, columns: set[int]) -> None:  # noqa: ANN401
    """Of merged cells only the first can be written: what belongs below would be lost."""
    for block in page.merged_cells.ranges:
        if columns & {*range(block.min_col, block.max_col + 1)}:
            found = f"has the merged cells {block.coord} over columns of enduse"
            raise SheetError(name, found, "cells that are not merged there")


def _put(cell: Any, text: str) -> None:  # noqa: ANN401  # a cell of openpyxl
    if not text:
        cell.value = None
        return
    cell.value = _NOT_IN_XML.sub("\ufffd", text)[:_MOST_CELL]
    cell.data_type = "s"  # never a formula, whatever it begins with


def _lay_out(page: Any, added: Added, new: Mapping[int, int]) -> None:  # noqa: ANN401
    """New headings of ours in bold on a tint, wide columns, the headings kept in view."""
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    tint = PatternFill("solid", fgColor="DDEBF7")
    numbers = list(added.cells)[:_SAMPLED]
    for at, column in new.items():
        head = page.cell(added.heading, column)
        head.font, head.fill = Font(bold=True), tint
        head.alignment = Alignment(wrap_text=True, vertical="top")
        longest = max((len(added.cells[n][at]) for n in numbers), default=0)
        wide = min(_WIDE, max(_NARROW, longest))
        page.column_dimensions[get_column_letter(column)].width = wide
    if page.freeze_panes is None:
        page.freeze_panes = page.cell(added.heading + 1, 1)


def _saved(book: Any) -> bytes:  # noqa: ANN401  # a workbook of openpyxl
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
