"""Tables that a user brought, kept whole on disk: the bytes as they came, and what they are.

    goods/<table>/<day>-<hash>/table.json     what it is
                               source/<file>  the file, byte for byte

A folder appears whole or not at all. The newest one published by a day is used.
"""

import hashlib
import json
import re
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from enduse.editions.copies import sweep, whole_folder
from enduse.errors import EditionError

_HEADER, _SOURCE = "table.json", "source"
_ID = re.compile(r"[a-z0-9][a-z0-9_]{0,63}")
_EDITION = re.compile(r"\d{4}-\d{2}-\d{2}-[0-9a-f]{12}")


@dataclass(frozen=True, slots=True)
class TableEdition:
    """One state of a table. `form` is how its file is written, `read` how its source was read.

    `notes` say what of it could not be used.
    """

    table: str
    form: str
    file: str
    published: date
    sha256: str
    imported: str
    rows: int
    size: int
    citation: str
    read: str
    url: str | None = None
    notes: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """What its folder is called: its day and its bytes."""
        return f"{self.published}-{self.sha256[:12]}"


class TableShelf:
    """The tables under one folder, which is made when the first is put."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def put(self, edition: TableEdition, data: bytes) -> tuple[TableEdition, bool]:
        """Keep a table, whole or not at all; and whether it is new here.

        The same bytes of the same day are kept once: the edition that is there is given back.

        Raises:
            EditionError: the id is none, the bytes are not those of the header, or the disk
                refuses.
        """
        place = self._home(edition.table) / edition.name
        if hashlib.sha256(data).hexdigest() != edition.sha256:
            raise EditionError(str(place), "the bytes are not those of the header", "its file")
        if place.is_dir():
            return self._header(place), False
        text = json.dumps({**asdict(edition), "published": str(edition.published)}, indent=1)
        try:
            sweep(place.parent)
            with whole_folder(place) as made:
                (made / _SOURCE).mkdir()
                (made / _SOURCE / edition.file).write_bytes(data)
                (made / _HEADER).write_text(text + "\n", encoding="utf-8")
        except OSError as error:
            if not place.is_dir():  # else another import of the same file was faster
                found = f"cannot be written ({error})"
                raise EditionError(str(place.parent), found, "room to write") from error
        return self._header(place), True

    def tables(self) -> tuple[str, ...]:
        """The ids of the tables that have an edition here."""
        if not self.folder.is_dir():
            return ()
        homes = (home for home in self.folder.iterdir() if home.is_dir())
        return tuple(sorted(home.name for home in homes if _ID.fullmatch(home.name)))

    def editions(self, table: str) -> tuple[TableEdition, ...]:
        """The editions of a table, oldest first; of one day, that imported last is last.

        Raises:
            EditionError: a header is damaged.
        """
        home = self._home(table)
        folders = sorted(home.iterdir()) if home.is_dir() else []
        found = (self._header(each) for each in folders if _EDITION.fullmatch(each.name))
        return tuple(sorted(found, key=lambda e: (e.published, e.imported)))

    def newest(self, table: str, by: date, *, form: str | None = None) -> TableEdition | None:
        """The newest edition published on or before a day, of one form or of any."""
        fits = (e for e in self.editions(table) if e.published <= by)
        return next((e for e in reversed(tuple(fits)) if form in {None, e.form}), None)

    def data(self, edition: TableEdition) -> bytes:
        """The file of an edition, byte for byte as it came.

        Raises:
            EditionError: it is not there, or not what was put.
        """
        path = self._home(edition.table) / edition.name / _SOURCE / edition.file
        try:
            data = path.read_bytes()
        except OSError as error:
            found = f"cannot be read ({error})"
            raise EditionError(str(path), found, "the file; import it again") from error
        if hashlib.sha256(data).hexdigest() != edition.sha256:
            raise EditionError(
                str(path), "is damaged: not the bytes that were imported", "import it again"
            )
        return data

    def fault(self, edition: TableEdition) -> str | None:
        """What is wrong with the file of an edition; None where it is as it came."""
        try:
            self.data(edition)
        except EditionError as error:
            return str(error)
        return None

    def _home(self, table: str) -> Path:
        if not _ID.fullmatch(table):
            raise EditionError(
                f"table {table!r}", "is no name of a table", "small letters, figures and _"
            )
        return self.folder / table

    def _header(self, place: Path) -> TableEdition:
        path = place / _HEADER
        try:
            plain: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
            plain["published"] = date.fromisoformat(plain["published"])
            plain["notes"] = tuple(map(str, plain["notes"]))
            edition = _sound(TableEdition(**plain))
        except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
            raise EditionError(
                str(path), f"is damaged ({error})", f"a header; remove {place} and import again"
            ) from error
        own = (edition.table, edition.name) == (place.parent.name, place.name)
        if not own or Path(edition.file).name != edition.file:
            raise EditionError(str(path), "is that of another table", "its own header")
        return edition


def _sound(edition: TableEdition) -> TableEdition:
    """The edition, if its values are of the kinds that they should be; else a TypeError."""
    numbers = (edition.rows, edition.size)
    texts = (
        *(edition.table, edition.form, edition.file, edition.sha256, edition.imported),
        *(edition.citation, edition.read, edition.url or ""),
    )
    if not all(type(n) is int for n in numbers) or not all(type(t) is str for t in texts):
        raise TypeError("a value of another kind")
    return edition
