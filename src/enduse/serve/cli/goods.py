"""`enduse goods`: tables of goods put on the shelf, codes explained, texts searched."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from enduse.errors import EnduseError
from enduse.model.wire import to_plain
from enduse.report.words import printable
from enduse.serve.cli import goods_classify, options
from enduse.serve.cli.answer import answering
from enduse.serve.cli.exits import FAULT_OF_LIST, USAGE

if TYPE_CHECKING:
    from enduse.desk.goods import Taken

app = typer.Typer(
    help="Goods: explain a code, search the control lists, import tables.", no_args_is_help=True
)

app.command("classify")(goods_classify.classify)

_Table = Annotated[
    str | None,
    typer.Option("--table", metavar="ID", help="Which table it is; else by content."),
]
_Published = Annotated[
    str | None,
    typer.Option("--published", metavar="DATE", help="Needed where the file holds no date."),
]
_Json = Annotated[bool, typer.Option("--json", help="As JSON.")]


@app.command("import")
def import_(
    paths: Annotated[
        list[Path],
        typer.Argument(metavar="PATH…", help="CSV or JSON files, or folders of them."),
    ],
    table: _Table = None,
    published: _Published = None,
    shorter: Annotated[
        bool, typer.Option("--shorter", help="Take a table much shorter than it should be.")
    ] = False,
    data: options.Data = None,
) -> None:
    """Keep tables that you bring: control lists, the country chart, codes that an act names.

    Each file is taken whole or refused whole. Exit status 12 where one was refused.
    """
    from enduse.desk.goods import import_table

    settings, day = options.settings(data), options.day(published)
    worst = 0
    for path in _files(paths):
        try:
            taken = import_table(
                settings,
                path.read_bytes(),
                path.name,
                table=table,
                published=day,
                shorter=shorter,
            )
        except EnduseError as error:
            typer.echo(f"{path.name}: refused: {printable(str(error))}", err=True)
            worst = FAULT_OF_LIST
            continue
        _told(path.name, taken, told=table is None)
    raise typer.Exit(worst)


@app.command("update")
def update_(
    tables: Annotated[
        list[str] | None, typer.Argument(metavar="[ID…]", help="Which tables.")
    ] = None,
    url: Annotated[
        str | None, typer.Option("--url", metavar="URL", help="Where the table is.")
    ] = None,
    table: _Table = None,
    published: _Published = None,
    data: options.Data = None,
) -> None:
    """Download a table from an address: --url URL --table ID.

    The official texts are XML or PDF and cannot be read yet; an ID without an address says
    where they are. Exit status 12 where one could not be had.
    """
    from enduse.desk.goods_update import OFFICIAL, update_table

    named = [*(tables or ()), *([table] if table else [])]
    if url is not None and len(named) != 1:
        message = "--url wants one table: --table ID"
        raise typer.BadParameter(message)
    settings, worst = options.settings(data), 0
    for name in named or OFFICIAL:
        with _progress(name) as told:
            done = update_table(
                settings, name, url, published=options.day(published), progress=told
            )
        typer.echo(f"{name}: {done.state}: {printable(done.says)}")
        worst = max(worst, FAULT_OF_LIST if done.state in {"refused", "failed"} else 0)
    raise typer.Exit(worst)


@app.command("status")
def status_(
    as_of: options.AsOf = None, data: options.Data = None, as_json: _Json = False
) -> None:
    """Show which tables are loaded, of which day, from where, and how they were read."""
    from enduse.desk.goods import status
    from enduse.serve.cli import goods_show

    with answering():
        found = status(options.settings(data), as_of=_day(as_of))
        if as_json:
            for each in found:
                typer.echo(json.dumps(to_plain(each), ensure_ascii=False))
        else:
            goods_show.tables(found, _day(as_of))


@app.command("show")
def show_(
    code: Annotated[
        str,
        typer.Argument(metavar="CODE", help="A goods code, a control number or a part number."),
    ],
    to: Annotated[
        str | None, typer.Option("--to", metavar="CC", help="A destination, as AM: US chart.")
    ] = None,
    full: Annotated[
        bool, typer.Option("--full", help="Every text and citation whole.")
    ] = False,
    as_of: options.AsOf = None,
    data: options.Data = None,
    as_json: _Json = False,
) -> None:
    """Explain one code: 8542.31, 3A001.b.2 or STM32F407VGT6; lists that name it, what to ask.

    Exit status 2 where the code cannot be read, or there is none such.
    """
    from enduse.desk.goods_show import show
    from enduse.serve.cli import goods_show

    with answering():
        found = show(options.settings(data), code, as_of=_day(as_of), to=to)
        if as_json:
            typer.echo(json.dumps(to_plain(found), ensure_ascii=False, indent=2))
        else:
            goods_show.screen(found, full=full)
    raise typer.Exit(0 if found.found else USAGE)


@app.command("search")
def search_(
    words: Annotated[
        str, typer.Argument(metavar="WORDS", help="What to look for, in English.")
    ],
    table: _Table = None,
    limit: Annotated[int, typer.Option("--limit", min=1, max=500, help="How many.")] = 15,
    as_of: options.AsOf = None,
    data: options.Data = None,
    as_json: _Json = False,
) -> None:
    """Search the control lists that are loaded and the text of HS 2022, the likeliest first."""
    from enduse.desk.goods_search import search
    from enduse.serve.cli import goods_show

    with answering():
        settings = options.settings(data)
        found = search(settings, words, as_of=_day(as_of), table=table, limit=limit)
        if as_json:
            typer.echo(json.dumps(to_plain(found), ensure_ascii=False, indent=2))
        else:
            goods_show.hits(found)


def _told(name: str, taken: "Taken", *, told: bool) -> None:
    each = taken.edition
    how = " (told from its content)" if told else ""
    known = "" if taken.new else "; the same file was here already"
    typer.echo(
        f"{name}: {each.table}{how}: {each.rows:,} rows, published {each.published}{known}"
    )
    typer.echo(f"  {printable(each.citation)}; read: {each.read}")
    for note in taken.notes:
        typer.echo(f"  note: {printable(note)}")


def _day(as_of: str | None) -> date:
    return options.day(as_of) or datetime.now(UTC).date()


def _files(paths: list[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            inside = sorted(each for each in path.iterdir() if each.is_file())
            yield from (each for each in inside if each.suffix.lower() in {".csv", ".json"})
        elif path.is_file():
            yield path
        else:
            message = f"{path} is neither a file nor a folder"
            raise typer.BadParameter(message)


@contextmanager
def _progress(name: str) -> Iterator[Callable[[int, int | None], None]]:
    from rich.console import Console
    from rich.progress import DownloadColumn, Progress, TextColumn, TransferSpeedColumn

    columns = (TextColumn("{task.description}"), DownloadColumn(), TransferSpeedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(name, total=None)
        yield lambda so_far, total: bar.update(task, completed=so_far, total=total)
