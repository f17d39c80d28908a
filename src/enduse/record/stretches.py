"""A record walked in stretches, several at once, with the outcome of one walk over all of it.

Each stretch is walked from where, by the rows, the walk before it should end. Where that one
does end there, its outcome stands; else the stretch is walked again from where it really
begins. So what is found does not hang on how the record was divided.
"""

from collections.abc import Iterator, Mapping
from concurrent.futures import Executor, Future
from dataclasses import dataclass

from sqlalchemy import Connection

from enduse.errors import RecordError
from enduse.record import chain, database, rows
from enduse.record.introduced import Keys
from enduse.record.leaves import Leaves
from enduse.record.walk import Mark, Walk

STRETCH = 4_000
"""Entries in one stretch: a second or so of work."""

_AHEAD = 8
"""Stretches that may be done and not yet taken over: what bounds the memory."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """The entries after one number (None: from the beginning) up to another."""

    after: int | None
    to: int


def divided(connection: Connection, size: int) -> Iterator[Stretch]:
    """All entries in stretches of a size; to the first belongs what is before it.

    By what is there, not by the numbers: one number of a million millions would else make
    more stretches than anybody can walk.
    """
    after: int | None = None
    while (to := rows.further(connection, after, size)) is not None:
        yield Stretch(after, to)
        after = to


def walk(
    connection: Connection, trusted: Mapping[str, bytes], *, pool: Executor, size: int = STRETCH
) -> Walk:
    """What one walk over the whole record finds, by walks of `pool` over parts of it.

    Entries behind the last that `connection` sees are not looked at.
    """
    whole = Walk(Keys(trusted))
    url = connection.engine.url.render_as_string(hide_password=False)
    end: int | None = None
    for each, made in _made(pool, (url, trusted), divided(connection, size)):
        if made is None or not whole.follow(made[1], began=made[0]):
            whole.go(connection, after=each.after, to=each.to)
        end = each.to
    whole.go(connection, after=end, to=None)  # what has no entry, behind the last
    whole.end(connection)
    return whole


def _made(
    pool: Executor, where: tuple[str, Mapping[str, bytes]], some: Iterator[Stretch]
) -> Iterator[tuple[Stretch, tuple[Mark, Walk] | None]]:
    """Each stretch with its walk, in order; None where the database refused it."""
    waiting: list[tuple[Stretch, Future[tuple[Mark, Walk] | None]]] = []
    while True:
        while len(waiting) < _AHEAD and (each := next(some, None)) is not None:
            waiting.append((each, pool.submit(alone, *where, each)))
        if not waiting:
            return
        each, made = waiting.pop(0)
        yield each, made.result()


def alone(url: str, trusted: Mapping[str, bytes], some: Stretch) -> tuple[Mark, Walk] | None:
    """Where a stretch should begin, and the walk over it; for a process of its own."""
    engine = database.open_engine(url)
    try:
        with database.reading(engine) as connection:
            began = _mark(connection, some.after)
            made = Walk(Keys(trusted, partly=some.after is not None), at=began)
            made.leaves = Leaves(first=(some.after or 0) + 1)
            made.go(connection, after=some.after, to=some.to)
            return began, made
    except RecordError:
        return None  # whoever walks over it again meets the same, and says so
    finally:
        engine.dispose()


def _mark(connection: Connection, after: int | None) -> Mark:
    """Where a walk stands that ends here, if all is as it should be."""
    row = None if after is None else rows.before(connection, after)
    if row is None:
        return Mark()
    try:
        entry = rows.entry_of(row)
    except RecordError:
        return Mark(row.number)  # it fits no walk
    return Mark(row.number, entry.hash, chain.moment_text(entry.header.moment))
