"""What people do about findings, recorded: settle, confirm, withdraw, close an order."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from enduse.decide.facts import facts_of, reach_of
from enduse.decide.ledger import Ledger
from enduse.decide.policy import TRUE_MATCH, Policy
from enduse.desk.allowed import Question, Said, allow
from enduse.desk.looked import Looked, looked
from enduse.desk.persons import ALPHABET, names_somebody
from enduse.desk.policy import policy_of
from enduse.desk.record import open_record
from enduse.desk.settled import DOCUMENT, Settled, distinct, read, read_from
from enduse.errors import RecordError
from enduse.model.finding import Finding
from enduse.model.record import Draft, Entry
from enduse.model.resolution import RESOLUTION, Ending, Reason, Resolution
from enduse.record.book import Book
from enduse.settings import Settings


def today() -> date:
    """The day in UTC, by which decisions begin and end."""
    return datetime.now(UTC).date()


def ledger_now(settings: Settings) -> Ledger:
    """What people decided up to now, under the policy of today; `RecordError` if unreadable."""
    return Ledger(read(settings).resolutions.values(), policy_of(settings))


def settle(
    settings: Settings, text: str, *, findings: Sequence[str], said: Said
) -> tuple[Resolution, ...]:
    """Settle findings of the decision that a text names, each by an entry of its own.

    Raises `RecordError` where the policy does not allow one of them: then none is settled.
    """
    policy = policy_of(settings)
    found = looked(settings, text)
    reason = policy.reason(said.reason)
    asked = [question_of(each, found, reason) for each in _named(found, findings)]
    return record(settings, [(each, said) for each in asked], policy)


def _named(found: Looked, findings: Sequence[str]) -> list[Finding]:
    named = [found.named(each) for each in findings]
    return [each for at, each in enumerate(named) if each not in named[:at]]


def question_of(finding: Finding, found: Looked, reason: Reason) -> Question:
    """The facts of a finding, as far as the reason reaches."""
    reach = reach_of(finding, reason.reach)
    facts = facts_of(finding, found.order, reach=reach, entry_of=found.listed.entry_of)
    if facts is None:
        where = f"order {found.order.id}, {finding.test} {finding.subject}"
        found_it = "rests on entries that it does not name, or that their list does not hold"
        raise RecordError(where, found_it, "one whose entries can all be read")
    return Question(
        order=found.order.id,
        test=finding.test,
        subject=finding.subject,
        weight=finding.weight or "note",
        facts=facts,
        reach=reach,
        decision=found.number,
    )


def record(
    settings: Settings, asked: Sequence[tuple[Question, Said]], policy: Policy
) -> tuple[Resolution, ...]:
    """Record settlements in one transaction; all of them as the policy allows, or none."""
    day = today()
    allowed = [(each, said, allow(each, said, policy, day=day)) for each, said in asked]
    with _writing(settings) as (book, before):
        kept = tuple(book.keep(each) for each in policy.texts)
        drafts = [
            _settlement(each, said, until=until, policy=policy, files=kept, after=before.last)
            for each, said, until in allowed
        ]
        made = book.append(drafts)
        now = read_from(book)
    return tuple(now.numbered(each.header.number) for each in made)


def _settlement(  # all that goes into one entry
    asked: Question,
    said: Said,
    *,
    until: date,
    policy: Policy,
    files: tuple[str, ...],
    after: int | None,
) -> Draft:
    reason = policy.reason(said.reason)
    plain = {
        "act": "settle",
        "test": asked.test,
        "subject": asked.subject,
        "reason": reason.code,
        "until": until.isoformat(),
        "was": asked.weight,
        "becomes": asked.weight if reason.code == TRUE_MATCH else reason.becomes,
        "reach": asked.reach,
        "seconds": reason.seconds(asked.weight),
        "policy": {"version": policy.version, "sha256": policy.sha256},
        "decision": asked.decision,
        "after": after,
    }
    # The key can be tried with names, so it stands with the facts and goes with them.
    facts = {
        "plain": asked.facts.plain,
        "key": asked.facts.key,
        "about": list(asked.facts.about),
    }
    labels = {"order": asked.order, "act": "settle"}
    made = _draft(plain, labels, person=said.person, note=said.note, facts=facts, files=files)
    document = (said.document or "").strip()
    return (
        replace(made, parts={**made.parts, DOCUMENT: {"text": document}}) if document else made
    )


def _draft(  # all that goes into one entry
    plain: Mapping[str, Any],
    labels: Mapping[str, str],
    *,
    person: str,
    note: str,
    facts: Mapping[str, Any] | None = None,
    files: tuple[str, ...] = (),
) -> Draft:
    # The first part outlives a purge: the order is in the labels, words in parts of their own.
    parts: dict[str, Any] = {RESOLUTION: dict(plain), "person": {"name": person.strip()}}
    if note.strip():
        parts["note"] = {"text": note.strip()}
    if facts is not None:
        parts["facts"] = dict(facts)
    return Draft(RESOLUTION, parts, labels=dict(labels), files=files)


@contextmanager
def _writing(settings: Settings) -> Iterator[tuple[Book, Settled]]:
    """The record, open to be written, and what people decided so far."""
    book = open_record(settings)
    try:
        yield book, read_from(book)
    finally:
        book.close()


def confirm(
    settings: Settings, numbers: Sequence[int], *, person: str, note: str = ""
) -> tuple[Resolution, ...]:
    """Confirm settlements as a further person; all of them or none.

    Raises `RecordError` where one waits for nobody, has ended, or is by the same person.
    """
    day = today()
    with _writing(settings) as (book, before):
        drafts: list[Draft] = []
        for number in dict.fromkeys(numbers):
            held = before.numbered(number)
            for found, expected in _not_confirmable(held, person, day):
                raise RecordError(f"entry {number}", found, expected)
            plain = {
                "act": "confirm",
                "of": number,
                "hash": before.hashes[number],
                "after": before.last,
            }
            labels = {"order": held.order, "act": "confirm", "confirms": str(number)}
            drafts.append(_draft(plain, labels, person=person, note=note))
        book.append(drafts)
        now = read_from(book)
    return tuple(now.numbered(number) for number in dict.fromkeys(numbers))


def _not_confirmable(held: Resolution, person: str, day: date) -> Iterator[tuple[str, str]]:
    state = held.state(day)
    if state != "proposed":
        says = {"in_force": "is in force already", "expired": f"ended on {held.until}"}
        yield says.get(state, f"was {state}"), "one that waits for a second person"
    if not names_somebody(person):
        yield f"{person!r} names nobody", f"the name of whoever confirms, {ALPHABET}"
    elif not distinct(person, held):
        names = ", ".join([held.person, *(each.person for each in held.confirmed)])
        yield f"{person!r} may be one of those who decided it ({names})", "another person"


def withdraw(settings: Settings, number: int, *, person: str, note: str) -> Resolution:
    """Take a settlement back: from now on its finding weighs what it did."""
    with _writing(settings) as (book, before):
        held = before.numbered(number)
        if held.withdrawn is not None:
            found = f"was withdrawn already, by entry {held.withdrawn[0]}"
            raise RecordError(f"entry {number}", found, "one that was not")
        if not note.strip() or not names_somebody(person):
            raise RecordError(f"entry {number}", "has no note or no person", "who, and why")
        plain = {"act": "withdraw", "of": number, "after": before.last}
        labels = {"order": held.order, "act": "withdraw", "withdraws": str(number)}
        book.append([_draft(plain, labels, person=person, note=note)])
        return read_from(book).numbered(number)


def close(
    settings: Settings,
    text: str,
    ending: Ending,
    *,
    person: str,
    note: str = "",
    despite: bool = False,
) -> tuple[Entry, list[Finding]]:
    """Close an order: it is no longer open, and no longer watched. Gives what was pending.

    An order does not ship while a finding that a person must settle is pending, or while
    something was not read, unless it is said to ship `despite` that, with a note why.
    """
    found = looked(settings, text)
    policy = policy_of(settings)
    with _writing(settings) as (book, before):
        _refuse_closing_again(found, before)
        ledger = Ledger(before.resolutions.values(), policy)
        pending = found.pending(ledger, today())
        if not names_somebody(person):
            raise RecordError(f"order {found.order.id}", "is closed by nobody", "a name")
        if ending == "shipped" and (pending or found.unread):
            _refuse_shipping(found, pending, note=note, despite=despite)
        plain = {
            "act": "close",
            "ending": ending,
            "decision": found.number,
            "pending": [f"{each.weight} {each.test} {each.subject}" for each in pending],
            "unread": found.unread,
            "after": before.last,
        }
        labels = {"order": found.order.id, "act": "close", "closes": found.order.id}
        (made,) = book.append([_draft(plain, labels, person=person, note=note)])
    return made, pending


def _refuse_closing_again(found: Looked, before: Settled) -> None:
    """An order has one end; one that was checked again since is open again."""
    for each in reversed(before.closings):
        if each.order == found.order.id and each.number > found.number:
            says = f"was closed as {each.ending} already, by entry {each.number}"
            expected = "it checked and recorded again, where that was a mistake"
            raise RecordError(f"order {found.order.id}", says, expected)


def _refuse_shipping(
    found: Looked, pending: Sequence[Finding], *, note: str, despite: bool
) -> None:
    where = f"order {found.order.id}"
    if not despite:
        what = [f"{each.test} of {each.subject} ({each.weight})" for each in pending]
        what += ["what could not be read"] if found.unread else []
        expected = "them settled, or --despite with a note"
        raise RecordError(where, f"is not settled: {'; '.join(what)}", expected)
    if not note.strip():
        raise RecordError(where, "ships despite open findings without a note", "why, in words")
