"""The test on owners: a listed one stands behind a party, with how much of it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from enduse.assess.case import Case, named
from enduse.assess.checks import owned_words
from enduse.assess.checks.listed import listed
from enduse.assess.checks.owned import Answer, answers, counts
from enduse.assess.checks.say import lacks, not_applicable
from enduse.assess.weigh import heavier
from enduse.model.finding import Finding, Question, Weight
from enduse.model.hit import Hit
from enduse.model.order import Party

CODE = "owner.listed"
_BY_HAND = "Whether its stake reaches a threshold must be settled by hand."


def owner_listed(case: Case) -> Iterator[Finding]:
    """Somebody who owns part of a party is on a list, and what the stakes come to.

    Every rule that is held for such a listing says whether the party counts as owned, does
    not, or whether that cannot be decided. Any listed owner stays something that a person
    must look at.
    """
    for number, party in enumerate(case.order.parties):
        yield from _of_party(case, f"parties/{number}", party)
    for path, why in case.screening.not_compared:
        if "/owners/" in path:
            says = f"{path} was not compared with the lists: {why}."
            yield lacks(CODE, path, "name", says=says)
    yield from without_owners(CODE, case)


def without_owners(code: str, case: Case) -> Iterator[Finding]:
    """That nobody in the order can be owned, or whose owners are not known."""
    counterparts = [p for p in case.order.parties if p.role != "seller" and p.kind != "person"]
    if not counterparts:
        yield not_applicable(code, "The order names no company that somebody could own.")
    for number, party in enumerate(case.order.parties):
        if party in counterparts and not party.owners:
            says = f"Who owns {named(party)} is not known."
            yield lacks(code, f"parties/{number}", "owners", says=says)


def _of_party(case: Case, path: str, party: Party) -> Iterator[Finding]:
    found = answers(path, party, case)
    told: dict[tuple[str, ...], Hit] = {}
    for each in case.screening.hits:
        if each.subject.startswith(f"{path}/owners/"):
            theirs = [answer for answer in found if counts(each, answer.rule)]
            first = told.setdefault(tuple(answer.rule.id for answer in theirs), each)
            same = first.subject == each.subject and first.party == each.party
            before = "" if same else first.subject
            yield _with_stakes(listed(CODE, each, case), theirs, before=before)


def _with_stakes(found: Finding, theirs: Sequence[Answer], *, before: str) -> Finding:
    """The finding on one listed owner, with what the stakes come to under each rule.

    `before` is the place of another owner of the party with which that was told already.
    """
    weight: Weight = "note" if found.weight == "note" else "review"
    told, asks = [_BY_HAND], _asks(theirs)
    evidence: tuple[tuple[str, object], ...] = ()
    if theirs:
        told = list(dict.fromkeys(
            owned_words.refers(theirs, before) if before else owned_words.says(theirs)
        ))  # fmt: skip
        first = theirs[0]
        for each in theirs[1:]:
            first = each if heavier(each.weight, first.weight) else first
        weight = first.weight
        evidence = (
            ("owned", first.owned.answer),
            ("held", first.owned.held),
            ("may_hold", first.owned.may),
            ("rule", first.rule.says),
            ("rules", [_plain(each) for each in theirs]),
            ("told", told),
        )
    settle = " ".join(told)
    basis = tuple(text for each in theirs for text in each.rule.basis)
    return replace(
        found,
        weight=weight,
        says=f"{found.says} {settle}",
        evidence=(*found.evidence, ("settle", settle), *evidence),
        asks=asks,
        basis=tuple(dict.fromkeys((*basis, *found.basis))),
    )


def _asks(theirs: Sequence[Answer]) -> tuple[Question, ...]:
    return tuple(dict.fromkeys(q for each in theirs for q in owned_words.asks(each)))


def _plain(answer: Answer) -> dict[str, object]:
    """One rule's answer as JSON values: as it stands, and under its other status."""
    rule, other = answer.rule, answer.other
    until = rule.until.isoformat() if rule.until else None
    return {
        "rule": rule.id,
        "regime": rule.regime,
        "status": rule.status,
        "since": rule.since.isoformat(),
        "until": until,
        "last_verified": rule.verified.isoformat(),
        "owned": answer.owned.answer,
        "held": answer.owned.held,
        "may_hold": answer.owned.may,
        "weight": answer.weight,
        "otherwise": {"status": other.status, "weight": answer.under(other)} if other else None,
    }
