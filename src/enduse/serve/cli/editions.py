"""`enduse lists diff` and `enduse lists show`: what is in an edition, what changed."""

import json
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from enduse.model.same import key_of
from enduse.model.wire import to_plain
from enduse.report.words import printable
from enduse.serve.cli import options

if TYPE_CHECKING:
    from enduse.desk.diff import Change

_MARK = {"added": "+", "removed": "-", "changed": "~"}


def diff(
    list_id: Annotated[str, typer.Argument(metavar="ID", help="Which list.")],
    old: Annotated[str, typer.Argument(metavar="OLD", help="A day, or the start of a hash.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="A day, or the start of a hash.")],
    data: options.Data = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="As JSON, one change a line.")
    ] = False,
) -> None:
    """Show what changed from one edition to another: added, removed, field by field."""
    from enduse.desk import diff as desk

    counts: Counter[str] = Counter()
    for change in desk.diff(options.settings(data), list_id, old, new=new):
        counts[change.kind] += 1
        typer.echo(_as_json(change) if as_json else _as_text(change))
    if not as_json:
        said = ", ".join(f"{counts[kind]:,} {kind}" for kind in _MARK)
        typer.echo(f"{list_id}: {said}")


def show(
    list_id: Annotated[str, typer.Argument(metavar="LIST", help="Which list.")],
    entry_id: Annotated[str, typer.Argument(metavar="ID", help="The publisher's id.")],
    as_of: options.AsOf = None,
    data: options.Data = None,
) -> None:
    """Show one entry of a list, with everything that was read of it, as JSON."""
    from enduse.desk import diff as desk

    day = options.day(as_of) or datetime.now(UTC).date()
    entry = desk.show(options.settings(data), list_id, entry_id, as_of=day)
    typer.echo(json.dumps(to_plain(entry), ensure_ascii=False, indent=2))


def same(
    list_id: Annotated[str, typer.Argument(metavar="LIST", help="Which list.")],
    entry_id: Annotated[str, typer.Argument(metavar="ID", help="The publisher's id.")],
    as_of: options.AsOf = None,
    data: options.Data = None,
    as_json: Annotated[bool, typer.Option("--json", help="As one JSON object.")] = False,
) -> None:
    """Show on which lists the party of an entry stands, what each means, and why it is one."""
    from enduse.desk import parties

    day = options.day(as_of) or datetime.now(UTC).date()
    found = parties.listings(options.settings(data), list_id, entry_id, as_of=day)
    if as_json:
        typer.echo(json.dumps(to_plain(found), ensure_ascii=False))
        return
    for entry, effect in found.entries:
        means = f"{effect.weight} {effect.regime} {effect.label}" if effect else "expired"
        name = entry.names[0].text if entry.names else "(no name)"
        typer.echo(printable(f"{key_of(entry)}  {name}: {means}"))
    for join in found.joins:
        typer.echo(printable(f"{join.one} = {join.other}: {join.because}"))
    if not found.joins:
        typer.echo("no entry of another list is taken for the same party")


_One = Annotated[str, typer.Argument(metavar="LIST:ID", help="An entry, as un_sc:QDi.042.")]
_Reason = Annotated[str, typer.Option("--reason", help="Why.")]
_Person = Annotated[str, typer.Option("--person", help="Who says so.")]


def apart(
    one: _One, other: _One, reason: _Reason, person: _Person, data: options.Data = None
) -> None:
    """Say that two entries are two parties; kept in groups.csv, and shown so from today on."""
    _rule(one, other, same=False, reason=reason, person=person, data=data)


def together(
    one: _One, other: _One, reason: _Reason, person: _Person, data: options.Data = None
) -> None:
    """Say that two entries are one party; kept in groups.csv, and shown so from today on."""
    _rule(one, other, same=True, reason=reason, person=person, data=data)


def _rule(
    one: str, other: str, *, same: bool, reason: str, person: str, data: Path | None
) -> None:
    from enduse.desk import parties

    made = parties.rule(
        options.settings(data), one, other, same=same, reason=reason, person=person
    )
    what = "one party" if same else "two parties"
    typer.echo(f"{made.one} and {made.other} are {what} from {made.day} on: {made.reason}")


def _as_json(change: "Change") -> str:
    plain = {
        "change": change.kind,
        "entry": to_plain(change.entry),
        "fields": {name: {"was": was, "is": now} for name, was, now in change.fields},
    }
    return json.dumps(plain, ensure_ascii=False)


def _as_text(change: "Change") -> str:
    name = change.entry.names[0].text if change.entry.names else "(no name)"
    what = f" ({', '.join(name for name, _, _ in change.fields)})" if change.fields else ""
    return printable(f"{_MARK[change.kind]} {change.entry.id} {name}{what}")
