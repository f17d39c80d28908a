"""How long the record of each order is kept, and what is taken out when nothing asks for it."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from itertools import islice
from typing import Any, Literal

from enduse.assess.retention import Retention, load_retention, remembered, terms
from enduse.assess.rules import load
from enduse.desk import watch
from enduse.desk.record import DECISION, open_record, wire
from enduse.desk.recorded import numbered_by
from enduse.errors import EditionError, RecordError
from enduse.model.record import LABELS, Draft, Entry, Part
from enduse.model.retention import Standing, Term
from enduse.record import purging
from enduse.record.book import Book
from enduse.record.canonical import value_of
from enduse.record.sound import Sound, numbered
from enduse.settings import Settings

ORDER, CLOSES, HOLDS = "order", "closes", "holds"
"""The labels of an entry on an order, of one that closes it, and of a hold."""

RESOLUTION, HOLD = "resolution", "hold"
"""Kinds of entries: what a person decided, and that an order is held or let go."""

_AT_ONCE = 500
"""Orders under one tombstone."""


@dataclass(frozen=True, slots=True)
class Purged:
    """A purge that was made: its tombstone, and the entries that it took parts out of.

    `wiped` is False where the write-ahead log of SQLite still holds them for a while.
    """

    tombstones: tuple[Entry, ...]
    orders: int
    wiped: bool


def due(settings: Settings, *, on: date, orders: Iterable[str] = ()) -> Iterator[Standing]:
    """Where the closed orders of the record stand on a day; else those that are named.

    An order is named by its id, or by "#N" for the order of an entry. Raises `RecordError`
    where the record holds nothing of it.
    """
    table = load_retention(load())
    with closing(open_record(settings, write=False, held=False)) as book:
        named = [_id_of(book, each) for each in orders]
        for each in named or _closed(book):
            yield _standing(book, each, table, on=on)


def purge(
    settings: Settings, *, on: date, orders: Iterable[str], reason: str, person: str
) -> Purged:
    """Take out the records of some orders; all of those that are due where none is named.

    Refuses all of it with `RecordError` where a clock or a hold still keeps one of those named.
    """
    named = tuple(orders)
    if not reason.strip():
        raise RecordError("a purge", "has no reason", "why, in words that name nobody")
    states = ("due", "no_clock") if named else ("due",)
    numbers: list[tuple[int, ...]] = []
    for each in due(settings, on=on, orders=named):
        if each.state in states:
            numbers.append(each.entries)
        elif named:
            expected = "an order that nothing keeps any more"
            raise RecordError(
                f"order {each.order!r}", f"is not taken out: {each.says}", expected
            )
    tombstones = []
    with closing(open_record(settings)) as book:
        left = iter(numbers)
        while some := list(islice(left, _AT_ONCE)):
            entries = [number for each in some for number in each]
            tombstones.append(purging.purge(book, entries, reason=reason, person=person))
        wiped = purging.wipe(book.engine)
    try:
        watch.forget(settings, [number for each in numbers for number in each])
    except EditionError as error:
        found = f"still names what was taken out of the record ({error})"
        raise RecordError("the watch", found, "its next run, which forgets it") from error
    return Purged(tuple(tombstones), len(numbers), wiped)


def hold(
    settings: Settings, order: str, *, act: Literal["hold", "release"], reason: str, person: str
) -> Entry:
    """Hold the record of an order, whatever any clock says, or let it go again."""
    if not reason.strip():
        raise RecordError(f"order {order!r}", f"{act} has no reason", "why, in words")
    with closing(open_record(settings)) as book:
        name = _id_of(book, order)
        if act == "release" and _held(_entries(book, name), name) is None:
            raise RecordError(f"order {name!r}", "is not held", "one that is")
        parts = {
            HOLD: {"act": act, "order": name, "reason": reason},
            "person": {"name": person},
        }
        return book.append([Draft(HOLD, parts, labels={ORDER: name, HOLDS: name})])[-1]


def _id_of(book: Book, text: str) -> str:
    """The id of an order that is named by it or by the number of an entry on it."""
    found, number = text, numbered_by(text)
    if number is not None:
        labels = book.parts(number).get(LABELS)
        plain = value_of(labels) if labels else {}
        found = plain.get(ORDER, text) if isinstance(plain, dict) else text
    if next(book.find(ORDER, found), None) is None:
        expected = "the id of an order that was recorded, or #N of an entry on one"
        raise RecordError(book.where, f"holds nothing of an order {text!r}", expected)
    return str(found)


def _closed(book: Book) -> Iterator[str]:
    """The ids of the orders that were closed, each once, those closed last first."""
    seen: set[bytes] = set()  # of each a hash: there may be very many
    for entry in book.find("kind", RESOLUTION):
        name = _labels(book.parts(entry.header.number)).get(CLOSES)
        if isinstance(name, str) and (known := _short(name)) not in seen:
            seen.add(known)
            yield name


def _short(name: str) -> bytes:
    return hashlib.sha256(name.encode("utf-8", "surrogatepass")).digest()


def _labels(parts: Mapping[str, Part]) -> dict[str, Any]:
    plain = value_of(parts[LABELS]) if LABELS in parts else None
    return plain if isinstance(plain, dict) else {}


def _held(entries: Iterable[Sound], order: str) -> str | None:
    """Why an order is held; None where it is not. A hold that cannot be read holds."""
    last = max((e for e in entries if e.entry.header.kind == HOLD), key=_number, default=None)
    if last is None:
        return None
    plain = value_of(last.parts[HOLD]) if HOLD in last.parts else {}
    if last.faults or not isinstance(plain, dict):
        return f"entry {_number(last)} says so or no longer, and was changed"
    if plain.get("act") == "release" and plain.get("order") == order:
        return None
    return str(plain.get("reason", ""))


def _number(each: Sound) -> int:
    return each.entry.header.number


def _entries(book: Book, order: str) -> list[Sound]:
    """All entries on an order, by number, each with what is wrong with it."""
    numbers = {e.header.number for name in (ORDER, CLOSES) for e in book.find(name, order)}
    return sorted(numbered(book, sorted(numbers)), key=_number)


def _closes(each: Sound, order: str) -> bool:
    """Whether an entry closes an order, by what is signed: labels can be added."""
    kind = each.entry.header.kind
    return kind == RESOLUTION and not each.faults and _labels(each.parts).get(CLOSES) == order


def day_of(moment: datetime, zone: tzinfo | None = None) -> date:
    """The day of a moment where the user is, or in UTC: the later of both.

    A year ends where the order was closed, and one that is counted too short is lost.
    """
    return max(moment.date(), moment.astimezone(zone).date())


def _standing(book: Book, order: str, table: Retention, *, on: date) -> Standing:
    entries = _entries(book, order)
    decided = [each for each in entries if each.entry.header.kind == DECISION]
    numbers = tuple(map(_number, entries))
    decisions = [_decision(each) for each in decided]
    shown = remembered(table, decisions)
    why = _held(entries, order)
    last = next((e.entry for e in reversed(entries) if _closes(e, order)), None)
    if why is not None:
        says = f"a person holds it: {why}"
        return Standing(order, numbers, "held", says, remembered=shown)
    if last is None:
        says = "it was not closed, so no clock has begun"
        return Standing(order, numbers, "open", says, remembered=shown)
    closed = day_of(last.header.moment)
    if decided and _number(decided[-1]) > last.header.number:
        again = f"it was decided again, by entry {_number(decided[-1])}"
        says = f"{again}, after it was closed on {closed}"
        return Standing(order, numbers, "open", says, closed=closed, remembered=shown)
    found = terms(table, decisions, closed=closed, on=on)
    state, says = _state(found, on)
    return Standing(order, numbers, state, says, closed, found, shown)


def _state(found: tuple[Term, ...], on: date) -> tuple[Literal["kept", "due", "no_clock"], str]:
    if not found:
        return (
            "no_clock",
            "it was closed, and by what was decided no law that was read asks to keep it",
        )
    longest = found[0]
    state: Literal["kept", "due"] = "kept" if longest.until >= on else "due"
    until = "is to be kept until" if state == "kept" else "was to be kept until"
    return (
        state,
        f"it {until} {longest.until} ({longest.regime}, {longest.title}): {longest.why}",
    )


def _decision(each: Sound) -> Mapping[str, Any]:
    """A decision in the wire form; empty, so that all clocks count, where it cannot be read.

    One that was changed since cannot either.
    """
    try:
        return {} if each.faults else wire(each.parts)
    except (KeyError, TypeError, ValueError):
        return {}
