"""OFAC's CSV files, opened: which part of the list each one is, and its rows.

The format has no header and the file names vary, so a part is known by the number of its
columns. One line is one row: OFAC writes no line breaks into cells, and reading line by
line keeps an unbalanced quote from swallowing the rows that follow it.
"""

import csv
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from enduse.errors import ListError
from enduse.lists import raw
from enduse.lists.row import Row
from enduse.model.issue import Gravity, Issue

LIST_ID = "us_ofac_sdn"
NULL = "-0-"
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "sdn": ("ent_num", "SDN_Name", "SDN_Type", "Program", "Title", "Call_Sign", "Vess_type",
            "Tonnage", "GRT", "Vess_flag", "Vess_owner", "Remarks"),
    "alt": ("ent_num", "alt_num", "alt_type", "alt_name", "alt_remarks"),
    "add": ("ent_num", "Add_num", "Address", "City/State/Province/Postal", "Country",
            "Add_remarks"),
    "sdn_comments": ("ent_num", "RemarksExtended"),
}  # fmt: skip
"""OFAC's names for the columns of each part, in the order of the file."""

_PARTS = {len(columns): part for part, columns in COLUMNS.items()}
_EXPECTED = ", ".join(f"{count} ({part})" for count, part in sorted(_PARTS.items()))
_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Part:
    """One file of the set: its name as given, the rows that could be read, the trouble.

    `rows` pairs each row with its number in the file, counted from 1.
    """

    list_id: str
    name: str
    part: str
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    issues: tuple[Issue, ...]

    def table(self) -> Iterator[tuple[int, Row]]:
        """Every row under OFAC's names for its columns; a null cell is empty."""
        for number, cells in self.rows:
            full = ("" if cell.strip() == NULL else cell for cell in cells)
            yield number, Row(self.list_id, COLUMNS[self.part], tuple(full))


def open_parts(files: Mapping[str, bytes], *, list_id: str = LIST_ID) -> dict[str, Part]:
    """Every given file by the part it is. Two files of one part are refused."""
    found: dict[str, Part] = {}
    for name, data in files.items():
        part = _open(name, data, list_id)
        other = found.get(part.part)
        if other is not None:
            raise ListError(
                list_id, f"{other.name} and {name} are both the part {part.part!r}",
                "one file of each part",
            )  # fmt: skip
        found[part.part] = part
    if "sdn" not in found:
        held = ", ".join(sorted(found)) or "no file"
        raise ListError(list_id, f"was given {held}", "the file with 12 columns (sdn)")
    return found


def few(where: str, says: str, found: Iterable[str], *, gravity: Gravity) -> list[Issue]:
    """One issue for many alike: how many, and the first of them; none for none."""
    items = list(found)
    if not items:
        return []
    shown = ", ".join(items[:_SHOWN]) + (", ..." if len(items) > _SHOWN else "")
    return [Issue(where, f"{len(items)} {says}: {shown}", gravity)]


def _open(name: str, data: bytes, list_id: str) -> Part:
    """Read one file. Its part is the shape that most of its rows have."""
    lines = raw.text(list_id, name, data).split("\n")
    last = len(lines) - 1
    while last > 0 and not lines[last].strip("\r "):
        last -= 1
    whole = lines[last].strip("\r ") == "\x1a"
    lines = lines[:last] if whole else lines
    cells, broken = _cells(lines)
    shapes = Counter(len(row) for _, row in cells if _is_number(row[0]))
    columns = shapes.most_common(1)[0][0] if shapes else 0
    if columns not in _PARTS:
        what = f"rows of {columns} columns" if shapes else "no row that opens with a number"
        raise ListError(list_id, f"{name} has {what}", f"a file of {_EXPECTED} columns")
    rows = [(at, row) for at, row in cells if len(row) == columns and _is_number(row[0])]
    broken += [
        f"row {at} ({len(row)} columns, opens with {row[0][:20]!r})"
        for at, row in cells
        if len(row) != columns or not _is_number(row[0])
    ]
    says = f"rows cannot be read; expected {columns} columns, the first a number"
    issues = few(name, says, broken, gravity="error")
    if not whole:
        issues.append(_no_end(name, _PARTS[columns], resaved=_is_resaved(data)))
    return Part(list_id, name, _PARTS[columns], tuple(rows), tuple(issues))


def _is_resaved(data: bytes) -> bool:
    """Whether the lines end as OFAC does not end them; one line without an end is cut."""
    return b"\n" in data and b"\r\n" not in data


def _no_end(name: str, part: str, *, resaved: bool) -> Issue:
    """The end mark is the only sign of a whole file.

    A file with line feeds alone is not as OFAC gave it out: a program saved it anew, and
    dropped the mark. The comments hold no names to lose. Neither is an error.
    """
    says = "the end mark 0x1A is missing, so the file may be cut short; expected it at the end"
    if resaved:
        says += " (it was saved anew by some program, which may have dropped the mark)"
    return Issue(name, says, "warning" if resaved or part == "sdn_comments" else "error")


def _cells(lines: list[str]) -> tuple[list[tuple[int, tuple[str, ...]]], list[str]]:
    """Every line as cells with its number, and the lines that are no CSV at all."""
    rows: list[tuple[int, tuple[str, ...]]] = []
    broken: list[str] = []
    for number, line in enumerate(lines, 1):
        bare = line.removesuffix("\r")
        if not bare:
            continue
        try:
            rows.append((number, tuple(next(csv.reader([bare], strict=True)))))
        except csv.Error as trouble:
            broken.append(f"row {number} ({trouble})")
    return rows, broken


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit()
