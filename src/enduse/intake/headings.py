"""Which column of a table holds what, by its heading."""

import re
import tomllib
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from enduse.intake.table import Row

LOOKED_AT = 30
"""Rows in which a heading is looked for: titles and dates stand above many tables."""

_RANKED = "part_number"
"""The field whose headings are not worth the same: the one that the table names first wins."""
_NOT_LETTER = re.compile(r"[^\w]+|_")


@dataclass(frozen=True, slots=True)
class Headings:
    """Where the heading row is (from 0), and which column each field stands in.

    `unknown` are headings that nobody knows, `doubled` the columns of a field that another
    column has already: that field, and where.
    """

    row: int
    columns: Mapping[str, int]
    unknown: tuple[str, ...] = ()
    doubled: tuple[tuple[str, int], ...] = ()


def known(sort: str) -> Mapping[str, str]:
    """Every heading of a sort of table ("items"), folded, with its field."""
    table = tomllib.loads((files("enduse.intake") / "headings.toml").read_text("utf-8"))[sort]
    return {fold(word): field for field, words in table.items() for word in words}


def find(rows: Sequence[Row], names: Mapping[str, str]) -> Headings | None:
    """The row among the first that holds the most known headings, the first of equals.

    None where no row holds one.
    """
    best: Headings | None = None
    for at, row in enumerate(rows[:LOOKED_AT]):
        found = _of_row(at, row, names)
        if found.columns and (best is None or len(found.columns) > len(best.columns)):
            best = found
    return best


@lru_cache(maxsize=8192)  # the words of a document are asked for by many readers of it
def fold(heading: str) -> str:
    """A heading without what people write differently: case, accents, signs, blanks.

    >>> fold("Désignation (article)"), fold("HS-Code"), fold("hs_code")
    ('designationarticle', 'hscode', 'hscode')
    """
    if heading.isascii():
        return _NOT_LETTER.sub("", heading.casefold())
    plain = unicodedata.normalize("NFKD", heading.casefold()).replace("\u0131", "i")  # dotless
    bare = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return _NOT_LETTER.sub("", bare)


def _of_row(at: int, row: Row, names: Mapping[str, str]) -> Headings:
    columns: dict[str, int] = {}
    unknown: list[str] = []
    doubled: list[tuple[str, int]] = []
    for number, cell in enumerate(row):
        if not cell.strip():
            continue
        field = names.get(fold(cell))
        if field is None:
            unknown.append(cell.strip())
        elif field not in columns:
            columns[field] = number
        elif field == _RANKED and _rank(cell, names) < _rank(row[columns[field]], names):
            doubled.append((field, columns[field]))
            columns[field] = number
        else:
            doubled.append((field, number))
    return Headings(at, columns, tuple(unknown), tuple(doubled))


def _rank(heading: str, names: Mapping[str, str]) -> int:
    return list(names).index(fold(heading))
