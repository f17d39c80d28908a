# ruff: noqa: INP001 - a script that is run by hand, not a package
"""Write the table of goods codes whose number changed and that reach a list we hold.

    python tools/make_hs_changes.py CONCORDANCES.csv src/enduse/goods/tables

CONCORDANCES.csv is "HS_consolidated_comtrade_concordances.csv" of the repository
harvard-growth-lab/comtrade-conversion-weights (commit 503c5d8, Apache-2.0), which holds the
correlation tables of the United Nations Statistics Division. Columns: code.after,
code.before, Relationship, adjustment; codes lost their leading zeros.
"""

import csv
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

WASTE, DISPLAYS = "8549", "8524"
WIDE = {"852990", "854151", "854159"}
"""Numbers that a widened note fills from 157 to 483 older ones. Hardly anything of each
older number moved there, so these rows would make half of machinery a match. What did move
whole is in JUDGED."""

JUDGED = {("854150", "854151"), ("854150", "854159")}
"""HS 2022 divides "other semiconductor devices" (8541.50 in HS 2017) into 8541.51 and
8541.59. The UN rows lack the pair: they send 8541.50 to electrical waste alone."""

FEW = "8806"
"""Drones: some left the camera number 8525.80, most of which stayed cameras."""


def listed(folder: Path) -> set[str]:
    """Every six-digit number that a table in `folder` holds."""
    with (folder / "chpl.csv").open(encoding="utf-8") as lines:
        rows = csv.DictReader(line for line in lines if not line.startswith("#"))
        held = {row["hs6"] for row in rows}
    groups = tomllib.loads((folder / "uav.toml").read_text("utf-8"))["group"]
    return held | {hs["code"] for group in groups for hs in group["hs"]}


def pairs(path: Path, adjustment: str) -> set[tuple[str, str]]:
    """(older, newer) of one step between two editions."""
    with path.open(encoding="utf-8") as lines:
        return {
            (row["code.before"].zfill(6), row["code.after"].zfill(6))
            for row in csv.DictReader(lines)
            if row["adjustment"] == adjustment
        }


def kept(rows: set[tuple[str, str]], held: set[str]) -> Iterator[tuple[str, str]]:
    """Rows of numbers that ended with HS 2017 and lead to a number on one of our tables."""
    lasting = {new for _, new in rows}
    moved = {
        (old, new)
        for old, new in rows | JUDGED
        if old not in lasting and (new not in WIDE or (old, new) in JUDGED)
        if new[:4] not in {WASTE, DISPLAYS}
    }
    reach = {old for old, new in moved if new in held}
    yield from sorted((old, new) for old, new in moved if old in reach)


def main(source: Path, folder: Path) -> None:
    """Write hs_changes.csv.

    Raises:
        ValueError: a kept number is not the same number in HS 2012.
    """
    rows = list(kept(pairs(source, "2022 to 2017"), listed(folder)))
    before = pairs(source, "2017 to 2012")
    for old, _ in rows:
        if {o for o, n in before if n == old} != {old}:
            raise ValueError(f"{old} of HS 2017 was another number in HS 2012")
    with (folder / "hs_changes.csv").open("w", encoding="utf-8", newline="") as out:
        out.write(HEADER)
        table = csv.writer(out, lineterminator="\n")
        table.writerow(("edition", "old", "hs2022", "how"))
        for edition in (2012, 2017):
            for old, new in rows:
                how = "few" if new[:4] == FEW else "moved"
                table.writerow((edition, old, new, how))


HEADER = """\
# Goods codes of older editions of the Harmonized System and their numbers in HS 2022, where
# the number ended and leads to a code on one of our tables. A number not here keeps itself.
# Source: United Nations Statistics Division, correlation of HS 2022 with HS 2017 and of HS
# 2017 with HS 2012, as gathered in harvard-growth-lab/comtrade-conversion-weights, 503c5d8.
# how: "moved" where the goods went there; "few" where only some of the goods did (drones).
# Judged by us: 8541.50 to 8541.51 and 8541.59 is added, since the source has no row for it;
# rows into 8529.90, 8541.51 and 8541.59 from any other number are left out, as are rows into
# displays (8524) and electrical waste (8549).
# HS 2012 and HS 2017 agree on every number here. Between them 8542.31, .32, .33 and .39 only
# widened, to take in circuits of several components from up to 158 other numbers; left out too.
# as_of: 2026-01-28
# read: secondary
"""

if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
