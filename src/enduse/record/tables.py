"""The two tables: the chain, and beside it the parts that it commits to."""

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
