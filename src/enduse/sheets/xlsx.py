"""The sheets of a workbook (XLSX), from an archive that was unpacked already."""

import io
import re
import zipfile
from collections.abc import Mapping
from datetime import date, datetime, time

from python_calamine import CalamineError, CalamineWorkbook

from enduse.errors import SheetError
from enduse.sheets.unpack import EXPECTED, MAX_TEXT, chosen, refuse_cells

_REFERENCE = re.compile(rb"""\br\s*=\s*["']([A-Za-z]+)([0-9]+)["']""")
_SHARED = re.compile(rb"<(?:\w+:)?si\b.*?</(?:\w+:)?si\s*>", re.DOTALL)
_POINTER = re.compile(rb"<(?:\w+:)?v\s*>([0-9]{1,9})<")


def rows(
    name: str, members: Mapping[str, bytes], *, sheet: str | None
) -> list[tuple[str, ...]]:
    """The rows of one sheet, by default the first, from its top left cell."""
    _refuse_bomb(name, members)
    book = workbook(name, members)
    title = chosen(name, book.sheet_names, sheet=sheet)
    try:
        table = book.get_sheet_by_name(title).to_python(skip_empty_area=False)
    except (CalamineError, ValueError, OSError) as trouble:
        found = f"cannot be read ({trouble})"
        raise SheetError(name, found, EXPECTED) from trouble
    return [tuple(_word(cell) for cell in row) for row in table]


def workbook(name: str, members: Mapping[str, bytes]) -> CalamineWorkbook:
    """The workbook, from a copy whose members are as long as they say."""
    copy = io.BytesIO()
    with zipfile.ZipFile(copy, "w", zipfile.ZIP_STORED) as archive:
        for member, content in members.items():
            archive.writestr(zipfile.ZipInfo(member), content)
    copy.seek(0)
    try:
        return CalamineWorkbook.from_filelike(copy)
    except (CalamineError, ValueError, OSError) as trouble:
        found = f"cannot be read ({trouble})"
        raise SheetError(name, found, EXPECTED) from trouble


def _refuse_bomb(name: str, members: Mapping[str, bytes]) -> None:
    """Stop before a few cells far apart, or one text pointed at often, fill the memory.

    The reader keeps a sheet as a full rectangle with a copy of each text, so two cells in
    opposite corners of a sheet would ask for 17 thousand million.
    """
    sizes = [len(text) for text in _SHARED.findall(members.get("xl/sharedStrings.xml", b""))]
    for member, content in members.items():
        if not member.startswith("xl/worksheets/"):
            continue
        columns, rows = {b"A"}, {b"0"}  # many cells have few of either
        for match in _REFERENCE.finditer(content):
            columns.add(match[1])
            rows.add(match[2][:9])
        refuse_cells(name, max(map(_column, columns)) * max(map(int, rows)))
        points = (int(match[1]) for match in _POINTER.finditer(content)) if sizes else ()
        if sum(sizes[at] for at in points if at < len(sizes)) > MAX_TEXT:
            raise SheetError(name, f"holds over {MAX_TEXT} characters", EXPECTED)


def _column(letters: bytes) -> int:
    """The number of a column: A is 1, XFD is 16384."""
    number = 0
    for letter in letters.upper()[:8]:
        number = number * 26 + letter - 64
    return number


def _word(cell: object) -> str:
    """One cell of a workbook as text."""
    match cell:
        case bool():
            return "TRUE" if cell else "FALSE"
        case float() if cell.is_integer():
            return str(int(cell))
        case datetime() if cell.time() == time():
            return cell.date().isoformat()
        case date() | time():
            return cell.isoformat()
        case _:
            return str(cell)
