"""The weight of each finding, in the setting of its order, by the table of the rulebook."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from enduse.assess.case import Case
from enduse.assess.rules import TestRule, Together
from enduse.model.finding import HEAVIEST_FIRST, Finding, Question, Weight


def heavier(one: Weight | None, other: Weight | None) -> bool:
    """Whether `one` weighs more than `other`; None weighs least of all."""
    order = (*HEAVIEST_FIRST, None)
    return order.index(one) < order.index(other)


def weigh(findings: Sequence[Finding], case: Case) -> tuple[Finding, ...]:
    """Give every hit its weight, its citations, and its question where it asks.

    A hit that brings its own weight keeps it. What is too light alone may weigh together.
    """
    table = case.tables.rules.weighing.table
    weighed = [
        replace(each, weight=table[_row(each)][case.setting])
        if each.outcome == "hit" and each.weight is None
        else each
        for each in findings
    ]
    for rule in case.tables.rules.weighing.together:
        weighed = list(_together(weighed, rule, case))
    return tuple(_cited(each, case.tables.rules.tests[each.test]) for each in weighed)


def _row(finding: Finding) -> str:
    passes = dict(finding.evidence).get("passes")
    return "route.embargoed" if passes == "embargoed" else finding.test


def _together(findings: Sequence[Finding], rule: Together, case: Case) -> Iterator[Finding]:
    seen = {f.test for f in findings if f.outcome == "hit" and f.test in rule.tests}
    applies = case.setting in rule.settings and len(seen) >= rule.at_least
    for each in findings:
        shows = each.outcome == "hit" and each.test in seen
        if applies and shows and heavier(rule.weight, each.weight):
            yield replace(each, weight=rule.weight, says=f"{each.says} {rule.why}")
        else:
            yield each


def _cited(finding: Finding, rule: TestRule) -> Finding:
    # A finding under one regime stands on that regime's own texts; those of the others,
    # which ask for the same test, would be cited for an answer that they do not give.
    own = finding.basis if finding.regime and finding.basis else ()
    basis = own or tuple(dict.fromkeys((*finding.basis, *rule.basis)))
    asks = finding.asks
    if rule.question and finding.weight in {"ask", "review"} and finding.test in _ASKING:
        asks = (Question(rule.code, rule.question),)
    return replace(finding, basis=basis, asks=asks)


_ASKING = frozenset(
    {
        "end_user.missing",
        "end_use.missing",
        "payment.third_party",
        "goods.vague",
        "end_user.trader",
        "goods.activity_mismatch",
        # What the order's texts say
        "end_use.military",
        "party.military",
        "service.declined",
        "packaging.unusual",
        "order.vague_terms",
        "document.conflict",
    }
)
"""Tests whose hit is itself a question to the customer."""
