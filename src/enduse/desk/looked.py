"""A recorded decision as a person looks at it: its findings, each with how it stands today."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from enduse.decide.facts import OURS, EntryFacts, entry_facts
from enduse.decide.ledger import Ledger, Listed
from enduse.decide.settle import settle, standing
from enduse.desk.record import Kept, wire
from enduse.desk.recorded import altered, find, reading
from enduse.desk.regiven import regiven
from enduse.desk.shelved import shelf_of
from enduse.editions.entries import Entries
from enduse.editions.shelf import Shelf
from enduse.errors import RecordError
from enduse.lists import starter
from enduse.model.finding import HEAVIEST_FIRST, Finding
from enduse.model.listing import Entry
from enduse.model.order import Order
from enduse.model.resolution import Standing
from enduse.places import Places
from enduse.record import keys
from enduse.record.canonical import value_of
from enduse.settings import Settings

STARTER = "starter"


@dataclass(frozen=True, slots=True)
class Looked:
    """A decision out of the record, with what is needed to settle its findings.

    `findings` are those that weigh, the heaviest first, as they were before anybody settled
    them; a person names them by their place, from 1. `listed` gives the entries as they
    stood in the editions that were decided on.
    """

    number: int
    order: Order
    verdict: str
    as_of: str
    findings: tuple[Finding, ...]
    listed: Listed
    unread: bool

    def standings(self, ledger: Ledger, day: date) -> list[Standing | None]:
        """How each finding stands on a day by what was decided of it."""
        return [
            standing(each, self.order, ledger, day=day, listed=self.listed)
            for each in self.findings
        ]

    def pending(self, ledger: Ledger, day: date) -> list[Finding]:
        """The findings that a person must settle before this ships, and has not."""
        made, _ = settle(self.findings, self.order, ledger, day=day, listed=self.listed)
        return [each for each in made if each.weight in {"hold", "review"}]

    def named(self, said: str) -> Finding:
        """The finding that "2", "TEST" or "TEST:SUBJECT" names; one and no more."""
        if said.isascii() and said.isdigit():
            if 0 < int(said) <= len(self.findings):
                return self.findings[int(said) - 1]
            raise self._no(said, f"a number from 1 to {len(self.findings)}")
        test, _, subject = said.partition(":")
        found = [
            (at, each)
            for at, each in enumerate(self.findings, 1)
            if each.test == test and (not subject or each.subject == subject)
        ]
        if len(found) == 1:
            return found[0][1]
        if not found:
            tests = dict.fromkeys(f"{each.test}:{each.subject}" for each in self.findings)
            raise self._no(said, " or ".join(tests) or "an order with findings that weigh")
        numbers = ", ".join(str(at) for at, _ in found)
        raise RecordError(
            f"order {self.order.id}", f"{said!r} may be finding {numbers}", "a number"
        )

    def _no(self, said: str, expected: str) -> RecordError:
        return RecordError(f"order {self.order.id}", f"has no finding {said!r}", expected)


def looked(settings: Settings, text: str) -> Looked:
    """The decision that a text names, as `recorded.find` has it; one order and no more.

    Raises `RecordError` where it names several, was altered since, was on no order that could
    be read, or rests on editions that are no longer on the shelf.
    """
    found = find(settings, text)
    if len(found) != 1:
        expected = "one of them by its id, or by its number as '#12'"
        raise RecordError(text, f"holds {len(found)} orders", expected)
    with reading(settings) as book:
        fault = altered(found[0], keys.trusted(book.home))
    if fault is not None:
        where = f"entry {found[0].entry.header.number}"
        raise RecordError(where, fault, "a decision as it was written: check the order anew")
    return _looked(settings, found[0])


def _looked(settings: Settings, kept: Kept) -> Looked:
    number = kept.entry.header.number
    gone = [name for name in ("order", "basis", "decision") if name not in kept.parts]
    if gone:
        found = f"no longer holds its {' and '.join(gone)}"
        raise RecordError(f"entry {number}", found, "a decision that is whole")
    plain = wire(kept.parts)
    findings = [_before(finding_of(each)) for each in plain["findings"]]
    weighing = [each for each in findings if each.weight not in {None, "note"}]
    return Looked(
        number=number,
        order=_order(kept),
        verdict=plain["verdict"],
        as_of=plain["as_of"],
        findings=tuple(sorted(weighing, key=_heaviest_first)),
        listed=_listed(settings, plain["editions"]),
        unread=any(each["gravity"] == "error" for each in plain["issues"]),
    )


def _heaviest_first(each: Finding) -> tuple[int, str, str]:
    return HEAVIEST_FIRST.index(each.weight or "note"), each.test, each.subject


def finding_of(plain: dict[str, Any]) -> Finding:
    """A finding of the wire form, without the texts that it cites and what it asks."""
    return Finding(
        test=plain["test"],
        outcome=plain["outcome"],
        subject=plain["subject"],
        says=plain["says"],
        weight=plain["weight"],
        evidence=tuple(plain["evidence"].items()),
        missing=plain.get("missing"),
        regime=plain["regime"],
    )


def _before(finding: Finding) -> Finding:
    """A finding as it was before what a person decided of it."""
    known = dict(finding.evidence)
    was = known.get("resolved", {}).get("was", finding.weight)
    told = next((known[name]["told"] for name in OURS if name in known), None)
    says = finding.says.removesuffix(f" {told}") if told else finding.says
    left = tuple((name, each) for name, each in finding.evidence if name not in OURS)
    return replace(finding, weight=was, says=says, evidence=left)


def _order(kept: Kept) -> Order:
    given = regiven(value_of(kept.parts["order"]), frozenset(Places.load().countries))
    if given.order is not None:
        return given.order
    number = kept.entry.header.number
    found = "is on what could not be read as an order"
    raise RecordError(f"entry {number}", found, "a decision on an order that was read")


def _listed(settings: Settings, editions: Sequence[dict[str, Any]]) -> Listed:
    """The entries of the editions that a decision rests on, looked up when they are needed."""
    shelf = shelf_of(settings)
    used = {each["list"]: each for each in editions}
    opened: dict[str, Entries] = {}

    def entry_of(list_id: str, entry_id: str) -> EntryFacts | None:
        found: Entry | None = None
        if list_id == STARTER:
            found = next((e for e in starter.load().entries if e.id == entry_id), None)
        else:
            if list_id not in opened:
                opened[list_id] = _entries(shelf, list_id, used)
            row = opened[list_id].row_of(entry_id)
            found = None if row is None else opened[list_id][row]
        return entry_facts(list_id, found) if found else None

    return Listed(entry_of, {name: each["published"] for name, each in used.items()})


def _entries(shelf: Shelf, list_id: str, used: dict[str, dict[str, Any]]) -> Entries:
    edition = shelf.named(list_id, used[list_id]["sha256"]) if list_id in used else None
    if edition is None:
        day = used.get(list_id, {}).get("published", "a day that is not known")
        found = f"edition of {day}, which was decided on, is not on the shelf"
        raise RecordError(
            f"list {list_id}", found, "it imported again, or the order checked anew"
        )
    return shelf.open(edition)
