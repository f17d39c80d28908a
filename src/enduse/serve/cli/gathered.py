"""What `enduse check` found to decide on, and what of it was not read."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from enduse.errors import OrderError, SheetError
from enduse.model.decision import Decision
from enduse.model.unread import Unread

if TYPE_CHECKING:
    from collections.abc import Iterable

    from enduse.desk.desk import Desk
    from enduse.desk.documents import Found
    from enduse.desk.tables import Given, Reading

_TWICE = 20


@dataclass(slots=True)
class Job:
    """A file of orders. `reading` is there for a table; JSON is read when its turn comes.

    `raw` are the bytes where they cannot be read again (standard input, a file in another), or
    of a table. `made` are orders that documents tell of, in place of all else.
    """

    name: str
    path: Path | None = None
    raw: bytes | None = None
    reading: "Reading | None" = None
    made: "list[Given] | None" = None
    inside: bool = False
    orders: set[str] = field(default_factory=set)

    def given(self, desk: "Desk") -> "Iterable[Given]":
        """The orders in it."""
        if self.made is not None:
            return self.made
        if self.reading is not None:
            return self.reading.given
        data = self.raw if self.path is None else self.path.read_bytes()
        return desk.read(data or b"", source=self.name)

    def seen(self, decisions: Iterator[Decision]) -> Iterator[Decision]:
        """The decisions as they go by; the names of their orders are kept."""
        for each in decisions:
            self.orders.add(each.order)
            yield each


@dataclass(slots=True)
class Wanted:
    """What the command line says of tables and documents, or what to do with a guess.

    `save` is where the guess of a mapping goes, `save_orders` what documents read as.
    """

    mappings: Sequence[Path] = ()
    yes: bool = False
    save: Path | None = None
    save_orders: Path | None = None


@dataclass(slots=True)
class Gathered:
    """The files to be decided on, in order, and what was not read.

    `found` are the documents, until they are orders; None where there are none.
    """

    jobs: list[Job] = field(default_factory=list)
    found: "Found | None" = None
    unread: list[Unread] = field(default_factory=list)

    @property
    def lost(self) -> bool:
        """Whether anything that may have been an order was not read."""
        return any(each.lost for each in self.unread)

    def drop(self, job: Job, error: OrderError | SheetError) -> None:
        """Leave a file out, with why."""
        self.jobs.remove(job)
        where, found, instead = error.args
        self.unread.append(Unread(where, found, instead, lost=True))


def twice(jobs: Sequence[Job]) -> list[Unread]:
    """Orders whose number stands in several files: each was decided by itself."""
    names: dict[str, list[str]] = {}
    for job in jobs if len(jobs) > 1 else ():
        for order in job.orders:
            names.setdefault(order, []).append(job.name)
    several = sorted((order, some) for order, some in names.items() if len(some) > 1)
    return [
        Unread(f"order {order}", f"stands in {', '.join(some)}: each was decided by itself")
        for order, some in several[:_TWICE]
    ]


def tell(gathered: Gathered, *, as_json: bool) -> None:
    """What was not read, on standard error: so that the answer stays one decision a line."""
    if as_json:
        for each in gathered.unread:
            typer.echo(json.dumps({"unread": asdict(each)}, ensure_ascii=False), err=True)
        return
    from enduse.report.words import printable

    if not gathered.unread:
        return
    typer.echo("\nNot read, or left out:", err=True)
    for each in sorted(gathered.unread, key=lambda one: not one.lost):
        mark = "ERROR " if each.lost else ""
        instead = f"; expected {each.instead}" if each.instead else ""
        typer.echo(f"  {mark}{printable(f'{each.place}: {each.found}{instead}')}", err=True)
