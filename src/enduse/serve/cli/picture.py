"""`enduse picture`: the owners of the parties of an order, drawn as SVG."""

import json
import re
import sys
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from enduse.model.chart import Chart
from enduse.model.wire import to_plain
from enduse.report.words import plural, printable
from enduse.serve.cli import options
from enduse.serve.cli.answer import answering
from enduse.serve.cli.exits import FAULT_OF_LIST, USAGE

_STDIN = "-"


class Drawing(StrEnum):
    """How a picture is written."""

    svg = "svg"
    json = "json"


def picture(
    order: Annotated[
        str,
        typer.Argument(
            metavar="ORDER", help="Orders as JSON or JSON Lines; - is standard input."
        ),
    ],
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="A file for one picture, a folder for several."),
    ] = None,
    party: Annotated[
        str | None,
        typer.Option("--party", metavar="N|ROLE", help="One party: 1, or end_user."),
    ] = None,
    form: Annotated[
        Drawing, typer.Option("--format", help="A drawing, or what is in it.")
    ] = Drawing.svg,
    as_of: options.AsOf = None,
    require: options.Require = None,
    data: options.Data = None,
    sensitivity: options.Sensitive = None,
    owners: options.Owners = None,
) -> None:
    """Draw who owns the parties of an order: listed owners, stakes, where each rule bites.

    One picture a party that has owners. Exit status 12 where a list that is required, or an
    order, could not be read: a listed owner may then be missing. 2 is a usage mistake.
    """
    day = options.day(as_of)
    if order != _STDIN and not Path(order).is_file():
        message = f"{order} is not a file"
        raise typer.BadParameter(message)
    from enduse.desk.desk import Desk  # after the arguments proved right: it costs most
    from enduse.desk.picture import charts_in

    known = options.owners(owners)
    desk = Desk(options.settings(data, require, sensitivity), as_of=day, owners=known)
    read = sys.stdin.buffer.read() if order == _STDIN else Path(order).read_bytes()
    source = "standard input" if order == _STDIN else Path(order).name
    charts, unread = charts_in(desk, read, source)
    chosen = [each for each in charts if party is None or _is(each, party)]
    if not chosen and not unread:
        typer.echo(f"enduse: {_nothing(charts, party)}", err=True)
        raise typer.Exit(USAGE)
    _write(chosen, output, form)
    unread += dict.fromkeys(line for each in chosen for line in each.unread)
    for line in unread:
        typer.echo(f"enduse: {printable(line)}; a listed owner may be missing", err=True)
    raise typer.Exit(FAULT_OF_LIST if unread else 0)


def _is(chart: Chart, party: str) -> bool:
    return party in {chart.subject.partition("/")[2], chart.boxes[0].role}


def _nothing(charts: Sequence[Chart], party: str | None) -> str:
    if not charts:
        return "no party of the order has owners: give them under parties/N/owners"
    have = ", ".join(f"{c.subject.partition('/')[2]} ({c.boxes[0].role})" for c in charts)
    return f"--party {printable(party or '')} has no owners; these have: {have}"


def _write(charts: Sequence[Chart], output: Path | None, form: Drawing) -> None:
    if output is not None and not (output.parent.is_dir() or output.is_dir()):
        message = f"{output.parent} is not a folder"
        raise typer.BadParameter(message)
    folder = output is not None and (output.is_dir() or output.suffix == "")
    if len(charts) > 1 and not folder and form is Drawing.svg:
        message = (
            f"{plural(len(charts), 'picture')} to write: name a folder with -o, or one --party"
        )
        raise typer.BadParameter(message)
    if folder and output is not None:
        output.mkdir(exist_ok=True)
        for number, each in enumerate(charts, start=1):
            path = output / _file(each, number, form)
            path.write_text(_written(each, form), encoding="utf-8")
            typer.echo(path)
        return
    text = "".join(_written(each, form) for each in charts)
    if output is not None:
        output.write_text(text, encoding="utf-8")
        typer.echo(output)
        return
    with answering():
        sys.stdout.buffer.write(text.encode())


def _written(chart: Chart, form: Drawing) -> str:
    if form is Drawing.json:
        line = json.dumps(to_plain(chart), ensure_ascii=False, separators=(",", ":"))
        return line.encode("utf-8", "backslashreplace").decode("utf-8") + "\n"
    from enduse.report.picture import picture as draw

    return draw(chart) + "\n"


def _file(chart: Chart, number: int, form: Drawing) -> str:
    """A name of plain letters; the number keeps two orders of one name apart."""
    order = re.sub(r"[^A-Za-z0-9-]+", "_", chart.order)[:40].strip("_") or "order"
    return f"{number:03}-{order}-{chart.subject.replace('/', '')}.{form.value}"
