"""What changed on each list since somebody was watched, ready to be held against parties."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from enduse.desk.diff import Change, changes
from enduse.desk.shelved import refused, shelf_of
from enduse.desk.sources import STARTER, Effects, absent, fault_of
from enduse.editions.shelf import Shelf, edition_name
from enduse.errors import EnduseError
from enduse.lists import catalogue
from enduse.model.edition import Edition
from enduse.model.hit import Effect
from enduse.model.listing import Entry
from enduse.model.wire import to_plain
from enduse.screen.source import Entries
from enduse.settings import Settings

_DAY = "@"
"""Stands before a day: entries of a private list expire, each on a day of its own."""


@dataclass(frozen=True, slots=True)
class Side:
    """The entries of one edition that another has not, or has otherwise; and what each means.

    `edition` is None where there was none.
    """

    list_id: str
    edition: Edition | None
    entries: tuple[Entry, ...]
    effect_of: Callable[[Entry], Effect | None]


@dataclass(frozen=True, slots=True)
class Delta:
    """One list between two editions, of which the older is called `before` (empty: none)."""

    list_id: str
    before: str
    after: str
    old: Side
    new: Side
    changes: Mapping[str, Change]
    note: str | None = None

    def count(self, kind: str) -> int:
        """How many entries came, went or changed."""
        return sum(each.kind == kind for each in self.changes.values())


@dataclass(frozen=True, slots=True)
class Now:
    """A list as of a day: its edition where it has one, and what is wrong with it."""

    list_id: str
    edition: Edition | None
    mark: str
    fault: str | None = None


def now(settings: Settings, as_of: date, *, known: Iterable[str] = ()) -> dict[str, Now]:
    """Every list that is on the shelf, is required, or was watched before."""
    shelf = shelf_of(settings)
    wanted = {*shelf.lists(), *known, *(settings.require or ())} - {STARTER}
    return {list_id: _now(shelf, list_id, as_of) for list_id in sorted(wanted)}


def _now(shelf: Shelf, list_id: str, as_of: date) -> Now:
    try:
        edition = shelf.newest(list_id, as_of)
        if edition is None:
            return Now(list_id, None, "", absent(list_id))
        shelf.open(edition)  # damage is found here, and not when half is told
        fault = fault_of(edition, as_of, seen=shelf.confirmed(edition, as_of))
        fault = fault or refused(shelf, edition, as_of)
    except EnduseError as error:
        return Now(list_id, None, "", f"cannot be read: {error}")
    return Now(list_id, edition, mark_of(edition, as_of), fault)


def mark_of(edition: Edition, day: date) -> str:
    """An edition as it is written down: its name and, of a private list, the day."""
    name = edition_name(edition)
    return name if edition.list_id in catalogue.known() else f"{name}{_DAY}{day}"


def mark_of_used(shelf: Shelf, used: Mapping[str, object], day: str) -> str:
    """The edition that a decision names, as a mark; one that is gone has a mark too."""
    list_id, sha256 = str(used["list"]), str(used["sha256"])
    found = [
        each
        for each in shelf.editions(list_id)
        if each.sha256 == sha256 and str(each.published) == used["published"]
    ]
    if found:
        return mark_of(found[-1], date.fromisoformat(day[:10]))
    return f"{used['published']}-{sha256[:16]}-gone"


def delta(settings: Settings, list_id: str, before: str, *, to: Now, as_of: date) -> Delta:
    """What changed on a list since the edition of a mark; from none, all of it came.

    Where that edition is no longer on the shelf, the whole list counts as new: nothing that
    came is missed, and what went cannot be told. Raises `EditionError` where one is damaged.
    """
    assert to.edition is not None  # noqa: S101  # asked by the caller
    shelf = shelf_of(settings)
    name, _, said = before.partition(_DAY)
    old = shelf.called(list_id, name)
    day = date.fromisoformat(said) if said else as_of
    note = None
    if name and old is None:
        note = f"the edition {name} is no longer on the shelf: all of the list counts as new"
    found: list[Change] = []
    if old is not None and edition_name(old) != edition_name(to.edition):
        found = list(changes(shelf, old, to.edition))
    elif old is None:
        found = [Change("added", entry) for entry in shelf.open(to.edition)]
    was, now_is = Effects(day).of, Effects(as_of).of
    if old is not None and list_id not in catalogue.known():
        known = {each.entry.id for each in found}
        found += _expired(shelf.open(to.edition), known, was=was, is_now=now_is)
    return Delta(
        list_id=list_id,
        before=name,
        after=edition_name(to.edition),
        old=Side(list_id, old, tuple(_old(found)), was),
        new=Side(list_id, to.edition, tuple(_new(found)), now_is),
        changes={each.entry.id: each for each in found},
        note=note,
    )


def _old(found: Sequence[Change]) -> Iterator[Entry]:
    for each in found:
        if each.kind == "removed":
            yield each.entry
        elif each.was is not None:
            yield each.was


def _new(found: Sequence[Change]) -> Iterator[Entry]:
    yield from (each.entry for each in found if each.kind != "removed")


def _expired(
    entries: Entries,
    known: set[str],
    *,
    was: Callable[[Entry], Effect | None],
    is_now: Callable[[Entry], Effect | None],
) -> Iterator[Change]:
    """Entries that say the same and mean another thing, because a day has passed."""
    for entry in (entries[row] for row in range(len(entries))):
        if entry.id in known:
            continue
        one, other = was(entry), is_now(entry)
        if one != other:
            fields = (("effect", to_plain(one), to_plain(other)),)
            yield Change("changed", entry, fields, entry)


def entries_once(sides: Iterable[Side]) -> list[Entry]:
    """The entries of several sides, those with the same names and numbers once."""
    found: dict[str, Entry] = {}
    for entry in (each for side in sides for each in side.entries):
        names = [(name.text, name.family_first, name.strength) for name in entry.names]
        found.setdefault(json.dumps([entry.kind, names]), entry)
    return list(found.values())
