"""Put an edition on the shelf; find the newest one published by a day."""

import gzip
import hashlib
import json
import shutil
import uuid
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from enduse.editions.entries import Entries, write_entries
from enduse.errors import EditionError
from enduse.model.edition import Edition
from enduse.model.issue import Issue
from enduse.model.listing import Entry
from enduse.model.wire import one_line

_HEADER = "edition.json"
_FORMAT = 1
_CONFIRMED = "confirmed.jsonl"


def fingerprint(parts: Mapping[str, bytes]) -> str:
    """SHA-256 of the published files, as lower-case hex.

    Of the bytes themselves where there is one file; else of the lines "NAME SHA256" of
    each, sorted by name, so that anybody can recompute it with `sha256sum`.
    """
    if len(parts) == 1:
        return hashlib.sha256(next(iter(parts.values()))).hexdigest()
    sums = (f"{name} {hashlib.sha256(parts[name]).hexdigest()}\n" for name in sorted(parts))
    return hashlib.sha256("".join(sums).encode()).hexdigest()


class Shelf:
    """The editions under one folder. The folder is made when the first edition is put."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def put(
        self,
        edition: Edition,
        entries: Sequence[Entry],
        *,
        issues: Sequence[Issue] = (),
        sources: Mapping[str, bytes],
    ) -> Edition:
        """Put an edition on the shelf, whole or not at all.

        The same bytes published on the same day are on the shelf once: the edition that
        is there already is given back. The same bytes on a later day are an edition of
        their own: the publisher changed nothing, and that is worth knowing too.
        """
        if self.place(edition).is_dir():
            return _read_header(self.place(edition))
        home = self.folder / edition.list_id
        made = home / f".new-{uuid.uuid4().hex}"
        try:
            made.mkdir(parents=True)
            _fill(made, edition, entries, issues=issues, sources=sources)
            made.rename(self.place(edition))
        except OSError as error:
            if self.place(edition).is_dir():
                # Another import of the same files was faster; theirs is as good as ours.
                return _read_header(self.place(edition))
            raise EditionError(
                str(home), f"cannot be written ({error})", "room to write"
            ) from error
        finally:
            shutil.rmtree(made, ignore_errors=True)
        return _read_header(self.place(edition))

    def lists(self) -> tuple[str, ...]:
        """The ids of the lists that have a folder here, whatever is in it."""
        if not self.folder.is_dir():
            return ()
        return tuple(sorted(home.name for home in self.folder.iterdir() if home.is_dir()))

    def editions(self, list_id: str) -> tuple[Edition, ...]:
        """The editions of a list, oldest first; two of one day in the order they came."""
        home = self.folder / list_id
        if not home.is_dir():
            return ()
        folders = (each for each in home.iterdir() if not each.name.startswith("."))
        found = (_read_header(each) for each in folders if each.is_dir())
        return tuple(sorted(found, key=lambda e: (e.published, e.imported, e.sha256)))

    def newest(self, list_id: str, by: date) -> Edition | None:
        """The newest edition published on or before a day."""
        known = [each for each in self.editions(list_id) if each.published <= by]
        return known[-1] if known else None

    def open(self, edition: Edition) -> Entries:
        """The parties of an edition."""
        entries = Entries(self.place(edition))
        if len(entries) != edition.entries:
            found = f"holds {len(entries)} entries"
            raise EditionError(str(self.place(edition)), found, f"{edition.entries}")
        if entries.checksum() != edition.checksum:
            found = "its entries are not what was written"
            raise EditionError(str(self.place(edition)), found, "an edition as it was imported")
        return entries

    def confirm(self, edition: Edition, day: date) -> None:
        """Write down that on a day the publisher's list still was this edition.

        A list that has not changed for a month is not stale, if somebody looked.
        """
        line = json.dumps({"edition": edition_name(edition), "day": day.isoformat()})
        with (self.folder / edition.list_id / _CONFIRMED).open("a", encoding="utf-8") as file:
            file.write(line + "\n")

    def confirmed(self, edition: Edition, by: date) -> date:
        """The last day up to `by` on which an edition was known to be the publisher's list."""
        path = self.folder / edition.list_id / _CONFIRMED
        days = [edition.published]
        try:
            lines = path.read_text(encoding="utf-8").splitlines()
        except FileNotFoundError:
            lines = []
        for line in lines:
            said = _confirmation(line)
            if said is not None and said[0] == edition_name(edition) and said[1] <= by:
                days.append(said[1])
        return max(days)

    def issues(self, edition: Edition) -> tuple[str, ...]:
        """What could not be read of an edition, a line each, errors first."""
        path = self.place(edition) / "issues.jsonl"
        try:
            found = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        except (OSError, ValueError):
            return ("what could not be read of it is not known: its issues are gone",)
        found.sort(key=lambda each: each.get("gravity") != "error")
        return tuple(f"{i['gravity']}: {i['where']}: {i['says']}" for i in found)

    def place(self, edition: Edition) -> Path:
        """The folder of an edition."""
        return self.folder / edition.list_id / edition_name(edition)


def edition_name(edition: Edition) -> str:
    """What an edition is called on disk: its day, its bytes, and the code that read them."""
    return f"{edition.published}-{edition.sha256[:16]}-{edition.reader or 'unnamed'}"


def _fill(
    folder: Path,
    edition: Edition,
    entries: Sequence[Entry],
    *,
    issues: Sequence[Issue],
    sources: Mapping[str, bytes],
) -> None:
    checksum = write_entries(folder, entries)
    (folder / "issues.jsonl").write_text("".join(one_line(each) + "\n" for each in issues))
    (folder / "source").mkdir()
    for name, data in sources.items():
        # mtime=0: the same bytes give the same file, on every machine.
        packed = gzip.compress(data, compresslevel=6, mtime=0)
        (folder / "source" / f"{Path(name).name}.gz").write_bytes(packed)
    header = {"format": _FORMAT, **json.loads(one_line(edition)), "checksum": checksum}
    (folder / _HEADER).write_text(json.dumps(header, indent=1, sort_keys=True) + "\n")


def _read_header(folder: Path) -> Edition:
    path = folder / _HEADER
    try:
        header: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        if header["format"] != _FORMAT:
            raise EditionError(
                str(path), f"is of format {header['format']}", f"format {_FORMAT}"
            )
        return Edition(
            list_id=header["list_id"],
            published=date.fromisoformat(header["published"]),
            sha256=header["sha256"],
            entries=header["entries"],
            names=header["names"],
            imported=header["imported"],
            files=tuple((name, sha) for name, sha in header.get("files", ())),
            rows=tuple((name, count) for name, count in header.get("rows", ())),
            gaps=tuple(header.get("gaps", ())),
            issues=header.get("issues", 0),
            errors=header.get("errors", 0),
            reader=header.get("reader", ""),
            checksum=header.get("checksum", 0),
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise EditionError(str(path), f"cannot be read ({error!r})", "an edition") from error


def _confirmation(line: str) -> tuple[str, date] | None:
    """The edition and day of a line; None where it was cut off while being written."""
    try:
        said = json.loads(line)
        return said["edition"], date.fromisoformat(said["day"])
    except (ValueError, KeyError, TypeError):
        return None
