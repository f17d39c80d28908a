"""The sheets of an open document (ODS), from its content."""

import re
from collections.abc import Iterator
from typing import Any, Literal

from lxml import etree

from enduse.errors import SheetError
from enduse.sheets.unpack import EXPECTED, chosen, refuse_cells

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_CELLS = (f"{TABLE}table-cell", f"{TABLE}covered-table-cell")


def rows(name: str, content: bytes, *, sheet: str | None) -> list[tuple[str, ...]]:
    """The rows of one sheet, by default the first; cells that are empty at the end too."""
    root = tree(name, content)
    tables = list(root.iter(f"{TABLE}table"))
    found = [table.get(f"{TABLE}name", "") for table in tables]
    table = tables[found.index(chosen(name, found, sheet=sheet))]
    kept: list[list[str]] = []
    blank, width = 0, 0
    for row in table.iter(f"{TABLE}table-row"):
        times = _times(name, row, of="rows")
        cells = _cells(name, row)
        if not cells:
            blank += times  # counted, not made, until a filled row follows
            continue
        width = max(width, len(cells))
        refuse_cells(name, (len(kept) + blank + times) * width)
        kept += [[]] * blank + [cells] * times
        blank = 0
    refuse_cells(name, len(kept) * width)
    return [tuple(cells) + ("",) * (width - len(cells)) for cells in kept]


def tree(name: str, content: bytes) -> Any:  # noqa: ANN401  # an lxml element
    """The content of an ODS; a document type, which a bomb needs, is refused."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    if b"<!DOCTYPE" in content[:100_000]:
        raise SheetError(name, "declares a document type", "XML without one")
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as trouble:
        found = f"is not well-formed ({trouble})"
        raise SheetError(name, found, EXPECTED) from trouble
    if root.getroottree().docinfo.internalDTD is not None:
        raise SheetError(name, "declares a document type", "XML without one")
    return root


def _cells(name: str, row: Any) -> list[str]:  # noqa: ANN401  # an lxml element
    """The cells of a row, without the empty ones at its end."""
    cells: list[str] = []
    empty = 0
    for cell in row.iterchildren(*_CELLS):
        text, times = _content(cell), _times(name, cell, of="columns")
        if not text:
            empty += times
            continue
        refuse_cells(name, len(cells) + empty + times)
        cells += [""] * empty + [text] * times
        empty = 0
    return cells


def _times(name: str, element: Any, *, of: Literal["rows", "columns"]) -> int:  # noqa: ANN401  # an lxml element
    """How often a row or a cell stands; a file may say it once for thousands."""
    written = element.get(f"{TABLE}number-{of}-repeated", "1")
    if not (written.isascii() and written.isdigit() and len(written) <= 9):  # noqa: PLR2004  # digits
        found = f"repeats {of} {written[:40]!r} times"
        raise SheetError(name, found, "a whole number")
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
