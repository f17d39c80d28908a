"""Conditions of duties on who takes part, on dates, and on what was found."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from enduse.assess.answers import Answer, any_of, no, unknown, yes
from enduse.assess.case import parties, unplaced
from enduse.assess.duty_facts import Facts
from enduse.model.order import Owner


def seller_outside(facts: Facts, value: str) -> Answer:
    """The seller is outside the territory of a body of law."""
    where = [party.country for _, party in parties(facts.case.order, "seller") if party.country]
    home = facts.members(value)
    if not where:
        return unknown("the seller's country is not known", "parties/seller/country")
    if all(country in home for country in where):
        return no(f"the seller is in {facts.the(where[0])}")
    return yes(f"the seller is in {facts.the(next(c for c in where if c not in home))}")


def public_contract(facts: Facts, value: Mapping[str, Any]) -> Answer:
    """The buyer is a public body (or is none), from a day on."""
    buyers = [party for _, party in parties(facts.case.order, "buyer")]
    public = any(party.kind == "public_body" for party in buyers)
    public = public and facts.case.as_of >= value["since"]
    if public == value["is"]:
        return yes("the buyer is a public body" if public else "")
    if public:
        return no(
            "the buyer is a public body; a public contract needs no clause (Art. 12g(2a))"
        )
    return no("the buyer is not said to be a public body")


def old_contract(facts: Facts, value: Mapping[str, date]) -> Answer:
    """The contract is not one made before a day, while those are spared."""
    made, day = facts.case.order.date, facts.case.as_of
    if day > value["until"]:
        return yes()
    if made is None:
        return unknown("the day of the contract is not known", "date")
    if made >= value["before"]:
        return yes()
    return no(
        f"the contract of {made} is older than {value['before']}, which spares it until "
        f"{value['until']}; a general clause against re-export to places under EU sanctions, "
        "with remedies, is enough (recital 31 of Regulation (EU) 2024/1745)"
    )


def setting(facts: Facts, value: Sequence[str]) -> Answer:
    """The setting of the order: what the goods are, and which places it touches."""
    case = facts.case
    if case.setting in value:
        return yes("such goods are known to be diverted through a place of this order")
    named = {place.country for place in case.tables.rules.places if place.in_force(case.as_of)}
    without = [each.path for each in case.goods if each.code is None]
    if without and any(each.country in named for each in case.reached):
        says = f"{', '.join(without)} has no HS code that tells what it is"
        return unknown(says, *(f"{path}/hs" for path in without))
    lost = list(unplaced(case))
    if lost and case.concerns:
        says = f"the country of {lost[0][1]} is not known"
        return unknown(says, *(f"{path}/country" for path, _ in lost))
    return no("no place of the order is known for diverting such goods")


def informed(facts: Facts, value: str) -> Answer:  # noqa: ARG001  # one form for all
    """A fact that no field of an order carries: a letter, or what somebody knows."""
    return unknown(value, "what the order does not carry")


def hits(facts: Facts, value: Sequence[str]) -> Answer:
    """Tests that hit and weigh; under this law or one above it, where they say under which."""
    home = facts.members(facts.regime)
    laws = facts.case.tables.rules.regimes.values()
    above = {each.code for each in laws if home and home <= each.members}
    found = [
        each
        for each in facts.weighing()
        if each.test in value and each.regime in {None, facts.regime, *above}
    ]
    if found:
        tests = facts.case.tables.rules.tests
        said = (f"{tests[each.test].title} ({each.subject})" for each in found)
        basis = dict.fromkeys(text for each in found if each.regime for text in each.basis)
        return yes("; ".join(dict.fromkeys(said)), *basis)
    return no("nothing of the kind was found")


def red_flag(facts: Facts, value: str) -> Answer:
    """A hit that weighs, and that a text asks for whose name begins so."""
    found = [
        f"{facts.case.tables.rules.tests[each.test].title} ({each.subject})"
        for each in facts.weighing()
        if any(basis.citation.startswith(value) for basis in each.basis)
    ]
    return yes("; ".join(dict.fromkeys(found))) if found else no("no red flag that weighs")


def owners_unknown(facts: Facts, value: Sequence[str]) -> Answer:
    """Of a counterpart in one of some roles no owner is given."""
    blank = [
        (path, party.name)
        for path, party in parties(facts.case.order, *value)
        if party.name and party.kind not in {"person", "public_body"} and not party.owners
    ]
    if not blank:
        return no("the owners of the counterparts are given")
    names = ", ".join(dict.fromkeys(name or path for path, name in blank))
    says = f"the owners of {names} are not known"
    return unknown(says, *(f"{path}/owners" for path, _ in blank))


def group_company(facts: Facts, value: str) -> Answer:
    """The seller, or an owner of his where this law is at home, has a company outside it."""
    home, order = facts.members(value), facts.case.order
    sellers = [party for _, party in parties(order, "seller") if party.country in home]
    names = {party.name.casefold() for party in sellers if party.name}
    found = [
        _owned(owner, f"{party.name or path} in {facts.the(party.country)}", path)
        for path, party in parties(order)
        if party.country is not None and party.country not in home
        for owner in party.owners
        if (owner.name or "").casefold() in names
        or (party.role == "seller" and owner.country in home)
    ]
    return any_of(found) if found else no("no such company is in the order")


_HALF = 50.0
"""Recital 28 of Regulation (EU) 2024/1745: half or more of the proprietary rights."""


def _owned(owner: Owner, who: str, path: str) -> Answer:
    low, high = owner.share or (0.0, 100.0)
    if owner.control is True or low >= _HALF:
        return yes(f"{owner.name} owns or controls {who}")
    if high >= _HALF or owner.control is None:
        says = f"whether {owner.name} owns or controls {who} is not known"
        return unknown(says, f"{path}/owners")
    return no(f"{owner.name} holds less than half of {who}")
