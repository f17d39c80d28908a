"""Everything in the record computed again; where the first and every fault is."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain as chain_of
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Table, func, select, text

from enduse.errors import RecordError
from enduse.model.record import BEGINNING, FILES, Entry, Fault, Header, Part, Verified
from enduse.record import chain, checkpoints, database, keys, losses, migrate, rows
from enduse.record.beside import Files, labels_fit
from enduse.record.book import KEY
from enduse.record.canonical import commit
from enduse.record.held import against
from enduse.record.introduced import Keys
from enduse.record.tables import ENTRY, LABEL, PART

Rows = dict[int, list[Any]]

NAMED = 100
"""Faults that are named; those beyond are counted."""

_DAMAGED = "the database itself is damaged"
_GUARDED = ("entry", "part", "label", "file")
_TRIGGERS = {
    "sqlite": (
        "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        {f"{table}_no_{each}" for table in _GUARDED for each in ("update", "delete")},
    ),
    "postgresql": (
        "SELECT tgname FROM pg_trigger WHERE tgenabled <> 'D'"
        " AND tgrelid IN (to_regclass('entry'), to_regclass('part'), to_regclass('label'),"
        " to_regclass('file'))",
        {f"{table}_append_only" for table in _GUARDED},
    ),
}


def verify(engine: Engine, home: Path, *, others: Sequence[tuple[str, bytes]] = ()) -> Verified:
    """Compute chain, commitments, signatures and checkpoints again.

    `others` are files of checkpoints that were given away and come back, each with its name.
    What is written meanwhile is not looked at: it is one state of the record that is verified.
    """
    walk = _Walk(Keys(keys.trusted(home)))
    migrate.expect(engine)
    # Before the entries: a checkpoint that is added meanwhile is of one that we do not see.
    place = home / checkpoints.NAME
    own = [(checkpoints.NAME, place.read_bytes())] if place.exists() else []
    try:
        with database.reading(engine) as connection:
            for fault in _of_database(connection):
                walk.fault(*fault)
            walk.whole(connection)
    except RecordError as error:
        walk.fault("database", f"{_DAMAGED}: {error.args[1]}")
    seen = 0
    for name, data in (*own, *others):
        read = list(checkpoints.read(data.splitlines()))
        seen += len(read)
        for where, says in against(read, name, walk.leaves, owned=walk.owned, known=walk.keys):
            walk.fault(where, says)
    return walk.found(seen)


@dataclass(slots=True)
class _Walk:
    """The chain from its beginning to its end, and what was wrong on the way."""

    keys: Keys
    leaves: bytearray = field(default_factory=bytearray)
    owned: list[losses.Loss] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    files: Files = field(default_factory=Files)
    count: int = 0
    more: int = 0
    clock_back: int = 0
    number: int = 0
    hash: str = BEGINNING
    moment: str = ""

    def fault(self, where: str, says: str) -> None:
        if len(self.faults) < NAMED:
            self.faults.append(Fault(where, says))
        else:
            self.more += 1

    def whole(self, connection: Connection) -> None:
        after = connection.scalar(select(func.min(ENTRY.c.number)))
        after = 0 if after is None else after - 1
        while some := rows.batch(connection, after):
            parts = _beside(connection, PART, (after, some[-1].number))
            labels = _beside(connection, LABEL, (after, some[-1].number))
            for row in some:
                self.entry(row, parts.pop(row.number, []), labels.pop(row.number, []))
            self.orphans("part", chain_of.from_iterable(parts.values()))
            self.orphans("label", chain_of.from_iterable(labels.values()))
            after = some[-1].number
        for what, table in (("part", PART), ("label", LABEL)):
            beyond = select(table).where(table.c.number > after).order_by(table.c.number)
            self.orphans(what, connection.execute(beyond))
        for where, says in self.files.faults(connection):
            self.fault(where, says)

    def orphans(self, what: str, left: Iterable[Any]) -> None:
        for row in left:
            self.fault(f"entry {row.number}, {what} {row.name}", "belongs to no entry")

    def entry(self, row: Any, parts: Sequence[Any], labels: Sequence[Any]) -> None:  # noqa: ANN401  # as it stands
        where = f"entry {row.number}"
        self.count += 1
        self.sequence(row.number)
        try:
            sealed, signature = bytes(row.header), bytes(row.signature)
            header = chain.unseal(sealed, where=where)
        except (RecordError, TypeError) as error:
            says = error.args[1] if isinstance(error, RecordError) else "is of another type"
            self.fault(where, says)
            self.step(chain.hash_of(str(row.header).encode()), row.number)
            return
        for says in self.header(header, row.number):
            self.fault(where, says)
        held = _held(parts)
        introduced = held.get(KEY) if header.kind == KEY else None
        for says in self.keys.look(header.key, signature, sealed, introduced=introduced):
            self.fault(where, says)
        for name, says in _parted(header, held, parts):
            self.fault(f"{where}, part {name}", says)
        for name, says in labels_fit(header.kind, held, labels):
            self.fault(f"{where}, label {name}", says)
        self.files.needed_by(header.number, held.get(FILES))
        if header.kind == losses.LOSS and losses.LOSS in held:
            self.owned.append(
                losses.loss_of(header.number, held[losses.LOSS].data, header.moment)
            )
        self.step(chain.hash_of(sealed), row.number)

    def sequence(self, number: int) -> None:
        if number > self.number + 1:
            missing = f"entry {self.number + 1}"
            if number > self.number + 2:
                missing = f"entries {self.number + 1} to {number - 1}"
            self.fault(missing, "missing")

    def header(self, header: Header, number: int) -> Iterator[str]:
        if header.number != number:
            yield f"its header says that it is entry {header.number}"
        if header.previous != self.hash:
            yield (
                f"is not chained to the entry before: it holds {header.previous[:16]}…, "
                f"and what stands before it hashes to {self.hash[:16]}…"
            )
        moment = chain.moment_text(header.moment)
        if moment < self.moment:
            yield f"is of {moment}, before the entry that it follows ({self.moment})"
        self.moment = max(moment, self.moment)
        self.clock_back += header.clock is not None

    def step(self, hashed: str, number: int) -> None:
        self.hash, self.number = hashed, number
        # A gap keeps its place, so that checkpoints are held against the right entries.
        start = (number - 1) * 32
        if 0 <= start <= len(self.leaves) + NAMED * 32:
            self.leaves[len(self.leaves) : start] = bytes(max(0, start - len(self.leaves)))
            self.leaves[start : start + 32] = bytes.fromhex(hashed)

    def found(self, seen: int) -> Verified:
        return Verified(
            entries=self.count,
            hash=self.hash,
            checkpoints=seen,
            checked=tuple(sorted(self.keys.signed.items())),
            losses=tuple(each.number for each in self.owned),
            clock_back=self.clock_back,
            faults=tuple(self.faults),
            more=self.more,
        )


def _of_database(connection: Connection) -> Iterator[tuple[str, str]]:
    name = connection.dialect.name
    if name == "sqlite":
        found = connection.execute(text("PRAGMA integrity_check(10)")).scalars().all()
        yield from (("database", f"{_DAMAGED}: {each}") for each in found if each != "ok")
    query, wanted = _TRIGGERS[name]
    for each in sorted(wanted - set(connection.execute(text(query)).scalars())):
        yield "database", f"the trigger {each} is gone, which lets nothing be changed"


def _beside(connection: Connection, table: Table, span: tuple[int, int]) -> Rows:
    after, last = span
    query = select(table).where(table.c.number > after, table.c.number <= last)
    found: Rows = {}
    for row in connection.execute(query):
        found.setdefault(row.number, []).append(row)
    return found


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


def _held(parts: Sequence[Any]) -> Mapping[str, Part]:
    """The parts that can be one at all; `_parted` says which of them fit."""
    return {
        row.name: Part(row.name, row.salt, row.data)
        for row in parts
        if isinstance(row.salt, bytes) and isinstance(row.data, bytes)
    }


def _parted(
    header: Header, held: Mapping[str, Part], parts: Sequence[Any]
) -> Iterator[tuple[str, str]]:
    wanted = dict(header.parts)
    for row in parts:
        if row.name not in wanted:
            yield repr(row.name), "is not one that the entry was written with"
    there = {row.name for row in parts}
    for name, commitment in wanted.items():
        if name not in there:
            yield name, "missing"
        elif name not in held or commit(held[name]) != commitment:
            yield name, "is not as it was written: it does not fit its commitment"
