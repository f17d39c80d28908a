"""The chain walked from entry to entry, everything computed again, faults named on the way."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection

from enduse.errors import RecordError
from enduse.model.record import BEGINNING, FILES, Fault, Header, Part
from enduse.record import chain, losses, rows
from enduse.record.beside import Files, labels_fit
from enduse.record.book import KEY
from enduse.record.canonical import commit
from enduse.record.introduced import Keys
from enduse.record.leaves import Leaves
from enduse.record.tombs import PURGE, Tombs, tombstone_of

Found = Mapping[str, Sequence[Any]]
"""The rows beside one entry, by the name of their table."""

_CHANGED = "is not as it was written: it does not fit its commitment"

NAMED = 100
"""Faults that are named; those beyond are counted."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a walk stands: the last entry, its hash, and the latest moment so far."""

    number: int = 0
    hash: str = BEGINNING
    moment: str = ""


@dataclass(slots=True)
class Walk:
    """A way along the chain, and what was wrong on it."""

    keys: Keys
    tombs: Tombs = field(default_factory=Tombs)
    at: Mark = Mark()
    leaves: Leaves = field(default_factory=Leaves)
    owned: list[losses.Loss] = field(default_factory=list)
    files: Files = field(default_factory=Files)
    faults: list[Fault] = field(default_factory=list)
    count: int = 0
    more: int = 0
    clock_back: int = 0

    def fault(self, where: str, says: str) -> None:
        """Name a fault, or count it where enough are named."""
        if len(self.faults) < NAMED:
            self.faults.append(Fault(where, says))
        else:
            self.more += 1

    def go(self, connection: Connection, *, after: int | None, to: int | None) -> None:
        """Walk over the entries after one number up to another, and what is beside them."""
        for some, beside in rows.with_beside(connection, after=after, to=to):
            for row in some:
                self.orphans(beside, before=row.number)
                self.entry(
                    connection,
                    row,
                    {what: left.pop(row.number, []) for what, left in beside.items()},
                )
            self.orphans(beside, before=None)

    def end(self, connection: Connection) -> None:
        """Look, behind the last entry, at what all of them rest on."""
        for where, says in self.files.faults(connection):
            self.fault(where, says)

    def follow(self, other: "Walk", *, began: Mark) -> bool:
        """Take over a walk that began at a mark, where this one stands at the same."""
        if self.at != began or not self.keys.follow(other.keys):
            return False
        for each in other.faults:
            self.fault(each.where, each.says)
        self.more += other.more
        self.at = other.at
        self.count += other.count
        self.clock_back += other.clock_back
        self.owned += other.owned
        self.leaves.follow(other.leaves)
        self.files.follow(other.files)
        return True

    def orphans(self, beside: rows.Beside, *, before: int | None) -> None:
        """Name what stands beside no entry, of numbers before one."""
        for what, left in beside.items():
            # SQLite keeps also a text where a number belongs, behind all numbers.
            while (number := next(iter(left), None)) is not None and (
                before is None or (isinstance(number, int | float) and number < before)
            ):
                for row in left.pop(number):
                    self.fault(f"entry {number}, {what} {row.name}", "belongs to no entry")

    def entry(self, connection: Connection, row: Any, beside: Found) -> None:  # noqa: ANN401
        """One entry with what is beside it, as the rows stand."""
        where = f"entry {row.number}"
        self.count += 1
        self.sequence(row.number)
        try:
            sealed, signature = bytes(row.header), bytes(row.signature)
            header = chain.unseal(sealed, where=where)
        except (RecordError, TypeError) as error:
            says = error.args[1] if isinstance(error, RecordError) else "is of another type"
            self.fault(where, says)
            self.step(row.number, chain.hash_of(str(row.header).encode()), self.at.moment)
            return
        for says in self.header(header, row.number):
            self.fault(where, says)
        parts = beside["part"]
        held = _held(parts)
        introduced = held.get(KEY) if header.kind == KEY else None
        for says in self.keys.look(header.key, signature, sealed, introduced=introduced):
            self.fault(where, says)
        for name, says in self.parted(connection, header, held=held, beside=beside):
            self.fault(f"{where}, part {name}", says)
        for name, says in labels_fit(header.kind, held, beside["label"]):
            self.fault(f"{where}, label {name}", says)
        self.files.needed_by(header.number, held.get(FILES))
        loss = losses.loss_of(header, held.get(losses.LOSS))
        if header.kind == losses.LOSS and loss is not None:
            self.owned.append(loss)
        moment = max(chain.moment_text(header.moment), self.at.moment)
        self.step(row.number, chain.hash_of(sealed), moment)

    def parted(
        self, connection: Connection, header: Header, *, held: Mapping[str, Part], beside: Found
    ) -> Iterator[tuple[str, str]]:
        """What of an entry's parts is not as it was written, or as a tombstone says."""
        wanted = dict(header.parts)
        there = {row.name for row in beside["part"]}
        purged = {row.name: row.tombstone for row in beside["purged"]}
        for name in sorted({*there, *purged} - wanted.keys(), key=str):
            yield repr(name), "is not one that the entry was written with"
        for name, commitment in wanted.items():
            if name in purged:
                told = self.told(connection, header.number, name, by=purged[name])
                says = told or (_back(purged[name]) if name in there else None)
            elif name not in there:
                says = "missing"
            else:
                fits = name in held and commit(held[name]) == commitment
                says = None if fits else _CHANGED
            if says is not None:
                yield name, says
        tomb = tombstone_of(header, held.get(PURGE))
        if tomb is not None:
            for where, says in self.tombs.faults(connection, header.number, tomb):
                yield PURGE, f"{where} {says}"

    def told(self, connection: Connection, number: int, name: str, *, by: int) -> str | None:
        """What is wrong with the word of a table that a part was taken out."""
        tomb = self.tombs.at(connection, by)
        if tomb is not None and tomb.names(number, name):
            return None
        return f"is said to be taken out by entry {by}, which does not say so"

    def sequence(self, number: int) -> None:
        """Name the entries that are missing before this one."""
        last = self.at.number
        if number > last + 1:
            missing = f"entry {last + 1}"
            if number > last + 2:
                missing = f"entries {last + 1} to {number - 1}"
            self.fault(missing, "missing")

    def header(self, header: Header, number: int) -> Iterator[str]:
        """What in a header does not follow from where the walk stands."""
        if header.number != number:
            yield f"its header says that it is entry {header.number}"
        if header.previous != self.at.hash:
            yield (
                f"is not chained to the entry before: it holds {header.previous[:16]}…, "
                f"and what stands before it hashes to {self.at.hash[:16]}…"
            )
        moment = chain.moment_text(header.moment)
        if moment < self.at.moment:
            yield f"is of {moment}, before the entry that it follows ({self.at.moment})"
        self.clock_back += header.clock is not None

    def step(self, number: int, hashed: str, moment: str) -> None:
        """Stand at an entry."""
        self.at = Mark(number, hashed, moment)
        self.leaves.put(number, bytes.fromhex(hashed))


def _back(by: int) -> str:
    return f"was taken out by entry {by}, and is there again, as from an older copy"


def _held(parts: Sequence[Any]) -> Mapping[str, Part]:
    """The parts that can be one at all; `_parted` says which of them fit."""
    return {
        row.name: Part(row.name, row.salt, row.data)
        for row in parts
        if isinstance(row.salt, bytes) and isinstance(row.data, bytes)
    }
