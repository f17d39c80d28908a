"""What a company is about to do: the order, its parties, goods and route.

Field names are those of the wire form (version 1). An absent field means "not known" and
is None or empty here; nothing is guessed.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from enduse.model.dates import DateSpan

Role = Literal[
    "seller", "buyer", "consignee", "notify", "intermediary", "end_user", "forwarder",
    "carrier", "bank", "payer", "manufacturer", "vessel", "other",
]  # fmt: skip
Kind = Literal["company", "person", "vessel", "aircraft", "public_body", "address", "unknown"]


@dataclass(frozen=True, slots=True)
class Owner:
    """Somebody who holds part of a party. `share` is an interval in per cent, or None.

    `ids` and `kind` are as in a party. `source` says where the stake is told of.
    """

    name: str | None
    country: str | None = None
    share: tuple[float, float] | None = None
    control: str | bool | None = None
    owners: tuple["Owner", ...] = ()
    kind: Kind = "unknown"
    ids: tuple[tuple[str, str], ...] = ()
    aliases: tuple[str, ...] = ()
    birth_date: DateSpan | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody with a part in the order. `ids` maps a scheme ("inn", "imo") to its value."""

    role: Role
    name: str | None
    kind: Kind = "unknown"
    country: str | None = None
    aliases: tuple[str, ...] = ()
    address: str | None = None
    ids: tuple[tuple[str, str], ...] = ()
    phone: str | None = None
    email: str | None = None
    website: str | None = None
    founded: DateSpan | None = None
    activity: str | None = None
    birth_date: DateSpan | None = None
    owners: tuple[Owner, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """Goods on the order. `hs` is the code as written; `value` is the line's, in `currency`."""

    description: str | None = None
    hs: str | None = None
    hs_edition: int | None = None
    part_number: str | None = None
    manufacturer: str | None = None
    quantity: float | None = None
    unit: str | None = None
    value: float | None = None
    currency: str | None = None
    origin: str | None = None
    eccn: str | None = None
    eu_dual_use: str | None = None


@dataclass(frozen=True, slots=True)
class Leg:
    """A place the goods leave from, pass, or reach, in the order of travel."""

    country: str | None
    place: str | None = None


@dataclass(frozen=True, slots=True)
class Payment:
    """Who pays, from where, and on what terms."""

    payer: str | None = None
    payer_country: str | None = None
    terms: str | None = None


@dataclass(frozen=True, slots=True)
class Clauses:
    """What the contract says. None where it is not known."""

    no_reexport_to_russia: bool | None = None


SCHEMES = frozenset({
    "lei", "imo", "mmsi", "inn", "ogrn", "kpp", "vat", "registration", "duns", "passport",
    "national_id", "tax", "swift", "iata", "tail_number", "crypto",
})  # fmt: skip
"""Schemes of numbers that decide who somebody is."""

WORLDWIDE = frozenset({
    "lei", "imo", "mmsi", "inn", "ogrn", "duns", "swift", "iata", "crypto", "tail_number",
})  # fmt: skip
"""Schemes whose numbers are given out once in the world (or, INN and OGRN, by one state)."""


@dataclass(frozen=True, slots=True)
class Order:
    """An order as given. `id` is the caller's, or one made from its place in the file."""

    id: str
    date: dt.date | None = None
    regimes: tuple[str, ...] | None = None
    parties: tuple[Party, ...] = ()
    lines: tuple[Line, ...] = ()
    route: tuple[Leg, ...] = ()
    end_use: str | None = None
    payment: Payment | None = None
    clauses: Clauses | None = None
    notes: str | None = None


def payer_of(order: Order) -> tuple[str | None, str | None]:
    """Who pays and from where: by the payment, else by the party in the role of payer."""
    payment = order.payment
    if payment and (payment.payer or payment.payer_country):
        return payment.payer, payment.payer_country
    payers = (party for party in order.parties if party.role == "payer")
    return next(((party.name, party.country) for party in payers), (None, None))
