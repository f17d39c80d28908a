#!/usr/bin/env python3
"""Hold every row of the starter list against the published lists that it repeats.

    tools/check_starter.py --shared DIR

DIR holds the published files under `lists/`: OFAC's sdn.csv, alt.csv and add.csv, the
history of sdn.csv as a git bundle, the Consolidated Screening List and the UN list. Each
row must be on the newest of them still, under the same number, with every word as
published there: OFAC does rename ("..., LLC" of 2024 is "... LLC" in 2026), and then the
newest name counts. Prints each difference, then "N rows checked, M differ"; exits 1 on any.

Of dates: the UN's are in its list. OFAC's are not; the history of sdn.csv shows between
which two days an entry came up, and a row's day must lie there. A day after the history's
end (May 2024) is from the announcement, and nothing here can contradict it.
"""

import argparse
import csv
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from shutil import which
from subprocess import run
from tempfile import TemporaryDirectory
from typing import Any

from lxml import etree

HERE = Path(__file__).resolve().parent.parent
PARTIES = HERE / "src" / "enduse" / "lists" / "starter" / "parties.csv"
ENTITY_LIST, SDN = "EL", "SDN"  # the screening list's own codes for its sources

LABELS = {
    "inn": ("Tax ID No.",),
    "tax": ("Tax ID No.",),
    "ogrn": ("Registration Number",),
    "registration": (
        "Registration Number", "Company Number", "C.R. No.", "Business Registration Number",
        "Unified Social Credit Code (USCC)",
    ),
    "imo": ("Vessel Registration Identification IMO", "Company Number IMO"),
    "lei": ("Legal Entity Number",),
    "vat": ("V.A.T. Number",),
    "duns": ("D-U-N-S Number",),
    "national_id": ("National ID No.",),
}  # fmt: skip
"""Identifier scheme -> the words OFAC puts before such a number."""

COUNTRIES = {
    "Armenia": "AM", "China": "CN", "Cyprus": "CY", "Germany": "DE", "Hong Kong": "HK",
    "India": "IN", "Indonesia": "ID", "Iran": "IR", "Iran (Islamic Republic of)": "IR",
    "Kyrgyzstan": "KG", "Malaysia": "MY", "Malta": "MT", "Oman": "OM", "Russia": "RU",
    "Singapore": "SG", "Spain": "ES", "Switzerland": "CH", "Syria": "SY", "Taiwan": "TW",
    "Turkey": "TR", "United Arab Emirates": "AE", "United Kingdom": "GB",
    "Uzbekistan": "UZ", "Venezuela": "VE",
}  # fmt: skip
"""The publishers' words for a country -> alpha-2, as far as the starter list needs them."""

LEGAL_FORM = re.compile(
    r"\b(LTD|LIMITED|LLC|LLP|INC|JSC|PJSC|OJSC|AO|PAO|OAO|OOO|ZAO|OSOO|GMBH|UG|FZE|FZCO|DMCC"
    r"|PTE|SDN|BHD|OY|OU|STI|SIRKETI|JOINT[ -]STOCK|OBSHCHESTVO S OGRANICHENNO\w+"
    r"|AKTSIONERNOE OBSHCHESTVO|PRIVATE COMPANY|CORPORATION)\b"
    r"|L\.L\.C|\bCO\.?$|\b(SA|SL|CV|AG|A\.S\.)$"
)


@dataclass(frozen=True, slots=True)
class Published:
    """What the publisher says of one party, as far as the starter list repeats it."""

    name: str
    kind: str | None
    programme: str
    aliases: frozenset[str]
    countries: frozenset[str]
    remarks: str = ""
    listed_on: str | None = None


Published_by_entry = dict[tuple[str, str], Published]


def cells(path: Path) -> Iterator[list[str]]:
    """Rows of an OFAC file without the blanks around a cell, nor its closing 0x1A line."""
    with path.open(encoding="utf-8", newline="") as file:
        yield from ([cell.strip() for cell in row] for row in csv.reader(file) if len(row) > 1)


def screening_list(lists: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Entries of the Consolidated Screening List, each with the code of its source."""
    path = lists / "us_csl" / "screening-list_2026-07-31_compact.json"
    file = json.loads(path.read_text(encoding="utf-8"))
    codes = {source: authority["code"] for source, authority in file["listAuthority"].items()}
    for entry in file["entries"]:
        programmes = entry.get("pg")
        words = "" if programmes is None else file["tables"]["programmes"][programmes]
        yield codes[file["tables"]["sources"][entry["s"]]], {**entry, "programme": words}


def ofac(lists: Path) -> Published_by_entry:
    """SDN entries still listed, with the identifiers that sdn.csv gave when last held."""
    old = {row[0]: row for row in cells(lists / "us_ofac" / "2024-05-02" / "sdn.csv")}
    newer = lists / "us_ofac" / "2025-12-24_partial_no_sdn_csv"
    aliases: dict[str, set[str]] = defaultdict(set)
    countries: dict[str, set[str]] = defaultdict(set)
    for entry, _, _, name, _ in cells(newer / "alt.csv"):
        aliases[entry].add(name)
    for entry, _, _, _, country, _ in cells(newer / "add.csv"):
        countries[entry].add(country)
    out = {}
    for code, now in screening_list(lists):
        if code != SDN:
            continue
        number = str(now["e"])
        row = old.get(number)
        places = {COUNTRIES.get(c, c) for c in countries[number]} - {"-0-"}
        out["us_ofac_sdn", number] = Published(
            name=now["n"],
            kind={"Individual": "person", "Vessel": "vessel"}.get(now["t"]),
            programme=now["programme"].replace("; ", ";"),
            # Weak aliases are in the screening list unmarked, and not in alt.csv at all.
            aliases=frozenset(aliases[number] & set(now.get("a", ()))),
            countries=frozenset(now.get("c", ())) & (places or frozenset(now.get("c", ()))),
            remarks=row[11] if row else "",
        )
    return out


def entity_list(lists: Path) -> Published_by_entry:
    """Entity List entries. They have no number: the notice and the name stand for one."""
    return {
        ("us_csl", f"{now.get('fr')} {now['n']}"): Published(
            name=now["n"],
            kind=None,
            programme=code,
            aliases=frozenset(now.get("a", ())),
            countries=frozenset(now.get("c", ())),
        )
        for code, now in screening_list(lists)
        if code == ENTITY_LIST
    }


def united_nations(lists: Path) -> Published_by_entry:
    """UN entries by reference. A cell with several names, split by ";", gives each."""
    tree = etree.parse(str(lists / "un_sc" / "consolidatedLegacyByPRN_2025-11-15.xml"))
    out = {}
    for node in tree.iter("INDIVIDUAL", "ENTITY"):
        parts = (node.findtext(f"{nth}_NAME") for nth in ("FIRST", "SECOND", "THIRD", "FOURTH"))
        given = [
            (alias.findtext("ALIAS_NAME") or "").split(";")
            for alias in node.iter("INDIVIDUAL_ALIAS", "ENTITY_ALIAS")
            if alias.findtext("QUALITY") != "Low"
        ]
        places = {
            address.findtext("COUNTRY") or ""
            for address in node.iter("INDIVIDUAL_ADDRESS", "ENTITY_ADDRESS")
        }
        out["un_sc", (node.findtext("REFERENCE_NUMBER") or "").strip()] = Published(
            name=" ".join(part.strip() for part in parts if part and part.strip()),
            kind="person" if node.tag == "INDIVIDUAL" else None,
            programme=(node.findtext("UN_LIST_TYPE") or "").strip(),
            aliases=frozenset(name.strip() for names in given for name in names) - {""},
            countries=frozenset(COUNTRIES.get(place, place) for place in places) - {""},
            listed_on=(node.findtext("LISTED_ON") or "").strip(),
        )
    return out


def kind(party: Published) -> str:
    """Said by the publisher, or told by a legal form in a published name; else unknown."""
    if party.kind:
        return party.kind
    target = re.search(r"Target Type ([^;.]+)", party.remarks)
    if target:
        return "public_body" if target[1] == "Government Entity" else "company"
    names = (party.name, *party.aliases)
    return "company" if any(LEGAL_FORM.search(n.upper()) for n in names) else "unknown"


def said(scheme: str, value: str, remarks: str) -> bool:
    """Whether OFAC's remarks give this number under a label of this scheme.

    >>> said("imo", "9167253", "Vessel Registration Identification IMO 9167253; ...")
    True
    """
    return any(
        re.search(rf"{re.escape(f'{label} {value}')}(?![\w-])", remarks)
        for label in LABELS.get(scheme, ())
    )


def differences(row: dict[str, str], party: Published | None) -> Iterator[str]:
    """Everything in which a row says something other than the publisher does."""
    if party is None:
        yield "is not listed"
        return
    whole = {"name": party.name, "programme": party.programme, "kind": kind(party)}
    if party.listed_on is not None:
        whole["listed_on"] = party.listed_on
    for column, published in whole.items():
        if row[column] != published:
            yield f"{column} is {row[column]!r}; published is {published!r}"
    if row["country"] not in (party.countries or {""}):
        yield f"country is {row['country']!r}; published are {sorted(party.countries)}"
    yield from strangers(row, party)


def strangers(row: dict[str, str], party: Published) -> Iterator[str]:
    """Aliases and identifiers of a row that the publisher does not give."""
    for alias in filter(None, row["aliases"].split(";")):
        if alias not in party.aliases:
            yield f"alias {alias!r} is not published as a strong one"
    for given in filter(None, row["ids"].split(";")):
        scheme, _, value = given.partition("=")
        if not said(scheme, value, party.remarks):
            yield f"identifier {given} is not published"


class History:
    """The states of OFAC's sdn.csv, taken about every second day, oldest first."""

    def __init__(self, bundle: Path, folder: str) -> None:
        git = which("git")
        if git is None:
            raise SystemExit("git is needed to read the history of sdn.csv")
        self._git = (git, "-C", folder)
        run((git, "clone", "-q", "--bare", str(bundle), folder), check=True)  # noqa: S603 - ours
        log = self._read("log", "--reverse", "--date=short", "--format=%ad %H")
        self.states = [tuple(line.split()) for line in log.splitlines()]

    def _read(self, *words: str) -> str:
        done = run((*self._git, *words), capture_output=True, check=True)  # noqa: S603 - ours
        return done.stdout.decode("utf-8")

    def numbers(self, state: str) -> set[str]:
        """The entry numbers in one state."""
        return set(re.findall(r"(?m)^(\d+),", self._read("show", f"{state}:sdn.csv")))

    def around(self, day: str) -> tuple[set[str], set[str]] | None:
        """Numbers listed in the last state before a day and in the first one after it.

        None where the day is outside the history.
        """
        for before, after in pairwise(self._last_of_each_day()):
            if before[0] < day <= after[0]:
                return self.numbers(before[1]), self.numbers(after[1])
        return None

    def _last_of_each_day(self) -> list[tuple[str, str]]:
        # The last states of the history are empty files: the address had moved.
        full = [(day, state) for day, state in self.states if day <= "2024-05-02"]
        return sorted(dict(full).items())


def undated(rows: list[dict[str, str]], history: History) -> Iterator[tuple[str, str]]:
    """OFAC entries that were listed before the day a row gives, or not yet by then."""
    days = {row["listed_on"] for row in rows} - {""}
    for day in sorted(days):
        states = history.around(day)
        if states is None:
            continue
        before, after = states
        for row in rows:
            if row["listed_on"] != day:
                continue
            if row["entry"] in before:
                yield row["entry"], f"was listed before {day}"
            elif row["entry"] not in after:
                yield row["entry"], f"was not yet listed on {day}"


def check(rows: list[dict[str, str]], lists: Path) -> list[tuple[str, str]]:
    """All differences, as (entry, what differs)."""
    published = ofac(lists) | entity_list(lists) | united_nations(lists)
    found = [
        (row["entry"], says)
        for row in rows
        for says in differences(row, published.get((row["list"], row["entry"])))
    ]
    bundle = lists / "us_ofac" / "sdn_csv_history_2021-08_2024-05.bundle"
    with TemporaryDirectory() as folder:
        dated = [row for row in rows if row["list"] == "us_ofac_sdn"]
        return found + list(undated(dated, History(bundle, folder)))


def main(arguments: list[str]) -> int:
    """Check the shipped table; 0 where nothing differs, else 1."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--shared", type=Path, required=True, metavar="DIR")
    parser.add_argument("--parties", type=Path, default=PARTIES, metavar="FILE")
    given = parser.parse_args(arguments)
    lines = given.parties.read_text(encoding="utf-8").splitlines()
    rows = list(csv.DictReader(line for line in lines if not line.startswith("#")))
    found = check(rows, given.shared / "lists")
    for entry, says in found:
        sys.stdout.write(f"{entry}: {says}\n")
    wrong = len({entry for entry, _ in found})
    sys.stdout.write(f"{len(rows)} rows checked, {wrong} differ\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
