"""What changed from one edition of a list to another: field by field, entry by entry."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, Literal

from enduse.desk.shelved import shelf_of
from enduse.desk.sources import STARTER
from enduse.editions.shelf import Shelf
from enduse.errors import ListError
from enduse.lists import starter
from enduse.model.edition import Edition
from enduse.model.listing import Entry
from enduse.model.wire import to_plain
from enduse.settings import Settings

Kind = Literal["added", "removed", "changed"]


@dataclass(frozen=True, slots=True)
class Change:
    """One entry that came, went or changed.

    `fields` maps each field that differs to what it was and is; empty where the whole
    entry came or went. `was` is the entry as it was, of one that changed.
    """

    kind: Kind
    entry: Entry
    fields: tuple[tuple[str, Any, Any], ...] = ()
    was: Entry | None = None


def diff(settings: Settings, list_id: str, old: str, *, new: str) -> Iterator[Change]:
    """The changes from one edition to another, in the order of the new one, removed last.

    An edition is named by the day up to which it is the newest, or by the first letters of
    its hash. Entries are the same where the publisher's id is: a publisher that numbers
    anew on each issue makes every entry change.
    """
    shelf = shelf_of(settings)
    before, after = (edition(shelf, list_id, name) for name in (old, new))
    return changes(shelf, before, after)


def changes(shelf: Shelf, before: Edition, after: Edition) -> Iterator[Change]:
    """The changes from one edition to another, as `diff` gives them.

    Only the lines that differ are read, so a day's changes cost little.
    """
    old, new = shelf.open(before), shelf.open(after)
    same = {old.line(row) for row in range(len(old))}
    fresh = [row for row in range(len(new)) if new.line(row) not in same]
    kept = {new.line(row) for row in range(len(new))}
    gone = (old[row] for row in range(len(old)) if old.line(row) not in kept)
    known = {entry.id: entry for entry in gone}
    for entry in (new[row] for row in fresh):
        was = known.pop(entry.id, None)
        if was is None:
            yield Change("added", entry)
        else:
            yield Change("changed", entry, tuple(_differs(was, entry)), was)
    yield from (Change("removed", entry) for entry in known.values())


def show(settings: Settings, list_id: str, entry_id: str, *, as_of: date) -> Entry:
    """One entry of the newest edition by a day, as it was read."""
    if list_id == STARTER:
        found = next((each for each in starter.load().entries if each.id == entry_id), None)
        if found is not None:
            return found
        expected = "an id as LIST:ID, as the starter list has it"
        raise ListError(list_id, f"has no entry {entry_id!r}", expected)
    shelf = shelf_of(settings)
    entries = shelf.open(edition(shelf, list_id, as_of.isoformat()))
    row = entries.row_of(entry_id)
    if row is not None:
        return entries[row]
    raise ListError(
        list_id, f"has no entry {entry_id!r} on {as_of}", "an id as it is published"
    )


def edition(shelf: Shelf, list_id: str, name: str) -> Edition:
    """The edition that a day or the first letters of a hash name."""
    try:
        found = shelf.newest(list_id, date.fromisoformat(name))
    except ValueError:
        found = shelf.named(list_id, name) if name else None
    if found is None:
        days = ", ".join(shelf.days(list_id)) or "none"
        raise ListError(list_id, f"has no edition {name!r}", f"a day or a hash; loaded: {days}")
    return found


def _differs(was: Entry, now: Entry) -> Iterator[tuple[str, Any, Any]]:
    for each in fields(Entry):
        old, new = getattr(was, each.name), getattr(now, each.name)
        if old != new:
            yield each.name, to_plain(old), to_plain(new)
