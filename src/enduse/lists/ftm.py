"""Read FollowTheMoney data, such as OpenSanctions publishes, under any list id.

    entities.ftm.json     a record a line, ties between parties as records of their own
    targets.nested.json   a listed party a line, everything about it inside
    targets.simple.csv    a listed party a row (module ftm_simple)

The data of OpenSanctions is licensed CC BY-NC 4.0, so it is never a source by default:
whoever holds a licence points enduse at a copy.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from enduse.errors import ListError
from enduse.lists import ftm_simple, iso
from enduse.lists.ftm_facts import Facts, entry_of
from enduse.lists.ftm_records import Record, open_records
from enduse.lists.ftm_words import DIRECT, EDGE_NOTES, EDGES, KINDS, LISTED, OWNED
from enduse.lists.ofac_files import few
from enduse.lists.twins import apart
from enduse.model.issue import Issue
from enduse.model.listing import Entry, Link, Reading

_HEAD = 20_000
_OPENS = re.compile(rb'\s*(?:\xef\xbb\xbf)?\s*\{\s*"')


@dataclass(slots=True)
class _Book:
    """All records by id, what belongs to each, and what could not be tied."""

    by_id: dict[str, Record] = field(default_factory=dict)
    owned: dict[str, list[Record]] = field(default_factory=lambda: defaultdict(list))
    links: dict[str, list[Link]] = field(default_factory=lambda: defaultdict(list))
    loose: Counter[str] = field(default_factory=Counter)
    passed: Counter[str] = field(default_factory=Counter)


def looks_like(parts: Mapping[str, bytes]) -> bool:
    """Whether this is one file of FollowTheMoney data: its first record says so.

    >>> looks_like({"x": b'{"id":"a","schema":"Person","properties":{}}'})
    True
    """
    if len(parts) != 1:
        return False
    (data,) = parts.values()
    head = data[:_HEAD]
    lines = _OPENS.match(head) and b'"schema"' in head and b'"properties"' in head
    return bool(lines) or ftm_simple.looks_like(data)


def read(list_id: str, parts: Mapping[str, bytes]) -> Reading:
    """Read the one file given. `published` is the day on which its records were last seen.

    Only listed records become entries: those marked `target`, and those with a topic of
    sanction, debarment, export control or frozen assets. Others serve as the names of
    owners and kin. Programmes are the topics, then the programmes of the record and of its
    sanctions. A ListError is raised where no record of the file is a listed one.
    """
    if len(parts) != 1:
        raise ListError(list_id, f"was given {len(parts)} files", "one file")
    ((name, data),) = parts.items()
    if ftm_simple.looks_like(data):
        return ftm_simple.read(list_id, name, data)
    opened = open_records(list_id, name, data)
    book = _book(opened.records)
    facts = Facts()
    entries, twins = apart(_entries(list_id, opened.records, book, facts=facts))
    if not entries:
        raise ListError(list_id, f"none of the {len(opened.records)} records of {name} is "
                        "a target or has a topic of sanctions", "listed parties")  # fmt: skip
    issues = [*opened.issues, *_issues(name, book, facts)]
    issues += few(name, "ids stand more than once", twins, gravity="warning")
    seen = (iso.day(record.last_seen) for record in opened.records if record.last_seen)
    published = max((day for day in seen if day), default=None)
    return Reading(entries, tuple(issues), published, ((name, opened.lines),))


def _book(records: Iterable[Record]) -> _Book:
    """The records, tied to each other. A record of its own line wins over a nested copy."""
    book = _Book()
    for record in records:
        known = book.by_id.get(record.id)
        if known is None or (known.nested and not record.nested):
            book.by_id[record.id] = record
    for record in book.by_id.values():
        _put(record, book)
    return book


def _put(record: Record, book: _Book) -> None:
    """A record where its schema belongs: to its holder, between two others, or on its own."""
    if record.schema in OWNED:
        _own(record, book)
    elif record.schema in EDGES:
        _tie(record, book)
    elif record.schema not in KINDS and not _listed(record):
        book.passed[record.schema] += 1
    if record.schema in KINDS or _listed(record):  # a listed wallet has its holder too
        for property_, relation in DIRECT.items():
            _point(record.id, record.texts(property_), relation, book=book)


def _own(record: Record, book: _Book) -> None:
    """A sanction, a paper or a wallet, put to the party that it names."""
    holders = record.texts(OWNED[record.schema])
    for holder in holders:
        book.owned[holder].append(record)
    if not holders and not _listed(record):
        book.loose[f"{record.schema} that names nobody"] += 1


def _tie(record: Record, book: _Book) -> None:
    """A tie as a link on both of its ends."""
    first, second, forth, back = EDGES[record.schema]
    starts, ends = record.texts(first), record.texts(second)
    if not (starts and ends):
        book.loose[f"{record.schema} with one end"] += 1
    notes = [f"{note} {text}" for note in EDGE_NOTES for text in record.texts(note)]
    more = f" ({'; '.join(notes)})" if notes else ""
    for start in starts:
        _point(start, ends, f"{forth}{more}", book=book)
    for end in ends:
        _point(end, starts, f"{back}{more}", book=book)


def _point(own: str, others: Iterable[str], relation: str, *, book: _Book) -> None:
    """Link one record to others by name; an id without a record stands for itself."""
    for other in others:
        known = book.by_id.get(other)
        if known is None:
            book.loose["id without a record"] += 1
        names = known.texts("name") if known else []
        name = (known.caption if known else "") or next(iter(names), other)
        book.links[own].append(Link(name, relation))


def _entries(
    list_id: str, records: Iterable[Record], book: _Book, *, facts: Facts
) -> Iterator[Entry]:
    for record in records:
        if not _listed(record) or (record.nested and book.by_id[record.id] is not record):
            continue
        links = dict.fromkeys(book.links.get(record.id, ()))
        places = [book.by_id[each] for each in record.texts("addressEntity")
                  if each in book.by_id]  # fmt: skip
        with_it = [*book.owned.get(record.id, ()), *places]
        yield entry_of(list_id, record, with_it, links=tuple(links), facts=facts)


def _listed(record: Record) -> bool:
    return record.target or any(t.startswith(LISTED) for t in record.values.get("topics", ()))


def _issues(name: str, book: _Book, facts: Facts) -> list[Issue]:
    """What was read with a grain of salt, one issue a kind."""
    issues = few(name, "listed records have no name", facts.unnamed, gravity="error")
    for says, found in (
        ("kinds of records are new to us or name nobody, not read", book.passed),
        ("kinds of ties lead nowhere", book.loose),
        ("kinds of listed records are new to us, taken as unknown", facts.odd_schemas),
        ("properties are new to us, kept as remarks", facts.odd_properties),
        ("kinds of dates were not understood, kept as facts", facts.odd_dates),
    ):
        shown = [f"{what} ({count})" for what, count in found.items()]
        issues += few(name, says, shown, gravity="warning")
    return issues
