"""Labels and kept files held against the entries that name them."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, select

from enduse.model.record import Part
from enduse.record.labels import labels_of
from enduse.record.tables import FILE


def labels_fit(
    kind: str, parts: Mapping[str, Part], there: Sequence[Any]
) -> Iterator[tuple[str, str]]:
    """What of an entry's labels does not follow from its parts: the label, and why."""
    wanted = labels_of(kind, parts)
    found = {row.name: row.value for row in there}
    for name in sorted({**wanted, **found}, key=str):  # a changed one may be of any type
        if name not in found:
            yield name, "missing: the entry is not found by it"
        elif name not in wanted:
            yield name, "is not one that the entry was written with"
        elif found[name] != wanted[name]:
            yield name, "is not as it was written"


@dataclass(slots=True)
class Files:
    """The kept files that entries rest on."""

    _needed: dict[str, int] = field(default_factory=dict)

    def needed_by(self, number: int, part: Part | None) -> None:
        """Take in what an entry rests on."""
        if part is None:
            return
        try:  # what is no list of names fits no commitment, and that is said
            names = json.loads(part.data)
        except ValueError:
            return
        for name in names if isinstance(names, list) else ():
            if isinstance(name, str):
                self._needed.setdefault(name, number)

    def faults(self, connection: Connection) -> Iterator[tuple[str, str]]:
        """What is missing or changed, once all entries are taken in."""
        left = dict(self._needed)
        names = connection.execute(select(FILE.c.sha256).order_by(FILE.c.sha256)).scalars()
        for name in names.all():  # the names first: a file can be large
            data = connection.scalar(select(FILE.c.data).where(FILE.c.sha256 == name))
            left.pop(name, None)
            if not isinstance(data, bytes) or hashlib.sha256(data).hexdigest() != name:
                yield f"file {name}", "is not as it was kept"
        for name, number in left.items():
            yield f"file {name}", f"missing, and entry {number} rests on it"
