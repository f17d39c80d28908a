"""What the watch found, for people and for programs: text, JSON, CSV, and an e-mail."""

import csv
import io
import json
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from itertools import groupby

from enduse.model.decision import RANK
from enduse.model.watch import Direction, Event, ListWatched, Watched
from enduse.model.wire import to_plain
from enduse.report.words import TITLE, plural, printable

GROUPS: dict[Direction, str] = {
    "worse": "BECAME WORSE",
    "lifted": "WAS LIFTED",
    "other": "CHANGED OTHERWISE",
}
CSV_COLUMNS = (
    "id", "direction", "kind", "name", "recorded", "verdict_before", "verdict_after", "subject",
    "party", "hit", "weight", "list", "entry", "listed_name", "entry_change", "fields",
    "edition_before", "edition_after", "says",
)  # fmt: skip
NEXT = {
    "worse": "Do not ship these before a person has looked: `enduse record show N` is what was "
    "decided, `enduse check ORDER --record` decides anew.",
    "lifted": "What held these may be gone. Nothing is released by this: a person decides.",
    "other": "An entry that these are like says something else now.",
}
_HIT = {"new": "new hit", "gone": "hit gone", "changed": "hit changed", None: "named in it"}
_COUNTED: tuple[Direction, ...] = ("worse", "lifted")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_WIDTH = 96
_MAIL_WIDTH, _MAIL_MOST, _SUBJECT = 76, 25, 140


def as_text(found: Watched, *, full: bool = False) -> str:
    """All of it: who became worse and who was lifted, by which entry; then the lists."""
    lines: list[str] = []
    for direction, title in GROUPS.items():
        some = _of(found, direction)
        if some:
            lines += [f"{title}: {_holders(some)}", ""]
            lines += _told(some, full=full, width=_WIDTH)
    lines += [*_lists(found), "", *_troubles(found, _WIDTH), _summary(found)]
    return "".join(f"{printable(line)}\n" for line in lines)


def as_json(found: Watched) -> str:
    """One JSON object."""
    line = json.dumps(to_plain(found), ensure_ascii=False, separators=(",", ":"))
    return line.encode("utf-8", "backslashreplace").decode("utf-8") + "\n"


def as_csv(found: Watched) -> str:
    """A heading, then one event a row."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(CSV_COLUMNS)
    for each in found.events:
        by = each.by
        fields = "; ".join(
            f"{name}: {_short(was)} -> {_short(now)}" for name, was, now in by.fields
        )
        cells = (
            each.id, each.direction, each.kind, each.holder, each.recorded or "",
            each.verdict_before or "", each.verdict_after or "", each.subject, each.party,
            each.hit or "", each.weight or "", by.list_id, by.entry, by.name, by.change, fields,
            by.before, by.after, each.says,
        )  # fmt: skip
        shown = (printable(str(cell)).replace("\n", " ") for cell in cells)
        # A spreadsheet would take these for formulas.
        writer.writerow([f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in shown])
    return out.getvalue().encode("utf-8", "backslashreplace").decode("utf-8")


def as_email(found: Watched, moment: datetime, *, sender: str, to: str) -> str:
    """A message by RFC 5322, to be handed to a mail program; nothing is sent here."""
    message = EmailMessage(policy=SMTP)
    message["Subject"] = _subject(found)
    message["From"] = sender
    message["To"] = to
    message["Date"] = format_datetime(moment)
    message["Auto-Submitted"] = "auto-generated"
    text = "".join(f"{printable(line)}\n" for line in _mail(found))
    plain = text.encode("utf-8", "backslashreplace").decode("utf-8")
    message.set_content(plain, cte="quoted-printable")
    return message.as_string().replace("\r\n", "\n")


def _mail(found: Watched) -> Iterator[str]:
    yield _summary(found)
    yield ""
    yield from _troubles(found, _MAIL_WIDTH)
    for direction, title in GROUPS.items():
        some = _of(found, direction)
        if not some:
            continue
        yield f"{title}: {_holders(some)}"
        yield from textwrap.wrap(NEXT[direction], _MAIL_WIDTH)
        yield ""
        shown = some[:_MAIL_MOST]
        yield from _told(shown, full=False, width=_MAIL_WIDTH)
        if len(some) > len(shown):
            yield f"... and {plural(len(some) - len(shown), 'more change')}: `enduse watch`"
            yield ""
    yield from _lists(found)


def _subject(found: Watched) -> str:
    parts = []
    for direction, words in (("worse", "became worse"), ("lifted", "lifted")):
        some = [each for each in found.events if each.direction == direction]
        if some:
            parts.append(f"{len({(e.kind, e.holder) for e in some})} {words}")
    if found.faults:
        parts.append(f"{plural(len(found.faults), 'fault')}: not everything could be watched")
    text = f"enduse watch {found.as_of}: {', '.join(parts) or 'nothing changed'}"
    return printable(text)[:_SUBJECT]


def _of(found: Watched, direction: Direction) -> list[Event]:
    """The events of one direction, the heaviest verdict first, those of a holder together."""
    some = [each for each in found.events if each.direction == direction]
    return sorted(some, key=lambda e: (-_heavy(e), e.kind, e.holder, e.subject, e.by.entry))


def _heavy(event: Event) -> int:
    by_weight = {"hold": RANK["hold"], "review": RANK["review"], "ask": RANK["ask"]}
    weight = by_weight.get(event.weight or "", 0)
    return max(RANK[event.verdict_after] if event.verdict_after else 0, weight)


def _holders(some: Sequence[Event]) -> str:
    names = {(each.kind, each.holder) for each in some}
    counts = [(kind, sum(each[0] == kind for each in names)) for kind in ("order", "partner")]
    return ", ".join(plural(count, kind) for kind, count in counts if count)


def _told(some: Iterable[Event], *, full: bool, width: int) -> Iterator[str]:
    for (kind, holder), events in groupby(some, key=lambda e: (e.kind, e.holder)):
        own = list(events)
        yield f"  {kind} {holder}{_verdicts(own[0])}"
        for (subject, party), theirs in groupby(own, key=lambda e: (e.subject, e.party)):
            yield f"    {subject} {party!r}" if party else f"    {subject}"
            for each in theirs:
                yield from _one(each, full=full, width=width)
        yield ""


def _verdicts(event: Event) -> str:
    if event.verdict_before is None and event.verdict_after is None:
        return ""
    before, after = event.verdict_before, event.verdict_after
    recorded = f" (decision #{event.recorded})" if event.recorded else ""
    if before == after and before:
        return f": {TITLE[before]}, as before{recorded}"
    shown = (TITLE[each] if each else "not decided" for each in (before, after))
    return f": {' -> '.join(shown)}{recorded}"


def _one(event: Event, *, full: bool, width: int) -> Iterator[str]:
    by = event.by
    days = f"{by.before[:10] or 'none'} to {by.after[:10]}"
    start = f"{_HIT[event.hit]}: {by.list_id}:{by.entry} {by.name!r}, {by.change} {days}"
    weight = f" ({event.weight})" if event.weight else ""
    yield from _wrapped(f"{start}{weight}", width, indent=6)
    if event.hit == "changed" and not full:
        yield from _wrapped(f"changed: {', '.join(name for name, _, _ in by.fields)}", width)
    elif event.hit != "changed":
        yield from _wrapped(event.says, width)
    for name, was, now in by.fields if full else ():
        yield from _wrapped(f"{name}: {_short(was)} -> {_short(now)}", width)


def _wrapped(text: str, width: int, *, indent: int = 8) -> Iterator[str]:
    start, rest = " " * indent, " " * max(indent, 8)
    yield from textwrap.wrap(text, width, initial_indent=start, subsequent_indent=rest)


def _short(value: object) -> str:
    """A field of an entry on one line; nothing where it was empty."""
    if value is None or value in ([], ""):
        return "(none)"
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 300 else f"{text[:300]}…"  # noqa: PLR2004


def _lists(found: Watched) -> Iterator[str]:
    """A row a list: what was compared with what, and how much of it is another."""
    rows = [("list", "from", "to", "added", "changed", "removed"), *map(_row, found.lists)]
    widths = [max(len(row[at]) for row in rows) for at in range(len(rows[0]))]
    for row in rows:
        yield "  ".join(
            cell.ljust(size) for cell, size in zip(row, widths, strict=True)
        ).rstrip()
    if not found.lists:
        yield "(no list is loaded)"


def _row(each: ListWatched) -> tuple[str, ...]:
    before = each.before[0] if each.before else "-"
    if len(each.before) > 1:
        before = f"{each.before[0][:10]} and {len(each.before) - 1} more"
    counts = (str(each.added), str(each.changed), str(each.removed))
    return each.list_id, before, each.after or "-", *counts


def _troubles(found: Watched, width: int) -> Iterator[str]:
    for sign, some in (("NOT WATCHED", found.faults), ("note", found.notes)):
        for says in some:
            yield from textwrap.wrap(f"{sign}: {says}", width, subsequent_indent="  ")
    if found.faults or found.notes:
        yield ""


def _summary(found: Watched) -> str:
    whom = (f"{plural(found.orders, 'open order')} and {plural(found.partners, 'partner')}, "
            f"{plural(found.parties, 'party', 'parties')} in all")  # fmt: skip
    worse, lifted = (len({(e.kind, e.holder) for e in _of(found, d)}) for d in _COUNTED)
    counts = (f"{worse} became worse", f"{lifted} lifted")
    return f"Watched as of {found.as_of}: {whom}; {', '.join(counts)}."
