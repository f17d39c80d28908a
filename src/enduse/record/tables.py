"""The tables: the chain, and beside it what it commits to, what finds it, what it rests on."""

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
)

NAMES = MetaData()
_NUMBER = BigInteger().with_variant(Integer, "sqlite")  # SQLite's own row number is this word

ENTRY = Table(
    "entry",
    NAMES,
    # Everything else about an entry is in its header: what stands once cannot differ.
    Column("number", _NUMBER, primary_key=True, autoincrement=False),
    Column("header", LargeBinary, nullable=False),
    Column("signature", LargeBinary, nullable=False),
)
PART = Table(
    "part",
    NAMES,
    Column("number", _NUMBER, ForeignKey("entry.number"), primary_key=True),
    Column("name", String(40), primary_key=True),
    Column("salt", LargeBinary, nullable=False),
    Column("data", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)

LABEL = Table(
    "label",
    NAMES,
    # Found by hash: a text of any length and script is 64 letters, and no name stands here.
    Column("number", _NUMBER, ForeignKey("entry.number"), primary_key=True),
    Column("name", String(40), primary_key=True),
    Column("value", String(64), nullable=False),
    sqlite_with_rowid=False,
)
FILE = Table(
    "file",
    NAMES,
    Column("sha256", String(64), primary_key=True),
    Column("data", LargeBinary, nullable=False),
)

PURGED = Table(
    "purged",
    NAMES,
    # Which part was taken out, and which entry says so: `verify` holds the one to the other.
    Column("number", _NUMBER, ForeignKey("entry.number"), primary_key=True),
    Column("name", String(40), primary_key=True),
    Column("tombstone", _NUMBER, ForeignKey("entry.number"), nullable=False),
    sqlite_with_rowid=False,
)
DROPPED = Table(
    "dropped",
    NAMES,
    Column("sha256", String(64), primary_key=True),
    Column("tombstone", _NUMBER, ForeignKey("entry.number"), primary_key=True),
    sqlite_with_rowid=False,
)
