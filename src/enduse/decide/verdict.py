"""Weigh the findings; the heaviest one speaks for the order.

Nothing found is not the same as nothing there: with anything unread the lightest verdict
is `error`, whatever the findings say, and only a finding that holds weighs more.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from enduse.model.decision import RANK, NotChecked, Verdict
from enduse.model.finding import Finding, Question, Weight

_SPEAKS: dict[Weight, Verdict] = {
    "hold": "hold",
    "review": "review",
    "ask": "ask",
    "note": "no_finding",
}
_FIELDS = 4
"""So many fields of a question are named."""


def verdict_of(findings: Iterable[Finding], *, unread: bool) -> Verdict:
    """The verdict on an order.

    `unread` says that a list, or a field of the order, had to be read and could not be.

    >>> verdict_of((), unread=False), verdict_of((), unread=True)
    ('no_finding', 'error')
    """
    verdicts: list[Verdict] = ["error" if unread else "no_finding"]
    verdicts += [_SPEAKS[each.weight] for each in findings if each.weight is not None]
    return max(verdicts, key=lambda verdict: RANK[verdict])


def not_checked_of(findings: Iterable[Finding]) -> tuple[NotChecked, ...]:
    """What the tests could not answer, each with the fact that it lacks."""
    return tuple(
        NotChecked(each.test, each.missing or "unknown", each.subject)
        for each in findings
        if each.outcome == "not_checkable"
    )


def asks_of(findings: Sequence[Finding]) -> tuple[Question, ...]:
    """The questions of the findings, each once, what could change most first.

    First by the weight that an answer could give the order, then by that of the finding that
    asks, then by how many findings hang on the answer, then in the order of the tests. What is
    asked of many lines in the same words is one question, with the fields named behind it.
    """
    best: dict[str, Question] = {}
    place: dict[str, tuple[int, int, int]] = {}
    fields: dict[str, dict[str, None]] = {}
    for each in findings:
        for question in each.asks:
            said = question.text
            lifts, weight, hanging = place.get(said, (0, 0, 0))
            place[said] = (
                max(lifts, _rank(question.lifts)),
                max(weight, _rank(each.weight)),
                hanging + 1,
            )
            fields.setdefault(said, {})[question.where] = None
            if said not in best or _rank(question.lifts) > lifts:
                best[said] = question
    return tuple(
        replace(best[said], where=_joined([field for field in fields[said] if field]))
        for said in sorted(best, key=place.__getitem__, reverse=True)
    )


def _joined(fields: Sequence[str]) -> str:
    """The fields that an answer fills, the first few by name."""
    more = len(fields) - _FIELDS
    shown = ", ".join(fields[:_FIELDS])
    return f"{shown} and {more} more" if more > 0 else shown


def _rank(weight: Weight | None) -> int:
    return RANK[_SPEAKS[weight]] if weight else 0
