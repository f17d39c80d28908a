"""Which of very many parties the changed entries of lists may be: found in the chunks.

What is found here is every party that the desk's screener would find, and some more; who is a
hit is then decided by that screener.
"""

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import cpu_count, get_context

from enduse.desk.addresses import Addresses
from enduse.desk.indexes import build_index
from enduse.desk.shelved import shelf_of
from enduse.desk.watch_chunks import ADDRESSES, NAMES, Chunk, addresses_of
from enduse.desk.watch_delta import Side, entries_once
from enduse.desk.watch_known import party_of
from enduse.index.address_asked import may_meet, near_words
from enduse.index.address_index import AddressIndex
from enduse.index.address_score import compare_addresses
from enduse.index.address_store import open_addresses
from enduse.index.addresses import HIT, listed_addresses
from enduse.index.asked import open_asked
from enduse.index.index import id_key
from enduse.model.edition import Edition
from enduse.model.listing import Entry
from enduse.names.address import Address
from enduse.places import Places
from enduse.settings import Settings
from enduse.watch.parties import Parties

_WORTH = 3
"""Chunks from which on starting processes costs less than it saves."""


@dataclass(frozen=True, slots=True)
class Met:
    """Parties that may be hit: by name or number, and by address."""

    named: frozenset[int]
    housed: frozenset[int]

    @property
    def all(self) -> frozenset[int]:
        """Each of them once."""
        return self.named | self.housed


@dataclass(frozen=True, slots=True)
class _Listed:
    """Addresses of changed entries, and the edition that says how rare their words are."""

    list_id: str
    edition: Edition
    addresses: tuple[Address, ...]


@dataclass(frozen=True, slots=True)
class _Task:
    """What one process searches for, and where."""

    settings: Settings
    chunks: tuple[Chunk, ...]
    entries: tuple[Entry, ...]
    listed: tuple[_Listed, ...]
    floor: float


def search(
    settings: Settings,
    store: Parties,
    chunks: Sequence[Chunk],
    *,
    sides: Sequence[Side],
    floor: float,
    workers: int | None = None,
) -> Met:
    """Hold the parties of all chunks against the entries of all sides at once.

    `floor` is the score from which a name is a hit. By default there is a process for each
    processor where there is much to do.
    """
    entries = entries_once(sides)
    if not entries:
        return Met(frozenset(), frozenset())
    listed = tuple(_listed(sides, Places.load()))
    count = min(workers or cpu_count(), max(1, len(chunks)))
    if workers is None and len(chunks) < _WORTH:
        count = 1
    tasks = [
        _Task(settings, tuple(chunks[at::count]), tuple(entries), listed, floor)
        for at in range(count)
    ]
    found = list(_spread(tasks))
    numbers = {
        id_key(each.scheme, each.value)
        for side in sides
        for entry in side.entries
        for each in entry.ids
    }
    named = {party for some, _ in found for party in some} | store.with_number(numbers)
    near = [pair for _, pairs in found for pair in pairs]
    return Met(frozenset(named), frozenset(_at_home(settings, store, near, listed=listed)))


def _spread(tasks: Sequence[_Task]) -> Iterator[tuple[list[int], list[tuple[int, ...]]]]:
    if len(tasks) == 1:
        yield _search(tasks[0])
        return
    with ProcessPoolExecutor(len(tasks), mp_context=get_context("spawn")) as pool:
        yield from pool.map(_search, tasks)


def _search(task: _Task) -> tuple[list[int], list[tuple[int, ...]]]:
    """The parties whose names may be hits, and the pairs of addresses that may be one."""
    index = build_index(task.entries)
    named: set[int] = set()
    homes: list[AddressIndex] = []
    for chunk in task.chunks:
        for asked in open_asked(chunk.folder / NAMES):
            named.update(asked.met(index, floor=task.floor).tolist())
        homes.append(open_addresses(chunk.folder / ADDRESSES))
    return sorted(named), list(_near(task, homes))


def _near(task: _Task, homes: Sequence[AddressIndex]) -> Iterator[tuple[int, ...]]:
    """(which listed ones, which of them, party, which of its addresses)."""
    listed = [each for some in task.listed for each in some.addresses]
    if not listed:
        return
    near = near_words(listed, {key for index in homes for key in index.keys})
    for index in homes:
        for which, some in enumerate(task.listed):
            for at, party, number in may_meet(index, some.addresses, near):
                yield which, at, party, number


def _listed(sides: Iterable[Side], places: Places) -> Iterator[_Listed]:
    for side in sides:
        if side.edition is not None and side.entries:
            found = [each for entry in side.entries for each in listed_addresses(entry, places)]
            if found:
                yield _Listed(side.list_id, side.edition, tuple(dict.fromkeys(found)))


def _at_home(
    settings: Settings,
    store: Parties,
    near: Sequence[tuple[int, ...]],
    *,
    listed: Sequence[_Listed],
) -> Iterator[int]:
    """The parties at an address that is like a listed one, as its own list weighs words."""
    places = Places.load()
    countries = frozenset(places.countries)
    facts = store.facts({party for _, _, party, _ in near})
    shelf = shelf_of(settings)
    wanted = sorted({which for which, *_ in near})
    indexes = {
        which: Addresses(settings).of(
            shelf.open(listed[which].edition), listed[which].edition
        )()
        for which in wanted
    }
    read: dict[int, list[Address]] = {}
    for which, at, party, number in near:
        if party not in facts:
            continue  # forgotten since it was laid out
        if party not in read:
            read[party] = list(addresses_of(party_of(facts[party], countries), places))
        ours = read[party][number]
        score = compare_addresses(ours, listed[which].addresses[at], indexes[which].rarity)
        if score.score >= HIT or score.open:
            yield party
