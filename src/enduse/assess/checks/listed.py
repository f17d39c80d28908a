"""The test on names: a party may be a listed one."""

from collections.abc import Iterator
from dataclasses import replace

from enduse.assess.case import Case, is_placeholder, parties
from enduse.assess.checks.say import hit, lacks
from enduse.assess.questions import question
from enduse.model.finding import Finding, Question, Weight
from enduse.model.hit import Hit
from enduse.model.wire import to_plain

_GIVEN_AND_FAMILY = 2
_RARE = 0.6
"""What the same words must tell, of 1 for a word that nobody has met, to name one company."""
_FACTS = frozenset({"birth date", "country"})


def party_listed(case: Case) -> Iterator[Finding]:
    """A party, or the payer, is on a list, or may be."""
    code = "party.listed"
    for each in case.screening.hits:
        if "/owners/" not in each.subject:
            yield listed(code, each, case)
    for path, why in not_compared(case):
        found = lacks(
            code, path, "name", says=f"{path} was not compared with the lists: {why}."
        )
        # Any name could stand there, a listed one too, so it is asked for whatever the goods.
        yield replace(found, weight="ask", asks=(_which_name(path, case),))


def not_compared(case: Case) -> Iterator[tuple[str, str]]:
    """Parties that were not held against the lists, by their paths, and why."""
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


def _which_name(path: str, case: Case) -> Question:
    roles = {at: party.role for at, party in parties(case.order)}
    return (
        question("name.role", path, role=roles[path])
        if path in roles
        else question("name", path)
    )


def listed(code: str, found: Hit, case: Case) -> Finding:
    """One likeness of a name of the order and a listed one, with all that speaks for it."""
    entry = found.entry
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
        code,
        found.subject,
        says,
        weight=weight_of(found, case),
        regime=found.effect.regime,
        **evidence,
    )
    return replace(finding, basis=found.effect.basis)


def weight_of(found: Hit, case: Case) -> Weight:
    """What a likeness weighs: the effect of the list, or a review while it is not sure."""
    effect = found.effect.weight
    return effect if effect == "note" or is_sure(found, case) else "review"


def is_sure(found: Hit, case: Case) -> bool:
    """Whether the match is taken for the listed party itself.

    A number decides it. Else the score must reach the threshold by itself, and the words that
    tell must be the same, not only alike. Another day of birth leaves it to a person, and so
    does another country where what agrees is an ordinary word. Of a person with a common kind
    of name, given name and family name, more must be known, for thousands bear it.
    """
    if found.decisive is not None:
        return True
    lifted = sum(each.effect for each in found.features if each.name == "bounds")
    enough = found.score - lifted >= case.tables.rules.thresholds["match"]["sure"]
    facts = {each.name: each.effect for each in found.features if each.name in _FACTS}
    if not (enough and found.agreed) or facts.get("birth date", 0.0) < 0:
        return False
    if found.entry.kind != "person":
        return facts.get("country", 0.0) >= 0 or found.tells >= _RARE
    alone = "country" not in facts and found.agreed > _GIVEN_AND_FAMILY
    return alone or any(effect > 0 for effect in facts.values())
