"""One list, ready to be searched."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from enduse.index.address_index import AddressIndex
from enduse.index.index import NameIndex
from enduse.model.hit import Effect
from enduse.model.listing import Entry


class Entries(Protocol):
    """Entries by row number, however they are kept."""

    def __len__(self) -> int: ...

    def __getitem__(self, row: int, /) -> Entry: ...


@dataclass(frozen=True, slots=True)
class Source:
    """A list: its entries by row, the index over them, and what being on it means in law.

    `effect_of` gives None for an entry that no longer has one. `addresses` opens the index
    of the addresses, which few orders need. `private` says that it is the company's own list.
    """

    list_id: str
    entries: Entries
    index: NameIndex
    effect_of: Callable[[Entry], Effect | None]
    addresses: Callable[[], AddressIndex] | None = None
    private: bool = False

    def counts(self, row: int) -> bool:
        """Whether the entry of a row still has an effect."""
        return self.effect_of(self.entries[row]) is not None
