"""Our matcher beside others that pip installs: found, false alarms, CPU time, in one run.

    pip install -r requirements/peers.lock
    python bench/quality/peers.py sets.json [--books sdn un all] [--only NAME] [--most N]
        [--json FILE] [--show N]

`sets.json` is written by sets.py. Every system indexes the same names and is asked the same
questions, all at once. Each is then given the lowest threshold of its own at which at most
seven in a thousand innocents raise an alarm (five with the United Nations' list), half of
them companies and half persons; what it finds at that threshold is printed. `hard` are near
names of somebody else: an alarm there is a wrong one. `first ten` asks no threshold.

`--most` takes a part of each set, evenly; `--show` puts into the JSON what went wrong.
Systems that are not installed are named and passed over.
"""

import argparse
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from asked import Book, load
from measure import Figures, measure, mixed
from systems import SYSTEMS

LABEL, WIDE = 38, 23


def table(book: Book, found: Mapping[str, Figures]) -> str:
    """The systems of one book side by side, a line for each figure."""
    one = next(iter(found.values()))
    head = (f"\n{book.name}: {len(book.listed):,} names, at {one['alarms_at']:g} alarms per "
            f"1,000 of {' and '.join(mixed(book.name))}")  # fmt: skip
    named = " " * LABEL + "".join(f"{name:>{WIDE}}" for name in found)
    lines = [
        f"{label:{LABEL}}" + "".join(f"{form.format(_at(each, path)):>{WIDE}}"
                                     for each in found.values())
        for label, path, form in _rows(book, one)
    ]  # fmt: skip
    return "\n".join([head, named, *lines])


def _rows(book: Book, one: Figures) -> Iterator[tuple[str, Sequence[str], str]]:
    """The label of each line, where its figure stands, and how it is written."""
    yield "threshold", ["threshold"], "{:.3f}"
    for sort in one["alarms"]:
        yield f"alarms per 1,000: {sort}", ["alarms", sort], "{:.1f}"
    for name, each in one["sets"].items():
        yield name.upper(), ["sets", name, "found"], "{:.1%}"
        for sort in mixed(book.name):
            yield f"  threshold by {sort}", ["alone", sort, "found", name], "{:.1%}"
        if "first" in each:
            yield "  right entry first", ["sets", name, "first"], "{:.1%}"
            yield "  in the first ten", ["sets", name, "first_ten"], "{:.1%}"
        for tag in sorted(each["by"], key=lambda tag: (not tag.startswith("of "), tag)):
            yield f"  {tag}", ["sets", name, "by", tag], "{:.1%}"
    yield "ms a question (CPU)", ["ms_a_question"], "{:.3f}"
    yield "seconds to index (CPU)", ["index_s"], "{:.1f}"


def _at(figures: Figures, path: Sequence[str]) -> float:
    found: Any = figures
    for part in path:
        found = found[part]
    return float(found)


def main() -> int:
    """Measure as asked; print a table for each book."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sets", type=Path, help="written by sets.py")
    parser.add_argument("--books", nargs="*", default=["sdn", "un"])
    parser.add_argument("--only", default="", help="systems whose name holds this")
    parser.add_argument("--most", type=int, help="questions of a set")
    parser.add_argument("--json", type=Path, help="write all figures to this file")
    parser.add_argument("--show", type=int, default=0, help="wrong answers of each set")
    given = parser.parse_args()
    books, every = load(given.sets), {}
    for name in given.books:
        found: dict[str, Figures] = {}
        for system, make in SYSTEMS.items():
            if given.only.lower() in system.lower():
                try:
                    found[system] = measure(make, books[name], most=given.most, show=given.show)
                except ImportError as missing:
                    print(f"{system} is not installed: {missing}")
                print(f"measured {name}: {system}", file=sys.stderr, flush=True)
        every[name] = found
        if found:
            print(table(books[name], found), flush=True)
    if given.json:
        given.json.write_text(json.dumps(every, indent=1, ensure_ascii=False) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
