"""The tables brought to the form of this version, or back, by the steps in `migrations`."""

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, inspect, text

from enduse.errors import RecordError
from enduse.record import database

if TYPE_CHECKING:
    from alembic.config import Config

BASE = "base"
STEPS = (BASE, "0001", "0002", "0003")
"""The steps that are known here, in their order, from no tables at all."""

HEAD = STEPS[-1]
"""The step that this version writes and reads."""

_HOME = Path(__file__).parent / "migrations"


def bring(engine: Engine, *, to: str = HEAD) -> None:
    """Bring the tables to a step. That to `BASE` takes them away, but none that hold entries.

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
        if at not in STEPS:
            raise _unknown(engine, at)
        move = command.upgrade if STEPS.index(at) < STEPS.index(to) else command.downgrade
        try:
            move(_config(connection), to)
        except CommandError as error:
            where, found = database.where(engine), f"cannot be brought to {to}: {error}"
            raise RecordError(where, found, "tables without entries") from error


def _unknown(engine: Engine, at: str) -> RecordError:
    found = f"has the form {at}, which is unknown here"
    return RecordError(database.where(engine), found, f"the form {HEAD}, or a newer enduse")


def expect(engine: Engine) -> None:
    """Raise `RecordError` where the tables are not in the form of this version."""
    with database.reading(engine) as connection:
        at = _at(connection)
    if at not in STEPS:
        raise _unknown(engine, at)
    where = database.where(engine)
    if at == BASE:
        found = "holds no record of ours yet"
        raise RecordError(where, found, "`enduse check --record`, which begins one")
    if at != HEAD:
        expected = f"{HEAD}; `enduse record checkpoint` brings it there"
        raise RecordError(where, f"has the older form {at}", expected)


def step(engine: Engine) -> str:
    """The step that the tables of a record are at; `BASE` where there are none."""
    with database.reading(engine) as connection:
        return _at(connection)


def _at(connection: Connection) -> str:
    if not inspect(connection).has_table("alembic_version"):
        return BASE
    at: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return at or BASE


def _config(connection: Connection) -> "Config":
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_HOME))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config
