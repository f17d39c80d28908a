"""`enduse watch`: who is touched by what changed on the lists."""

from collections.abc import Iterable
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from enduse.model.decision import RANK, Verdict
from enduse.report.words import plural, printable
from enduse.serve.cli import options
from enduse.serve.cli.answer import silence, standard
from enduse.serve.cli.exits import FAULT_OF_LIST, STATUS, USAGE

if TYPE_CHECKING:
    from enduse.desk.watch_partners import Added
    from enduse.desk.watch_send import Sent
    from enduse.model.watch import Event, Watched

app = typer.Typer(
    help="Hold recorded orders and partners against what changed on the lists.",
    invoke_without_command=True,
    rich_markup_mode=None,
)
_SHOWN = 20
_SENDER, _TO = "enduse <enduse@localhost>", "undisclosed-recipients:;"


class Form(StrEnum):
    """How what was found is printed."""

    text = "text"
    json = "json"
    csv = "csv"
    email = "email"


@app.callback()
def run(
    context: typer.Context,
    form: Annotated[Form, typer.Option("--format", help="How to print it.")] = Form.text,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Write there, not to the terminal.")
    ] = None,
    webhook: Annotated[
        str | None,
        typer.Option(
            "--webhook",
            metavar="URL",
            help="Send each event there too, signed with ENDUSE_WEBHOOK_SECRET.",
        ),
    ] = None,
    full: Annotated[
        bool, typer.Option("--full", help="Show what changed field by field.")
    ] = False,
    keep: Annotated[
        bool, typer.Option("--keep", help="Tell the same again in the next run.")
    ] = False,
    as_of: options.AsOf = None,
    require: options.Require = None,
    sensitivity: options.Sensitive = None,
    data: options.Data = None,
) -> None:
    """Hold every recorded open order and every partner against what changed on the lists.

    Orders are watched from the lists on that they were decided on. What became worse and what
    was lifted is told once, by which entry; nothing is recorded or released.

    Exit status: 0 nothing became worse, 10 something to ask, 11 to review, 13 to hold; 12 a
    list, an order or the webhook failed. 2 is a usage mistake.
    """
    if context.invoked_subcommand is not None:
        return
    day = options.day(as_of)
    if output and not output.parent.is_dir():
        message = f"{output.parent} is not a folder"
        raise typer.BadParameter(message)
    from enduse.desk import watch_send
    from enduse.desk.watch import watch

    settings = options.settings(data, require, sensitivity)
    to = watch_send.sender(settings, webhook) if webhook else None
    with watch(settings, as_of=day) as found:
        _print(_drawn(found.watched, form, full=full), output)
        if not keep:
            found.settle(watch_send.messages(found.watched.events) if to else ())
        sent = None
        if to is not None:
            with to:
                sent = watch_send.send(found.outbox, to)
    raise typer.Exit(max(_status(found.watched), _of_webhook(sent)))


@app.command("add")
def add(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE…",
            help="Partners: a table (.csv, .xlsx, .ods) with the columns id and name, or bare "
            "parties with an id (.json, .jsonl).",
            exists=True,
            dir_okay=False,
        ),
    ],
    full: Annotated[
        bool,
        typer.Option("--full", help="Hold them against the lists as a whole in the next run."),
    ] = False,
    as_of: options.AsOf = None,
    data: options.Data = None,
) -> None:
    """Watch partners (customers, suppliers) too, from the lists of today on.

    A partner is known by its id: given again with other facts it counts as new, with the same
    ones nothing changes. Exit status 12 where a row could not be read.
    """
    from enduse.desk import watch_partners

    day = options.day(as_of) or datetime.now(UTC).date()
    given = {path.name: path.read_bytes() for path in files}
    if len(given) < len(files):
        message = "two files have one name; give one of them another"
        raise typer.BadParameter(message)
    found = watch_partners.add(options.settings(data), given, as_of=day, full=full)
    _say_added(found, full=full)
    raise typer.Exit(FAULT_OF_LIST if found.lost else 0)


@app.command("drop")
def drop(
    ids: Annotated[list[str], typer.Argument(metavar="ID…", help="Partners by their ids.")],
    data: options.Data = None,
) -> None:
    """Watch partners no longer, and forget them."""
    from enduse.desk import watch_partners

    watch_partners.drop(options.settings(data), ids)
    typer.echo(f"{plural(len(set(ids)), 'partner')} forgotten")


@app.command("status")
def status(data: options.Data = None) -> None:
    """Show who is watched, up to which editions, and what the webhook has not taken yet."""
    from enduse.desk import watch_status

    found = watch_status.status(options.settings(data))
    typer.echo(
        f"{plural(found.orders, 'open order')}, {plural(found.partners, 'partner')}, "
        f"{plural(found.parties, 'party', 'parties')}; the record is read up to entry "
        f"{found.read}"
    )
    for count, marks in found.watched:
        typer.echo(f"{plural(count, 'of them is', 'of them are')} watched up to:")
        for list_id, edition in marks or (("(no list yet)", ""),):
            typer.echo(printable(f"  {list_id:16} {edition}".rstrip()))
    for name, tries, why in found.waiting[:_SHOWN]:
        typer.echo(printable(f"message {name} waits, tried {plural(tries, 'time')}: {why}"))
    if len(found.waiting) > _SHOWN:
        typer.echo(f"and {len(found.waiting) - _SHOWN} messages more")


def _drawn(found: "Watched", form: Form, *, full: bool) -> str:
    from enduse.report import watch as report

    if form is Form.json:
        return report.as_json(found)
    if form is Form.csv:
        return report.as_csv(found)
    if form is Form.email:
        return report.as_email(found, datetime.now(UTC), sender=_SENDER, to=_TO)
    return report.as_text(found, full=full)


def _print(text: str, output: Path | None) -> None:
    """Out with it, and flushed: what comes after takes it for told."""
    try:
        _out(text, output)
    except BrokenPipeError:
        raise  # nobody reads: that is said where the program ends
    except OSError as error:
        if output is None:
            silence()
        says = f"what was found could not be written, so it is told again: {error.strerror}"
        typer.echo(f"enduse: {says}", err=True)
        raise typer.Exit(USAGE) from error


def _out(text: str, output: Path | None) -> None:
    if output is not None:
        output.write_text(text, encoding="utf-8", errors="backslashreplace")
        return
    out = standard()
    out.write(text)
    out.flush()


def _status(found: "Watched") -> int:
    """By the heaviest thing that became worse; a fault counts as an error."""
    heavy = max((_heavy(each) for each in found.events), default=0)
    return max(heavy, FAULT_OF_LIST if found.faults else 0)


def _heavy(event: "Event") -> int:
    if event.direction != "worse":
        return 0
    weights: dict[str, Verdict] = {"hold": "hold", "review": "review", "ask": "ask"}
    verdicts = [weights[event.weight]] if event.weight in weights else []
    before, after = event.verdict_before, event.verdict_after
    if after and (before is None or RANK[after] > RANK[before]):
        verdicts.append(after)
    return max((STATUS[each] for each in verdicts), default=0)


def _of_webhook(sent: "Sent | None") -> int:
    if sent is None:
        return 0
    typer.echo(f"webhook: {plural(sent.sent, 'message')} taken", err=True)
    for name, why in sent.waiting[:_SHOWN]:
        typer.echo(printable(f"enduse: webhook: message {name} waits: {why}"), err=True)
    if len(sent.waiting) > _SHOWN:
        typer.echo(f"enduse: webhook: and {len(sent.waiting) - _SHOWN} more wait", err=True)
    return FAULT_OF_LIST if sent.waiting else 0


def _say_added(found: "Added", *, full: bool) -> None:
    _lines(found.notes, "note")
    _lines(found.lost, "NOT READ")
    since = (
        "the next `enduse watch` holds the new ones against all of every list"
        if full
        else "watched from the lists of today on; what is listed already is not told (--full)"
    )
    typer.echo(
        f"{plural(found.added, 'partner')} added, {found.changed} changed, "
        f"{found.same} as they were, {plural(len(found.lost), 'row')} not read: {since}"
    )
    for name in found.without:
        typer.echo(f"lists/{name} has a fault now; once it is sound, all of it is compared")


def _lines(some: Iterable[str], sign: str) -> None:
    shown = list(some)
    for each in shown[:_SHOWN]:
        typer.echo(printable(f"{sign}: {each}"), err=True)
    if len(shown) > _SHOWN:
        typer.echo(f"{sign}: and {len(shown) - _SHOWN} more", err=True)
