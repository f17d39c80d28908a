"""The parties of one edition, read one at a time, without reading the others."""

import json
import mmap
import zlib
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from enduse.errors import EditionError
from enduse.model.listing import Entry
from enduse.model.wire import entry_from_plain, one_line

ENTRIES, OFFSETS = "entries.jsonl", "entries.idx"


@dataclass(frozen=True, slots=True)
class Lines:
    """Entries as they are kept: `text` has a line each, of canonical JSON.

    `places` says where each line starts and the last one ends, 8 bytes each, little-endian
    whatever the machine, so that a data folder can be moved.
    """

    text: bytes | mmap.mmap
    places: bytes

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> Self:
        """Entries, written down."""
        return cls.split("".join(one_line(entry) + "\n" for entry in entries).encode())

    @classmethod
    def split(cls, text: bytes) -> Self:
        """A text whose places were not kept, or not believed."""
        places, end = array("Q", [0]), 0
        while end := text.find(b"\n", end) + 1:
            places.append(end)
        return cls(text, _little(places).tobytes())

    @classmethod
    def mapped(cls, folder: Path) -> Self:
        """Lines in the files of a folder, mapped; `OSError` where there are none."""
        places = (folder / OFFSETS).read_bytes()
        with (folder / ENTRIES).open("rb") as file:
            empty = not (folder / ENTRIES).stat().st_size
            text = b"" if empty else mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        return cls(text, places)

    def write(self, folder: Path) -> None:
        """Write both files into a folder, to be mapped later."""
        (folder / ENTRIES).write_bytes(self.text)
        (folder / OFFSETS).write_bytes(self.places)

    def checksum(self) -> int:
        """The CRC-32 of both: 10 ms for 10 MB."""
        return zlib.crc32(self.places, zlib.crc32(self.text))


class Entries:
    """A sequence of entries by row number.

    Opening costs the same for ten parties and for ten million. Lines that do not fit their
    places raise `EditionError`: half a list is not a list.
    """

    def __init__(self, lines: Lines, *, where: str) -> None:
        self._where = where
        self._lines = lines
        places = array("Q")
        try:
            places.frombytes(lines.places)
        except ValueError as error:
            raise EditionError(where, f"has broken places ({error})", "an edition") from error
        self._places = _little(places)
        if not self._places or self._places[-1] != len(lines.text):
            expected = f"{self._places[-1] if self._places else 'some'} bytes"
            raise EditionError(where, f"has {len(lines.text)} bytes", expected)

    def __len__(self) -> int:
        return len(self._places) - 1

    def line(self, row: int) -> bytes:
        """An entry as it is written: equal lines are equal entries."""
        return self._lines.text[self._places[row] : self._places[row + 1]]

    def row_of(self, entry_id: str) -> int | None:
        """The row of the entry with an id; None where there is none.

        The bytes are searched, and only rows that hold them are read.
        """
        wanted = f'"id":{json.dumps(entry_id, ensure_ascii=False)},'.encode("utf-8", "replace")
        at = self._lines.text.find(wanted)
        while at >= 0:
            row = bisect_right(self._places, at) - 1
            if self[row].id == entry_id:
                return row
            at = self._lines.text.find(wanted, at + 1)
        return None

    def __getitem__(self, row: int) -> Entry:
        try:
            return entry_from_plain(json.loads(self.line(row)))
        except (ValueError, KeyError, TypeError) as error:
            found = f"row {row} cannot be read ({error})"
            raise EditionError(self._where, found, "an entry as it was written") from error

    def __iter__(self) -> Iterator[Entry]:
        return (self[row] for row in range(len(self)))


def _little(places: "array[int]") -> "array[int]":
    if array("H", [1]).tobytes() != b"\x01\x00":
        places.byteswap()
    return places
