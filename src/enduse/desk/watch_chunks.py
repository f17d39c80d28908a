"""The watched parties laid out to be searched: names and addresses as arrays, in chunks.

A chunk holds the parties of a run of numbers. It is made once, by the code that cleans names,
and is made anew where that has changed, or where somebody in it was forgotten.
"""

import shutil
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from multiprocessing import cpu_count, get_context
from pathlib import Path

from enduse.desk.recipe import addressing
from enduse.desk.watch_known import party_of
from enduse.editions.copies import sweep, whole_folder
from enduse.errors import EditionError
from enduse.index.address_store import build_addresses, write_addresses
from enduse.index.asked import AskedName, write_asked
from enduse.index.build import uncollected
from enduse.model.order import Order
from enduse.names.address import Address, addresses_in
from enduse.names.address_read import read_address
from enduse.names.ready import ready
from enduse.places import Places
from enduse.screen.addresses import address_of
from enduse.screen.facts import most_added
from enduse.screen.screen import people
from enduse.watch.parties import Parties

SIZES = (125_000, 12_500, 1_250)
"""Parties of a chunk: most in large ones, the last in small ones, which are soon made."""

_WORTH = 2
"""Large chunks from which on processes of their own are worth their start."""

NAMES, ADDRESSES = "names", "addresses"


@dataclass(frozen=True, slots=True)
class Chunk:
    """The parties with numbers from `first` to before `last`, and the folder they are in."""

    first: int
    last: int
    folder: Path


def chunks_of(last: int, home: Path, recipe: str) -> Iterator[Chunk]:
    """The chunks of the numbers 1 to `last`: as many large ones as are full, then smaller."""
    first = 1
    for size in SIZES:
        while first + size <= last + 1:
            yield _chunk(first, first + size, home, recipe=recipe)
            first += size
    if first <= last:
        yield _chunk(first, last + 1, home, recipe=recipe)


def lay_out(store: Parties, home: Path) -> tuple[Chunk, ...]:
    """Every chunk, made where it is not there; what belongs to none of them is removed."""
    home.mkdir(parents=True, exist_ok=True)
    forget(store, home)
    found = tuple(chunks_of(store.last(), home, addressing()))
    kept = {each.folder.name for each in found}
    sweep(home)
    for path in home.iterdir():
        if path.name not in kept and not path.name.startswith("."):
            shutil.rmtree(path, ignore_errors=True)
    missing = [each for each in found if not each.folder.is_dir()]
    large = sum(each.last - each.first == SIZES[0] for each in missing)
    if large < _WORTH or cpu_count() == 1:
        for each in missing:
            _make(each, store.between(each.first, each.last))
    else:
        with ProcessPoolExecutor(cpu_count(), mp_context=get_context("spawn")) as pool:
            for _ in pool.map(partial(_make_of, store.path.parent), missing):
                pass
    return found


def _make_of(folder: Path, chunk: Chunk) -> None:
    """Make a chunk in a process of its own."""
    store = Parties(folder)
    try:
        _make(chunk, store.between(chunk.first, chunk.last))
    finally:
        store.close()


def forget(store: Parties, home: Path) -> None:
    """Remove every chunk that holds parties which were forgotten, words and all.

    The store knows them until it is done, so that a run which breaks off is made good. What
    such a run had half laid out goes too: nobody else is at it.
    """
    gone = store.gone()
    if not gone:
        return
    try:
        for path in home.glob("[0-9]*"):
            first, last = (int(part) for part in path.name.split("-")[:2])
            at = bisect_left(gone, first)
            if at < len(gone) and gone[at] < last:
                shutil.rmtree(path)
        for path in home.glob(".*"):
            shutil.rmtree(path)
    except OSError as error:
        raise EditionError(str(home), str(error), "a folder that can be written") from error
    with store.changing():
        store.wiped(gone)


def addresses_of(order: Order, places: Places) -> Iterator[Address]:
    """The addresses of the one party of an order, in their order, that say enough."""
    party = order.parties[0]
    for text in addresses_in(address_of(party) or ""):
        found = read_address(text, country=party.country, country_of=places.code_of)
        yield found


def _chunk(first: int, last: int, home: Path, *, recipe: str) -> Chunk:
    return Chunk(first, last, home / f"{first}-{last}-{recipe}")


def _make(chunk: Chunk, facts: Sequence[tuple[int, str]]) -> None:
    places = Places.load()
    names: list[AskedName] = []
    addresses: list[tuple[int, int, Address]] = []
    countries = frozenset(places.countries)
    with uncollected():
        for number, text in facts:
            order = party_of(text, countries)
            names += _names(number, order)
            addresses += (
                (number, at, each)
                for at, each in enumerate(addresses_of(order, places))
                if each.tells
            )
        try:
            with whole_folder(chunk.folder, settled=False) as made:
                for name in (NAMES, ADDRESSES):
                    (made / name).mkdir()
                write_asked(names, made / NAMES)
                write_addresses(build_addresses(addresses), made / ADDRESSES)
        except OSError as error:
            where = str(chunk.folder)
            raise EditionError(where, str(error), "a folder that can be written") from error


def _names(number: int, order: Order) -> Iterator[AskedName]:
    for somebody in people(order):
        added = most_added(somebody.asked)
        for text in somebody.names:
            made = ready(text, kind=somebody.asked.kind)
            if made is not None:
                yield number, added, made
