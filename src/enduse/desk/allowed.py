"""What the policy allows a person to say of a finding, and what it refuses and why."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from enduse.decide.policy import TRUE_MATCH, Policy
from enduse.desk.persons import ALPHABET, names_somebody
from enduse.errors import RecordError
from enduse.model.finding import Weight
from enduse.model.resolution import Facts, Reach, Reason


@dataclass(frozen=True, slots=True)
class Said:
    """What a person says of a finding: the reason's code, words, and until when.

    `until` is the last day; None takes the longest that the policy allows, where nothing
    holds the order.
    """

    reason: str
    note: str
    person: str
    document: str | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """What is to be settled: whose finding, of which weight, on which facts."""

    order: str
    test: str
    subject: str
    weight: Weight
    facts: Facts
    reach: Reach
    decision: int | None


def allow(asked: Question, said: Said, policy: Policy, *, day: date) -> date:
    """The last day of a settlement; `RecordError` that says what the policy does not allow."""
    reason = policy.reason(said.reason)
    where = f"{asked.test} of {asked.subject}, {reason.code}"
    for found, expected in _refusals(asked, said, reason, policy=policy):
        raise RecordError(where, found, expected)
    latest = day + timedelta(days=reason.most_days)
    until = said.until or latest
    if until < day:
        raise RecordError(where, f"until {until} is over", f"a day from {day} on")
    if until > latest:
        found = f"until {until} is longer than the policy allows"
        raise RecordError(where, found, f"{latest} at the latest")
    return until


def _refusals(
    asked: Question, said: Said, reason: Reason, *, policy: Policy
) -> Iterator[tuple[str, str]]:
    if not names_somebody(said.person):
        yield f"{said.person!r} names nobody", f"the name of whoever decides, {ALPHABET}"
    if not said.note.strip():
        yield "has no note", "why, in words"
    if not reason.is_for(asked.test):
        yield "is no reason for such a finding", _others(asked, policy)
    if reason.code != TRUE_MATCH and asked.weight not in reason.lifts:
        yield f"lifts nothing that weighs {asked.weight}", _others(asked, policy)
    if reason.document and not (said.document or "").strip():
        yield "has no document", reason.document
    if said.until is None and asked.weight == "hold" and reason.code != TRUE_MATCH:
        yield "has no last day, and lifts what holds", "the day until which that is known"


def _others(asked: Question, policy: Policy) -> str:
    codes = [
        code
        for code, each in policy.reasons.items()
        if each.is_for(asked.test) and (code == TRUE_MATCH or asked.weight in each.lifts)
    ]
    return " or ".join(codes)
