"""`enduse tune`: thresholds set by the user's own innocents."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from enduse.serve.cli import options, tuning
from enduse.serve.cli.answer import standard
from enduse.settings import Settings


def tune(
    innocents: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[INNOCENTS…]",
            help="Names that you know well: a name a line (.txt), a table with the column "
            "name (.csv, .xlsx, .ods), or bare parties (.json, .jsonl).",
        ),
    ] = None,
    write: Annotated[
        bool, typer.Option("--write", help="Put the tuned thresholds in force.")
    ] = False,
    forget: Annotated[
        bool, typer.Option("--forget", help="Go back to the thresholds of the model.")
    ] = False,
    full: Annotated[bool, typer.Option("--full", help="Show every name and row.")] = False,
    as_of: options.AsOf = None,
    require: Annotated[
        list[str] | None,
        typer.Option(
            "--require",
            metavar="LIST",
            help="A list that must be loaded and fresh; repeatable.",
        ),
    ] = None,
    data: options.Data = None,
) -> None:
    """Set the thresholds by how many of your own innocents are false alarms.

    Holds each name against all lists that are loaded, and shows from which score on 1, 7 and
    20 of 1,000 are hits. Nothing changes without --write. Without names: what is in force.

    Exit status 12 where a list that is required (--require, ENDUSE_REQUIRE) has a fault, or
    where none is loaded; 2 is a usage mistake.
    """
    paths = innocents or []
    _refuse_contradictions(paths, write=write, forget=forget)
    day = options.day(as_of) or datetime.now(UTC).date()
    settings = options.settings(data, require)
    standard()
    if not paths:
        _without_names(settings, forget=forget)
        return
    from enduse.desk import tune as desk  # after the arguments proved right: it costs most

    found = desk.tune(settings, dict(_files(paths)), as_of=day)
    tuning.show(found, ", ".join(path.name for path in paths), full=full)
    if write:
        tuning.written(desk.keep(settings, found), settings.data)
    else:
        typer.echo("\nNothing was changed: --write puts the tuned thresholds in force.")


def _refuse_contradictions(paths: list[Path], *, write: bool, forget: bool) -> None:
    message = ""
    if forget and (paths or write):
        message = "--forget goes alone: it takes the tuned thresholds back"
    elif write and not paths:
        message = "--write needs a file of innocents"
    if message:
        raise typer.BadParameter(message)


def _without_names(settings: Settings, *, forget: bool) -> None:
    from enduse.desk import tuned as desk

    if forget:
        tuning.forgotten(desk.forget(settings))
    else:
        tuning.in_force(desk.in_force(settings), *desk.model_levels())


def _files(paths: list[Path]) -> Iterator[tuple[str, bytes]]:
    seen: set[str] = set()
    for path in paths:
        if not path.is_file():
            message = f"{path} is not a file"
            raise typer.BadParameter(message)
        if path.name in seen:
            message = f"two files are called {path.name}; give one of them another name"
            raise typer.BadParameter(message)
        seen.add(path.name)
        yield path.name, path.read_bytes()
