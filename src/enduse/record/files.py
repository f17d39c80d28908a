"""Files that decisions rest on, kept by their content."""

import hashlib

from sqlalchemy import Connection, insert, select

from enduse.errors import RecordError
from enduse.record.tables import FILE


def add(connection: Connection, data: bytes) -> str:
    """Keep a file, once. Gives back its SHA-256 in hex."""
    name = hashlib.sha256(data).hexdigest()
    if connection.scalar(select(FILE.c.sha256).where(FILE.c.sha256 == name)) is None:
        connection.execute(insert(FILE), {"sha256": name, "data": data})
    return name


def get(connection: Connection, name: str, *, where: str) -> bytes:
    """A kept file; `RecordError` where it is not there, or is not as it was kept."""
    data = connection.scalar(select(FILE.c.data).where(FILE.c.sha256 == name))
    if data is None:
        raise RecordError(where, f"keeps no file {name}", "one that was kept with a decision")
    if not isinstance(data, bytes) or hashlib.sha256(data).hexdigest() != name:
        raise RecordError(where, f"holds file {name[:16]}… changed", "it as it was kept")
    return data
