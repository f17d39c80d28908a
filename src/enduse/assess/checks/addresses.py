"""The test on addresses: a party may sit where a listed one does."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from enduse.assess.case import REACHING, Case, named, parties
from enduse.assess.checks.say import hit, lacks
from enduse.assess.questions import question
from enduse.model.finding import Finding, Weight
from enduse.model.hit import AddressHit
from enduse.model.wire import to_plain

_CODE = "party.address"
_SHOWN = 20
"""Further listed parties at one address that are named; more are counted."""


def party_address(case: Case) -> Iterator[Finding]:
    """A party's address is listed, or is that of a listed party.

    Several listed parties at one address make one finding. Where the name led to the party
    already, its address is a reason there, and only noted here.
    """
    for path, party in parties(case.order):
        here = [each for each in case.screening.addresses if each.subject == path]
        shared = [each for each in here if not each.open]
        why = [said for at, said in case.screening.addresses_unread if at == path]
        if shared:
            yield _shared(shared)
        elif _agrees_with_name(path, case):
            says = (
                f"The address of {named(party)} is that of the listed party it is named like."
            )
            yield hit(_CODE, path, says, weight="note")
        elif here:
            yield _open(here[0], path, case)
        elif why:
            says = f"The address of {named(party)} was not compared: {'; '.join(why)}."
            yield lacks(_CODE, path, "address", says=says)
        elif not party.address and party.role in _roles(case) and party.name:
            says = f"The address of {named(party)} is not known."
            yield lacks(_CODE, path, "address", says=says)


def _roles(case: Case) -> Sequence[str]:
    # A bare party has the role "other" and is looked at like any counterpart.
    return REACHING if case.order.lines or case.order.route else (*REACHING, "other")


def _agrees_with_name(path: str, case: Case) -> bool:
    return any(
        each.subject == path and any(reason.name == "address" for reason in each.features)
        for each in case.screening.hits
    )


def _shared(found: Sequence[AddressHit]) -> Finding:
    """One finding for an address; the entry whose address is most like it speaks."""
    first, *others = sorted(found, key=_best_first)
    entry = first.entry
    evidence: dict[str, Any] = {
        "list": entry.list_id,
        "entry": entry.id,
        "asked": first.asked,
        "listed_address": first.listed,
        "listed_name": entry.names[0].text if entry.names else None,
        "programmes": list(entry.programmes),
        "effect": first.effect.label,
        "means": first.effect.says,
        "match": first.says,
        "score": round(first.score, 4),
        "others": [_other(each) for each in others[:_SHOWN]] or None,
        "others_count": len(others) or None,
        "in_building": first.crowd if first.crowd > 1 else None,
        "features": [to_plain(each) for each in first.features],
    }
    only_notes = all(each.effect.weight == "note" for each in found)
    weight: Weight | None = "note" if only_notes else None
    says = " ".join(filter(None, (first.says, _more(others), _means(first))))
    finding = hit(_CODE, first.subject, says, weight=weight, **evidence)
    # The text that lists an address asks for it itself, beside those that ask for the test.
    return replace(finding, basis=first.effect.basis) if entry.kind == "address" else finding


def _best_first(each: AddressHit) -> tuple[bool, float, str, str]:
    # An entry that is an address means this place, and not somebody who is elsewhere too.
    return (each.entry.kind != "address", -each.score, each.entry.list_id, each.entry.id)


def _other(each: AddressHit) -> dict[str, Any]:
    name = each.entry.names[0].text if each.entry.names else None
    return {"list": each.entry.list_id, "entry": each.entry.id, "name": name}


def _more(others: Sequence[AddressHit]) -> str:
    count = len(others)
    if not count:
        return ""
    return (
        f"{count} more listed {'entry has' if count == 1 else 'entries have'} such an address."
    )


def _means(found: AddressHit) -> str:
    if found.entry.kind == "address":
        return found.effect.says
    return (
        "An address in common does not make the two one; who is there must be settled. "
        f"Of the listed party holds: {found.effect.says}"
    )


def _open(found: AddressHit, path: str, case: Case) -> Finding:
    """The street is that of a listed party, and the order gives no house number."""
    says = (
        f"{found.asked!r} has no house number; a listed party is in that street. {found.says}"
    )
    finding = lacks(_CODE, path, "address", says=says)
    if case.setting == "ordinary":
        return finding
    who = dict(parties(case.order))[path].name
    where = f"{path}/address"
    ask = question("address.who", where, who=who) if who else question("address", where)
    return replace(finding, weight="ask", asks=(ask,))
