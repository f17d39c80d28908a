"""`enduse goods classify`: an item master in, the same with columns of ours out."""

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Self

import typer

from enduse.errors import OrderError, SheetError
from enduse.report.words import printable
from enduse.serve.cli import options
from enduse.serve.cli.answer import replace
from enduse.serve.cli.exits import USAGE

if TYPE_CHECKING:
    from enduse.desk.stock import Stock

_ENDINGS = (".csv", ".xlsx")
_SHOWN = 10


def classify(
    path: Annotated[
        Path, typer.Argument(metavar="FILE", help="Your articles, as CSV, XLSX or ODS.")
    ],
    output: Annotated[
        Path, typer.Option("--output", "-o", help="Where to write: a .csv or .xlsx file.")
    ],
    as_of: options.AsOf = None,
    data: options.Data = None,
) -> None:
    """Classify your stock: priority tier, candidates, why, doubt and what to ask, by article.

    Your columns stay as they are. A decision that you write into the column "enduse:
    decision" is kept by the next run, which says where an article has changed since. Exit
    status 2 where the file cannot be read.
    """
    if output.suffix.lower() not in _ENDINGS:
        message = f"{output.name} ends in neither .csv nor .xlsx"
        raise typer.BadParameter(message)
    if not path.is_file():
        message = f"{path} is not a file"
        raise typer.BadParameter(message)
    if output.is_dir() or not output.parent.is_dir():
        message = f"{output} is a folder, or in one that is not there"
        raise typer.BadParameter(message)
    from enduse.desk import stock  # with the tables of goods: after the arguments proved right

    day = options.day(as_of) or datetime.now(UTC).date()
    try:
        raw = path.read_bytes()
        with _progress() as told:
            found = stock.classify(
                options.settings(data), path.name, raw, as_of=day, progress=told
            )
        replace(output, _made(output, found, raw, titles=stock.TITLES, kept=stock.KEPT))
    except (OrderError, SheetError) as error:
        typer.echo(f"enduse: {printable(str(error))}", err=True)
        raise typer.Exit(USAGE) from error
    except OSError as error:
        says = f"{error.filename or output}: {error.strerror or error}; nothing was written"
        typer.echo(f"enduse: {printable(says)}", err=True)
        raise typer.Exit(USAGE) from error
    _summary(found, output)


class _progress:  # noqa: N801  # used as a word
    """A line on the terminal that says how far it is; nothing where nobody looks."""

    def __enter__(self) -> Self:
        return self

    def __call__(self, done: int, of: int) -> None:
        if sys.stderr.isatty():
            sys.stderr.write(f"\r{done:,} of {of:,} articles")
            sys.stderr.flush()

    def __exit__(self, *_: object) -> None:
        if sys.stderr.isatty():
            sys.stderr.write("\r\x1b[K")


def _made(
    output: Path, found: "Stock", raw: bytes, *, titles: tuple[str, ...], kept: tuple[str, ...]
) -> bytes:
    """Their own workbook with our columns if one came in and goes out, else a new file."""
    from enduse.report import sheet

    table = found.items.table
    heading = found.items.headings.row + 1
    added = sheet.Added(titles, found.cells, heading=heading, kept=kept)
    if output.suffix.lower() == ".csv":
        return sheet.as_csv(table.rows, added).encode("utf-8", "replace")
    if table.name.lower().endswith((".xlsx", ".xlsm")):
        return sheet.in_workbook(table.name, raw, added, sheet=table.sheet)
    return sheet.as_workbook(table.rows, added, title=Path(table.name).stem)


def _summary(found: "Stock", output: Path) -> None:
    table, columns = found.items.table, found.items.headings.columns
    titles = table.rows[found.items.headings.row]
    taken = ", ".join(f"{titles[at].strip()} = {field}" for field, at in columns.items())
    where = f", sheet {table.sheet}" if table.sheet else ""
    typer.echo(f"{table.name}{where} ({table.how}): {len(found.items.items):,} articles")
    typer.echo(f"columns read: {printable(taken)}")
    if found.items.skipped:
        others = ", ".join(found.items.skipped)
        typer.echo(f"sheets NOT read: {printable(others)}", err=True)
    for name, count in found.counts.items():
        typer.echo(f"{count:>8,}  {name}")
    for issue in found.items.issues[:_SHOWN]:
        typer.echo(f"{printable(issue.where)} {printable(issue.says)}", err=True)
    more = len(found.items.issues) - _SHOWN
    if more > 0:
        typer.echo(f"… and {more:,} more rows with remarks", err=True)
    if table.marks.formulas and output.suffix.lower() == ".xlsx":
        says = "formulas are written without their values: open it in a spreadsheet program and"
        typer.echo(f"{says} save it once before anything else reads it", err=True)
    typer.echo(f"written to {output}. Candidates are hints; nothing was decided.")
