"""Parties, each once, and the orders and partners that they stand in."""

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from enduse.errors import EditionError
from enduse.watch.tables import connect

FILE = "watch.sqlite"
ORDER: Literal["order"] = "order"
PARTNER: Literal["partner"] = "partner"
Holding = Literal["order", "partner"]
Upto = Mapping[str, str]
"""For each list the edition up to which somebody was watched; a list that is absent: none."""

_SOME = 500
"""Numbers in one question: SQLite takes no more than some thousand."""


@dataclass(frozen=True, slots=True)
class Known:
    """A party as it is compared: its facts as JSON, and its numbers as they are looked up."""

    path: str
    facts: str
    numbers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Holder:
    """An order or a partner: who stands in it, and what was decided of it last."""

    kind: Holding
    name: str
    parties: tuple[Known, ...]
    upto: Upto
    entry: int = 0
    verdict: str | None = None
    engine: str | None = None
    names: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Kept:
    """A holder as it is kept, without its parties."""

    id: int
    kind: Holding
    name: str
    entry: int
    verdict: str | None
    engine: str | None
    cohort: int


class Parties:
    """Who is watched. Nothing is kept but by `changing`."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / FILE
        self.db = connect(self.path)
        self._cohorts: dict[str, int] = {}

    def close(self) -> None:
        """Let go of the file."""
        self.db.close()

    def tidy(self) -> None:
        """Leave no trace of who was forgotten, in the journal of the database or its pages.

        A page that was divided keeps copies of rows that moved: so the file is written anew.
        """
        try:
            self.db.execute("VACUUM")
            self.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        except sqlite3.Error as error:
            raise EditionError(str(self.path), str(error), "room to write it anew") from error

    @contextmanager
    def changing(self) -> Iterator[None]:
        """All changes of a block, or none; on the disk when it ends."""
        try:
            self.db.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self.db.execute("ROLLBACK")
                self._cohorts.clear()
                raise
            self.db.execute("COMMIT")
        except sqlite3.Error as error:
            expected = "a disk that takes it"
            raise EditionError(str(self.path), str(error), expected) from error

    def fact(self, name: str, default: str = "") -> str:
        """A fact of this store by name, such as how far the record was read."""
        row = self.db.execute("SELECT value FROM fact WHERE name = ?", [name]).fetchone()
        return str(row[0]) if row else default

    def note(self, name: str, value: str) -> None:
        """Write such a fact down."""
        self.db.execute("INSERT OR REPLACE INTO fact VALUES (?, ?)", [name, value])

    def put(self, holder: Holder) -> None:
        """Take a holder in, or anew where there is one of its kind and name."""
        db, before = self.db, self.named(holder.kind, holder.name)
        known = [holder.entry, holder.verdict, holder.engine, self.cohort(holder.upto)]
        old: set[int] = set()
        if before is None:
            query = (
                "INSERT INTO holder (kind, name, entry, verdict, engine, cohort)"
                " VALUES (?, ?, ?, ?, ?, ?)"
            )
            number = db.execute(query, [holder.kind, holder.name, *known]).lastrowid or 0
        else:
            number = before.id
            old = self._emptied([number])
            query = (
                "UPDATE holder SET entry = ?, verdict = ?, engine = ?, cohort = ? WHERE id = ?"
            )
            db.execute(query, [*known, number])
        stands = [(number, each.path, self._party(each)) for each in holder.parties]
        db.executemany("INSERT INTO stands VALUES (?, ?, ?)", stands)
        names = [(*each, number) for each in dict.fromkeys(holder.names)]
        db.executemany("INSERT INTO names VALUES (?, ?, ?)", names)
        self._without_holder(old)

    def cohort(self, upto: Upto) -> int:
        """The number of those that were watched up to these editions."""
        text = json.dumps(dict(upto), sort_keys=True, separators=(",", ":"))
        if text not in self._cohorts:
            self.db.execute("INSERT OR IGNORE INTO cohort (upto) VALUES (?)", [text])
            found = self.db.execute("SELECT id FROM cohort WHERE upto = ?", [text])
            self._cohorts[text] = int(found.fetchone()[0])
        return self._cohorts[text]

    def cohorts(self) -> dict[int, dict[str, str]]:
        """Up to which editions somebody was watched, by cohort, where it has anybody."""
        rows = self.db.execute(
            "SELECT id, upto FROM cohort WHERE id IN (SELECT DISTINCT cohort FROM holder)"
        )
        return {int(number): json.loads(text) for number, text in rows}

    def sizes(self) -> dict[int, int]:
        """How many orders and partners each cohort has."""
        return dict(self.db.execute("SELECT cohort, count(*) FROM holder GROUP BY cohort"))

    def advance(self, cohort: int, upto: Upto) -> None:
        """From now on these were watched up to other editions."""
        other = self.cohort(upto)
        if other != cohort:
            self.db.execute("UPDATE holder SET cohort = ? WHERE cohort = ?", [other, cohort])

    def decided(self, holder: int, verdict: str) -> None:
        """What was decided of an order last."""
        self.db.execute("UPDATE holder SET verdict = ? WHERE id = ?", [verdict, holder])

    def named(self, kind: Holding, name: str) -> Kept | None:
        """The holder of a name."""
        query = f"{_KEPT} WHERE kind = ? AND name = ?"
        row = self.db.execute(query, [kind, name]).fetchone()
        return Kept(*row) if row else None

    def holders(self, numbers: Iterable[int]) -> dict[int, Kept]:
        """Holders by number."""
        found = self._in(f"{_KEPT} WHERE id IN", numbers)
        return {row[0]: Kept(*row) for row in found}

    def stands(self, parties: Iterable[int]) -> list[tuple[int, str, int]]:
        """Where parties stand: holder, path, party."""
        return list(self._in("SELECT holder, path, party FROM stands WHERE party IN", parties))

    def naming(self, list_id: str, entries: Iterable[str]) -> Iterator[tuple[str, int]]:
        """The holders whose decisions name some entries of a list, each with the entry."""
        question = "SELECT entry, holder FROM names WHERE list = ? AND entry IN"
        yield from self._in(question, entries, list_id)

    def with_number(self, keys: Iterable[str]) -> set[int]:
        """The parties that have one of some numbers."""
        return {row[0] for row in self._in("SELECT party FROM number WHERE key IN", keys)}

    def facts(self, parties: Iterable[int]) -> dict[int, str]:
        """The facts of parties by number."""
        return dict(self._in("SELECT id, facts FROM party WHERE id IN", parties))

    def facts_of(self, holder: int) -> list[str]:
        """The facts of who stands in a holder, by path."""
        query = (
            "SELECT facts FROM party JOIN stands ON party.id = stands.party"
            " WHERE holder = ? ORDER BY path"
        )
        return [str(row[0]) for row in self.db.execute(query, [holder])]

    def between(self, first: int, last: int) -> list[tuple[int, str]]:
        """The parties with numbers from `first` to before `last`, and their facts."""
        query = "SELECT id, facts FROM party WHERE id >= ? AND id < ? ORDER BY id"
        return list(self.db.execute(query, [first, last]))

    def last(self) -> int:
        """The highest number that a party was ever given."""
        row = self.db.execute("SELECT seq FROM sqlite_sequence WHERE name = 'party'").fetchone()
        return int(row[0]) if row else 0

    def count(self) -> dict[str, int]:
        """How many parties there are, and in how many orders and partners they stand."""
        found = {"parties": self.db.execute("SELECT count(*) FROM party").fetchone()[0]}
        for kind in (ORDER, PARTNER):
            query = "SELECT count(*) FROM holder WHERE kind = ?"
            found[f"{kind}s"] = self.db.execute(query, [kind]).fetchone()[0]
        return found

    def entries(self) -> list[int]:
        """The numbers in the record of the decisions whose orders are watched or were told."""
        query = (
            "SELECT entry FROM holder WHERE entry > 0"
            " UNION SELECT entry FROM message WHERE entry > 0 ORDER BY entry"
        )
        return [int(row[0]) for row in self.db.execute(query)]

    def drop(self, kind: Holding, names: Iterable[str]) -> None:
        """Watch holders no longer. What was told of them stays on its way."""
        query = "SELECT id FROM holder WHERE kind = ? AND name IN"
        self._drop([row[0] for row in self._in(query, names, kind)])

    def drop_closed(self, name: str, entry: int) -> None:
        """Watch an order no longer: by its name, or by the number of its decision."""
        query = "SELECT id FROM holder WHERE kind = ? AND (name = ? OR entry > 0 AND entry = ?)"
        self._drop([row[0] for row in self.db.execute(query, [ORDER, name, entry])])

    def drop_orders(self) -> None:
        """Watch no order any longer. What was not sent yet stays on its way."""
        query = "SELECT id FROM holder WHERE kind = ?"
        self._drop([row[0] for row in self.db.execute(query, [ORDER])])
        self.db.execute("DELETE FROM message WHERE kind = ? AND state = 'sent'", [ORDER])

    def drop_messages(self, kind: Holding, names: Sequence[str]) -> None:
        """Forget what was told of some holders, sent or not."""
        for some in _some(names):
            query = f"DELETE FROM message WHERE kind = ? AND name IN {_marks(some)}"  # noqa: S608
            self.db.execute(query, [kind, *some])

    def drop_entries(self, entries: Sequence[int]) -> None:
        """Forget orders by the numbers of their decisions in the record, and what was told."""
        query = "SELECT id FROM holder WHERE entry > 0 AND entry IN"
        self._drop([row[0] for row in self._in(query, entries)])
        self._delete("message", "entry", [each for each in entries if each > 0])

    def gone(self) -> list[int]:
        """The parties that nobody has any more and that may still be laid out, in order."""
        return [row[0] for row in self.db.execute("SELECT party FROM gone ORDER BY party")]

    def wiped(self, parties: Sequence[int]) -> None:
        """Those are laid out nowhere any more."""
        self._delete("gone", "party", parties)

    def _drop(self, holders: Sequence[int]) -> None:
        parties = self._emptied(holders)
        self._delete("holder", "id", holders)
        self._without_holder(parties)

    def _emptied(self, holders: Sequence[int]) -> set[int]:
        """Take out what stands in holders; gives back the parties that stood there."""
        found = self._in("SELECT party FROM stands WHERE holder IN", holders)
        parties = {row[0] for row in found}
        self._delete("stands", "holder", holders)
        self._delete("names", "holder", holders)
        return parties

    def _without_holder(self, parties: set[int]) -> None:
        """Forget those of some parties that nobody has any more."""
        left = {row[0] for row in self._in("SELECT party FROM stands WHERE party IN", parties)}
        gone = parties - left
        self._delete("number", "party", sorted(gone))
        self._delete("party", "id", sorted(gone))
        self.db.executemany("INSERT INTO gone VALUES (?)", [[each] for each in sorted(gone)])

    def _delete(self, table: str, column: str, numbers: Sequence[int]) -> None:
        for some in _some(numbers):
            query = f"DELETE FROM {table} WHERE {column} IN {_marks(some)}"  # noqa: S608
            self.db.execute(query, some)

    def _party(self, known: Known) -> int:
        key = hashlib.sha256(known.facts.encode("utf-8", "surrogatepass")).digest()
        row = self.db.execute("SELECT id FROM party WHERE key = ?", [key]).fetchone()
        if row:
            return int(row[0])
        made = self.db.execute(
            "INSERT INTO party (key, facts) VALUES (?, ?)", [key, known.facts]
        )
        number = made.lastrowid or 0
        rows = [(each, number) for each in dict.fromkeys(known.numbers)]
        self.db.executemany("INSERT INTO number VALUES (?, ?)", rows)
        return number

    def _in(
        self, question: str, values: Iterable[object], *before: object
    ) -> Iterator[tuple[Any, ...]]:
        for some in _some(list(values)):
            yield from self.db.execute(
                f"{question} {_marks(some)}", [*before, *some]
            ).fetchall()


_KEPT = "SELECT id, kind, name, entry, verdict, engine, cohort FROM holder"


def _some(values: Sequence[object]) -> Iterator[Sequence[object]]:
    yield from (values[at : at + _SOME] for at in range(0, len(values), _SOME))


def _marks(values: Sequence[object]) -> str:
    return f"({', '.join('?' * len(values))})"
