"""The state of every list, for people and for monitoring."""

from dataclasses import dataclass
from datetime import date

from enduse.desk.sources import STARTER, fault_of
from enduse.editions.shelf import Shelf
from enduse.errors import EnduseError
from enduse.lists import catalogue
from enduse.model.edition import Edition
from enduse.settings import Settings


@dataclass(frozen=True, slots=True)
class ListStatus:
    """One list: its newest edition as of a day, how many there are, and what is wrong."""

    list_id: str
    title: str
    edition: Edition | None
    editions: int
    age_days: int | None
    max_age_days: int
    required: bool
    fault: str | None
    issues: tuple[str, ...] = ()


def status(settings: Settings, *, as_of: date) -> tuple[ListStatus, ...]:
    """Every list that this version can read or that is required, by id."""
    shelf = Shelf(settings.data / "editions")
    required = settings.require or ()
    readable = [name for name in catalogue.known() if name != STARTER]
    names = dict.fromkeys([*readable, *required, *shelf.lists()])
    return tuple(_of(name, shelf, as_of=as_of, required=name in required) for name in names)


def _of(list_id: str, shelf: Shelf, *, as_of: date, required: bool) -> ListStatus:
    if list_id not in catalogue.known() and not shelf.count(list_id):
        unknown = "this version has no reader for it"
        return ListStatus(list_id, "", None, 0, None, 0, required, unknown)
    info = catalogue.about(list_id)
    edition: Edition | None = None
    fault: str | None
    count = 0
    try:
        count = shelf.count(list_id)
        edition = shelf.newest(list_id, as_of)
        if edition is not None:
            shelf.open(edition)
        seen = shelf.confirmed(edition, as_of) if edition else as_of
        fault = fault_of(edition, as_of, seen=seen) if edition else "not loaded"
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
    )
