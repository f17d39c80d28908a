"""`enduse lists diff` and `enduse lists show`: what is in an edition, what changed."""

import json
from collections import Counter
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

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
