"""`enduse owners`: who owns somebody, by the files at hand."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from enduse.serve.cli import options
from enduse.serve.cli.answer import answering

if TYPE_CHECKING:
    from rich.console import Console

    from enduse.desk.holdings_show import Chain, Row

_MOST = 2_000
"""Rows that are printed; nobody reads more, and a graph may hold a million."""
_DEEPEST = 20  # levels that are set in; a deeper one says its number instead


def owners(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE…", help="BODS, GLEIF, UK PSC, or a CSV of owner, owned, share."
        ),
    ],
    of: Annotated[
        str,
        typer.Option("--of", metavar="WHO", help='A name, or a number such as "lei=…".'),
    ],
    as_of: options.AsOf = None,
) -> None:
    """Show who owns somebody, upwards: shares as intervals, control, sources, dates.

    Nothing is screened here: `enduse check --owners` holds these owners against the lists.
    """
    day = options.day(as_of) or datetime.now(UTC).date()
    given = options.owners(files)
    from rich.console import Console

    from enduse.desk.holdings_show import owners_of

    with answering():
        chain = owners_of(given, of, as_of=day)
        _print(chain, Console(highlight=False), day=str(day))


def _print(chain: "Chain", console: "Console", *, day: str) -> None:
    from rich.text import Text

    from enduse.report.words import printable

    for each in chain.rows[:_MOST]:
        _row(each, console)
    if len(chain.rows) > _MOST:
        says = f"… and {len(chain.rows) - _MOST:,} rows more"
        console.print(Text(says, style="yellow"))
    if len(chain.rows) == 1:
        console.print(Text("  no owner in force on that day", style="yellow"))
    console.print()
    for issue in chain.issues:
        style = "red" if issue.gravity == "error" else "yellow"
        console.print(Text(printable(f"{issue.where}: {issue.says}"), style=style))
    for told in chain.files:
        console.print(Text(printable(f"read {told}"), style="dim"))
    console.print(Text(f"as of {day}", style="dim"))


def _row(row: "Row", console: "Console") -> None:
    from rich.padding import Padding
    from rich.text import Text

    from enduse.report.words import printable

    level = f"[level {row.depth}] " if row.depth > _DEEPEST else ""
    name, bracket, more = printable(row.who).partition(" (")
    line = Text(level)
    if row.stake:
        line.append(f"{printable(row.stake)}  ", style="cyan")
    line.append(name, style="bold" if row.depth == 0 else "")
    line.append(bracket + more, style="dim")
    if row.again:
        line.append("  (its owners are shown above)", style="dim")
    if row.open:
        line.append(f"  [who holds up to {row.open:g} % is not known]", "yellow")
    if row.source:
        line.append(f"\n{printable(row.source)}", style="dim italic")
    console.print(Padding(line, (0, 0, 0, 3 * min(row.depth, _DEEPEST))))
