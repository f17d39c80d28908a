"""What an entry is found by: its kind, and the labels that it was recorded with."""

import hashlib
from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, insert, select

from enduse.model.record import LABELS, Entry, Part
from enduse.record import canonical
from enduse.record.rows import entry_of
from enduse.record.tables import ENTRY, LABEL

KIND = "kind"
"""The label that every entry has."""

AT_ONCE = 200
"""Entries that are found at once; fewer are the last."""


def value_of(text: str) -> str:
    """A label as it is looked for: the SHA-256 of its text, in hex."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def labels_of(kind: str, parts: Mapping[str, Part]) -> dict[str, str]:
    """The labels of an entry, by name, as they are looked for: they follow from its parts."""
    found = {KIND: value_of(kind)}
    part = parts.get(LABELS)
    plain = _plain(part) if part else {}
    return {**{name: value_of(text) for name, text in plain.items()}, **found}


def _plain(part: Part) -> dict[str, str]:
    try:
        plain = canonical.value_of(part)
    except ValueError:
        return {}
    if not isinstance(plain, dict):
        return {}
    return {name: text for name, text in plain.items() if isinstance(text, str)}


def add(
    connection: Connection, made: Sequence[Entry], parts_of: Sequence[Sequence[Part]]
) -> None:
    """Insert the labels of entries."""
    rows = [
        {"number": each.header.number, "name": name, "value": value}
        for each, some in zip(made, parts_of, strict=True)
        for name, value in labels_of(each.header.kind, {p.name: p for p in some}).items()
    ]
    connection.execute(insert(LABEL), rows)


def find(connection: Connection, name: str, text: str, *, before: int | None) -> list[Entry]:
    """Some entries with a label, the newest first, of numbers below `before`.

    They are as they stand: not verified.
    """
    query = (
        select(ENTRY)
        .join(LABEL, LABEL.c.number == ENTRY.c.number)
        .where(LABEL.c.name == name, LABEL.c.value == value_of(text))
        .order_by(LABEL.c.number.desc())
        .limit(AT_ONCE)
    )
    if before is not None:
        query = query.where(LABEL.c.number < before)
    return [entry_of(row) for row in connection.execute(query)]
