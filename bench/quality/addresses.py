"""How well listed addresses are found, and how many innocent ones are held: JSON on stdout.

    python bench/quality/addresses.py --shared FOLDER

FOLDER holds published lists and ownership data in the layout that the tests on real files
use (`TEST_SHARED`). Nothing is written.

pairs       parties on two publishers' lists, by a number that both print: how many have an
            address in common; of those that print one postal code, nearly all should
moved       listed addresses with another house number, or in another town: none should hit
strangers   pairs of addresses of different listed parties in different towns
innocents   registered addresses of company groups from open ownership data
"""

import argparse
import gzip
import json
import random
import re
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any

from enduse.index.address_index import AddressIndex
from enduse.index.address_score import compare_addresses
from enduse.index.address_store import build_addresses
from enduse.index.addresses import HIT, AddressMatch, listed_addresses, search_addresses
from enduse.index.index import id_key
from enduse.lists import readers
from enduse.model.listing import Entry
from enduse.names.address import Address
from enduse.names.address_read import read_address
from enduse.places import Places

LISTS = {
    "us_csl": ("us_csl/consolidated.csv.gz",),
    "uk_ofsi": ("uk/ofsi_2025-04-10/ConList_2022format.xlsx",),
    "un_sc": ("un_sc/consolidatedLegacyByPRN_2025-11-15.xml",),
    "au_dfat": ("au_dfat/regulation8_consolidated.xlsx",),
    "us_ofac_cons": tuple(
        f"us_ofac/2025-12-19_cons/cons_{part}.csv"
        for part in ("prim", "add", "alt", "comments")
    ),
}
DECIDING = frozenset({"lei", "imo", "inn", "ogrn", "swift", "registration", "tax", "duns"})
FLOORS = (0.70, 0.74, HIT, 0.82, 0.86, 0.90, 0.95)
SEED = 7
PLACES = Places.load()
_CODE = re.compile(r"(?<!\d)\d{5,6}(?!\d)")


class Book:
    """The addresses of some entries, and an index over them."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self.entries = entries
        self.read = [listed_addresses(entry, PLACES) for entry in entries]
        self.index: AddressIndex = build_addresses(
            (row, number, each)
            for row, found in enumerate(self.read)
            for number, each in enumerate(found)
        )

    def ask(self, asked: Address) -> list[AddressMatch]:
        """The entries at an address."""
        return search_addresses(
            asked,
            self.index.candidates(asked),
            listed=lambda row, number: self.read[row][number],
            index=self.index,
        )


def lists(folder: Path) -> dict[str, tuple[Entry, ...]]:
    found = {}
    for list_id, files in LISTS.items():
        parts = {}
        for name in files:
            data = (folder / "lists" / name).read_bytes()
            zipped = name.endswith(".gz")
            key = Path(name).name.removesuffix(".gz")
            parts[key] = gzip.decompress(data) if zipped else data
        found[list_id] = readers.read(list_id, parts, floor=0).entries
    return found


def by_number(book: Book) -> dict[str, set[int]]:
    rows = defaultdict(set)
    for row, entry in enumerate(book.entries):
        for each in entry.ids:
            plain = sum(map(str.isalnum, each.value))
            if each.scheme in DECIDING and plain > 6 and book.read[row]:
                rows[id_key("n", each.value)].add(row)
    return rows


def pairs(books: dict[str, Book]) -> dict[str, Any]:
    """Same party, two publishers: does any address of one find one of the other?"""
    names = [name for name in books if name != "us_ofac_cons"]
    scores: dict[tuple[str, int, str, int], float] = {}
    coded: dict[tuple[str, int, str, int], bool] = {}
    texts = {}
    for one, other in ((a, b) for a, b in product(names, names) if a < b):
        theirs = by_number(books[other])
        for key, rows in by_number(books[one]).items():
            for row, match in product(rows, theirs.get(key, ())):
                pair = (one, row, other, match)
                both = list(product(books[one].read[row], books[other].read[match]))
                rarity = books[other].index.rarity
                scores[pair] = max(compare_addresses(a, b, rarity).score for a, b in both)
                codes = [
                    {code for each in books[name].read[at] for code in _CODE.findall(each.text)}
                    for name, at in ((one, row), (other, match))
                ]
                coded[pair] = bool(codes[0] & codes[1])
                texts[pair] = [each.text for each in both[0]]
    sure = [score for pair, score in scores.items() if coded[pair]]
    missed = [texts[p] for p in sorted(scores) if coded[p] and scores[p] < HIT]
    return {
        "pairs": len(scores),
        "found": share(list(scores.values())),
        "pairs_with_one_postal_code": len(sure),
        "found_of_those": share(sure),
        "some_missed": random.Random(SEED).sample(missed, min(40, len(missed))),  # noqa: S311
    }


def share(scores: Sequence[float]) -> dict[str, float]:
    """The share of scores at or above every floor."""
    return {
        f"{floor:.2f}": round(sum(s >= floor for s in scores) / max(1, len(scores)), 4)
        for floor in FLOORS
    }


def moved(book: Book, *, count: int) -> dict[str, Any]:
    """Listed addresses with a wrong house number, or a wrong town, asked of the same list."""
    rng = random.Random(SEED)  # noqa: S311
    housed = [a for found in book.read for a in found if a.houses and a.words and a.places]
    chosen = rng.sample(housed, min(count, len(housed)))
    # The new town is one that no address of the list has: near towns are near.
    towns = [replace(a, places=("exampleville",), codes=frozenset()) for a in chosen]
    others = [replace(a, houses=frozenset({str(rng.randrange(300, 900))})) for a in chosen]
    nobox = [replace(a, boxes=frozenset()) for a in others]
    away = [replace(a, boxes=frozenset(), country=None) for a in towns]
    return {
        "other_house": alarms(book, nobox),
        "other_town": alarms(book, away),
    }


def alarms(book: Book, asked: Sequence[Address]) -> dict[str, Any]:
    start = time.process_time()
    found = [book.ask(each) for each in asked]
    spent = time.process_time() - start
    top = [matches[0].score.score if matches else 0.0 for matches in found]
    shown = [
        (round(matches[0].score.score, 2), each.text, matches[0].listed.text)
        for each, matches in zip(asked, found, strict=True)
        if matches and matches[0].score.score >= HIT
    ]
    return {
        "asked": len(asked),
        "alarms_per_1000": {floor: round(1000 * part, 2) for floor, part in share(top).items()},
        "asked_a_second": round(len(asked) / max(spent, 1e-9), 1),
        "some": sorted(shown)[:40],
    }


def strangers(book: Book, *, count: int) -> dict[str, Any]:
    rng = random.Random(SEED)  # noqa: S311
    every = [(row, a) for row, found in enumerate(book.read) for a in found]
    scores: list[float] = []
    while len(scores) < count:
        (one, ours), (other, theirs) = rng.sample(every, 2)
        if one != other and not set(ours.places) & set(theirs.places):
            scores.append(compare_addresses(ours, theirs, book.index.rarity).score)
    return {"pairs": count, "found": share(scores)}


def innocents(folder: Path) -> Iterator[Address]:
    texts: dict[str, str | None] = {}
    for path in sorted((folder / "lists" / "ownership" / "bods").rglob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            for each in json.loads(line).get("recordDetails", {}).get("addresses", ()):
                known = each.get("country")
                country = known.get("code") if isinstance(known, dict) else known
                text = ", ".join(filter(None, (each.get("address"), each.get("postCode"))))
                texts[text] = country
    for path in sorted((folder / "lists" / "ownership" / "bods").rglob("meip_mne_heads.json")):
        heads = json.loads(path.read_text(encoding="utf-8"))
        texts |= {each["address"]: None for each in heads.values() if each.get("address")}
    for text, country in sorted(texts.items()):
        yield read_address(text, country=country, country_of=PLACES.code_of)


def main(arguments: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--count", type=int, default=2000)
    given = parser.parse_args(arguments)
    books = {name: Book(entries) for name, entries in lists(given.shared).items()}
    report: dict[str, Any] = {
        "hit": HIT,
        "addresses": {name: len(book.index.row) for name, book in books.items()},
        "pairs": pairs(books),
        "moved": moved(books["us_csl"], count=given.count),
        "strangers": strangers(books["us_csl"], count=20 * given.count),
        "innocents": alarms(books["us_csl"], list(innocents(given.shared))),
    }
    print(json.dumps(report, indent=1, ensure_ascii=False))


if __name__ == "__main__":
    main(sys.argv[1:])
