"""`enduse read`: what any text names, where, how sure, and who says so."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from enduse.serve.cli import options
from enduse.serve.cli.answer import STDIN, answering, refuse_paths, standard
from enduse.serve.cli.exits import FAULT_OF_LIST, STATUS

if TYPE_CHECKING:
    from enduse.desk.reading import ReadingDesk
    from enduse.model.reading import TextRead

_STDIN_NAME = "standard input"


class Form(StrEnum):
    """How what was found is printed."""

    text = "text"
    json = "json"
    csv = "csv"


def read(
    files: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE…",
            help="PDF, DOCX, ODT, RTF, HTML, XML, XLSX, ODS, e-mail, ZIP or text; folders; "
            "- is standard input.",
        ),
    ],
    form: Annotated[
        Form, typer.Option("--format", help="How to print what was found.")
    ] = Form.text,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Write there, not to the terminal.")
    ] = None,
    every: Annotated[
        bool, typer.Option("--all", help="Show also what is only possible.")
    ] = False,
    as_of: options.AsOf = None,
    require: options.Require = None,
    data: options.Data = None,
) -> None:
    """Read any text against the lists: parties, weapons, parts, codes, goods, places.

    Each mention says where it stands, how sure it is, which entry it may mean, and who says
    so where the text says it. Without --require every list on the shelf must be fresh.

    Exit status: 0 no listed party named, 11 one named (certain or likely), 12 a text or a
    list could not be read as it must be. 2 is a usage mistake, 1 a fault of the program.
    """
    day = options.day(as_of)
    _refuse(files, output)
    wanted = options.settings(data, require)
    from enduse.desk.reading import reading_desk  # after the arguments proved right

    desk = reading_desk(wanted, as_of=day)
    reads: list[TextRead] | None = None
    with answering():
        opened = output.open("w", encoding="utf-8") if output else nullcontext(standard())
        with opened as out:
            reads = _print(desk, _texts(desk, files, output), form, out, every=every)
    # Where whoever read the answer went away in the middle of it, not all was read.
    raise typer.Exit(_status(reads or (), short=desk.against.short or reads is None))


def _refuse(files: Sequence[str], output: Path | None) -> None:
    refuse_paths(files, output)
    if output and any(
        name != STDIN and Path(name).resolve() == output.resolve() for name in files
    ):
        message = f"{output} is read: the answer needs a place of its own"
        raise typer.BadParameter(message)


def _texts(
    desk: "ReadingDesk", files: Sequence[str], output: Path | None
) -> "Iterator[TextRead]":
    from enduse.desk.files import walk
    from enduse.model.reading import TextRead

    for name in files:
        if name == STDIN:
            yield from desk.read(_STDIN_NAME, sys.stdin.buffer.read())
            continue
        paths, passed = walk([Path(name)], output=output)
        for path in paths:
            yield from desk.read(str(path), path.read_bytes())
        if passed:
            yield TextRead(name, "a folder", 0, 0, unread=tuple(passed))


def _print(
    desk: "ReadingDesk", texts: "Iterator[TextRead]", form: Form, out: TextIO, *, every: bool
) -> "list[TextRead]":
    from rich.console import Console

    from enduse.report import mentions, mentions_plain

    reads: list[TextRead] = []
    console = Console(file=out, highlight=False, soft_wrap=False)
    if form is Form.csv:
        out.write(mentions_plain.csv_header() + "\n")
    for each in texts:
        reads.append(each)
        if form is Form.text:
            mentions.show(each, console, every=every)
        elif form is Form.json:
            out.write(mentions_plain.as_json(each, desk.against) + "\n")
        else:
            out.writelines(line + "\n" for line in mentions_plain.as_csv(each, every=every))
    if form is Form.text:
        mentions.summary(reads, desk.against, console)
    elif form is Form.csv:
        for issue in desk.against.issues:
            typer.echo(f"{issue.where} {issue.says}", err=True)
    return reads


def _status(reads: "Sequence[TextRead]", *, short: bool) -> int:
    """12 where something was not read, whatever was found: not looking is no answer."""
    if short or any(each.lost for read in reads for each in read.unread):
        return FAULT_OF_LIST
    return STATUS["review"] if any(read.names_listed for read in reads) else 0
