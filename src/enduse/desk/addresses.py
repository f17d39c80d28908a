"""The indexes of editions' addresses: opened where they are, built where they are not."""

import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from enduse.desk.recipe import addressing
from enduse.editions.copies import prune, sweep, used, whole_folder
from enduse.editions.shelf import edition_name
from enduse.errors import EditionError
from enduse.index.address_index import AddressIndex
from enduse.model.edition import Edition
from enduse.places import Places
from enduse.screen.source import Entries
from enduse.settings import Settings


class Addresses:
    """Makes an index of addresses ready when it is first asked for, and keeps it.

    An order without an address never asks, so nothing is opened for it.
    """

    def __init__(self, settings: Settings) -> None:
        self._home = settings.data / "addresses"
        self._made_by: str | None = None

    def of(
        self, entries: Entries, edition: Edition | None = None
    ) -> Callable[[], AddressIndex]:
        """What gives the index of some entries; that of an edition is kept on the disk."""
        ready: list[AddressIndex] = []

        def index() -> AddressIndex:
            if not ready:
                ready.append(
                    self._kept(entries, edition) if edition else build_address_index(entries)
                )
            return ready[0]

        return index

    def folder(self, edition: Edition) -> Path:
        """Where the index of an edition lives, named by all that it was made from."""
        if self._made_by is None:
            self._made_by = addressing()
        return self._home / edition.list_id / f"{edition_name(edition)}-{self._made_by}"

    def _kept(self, entries: Entries, edition: Edition) -> AddressIndex:
        from enduse.index.address_store import open_addresses, write_addresses  # few need it

        folder = self.folder(edition)
        if folder.is_dir():
            with suppress(EditionError):  # it can be made again, from the edition that counts
                used(folder)
                return open_addresses(folder)
            shutil.rmtree(folder, ignore_errors=True)
        built = build_address_index(entries)
        with suppress(EditionError, OSError):  # where the disk takes no more, memory serves
            sweep(folder.parent)
            with whole_folder(folder, settled=False) as made:
                write_addresses(built, made)
            prune(folder.parent)
            return open_addresses(folder)
        return built


def build_address_index(entries: Entries) -> AddressIndex:
    """The index of some entries' addresses, in memory."""
    from enduse.index.address_store import build_addresses
    from enduse.index.addresses import listed_addresses

    places = Places.load()
    return build_addresses(
        (row, number, address)
        for row in range(len(entries))
        for number, address in enumerate(listed_addresses(entries[row], places))
    )
