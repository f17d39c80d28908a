"""Which edition of each list is in use as of a day, and what the shelf says of it."""

from dataclasses import dataclass
from datetime import date

from enduse.editions.shelf import Shelf
from enduse.errors import EnduseError
from enduse.model.edition import Edition
from enduse.settings import Settings


@dataclass(frozen=True, slots=True)
class Shelved:
    """Which edition of a list is in use, and what the shelf says of it.

    `seen` is the last day on which it was known to be what the publisher gives, `note` that
    a newer one was refused; `fault` says why the list cannot be opened.
    """

    list_id: str
    edition: Edition | None = None
    seen: date | None = None
    note: str | None = None
    fault: str | None = None


def on_shelf(settings: Settings, as_of: date) -> tuple[Shelved, ...]:
    """The newest edition of every list on the shelf; nothing is opened yet."""
    shelf = shelf_of(settings)
    return tuple(filter(None, (_newest(shelf, each, as_of) for each in shelf.lists())))


def shelf_of(settings: Settings) -> Shelf:
    """Where the editions of an installation lie."""
    return Shelf(settings.data / "editions")


def _newest(shelf: Shelf, list_id: str, as_of: date) -> Shelved | None:
    try:
        edition = shelf.newest(list_id, as_of)
        if edition is None:
            return None
        seen, note = shelf.confirmed(edition, as_of), refused(shelf, edition, as_of)
    except EnduseError as error:
        return Shelved(list_id, fault=f"cannot be read: {error}")
    return Shelved(list_id, edition, seen, note)


def refused(shelf: Shelf, edition: Edition, as_of: date) -> str | None:
    """What to know of an edition that is in use because a newer one was refused."""
    open_one: dict[str, str] | None = None
    for said in shelf.book(edition.list_id).events(as_of):
        if said["event"] == "refused":
            open_one = said
        elif open_one and _better(said, than=open_one.get("used", "")):
            open_one = None
    if open_one is None:
        return None
    return (
        f"is that of {edition.published}, for what its publisher gave on {open_one['day']} "
        f"was refused: {open_one.get('why', 'no reason was kept')}"
    )


def _better(said: dict[str, str], *, than: str) -> bool:
    """Whether an event ends a refusal: the publisher gave something sound, or a person did.

    An edition that is put on the shelf by hand ends it if it is newer than the one in use
    then; names of editions begin with their day.
    """
    newer = said.get("edition", "")[:10] > than[:10]
    return said["event"] in {"seen", "accepted"} or (said["event"] == "kept" and newer)
