"""Names out of published files given by path: lists, companies of GLEIF, persons, innocents."""

import csv
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from random import Random

from asked import Listed, plain

Parts = tuple[str, ...]
LISTS: Mapping[str, Parts] = {
    "us_ofac_sdn": ("us_ofac/2024-05-02/sdn.csv",
                    "us_ofac/2025-12-24_partial_no_sdn_csv/alt.csv"),
    "uk_ofsi": ("uk/ofsi_2025-04-10/ConList_2022format.xlsx",),
    "un_sc": ("un_sc/UN_2024-11-30.xml",),
    "au_dfat": ("au_dfat/regulation8_consolidated.xlsx",),
    "ca_sema": ("ca_sema/sema-lmes_2025.xml",),
    "eu_833": ("eu/oj_consolidated_2026-08/consolidated/32014R0833.csv",),
    "us_csl": ("us_csl/screening-list_2026-07-31_compact.json",),
    "ua_war": ("opensanctions/ua_war_sanctions_targets.simple_2026-03-13.csv",),
}  # fmt: skip
"""The lists that are read for `candidates`, below the folder `lists`; more are just added."""


def listed_names(folder: Path) -> list[Listed]:
    """Every different name of these lists, of one party one row.

    Parties of several lists that have a name in common are taken for one: a system that
    finds the party by its entry on another list has found it.
    """
    from enduse.lists.readers import read

    first: dict[str, int] = {}
    joined: list[int] = []
    found: dict[str, Listed] = {}
    for list_id, files in LISTS.items():
        parts = {Path(file).name: (folder / file).read_bytes() for file in files}
        for entry in read(list_id, parts, floor=1).entries:
            row = len(joined)
            joined.append(row)
            for name in entry.names:
                key = f"{entry.kind} {plain(name.text)}"
                joined[_root(joined, row)] = _root(joined, first.setdefault(key, row))
                found.setdefault(key, (row, name.text, entry.kind))
    return [(_root(joined, row), text, kind) for row, text, kind in found.values()]


def _root(joined: list[int], row: int) -> int:
    while joined[row] != row:
        row = joined[row]
    return row


def companies(folder: Path) -> list[tuple[str, str]]:
    """Name and country of every company and trader in the parquet files of a folder.

    Funds are left out: nobody ships to one. A text file with a name a line is read too.
    """
    if folder.is_file():
        lines = folder.read_text(encoding="utf-8").splitlines()
        return [(line.strip(), "") for line in lines if line.strip()]
    from pyarrow import parquet

    columns = [
        "LEI",
        "Entity.LegalName",
        "Entity.LegalAddress.Country",
        "Entity.EntityCategory",
    ]
    found: dict[str, tuple[str, str]] = {}
    for path in sorted(folder.rglob("*.parquet")):
        table = parquet.read_table(path, columns=columns)
        for lei, name, country, category in zip(*(c.to_pylist() for c in table), strict=True):
            if category in {"GENERAL", "SOLE_PROPRIETOR", "BRANCH"}:
                found[lei] = (name, country or "")
    return [found[lei] for lei in sorted(found)]


def persons(path: Path) -> list[tuple[str, str]]:
    """Name and culture of each line of a file written by bench/quality/persons.py."""
    lines = csv.reader(path.open(encoding="utf-8"), delimiter="\t", quoting=csv.QUOTE_NONE)
    return [(name, culture) for culture, name in lines]


def unlisted(
    names: Iterable[tuple[str, str]], listed: Iterable[Listed], rng: Random
) -> Iterator[tuple[str, str]]:
    """The names in an order by chance, without those that a list has and without doubles."""
    taken = {plain(text) for _, text, _ in listed} | {""}
    shuffled = list(names)
    rng.shuffle(shuffled)
    for text, tag in shuffled:
        if (key := plain(text)) not in taken:
            taken.add(key)
            yield text, tag
