"""Which missing fact could change the outcome: found by trying a value for it.

A question is asked only where some value of the missing fact, with the rest of the order
as it is, would make the order weigh `review` or more, and more than it weighs now. So an
ordinary order to an ordinary place is not asked for what every order lacks.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from enduse.assess.weigh import heavier
from enduse.model.dates import DateSpan
from enduse.model.finding import Finding, Weight
from enduse.model.order import Leg, Order

Weigh = Callable[[Order], Weight | None]
"""The heaviest weight of an order's findings."""

WITNESS_HS = "8542.31"
"""Processors and controllers: tier 1 of the Common High Priority List, hence the worst case."""

_MANY = 5
WITNESS_COUNTRY = "RU"
"""Where priority goods are under a ban of every regime that this version holds."""


def ask(findings: Sequence[Finding], order: Order, weigh: Weigh) -> tuple[Finding, ...]:
    """The findings, with weight `ask` on those whose missing fact could change the outcome."""
    now: Weight | None = None
    for each in findings:
        if heavier(each.weight, now):
            now = each.weight
    trial = _Trial(order, weigh, now, {})
    asked = [each for each in findings if trial.lifts(each)]
    return tuple(
        replace(each, weight="ask", asks=(_question(each, order, asked),))
        if each in asked
        else each
        for each in findings
    )


@dataclass(frozen=True, slots=True)
class _Trial:
    """Tries the worst value of a missing fact, and remembers how it came out."""

    order: Order
    weigh: Weigh
    now: Weight | None
    tried: dict[str, bool]

    def lifts(self, finding: Finding) -> bool:
        """Whether some value of the missing fact makes the order weigh more."""
        if finding.outcome != "not_checkable" or not finding.missing or finding.weight:
            return False
        # What lacks a fact is like whatever else lacks it: one of them is tried for all.
        key = f"{finding.subject.partition('/')[0]}/{finding.missing}"
        if key not in self.tried:
            changed = _with_fact(self.order, finding)
            then = self.weigh(changed) if changed is not None else None
            self.tried[key] = heavier(then, "ask") and heavier(then, self.now)
        return self.tried[key]


def _with_fact(order: Order, finding: Finding) -> Order | None:
    """The order as it would be with the worst value of the fact that a finding lacks.

    Addresses, phones, mail addresses and payers are not tried: that a value could be a bad
    sign is true of every order, and the value given in answer would settle nothing. Past
    orders are not tried: they are the seller's own.
    """
    kind, _, number = finding.subject.partition("/")
    if finding.missing == "hs" and kind == "lines":
        return _changed(order, "lines", int(number), hs=WITNESS_HS, hs_edition=None)
    if finding.missing == "founded" and kind == "parties":
        return _changed(order, "parties", int(number), founded=DateSpan.of_years(9999))
    if finding.missing == "country":
        return _changed(order, kind, int(number), country=WITNESS_COUNTRY)
    if finding.missing == "destination country":
        return replace(order, route=(*order.route, Leg(WITNESS_COUNTRY)))
    return None


def _changed(order: Order, kind: str, number: int, **facts: Any) -> Order:  # noqa: ANN401
    items = list(getattr(order, kind))
    items[number] = replace(items[number], **facts)
    changed: dict[str, Any] = {kind: tuple(items)}
    return replace(order, **changed)


def _question(finding: Finding, order: Order, asked: Sequence[Finding]) -> str:
    kind, _, number = finding.subject.partition("/")
    if finding.missing == "hs":
        return _which_codes(finding, order, [each for each in asked if each.missing == "hs"])
    if finding.missing == "founded":
        return (
            f"When was {order.parties[int(number)].name} founded? ({finding.subject}/founded)"
        )
    if finding.missing == "country" and kind == "parties":
        party = order.parties[int(number)]
        who = party.name or f"the {party.role}"
        return f"In which country is {who}? ({finding.subject}/country)"
    return "Which country do the goods go to in the end? (route)"


def _which_codes(finding: Finding, order: Order, asked: Sequence[Finding]) -> str:
    paths = list(dict.fromkeys(each.subject for each in asked))
    if len(paths) > _MANY:
        shown = ", ".join(paths[:_MANY])
        return f"Which HS codes do the {len(paths)} lines without one have? ({shown}, …)"
    line = order.lines[int(finding.subject.partition("/")[2])]
    what = line.description or line.part_number or finding.subject
    return f"Which HS code does {what!r} have? ({finding.subject}/hs)"
