# ruff: noqa: INP001 - a script that is run by hand, not a package
"""Write the tables of goods codes that changed between HS 2012, HS 2017 and HS 2022.

    python tools/make_hs_correlation.py CONCORDANCES.csv src/enduse/goods/tables

CONCORDANCES.csv is "HS_consolidated_comtrade_concordances.csv" of the repository
harvard-growth-lab/comtrade-conversion-weights (commit 503c5d8, Apache-2.0), which holds the
correlation tables of the United Nations Statistics Division. Columns: code.after,
code.before, Relationship, adjustment; codes lost their leading zeros.
"""

import csv
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

Pair = tuple[str, str]
STEPS = ((2017, "2017 to 2012"), (2022, "2022 to 2017"))

WIDENED = 60
"""From so many older numbers on, a number was widened by a note (electrical waste, displays,
circuits of several components): hardly anything of each older number moved there."""

DRONES = "8806"
"""Some drones left the camera number 8525.80, most of which stayed cameras."""

JUDGED = {2022: {("854150", "854151"), ("854150", "854159"), ("911490", "911490")}}
"""HS 2022 divides "other semiconductor devices" (8541.50 in HS 2017) into 8541.51 and
8541.59; the UN rows lack the pair. They also lack that 9114.90 goes on as itself, though
9114.10 was put into it."""

GONE = {2022: {"300219"}}
"""Numbers that the later step does not name at all."""


def pairs(path: Path, adjustment: str) -> set[Pair]:
    """(older, newer) of one step between two editions."""
    with path.open(encoding="utf-8") as lines:
        return {
            (row["code.before"].zfill(6), row["code.after"].zfill(6))
            for row in csv.DictReader(lines)
            if row["adjustment"] == adjustment
        }


def rows_of(found: set[Pair], gone: Iterable[str]) -> Iterator[tuple[str, str, str]]:
    """(old, new, how) of a step: what moved, and what began or ended without a partner."""
    lasting = {old for old, new in found if old == new}
    wide = widened(found)
    for old, new in sorted(found):
        ended = old not in lasting
        if old == new or (new in wide and not ended):
            continue
        began = "" if new in lasting else " new"
        yield old, new, _how(old, new, ended=ended, wide=wide) + began
    olds, news = ({pair[at] for pair in found} for at in (0, 1))
    yield from ((old, "", "ended") for old in sorted(gone))
    old_heads, new_heads = ({code[:4] for code in codes} for codes in (olds, news))
    yield from ((old, "", "ended") for old in sorted(old_heads - new_heads))
    yield from (("", new, "began") for new in sorted(new_heads - old_heads))


def widened(found: set[Pair]) -> dict[str, int]:
    """Numbers that were widened, each with how many older ones gave to it."""
    count = Counter(new for old, new in found if old != new)
    return {new: many for new, many in sorted(count.items()) if many >= WIDENED}


def _how(old: str, new: str, *, ended: bool, wide: dict[str, int]) -> str:
    if not ended:
        return "part"
    if new in wide and (old, new) not in JUDGED[2022]:
        return "loose"
    return "few" if new[:4] == DRONES else "moved"


def main(source: Path, folder: Path) -> None:
    """Write hs_correlation.csv and hs_widened.csv."""
    changes, wide = [], []
    for step, adjustment in STEPS:
        found = pairs(source, adjustment) | JUDGED.get(step, set())
        changes += [(step, *row) for row in rows_of(found, GONE.get(step, ()))]
        wide += [(step, new, many) for new, many in widened(found).items()]
    _write(folder / "hs_correlation.csv", HEADER, (("step", "old", "new", "how"), *changes))
    _write(folder / "hs_widened.csv", WIDE_HEADER, (("step", "new", "others"), *wide))


def _write(path: Path, header: str, rows: Iterable[Iterable[object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as out:
        out.write(header)
        csv.writer(out, lineterminator="\n").writerows(rows)


SOURCE = """\
# Source: United Nations Statistics Division, correlation of HS 2022 with HS 2017 and of HS
# 2017 with HS 2012, as gathered in harvard-growth-lab/comtrade-conversion-weights, 503c5d8.
"""

HEADER = f"""\
# Goods codes that changed from one edition of the Harmonized System to the next: step 2017
# is from HS 2012, step 2022 from HS 2017. A number that is not here goes on as itself.
{SOURCE}\
# how: "moved" the old number ended, and the goods went there; "few" it ended, and only some
#   went there (drones); "loose" it ended, and the new number was widened by a note (displays,
#   electrical waste), so that hardly anything went there; "part" it goes on, and some of its
#   goods went there. Behind it "new" where the new number did not exist
#   before. "ended" and "began" stand alone: a heading, or a number without a partner.
# Judged by us: 8541.50 to 8541.51 and 8541.59, and that 9114.90 goes on, for which the source
#   has no row. Rows from numbers that go on into widened ones are left out; hs_widened.csv
#   counts them.
# as_of: 2026-01-28
# read: secondary
"""

WIDE_HEADER = f"""\
# Numbers that an edition widened by a note, and how many older numbers gave some goods to them.
{SOURCE}\
# as_of: 2026-01-28
# read: secondary
"""

if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
