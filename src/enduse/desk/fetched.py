"""What is kept of the fetching of one list: what was seen, what was refused, who is at it."""

import json
import shutil
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from enduse.desk import recipe
from enduse.desk.shelved import shelf_of
from enduse.editions.copies import sweep
from enduse.editions.shelf import edition_name, fingerprint
from enduse.errors import EditionError, FetchError, ListError
from enduse.fetch.download import Fetched, Seen
from enduse.lists import catalogue
from enduse.model.edition import Edition
from enduse.settings import Settings

_WHY = ".why.json"


class Fetching:
    """The place of one list among what was fetched."""

    def __init__(self, settings: Settings, list_id: str) -> None:
        catalogue.refuse_id(list_id)  # before a folder is called so
        self.list_id = list_id
        self.shelf = shelf_of(settings)
        self._home = settings.data / "fetched" / list_id
        self._refused = self._home / "refused"
        self.downloads = self._home / "under-way"

    @contextmanager
    def alone(self, seconds: float) -> Iterator[None]:
        """Keep others from updating this list meanwhile; wait for one who is at it.

        The lock is the operating system's: it is gone with whoever held it, however he
        ended. Raises `FetchError` where the other takes longer than `seconds`.
        """
        import filelock  # only who updates needs it

        try:
            self._home.mkdir(parents=True, exist_ok=True)
            with filelock.FileLock(self._home / "lock", timeout=seconds):
                yield
        except filelock.Timeout as error:
            found = f"another update of it has been under way for {seconds:.0f} s"
            raise FetchError(self.list_id, found, "one update at a time") from error
        except OSError as error:
            found = f"cannot be written ({error})"
            raise EditionError(str(self._home), found, "room to write") from error

    def newest(self) -> Edition | None:
        """The edition in use."""
        return self.shelf.newest(self.list_id, datetime.now(UTC).date())

    def seen(self) -> dict[str, Seen]:
        """What the publisher said of each file of the edition in use, by address.

        Nothing, where that was said of another edition than the one in use, for that "it
        has not changed" would then speak of the other; and nothing where other code read
        it: what this code makes of the files may be more, so they are wanted again.
        """
        edition = self.newest()
        if edition is None or edition.reader != recipe.reading():
            return {}
        try:
            found = json.loads((self._home / "seen.json").read_text(encoding="utf-8"))
            if found["edition"] != edition_name(edition):
                return {}
            files: dict[str, dict[str, str | None]] = found["files"]
            return {url: Seen(each["etag"], each["modified"]) for url, each in files.items()}
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return {}  # the whole files answer as well

    def remember(self, files: Mapping[str, Fetched], edition: Edition) -> None:
        """Keep what was said of the files that an edition was read from."""
        said = {
            one.url: {"etag": one.seen.etag, "modified": one.seen.modified}
            for one in files.values()
        }
        fresh = self._home / ".seen.new"
        plain = {"edition": edition_name(edition), "files": said}
        fresh.write_text(json.dumps(plain, indent=1), encoding="utf-8")
        fresh.replace(self._home / "seen.json")

    def refuse(self, parts: Mapping[str, bytes], why: str, *, day: date) -> None:
        """Keep a refused download and the reason, in place of an earlier one.

        The folder of it appears whole, so nobody can accept half a download.
        """
        used = self.newest()
        self._note("refused", day, why=why, used=edition_name(used) if used else "")
        fresh = self._home / f".new-{uuid.uuid4().hex}"
        sweep(self._home)
        try:
            fresh.mkdir(parents=True)
            for name, data in parts.items():
                (fresh / Path(name).name).write_bytes(data)
            said = json.dumps({"refused": why, "day": day.isoformat()})
            (fresh / _WHY).write_text(said, encoding="utf-8")
            shutil.rmtree(self._refused, ignore_errors=True)
            fresh.rename(self._refused)
        except OSError:
            # That it was refused stands in the book; the files can be fetched again.
            shutil.rmtree(fresh, ignore_errors=True)

    def refused(self) -> tuple[dict[str, bytes], dict[str, Any]]:
        """The refused download and why it was."""
        try:
            said = json.loads((self._refused / _WHY).read_text(encoding="utf-8"))
            found = (path for path in self._refused.iterdir() if path.name != _WHY)
            parts = {path.name: path.read_bytes() for path in found}
        except (OSError, ValueError):
            parts, said = {}, {}
        if not parts:
            raise ListError(self.list_id, "no download of it was refused", "one to accept")
        return parts, said

    def accept(
        self, parts: Mapping[str, bytes], *, reason: str, person: str, refusal: str
    ) -> None:
        """Write down who takes a refused download, and why."""
        self.shelf.book(self.list_id).add(
            "accepted",
            datetime.now(UTC).date(),
            sha256=fingerprint(parts),
            reason=reason,
            person=person,
            why=refusal,
        )

    def done_with_refused(self) -> None:
        """Throw the refused download away: it was taken, and is on the shelf."""
        shutil.rmtree(self._refused, ignore_errors=True)

    def failed(self, why: str, day: date) -> None:
        """Write down that the publisher could not be reached."""
        self._note("failed", day, why=why)

    def _note(self, event: str, day: date, **facts: str) -> None:
        try:
            self.shelf.book(self.list_id).add(event, day, **facts)
        except EditionError:
            return  # on a full disk the answer to the caller must do
