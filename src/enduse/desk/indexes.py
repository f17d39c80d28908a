"""The index of an edition: opened where it is, built where it is not."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from enduse.desk.recipe import cleaning
from enduse.editions.copies import prune, sweep, used
from enduse.editions.shelf import edition_name
from enduse.errors import EditionError
from enduse.index.index import NameIndex
from enduse.index.listed import ready_listed
from enduse.index.store import open_index, write
from enduse.model.edition import Edition
from enduse.model.issue import Issue
from enduse.names.ready import ReadyName
from enduse.screen.source import Entries
from enduse.settings import Settings

_SHOWN = 20


def index_of(settings: Settings, edition: Edition, entries: Entries) -> NameIndex:
    """The index of an edition: opened where it is, built where it is not, or is torn.

    Of one list those of the last few editions are kept. Where the disk takes no more, an
    index serves this run from memory.
    """
    folder = index_folder(settings, edition)
    if folder.is_dir():
        with suppress(EditionError):  # it can be made again, from the edition that counts
            used(folder)
            return open_index(folder)
    built = build_index(entries)
    try:
        sweep(folder.parent)
        write(built, folder)
        prune(folder.parent)
        return open_index(folder)
    except EditionError:
        return built


def index_folder(settings: Settings, edition: Edition) -> Path:
    """Where the index of an edition lives.

    Its name holds everything that it was made from: the edition, and the code and tables
    that clean names, so that an index is never searched by other rules than its own.
    """
    name = f"{edition_name(edition)}-{cleaning()}"
    return settings.data / "indexes" / edition.list_id / name


def build_index(entries: Entries) -> NameIndex:
    """The index of some entries, in memory."""
    # A run that opens an index never builds one.
    from enduse.index.build import build, uncollected

    names: list[tuple[int, int, ReadyName]] = []
    identifiers: list[tuple[str, str, int]] = []
    with uncollected():
        for row in range(len(entries)):
            entry = entries[row]
            identifiers += [(each.scheme, each.value, row) for each in entry.ids]
            for number in range(len(entry.names)):
                made = ready_listed(entry, number)
                if made is not None:
                    names.append((row, number, made))
        return build(names, ids=identifiers)


def unindexed(entries: Entries) -> Iterator[Issue]:
    """One issue for the listed names that no search by name can find."""
    found = [
        f"{entry.id} {name.text!r}"
        for entry in (entries[row] for row in range(len(entries)))
        for number, name in enumerate(entry.names)
        if ready_listed(entry, number) is None
    ]
    if found:
        shown = ", ".join(found[:_SHOWN]) + (", …" if len(found) > _SHOWN else "")
        says = f"{len(found)} names tell nobody from anybody and are not found by name: {shown}"
        yield Issue("names", says)
