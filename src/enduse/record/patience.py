"""How long a database that does not take what it is given is asked again."""

import time
from dataclasses import dataclass, field

from sqlalchemy.exc import DBAPIError

from enduse.errors import RecordError
from enduse.record import database

_SECONDS = 60.0
_PAUSE_SECONDS = 0.25
_PASSING = ("08", "40", "57P", "55P03")
"""Classes of PostgreSQL's errors that pass: lost connection, conflict, restart, a long lock."""


@dataclass(slots=True)
class Patience:
    """With one call to the database, up to a minute from its beginning."""

    where: str
    _until: float = field(default_factory=lambda: time.monotonic() + _SECONDS)

    def wait(self, error: Exception) -> None:
        """A moment, where what went wrong may pass; else raise `RecordError`."""
        if time.monotonic() > self._until or not _passes(error):
            found = database.refused(error)
            raise RecordError(self.where, found, "room, and an answer") from error
        time.sleep(_PAUSE_SECONDS)


def _passes(error: Exception) -> bool:
    """Whether PostgreSQL may take the same in a moment. SQLite has waited already."""
    if not isinstance(error, DBAPIError) or "psycopg" not in type(error.orig).__module__:
        return False
    state = getattr(error.orig, "sqlstate", None)  # None where no server answered
    return state is None or state.startswith(_PASSING)
