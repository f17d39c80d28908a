"""Published files -> an edition on the shelf, and the index to search it by."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime

from enduse.desk import recipe
from enduse.desk.addresses import Addresses
from enduse.desk.indexes import index_of, unindexed
from enduse.desk.shelved import shelf_of
from enduse.editions.shelf import edition_name, fingerprint
from enduse.errors import ListError
from enduse.lists import catalogue, readers
from enduse.model.edition import Edition
from enduse.model.issue import Issue
from enduse.model.listing import Reading
from enduse.settings import Settings


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import put on the shelf, and what it could not read."""

    edition: Edition
    issues: tuple[Issue, ...]


def import_list(
    settings: Settings, list_id: str, parts: Mapping[str, bytes], *, published: date | None
) -> Imported:
    """Read published files, put them on the shelf, build their index.

    `parts` maps file names to bytes. `published` is needed where the format carries no
    date, and must agree with the date in the file where it carries one.
    """
    reading = readers.read(list_id, parts)
    day = published_on(list_id, reading, said=published)
    return shelve(settings, list_id, parts, reading=reading, day=day)


def shelve(
    settings: Settings,
    list_id: str,
    parts: Mapping[str, bytes],
    *,
    reading: Reading,
    day: date,
) -> Imported:
    """Put what was read of published files on the shelf, and build its indexes."""
    issues = (*reading.issues, *unindexed(reading.entries))
    edition = Edition(
        list_id=list_id,
        published=day,
        sha256=fingerprint(parts),
        entries=len(reading.entries),
        names=sum(len(entry.names) for entry in reading.entries),
        imported=datetime.now(UTC).isoformat(timespec="seconds"),
        files=tuple(
            (name, hashlib.sha256(data).hexdigest()) for name, data in sorted(parts.items())
        ),
        rows=reading.rows,
        gaps=reading.gaps,
        issues=len(issues),
        errors=sum(each.gravity == "error" for each in issues),
        reader=recipe.reading(),
    )
    shelf = shelf_of(settings)
    kept = shelf.put(edition, reading.entries, issues=issues, sources=parts)
    today = datetime.now(UTC).date()
    shelf.book(list_id).add("kept", today, edition=edition_name(kept))
    # From the shelf, not from the reading: the rows of an index are those of the edition.
    entries_kept = shelf.open(kept)
    index_of(settings, kept, entries_kept)
    Addresses(settings).of(entries_kept, kept)()
    return Imported(kept, issues)


def published_on(list_id: str, reading: Reading, *, said: date | None) -> date:
    """The day of publication: the one in the file, or the one that was said.

    A list of the user's own is of today where neither is there.

    Raises `ListError` where neither is there, where they differ, or where the day is yet
    to come: an edition of tomorrow would look fresh for too long.
    """
    inside = reading.published
    if inside is None and said is None:
        if list_id not in catalogue.known():
            return datetime.now(UTC).date()  # the user's own list is of the day it came
        info = catalogue.info(list_id)
        found = "the files carry no date of publication"
        raise ListError(list_id, found, f"--published DATE, as {info.publisher} gives it")
    if inside is not None and said is not None and inside != said:
        raise ListError(list_id, f"the file says it was published {inside}", f"not {said}")
    day = inside or said
    assert day is not None  # noqa: S101  # one of the two is there
    if day > datetime.now(UTC).date():
        raise ListError(list_id, f"published {day}, which is yet to come", "a day up to today")
    return day
