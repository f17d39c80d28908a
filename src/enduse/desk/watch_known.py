"""Parties as they are watched: from orders and from rows of partners, and back again."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from enduse.index.index import id_key
from enduse.intake.order import read_order
from enduse.model.order import SCHEMES, Order, Owner, Party
from enduse.screen.facts import schemes_like
from enduse.screen.screen import people
from enduse.watch.parties import Known


def known_in(order: Order) -> Iterator[Known]:
    """Every party of an order that a list could hold: parties, their owners, who pays."""
    for number, party in enumerate(order.parties):
        path = f"parties/{number}"
        yield from _known(path, party, address=party.address)
        yield from _owners(party.owners, path)
    if order.payment and order.payment.payer:
        plain = {"name": order.payment.payer, "country": order.payment.payer_country}
        yield _as_known("payment", plain)


def party_of(facts: str, countries: frozenset[str]) -> Order:
    """The party of some facts, as an order of that party alone."""
    given = read_order(json.loads(facts), label="party", countries=countries)
    assert given.order is not None  # noqa: S101  # the facts are our own
    return given.order


def name_of(facts: str) -> str:
    """What a party is called in words: its name, else its first number."""
    plain: dict[str, Any] = json.loads(facts)
    numbers = (f"{scheme} {value}" for scheme, value in plain.get("ids", {}).items())
    return str(plain.get("name") or next(numbers, "(no name)"))


def _owners(owners: tuple[Owner, ...], path: str) -> Iterator[Known]:
    for number, owner in enumerate(owners):
        place = f"{path}/owners/{number}"
        yield from _known(place, owner, address=None)
        yield from _owners(owner.owners, place)


def _known(path: str, somebody: Party | Owner, *, address: str | None) -> Iterator[Known]:
    ids = {scheme: value for scheme, value in somebody.ids if scheme in SCHEMES}
    if not somebody.name and not somebody.aliases and not ids and not address:
        return
    born = somebody.birth_date.text if somebody.birth_date else None
    kind = None if somebody.kind == "unknown" else somebody.kind
    yield _as_known(path, {
        "name": somebody.name, "aliases": list(somebody.aliases), "kind": kind,
        "country": somebody.country, "address": address, "ids": ids, "birth_date": born,
    })  # fmt: skip


def _as_known(path: str, plain: Mapping[str, object]) -> Known:
    filled = {"name": "", **{name: value for name, value in plain.items() if value}}
    facts = json.dumps(filled, sort_keys=True, separators=(",", ":"))
    return Known(path, facts, tuple(_numbers(facts)) if "ids" in filled else ())


def _numbers(facts: str) -> Iterator[str]:
    """The numbers of a party, under each scheme that a list may write them under."""
    order = party_of(facts, frozenset())
    for somebody in people(order):
        for scheme, value in somebody.asked.ids:
            yield from (id_key(like, value) for like in sorted(schemes_like(scheme)))
