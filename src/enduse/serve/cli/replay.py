"""`enduse replay`: recorded decisions asked for again, as they were recorded and today."""

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

import typer

from enduse.serve.cli import options
from enduse.serve.cli.answer import answering
from enduse.serve.cli.exits import FAULT_OF_LIST, status_of

if TYPE_CHECKING:
    from enduse.model.replay import Replayed
    from enduse.report.replay import Tally


def replay(
    orders: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="ORDER…", help="#N for an entry, an order's id, or a file of orders."
        ),
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="Every decision in the record.")] = False,
    as_recorded: Annotated[
        bool, typer.Option("--as-recorded", help="Only ask whether it comes out the same.")
    ] = False,
    today: Annotated[
        bool, typer.Option("--today", help="Only ask what would come out today.")
    ] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="As JSON, one decision a line.")
    ] = False,
    owners: options.Owners = None,
    as_of: Annotated[
        str | None, typer.Option("--as-of", metavar="DATE", help="Take that day for today.")
    ] = None,
    require: options.Require = None,
    data: options.Data = None,
    sensitivity: options.Sensitive = None,
    history: options.PastOrders = None,
    language: options.Language = None,
) -> None:
    """Ask for recorded decisions again: on what was recorded, and on what is in force today.

    Exit status: 0 where all came out as they were recorded, to the byte; 12 where one did
    not, or could not be decided again. With --today alone that of the heaviest verdict today,
    as of `check`. What today would change is told, and is no fault of the record.
    """
    if bool(orders) == every:
        message = "expected orders, or --all for every decision in the record"
        raise typer.BadParameter(message)
    day, known = options.day(as_of), options.owners(owners) if owners else None
    settings = options.settings(data, require, sensitivity, language, history=history)
    from enduse.desk import replay as desk  # after the arguments proved right
    from enduse.report.replay import Tally

    tally, only_today = Tally(), today and not as_recorded
    found = desk.replayed(
        settings,
        orders or None,
        recorded=not only_today,
        today=today or not as_recorded,
        owners=known,
        as_of=day,
    )
    with answering():
        for each in found:
            tally.add(each)
            _show(each, as_json=as_json, among=every)
        if not as_json and tally.count != 1:
            _echo(tally.lines())
    raise typer.Exit(_status(tally, only_today=only_today))


def _status(tally: "Tally", *, only_today: bool) -> int:
    if not tally.sound:
        return FAULT_OF_LIST
    return status_of(now for _, now in tally.moves) if only_today else 0


def _show(found: "Replayed", *, as_json: bool, among: bool) -> None:
    """Print one decision. Among all of a record, only where there is something to say."""
    from enduse.model.wire import to_plain
    from enduse.report.replay import lines, notable

    if as_json:
        typer.echo(json.dumps(to_plain(found), ensure_ascii=False, separators=(",", ":")))
    elif not among or notable(found):
        _echo(lines(found))


def _echo(lines: Iterable[str]) -> None:
    for line in lines:
        typer.echo(line)
