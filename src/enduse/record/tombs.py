"""Tombstones: entries that say which parts of others were taken out, and why."""

import json
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, select

from enduse.errors import RecordError
from enduse.model.record import Header, Part
from enduse.record import rows
from enduse.record.canonical import commit
from enduse.record.tables import DROPPED, FILE, PURGED

PURGE = "purge"
"""The kind of entry, and the name of its part."""

Span = tuple[int, int, tuple[str, ...]]
"""Entries from one number to another, and the parts that were taken out of each of them."""


@dataclass(frozen=True, slots=True)
class Tombstone:
    """What one entry says was taken out: parts by spans of entries, and files."""

    spans: tuple[Span, ...]
    files: tuple[str, ...]

    def names(self, number: int, part: str) -> bool:
        """Whether it says that this part was taken out."""
        at = bisect_right(self.spans, number, key=lambda each: each[0]) - 1
        return at >= 0 and number <= self.spans[at][1] and part in self.spans[at][2]

    def parts(self) -> Iterator[tuple[int, str]]:
        """Every part that it names."""
        for first, last, names in self.spans:
            yield from ((number, name) for number in range(first, last + 1) for name in names)


def spans_of(taken: Mapping[int, Sequence[str]]) -> list[Span]:
    """Parts by entry, those of neighbours with the same parts together."""
    ordered = sorted((number, tuple(sorted(names))) for number, names in taken.items())
    together = groupby(enumerate(ordered), key=lambda each: (each[1][0] - each[0], each[1][1]))
    found = []
    for (_, names), some in together:
        numbers = [number for _, (number, _) in some]
        found.append((numbers[0], numbers[-1], names))
    return found


def plain_of(
    taken: Mapping[int, Sequence[str]], files: Iterable[str], *, reason: str
) -> dict[str, Any]:
    """The part by which a purge is told. It outlives what was taken out, and names nobody."""
    spans = [[first, last, list(names)] for first, last, names in spans_of(taken)]
    return {"taken": spans, "files": sorted(files), "reason": reason}


def tombstone_of(header: Header, part: Part | None) -> Tombstone | None:
    """A tombstone as its entry tells it; None where the part is not the one committed to."""
    if header.kind != PURGE or part is None or dict(header.parts).get(PURGE) != commit(part):
        return None
    plain = json.loads(part.data)
    spans = tuple((first, last, tuple(names)) for first, last, names in plain["taken"])
    return Tombstone(spans, tuple(plain["files"]))


@dataclass(slots=True)
class Tombs:
    """The tombstones of a record, each read once."""

    _read: dict[int, Tombstone | None] = field(default_factory=dict)

    def at(self, connection: Connection, number: int) -> Tombstone | None:
        """The tombstone that an entry is; None where it is none, or was changed."""
        if number not in self._read:
            self._read[number] = _tombstone(connection, number)
        return self._read[number]

    def faults(
        self, connection: Connection, number: int, says: Tombstone
    ) -> Iterator[tuple[str, str]]:
        """What a tombstone names and the table does not: the part, and why that is wrong."""
        query = select(PURGED.c.number, PURGED.c.name).where(PURGED.c.tombstone == number)
        there = {(row.number, row.name) for row in connection.execute(query)}
        for entry, name in says.parts():
            if (entry, name) not in there:
                yield f"entry {entry}, part {name}", "is not in the table of what was taken out"
        gone = select(DROPPED.c.sha256).where(DROPPED.c.tombstone == number)
        for name in sorted(set(says.files) ^ set(connection.execute(gone).scalars())):
            yield f"file {name}", "is in one of it and the table of what was dropped"


def _tombstone(connection: Connection, number: int) -> Tombstone | None:
    try:
        entry = next(rows.among(connection, [number]), None)
    except RecordError:
        return None
    part = rows.parts(connection, number).get(PURGE) if entry else None
    return tombstone_of(entry.header, part) if entry else None


def needed_elsewhere(
    connection: Connection, files: set[str], taken: Mapping[int, Sequence[str]]
) -> set[str]:
    """Those of some files that entries rest on which are not taken out."""
    found: set[str] = set()
    for number, names in rows.of_name(connection, "files"):
        if number not in taken:
            found |= files & set(names)
    return found


def there(connection: Connection, files: Iterable[str]) -> set[str]:
    """Those of some files that are kept."""
    some = list(files)
    return set(
        connection.execute(select(FILE.c.sha256).where(FILE.c.sha256.in_(some))).scalars()
    )
