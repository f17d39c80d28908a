"""The chain and its parts, and the triggers that let nothing be changed or taken out."""

from alembic import op
from alembic.util import CommandError
from sqlalchemy import text

revision = "0001"
down_revision = None

_SAYS = "the record is append-only"
_TABLES = ("entry", "part")
# The tables are written out here, not taken from `tables`: a step stays as it was.
_SQLITE = (
    "CREATE TABLE entry (number INTEGER NOT NULL PRIMARY KEY, header BLOB NOT NULL,"
    " signature BLOB NOT NULL)",
    "CREATE TABLE part (number INTEGER NOT NULL REFERENCES entry (number), name VARCHAR(40)"
    " NOT NULL, salt BLOB NOT NULL, data BLOB NOT NULL, PRIMARY KEY (number, name))"
    " WITHOUT ROWID",
)
_POSTGRES = (
    "CREATE TABLE entry (number BIGINT NOT NULL PRIMARY KEY, header BYTEA NOT NULL,"
    " signature BYTEA NOT NULL)",
    "CREATE TABLE part (number BIGINT NOT NULL REFERENCES entry (number), name VARCHAR(40)"
    " NOT NULL, salt BYTEA NOT NULL, data BYTEA NOT NULL, PRIMARY KEY (number, name))",
    "CREATE FUNCTION enduse_append_only() RETURNS trigger LANGUAGE plpgsql AS"
    f" $$ BEGIN RAISE EXCEPTION '{_SAYS}'; END $$",
)


def upgrade() -> None:
    """Make the tables and their triggers."""
    if op.get_bind().dialect.name == "sqlite":
        lines = [*_SQLITE]
        for table in _TABLES:
            lines += [
                f"CREATE TRIGGER {table}_no_{change.lower()} BEFORE {change} ON {table}"
                f" BEGIN SELECT RAISE(ABORT, '{_SAYS}'); END"
                for change in ("UPDATE", "DELETE")
            ]
    else:
        lines = [*_POSTGRES]
        for table in _TABLES:
            lines += [
                f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE"
                f" ON {table} FOR EACH STATEMENT EXECUTE FUNCTION enduse_append_only()"
            ]
    for line in lines:
        op.execute(line)


def downgrade() -> None:
    """Take the tables away, where nothing was recorded."""
    if op.get_bind().scalar(text("SELECT count(*) FROM entry")):
        raise CommandError(f"{_SAYS}: its tables hold entries")
    for table in reversed(_TABLES):
        op.execute(f"DROP TABLE {table}")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION enduse_append_only()")
