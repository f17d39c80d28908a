"""What was read from printed documents: used where somebody looks at it and accepts it."""

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from enduse.serve.cli.exits import FAULT_OF_LIST, USAGE
from enduse.serve.cli.gathered import Gathered, Job, Wanted, tell

if TYPE_CHECKING:
    from enduse.desk.documents import Found
    from enduse.desk.shipments import Shipment
    from enduse.desk.tables import Given


def settle_documents(found: "Found", wanted: Wanted, made: Gathered, *, asked: bool) -> None:
    """Make one order of the documents of each shipment, once their reading is accepted."""
    from enduse.desk import shipments
    from enduse.places import Places

    countries = frozenset(Places.load().countries)
    beside = _orders_of(found, made, countries)
    some = shipments.shipments(
        found.documents,
        [given for _, _, given in beside],
        parcels=found.parcels,
        countries=countries,
    )
    if wanted.save_orders is not None:
        _save([each.given for each in some], wanted.save_orders)
        # No field of an order holds what its documents do not agree on: `_save` says it.
        tell(made, as_json=False)
        raise typer.Exit(FAULT_OF_LIST if made.lost else 0)
    words = _accept(some, wanted, asked=asked)
    for each in some:
        given = shipments.accepted(each, words)
        if each.beside is None:
            made.jobs.append(Job(each.dossier.name, made=[given]))
        else:
            job, at, _ = beside[each.beside]
            assert job.made is not None  # noqa: S101  # set where it was found
            job.made[at] = given


def _orders_of(
    found: "Found", made: Gathered, countries: frozenset[str]
) -> "list[tuple[Job, int, Given]]":
    """The orders of tables and JSON whose numbers the documents name, with their places."""
    from enduse.desk.shipments import number_key, numbers_in, read_orders

    numbers = numbers_in(found.documents)
    beside = []
    for job in made.jobs if numbers else ():
        if job.reading is not None:
            given = list(job.reading.given)
        else:
            data = job.raw if job.path is None else job.path.read_bytes()
            given = list(read_orders(data or b"", source=job.name, countries=countries))
        some = [
            (job, at, each)
            for at, each in enumerate(given)
            if number_key(each.label) in numbers
        ]
        if some:
            job.made = given
            beside += some
    return beside


def _accept(some: "Sequence[Shipment]", wanted: Wanted, *, asked: bool) -> str:
    from enduse.desk.shipments import ON_TERMINAL, UNSEEN

    printed = [each for each in some if each.printed]
    if wanted.yes or not printed:
        return UNSEEN
    from enduse.serve.cli.reading import show

    terminal = asked and sys.stdin.isatty() and sys.stderr.isatty()
    for each in printed:
        show(each)
        if terminal and not typer.confirm("Is this what they say?", err=True):
            typer.echo(_CHANGE, err=True)
            raise typer.Exit(USAGE)
    if not terminal:
        typer.echo(_HOW, err=True)
        raise typer.Exit(USAGE)
    return ON_TERMINAL


_CHANGE = "not used; keep the orders with --save-orders FILE.jsonl, change them, and check that"
_HOW = (
    "\nNothing was checked: nobody has looked at what was read from these documents. Either\n"
    "  --save-orders FILE.jsonl   keeps the orders as read, to be changed; check that then\n"
    "  --yes                      takes them as they are, and each decision says so"
)


def _save(orders: "Sequence[Given]", path: Path) -> None:
    from enduse.report.words import printable

    if path.exists() or not path.parent.is_dir():
        message = f"{path} is there already, or its folder is not; expected a new file"
        raise typer.BadParameter(message)
    lines = [json.dumps(each.source, ensure_ascii=False) for each in orders]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    typer.echo(
        f"written to {path}: {len(lines):,} orders; look at them, then check {path}", err=True
    )
    for each in orders:
        for conflict in each.compared.grave if each.compared else ():
            typer.echo(printable(f"order {each.label}: {conflict.says}"), err=True)
