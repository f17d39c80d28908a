"""The record read on: who must be watched since it was read last, and who no longer."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from enduse.desk import watch_chunks
from enduse.desk.record import DECISION, open_record
from enduse.desk.shelved import shelf_of
from enduse.desk.sources import STARTER
from enduse.desk.watch_delta import mark_of_used
from enduse.desk.watch_known import known_in
from enduse.errors import RecordError
from enduse.intake.order import Given, read_order
from enduse.model.record import LABELS, Entry, Part
from enduse.model.wire import one_line
from enduse.places import Places
from enduse.record.book import FILE as RECORD_FILE
from enduse.record.book import Book
from enduse.record.canonical import value_of
from enduse.record.losses import LOSS, loss_of
from enduse.settings import Settings
from enduse.watch.parties import ORDER, Holder, Parties

FOLDER = "watch"
"""Where in the data folder the watch keeps its files."""

CLOSES = "closes"
"""The label of an entry that closes an order: it names the order."""

_READ = "read of the record"
_READ_HASH = "hash of the last entry read"
_AT_ONCE = 500
_RESOLUTION, _PURGE = "resolution", "purge"


def open_store(settings: Settings) -> Parties:
    """Who is watched; made where nobody is yet."""
    return Parties(settings.data / FOLDER)


def chunks_home(settings: Settings) -> Path:
    """Where the chunks are."""
    return settings.data / FOLDER / "chunks"


def read_up_to(store: Parties) -> int:
    """The number of the last entry of the record that was read."""
    return int(store.fact(_READ, "0"))


def sync(settings: Settings, store: Parties) -> int:
    """Read the record from where it was read last; gives back how many entries that were.

    Raises `RecordError` where the record is another one than it was: an older copy of the
    database, or somebody else's. What was read of it is then not believed any longer.
    """
    if settings.record is None and not (settings.data / "record" / RECORD_FILE).exists():
        if store.fact(_READ):
            raise RecordError(str(settings.data / "record"), "is gone", "the record as it was")
        return 0
    book = open_record(settings, write=False, held=True)
    try:
        return _Sync(settings, store, book).run()
    finally:
        book.close()


class _Sync:
    """One reading of the record."""

    def __init__(self, settings: Settings, store: Parties, book: Book) -> None:
        self._settings, self._store, self._book = settings, store, book
        self._shelf = shelf_of(settings)
        self._countries = frozenset(Places.load().countries)
        self._marks: dict[str, str] = {}

    def run(self) -> int:
        start = self._start()
        count, some = 0, list[Entry]()
        for entry in self._book.entries(after=start):
            some.append(entry)
            if len(some) == _AT_ONCE:
                count += self._take(some)
                some = []
        return count + self._take(some)

    def _start(self) -> int:
        """The number of the last entry that was read; it must still stand in the record."""
        read = read_up_to(self._store)
        if read:
            last = next(self._book.entries(after=read - 1), None)
            if last is None or last.hash != self._store.fact(_READ_HASH):
                if self._lost_before(read):
                    return self._anew()
                found = f"no longer holds entry {read} as the watch read it"
                raise RecordError(self._book.where, found, "the record that was there before")
        return read

    def _lost_before(self, read: int) -> bool:
        """Whether a person owned to a loss of what was read: then the record is still ours."""
        for entry in self._book.find("kind", LOSS):
            loss = loss_of(entry.header, self._book.parts(entry.header.number).get(LOSS))
            if loss is not None and loss.kept < read <= loss.lost:
                return True
        return False

    def _anew(self) -> int:
        """Forget all orders, to read the record from its beginning. Partners stay."""
        with self._store.changing():
            self._store.drop_orders()
            self._store.note(_READ, "0")
        watch_chunks.forget(self._store, chunks_home(self._settings))
        return 0

    def _take(self, some: list[Entry]) -> int:
        if not some:
            return 0
        with self._store.changing():
            for entry in some:
                self._one(entry)
            self._store.note(_READ, str(some[-1].header.number))
            self._store.note(_READ_HASH, some[-1].hash)
        watch_chunks.forget(self._store, chunks_home(self._settings))
        return len(some)

    def _one(self, entry: Entry) -> None:
        kind, number = entry.header.kind, entry.header.number
        if kind == DECISION:
            self._decision(number, self._book.parts(number))
        elif kind == _RESOLUTION:
            parts = self._book.parts(number)
            closed = plain_of(parts.get(LABELS)).get(CLOSES)
            if isinstance(closed, str):
                decision = plain_of(parts.get(_RESOLUTION)).get("decision")
                self._store.drop_closed(closed, decision if type(decision) is int else 0)
        elif kind == _PURGE:
            self._store.drop_entries(list(self._purged()))

    def _purged(self) -> Iterator[int]:
        """The decisions whose order is no longer in the record, whatever the tombstone says."""
        for number in self._store.entries():
            if "order" not in self._book.parts(number):
                yield number

    def _decision(self, number: int, parts: Mapping[str, Part]) -> None:
        order, basis = plain_of(parts.get("order")), plain_of(parts.get("basis"))
        given = given_of(order, self._countries)
        if given.order is None:
            return  # taken out, or no order that could be read: nobody is named in it
        found = plain_of(parts.get("decision"))
        holder = Holder(
            kind=ORDER,
            name=_name(order, given.label),
            parties=tuple(known_in(given.order)),
            upto=dict(self._upto(basis)),
            entry=number,
            verdict=basis.get("verdict"),
            engine=one_line(basis.get("engine")),
            names=tuple(named_in(found)),
        )
        self._store.put(holder)

    def _upto(self, basis: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
        for used in basis.get("editions", ()):
            if used["list"] != STARTER:
                key = json.dumps([used["list"], used["sha256"], basis["as_of"][:10]])
                if key not in self._marks:
                    self._marks[key] = mark_of_used(self._shelf, used, basis["as_of"])
                yield used["list"], self._marks[key]


def _name(order: Mapping[str, Any], label: str) -> str:
    """What an order is called.

    One without an id is called by its file, as others are: none may take another's place.
    """
    record = order.get("json")
    if "json" not in order or (isinstance(record, dict) and record.get("id")):
        return label
    plain = json.dumps(record, sort_keys=True).encode()
    return f"{label} [{hashlib.sha256(plain).hexdigest()[:8]}]"


def given_of(order: Mapping[str, Any], countries: frozenset[str]) -> Given:
    """The order of a recorded part "order", read anew; None in it where it cannot be."""
    # Half a character, which JSON may hold, is written as its escape: no file takes it.
    label = str(order.get("label", "")).encode("utf-8", "backslashreplace").decode()
    record = order["json"] if "json" in order else _as_wire(order.get("read"))
    if record is None or not label:
        return Given(label, None, ())
    return replace(read_order(record, label=label, countries=countries), label=label)


def _as_wire(value: Any) -> Any:  # noqa: ANN401  # JSON
    """An order that was given as our nouns, as the contract writes it."""
    if isinstance(value, list):
        return [_as_wire(each) for each in value]
    if not isinstance(value, dict):
        return value
    if value.keys() >= {"first", "last", "text"}:
        return value["text"]  # a date as it was known
    return {
        name: dict(each) if name == "ids" else _as_wire(each) for name, each in value.items()
    }


def named_in(value: object) -> Iterator[tuple[str, str]]:
    """The listed entries that a decision names, wherever in it, as (list, id)."""
    if isinstance(value, Mapping):
        names = value.get("list"), value.get("entry")
        if isinstance(names[0], str) and isinstance(names[1], str):
            yield names[0], names[1]
        for each in value.values():
            yield from named_in(each)
    elif isinstance(value, list):
        for each in value:
            yield from named_in(each)


def plain_of(part: Part | None) -> dict[str, Any]:
    """The values of a part; none where it was taken out, or holds no object."""
    found = value_of(part) if part else None
    return found if isinstance(found, dict) else {}
