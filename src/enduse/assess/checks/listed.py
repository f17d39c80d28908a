"""Tests on names: a party, or somebody behind it, may be a listed one."""

from collections.abc import Iterator
from dataclasses import replace

from enduse.assess.case import Case, is_placeholder, parties
from enduse.assess.checks.say import hit, lacks, not_applicable
from enduse.model.finding import Finding, Weight
from enduse.model.hit import Hit
from enduse.model.wire import to_plain

_GIVEN_AND_FAMILY = 2


def party_listed(case: Case) -> Iterator[Finding]:
    """A party, or the payer, is on a list, or may be."""
    code = "party.listed"
    for each in case.screening.hits:
        if "/owners/" not in each.subject:
            yield _listed(code, each, case)
    for path, why in _not_compared(case):
        found = lacks(
            code, path, "name", says=f"{path} was not compared with the lists: {why}."
        )
        # Any name could stand there, a listed one too, so it is asked for whatever the goods.
        yield replace(
            found, weight="ask", asks=(f"What is the full registered name? ({path})",)
        )


def _not_compared(case: Case) -> Iterator[tuple[str, str]]:
    yield from (each for each in case.screening.not_compared if "/owners/" not in each[0])
    if not case.order.parties:
        yield "parties", "the order names no party"
    for path, party in parties(case.order):
        # A missing end user has a test of its own.
        if party.role == "end_user":
            continue
        if not (party.name or party.aliases or party.ids):
            yield path, f"the {party.role} has no name"
        elif is_placeholder(case, party):
            yield path, f"{party.name!r} names nobody"


def owner_listed(case: Case) -> Iterator[Finding]:
    """Somebody who owns part of a party is on a list, or may be.

    Whether the stakes reach the threshold of a regime is not computed in this version: a
    listed owner is something that a person must settle.
    """
    code = "owner.listed"
    for each in case.screening.hits:
        if "/owners/" in each.subject:
            found = _listed(code, each, case)
            weight: Weight = "note" if found.weight == "note" else "review"
            settle = "Whether its stake reaches a threshold must be settled by hand."
            evidence = (*found.evidence, ("settle", settle))
            yield replace(
                found, weight=weight, says=f"{found.says} {settle}", evidence=evidence
            )
    for path, why in case.screening.not_compared:
        if "/owners/" in path:
            yield lacks(
                code, path, "name", says=f"{path} was not compared with the lists: {why}."
            )
    counterparts = [p for p in case.order.parties if p.role != "seller" and p.kind != "person"]
    if not counterparts:
        yield not_applicable(code, "The order names no company that somebody could own.")
    for number, party in enumerate(case.order.parties):
        if party in counterparts and not party.owners:
            yield lacks(
                code, f"parties/{number}", "owners", says="Who owns the party is not known."
            )


def _listed(code: str, found: Hit, case: Case) -> Finding:
    entry = found.entry
    sure = _is_sure(found, case)
    weight: Weight = found.effect.weight if sure or found.effect.weight == "note" else "review"
    evidence = {
        "list": entry.list_id,
        "entry": entry.id,
        "asked": found.asked,
        "listed_name": found.matched.text,
        "alias": found.matched.kind,
        "strength": found.matched.strength,
        "programmes": list(entry.programmes),
        "listed_on": entry.listed_on.isoformat() if entry.listed_on else None,
        "effect": found.effect.label,
        "means": found.effect.says,
        "match": found.says,
        "score": round(found.score, 4),
        "decided_by": found.decisive,
        "party": found.party if found.joins else None,
        "joins": [to_plain(each) for each in found.joins] or None,
        "features": [to_plain(each) for each in found.features],
    }
    says = f"{found.says} {found.effect.says}"
    finding = hit(
        code, found.subject, says, weight=weight, regime=found.effect.regime, **evidence
    )
    return replace(finding, basis=found.effect.basis)


def _is_sure(found: Hit, case: Case) -> bool:
    """Whether the match is taken for the listed party itself.

    A number decides it. Else the score must reach the threshold; and of a person with a
    common kind of name, given name and family name, more than the name must agree, for
    thousands bear it.
    """
    if found.decisive is not None:
        return True
    if found.score < case.tables.rules.thresholds["match"]["sure"]:
        return False
    facts = [f for f in found.features if f.name in {"birth date", "country"}]
    if found.entry.kind != "person" or any(fact.effect > 0 for fact in facts):
        return True
    differs = any(fact.effect < 0 for fact in facts)
    return not differs and len(found.asked.split()) > _GIVEN_AND_FAMILY
