"""What checkpoints know of and the database does not hold: found, and owned to."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine

from enduse.errors import RecordError
from enduse.model.record import Checkpoint, Header, Part
from enduse.record import checkpoints, database, rows
from enduse.record.canonical import commit

LOSS = "loss"
"""The kind of entry, and the name of its part."""


@dataclass(frozen=True, slots=True)
class Loss:
    """A loss that a person owned to: the entries after `kept` up to `lost`, as of `moment`."""

    number: int
    kept: int
    lost: int
    moment: datetime

    def covers(self, checkpoint: Checkpoint) -> bool:
        """Whether a checkpoint is of what was lost, and not of what was written since."""
        return self.kept < checkpoint.number <= self.lost and checkpoint.moment <= self.moment


def plain_of(
    lost: Sequence[Checkpoint], *, kept: int, reason: str, person: str
) -> dict[str, Any]:
    """The part by which a loss is owned to."""
    most = max(lost, key=lambda each: each.number)
    return {
        "kept": kept,
        "lost": most.number,
        "hash": most.hash,
        "reason": reason,
        "person": person,
    }


def unaccounted(engine: Engine, home: Path) -> list[Checkpoint]:
    """The latest checkpoints that are not on the chain and of no loss that was owned to."""
    known = checkpoints.latest(home)
    with database.reading(engine) as connection:
        there = rows.among(connection, [each.number for each in known])
        found = {each.header.number: each.hash for each in there}
        missed = [each for each in known if found.get(each.number) != each.hash]
        owned = list(_owned(connection)) if missed else []
    return [each for each in missed if not any(loss.covers(each) for loss in owned)]


def hold(engine: Engine, home: Path) -> None:
    """Raise `RecordError` where the record ends before what a checkpoint saw of it."""
    lost = unaccounted(engine, home)
    if not lost:
        return
    most = max(lost, key=lambda each: each.number)
    found = (
        f"does not hold entry {most.number} as written at {most.moment:%Y-%m-%d %H:%M:%S} UTC, "
        "which a checkpoint saw: an older copy was put back, or its end was cut off"
    )
    expected = "the newer database, or `enduse record loss`, which owns to what was lost"
    raise RecordError(database.where(engine), found, expected)


def _owned(connection: Connection) -> Iterator[Loss]:
    for entry in rows.walk(connection):
        if entry.header.kind == LOSS:
            loss = loss_of(entry.header, rows.parts(connection, entry.header.number).get(LOSS))
            if loss is not None:
                yield loss


def loss_of(header: Header, part: Part | None) -> Loss | None:
    """A loss as its entry tells it; None where the part is not the one committed to."""
    if part is None or dict(header.parts).get(LOSS) != commit(part):
        return None
    plain = json.loads(part.data)
    return Loss(header.number, int(plain["kept"]), int(plain["lost"]), header.moment)
