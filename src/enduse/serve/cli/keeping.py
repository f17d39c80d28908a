"""`enduse record due, purge, hold, release, export`: how long it is kept, and for whom."""

import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from enduse.report.words import plural, printable
from enduse.serve.cli import handing, options
from enduse.serve.cli.answer import answering

if TYPE_CHECKING:
    from enduse.model.retention import Standing

_SHOWN = ("due", "no_clock")
_TITLE = {
    "open": "OPEN",
    "held": "HELD",
    "kept": "KEPT",
    "due": "DUE",
    "no_clock": "NO CLOCK",
}
_Orders = Annotated[
    list[str] | None,
    typer.Argument(metavar="[ORDER|#N]…", help="The id of an order, or #N of an entry on one."),
]
_Reason = Annotated[str, typer.Option("--reason", help="Why, in words.")]
_AsJson = Annotated[bool, typer.Option("--json", help="As JSON, one value a line.")]


def due(
    orders: _Orders = None,
    as_of: options.AsOf = None,
    all_: Annotated[
        bool, typer.Option("--all", help="Also the closed orders that something still keeps.")
    ] = False,
    data: options.Data = None,
    as_json: _AsJson = False,
) -> None:
    """Say which orders may be taken out of the record, and what keeps those that are named."""
    from enduse.desk import keeping
    from enduse.model.wire import to_plain

    on = options.day(as_of) or date.today()  # noqa: DTZ011  # the day where the user is
    found = keeping.due(options.settings(data), on=on, orders=orders or ())
    shown = (each for each in found if orders or all_ or each.state in _SHOWN)
    with answering():
        if as_json:
            for each in shown:
                typer.echo(json.dumps(to_plain(each), ensure_ascii=False))
        else:
            _table(shown, nothing=f"Nothing is due on {on}.")


def purge(
    reason: _Reason,
    orders: _Orders = None,
    due_: Annotated[
        bool, typer.Option("--due", help="All orders whose clocks have ended.")
    ] = False,
    yes: Annotated[
        bool, typer.Option("--yes", help="Take it out. Without it, only say what would be.")
    ] = False,
    person: options.Person = None,
    data: options.Data = None,
) -> None:
    """Take the data of orders out of the record for good; the reason stays, so name nobody."""
    from enduse.desk import keeping

    if bool(orders) == due_:
        message = "expected orders to take out, or --due"
        raise typer.BadParameter(message)
    settings = options.settings(data, person=person)
    today = date.today()  # noqa: DTZ011  # the day where the user is
    if not yes:
        some = keeping.due(settings, on=today, orders=orders or ())
        with answering():
            _table((each for each in some if orders or each.state == "due"), nothing="Nothing.")
            typer.echo("Nothing was taken out. With --yes, what is DUE or named NO CLOCK is.")
        return
    who = options.person_of(settings)
    made = keeping.purge(settings, on=today, orders=orders or (), reason=reason, person=who)
    with answering():
        typer.echo(f"{plural(made.orders, 'order')} taken out")
        for each in made.tombstones:
            typer.echo(f"entry {each.header.number} says which parts, why and by whom")
        if not made.wiped:
            typer.echo(
                "the write-ahead log still holds them, because another process reads the "
                "record: they go when the last process has closed it"
            )


def hold(
    order: Annotated[str, typer.Argument(metavar="ORDER|#N", help="Which order.")],
    reason: _Reason,
    person: options.Person = None,
    data: options.Data = None,
) -> None:
    """Hold the record of an order, such as for a case before a court, until it is released."""
    _hold(order, "hold", reason=reason, person=person, data=data)


def release(
    order: Annotated[str, typer.Argument(metavar="ORDER|#N", help="Which order.")],
    reason: _Reason,
    person: options.Person = None,
    data: options.Data = None,
) -> None:
    """Let go of an order that was held: its clocks count again."""
    _hold(order, "release", reason=reason, person=person, data=data)


def _hold(order: str, act: Any, *, reason: str, person: str | None, data: Path | None) -> None:  # noqa: ANN401
    from enduse.desk import keeping

    settings = options.settings(data, person=person)
    who = options.person_of(settings)
    made = keeping.hold(settings, order, act=act, reason=reason, person=who)
    typer.echo(f"entry {made.header.number} says so")


def export(
    output: Annotated[
        Path,
        typer.Option("-o", "--output", metavar="FILE", help="Where to; no file is replaced."),
    ],
    subject: Annotated[
        str | None,
        typer.Option(
            "--subject", metavar="NAME", help="What is recorded of one person: .zip, .json."
        ),
    ] = None,
    ids: Annotated[
        list[str] | None,
        typer.Option(
            "--id", metavar="SCHEME=VALUE", help="A number of the subject; repeatable."
        ),
    ] = None,
    auditor: Annotated[
        bool, typer.Option("--auditor", help="All of some days, to be verified: JSON Lines.")
    ] = False,
    since: Annotated[
        str | None, typer.Option("--from", metavar="DATE", help="The first day.")
    ] = None,
    until: Annotated[
        str | None, typer.Option("--to", metavar="DATE", help="The last day.")
    ] = None,
    data: options.Data = None,
) -> None:
    """Write what is recorded of a person, for that person; or of some days, for an auditor."""
    if bool(subject) == auditor:
        message = "expected --subject NAME, or --auditor with --from and --to"
        raise typer.BadParameter(message)
    if output.exists():
        message = f"{output} is there already"
        raise typer.BadParameter(message)
    if subject:
        count = _for_subject(output, subject, ids or [], data)
        typer.echo(f"{plural(count, 'entry', 'entries')} in which {subject} is named")
    else:
        count = _for_auditor(output, options.day(since), options.day(until), data)
        typer.echo(f"{plural(count, 'line')} written")


def _for_auditor(
    output: Path, since: date | None, until: date | None, data: Path | None
) -> int:
    from enduse.desk import audited

    if since is None or until is None or since > until:
        message = "expected --from DATE and --to DATE, in this order"
        raise typer.BadParameter(message)
    made = audited.lines(options.settings(data), since=since, until=until)
    return handing.as_lines(output, made)


def _for_subject(output: Path, name: str, ids: list[str], data: Path | None) -> int:
    from enduse.desk.subject import Subject, told_of

    wrong = next((each for each in ids if not all(each.partition("="))), None)
    if wrong is not None:
        message = (
            f"{wrong!r} is no number of a scheme; expected one such as lei=5299000J2N45DDNE4Y28"
        )
        raise typer.BadParameter(message)
    settings = options.settings(data)
    wanted = Subject.of(name, dict(each.split("=", 1) for each in ids))
    if output.suffix == ".json":
        return handing.as_json(output, name, told_of(settings, wanted))
    return handing.as_zip(output, name, told_of(settings, wanted), told_of(settings, wanted))


def _table(some: "Iterable[Standing]", *, nothing: str) -> None:
    """Each order with where it stands and why, and once what was remembered and not read."""
    shown, beside = 0, dict[str, None]()
    for each in some:
        shown += 1
        where = plural(len(each.entries), "entry", "entries")
        typer.echo(printable(f"{_TITLE[each.state]:8}  {each.order}  ({where})"))
        typer.echo(printable(f"          {each.says}"))
        for term in each.terms[1:]:
            typer.echo(f"          also until {term.until} ({term.regime}, {term.title})")
        for ground in dict.fromkeys(term.ground for term in each.terms[:1]):
            typer.echo(f"          kept so long on the ground of {ground}")
        beside |= dict.fromkeys(each.remembered)
    if not shown:
        typer.echo(nothing)
    if beside:
        typer.echo("Not read, so not counted; hold an order where you know it to be so:")
        for line in beside:
            typer.echo(f"  {line}")
