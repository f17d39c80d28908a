"""Read a private list: a company's own, as CSV or XLSX, under any id no publisher has.

The header is `id,kind,name,aliases,country,birth_date,ids,effect,expires,reason` in any
order; only `id` and `name` are needed. Several values in a cell are split by ";", numbers
are written scheme=value. A private list may only add weight: no effect lowers one.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import get_args

from enduse.lists import iso, sheet
from enduse.lists.catalogue import Effect, EffectKind
from enduse.lists.grid import Grid, is_spreadsheet, open_grids
from enduse.lists.ofac_files import few
from enduse.lists.row import Row
from enduse.lists.twins import apart
from enduse.model.issue import Issue
from enduse.model.listing import Entry, Identifier, ListedAddress, ListedName, Reading
from enduse.model.order import SCHEMES, Kind

COLUMNS = ("id", "kind", "name", "aliases", "country", "birth_date", "ids", "effect",
           "expires", "reason")  # fmt: skip
"""The columns of a private list."""
NEEDED = ("id", "name")

_KINDS: Mapping[str, Kind] = {kind: kind for kind in get_args(Kind)}
_EFFECTS: Mapping[str, EffectKind] = {kind: kind for kind in get_args(EffectKind)}
_SAYS: Mapping[EffectKind, str] = {
    "hold": "The company's own list says that orders with this party are held.",
    "review": "The company's own list says that a person looks at orders with this party.",
    "note": "The company's own list makes a note of this party.",
}
_EXPECTED = "CSV or XLSX with a header that has the columns id and name, of " + ",".join(
    COLUMNS
)


@dataclass(slots=True)
class _Log:
    """Oddities on their way into a few issues."""

    lost: list[str] = field(default_factory=list)
    odd: list[str] = field(default_factory=list)
    columns: Counter[str] = field(default_factory=Counter)


def looks_like(parts: Mapping[str, bytes]) -> bool:
    """Whether the header has `id` and `name` and no column that is not a private list's.

    A spreadsheet is known by these words at its beginning, since its header is packed.

    >>> looks_like({"x": b"id,name,reason"}), looks_like({"x": b"id,schema,name"})
    (True, False)
    """
    if len(parts) != 1:
        return False
    (data,) = parts.values()
    if is_spreadsheet(data):
        words = sheet.opening(data, 4000)
        return all(f">{word}<".encode() in words for word in NEEDED)
    first = data[:2000].removeprefix(b"\xef\xbb\xbf").split(b"\n")[0].lower()
    found = {cell.strip(b'" \r') for cell in first.split(b",")}
    return {b"id", b"name"} <= found <= {column.encode() for column in COLUMNS}


def read(list_id: str, parts: Mapping[str, bytes]) -> Reading:
    """Read the one file given; it has no date of its own.

    A row without id or name, or whose effect is none of hold, review and note, is not
    taken, and is an issue of gravity "error". An expiry that is no date is told of, and the
    row then never expires. A ListError is raised where the header lacks `id` or `name`.
    """
    opened = open_grids(list_id, parts, columns=_header, expected=_EXPECTED)
    log = _Log()
    entries, twins = apart(e for grid in opened.grids for e in _entries(grid, log))
    where = next(iter(parts))
    issues = [*opened.issues]
    issues += few(where, "rows were not taken", log.lost, gravity="error")
    issues += few(where, "cells were not understood", log.odd, gravity="warning")
    issues += few(where, "ids stand more than once", twins, gravity="warning")
    issues += [
        Issue(where, f"column {column!r} is new to us; kept as remarks")
        for column in log.columns
    ]
    return Reading(entries, tuple(issues), None, opened.rows())


def is_private(entry: Entry) -> bool:
    """Whether an entry is of a private list: each of them says what is done about it.

    Data of other shapes that a company loads under an id of its own says nothing of that.

    >>> own = Entry("own", "1", "company", (ListedName("X"),), facts=(("effect", "note"),))
    >>> is_private(own)
    True
    """
    return any(label == "effect" for label, _ in entry.facts)


def effect_of(entry: Entry, *, as_of: date) -> Effect | None:
    """What the entry of a private list means on the day `as_of`; None once it has expired.

    The day of expiry is the last on which it holds. What the entry says of itself is the
    text, so it is read as of the day asked for.

    >>> entry = Entry("own", "1", "company", (ListedName("X"),), facts=(("effect", "hold"),))
    >>> effect_of(entry, as_of=date(2026, 1, 1)).effect
    'hold'
    """
    facts = dict(entry.facts)
    expires = iso.day(facts.get("expires", ""))
    if expires is not None and as_of > expires:
        return None
    kind = _EFFECTS.get(facts.get("effect", "review"), "review")
    reason = facts.get("reason", "").rstrip(".")
    says = f"{_SAYS[kind]} Reason given: {reason}." if reason else _SAYS[kind]
    return Effect(kind, "private list", says, "private list", as_of, "primary")


def _header(cells: Sequence[str]) -> Sequence[str] | None:
    names = [cell.lower() for cell in cells]
    return names if set(NEEDED) <= set(names) else None


def _entries(grid: Grid, log: _Log) -> Iterator[Entry]:
    for number, row in grid.table():
        entry = _entry(grid, row, log, at=f"row {number}")
        if entry is not None:
            yield entry


def _entry(grid: Grid, row: Row, log: _Log, *, at: str) -> Entry | None:
    """One party; None, told of in `log.lost`, where the row cannot be taken as meant."""
    cells = {c: row.take(c).strip() if c in grid.header else "" for c in COLUMNS}
    effect = cells["effect"].lower() or "review"
    if not (cells["id"] and cells["name"]):
        log.lost.append(f"{at} (id or name is empty)")
        return None
    if "\n" in cells["id"] + cells["name"]:
        # A quote that was left open takes the next row into its cell.
        log.lost.append(f"{at} (a line break in id or name)")
        return None
    if effect not in _EFFECTS:
        log.lost.append(f"{at} (effect {effect[:40]!r}; expected {', '.join(_EFFECTS)})")
        return None
    kind = cells["kind"].lower()
    if kind and kind not in _KINDS:
        log.odd.append(f"{at} kind {kind[:40]!r}")
    names = dict.fromkeys([cells["name"], *_several(cells["aliases"])])
    dates = [(text, iso.span(text)) for text in _several(cells["birth_date"])]
    unread = [("Date of birth", text) for text, span in dates if span is None]
    log.odd += [f"{at} birth_date {text[:40]!r}" for _, text in unread]
    return Entry(
        list_id=grid.list_id,
        id=cells["id"],
        kind=_KINDS.get(kind, "unknown"),
        names=tuple(ListedName(n, "aka" if at_ else "primary") for at_, n in enumerate(names)),
        addresses=tuple(ListedAddress("", c) for c in _several(cells["country"])),
        birth_dates=tuple(span for _, span in dates if span),
        ids=tuple(_ids(cells["ids"], log, at=at)),
        facts=(("effect", effect), *_told(cells, log, at=at), *unread),
        remarks=tuple(_remarks(row, log)),
    )


def _told(cells: Mapping[str, str], log: _Log, *, at: str) -> Iterator[tuple[str, str]]:
    """Expiry and reason, as facts."""
    if cells["expires"]:
        day = iso.day(cells["expires"])
        if day is None:
            log.odd.append(f"{at} expires {cells['expires'][:40]!r}, taken as never")
        yield ("expires", day.isoformat() if day else cells["expires"])
    if cells["reason"]:
        yield ("reason", cells["reason"])


def _ids(cell: str, log: _Log, *, at: str) -> Iterator[Identifier]:
    for text in _several(cell):
        scheme, equals, value = (part.strip() for part in text.partition("="))
        if not (scheme and equals and value):
            log.odd.append(f"{at} id {text[:40]!r}, expected scheme=value")
            yield Identifier("other", text, "ids")
        elif scheme.lower() in SCHEMES:
            yield Identifier(scheme.lower(), value, scheme)
        else:
            log.odd.append(f"{at} id scheme {scheme[:40]!r}, kept as other")
            yield Identifier("other", value, scheme)


def _several(cell: str) -> list[str]:
    return list(dict.fromkeys(text for part in cell.split(";") if (text := part.strip())))


def _remarks(row: Row, log: _Log) -> Iterator[str]:
    for column in row.leftovers():
        log.columns[column] += 1
        text = row.take(column).strip()
        if text:
            yield f"{column}: {text}"
