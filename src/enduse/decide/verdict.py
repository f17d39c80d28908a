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
    """The questions of the findings, each once, what could change most first.

    First by the weight that an answer could give the order, then by that of the finding that
    asks, then by how many findings hang on the answer, then in the order of the tests.
    """
    best: dict[str, Question] = {}
    place: dict[str, tuple[int, int, int]] = {}
    for each in findings:
        for question in each.asks:
            said = str(question)
            lifts, weight, hanging = place.get(said, (0, 0, 0))
            place[said] = (
                max(lifts, _rank(question.lifts)),
                max(weight, _rank(each.weight)),
                hanging + 1,
            )
            if said not in best or _rank(question.lifts) > lifts:
                best[said] = question
    return tuple(best[said] for said in sorted(best, key=place.__getitem__, reverse=True))


def _rank(weight: Weight | None) -> int:
    return RANK[_SPEAKS[weight]] if weight else 0
