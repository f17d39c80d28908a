"""The files of the editions of one list, packed, each against the same file of an earlier one.

A file is kept whole now and then, and between as what differs from the last whole one. So
reading one never needs more than two, and a year of daily editions that differ little takes
hardly more than the whole ones among them.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from enduse.editions import header
from enduse.editions.header import Packed
from enduse.editions.packs import pack, unpack
from enduse.errors import EditionError

_WORTH = 8
"""A difference is kept where it is at most an eighth of the whole; else the file is kept whole
again. Differences grow from day to day, and near this share the sum of both is least."""


@dataclass(frozen=True, slots=True)
class PackedFiles:
    """The packed files below one folder: `home/EDITION/NAME.zst`."""

    home: Path

    def write(
        self, folder: Path, files: Mapping[str, bytes], *, like: str | None
    ) -> dict[str, Packed]:
        """Pack files into a folder; `like` names the edition that they are most like."""
        found: dict[str, Packed] = {}
        for name, data in files.items():
            base, packed = None, pack(data)
            for whole, content in self._whole(like, name) if like else ():
                difference = pack(data, content)
                if len(difference) * _WORTH <= len(packed):
                    base, packed = whole, difference
            path = folder / f"{name}.zst"
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(packed)
            found[name] = Packed(len(data), hashlib.sha256(data).hexdigest(), base)
        return found

    def read(self, edition: str, name: str) -> bytes:
        """A file of an edition as it was before it was packed.

        Raises `EditionError` where it, or the file that it is kept against, is not there
        or not what was written.
        """
        path = self.home / edition / f"{name}.zst"
        known = header.packed(self.home / edition).get(name)
        if known is None:
            raise EditionError(str(path), "is not among the files of its edition", "a file")
        base = self.read(known.base, name) if known.base else None
        try:
            data = unpack(path.read_bytes(), size=known.size, base=base)
        except (OSError, ValueError) as error:
            found = f"cannot be unpacked ({error})"
            raise EditionError(str(path), found, "a file as it was packed") from error
        if hashlib.sha256(data).hexdigest() != known.sha256:
            raise EditionError(str(path), "is not what was packed", f"SHA-256 {known.sha256}")
        return data

    def _whole(self, like: str, name: str) -> tuple[tuple[str, bytes], ...]:
        """The edition that has this file whole, by way of a like one, and the file; or none."""
        try:
            known = header.packed(self.home / like).get(name)
            if known is None:
                return ()
            base = known.base or like
            return ((base, self.read(base, name)),)
        except EditionError:
            return ()  # damaged: what comes now must not lean on it
