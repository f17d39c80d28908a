"""Fetch a list from its publisher; put it on the shelf whole, or refuse it whole.

The old edition stays whatever comes. A download that a guard refuses is kept beside its
reason, so that a person can look at it and accept it with a reason of his own; both are
written down. Nothing that was fetched is used before it was read as a whole.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Literal

from enduse.desk.imports import Imported, published_on, shelve
from enduse.editions.shelf import Shelf
from enduse.errors import EnduseError, FetchError, ListError
from enduse.fetch.download import Fetched, Fetcher, Progress, Seen
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
    urls: Mapping[str, str] | None = None,
    limits: Limits = DEFAULT,
    progress: Progress | None = None,
) -> Updated:
    """Fetch one list and put it on the shelf if it is sound.

    `urls` maps file names to addresses, in place of the catalogue's. Trouble is not
    raised but told, because the other lists of a run go on.
    """
    place = _Place(settings, list_id)
    try:
        files = _fetch(place, urls or _addresses(list_id), limits, progress=progress)
    except FetchError as error:
        return Updated(list_id, "failed", str(error), place.newest())
    today = datetime.now(UTC).date()
    if files is None:
        place.confirm(today)
        return Updated(list_id, "same", "the publisher has not changed it", place.newest())
    parts = {name: one.data for name, one in files.items() if one.data is not None}
    try:
        reading = readers.read(list_id, parts)
        guard(reading, place.newest(), list_id=list_id)
        day = published_on(list_id, reading, said=reading.published or _said_day(files, today))
        done = shelve(settings, list_id, parts, reading=reading, day=day)
    except EnduseError as error:
        place.refuse(parts, str(error))
        return Updated(list_id, "refused", str(error), place.newest())
    place.remember(files)
    place.confirm(today)
    return Updated(list_id, "new", _says(done), done.edition)


def accept(settings: Settings, list_id: str, *, reason: str, person: str) -> Imported:
    """Take the refused download of a list after all; who did and why is written down.

    Only the guards of size are overruled: what cannot be read stays refused.
    """
    place = _Place(settings, list_id)
    parts, refusal = place.refused()
    if not reason.strip() or not person.strip():
        raise ListError(list_id, "no reason or no name was given", "who accepts it, and why")
    reading = readers.read(list_id, parts, floor=1)
    day = reading.published or date.fromisoformat(refusal["day"])
    done = shelve(settings, list_id, parts, reading=reading, day=day)
    place.note({"accepted": done.edition.sha256, "reason": reason, "person": person, **refusal})
    return done


def guard(reading: Reading, before: Edition | None, *, list_id: str) -> None:
    """Refuse what is much shorter than the last edition, or lacks a part that it had.

    A real list can shrink rightly (a programme ends), so a person may accept it; a list
    that shrinks unnoticed would drop parties from every check.
    """
    if before is None:
        return
    now, least = (
        len(reading.entries),
        before.entries * (1 - catalogue.about(list_id).max_shrink),
    )
    if now < least:
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


def _addresses(list_id: str) -> dict[str, str]:
    info = catalogue.about(list_id)
    if not info.urls:
        raise FetchError(list_id, "its publisher gives no address", "files to import")
    return {url.rpartition("/")[2].partition("?")[0] or part: url
            for part, url in zip(info.parts, info.urls, strict=True)}  # fmt: skip


def _fetch(
    place: "_Place", urls: Mapping[str, str], limits: Limits, *, progress: Progress | None
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


class _Place:
    """What is kept of the fetching of one list: what was seen, refused, accepted."""

    def __init__(self, settings: Settings, list_id: str) -> None:
        self._list_id = list_id
        self._shelf = Shelf(settings.data / "editions")
        self._home = settings.data / "fetched" / list_id
        self.downloads = self._home / "under-way"

    def newest(self) -> Edition | None:
        """The edition in use."""
        return self._shelf.newest(self._list_id, datetime.now(UTC).date())

    def seen(self) -> dict[str, Seen]:
        """What the publisher said of each file of the edition in use, by address."""
        path = self._home / "seen.json"
        if not path.exists() or self.newest() is None:
            return {}
        found: dict[str, dict[str, str | None]] = json.loads(path.read_text(encoding="utf-8"))
        return {url: Seen(each["etag"], each["modified"]) for url, each in found.items()}

    def remember(self, files: Mapping[str, Fetched]) -> None:
        """Keep what was said of the files that are in use now."""
        said = {
            one.url: {"etag": one.seen.etag, "modified": one.seen.modified}
            for one in files.values()
        }
        _write(self._home / "seen.json", json.dumps(said, indent=1).encode())

    def confirm(self, day: date) -> None:
        """Write down that the publisher's list of a day is the edition in use."""
        edition = self.newest()
        if edition is not None:
            self._shelf.confirm(edition, day)

    def refuse(self, parts: Mapping[str, bytes], why: str) -> None:
        """Keep a refused download and the reason, in place of an earlier one."""
        home = self._home / "refused"
        for old in home.glob("*"):
            old.unlink()
        for name, data in parts.items():
            _write(home / Path(name).name, data)
        day = datetime.now(UTC).date().isoformat()
        _write(home / ".why.json", json.dumps({"refused": why, "day": day}).encode())
        self.note({"refused": why, "day": day})

    def refused(self) -> tuple[dict[str, bytes], dict[str, Any]]:
        """The refused download and why it was."""
        home = self._home / "refused"
        parts = {p.name: p.read_bytes() for p in home.glob("*") if p.name != ".why.json"}
        if not parts:
            raise ListError(self._list_id, "no download of it was refused", "one to accept")
        return parts, json.loads((home / ".why.json").read_text(encoding="utf-8"))

    def note(self, facts: Mapping[str, Any]) -> None:
        """Add a line to the list's book."""
        self._home.mkdir(parents=True, exist_ok=True)
        now = datetime.now(UTC).isoformat(timespec="seconds")
        with (self._home / "book.jsonl").open("a", encoding="utf-8") as file:
            file.write(json.dumps({"at": now, **facts}, ensure_ascii=False) + "\n")


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f".{path.name}.new")
    fresh.write_bytes(data)
    fresh.replace(path)
