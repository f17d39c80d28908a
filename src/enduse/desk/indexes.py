"""The index of an edition: opened where it is, built where it is not."""

import hashlib
from importlib.resources import files
from pathlib import Path

from enduse.index.index import NameIndex
from enduse.index.store import FORMAT, open_index, write
from enduse.model.edition import Edition
from enduse.names.ready import ReadyName
from enduse.screen.screen import ready_listed
from enduse.screen.source import Entries
from enduse.settings import Settings


def index_of(settings: Settings, edition: Edition, entries: Entries) -> NameIndex:
    """The index of an edition: opened where it is, built where it is not."""
    folder = index_folder(settings, edition)
    if not folder.is_dir():
        write(build_index(entries), folder)
    return open_index(folder)


def index_folder(settings: Settings, edition: Edition) -> Path:
    """Where the index of an edition lives.

    Its name holds the hash of everything it was made from: the edition, and the code and
    tables that clean names, so that an index is never searched by other rules than its own.
    """
    name = f"{edition.published}-{edition.sha256[:16]}-{_recipe()}"
    return settings.data / "indexes" / edition.list_id / name


def build_index(entries: Entries) -> NameIndex:
    """The index of some entries, in memory."""
    names: list[tuple[int, int, ReadyName]] = []
    identifiers: list[tuple[str, str, int]] = []
    for row in range(len(entries)):
        entry = entries[row]
        identifiers += [(each.scheme, each.value, row) for each in entry.ids]
        for number in range(len(entry.names)):
            made = ready_listed(entry, number)
            if made is not None:
                names.append((row, number, made))
    from enduse.index.build import build  # a run that opens an index never builds one

    return build(names, ids=identifiers)


def _recipe() -> str:
    digest = hashlib.sha256(str(FORMAT).encode())
    for room in ("enduse.names", "enduse.names.tables", "enduse.index", "enduse.screen"):
        for file in sorted(files(room).iterdir(), key=lambda each: each.name):
            if file.is_file() and not file.name.endswith(".pyc"):
                digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()[:12]
