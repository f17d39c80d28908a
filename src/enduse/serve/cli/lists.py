"""`enduse lists`: put published lists on the shelf, and see how they are."""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from enduse.serve.cli import editions, options, state
from enduse.serve.cli.exits import FAULT_OF_LIST
from enduse.settings import Settings

if TYPE_CHECKING:
    from enduse.desk.imports import Imported

app = typer.Typer(
    help="Published lists: import them, see how old they are.", no_args_is_help=True
)

app.command("diff")(editions.diff)
app.command("show")(editions.show)
app.command("same")(editions.same)
app.command("apart")(editions.apart)
app.command("together")(editions.together)


@app.command("import")
def import_(
    paths: Annotated[
        list[Path],
        typer.Argument(metavar="PATH…", help="Published files, or a folder of them."),
    ],
    list_id: Annotated[str, typer.Option("--list", metavar="ID", help="Which list they are.")],
    published: Annotated[
        str | None,
        typer.Option(
            "--published", metavar="DATE", help="Needed where the files hold no date."
        ),
    ] = None,
    data: options.Data = None,
) -> None:
    """Load the published files of one list from disk."""
    from enduse.desk.imports import import_list

    day = options.day(published)
    parts = dict(_parts(paths))
    done = import_list(options.settings(data), list_id, parts, published=day)
    _report(done)


@app.command("status")
def status_(
    as_of: options.AsOf = None,
    require: options.Require = None,
    data: options.Data = None,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON, one list a line.")] = False,
) -> None:
    """Show every list: published when, how many entries, how old, what is wrong.

    Exit status 12 where a list that is required (--require, ENDUSE_REQUIRE) has a fault.
    """
    from enduse.desk.status import status

    day = options.day(as_of) or datetime.now(UTC).date()
    found = status(options.settings(data, require), as_of=day)
    if as_json:
        for each in found:
            typer.echo(json.dumps(state.plain(each), ensure_ascii=False))
    else:
        state.table(found, day)
    if any(each.required and each.fault for each in found):
        raise typer.Exit(FAULT_OF_LIST)


@app.command("update")
def update_(
    list_ids: Annotated[
        list[str] | None, typer.Argument(metavar="[ID…]", help="Which lists; else all loaded.")
    ] = None,
    mirror: Annotated[
        str | None,
        typer.Option(
            "--mirror",
            metavar="URL",
            help="A folder with the publisher's files under their own names, in his place.",
        ),
    ] = None,
    data: options.Data = None,
) -> None:
    """Download lists from their publishers; each is taken whole or refused whole.

    Exit status 12 where one could not be fetched or was refused; the old edition stays.
    """
    from enduse.desk.update import update

    made = options.settings(data)
    worst = 0
    for list_id in list_ids or _loaded(made):
        with _progress(list_id) as told:
            done = update(made, list_id, mirror=mirror, progress=told)
        typer.echo(f"{list_id}: {done.state}: {done.says}")
        worst = max(worst, FAULT_OF_LIST if done.state in {"refused", "failed"} else 0)
    raise typer.Exit(worst)


@app.command("accept")
def accept_(
    list_id: Annotated[str, typer.Argument(metavar="ID", help="Whose refused download.")],
    reason: Annotated[str, typer.Option("--reason", help="Why it is right after all.")],
    person: Annotated[str, typer.Option("--person", help="Who accepts it.")],
    data: options.Data = None,
) -> None:
    """Take a download that a guard refused; who and why is written down."""
    from enduse.desk.update import accept

    _report(accept(options.settings(data), list_id, reason=reason, person=person))


def _loaded(settings: Settings) -> tuple[str, ...]:
    from enduse.desk.status import status

    found = status(settings, as_of=datetime.now(UTC).date())
    loaded = tuple(each.list_id for each in found if each.editions or each.required)
    if not loaded:
        message = "no list is loaded yet; name those to download"
        raise typer.BadParameter(message)
    return loaded


@contextmanager
def _progress(list_id: str) -> Iterator[Callable[[int, int | None], None]]:
    """A bar on the terminal's side channel, where somebody looks at it."""
    from rich.console import Console
    from rich.progress import DownloadColumn, Progress, TextColumn, TransferSpeedColumn

    columns = (TextColumn("{task.description}"), DownloadColumn(), TransferSpeedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(list_id, total=None)
        yield lambda so_far, total: bar.update(task, completed=so_far, total=total)


def _parts(paths: Sequence[Path]) -> Iterator[tuple[str, bytes]]:
    seen: set[str] = set()
    for path in _files(paths):
        if path.name in seen:
            message = f"two files are called {path.name}; give one of them another name"
            raise typer.BadParameter(message)
        seen.add(path.name)
        yield path.name, path.read_bytes()


def _files(paths: Sequence[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            inside = sorted(each for each in path.iterdir() if each.is_file())
            yield from (each for each in inside if not each.name.startswith("."))
        elif path.is_file():
            yield path
        else:
            message = f"{path} is neither a file nor a folder"
            raise typer.BadParameter(message)


def _report(done: "Imported") -> None:
    edition = done.edition
    rows = ", ".join(f"{name} {count:,} rows" for name, count in edition.rows)
    typer.echo(
        f"{edition.list_id}: {edition.entries:,} entries, {edition.names:,} names, "
        f"published {edition.published} ({rows or 'one file'})"
    )
    typer.echo(f"SHA-256 {edition.sha256}")
    if edition.gaps:
        gaps = ", ".join(edition.gaps)
        typer.echo(f"incomplete: {gaps} was not given, so orders will be answered with error")
    for issue in done.issues[: state.SHOWN_ISSUES]:
        typer.echo(f"{issue.gravity}: {issue.where}: {issue.says}")
    if len(done.issues) > state.SHOWN_ISSUES:
        typer.echo(
            f"and {len(done.issues) - state.SHOWN_ISSUES} more issues, kept with the edition"
        )
