"""What was taken out, by which entry; and triggers that let nothing else be taken out."""

from alembic import op
from alembic.util import CommandError
from sqlalchemy import text

revision = "0003"
down_revision = "0002"

_SAYS = "the record is append-only"
_TABLES = ("purged", "dropped")
_GUARDED = {
    "part": "SELECT 1 FROM purged WHERE number = OLD.number AND name = OLD.name",
    # The kind of an entry says nothing of anybody; its other labels go with their part.
    "label": "SELECT 1 FROM purged WHERE number = OLD.number AND name = 'labels'"
    " AND OLD.name <> 'kind'",
    "file": "SELECT 1 FROM dropped WHERE sha256 = OLD.sha256",
}
"""What a row must be named by before it may be deleted."""


def upgrade() -> None:
    """Make both tables, and let be deleted what they name."""
    sqlite = op.get_bind().dialect.name == "sqlite"
    number, end = ("INTEGER", " WITHOUT ROWID") if sqlite else ("BIGINT", "")
    by = f"tombstone {number} NOT NULL REFERENCES entry (number)"
    op.execute(
        f"CREATE TABLE purged (number {number} NOT NULL REFERENCES entry (number),"
        f" name VARCHAR(40) NOT NULL, {by}, PRIMARY KEY (number, name)){end}"
    )
    op.execute("CREATE INDEX purged_by ON purged (tombstone, number, name)")
    op.execute(
        f"CREATE TABLE dropped (sha256 VARCHAR(64) NOT NULL, {by},"
        f" PRIMARY KEY (sha256, tombstone)){end}"
    )
    for line in _sqlite() if sqlite else _postgres():
        op.execute(line)


def _sqlite() -> list[str]:
    lines = [
        f"CREATE TRIGGER {table}_no_{change.lower()} BEFORE {change} ON {table}"
        f" BEGIN SELECT RAISE(ABORT, '{_SAYS}'); END"
        for table in _TABLES
        for change in ("UPDATE", "DELETE")
    ]
    for table, named in _GUARDED.items():
        lines += [
            f"DROP TRIGGER {table}_no_delete",
            f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table}"
            f" WHEN NOT EXISTS ({named}) BEGIN SELECT RAISE(ABORT, '{_SAYS}'); END",
        ]
    return lines


def _postgres() -> list[str]:
    lines = [
        f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE"
        f" ON {table} FOR EACH STATEMENT EXECUTE FUNCTION enduse_append_only()"
        for table in _TABLES
    ]
    for table, named in _GUARDED.items():
        lines += [
            f"CREATE FUNCTION enduse_{table}_purged() RETURNS trigger LANGUAGE plpgsql AS"
            f" $$ BEGIN IF NOT EXISTS ({named}) THEN RAISE EXCEPTION '{_SAYS}'; END IF;"
            " RETURN OLD; END $$",
            f"DROP TRIGGER {table}_append_only ON {table}",
            f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR TRUNCATE"
            f" ON {table} FOR EACH STATEMENT EXECUTE FUNCTION enduse_append_only()",
            f"CREATE TRIGGER {table}_only_purged BEFORE DELETE ON {table}"
            f" FOR EACH ROW EXECUTE FUNCTION enduse_{table}_purged()",
        ]
    return lines


def downgrade() -> None:
    """Take both tables away, where nothing was taken out: else nobody could say by whom."""
    bind = op.get_bind()
    known = "SELECT (SELECT count(*) FROM purged) + (SELECT count(*) FROM dropped)"
    if bind.scalar(text(known)):
        raise CommandError("it knows what was taken out, and by which entry")
    if bind.dialect.name == "sqlite":
        for table in _GUARDED:
            op.execute(f"DROP TRIGGER {table}_no_delete")
            op.execute(
                f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table}"
                f" BEGIN SELECT RAISE(ABORT, '{_SAYS}'); END"
            )
    else:
        for table in _GUARDED:
            op.execute(f"DROP TRIGGER {table}_only_purged ON {table}")
            op.execute(f"DROP FUNCTION enduse_{table}_purged()")
            op.execute(f"DROP TRIGGER {table}_append_only ON {table}")
            op.execute(
                f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE"
                f" ON {table} FOR EACH STATEMENT EXECUTE FUNCTION enduse_append_only()"
            )
    for table in reversed(_TABLES):
        op.execute(f"DROP TABLE {table}")
