"""What a sheet of a workbook (XLSX) says of its cells beside their text: merged, calculated."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from enduse.errors import SheetError
from enduse.sheets.ods import tree

Block = tuple[int, int, int, int]
"""First row, first column, last row, last column of merged cells, all from 1."""

_CELL = re.compile(rb"<(?:\w+:)?c\b([^>]*[^/>])>(.*?)</(?:\w+:)?c\s*>", re.DOTALL)
_PLACE = re.compile(rb"""\br\s*=\s*["']([A-Za-z]{1,3})([0-9]{1,7})["']""")
_TEXT = re.compile(rb"""\bt\s*=\s*["']str["']""")
_FORMULA = re.compile(rb"<(?:\w+:)?f\b")
_VALUE = re.compile(rb"<(?:\w+:)?(?:v\b[^>]*>[^<]|is\b)")
_KIND = re.compile(rb"""\bt\s*=\s*["'](\w+)["']""")
_FRACTION = re.compile(rb"<(?:\w+:)?v\b[^>]*>[-+\d]*[.eE][-+\d.eE]*<")
_HIDDEN_ROW = re.compile(
    rb"""<(?:\w+:)?row\b(?=[^>]*\bhidden\s*=\s*["'](?:1|true)["'])[^>]*?\br\s*=\s*["']([0-9]{1,7})["']"""
)
_COLUMN = re.compile(rb"""<(?:\w+:)?col\b(?=[^>]*\bhidden\s*=\s*["'](?:1|true)["'])[^>]*>""")
_SPAN = re.compile(rb"""\b(min|max)\s*=\s*["']([0-9]{1,5})["']""")
_MERGED = re.compile(
    rb"""<(?:\w+:)?mergeCell\b[^>]*\bref\s*=\s*["']"""
    rb"""([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})["']"""
)
_MOST_COLUMNS = 16_384
_LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


@dataclass(frozen=True, slots=True)
class Marks:
    """`formulas` counts them; `unvalued` are those whose value the file does not hold.

    A program that calculates writes the value of each formula beside it. One that does not,
    as those that only write files, leaves it out, and such a cell reads as if it were empty.
    `fractions` are cells stored as numbers that are not whole: their point parts decimals,
    whatever the texts beside them do. `hidden_rows`, `hidden_columns` (from 1) and `hidden`
    (the sheet) are what a person does not see.
    """

    merged: tuple[Block, ...] = ()
    formulas: int = 0
    unvalued: frozenset[tuple[int, int]] = frozenset()
    fractions: frozenset[tuple[int, int]] = frozenset()
    hidden_rows: frozenset[int] = frozenset()
    hidden: bool = False
    hidden_columns: frozenset[int] = frozenset()


def marks(name: str, members: Mapping[str, bytes], *, sheet: str) -> Marks:
    """The marks of one sheet by its title; none where the workbook does not say which it is."""
    content = members.get(_member(name, members, sheet), b"")
    blocks = tuple(
        (int(found[2]), column(found[1]), int(found[4]), column(found[3]))
        for found in _MERGED.finditer(content)
    )
    calculated = list(_formulas(content))
    return Marks(
        blocks,
        len(calculated),
        unvalued=frozenset((row, at) for row, at, valued in calculated if not valued),
        fractions=frozenset(_fractions(content)),
        hidden_rows=frozenset(int(found[1]) for found in _HIDDEN_ROW.finditer(content)),
        hidden=_is_hidden(name, members, sheet),
        hidden_columns=frozenset(_hidden_columns(content)),
    )


def column(letters: bytes) -> int:
    """The number of a column, from 1.

    >>> column(b"A"), column(b"AA")
    (1, 27)
    """
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def _formulas(content: bytes) -> Iterator[tuple[int, int, bool]]:
    for cell in _CELL.finditer(content):
        place = _PLACE.search(cell[1])
        if place and _FORMULA.search(cell[2]):
            # An empty text is a value too: it is written with its type and nothing in it.
            valued = bool(_TEXT.search(cell[1]) or _VALUE.search(cell[2]))
            yield int(place[2]), column(place[1]), valued


def _fractions(content: bytes) -> Iterator[tuple[int, int]]:
    for cell in _CELL.finditer(content):
        kind = _KIND.search(cell[1])
        if (kind is None or kind[1] == b"n") and _FRACTION.search(cell[2]):
            place = _PLACE.search(cell[1])
            if place:
                yield int(place[2]), column(place[1])


def _hidden_columns(content: bytes) -> Iterator[int]:
    for found in _COLUMN.finditer(content):
        span = {name: int(number) for name, number in _SPAN.findall(found[0])}
        if b"min" in span and b"max" in span:
            yield from range(span[b"min"], min(span[b"max"], _MOST_COLUMNS) + 1)


def _is_hidden(name: str, members: Mapping[str, bytes], title: str) -> bool:
    try:
        book = tree(name, members["xl/workbook.xml"])
    except (KeyError, SheetError):
        return False
    shown = {each.get("name"): each.get("state", "visible") for each in book.iter("{*}sheet")}
    return bool(shown.get(title, "visible") != "visible")


def _member(name: str, members: Mapping[str, bytes], title: str) -> str:
    """The file in the archive that holds the sheet of this title."""
    try:
        book = tree(name, members["xl/workbook.xml"])
        links = tree(name, members["xl/_rels/workbook.xml.rels"])
    except (KeyError, SheetError):
        return ""
    targets = {link.get("Id"): link.get("Target", "") for link in links.iter("{*}Relationship")}
    for sheet in book.iter("{*}sheet"):
        if sheet.get("name") == title:
            target: str = targets.get(sheet.get(_LINK), "")
            return target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
    return ""
