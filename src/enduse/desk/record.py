"""Decisions on their way into the record, and what is in it."""

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any

from enduse.desk import where
from enduse.desk.desk import Decide, Desk
from enduse.desk.grounds import keep_ground
from enduse.desk.regiven import beside
from enduse.desk.roots import plain_of, roots
from enduse.errors import RecordError
from enduse.intake.order import Given
from enduse.model.decision import Decision
from enduse.model.record import Draft, Entry, Part, Verified
from enduse.model.resolution import RESOLUTION
from enduse.model.wire import decision_to_plain, to_plain
from enduse.record import checkpoints, keys, purging
from enduse.record.book import Book, open_book
from enduse.record.canonical import value_of
from enduse.record.tombs import PURGE
from enduse.record.verify import verify as verify_all
from enduse.settings import Settings

DECISION = "decision"
"""The kind of entry that holds a decision."""

FOLDER = where.FOLDER
"""Where in the data folder key, checkpoints and the file of SQLite lie."""

BASIS = ("verdict", "as_of", "engine", "editions", "required", "resolutions")
"""What of a decision says nothing of anybody: it can stay when the rest is taken out."""

BESIDE = ("ground",)
"""What stands in the basis and not in the wire form: the hash of all that was decided on."""

_AT_ONCE = 1_000
"""Decisions in one transaction: as many as the desk searches at once, and one wait for the
disk."""


def open_record(settings: Settings, *, write: bool = True, held: bool = True) -> Book:
    """The record of this installation. `RecordError` where it lacks what it once held."""
    home = settings.data / FOLDER
    return open_book(home, url=settings.record, write=write, held=held)


@dataclass(frozen=True, slots=True)
class Rests:
    """What the decisions of one desk rest on: the same for all of them.

    `ground` is the hash of all of it, `files` are those of what is kept of it, `places` the
    codes that count as countries, `lists` the roots of editions.
    """

    ground: str
    files: tuple[str, ...]
    places: frozenset[str]
    lists: Mapping[str, Mapping[str, Any]]


def _rests(desk: Desk, settings: Settings, book: Book) -> Rests:
    ground, files = keep_ground(desk.ground, book.keep)
    lists = plain_of(roots(settings, desk.loaded))
    return Rests(ground, files, desk.countries, lists)


@contextmanager
def recorder(
    desk: Desk, settings: Settings, *, person: str, at_once: int = _AT_ONCE
) -> Iterator[Decide]:
    """What decides as the desk does, and hands a decision on when it is on the disk.

    `person` answers for the decisions. Raises `RecordError` where they cannot be recorded:
    none of them is then handed on, for nobody could show it later.
    """
    book = open_record(settings)
    rests = list[Rests]()

    def decide(given: Iterable[Given]) -> Iterator[Decision]:
        left = iter(given)
        while some := list(islice(left, at_once)):
            made = list(desk.decide_all(some))
            if not rests:  # it is one for all that a desk decides
                rests.append(_rests(desk, settings, book))
            pairs = zip(some, made, strict=True)
            book.append([draft(*each, person=person, rests=rests[0]) for each in pairs])
            yield from made

    try:
        yield decide
    finally:
        book.close()


def draft(
    given: Given,
    decision: Decision,
    *,
    person: str,
    rests: "Rests | None" = None,
) -> Draft:
    """A decision as it is recorded: in parts, each of which can be taken out alone.

    `order` is what was given, `basis` what was decided on, `decision` what was found (with
    the basis it is the decision of the wire form), `person` who answers for it, `lists` what
    each edition comes to in one hash, by which its entries can be proven.
    Without what it `rests` on it cannot be asked for again.
    """
    made = parts_of(decision)
    if rests is not None:
        made["basis"]["ground"] = rests.ground
    exactly = {} if rests is None else beside(given, rests.places)
    parts = {
        **made,
        "order": {"label": given.label, **source_of(given), **exactly},
        "person": {"name": person},
        **({"lists": rests.lists} if rests and rests.lists else {}),
    }
    labels = {"order": decision.order}
    return Draft(DECISION, parts, labels=labels, files=rests.files if rests else ())


def parts_of(decision: Decision) -> dict[str, dict[str, Any]]:
    """The decision of the wire form as two parts."""
    plain = decision_to_plain(decision)
    return {
        "basis": {name: plain[name] for name in BASIS if name in plain},
        "decision": {name: each for name, each in plain.items() if name not in BASIS},
    }


def source_of(given: Given) -> dict[str, Any]:
    """What was given, under the name of how it is kept."""
    if isinstance(given.source, str):
        return {"text": given.source}
    if given.source is None and given.order is not None:
        return {"read": to_plain(given.order)}
    return {"json": given.source}


def wire(parts: Mapping[str, Part]) -> dict[str, Any]:
    """The decision of the wire form, put together again from the parts of its entry."""
    whole = {**value_of(parts["decision"]), **value_of(parts["basis"])}
    return {name: each for name, each in whole.items() if name not in BESIDE}


@dataclass(frozen=True, slots=True)
class Gone:
    """How a part was taken out: by which entry, when, and why."""

    number: int
    moment: datetime
    reason: str

    def says(self) -> str:
        """In a few words."""
        return f"taken out on {self.moment:%Y-%m-%d} by entry {self.number}: {self.reason}"

    def plain(self) -> dict[str, Any]:
        """As plain JSON values."""
        moment = self.moment.isoformat()
        return {"entry": self.number, "moment": moment, "reason": self.reason}


@dataclass(frozen=True, slots=True)
class Kept:
    """An entry as it is kept, with the parts that are still there."""

    entry: Entry
    parts: Mapping[str, Part]
    gone: "Mapping[str, Gone]" = field(default_factory=dict)

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
            **(
                {"taken_out": {n: g.plain() for n, g in self.gone.items()}} if self.gone else {}
            ),
        }

    def says(self) -> str:
        """A few words: the verdict, or what a person did about it, and the order."""
        if self.entry.header.kind == RESOLUTION:
            act, order = self._fact(RESOLUTION, "act"), self._fact(RESOLUTION, "order")
            return f"{act:10}  {order}"
        if self.entry.header.kind != DECISION:
            return self._gone()
        if "order" in self.gone:
            return f"{self._fact('basis', 'verdict'):10}  {self._gone()}"
        verdict, order = self._fact("basis", "verdict"), self._fact("order", "label")
        return f"{verdict:10}  {order}"

    def _gone(self) -> str:
        """That parts were taken out, by which entry and why; empty where none was."""
        return next((each.says() for each in self.gone.values()), "")

    def _fact(self, part: str, name: str) -> str:
        found = self.parts.get(part)
        if found is None:
            return "(taken out)"
        value = value_of(found)
        return str(value[name]) if isinstance(value, dict) and name in value else "(changed)"


def kept_of(book: Book, entry: Entry) -> Kept:
    """An entry with its parts, and how those that are gone were taken out."""
    number = entry.header.number
    by = book.taken_out(number)
    tombs = {each: _gone(book, each) for each in set(by.values())}
    return Kept(entry, book.parts(number), {name: tombs[each] for name, each in by.items()})


def _gone(book: Book, number: int) -> Gone:
    entry = next(book.entries(after=number - 1))
    part = book.parts(number).get(PURGE)
    plain = value_of(part) if part else None
    reason = plain.get("reason") if isinstance(plain, dict) else None
    return Gone(number, entry.header.moment, str(reason or "no reason can be read"))


def latest(settings: Settings, count: int) -> list[Kept]:
    """The last entries, the oldest of them first."""
    book = open_record(settings, write=False, held=False)
    try:
        found = list(book.newest(count))
        return [kept_of(book, each) for each in reversed(found)]
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
        return kept_of(book, found)
    finally:
        book.close()


def verify(settings: Settings, *, others: Iterable[Path] = (), processes: int = 1) -> Verified:
    """Compute the whole record again, and hold it against checkpoints given away before.

    Several `processes` find the same sooner, where the record is long. They start anew: a
    script of yours that asks for them guards its own start by `if __name__ == "__main__"`.
    """
    given = [(str(path), path.read_bytes()) for path in others]
    book = open_record(settings, write=False, held=False)
    try:
        return verify_all(book.engine, book.home, others=given, processes=processes)
    finally:
        book.close()


def public_key(settings: Settings) -> tuple[str, str]:
    """The id and the public key of this installation, both in hex; made where there is none."""
    signer = keys.signer(settings.data / FOLDER)
    return signer.id, signer.public.hex()


def own_loss(settings: Settings, *, reason: str, person: str) -> tuple[Entry, ...]:
    """Own to what the database lost, so that the record goes on behind it.

    Purges among what was lost are made again: an older copy brought back what they took out.
    """
    book = open_record(settings, held=False)
    try:
        made = book.own_loss(reason=reason, person=person)
        again = purging.again(book, person=person)
        if again:
            purging.wipe(book.engine)
        return (made, *again)
    finally:
        book.close()


def checkpoint(settings: Settings) -> str:
    """A line: a checkpoint with the Merkle root over all entries, to be kept by others."""
    book = open_record(settings)
    try:
        return checkpoints.line(book.checkpoint()).decode().rstrip()
    finally:
        book.close()
