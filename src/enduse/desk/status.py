"""The state of every list, for people and for monitoring."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from enduse.desk.diff import changes
from enduse.desk.shelved import refused, shelf_of
from enduse.desk.sources import STARTER, fault_of
from enduse.editions.shelf import Shelf
from enduse.errors import EditionError, EnduseError
from enduse.lists import catalogue
from enduse.model.edition import Edition
from enduse.settings import Settings


@dataclass(frozen=True, slots=True)
class Since:
    """How many entries came, went and changed since the edition before, of day `day`."""

    day: date
    added: int
    removed: int
    changed: int


@dataclass(frozen=True, slots=True)
class ListStatus:
    """One list: its newest edition as of a day, how many there are, and what is wrong.

    `seen` is the last day on which its publisher still gave this edition, `due` the last
    day on which it may be used unless somebody looks again. `fault` keeps it from being
    used; `note` does not. `last` is what happened last ("refused", "seen", ...), with its day.
    """

    list_id: str
    title: str
    edition: Edition | None
    editions: int
    age_days: int | None
    max_age_days: int
    required: bool
    fault: str | None
    issues: tuple[str, ...] = ()
    seen: date | None = None
    due: date | None = None
    since: Since | None = None
    note: str | None = None
    last: tuple[str, str] | None = None


def status(settings: Settings, *, as_of: date) -> tuple[ListStatus, ...]:
    """Every list that this version can read or that is required, by id."""
    shelf = shelf_of(settings)
    required = settings.require or ()
    readable = [name for name in catalogue.known() if name != STARTER]
    names = dict.fromkeys([*readable, *required, *shelf.lists()])
    return tuple(_of(name, shelf, as_of=as_of, required=name in required) for name in names)


def _of(list_id: str, shelf: Shelf, *, as_of: date, required: bool) -> ListStatus:
    count = shelf.count(list_id)
    if list_id not in catalogue.known() and not count:
        unknown = "this version has no reader for it"
        return ListStatus(list_id, "", None, 0, None, 0, required, unknown)
    info = catalogue.about(list_id)
    edition: Edition | None = None
    fault: str | None
    since = seen = last = note = None
    try:
        edition = shelf.newest(list_id, as_of)
        if edition:
            shelf.open(edition)
            seen = shelf.confirmed(edition, as_of)
            note = refused(shelf, edition, as_of)
            since = _since(shelf, edition, as_of)
        last = shelf.book(list_id).last(as_of)
        fault = fault_of(edition, as_of, seen=seen) if edition and seen else "not loaded"
    except EnduseError as error:
        fault = f"cannot be read: {error}"
    return ListStatus(
        list_id=list_id,
        title=info.title,
        edition=edition,
        editions=count,
        age_days=(as_of - edition.published).days if edition else None,
        max_age_days=info.max_age_days,
        required=required,
        fault=fault,
        issues=shelf.issues(edition) if edition else (),
        seen=seen,
        due=seen + timedelta(days=info.max_age_days) if seen else None,
        since=since,
        note=note,
        last=(last["event"], last["day"]) if last else None,
    )


def _since(shelf: Shelf, new: Edition, as_of: date) -> Since | None:
    """What changed since the edition before; None where there is none that can be read."""
    try:
        found = shelf.latest(new.list_id, as_of, count=2)[1:]
        kinds = Counter(change.kind for old in found for change in changes(shelf, old, new))
    except EditionError:
        return None  # the newest can be read; what the one before lost is not its fault
    if not found:
        return None
    (old,) = found
    return Since(old.published, kinds["added"], kinds["removed"], kinds["changed"])
