"""Rows of the tables -> entries and parts, inside a transaction of the caller."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Table, func, insert, select

from enduse.model.record import Entry, Part
from enduse.record import chain
from enduse.record.tables import ENTRY, LABEL, PART, PURGED

Beside = dict[str, dict[int, list[Row[Any]]]]
"""What stands beside entries: by the name of its table, by number."""

_BESIDE = (PART, LABEL, PURGED)
_BATCH = 1_000
_FEW = 250
"""Entries with their parts, tens of thousands of bytes each, that are held at once."""


def last(connection: Connection) -> Entry | None:
    """The entry with the highest number."""
    return next(newest(connection, 1), None)


def newest(connection: Connection, count: int) -> Iterator[Entry]:
    """The last entries, the newest first."""
    query = select(ENTRY).order_by(ENTRY.c.number.desc()).limit(count)
    yield from map(entry_of, connection.execute(query).all())


def walk(connection: Connection, *, after: int = 0) -> Iterator[Entry]:
    """The entries after a number, in their order."""
    while rows := batch(connection, after):
        yield from map(entry_of, rows)
        after = rows[-1].number


def batch(connection: Connection, after: int) -> Sequence[Row[tuple[int, bytes, bytes]]]:
    """The next rows of the chain, as they stand."""
    query = select(ENTRY).where(ENTRY.c.number > after).order_by(ENTRY.c.number).limit(_BATCH)
    return connection.execute(query).all()


def with_beside(
    connection: Connection, *, after: int | None, to: int | None
) -> Iterator[tuple[Sequence[Row[Any]], Beside]]:
    """The rows after one number up to another, some at a time, with what is beside them.

    What belongs to no entry comes too, with the rows around it or at the end.
    """
    while True:
        entries = select(ENTRY).where(*_between(ENTRY, after, to)).order_by(ENTRY.c.number)
        some = connection.execute(entries.limit(_FEW)).all()
        end = some[-1].number if len(some) == _FEW else to
        yield (
            some,
            {each.name: _beside(connection, each, (after, end)) for each in _BESIDE},
        )
        if len(some) < _FEW:
            return
        after = end


def _beside(
    connection: Connection, table: Table, span: tuple[int | None, int | None]
) -> dict[int, list[Row[Any]]]:
    found: dict[int, list[Row[Any]]] = {}
    query = select(table).where(*_between(table, *span))
    for row in connection.execute(query.order_by(table.c.number, table.c.name)):
        found.setdefault(row.number, []).append(row)
    return found


def _between(table: Table, after: int | None, to: int | None) -> list[ColumnElement[bool]]:
    number = table.c.number
    bounds = (None if after is None else number > after, None if to is None else number <= to)
    return [each for each in bounds if each is not None]


def before(connection: Connection, number: int) -> Row[Any] | None:
    """The row with the highest number up to this one."""
    query = select(ENTRY).where(ENTRY.c.number <= number).order_by(ENTRY.c.number.desc())
    return connection.execute(query.limit(1)).first()


def ends(connection: Connection) -> tuple[int, int] | None:
    """The lowest and the highest number, None of an empty record."""
    first, last = connection.execute(
        select(func.min(ENTRY.c.number), func.max(ENTRY.c.number))
    ).one()
    return None if first is None else (first, last)


def further(connection: Connection, after: int | None, count: int) -> int | None:
    """The number of the entry `count` further on, of the last where there are fewer."""
    beyond = select(ENTRY.c.number).where(*_between(ENTRY, after, None))
    some = beyond.order_by(ENTRY.c.number).limit(count).subquery()
    found: int | None = connection.scalar(select(func.max(some.c.number)))
    return found


def among(connection: Connection, numbers: Sequence[int]) -> Iterator[Entry]:
    """The entries with these numbers, of those that are there."""
    query = select(ENTRY).where(ENTRY.c.number.in_(numbers))
    yield from map(entry_of, connection.execute(query).all())


def of_kind(connection: Connection, kind: str, *, after: int) -> list[int]:
    """The numbers of the entries behind one whose headers say that they are of a kind."""
    # In canonical JSON nothing else of a header can read so: its other texts are hex and times,
    # and names of parts stand before braces.
    mark = f'"kind":{json.dumps(kind)}'.encode()
    on_server = connection.dialect.name == "postgresql"
    place = func.pg_catalog.position if on_server else func.instr
    query = select(ENTRY.c.number).where(
        ENTRY.c.number > after, place(ENTRY.c.header, mark) > 0
    )
    return list(connection.scalars(query.order_by(ENTRY.c.number)))


def entry_of(row: Row[tuple[int, bytes, bytes]]) -> Entry:
    """A row as an entry; `RecordError` where its header is not of our form."""
    sealed = _bytes(row.header)
    header = chain.unseal(sealed, where=f"entry {row.number}")
    return Entry(header, sealed, _bytes(row.signature), chain.hash_of(sealed))


def _bytes(value: object) -> bytes:
    # SQLite keeps whatever was put there, also a text; who looks shall see it.
    return value if isinstance(value, bytes) else str(value).encode()


def parts(connection: Connection, number: int) -> dict[str, Part]:
    """The parts of an entry, by name."""
    return parts_of(connection, [number]).get(number, {})


def parts_of(connection: Connection, numbers: Sequence[int]) -> dict[int, dict[str, Part]]:
    """The parts of some entries, by number and name."""
    query = select(PART).where(PART.c.number.in_(numbers)).order_by(PART.c.number, PART.c.name)
    found: dict[int, dict[str, Part]] = {}
    for row in connection.execute(query):
        made = Part(row.name, _bytes(row.salt), _bytes(row.data))
        found.setdefault(row.number, {})[row.name] = made
    return found


def taken_out(connection: Connection, number: int) -> dict[str, int]:
    """The parts of an entry that were taken out, each with its tombstone."""
    query = select(PURGED).where(PURGED.c.number == number).order_by(PURGED.c.name)
    return {row.name: row.tombstone for row in connection.execute(query)}


def of_name(connection: Connection, name: str) -> Iterator[tuple[int, Any]]:
    """The values of all parts of a name, each with the number of its entry."""
    query = select(PART.c.number, PART.c.data).where(PART.c.name == name)
    for number, data in connection.execution_options(yield_per=_BATCH).execute(query):
        yield number, json.loads(data)


def stands(connection: Connection, entry: Entry) -> bool:
    """Whether the record holds this very entry."""
    query = select(ENTRY.c.header).where(ENTRY.c.number == entry.header.number)
    found = connection.scalar(query)
    return found is not None and _bytes(found) == entry.sealed


def add(
    connection: Connection, made: Sequence[Entry], parts_of: Sequence[Sequence[Part]]
) -> None:
    """Insert entries and their parts."""
    entries = [
        {"number": each.header.number, "header": each.sealed, "signature": each.signature}
        for each in made
    ]
    beside = [
        {"number": each.header.number, "name": p.name, "salt": p.salt, "data": p.data}
        for each, some in zip(made, parts_of, strict=True)
        for p in some
    ]
    connection.execute(insert(ENTRY), entries)
    if beside:
        connection.execute(insert(PART), beside)


def purged(connection: Connection, numbers: Sequence[int]) -> set[int]:
    """Those of some entries of which parts are said to have been taken out."""
    query = select(PURGED.c.number).where(PURGED.c.number.in_(numbers)).distinct()
    return set(connection.execute(query).scalars())
