"""SQLite or PostgreSQL, opened so that what is committed is on the disk."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, SQLAlchemyError

from enduse.errors import RecordError

WAIT_SECONDS = 60
"""How long a writer waits for another one."""

_PAUSE_SECONDS = 0.02

TROUBLE = (SQLAlchemyError, sqlite3.Error, UnicodeDecodeError)
"""What a database raises: the last where a damaged name of a table is no text."""

_LOCK = 0x656E64757365  # "enduse": the lock of PostgreSQL that writers of a record take
_EXPECTED = "sqlite:///FILE or postgresql://USER@HOST/DATABASE"
_OURS = {
    "sqlite": "sqlite",
    "postgresql": "postgresql+psycopg",
    "postgres": "postgresql+psycopg",
}


def file_url(place: Path) -> str:
    """The URL of a SQLite file."""
    return URL.create("sqlite", database=str(place)).render_as_string()


def may_exist(url: str) -> bool:
    """Whether there may be a database at a URL: a file of SQLite that is not there is none."""
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):
        return True  # opening it says what is wrong with it
    try:
        return parsed.get_backend_name() != "sqlite" or Path(str(parsed.database)).exists()
    except OSError:
        return True


def open_engine(url: str) -> Engine:
    """An engine for a URL; `RecordError` for one that names no database we keep a record in."""
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError) as error:
        raise RecordError("its URL", "cannot be read", _EXPECTED) from error
    driver = _OURS.get(parsed.get_backend_name())
    if driver is None or not parsed.database:
        shown = parsed.render_as_string(hide_password=True)
        raise RecordError("its URL", f"is {shown}", _EXPECTED)
    return _sqlite(parsed) if driver == "sqlite" else _postgres(parsed.set(drivername=driver))


def where(engine: Engine) -> str:
    """How the database is named to people: no password in it."""
    return engine.url.render_as_string(hide_password=True)


def _sqlite(url: URL) -> Engine:
    place = Path(str(url.database))
    try:
        if not place.exists():
            place.parent.mkdir(parents=True, exist_ok=True)
            place.touch(mode=0o600)  # it holds names: nobody else's to read
    except OSError as error:
        found = f"cannot be opened ({error.strerror})"
        raise RecordError(str(place), found, "a file that this user may read") from error
    engine = create_engine(url, connect_args={"timeout": WAIT_SECONDS, "isolation_level": None})
    event.listen(engine, "connect", _settle_sqlite)
    event.listen(engine, "begin", _begin)
    return engine


def _settle_sqlite(connection: sqlite3.Connection, _: object) -> None:
    # WAL: readers do not wait for a writer. FULL: a commit is on the disk when it returns.
    _to_wal(connection)
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    # What is taken out is overwritten, not only forgotten.
    connection.execute("PRAGMA secure_delete = ON")


def _to_wal(connection: sqlite3.Connection) -> None:
    # SQLite's own waiting does not cover this: of several processes that start on a new file
    # at once, all but one are told that it is locked.
    until = time.monotonic() + WAIT_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(_PAUSE_SECONDS)
        else:
            return


def _begin(connection: Connection) -> None:
    # A writer takes its lock before it reads the last entry, not after.
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _postgres(url: URL) -> Engine:
    try:
        return create_engine(url, pool_pre_ping=True, connect_args={"connect_timeout": 10})
    except (ImportError, NoSuchModuleError) as error:
        raise RecordError(
            "PostgreSQL", "its driver is not installed", "pip install 'enduse[postgres]'"
        ) from error


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction of the only writer; it is on the disk when the block has ended."""
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        if connection.dialect.name == "postgresql":
            # The server's own setting may be to answer before the disk has it.
            connection.execute(text("SET LOCAL synchronous_commit = on"))
            connection.execute(text(f"SET LOCAL lock_timeout = '{WAIT_SECONDS}s'"))
            connection.execute(text(f"SELECT pg_advisory_xact_lock({_LOCK})"))
        yield connection


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A transaction that sees one state of the record, whatever is written meanwhile.

    Raises `RecordError` where the database does not answer, or is damaged.
    """
    options: dict[str, Any] = {}
    if engine.dialect.name == "postgresql":
        options = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
    try:
        with engine.connect().execution_options(**options) as connection, connection.begin():
            yield connection
    except TROUBLE as error:
        raise RecordError(where(engine), refused(error), "a database that answers") from error


def refused(error: Exception) -> str:
    """What a database said when it did not do as asked, on one line."""
    says = str(error.orig if isinstance(error, DBAPIError) else error).strip()
    return f"does not do as asked ({says.splitlines()[0] if says else error!r})"
