"""`enduse ask`: the letter to a customer, with the statement of the end user."""

import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from enduse.model.decision import Decision
from enduse.model.finding import Language, Question
from enduse.report.letter_blocks import Letter
from enduse.report.words import TITLE, plural, printable
from enduse.serve.cli import options
from enduse.serve.cli.answer import answering, standard
from enduse.serve.cli.exits import FAULT_OF_LIST

if TYPE_CHECKING:
    from enduse.desk.desk import Desk

_STDIN = "-"
_NOT_A_NAME = re.compile(r"[^\w.-]+")
_LONGEST = 80


class Paper(StrEnum):
    """What kind of file a letter is."""

    docx = "docx"
    pdf = "pdf"
    txt = "txt"


@dataclass(frozen=True, slots=True)
class _Written:
    """A letter that was made, its order's decision, and what is not for the customer."""

    letter: Letter
    decision: Decision
    ours: tuple[Question, ...]
    asked: int
    clause: bool

    @property
    def holds(self) -> str:
        """What stands in the letter, in words."""
        asked = plural(self.asked, "question")
        if self.clause:
            return f"{asked}, the statement of the end user and a clause to propose"
        return f"{asked} and the statement of the end user"


def ask(
    file: Annotated[
        str,
        typer.Argument(
            metavar="ORDER", help="Orders as JSON or JSON Lines; - is standard input."
        ),
    ],
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE|FOLDER",
            help="Write questions.docx, .pdf or .txt there, or each letter in a folder. "
            "Default: as text to the terminal.",
        ),
    ] = None,
    form: Annotated[
        Paper, typer.Option("--format", help="The kind of the files in a folder.")
    ] = Paper.docx,
    language: Annotated[
        list[str] | None,
        typer.Option(
            "--language", metavar="en|nl|de|fr", help="Of the letter; repeatable. Default: en."
        ),
    ] = None,
    font: Annotated[
        list[Path] | None,
        typer.Option("--font", metavar="FILE", help="A font for a PDF; repeatable."),
    ] = None,
    owners: options.Owners = None,
    as_of: options.AsOf = None,
    require: options.Require = None,
    data: options.Data = None,
    history: options.PastOrders = None,
) -> None:
    """Write what to ask a customer: a letter, and a statement that the end user signs.

    The letter says nothing of what was found. Questions that are not for the customer are
    shown here. Exit status: 0 written, 12 an order could not be read, 2 a usage mistake.
    """
    if file != _STDIN and not Path(file).is_file():
        message = f"{file} is not a file"
        raise typer.BadParameter(message)
    kind = _kind(output, form)
    day = options.day(as_of)
    known = options.owners(owners)
    settings = options.settings(data, require, history=history)
    spoken = [options.settings(data, language=each).language for each in language or ()]
    languages = list(dict.fromkeys(spoken or [settings.language]))
    from enduse.desk.desk import Desk  # after the arguments proved right: it costs most

    desk = Desk(settings, as_of=day, owners=known)
    made, unread = _letters(desk, file, languages)
    with answering():
        if output is None:
            _print(made)
        else:
            _write(made, output, kind, fonts=font or ())
    raise typer.Exit(FAULT_OF_LIST if unread else 0)


def _kind(output: Path | None, form: Paper) -> Paper:
    """What the file's name asks for; what a folder's files are to be."""
    if output is None or _is_folder(output):
        parent = output.parent if output and not output.is_dir() else None
        if parent is not None and not parent.is_dir():
            message = f"{parent} is not a folder"
            raise typer.BadParameter(message)
        return form
    suffix = output.suffix.lower().removeprefix(".")
    if suffix not in set(Paper):
        message = f"{output.name} is no {', '.join(f'.{each}' for each in Paper)} file"
        raise typer.BadParameter(message)
    if not output.parent.is_dir():
        message = f"{output.parent} is not a folder"
        raise typer.BadParameter(message)
    return Paper(suffix)


def _is_folder(output: Path) -> bool:
    return output.is_dir() or not output.suffix


def _letters(
    desk: "Desk", file: str, languages: Sequence[Language]
) -> tuple[list[_Written], bool]:
    """The letters of the orders in a file, and whether one of these could not be read."""
    from enduse.report.letter import letter

    data = sys.stdin.buffer.read() if file == _STDIN else Path(file).read_bytes()
    source = "standard input" if file == _STDIN else Path(file).name
    given = list(desk.read(data, source=source))
    made: list[_Written] = []
    unread = False
    for each, decision in zip(given, desk.decide_all(given), strict=True):
        if each.order is None:
            unread = True
            for issue in decision.issues:
                says = f"{each.label}: {issue.where}: {issue.says}"
                typer.echo(printable(says), err=True)
            continue
        for language in languages:
            wanted, ours = desk.inquire(each.order, decision, language=language)
            drawn = letter(wanted)
            asked = len(wanted.questions)
            made.append(_Written(drawn, decision, ours, asked, wanted.clause))
    return made, unread


def _print(made: Sequence[_Written]) -> None:
    from enduse.report.letter_text import as_text

    standard()
    for number, each in enumerate(made):
        typer.echo("\f" * bool(number) + as_text(each.letter))
    _tell(made)


def _write(
    made: Sequence[_Written], output: Path, kind: Paper, *, fonts: Sequence[Path]
) -> None:
    if not _is_folder(output):
        if len(made) > 1:
            message = (
                f"{plural(len(made), 'letter')} do not go in one file; -o FOLDER takes them"
            )
            raise typer.BadParameter(message)
        named = [(each, output) for each in made]
    else:
        named = list(zip(made, _names(made, output, kind), strict=True))
    # All are drawn before the first is written: one that cannot be leaves none behind.
    drawn = [(path, _drawn(each.letter, kind, fonts)) for each, path in named]
    if drawn and _is_folder(output):
        output.mkdir(exist_ok=True)
    for path, data in drawn:
        path.write_bytes(data)
    for each, path in named:
        typer.echo(f"{path}: {each.holds}")
    _tell(made)


def _drawn(letter: Letter, kind: Paper, fonts: Sequence[Path]) -> bytes:
    if kind is Paper.docx:
        from enduse.report.letter_docx import as_docx

        return as_docx(letter)
    if kind is Paper.pdf:
        from enduse.report.letter_pdf import as_pdf

        return as_pdf(letter, own_fonts=fonts)
    from enduse.report.letter_text import as_text

    return as_text(letter).encode("utf-8")


def _names(made: Sequence[_Written], folder: Path, kind: Paper) -> Iterator[Path]:
    """A file for each letter, by order and language; none twice."""
    taken: set[str] = set()
    several = len({each.letter.language for each in made}) > 1
    for each in made:
        order = _NOT_A_NAME.sub("-", each.decision.order).strip("-.")[:_LONGEST] or "order"
        name = f"questions-{order}" + (f".{each.letter.language}" if several else "")
        free, number = name, 1
        while free.casefold() in taken:
            number += 1
            free = f"{name}-{number}"
        taken.add(free.casefold())
        yield folder / f"{free}.{kind}"


def _tell(made: Sequence[_Written]) -> None:
    """What the letter does not settle, to whoever sends it: each order once."""
    told: set[str] = set()
    for each in made:
        order = printable(each.decision.order)
        if order in told:
            continue
        told.add(order)
        if each.decision.verdict in {"hold", "error", "review"}:
            title = TITLE[each.decision.verdict]
            says = "an answer to the letter does not lift that; see `enduse check`"
            typer.echo(f"{order} is {title}: {says}", err=True)
        if each.ours:
            typer.echo(f"{order}, not for the customer but for you:", err=True)
        for question in each.ours:
            typer.echo(f"  - {printable(str(question))}", err=True)
