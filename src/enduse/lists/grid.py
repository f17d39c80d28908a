"""A table from CSV or a spreadsheet: its header found, its rows under it, the trouble."""

import csv
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from enduse.errors import ListError
from enduse.lists import raw, sheet
from enduse.lists.ofac_files import few
from enduse.lists.row import Row
from enduse.model.issue import Issue

_HEADER_WITHIN = 30
Numbered = tuple[int, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Grid:
    """One table. `header` names its columns, `rows` pairs each row with its number.

    `name` is the file's, and the sheet's behind it where there are several. `above` are the
    filled cells that stand over the header.
    """

    list_id: str
    name: str
    header: tuple[str, ...]
    rows: tuple[Numbered, ...]
    above: tuple[str, ...] = ()

    def table(self) -> Iterator[tuple[int, Row]]:
        """Every row under the header, with its number."""
        for number, cells in self.rows:
            yield number, Row(self.list_id, self.header, cells)


@dataclass(frozen=True, slots=True)
class Grids:
    """All tables of a file and the trouble in opening them."""

    grids: tuple[Grid, ...]
    issues: tuple[Issue, ...]

    def rows(self) -> tuple[tuple[str, int], ...]:
        """How many rows each table has, as a reading counts them."""
        return tuple((grid.name, len(grid.rows)) for grid in self.grids)


def is_spreadsheet(data: bytes) -> bool:
    """Whether the bytes are a zip archive, as XLSX and ODS are.

    >>> is_spreadsheet(b"id,name")
    False
    """
    return data.startswith(b"PK\x03\x04")


def open_grids(
    list_id: str,
    parts: Mapping[str, bytes],
    *,
    columns: Callable[[Sequence[str]], Sequence[str] | None],
    expected: str,
) -> Grids:
    """The tables of the one file given.

    `columns` is shown each of the first rows and gives our names for their cells where the
    row is the header, else None. A row of another length is an issue of gravity "error", a
    filled sheet without header too. A ListError, saying what was `expected`, is raised
    where there is no header at all, or a column stands twice.
    """
    if len(parts) != 1:
        raise ListError(list_id, f"was given {len(parts)} files", "one file")
    ((name, data),) = parts.items()
    raw.refuse_empty(list_id, name, data)
    grids: list[Grid] = []
    issues: list[Issue] = []
    for title, rows, broken in _tables(list_id, name, data):
        grid, odd = _grid(list_id, title, rows, columns=columns)
        lost = [*broken, *odd] if grid else odd
        says = "rows cannot be read as rows of the header's columns"
        issues += few(title, says, lost, gravity="error")
        if grid is not None:
            grids.append(grid)
        elif any(any(cells) for _, cells in rows):
            issues.append(Issue(title, "has no header that is known; not read", "error"))
    if not grids:
        raise ListError(list_id, f"{name} has no header that is known", expected)
    return Grids(tuple(grids), tuple(issues))


def lines_of(text: str) -> tuple[list[Numbered], list[str]]:
    r"""The rows of comma-separated text with the line each begins at, and what is no CSV.

    A quoted cell may hold line breaks. Blank lines are passed over.

    >>> lines_of('a,"b\nc"\n\nd,e')[0]
    [(1, ('a', 'b\nc')), (4, ('d', 'e'))]
    """
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: list[Numbered] = []
    broken: list[str] = []
    while True:
        begins = reader.line_num + 1
        try:
            cells = tuple(next(reader))
        except StopIteration:
            return rows, broken
        except csv.Error as trouble:
            broken.append(f"row {begins} ({trouble})")
            continue
        if any(cell.strip() for cell in cells):
            rows.append((begins, cells))


def _tables(
    list_id: str, name: str, data: bytes
) -> Iterator[tuple[str, list[Numbered], list[str]]]:
    """Each sheet, or the CSV, under its name."""
    if not is_spreadsheet(data):
        rows, broken = lines_of(raw.text(list_id, name, data))
        yield name, rows, broken
        return
    titles = list(dict.fromkeys(sheet.titles(list_id, name, data)))
    for title in titles:
        cells = sheet.rows(list_id, name, data, sheet=title)
        filled = [(at, row) for at, row in enumerate(cells, 1) if any(c.strip() for c in row)]
        yield (name if len(titles) == 1 else f"{name} {title}"), filled, []


def _grid(
    list_id: str,
    name: str,
    rows: Sequence[Numbered],
    *,
    columns: Callable[[Sequence[str]], Sequence[str] | None],
) -> tuple[Grid | None, list[str]]:
    """The table under its header, and the rows that do not fit it."""
    for at, (_, cells) in enumerate(rows[:_HEADER_WITHIN]):
        named = columns([cell.strip() for cell in cells])
        if named is None:
            continue
        header = list(named)
        while header and not header[-1]:
            header.pop()  # a spreadsheet's sheet may be wider than its table
        if len(set(header)) < len(header):
            raise ListError(list_id, f"{name} repeats a column", "every column once")
        fits = [(number, row[: len(header)]) for number, row in rows[at + 1 :]
                if len(row) >= len(header) and not any(c.strip() for c in row[len(header):])
                ]  # fmt: skip
        kept = {number for number, _ in fits}
        odd = [f"row {number}" for number, _ in rows[at + 1 :] if number not in kept]
        above = tuple(c.strip() for _, row in rows[:at] for c in row if c.strip())
        return Grid(list_id, name, tuple(header), tuple(fits), above), odd
    return None, []
