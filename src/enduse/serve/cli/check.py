"""`enduse check`: orders in, one decision an order out."""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from enduse.errors import ExtraError
from enduse.model.chart import Chart
from enduse.model.decision import Decision, Verdict
from enduse.serve.cli import gathered, held, options
from enduse.serve.cli.answer import refuse_paths, standard
from enduse.serve.cli.exits import FAULT_OF_LIST, status_of
from enduse.serve.cli.tabled import ENDINGS, refuse_several, write_table

if TYPE_CHECKING:
    from enduse.desk.desk import Decide, Desk
    from enduse.settings import Settings


class Form(StrEnum):
    """How decisions are printed."""

    text = "text"
    json = "json"
    csv = "csv"
    html = "html"


def check(
    files: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE…",
            help="Orders as JSON, CSV, XLSX, ODS; documents (PDF, DOCX, e-mail, UBL and "
            "other XML, text); folders; - is standard input.",
        ),
    ],
    form: Annotated[
        Form | None, typer.Option("--format", help="How to print decisions. Default: text.")
    ] = None,
    output: options.Answer = None,
    mapping: options.Mappings = None,
    yes: options.Yes = False,
    save_mapping: options.SaveMapping = None,
    save_orders: options.SaveOrders = None,
    owners: options.Owners = None,
    as_of: options.AsOf = None,
    require: options.Require = None,
    data: options.Data = None,
    sensitivity: options.Sensitive = None,
    history: options.PastOrders = None,
    language: options.Language = None,
    full: Annotated[bool, typer.Option("--full", help="Show every citation.")] = False,
    record: options.Recorded = False,
    person: options.Person = None,
) -> None:
    """Check orders before they ship: one decision an order.

    How a table or a printed document would be read is shown first; documents that share a
    number are one order; what was not read stands at the end.

    Exit status: 0 nothing found, 10 ask, 11 review, 12 error, 13 hold; the heaviest of all
    orders. 2 is a usage mistake, 1 a fault of the program.
    """
    day = options.day(as_of)
    refuse_paths(files, output)
    known = options.owners(owners)
    wanted = options.settings(
        data, require, sensitivity, language, history=history, person=person
    )
    how = gathered.Wanted(mapping or (), yes, save_mapping, save_orders)
    found = held.gather(files, how, output=output)
    tabled = output if form is None and output and output.suffix.lower() in ENDINGS else None
    if tabled:
        refuse_several(found)
    from enduse.desk.desk import Desk  # after the arguments proved right: it costs most

    desk = Desk(wanted, as_of=day, owners=known)
    with _decider(desk, wanted, record=record) as decide:
        if tabled:
            verdicts = write_table(tabled, found.jobs[0], decide)
        else:
            verdicts = _answer(desk, decide, found.jobs, form or Form.text, output, full=full)
    found.unread += gathered.twice(found.jobs)
    gathered.tell(found, as_json=form is Form.json)
    status = status_of(verdicts)
    raise typer.Exit(max(status, FAULT_OF_LIST) if found.lost else status)


def _answer(
    desk: "Desk", decide: "Decide", jobs: Sequence[gathered.Job], form: Form,
    output: Path | None,
    *, full: bool,
) -> list[Verdict]:  # fmt: skip
    opened = output.open("w", encoding="utf-8") if output else nullcontext(standard())
    with opened as out:
        if form is Form.html:
            return _print_html(desk, decide, jobs, out)
        decisions = (each for job in jobs for each in job.seen(decide(job.given(desk))))
        return _print(decisions, form, out, full=full)


def _decider(
    desk: "Desk", wanted: "Settings", *, record: bool
) -> AbstractContextManager["Decide"]:
    if not record:
        return nullcontext(desk.decide_all)
    from enduse.desk.record import recorder  # databases and keys: only who records needs them

    return recorder(desk, wanted, person=options.person_of(wanted))


def _print(
    decisions: Iterator[Decision], form: Form, out: TextIO, *, full: bool
) -> list[Verdict]:
    if form is Form.text:
        return _print_text(decisions, out, full=full)
    from enduse.report import plain

    verdicts: list[Verdict] = []
    if form is Form.csv:
        out.write(plain.csv_header() + "\n")
    for each in decisions:
        line = plain.as_csv(each) if form is Form.csv else plain.as_json(each)
        out.write(line + "\n")
        verdicts.append(each.verdict)
    return verdicts


def _print_text(decisions: Iterator[Decision], out: TextIO, *, full: bool) -> list[Verdict]:
    from rich.console import Console

    from enduse.report import text

    console = Console(file=out, highlight=False, soft_wrap=False)
    verdicts: list[Verdict] = []
    for each in decisions:
        text.show(each, console, full=full)
        verdicts.append(each.verdict)
    text.summary(verdicts, console)
    return verdicts


def _print_html(
    desk: "Desk", decide: "Decide", jobs: Sequence[gathered.Job], out: TextIO
) -> list[Verdict]:
    from enduse.desk.picture import decided
    from enduse.report.page import page

    found = [each for job in jobs for each in decided(desk, decide, job.given(desk))]
    decisions = [decision for decision, _ in found]
    out.write(page(decisions, title="Orders checked", pictures=_pictures(found)))
    return [each.verdict for each in decisions]


def _pictures(
    found: Sequence[tuple[Decision, Sequence[Chart]]],
) -> dict[int, list[str]]:
    """The pictures of owners by the place of their decision; a decision is whole without."""
    if not any(charts for _, charts in found):
        return {}
    from enduse.report.picture import picture

    try:
        return {
            at: [picture(chart) for chart in charts] for at, (_, charts) in enumerate(found)
        }
    except ExtraError as error:
        typer.echo(f"enduse: {error}", err=True)
        return {}
