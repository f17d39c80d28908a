"""Labels, by which entries are found, and files that decisions rest on."""

import hashlib
import json

from alembic import op
from alembic.util import CommandError
from sqlalchemy import text

revision = "0002"
down_revision = "0001"

_SAYS = "the record is append-only"
_TABLES = ("label", "file")
_SQLITE = (
    "CREATE TABLE label (number INTEGER NOT NULL REFERENCES entry (number), name VARCHAR(40)"
    " NOT NULL, value VARCHAR(64) NOT NULL, PRIMARY KEY (number, name)) WITHOUT ROWID",
    "CREATE TABLE file (sha256 VARCHAR(64) NOT NULL PRIMARY KEY, data BLOB NOT NULL)",
)
_POSTGRES = (
    "CREATE TABLE label (number BIGINT NOT NULL REFERENCES entry (number), name VARCHAR(40)"
    " NOT NULL, value VARCHAR(64) NOT NULL, PRIMARY KEY (number, name))",
    "CREATE TABLE file (sha256 VARCHAR(64) NOT NULL PRIMARY KEY, data BYTEA NOT NULL)",
)


def upgrade() -> None:
    """Make both tables, and label the entries that are there by their kind."""
    sqlite = op.get_bind().dialect.name == "sqlite"
    for line in _SQLITE if sqlite else _POSTGRES:
        op.execute(line)
    op.execute("CREATE INDEX label_found ON label (name, value, number)")
    _label_kinds()
    for line in _triggers(sqlite=sqlite):
        op.execute(line)


def _triggers(*, sqlite: bool) -> list[str]:
    if sqlite:
        return [
            f"CREATE TRIGGER {table}_no_{change.lower()} BEFORE {change} ON {table}"
            f" BEGIN SELECT RAISE(ABORT, '{_SAYS}'); END"
            for table in _TABLES
            for change in ("UPDATE", "DELETE")
        ]
    return [
        f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE"
        f" ON {table} FOR EACH STATEMENT EXECUTE FUNCTION enduse_append_only()"
        for table in _TABLES
    ]


def _label_kinds() -> None:
    bind = op.get_bind()
    add = text("INSERT INTO label (number, name, value) VALUES (:number, 'kind', :value)")
    for number, header in bind.execute(text("SELECT number, header FROM entry")).all():
        kind = str(json.loads(header)["kind"]).encode()
        bind.execute(add, {"number": number, "value": hashlib.sha256(kind).hexdigest()})


def downgrade() -> None:
    """Take both tables away, where no file is kept: labels can be made again."""
    if op.get_bind().scalar(text("SELECT count(*) FROM file")):
        raise CommandError(f"{_SAYS}: it keeps files")
    for table in _TABLES:
        op.execute(f"DROP TABLE {table}")
