"""Weigh the findings; the heaviest one speaks for the order.

Nothing found is not the same as nothing there: with anything unread the lightest verdict
is `error`, whatever the findings say, and only a finding that holds weighs more.
"""

from collections.abc import Iterable, Sequence

from enduse.model.decision import RANK, NotChecked, Verdict
from enduse.model.finding import Finding, Question, Weight

_SPEAKS: dict[Weight, Verdict] = {
    "hold": "hold",
    "review": "review",
    "ask": "ask",
    "note": "no_finding",
}


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
    """The questions of the findings, those of the heaviest findings first, each once."""
    heavy = sorted(findings, key=lambda each: -RANK[_SPEAKS[each.weight or "note"]])
    first: dict[str, Question] = {}
    for each in heavy:
        for question in each.asks:
            first.setdefault(str(question), question)
    return tuple(first.values())
