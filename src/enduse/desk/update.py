"""Fetch a list from its publisher; put it on the shelf whole, or refuse it whole.

The old edition stays whatever comes. A download that a guard refuses is kept beside its
reason, so that a person can look at it and accept it with a reason of his own; both are
written down. Nothing that was fetched is used before it was read as a whole.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Literal

from enduse.desk.fetched import Fetching
from enduse.desk.imports import Imported, published_on, shelve
from enduse.errors import EnduseError, FetchError, ListError
from enduse.fetch.download import Fetched, Fetcher, Progress
from enduse.fetch.limits import DEFAULT, Limits
from enduse.lists import catalogue, readers
from enduse.model.edition import Edition
from enduse.model.listing import Reading
from enduse.settings import Settings

State = Literal["new", "same", "refused", "failed"]


@dataclass(frozen=True, slots=True)
class Updated:
    """What became of one list. `edition` is the one in use now, if there is one."""

    list_id: str
    state: State
    says: str
    edition: Edition | None = None


def update(
    settings: Settings,
    list_id: str,
    *,
    mirror: str | None = None,
    limits: Limits = DEFAULT,
    progress: Progress | None = None,
) -> Updated:
    """Fetch one list and put it on the shelf if it is sound.

    `mirror` is the address of a folder that has the publisher's files under their own
    names, in place of the publisher. Trouble is not raised but told, because the other
    lists of a run go on. Two updates of a list at once come one after the other.
    """
    place = Fetching(settings, list_id)
    try:
        urls = addresses(list_id, mirror)
        with place.alone(limits.total):
            return _update(settings, place, urls, limits=limits, progress=progress)
    except EnduseError as error:
        return Updated(list_id, "failed", str(error), place.newest())


def _update(
    settings: Settings,
    place: Fetching,
    urls: Mapping[str, str],
    *,
    limits: Limits,
    progress: Progress | None,
) -> Updated:
    list_id, today = place.list_id, datetime.now(UTC).date()
    try:
        files = _fetch(place, urls, limits, progress=progress)
    except FetchError as error:
        place.failed(str(error), today)
        return Updated(list_id, "failed", str(error), place.newest())
    if files is None:
        edition = place.newest()
        if edition is not None:  # it is: what was asked is whether it has changed
            place.shelf.confirm(edition, today)
        return Updated(list_id, "same", "the publisher has not changed it", edition)
    parts = {name: one.data for name, one in files.items() if one.data is not None}
    try:
        reading = readers.read(list_id, parts)
        guard(reading, place.newest(), list_id=list_id)
        day = published_on(list_id, reading, said=reading.published or _said_day(files, today))
        refuse_older(list_id, day, place.newest())
    except EnduseError as error:
        place.refuse(parts, str(error), day=today)
        return Updated(list_id, "refused", str(error), place.newest())
    done = shelve(settings, list_id, parts, reading=reading, day=day)
    place.remember(files, done.edition)
    place.shelf.confirm(done.edition, today)
    return Updated(list_id, "new", _says(done), done.edition)


def accept(settings: Settings, list_id: str, *, reason: str, person: str) -> Imported:
    """Take the refused download of a list after all; who did and why is written down.

    Only the guards of size are overruled: what cannot be read stays refused.
    """
    place = Fetching(settings, list_id)
    if not reason.strip() or not person.strip():
        raise ListError(list_id, "no reason or no name was given", "who accepts it, and why")
    with place.alone(DEFAULT.total):
        parts, refusal = place.refused()
        reading = readers.read(list_id, parts, floor=1)
        guard(reading, place.newest(), list_id=list_id, size=False)
        said = reading.published or date.fromisoformat(refusal["day"])
        day = published_on(list_id, reading, said=said)
        refuse_older(list_id, day, place.newest())
        # Written first: an edition never stands by a person's word without that word.
        place.accept(parts, reason=reason, person=person, refusal=refusal["refused"])
        done = shelve(settings, list_id, parts, reading=reading, day=day)
        place.done_with_refused()
    return done


def refuse_older(list_id: str, day: date, before: Edition | None) -> None:
    """Refuse what is older than the edition in use: it would be kept and never used.

    A publisher that goes back, or a mirror that stands still, must not make the edition in
    use look as if somebody had seen it.
    """
    if before is not None and day < before.published:
        found = f"is of {day}, older than the edition in use, of {before.published}"
        raise ListError(list_id, found, f"one of {before.published} or later")


def guard(reading: Reading, before: Edition | None, *, list_id: str, size: bool = True) -> None:
    """Refuse what is much shorter than the last edition, or lacks a part that it had.

    A real list can shrink rightly (a programme ends), so a person may accept it, and
    `size` is left aside then; a list that shrinks unnoticed would drop parties from every
    check.
    """
    if before is None:
        return
    now, least = (
        len(reading.entries),
        before.entries * (1 - catalogue.about(list_id).max_shrink),
    )
    if size and now < least:
        found = f"holds {now} entries; the edition of {before.published} held {before.entries}"
        raise ListError(list_id, found, f"at least {least:.0f}, or a person who accepts it")
    lost = [gap for gap in reading.gaps if gap not in before.gaps]
    if lost:
        raise ListError(list_id, f"lacks {', '.join(lost)}", "every part of the last edition")
    errors = [issue for issue in reading.issues if issue.gravity == "error"]
    if errors and not before.errors:
        first = errors[0]
        found = f"{len(errors)} parts could not be read: {first.where}: {first.says}"
        raise ListError(list_id, found, "a list that is read whole, as the last one was")


def addresses(list_id: str, mirror: str | None = None) -> dict[str, str]:
    """The names of a list's files, each with its address: the publisher's, or a mirror's.

    >>> addresses("un_sc", "https://mirror.example/lists/")
    {'consolidated.xml': 'https://mirror.example/lists/consolidated.xml'}
    """
    info = catalogue.about(list_id)
    if not info.urls:
        where = f", from {info.page}" if info.page else ""
        found = "its publisher gives no address that stays"
        raise FetchError(list_id, found, f"files to import{where}")
    named = {
        url.rpartition("/")[2].partition("?")[0] or part: url
        for part, url in zip(info.parts, info.urls, strict=True)
    }
    if mirror is None:
        return named
    return {name: f"{mirror.rstrip('/')}/{name}" for name in named}


def _fetch(
    place: Fetching, urls: Mapping[str, str], limits: Limits, *, progress: Progress | None
) -> dict[str, Fetched] | None:
    """Every file of the list, or None where none of them has changed."""
    seen = place.seen()
    with Fetcher(limits) as fetcher:
        files = {
            name: fetcher.fetch(url, place.downloads, seen=seen.get(url), progress=progress)
            for name, url in urls.items()
        }
        if all(one.data is None for one in files.values()):
            return None
        # A set is read as one: what did not change is needed too.
        for name, one in files.items():
            if one.data is None:
                files[name] = fetcher.fetch(one.url, place.downloads, progress=progress)
    return files


def _said_day(files: Mapping[str, Fetched], today: date) -> date:
    days = [one.modified.date() for one in files.values() if one.modified]
    return min(max(days), today) if days else today


def _says(done: Imported) -> str:
    issues = f", {len(done.issues)} issues" if done.issues else ""
    return f"{done.edition.entries:,} entries, published {done.edition.published}{issues}"
