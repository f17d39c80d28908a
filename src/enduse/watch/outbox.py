"""Messages on their way: kept until the other side took them, so that none is lost."""

from collections.abc import Iterable
from dataclasses import dataclass

from enduse.watch.parties import Holding, Parties


@dataclass(frozen=True, slots=True)
class Letter:
    """A message to be sent, and of whom it tells: a holder, and the entry that decided it."""

    id: str
    body: str
    kind: Holding
    name: str
    entry: int


@dataclass(frozen=True, slots=True)
class Message:
    """A message by its id, which is the same however often it is sent."""

    id: str
    body: str
    tries: int = 0
    trouble: str | None = None


class Outbox:
    """The messages of a store. Written in its `changing`, so that they and the state agree."""

    def __init__(self, store: Parties) -> None:
        self._store = store

    def put(self, letters: Iterable[Letter], *, made: str) -> None:
        """Take messages in; one that is there already stays as it is."""
        rows = [
            (each.id, made, each.body, each.kind, each.name, each.entry) for each in letters
        ]
        self._store.db.executemany(
            "INSERT OR IGNORE INTO message VALUES (?, ?, ?, 0, 'waiting', NULL, ?, ?, ?)", rows
        )

    def waiting(self) -> list[Message]:
        """What must still be sent, the oldest first; what was refused is tried again too."""
        rows = self._store.db.execute(
            "SELECT id, body, tries, trouble FROM message WHERE state != 'sent'"
            " ORDER BY made, id"
        )
        return [Message(*row) for row in rows]

    def sent(self, name: str) -> None:
        """The other side took it: its text is needed no longer, its id is."""
        with self._store.changing():
            self._store.db.execute(
                "UPDATE message SET state = 'sent', tries = tries + 1, trouble = NULL,"
                " body = '' WHERE id = ?",
                [name],
            )

    def failed(self, name: str, trouble: str) -> None:
        """It was not taken, and why."""
        with self._store.changing():
            self._store.db.execute(
                "UPDATE message SET state = 'failed', tries = tries + 1, trouble = ?"
                " WHERE id = ?",
                [trouble[:500], name],
            )

    def count(self) -> int:
        """How many must still be sent."""
        query = "SELECT count(*) FROM message WHERE state != 'sent'"
        return int(self._store.db.execute(query).fetchone()[0])
