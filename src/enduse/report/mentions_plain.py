"""What texts name, for programs: JSON, one text a line, and CSV, one mention a row."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from enduse.model.mention import Mention
from enduse.model.reading import Against, TextRead
from enduse.report.mentions_words import claimed, place
from enduse.report.plain import row

COLUMNS = (
    "file", "named", "text", "sure", "page", "line", "source", "entry", "name", "note",
    "programmes", "effect", "claims", "why",
)  # fmt: skip


def as_json(read: TextRead, against: Against) -> str:
    """One line of JSON: the text, its mentions, what was not read, and the lists.

    Half a character stays an escape.
    """
    made = {
        "file": read.name,
        "what": read.what,
        "pages": read.pages,
        "words": read.words,
        "mentions": [_mention(each, read) for each in read.mentions],
        "unread": [asdict(each) for each in read.unread],
        "lists": [
            {
                "list": each.list_id,
                "published": str(each.published),
                "sha256": each.sha256,
                "entries": each.entries,
                "age_days": each.age_days,
            }
            for each in against.editions
        ],
        "weapon_components": against.weapons or None,
        "issues": [asdict(each) for each in against.issues],
    }
    line = json.dumps(made, ensure_ascii=False, separators=(",", ":"))
    return line.encode("utf-8", "backslashreplace").decode("utf-8")


def csv_header() -> str:
    """The heading row."""
    return row(COLUMNS)


def as_csv(read: TextRead, *, every: bool = False) -> Iterator[str]:
    """A row for each mention and each thing not read; without `every` none that is possible.

    The likeliest entry stands in the row; how many others it may be stands behind its name.
    """
    for each in read.mentions:
        if every or each.sure != "possible":
            yield row(_cells(each, read))
    for lost in read.unread:
        says = f"{lost.found}; {lost.instead}" if lost.instead else lost.found
        sort = "not read" if lost.lost else "note"
        yield row((read.name, sort, lost.place, *[""] * (len(COLUMNS) - 4), says))


def _cells(each: Mention, read: TextRead) -> tuple[str, ...]:
    meant = each.meant[0] if each.meant else None
    standing = read.standings.get((meant.source, meant.entry)) if meant else None
    others = f" (or one of {len(each.meant) - 1} others)" if len(each.meant) > 1 else ""
    return (
        read.name,
        each.named,
        " ".join(each.text.split()),
        each.sure,
        read.sheets[each.spot.page - 1] if read.sheets else str(each.spot.page or ""),
        str(each.spot.line),
        meant.source if meant else "",
        meant.entry if meant else "",
        f"{meant.name}{others}" if meant else "",
        meant.note if meant else "",
        " ".join(standing.programmes) if standing else "",
        f"{standing.regime} {standing.label}" if standing else "",
        claimed(each.claims),
        each.why,
    )


def _mention(each: Mention, read: TextRead) -> dict[str, Any]:
    return {
        "named": each.named,
        "text": each.text,
        "sure": each.sure,
        "why": each.why,
        "where": place(each.spot, read.sheets),
        "spot": asdict(each.spot),
        "meant": [
            asdict(meant) | _standing(meant.source, meant.entry, read) for meant in each.meant
        ],
        "claims": [asdict(claim) for claim in each.claims],
    }


def _standing(source: str, entry: str, read: TextRead) -> dict[str, Any]:
    found = read.standings.get((source, entry))
    if found is None:
        return {}
    return {
        "programmes": list(found.programmes),
        "regime": found.regime,
        "effect": found.label,
        "weight": found.weight,
    }
