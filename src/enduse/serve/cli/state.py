"""The state of the lists, as a table and as JSON."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from enduse.model.wire import to_plain
from enduse.report.words import printable

if TYPE_CHECKING:
    from rich.text import Text

    from enduse.desk.status import ListStatus

SHOWN_ISSUES = 10


def plain(each: "ListStatus") -> dict[str, Any]:
    """The state of a list as JSON values."""
    found = each.edition
    return {
        "list": each.list_id,
        "title": each.title,
        "published": found.published.isoformat() if found else None,
        "entries": found.entries if found else None,
        "names": found.names if found else None,
        "sha256": found.sha256 if found else None,
        "age_days": each.age_days,
        "max_age_days": each.max_age_days,
        "seen": each.seen.isoformat() if each.seen else None,
        "due": each.due.isoformat() if each.due else None,
        "since": to_plain(each.since) if each.since else None,
        "editions": each.editions,
        "required": each.required,
        "gaps": to_plain(found.gaps) if found else [],
        "fault": each.fault,
        "note": each.note,
        "last": dict(zip(("event", "day"), each.last, strict=True)) if each.last else None,
        "issues": list(each.issues),
    }


def table(found: Sequence["ListStatus"], day: date) -> None:
    """Print the state of lists, with what could not be read of them."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    shown = Table(title=f"Lists as of {day}", title_justify="left")
    for heading in ("list", "published", "age", "due by", "entries", "since last", "state"):
        right = heading in {"age", "entries", "since last"}
        shown.add_column(heading, justify="right" if right else "left")
    for each in found:
        edition = each.edition
        shown.add_row(
            each.list_id,
            str(edition.published) if edition else "–",
            f"{each.age_days} d" if each.age_days is not None else "–",
            str(each.due) if each.due else "–",
            f"{edition.entries:,}" if edition else "–",
            _since(each),
            _state(each),
        )
    console = Console(highlight=False)
    console.print(shown)
    for each in found:
        for issue in each.issues[:SHOWN_ISSUES]:
            console.print(Text(f"{each.list_id}: {printable(issue)}"))


def _since(each: "ListStatus") -> str:
    since = each.since
    if since is None:
        return "–"
    if not (since.added or since.removed or since.changed):
        return "none"
    return f"+{since.added:,} -{since.removed:,} ~{since.changed:,}"


def _state(each: "ListStatus") -> "Text":
    from rich.text import Text

    state = Text(each.fault or "fresh", style="red" if each.fault else "green")
    if each.required:
        state.append(" (required)", style="bold")
    if each.note:
        state.append(f"; {printable(each.note)}", style="yellow")
    elif each.last and each.last[0] == "failed":
        state.append(f"; not reached on {each.last[1]}", style="yellow")
    return state
