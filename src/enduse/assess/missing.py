"""Which missing fact could change the outcome: found by trying a value for it.

A question is asked only where some value of the missing fact, with the rest of the order
as it is, would make the order weigh `review` or more, and more than it weighs now. So an
ordinary order to an ordinary place is not asked for what every order lacks.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from enduse.assess.questions import question
from enduse.assess.weigh import heavier
from enduse.model.dates import DateSpan
from enduse.model.finding import Finding, Question, Weight
from enduse.model.order import Clauses, Leg, Order

Weigh = Callable[[Order], Weight | None]
"""The heaviest weight of an order's findings."""

WITNESS_HS = "8542.31"
"""Processors and controllers: tier 1 of the Common High Priority List, hence the worst case."""

_MANY = 5
WITNESS_COUNTRY = "RU"
"""Where priority goods are under a ban of every regime that this version holds."""

WITNESS_ORIGIN = "US"
"""The one origin whose law follows the goods."""


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
    return _with_more(order, finding)


def _with_more(order: Order, finding: Finding) -> Order | None:
    """The same for facts that are not of one party, or not of what the goods are."""
    kind, _, number = finding.subject.partition("/")
    if finding.missing == "destination country":
        return replace(order, route=(*order.route, Leg(WITNESS_COUNTRY)))
    if finding.missing in {"origin", "bank"}:
        # Either brings US law; that the goods are of US origin is the case in which it decides.
        at = int(number) if kind == "lines" else 0
        return _changed(order, "lines", at, origin=WITNESS_ORIGIN)
    if finding.missing == "clauses.no_reexport_to_russia":
        return replace(order, clauses=Clauses(no_reexport_to_russia=False))
    return None


def _changed(order: Order, kind: str, number: int, **facts: Any) -> Order:  # noqa: ANN401
    items = list(getattr(order, kind))
    items[number] = replace(items[number], **facts)
    changed: dict[str, Any] = {kind: tuple(items)}
    return replace(order, **changed)


def _question(finding: Finding, order: Order, asked: Sequence[Finding]) -> Question:
    kind, _, number = finding.subject.partition("/")
    if finding.missing == "hs":
        return _which_codes(finding, order, [each for each in asked if each.missing == "hs"])
    if finding.missing == "founded":
        who = order.parties[int(number)].name or "?"
        return question("founded", f"{finding.subject}/founded", who=who)
    if finding.missing == "country" and kind == "parties":
        party = order.parties[int(number)]
        who = party.name or f"the {party.role}"
        return question("country", f"{finding.subject}/country", who=who)
    if finding.missing in _BY_FACT:
        key, where = _BY_FACT[finding.missing]
        return question(key, where or f"{finding.subject}/{finding.missing}")
    return question("destination", "route")


_BY_FACT = {
    "origin": ("origin", ""),
    "bank": ("us_bank", "payment"),
    "clauses.no_reexport_to_russia": ("clause", "clauses/no_reexport_to_russia"),
}
"""The question and the field of facts that need no more said."""


def _which_codes(finding: Finding, order: Order, asked: Sequence[Finding]) -> Question:
    paths = list(dict.fromkeys(each.subject for each in asked))
    if len(paths) > _MANY:
        where = f"{', '.join(paths[:_MANY])}, …"
        return question("hs.many", where, count=str(len(paths)))
    line = order.lines[int(finding.subject.partition("/")[2])]
    what = line.description or line.part_number or finding.subject
    return question("hs", f"{finding.subject}/hs", what=repr(what))
