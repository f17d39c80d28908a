"""Parts taken out for good: a tombstone in the chain, and in the same transaction they go."""

import json
import sqlite3
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, delete, insert, select

from enduse.errors import RecordError
from enduse.model.record import FILES, LABELS, Draft, Entry
from enduse.record import database, losses, rows, tombs
from enduse.record.book import KEY, Book
from enduse.record.labels import KIND
from enduse.record.tables import DROPPED, FILE, LABEL, PART, PURGED

T = TypeVar("T")

FILE_OF_PURGES = "purges.jsonl"
"""Beside the database: what was taken out, by hash; no name stands there."""

STAY = ("basis", "lists", "resolution")
"""Parts that say nothing of anybody: what was decided on, and what a person's entry did.

Without the last it would not be known whether an entry took an older one back.
"""

_KINDS = (KEY, losses.LOSS, tombs.PURGE)
"""Entries that the rest of the record is verified by."""

_AT_ONCE = 500
_WIPE_SECONDS = 5.0
_PAUSE_SECONDS = 0.1


class _NothingLeftError(RecordError):
    """Nothing of some entries is left to be taken out."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be taken out: parts by entry, and files that no other entry rests on."""

    taken: dict[int, tuple[str, ...]]
    files: tuple[str, ...]


def purge(book: Book, numbers: Iterable[int], *, reason: str, person: str) -> Entry:
    """Take out all parts of some entries but what they were decided on; gives the tombstone.

    `reason` stays for good, in the tombstone: it names nobody. Raises `RecordError` where
    nothing of these entries is left, or the record stands on one of them.
    """
    with database.reading(book.engine) as connection:
        wanted = plan(connection, sorted(set(numbers)), where=book.where)
    plain = tombs.plain_of(wanted.taken, wanted.files, reason=reason)
    draft = Draft(tombs.PURGE, {tombs.PURGE: plain, "person": {"name": person}})
    (made,) = book.append([draft], also=lambda connection, new: take(connection, new, wanted))
    _remember(book, made, wanted, reason=reason)
    return made


def again(book: Book, *, person: str) -> tuple[Entry, ...]:
    """Take out again what a lost purge took out and an older copy brought back.

    Known are purges from a file beside the database, and their entries by hash.
    """
    made = []
    for plain in _remembered(book):
        number, hashed = plain["purge"]
        named = {int(each): known for each, known in plain["entries"].items()}
        there = _hashes(book, [number, *named])
        back = [each for each, known in named.items() if there.get(each) == known]
        if there.get(number) != hashed and back:
            with suppress(_NothingLeftError):
                made.append(purge(book, back, reason=plain["reason"], person=person))
    return tuple(made)


def _remember(book: Book, made: Entry, wanted: Plan, *, reason: str) -> None:
    """Say beside the database what was taken out: an older copy that is put back cannot."""
    entries = {str(number): each for number, each in _hashes(book, list(wanted.taken)).items()}
    plain = {"purge": [made.header.number, made.hash], "entries": entries, "reason": reason}
    place = book.home / FILE_OF_PURGES
    try:
        with place.open("a", encoding="utf-8") as file:
            file.write(json.dumps(plain) + "\n")
    except OSError as error:
        done = f"what entry {made.header.number} says is done"
        says = f"cannot be written ({error.strerror}); {done}"
        raise RecordError(str(place), says, "room") from error


def _remembered(book: Book) -> Iterator[dict[str, Any]]:
    place = book.home / FILE_OF_PURGES
    lines = place.read_text(encoding="utf-8").splitlines() if place.exists() else []
    for each in lines:
        with suppress(ValueError):  # a full disk left half of a line
            yield json.loads(each)


def _hashes(book: Book, numbers: Sequence[int]) -> dict[int, str]:
    with database.reading(book.engine) as connection:
        found = (each for some in _some(numbers) for each in rows.among(connection, some))
        return {each.header.number: each.hash for each in found}


def plan(connection: Connection, numbers: Sequence[int], *, where: str) -> Plan:
    """What a purge of some entries takes out."""
    taken: dict[int, tuple[str, ...]] = {}
    files: set[str] = set()
    for some in _some(numbers):
        for entry in rows.among(connection, some):
            if entry.header.kind in _KINDS:
                found = f"stands on entry {entry.header.number}, of kind {entry.header.kind}"
                raise RecordError(where, found, "entries on orders to be taken out")
        query = select(PART.c.number, PART.c.name).where(PART.c.number.in_(some))
        for row in connection.execute(query.order_by(PART.c.number, PART.c.name)):
            if row.name not in STAY:
                taken[row.number] = (*taken.get(row.number, ()), row.name)
        named = select(PART.c.data).where(PART.c.number.in_(some), PART.c.name == FILES)
        for data in connection.execute(named).scalars():
            files.update(json.loads(data))
    if not taken:
        raise _NothingLeftError(
            where, "has nothing left of these entries", "some to be taken out"
        )
    files -= tombs.needed_elsewhere(connection, files, taken) if files else set()
    return Plan(taken, tuple(sorted(tombs.there(connection, files))))


def take(connection: Connection, made: Sequence[Entry], wanted: Plan) -> None:
    """Delete what is planned, under the tombstone that was just written."""
    number = made[-1].header.number
    parts = [
        {"number": each, "name": name, "tombstone": number}
        for each, names in wanted.taken.items()
        for name in names
    ]
    connection.execute(insert(PURGED), parts)
    labelled = [each for each, names in wanted.taken.items() if LABELS in names]
    for some in _some(labelled):
        found = LABEL.c.number.in_(some), LABEL.c.name != KIND
        connection.execute(delete(LABEL).where(*found))
    for some in _some(list(wanted.taken)):
        found = PART.c.number.in_(some), PART.c.name.not_in(STAY)
        connection.execute(delete(PART).where(*found))
    if wanted.files:
        gone = [{"sha256": each, "tombstone": number} for each in wanted.files]
        connection.execute(insert(DROPPED), gone)
        for some_files in _some(wanted.files):
            connection.execute(delete(FILE).where(FILE.c.sha256.in_(some_files)))


def wipe(engine: Engine) -> bool:
    """See that no trace of what was taken out stays in the files of SQLite.

    SQLite overwrites a row where it stands. Where it stood before its page was full and was
    divided, a copy can stay in the room between rows: so the file is written anew. The
    write-ahead log holds all as it was, until it is emptied. False where the disk has no room
    for that, or another process reads and it cannot be.
    PostgreSQL does that in its own time, or when told `VACUUM FULL`.
    """
    if engine.dialect.name != "sqlite":
        return True
    connection = engine.raw_connection()  # of the driver: no transaction may be open
    try:
        cursor = connection.cursor()
        cursor.execute("VACUUM")
        until = time.monotonic() + _WIPE_SECONDS
        while cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
            if time.monotonic() > until:
                return False
            time.sleep(_PAUSE_SECONDS)
    except sqlite3.OperationalError:  # no room, or locked for too long
        return False
    finally:
        connection.close()
    return True


def _some(all_: Sequence[T]) -> Iterator[Sequence[T]]:
    for start in range(0, len(all_), _AT_ONCE):
        yield all_[start : start + _AT_ONCE]
