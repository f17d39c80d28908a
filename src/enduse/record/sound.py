"""The entries of one kind, each with its parts and with what is wrong with it.

Who acts on an entry later must not act on one that was changed since. That costs a signature
each, where verifying the whole record would cost one for every decision that was ever made.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from enduse.model.record import Entry, Part
from enduse.record import database, keys, migrate, rows
from enduse.record.book import FILE, Book
from enduse.record.verify import faults_of

_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Sound:
    """An entry and its parts; `faults` say why it must not be acted on, none where it may be.

    A part that was taken out is no fault here: it is not among `parts`. `doubtful` says that
    it cannot even be known what the entry did: its header, or its part that is named as its
    kind, is at fault. `purged` says that parts of it are said to have been taken out.
    """

    entry: Entry
    parts: Mapping[str, Part]
    faults: tuple[str, ...]
    doubtful: bool
    purged: bool = False


def of_kind(book: Book, kind: str) -> Iterator[Sound]:
    """The entries of a kind that are found by their label, the newest first."""
    trusted = keys.trusted(book.home)
    found = book.find("kind", kind)
    while some := list(islice(found, _AT_ONCE)):
        yield from _sound(book, some, trusted)


def numbered(book: Book, numbers: Sequence[int]) -> Iterator[Sound]:
    """The entries with these numbers, of those that are there, whatever labels say."""
    with database.reading(book.engine) as connection:
        some = list(rows.among(connection, numbers))
    yield from _sound(book, some, keys.trusted(book.home))


def unlabelled(book: Book, kind: str, *, after: int) -> Iterator[Sound]:
    """The entries of a kind behind a number, by what each itself says, whatever labels say.

    It reads every header there, a million in some two seconds: ask behind the last one known.
    """
    with database.reading(book.engine) as connection:
        numbers = rows.of_kind(connection, kind, after=after)
    for at in range(0, len(numbers), _AT_ONCE):
        yield from numbered(book, numbers[at : at + _AT_ONCE])


def may_hold(home: Path, url: str | None, *, since: str) -> bool:
    """Whether there is a record that can hold entries that came with a step of its tables."""
    at_url = url or database.file_url(home / FILE)
    if not database.may_exist(at_url):  # to open a file of SQLite is to make one
        return False
    engine = database.open_engine(at_url)
    try:
        at = migrate.step(engine)
    finally:
        engine.dispose()
    # A step that is unknown here is a later one: opening it then says so.
    return at not in migrate.STEPS or migrate.STEPS.index(at) >= migrate.STEPS.index(since)


def _sound(book: Book, some: Sequence[Entry], trusted: Mapping[str, bytes]) -> Iterator[Sound]:
    numbers = {each.header.number: each for each in some}
    with database.reading(book.engine) as connection:
        parts = rows.parts_of(connection, [*numbers])
        beside = {at + step for at in numbers for step in (-1, 1)} - numbers.keys()
        purged = rows.purged(connection, [*numbers])
        near = numbers | {e.header.number: e for e in rows.among(connection, [*beside])}
    for each in some:
        own = parts.get(each.header.number, {})
        main = {name: part for name, part in own.items() if name == each.header.kind}
        chained, faults = tuple(_unchained(each, near)), tuple(faults_of(each, own, trusted))
        # A signature costs more than all else: without a fault it is not looked at again.
        at_fault = bool(faults) and any(faults_of(each, main, trusted))
        doubtful = not main or bool(chained) or at_fault
        gone = each.header.number in purged
        yield Sound(each, own, (*faults, *chained), doubtful, purged=gone)


def _unchained(entry: Entry, near: Mapping[int, Entry]) -> Iterator[str]:
    """Whether the entries before and after are those that it was chained between."""
    before = near.get(entry.header.number - 1)
    after = near.get(entry.header.number + 1)
    if entry.header.number > 1 and (before is None or before.hash != entry.header.previous):
        yield "is not chained to the entry before it"
    if after is not None and after.header.previous != entry.hash:
        yield "is not the one that the entry after it is chained to"
