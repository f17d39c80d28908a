"""An archive, unpacked within bounds. What it says of its own size is never believed."""

import io
import zipfile
import zlib
from collections.abc import Callable, Iterator

from enduse.errors import PaperError

ROOM = 100_000_000
"""Bytes of all that is unpacked. A letter of a hundred pages has a few million."""
MEMBERS = 5_000
_BROKEN = (
    zipfile.BadZipFile, zlib.error, EOFError, ValueError, RuntimeError, OSError,
    NotImplementedError, MemoryError,
)  # fmt: skip


def members(
    name: str, data: bytes, *, wanted: Callable[[str], bool], room: int = ROOM
) -> Iterator[tuple[str, bytes]]:
    """The wanted files of an archive, in its order.

    Raises:
        PaperError: it cannot be unpacked, or holds more than there is room for.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            listed = archive.infolist()
            if len(listed) > MEMBERS:
                found = f"holds {len(listed)} files"
                raise PaperError(name, found, f"at most {MEMBERS}")
            for member in listed:
                if member.is_dir() or not wanted(member.filename):
                    continue
                if member.flag_bits & 1:
                    raise PaperError(name, "is locked with a password", "the file without one")
                with archive.open(member) as stream:
                    content = stream.read(room + 1)
                room -= len(content)
                if room < 0:
                    raise PaperError(
                        name, "unpacks to more than is read", f"at most {ROOM} bytes"
                    )
                yield member.filename, content
    except _BROKEN as trouble:
        raise PaperError(name, f"cannot be unpacked ({trouble})", "a whole file") from trouble
