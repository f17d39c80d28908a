"""Conditions of duties on where the goods go."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from enduse.assess.answers import Answer, no, unknown, yes
from enduse.assess.case import bans_in_force, parties, unplaced
from enduse.assess.duty_facts import NO_GOODS, Facts


def _somewhere(facts: Facts, fits: Callable[[str], bool], *, otherwise: str) -> Answer:
    """Whether the goods are meant to reach a country that fits."""
    if not facts.case.order.lines:
        return no(NO_GOODS)
    for each in facts.case.reached:
        if fits(each.country):
            return yes(f"the goods are meant for {facts.the(each.country)}")
    lost = list(unplaced(facts.case))
    if lost:
        names = ", ".join(dict.fromkeys(who for _, who in lost))
        says = f"the country of {names} is not known"
        return unknown(says, *(f"{path}/country" for path, _ in lost))
    if not facts.case.reached:
        return unknown("where the goods go is not known", "route")
    return no(otherwise)


def to_third(facts: Facts, value: Mapping[str, Any]) -> Answer:
    """Beyond the Union, and beyond a group of partner countries, leaving out some."""
    home = facts.members("EU")
    partners = facts.group(value["partners"]) if "partners" in value else frozenset[str]()
    spared = home | partners | frozenset(value.get("but", ()))
    return _somewhere(
        facts, lambda country: country not in spared, otherwise=_spared(facts, home, partners)
    )


def _spared(facts: Facts, home: frozenset[str], partners: frozenset[str]) -> str:
    found = dict.fromkeys(each.country for each in facts.case.reached)
    some = [country for country in found if country in partners]
    if some:
        names = ", ".join(facts.the(country) for country in some)
        return f"{names}: a partner country of Annex VIII"
    if all(country in home for country in found):
        return "the goods stay within the European Union"
    return "the ban on the country itself stands before it"


def leaves(facts: Facts, value: str) -> Answer:
    """Out of the territory of a body of law."""
    home = facts.members(value)
    title = facts.case.tables.rules.regimes[value].title
    stay = f"the goods do not leave the {title}"
    return _somewhere(facts, lambda country: country not in home, otherwise=stay)


def within(facts: Facts, value: str) -> Answer:
    """To another country of the same body of law, and nowhere else."""
    home = facts.members(value)
    outside = leaves(facts, value)
    if outside.applies != "no":
        return no(outside.why) if outside.applies == "yes" else outside
    sellers = {party.country for _, party in parties(facts.case.order, "seller")}
    moves = any(each.country in home - sellers for each in facts.case.reached)
    return (
        yes("the goods go to another member state") if moves else no("they stay where they are")
    )


def to(facts: Facts, value: Sequence[str]) -> Answer:
    """To a country of a group."""
    wanted = frozenset().union(*(facts.group(code) for code in value))
    titles = " or ".join(facts.case.tables.rules.groups[code].title for code in value)
    return _somewhere(facts, lambda c: c in wanted, otherwise=f"they go to none of {titles}")


def beyond(facts: Facts, value: Sequence[str]) -> Answer:
    """To a country that is neither the law's own nor of a group."""
    spared = facts.members(facts.regime).union(*(facts.group(code) for code in value))
    titles = " and ".join(facts.case.tables.rules.groups[code].title for code in value)
    return _somewhere(facts, lambda c: c not in spared, otherwise=f"they go to {titles} alone")


def banned(facts: Facts, value: Sequence[str]) -> Answer:
    """To a country under a ban of some kind of this law, on the day."""
    case = facts.case
    bans = list(bans_in_force(case.tables.rules, case.regimes, case.as_of))
    under = {
        ban.country
        for ban in bans
        if ban.regime == facts.regime and ban.kind in value and not ban.regions
    }
    return _somewhere(
        facts, lambda c: c in under, otherwise="no such embargo is in force there"
    )
