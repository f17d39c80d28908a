"""A party that stands in an order twice: what is said of it once is known of it everywhere."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from enduse.model.order import Order, Party

_LENT = ("address", "phone", "email", "website", "founded", "activity", "birth_date", "owners")
"""Facts of somebody, whatever part he has. Where the goods go is not among them: that the
country of an end user is not said stays a question, also where the buyer's is."""


def lend_facts(order: Order, nobody: Collection[str] = ()) -> tuple[Order, Mapping[str, str]]:
    """The order with the facts of each counterpart wherever that counterpart stands.

    Beside it the paths of those that took some, each with that of a party that lent to it.

    Most orders give buyer and end user as one company, with its details at the buyer alone.
    The same name is the same party, unless countries, kinds or numbers differ, or it is a
    word for `nobody` ("tbd"). The seller lends nothing and takes nothing.
    """
    said = [each for each in order.parties if each.role != "seller" and _name(each)]
    some = [each for each in said if _name(each) not in nobody]
    if len({_name(each) for each in some}) == len(some):
        return order, {}
    parties: list[Party] = []
    took: dict[str, str] = {}
    for number, party in enumerate(order.parties):
        others = _others(party, some) if any(party is each for each in some) else []
        parties.append(_filled(party, others))
        if parties[-1] != party:
            lender = next(n for n, each in enumerate(order.parties) if each is others[0])
            took[f"parties/{number}"] = f"parties/{lender}"
    return replace(order, parties=tuple(parties)), took


def _others(party: Party, among: Sequence[Party]) -> list[Party]:
    return [each for each in among if each is not party and _same(party, each)]


def _filled(party: Party, others: Sequence[Party]) -> Party:
    lent: dict[str, Any] = {}
    for field in _LENT:
        if not getattr(party, field):
            said = next((value for each in others if (value := getattr(each, field))), None)
            lent |= {field: said} if said else {}
    if party.kind == "unknown" and others:
        lent["kind"] = next((each.kind for each in others if each.kind != "unknown"), "unknown")
    return replace(party, **lent)


def _same(one: Party, other: Party) -> bool:
    return _name(one) == _name(other) and not any(_differing(one, other))


def _differing(one: Party, other: Party) -> Iterator[str]:
    """What both say, and say otherwise."""
    if one.country and other.country and one.country != other.country:
        yield "country"
    if "unknown" not in {one.kind, other.kind} and one.kind != other.kind:
        yield "kind"
    if one.birth_date and other.birth_date and one.birth_date != other.birth_date:
        yield "birth_date"
    theirs = dict(other.ids)
    yield from (scheme for scheme, value in one.ids if theirs.get(scheme, value) != value)


def _name(party: Party) -> str:
    return " ".join((party.name or "").casefold().split()).strip(" .")
