"""Everything in the record computed again; where the first and every fault is."""

import multiprocessing
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from pathlib import Path

from sqlalchemy import Connection, Engine, text

from enduse.errors import RecordError
from enduse.model.record import Entry, Part, Verified
from enduse.record import chain, checkpoints, database, keys, migrate, rows, stretches
from enduse.record.canonical import commit
from enduse.record.held import against
from enduse.record.introduced import Keys
from enduse.record.walk import Walk

LONG = 20_000
"""Entries from which several processes are worth their start."""

_DAMAGED = "the database itself is damaged"
_TABLES = ("entry", "part", "label", "file", "purged", "dropped")
_LETTING_GO = ("part", "label", "file")
_TRIGGERS = {
    "sqlite": (
        "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        {f"{table}_no_{each}" for table in _TABLES for each in ("update", "delete")},
    ),
    "postgresql": (
        "SELECT tgname FROM pg_trigger WHERE tgenabled <> 'D' AND tgrelid IN"
        " (to_regclass('entry'), to_regclass('part'), to_regclass('label'),"
        " to_regclass('file'), to_regclass('purged'), to_regclass('dropped'))",
        {f"{table}_append_only" for table in _TABLES}
        | {f"{table}_only_purged" for table in _LETTING_GO},
    ),
}


def verify(
    engine: Engine,
    home: Path,
    *,
    others: Sequence[tuple[str, bytes]] = (),
    processes: int = 1,
) -> Verified:
    """Compute chain, commitments, signatures and checkpoints again.

    `others` are files of checkpoints that were given away and come back, each with its name.
    What is written meanwhile is not looked at: it is one state of the record that is verified.
    Several `processes` find the same as one, sooner; a short record is left to one.
    """
    migrate.expect(engine)
    if processes == 1 or not _is_long(engine):
        return verify_by(engine, home, others=others)
    # Spawned, not forked: a connection to SQLite must not come along into another process.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(processes, mp_context=context) as pool:
        return verify_by(engine, home, others=others, pool=pool)


def verify_by(
    engine: Engine,
    home: Path,
    *,
    others: Sequence[tuple[str, bytes]] = (),
    pool: Executor | None = None,
    size: int = stretches.STRETCH,
) -> Verified:
    """What `verify` finds: by one walk, or by those of a pool over stretches of `size`."""
    trusted = keys.trusted(home)
    # Before the entries: a checkpoint that is added meanwhile is of one that we do not see.
    place = home / checkpoints.NAME
    own = [(checkpoints.NAME, place.read_bytes())] if place.exists() else []
    walk = None if pool is None else _together(engine, trusted, pool, size=size)
    walk = walk or _alone(engine, trusted)
    seen = 0
    for name, data in (*own, *others):
        read = list(checkpoints.read(data.splitlines()))
        seen += len(read)
        for where, says in against(read, name, walk.leaves, owned=walk.owned, known=walk.keys):
            walk.fault(where, says)
    return _found(walk, seen)


def _is_long(engine: Engine) -> bool:
    try:
        with database.reading(engine) as connection:
            ends = rows.ends(connection)
    except RecordError:
        return False
    return ends is not None and ends[1] - ends[0] >= LONG


def _alone(engine: Engine, trusted: Mapping[str, bytes]) -> Walk:
    """One walk over everything: what any other way is held against."""
    walk = Walk(Keys(trusted))
    try:
        with database.reading(engine) as connection:
            for fault in _of_database(connection):
                walk.fault(*fault)
            walk.go(connection, after=None, to=None)
            walk.end(connection)
    except RecordError as error:
        walk.fault("database", f"{_DAMAGED}: {error.args[1]}")
    return walk


def _together(
    engine: Engine, trusted: Mapping[str, bytes], pool: Executor, *, size: int
) -> Walk | None:
    """The same by a pool; None where the database itself is damaged, which one walk tells."""
    url = engine.url.render_as_string(hide_password=False)
    sound = pool.submit(is_sound, url)
    try:
        with database.reading(engine) as connection:
            walk = stretches.walk(connection, trusted, pool=pool, size=size)
    except RecordError:
        return None
    return walk if sound.result() else None


def is_sound(url: str) -> bool:
    """Whether a database finds nothing wrong with itself; for a process of its own."""
    engine = database.open_engine(url)
    try:
        with database.reading(engine) as connection:
            return not any(_of_database(connection))
    except RecordError:
        return False
    finally:
        engine.dispose()


def _found(walk: Walk, seen: int) -> Verified:
    return Verified(
        entries=walk.count,
        hash=walk.at.hash,
        checkpoints=seen,
        checked=tuple(sorted(walk.keys.signed.items())),
        losses=tuple(each.number for each in walk.owned),
        clock_back=walk.clock_back,
        faults=tuple(walk.faults),
        more=walk.more,
    )


def _of_database(connection: Connection) -> Iterator[tuple[str, str]]:
    name = connection.dialect.name
    if name == "sqlite":
        found = connection.execute(text("PRAGMA integrity_check(10)")).scalars().all()
        yield from (("database", f"{_DAMAGED}: {each}") for each in found if each != "ok")
    query, wanted = _TRIGGERS[name]
    for each in sorted(wanted - set(connection.execute(text(query)).scalars())):
        yield "database", f"the trigger {each} is gone, which lets nothing be changed"


def faults_of(
    entry: Entry, parts: Mapping[str, Part], trusted: Mapping[str, bytes]
) -> Iterator[str]:
    """What is wrong with one entry by itself: its signature, and its parts.

    A part that is not there is none of it. Whether the entry stands in the chain is for
    `verify` to say.
    """
    public = trusted.get(entry.header.key)
    if public is None:
        yield f"is signed with the key {entry.header.key}, which is not among the trusted ones"
    elif not keys.signed(public, entry.signature, chain.ENTRY + entry.sealed):
        yield f"its signature is not of the key {entry.header.key}"
    wanted = dict(entry.header.parts)
    for name, part in parts.items():
        if name not in wanted:
            yield f"part {name!r} is not one that the entry was written with"
        elif commit(part) != wanted[name]:
            yield f"part {name} is not as it was written: it does not fit its commitment"
