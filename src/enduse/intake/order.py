"""One JSON record -> an order in our nouns, and whatever could not be read of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import get_args

from enduse.intake.fields import Fields, shown
from enduse.model.conflict import Comparison
from enduse.model.issue import Issue
from enduse.model.order import (
    SCHEMES,
    Clauses,
    Kind,
    Leg,
    Line,
    Order,
    Owner,
    Party,
    Payment,
    Role,
)

MAX_OWNER_DEPTH = 30
"""How deep owners of owners are read. Real chains end far earlier; a mistake does not."""

_ORDER = "id, date, regimes, parties, lines, route, end_use, payment, clauses, notes"
_PARTY = (
    "role, name, kind, country, aliases, address, ids, phone, email, website, founded, "
    "activity, birth_date, owners"
)
_OWNER = "name, country, share, control, kind, ids, aliases, birth_date, source, owners"
_LINE = (
    "description, hs, hs_edition, part_number, manufacturer, quantity, unit, value, currency, "
    "origin, eccn, eu_dual_use"
)
_ALL = 100  # per cent
_HS_EDITIONS = (1988, 1992, 1996, 2002, 2007, 2012, 2017, 2022)
_ORDER_MARKS = frozenset({"parties", "lines", "route", "payment", "end_use"})


@dataclass(frozen=True, slots=True)
class Given:
    """One order as it was given: what was read, and what was not.

    `order` is None where nothing could be read; `label` names it either way. `source` is
    what it was read from: JSON values as parsed, or the text where that was not JSON. `places`
    says where each field stood in a file that is no JSON, by its path in the order
    ("lines/0/hs": "orders.xlsx row 7 column C"). `compared` holds the documents of the order
    against each other, None where there are no two.
    """

    label: str
    order: Order | None
    issues: tuple[Issue, ...]
    source: object = None
    places: Mapping[str, str] = field(default_factory=dict)
    compared: Comparison | None = None


def read_order(record: object, *, label: str, countries: frozenset[str]) -> Given:
    """Read one record. A bare party becomes an order with that one party.

    `label` is the order's name where the record gives none ("orders.jsonl line 3"), and
    `countries` the codes that count as countries. A field that cannot be read is an issue
    of gravity `error` at its path; everything beside it is kept.
    """
    if not isinstance(record, Mapping):
        says = f"is {shown(record)}; expected an object with an order or a party in it"
        return Given(label, None, (Issue("order", says, "error"),), record)
    issues: list[Issue] = []
    if "name" in record and not _ORDER_MARKS & record.keys():
        party = _party(Fields(record, "parties/0", issues), countries, bare=True)
        return Given(label, Order(id=label, parties=(party,)), tuple(issues), record)
    order = _order(Fields(record, "", issues), label, countries)
    return Given(order.id, order, tuple(issues), record)


def _order(fields: Fields, label: str, countries: frozenset[str]) -> Order:
    payment, clauses = fields.record("payment"), fields.record("clauses")
    regimes = fields.texts("regimes")
    order = Order(
        id=fields.name_text("id") or label,
        date=fields.day("date"),
        regimes=tuple(regime.upper() for regime in regimes) or None,
        parties=tuple(_party(each, countries) for each in fields.records("parties")),
        lines=tuple(_line(each, countries) for each in fields.records("lines")),
        route=tuple(_leg(each, countries) for each in fields.records("route")),
        end_use=fields.text("end_use"),
        payment=_payment(payment, countries) if payment else None,
        clauses=_clauses(clauses) if clauses else None,
        notes=fields.text("notes"),
    )
    fields.close(_ORDER)
    if not order.parties and not order.lines and not order.route:
        says = (
            "are both absent; expected at least a party or goods, for there is nothing to check"
        )
        fields.trouble("parties and lines", says)
    return order


def _party(fields: Fields, countries: frozenset[str], *, bare: bool = False) -> Party:
    if not bare and not fields.has("role"):
        fields.trouble("role", "is absent; the party is taken as 'other'", gravity="warning")
    role: Role = fields.choice("role", get_args(Role), default="other")
    kind: Kind = fields.choice("kind", get_args(Kind), default="unknown")
    party = Party(
        role=role,
        kind=kind,
        name=fields.text("name"),
        country=fields.country("country", countries),
        aliases=fields.texts("aliases"),
        address=fields.text("address"),
        ids=_ids(fields),
        phone=fields.text("phone"),
        email=fields.text("email"),
        website=fields.text("website"),
        founded=fields.span("founded"),
        activity=fields.text("activity"),
        birth_date=fields.span("birth_date"),
        owners=_owners(fields, countries, 1),
    )
    fields.close(_PARTY)
    return party


def _ids(fields: Fields) -> tuple[tuple[str, str], ...]:
    ids = fields.pairs("ids")
    for scheme, _ in ids:
        if scheme not in SCHEMES:
            known = ", ".join(sorted(SCHEMES))
            says = f"is no scheme that decides who a party is; expected one of {known}"
            fields.trouble(f"ids/{scheme}", says, gravity="warning")
    return ids


def _owners(fields: Fields, countries: frozenset[str], depth: int) -> tuple[Owner, ...]:
    if depth > MAX_OWNER_DEPTH:
        if fields.take("owners"):
            says = f"goes deeper than {MAX_OWNER_DEPTH} owners of owners; the rest was not read"
            fields.trouble("owners", says)
        return ()
    found = []
    for each in fields.records("owners"):
        owner = Owner(
            name=each.text("name"),
            country=each.country("country", countries),
            share=_share(each),
            control=_control(each),
            kind=each.choice("kind", get_args(Kind), default="unknown"),
            ids=_ids(each),
            aliases=each.texts("aliases"),
            birth_date=each.span("birth_date"),
            source=each.text("source"),
            owners=_owners(each, countries, depth + 1),
        )
        each.close(_OWNER)
        found.append(owner)
    return tuple(found)


def _share(fields: Fields) -> tuple[float, float] | None:
    value = fields.take("share")
    match value:
        case None:
            return None
        case [int() | float() as low, int() | float() as high] if _is_band(low, high):
            return float(low), float(high)
        case int() | float() if _is_band(value, value):
            return float(value), float(value)
    found = str(value) if isinstance(value, list) else shown(value)
    fields.trouble(
        "share", f"is {found[:60]}; expected per cent (25), a band ([25, 50]) or null"
    )
    return None


def _is_band(low: float, high: float) -> bool:
    return not isinstance(low, bool) and not isinstance(high, bool) and 0 <= low <= high <= _ALL


def _control(fields: Fields) -> str | bool | None:
    value = fields.take("control")
    if value is None or isinstance(value, bool | str):
        return value
    fields.trouble("control", f"is {shown(value)}; expected true, false, a text or null")
    return None


def _line(fields: Fields, countries: frozenset[str]) -> Line:
    line = Line(
        description=fields.text("description"),
        hs=fields.code_text("hs"),
        hs_edition=_edition(fields),
        part_number=fields.code_text("part_number"),
        manufacturer=fields.text("manufacturer"),
        quantity=fields.number("quantity"),
        unit=fields.text("unit"),
        value=fields.number("value"),
        currency=fields.currency("currency"),
        origin=fields.country("origin", countries),
        eccn=fields.text("eccn"),
        eu_dual_use=fields.text("eu_dual_use"),
    )
    fields.close(_LINE)
    return line


def _edition(fields: Fields) -> int | None:
    value = fields.take("hs_edition")
    if value is None or (value in _HS_EDITIONS and not isinstance(value, bool | float)):
        return None if value is None else int(value)
    years = ", ".join(str(year) for year in _HS_EDITIONS)
    fields.trouble("hs_edition", f"is {shown(value)}; expected one of {years}")
    return None


def _leg(fields: Fields, countries: frozenset[str]) -> Leg:
    leg = Leg(country=fields.country("country", countries), place=fields.text("place"))
    fields.close("country, place")
    return leg


def _payment(fields: Fields, countries: frozenset[str]) -> Payment:
    payment = Payment(
        payer=fields.text("payer"),
        payer_country=fields.country("payer_country", countries),
        terms=fields.text("terms"),
    )
    fields.close("payer, payer_country, terms")
    return payment


def _clauses(fields: Fields) -> Clauses:
    clauses = Clauses(no_reexport_to_russia=fields.flag("no_reexport_to_russia"))
    fields.close("no_reexport_to_russia")
    return clauses
