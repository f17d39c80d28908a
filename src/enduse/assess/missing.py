"""Which missing fact could change the outcome: found by trying a value for it.

A question is asked only where some value of the missing fact, with the rest of the order
as it is, would make the order weigh `review` or more, and more than it weighs now. So an
ordinary order to an ordinary place is not asked for what every order lacks.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from enduse.assess.weigh import heavier
from enduse.model.dates import DateSpan
from enduse.model.finding import Finding, Weight
from enduse.model.order import Leg, Order

Weigh = Callable[[Order], Weight | None]
"""The heaviest weight of an order's findings."""

WITNESS_HS = "8542.31"
"""Processors and controllers: tier 1 of the Common High Priority List, hence the worst case."""

WITNESS_COUNTRY = "RU"
"""Where priority goods are under a ban of every regime that this version holds."""


def ask(findings: Sequence[Finding], order: Order, weigh: Weigh) -> tuple[Finding, ...]:
    """The findings, with weight `ask` on those whose missing fact could change the outcome."""
    now: Weight | None = None
    for each in findings:
        if heavier(each.weight, now):
            now = each.weight
    tried: dict[Order, bool] = {}
    return tuple(_asked(each, order, now=now, weigh=weigh, tried=tried) for each in findings)


def _asked(
    finding: Finding,
    order: Order,
    *,
    now: Weight | None,
    weigh: Weigh,
    tried: dict[Order, bool],
) -> Finding:
    if finding.outcome != "not_checkable" or not finding.missing:
        return finding
    for changed in _with_fact(order, finding):
        if changed not in tried:
            then = weigh(changed)
            tried[changed] = heavier(then, "ask") and heavier(then, now)
        if tried[changed]:
            return replace(finding, weight="ask", asks=(_question(finding, order),))
    return finding


def _with_fact(order: Order, finding: Finding) -> Iterator[Order]:
    """The order as it would be with the worst value of the fact that a finding lacks.

    Phones, mail addresses and payers are not tried: that a value could be a bad sign is
    true of every order, and the value given in answer would settle nothing.
    """
    kind, _, number = finding.subject.partition("/")
    if finding.missing == "hs" and kind == "lines":
        lines = list(order.lines)
        at = int(number.partition("/")[0])
        lines[at] = replace(lines[at], hs=WITNESS_HS, hs_edition=None)
        yield replace(order, lines=tuple(lines))
    elif finding.missing == "founded" and kind == "parties":
        parties = list(order.parties)
        newest = DateSpan.of_years(9999)
        parties[int(number)] = replace(parties[int(number)], founded=newest)
        yield replace(order, parties=tuple(parties))
    elif finding.missing == "destination country":
        yield replace(order, route=(*order.route, Leg(WITNESS_COUNTRY), Leg(WITNESS_COUNTRY)))


def _question(finding: Finding, order: Order) -> str:
    _, _, number = finding.subject.partition("/")
    if finding.missing == "hs":
        line = order.lines[int(number.partition("/")[0])]
        what = line.description or line.part_number or f"line {number}"
        return f"Which HS code does {what!r} have? ({finding.subject}/hs)"
    if finding.missing == "founded":
        return (
            f"When was {order.parties[int(number)].name} founded? ({finding.subject}/founded)"
        )
    return "Which country do the goods go to in the end? (route)"
