"""Decisions on their way into the record, and what is in it."""

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from enduse.desk.desk import Decide, Desk
from enduse.errors import RecordError
from enduse.intake.order import Given
from enduse.model.decision import Decision
from enduse.model.record import Draft, Entry, Part, Verified
from enduse.model.wire import decision_to_plain, to_plain
from enduse.record import checkpoints, keys
from enduse.record.book import Book, open_book
from enduse.record.canonical import value_of
from enduse.record.verify import verify as verify_all
from enduse.settings import Settings

DECISION = "decision"
"""The kind of entry that holds a decision."""

FOLDER = "record"
"""Where in the data folder key, checkpoints and the file of SQLite lie."""

BASIS = ("verdict", "as_of", "engine", "editions", "required")
"""What of a decision says nothing of anybody: it can stay when the rest is taken out."""

_AT_ONCE = 1_000
"""Decisions in one transaction: as many as the desk searches at once, and one wait for the
disk."""


def open_record(settings: Settings, *, write: bool = True, held: bool = True) -> Book:
    """The record of this installation. `RecordError` where it lacks what it once held."""
    home = settings.data / FOLDER
    return open_book(home, url=settings.record, write=write, held=held)


@contextmanager
def recorder(
    desk: Desk, settings: Settings, *, person: str, at_once: int = _AT_ONCE
) -> Iterator[Decide]:
    """What decides as the desk does, and hands a decision on when it is on the disk.

    `person` answers for the decisions. Raises `RecordError` where they cannot be recorded:
    none of them is then handed on, for nobody could show it later.
    """
    book = open_record(settings)

    def decide(given: Iterable[Given]) -> Iterator[Decision]:
        left = iter(given)
        while some := list(islice(left, at_once)):
            made = list(desk.decide_all(some))
            book.append([draft(*each, person=person) for each in zip(some, made, strict=True)])
            yield from made

    try:
        yield decide
    finally:
        book.close()


def draft(given: Given, decision: Decision, *, person: str) -> Draft:
    """A decision as it is recorded: in four parts, each of which can be taken out alone.

    `order` is what was given, `basis` what was decided on, `decision` what was found (with
    the basis it is the decision of the wire form), `person` who answers for it.
    """
    plain = decision_to_plain(decision)
    parts = {
        "order": {"label": given.label, **source_of(given)},
        "basis": {name: plain[name] for name in BASIS},
        "decision": {name: each for name, each in plain.items() if name not in BASIS},
        "person": {"name": person},
    }
    return Draft(DECISION, parts, labels={"order": decision.order})


def source_of(given: Given) -> dict[str, Any]:
    """What was given, under the name of how it is kept."""
    if isinstance(given.source, str):
        return {"text": given.source}
    if given.source is None and given.order is not None:
        return {"read": to_plain(given.order)}
    if given.places:
        # What reading the values again cannot say: where each stood, and what was not read.
        return {"json": given.source, "places": given.places, "issues": to_plain(given.issues)}
    return {"json": given.source}


def wire(parts: Mapping[str, Part]) -> dict[str, Any]:
    """The decision of the wire form, put together again from the parts of its entry."""
    return {**value_of(parts["decision"]), **value_of(parts["basis"])}


@dataclass(frozen=True, slots=True)
class Kept:
    """An entry as it is kept, with the parts that are still there."""

    entry: Entry
    parts: Mapping[str, Part]

    def plain(self) -> dict[str, Any]:
        """Header, hash, signature, and parts with their salts, as plain JSON values."""
        return {
            "header": json.loads(self.entry.sealed),
            "hash": self.entry.hash,
            "signature": self.entry.signature.hex(),
            "parts": {
                name: {"salt": each.salt.hex(), "value": value_of(each)}
                for name, each in self.parts.items()
            },
        }

    def says(self) -> str:
        """A few words: the verdict and the order, where it is a decision."""
        if self.entry.header.kind != DECISION:
            return ""
        verdict, order = self._fact("basis", "verdict"), self._fact("order", "label")
        return f"{verdict:10}  {order}"

    def _fact(self, part: str, name: str) -> str:
        found = self.parts.get(part)
        if found is None:
            return "(taken out)"
        value = value_of(found)
        return str(value[name]) if isinstance(value, dict) and name in value else "(changed)"


def latest(settings: Settings, count: int) -> list[Kept]:
    """The last entries, the oldest of them first."""
    book = open_record(settings, write=False, held=False)
    try:
        found = list(book.newest(count))
        return [Kept(each, book.parts(each.header.number)) for each in reversed(found)]
    finally:
        book.close()


def kept(settings: Settings, number: int) -> Kept:
    """One entry; `RecordError` where there is none of this number."""
    book = open_record(settings, write=False, held=False)
    try:
        found = next(islice(book.entries(after=number - 1), 1), None)
        if found is None or found.header.number != number:
            last = next(book.newest(1), None)
            expected = f"1 to {last.header.number}" if last else "a record with something in it"
            raise RecordError(book.where, f"holds no entry {number}", expected)
        return Kept(found, book.parts(number))
    finally:
        book.close()


def verify(settings: Settings, *, others: Iterable[Path] = ()) -> Verified:
    """Compute the whole record again, and hold it against checkpoints given away before."""
    given = [(str(path), path.read_bytes()) for path in others]
    book = open_record(settings, write=False, held=False)
    try:
        return verify_all(book.engine, book.home, others=given)
    finally:
        book.close()


def public_key(settings: Settings) -> tuple[str, str]:
    """The id and the public key of this installation, both in hex; made where there is none."""
    signer = keys.signer(settings.data / FOLDER)
    return signer.id, signer.public.hex()


def own_loss(settings: Settings, *, reason: str, person: str) -> Entry:
    """Own to what the database lost, so that the record goes on behind it."""
    book = open_record(settings, held=False)
    try:
        return book.own_loss(reason=reason, person=person)
    finally:
        book.close()


def checkpoint(settings: Settings) -> str:
    """A line: a checkpoint with the Merkle root over all entries, to be kept by others."""
    book = open_record(settings)
    try:
        return checkpoints.line(book.checkpoint()).decode().rstrip()
    finally:
        book.close()
