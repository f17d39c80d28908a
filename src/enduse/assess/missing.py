"""Which missing fact could change the outcome: found by trying a value for it.

A question is asked only where some value of the missing fact, with the rest of the order
as it is, would make the order weigh `review` or more, and more than it weighs now. So an
ordinary order to an ordinary place is not asked for what every order lacks.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from enduse.assess.questions import question
from enduse.assess.weigh import heavier
from enduse.model.dates import DateSpan
from enduse.model.finding import Finding, Question, Weight
from enduse.model.order import Clauses, Leg, Order, Party

Weigh = Callable[[Order], Weight | None]
"""The heaviest weight of an order's findings."""

WITNESS_HS = "8542.31"
"""Processors and controllers: tier 1 of the Common High Priority List, hence the worst case."""

_MANY = 5
WITNESS_COUNTRY = "RU"
"""Where priority goods are under a ban of every regime that this version holds."""

WITNESS_ORIGIN = "US"
"""The one origin whose law follows the goods."""
WITNESS_NUMBER = "3A001"
"""Electronics: the same entry in Annex I and on the Commerce Control List."""

WITNESS_USE = "for military use"

_CONCERN = frozenset({"goods.priority", "goods.uav", "route.diversion"})
"""What weighs `review` where goods of concern go to or through a place known for diversion."""

_UNSEEN: Mapping[str, Weight] = {
    "party.listed": "hold",
    "party.address": "review",
    "owner.listed": "hold",
    "owner.unknown_share": "hold",
}
"""What an answer could come to where a trial cannot see it: names and addresses are not
searched anew for it, and any name could be a listed one, any stake the one that tips it."""


def ask(findings: Sequence[Finding], order: Order, weigh: Weigh) -> tuple[Finding, ...]:
    """The findings, with weight `ask` on those whose missing fact could change the outcome.

    Each question says how heavy an answer could make the order, also where a test asked it
    of itself; None where no value that was tried makes it heavier.
    """
    now: Weight | None = None
    for each in findings:
        if heavier(each.weight, now):
            now = each.weight
    concern = any(each.test in _CONCERN and each.weight == "review" for each in findings)
    trial = _Trial(order, weigh, now, {}, concern=concern, nobody=_nobody(findings))
    asked = [each for each in findings if trial.lifts(each)]
    return tuple(
        _asking(each, (_question(each, order, asked),), trial, weight="ask")
        if each in asked
        else _asking(each, each.asks, trial, weight=each.weight)
        for each in findings
    )


def _nobody(findings: Sequence[Finding]) -> frozenset[str]:
    """The parties that the order has a place for and names nobody in ("tbd")."""
    return frozenset(
        each.subject
        for each in findings
        if (each.test, each.outcome) in {
            ("end_user.missing", "hit"), ("party.listed", "not_checkable"),
        }
    )  # fmt: skip


def _asking(
    finding: Finding, asks: tuple[Question, ...], trial: "_Trial", *, weight: Weight | None
) -> Finding:
    if not asks:
        return finding
    known = tuple(
        replace(each, lifts=trial.more(each.lifts) if each.lifts else trial.reaches(finding))
        for each in asks
    )
    return replace(finding, weight=weight, asks=known)


@dataclass(frozen=True, slots=True)
class _Trial:
    """Tries the worst value of a missing fact, and remembers how it came out."""

    order: Order
    weigh: Weigh
    now: Weight | None
    tried: dict[tuple[str, str, str], Weight | None]
    concern: bool
    nobody: frozenset[str]

    def lifts(self, finding: Finding) -> bool:
        """Whether some value of the missing fact makes the order weigh more."""
        lacks = finding.outcome == "not_checkable" and finding.missing and not finding.weight
        return bool(lacks) and self.reaches(finding) is not None

    def more(self, weight: Weight | None) -> Weight | None:
        """A weight where it is more than that of the order now, and more than to ask."""
        return weight if heavier(weight, "ask") and heavier(weight, self.now) else None

    def reaches(self, finding: Finding) -> Weight | None:
        """What the order would weigh with the worst value, where that is more than now."""
        if finding.missing == "owners":
            return "hold" if self._owners_count(finding) else None
        # What lacks a fact is like whatever else lacks it: one of them is tried for all.
        lacking = finding.missing or finding.test
        kind = finding.subject.partition("/")[0]
        key = (finding.test if finding.asks else "", kind, lacking)
        if key not in self.tried:
            then = _UNSEEN.get(finding.test) if finding.asks else None
            changed = _with_fact(self.order, finding) if then is None else None
            then = self.weigh(changed) if changed is not None else then
            self.tried[key] = self.more(then)
        return self.tried[key]

    def _owners_count(self, finding: Finding) -> bool:
        """Whether the owners of a party are to be asked for.

        Any owner could be listed, and every order lacks owners. So they are asked for where
        a person must look at the order anyway, for goods of concern on a known route.
        """
        at = int(finding.subject.partition("/")[2])
        who = self.order.parties[at].role in {"buyer", "end_user"}
        named = finding.subject not in self.nobody
        return who and named and self.concern and self.more("hold") is not None


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
    return _answered(order, finding)


def _answered(order: Order, finding: Finding) -> Order | None:
    """The order with the worst answer to what a test asks of itself."""
    kind, _, number = finding.subject.partition("/")
    if finding.test == "end_user.missing":
        user = Party("end_user", "Witness", country=WITNESS_COUNTRY)
        others = (each for each in order.parties if each.role != "end_user")
        return replace(order, parties=(*others, user))
    if finding.test == "end_use.missing":
        return replace(order, end_use=WITNESS_USE)
    if finding.test == "goods.vague" and kind == "lines":
        return _changed(order, "lines", int(number), hs=WITNESS_HS, hs_edition=None)
    if finding.test == "goods.dual_use" and kind == "lines" and finding.asks:
        return _changed(order, "lines", int(number), eccn=WITNESS_NUMBER)
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
    if finding.missing in _BY_FACT:
        key, where = _BY_FACT[finding.missing]
        return question(key, where or f"{finding.subject}/{finding.missing}")
    if kind == "parties":
        return _of_party(finding, order.parties[int(number)])
    return question("destination", "route")


_BY_FACT = {
    "origin": ("origin", ""),
    "bank": ("us_bank", "payment"),
    "clauses.no_reexport_to_russia": ("clause", "clauses/no_reexport_to_russia"),
}
"""The question and the field of facts that need no more said."""


def _of_party(finding: Finding, party: Party) -> Question:
    where = f"{finding.subject}/{finding.missing}"
    if finding.missing == "founded":
        return question("founded", where, who=party.name or "?")
    if finding.missing == "owners":
        name = party.name
        return (
            question("owners", where, company=name) if name else question("owners.all", where)
        )
    if party.name:
        return question("country", where, who=party.name)
    return question("country.role", where, role=party.role)


def _which_codes(finding: Finding, order: Order, asked: Sequence[Finding]) -> Question:
    paths = list(dict.fromkeys(each.subject for each in asked))
    if len(paths) > _MANY:
        where = f"{', '.join(paths[:_MANY])}, …"
        return question("hs.many", where, count=str(len(paths)))
    at = int(finding.subject.partition("/")[2])
    what = order.lines[at].description or order.lines[at].part_number
    where = f"{finding.subject}/hs"
    if what and what.strip():
        return question("hs", where, what=what)
    return question("hs.line", where, number=str(at + 1))
