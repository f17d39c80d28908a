"""The command and what its subcommands share: exit statuses, options, how errors look."""

import sys
from typing import Annotated

import typer

import enduse
from enduse.errors import EnduseError, ExtraError, SettingsError
from enduse.serve.cli import (
    ask,
    check,
    compare,
    evidence,
    goods,
    lists,
    owners,
    picture,
    read,
    record,
    replay,
    resolve,
    tune,
    watch,
)
from enduse.serve.cli.exits import FAULT_OF_LIST, USAGE

app = typer.Typer(
    name="enduse",
    help="Know where your shipment really ends up: screen whole orders before they ship.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.command("check")(check.check)
app.command("read")(read.read)
app.command("compare")(compare.compare)
app.command("ask")(ask.ask)
app.command("owners")(owners.owners)
app.command("evidence")(evidence.evidence)
app.command("verify")(evidence.verify)
app.command("picture")(picture.picture)
app.add_typer(watch.app, name="watch")
app.command("tune")(tune.tune)
app.add_typer(resolve.app, name="resolve")
app.command("replay")(replay.replay)
app.add_typer(lists.app, name="lists")
app.add_typer(goods.app, name="goods")
app.add_typer(record.app, name="record")


def _version(wanted: bool) -> None:  # Typer hands it on like this
    if wanted:
        typer.echo(f"enduse {enduse.__version__}")
        raise typer.Exit


@app.callback()
def _enduse(
    version: Annotated[  # handled by its callback
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Say the version."),
    ] = False,
) -> None:
    """Know where your shipment really ends up: screen whole orders before they ship."""


def run() -> None:
    """Run the command line; whatever goes wrong on purpose is one line and an exit status."""
    try:
        app()
    except EnduseError as error:
        typer.echo(f"enduse: {error}", err=True)
        sys.exit(USAGE if isinstance(error, SettingsError | ExtraError) else FAULT_OF_LIST)
    except BrokenPipeError:
        # Whoever read our answer has gone; there is nobody left to tell.
        sys.stderr.close()
        sys.exit(USAGE)
