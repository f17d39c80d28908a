"""How long the record of each order is kept, and what is taken out when nothing asks for it."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any, Literal

from enduse.assess.retention import Retention, remembered, terms
from enduse.assess.rules import load, load_retention
from enduse.desk import watch
from enduse.desk.record import DECISION, open_record, wire
from enduse.errors import RecordError
from enduse.model.record import LABELS, Draft, Entry
from enduse.model.retention import Standing, Term
from enduse.record import purging
from enduse.record.book import Book
from enduse.record.canonical import value_of
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
    watch.forget(settings, [number for each in numbers for number in each])
    return Purged(tuple(tombstones), len(numbers), wiped)


def hold(
    settings: Settings, order: str, *, act: Literal["hold", "release"], reason: str, person: str
) -> Entry:
    """Hold the record of an order, whatever any clock says, or let it go again."""
    if not reason.strip():
        raise RecordError(f"order {order!r}", f"{act} has no reason", "why, in words")
    with closing(open_record(settings)) as book:
        name = _id_of(book, order)
        if act == "release" and _held(book, name) is None:
            raise RecordError(f"order {name!r}", "is not held", "one that is")
        parts = {
            HOLD: {"act": act, "order": name, "reason": reason},
            "person": {"name": person},
        }
        return book.append([Draft(HOLD, parts, labels={ORDER: name, HOLDS: name})])[-1]


def _id_of(book: Book, text: str) -> str:
    """The id of an order that is named by it or by the number of an entry on it."""
    found = text
    if text.startswith("#") and text[1:].isdecimal():
        labels = book.parts(int(text[1:])).get(LABELS)
        plain = value_of(labels) if labels else {}
        found = plain.get(ORDER, text) if isinstance(plain, dict) else text
    if next(book.find(ORDER, found), None) is None:
        expected = "the id of an order that was recorded, or #N of an entry on one"
        raise RecordError(book.where, f"holds nothing of an order {text!r}", expected)
    return str(found)


def _closed(book: Book) -> Iterator[str]:
    """The ids of the orders that were closed, each once, those closed last first."""
    for entry in book.find("kind", RESOLUTION):
        labels = book.parts(entry.header.number).get(LABELS)
        plain = value_of(labels) if labels else None
        name = plain.get(CLOSES) if isinstance(plain, dict) else None
        if isinstance(name, str) and _closing(book, name) == entry:
            yield name


def _closing(book: Book, order: str) -> Entry | None:
    """The entry by which an order was closed last."""
    return next((e for e in book.find(CLOSES, order) if e.header.kind == RESOLUTION), None)


def _held(book: Book, order: str) -> str | None:
    """Why an order is held; None where it is not."""
    last = next((e for e in book.find(HOLDS, order) if e.header.kind == HOLD), None)
    part = book.parts(last.header.number).get(HOLD) if last else None
    if last is None:
        return None
    plain = value_of(part) if part else {}
    if not isinstance(plain, dict) or plain.get("act") != "release":
        # A hold that cannot be read holds.
        return str(plain.get("reason", "")) if isinstance(plain, dict) else ""
    return None


def _standing(book: Book, order: str, table: Retention, *, on: date) -> Standing:
    entries = {e.header.number: e for name in (ORDER, CLOSES) for e in book.find(name, order)}
    decided = sorted(n for n, each in entries.items() if each.header.kind == DECISION)
    numbers = tuple(sorted(entries))
    decisions = [_decision(book, number) for number in decided]
    shown = remembered(table, decisions)
    why, last = _held(book, order), _closing(book, order)
    if why is not None:
        says = f"a person holds it: {why}"
        return Standing(order, numbers, "held", says, remembered=shown)
    if last is None:
        says = "it was not closed, so no clock has begun"
        return Standing(order, numbers, "open", says, remembered=shown)
    closed = last.header.moment.date()
    if decided and decided[-1] > last.header.number:
        says = f"it was decided again, by entry {decided[-1]}, after it was closed on {closed}"
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


def _decision(book: Book, number: int) -> Mapping[str, Any]:
    """A decision in the wire form; empty, so that all clocks count, where it cannot be read."""
    try:
        return wire(book.parts(number))
    except (KeyError, TypeError, ValueError):
        return {}
