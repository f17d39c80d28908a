"""A published spreadsheet (XLSX or ODS) as rows of text, opened without trust.

The archive is unpacked here, within bounds, and read from that copy: what a file says of
its own size is never believed.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any, Literal

from lxml import etree
from python_calamine import CalamineError, CalamineWorkbook

from enduse.errors import ListError
from enduse.lists import raw

MAX_UNPACKED = 400_000_000
"""Bytes of an archive, unpacked. The largest list seen (OFSI, April 2025) has 17 million."""
MAX_CELLS = 10_000_000
"""Cells of the sheet's whole rectangle. Australia's list of 2024 has 2.9 million."""
MAX_TEXT = 400_000_000
"""Characters of all cells: one long shared text may be pointed at by every cell."""

_MAX_MEMBERS = 1000
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_CELLS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")
_REFERENCE = re.compile(rb"""\br\s*=\s*["']([A-Za-z]+)([0-9]+)["']""")
_SHARED = re.compile(rb"<(?:\w+:)?si\b.*?</(?:\w+:)?si\s*>", re.DOTALL)
_POINTER = re.compile(rb"<(?:\w+:)?v\s*>([0-9]{1,9})<")
_EXPECTED = "a spreadsheet (XLSX or ODS) as published"

Row = tuple[str, ...]


def rows(list_id: str, name: str, data: bytes, *, sheet: str | None = None) -> list[Row]:
    """Every row of one sheet, from its first; all of the same length, all cells text.

    `name` is the file's, for the words of an error; `sheet` the title of the sheet, by
    default the first. A date is written as ISO ("2025-08-11", with a time only where there
    is one), a whole number without a point, a truth value as TRUE or FALSE. Blank rows at
    the end are left out, those between are kept, so row 1 is the first of the list.
    A ListError is raised where the bytes are no such file, or grow beyond the bounds.
    """
    members = _unpack(list_id, name, data)
    if "content.xml" in members:
        found = _of_ods(list_id, name, members["content.xml"], sheet=sheet)
    else:
        found = _of_xlsx(list_id, name, members, sheet=sheet)
    while found and not any(found[-1]):
        found.pop()
    return found


def titles(list_id: str, name: str, data: bytes) -> tuple[str, ...]:
    """The titles of all sheets, in order: a reader of one tells of the others.

    Errors as those of `rows`, but for the bounds of cells and text: no cell is read here.
    """
    members = _unpack(list_id, name, data)
    if "content.xml" in members:
        root = _tree(list_id, name, members["content.xml"])
        return tuple(t.get(f"{_TABLE}name", "") for t in root.iter(f"{_TABLE}table"))
    return tuple(_workbook(list_id, name, members).sheet_names)


def opening(data: bytes, size: int = 65_536) -> bytes:
    """The first bytes in which a spreadsheet holds its words; empty where it is none.

    Cheap, and no proof: it tells formats apart before one of them is read. Of an XLSX these
    are the shared texts and the first sheet, of an ODS the content.
    """
    found = b""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for member in ("content.xml", "xl/sharedStrings.xml", "xl/worksheets/sheet1.xml"):
                if member in archive.namelist():
                    with archive.open(member) as stream:
                        found += stream.read(size)
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, RuntimeError, OSError,
            NotImplementedError):  # fmt: skip
        return b""
    return found


def _unpack(
    list_id: str, name: str, data: bytes, *, most: int = MAX_UNPACKED
) -> dict[str, bytes]:
    """All members of the archive, as many bytes as they really have, `most` in all."""
    raw.refuse_empty(list_id, name, data)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise ListError(list_id, f"{name} is an old (XLS) or a locked file", _EXPECTED)
    if not data.startswith(b"PK"):
        raise ListError(list_id, f"{name} is no spreadsheet", _EXPECTED)
    members: dict[str, bytes] = {}
    room = most
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            listed = archive.infolist()
            if len(listed) > _MAX_MEMBERS:
                raise ListError(list_id, f"{name} holds {len(listed)} files", _EXPECTED)
            for member in listed:
                with archive.open(member) as stream:
                    # One byte more than there is room for tells a full one from a bomb.
                    members[member.filename] = stream.read(room + 1)
                room -= len(members[member.filename])
                if room < 0:
                    found = f"{name} unpacks to over {most} bytes"
                    raise ListError(list_id, found, _EXPECTED)
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, RuntimeError, OSError,
            NotImplementedError) as trouble:  # fmt: skip
        found = f"{name} cannot be unpacked ({trouble})"
        raise ListError(list_id, found, _EXPECTED) from trouble
    return members


def _of_xlsx(
    list_id: str, name: str, members: dict[str, bytes], *, sheet: str | None
) -> list[Row]:
    _refuse_bomb(list_id, name, members)
    book = _workbook(list_id, name, members)
    title = _chosen(list_id, name, book.sheet_names, sheet=sheet)
    try:
        table = book.get_sheet_by_name(title).to_python(skip_empty_area=False)
    except (CalamineError, ValueError, OSError) as trouble:
        found = f"{name} cannot be read ({trouble})"
        raise ListError(list_id, found, _EXPECTED) from trouble
    return [tuple(_word(cell) for cell in row) for row in table]


def _workbook(list_id: str, name: str, members: dict[str, bytes]) -> CalamineWorkbook:
    """The workbook, from a copy whose members are as long as they say."""
    copy = io.BytesIO()
    with zipfile.ZipFile(copy, "w", zipfile.ZIP_STORED) as archive:
        for member, content in members.items():
            archive.writestr(zipfile.ZipInfo(member), content)
    copy.seek(0)
    try:
        return CalamineWorkbook.from_filelike(copy)
    except (CalamineError, ValueError, OSError) as trouble:
        found = f"{name} cannot be read ({trouble})"
        raise ListError(list_id, found, _EXPECTED) from trouble


def _refuse_bomb(list_id: str, name: str, members: dict[str, bytes]) -> None:
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
        _refuse_cells(list_id, name, max(map(_column, columns)) * max(map(int, rows)))
        points = (int(match[1]) for match in _POINTER.finditer(content)) if sizes else ()
        if sum(sizes[at] for at in points if at < len(sizes)) > MAX_TEXT:
            raise ListError(list_id, f"{name} holds over {MAX_TEXT} characters", _EXPECTED)


def _refuse_cells(list_id: str, name: str, count: int) -> None:
    if count > MAX_CELLS:
        raise ListError(list_id, f"{name} spans {count} cells", f"at most {MAX_CELLS}")


def _column(letters: bytes) -> int:
    """The number of a column: A is 1, XFD is 16384."""
    number = 0
    for letter in letters.upper()[:8]:
        number = number * 26 + letter - 64
    return number


def _chosen(list_id: str, name: str, found: list[str], *, sheet: str | None) -> str:
    if not found:
        raise ListError(list_id, f"{name} has no sheet", "a sheet")
    if sheet is not None and sheet not in found:
        raise ListError(list_id, f"{name} has the sheets {found}", f"a sheet {sheet!r}")
    return found[0] if sheet is None else sheet


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


def _of_ods(list_id: str, name: str, content: bytes, *, sheet: str | None) -> list[Row]:
    root = _tree(list_id, name, content)
    tables = list(root.iter(f"{_TABLE}table"))
    found = [table.get(f"{_TABLE}name", "") for table in tables]
    table = tables[found.index(_chosen(list_id, name, found, sheet=sheet))]
    kept: list[list[str]] = []
    blank, width = 0, 0
    for row in table.iter(f"{_TABLE}table-row"):
        times = _times(list_id, name, row, of="rows")
        cells = _cells(list_id, name, row)
        if not cells:
            blank += times  # counted, not made, until a filled row follows
            continue
        width = max(width, len(cells))
        _refuse_cells(list_id, name, (len(kept) + blank + times) * width)
        kept += [[]] * blank + [cells] * times
        blank = 0
    _refuse_cells(list_id, name, len(kept) * width)
    return [tuple(cells) + ("",) * (width - len(cells)) for cells in kept]


def _tree(list_id: str, name: str, content: bytes) -> Any:  # noqa: ANN401  # an lxml element
    """The content of an ODS; a document type, which a bomb needs, is refused."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    if b"<!DOCTYPE" in content[:100_000]:
        raise ListError(list_id, f"{name} declares a document type", "XML without one")
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as trouble:
        found = f"{name} is not well-formed ({trouble})"
        raise ListError(list_id, found, _EXPECTED) from trouble
    if root.getroottree().docinfo.internalDTD is not None:
        raise ListError(list_id, f"{name} declares a document type", "XML without one")
    return root


def _cells(list_id: str, name: str, row: Any) -> list[str]:  # noqa: ANN401  # an lxml element
    """The cells of a row, without the empty ones at its end."""
    cells: list[str] = []
    empty = 0
    for cell in row.iterchildren(*_CELLS):
        text, times = _content(cell), _times(list_id, name, cell, of="columns")
        if not text:
            empty += times
            continue
        _refuse_cells(list_id, name, len(cells) + empty + times)
        cells += [""] * empty + [text] * times
        empty = 0
    return cells


def _times(list_id: str, name: str, element: Any, *, of: Literal["rows", "columns"]) -> int:  # noqa: ANN401  # an lxml element
    """How often a row or a cell stands; a file may say it once for thousands."""
    written = element.get(f"{_TABLE}number-{of}-repeated", "1")
    if not (written.isascii() and written.isdigit() and len(written) <= 9):  # noqa: PLR2004  # digits
        found = f"{name} repeats {of} {written[:40]!r} times"
        raise ListError(list_id, found, "a whole number")
    return int(written)


def _content(cell: Any) -> str:  # noqa: ANN401  # an lxml element
    """One cell as text: what is stored where it is a number or a date, else what is shown."""
    value: str = cell.get(f"{_OFFICE}value", "")
    stored: str = cell.get(f"{_OFFICE}date-value", "")
    if cell.get(f"{_OFFICE}value-type") == "date" and stored:
        return stored.removesuffix("T00:00:00")
    if cell.get(f"{_OFFICE}value-type") in ("float", "percentage", "currency") and value:
        return value
    # Children only: a comment on the cell is an element beside them with paragraphs inside.
    lines = ("".join(_words(line)) for line in cell.iterchildren(f"{_TEXT}p"))
    return "\n".join(lines).strip()


def _words(element: Any) -> Iterator[str]:  # noqa: ANN401  # an lxml element
    """The text of a paragraph; runs of blanks, tabs and breaks are elements in ODS."""
    yield element.text or ""
    for child in element:
        tag = child.tag
        if tag == f"{_TEXT}s":
            count = child.get(f"{_TEXT}c", "1")
            # Two digits are enough for a layout, and too few to fill the memory with blanks.
            yield " " * (int(count) if re.fullmatch("[0-9]{1,2}", count) else 1)
        elif tag in (f"{_TEXT}tab", f"{_TEXT}line-break"):
            yield "\t" if tag == f"{_TEXT}tab" else "\n"
        else:
            yield from _words(child)
        yield child.tail or ""
