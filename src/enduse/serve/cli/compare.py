"""`enduse compare`: documents of one shipment against each other."""

import json
from contextlib import nullcontext
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from enduse.desk import files as found_files
from enduse.model.wire import to_plain
from enduse.serve.cli.answer import answering, refuse_paths, standard
from enduse.serve.cli.exits import FAULT_OF_LIST, STATUS, USAGE
from enduse.serve.cli.gathered import Gathered, tell

if TYPE_CHECKING:
    from enduse.desk.compared import Compared


class Form(StrEnum):
    """How the comparison is printed."""

    text = "text"
    json = "json"
    csv = "csv"


def compare(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE…",
            help="Documents of one shipment (PDF, DOCX, e-mail, XLSX, UBL, text); folders.",
        ),
    ],
    form: Annotated[
        Form, typer.Option("--format", help="How to print the comparison.")
    ] = Form.text,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Write there, not to the terminal.")
    ] = None,
) -> None:
    """Hold the documents of one shipment against each other: what differs, and what one lacks.

    Parties, goods, codes, quantities, weights, values, Incoterms, ports and days. Spelling is
    no difference; substance is. What was read of each document stands beside it with its
    place: `enduse check` shows all of it.

    Exit status: 0 they agree, 10 one lacks what another says or something could not be
    compared, 11 they differ, 12 a file could not be read. 2 is a usage mistake, 1 a fault of
    the program.
    """
    held = list(_held(files, output))
    from enduse.desk.compared import compared

    found = compared(held)
    with answering():
        opened = output.open("w", encoding="utf-8") if output else nullcontext(standard())
        with opened as out:
            _print(found, form, out)
    tell(Gathered(unread=[*found.unread, *found.unsaid]), as_json=form is Form.json)
    raise typer.Exit(_status(found))


def _held(files: list[Path], output: Path | None) -> "list[found_files.Held]":
    refuse_paths([str(path) for path in files], output, piped=False)
    paths = list(dict.fromkeys(found_files.walk(files, output=output)[0]))
    names = [path.name for path in paths]
    shown = [str(path) if names.count(path.name) > 1 else path.name for path in paths]
    made = [
        found_files.held(name, path.read_bytes())
        for name, path in zip(shown, paths, strict=True)
    ]
    if not made:
        message = "holds no file; expected two documents or more"
        raise typer.BadParameter(f"{files[0]} {message}")
    return made


def _print(found: "Compared", form: Form, out: TextIO) -> None:
    comparison = found.comparison
    if form is Form.json:
        plain = {
            "documents": [
                {"name": each.name, "sort": each.sort, "exact": each.exact}
                for each in found.documents
            ],
            **({} if comparison is None else _plain(comparison)),
            "alone": [] if comparison is None else list(comparison.alone),
            "unrelated": [each.name for each in found.strangers],
        }
        out.write(json.dumps(plain, ensure_ascii=False) + "\n")
        return
    if comparison is None:
        return
    from rich.console import Console

    from enduse.report import compared as words

    if form is Form.csv:
        out.write(words.as_csv(comparison))
        return
    console = Console(file=out, highlight=False, soft_wrap=False)
    for line in _first(found):
        console.print(line, markup=False)
    words.show(comparison, console)


def _plain(comparison: object) -> dict[str, object]:
    plain: dict[str, object] = to_plain(comparison)
    return {name: plain.get(name, []) for name in ("conflicts", "open", "agreed")}


def _first(found: "Compared") -> list[str]:
    lines = []
    printed = [each.name for each in found.documents if not each.exact]
    if printed:
        lines.append(f"Read from printed words, look at the places: {', '.join(printed)}")
    if found.strangers:
        groups = " | ".join(each.name for each in found.strangers)
        lines.append(f"Nothing ties these together (no number in common): {groups}")
    if found.comparison is not None and found.comparison.alone:
        names = ", ".join(found.comparison.alone)
        lines.append(f"Not compared, for no other document says what they say: {names}")
    return [*lines, ""] if lines else lines


def _status(found: "Compared") -> int:
    if found.lost:
        return FAULT_OF_LIST
    if found.comparison is None:
        names = ", ".join(each.name for each in found.documents) or "none"
        typer.echo(f"enduse: one document or none ({names}); expected two or more", err=True)
        return USAGE
    if found.comparison.grave:
        return STATUS["review"]
    open_facts = found.comparison.open or found.comparison.alone or found.unsaid
    return STATUS["ask"] if open_facts else 0
