"""A British table as rows: which row is the header, which rows can be read, what is new."""

import csv
import io
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from enduse.errors import ListError
from enduse.lists import raw
from enduse.lists.row import Row
from enduse.lists.uk_facts import clean, day
from enduse.model.issue import Issue

_LOOKED = 5
"""Rows in which the header is looked for; it is the first or the second."""


@dataclass(slots=True)
class Table:
    """The rows under a header, with their numbers in the file, counted from 1."""

    list_id: str
    columns: tuple[str, ...]
    rows: list[tuple[int, tuple[str, ...]]]
    published: date | None
    issues: list[Issue]
    unread: Counter[str] = field(default_factory=Counter)

    def each(self) -> Iterator[tuple[int, Row]]:
        """Every row; a column that its reader did not take becomes an issue at the end."""
        for number, cells in self.rows:
            row = Row(self.list_id, self.columns, tuple(clean(cell) for cell in cells))
            yield number, row
            self.unread.update(row.leftovers())

    def told(self) -> list[Issue]:
        """What is to be told of the table, once all its rows were taken."""
        new = [Issue("header", f"column {name!r} is new to us") for name in self.unread]
        return [*self.issues, *new]


def text_rows(
    list_id: str, data: bytes
) -> tuple[list[tuple[int, tuple[str, ...]]], list[Issue]]:
    """The rows of a CSV file in UTF-8 or, as the Treasury writes it, Windows-1252.

    A row that is no CSV is an issue of gravity "error"; a quote that is never closed would
    swallow all rows behind it, and refuses the file.
    """
    try:
        text = raw.text(list_id, "the file", data)
    except ListError as trouble:
        if not isinstance(trouble.__cause__, UnicodeDecodeError):
            raise
        text = raw.text(list_id, "the file", _western(list_id, data))
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    found: list[tuple[int, tuple[str, ...]]] = []
    issues: list[Issue] = []
    number = 0
    while True:
        number, line = number + 1, reader.line_num + 1
        try:
            cells = next(reader, None)
        except csv.Error as trouble:
            if "end of data" in str(trouble):
                where = f"a quote that opens in row {number} is never closed"
                raise ListError(list_id, where, "comma-separated values") from trouble
            says = f"lines {line} to {reader.line_num} cannot be read ({trouble})"
            issues.append(Issue(f"row {number}", says, "error"))
            continue
        if cells is None:
            return found, issues
        found.append((number, tuple(cells)))


def table(
    list_id: str,
    rows: Sequence[tuple[int, tuple[str, ...]]],
    *,
    columns: Collection[str],
    needed: Collection[str],
    key: str,
    issues: Sequence[Issue] = (),
) -> Table:
    """Find the header, whose row holds `key`, and the date in the row above it.

    `columns` are the names to go by; a header that differs from one in letter case or
    blanks is that one, since the publisher's spelling drifts. Blank rows are passed over;
    one of another length than the header is an issue of gravity "error". A ListError is
    raised where a `needed` column is gone, be there rows or not.
    """
    known = {_fold(name): name for name in columns}
    at = next(
        (n for n, (_, cells) in enumerate(rows[:_LOOKED]) if key in _known(cells, known)), None
    )
    if at is None:
        found = f"no column {key!r} in the first {_LOOKED} rows"
        raise ListError(list_id, found, "the published table with its header")
    header = _known(rows[at][1], known)
    while header and not header[-1]:
        header = header[:-1]
    twice = [name for name, count in Counter(header).items() if count > 1]
    if twice:
        raise ListError(list_id, f"the header repeats {twice[0]!r}", "each column once")
    gone = next((name for name in needed if name not in header), None)
    if gone is not None:
        raise ListError(list_id, f"column {gone!r} is gone", "every known column")
    kept, told = [], list(issues)
    for number, cells in rows[at + 1 :]:
        if not any(cell.strip() for cell in cells):
            continue
        if any(cell.strip() for cell in cells[len(header) :]) or len(cells) < len(header):
            says = f"has {len(cells)} cells; expected {len(header)}"
            told.append(Issue(f"row {number}", says, "error"))
            continue
        kept.append((number, cells[: len(header)]))
    above = [word for _, cells in rows[:at] for cell in cells for word in cell.split(": ")]
    published = next((when for word in above if (when := day(word))), None)
    return Table(list_id, header, kept, published, told)


def _known(cells: Sequence[str], known: dict[str, str]) -> tuple[str, ...]:
    return tuple(known.get(_fold(cell), cell.strip()) for cell in cells)


def _fold(name: str) -> str:
    return "".join(name.casefold().split())


def _western(list_id: str, data: bytes) -> bytes:
    try:
        return data.decode("cp1252").encode("utf-8")
    except UnicodeDecodeError as trouble:
        found = f"byte 0x{data[trouble.start]:02X} at {trouble.start}"
        raise ListError(list_id, found, "text in UTF-8 or Windows-1252") from trouble
