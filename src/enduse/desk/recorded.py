"""Decisions found again in the record, by the order that they are on."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

from enduse.desk.record import DECISION, Kept, kept_of, open_record, source_of
from enduse.desk.regiven import BESIDE
from enduse.errors import RecordError
from enduse.intake.json import read_orders
from enduse.papers.kinds import kind_of
from enduse.intake.order import Given
from enduse.places import Places
from enduse.record.book import Book
from enduse.record.canonical import part_of, value_of
from enduse.record.verify import faults_of
from enduse.settings import Settings

NUMBER = "#"
"""Stands before the number of an entry, which an order could have for its id."""

_EXPECTED = "#N, the id of an order that was recorded, or a file of orders"


def find(settings: Settings, text: str) -> list[Kept]:
    """The recorded decisions that a text names: "#N", an order's id, or a file of orders.

    Of an id it is the newest decision; of a file the newest on each order in it, as it stands
    there. They are as they stand in the record: not verified.

    Raises:
        RecordError: there is none, or none on one of the orders in the file.
        OrderError: the file cannot be read.
    """
    place = Path(text)
    with reading(settings) as book:
        if text.startswith(NUMBER):
            return [_numbered(book, text)]
        if not place.is_file():
            return [_named(book, text)]
        given = in_file(place)
        found = list(on_orders(book, given))
    missing = [each.label for each, kept in zip(given, found, strict=True) if kept is None]
    if missing:
        says = f"holds no decision on {missing[0]!r} as it stands in {place.name}"
        raise RecordError(book.where, says, f"`enduse check {text} --record` first")
    return [each for each in found if each is not None]


def altered(kept: Kept, trusted: Mapping[str, bytes]) -> str | None:
    """Why an entry is not as it was written, by its signature and its parts; None where it is.

    `trusted` are the keys of the record. Whether the entry stands in the chain is for `verify`
    to say.
    """
    return next(faults_of(kept.entry, kept.parts, trusted), None)


@contextmanager
def reading(settings: Settings) -> Iterator[Book]:
    """The record, open to be read."""
    book = open_record(settings, write=False, held=False)
    try:
        yield book
    finally:
        book.close()


def in_file(place: Path) -> list[Given]:
    """The orders in a file of JSON; `RecordError` where it is a table or another document."""
    data = place.read_bytes()
    kind = kind_of(place.name, data)
    if kind.form != "json":
        expected = (
            "JSON; of another file `enduse check --record` first, then an order by its id"
        )
        raise RecordError(str(place), f"is {kind.what}", expected)
    countries = frozenset(Places.load().countries)
    return list(read_orders(data, source=place.name, countries=countries))


def on_orders(book: Book, given: Iterable[Given]) -> Iterator[Kept | None]:
    """The newest decision on each order as it was given; None where there is none."""
    for each in given:
        wanted = _order_bytes(each)
        found = (kept for kept in decisions(book, each.label) if _order_of(kept) == wanted)
        yield next(found, None)


def decisions(book: Book, order: str) -> Iterator[Kept]:
    """The decisions on an order of this id, the newest first."""
    for entry in book.find("order", order):
        if entry.header.kind == DECISION:
            yield kept_of(book, entry)


def _named(book: Book, order: str) -> Kept:
    found = next(decisions(book, order), None)
    if found is None:
        raise RecordError(book.where, f"holds no decision on an order {order!r}", _EXPECTED)
    return found


def numbered_by(text: str) -> int | None:
    """The N of "#N"; None where a text is of another form, or no entry can have the number."""
    digits = text.removeprefix(NUMBER)
    most = 18  # digits that a column of 64 bits holds
    right = digits != text and digits.isascii() and digits.isdigit() and len(digits) <= most
    return int(digits) if right else None


def _numbered(book: Book, text: str) -> Kept:
    number = numbered_by(text)
    found = next(islice(book.entries(after=number - 1), 1), None) if number else None
    if found is None or found.header.number != number:
        raise RecordError(book.where, f"holds no entry {text!r}", _EXPECTED)
    if found.header.kind != DECISION:
        says = f"holds no decision at {text}: it is an entry of kind {found.header.kind!r}"
        raise RecordError(book.where, says, _EXPECTED)
    return kept_of(book, found)


def _order_bytes(given: Given) -> bytes:
    plain: dict[str, Any] = {"label": given.label, **source_of(given)}
    return part_of("order", plain, where=DECISION).data


def _order_of(kept: Kept) -> bytes | None:
    part = kept.parts.get("order")
    if part is None:
        return None
    value = value_of(part)
    if isinstance(value, dict) and not value.keys().isdisjoint(BESIDE):
        value = {name: each for name, each in value.items() if name not in BESIDE}
        return part_of("order", value, where=DECISION).data
    return part.data
