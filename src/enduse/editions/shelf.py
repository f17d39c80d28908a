"""Put an edition on the shelf; find the newest one published by a day."""

import hashlib
import json
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby
from pathlib import Path

from enduse.editions import header
from enduse.editions.book import Book
from enduse.editions.copies import prune, sweep, used, whole_folder
from enduse.editions.entries import Entries, Lines
from enduse.editions.files import PackedFiles
from enduse.errors import EditionError
from enduse.model.edition import Edition
from enduse.model.issue import Issue
from enduse.model.listing import Entry
from enduse.model.wire import one_line

ENTRIES, ISSUES, SOURCE = "entries.jsonl", "issues.jsonl", "source/"
_COPIES = ".plain"
_BOOK = "book.jsonl"


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
        place = self.place(edition)
        if place.is_dir():
            return header.read(place)
        lines = Lines.of(entries)
        files = {
            ENTRIES: bytes(lines.text),
            ISSUES: "".join(one_line(each) + "\n" for each in issues).encode(),
            **{f"{SOURCE}{Path(name).name}": data for name, data in sources.items()},
        }
        try:
            sweep(place.parent)
            with whole_folder(place) as made:
                packed = self._packed(edition.list_id).write(
                    made, files, like=self._before(edition)
                )
                header.write(made, replace(edition, checksum=lines.checksum()), packed)
        except OSError as error:
            # Another import of the same files may have been faster; theirs is as good as ours.
            if not place.is_dir():
                found = f"cannot be written ({error})"
                raise EditionError(str(place.parent), found, "room to write") from error
        kept = header.read(place)
        self._copy(kept, lines)
        return kept

    def lists(self) -> tuple[str, ...]:
        """The ids of the lists that have a folder here, whatever is in it."""
        if not self.folder.is_dir():
            return ()
        return tuple(sorted(home.name for home in self.folder.iterdir() if home.is_dir()))

    def editions(self, list_id: str) -> tuple[Edition, ...]:
        """The editions of a list, oldest first; two of one day in the order they came."""
        return _in_order(header.read(place) for place in self._places(list_id))

    def days(self, list_id: str) -> tuple[str, ...]:
        """The days of the editions of a list, as they are named, without reading any."""
        return tuple(place.name[:10] for place in self._places(list_id))

    def count(self, list_id: str) -> int:
        """How many editions of a list there are, without reading any."""
        return len(self._places(list_id))

    def newest(self, list_id: str, by: date) -> Edition | None:
        """The newest edition published on or before a day."""
        return next(iter(self.latest(list_id, by, count=1)), None)

    def latest(self, list_id: str, by: date, *, count: int) -> tuple[Edition, ...]:
        """The last editions published on or before a day, the newest first."""
        found: list[Edition] = []
        # The day stands in the name: of hundreds of editions only the last days' are read.
        for _, places in groupby(
            reversed(self._places(list_id)), lambda place: place.name[:10]
        ):
            days = list(places)
            if days[0].name[:10] <= str(by) and len(found) < count:
                found += self._last_given_first(list_id, [header.read(each) for each in days])
        return tuple(found[:count])

    def _last_given_first(self, list_id: str, same_day: list[Edition]) -> list[Edition]:
        """Editions of one day, that which came or was seen last before the others.

        A publisher may give one state, another, and the first again, all on one day.
        """
        if len(same_day) > 1:
            same_day.sort(key=lambda e: (e.imported, e.sha256))
            said = [event.get("edition") for event in self.book(list_id).events(date.max)]
            when = {name: at for at, name in enumerate(said)}
            same_day.sort(key=lambda e: when.get(edition_name(e), -1))
        return same_day[::-1]

    def named(self, list_id: str, start: str) -> Edition | None:
        """The last edition whose hash starts so; up to sixteen letters are looked at."""
        wanted = start.lower()[:16]
        places = [p for p in self._places(list_id) if p.name[11:27].startswith(wanted)]
        found = (header.read(place) for place in reversed(places))
        return next((e for e in found if e.sha256.startswith(start.lower())), None)

    def called(self, list_id: str, name: str) -> Edition | None:
        """The edition of a name as `edition_name` gives it; None where there is none."""
        place = self.folder / list_id / name
        return header.read(place) if name and place.is_dir() else None

    def open(self, edition: Edition) -> Entries:
        """The parties of an edition."""
        place = self.place(edition)
        lines = self._lines(edition)
        entries = Entries(lines, where=str(place))
        if len(entries) != edition.entries:
            found = f"holds {len(entries)} entries"
            raise EditionError(str(place), found, f"{edition.entries}")
        return entries

    def book(self, list_id: str) -> Book:
        """What happened to a list from day to day."""
        return Book(self.folder / list_id / _BOOK)

    def confirm(self, edition: Edition, day: date) -> None:
        """Write down that on a day the publisher's list still was this edition.

        A list that has not changed for a month is not stale, if somebody looked.
        """
        self.book(edition.list_id).add("seen", day, edition=edition_name(edition))

    def confirmed(self, edition: Edition, by: date) -> date:
        """The last day up to `by` on which an edition was known to be the publisher's list."""
        name = edition_name(edition)
        days = (
            date.fromisoformat(said["day"])
            for said in self.book(edition.list_id).events(by)
            if said["event"] == "seen" and said.get("edition") == name
        )
        return max((edition.published, *days))

    def issues(self, edition: Edition) -> tuple[str, ...]:
        """What could not be read of an edition, a line each, errors first."""
        try:
            text = self.file(edition, ISSUES).decode()
            found = [json.loads(line) for line in text.split("\n") if line]
        except (EditionError, ValueError):
            return ("what could not be read of it is not known: its issues are gone",)
        found.sort(key=lambda each: each.get("gravity") != "error")
        return tuple(f"{i['gravity']}: {i['where']}: {i['says']}" for i in found)

    def file(self, edition: Edition, name: str) -> bytes:
        """A file of an edition as it was put: `source/NAME`, `entries.jsonl`, `issues.jsonl`.

        Raises `EditionError` where it is not there or not what was put.
        """
        return self._packed(edition.list_id).read(edition_name(edition), name)

    def place(self, edition: Edition) -> Path:
        """The folder of an edition."""
        return self.folder / edition.list_id / edition_name(edition)

    def _places(self, list_id: str) -> list[Path]:
        home = self.folder / list_id
        if not home.is_dir():
            return []
        folders = (each for each in home.iterdir() if not each.name.startswith("."))
        return sorted(each for each in folders if each.is_dir())

    def _packed(self, list_id: str) -> PackedFiles:
        return PackedFiles(self.folder / list_id)

    def _before(self, edition: Edition) -> str | None:
        """The edition that is most like a new one: the last before it, else any."""
        names = [place.name for place in self._places(edition.list_id)]
        before = [name for name in names if name <= edition_name(edition)]
        return before[-1] if before else next(reversed(names), None)

    def _lines(self, edition: Edition) -> Lines:
        """The lines of an edition, from their copy where it is sound, else unpacked."""
        copy = self.folder / edition.list_id / _COPIES / edition_name(edition)
        try:
            lines = Lines.mapped(copy)
            used(copy)
        except (OSError, ValueError):
            lines = None
        if lines is None or lines.checksum() != edition.checksum:
            lines = Lines.split(self.file(edition, ENTRIES))
            if lines.checksum() != edition.checksum:
                found = "its entries are not what was written"
                raise EditionError(
                    str(self.place(edition)), found, "an edition as it was imported"
                )
            self._copy(edition, lines)
        return lines

    def _copy(self, edition: Edition, lines: Lines) -> None:
        """Keep the lines to be mapped. Where the disk refuses they are unpacked each time."""
        home = self.folder / edition.list_id / _COPIES
        try:
            sweep(home)
            shutil.rmtree(home / edition_name(edition), ignore_errors=True)  # a damaged one
            with whole_folder(home / edition_name(edition), settled=False) as made:
                lines.write(made)
        except OSError:
            return
        prune(home)


def edition_name(edition: Edition) -> str:
    """What an edition is called on disk: its day, its bytes, and the code that read them."""
    return f"{edition.published}-{edition.sha256[:16]}-{edition.reader or 'unnamed'}"


def _in_order(editions: Iterator[Edition]) -> tuple[Edition, ...]:
    return tuple(sorted(editions, key=lambda e: (e.published, e.imported, e.sha256)))
