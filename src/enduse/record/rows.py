"""Rows of the tables -> entries and parts, inside a transaction of the caller."""

from collections.abc import Iterator, Sequence

from sqlalchemy import Connection, Row, insert, select

from enduse.model.record import Entry, Part
from enduse.record import chain
from enduse.record.tables import ENTRY, PART

_BATCH = 1_000


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


def among(connection: Connection, numbers: Sequence[int]) -> Iterator[Entry]:
    """The entries with these numbers, of those that are there."""
    query = select(ENTRY).where(ENTRY.c.number.in_(numbers))
    yield from map(entry_of, connection.execute(query).all())


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
    query = select(PART).where(PART.c.number == number).order_by(PART.c.name)
    return {
        row.name: Part(row.name, _bytes(row.salt), _bytes(row.data))
        for row in connection.execute(query)
    }


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
