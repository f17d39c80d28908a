"""One hash for all entries of an edition, by which each can be proven to be of it.

The hash that names an edition is of the published files. Whoever has them can compute it;
whoever has one entry alone can show nothing by it. So a record also commits to the Merkle root
over the lines of entries as they were read.
"""

import json
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from enduse.desk.shelved import shelf_of
from enduse.desk.sources import STARTER, Loaded
from enduse.editions.entries import Entries
from enduse.editions.shelf import Shelf, edition_name
from enduse.errors import EditionError
from enduse.lists import starter
from enduse.model.edition import Edition
from enduse.model.wire import one_line
from enduse.record import merkle
from enduse.settings import Settings

_KEPT = ".roots"


@dataclass(frozen=True, slots=True)
class Rooted:
    """An edition as a record commits to it: `root` is in hex, over `lines` lines.

    `sha256` is of the published files, `reader` names the code that read them.
    """

    sha256: str
    root: str
    lines: int
    reader: str


def roots(settings: Settings, loaded: Loaded) -> dict[str, Rooted]:
    """The editions that decisions rest on, by list."""
    shelf = shelf_of(settings)
    opened = {each.list_id: each.edition for each in loaded.shelved if not each.fault}
    found = {name: rooted(shelf, each) for name, each in sorted(opened.items()) if each}
    for each in loaded.editions:
        if each.list_id == STARTER:
            lines = starter_lines()
            top = merkle.root(map(merkle.leaf, lines)).hex()
            found[STARTER] = Rooted(each.sha256, top, len(lines), "")
    return found


def rooted(shelf: Shelf, edition: Edition) -> Rooted:
    """One edition. Computed when it is first asked for (0.1 s), and kept beside the edition."""
    place = shelf.folder / edition.list_id / _KEPT / f"{edition_name(edition)}.json"
    top = _kept(place, edition)
    if top is None:
        top = merkle.root(map(merkle.leaf, lines_of(shelf.open(edition)))).hex()
        _keep(place, edition, top)
    return Rooted(edition.sha256, top, edition.entries, edition.reader)


def lines_of(entries: Entries) -> Iterator[bytes]:
    """The lines of an edition, which are the leaves of its tree."""
    return (entries.line(row).rstrip(b"\n") for row in range(len(entries)))


def starter_lines() -> list[bytes]:
    """The lines of the list that is shipped, as those of an edition."""
    return [one_line(entry).encode() for entry in starter.load().entries]


def _kept(place: Path, edition: Edition) -> str | None:
    try:
        plain = json.loads(place.read_bytes())
        top: str = plain["root"]
        whole = plain["check"] == _check(edition, top)
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return top if whole else None


def _keep(place: Path, edition: Edition, top: str) -> None:
    beside = place.with_name(f".new-{uuid4().hex}")
    with suppress(OSError):  # where the disk refuses it is computed each time
        place.parent.mkdir(parents=True, exist_ok=True)
        beside.write_text(json.dumps({"root": top, "check": _check(edition, top)}))
        beside.replace(place)


def _check(edition: Edition, top: str) -> int:
    """Against a bit that flips, and a root that is of other lines."""
    return zlib.crc32(f"{edition.checksum} {edition.entries} {top}".encode())


def plain_of(found: Mapping[str, Rooted]) -> dict[str, dict[str, str | int]]:
    """As it is recorded: by list, plain JSON values."""
    return {
        name: {
            "sha256": each.sha256,
            "root": each.root,
            "lines": each.lines,
            "reader": each.reader,
        }
        for name, each in found.items()
    }


def edition_of(shelf: Shelf, list_id: str, kept: Mapping[str, object]) -> Edition | None:
    """The edition that a record names, where it is still on the shelf."""
    try:
        some: Iterable[Edition] = shelf.editions(list_id)
    except EditionError:
        return None
    reader = kept.get("reader")
    for each in some:
        if each.sha256 == kept["sha256"] and reader in (None, each.reader):
            return each
    return None
