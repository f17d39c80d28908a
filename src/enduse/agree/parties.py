"""Who sells, buys, receives and uses the goods, in each document."""

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import combinations
from typing import Any

from enduse.agree.alike import goods_key, party_forms, party_key
from enduse.agree.differ import Said, clusters, verdict_on, where
from enduse.agree.words import is_bank
from enduse.model.conflict import Agreed, Conflict, Open, Side
from enduse.model.document import Document, Sort

ROLES = ("seller", "buyer", "consignee", "end_user", "notify", "payer", "vessel")
_WORDS = {"end_user": "end user", "notify": "notify party"}
_TRANSPORT: frozenset[Sort] = frozenset({"bill_of_lading", "air_waybill", "road_waybill"})
_OF_ORDER: frozenset[Sort] = frozenset(
    {"order", "confirmation", "proforma", "invoice", "quote"}
)
_RECEIVES = ("consignee", "end_user")
_ALIKE = 0.9
"""How alike the letters of two names are that may be one, written with a slip."""


def compared(documents: Sequence[Document]) -> Iterator[Conflict | Agreed]:
    """What documents say of each role, and where a party is."""
    for role in ROLES:
        said = [each for document in documents for each in _said(document, role)]
        words = _WORDS.get(role, role)
        found = verdict_on(words, said, same=_same)
        if isinstance(found, Conflict):
            yield _weighed(found, said, documents, role=role)
        elif found is not None:
            yield from _agreed(found, said, role=role)
            yield from _countries(words, said, documents, role=role)
    yield from _strangers(documents)


def missing(documents: Sequence[Document]) -> Iterator[Open]:
    """Who is named in one document and not in another that ought to name him."""
    users = [each for document in documents for each in _said(document, "end_user")]
    lacks = tuple(
        each.name
        for each in documents
        if each.sort in {*_OF_ORDER, "end_user_statement"} and not list(_said(each, "end_user"))
    )
    if users and lacks:
        has = users[0].side
        verb = "names" if len(lacks) == 1 else "name"
        says = f"{has.value} is the end user in {where(has)}; {', '.join(lacks)} {verb} none."
        yield Open("end user", has, lacks, says)


def _said(document: Document, role: str) -> Iterator[Said]:
    for path, party in _parties(document):
        name = party.get("name")
        if party.get("role") == role and name:
            place = document.places.get(f"{path}/name", "")
            yield Said(Side(document.name, str(name), place), party_key(str(name)))


def _parties(document: Document) -> Iterator[tuple[str, Mapping[str, Any]]]:
    return (
        (f"parties/{at}", party) for at, party in enumerate(document.wire.get("parties", ()))
    )


def _agreed(found: Agreed, said: Sequence[Said], *, role: str) -> Iterator[Agreed | Conflict]:
    """Agreement, unless one document names another besides, or more than another does."""
    names = {each.key: each for each in said}
    whole = clusters(said, _same)
    others = [some for some in whole if some[0].side not in found.sides]
    if role in _RECEIVES and any(not is_bank(e.side.value) for some in others for e in some):
        sides = tuple(dict.fromkeys(each.side for some in whole for each in some))
        named = ", ".join(f"{e.side.value} ({where(e.side)})" for some in others for e in some)
        says = (
            f"All documents name {found.sides[0].value} as {found.what}; {named} stands beside."
        )
        yield Conflict(f"{found.what} changed", sides, says, "review")
        return
    pairs = list(combinations(names.values(), 2))
    apart = next((pair for pair in pairs if not _same(*pair)), None)
    if apart is not None and not others:
        # "Alpha" may be "Alpha North" or "Alpha South"; these two are not each other.
        sides = tuple(each.side for each in apart)
        changed = f"{found.what} changed" if role in _RECEIVES else found.what
        yield Conflict(changed, sides, _two(found.what, apart), "review")
        return
    more = next((pair for pair in pairs if pair[0].key != pair[1].key), None)
    forms = _unlike_forms(said)
    if more is not None and not others:
        says = f"{_two(found.what, more)} One says more than the other."
        yield Conflict(found.what, tuple(each.side for each in more), says, "note")
    elif forms is not None and not others:
        says = f"{_two(found.what, forms)} Another legal form may be another company."
        yield Conflict(found.what, tuple(each.side for each in forms), says, "note")
    else:
        yield found


def _two(what: str, pair: Sequence[Said]) -> str:
    said = "; ".join(f"{each.side.value} ({where(each.side)})" for each in pair)
    return f"The {what} differs: {said}."


def _unlike_forms(said: Sequence[Said]) -> tuple[Said, Said] | None:
    """Two of one name and of legal forms that are not each other's translation."""
    for one, other in combinations(said, 2):
        first, second = party_forms(one.side.value), party_forms(other.side.value)
        if first and second and not first & second:
            return one, other
    return None


def _same(one: Said, other: Said) -> bool:
    """One name; or one that says more of the same ("… LLC, Yerevan branch")."""
    first, second = set(one.key.split()), set(other.key.split())
    shorter = min(first, second, key=len)
    return one.key == other.key or (len(shorter) > 1 and first | second in (first, second))


def _weighed(
    found: Conflict, said: Sequence[Said], documents: Sequence[Document], *, role: str
) -> Conflict:
    """The conflict as far as it goes: a slip of the pen, a forwarder as shipper, a change."""
    groups = clusters(said, _same)
    if len(groups) == 2 and _slip(groups[0][0], groups[1][0]):  # noqa: PLR2004
        says = f"{found.says} It may be one name, written with a slip."
        return Conflict(found.what, found.sides, says, "note")
    by_name = {each.name: each for each in documents}
    ships = [all(by_name[e.side.document].sort in _TRANSPORT for e in some) for some in groups]
    if role == "seller" and sum(ships) == len(groups) - 1:
        says = f"{found.says} The shipper on a transport document may be a forwarder."
        return Conflict(found.what, found.sides, says, "note")
    if role == "consignee" and all(
        any(is_bank(each.side.value) for each in some) for some in groups[1:]
    ):
        says = f"{found.says} A bank as consignee holds the goods until it is paid."
        return Conflict(found.what, found.sides, says, "note")
    if role in ("consignee", "end_user"):
        return Conflict(f"{found.what} changed", found.sides, found.says, "review")
    return found


def _slip(said: Said, other: Said) -> bool:
    """Whether two names are alike but for a letter or two, with the same numbers."""
    one, two = goods_key(said.side.value), goods_key(other.side.value)
    if re.findall(r"\d+", one) != re.findall(r"\d+", two):
        return False
    return SequenceMatcher(None, one, two, autojunk=False).ratio() >= _ALIKE


def _countries(
    words: str, said: Sequence[Said], documents: Sequence[Document], *, role: str
) -> Iterator[Conflict]:
    """One name in two countries is two parties, or a changed place."""
    keys = {each.key for each in said}
    found = [
        Said(Side(document.name, str(party["country"]), place), str(party["country"]))
        for document in documents
        for path, party in _parties(document)
        if party.get("role") == role
        and party.get("country")
        and party_key(party.get("name")) in keys
        for place in (document.places.get(f"{path}/country", ""),)
    ]
    verdict = verdict_on(f"country of the {words}", found)
    if isinstance(verdict, Conflict):
        yield verdict


def _strangers(documents: Sequence[Document]) -> Iterator[Conflict]:
    """Who receives the goods by a transport document, and stands in no paper of the order."""
    orders = [each for each in documents if each.sort in _OF_ORDER]
    known = {party_key(p.get("name")) for each in documents if each.sort not in _TRANSPORT
             for _, p in _parties(each)}  # fmt: skip
    named = any(True for each in orders for _ in _said(each, "consignee"))
    if not orders or named:
        return
    for document in documents:
        for each in _said(document, "consignee") if document.sort in _TRANSPORT else ():
            if each.key in known or is_bank(each.side.value):
                continue
            buyers = [one for order in orders for one in _said(order, "buyer")]
            if not buyers or any(_same(each, one) or _slip(each, one) for one in buyers):
                continue
            buyer = buyers[0].side
            says = (
                f"{where(each.side)} consigns the goods to {each.side.value}, who stands in no "
                f"other document; the buyer is {buyer.value} ({where(buyer)})."
            )
            yield Conflict("consignee changed", (buyer, each.side), says)
