"""How well names are found, and how many innocents are held: JSON on standard output.

    python bench/quality/names.py --sdn sdn.csv --alt alt.csv --innocents names.txt --un un.xml

`--sdn` and `--alt` are the publisher's CSV files without a header, `--innocents` a text
file with a company a line, `--un` the United Nations' XML. Nothing is written.
"""

import argparse
import csv
import json
import random
import sys
import time
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from lxml import etree

from enduse.index.build import build
from enduse.index.index import NameIndex
from enduse.index.search import Match, search
from enduse.index.thresholds import DEFAULT
from enduse.names.ready import ReadyName, ready

Book = dict[tuple[int, int], ReadyName]
FLOORS = tuple(round(0.60 + 0.01 * step, 2) for step in range(40))
HELD_OUT = 2000
SEED = 11


def rows(path: Path) -> list[list[str]]:
    with path.open(encoding="latin-1", newline="") as lines:
        return [row for row in csv.reader(lines) if len(row) > 1]


def kind_of(word: str) -> str:
    kinds = {"individual": "person", "vessel": "vessel", "aircraft": "aircraft"}
    return kinds.get(word.strip(), "company")


def sdn(main: Path, alt: Path) -> dict[int, tuple[str, list[str]]]:
    """Entry number to its kind and names, the primary one first."""
    found = {int(row[0]): (kind_of(row[2]), [row[1]]) for row in rows(main)}
    for row in rows(alt):
        if row[0].isdigit() and int(row[0]) in found:
            found[int(row[0])][1].append(row[3])
    return found


def book_of(entries: dict[int, tuple[str, list[str]]]) -> Book:
    book: Book = {}
    for row, (kind, names) in entries.items():
        for number, text in enumerate(names):
            name = ready(text, kind=kind, family_first=kind == "person")
            if name is not None:
                book[row, number] = name
    return book


def index_of(book: Book) -> NameIndex:
    return build((row, number, name) for (row, number), name in book.items())


def ask(index: NameIndex, book: Book, asked: ReadyName) -> list[Match]:
    return search(
        index,
        asked,
        names=lambda row, number: book[row, number],
        floor=FLOORS[0],
        limit=60,
    )


def share(scores: Sequence[float]) -> dict[str, float]:
    """The share of scores at or above every floor."""
    return {
        f"{floor:.2f}": round(sum(score >= floor for score in scores) / max(1, len(scores)), 4)
        for floor in FLOORS
    }


def held_out(entries: dict[int, tuple[str, list[str]]], *, count: int) -> dict[str, Any]:
    """Take one alias of each of `count` entries out of the index, and ask for it."""
    rng = random.Random(SEED)  # noqa: S311
    sample = sorted(row for row, (_, names) in entries.items() if len(names) > 1)
    chosen = {row: rng.randrange(1, len(entries[row][1])) for row in rng.sample(sample, count)}
    book = book_of(entries)
    asked = {
        row: ready(entries[row][1][number], kind=entries[row][0], family_first=False)
        for row, number in chosen.items()
    }
    for row, number in chosen.items():
        book.pop((row, number), None)
    index = index_of(book)
    start = time.process_time()
    results = {row: ask(index, book, name) for row, name in asked.items() if name is not None}
    spent = time.process_time() - start
    right = {
        row: next((m for m in found if m.row == row), None) for row, found in results.items()
    }
    scores = {row: match.score.score if match else 0.0 for row, match in right.items()}
    by_kind = {
        kind: share([score for row, score in scores.items() if entries[row][0] == kind])[
            f"{DEFAULT.hit:.2f}"
        ]
        for kind in ("person", "company", "vessel")
    }
    missed = [
        (round(scores[row], 3), entries[row][1][chosen[row]], entries[row][1][0])
        for row in sorted(scores)
        if scores[row] < DEFAULT.hit
    ]
    return {
        "queries": len(asked),
        "found": share(list(scores.values())),
        "found_by_kind": by_kind,
        "queries_per_second": round(len(results) / spent, 1),
        "some_missed": rng.sample(missed, min(60, len(missed))),
    }


def false_alarms(book: Book, index: NameIndex, names: Iterable[str]) -> dict[str, Any]:
    asked = [name for text in names if (name := ready(text, kind="company"))]
    start = time.process_time()
    results = [(name, ask(index, book, name)) for name in asked]
    spent = time.process_time() - start
    top = [found[0].score.score if found else 0.0 for _, found in results]
    alarms = [
        (round(found[0].score.score, 3), name.text, book[found[0].row, found[0].name_no].text)
        for name, found in results
        if found and found[0].score.score >= DEFAULT.hit
    ]
    per_1000 = {floor: round(1000 * part, 2) for floor, part in share(top).items()}
    return {
        "queries": len(asked),
        "alarms_per_1000": per_1000,
        "queries_per_second": round(len(asked) / spent, 1),
        "alarms": sorted(alarms, reverse=True)[:80],
    }


def un_entries(path: Path) -> list[tuple[str, list[str], list[str]]]:
    """Kind, Latin names and names in the original script of each entry."""
    found: list[tuple[str, list[str], list[str]]] = []
    for entry in etree.parse(path).iter("INDIVIDUAL", "ENTITY"):
        parts = [entry.findtext(f"{n}_NAME") for n in ("FIRST", "SECOND", "THIRD", "FOURTH")]
        latin = [" ".join(part.strip() for part in parts if part)]
        for alias in entry.iter("ALIAS_NAME"):
            latin += [text.strip() for text in (alias.text or "").split(";") if text.strip()]
        script = (entry.findtext("NAME_ORIGINAL_SCRIPT") or "").strip()
        latin = [text for text in latin if not foreign(text)]
        kind = "person" if entry.tag == "INDIVIDUAL" else "company"
        found.append((kind, latin, [script] if script and foreign(script) else []))
    return found


def foreign(text: str) -> bool:
    return any(c.isalpha() and not unicodedata.name(c, "").startswith("LATIN") for c in text)


def original_script(path: Path) -> dict[str, Any]:
    """Ask for each original-script name among Latin names only."""
    entries = un_entries(path)
    book = book_of({row: (kind, latin) for row, (kind, latin, _) in enumerate(entries)})
    index = index_of(book)
    scores: list[float] = []
    first = 0
    missed = []
    for row, (kind, latin, scripts) in enumerate(entries):
        for text in scripts:
            name = ready(text, kind=kind)
            found = ask(index, book, name) if name else []
            score = next((m.score.score for m in found if m.row == row), 0.0)
            scores.append(score)
            first += bool(found) and found[0].row == row
            if score < DEFAULT.hit:
                missed.append((round(score, 3), text, name.tokens if name else (), latin[0]))
    return {
        "queries": len(scores),
        "found": share(scores),
        "first": round(first / max(1, len(scores)), 4),
        "missed": missed[:60],
    }


def main(arguments: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sdn", type=Path)
    parser.add_argument("--alt", type=Path)
    parser.add_argument("--innocents", type=Path)
    parser.add_argument("--un", type=Path)
    parser.add_argument("--count", type=int, default=HELD_OUT)
    given = parser.parse_args(arguments)
    report: dict[str, Any] = {"threshold": DEFAULT.name, "hit": DEFAULT.hit}
    entries = sdn(given.sdn, given.alt) if given.sdn and given.alt else {}
    if entries:
        report["held_out_aliases"] = held_out(entries, count=given.count)
    if entries and given.innocents:
        start = time.process_time()
        book = book_of(entries)
        made_ready = time.process_time() - start
        index = index_of(book)
        report["index"] = {
            "names": len(book),
            "ready_seconds": round(made_ready, 2),
            "build_seconds": round(time.process_time() - start - made_ready, 2),
        }
        innocents = given.innocents.read_text(encoding="utf-8").splitlines()
        report["innocents"] = false_alarms(book, index, innocents)
    if given.un:
        report["original_script"] = original_script(given.un)
    print(json.dumps(report, indent=1, ensure_ascii=False))


if __name__ == "__main__":
    main(sys.argv[1:])
