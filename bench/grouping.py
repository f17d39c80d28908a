"""Measure how well names and dates alone find that entries of two lists are one party.

    bench/grouping.py --data FOLDER [--as-of DATE]

The truth is taken from numbers: two entries that bear one INN, OGRN, LEI or passport are one
party, two that bear different ones of a kind are two. The numbers are then taken away, and
what is left is grouped. Entries without such numbers on both sides say nothing here.
"""

import argparse
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import combinations
from pathlib import Path

from enduse.editions.shelf import Shelf
from enduse.index.index import id_key
from enduse.model.listing import Entry
from enduse.model.same import Party, key_of
from enduse.places import Places
from enduse.screen.same import parties

SCHEMES = ("inn", "ogrn", "lei", "passport")


def main() -> int:
    """Group everything that is loaded, without its numbers; print what was found."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, help="where lists are loaded")
    parser.add_argument("--as-of", default=datetime.now(UTC).date().isoformat())
    parser.add_argument("--without", action="append", default=[], help="a list to leave out")
    asked = parser.parse_args()
    shelf = Shelf(asked.data / "editions")
    lists = [list_id for list_id in shelf.lists() if list_id not in asked.without]
    entries = list(loaded(shelf, lists, date.fromisoformat(asked.as_of)))
    print(f"{len(entries):,} entries of {', '.join(lists)}")
    start = time.perf_counter()
    whole = parties(entries, Places.load())
    several = sum(len(party.entries) > 1 for party in whole)
    seconds = time.perf_counter() - start
    print(f"grouped in {seconds:.0f} s: {len(whole):,} parties, {several:,} of several entries")
    measure(entries, parties([without_numbers(each) for each in entries], Places.load()))
    return 0


def loaded(shelf: Shelf, lists: list[str], day: date) -> Iterator[Entry]:
    """Every entry of the newest edition of some lists."""
    for list_id in lists:
        edition = shelf.newest(list_id, day)
        if edition is not None:
            yield from shelf.open(edition)


def without_numbers(entry: Entry) -> Entry:
    """An entry by its names, dates and places alone; no list may name another's either."""
    own = f"{entry.id.partition(':')[0]}x" if entry.list_id == "us_csl" else entry.id
    return replace(entry, id=f"{own}#{entry.id}", ids=(), facts=())


def measure(entries: list[Entry], found: tuple[Party, ...]) -> None:
    """How many true pairs were found, and how many false ones made."""
    party = {each.id.partition("#")[2] + each.list_id: number
             for number, one in enumerate(found) for each in one.entries}  # fmt: skip
    numbers = {key_of(e): {s: {id_key(s, n.value) for n in e.ids if n.scheme == s}
                           for s in SCHEMES} for e in entries}  # fmt: skip
    one = true_pairs(entries)
    hit = sum(party[a.id + a.list_id] == party[b.id + b.list_id] for a, b in one)
    made = wrong = 0
    for group in found:
        for a, b in combinations(group.entries, 2):
            ours, theirs = (numbers[f"{x.list_id}:{x.id.partition('#')[2]}"] for x in (a, b))
            both = [s for s in SCHEMES[:3] if ours[s] and theirs[s]]
            made += bool(both)
            wrong += any(not ours[s] & theirs[s] for s in both)
    print(f"pairs of two lists that bear one number: {len(one):,}; "
          f"found by name and date alone: {hit:,} ({hit / max(1, len(one)):.1%})")  # fmt: skip
    print(f"pairs made by name and date alone, with firms' numbers on both sides: {made:,}; "
          f"the numbers differ: {wrong:,} ({wrong / max(1, made):.1%})")  # fmt: skip


def true_pairs(entries: list[Entry]) -> list[tuple[Entry, Entry]]:
    """Pairs of entries of two lists, of one kind, that bear one number."""
    with_number: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        for key in {id_key(n.scheme, n.value) for n in entry.ids if n.scheme in SCHEMES}:
            with_number[key].append(entry)
    pairs = {
        (key_of(a), key_of(b)): (a, b)
        for group in with_number.values()
        for a, b in combinations(group, 2)
        if a.list_id != b.list_id and a.kind == b.kind
    }
    return list(pairs.values())


if __name__ == "__main__":
    sys.exit(main())
