"""What is said of a table of orders as a whole: what is not read, hidden, or merged."""

from collections.abc import Iterator, Sequence

from enduse.intake.items import OURS
from enduse.intake.orders.mapping import SheetMap, letters, place
from enduse.intake.table import Table

_NAMED = 12
"""Columns that are named; of more, their number is."""


def remarks_on(mapped: Sequence[tuple[Table, SheetMap]]) -> list[str]:
    """Columns that are not read, and what is hidden or merged, in words."""
    return [*_unread(mapped), *_hidden(mapped), *_shared(mapped)]


def _unread(mapped: Sequence[tuple[Table, SheetMap]]) -> Iterator[str]:
    """The columns that hold something and are not read, by a guess or by a mapping."""
    for table, sheet in mapped:
        read = {at for some in sheet.bound(table).values() for at in some}
        titles = table.rows[sheet.heading - 1] if sheet.heading else ()
        below = table.rows[sheet.heading :]
        unread = [
            at
            for at in range(len(table.rows[0]))
            if at not in read
            and not (
                at < len(titles) and titles[at].strip().casefold().startswith(OURS.strip())
            )
            and any(row[at].strip() for row in below)
        ]
        if unread:
            named = [_column_name(at, titles) for at in unread[:_NAMED]]
            more = f" and {len(unread) - _NAMED:,} more" if len(unread) > _NAMED else ""
            yield f"{place(table)} has columns that are not read: {', '.join(named)}{more}"


def _column_name(at: int, titles: Sequence[str]) -> str:
    title = " ".join(titles[at].split())[:40] if at < len(titles) else ""
    return f"{title!r} ({letters(at)})" if title else letters(at)


def _hidden(mapped: Sequence[tuple[Table, SheetMap]]) -> Iterator[str]:
    for table, sheet in mapped:
        if table.marks.hidden:
            yield f"{place(table)} is hidden, and was read"
        read = {at for some in sheet.bound(table).values() for at in some}
        columns = sorted(at for at in read if at + 1 in table.marks.hidden_columns)
        if columns:
            titles = table.rows[sheet.heading - 1] if sheet.heading else ()
            named = ", ".join(_column_name(at, titles) for at in columns[:_NAMED])
            yield f"{place(table)} has hidden columns ({named}), and they were read"
        rows = sorted(row for row in table.marks.hidden_rows if row > sheet.heading)
        if rows:
            shown = ", ".join(map(str, rows[:5])) + (" …" if len(rows) > 5 else "")  # noqa: PLR2004
            yield f"{place(table)} has hidden rows ({len(rows):,}: {shown}), and they were read"


def _shared(mapped: Sequence[tuple[Table, SheetMap]]) -> Iterator[str]:
    for table, sheet in mapped:
        blocks = [
            f"rows {first} to {last}"
            for first, _, last, _ in table.marks.merged
            if first > sheet.heading and last > first
        ]
        if blocks:
            found = f"cells merged downwards ({len(blocks):,}, the first in {blocks[0]})"
            yield f"{place(table)} has {found}, each read for all of its rows"
