"""`enduse evidence` and `enduse verify`: a recorded decision as others can check it."""

import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from enduse.errors import ExtraError, PaperError, RecordError
from enduse.report.words import plural, printable
from enduse.serve.cli import answer, options
from enduse.serve.cli.answer import answering
from enduse.serve.cli.exits import FAULT_OF_LIST

if TYPE_CHECKING:
    from enduse.desk.evidence import Evidence, Gathered
    from enduse.desk.record import Kept
    from enduse.model.evidence import CaseFile

_ODD = re.compile(r"[^\w.-]+")
_LONGEST = 60
"""Letters of an order in the name of its file: of three bytes each they still fit."""
_Checkpoints = Annotated[
    list[Path] | None,
    typer.Option(
        "--checkpoint",
        metavar="FILE",
        exists=True,
        dir_okay=False,
        help="Checkpoints that somebody holds: the pack is tied to them; repeatable.",
    ),
]

_Fonts = Annotated[
    list[Path] | None,
    typer.Option(
        "--font",
        metavar="FILE",
        exists=True,
        dir_okay=False,
        help="A font for letters that the PDF lacks, such as Armenian; repeatable.",
    ),
]
_Output = Annotated[
    Path | None,
    typer.Option("--output", "-o", help="A file, or a folder where there are several orders."),
]


def evidence(
    order: Annotated[
        str,
        typer.Argument(
            metavar="ORDER",
            help="The id of an order, #N for an entry of the record, or a file of orders.",
        ),
    ],
    output: _Output = None,
    whole: Annotated[
        bool, typer.Option("--with-lists", help="Take the published files of the lists in.")
    ] = False,
    checkpoint: _Checkpoints = None,
    font: _Fonts = None,
    owners: options.Owners = None,
    as_of: options.AsOf = None,
    require: options.Require = None,
    data: options.Data = None,
    sensitivity: options.Sensitive = None,
    history: options.PastOrders = None,
    language: options.Language = None,
    person: options.Person = None,
) -> None:
    """Put a recorded decision into one file that others can verify without us.

    It holds a report, the order, the decision, the entries of lists that it rests on, and the
    proof that the record held it when it was closed. An order in a file that was never
    recorded is checked and recorded first.
    """
    from enduse.desk import evidence as desk
    from enduse.desk.evidence_find import recorded

    day, known = options.day(as_of), options.owners(owners)
    wanted = options.settings(
        data, require, sensitivity, language, history=history, person=person
    )
    name = options.person_of(wanted)
    found, new = recorded(wanted, order, person=name, as_of=day, owners=known)
    places = _places(found, output)
    with desk.evidence(wanted, others=checkpoint or ()) as opened, answering():
        if new:
            typer.echo(f"{plural(new, 'order')} checked and recorded first, for {name}")
        for each, place in zip(found, places, strict=True):
            gathered = opened.gather(each, whole=whole)
            size = _write(place, _packed(opened, gathered, font or ()))
            verdict = (gathered.case.decision or {}).get("verdict", "taken out")
            said = f"{place}: {gathered.case.order}, {verdict}, {size:,} bytes"
            typer.echo(printable(said))


def _packed(opened: "Evidence", gathered: "Gathered", fonts: Sequence[Path]) -> bytes:
    case, reports = _reports(gathered.case, fonts)
    return opened.pack(gathered, case, reports)


def _reports(case: "CaseFile", fonts: Sequence[Path]) -> tuple["CaseFile", Mapping[str, bytes]]:
    """The case as its reports show it, and the reports. A pack is whole without a PDF."""
    from enduse.report import evidence as report

    try:
        paper = {"report.pdf": report.pdf(case, own_fonts=fonts)}
    except (PaperError, ExtraError) as error:
        paper = {}
        says = f"The report as PDF: {error}."
        case = replace(case, left_out=(*case.left_out, says))
        typer.echo(f"enduse: {error}", err=True)
    return case, {"report.html": report.html(case).encode(), **paper}


def _places(found: Sequence["Kept"], output: Path | None) -> list[Path]:
    """Where each pack goes: one to the file that was said, several into a folder."""
    names = [_name(each) for each in found]
    # Where large and small letters are one, the second of two would be written over the first.
    count = Counter(name.lower() for name in names)
    several = [
        f"{name}-{each.entry.header.number}" if count[name.lower()] > 1 else name
        for name, each in zip(names, found, strict=True)
    ]
    if output and len(found) > 1 and not output.suffix and not output.exists():
        _make(output)
    folder = output if output and output.is_dir() else Path() if output is None else None
    if folder is not None:
        return [folder / f"{name}.zip" for name in several]
    if len(found) > 1:
        message = f"{output} is one file, and there are {len(found)} orders; name a folder"
        raise typer.BadParameter(message)
    return [output] if output else []


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True)
    except OSError as error:
        raise RecordError(str(folder), f"cannot be made ({error})", "a folder") from error


def _name(each: "Kept") -> str:
    from enduse.desk.evidence import order_of

    name = _ODD.sub("_", order_of(each))[:_LONGEST].strip("._")
    return f"evidence-{name or each.entry.header.number}"


def _write(place: Path, data: bytes) -> int:
    """A whole file or none: half a pack would be taken for one that was tampered with."""
    try:
        answer.replace(place, data)
    except OSError as error:
        raise RecordError(str(place), f"cannot be written ({error})", "room") from error
    return len(data)


def verify(
    pack: Annotated[
        Path | None, typer.Argument(metavar="PACK", exists=True, dir_okay=False)
    ] = None,
    key: Annotated[
        list[Path] | None,
        typer.Option(
            "--key",
            metavar="FILE",
            exists=True,
            dir_okay=False,
            help="The exporter's public key, as `enduse record key` shows it; repeatable.",
        ),
    ] = None,
    checkpoint: Annotated[
        list[Path] | None,
        typer.Option(
            "--checkpoint",
            metavar="FILE",
            exists=True,
            dir_okay=False,
            help="Checkpoints that you hold from before; repeatable.",
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
    standalone: Annotated[
        Path | None,
        typer.Option(
            "--standalone",
            metavar="FILE",
            help="Write the verifier as one file that needs Python alone, and nothing else.",
        ),
    ] = None,
) -> None:
    """Verify an evidence pack: exit status 12, and the place, where anything was changed."""
    from enduse.desk import evidence as desk

    if standalone is not None:
        _write(standalone, desk.verifier_file())
        typer.echo(f"{standalone}: SHA-256 {desk.verifier_hash()}")
        return
    if pack is None:
        message = "expected a pack, such as evidence-SO-1.zip"
        raise typer.BadParameter(message)
    try:
        found = desk.verify(pack, keys=key or (), others=checkpoint or ())
    except (OSError, ValueError) as error:
        raise typer.BadParameter(str(error)) from error
    with answering():
        if as_json:
            typer.echo(json.dumps(found, ensure_ascii=True))
        else:
            for each in desk.lines_of(pack, found):
                typer.echo(printable(each))
    raise typer.Exit(FAULT_OF_LIST if found["faults"] else 0)
