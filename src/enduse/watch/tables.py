"""The tables of what is watched: one file of SQLite, brought into being when it is opened."""

import sqlite3
from pathlib import Path

from enduse.errors import EditionError

FORM = 1
"""The form of the tables. A file of another form is refused."""

_EXPECTED = "a file of this version; move it away, and `enduse watch` reads the record again"

_TABLES = """
CREATE TABLE fact (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
-- One row for all holders that were watched up to the same edition of each list (JSON).
CREATE TABLE cohort (id INTEGER PRIMARY KEY, upto TEXT NOT NULL UNIQUE);
-- A party once, whoever has it. AUTOINCREMENT: what is laid out by number is never another's.
CREATE TABLE party (
  id INTEGER PRIMARY KEY AUTOINCREMENT, key BLOB NOT NULL UNIQUE, facts TEXT NOT NULL
);
CREATE TABLE number (key TEXT NOT NULL, party INTEGER NOT NULL, PRIMARY KEY (key, party))
  WITHOUT ROWID;
CREATE INDEX number_party ON number (party);
-- An order (entry: its newest decision in the record) or a partner that was added (entry 0).
CREATE TABLE holder (
  id INTEGER PRIMARY KEY, kind TEXT NOT NULL, name TEXT NOT NULL, entry INTEGER NOT NULL,
  verdict TEXT, engine TEXT, cohort INTEGER NOT NULL, UNIQUE (kind, name)
);
CREATE INDEX holder_entry ON holder (entry);
CREATE INDEX holder_cohort ON holder (cohort);
CREATE TABLE stands (
  holder INTEGER NOT NULL, path TEXT NOT NULL, party INTEGER NOT NULL,
  PRIMARY KEY (holder, path)
) WITHOUT ROWID;
CREATE INDEX stands_party ON stands (party);
-- The listed entries that a decision names.
CREATE TABLE names (
  list TEXT NOT NULL, entry TEXT NOT NULL, holder INTEGER NOT NULL,
  PRIMARY KEY (list, entry, holder)
) WITHOUT ROWID;
CREATE INDEX names_holder ON names (holder);
-- Of whom it tells: who is forgotten takes messages along, their text and their id, which
-- follows from names.
CREATE TABLE message (
  id TEXT PRIMARY KEY, made TEXT NOT NULL, body TEXT NOT NULL, tries INTEGER NOT NULL,
  state TEXT NOT NULL, trouble TEXT, kind TEXT NOT NULL, name TEXT NOT NULL,
  entry INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX message_state ON message (state);
CREATE INDEX message_entry ON message (entry);
CREATE INDEX message_name ON message (kind, name);
-- Parties that were forgotten and still stand in what was laid out to be searched.
CREATE TABLE gone (party INTEGER PRIMARY KEY);
"""


def connect(path: Path) -> sqlite3.Connection:
    """Open the file, and make it where there is none.

    Raises `EditionError` where it is damaged, or of another version.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(path, isolation_level=None, timeout=60)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA secure_delete = ON")  # who was forgotten is overwritten
        form = connection.execute("PRAGMA user_version").fetchone()[0]
        if form == 0:
            connection.executescript(f"BEGIN; {_TABLES} PRAGMA user_version = {FORM}; COMMIT;")
        elif form != FORM:
            raise EditionError(str(path), f"is of form {form}", _EXPECTED)
    except (OSError, sqlite3.Error) as error:
        raise EditionError(str(path), str(error), _EXPECTED) from error
    return connection
