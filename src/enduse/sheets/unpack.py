"""The archive of a spreadsheet, unpacked within bounds.

What a file says of its own size is never believed.
"""

import io
import zipfile
import zlib

from enduse.errors import SheetError

MAX_UNPACKED = 400_000_000
"""Bytes of an archive, unpacked. The largest list seen (OFSI, April 2025) has 17 million."""
MAX_CELLS = 10_000_000
"""Cells of the sheet's whole rectangle. Australia's list of 2024 has 2.9 million."""
MAX_TEXT = 400_000_000
"""Characters of all cells: one long shared text may be pointed at by every cell."""

EXPECTED = "a whole spreadsheet (XLSX or ODS)"
_MAX_MEMBERS = 1000
BROKEN = (
    zipfile.BadZipFile, zlib.error, EOFError, ValueError, RuntimeError, OSError,
    NotImplementedError,
)  # fmt: skip
"""What an archive that is none may raise."""


def unpack(name: str, data: bytes, *, most: int = MAX_UNPACKED) -> dict[str, bytes]:
    """All members of the archive, as many bytes as they really have, `most` in all."""
    if not data or data.isspace():
        raise SheetError(name, f"is empty: {len(data)} bytes", EXPECTED)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise SheetError(name, "is an old (XLS) or a locked file", EXPECTED)
    if not data.startswith(b"PK"):
        raise SheetError(name, "is no spreadsheet", EXPECTED)
    members: dict[str, bytes] = {}
    room = most
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            listed = archive.infolist()
            if len(listed) > _MAX_MEMBERS:
                raise SheetError(name, f"holds {len(listed)} files", EXPECTED)
            for member in listed:
                with archive.open(member) as stream:
                    # One byte more than there is room for tells a full one from a bomb.
                    members[member.filename] = stream.read(room + 1)
                room -= len(members[member.filename])
                if room < 0:
                    found = f"unpacks to over {most} bytes"
                    raise SheetError(name, found, EXPECTED)
    except BROKEN as trouble:
        found = f"cannot be unpacked ({trouble})"
        raise SheetError(name, found, EXPECTED) from trouble
    return members


def refuse_cells(name: str, count: int) -> None:
    """Stop at a sheet of more cells than anybody fills."""
    if count > MAX_CELLS:
        raise SheetError(name, f"spans {count} cells", f"at most {MAX_CELLS}")


def chosen(name: str, found: list[str], *, sheet: str | None) -> str:
    """The title of the sheet that is meant: the one asked for, else the first."""
    if not found:
        raise SheetError(name, "has no sheet", "a sheet")
    if sheet is not None and sheet not in found:
        raise SheetError(name, f"has the sheets {found}", f"a sheet {sheet!r}")
    return found[0] if sheet is None else sheet
