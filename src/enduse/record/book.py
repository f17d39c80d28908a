"""The book: entries appended to the end, each chained to the one before and signed."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import Connection, Engine

from enduse.errors import RecordError
from enduse.model.record import (
    BEGINNING,
    FILES,
    LABELS,
    Checkpoint,
    Draft,
    Entry,
    Header,
    Part,
)
from enduse.record import (
    chain,
    checkpoints,
    database,
    files,
    keys,
    labels,
    losses,
    merkle,
    migrate,
    rows,
)
from enduse.record.canonical import commit, part_of
from enduse.record.patience import Patience

FILE = "record.sqlite"
KEY = "key"
"""The kind of entry that introduces a public key, and the name of its part."""

Also = Callable[[Connection, Sequence[Entry]], None]
"""What is done in the transaction of entries that were just written."""


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(slots=True)
class Book:
    """A record that is open. `home` holds key and checkpoints, and the file of SQLite.

    Open it with `open_book`. One book is for one thread; any number of processes may have
    the same record open.
    """

    engine: Engine
    home: Path
    clock: Callable[[], datetime] = _now
    _signer: keys.Signer | None = None
    _last: Entry | None = None
    _introduced: bool = False

    def append(self, drafts: Sequence[Draft], *, also: Also | None = None) -> tuple[Entry, ...]:
        """Record all of `drafts` in one transaction, or none; on the disk when it returns.

        `also` is done in the same transaction, with the entries that were made.

        Raises `RecordError` where that cannot be said: nothing of it may then be taken for
        recorded. A server that restarts is waited for, and nothing is recorded twice.
        """
        if not drafts:
            return ()
        parts = [_parts_of(draft) for draft in drafts]
        patience, made = Patience(self.where), tuple[Entry, ...]()
        while True:
            made, error = self._try(drafts, parts, made, also=also)
            if error is None:
                break
            patience.wait(error)
        self._last, self._introduced = made[-1], True
        checkpoints.add(self.home, checkpoints.make(made[-1], self.signer))
        return made[-len(drafts) :]

    def _try(
        self,
        drafts: Sequence[Draft],
        parts: list[list[Part]],
        made: tuple[Entry, ...],
        *,
        also: Also | None,
    ) -> tuple[tuple[Entry, ...], Exception | None]:
        """The entries as they were tried, and why they may not be there."""
        try:
            with database.writing(self.engine) as connection:
                if made and rows.stands(connection, made[-1]):
                    return made, None  # it was committed, and only the answer was lost
                last = self._end(connection)
                if not self._is_introduced(connection, last):
                    own = Draft(KEY, {KEY: {"public": self.signer.public.hex()}})
                    drafts, parts = [own, *drafts], [_parts_of(own), *parts]
                made = self._seal(last, drafts, parts)
                rows.add(connection, made, parts)
                labels.add(connection, made, parts)
                if also is not None:
                    also(connection, made)
        except database.TROUBLE as error:
            return made, error
        return made, None

    def _end(self, connection: Connection) -> Entry | None:
        """The last entry. The one that we saw last must still stand at or before it."""
        seen = self._last
        if seen is not None and not rows.stands(connection, seen):
            found = f"no longer holds entry {seen.header.number} as it was written"
            raise RecordError(self.where, found, "the database that was there before")
        return rows.last(connection)

    def _is_introduced(self, connection: Connection, last: Entry | None) -> bool:
        """Whether our public key stands in the record; looked for once."""
        if self._introduced or last is None or last.header.key == self.signer.id:
            return self._introduced or last is not None
        return any(each.header.key == self.signer.id for each in rows.walk(connection))

    def _seal(
        self, last: Entry | None, drafts: Sequence[Draft], parts: Sequence[Sequence[Part]]
    ) -> tuple[Entry, ...]:
        made: list[Entry] = []
        for draft, some in zip(drafts, parts, strict=True):
            last = self._next(last, draft.kind, some)
            made.append(last)
        return tuple(made)

    def _next(self, last: Entry | None, kind: str, parts: Sequence[Part]) -> Entry:
        says = self.clock()
        moment = says if last is None else max(says, last.header.moment)
        header = Header(
            number=last.header.number + 1 if last else 1,
            previous=last.hash if last else BEGINNING,
            moment=moment,
            kind=kind,
            parts=tuple((each.name, commit(each)) for each in parts),
            key=self.signer.id,
            clock=says if says < moment else None,
        )
        sealed = chain.seal(header)
        signature = self.signer.sign(chain.ENTRY + sealed)
        return Entry(header, sealed, signature, chain.hash_of(sealed))

    def keep(self, data: bytes) -> str:
        """Keep a file that decisions rest on, once; gives back its SHA-256 in hex.

        Name it in the `files` of each draft that rests on it. Raises `RecordError` where it
        cannot be said that it is on the disk.
        """
        patience = Patience(self.where)
        while True:
            try:
                with database.writing(self.engine) as connection:
                    return files.add(connection, data)
            except database.TROUBLE as error:
                patience.wait(error)

    def kept_file(self, name: str) -> bytes:
        """A kept file by its SHA-256; `RecordError` where it is gone, or was changed."""
        with database.reading(self.engine) as connection:
            return files.get(connection, name, where=self.where)

    def find(self, name: str, text: str) -> Iterator[Entry]:
        """The entries with a label ("order": "SO-1"; "kind": "decision"), the newest first."""
        before = None
        while True:
            # No transaction stays open between two of them: whoever asks may stop at the first.
            with database.reading(self.engine) as connection:
                found = labels.find(connection, name, text, before=before)
            yield from found
            if len(found) < labels.AT_ONCE:
                return
            before = found[-1].header.number

    def checkpoint(self) -> Checkpoint:
        """A checkpoint with the Merkle root over all entries, added to the file."""
        leaves: list[bytes] = []
        last = None
        for last in self.entries():
            leaves.append(bytes.fromhex(last.hash))
        if last is None:
            raise RecordError(self.where, "is empty", "an entry, to say how far it has come")
        made = checkpoints.make(last, self.signer, root=merkle.root(leaves).hex())
        checkpoints.add(self.home, made)
        return made

    def own_loss(self, *, reason: str, person: str) -> Entry:
        """Own to what checkpoints know and the database lost, so that the record goes on.

        What was lost stays lost, and stays said: by an entry, and whenever this is verified.
        """
        lost = losses.unaccounted(self.engine, self.home)
        if not lost:
            raise RecordError(self.where, "lacks nothing that a checkpoint knows of", "a loss")
        last = next(self.newest(1), None)
        kept = last.header.number if last else 0
        plain = losses.plain_of(lost, kept=kept, reason=reason, person=person)
        self._last, self._introduced = None, False
        before, latest = self.clock, max(each.moment for each in lost)
        after = latest + timedelta(microseconds=1)  # by which lost and new are told apart
        self.clock = lambda: max(before(), after)
        try:
            return self.append([Draft(losses.LOSS, {losses.LOSS: plain})])[-1]
        finally:
            self.clock = before

    @property
    def signer(self) -> keys.Signer:
        """The key that signs, made when it is first needed."""
        if self._signer is None:
            self._signer = keys.signer(self.home)
        return self._signer

    @property
    def where(self) -> str:
        """The database as people may read it: without a password."""
        return database.where(self.engine)

    def entries(self, *, after: int = 0) -> Iterator[Entry]:
        """The entries after a number, in their order."""
        with database.reading(self.engine) as connection:
            yield from rows.walk(connection, after=after)

    def newest(self, count: int) -> Iterator[Entry]:
        """The last entries, the newest first."""
        with database.reading(self.engine) as connection:
            yield from rows.newest(connection, count)

    def parts(self, number: int) -> dict[str, Part]:
        """The parts of an entry, by name."""
        with database.reading(self.engine) as connection:
            return rows.parts(connection, number)

    def taken_out(self, number: int) -> dict[str, int]:
        """The parts of an entry that were taken out, each with the entry that says so."""
        with database.reading(self.engine) as connection:
            return rows.taken_out(connection, number)

    def close(self) -> None:
        """Let go of the database."""
        self.engine.dispose()


def open_book(
    home: Path,
    *,
    url: str | None = None,
    write: bool = True,
    held: bool = True,
    clock: Callable[[], datetime] = _now,
) -> Book:
    """Open the record at `url`, by default a file of SQLite in `home`.

    To `write`, the tables are made or brought to this version; to read, they must be there.
    It is `held` against the checkpoints: `RecordError` where it lacks what they saw.
    """
    place = home / FILE
    if url is None and not write and not place.exists():
        raise RecordError(str(place), "is not there", "a record; `check --record` begins one")
    engine = database.open_engine(url or database.file_url(place))
    try:
        if write:
            migrate.bring(engine)
        else:
            migrate.expect(engine)
        if held:
            losses.hold(engine, home)
    except database.TROUBLE as error:
        engine.dispose()
        found = database.refused(error)
        raise RecordError(database.where(engine), found, "a database that answers") from error
    except RecordError:
        engine.dispose()
        raise
    home.mkdir(parents=True, exist_ok=True)
    return Book(engine, home, clock)


def _parts_of(draft: Draft) -> list[Part]:
    own: dict[str, object] = {}
    if draft.labels:
        own[LABELS] = dict(draft.labels)
    if draft.files:
        own[FILES] = sorted(draft.files)
    if own.keys() & draft.parts.keys():
        raise ValueError(f"{LABELS} and {FILES} are parts that the record makes")
    parts = {**draft.parts, **own}
    return [part_of(name, value, where=draft.kind) for name, value in sorted(parts.items())]
