"""The tables brought to the form of this version, or back, by the steps in `migrations`."""

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, inspect, text

from enduse.errors import RecordError
from enduse.record import database

if TYPE_CHECKING:
    from alembic.config import Config

HEAD = "0001"
"""The step that this version writes and reads."""

_HOME = Path(__file__).parent / "migrations"


def bring(engine: Engine, *, to: str = HEAD) -> None:
    """Bring the tables to a step: "base" takes them away, but none that hold anything.

    A record of a step that is unknown here was written by a newer enduse: `RecordError`.
    """
    with database.reading(engine) as connection:
        at = _at(connection)
    if at == to:
        return  # as nearly always: without Alembic, which costs a fifth of a second
    from alembic import command
    from alembic.util import CommandError

    with database.writing(engine) as connection:
        at = _at(connection)  # another process may have been there meanwhile
        forward = at is None or (to != "base" and at < to)
        move = command.upgrade if forward else command.downgrade
        try:
            move(_config(connection), to)
        except CommandError as error:
            found = f"has the form {at}, which is unknown here"
            raise RecordError(
                database.where(engine), found, f"{HEAD}, or a newer enduse"
            ) from error


def expect(engine: Engine) -> None:
    """Raise `RecordError` where the tables are not in the form of this version."""
    with database.reading(engine) as connection:
        at = _at(connection)
    if at != HEAD:
        found = f"has the form {at}" if at else "holds no record"
        raise RecordError(database.where(engine), found, f"a record of the form {HEAD}")


def _at(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    at: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return at


def _config(connection: Connection) -> "Config":
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_HOME))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config
