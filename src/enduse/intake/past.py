"""A file of past orders (CSV, XLSX, ODS, Parquet, JSON Lines) -> a history.

What of it could not be read stands beside it; where that is most of it, it is an error, for
"never bought before" would then be said of everybody.
"""

from collections.abc import Iterator

from enduse.errors import OrderError
from enduse.intake import headings
from enduse.intake.parquet import MARK, parquet_rows
from enduse.intake.past_orders import read_past_orders
from enduse.intake.past_table import Rows, as_rows, read_rows
from enduse.intake.table import read_tables, text_rows
from enduse.model.history import History, PastLine
from enduse.model.issue import Issue
from enduse.places import Places

SHOWN = 100
"""Issues that are kept in words; of more there is the count."""


def read_past(name: str, data: bytes, places: Places) -> History:
    """Read a file of past orders. `name` is for the words of issues and errors.

    Raises:
        OrderError: the file is no table or JSON, has no headings that can be used, holds no
            order, or more than half of its rows could not be read.
        SheetError: a spreadsheet cannot be opened.
    """
    issues: list[Issue] = []
    tally = _Tally()
    read = tally.counted(_lines(name, data, places=places, issues=issues))
    history = History.of(read, name)
    if tally.kept == 0 or tally.lost > tally.kept:
        first = next((f" ({i.where}: {i.says})" for i in issues if "left out" in i.says), "")
        found = (
            f"has {tally.kept:,} rows that can be read and {tally.lost:,} that cannot{first}"
        )
        raise OrderError(name, found, "past orders, a row or a JSON object each")
    return History(
        name, history.codes, history.values, history.numbers, tuple(_cut(name, issues))
    )


class _Tally:
    """Counts what was read and what had to be left out, while it goes by."""

    def __init__(self) -> None:
        self.kept = self.lost = 0

    def counted(self, read: Iterator[tuple[PastLine, ...] | None]) -> Iterator[PastLine]:
        """The lines of what was read."""
        for each in read:
            if each is None:
                self.lost += 1
            else:
                self.kept += 1
                yield from each


def _lines(
    name: str, data: bytes, *, places: Places, issues: list[Issue]
) -> Iterator[tuple[PastLine, ...] | None]:
    head = data[:1000].removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    if head in {b"{", b"["}:
        countries = frozenset(places.countries)
        for _, lines in read_past_orders(name, data, countries=countries, issues=issues):
            yield lines
        return
    for _, line in read_rows(name, _rows(name, data), places=places, issues=issues):
        yield (line,) if line else None


def _rows(name: str, data: bytes) -> Rows:
    if data.startswith(MARK):
        return as_rows(parquet_rows(name, data))
    if not data.startswith((b"PK", b"\xd0\xcf\x11\xe0")):
        return text_rows(name, data)[0]
    known = headings.known("history")
    tables = read_tables(name, data)

    def worth(at: int) -> tuple[int, int]:
        found = headings.find(tables[at].rows, known)
        return len(found.columns) if found else 0, -at

    return as_rows(tables[max(range(len(tables)), key=worth)].rows)


def _cut(name: str, issues: list[Issue]) -> Iterator[Issue]:
    yield from issues[:SHOWN]
    if len(issues) > SHOWN:
        yield Issue(name, f"has {len(issues) - SHOWN:,} more such rows or cells")
