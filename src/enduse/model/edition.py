"""One published state of one list, named by the hash of the files it came from."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Edition:
    """One published state of one list.

    `sha256` is of the published files: of the bytes where there is one, else of the lines
    "NAME SHA256" of each, sorted by name. `entries` counts parties, `names` their names,
    `errors` the issues by which something was lost. `reader` names the code that read it:
    the same bytes read by better code are an edition of their own. `checksum` (CRC-32) is
    of the entries as they were written.
    """

    list_id: str
    published: date
    sha256: str
    entries: int
    names: int
    imported: str
    files: tuple[tuple[str, str], ...] = ()
    rows: tuple[tuple[str, int], ...] = ()
    gaps: tuple[str, ...] = ()
    issues: int = 0
    errors: int = 0
    reader: str = ""
    checksum: int = 0
