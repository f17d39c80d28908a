"""`enduse resolve`: people decide on findings, and all of it is recorded."""

import re
from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from enduse.model.resolution import ENDINGS
from enduse.report.words import plural, printable
from enduse.serve.cli import options
from enduse.serve.cli.answer import answering
from enduse.serve.cli.exits import FAULT_OF_LIST
from enduse.serve.cli.resolve_words import (
    STATES,
    finding_lines,
    finding_plain,
    one_line,
    reason_lines,
    settled_line,
    settled_plain,
)

if TYPE_CHECKING:
    from enduse.model.resolution import Resolution

app = typer.Typer(
    help="Decide on findings: settle, confirm, withdraw, close; all of it is recorded.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


class Ending(StrEnum):
    """How an order is closed."""

    shipped = "shipped"
    cancelled = "cancelled"
    refused = "refused"


_Order = Annotated[
    str,
    typer.Argument(
        metavar="ORDER", help="The id of a recorded order, '#N' for an entry, or its file."
    ),
]
_Note = Annotated[str, typer.Option("--note", help="Why, in words.")]
_AsJson = Annotated[bool, typer.Option("--json", help="As JSON, one value a line.")]
_RANGE = re.compile(r"(\d{1,9})(?:-(\d{1,9}))?")
_MOST_AT_ONCE = 10_000


@app.command("show")
def show(order: _Order, data: options.Data = None, as_json: _AsJson = False) -> None:
    """Show the findings of a recorded order, numbered, and how each of them stands today."""
    from enduse.desk import resolving
    from enduse.desk.looked import looked

    settings = options.settings(data)
    found = looked(settings, order)
    standings = found.standings(resolving.ledger_now(settings), resolving.today())
    with answering():
        if not as_json:
            where = f"as of {found.as_of}, entry {found.number}"
            typer.echo(printable(f"{found.order.id}: {found.verdict}, {where}"))
        pairs = zip(found.findings, standings, strict=True)
        for number, (each, stands) in enumerate(pairs, 1):
            if as_json:
                typer.echo(one_line(finding_plain(number, each, stands)))
            else:
                typer.echo("\n".join(finding_lines(number, each, stands)))
        if not found.findings and not as_json:
            typer.echo("  no finding weighs anything")
        if found.unread and not as_json:
            typer.echo(
                "  something was not read, which nobody can settle: load it, check again"
            )


@app.command("finding")
def finding(
    order: _Order,
    findings: Annotated[
        list[str],
        typer.Argument(metavar="FINDING…", help="Its number in `show`, or TEST[:SUBJECT]."),
    ],
    reason: Annotated[
        str, typer.Option("--reason", metavar="CODE", help="One of `enduse resolve reasons`.")
    ],
    note: _Note,
    document: Annotated[
        str | None,
        typer.Option("--document", help="What the reason asks for: a licence number, a text."),
    ] = None,
    until: Annotated[
        str | None,
        typer.Option(
            "--until",
            metavar="DATE",
            help="The last day on which it holds. Default: the longest that the policy allows.",
        ),
    ] = None,
    person: options.Person = None,
    data: options.Data = None,
) -> None:
    """Settle findings of a recorded order, for exactly the facts that they rest on."""
    from enduse.desk import resolving
    from enduse.desk.allowed import Said

    settings = options.settings(data, person=person)
    said = Said(
        reason=reason,
        note=note,
        person=options.person_of(settings),
        document=document,
        until=options.day(until),
    )
    _tell(resolving.settle(settings, order, findings=findings, said=said), resolving.today())


@app.command("confirm")
def confirm(
    numbers: Annotated[
        list[str], typer.Argument(metavar="NUMBER…", help="Entries, such as 12 or 12-60.")
    ],
    note: _Note = "",
    person: options.Person = None,
    data: options.Data = None,
) -> None:
    """Confirm settlements as another person than the one who made them."""
    from enduse.desk import resolving

    settings = options.settings(data, person=person)
    wanted = [number for each in numbers for number in _numbers(each)]
    made = resolving.confirm(settings, wanted, person=options.person_of(settings), note=note)
    _tell(made, resolving.today())


@app.command("withdraw")
def withdraw(
    number: Annotated[int, typer.Argument(metavar="NUMBER", min=1, help="Its entry.")],
    note: _Note,
    person: options.Person = None,
    data: options.Data = None,
) -> None:
    """Take a settlement back: from now on its finding weighs what it did."""
    from enduse.desk import resolving

    settings = options.settings(data, person=person)
    made = resolving.withdraw(settings, number, person=options.person_of(settings), note=note)
    _tell([made], resolving.today())


@app.command("close")
def close(
    order: _Order,
    ending: Annotated[Ending, typer.Option("--as", help="How it ended.")],
    note: _Note = "",
    despite: Annotated[
        bool, typer.Option("--despite", help="Ship although findings are open; with a note.")
    ] = False,
    person: options.Person = None,
    data: options.Data = None,
) -> None:
    """Close an order: it is no longer open, and no longer watched.

    An order does not ship while a finding that a person must settle is open.
    """
    from enduse.desk import resolving

    settings = options.settings(data, person=person)
    made, pending = resolving.close(
        settings,
        order,
        next(each for each in ENDINGS if each == ending.value),
        person=options.person_of(settings),
        note=note,
        despite=despite,
    )
    typer.echo(f"entry {made.header.number}: {ending.value}")
    for each in pending:
        typer.echo(printable(f"  open: {each.weight} {each.test} · {each.subject}"))


@app.command("list")
def list_(
    state: Annotated[
        str | None,
        typer.Option("--state", metavar="STATE", help=f"Only those: {', '.join(STATES)}."),
    ] = None,
    until: Annotated[
        str | None,
        typer.Option("--until", metavar="DATE", help="Only those that end by then."),
    ] = None,
    data: options.Data = None,
    as_json: _AsJson = False,
) -> None:
    """List what people settled, and how each stands today."""
    from enduse.desk import resolving
    from enduse.desk.settled import read

    if state is not None and state not in STATES:
        message = f"{state!r} is no state; expected {' or '.join(STATES)}"
        raise typer.BadParameter(message)
    last, day = options.day(until), resolving.today()
    settled = read(options.settings(data))
    with answering():
        for _, each in sorted(settled.resolutions.items()):
            if state in {None, each.state(day)} and (last is None or each.until <= last):
                plain = one_line(settled_plain(each, day)) if as_json else ""
                typer.echo(plain or settled_line(each, day))
        for issue in settled.issues:
            typer.echo(printable(f"{issue.where}: {issue.says}"), err=True)
    raise typer.Exit(FAULT_OF_LIST if settled.issues else 0)


@app.command("import")
def import_(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", exists=True, dir_okay=False, help="A table.")
    ],
    person: options.Person = None,
    data: options.Data = None,
) -> None:
    """Settle a table of parties, each held against one entry of a list and until a day.

    Columns: party, entry (LIST:ID), reason, until, note; person, document, and what orders say
    of the party (country, address, ids, …) where they do. No row is taken where one is refused.
    """
    from enduse.desk import resolving
    from enduse.desk.goodguys import import_rows

    settings = options.settings(data, person=person)
    who = options.person_of(settings)
    found = import_rows(settings, file.name, file.read_bytes(), person=who)
    for number, says in found.refused:
        typer.echo(printable(f"{file.name} row {number}: {says}"), err=True)
    if found.refused:
        refused = plural(len(found.refused), "row")
        typer.echo(f"enduse: {refused} refused, so nothing was recorded", err=True)
        raise typer.Exit(FAULT_OF_LIST)
    _tell(found.made, resolving.today())


@app.command("reasons")
def reasons(data: options.Data = None, as_json: _AsJson = False) -> None:
    """List the reasons of the policy in force, with what each may lift and what it asks for."""
    from enduse.desk.policy import policy_of
    from enduse.model.wire import to_plain

    policy = policy_of(options.settings(data))
    with answering():
        if not as_json:
            typer.echo(printable(f"policy {policy.version} ({policy.sha256[:16]}…)"))
        for each in policy.reasons.values():
            shown = one_line(to_plain(each)) if as_json else "\n".join(reason_lines(each))
            typer.echo(shown)


def _numbers(said: str) -> Sequence[int]:
    found = _RANGE.fullmatch(said)
    first, last = (int(found[1]), int(found[2] or found[1])) if found else (1, 0)
    if not 0 <= last - first < _MOST_AT_ONCE:
        message = f"{said!r} is no number of entries; expected one such as 12 or 12-60"
        raise typer.BadParameter(message)
    return range(first, last + 1)


def _tell(made: Sequence["Resolution"], day: date) -> None:
    for each in made:
        typer.echo(settled_line(each, day))
    waiting = [each.number for each in made if each.state(day) == "proposed"]
    if waiting:
        numbers = " ".join(map(str, waiting))
        typer.echo(f"another person confirms: enduse resolve confirm {numbers} --person NAME")
