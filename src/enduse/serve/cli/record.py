"""`enduse record`: what was recorded, and whether it still is as it was written."""

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from enduse.report.words import plural, printable
from enduse.serve.cli import keeping, options
from enduse.serve.cli.answer import answering
from enduse.serve.cli.exits import FAULT_OF_LIST

if TYPE_CHECKING:
    from enduse.desk.record import Kept
    from enduse.model.record import Verified

app = typer.Typer(
    help="Show and verify what was recorded.", no_args_is_help=True, rich_markup_mode=None
)
_AsJson = Annotated[bool, typer.Option("--json", help="As JSON, one value a line.")]

app.command("due")(keeping.due)
app.command("purge")(keeping.purge)
app.command("hold")(keeping.hold)
app.command("release")(keeping.release)
app.command("export")(keeping.export)


@app.command("list")
def list_(
    last: Annotated[int, typer.Option("--last", min=1, help="How many, from the end.")] = 20,
    data: options.Data = None,
    as_json: _AsJson = False,
) -> None:
    """List what was recorded last, the newest at the end."""
    from enduse.desk import record

    found = record.latest(options.settings(data), last)
    with answering():
        for each in found:
            typer.echo(_one_line(each.plain()) if as_json else _as_text(each))


@app.command("show")
def show(
    number: Annotated[int, typer.Argument(metavar="N", min=1, help="The number of the entry.")],
    data: options.Data = None,
) -> None:
    """Show one entry whole, as JSON: its header, its signature and its parts."""
    from enduse.desk import record

    found = record.kept(options.settings(data), number).plain()
    with answering():
        typer.echo(json.dumps(found, ensure_ascii=False, indent=2))


@app.command("verify")
def verify(
    checkpoint: Annotated[
        list[Path] | None,
        typer.Option(
            "--checkpoint",
            metavar="FILE",
            exists=True,
            dir_okay=False,
            help="Checkpoints that were given away and come back; repeatable.",
        ),
    ] = None,
    processes: Annotated[
        int | None,
        typer.Option("--processes", min=1, help="How many at once. Default: one a core."),
    ] = None,
    data: options.Data = None,
    as_json: _AsJson = False,
) -> None:
    """Compute the whole record again: exit status 12 and every fault, where there is one."""
    from enduse.desk import record
    from enduse.model.wire import to_plain

    count = processes or os.cpu_count() or 1
    found = record.verify(options.settings(data), others=checkpoint or (), processes=count)
    with answering():
        if as_json:
            typer.echo(_one_line(to_plain(found)))
        else:
            _say(found)
    raise typer.Exit(FAULT_OF_LIST if found.faults else 0)


@app.command("key")
def key(data: options.Data = None) -> None:
    """Show the public key of this installation, and its id. The private one is never shown."""
    from enduse.desk import record

    name, public = record.public_key(options.settings(data))
    typer.echo(f"{name} {public}")


@app.command("checkpoint")
def checkpoint(data: options.Data = None) -> None:
    """Make a checkpoint, to be kept by somebody else: one line of JSON, signed."""
    from enduse.desk import record

    typer.echo(record.checkpoint(options.settings(data)))


@app.command("loss")
def loss(
    reason: Annotated[str, typer.Option("--reason", help="What happened to the database.")],
    person: options.Person = None,
    data: options.Data = None,
) -> None:
    """Own to entries that were lost when an older copy was put back, so that it goes on."""
    from enduse.desk import record

    settings = options.settings(data, person=person)
    made = record.own_loss(settings, reason=reason, person=options.person_of(settings))
    typer.echo(f"entry {made[0].header.number} says what was lost")
    for each in made[1:]:
        says = "takes out again what the older copy brought back"
        typer.echo(f"entry {each.header.number} {says}")


def _one_line(plain: object) -> str:
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":"))


def _as_text(each: "Kept") -> str:
    at = each.entry.header
    start = f"{at.number:>8}  {at.moment:%Y-%m-%d %H:%M:%S}  {at.kind:8}"
    return printable(f"{start}  {each.says()}".rstrip())


def _say(found: "Verified") -> None:
    for each in found.faults:
        typer.echo(printable(f"{each.where}: {each.says}"))
    if found.more:
        typer.echo(f"and {plural(found.more, 'fault')} more")
    for key_id, count in found.checked:
        typer.echo(f"key {key_id} signed {plural(count, 'entry', 'entries')}")
    for number in found.losses:
        typer.echo(f"entry {number} owns to a loss; see `enduse record show {number}`")
    if found.clock_back:
        says = plural(found.clock_back, "entry was", "entries were")
        typer.echo(f"{says} written while the clock was set back")
    typer.echo(
        f"{plural(found.entries, 'entry', 'entries')}, "
        f"{plural(found.checkpoints, 'checkpoint')}, "
        f"{plural(len(found.faults) + found.more, 'fault')}"
    )
